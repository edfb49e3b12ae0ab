"""What expat tells, told to feedparser's handlers.

Elements of texts take feedparser's own way; what needs no care goes to an element's handler at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from feedmill.errors import Rejected
from feedmill.reading.feeds.guarded import SEPARATOR, Guarded
from feedmill.reading.feeds.handling import LONGEST, MISNESTED, SCOPED
from feedmill.reading.feeds.parsers import XHTML, Strict
from feedmill.reading.reasons import ReadingReason

USERLAND = "http://backend.userland.com/rss"
MAX_NAMESPACES = 1_000
WITHIN_IMAGE = frozenset(("title", "link", "description", "url", "href", "width", "height"))
TEXTS = frozenset(("apcm_byline", "apcm_headline", "apcm_dateline", "apcm_slugline", "apnm_publishingstatus"))
"""Elements of which the text counts and not the attributes."""

WITHIN_INPUT = frozenset(("title", "link", "description", "name"))


class _Known(NamedTuple):
    """What is known of a name: the tag as feedparser has it, and as it is shown; its key; its handlers."""

    tag: str
    shown: str
    key: str
    start: Callable[[dict[str, str]], object]
    end: Callable[[], object]
    leaves_image: bool
    leaves_input: bool


class Driver(Guarded):
    """Drives the handlers by expat's events; what needs no care goes to an element's handler at once."""

    def __init__(self) -> None:
        super().__init__()
        self.handlers = Strict(self.at, self.behind)
        self.parser.StartNamespaceDeclHandler = self.declare
        self._known: dict[str, _Known] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._content = 0
        self._prefixes: dict[str, str] = {}

    def parse(self, xml: bytes) -> str | None:
        """Parse all of it. Why it ended early, or None."""
        try:
            return super().parse(xml)
        except MISNESTED as error:
            self.check_broken()
            return f"elements where no feed has them ({type(error).__name__})"

    def declare(self, prefix: str | None, uri: str) -> None:
        """A prefix, or none, stands for a namespace from here on."""
        self.handlers.startPrefixMapping(prefix, uri)
        if prefix:
            self._prefixes.setdefault(uri, prefix)
        if len(self._prefixes) > MAX_NAMESPACES:
            raise Rejected(ReadingReason.TOO_COMPLEX, f"more than {MAX_NAMESPACES} namespaces")
        if len(uri) > LONGEST:  # expat tells it anew with each element that it holds for
            raise Rejected(ReadingReason.TOO_COMPLEX, f"a namespace of {len(uri)} characters")

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins."""
        super().start(name, attributes)
        handlers = self.handlers
        known = self._known.get(name) or self.learn(name)
        said = self.said(attributes) if attributes else {}
        was_in_content = handlers.incontent
        if was_in_content or handlers.svgOK or (said and not SCOPED.isdisjoint(said)):
            handlers.unknown_starttag(known.tag, list(said.items()))
        else:
            handlers.depth += 1
            handlers.basestack.append(handlers.baseuri)
            handlers.langstack.append(handlers.lang)
            if known.leaves_input:
                handlers.intextinput = 0
            if known.leaves_image:
                handlers.inimage = 0
            try:
                known.start(said)
            except AttributeError:  # as feedparser has it: the handler cannot use what stands there
                self.unknown(known.key, said)
        if handlers.incontent and not was_in_content:
            self._content = handlers.depth

    def unknown(self, key: str, said: dict[str, str]) -> None:
        """An element that has no handler begins: its attributes are kept, or else its text."""
        if said and key not in TEXTS:
            self.handlers._get_context()[key] = said  # noqa: SLF001 -- where feedparser keeps what it knows
        else:
            self.handlers.push(key, 1)

    def end(self, name: str) -> None:
        """An element ends."""
        handlers = self.handlers
        known = self._known[name]
        handlers.closing = known.shown
        if handlers.svgOK or (handlers.incontent and handlers.depth != self._content):
            handlers.end_within(known.tag)
        else:
            self.finish(known)
        super().end(name)

    def finish(self, known: _Known) -> None:
        """An element that is not part of a text ends, and what held within it holds no more."""
        handlers = self.handlers
        try:
            known.end()
        except AttributeError:  # as above
            handlers.pop(known.key)
        handlers.leave()

    def text(self, data: str) -> None:
        """Character data."""
        handlers = self.handlers
        if handlers.incontent and dict.get(handlers.contentparams, "type") == XHTML:
            handlers.handle_data(data)
        elif handlers.elementstack:
            handlers.elementstack[-1][2].append(data)

    def learn(self, name: str) -> _Known:
        """What feedparser calls an element, and what handles it."""
        prefix, local = self.parted(name)
        shown = f"{prefix}:{local}" if prefix else local
        tag = shown.lower()
        key = f"{prefix}_{local}".lower() if prefix else local.lower()
        known = _Known(
            tag,
            shown,
            key,
            getattr(self.handlers, f"_start_{key}", None) or partial(self.unknown, key),
            getattr(self.handlers, f"_end_{key}", None) or partial(self.handlers.pop, key),
            not prefix and key not in WITHIN_IMAGE,
            not prefix and key not in WITHIN_INPUT,
        )
        self._known[name] = known
        return known

    def parted(self, name: str) -> tuple[str, str]:
        """The prefix that feedparser has for a name's namespace (or the feed's own), and the name's local part."""
        parts = name.split(SEPARATOR)
        uri, local = (parts[0], parts[1]) if len(parts) > 1 else ("", parts[0])
        uri = USERLAND if USERLAND[7:] in uri.lower() else uri
        prefix = self.handlers._matchnamespaces.get(uri.lower())  # noqa: SLF001 -- feedparser's own table of namespaces
        return self._prefixes.get(uri, "") if prefix is None else prefix, local

    def said(self, attributes: list[str]) -> dict[str, str]:
        """Attributes under each of the names by which feedparser asks for them."""
        found: dict[str, str] = {}
        for name, value in zip(attributes[::2], attributes[1::2], strict=True):
            for key in self._keys.get(name) or self.learn_attribute(name):
                found[key] = value.lower() if key in ("rel", "type") else value
        return found

    def learn_attribute(self, name: str) -> tuple[str, ...]:
        """The names of an attribute: by feedparser's prefix, and by the feed's own."""
        parts = name.split(SEPARATOR)
        if len(parts) == 1:
            keys: tuple[str, ...] = (name.lower(),)
        else:
            prefix = self.handlers._matchnamespaces.get(parts[0].lower(), "")  # noqa: SLF001 -- as above
            own = f"{parts[2]}:{parts[1]}" if len(parts) > 2 else parts[1]
            keys = (f"{prefix}:{parts[1]}".lower() if prefix else parts[1].lower(), own.lower())
        self._keys[name] = keys
        return keys
