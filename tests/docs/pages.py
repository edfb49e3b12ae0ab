"""The pages of the project: their fenced blocks, their links, their headings."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.sources import ROOT, files, text

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^]]+\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Every Markdown page, relative to the root."""
    return [path for path in files() if path.suffix == ".md" and path.parts[:2] != ("tests", "data")]


def blocks(page: str, language: str) -> list[str]:
    """What stands in the fenced blocks of that language."""
    return [body for named, body in FENCE.findall(text(Path(page))) if named == language]


def commands(page: str) -> list[str]:
    """The commands of the console blocks, without prompt and remark."""
    lines = [line for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ ")]
    return [re.sub(r"\s+#.*", "", line[2:]).strip() for line in lines]


def links(page: Path) -> list[str]:
    """The targets of a page's links, those in code left out."""
    return LINK.findall(FENCE.sub("", text(page)))


def leads_nowhere(page: Path, target: str) -> bool:
    """Whether a link within the project points at nothing."""
    if re.match(r"https?://", target):
        return False
    return not (ROOT / page.parent / target.split("#", maxsplit=1)[0]).exists()
