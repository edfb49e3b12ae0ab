"""How feeds are read, beside stock feedparser: its own test files field by field, and items a second.

`python -m benchmarks.feeds`. Speed is that of one process, from bytes to documents, in turns with stock feedparser on
the same bytes; feeds are generated, with short summaries and with whole stories as `content:encoded`, as RSS and Atom.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable

import feedparser

from feedmill.model import Document
from feedmill.reading import read
from tests.quality.feedparser_files import FIELDS, JUSTIFIED, Compared, body_of, compared, fetched, folded

ITEMS = 100
ROUNDS = 5
TEXT = """
the council met on Monday to decide whether a bridge over the river should be built before winter said its mayor after
long debate with residents who feared noise and cost while others welcomed jobs and shorter ways to schools and markets
"""
WORDS = TEXT.split()


def main() -> None:
    """Print both tables."""
    folder = fetched()
    if folder is None:
        print("feedparser's source distribution cannot be fetched: its test files are NOT MEASURED")
    else:
        show(compared(folder))
    print(f"\n{'feed':<22}{'bytes':>9}{'stock/s':>9}{'ours/s':>9}{'times':>7}  equal")
    for name, data in feeds().items():
        theirs, ours = speeds(data)
        print(f"{name:<22}{len(data):>9}{theirs:>9.0f}{ours:>9.0f}{ours / theirs:>7.2f}  {equal(data)}")


def show(found: Compared) -> None:
    """Print how many files are equal, by field."""
    print(f"{found.files} files, of which feedparser itself passes {found.passed}")
    print(f"{'field':<12}{'equal':>7}{'justified':>11}{'other':>7}")
    for field in FIELDS:
        print(f"{field:<12}{found.equal[field]:>7}{len(found.justified[field]):>11}{len(found.differs[field]):>7}")
    for pattern, reason in JUSTIFIED.items():
        print(f"  {pattern}: {reason}")


def speeds(data: bytes) -> tuple[float, float]:
    """Items a second, of stock feedparser and ours: the best of some rounds, in turns."""
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(lambda: feedparser.parse(io.BytesIO(data))))
        ours.append(seconds(lambda: list(read(data))))
    return ITEMS / min(theirs), ITEMS / min(ours)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, in seconds of this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def equal(data: bytes) -> bool:
    """Whether both give the same titles, links and texts."""
    entries = feedparser.parse(io.BytesIO(data)).entries
    found = [one for one in read(data) if isinstance(one, Document)]
    theirs = [(entry.title, entry.link, body_of(entry)) for entry in entries]
    return theirs == [(one.stated.headline, one.stated.url, folded(one.text)) for one in found]


def feeds() -> dict[str, bytes]:
    """Generated feeds by name."""
    made = random.Random(1)  # noqa: S311 -- the same feeds in every run
    return {
        "rss, plain summaries": rss(made, summary=plain, content=None),
        "rss, HTML summaries": rss(made, summary=marked, content=None),
        "rss, whole stories": rss(made, summary=marked, content=story),
        "atom, HTML summaries": atom(made, summary=marked, content=None),
        "atom, whole stories": atom(made, summary=marked, content=story),
    }


Text = Callable[[random.Random], str]


def sentence(made: random.Random) -> str:
    """A sentence of 8 to 22 words."""
    return " ".join(made.choices(WORDS, k=made.randint(8, 22))).capitalize() + "."


def plain(made: random.Random) -> str:
    """A summary without markup."""
    return " ".join(sentence(made) for _ in range(3))


def marked(made: random.Random) -> str:
    """A summary as blogs and papers write it."""
    image = '<img src="https://example.org/i.jpg" alt="The river" width="640" height="360" class="lead" />'
    return f'<p>{image}{plain(made)} [&#8230;]</p>\n<p>The post <a href="https://example.org/a">It</a> is here.</p>'


def story(made: random.Random) -> str:
    """A whole story."""
    link = f'<a href="https://example.org/x" rel="nofollow">{sentence(made)}</a>'
    paragraphs = [f"<p>{plain(made)} {link} &#8220;{sentence(made)}&#8221;</p>" for _ in range(12)]
    return "\n".join((*paragraphs, "<h2>What comes next</h2>", "<ul><li>One thing</li><li>Another</li></ul>"))


def rss(made: random.Random, *, summary: Text, content: Text | None) -> bytes:
    """A feed of RSS 2.0."""
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    items = [
        f"<item><title>{sentence(made)}</title><link>https://example.org/2024/{number}/</link>"
        "<dc:creator><![CDATA[Maria Keller]]></dc:creator><pubDate>Mon, 05 Feb 2024 10:00:00 +0000</pubDate>"
        "<category><![CDATA[Trade]]></category><category><![CDATA[World]]></category>"
        f'<guid isPermaLink="false">https://example.org/?p={number}</guid>'
        f"<description><![CDATA[{summary(made)}]]></description>"
        + (f"<content:encoded><![CDATA[{content(made)}]]></content:encoded>" if content else "")
        + "</item>\n"
        for number in range(ITEMS)
    ]
    head = "<title>News</title><link>https://example.org/</link><description>All</description><language>en</language>"
    return f'<?xml version="1.0"?><rss version="2.0" {names}><channel>{head}{"".join(items)}</channel></rss>'.encode()


def atom(made: random.Random, *, summary: Text, content: Text | None) -> bytes:
    """A feed of Atom 1.0."""
    entries = [
        f"<entry><title>{sentence(made)}</title><link rel='alternate' href='https://example.org/2024/{number}/'/>"
        f"<id>tag:example.org,2024:{number}</id><author><name>Maria Keller</name></author><category term='Trade'/>"
        "<published>2024-02-05T10:00:00Z</published><updated>2024-02-05T11:00:00Z</updated>"
        f"<summary type='html'><![CDATA[{summary(made)}]]></summary>"
        + (f"<content type='html'><![CDATA[{content(made)}]]></content>" if content else "")
        + "</entry>\n"
        for number in range(ITEMS)
    ]
    head = "<title>News</title><id>tag:example.org,2024:feed</id><updated>2024-02-05T11:00:00Z</updated>"
    text = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{head}{"".join(entries)}</feed>'
    return text.encode()


if __name__ == "__main__":
    main()
