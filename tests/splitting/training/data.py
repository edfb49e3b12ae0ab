"""Small files in the forms of the data that training reads."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedmill.splitting.training.webpages import PAGES


@dataclass(frozen=True)
class Data:
    """A folder of data."""

    folder: Path

    def rows(self, name: str, *rows: dict[str, Any]) -> None:
        """A file of JSON Lines, packed."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))

    def wikinews(self, year: int, *rows: dict[str, str]) -> None:
        """A year of Wikinews."""
        path = self.folder / "wikinews" / f"wikinews_{year}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ("url", "title", "text"))
            writer.writeheader()
            writer.writerows(rows)

    def web_pages(self, pages: dict[str, str], **expected: dict[str, Any]) -> None:
        """Evaluation pages: HTML by file name; `expected` says what the extraction must hold, where it differs."""
        evaluated = {f"https://{name}": {"file": name, "with": [], "without": []} for name in pages}
        evaluated |= {name: {"with": [], "without": [], **row} for name, row in expected.items()}
        members = {f"./html/{name}": html for name, html in pages.items()} | {"./evaldata.json": json.dumps(evaluated)}
        path = self.folder / PAGES
        path.parent.mkdir(exist_ok=True)
        with tarfile.open(path, "w:xz") as archive:
            folder = tarfile.TarInfo("./html")
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
            for name, text in members.items():
                member = tarfile.TarInfo(name)
                member.size = len(text.encode())
                archive.addfile(member, io.BytesIO(text.encode()))


def a_row(name: str, *paragraphs: str, title: str | None = None, **more: Any) -> dict[str, Any]:
    """An article with its paragraphs, as most files have it."""
    return {"id": name, "title": title, "paras": list(paragraphs), **more}


def a_weekly_row(name: str, *stories: tuple[str, ...]) -> dict[str, Any]:
    """A page of short stories."""
    return {"id": name, "stories": [{"paras": list(story)} for story in stories]}
