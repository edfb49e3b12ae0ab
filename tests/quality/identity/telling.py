"""Stories as splitting tells them, its errors included."""

from __future__ import annotations

from feedmill.identity.forms import Form, form_of
from feedmill.model import Kind, Parts, Story


def story(text: str, *, headline: str | None = None, cut: bool = False) -> Story:
    """A story of its text alone; a cut one is an excerpt."""
    kind = Kind.EXCERPT if cut else Kind.FULL
    span = (0, len(text))
    return Story(0, kind, cut, (span,), Parts(body=(span,)), 0.9, headline, None, None, text)


def form(text: str, *, headline: str | None = None, cut: bool = False) -> Form:
    """The form of such a story."""
    return form_of(story(text, headline=headline, cut=cut))
