"""Lines, and ends of lines, that belong to no story: told by their words alone.

Without such evidence a line stays in the story: short lines in the body are mostly subheads. Every expression here is
linear: no repetition stands beside another that could take the same characters.
"""

from __future__ import annotations

import re

from feedmill.model import Label, Span
from feedmill.splitting.lines import Line

LONGEST = 300
"""Longer lines are prose, whatever they begin with."""

AGENCIES = (
    r"(?:Reuters|AFP|AP|EPA|EPA-EFE|UPI|dpa|DPA|PA|Xinhua|Bloomberg|Getty(?: Images)?|Shutterstock|iStock|Alamy|CNA"
    r"|Anadolu|Kyodo|TASS|ANSA|NurPhoto|Zuma|PA Media|PA Wire|Associated Press|Agence France-Presse)"
)
MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DAYS = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
CLOCK = r"(?:[,|/ -]{0,3}(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
DATE = rf"{DAYS}(?:{MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {MONTHS},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}){CLOCK}"
PICTURE = r"(?:Photo|Photograph|Photos|Picture|Pictures|Pic|Image|Images|Foto|Illustration|Graphic|Video|Screengrab)"

SEPARATOR = re.compile(r"(?:[*#=_~•·—–-] ?){3,80}$|-{0,3} ?30 ?-{1,3}$|\(?(?:ENDS?|FINIS|MORE)\)?$|/?ends/?$")

WHOLE: tuple[tuple[Label, re.Pattern[str]], ...] = tuple(
    (label, re.compile(expression, flags))
    for label, flags, expression in (
        (Label.CREDIT, re.I, rf"[(\[]?{PICTURE}(?: credits?| courtesy(?: of)?| by| from)? ?[:|/] ?\S.{{0,140}}$"),
        (Label.CREDIT, re.I, rf"[(\[]?{PICTURE} (?:by|courtesy|credit|provided by|supplied) .{{1,120}}[^.?!]$"),
        (Label.CREDIT, re.I, r"[(\[]?(?:credit|source|courtesy)s?(?: of)? ?: ?\S.{0,120}$"),
        (Label.CREDIT, 0, rf"[(\[]?(?:{AGENCIES}[/ ])?(?:file )?(?:photo|Photo|picture|PHOTO)[)\]]?$|File photo\.?$"),
        (Label.CREDIT, 0, rf"[(\[]?{AGENCIES} (?:file )?(?:[Pp]hoto|[Pp]icture)s?(?:/.{{1,80}}|, .{{1,60}})?[)\]]?$"),
        (Label.CREDIT, 0, rf"[(\[]?[^.!?:;]{{2,60}} ?[/|] ?{AGENCIES}(?:[/ ](?:via )?{AGENCIES})?[)\]]?$"),
        (Label.CREDIT, 0, rf"[(\[]?(?:via )?{AGENCIES}(?: via {AGENCIES})?[)\]]?$"),
        (Label.CAPTION, re.I, r"(?:caption|pictured(?: above| here)?) ?:.{1,280}$"),
        (Label.CAPTION, 0, rf".{{20,260}}[(\[](?:{PICTURE}[:/ ] ?|AP Photo/)[^()]{{1,80}}[)\]]$"),
        (Label.BYLINE, 0, r"(?:By|BY) (?:[A-Z][\w.’'-]{0,24}[,&]? ?|and |in |for |of ){1,10}$"),
        (Label.BYLINE, 0, r"[(\[]?(?:[Aa]dditional r|R)eporting by .{2,240}$|[(\[]?(?:[Ee]dit|[Ww]ritt)(?:ing|en) by .{2,200}$"),
        (Label.BYLINE, re.I, r"[^.!?:;/]{3,60} ?/ ?(?:staff|contributing|senior) (?:reporter|writer|correspondent)s?$"),
        (Label.SHARE, re.I, r"(?:share|tweet|retweet|e-?mail|print|pin it|whats ?app|copy link)(?: (?:this|on|via|with|to|it)\b.{0,60})?$"),
        (Label.SHARE, re.I, r"(?:click|tap) (?:here )?to (?:share|tweet|e-?mail|print)\b.{0,80}$|share (?:article|story|page)$"),
        (Label.SHARE, re.I, r"(?:facebook|twitter|linkedin|whatsapp|e-?mail|print)(?:[ |,/•]{1,3}(?:facebook|twitter|linkedin|whatsapp|e-?mail|print|more)){1,6}$"),
        (Label.RELATED, re.I, r"(?:(?:also )?read(?: more| also| next)?|see also|related(?: (?:stories|articles|news|topics?|coverage|content))?|more on this(?: story)?|you (?:may|might) (?:also )?like|don[’']t miss|watch|listen) ?:.{0,200}$"),
        (Label.RELATED, re.I, r"(?:related (?:stories|articles|news|topics|coverage|content)|more on this story|read more(?: (?:here|stories|on this))?|most (?:read|popular|viewed)|recommended(?: for you)?|you (?:may|might) also like|(?:continue|keep) reading\b.{0,120}|(?:read|see) (?:the )?(?:full|rest of the) (?:story|article|post).{0,60})[ .:»>→…\])]{0,6}$"),
        (Label.RELATED, re.I, r"the post .{1,220} (?:appeared first on|first appeared on) .{1,80}$"),
        (Label.NAVIGATION, re.I, r"(?:skip to (?:main )?content|back to top|top of page|home ?[|>»/].{0,120}|(?:next|previous)(?: (?:article|story|page|post))?[ »«>→←]{0,3}|page \d{1,4}(?: of \d{1,4})?|sign in|log ?in|register|menu|search|load more|show more|view (?:all|comments?)|(?:leave|post) a (?:comment|reply)|\d{1,5} comments?|comments(?: \(\d{1,5}\))?)$"),
        (Label.SUBSCRIPTION, re.I, r"(?:subscribe|sign up|already a (?:subscriber|member)|get (?:our|the) (?:free |daily |weekly )?newsletter|become a (?:subscriber|member)|start your (?:free )?trial)\b.{0,200}$"),
        (Label.COPYRIGHT, re.I, r"(?:©|\(c\) ?\d{4}|copyright\b(?! (?:law|infring|claim|case|holder|protection|act|suit|rule|dispute|owner|laws|trial))).{0,260}$|all rights reserved\b.{0,200}$"),
        (Label.COPYRIGHT, re.I, r"this material may not be published.{0,200}$"),
        (Label.TIMESTAMP, re.I, rf"(?:(?:last )?(?:updated|published|posted|modified|first published)(?: on| at)? ?:? ?)?{DATE}(?: ?[|/•-] ?(?:updated )?{DATE})?\.?$"),
        (Label.TIMESTAMP, re.I, r"(?:(?:last )?(?:updated|published|posted)(?: on| at)? ?:? ?)?(?:\d{1,3}|an?|one) (?:minute|min|hour|hr|day|week|month)s? ago$"),
        (Label.ADVERTISEMENT, re.I, r"[-( ]{0,3}(?:advertise?ment|sponsored(?: content| post| by .{1,60})?|paid (?:content|post)|promoted(?: content)?|(?:story|article) continues below(?: this)?(?: advertisement)?|scroll to continue|advert)[-) ]{0,3}$"),
        (Label.CONTACT, re.I, r"(?:(?:e-?mail|contact|reach|follow)(?: (?:the|our))? .{1,80}(?:@| on (?:twitter|x|facebook|instagram)).{0,80}|[^\s@]{1,64}@[^\s@]{1,120}|@[a-z0-9_]{2,30})$"),
    )
)  # fmt: skip

TAIL = re.compile(
    r"(?:[(\[]?(?:continue reading|read more|read the (?:full|rest of the) (?:story|article|post)|keep reading)\b[^.!?]{0,160}"
    r"|the post .{1,220} (?:appeared first on|first appeared on) .{1,80})$",
    re.I,
)
TAIL_STARTS = re.compile(
    r"(?<=[.!?…\])”\"’»] )[(\[]?(?:continue reading|read more|read the|keep reading|the post)\b", re.I
)
TAIL_REACH = 400


def label_of(line: Line) -> Label | None:
    """What furniture a whole line is, or None."""
    if line.heading or line.end - line.start > LONGEST:
        return None
    if SEPARATOR.match(line.text):
        return Label.OTHER
    for label, expression in WHOLE:
        if expression.match(line.text):
            return label
    return None if any(char.isalnum() for char in line.text) else Label.OTHER


def is_separator(line: Line) -> bool:
    """Whether a line is a mark that ends a story or parts two: `***`, `-30-`, `###`, a rule, ENDS."""
    return SEPARATOR.match(line.text) is not None


def tail_of(line: Line) -> Span | None:
    """The span of furniture at the end of a line of prose (`Continue reading`, `The post ... appeared first on ...`)."""
    reach = max(0, len(line.text) - TAIL_REACH)
    for start in TAIL_STARTS.finditer(line.text, reach):
        if TAIL.match(line.text, start.start()):
            return line.start + start.start(), line.end
    return None
