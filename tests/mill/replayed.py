"""What a mill is given to replay, and stages of a later version: in this process, or in others."""

from __future__ import annotations

import io
import os
import signal
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from feedmill import normalising, pipeline, splitting
from feedmill.errors import UsageError
from feedmill.model import Document, Furniture, Label, Relation, Segmentation, Story, Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock, FolderArchive
from tests.mills import LoneMill
from tests.quality.written import written_articles

LATER_STAGES = "reading/t splitting/u normalising/u identity/t"
ITEM = "<item><title>{title}</title><link>https://news.example/{number}</link><description>{text}</description></item>"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'


def bodies() -> list[str]:
    """The texts of the stories written for the project."""
    return ["\n\n".join(article.paragraphs) for article in written_articles("en")[:8]]


def files() -> list[tuple[str, bytes]]:
    """Names and bytes: stories alone, two in a page, teasers in a feed, a bundle, something of no format."""
    found = [(f"{number}.txt", text.encode()) for number, text in enumerate(bodies()[:5])]
    found.append(("page.txt", "\n\n\n\n".join(bodies()[4:6]).encode()))
    items = [
        ITEM.format(title=f"Story {number}", number=number, text=" ".join(text.split()[:30]) + "...")
        for number, text in enumerate(bodies())
    ]
    found.append(("feed.xml", FEED.format("".join(items)).encode()))
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as members:
        for number, text in enumerate(bodies()[5:7]):
            members.writestr(f"{number}.txt", text.replace("said", "says"))
    return [
        *found,
        ("bundle.zip", bundle.getvalue()),
        ("broken.xml", b"<rss><channel><item>"),
        ("none", b"\x00\x01" * 9),
    ]


def a_mill(home: Path, archive: FakeArchive, url: str | None = None, kind: type[LoneMill] = LoneMill) -> LoneMill:
    """A mill with an empty warehouse, over this archive."""
    settings = Settings(home=home, chunk_stories=3, warehouse_url=SecretStr(url) if url else None)
    home.mkdir(exist_ok=True)
    return kind(settings, archive, FakeClock())


def filled(mill: LoneMill) -> None:
    """Load everything, the first file twice; then decide of some stories."""
    clock: Any = mill.clock
    for number, (name, data) in enumerate([*files(), files()[0]]):
        clock.instant += timedelta(minutes=7)
        body = io.BytesIO(data)
        delivery = mill.receive(body, way=Way.MANUAL, source=f"desk{number % 2}", name=name, token=f"{number}")
        mill.ingest_delivery(delivery.id)
    ids = [row["id"] for row in mill.stories()]
    for one, other in ((0, 1), (1, 2)):
        with suppress(UsageError):
            mill.link(ids[one], ids[other], Relation.VERSION_OF, "the same event")
    mill.unlink(ids[2], ids[3], "two events")


def later_stages(patch: Callable[[Any, str, Any], None]) -> None:
    """From now on the last story of a page is furniture, and wordings are normalised otherwise."""
    split, normalise = splitting.split, normalising.normalise

    def splits(document: Document, **options: Any) -> Segmentation:
        found = split(document, **options)
        if len(found.stories) < 2:
            return found
        *stories, last = found.stories
        return Segmentation(tuple(stories), (*found.furniture, Furniture(Label.NAVIGATION, last.spans)))

    def normalises(story: Story) -> Story:
        return normalise(replace(story, text=story.text.replace(" said", " stated")))

    patch(splitting, "split", splits)
    patch(normalising, "normalise", normalises)
    patch(pipeline, "STAGES", LATER_STAGES)


class LaterMill(LoneMill):
    """A mill whose process has the later stages."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        if pipeline.STAGES != LATER_STAGES:
            later_stages(setattr)


class KilledAt:
    """Kills its process at the so many-th reading of an original."""

    def __init__(self, times: int) -> None:
        self._left = times

    def __call__(self, call: str) -> None:
        self._left -= call == "read_original"
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


def killed(home: Path, folder: Path, url: str | None, kind: type[LoneMill], after: int) -> None:
    """In a process of its own: replay with `kind`, until the process is killed after so many originals."""
    mill = a_mill(home, FolderArchive(folder, KilledAt(after)), url, kind)
    for _ in mill.apply() if kind is LaterMill else mill.rebuild():
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a folder stands for the archive."""
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"
