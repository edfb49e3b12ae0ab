"""The form of `ingest_now`: its fields, what it must say, and what the mill is asked for then.

That a form says exactly one of three things is known here alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedmill.errors import UsageError
from feedmill.model import Delivery, Way
from feedmill_airflow.reasons import AirflowReason

if TYPE_CHECKING:
    from feedmill.mill import Mill

KINDS = ("auto", "text", "feed")
SOURCE_PATTERN = "^[a-z0-9][a-z0-9_.-]{0,63}$"
PASTED = "pasted.txt"
"""The name under which a pasted text arrives."""
LONGEST_TEXT = 1_000_000
"""Code points that the form takes; more goes into a file."""


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form. Exactly one of `text`, `path` and `s3_uri` says something."""

    source: str
    kind: str
    text: str = ""
    path: str = ""
    s3_uri: str = ""


def filled(params: Mapping[str, Any]) -> Form:
    """The form as somebody filled it in. Raises `UsageError` unless it names exactly one thing."""
    form = Form(
        source=params["source"],
        kind=params["kind"],
        text=params["text"] if (params["text"] or "").strip() else "",
        path=(params["path"] or "").strip(),
        s3_uri=(params["s3_uri"] or "").strip(),
    )
    named = [field for field in ("text", "path", "s3_uri") if getattr(form, field)]
    if len(named) != 1:
        raise UsageError(AirflowReason.NOT_EXACTLY_ONE, f"filled in: {', '.join(named) or 'none of them'}")
    return form


def refuse_unknown(conf: Mapping[str, Any] | None, declared: Mapping[str, Any]) -> None:
    """Airflow takes any key in a run's conf; a misspelt one would be ignored in silence. Raises `UsageError`.

    `declared` are the parameters of the DAG. Those of a run will not do: Airflow adds to them whatever is in conf.
    """
    unknown = sorted(set(conf or {}) - set(declared))
    if unknown:
        known = ", ".join(sorted(declared)) or "none"
        raise UsageError(AirflowReason.UNKNOWN_PARAMETER, f"{', '.join(unknown)} (this DAG has: {known})")


def received(form: Form, mill: Mill, token: str) -> Delivery:
    """Archive and record what the form names, as the one arrival that `token` tells.

    Raises `UsageError` (not allowed, not there), `Refused` (never to be taken), `Deferred` (changing) or an outage.
    """
    if form.path:
        return mill.receive_path(form.path, source=form.source, token=token)
    if form.s3_uri:
        return mill.receive_s3(form.s3_uri, source=form.source, token=token)
    body = io.BytesIO(form.text.encode("utf-8", "surrogatepass"))
    return mill.receive(body, way=Way.MANUAL, source=form.source, name=PASTED, token=token)


def other_kind(kind: str, data: bytes) -> str | None:
    """The format of the bytes where it is another than the form expects; None where it is that one, or unreadable."""
    if kind == "auto":
        return None
    from feedmill.errors import Rejected
    from feedmill.reading import read

    try:
        first = next(iter(read(data)), None)
    except Rejected:
        return None
    found = str(getattr(first, "format", kind))
    return None if (found == "text") == (kind == "text") else found
