"""What a command opens: the files that it is given (`-` is standard input), the settings that hold."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from feedmill.errors import UsageError
from feedmill.showing.reasons import CliReason

if TYPE_CHECKING:
    from feedmill.settings import Settings


def stream_of(name: str) -> BinaryIO:
    """A file's bytes as a stream that can be sought: what comes through a pipe is taken whole. Raises `OSError`."""
    if name == "-":
        return io.BytesIO(sys.stdin.buffer.read())
    stream = Path(name).open("rb")  # noqa: SIM115 -- closed by the caller
    return stream if stream.seekable() else io.BytesIO(stream.read())


def write_bytes(data: bytes) -> None:
    """Write to standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def moment_of(written: str) -> datetime:
    """The instant that is written so (ISO 8601; UTC where no offset is named). Raises `UsageError`."""
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(CliReason.MOMENT_INVALID, written) from None


def settings_of(home: Path | None) -> Settings:
    """The settings, with a home of one's own if named. Raises `UsageError` for what cannot be."""
    from pydantic import ValidationError

    from feedmill.settings import Settings, wrong_settings

    try:
        return Settings() if home is None else Settings(home=home)
    except ValidationError as error:
        wrong = wrong_settings(error)
        raise UsageError(CliReason.SETTING_INVALID, wrong) from None
    except OSError as error:
        raise UsageError(CliReason.HOME_UNUSABLE, str(error)) from None
