"""What the slugs, versions and notes of wires signal: kills, embargoes, corrections, further versions, more to come.

Sources: the AP's guides to filing, dpa's Textformat, and the practice of AFP, ANSA, EFE, STT, Belga and others. A word
counts only where the format has such signals, never within a sentence.
"""

from __future__ import annotations

import re

from feedmill.reading.wiretext.embargoes import EMBARGOES, closed_up

LETTERS = re.compile(r"[^\W_]+")


def _any(words: str) -> re.Pattern[str]:
    """A pattern of whole phrases, one a line, in any case."""
    phrases = (re.escape(line.strip()).replace(r"\ ", r"\s+") for line in words.strip().splitlines())
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


KILLS = _any(
    """
    mandatory kill
    bulletin kill
    kill notice
    story kill
    story killed
    urgent kill
    elimination
    elim
    mandatory elimination
    withdrawal
    withdrawn
    cancelled
    canceled
    cancellation
    cancel
    annule et remplace
    annulé
    annulée
    annulation
    annule
    a annuler
    à annuler
    anulación
    anulacion
    anulada
    anulado
    anular
    anula
    eliminar
    annullamento
    annullare
    annullata
    annullato
    annulla
    zurückgezogen
    zurueckgezogen
    zurückziehung
    storniert
    storno
    stornierung
    streichung
    bitte streichen
    nicht verwenden
    nicht zu verwenden
    mitätöity
    mitätöinti
    peruutettu
    peruttu
    återkallad
    återkallas
    dragen
    annulleras
    annullering
    makulering
    makuleras
    tilbakekalt
    trekkes tilbake
    trukket tilbake
    tilbagekaldt
    annulleres
    ingetrokken
    intrekking
    anulação
    anulada pela
    wycofana
    anulowana
    аннулируется
    аннулирование
    """
)
KILL = re.compile(r"(?<!\w)KILL(?:ED)?(?!\w)")
ADD = re.compile(r"(?<!\w)(?:\d{1,2}(?:st|nd|rd|th)-?)?add(?!\w)", re.IGNORECASE)
CORRECTIONS = re.compile(
    r"(?<!\w)(?:correct(?:ion|ive|ed|s)?|corr|kor(?:r|rektur|rigiert|jaus|rig(?:ering|er[ae]d|ere?t)|reksjon|rektion)"
    r"|berichtigung|berichtigt|rectificati(?:e|[fv]\w{0,2})|rectifi(?:e|caci[oó]n|cation|care)|correcti[fon]{1,3}|corrige[ns]?|verbetering"
    r"|correcci[oó]n|corregid[oa]|errat(?:um|a(?:\s+corrige)?)|rettifica|correzione|oprava|ispravka?|helyesbítés"
    r"|rättelse|rättad|rättar|rettelse|retting|поправка|исправление|oikaisu|korjattu"
    r"|corre[cç][cç]?[aã]o|korekta|sprostowanie)(?![\w-])",
    re.IGNORECASE,
)
REPEATS = re.compile(
    r"(?<!\w)(?:rpt|repeat(?:s|ing|ed)?|repetition|répétition|répète|repetici[oó]n|repite|wiederholung|refile[ds]?"
    r"|ripetizione|ripete|rifacimento|toisto|upprepning|gjentakelse|gentagelse|herhaling|repeti[cç][aã]o)(?![\w-])",
    re.IGNORECASE,
)
VERSIONS = re.compile(
    r"(?<!\w)(?:\d{0,2}(?:st|nd|rd|th)?[ -]?(?:ld|lead|writethru|write-?thru|net|add|take|update|insert|sub|opt"
    r"|folgemeldung|zusammenfassung|zsfg|newsalert|recast|advisory|urgent|wrap(?:-?up)?)s?(?:[ -]?\d{1,2})?"
    r"|\d{1,2}(?:st|nd|rd|th)\s+ld-?writethru|\d{1,2}[eè](?:me)?\s*lead|\d{1,2}\.\s*(?:lead|zusammenfassung|nachtrag)"
    r"|lead\s*\d{0,2}|update\s*\d{1,2}|primera?\s+lead|segundo\s+lead|ampliaci[oó]n|\(?\d{1,2}\)?\s*lead"
    r"|updates?|nachtrag|überblick|neufassung|aktualisier(?:t|ung)|ergänzung|actuali[sz]aci[oó]n|actualisation"
    r"|mise\s+à\s+jour|aggiornamento|päivitys|uppdatering)(?!\w)",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\W{0,4}(?:more|mehr|mehr folgt|folgt|suivra|suit|à suivre|a suivre|segue|sigue|seguir[áa]|continuar[áa]|jatkuu"
    r"|forts|fortsätter|fortsettes|mer|mere|meer volgt|wird fortgesetzt|fortsetzung folgt"
    r"|continua|more follows|mf|ciag dalszy nastapi"
    r"|(?-i:MORE [a-z]{2,3}))\W{0,4}",
    re.IGNORECASE,
)
ORDERS = _any(
    """
    mandatory kill
    kill is mandatory
    kill the story
    please kill
    kill notice
    mandatory elimination
    asked to eliminate
    should be disregarded
    please disregard
    ne pas tenir compte
    annule et remplace
    merci d'annuler
    veuillez annuler
    prière d'annuler
    rogamos anular
    rogamos anulen
    si prega di annullare
    bitte nicht verwenden
    nicht verwenden
    nicht mehr verwenden
    nicht zu verwenden
    wird zurückgezogen
    niet te gebruiken
    niet gebruiken
    får ej användas
    ska inte användas
    skal ikke brukes
    må ikke publiseres
    må ikke brukes
    må ikke bruges
    favor não utilizar
    prosimy nie wykorzystywać
    """
)
"""What takes a story back even within a longer note."""

REFERRED = re.compile(
    r"(?<!\w)(?:meldung|nachricht|d[eé]p[eê]che|story|item|bericht|noticia|notizia|not[ií]cia|despacho|uutinen|nyheten|"
    r"meldingen|telegrammet|depesz[aęy])(?!\w)",
    re.IGNORECASE,
)
"""What a message calls another."""
FOR_EDITORS = re.compile(
    r"(?:note to editors|attention(?: editors)?|achtung(?: redaktion(?:en)?)?|eds|editors|nota(?: a(?:i|l)? redat\w+)?|"
    r"atenci[oó]n(?: editores)?|attenzione|aten[cç][aã]o|uwaga|"
    r"rättad version|korrigert versjon|rettet versjon|n ?i ?e ?u ?w bericht, vervangt|"
    r"obs|huom(?:autus)?|til redaksjonene?)(?:\.?:\s|\s?[-\u2013]\s(?=[A-Z]{4}))",
    re.IGNORECASE,
)
"""How a paragraph begins that is for those who edit, where it stands above the body."""

CHANGES = re.compile(
    r"attn|adds|recasts|changes|rewrites|writes through|actuali[sz]a|ampl[ií]a|précise|ajoute", re.IGNORECASE
)
"""How a note in brackets begins, beside the names of versions, that says what is new."""

PUT_RIGHT = re.compile(r"(?P<word>[^\W\d_a-z][^\W\d_a-z]{5,17})\W{1,3}(?=\S)")
"""How a paragraph begins that says what is put right: a word in capitals."""

LONGEST = 200
SHORT = 6


def is_kill(*told: str | None) -> bool:
    """Whether any of the lines (of a slug, a version, a header) takes a story back.

    A long line is a sentence: there only what no sentence says counts.
    """
    for line in told:
        if line and (ORDERS.search(line[:LONGEST]) or (len(line.split()) <= SHORT and _names_kill(line))):
            return True
    return False


def _names_kill(line: str) -> bool:
    """Whether a short line has a word for taking back."""
    return KILLS.search(line) is not None or KILL.search(line) is not None


def takes_back(line: str) -> bool:
    """Whether a sentence asks editors not to use another message."""
    return ORDERS.search(line[:LONGEST]) is not None and REFERRED.search(line[:LONGEST]) is not None


def is_embargo(*told: str | None) -> bool:
    """Whether any of the lines holds a story back."""
    return any(EMBARGOES.search(closed_up(line[:LONGEST])) for line in told if line)


def is_correction(*told: str | None) -> bool:
    """Whether any of the lines says that a story is put right, or sent again."""
    return any(correction_in(line) for line in told)


def correction_in(line: str | None) -> str | None:
    """The word by which a line says that a story is put right or sent again."""
    found = (CORRECTIONS.search(line[:LONGEST]) or REPEATS.search(line[:LONGEST])) if line else None
    return found[0] if found else None


def is_for_editors(line: str) -> bool:
    """Whether a paragraph between headline and body speaks to those who edit, or says what is put right."""
    word = PUT_RIGHT.match(line)
    told = line.isupper() and line[:2] in ("--", "==", "++", "**") and is_correction(line)
    return told or FOR_EDITORS.match(line) is not None or (word is not None and is_correction(word["word"]))


def is_change(note: str) -> bool:
    """Whether a note in brackets begins by saying what is new: `(Adds quotes)`, `(ATTN: UPDATES with remarks)`."""
    forms = (CHANGES, VERSIONS, CORRECTIONS, REPEATS) if note[:1] == "(" and note.endswith(")") else ()
    return any(form.match(note, 1) for form in forms)


def is_version(line: str) -> bool:
    """Whether a line names a version: a lead, a take, a correction, a repeat."""
    return VERSIONS.search(line[:LONGEST]) is not None or is_correction(line)


def is_version_alone(line: str) -> bool:
    """Whether a line names a version, and nothing else."""
    rest = VERSIONS.sub("", line[:LONGEST])
    rest = REPEATS.sub("", CORRECTIONS.sub("", rest))
    return rest != line and not any(char.isalpha() for char in rest)


def is_more(line: str) -> bool:
    """Whether a line says, and says nothing else, that another take follows."""
    return MORE.fullmatch(line.strip()[:LONGEST]) is not None


def status_of(told: list[str | None], held: list[str | None]) -> str | None:
    """`canceled` where a line takes the story back, `withheld` where one holds it back, else nothing."""
    if is_kill(*told):
        return "canceled"
    return "withheld" if is_embargo(*held) else None
