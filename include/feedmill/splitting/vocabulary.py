"""The words that splitting knows in each language: all in lower case, apostrophes straight.

They say how a line opens and who speaks, never what it is about. A language that is not here gets by with names,
rare words and punctuation. No list decides anything: the trained model weighs them.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


SAYING = _words(
    """
    said says added told noted asked wrote explained continued adding say saying stated replied argued according
    warned tweeted insisted
    sagte sagt erklärte erklärt betonte teilte meinte schrieb berichtete fügte zufolge laut kritisierte forderte
    dit déclaré affirmé ajouté expliqué assuré indiqué souligné estimé selon précisé annoncé explique ajoute raconte
    estime affirme
    dijo afirmó señaló explicó aseguró añadió agregó indicó declaró según manifestó
    disse afirmou segundo explicou declarou
    detto spiegato secondo aggiunto dichiarato
    zei zegt vertelde volgens
    sade säger enligt berättar
    сказал сказала заявил заявила сообщил сообщила отметил отметила добавил словам подчеркнул рассказал
    powiedział powiedziała według dodał
    """
)
"""Words of saying."""

TIMING = _words(
    """
    yesterday today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday
    gestern heute morgen montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend montagmorgen
    montagabend dienstagabend mittwochabend donnerstagabend freitagabend samstagabend
    hier aujourd'hui demain lundi mardi mercredi jeudi vendredi samedi dimanche
    ayer hoy mañana lunes martes miércoles jueves viernes sábado domingo
    ontem hoje amanhã segunda terça quarta quinta sexta
    ieri oggi domani lunedì martedì mercoledì giovedì venerdì sabato domenica
    gisteren vandaag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    igår idag imorgon måndag tisdag onsdag torsdag fredag lördag söndag
    вчера сегодня завтра понедельник вторник среду четверг пятницу субботу воскресенье
    wczoraj dziś dzisiaj
    """
)
"""Words that say on which day."""

TITLES = _words("mr mrs ms dr sir prof rev sen gov gen col capt lt sgt herr frau sr sra m mme mlle monsieur madame")
"""Titles before a surname."""

ABBREVIATED = TITLES | _words(
    """
    st jr no jan feb aug sept oct nov dec inc corp co ltd vs etc rep nr bzw ca usw evtl ggf vgl bspw art abs mio mrd
    """
)
"""Words whose full stop ends no sentence."""

LEADING = _words(
    """
    mr. mrs. ms. dr. prof. rev. sen. rep. gov. gen. capt. lt. sgt. mme. mlle. vs. approx. e.g. i.e. ca. bzw. vgl. bspw.
    sog. inkl. z.b. d.h. p.ej. p.ex. напр. т.е. np. tzw. bijv. t.ex. bl.a.
    """
)
"""Abbreviations that something always follows."""

JOINING = _words(
    """
    and of for by from via file photo photos image images picture archive handout und von vom van der den für foto fotos
    archiv et pour par de du des d la le les y e el para por del do da dos das i z ze od dla og och en fra från av af
    til till и для из від та ve ja los las di dpa epd apa afp imago privat alliance ritzau
    """
)
"""Words in small letters that stand between the names of a credit, and names that are written small."""

LETTERED = _words(
    """
    vitamin vitamins hepatitis grade category class group type schedule influenza level plan serie section part
    article team division block tier series exhibit title appendix
    """
)
"""Words that a letter may follow as a name: `vitamin A`, `group A`."""

FUNCTION = _words(
    """
    he she they it his her their its him them this these those that such both another others
    er sie es sein seine seinen seiner ihr ihre ihren ihrem ihrer dieser diese dieses diesen diesem jener jene solche
    solchen dabei dazu damit dafür davon darin darauf daran danach dagegen dadurch deren dessen beide beiden
    il elle ils elles ce cet cette ces cela ceci celui celle ceux celles leur leurs sa ses lui celle-ci celui-ci
    él ella ellos ellas este esta estos estas ese esa esos esas eso esto su sus aquel aquella ambos dicho dicha
    ele ela eles elas isso isto esse essa seu sua seus suas
    lei loro questo questa questi queste quello quella suo suoi sue ciò
    hij zij ze hun haar dit deze dat die zijn daarmee daarbij
    han hon de den det dess hans hennes deras detta denna dessa
    он она они оно его её ее их это этот эта эти этого этой этих такой такая такие тот та те
    on ona oni ono jego jej ich ten ta to te tego tej
    but and however meanwhile still yet also so then nor instead although though besides moreover furthermore
    nevertheless similarly earlier later separately because if since despite asked according while even once other
    some most many under after for or when as additionally finally overall indeed rather thus therefore otherwise
    likewise elsewhere conversely
    aber und doch jedoch auch denn außerdem zudem dennoch trotzdem allerdings deshalb daher darum also dann so wenn
    weil obwohl während nachdem bevor schließlich hingegen zwar sowie oder noch nur weiter weiterhin gleichzeitig
    ebenso inzwischen mittlerweile insgesamt demnach somit
    mais et or donc car cependant toutefois aussi ainsi alors puis enfin pourtant néanmoins tandis lorsque si comme
    parmi ensuite également outre selon malgré
    pero y sin embargo además también así entonces aunque mientras porque cuando según por asimismo finalmente luego
    mas e entanto também porém assim então além enquanto quando segundo
    ma però inoltre anche così quindi mentre perché se secondo infine tuttavia
    maar en echter ook toch dus dan omdat als terwijl bovendien
    men och också dock därför när om medan dessutom samt
    но и а однако также поэтому затем если когда хотя кроме тем между при этом так же ещё еще
    ale i a jednak także też więc gdy jeśli ponadto
    the a an of to in on at for and or but with by from as is are was were be been being has have had will would could
    should may might can it its he his she her they their them we us our you your i my me this that these those there
    which who whom what when where while than then also not no said says say told about after before into over more
    most some any all out up new one two three last first if so because since however under during between through
    against until just only other such very much many even now how why did do does made make according
    der die das den dem des ein eine einen einem einer eines und oder aber mit von zu zum zur im in an am auf für aus
    bei nach vor über unter ist sind war waren wird werden wurde wurden hat haben hatte hatten sich nicht auch als wie
    es er sie ihr wir man noch nur dass daß wenn weil so um durch gegen ohne bis seit schon mehr sehr dort hier kann
    können soll sollen will wollen muss müssen
    le la les un une des de du d' l' et ou mais à au aux en dans par pour sur avec sans sous est sont était être a ont
    avait il elle on ils nous vous ne pas plus que qui dont où ce cette ces se son sa ses leur leurs
    el los las una unos unas del y o pero al por para con sin sobre es fue ser ha han había no más su sus lo como
    os as um uma do da dos das e ou mas em na nos nas com sem não mais são foi
    lo gli uno della dei delle ma alla nel nella per che si non più è sono
    het een van maar met voor op aan bij door zijn was niet dat die
    och eller men i på av för med till från är var som att det den ett inte
    и в во на с со по к от из за у о об не что как это для но или а его её их был была были быть
    w we z ze od za nie że jak dla ale lub jest są był była
    """
)
"""Words that say nothing about the topic: articles, pronouns, prepositions, connectives, auxiliaries."""

DANGLING = FUNCTION - _words("said so it up out over now there all more no not an is ist war was sein do on y e а")
"""Words that a whole sentence hardly ever ends with."""

LISTING = _words("and or und oder et ou y o e i en of och og eller и или oraz lub kaj aŭ ed")
"""Words that stand at the end of an item of a list, before its last."""
