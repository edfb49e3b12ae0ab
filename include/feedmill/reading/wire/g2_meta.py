"""What a NewsML-G2 item states of itself: in its attributes, `itemMeta`, `contentMeta` and `rightsInfo`."""

from __future__ import annotations

import re

from feedmill.reading.stating import Statements
from feedmill.reading.wire.elements import (
    LANG,
    NAMES,
    Element,
    Fields,
    attribute,
    by_name,
    child,
    children,
    every,
    first,
    in_language,
    keywords_of,
    name_of,
    parts_of,
    say_text,
    text_of,
)
from feedmill.reading.wire.stories import correction_of, joined_bylines, place_filed, status_of, writers_in

KINDS = {"edstat:u": "update", "edstat:c": "correction"}
KIND_WORDS = {
    "update": "update",
    "updated": "update",
    "replace": "update",
    "correction": "correction",
    "corrected": "correction",
    "corrective": "correction",
}
"""What a signal says, by its last word: schemes of agencies have the words of IPTC's, and forms of them."""

MOST_RANKS = 6
"""Figures of a rank; more rank nothing."""

KICKERS = ("kicker", "over", "overline", "overhead", "pretitle", "eyebrow")
ACCOUNT = re.compile(r"[a-z]+(?:\.[a-z-]+)+")
VARIANTS = frozenset(("alert", "flash", "index", "mobile", "push", "seo", "short", "sms", "social", "teaser", "web"))
WRITERS = ("author", "byline", "correspondent", "journalist", "reporter", "writer")
SUMMARIES = ("summary", "abstract", "teaser", "lead", "ingress")


def state_item(item: Element, top: Fields, said: Statements) -> None:
    """State what the metadata of an item say; `top` are its children."""
    meta, content = by_name(first(top, "itemMeta")), by_name(first(top, "contentMeta"))
    tag = attribute(first(content, "language"), "tag")
    language = tag or attribute(item, LANG)
    guid = item.get("guid")
    said.say("guid", guid, "newsItem@guid")
    said.say("doc_id", guid, "newsItem@guid")
    said.say("version", item.get("version"), "newsItem@version")
    _manage(meta, first(content, "headline"), said)
    _date(meta, content, said)
    _describe(content, language, said)
    _credit(meta, content, language, said)
    _rights(by_name(first(top, "rightsInfo")), language, said)
    said.say("language", tag, "contentMeta/language")
    said.add("media", _remote(first(top, "contentSet")), "remoteContent@href")


def state_message(item: Element, top: Fields, header: Element | None, said: Statements) -> None:
    """State what stands around an item: what it does not say itself, and what holds by default."""
    if "urgency" not in said:
        said.say("urgency", text_of(child(header, "priority")), "header/priority")
    if "language" not in said:
        said.say("language", item.get(LANG), "newsItem@xml:lang")
    if "itemMeta" in top:
        said.say("status", "usable", "pubStatus, by default")
    if "headline" not in said:
        titles = [title for title in children(first(top, "itemMeta"), "title") if not attribute(title, "role")]
        said.say("headline", text_of(titles[0]) if titles else "", "itemMeta/title")


def _code(element: Element | None) -> str:
    """What an element is said to be: its code, address or literal value."""
    if element is None:
        return ""
    return attribute(element, "qcode") or attribute(element, "uri") or attribute(element, "literal")


def _named(element: Element | None, language: str = "") -> str:
    """The name of what an element stands for: in the language, else the first; else its literal value."""
    if element is None:
        return ""
    chosen = None
    for one in every(element):
        if NAMES[one.tag] == "name":
            chosen = one if chosen is None else chosen
            if not language or (one.get(LANG) or language)[:2] == language[:2]:
                chosen = one
                break
    return text_of(chosen) or attribute(element, "literal")


def _manage(meta: Fields, headline: Element | None, said: Statements) -> None:
    """Status, embargo, notes to editors, and whether it updates or corrects."""
    said.say("status", status_of(_code(first(meta, "pubStatus"))), "pubStatus")
    if "embargoed" in meta:
        said.date("embargoed", text_of(first(meta, "embargoed")), "embargoed")
    notes = [one for name in ("edNote", "ednote") for one in meta.get(name, ()) if not one.get("pubconstraint")]
    if notes:
        plain = [one for one in notes if not any(name_of(within) == "section" for within in every(one))] or notes
        said.say("ednote", " ".join(dict.fromkeys(filter(None, map(parts_of, plain)))), "edNote")
    for name in ("signal", "role"):
        for one in meta.get(name, ()):
            code = _code(one).lower()
            said.say("kind", KINDS.get(code) or KIND_WORDS.get(re.split("[:/]", code)[-1]), name)
    said.say("kind", correction_of(text_of(headline), said.get("ednote")), "headline or edNote")
    said.say("kind", _code(first(meta, "itemClass")).rpartition(":")[2].rpartition("/")[2], "itemClass")
    for link in meta.get("link", ()):
        if attribute(link, "rel").rpartition(":")[2] == "canonical":
            said.url(attribute(link, "href"), "link@href")


def _date(meta: Fields, content: Fields, said: Statements) -> None:
    """When the item first was, and when this version was made."""
    for name in ("firstCreated", "versionCreated", "contentCreated"):
        if "published_at" not in said:
            said.date("published", text_of(_one(meta, content, name)), name)
    for name in ("versionCreated", "contentModified"):
        if "updated_at" not in said:
            said.date("updated", text_of(_one(meta, content, name)), name)


def _one(meta: Fields, content: Fields, name: str) -> Element | None:
    """An element of the item's management, else of its content."""
    found = meta.get(name) or content.get(name)
    return found[0] if found else None


def _describe(content: Fields, language: str, said: Statements) -> None:
    """Headlines, slugline, subjects and keywords."""
    say_text(said, "urgency", content, "urgency")
    headlines = content.get("headline", ())
    for one in sorted(headlines, key=lambda one: (_is_other(one, language), _is_lesser(one), _rank(one))):
        role = one.get("role") or ""
        said.say(_headline(role), text_of(one), f"headline {role}" if role else "headline")
    said.say("slugline", _line(content, "slugline", language), "slugline")
    for one in content.get("description", ()):
        role = one.get("role") or ""
        if any(word in role.lower() for word in SUMMARIES):
            said.say("deck", parts_of(one), f"description {role}")
    subjects: list[str | None] = []
    for one in content.get("subject", ()):
        subjects += (one.get("qcode") or one.get("uri"), _named(one, language))
    said.add("subjects", subjects, "subject")
    said.add("keywords", keywords_of(map(text_of, in_language(content.get("keyword", ()), language))), "keyword")


def _line(content: Fields, name: str, language: str) -> str:
    """The text of the first element with a name, in the item's language where they are in several."""
    found = in_language(content.get(name, ()), language)
    return text_of(found[0]) if found else ""


def _is_other(one: Element, language: str) -> bool:
    """Whether an element is in another language than the item."""
    own = one.get(LANG) or ""
    return bool(own and language) and own[:2].lower() != language[:2].lower()


def _rank(one: Element) -> int:
    """Where a headline stands among others: the most important first, those without a rank before all."""
    rank = attribute(one, "rank")
    return int(rank) if rank.isdecimal() and len(rank) <= MOST_RANKS else 0


def _is_lesser(one: Element) -> bool:
    """Whether a headline is a variant for a place of its own, by the last word of its role."""
    return re.split("[:/]", attribute(one, "role").lower())[-1] in VARIANTS


def _headline(role: str) -> str:
    """What a headline is, by its role."""
    word = role.rpartition(":")[2].lower()
    if "kicker" in word or "overline" in word or word in KICKERS:
        return "kicker"
    return "deck" if "sub" in word or "deck" in word else "headline"


def _credit(meta: Fields, content: Fields, language: str, said: Statements) -> None:
    """Who wrote it, who sends it, and where."""
    said.say("byline", joined_bylines(text_of(one) for one in in_language(content.get("by", ()), language)), "by")
    provider = first(meta, "provider")
    agency = _named(provider) or attribute(provider, "qcode").rpartition(":")[2]
    sources = [_named(one) for one in content.get("infoSource", ())]
    houses = {agency.lower(), *map(str.lower, sources)}
    persons: list[str | None] = []
    for one in content.get("creator", ()):
        name = _named(one)
        if name.startswith("By "):
            said.say("byline", name, "creator")
            continue
        house = name.lower() in houses or child(one, "organisationDetails") is not None
        if not house and "org" not in attribute(one, "type") and not ACCOUNT.fullmatch(name):
            persons.append(name)
    said.add("authors", writers_in(filter(None, persons), said), "creator")
    contributors = map(_named, filter(_wrote, content.get("contributor", ())))
    said.add("authors", writers_in(contributors, said), "contributor")
    said.say("agency", agency, "provider")
    said.say("credit", _line(content, "creditline", language), "creditline")
    said.say("credit", sources[0] if sources else "", "infoSource")
    said.say("credit", agency, "provider")
    said.say("dateline", _line(content, "dateline", language), "dateline")
    said.say("place", place_filed(_named(first(content, "located")), said), "located")


def _wrote(contributor: Element) -> bool:
    """Whether a contributor is one of the writers, by the last word of its role; others edit, or write captions."""
    role = re.split("[:/]", attribute(contributor, "role").lower())[-1]
    return any(word in role for word in WRITERS) and not any(word in role for word in ("caption", "descr"))


def _rights(info: Fields, language: str, said: Statements) -> None:
    """The notice, else the holder, and the terms of use, each in the item's language where there are several."""
    found = []
    for name in ("copyrightNotice", "usageTerms"):
        stated = [(text, one) for one in info.get(name, ()) if (text := parts_of(one))]
        several = len(stated) > 1 and language
        fit = [one for one in stated if several and attribute(one[1], LANG).startswith(language[:2])]
        found.append((fit or stated)[0][0] if stated else "")
    holder = found[0] or _named(first(info, "copyrightHolder"))
    said.say("rights", " ".join(filter(None, (holder, found[1]))), "rightsInfo")


def _remote(contents: Element | None) -> list[str]:
    """The addresses of what belongs to the content and stands elsewhere."""
    found = children(contents, "remoteContent")
    return [attribute(one, "href") or attribute(one, "residref") for one in found]
