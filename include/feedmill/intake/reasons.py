"""The reason codes of the intake."""

from __future__ import annotations

from feedmill.errors import TRANSIENT, Reason


class IntakeReason(Reason):
    """Why an arrival was not taken, or not yet."""

    SYMLINK = (
        "symlink",
        "it is a symbolic link; the intake takes files, not what they point at",
        "put the file itself there",
    )
    FOLDER = (
        "folder",
        "it is a folder",
        "put the files themselves there, or name the folder to `feedmill ingest`",
    )
    SPECIAL_FILE = (
        "special_file",
        "it is a pipe, socket or device; reading one may never end",
        "put a regular file there",
    )
    HARD_LINK = (
        "hard_link",
        "the file has further names, through which it could change after it was taken",
        "put a copy there; a link that is being moved is taken once its other name is gone",
    )
    TOO_LARGE = (
        "too_large",
        "the file is larger than what the archive takes; nothing of it was read",
        "raise FEEDMILL_ARCHIVE_MAX_BYTES if it is meant to be taken, or split it",
    )
    UNREADABLE = (
        "unreadable",
        "the system does not let feedmill's user read the file",
        "check owner and mode of the file and of the folders above it, and the disk",
        TRANSIENT,
    )
    UNMOVABLE = (
        "unmovable",
        "the system does not let feedmill's user move the file, which is how it is claimed",
        "check owner and mode of the inbox: feedmill's user has to write there",
        TRANSIENT,
    )
    MISSING = (
        "missing",
        "there is no such file",
        "check the name",
    )
    VANISHED = (
        "vanished",
        "the file went away while it was looked at",
        "nothing; somebody else took it or removed it",
    )
    NOT_QUIET = (
        "not_quiet",
        "the file changed a moment ago and may still be growing",
        "nothing; it is taken once it is quiet. Writing elsewhere and renaming it into the inbox saves the wait",
    )
    STILL_OPEN = (
        "still_open",
        "a program still holds the file open for writing",
        "nothing; it is taken once it is closed, or FEEDMILL_OPEN_SECONDS after its last change",
    )
    NOT_MARKED = (
        "not_marked",
        "the folder has markers, and none was put beside the file since it was written",
        "nothing, if it is still coming; else put the marker there, or set another `handover` for the source",
    )
    MARKER_ALONE = (
        "marker_alone",
        "a marker stands there without the file that it speaks of",
        "nothing, if the file is still coming; else remove the marker, or ask the source for the file",
    )
    DISK_FULL = (
        "disk_full",
        "the disk has no room for the folders that a file is moved through; the file stays where it is",
        "make room on the disk of inbox and done folder; the next sweep goes on by itself",
    )
    CHANGED_WHILE_READ = (
        "changed_while_read",
        "the file changed while it was read, so that no state of it is whole",
        "nothing; it is taken again at the next sweep",
        TRANSIENT,
    )
    REPLACED_WHILE_READ = (
        "replaced_while_read",
        "another file came under this name while it was read",
        "nothing; it is taken again at the next sweep",
        TRANSIENT,
    )
    OTHER_DEVICE = (
        "other_device",
        "inbox and done folder stand on different devices, so that a file cannot be moved in one step",
        "set FEEDMILL_DONE to a folder on the inbox's device",
    )
    FOLDER_MISSING = (
        "folder_missing",
        "the folder of a source is not there; outside the home it is not made, as it may be a share",
        "mount the share, or make the folder; the next sweep takes what is in it",
    )
    FOLDER_TWICE = (
        "folder_twice",
        "two sources have the same folder; the one that is named first has it",
        "give each source a folder of its own",
    )
    NOT_A_FOLDER = (
        "not_a_folder",
        "something else stands where a folder of the inbox belongs",
        "move it away; the intake makes the folder itself, and follows no link there",
    )
    SWEEP_FAILED = (
        "sweep_failed",
        "this source could not be swept any further, for a reason that nobody foresaw; all others were",
        "report the detail; what was not taken stays where it is, and is taken up by the next sweep",
    )
    DISK_LOW = (
        "disk_low",
        "a disk has less room left than FEEDMILL_LEAST_FREE_BYTES; nothing is taken in until it has",
        "make room, or set FEEDMILL_LEAST_FREE_BYTES lower; files wait where they are, and it is tried again by itself",
    )
    NOT_ALLOWED = (
        "path_not_allowed",
        "the path leads out of the folders that forms may name",
        "put the file into one of FEEDMILL_MANUAL_FOLDERS, or add its folder there",
    )
