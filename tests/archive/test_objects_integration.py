"""Objects under a prefix of a real S3 server: listed, read as they were listed, and left as they are."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from feedmill.archive.connecting import objects_of
from feedmill.archive.objects import S3Objects
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Deferred, Refused
from feedmill.model import Listed
from feedmill.settings import S3Connection, Settings

pytestmark = pytest.mark.integration


def put(archive: S3Archive, key: str, data: bytes = b"some news\n") -> None:
    archive.client.put_object(Bucket=archive.bucket, Key=key, Body=data)


@pytest.fixture
def objects(real_archive: S3Archive) -> S3Objects:
    return S3Objects(real_archive.client, real_archive.bucket, "in/")


def listed(objects: S3Objects, after: str | None = None) -> list[Listed]:
    return [one for page in objects.pages(after) for one in page]


def theirs(archive: S3Archive, home: Path, **stated: object) -> S3Objects:
    """The prefix through a connection of the source's own."""
    connection = S3Connection.model_validate({"url": archive.client.meta.endpoint_url, **stated})
    settings = Settings(home=home, s3_connections={"theirs": connection})
    return objects_of(settings, archive, (archive.bucket, "in/"), "theirs")


def test_a_listing_shows_what_stands_under_the_prefix_and_goes_on_after_an_address(
    objects: S3Objects, real_archive: S3Archive
) -> None:
    for key in ("in/a", "in/b b", "in/c/ü.txt", "out/d"):
        put(real_archive, key)
    real_archive.client.put_object(Bucket=real_archive.bucket, Key="in/folder/", Body=b"")
    found = listed(objects)
    assert [one.address.removeprefix(f"s3://{real_archive.bucket}/") for one in found] == [
        "in/a",
        "in/b b",
        "in/c/ü.txt",
    ]
    assert {one.size for one in found} == {10}
    assert [one.address for one in listed(objects, found[0].address)] == [one.address for one in found[1:]]
    for one in found:
        with closing(objects.open(one)) as body:
            assert body.read(4) + body.read() == b"some news\n"


def test_the_token_is_another_when_an_object_is_put_anew(objects: S3Objects, real_archive: S3Archive) -> None:
    put(real_archive, "in/a")
    (before,) = listed(objects)
    assert listed(objects) == [before]
    put(real_archive, "in/a", b"corrected\n")
    (after,) = listed(objects)
    assert (after.address, after.token != before.token) == (before.address, True)


def test_an_object_that_changed_or_went_away_after_it_was_listed_is_deferred(
    objects: S3Objects, real_archive: S3Archive
) -> None:
    for key in ("in/a", "in/b"):
        put(real_archive, key)
    changed, gone = listed(objects)
    put(real_archive, "in/a", b"corrected\n")
    real_archive.client.delete_object(Bucket=real_archive.bucket, Key="in/b")
    for one in (changed, gone):
        with pytest.raises(Deferred, match="s3_object_changed"):
            objects.open(one)


def test_a_connection_of_its_own_reaches_the_bucket_and_wrong_keys_do_not(
    real_archive: S3Archive, archive_home: Path
) -> None:
    put(real_archive, "in/a")
    keys = Settings(home=archive_home)
    assert keys.archive_access_key
    assert keys.archive_secret_key
    right = theirs(
        real_archive,
        archive_home,
        access_key=keys.archive_access_key.get_secret_value(),
        secret_key=keys.archive_secret_key.get_secret_value(),
    )
    (one,) = listed(right)
    right.close()
    wrong = theirs(real_archive, archive_home, access_key="nobody", secret_key="wrong")
    with closing(wrong):
        with pytest.raises(Refused, match="s3_source_unreachable"):
            listed(wrong)
        with pytest.raises(Deferred, match="s3_object_denied"):
            wrong.open(one)


def test_a_bucket_that_is_not_there_or_does_not_answer_is_refused(real_archive: S3Archive, archive_home: Path) -> None:
    with pytest.raises(Refused, match="s3_source_unreachable"):
        listed(S3Objects(real_archive.client, "no-such-bucket", ""))
    away = theirs(real_archive, archive_home, url="http://127.0.0.1:9", access_key="a", secret_key=SecretStr("b"))
    with closing(away), pytest.raises(Refused, match="s3_source_unreachable"):
        listed(away)
