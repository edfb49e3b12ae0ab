"""What is added behind a press release, below its end mark: notes to editors, whom to ask, about whom it is."""

from __future__ import annotations

import re

LONGEST = 100
REACH = 200
IGNORE = re.IGNORECASE

NOTES = re.compile(
    r"\W{0,4}(?:(?:further |background )?(?:notes?|information) (?:to|for) (?:the )?(?:editor|journalist|media|press)"
    r"|for (?:all )?(?:more|further|additional|media|press) (?:information|details|inquir|enquir|quer|contact)"
    r"|(?:redaktionelle )?hinweise? (?:für|an) (?:die )?(?:redaktion|medien|journalist)"
    r"|(?:weitere|nähere) (?:informationen|auskünfte) (?:finden|unter|erhalten|geben|gibt|zu[mr]?\b)"
    r"|notes? aux (?:rédact|éditeur)|pour (?:plus|tout|de plus amples)\b.{0,30}(?:information|renseignement)"
    r"|notas? (?:a|para|aos?) (?:los |la |os )?(?:edit|redac|jornal|period)"
    r"|(?:para|per) (?:más|mais|maggiori|ulteriori) informa|noter? till redak|för mer information|for mere information"
    r"|informacje dla (?:redak|medi)|для получения дополнительной|примечани[ея] (?:для|редак))",
    IGNORE,
)
"""How the first line begins, whatever goes on behind it."""

WHOLE = re.compile(
    r"\W{0,4}(?:editor[’']?s?[’']? notes?|notes?|(?:additional |background |further |more )information"
    r"|background notes?|boiler ?plate"
    r"|(?:(?:media|press|investors?|company|pr|public relations|press office) (?:relations )?)?contacts?"
    r"(?: (?:details|information|persons?|us|presse|médias?|de prensa|for (?:the )?(?:media|press)))?"
    r"|(?:media|press) (?:office|relations|inquir(?:y|ies)|enquir(?:y|ies)|quer(?:y|ies))"
    r"|redaktionelle hinweise|(?:presse|medien)[- ]?(?:kontakt|stelle|anfragen)|rückfragen(?: bitte)?(?: an)?|kontakt"
    r"|(?:ihre? )?ansprechpartner(?:in)?|relations presse|contactos?(?: de prensa)?|contatti|contatos?"
    r"|ufficio stampa|presskontakt|pressekontakt|kontaktpersone?r?|kontakt dla (?:mediów|prasy)|контакты?)"
    r"(?: ?:.{0,90}|\W{0,3})$",
    IGNORE,
)
"""What is all of it, or stands before a colon."""

ABOUT = re.compile(
    r"\W{0,2}(?:about|über|à propos(?: de| d[’']| du| des)?|acerca de|sobre|informazioni su|om)\b"
    r"(?: (?:the|die|das|den|der|la|le|el|il|os?)\b)? ?(?P<name>\S.{1,60})$",
    IGNORE,
)
"""A heading above who somebody is."""

US = re.compile(r"(?:us|uns|nous|nosotros|nós|oss|os)$", IGNORE)


def is_added(line: str, below: str) -> bool:
    """Whether with this line, right behind a mark, something begins that is no story. `below` is the line below it."""
    if len(line) > LONGEST:
        return False
    if NOTES.match(line) or WHOLE.match(line):
        return True
    about = ABOUT.match(line.rstrip(": "))
    name = about["name"].strip('“”"«» ') if about else ""
    return bool(name) and (US.match(name) is not None or name.casefold() in below[:REACH].casefold())
