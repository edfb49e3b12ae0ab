"""Reason codes of the command line."""

from __future__ import annotations

from feedmill.errors import Reason


class CliReason(Reason):
    """Reason codes of the command line itself."""

    NO_SUCH_FILE = ("no_such_file", "the file cannot be opened", "check the path and its permissions")
    NO_SUCH_DOCUMENT = ("no_such_document", "the file has no document of this number", "see `feedmill read FILE`")
    NO_SUCH_SIGHTING = ("no_such_sighting", "the story has no place of this number", "see `feedmill story ID`")
    EMBARGOED = ("embargoed", "the document is under embargo", "ask again when its time has come")
    MOMENT_INVALID = ("moment_invalid", "this is no date and time", "write it as 2026-03-01T12:00Z (ISO 8601)")
    UNWRITABLE = ("unwritable", "the file cannot be written", "check its folder, its permissions and the space left")
    OPTIONS_CONFLICT = ("options_conflict", "these options do not go together", "leave one of them out")
    NO_ROWS_NAMED = (
        "no_rows_named",
        "no quarantine row is named, or some are named in two ways",
        "name rows by their ids, or all with --all, or those of a reason with --reason CODE",
    )
    ONE_FILE_A_PLOT = (
        "one_file_a_plot",
        "a plot shows one file, and is written to another",
        "give exactly one FILE, and to --plot a file of its own",
    )
    NOTHING_TO_PLOT = (
        "nothing_to_plot",
        "no boundary is decided in this: its format says where each story stands",
        "see `feedmill split FILE`",
    )
    TOO_MUCH_TO_PLOT = (
        "too_much_to_plot",
        "the file has more documents than one plot can show",
        "choose one of them with --document",
    )
    SETTING_INVALID = ("setting_invalid", "a setting has a value that it cannot have", "correct the variable named")
    HOME_UNUSABLE = ("home_unusable", "the home cannot be read or written", "check FEEDMILL_HOME and its permissions")
