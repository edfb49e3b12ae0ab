"""The reason codes of fetching."""

from __future__ import annotations

from feedmill.errors import Reason


class FetchReason(Reason):
    """Why an address was not fetched, or its answer not taken."""

    ADDRESS_INVALID = (
        "address_invalid",
        "this is no address that can be fetched: http or https, without a name and password, no control characters",
        "correct the `url` of the source; where the server redirects there, tell its publisher",
    )
    ADDRESS_INWARD = (
        "address_inward",
        "the name leads to an address that is not public (loopback, private, link-local, metadata, embedded ...)",
        "if that is meant, give the network a name under `networks:` in the file of sources, and the source that name",
    )
    PORT_REFUSED = (
        "port_refused",
        "a redirect leads to a port other than 80, 443 and the source's own",
        "give the source that address itself, if it is meant",
    )
    DOWNGRADE = (
        "downgrade",
        "a redirect leads from https to http",
        "tell the publisher; or give the source the http address itself",
    )
    REDIRECT_LOOP = (
        "redirect_loop",
        "redirects lead in a circle, or never end",
        "open the address in a browser, and give the source the one where it ends",
    )
    REDIRECT_NOWHERE = (
        "redirect_nowhere",
        "a redirect does not say where to",
        "tell the publisher",
    )
    NAME_UNKNOWN = (
        "name_unknown",
        "the host's name cannot be resolved",
        "nothing at first, it is tried again; if it lasts, correct the host in the source's `url`",
    )
    NO_CONNECTION = (
        "no_connection",
        "the host does not accept a connection, or ends it",
        "nothing at first, it is tried again; if it lasts, look whether the host is reachable from here",
    )
    TLS_FAILED = (
        "tls_failed",
        "the host cannot prove by its certificate that it is the one that was asked for",
        "tell the publisher; a certificate of your own authority has to be known to this machine",
    )
    TOO_SLOW = (
        "too_slow",
        "the answer did not come within its time, or slower than allowed",
        "nothing at first, it is tried again; FEEDMILL_FETCH_SECONDS is the time for a whole answer",
    )
    HEADERS_TOO_LARGE = (
        "headers_too_large",
        "the answer's headers are larger than any honest answer's",
        "tell the publisher",
    )
    ANSWER_TOO_LARGE = (
        "answer_too_large",
        "the answer is larger than what is taken",
        "raise FEEDMILL_FETCH_MAX_BYTES if it is meant to be taken",
    )
    ANSWER_BOMB = (
        "answer_bomb",
        "the answer unpacks to a multiple of its size that no honest one has",
        "tell the publisher; nothing of it was kept",
    )
    ANSWER_BROKEN = (
        "answer_broken",
        "the answer breaks the rules of HTTP, or ended before its time",
        "nothing at first, it is tried again; if it lasts, tell the publisher",
    )
    ANSWER_EMPTY = (
        "answer_empty",
        "the answer is a success without any content",
        "nothing at first, it is tried again; if it lasts, tell the publisher",
    )
    LENGTH_AMBIGUOUS = (
        "length_ambiguous",
        "the answer states its length in two ways, by which proxies can be deceived",
        "tell the publisher",
    )
    ENCODING_UNKNOWN = (
        "encoding_unknown",
        "the answer is packed in a way that was not asked for",
        "tell the publisher: feedmill asks for gzip and deflate",
    )
    UNCHANGED_UNASKED = (
        "unchanged_unasked",
        "the host says that nothing changed, without having been asked whether",
        "tell the publisher",
    )
    STATUS_UNEXPECTED = (
        "status_unexpected",
        "the host answers with a status that is neither success nor anything known",
        "open the address in a browser",
    )
    HOST_REFUSES = (
        "host_refuses",
        "the host refuses the request (4xx)",
        "check the source's `connection` and `headers`; ask the publisher whether feedmill may fetch it",
    )
    HOST_FAILS = (
        "host_fails",
        "the host failed (5xx)",
        "nothing; it is tried again, less often each time",
    )
    HOST_BUSY = (
        "host_busy",
        "the host asks to come back later (429 or 503)",
        "nothing; it is asked again when it said, at the latest after a day",
    )
    HOST_PACED = (
        "host_paced",
        "the host's robots.txt wants more time between two requests than a run waits",
        "nothing; the source is looked at when its host may be asked again",
    )
    NOT_THERE = (
        "not_there",
        "there is nothing at the address (404)",
        "correct the source's `url`; after several such answers it is not asked again until then",
    )
    GONE = (
        "gone",
        "the host says that this is gone for good (410)",
        "remove the source, or give it its new address: it is not asked again until then",
    )
    TURNED_TO_HTML = (
        "turned_to_html",
        "where a feed or sitemap is expected, a web page came: an error, a login, or another site",
        "open the address in a browser; nothing of it was kept. A page that is meant has the kind `page`",
    )
    ROBOTS_FORBID = (
        "robots_forbid",
        "the host's robots.txt does not want this fetched",
        "ask the publisher; with its consent set `robots: false` for the source",
    )
    ROBOTS_UNKNOWN = (
        "robots_unknown",
        "the host's robots.txt cannot be had (5xx or no answer), and that counts as a no (RFC 9309, 2.3.1.4)",
        "nothing; it is asked for again in an hour at the latest",
    )
    UNFORESEEN = (
        "fetch_unforeseen",
        "feedmill met something in this source's answer that it does not know",
        "report the detail and the log's traceback; the source is tried again by itself",
    )
    CONNECTION_INVALID = (
        "connection_invalid",
        "the source's token cannot be sent: it is empty, or holds more than printable ASCII, such as the end of a line",
        "put the token alone into the password of the connection that is named",
    )
    CONNECTION_MISSING = (
        "connection_missing",
        "the connection that holds the source's secret is not there",
        "make it in Airflow (Admin, Connections), or put it into FEEDMILL_WEB_CONNECTIONS",
    )
