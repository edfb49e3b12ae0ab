"""What a judgement line by line cannot see: that a whole box, and all in it, is no part of the story.

Comments, boxes of related stories and sign-ups that stand behind or within a story are known by how their element is
named or how it begins; what stands before the headline, by where it stands. An element that holds most of the story is
never such a box.
"""

from __future__ import annotations

import re

import numpy as np

from feedmill.reading.pages.hints import KINDS
from feedmill.reading.pages.survey import Survey
from feedmill.reading.pages.teasers import is_headline

MOST = 0.4
"""An element with more than this share of what is likely the story is the story, whatever it is called."""

BOXES = frozenset(KINDS.index(kind) for kind in ("comment", "related", "letter", "consent", "author", "pager"))
SURE_BOXES = frozenset((KINDS.index("comment"),))
OPENING = re.compile(
    r"^\W{0,3}(?:\d{1,5} (?:comments?|kommentare?|commentaires?|comentarios?|responses?|thoughts? on)\b|comments?\b|"
    r"kommentare?\b|commentaires?\b|comentarios?\b|comentários?\b|leave a (?:reply|comment)|join the (?:discussion|"
    r"conversation)|related\b|recommended\b|more (?:from|stories|on|news)\b|most (?:read|popular|viewed)|"
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
    r"about the authors?|über den autor|follow us|share this|sign up|newsletter)",
    re.IGNORECASE,
)
INVITING = re.compile(
    r"^\W{0,4}(?:подписывайтесь|подпишитесь|підпис(?:уйтесь|атися)|последвайте|пратете|пратите|pratite|spremljajte|follow|"
    r"join|subscribe|folgen sie|suivez|abonnez|rejoignez|seguici|iscriviti|s[íi]gu?enos|s[íi]ganos|siga|takip|ikuti|"
    r"sledujte|obserwuj|urmăre(?:ște|şte)|kövess|ακολουθ|theo dõi|ติดตาม|关注|關注|フォロー|تابع|اشترك|हमें|फॉलो)",
    re.IGNORECASE,
)
"""How a line with a link begins that invites to follow the outlet elsewhere."""

OPENING_CHARS = 60
AHEAD, INVITATION = 0.3, 200
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
    for first, last in _boxes(survey, kept, whole):
        kept[first:last] = False
    if headline >= 0 and float(survey.chars[headline:][kept[headline:]].sum()) > AHEAD * whole:
        kept[:headline] = False
    return [at for at in body if kept[at] and not _leads_away(survey, at)]


def _leads_away(survey: Survey, at: int) -> bool:
    """Whether a line is the headline of another story, or invites to follow the outlet elsewhere."""
    line = survey.layout.lines[at]
    invites = line.links > 0 and len(line.text) <= INVITATION and INVITING.match(line.text) is not None
    return invites or (survey.linked[at] > 0.5 and is_headline(survey.layout, line))


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
        if (small or sure) and (opened or (element.kinds not in told and not BOXES.isdisjoint(element.kinds))):
            found.append((element.first, element.last))
    return found


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
