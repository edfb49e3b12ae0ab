"""Sources are added to their file, and what a person wrote there stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.errors import UsageError
from feedmill.intake.sources import parse_sources
from feedmill.intake.sources.editing import add_sources, new_name, with_added

URL = "https://news.example/rss?a=b&c=d:%20e#f"
NEW = [{"name": "new", "kind": "feed", "url": URL}, {"name": "yes", "kind": "sitemap", "url": "https://a.example/"}]
OLD = "name: old\n    kind: feed\n    url: https://old.example/"
ITEM = "{name: old, kind: feed, url: 'https://old.example/'}"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# a comment",
        "sources:",
        "sources: []\n",
        "sources: ~ # none\nnetworks: {}\n",
        "sources:\nnetworks: {a: [10.0.0.0/8]}\n",
        "networks: {}\nsources: []",
        f"sources:\n  - {ITEM}\n# after\nnetworks: {{}}\n",
        f"sources:\n- {ITEM}",
        f"sources:\n    - {ITEM}  # one\n\n\n# after\n",
        f"sources:\n  - {OLD}\n    rights: |\n      A note.\n\n# after\n",
        f"sources:\n  - {OLD}\n    headers:\n      X-A: b # c\n",
    ],
)
def test_what_is_added_stands_behind_what_was_there(before: str) -> None:
    after = with_added(before, NEW)
    assert [source.name for source in parse_sources(after, "after").sources][-2:] == ["new", "yes"]
    assert [s.name for s in parse_sources(after, "after").sources][:-2] == (["old"] if "old" in before else [])
    for line in before.splitlines():
        kept = line.split("#")[-1] if "#" in line else line.removesuffix(" []").removesuffix(" ~")
        assert kept in after
    assert parse_sources(after, "after").sources[-2].model_dump()["url"] == URL


def test_a_list_in_brackets_is_left_to_a_person() -> None:
    with pytest.raises(UsageError, match="list_in_brackets: line 1"):
        with_added(f"sources: [{ITEM}]", NEW)


def test_a_file_that_is_wrong_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text("sources: [{name: A}]", encoding="utf-8")
    with pytest.raises(UsageError, match="sources_invalid"):
        add_sources(file, NEW)
    with pytest.raises(UsageError, match="sources_invalid"):
        add_sources(tmp_path / "other.yaml", [{"name": "a", "kind": "feed", "url": "ftp://a.example/"}])
    assert [path.name for path in tmp_path.iterdir()] == ["sources.yaml"]
    with pytest.raises(UsageError, match="sources_unreadable"):
        add_sources(tmp_path / "none" / "sources.yaml", NEW)


def test_the_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    add_sources(file, NEW[:1])
    file.chmod(0o640)
    add_sources(file, NEW[1:])
    assert file.stat().st_mode & 0o777 == 0o640
    assert len(parse_sources(file.read_text(encoding="utf-8"), "file").sources) == 2


@given(st.text(max_size=80), st.sets(st.sampled_from(["news", "source", "source-2"])))
def test_whatever_is_said_makes_a_name_that_is_right_and_free(said: str, taken: set[str]) -> None:
    name = new_name(said, taken)
    assert name not in taken
    assert parse_sources(with_added("", [{"name": name, "kind": "feed", "url": "https://a.example/"}]), "x").sources


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=30))
def test_whatever_stands_in_an_address_stands_in_the_file(path: str) -> None:
    url = f"https://a.example/{path}"
    try:
        after = with_added("", [{"name": "a", "kind": "feed", "url": url}])
        (source,) = parse_sources(after, "after").sources
    except UsageError:
        return  # not printable
    assert source.model_dump()["url"] == url
