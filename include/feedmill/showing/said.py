"""What the command line says of files beside their bytes, as a source would: the options, and what they come to."""

from __future__ import annotations

from typing import Annotated

import typer

from feedmill.model import NOTHING_SAID, Context

Charset = Annotated[
    str | None, typer.Option(help="Encoding of what states and declares none and is no UTF-8, as windows-1252.")
]
TimeZone = Annotated[str | None, typer.Option(help="Zone of dates that name none, as Europe/Berlin.")]
Language = Annotated[str | None, typer.Option(help="Language of documents that state none, as de.")]


def said(charset: str | None, time_zone: str | None, language: str | None) -> Context:
    """What these options say. Raises `UsageError` for what cannot be."""
    if not (charset or time_zone or language):
        return NOTHING_SAID
    from feedmill.intake.sources import said_by

    return said_by(charset=charset, time_zone=time_zone, language=language)
