"""The forms of furniture, as expressions over a whole line (or over its end), each under its label.

All are linear or bounded by small constants: no repetition stands beside another that could take the same characters.
"""

from __future__ import annotations

import re

from feedmill.model import Label

IGNORE = re.IGNORECASE


def _any(*choices: str) -> str:
    """One of some expressions."""
    return f"(?:{'|'.join(choices)})"


AGENCY = _any(
    "Reuters|AFP|AP|EPA-EFE|EPA|UPI|dpa|DPA|PA|Xinhua|Bloomberg|Getty Images|Getty|Shutterstock|iStock|Alamy|CNA",
    "Anadolu|Kyodo|TASS|ANSA|NurPhoto|Zuma|PA Media|PA Wire|Associated Press|Agence France-Presse",
)
PICTURE = _any("Photo(?:graph)?s?|Pictures?|Pic|Images?|Foto|Illustration|Graphic|Video|Screengrab")
NETWORK = _any("facebook|twitter|linkedin|whatsapp|e-?mail|print|reddit|pinterest|more")
LETTER = _any("e-?mail|newsletter|message|issue|because")
MONTH = _any("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec") + r"[a-z]{0,6}\.?"
WEEKDAY = _any("Mon", "Tues?", "Wed(?:nes)?", "Thu(?:rs)?", "Fri", "Sat(?:ur)?", "Sun") + r"(?:day)?\.?,? "
CLOCK = r"[,|/ -]{0,3}(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
DAY = _any(
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
    rf"\d{{1,2}} {MONTH},? \d{{4}}",
    r"\d{4}-\d{2}-\d{2}",
)
DATE = rf"(?:{WEEKDAY})?{DAY}(?:{CLOCK})?"
STAMP = r"(?:(?:last |first )?(?:updated|published|posted|modified)(?: on| at)? ?:? ?)?"
NAME = r"[A-Z][\w.’'-]{0,24}[,&]?"

SIGNS = "*＊#=═_~•·+§■□◆◇●○※—–―─━-"
"""What rules and stars are made of; the dashes stand last, and are one sign."""

END_MARK = re.compile(
    _any(
        r"-{0,3} ?30 ?-{1,3}",
        r"\(?(?:ENDS?|FINIS|Ends)\)?",
        r"/?ends/?",
        rf"[/<([{SIGNS}]{{1,3}} ?(?i:ends?|ende|fin|slut|koniec|конец) ?[/>)\]{SIGNS}]{{1,3}}",
    )
    + "$"
)
"""A mark that ends a story: `-30-` (the wires' end mark), ENDS, `- ends -`."""

SEPARATOR = re.compile(_any(rf"(?:[{SIGNS}] ?){{3,160}}", END_MARK.pattern[:-1], r"\(?MORE\)?") + "$")
"""A mark that ends a story, or parts two: `***`, a rule, `###`, or one of those."""

EXACT: dict[Label, tuple[str, ...]] = {
    Label.CREDIT: (
        rf"[(\[]?(?:{AGENCY}[/ ])?(?:file )?(?:[Pp]hoto|PHOTO|picture)[)\]]?",
        rf"[(\[]?{AGENCY} (?:file )?(?:[Pp]hoto|[Pp]icture)s?(?:/.{{1,80}}|, .{{1,60}})?[)\]]?",
        rf"[(\[]?[^.!?:;/|]{{2,60}}[/|] ?{AGENCY}(?:[/ ](?:via )?{AGENCY})?[)\]]?",
        rf"[(\[]?(?:via )?{AGENCY}(?: via {AGENCY})?[)\]]?",
        r"File photo\.?",
    ),
    Label.CAPTION: (rf".{{20,260}}[(\[](?:{PICTURE}[:/ ] ?|AP Photo/)[^()]{{1,80}}[)\]]",),
    Label.BYLINE: (
        rf"(?:By|BY) {NAME}(?: (?:{NAME}|and|in|for|of)){{0,9}}",
        r"[(\[]?(?:[Aa]dditional r|R)eporting by .{2,240}",
        r"[(\[]?(?:[Ee]diting|[Ww]ritten) by .{2,200}",
    ),
}
"""Forms in which capitals count."""

FOLDED: dict[Label, tuple[str, ...]] = {
    Label.CREDIT: (
        rf"[(\[]?{PICTURE}(?: credits?| courtesy(?: of)?| by| from)? ?[:|/] ?\S.{{0,140}}",
        rf"[(\[]?{PICTURE} (?:by|courtesy|credit|provided by|supplied) .{{1,120}}[^.?!]",
        r"[(\[]?(?:credit|source|courtesy)s?(?: of)? ?: ?\S.{0,120}",
    ),
    Label.CAPTION: (r"(?:caption|pictured(?: above| here)?) ?:.{1,280}",),
    Label.BYLINE: (r"[^.!?:;/]{3,60}/ ?(?:staff|contributing|senior) (?:reporter|writer|correspondent)s?",),
    Label.SHARE: (
        r"(?:share|tweet|retweet|e-?mail|print|pin it|whats ?app|copy link)(?: (?:this|on|via|with|to|it)\b.{0,60})?",
        r"(?:click|tap) (?:here )?to (?:share|tweet|e-?mail|print)\b.{0,80}",
        r"share (?:article|story|page)",
        rf"{NETWORK}(?:[ |,/•]{{1,3}}{NETWORK}){{1,6}}",
    ),
    Label.RELATED: (
        r"(?:(?:also )?read(?: more| also| next)?|see also|more on this(?: story)?|don[’']t miss) ?:.{0,200}",
        r"(?:watch|listen|related|you (?:may|might) (?:also )?like) ?:.{0,200}",
        r"related (?:stories|articles|news|topics?|coverage|content)(?: ?:.{0,200}|\W{0,6})",
        r"(?:more on this story|recommended(?: for you)?)\W{0,6}",
        r"[(\[]?(?:read more(?: (?:here|stories|on this))?|most (?:read|popular|viewed))\W{0,6}",
        r"you (?:may|might) also like\W{0,6}",
        r"[(\[]?(?:continue|keep) reading\b.{0,120}",
        r"(?:read|see) (?:the )?(?:full|rest of the) (?:story|article|post).{0,60}",
        r"the post .{1,220} (?:appeared first on|first appeared on) .{1,80}",
        r"[<(\[]?(?:https?://|www\.)[^\s<>]{3,280}[>)\]]?",
    ),
    Label.NAVIGATION: (
        rf"(?:view|read|open) (?:this|the) {LETTER} (?:online|in|on)\b.{{0,250}}",
        r"(?:view|open) in (?:your |the |a )?(?:web )?browser.{0,250}",
        r"(?:having )?(?:trouble|problems) (?:viewing|reading|seeing) this\b.{0,250}",
        r"skip to (?:main )?content|back to top|top of page|home ?[|>»/].{0,120}|page \d{1,4}(?: of \d{1,4})?",
        r"(?:next|previous)(?: (?:article|story|page|post))?[ »«>→←]{0,3}",
        r"sign in|log ?in|register|menu|search|load more|show more|view (?:all|comments?)",
        r"(?:leave|post) a (?:comment|reply)|\d{1,5} comments?|comments(?: \(\d{1,5}\))?",
    ),
    Label.SUBSCRIPTION: (
        r"(?:subscribe|sign up|already a (?:subscriber|member)|become a (?:subscriber|member))\b.{0,200}",
        r"(?:get (?:our|the) (?:free |daily |weekly )?newsletter|start your (?:free )?trial)\b.{0,200}",
        r"(?:click here to |to )?(?:unsubscribe|opt out|(?:manage|update) your (?:subscription|preferences))\b.{0,250}",
        rf"you(?: are|[’']re)? (?:receiv(?:e|ed|ing)|getting) th(?:is|ese) {LETTER}\b.{{0,260}}",
        rf"(?:if you (?:no longer|do not|don[’']t) (?:want|wish) to receive|this {LETTER} was sent)\b.{{0,250}}",
    ),
    Label.COPYRIGHT: (
        r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}|by\b)|all rights reserved\b).{0,260}",
        r"this material may not be published.{0,200}",
    ),
    Label.TIMESTAMP: (
        rf"{STAMP}{DATE}(?: ?[|/•-] ?(?:updated )?{DATE})?\.?",
        rf"{STAMP}(?:\d{{1,3}}|an?|one) (?:minute|min|hour|hr|day|week|month)s? ago",
    ),
    Label.ADVERTISEMENT: (
        r"[-( ]{0,3}(?:advertise?ment|advert|sponsored(?: content| post| by .{1,60})?|promoted(?: content)?)[-) ]{0,3}",
        r"[-( ]{0,3}(?:paid (?:content|post)|scroll to continue)[-) ]{0,3}",
        r"[-( ]{0,3}(?:story|article) continues below(?: this)?(?: advertisement)?[-) ]{0,3}",
    ),
    Label.CONTACT: (
        r"(?:e-?mail|contact|reach|follow) .{1,80}(?:@| on (?:twitter|x|facebook|instagram)\b).{0,80}",
        r"[^\s@]{1,64}@[^\s@]{1,120}|@[a-z0-9_]{2,30}",
    ),
}
"""Forms in which capitals do not count."""

WHOLE: tuple[tuple[Label, re.Pattern[str]], ...] = tuple(
    (label, re.compile(_any(*forms) + "$", flags))
    for table, flags in ((EXACT, 0), (FOLDED, IGNORE))
    for label, forms in table.items()
)
"""One expression a label and table, over a whole line."""

TAIL_START = re.compile(r"[.!?…\])”\"’»] [(\[]?(?:continue reading|read more|read the|keep reading|the post)\b", IGNORE)
TAIL = re.compile(
    _any(
        r"[(\[]?(?:continue reading|read more|read the (?:full|rest of the) (?:story|article|post)|keep reading)\b"
        r"(?:[^.!?]{0,160}|.{0,40}https?://\S{3,280})\W{0,6}",
        r"the post .{1,220} (?:appeared first on|first appeared on) .{1,80}",
    )
    + "$",
    IGNORE,
)
"""Furniture at the end of a line of prose, and where it may begin: behind the end of a sentence and a blank."""

TAIL_AHEAD = 2
