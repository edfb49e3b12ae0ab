"""What a judgement line by line cannot see: that a whole box, and all in it, is no part of the story.

Comments, boxes of related stories and sign-ups that stand behind or within a story are known by how their element is
named or how it begins; what stands before the headline, by where it stands. An element that holds most of the story is
never such a box.
"""

from __future__ import annotations

import re

import numpy as np

from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.lines import Element
from feedmill.reading.pages.notices import OFFERING, is_notice
from feedmill.reading.pages.survey import Survey
from feedmill.reading.pages.teasers import is_headline, is_labelled

CARD, LABEL, LINKED = 4, 40, 0.5
"""Lines that the card of another story may have (a label, a headline, a summary, a day); letters of its label."""

MOST = 0.4
"""An element with more than this share of what is likely the story is the story, whatever it is called."""

BOXES = frozenset(KINDS.index(kind) for kind in ("comment", "related", "letter", "consent", "author", "pager"))
SURE_BOXES = frozenset((KINDS.index("comment"),))
CAPTION, CREDIT = (KINDS.index("caption"),), (KINDS.index("credit"),)
CAPTIONED = re.compile(
    r"(?<![a-z])(?:img|image|photo|pic|picture|foto|bild|video)[_-]{0,2}(?:cap|caption|desc|description|legend|credit|source|text)"
    r"(?![a-z])|(?<![a-z])(?:pie[_-]?(?:de[_-]?)?foto|foto-?credito|snimka)(?![a-z])",
    re.IGNORECASE,
)
FACTS = re.compile(r"(?<![a-z])(?:facts?|fakta|fakten|info)[_-]?(?:box|boks|ruta|kasten|file)(?![a-z])", re.IGNORECASE)
"""Names of boxes of facts."""

FACT = frozenset(("fact", "facts", "fakta", "fakten"))
"""The same, where they are all of a class and the box has a heading."""

OPENING = re.compile(
    r"^\W{0,3}(?:\d{1,5} (?:comments?|kommentare?|commentaires?|comentarios?|responses?|thoughts? on)\b|comments?\b|"
    r"kommentare?\b|commentaires?\b|comentarios?\b|comentários?\b|leave a (?:reply|comment)|join the (?:discussion|"
    r"conversation)|related\b|recommended\b|more (?:from|stories|on|news|(?:[\w'’]{2,20} ){1,3}stories)\b|"
    r"most (?:read|popular|viewed)|"
    r"you (?:may|might) (?:also )?(?:like|enjoy)|read (?:more|next|also)\b|see also|you.ll also like|"
    r"das könnte (?:sie|dich)|mehr zum thema|ähnliche|weitere (?:artikel|meldungen|beiträge|nachrichten|themen)|"
    r"auch interessant|lesen sie auch|meistgelesen|passend zum thema|schreibe einen kommentar|"
    r"lire aussi|à lire|sur le même|articles? (?:similaires|liés|connexes)|laisser un commentaire|"
    r"você pode gostar|veja também|leia (?:também|mais)|relacionad[ao]s|te puede interesar|lea también|"
    r"más (?:noticias|leídas)|noticias relacionadas|artículos relacionados|deja (?:un comentario|una respuesta)|"
    r"leggi anche|potrebbe interessarti|articoli correlati|lees ook|gerelateerd|läs också|czytaj także|"
    r"читайте (?:также|ещё|еще)|по теме|похожие|читайте також|схожі|прочетете|вижте още|свързани|прочитајте|повезан|"
    r"сродни|pročitajte|povezan|preberite|čtěte také|související|čítajte|súvisiac|kapcsolódó|ajánl|olvas(?:sa|d) el|"
    r"cite[sș]te|vezi și|διαβάστε|σχετικά|ilgili|çok okunan|polecamy|zobacz (?:też|także)|przeczytaj|lue myös|"
    r"lisää aiheesta|loe (?:veel|ka)|lasi arī|taip pat skaityk|les også|læs også|läs mer|tengdar|lexo|llegiu|"
    r"baca juga|berita terkait|artikel terkait|simak juga|xem thêm|đọc thêm|tin liên quan|อ่านเพิ่ม|ข่าวที่เกี่ยวข้อง|อ่านข่าว|"
    r"あわせて読み|相关|相關|延伸[阅閱][读讀]|更多|관련|많이 본|추천|이 기사|اقرأ|إقرأ|مواضيع|أخبار ذات|مقالات ذات|"
    r"بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|קראו|כתבות נוספות|متعلقہ|مزید پڑھیں|यह भी पढ़|ये भी पढ़|इसे भी पढ़|संबंधित|"
    r"আরও পড়|আরো পড়|இதையும்|தொடர்புடைய|soma (?:pia|zaidi)|"
    r"about the authors?|über den autor|follow us|share this|sign up|newsletter|nyhetsbrev|nyhedsbrev|nieuwsbrief|"
    r"uutiskirje|iratkozz|hírlevél|infolettre|bol[eé]t[íi]n|biuletyn|рассылк|підпиш|abonează|odebírejte|bülten)",
    re.IGNORECASE,
)
OPENING_CHARS = 60
AHEAD = 0.3
TOLD, TOLD_AS_COMMENTS = 0.8, 0.9
"""Where elements of one name hold more than this share together, they are the story, whatever they are called."""
ENOUGH = 300
"""With so much of the story before it, a box may hold more than the story: comments often do."""


def repaired(survey: Survey, body: list[int], headline: int) -> list[int]:
    """The lines of a story without those in boxes, those before its headline, and those that link to other stories."""
    if not body:
        return body
    kept = np.zeros(survey.count, bool)
    kept[body] = True
    whole = max(1.0, float(survey.chars[body].sum()))
    for first, last in (*_boxes(survey, kept, whole), *_captions(survey, kept, whole), *_cards(survey, kept, whole)):
        kept[first:last] = False
    if headline >= 0 and float(survey.chars[headline:][kept[headline:]].sum()) > AHEAD * whole:
        kept[:headline] = False
    left = [at for at in body if kept[at] and not (survey.linked[at] > LINKED and _leads_away(survey, at))]
    left = _without_appeal(survey, _without_list(survey, left))
    return [at for number, at in enumerate(left) if not _is_notice(survey, at, len(left) - 1 - number)]


def _without_list(survey: Survey, body: list[int]) -> list[int]:
    """The lines of a story without the list of other stories that ends it: a heading for them, then links in each."""
    lines = survey.layout.lines
    for number in range(len(body) - 1, 0, -1):
        at = body[number]
        if len(lines[at].text) <= OPENING_CHARS and not lines[at].linked and OPENING.match(lines[at].text):
            return body[:number]
        if not lines[at].linked:
            break
    return body


def _without_appeal(survey: Survey, body: list[int]) -> list[int]:
    """The lines of a story without what its outlet asks of readers at the end, under a heading of its own."""
    heads = (number for number in range(len(body) // 2, len(body)) if survey.level[body[number]])
    first = next((number for number in heads if OFFERING.match(survey.layout.lines[body[number]].text)), len(body))
    return body[:first]


def _leads_away(survey: Survey, at: int) -> bool:
    """Whether a line is the headline of another story."""
    return is_headline(survey.layout, survey.layout.lines[at]) or is_labelled(survey.layout, at)


def _is_notice(survey: Survey, at: int, from_end: int) -> bool:
    """Whether a line is one that the site puts among the paragraphs of its stories."""
    line = survey.layout.lines[at]
    return is_notice(line.text, linked=float(survey.linked[at]), from_end=from_end)


def _boxes(survey: Survey, kept: np.ndarray, whole: float) -> list[tuple[int, int]]:
    """The lines of elements that are named as boxes, or begin as one, and hold little of the story."""
    held = survey.over(survey.chars * kept)
    before = np.cumsum(survey.chars * kept)
    first_body = int(np.argmax(kept))
    told = _telling(survey, kept, whole)
    found: list[tuple[int, int]] = []
    for number, element in enumerate(survey.layout.elements):
        if not held[number] or element.first <= first_body:
            continue
        opening = survey.layout.lines[element.first].text
        opened = len(opening) <= OPENING_CHARS and element.last - element.first > 1 and bool(OPENING.match(opening))
        small = held[number] <= MOST * whole
        sure = (opened or not SURE_BOXES.isdisjoint(element.kinds)) and before[element.first] >= ENOUGH
        boxed = element.kinds not in told and not BOXES.isdisjoint(element.kinds)
        if (small or sure) and (opened or boxed or _is_aside(survey, element)):
            found.append((element.first, element.last))
    return found


def _is_aside(survey: Survey, element: Element) -> bool:
    """Whether an element is a box of facts by its name, or an aside with a heading of its own."""
    headed = element.last - element.first > 1 and survey.layout.lines[element.first].level > 0
    told = FACTS.search(element.names) is not None or (headed and not FACT.isdisjoint(element.names.casefold().split()))
    return (element.tag == "aside" and headed) or told


def _cards(survey: Survey, kept: np.ndarray, whole: float) -> list[tuple[int, int]]:
    """The lines of cards of other stories among those of a story, unless they hold much of it: then they are it."""
    body = np.flatnonzero(kept)
    within = range(int(body[0]) + 1, int(body[-1])) if len(body) else range(0)
    heads = (at for at in within if survey.linked[at] > LINKED and _leads_away(survey, at))
    found = [(at, _card_end(survey, at)) for at in heads]
    held = sum(float((survey.chars * kept)[first:last].sum()) for first, last in found)
    return found if held <= MOST * whole else []


def _card_end(survey: Survey, at: int) -> int:
    """Where the card ends that begins with the headline of another story, or with a label above that."""
    layout, last = survey.layout, at + 1
    label = at - 1 if len(layout.lines[at - 1].text) <= LABEL and not survey.stops[at - 1] else at
    element = layout.elements[layout.lines[at].element]
    while element.first >= label and element.last - element.first <= CARD:
        last = element.last
        if element.parent < 0:
            break
        element = layout.elements[element.parent]
    return last


def _captions(survey: Survey, kept: np.ndarray, whole: float) -> list[tuple[int, int]]:
    """The lines of captions: of those that hold little of the story, all of one kind together."""
    found: list[tuple[int, int]] = []
    for kind in (_is_figcaption, _is_named_caption):
        own = [(element.first, element.last) for element in survey.layout.elements if kind(element)]
        held = sum(float((survey.chars * kept)[first:last].sum()) for first, last in own)
        found += own if held <= MOST * whole else []
    return found


def _is_figcaption(element: Element) -> bool:
    """Whether an element is a picture's caption."""
    return element.tag == "figcaption"


def _is_named_caption(element: Element) -> bool:
    """Whether an element is named as a picture's caption, or as a credit, and as nothing else."""
    return element.kinds in (CAPTION, CREDIT) or CAPTIONED.search(element.names) is not None


def _telling(survey: Survey, kept: np.ndarray, whole: float) -> set[tuple[int, ...]]:
    """The names, by what they speak for, under which almost all of the story stands in pieces.

    A box stands beside a story; where each paragraph is called `paywall`, that is how this page calls its text. What is
    written about a story may be far longer than it.
    """
    under: dict[tuple[int, ...], np.ndarray] = {}
    for element in survey.layout.elements:
        if not BOXES.isdisjoint(element.kinds):
            lines = under.setdefault(element.kinds, np.zeros(survey.count, bool))
            lines[element.first : element.last] = True
    share = {kinds: float(survey.chars[lines & kept].sum()) / whole for kinds, lines in under.items()}
    return {kinds for kinds, own in share.items() if own > (TOLD if SURE_BOXES.isdisjoint(kinds) else TOLD_AS_COMMENTS)}
