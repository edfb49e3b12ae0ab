"""How fast wire XML becomes documents: MB/s of bytes, beside a bare parse by lxml of the same files in the same run.

`python -m benchmarks.wire [seconds]`: files that are made here, of invented stories, in the forms of several agencies.
A file is some 5 to 12 KB; news messages of twenty items and a file in ISO 8859-1 are measured too. The NITF states no
language, and its invented words are in none: that is the longest way that guessing a language takes.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from feedmill.reading import read

FILES = 60
WORDS = "ba ce di fo gu la me ni po ru sa te vi xo zu kar len min tor wes"
SYLLABLES = tuple(WORDS.split())
G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


@dataclass(frozen=True)
class Made:
    """Files of one form."""

    name: str
    files: list[bytes]

    @property
    def megabytes(self) -> float:
        """How much they are together."""
        return sum(map(len, self.files)) / 1e6


def main() -> None:
    """Measure each form and print a line for it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    print(f"{'form':<24}{'KB a file':>10}{'MB/s':>8}{'lxml MB/s':>11}{'documents/s':>13}")
    for made in forms(random.Random(7)):  # noqa: S311 -- the same files each time, no secrets
        passes, took = timed(lambda data: sum(1 for _ in read(data)), made.files, seconds)
        bare, bare_took = timed(etree.fromstring, made.files, seconds / 2)
        documents = sum(sum(1 for _ in read(data)) for data in made.files)
        size = 1000 * made.megabytes / len(made.files)
        speed = made.megabytes * passes / took
        print(
            f"{made.name:<24}{size:>10.1f}{speed:>8.1f}{made.megabytes * bare / bare_took:>11.1f}"
            f"{documents * passes / took:>13.0f}",
            flush=True,
        )


def timed(work: Callable[[bytes], object], files: list[bytes], seconds: float) -> tuple[int, float]:
    """How often all files were gone through, and in how many seconds of this process; what is loaded once is not."""
    work(files[0])
    passes, started = 0, time.process_time()
    while (took := time.process_time() - started) < seconds:
        for data in files:
            work(data)
        passes += 1
    return passes, took


def forms(chance: random.Random) -> list[Made]:
    """Files of each form."""
    return [
        Made("NewsML-G2 with XHTML", [g2(chance, xhtml(chance), number) for number in range(FILES)]),
        Made("NewsML-G2 with NITF", [g2(chance, nitf(chance, number), number) for number in range(FILES)]),
        Made("news messages of 20", [message(chance) for _ in range(FILES // 20)]),
        Made("NITF", [b'<?xml version="1.0"?>' + nitf(chance, number).encode() for number in range(FILES)]),
        Made("NewsML 1, ISO 8859-1", [newsml_1(chance, number) for number in range(FILES)]),
    ]


def words(chance: random.Random, count: int) -> str:
    """Words that nobody said."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


def paragraphs(chance: random.Random) -> list[str]:
    """The paragraphs of a story of some 500 words; one in five has a link, an entity or a name marked up."""
    found = [f"{words(chance, chance.randint(25, 55)).capitalize()}." for _ in range(14)]
    for number in range(2, 14, 5):
        found[number] += f' <a href="https://example.org/{number}">{words(chance, 3)}</a> &amp; {words(chance, 4)}.'
    return found


def xhtml(chance: random.Random) -> str:
    """A story as XHTML."""
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs(chance))
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


def nitf(chance: random.Random, number: int) -> str:
    """A story as NITF, with a head."""
    subjects = "".join(
        f'<tobject.subject tobject.subject.refnum="{4000000 + index:08}" tobject.subject.type="{words(chance, 2)}"/>'
        for index in range(4)
    )
    body = "\n".join(f"      <p>{text}</p>" for text in paragraphs(chance))
    return f"""<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>{words(chance, 8)}</title>
<meta name="anpa-keyword" content="{words(chance, 2)}"/><tobject tobject.type="News">{subjects}</tobject>
<docdata management-status="usable"><doc-id id-string="x{number}" regsrc="XX"/><urgency ed-urg="4"/>
<date.issue norm="20260301T120000+0100"/><ed-msg info="{words(chance, 5)}"/>
<key-list><keyword key="{words(chance, 1)}"/><keyword key="{words(chance, 2)}"/></key-list></docdata></head>
<body><body.head><hedline><hl1>{words(chance, 8)}</hl1></hedline><byline>By {words(chance, 2)}</byline>
<dateline><location>{words(chance, 1)}</location></dateline></body.head>
<body.content><block>
{body}
</block></body.content></body></nitf>"""


def g2(chance: random.Random, content: str, number: int) -> bytes:
    """A news item on its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{item(chance, content, number)}'.encode()


def item(chance: random.Random, content: str, number: int) -> str:
    """A news item with the metadata that agencies send."""
    subjects = "\n".join(
        f'<subject type="cpnat:abstract" qcode="medtop:{20000000 + index}">'
        f'<name xml:lang="en">{words(chance, 2)}</name>'
        f'<broader qcode="medtop:{4000000 + index:08}"/></subject>'
        for index in range(8)
    )
    return f"""<newsItem {G2} guid="urn:newsml:example.org:20260301:{number}" version="{number % 5 + 1}"
 standard="NewsML-G2" standardversion="2.18" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_25.xml"/>
<rightsInfo><copyrightHolder literal="Example"/><copyrightNotice>(c) Example</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="example.org"/>
<versionCreated>2026-03-01T12:00:00+01:00</versionCreated><firstCreated>2026-03-01T11:00:00+01:00</firstCreated>
<pubStatus qcode="stat:usable"/><edNote>{words(chance, 6)}</edNote><signal qcode="sig:update"/></itemMeta>
<contentMeta><urgency>4</urgency><contentCreated>2026-03-01T11:00:00+01:00</contentCreated>
<located><name>{words(chance, 1)}</name></located><creator><name>{words(chance, 2)}</name></creator>
<language tag="en"/><keyword>{words(chance, 1)}</keyword>
{subjects}
<slugline>{words(chance, 2)}</slugline><headline>{words(chance, 9)}</headline><creditline>Example</creditline>
</contentMeta>
<contentSet><inlineXML contenttype="application/xml">{content}</inlineXML></contentSet></newsItem>"""


def message(chance: random.Random) -> bytes:
    """A news message of twenty items."""
    items = "\n".join(item(chance, xhtml(chance), number) for number in range(20))
    head = "<header><sent>2026-03-01T12:00:00Z</sent><priority>4</priority></header>"
    return f'<?xml version="1.0"?><newsMessage {G2}>{head}<itemSet>{items}</itemSet></newsMessage>'.encode()


def newsml_1(chance: random.Random, number: int) -> bytes:
    """A NewsML 1 item with NITF in it."""
    body = "\n".join(f"<p>{text} {chr(0xE9)}t{chr(0xE9)}</p>" for text in paragraphs(chance))
    subjects = "".join(f'<SubjectCode><Subject FormalName="{4000000 + n:08}"/></SubjectCode>' for n in range(6))
    return f"""<?xml version="1.0" encoding="iso-8859-1"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20260301T120000Z</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>example.org</ProviderId><DateId>20260301</DateId>
<NewsItemId>n{number}</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
<PublicIdentifier>urn:newsml:example.org:20260301:n{number}:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260301T110000Z</FirstCreated>
<ThisRevisionCreated>20260301T120000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{words(chance, 9)}</HeadLine><DateLine>{words(chance, 3)}</DateLine></NewsLines>
<DescriptiveMetadata><Language FormalName="fr"/>{subjects}</DescriptiveMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content>
{body}
</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>""".encode(
        "iso-8859-1"
    )


if __name__ == "__main__":
    main()
