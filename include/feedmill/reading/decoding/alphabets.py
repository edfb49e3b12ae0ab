"""What text in each language is made of, as far as that tells encodings apart.

Letters beyond ASCII, the frequent ones first; for scripts of their own the whole alphabet, in the order of frequency.
The most frequent characters of Chinese in both of its scripts. All counted from plain text, none of it a rule of news.
"""

from __future__ import annotations

_WESTERN = """
de äüößÄÖÜ
fr éèàêçîâôùûœëïÉÀÊÇÈ
es óíáéñúüÁÉÍÓÚÑ¿¡
it èàùìòéÈÀ
pt ãçáéíóõâêúàôÁÉÓÃÇÍ
nl ëéïèöü
da øåæéØÅÆ
sv äöåéÄÖÅ
fi äöåÄÖ
is ðíáéþöúóæýÞÁÍÓÖÆ
ca àèéòóíçïúüÀÈ·
ga áéíóúÁÉÍÓÚ
et äõöüÄÕÖÜšž
sq ëçË
"""
_CENTRAL = """
pl łąęóżśćńźŁŚŻÓĆŹ
cs áíěéřčýšžůúďťňóČŘŠŽÚ
sk áíéčýšžúľťňôďóäŕĺČŠŽ
hu áéöóőüíúűÁÉÖŐÜ
ro ăîâșțşţȘȚŞŢÎ
sl čšžČŠŽ
hr čšžćđČŠŽĆĐ
de äüößÄÖÜ
"""
_SOUTHERN = """
eo ĉŝĝŭĵĥĈŜĜŬĴĤ
mt ħżġċàĦŻĠĊ
"""
_TURKISH = "tr ıişğüçöİŞĞÜÇÖâ"
_BALTIC = """
lt ėšųžįąčęūŠŽČ
lv āīēšņļžģķčūĀĪŠŅĻŽĶ
et äõöüšžÄÕÖÜ
"""
_VIETNAMESE = "vi đăâêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵĐ\u0300\u0301\u0303\u0309\u0323"
_CYRILLIC = """
ru оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё
uk оаниіветрслкудмпязьгчбхцюєїйжшщфґ
bg аоиетнрсвлкдпмзъугбчщяжцхйшюфь
sr аоиеунрсјтквпмлдзбгшцчћжњђљхфџ
be анаіеоырсцлкдмуяпзвьйўбгчжшхюэфё
mk аоитенрсвкдлпмуубзјшгцчжњќфхѓџљѕ
"""
_GREEK = "el αοιετσνηυρπκμλςίόάέθδγύχήώωφβξζψϊΐ"
_HEBREW = "he יוהלאמרבתשנכדקעפםחגטסזןצץףך"
_ARABIC = """
ar اليمونترةبعدفسهكقحجشصطأخضذغىئزثءإظآؤ،؛؟ـ
fa ایرندهموتسبشلکزفگعقخجپحچصژطضغذظآئثء،؛؟
"""
_THAI = "th านรกอเวมงลสยทตบปคหดพชจขใธแซถผณษฐศโไญภฉฟฝฎฏฒฆฬฌฑ่้ิัี์ืู็ึุ๊ะาำๆฯ"

HANGUL = frozenset(
    "이다의는에을를가한고하지로기사도대은서인나시자어리그일정아수보들전해부과있으라제스장구상주연관원성공국유경비소조마안미무오동차결재간진계적신여"
    "선화위만실우발방내세생당러면문개교모통회치바반금했불분터달행호감업민거산년월말며또된될것등고까중더였었습니와게야네요데학력명운영현중앙북남최초"
)
"""The syllables that most of Korean is written with."""

SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当"
    "没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物"
    "手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认"
    "条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则"
    "听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运记者表示称北京报道新华"
)
TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事成方多經麼去法學如都同現當"
    "沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物"
    "手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認"
    "條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則"
    "聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運台灣臺灣香港表示報導"
)

ALPHABETS = {
    "western": _WESTERN,
    "central": _CENTRAL,
    "southern": _SOUTHERN,
    "turkish": _TURKISH,
    "baltic": _BALTIC,
    "vietnamese": _VIETNAMESE,
    "cyrillic": _CYRILLIC,
    "greek": _GREEK,
    "hebrew": _HEBREW,
    "arabic": _ARABIC,
    "thai": _THAI,
}


def weights(group: str) -> tuple[dict[str, float], ...]:
    """How well each letter of each language of a group fits: 1 for the most frequent, down to a third.

    Capitals of scripts with cases count as their small letters do.
    """
    found = []
    for line in ALPHABETS[group].strip().splitlines():
        letters = line.partition(" ")[2]
        fit = {letter: 1 - 0.7 * at / len(letters) for at, letter in enumerate(letters)}
        found.append({letter.upper(): value for letter, value in fit.items() if len(letter.upper()) == 1} | fit)
    return tuple(found)
