"""Why the warehouse says no."""

from __future__ import annotations

from feedmill.errors import TRANSIENT, Reason


class WarehouseReason(Reason):
    """Reason codes of the warehouse."""

    UNREACHABLE = (
        "warehouse_unreachable",
        "the database does not answer, or refused the statement for the moment",
        "start the database or correct FEEDMILL_WAREHOUSE_URL; the same call may be made again",
    )
    NOT_MIGRATED = (
        "warehouse_not_migrated",
        "the tables are not those of this version of feedmill",
        "run `feedmill migrate` (back up first), then try again; tables of a later version need that version",
    )
    REFUSED_STATEMENT = (
        "warehouse_refused",
        "the database refused a statement for good, or its file is damaged or none",
        "read the database's own words in the detail; check what FEEDMILL_WAREHOUSE_URL names, or restore a backup",
        TRANSIENT,
    )
    URL_INVALID = (
        "warehouse_url_invalid",
        "FEEDMILL_WAREHOUSE_URL names no database that can be used",
        "write it as sqlite:///path or postgresql://user:password@host/database, or leave it unset",
    )
    UNKNOWN_STORY = (
        "unknown_story",
        "no story and no version has this id",
        "list them with `feedmill stories`",
    )
    NOT_ONE_TARGET = (
        "not_one_target",
        "either a story or an original has to be named, and one alone",
        "write `feedmill erase --story ID --reason WHY`, or `--original SHA` in the place of the story",
    )
    UNKNOWN_ORIGINAL = (
        "unknown_original",
        "no original has a SHA-256 that begins so, or more than one has",
        "write 8 digits of it or more; `feedmill sightings --json` names the original of each story",
    )
    UNKNOWN_VERSION = (
        "unknown_version",
        "no story and no version has this id, more than one has, or it stands nowhere any more",
        "list them with `feedmill stories`; `feedmill story ID` lists a story's versions; write more digits of the id",
    )
    ONE_CONTENT = (
        "one_content",
        "the two are one text to identity, or one and the same: nothing ties them that could be added or taken away",
        "name two versions that differ: `feedmill story ID` lists them",
    )
    NOT_A_LINK = (
        "not_a_link",
        "nobody can link two stories as this",
        "link them as same, version_of or excerpt_of",
    )
    NOTE_MISSING = (
        "note_missing",
        "a decision without a note: nobody could tell later why it was made",
        "say why with --note",
    )
    UNKNOWN_ROW = (
        "unknown_quarantine_row",
        "no quarantine row has this id",
        "list them with `feedmill quarantine list`",
    )
    UNKNOWN_BATCH = (
        "unknown_batch",
        "no batch has this key",
        "trigger `ingest_now`, or drop the file in the inbox; `ingest` is started by `intake` alone",
    )
    BATCH_TAKEN = (
        "batch_taken",
        "another run holds the lease of this batch",
        "nothing to do: that run loads it; if it died, the batch is announced again after its lease",
    )
