"""The reason codes of the archive."""

from __future__ import annotations

from feedmill.errors import TRANSIENT, Reason


class ArchiveReason(Reason):
    """Why the archive could not keep or give back what was asked of it."""

    UNREACHABLE = (
        "archive_unreachable",
        "the archive does not answer, or answers with an error of its own",
        "check that the S3 endpoint runs and can be reached; the same call may be made again",
    )
    DENIED = (
        "archive_denied",
        "the archive refuses the keys it was given",
        "check the access key, the secret key and the bucket's policy",
    )
    BUCKET_MISSING = (
        "archive_bucket_missing",
        "the bucket does not exist",
        "create the bucket, or set FEEDMILL_ARCHIVE_BUCKET to one that exists",
    )
    URL_INVALID = (
        "archive_url_invalid",
        "FEEDMILL_ARCHIVE_URL is not the address of an S3 endpoint",
        "write it as http://host:port or https://host, or leave it unset for the embedded archive",
    )
    SETTING_INVALID = (
        "archive_setting_invalid",
        "no archive can have a bucket, region or profile of this name",
        "correct FEEDMILL_ARCHIVE_BUCKET, FEEDMILL_ARCHIVE_REGION or AWS_PROFILE",
    )
    CONFLICT = (
        "archive_conflict",
        "the archive was storing the same object for somebody else at that moment",
        "nothing; the same call is made again by itself",
    )
    UNEXPECTED = (
        "archive_unexpected",
        "the archive refused a call in a way that is not foreseen",
        "look up the code in the detail in the manual of the S3 server; conditional PUT and checksums are needed",
    )
    SENT_DIFFERS = (
        "changed_while_sent",
        "the bytes sent were not those that had been hashed: the file was changed meanwhile",
        "nothing; the file is taken again at the next sweep",
        TRANSIENT,
    )
    ORIGINAL_MISSING = (
        "original_missing",
        "the archive holds no original of this name",
        "restore the object from a backup of the bucket, then retry",
        TRANSIENT,
    )
    ORIGINAL_DIFFERS = (
        "original_differs",
        "the bytes that stand in the archive are not those that their name says",
        "compare the object with a backup of the bucket; nothing of it was used",
        TRANSIENT,
    )
    ERASED = (
        "erased",
        "the original was erased as a whole, and nothing of it is kept; it is not stored again",
        "nothing; `feedmill erasures` says when and why",
    )
    NOT_REDACTABLE = (
        "not_redactable",
        "these originals hold other stories too, and their bytes cannot be told apart for sure; nothing was erased",
        "see what they hold (`feedmill sightings --json`); with --whole they go with everything in them",
    )
    RECORD_UNREADABLE = (
        "record_unreadable",
        "a delivery record or a decision in the archive is not one, or contradicts its own name",
        "compare the object with a backup of the bucket; the original is not affected",
    )
    OBJECT_MISSING = (
        "s3_object_missing",
        "there is no object at this S3 address, or the archive's keys do not reach it",
        "check bucket and key, and that the configured keys may read them",
    )
    OBJECT_TOO_LARGE = (
        "s3_object_too_large",
        "the object is larger than what the archive takes",
        "raise FEEDMILL_ARCHIVE_MAX_BYTES if it is meant to be taken",
    )
    ADDRESS_INVALID = (
        "s3_address_invalid",
        "the address does not have the form s3://bucket/key",
        "write it as s3://bucket/key",
    )
    OBJECT_CHANGED = (
        "s3_object_changed",
        "the object changed or went away after it was listed",
        "nothing; what stands there is listed again by the next sweep",
    )
    OBJECT_DENIED = (
        "s3_object_denied",
        "the object was listed, and the keys of the source may not read it",
        "let these keys read the objects under the prefix; the next sweep tries again",
    )
    SOURCE_UNREACHABLE = (
        "s3_source_unreachable",
        "the bucket of a source does not answer, is not there, or refuses the keys",
        "check the source's prefix and connection, and that its keys may list the bucket; the next sweep tries again",
    )
    OWN_PREFIX = (
        "s3_own_prefix",
        "the prefix of a source holds what feedmill itself keeps in its archive",
        "give the source a prefix or a bucket of its own",
    )
    NO_CONNECTION = (
        "s3_no_connection",
        "a source names a connection that is not there",
        "add it to FEEDMILL_S3_CONNECTIONS, or in Airflow as a connection of that id, or correct its name",
    )
    SERVER_DID_NOT_START = (
        "server_did_not_start",
        "the embedded archive was started and did not become ready",
        "read archive/weed.log in the home; is there disk space, and may this user write there?",
    )
    SERVER_MISSING = (
        "server_missing",
        "the program of the embedded archive is not installed beside Python",
        "run `make setup`, or name an archive of your own with FEEDMILL_ARCHIVE_URL",
    )
