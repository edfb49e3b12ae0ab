"""Addresses of stories: absolute, of the web, without what only tracks who follows them.

Knows how addresses are written (RFC 3986, the URL standard of the WHATWG) and which parameters are for tracking alone.
Fetches nothing, and does not know what stands at an address.
"""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv6Address
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

UNKEEPABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff\\ud800-\\udfff]")
BLANK = re.compile("[ \\xa0\\u3000]")
HOST = re.compile(r"[^\s/?#@:\[\]<>\"\\^`{|}%]{1,253}")
PORTS = {"http": 80, "https": 443}
STOPS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})

TRACKING = re.compile(
    # Google Analytics and Ads, Microsoft, Meta, TikTok, X, LinkedIn, Yandex, Pinterest, Snapchat
    r"utm_\w+|ga_\w+|_ga|_gl|gclid|gclsrc|gbraid|wbraid|dclid|srsltid|msclkid|fbclid|fb_(?:source|ref|action_\w+)"
    r"|ttclid|twclid|li_fat_id|yclid|ysclid|_openstat|epik|sccid|igshid|igsh"
    # mailing and marketing: Mailchimp, HubSpot, Marketo, Vero, Klaviyo, Omeda, Drip, Matomo, Adobe, Webtrekk, Piano
    r"|mc_[ce]id|_hs(?:enc|mi)|hsctatracking|mkt_tok|vero_(?:id|conv)|_k[ex]|oly_(?:anon|enc)_id|__s"
    r"|(?:pk|mtm|matomo|piwik)_\w+|s_(?:cid|kwcid)|ef_id|wt_z?mc(?:_\w+)?|wt\.(?:mc|tsrc)\w*|xtor|xtref"
    r"|at_(?:medium|campaign\w*|custom\d+|link_\w+|ptr_\w+|bbc_team|format|creation|network|platform|variant|type"
    r"|channel|term|emailtype|send_\w+|recipient_\w+|identifier|advertiser|\w+_placement)"
    # publishers: BBC, Guardian, CNN, New York Times, Washington Post, Reuters, Yahoo, Daily Mail, Spiegel, MSN, Zeit
    r"|ns_(?:mchannel|source|campaign|linkname|fee)|cmp(?:id)?|icid|ito|ocid|smid|smtyp|wpisrc|guccounter|guce_referr\w+"
    r"|feed(?:type|name)|soc_(?:src|trk)|sara_(?:ecid|ref)|__twitter_impression|dicbo|spm"
    # general names, where their value says that it is only about the way
    r"|(?:partner|emc|source|src|ref|from|via|output|dgxref)=(?:rss\w*|feed|atom|facebook|twitter|newsletter)",
    re.IGNORECASE,
)
"""Parameters that say by which way a reader came, and never what is shown: from the makers' own documents and the lists
that browsers publish (Firefox's and Brave's query stripping, ClearURLs, AdGuard). What may choose what is shown (`id`,
`page`, `ref`, `source` with any other value) stays."""


PLAIN = re.compile(r"https?://(?:[a-z0-9-]{1,40}\.){1,5}[a-z]{2,24}/[A-Za-z0-9/_.~!$&'()*+,=:@-]*+")
"""An address that is canonical as it is written: nothing in it that any rule is about."""


def canonical(raw: str, *, base: str | None = None) -> str | None:
    """The canonical form of an address, or None where it is not an absolute one of the web.

    Scheme and host are in lower case, the host in ASCII: punycode is what every client takes, what look-alike letters
    cannot hide in, and one form for both ways of writing it. There is no user, no port that goes without saying, no
    fragment but `#!` (that names the page), no tracking parameter. All else stays as written, in its order.
    """
    if PLAIN.fullmatch(raw) is not None:
        return raw
    link = BLANK.sub("%20", UNKEEPABLE.sub("", raw.strip().strip("\ufeff")).strip())
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        place = _place(parts)
    except ValueError:
        return None
    if place is None:
        return None
    query = "&".join(one for one in parts.query.split("&") if one and not _tracks(one))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{parts.scheme}://{place}{parts.path}{'?' if query else ''}{query}{fragment}"


def _place(parts: SplitResult) -> str | None:
    """Host and port; None where they are not of the web. Raises `ValueError` where they cannot be."""
    if parts.scheme not in PORTS or not parts.hostname:
        return None
    host = _six(parts.hostname) if ":" in parts.hostname else _ascii(parts.hostname)
    if host is None or parts.port in (None, PORTS[parts.scheme]):
        return host
    return f"{host}:{parts.port}"


def _six(host: str) -> str:
    """An address of IPv6 in its shortest form."""
    return f"[{IPv6Address(host.partition('%')[0]).compressed}]"


def _ascii(host: str) -> str | None:
    """A name in lower case, labels in other scripts as punycode; None where no host is called so."""
    name = unquote(host) if "%" in host else host
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name.translate(STOPS)).lower()
        name = ".".join(_label(label) for label in name.split("."))
    return name.lower() if HOST.fullmatch(name) else None


def _label(label: str) -> str:
    """A part of a name between dots (RFC 5891, 4.4)."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


def _tracks(parameter: str) -> bool:
    """Whether a parameter is for tracking; one left over from doubly escaped HTML begins with `amp;`."""
    said = unquote(parameter.removeprefix("amp;"))
    return TRACKING.fullmatch(said.partition("=")[0]) is not None or TRACKING.fullmatch(said) is not None
