"""Lines that a site puts among the paragraphs of its stories: marks of advertisements, invitations, credits, rights.

Knows how such lines are worded in many languages; each is taken as a whole, so that no sentence of a story is one.
"""

from __future__ import annotations

import re

_AD = (
    r"advertisements?|advertising|adverts?|ads?|sponsored(?: content)?|anzeigen?|werbung|publicit[ée]|publicidade?|"
    r"pubblicità|advertentie|annons|annonse|annonce|mainos|auglýsing|reklam[aáeë]?|reklaam|reclam[ăe]|publicitate|hirdetés|"
    r"inzerce|"
    r"inzercia|oglas(?:i)?|реклама|διαφήμιση|διαφημιση|iklan|quảng cáo|โฆษณา|広告|廣告|广告|광고|"
    r"إعلان(?:ات)?|اعلان(?:ات)?|تبلیغات|פרסומת|"
    r"विज्ञापन|বিজ্ঞাপন|(?:scroll|swipe) (?:down )?to continue(?: reading| with content)?|"
    r"(?:story|article|text) continues (?:below|after)(?: (?:this|the))?(?: ad(?:vertisement|vert)?)?|"
    r"ostatak teksta nakon reklame|tekst se nastavlja (?:ispod|nakon) (?:oglasa|reklame)|اشتہار|"
    r"nastavak (?:teksta )?(?:nakon|ispod) (?:reklame|oglasa)|"
    r"continue reading below|the article continues below|la suite après (?:cette|la) publicité|"
    r"continúa (?:leyendo )?(?:después de|tras) la publicidad|continua após a publicidade|"
    r"artikel(?:en)? (?:wird nach der anzeige fortgesetzt|fortsätter efter annonsen|gaat verder onder de advertentie)|"
    r"weiter nach der (?:anzeige|werbung)|advertisement\s?[-–—]\s?story continues below"
)
AD = re.compile(rf"[^\w]{{0,6}}(?:{_AD})[^\w]{{0,6}}", re.IGNORECASE)
RIGHTS = re.compile(
    r"^[^\w©ⓒ]{0,3}(?:©|\(c\)|ⓒ|copyrights?\b|riproduzione riservata|all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos reservados|todos os direitos reservados|저작권자|무단 ?전재|"
    r"无断转载|無断転載|版权所有)",
    re.IGNORECASE,
)
AGENCY = re.compile(r"(?i:associated press|reuters|agence france)|\b(?:AP|AFP|DPA|UPI|TASS|PTI|ANI|EFE|ANSA)\b")
"""An agency's line of rights came with its story, and stays."""

SYNDICATED = re.compile(
    r"^\W{0,3}(?:(?:except for the headline, )?this (?:story|article|report|copy) (?:has not been|was not|has been|"
    r"was|is) "
    r"(?:edited|published|auto-?generated|created|produced|generated)|"
    r"(?:this article|a version of this (?:article|story)) (?:\w{1,10} )?appear(?:ed|s) in|with inputs? from|"
    r"\(with inputs?|this (?:post|article|story) is also available in)",
    re.IGNORECASE,
)
CREDITED = re.compile(
    r"^\W{0,3}(?:fotos?|foto['’]s|photos?|bild(?:er)?|images?|pictures?|kuvat?|zdjęci[ae]|фото|снимк[аи]|"
    r"φωτ(?:ό|ο)|"
    r"ảnh|crédit(?:s)?(?: photos?)?|photo credits?)\s?[:©/]\s?[^.!?]{2,60}$|^\W{0,3}fot\.\s[^.!?]{2,60}$",
    re.IGNORECASE,
)
CAPTIONED = re.compile(
    r"[^.!?]{4,140}\s(?:fot\.|(?:foto|photo|bild|kuva|ảnh|снимка|фото|crédit photo)\s?:)\s[^!?]{2,60}", re.IGNORECASE
)
"""A caption with its credit in one line: no sentence ends in it."""

INVITING = re.compile(
    r"^\W{0,4}(?:подписывайтесь|читайте нас|читай нас|"
    r"подпишитесь|підпис(?:уйтесь|атися)|последвайте|пратете|пратите|pratite|spremljajte|"
    r"follow|"
    r"join|subscribe|folgen sie|suivez|abonnez|rejoignez|seguici|iscriviti|s[íi]gu?enos|s[íi]ganos|siga|takip|ikuti|"
    r"sledujte|obserwuj|urmăre(?:ște|şte)|kövess|ακολουθ|theo dõi|ติดตาม|关注|關注|フォロー|تابع|اشترك|हमें|फॉलो)",
    re.IGNORECASE,
)
"""How a line begins that invites to follow the outlet elsewhere."""

ELSEWHERE = re.compile(
    r"telegram|whats-?app|facebook|twitter|instagram|viber|youtube|google news|newsletter|телеграм|вайбер|канал",
    re.IGNORECASE,
)
OFFERING = re.compile(
    r"^\W{0,3}(?:support (?:[\w'’.-]{2,20} ){1,5}journalism|subscribe (?:now|today|to)|"
    r"do you want to advertise|(?:do you )?have (?:you got )?(?:a|any) (?:news )?(?:story|tip) (?:for|to)|"
    r"(?:sign up|subscribe) (?:for|to) (?:our|the) (?:\w{1,12} )?newsletter|heb je een tip|(?:got|have) (?:a|"
    r"any) (?:news )?"
    r"(?:tip|story)\b|haben sie (?:einen )?hinweis|dapatkan update|puedes seguir|invalid email|"
    r"thank you for subscribing|get (?:local|breaking|our) news delivered|\* ?i understand and agree|"
    r"(?:tonton|saksikan) juga|simak video|dieses thema im programm|"
    r"your subscription could not|thanks for signing up|there was a problem with your|by (?:signing up|"
    r"subscribing) you|"
    r"you(?:'|’)ve been (?:added|subscribed)|get (?:our|the) (?:\w{1,12} ){0,3}(?:newsletter|alerts|headlines)\b|"
    r"an error (?:has )?occurred)",
    re.IGNORECASE,
)
"""How a line begins that sells the outlet, or answers who signs up."""

_ALSO = (
    r"(?:read|see|watch) (?:also|more|next)|read(?=:)|saistītie raksti|also read|"
    r"related(?: (?:stor(?:y|ies)|articles?|news))?|"
    r"more on this(?: story)?|"
    r"lesen sie (?:auch|dazu|mehr)|lies auch|mehr (?:zum thema|dazu)|siehe auch|auch interessant|"
    r"article réservé à nos abonnés|(?:previous|next) (?:article|post|story)|"
    r"(?:à )?lire (?:aussi|également)|à lire|voir aussi|sur le même sujet|"
    r"(?:lea|lee|leer|vea|mira) (?:también|más|además)|mirá también|te puede interesar|más información|"
    r"relacionad[ao]s?|"
    r"(?:leia|veja) (?:também|mais)|saiba mais|leggi anche|ti potrebbe interessare|més informació|llegiu també|"
    r"lees (?:ook|meer)|lees verder|läs (?:också|även|mer)|se (?:också|även|også)|les (?:også|mer)|læs (?:også|mere)|"
    r"lue (?:myös|lisää)|katso myös|vedi anche|per approfondire|(?:ver|lee) también|también lee|lesetipp|"
    r"czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|przeczytaj(?: także| też)?|čtěte (?:také|též|i)|"
    r"přečtěte si(?: také| více)?|čítajte (?:aj|tiež|viac)|prečítajte si(?: aj| tiež)?|"
    r"olvas(?:sa|d) el(?: ezt is)?|ezt is olvassa el|"
    r"cite[sșş]te (?:și|şi|si)|vezi (?:și|şi|si)|pročitajte(?: i| još| više)?|pročitaj i|preberite(?: tudi)?|"
    r"прочетете(?: още)?|"
    r"вижте още|прочитајте(?: и)?|читайте (?:также|ещё|еще|также по теме)|по теме|читайте (?:також|ще)|"
    r"διαβάστε (?:επίσης|ακόμα|ακόμη|περισσότερα|και)|"
    r"διαβαστε (?:επισησ|επισης|ακομα|ακομη|περισσοτερα|και)|δείτε (?:επίσης|ακόμα)|ilgili haber(?:ler)?|lexo (?:edhe|"
    r"më shumë)|"
    r"loe (?:ka|veel)|lasi (?:arī|vēl)|taip pat skaitykite|lesið einnig|baca juga|simak juga|lihat juga|"
    r"xem thêm|đọc thêm|อ่าน(?:เพิ่มเติม|เพิ่ม|ข่าว|ต่อ)?|延伸[阅閱][读讀]|相关阅读|相關新聞|"
    r"あわせて読みたい|関連記事|관련기사|اقرأ أيض[اًا]{1,2}|إقرأ أيضا|بیشتر بخوانید|עוד בנושא|קראו (?:גם|עוד)|"
    r"یہ بھی پڑھیں|مزید پڑھیں|(?:यह|ये|इसे) भी पढ़ें|और पढ़ें|আরও পড়ুন|আরো পড়ুন|soma (?:pia|zaidi)"
)
ALSO = re.compile(rf"\W{{0,4}}(?:{_ALSO})\s{{0,2}}[:：>»|→–—-]", re.IGNORECASE)
"""How a line begins that is a link to another story with a label before it."""

ALSO_BEFORE = re.compile(
    rf"\W{{0,4}}(?:{_ALSO})\s{{0,2}}[:：>»→|]\s{{0,2}}(?:article réservé à nos abonnés\s)?", re.IGNORECASE
)
ALSO_ALONE = re.compile(
    rf"\W{{0,4}}(?:{_ALSO})\s{{0,2}}[:：>»|→–—-]?(?:\s?article réservé à nos abonnés)?", re.IGNORECASE
)
"""Such a label with what parts it from a headline behind it, and one that is all of a text."""

PRINTED = re.compile(
    r"《\s?[^》]{2,14}》\s?[（(]\s?\d{4}年[^（）()]{3,24}版\s?[）)]|[（(]\s?(?:责编|责任编辑|編輯|编辑|責任編輯)\s?[:：][^()（）]{2,40}[)）]"
)
"""Where it was printed, and who edited it, as Chinese papers close a story."""

SIGN_UP = re.compile(
    r"(?:^|[.!?]\s)(?:sign up|subscribe|register) (?:for|to) (?:our|the|my)\b[^.!?]{0,60}"
    r"\b(?:newsletter|email|bulletin)s?\b[^.!?]{0,40}[.!]?$",
    re.IGNORECASE,
)
"""How a line ends that invites to a newsletter."""

MOSTLY = 0.5
LONGEST, END = 200, 3


def is_notice(text: str, *, linked: float, from_end: int) -> bool:
    """Whether a line is none of the story's words.

    `linked` is the share of it in links, `from_end` counts the lines of the story behind it.
    """
    if len(text) > LONGEST:
        return False
    if (
        AD.fullmatch(text)
        or CREDITED.match(text)
        or CAPTIONED.fullmatch(text)
        or OFFERING.match(text)
        or SIGN_UP.search(text)
    ):
        return True
    if ALSO_ALONE.fullmatch(text) or (linked > MOSTLY and ALSO.match(text)):
        return True
    if INVITING.match(text) and (linked > 0 or ELSEWHERE.search(text)):
        return True
    rights = RIGHTS.match(text) is not None and AGENCY.search(text) is None
    return from_end < END and (rights or PRINTED.fullmatch(text) is not None or SYNDICATED.match(text) is not None)
