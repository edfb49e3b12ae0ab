"""How the lines begin that sign a story, translate it or credit another thing, in many languages: patterns alone."""

from __future__ import annotations

import re

_KINDS = (
    r"written|reported|posted|published|story|text|texte?|words|article|artikel|beitrag|gastbeitrag|interview|analyse|"
    r"analysis|essay|kommentar|kolumne|pressemitteilung|geschrieben|verfasst|veröffentlicht|erstellt|blog\s?beitrag|"
    r"blog|reportage|rédigé|écrit|publié|propos recueillis|escrito|redactad[oa]|texto|publicado|a cura|scritto|"
    r"photos?|fotos?|bilder|"
    r"protokoll|video|podcast|tekst|geschreven|skriven|skrevet|foto|napisan[aeo]|"
    r"ditulis"
)
_BY = r"by|von|vom|dal|dalla|par|por|door|av|af|di|du|da|przez|oleh|skrevet av|от|от редакции|بقلم|מאת|โดย|توسط"
_CASED = (
    r"(?-i:(?:de|Nga|NGA|nga|Na|NA|Ni|Daga|DAGA|Gan|Deur|deur|Του|Της|Των|ΤΟΥ|ΤΗΣ|Από|Од|Γράφει(?:\s[οη])?|"
    r"Γράφουν(?:\s(?:οι|ο|η))?)"
    r"\s{1,3}(?=[^\W\d_a-zα-ωа-я]\w*[.'’-]?\w*\s+(?:(?:van|von|de|der|den|du|da|di|del|bin|al|la|"
    r"le)\s+){0,3}[^\W\d_a-zα-ωа-я]))"
)
"""Prepositions that are taken for one only as they are written, and before two words in capitals."""

_LABEL = (
    r"authors?|autor(?:in|en|innen|es|as?|[*:]in|[*:]innen|ka|ul|i)?|auteure?s?|author\(s\)|auteur\(s\)|autor\(es\)|"
    r"redakteur(?:in)?|verfasser(?:in)?|reporter(?:in)?|quelle|source|posted by|autore|autori|skribent|tekst|texte?|"
    r"testo|texto|"
    r"words|von|by|ni|bài(?: viết)?|písala?|napísala?|egilea|redactor[a]?|journalist(?:in)?|editor|redazione|"
    r"redaktion|автор|авторы|szerző|írta|yazar|yazan|"
    r"teksti|kirjoittaja|toimittaja|penulis|oleh|συντάκτης|συγγραφέας|tác giả|作者|記者|记者|撰文|著者|執筆|글쓴이|"
    r"autorica|piše|пишува|napisa(?:o|la)|objavi(?:o|la)|γράφει|muhabir|текст|viết bởi|đăng bởi|लेखक|द्वारा|লেখক|"
    r"بقلم|الكاتب|מאת|نویسنده|kirjutas|autors|autorius|autorė|avtor(?:ica)?|napsala?|opracowa(?:ł|ła|nie)|oprac\.|"
    r"аутор|пише|авторка|аўтар|müəllif|muallif|autori|shkruar nga|nga|scris de|deur|geskryf deur|mwandishi|"
    r"imeandikwa na|pewarta|wartawan|laporan|haberi?|editör|ρεπορτάζ|ავტორი|հեղինակ|โดย|ผู้เขียน|रिपोर्टर|رپورٹ|"
    r"تحریر|[كک]تبت?|إعداد|خبرنگار|höfundur|बाय|글|எழுதியவர்|రచయిత|संवाददाता|"
    r"ผู้สื่อข่าว|รายงานโดย|نوشته|گزارش|pisze|написа"
)
_FILED = (
    r"(?:posted|filed|published|veröffentlicht|geschrieben|abgelegt|erstellt|publié|publicado|escrito|pubblicato|"
    r"scritto)"
    r"\s(?:in|on|under|am|unter|dans|en|le|el|il|su)\s[^\n]{1,60}?"
)
"""`Posted in Politics by`: a section or a day stands before the name."""

_THEMES = (
    r"post author|beitrags-?autor(?:[*:]?in)?|(?:auteur|autrice|auteur/autrice) (?:de l['’]article|de la publication)|"
    r"autor de la entrada|autore articolo|autor do post|berichtauteur|автор записи|författare|inläggsförfattare"
)
"""How blogging software labels the name, in its translations."""

_BARE = r"autor(?:in|en|innen|a|e|ka)?|author|auteure?|penulis|pewarta|szerző|автор|авторка|аўтар|аутор"
"""Labels that stand before a name without a colon too; before one word they are no label (`Author Biography`)."""

_WRITTEN = (
    r"publicerad av|skriven av|scris de|publicat de|shkruar nga|imeandikwa na|geskryf deur|napsala?|napisał[a]?|"
    r"napisa[ol]a?|piš[eu]|пише|"
    r"oprac(?:owanie|ował[a]?|\.)|kirjoittanut|γράφει [οη]|[كک]تبت?(?:\s[–-])?"
)
"""Words for having written, with their own prepositions or none."""

INNER = re.compile(
    r"(?<![&/+,])(?<!\bund)(?<!\band)(?<!\bet)(?<!\b[yei])(?<!\boch)(?<!\bog)(?<!\ben)"
    rf"\s+(?=(?!(?:by|von|nga|oleh|deur|texte?|source|quelle)\b)(?:{_LABEL}|edited by|reported by|"
    r"来源|來源|通讯员|通訊員|摄影|攝影|编辑|編輯|责编|责任编辑|責任編輯|字号|字體|字体|点击|浏览|阅读)\s?[:：])",
    re.IGNORECASE,
)
"""Where a label in the midst of a line begins what is said of another person."""

BY = re.compile(
    rf"^\W{{0,4}}(?:(?:an?|eine?|un|une)\s)?(?:(?:{_KINDS})(?:\s?(?:&|und|and|et|y|e|,|/|\+)\s?(?:{_KINDS}))?"
    rf"(?:\s(?:on|am|le|el|il)?\s?)?\s{{0,2}}(?::\s{{0,2}}(?:(?:{_BY})\s)?|\s?(?:{_BY})\s?:?\s))|"
    rf"^\W{{0,4}}(?:{_BY})(?:\s{{0,2}}:\s{{0,3}}|\s{{1,3}})|^\W{{0,4}}{_CASED}|^\W{{0,4}}(?:{_LABEL})\s{{0,3}}[:：|"
    rf"՝`]\s{{0,3}}|"
    rf"^\W{{0,4}}(?:{_BARE})\s{{1,3}}(?-i:(?=[A-ZÀ-ÖØ-ÞČŁŚŠŽЀ-Я]))|^\W{{0,4}}(?:{_WRITTEN})\s{{1,3}}|"
    rf"^\W{{0,4}}(?:{_FILED})(?:\s(?:{_BY}))\s{{1,3}}|^\W{{0,4}}(?:{_THEMES})[\s:]{{1,3}}(?:(?:{_BY})[\s:]{{1,3}})?",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^\W{0,4}(?:posted|written|published|veröffentlicht|geschrieben|verfasst|publié|rédigé|escrito|publicado)\s"
    rf"(?:{_BY})[\s:]|^\W{{0,4}}(?:{_FILED})\s(?:{_BY})\s|"
    r"^\W{0,4}(?:authors?|autor(?:in|en|es|a|ka|ul)?|auteure?s?|verfasser(?:in)?|autore|автор|szerző|yazar|penulis|"
    r"συντάκτης|tác giả|लेखक|द्वारा|লেখক|作者|記者|记者|撰文|著者|執筆|글쓴이|بقلم|الكاتب|מאת|نویسنده|kirjoittaja|"
    r"autors|autorius|autorė|avtor(?:ica)?|аутор|авторка|аўтар|müəllif|muallif|mwandishi|pewarta|ავტორი|հեղինակ|"
    r"ผู้เขียน|โดย|बाय|[كک]تبت?|إعداد|எழுதியவர்|రచయిత|توسط|संवाददाता|ผู้สื่อข่าว|รายงานโดย|نوشته|گزارش|خبرنگار|رپورٹ|"
    r"تحریر|글|höfundur)(?!\w)",
    re.IGNORECASE,
)
UNMARKED = re.compile(rf"^\W{{0,4}}(?:{_BARE})\s{{1,3}}[^\W\d_]", re.IGNORECASE)
WRITER = re.compile(
    r"(?:authors?|autor(?:in|a)?|auteure?|autore|scris de|kirjoittanut|yazan|napsala?|автор|написано автором|szerző|"
    r"著者|執筆者|作者|작성자|글쓴이|كتبه|نویسنده|נכתב על ידי|γράφτηκε από|được viết bởi)\s{0,3}:?",
    re.IGNORECASE,
)
"""Labels of a field that holds the writer's name, beside those that open a byline."""

JOB = re.compile(
    r"(?:text|texte|words|story|interview|autor(?:in)?|author|auteur|reportage|protokoll|tekst|testo|texto)",
    re.IGNORECASE,
)
"""A label without a colon, in an element of credits, of what the person in the next line did."""

TRANSLATED = re.compile(
    r"\W{0,3}(?:übersetz|überset|translat|trad(?:uit|uction|ucción|ucido|uzione|otto|ução)|vertaal|vertaling|"
    r"tłumacz|перев[её]л|перевод|översatt|oversat|çeviri|çeviren|译者|翻译|翻訳|번역)",
    re.IGNORECASE,
)
"""How a line begins that names who translated it."""

OTHER_WORK = re.compile(
    r"\W{0,3}(?:quelle|source|fuente|fonte|bron|fotos?|photos?|bild(?:er)?|images?|video|vidéo|podcast|protokoll|"
    r"grafik|"
    r"illustration(?:en|s)?|montage|redaktion|redazione|redacción|editor|editör)\b",
    re.IGNORECASE,
)
"""How a line begins that names who did another thing than write."""

DESKS = (
    r"\b(?:редакци[яи]|редакція|редакција|редколлегия|пресс-служба|новости|новини|вести|redakcj?[aei]|redakcij[ae]|"
    r"toimetus|toimitus|szerkesztőség|redac[țţ]ia|redacció|redaksi|ritstjórn|newsroom|haber merkezi|tim redaksi|"
    r"σύνταξη|ban biên tập|nhóm phóng viên|mwandishi wetu|staff (?:writer|reporter|correspondent)s?|"
    r"(?:our|special|own) correspondents?|собственный корреспондент|соб\.\s?корр?|agencias|agences|agências|agenzie|"
    r"agentúry|agentury|agencije|агентства|агенции|وكالات|التحرير|المحرر|تحریریه|هیئت تحریریه)\b|"
    r"^(?:निज|विशेष|हमारे|जागरण|नगर|स्टाफ)?\s?(?:संवाददाता|प्रतिनिधि|रिपोर्टर)$|(?:डेस्क|ब्यूरो|ऑनलाइन|ऑनलाईन|अनलाइन|"
    r"न्यूज|टीम|অনলাইন|ஆன்லைன்|ডেস্ক|ব্যুরো|டெஸ்க்|"
    r"செய்திப்பிரிவு|ڈیسک)|"
    r"^(?:নিজস্ব|স্টাফ|বিশেষ|জেলা|জ্যেষ্ঠ)\s(?:প্রতিবেদক|প্রতিনিধি|সংবাদদাতা|রিপোর্টার)|^(?:ویب|نیوز|اسٹاف|"
    r"نمائندہ)\s\S{3,12}$|"
    r"(?:编辑部|編輯部|編集部|新聞社|通信社|通讯社|日报|日報|晚报|时报|時報|新闻网|新聞網|取材班|편집국|뉴스팀|취재팀|뉴스부|"
    r"กองบรรณาธิการ|ทีมข่าว)$|综合报道|綜合報導|მედია|რედაქცია|խմբագրություն"
)
"""Words for desks and for reporters without a name, in languages beside the largest of the West."""

WORK = re.compile(
    r"\s*\((?:texte?|testo|texto|tekst|words?|story|bericht|fotos?|photos?|bild(?:er)?|images?|pictures?|kuvat?|teksti|"
    r"video|vidéo|grafik|graphics?|gráficos?|gráfica|infografía|ilustraci[óo]n|illustration|montage|protokoll)\)",
    re.IGNORECASE,
)
"""What somebody did, in brackets behind the name."""

BEHIND = re.compile(
    r"^(?P<name>[^|,]{5,40}?)[\s,|–-]{1,3}(?:journalist(?:in|e)?|(?:staff |senior |chief )?reporter(?:in)?|redaktør|"
    r"redaktör|redaktor(?:ka)?|"
    r"redakteur(?:in)?|korrespondent(?:in)?|correspondent|reporterka|toimittaja|novinar(?:ka)?|periodista|redactora?|"
    r"envoyée? spéciale?|correspondante?|enviad[oa] especial|corresponsal|inviat[oa]|corrispondente|correspondente|"
    r"special correspondent|спецкор|собкор|специально для|giornalista|jornalista|repórter|журналист(?:ка)?|"
    r"корреспондент|кореспондент(?:ка)?|δημοσιογράφος)"
    r"(?:\s(?:(?:à|in|en|da|em|aus|im|of|at|w|в|у)\s)?[^.!?]{2,40})?$",
    re.IGNORECASE,
)
"""A name with the job of who wrote it behind it."""

ARABIC_OUTLET = re.compile(r"(?<!\w)(?:بريس|برس|نيوز|جريدة|صحيفة|وكالة|موقع|بوابة|المساء|خاص)(?!\w)")
"""Words in the names of outlets, before a dash and the name of who wrote for them."""

OUR = re.compile(
    r"^(?:unser(?:em|er|en)|onze|our|nuestr[ao]|notre|"
    r"nostr[oa])\s(?:[^\W\d_]{2,15}\s)??[^\W\d_]{4,20}\s(?=(?-i:[^\W\d_a-zß-ÿ]))",
    re.IGNORECASE,
)
"""`our reporter`, behind a preposition and before the name."""
