"""The file of sources: what it may say, and that everything wrong is named at once, by line."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from feedmill.errors import UsageError
from feedmill.intake.sources import FeedSource, FolderSource, Handover, S3Source, parse_sources, read_sources
from feedmill.settings import Settings

WHOLE = """
networks:
  office: [10.1.0.0/16, "fd00::/8"]
sources:
  - name: news
    kind: feed
    url: https://news.example/rss.xml
    cadence: 5m
    time_zone: Europe/Berlin
    language: de
    follow: excerpts
    headers: {X-Reader: feedmill}
    connection: news_login
    networks: [office]
    retention: 30d
  - {name: drops, kind: folder, folder: drops, handover: marker, marker_suffix: .ok, active: false}
  - {name: wire, kind: s3, prefix: "s3://wire/in/", ordered_keys: true}
"""


def wrong(text: str) -> list[str]:
    """What is said to be wrong, line by line."""
    with pytest.raises(UsageError, match="sources_invalid") as caught:
        parse_sources(text, "sources.yaml")
    return caught.value.detail.removeprefix("sources.yaml: ").split("; ")


def test_each_kind_of_source_says_what_it_needs_and_has_defaults_for_the_rest() -> None:
    found = parse_sources(WHOLE, "sources.yaml")
    news, drops, wire = found.sources
    assert isinstance(news, FeedSource)
    assert (news.cadence, news.slowest, news.retention) == (
        timedelta(minutes=5),
        timedelta(days=1),
        timedelta(days=30),
    )
    assert found.allowed(news) == (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    assert isinstance(drops, FolderSource)
    assert (drops.handover, drops.done, drops.quiet_seconds) == (Handover.MARKER, None, None)
    assert isinstance(wire, S3Source)
    assert wire.ordered_keys
    assert [source.name for source in found.active()] == ["news", "wire"]
    assert found.named("wire") is wire


QUEUE = "sources: [{{name: wire, kind: s3, prefix: 's3://wire/in/', queue: '{}'}}]"


@pytest.mark.parametrize(
    "queue",
    ["https://sqs.eu-central-1.amazonaws.com/123456789012/news.fifo", "http://127.0.0.1:4566/000000000000/news"],
)
def test_a_queue_is_an_address(queue: str) -> None:
    (source,) = parse_sources(QUEUE.format(queue), "sources.yaml").sources
    assert isinstance(source, S3Source)
    assert source.queue == queue


@pytest.mark.parametrize(
    "queue",
    [
        "arn:aws:sqs:eu-central-1:123456789012:news",
        "https://key:secret@sqs.example.org/1/news",
        "https://sqs.example.org/",
        "https://sqs.example.org/1/news?Action=DeleteQueue",
    ],
)
def test_what_is_no_address_of_a_queue_or_holds_a_password_is_refused(queue: str) -> None:
    (said,) = wrong(QUEUE.format(queue))
    assert said == "line 1: sources[0].queue: write it as https://sqs.eu-central-1.amazonaws.com/123456789012/news"


def test_a_name_that_no_source_has_is_wrong_use() -> None:
    with pytest.raises(UsageError, match=r"unknown_source: nobody -- see `feedmill sources list`"):
        parse_sources(WHOLE, "sources.yaml").named("nobody")


@pytest.mark.parametrize("text", ["", "# nothing\n", "sources:\n", "sources: []\nnetworks:\n"])
def test_a_file_that_names_no_source_has_none(text: str) -> None:
    assert parse_sources(text, "sources.yaml").sources == ()


def test_without_a_file_there_are_no_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path / "sources.yaml").sources == ()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_bytes(b"sources: \xff\xfe")
    with pytest.raises(UsageError, match=r"sources_unreadable: .*sources\.yaml"):
        read_sources(tmp_path / "sources.yaml")


def test_the_file_that_ships_names_no_active_source() -> None:
    assert Settings().sources.is_file()
    assert read_sources(Settings().sources).active() == ()


def test_everything_that_is_wrong_is_told_at_once_by_line_and_field() -> None:
    assert wrong(
        """
networks: {office: [10.0.0.300/8]}
sources:
  - name: Big News
    kind: feed
    url: ftp://news.example
    cadence: 15
    cadense: 5m
  - name: other
    kind: telegram
  - kind: folder
  - name: last
  - word
"""
    ) == [
        "line 2: networks.office[0]: 10.0.0.300/8 is no network: write it as 10.1.0.0/16",
        "line 4: sources[0].name: use small letters, digits, dots, dashes and underscores, at most 64",
        "line 6: sources[0].url: write an address as https://host/path",
        "line 7: sources[0].cadence: write a number and one of s, m, h, d: 45s, 15m, 2h, 30d",
        "line 8: sources[0].cadense: there is no such field: remove it, or correct its name",
        "line 9: sources[1]: kind must be one of feed, sitemap, page, folder, s3",
        "line 11: sources[2].folder: is needed",
        "line 11: sources[2].name: is needed",
        "line 12: sources[3]: kind is needed: one of feed, sitemap, page, folder, s3",
        "line 13: sources[4]: must be fields with values",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("name: cli", "cli is the name of deliveries by another way"),
        ("url: 'https://me:secret@news.example/'", "leave name and password out"),
        ("url: 'https://news.example:port/'", "write an address as"),
        ("url: 'https:///nowhere'", "write an address as"),
        ("time_zone: Mars/Olympus", "Mars/Olympus is no time zone"),
        ("time_zone: localtime", "localtime is no time zone"),
        ("language: deutsch!", "write it as de or pt-BR"),
        ("language: qq-DE", "qq-DE is no language that is known: write it as de or pt-BR"),
        ("charset: klingon", "klingon is no encoding that can be supposed: write it as windows-1252"),
        ("charset: utf-16", "utf-16 is no encoding that can be supposed"),
        ("columns: {titel: Kopf}", "titel is no field: use one of text, headline, kicker"),
        ("columns: {headline: []}", "headline needs the name of a column, or a list of names"),
        ("columns: {headline: 3}", "headline needs the name of a column, or a list of names"),
        ("columns: {headline: Kopf, deck: [Kopf]}", "Kopf is named twice: a column says one thing"),
        ("columns: Kopf", "write fields with their columns, as {headline: Titel, text: Inhalt}"),
        ("headers: {Cookie: a=b}", "Cookie cannot be set here"),
        ("headers: {'X-A': \"a\\r\\nHost: b\"}", "'X-A' cannot be sent as a header"),
        ("headers: {'X A': b}", "'X A' cannot be sent as a header"),
        ("networks: [office]", "office is no name under `networks:`"),
        ("follow: maybe", "should be 'never', 'excerpts' or 'always'"),
        ("name: b\n    name: c", "stands twice"),
    ],
)
def test_a_field_that_cannot_be_so_is_told_with_what_to_do(fields: str, said: str) -> None:
    base = {"name": "name: news", "kind": "kind: feed", "url": "url: https://news.example/"}
    base[fields.partition(":")[0]] = fields
    (problem,) = wrong("sources:\n  - " + "\n    ".join(base.values()))
    assert said in problem


def test_a_password_that_stands_in_an_address_is_not_told() -> None:
    assert "hush" not in wrong("sources: [{name: a, kind: feed, url: 'https://me:hush@news.example/'}]")[0]


def test_two_sources_of_one_name_are_told_where_the_second_stands() -> None:
    one = "  - {name: a, kind: feed, url: 'https://news.example/'}\n"
    assert wrong(f"sources:\n{one}{one}") == [
        "line 3: sources[1].name: a is the name of another source too: choose another"
    ]


def test_of_very_much_that_is_wrong_the_first_is_told_and_the_rest_counted() -> None:
    told = wrong("sources:\n" + "  - word\n" * 30)
    assert len(told) == 21
    assert told[-1] == "and 10 more"


def test_what_is_no_yaml_is_told_by_line() -> None:
    (said,) = wrong("sources:\n  - a\n b: [c]\n")
    assert said.startswith("line 3: ")
    assert said.endswith(": correct the YAML there")
    assert wrong("- a") == ["line 1: the file: must be fields with values"]
    assert wrong("sources: !!python/object/apply:os.system [ls]")[0].endswith("correct the YAML there")
    assert wrong("sources: " + "[" * 5000)[0].endswith("correct the YAML there")


def test_names_that_stand_for_values_elsewhere_do_no_harm() -> None:
    text = "sources:\n  - &a {name: a, kind: feed, url: 'https://news.example/'}\n  - {<<: *a, name: b}\n"
    assert [source.name for source in parse_sources(text, "sources.yaml").sources] == ["a", "b"]


def test_a_file_of_5000_sources_is_read(tmp_path: Path) -> None:
    many = "".join(f"  - {{name: s{at}, kind: feed, url: 'https://a{at}.example/'}}\n" for at in range(5000))
    (tmp_path / "sources.yaml").write_text(f"sources:\n{many}", encoding="utf-8")
    found = read_sources(tmp_path / "sources.yaml")
    assert len(found.active()) == 5000
    assert read_sources(tmp_path / "sources.yaml") is found
    (tmp_path / "sources.yaml").write_text("sources: []", encoding="utf-8")
    assert read_sources(tmp_path / "sources.yaml").sources == ()
