"""Names of news agencies, as bylines and datelines sign with them. Answers with the name as it was written."""

from __future__ import annotations

import re

_NAMES = """
AP|The Associated Press|Associated Press|AP Online|AFP|Agence France-Presse|Agence France Presse|AFPTV|Reuters
Thomson Reuters|Reuters Health|Thomson Reuters Foundation|dpa|dpa-AFX|dpa-infocom|Deutsche Presse-Agentur|UPI
United Press International|ANSA|EFE|Agencia EFE|PA|PA Media|Press Association|PA Wire|APA|sda|Keystone-SDA|Keystone-ATS
ATS|AWP|TASS|ITAR-TASS|ТАСС|Interfax|Интерфакс|RIA Novosti|РИА Новости|Xinhua|Kyodo|Kyodo News|Jiji|Jiji Press|Yonhap
PTI|Press Trust of India|IANS|ANI|UNI|CP|The Canadian Press|Canadian Press|La Presse Canadienne|AAP
Australian Associated Press|STT|STT-Lehtikuva|Lehtikuva|TT|NTB|Ritzau|BNS|LETA|ELTA|BTA|MTI|PAP|ČTK|CTK|TASR|SITA
Tanjug|Hina|STA|FENA|MIA|Agerpres|Mediafax|ANA|ANA-MPA|AMNA|Belga|ANP|Lusa|Agência Lusa|Agência Brasil|Agencia Brasil
Europa Press|Bloomberg|Bloomberg News|Dow Jones|Dow Jones Newswires|SID|epd|KNA|Adnkronos|AGI|LaPresse|Askanews
Italpress|Dire|Anadolu|Anadolu Agency|AA|DHA|IHA|WAM|SPA|QNA|KUNA|MENA|SANA|IRNA|Mehr|Fars|Tasnim|ISNA|NNA
Prensa Latina|Notimex|Télam|Telam|DPA|Bernama|Antara|VNA|CNA|KCNA|Ukrinform|UNIAN|BelTA|Trend|Azertac|Armenpress
Montsame|GNA|NAN|APS|MAP|TAP|PANA|SAPA|New China News Agency|PRNewswire|PR Newswire|Business Wire|BUSINESS WIRE
GLOBE NEWSWIRE|GlobeNewswire|ots|news aktuell|CNW|CNW Group|Newsfile|McClatchy|Tribune News Service|TNS|NHK
New York Times News Service|Los Angeles Times-Washington Post News Service
RNS|Religion News Service|CNS|KHN|ProPublica|States Newsroom|The Conversation
Inter Press Service|IPS|AFX|AFX News|NZPA|PC
TTXVN|Vietnam News Agency|Baltic News Service|Anadolu Ajansı|İHA|İhlas Haber Ajansı|Demirören Haber Ajansı|ANKA
Azertag|Kazinform|dts|dts Nachrichtenagentur|KohaNet|WAFA|BSS|UNB|APP|PNA|Andina|Estadão Conteúdo|Folhapress|FoNet|NZME
ΑΠΕ-ΜΠΕ|ΑΠΕ|БТА|БелТА|УНИАН|УНІАН|Укринформ|Укрінформ|Танјуг|أ ف ب|أ.ف.ب|رويترز|د ب أ|واس|وام|الأناضول|وفا
연합뉴스|뉴시스|뉴스1|新华社|新華社|中新社|中央社|共同|共同通信|共同通信社|時事|時事通信|時事通信社|ロイター
"""
NAMES = frozenset(name.strip().casefold() for name in _NAMES.replace("\n", "|").split("|") if name.strip())

CASED = frozenset(
    (
        *("aa", "ap", "pa", "ats", "ani", "uni", "cp", "pc", "tt", "map", "tap", "mia", "sta", "ana", "dire", "trend"),
        *("anka", "app", "andina"),
    )
)
"""Names that are words or given names too: these count in capitals alone, `Dire` and `Trend` not within others."""

SERVICE = re.compile(r"[/-]")


def is_agency(name: str) -> bool:
    """Whether this is the name of an agency, alone, with a service of its (`dpa/lnw`), or several (`AP/AFP`)."""
    if _listed(name):
        return True
    first, *others = SERVICE.split(name)
    return bool(others) and _listed(first) and all(len(other) <= 8 and other.isalpha() for other in others)


def _listed(name: str) -> bool:
    """Whether the list has the name; one that is also a word only in capitals."""
    plain = name.strip(" .").casefold()
    return plain in NAMES and (plain not in CASED or name.strip(" .").isupper())
