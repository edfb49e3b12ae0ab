"""What the project's files may not say, and what a suppression must."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import CODE, ROOT, files, python, text

THIS = Path("tests/house/test_words.py")
VAGUE = frozenset({"common", "helper", "helpers", "manager", "misc", "util", "utils"})
SUPPRESSION = re.compile(r"#\s*(?P<kind>noqa|type:\s*ignore|pragma:\s*no\s*(?:cover|branch))(?P<rest>.*)")
REASON = re.compile(r"^(?:: ?[A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*|\[[a-z-]+(?:, ?[a-z-]+)*\])?\s+(?:--|#) \w.{5,}")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|\bNotImplemented" + r"Error\b")
REGISTRIES = re.compile(
    r"\b(?:files\.pythonhosted|pypi(?:\.python)?|test\.pypi|registry\.npmjs|conda\.anaconda)\.(?:org|com)\b"
    r"|--(?:extra-)?index-url|--find-links\s+http"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home/\w+|root|Users/\w+|work/\w+|tmp/\w{3,})/[\w.-]+")
BINARY = frozenset({".png", ".jpg", ".gz", ".zip", ".db", ".warc", ".woff2", ".ico", ".npz"})


def written() -> list[Path]:
    """The files that people wrote: neither test data nor pictures."""
    return [path for path in files() if path.parts[:2] != ("tests", "data") and path.suffix not in BINARY]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """`file:line: text` of every line that the pattern finds."""
    found = []
    for path in paths:
        numbered = enumerate(text(path).splitlines(), 1)
        found += [f"{path}:{number}: {line.strip()[:100]}" for number, line in numbered if pattern.search(line)]
    return found


def without_reason(line: str) -> bool:
    """Whether the line holds a suppression that does not say why it stands there."""
    found = SUPPRESSION.search(line)
    return found is not None and REASON.match(found["rest"]) is None


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("x = 1  # noqa: S101 -- the checker needs it", False),
        ("x = 1  # noqa: S101, E501 -- the checker needs it", False),
        ("x = y  # type: ignore[arg-type]  # the types of the library are wrong", False),
        ("x = 1  # pragma: no cover -- only on other machines", False),
        # What follows suppresses nothing: it is what the checker has to find.
        ("x = 1  # noqa: S101", True),
        ("x = 1  # noqa", True),
        ("x = y  # type: ignore[arg-type]", True),
        ("x = 1  # pragma: no cover", True),
        ("x = 1  # plain talk", False),
    ],
)
def test_a_reason_is_told_from_a_bare_suppression(line: str, bare: bool) -> None:
    assert without_reason(line) is bare


@pytest.mark.parametrize("path", [path for path in python() if path != THIS], ids=str)
def test_every_suppression_says_why(path: Path) -> None:
    assert [line for line in text(path).splitlines() if without_reason(line)] == []


def test_no_module_or_folder_has_a_vague_name() -> None:
    stems = {path: {Path(part).stem for part in path.parts} for path in python()}
    assert [str(path) for path, names in stems.items() if names & VAGUE] == []


def test_nothing_is_left_unfinished() -> None:
    assert lines_with(UNFINISHED, [path for path in written() if path.parts[0] in {*CODE, "docker", "docs"}]) == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRIES, [path for path in written() if path != THIS]) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATHS, [path for path in written() if path.parts[0] != "tests"]) == []


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_every_requirement_of_a_lock_file_is_pinned_and_carries_a_hash(lock: Path) -> None:
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    entries = [entry for entry in entries if entry.strip() and not entry.lstrip().startswith("#")]
    assert entries
    pinned = re.compile(r"^[A-Za-z0-9._-]+(?:\[[\w,.-]+\])?==\S+(?:\s*;[^\\]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*$")
    assert [entry[:80] for entry in entries if not pinned.match(entry)] == []
