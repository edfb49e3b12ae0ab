"""How fast wire XML becomes documents: MB/s of bytes, beside what only parses and walks the same files in the same run.

`python -m benchmarks.wire [seconds]`: files that are made here, of invented stories, in the forms of several agencies,
each of one message with a short, a middling and a long story, and messages of twenty and a hundred items. The floors
have no rules: lxml alone; lxml and one look at each element's tag, text, tail and attributes; the same by the
ElementTree of the standard library; expat with handlers that keep what they are handed. One pass is timed many times,
and the fastest counts: what else the machine does is no part of it. NITF is measured with a stated language, in English
without one, and in words of no language, which is the longest way that guessing a language takes.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET
from xml.parsers import expat

from lxml import etree

from feedmill.reading import read

FILES = 20
SIZES = {"short": 5, "middling": 11, "long": 24}
"""Paragraphs of a story: some 1.3, 2.9 and 6.4 KB of text."""

WORDS = "ba ce di fo gu la me ni po ru sa te vi xo zu kar len min tor wes"
SYLLABLES = tuple(WORDS.split())
LANGUAGE = ' xml:lang="en"'
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
    floors: dict[str, Callable[[bytes], object]] = {
        "lxml": etree.fromstring,
        "lxml+walk": lxml_walk,
        "etree+walk": tree_walk,
        "expat": expat_events,
    }
    columns = ("KB a file", "MB/s", "documents/s", *floors)
    print(f"{'form':<32}{''.join(f'{column:>12}' for column in columns)}")
    for made in forms(random.Random(7)):  # noqa: S311 -- the same files each time, no secrets
        documents = sum(sum(1 for _ in read(data)) for data in made.files)
        took = fastest(lambda data: sum(1 for _ in read(data)), made.files, seconds)
        figures = [1000 * made.megabytes / len(made.files), made.megabytes / took, documents / took]
        figures += [made.megabytes / fastest(floor, made.files, seconds / 6) for floor in floors.values()]
        print(f"{made.name:<32}{''.join(f'{figure:>12.1f}' for figure in figures)}", flush=True)


def fastest(work: Callable[[bytes], object], files: list[bytes], seconds: float) -> float:
    """The least seconds of this process that going through all files took, of as many passes as there is time for."""
    passes = [time.process_time()]
    while len(passes) < 4 or passes[-1] - passes[0] < seconds:
        for data in files:
            work(data)
        passes.append(time.process_time())
    return min(end - start for start, end in pairwise(passes[1:]))


def lxml_walk(data: bytes) -> list[object]:
    """Parse by lxml and look at everything once."""
    return [(one.tag, one.text, one.tail, one.items()) for one in etree.fromstring(data).iter()]


def tree_walk(data: bytes) -> list[object]:
    """Parse by the standard library and look at everything once."""
    root = ET.fromstring(data)  # noqa: S314 -- a file that is made here
    return [(one.tag, one.text, one.tail, one.items()) for one in root.iter()]


def expat_events(data: bytes) -> int:
    """Parse by expat and keep what its handlers are handed, in one list."""
    events: list[object] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.ordered_attributes = parser.buffer_text = True
    parser.StartElementHandler = lambda *start: events.append(start)
    parser.EndElementHandler = parser.CharacterDataHandler = events.append
    parser.Parse(data, True)
    return len(events)


def forms(chance: random.Random) -> list[Made]:
    """Files of each form."""
    dialects: dict[str, Callable[[list[str], int], bytes]] = {
        "NewsML-G2 with XHTML": lambda story, number: g2(chance, xhtml(story), number),
        "NewsML-G2 with NITF": lambda story, number: g2(chance, nitf(chance, story, number), number),
        "NITF, language stated": lambda story, number: nitf_file(chance, story, number, LANGUAGE),
        "APPL": lambda story, number: appl(chance, story, number),
        "NewsML 1": lambda story, number: newsml_1(chance, story, number, "utf-8"),
    }
    made = [
        Made(f"{name}, {size}", [make(told(chance, SIZES[size]), number) for number in range(FILES)])
        for name, make in dialects.items()
        for size in SIZES
    ]
    middling = SIZES["middling"]
    return [
        *made,
        Made("NewsML-G2, message of 20", [message(chance, 20)]),
        Made("NewsML-G2, message of 100", [message(chance, 100)]),
        Made("NewsML 1, ISO 8859-1", [newsml_1(chance, told(chance, middling), n, "iso-8859-1") for n in range(FILES)]),
        Made("NITF, English, not stated", [nitf_file(chance, english(chance, middling), n) for n in range(FILES)]),
        Made("NITF, of no language", [nitf_file(chance, told(chance, middling), n) for n in range(FILES)]),
    ]


def words(chance: random.Random, count: int) -> str:
    """Words that nobody said."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


def told(chance: random.Random, count: int) -> list[str]:
    """The paragraphs of a story, none in ASCII alone; one in five has a link and an entity."""
    found = [f"{words(chance, chance.randint(25, 55)).capitalize()} {chr(0xE9)}t{chr(0xE9)}." for _ in range(count)]
    for number in range(2, count, 5):
        found[number] += f' <a href="https://example.org/{number}">{words(chance, 3)}</a> &amp; {words(chance, 4)}.'
    return found


def english(chance: random.Random, count: int) -> list[str]:
    """The same with the words of English between the invented ones."""
    common = ("the", "of", "the", "and", "to", "said", "it", "that", "was", "for")
    return [
        " ".join(f"{chance.choice(common)} {words(chance, 1)}" for _ in range(chance.randint(15, 30)))
        for _ in range(count)
    ]


def xhtml(story: list[str]) -> str:
    """A story as XHTML."""
    body = "\n".join(f"<p>{text}</p>" for text in story)
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


def nitf_file(chance: random.Random, story: list[str], number: int, language: str = "") -> bytes:
    """A story as a file of NITF."""
    return b'<?xml version="1.0"?>' + nitf(chance, story, number, language).encode()


def nitf(chance: random.Random, story: list[str], number: int, language: str = "") -> str:
    """A story as NITF, with a head."""
    subjects = "".join(
        f'<tobject.subject tobject.subject.refnum="{4000000 + index:08}" tobject.subject.type="{words(chance, 2)}"/>'
        for index in range(4)
    )
    body = "\n".join(f"      <p>{text}</p>" for text in story)
    return f"""<nitf{language} version="-//IPTC//DTD NITF 3.4//EN"><head><title>{words(chance, 8)}</title>
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


def message(chance: random.Random, count: int) -> bytes:
    """A news message of several items with middling stories."""
    items = "\n".join(item(chance, xhtml(told(chance, SIZES["middling"])), number) for number in range(count))
    head = "<header><sent>2026-03-01T12:00:00Z</sent><priority>4</priority></header>"
    return f'<?xml version="1.0"?><newsMessage {G2}>{head}<itemSet>{items}</itemSet></newsMessage>'.encode()


def appl(chance: random.Random, story: list[str], number: int) -> bytes:
    """A publication of AP's own XML with NITF in it."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Publication Version="4.0" xmlns="http://ap.org/schemas/03/2005/appl">
<Identification><ItemId>{number:032x}</ItemId><RecordSequenceNumber>{number % 5}</RecordSequenceNumber>
<MediaType>Text</MediaType><Priority>4</Priority><DefaultLanguage>en-us</DefaultLanguage></Identification>
<PublicationManagement><RecordType>Change</RecordType><FirstCreated Year="2026" Month="3" Day="1" Time="11:00:00"/>
<ArrivalDateTime>2026-03-01T11:02:00</ArrivalDateTime><Status>Usable</Status>
<EditorialNote>{words(chance, 6)}</EditorialNote></PublicationManagement>
<NewsLines><HeadLine>{words(chance, 9)}</HeadLine><ByLine Title="Writer">By {words(chance, 2)}</ByLine>
<DateLine>{words(chance, 2)}</DateLine><CopyrightLine>Copyright 2026 Example.</CopyrightLine></NewsLines>
<AdministrativeMetadata><Provider>AP</Provider><Creator>AP</Creator></AdministrativeMetadata>
<FilingMetadata><SlugLine>{words(chance, 1)}</SlugLine></FilingMetadata>
<TextContentComponent><Main>{nitf(chance, story, number)}</Main></TextContentComponent></Publication>""".encode()


def newsml_1(chance: random.Random, story: list[str], number: int, encoding: str) -> bytes:
    """A NewsML 1 item with NITF in it."""
    body = "\n".join(f"<p>{text}</p>" for text in story)
    subjects = "".join(f'<SubjectCode><Subject FormalName="{4000000 + n:08}"/></SubjectCode>' for n in range(6))
    return f"""<?xml version="1.0" encoding="{encoding}"?>
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
        encoding
    )


if __name__ == "__main__":
    main()
