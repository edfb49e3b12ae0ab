"""What mails say of themselves, in many languages: how to read them elsewhere, get no more of them, who sent them.

Each is looked for in short lines and in what is linked, and by words that no story would put so.
"""

from __future__ import annotations

import re

from feedmill.reading.pages.notices import AD, ALSO_ALONE, RIGHTS

SHORT, MIDDLE, LONG = 60, 120, 260

_MORE = (
    r"(?:read|see|view|learn|find out|discover|get|tell me) (?:the )?(?:more|full|whole|rest|complete)\b.{0,40}|"
    r"(?:continue|keep|start) reading\b.{0,40}|(?:full|whole) (?:story|article)|more(?: info(?:rmation)?| details)?|"
    r"(?:go to|open) (?:the )?(?:article|story)|read (?:it|this|the|in|on|now|online|here|story|article)\b.{0,40}|"
    r"click here\b.{0,30}|(?:hier )?(?:weiter|mehr)(?:\s?lesen| erfahren| dazu|\s?infos?)(?: .{1,30})?|mehr|weiter|"
    r"(?:zum|ganzen|vollständigen) (?:artikel|beitrag|text)(?: lesen| ansehen)?|"
    r"(?:artikel|beitrag|jetzt) lesen(?: .{1,20})?|"
    r"(?:lire|voir|découvrir) (?:la suite|l['’]article|plus|en ligne|tout)\b.{0,30}|en savoir plus\b.{0,30}|"
    r"(?:leer|ver|saber) (?:más|mas|el artículo|la nota|la noticia|todo|completo)\b.{0,30}|leer|"
    r"(?:seguir|sigue|siga|continuar) leyendo\b.{0,20}|más información|"
    r"(?:ler|leia|saiba|continue a ler|continuar a ler|ver) (?:mais|o artigo|a notícia|tudo)\b.{0,30}|"
    r"(?:leggi|continua|continua a leggere|scopri|approfondisci)(?: (?:tutto|di più|l['’]articolo|ancora|qui))?|"
    r"vai all['’]articolo|(?:lees|meer) (?:meer|verder|lezen|artikel|het hele artikel|hier|weten)\b.{0,30}|"
    r"(?:läs|les|læs) (?:mer|mere|hela|hele|videre|vidare|artikeln|saken|her|här)\b.{0,30}|"
    r"lue (?:lisää|koko|juttu|artikkeli)\b.{0,30}|(?:czytaj|zobacz|przeczytaj)(?: (?:więcej|dalej|całość|artykuł))?|"
    r"(?:číst|čtěte|celý|více|viac|čítať)(?: (?:více|dále|článek|viac|ďalej|článok))?|(?:tovább|bővebben|elolvasom)|"
    r"(?:citește|citeste|vezi) (?:mai mult|tot|articolul)\b.{0,30}|(?:haberin )?devamı(?:nı oku)?|tümünü oku|"
    r"(?:читать|узнать|читати) (?:далее|дальше|полностью|статью|больше|далі|більше|новость)\b.{0,30}|читать|"
    r"подробнее|докладніше|детальніше|прочетете още|опширније|διαβάστε περισσότερα|περισσότερα|"
    r"baca selengkapnya|selengkapnya|xem thêm|続きを読む.{0,10}|全文を読む|記事を読む|詳しくはこちら|詳細はこちら|"
    r"もっと見る|阅读(?:全文|更多|原文)|閱讀(?:全文|更多)|查看更多|자세히 ?보기|더 ?보기|기사 ?보기|اقرأ المزيد|المزيد|"
    r"קרא(?:ו)? עוד|और पढ़ें"
)
MORE = re.compile(rf"\W{{0,4}}(?:{_MORE})\W{{0,5}}", re.IGNORECASE)
"""A link to the story that stands above."""

_ELSEWHERE = (
    r"^\W{0,3}(?:view|read|open|see|display)\b.{0,30}\b(?:browser|online|on the web|in app|web version|webpage)|"
    r"\b(?:view|open|read) (?:it |this .{0,12})?in (?:your |a |the )?browser|^\W{0,3}web version|"
    r"(?:trouble|problems?) (?:viewing|reading|seeing)|browser(?:ansicht|version)|im (?:web)?browser|"
    r"^\W{0,3}online[- ](?:ansehen|lesen|anzeigen|lezen|bekijken|version)|web(?:version|ansicht)|\| online lezen|"
    r"(?:nicht )?(?:richtig|korrekt) (?:angezeigt|dargestellt)|(?:dans (?:votre|le) )navigateur|"
    r"version (?:en ligne|web)|lire en ligne|s['’]affiche (?:mal|pas)|(?:en|no) (?:el |tu |su |seu )?navegador|"
    r"^\W{0,3}ver(?:lo)? (?:en línea|online)|versi[óo]n? (?:web|online)|nel (?:tuo )?browser|"
    r"versione (?:web|online)|in (?:je|uw|de) browser|i (?:din )?(?:webbläsare|nettleser|browser)|webversjon|"
    r"selaimessa|w przeglądarce|v (?:prohlížeči|prehliadači)|böngészőben|в браузере|веб-верси|онлайн-верси|"
    r"у браузері|tarayıcıda|ブラウザで|在浏览器|在瀏覽器|브라우저에서|forwarded this|was this (?:email )?forwarded|"
    r"weitergeleitet bekommen"
)
_LETTER = r"(?:e-?mails?|newsletters?|messages?|digest|alerts?|bulletin|briefing)"
_LEAVING = (
    rf"unsubscrib(?:e|ing|ieren)\b|opt[- ]out of (?:these|this|our|receiving)|^\W{{0,3}}opt[- ]out|"
    r"stop receiving (?:these|our)|"
    r"(?:manage|update|change|email|edit)(?: your| my)?(?: e-?mail)? (?:preferences|subscription|settings)|"
    rf"you(?:['’]re| are| have)? (?:receiv(?:e|ed|ing)|getting|got) th(?:is|ese) (?:\w{{1,12}} )?{_LETTER}|"
    rf"this (?:\w{{1,12}} )?{_LETTER} (?:was|is|has been) (?:intended|sent)|why did i get this|"
    r"because you (?:are subscribed|have subscribed|signed up|subscribed|opted in|registered)|"
    r"(?:newsletter|e-?mails?|hier|jederzeit|verteiler) (?:\w{1,12} ){0,2}(?:abmelden|abbestellen|austragen)|"
    r"^\W{0,3}(?:abmelden|abbestellen)\b|newsletter-abmeldung|einstellungen (?:ändern|verwalten)|"
    r"(?:sie erhalten|du erhältst|du bekommst) (?:diese|diesen|unseren|den) (?:e-?mail|newsletter|mail)|"
    r"(?:e-?mail|newsletter) wurde an|se désabonner|désabonne(?:r|z)|désinscri(?:re|ption|vez)|"
    r"vous recevez (?:cet|cette|ce|notre) |gérer (?:vos|mes) (?:préf|abonn)|dar(?:se|te|me) de baja|"
    r"cancelar (?:la |su |tu |a |sua )?(?:suscripci|assinatura|subscri|inscri)|"
    r"(?:has recibido|recibes?|recibió|recebeu|recebe) est[ea] (?:correo|e-?mail|boletín|newsletter|mensaje)|"
    r"disiscri|annulla (?:l['’]|la (?:tua )?)iscrizione|cancella(?:ti|rsi|re) (?:dalla|l['’]iscri)|"
    r"(?:ricevi|hai ricevuto|riceve) questa (?:e-?mail|newsletter|mail)|"
    r"(?:^\W{0,3}|hier |nieuwsbrief.{0,20} )(?:afmelden|uitschrijven)|(?:je|u) ontvangt deze|"
    r"avregistrera|avprenumer|avsluta pren|du får (?:det här|den här|detta|dette|denne) (?:\w{0,12}mej?l|nyhe|e-?post)|"
    r"meld (?:deg|dig) (?:av|fra)\b|avmelding|^\W{0,3}(?:afmeld|avmeld)|peru(?:uta)? (?:tilaus|uutiskirje)|"
    r"saat tämän (?:viestin|uutiskirjeen)|wypisz się|wypisać się|rezygn\w{1,6} z (?:subskr|newsl|otrzym)|"
    r"otrzymuj\w{1,4} t[ęe] wiadomo|odhlásit (?:se|odběr)|odhlásiť (?:sa|odber)|dostáváte tento|leiratkoz|dezabon|"
    r"отписаться|вы получили это|відписатися|aboneliğ\w{1,6} (?:iptal|sonlan)|üyelikten (?:ayrıl|çık)|"
    r"διαγραφή από|διαγραφείτε|κατάργηση εγγραφής|配信停止|配信解除|登録解除|退订|退訂|取消订阅|"
    r"수신 ?거부|구독 ?(?:취소|해지)|berhenti berlangganan|hủy đăng ký|إلغاء الاشتراك|להסרה מ"
)
_MENU = (
    r"impressum|imprint|mentions légales|aviso legal|privacy(?: policy| notice)?|datenschutz(?:erklärung|hinweise?)?|"
    r"politique de confidentialité|confidentialité|privacidad|privacidade|informativa privacy|integritetspolicy|"
    r"personvern|privacybeleid|terms(?: of (?:service|use))?|agb|contact(?: us)?|kontakt|advertise(?: with us)?|help"
)
_SENDING = (
    r"^\W{0,3}(?:our|my) (?:mailing|postal) address|add us to your address book|^\W{0,3}powered by\b|"
    r"^\W{0,3}sent (?:with|by|via) |versendet (?:mit|von|durch)|^\W{0,3}(?:hrsg\.|herausgeber|verantwortlich"
    r"(?: für den inhalt)?|redaktion) ?:|v\.i\.s\.d\.p|^発行[：:元]|"
    rf"^\W{{0,3}}(?:{_MENU})(?:\s{{0,2}}[|·•,:/–-].{{0,80}})?\W{{0,3}}$"
)
_NETWORKS = (
    r"share|tweet|forward|like|comment|restack|follow|facebook|twitter|x|instagram|linkedin|youtube|whatsapp|"
    r"telegram|tiktok|bluesky|mastodon|threads|xing|pinterest|rss|website|teilen|weiterleiten|partager|"
    r"transférer|compartir|reenviar|condividi|inoltra|compartilhar|delen|dela|del|udostępnij|поделиться|シェア|"
    r"flag as irrelevant"
)
ELSEWHERE = re.compile(_ELSEWHERE, re.IGNORECASE)
LEAVING = re.compile(_LEAVING, re.IGNORECASE)
SENDING = re.compile(_SENDING, re.IGNORECASE)
SOCIAL = re.compile(
    rf"\W{{0,4}}(?:(?:{_NETWORKS})\b[\s|·•,/&]{{0,5}}){{1,6}}"
    r"(?:(?:us )?(?:on|via|with|this|auf|sur|en|su|op|på) .{1,30})?\W{0,4}",
    re.IGNORECASE,
)
INVITING = re.compile(
    r"\W{0,4}(?:subscribe|sign up|upgrade|become a|join (?:us|now)|donate|support us|(?:buy|shop|order) now|"
    r"download the app|register now|get started|abonnieren|s['’]abonner|abonnez|je m['’]abonne|suscr[íi]b|assine|"
    r"jetzt (?:abonnieren|anmelden|bestellen|kaufen|testen|spenden|registrieren)|abbonati|iscriviti|abonneer|"
    r"prenumerera|abonner|tilaa|subskrybuj|подпис)\w{0,12}\b.{0,30}",
    re.IGNORECASE,
)
_OF_LEAVING = """
unsubscrib opt- opt|out receiving preferences subscription settings receiv getting got intended sent why|did subscribed
signed opted registered abmeld abbestell austragen einstellungen erhalten erhältst bekommst wurde|an abonne désinscri
recevez gérer baja cancelar recib recibe receb disiscri iscri ricev riceve afmeld uitschrijv ontvangt avregist avprenum
avsluta du|får meld|deg meld|dig avmeld peru saat wypis rezygn otrzymuj odhlási dostáváte leiratkoz dezabon отписаться
получили відписатися abonel üyelik διαγρ κατάργηση 配信 登録解除 退订 退訂 取消订阅 수신 구독 berhenti hủy إلغاء להסרה
"""
_OF_ELSEWHERE = """
brows online web in|app naviga navega trouble problem angezeigt dargestellt affiche version versió versao línea
nettleser selaime przegl prohl prehli böngész браузер веб-верси онлайн tarayıcı ブラウザ 浏览器 瀏覽器 브라우저
forwarded weitergeleitet
"""


def _stems(words: str) -> tuple[str, ...]:
    """Some words, of which an expression holds at least one: a cheap test before it."""
    return tuple(word.replace("|", " ") for word in words.split())


OF_LEAVING, OF_ELSEWHERE = _stems(_OF_LEAVING), _stems(_OF_ELSEWHERE)
TAIL_EDGE = re.compile(r"[\s)\]»›>→↗.…。」]{0,5}")
CLOSED = re.compile(r"[.!?…。！？:][\"'»”’)\]]{0,2}[\s(\[–—|·-]{0,5}$")
"""How the text ends before a link that is no part of its last sentence."""


def leads_on(text: str) -> bool:
    """Whether the words of a link lead to the story that stands beside it."""
    return len(text) <= SHORT and (MORE.fullmatch(text) is not None or ALSO_ALONE.fullmatch(text) is not None)


def is_advert(text: str) -> bool:
    """Whether a line marks an advertisement."""
    return len(text) <= SHORT and AD.fullmatch(text) is not None


def is_elsewhere(text: str) -> bool:
    """Whether a line tells where the mail can be read in a browser."""
    return len(text) <= MIDDLE and _may_be(text, OF_ELSEWHERE) and ELSEWHERE.search(text) is not None


def _may_be(text: str, stems: tuple[str, ...]) -> bool:
    """Whether a text holds one of some stems."""
    lower = text.lower()
    return any(stem in lower for stem in stems)


def closes(text: str) -> bool:
    """Whether a line is of what stands at the end of mails: how to get no more of them, who sent them, rights."""
    if len(text) > LONG:
        return False
    short = len(text) <= MIDDLE and SENDING.search(text) is not None
    if short or RIGHTS.match(text) is not None:
        return True
    return _may_be(text, OF_LEAVING) and LEAVING.search(text) is not None


def is_service(text: str, *, linked: float) -> bool:
    """Whether a line is about the mail itself, or a button; `linked` is the share of it in links."""
    if closes(text) or leads_on(text) or is_advert(text) or is_elsewhere(text):
        return True
    offers = linked > 0 and INVITING.fullmatch(text) is not None
    return len(text) <= SHORT and (offers or SOCIAL.fullmatch(text) is not None)
