"""The words of dates in many languages: months, days of the week, and what stands between them.

Months as written out and as cut short, in twelve columns. Left out is whatever means two things in two languages
(the Croatian names: their listopad is October, the Polish and Czech one November).
"""

from __future__ import annotations

_MONTHS = """
january,jan february,feb,febr march,mar april,apr may june,jun july,jul august,aug september,sep,sept october,oct november,nov december,dec
januar,jänner,jän februar,feber,feb märz,mär,mrz,maerz april mai juni,jun juli,jul august september,sept oktober,okt november dezember,dez
janvier,janv février,févr,fév,fevrier,fevr,fev mars avril,avr mai juin juillet,juil août,aout,aoû septembre octobre novembre décembre,déc,decembre
enero,ene febrero marzo abril,abr mayo junio julio agosto,ago septiembre,setiembre,set octubre noviembre diciembre,dic
gennaio,gen febbraio marzo aprile maggio,mag giugno,giu luglio,lug agosto settembre,sett ottobre,ott novembre dicembre
janeiro fevereiro março,marco abril maio junho julho agosto setembro outubro,out novembro dezembro
januari februari maart,mrt april mei juni juli augustus september oktober november december
январь,января,янв февраль,февраля,фев,февр март,марта,мар апрель,апреля,апр май,мая июнь,июня,июн июль,июля,июл август,августа,авг сентябрь,сентября,сен,сент октябрь,октября,окт ноябрь,ноября,ноя,нояб декабрь,декабря,дек
styczeń,stycznia,sty luty,lutego,lut marzec,marca kwiecień,kwietnia,kwi maj,maja czerwiec,czerwca,cze lipiec,lipca,lip sierpień,sierpnia,sie wrzesień,września,wrz październik,października,paź listopad,listopada,lis grudzień,grudnia,gru
januari februari mars april maj juni juli augusti september oktober november december
januar,janúar februar,febrúar marts,marz,mars april,apríl maj,mai,maí juni,júní juli,júlí august,ágúst september oktober,október november,nóvember desember,des
tammikuu,tammikuuta,tammi helmikuu,helmikuuta,helmi maaliskuu,maaliskuuta,maalis huhtikuu,huhtikuuta,huhti toukokuu,toukokuuta,touko kesäkuu,kesäkuuta,kesä heinäkuu,heinäkuuta,heinä elokuu,elokuuta,elo syyskuu,syyskuuta,syys lokakuu,lokakuuta,loka marraskuu,marraskuuta,marras joulukuu,joulukuuta,joulu
leden,ledna únor,února,unor březen,března duben,dubna květen,května červen,června červenec,července srpen,srpna září říjen,října listopad,listopadu prosinec,prosince
január,január február,február március,márc április,ápr május,máj június,jún július,júl augusztus,aug szeptember,szept október,okt november,nov december,dec
ιανουάριος,ιανουαρίου,ιαν φεβρουάριος,φεβρουαρίου,φεβ μάρτιος,μαρτίου,μάρ,μαρ απρίλιος,απριλίου,απρ μάιος,μαΐου,μάι,μαΐ ιούνιος,ιουνίου,ιούν ιούλιος,ιουλίου,ιούλ αύγουστος,αυγούστου,αύγ,αυγ σεπτέμβριος,σεπτεμβρίου,σεπ οκτώβριος,οκτωβρίου,οκτ νοέμβριος,νοεμβρίου,νοέ,νοε δεκέμβριος,δεκεμβρίου,δεκ
ocak,oca şubat,şub mart nisan,nis mayıs haziran,haz temmuz,tem ağustos,ağu eylül,eyl ekim,eki kasım,kas aralık,ara
ianuarie,ian februarie martie aprilie mai iunie,iun iulie,iul august septembrie octombrie noiembrie,noi decembrie
січень,січня,січ лютий,лютого,лют березень,березня,бер квітень,квітня,квіт травень,травня,трав червень,червня,черв липень,липня,лип серпень,серпня,серп вересень,вересня,вер жовтень,жовтня,жовт листопад,листопада груд,грудень,грудня
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
januari februari maret april mei juni juli agustus,agu september oktober november,nop desember,des
"""  # noqa: E501 -- a row a language, twelve columns: a table is read across

MONTHS = {
    name: number
    for row in _MONTHS.strip().splitlines()
    for number, names in enumerate(row.split(), 1)
    for name in names.casefold().split(",")
}

WEEKDAYS = frozenset(
    """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed wednes thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié mie jue vie sáb sab dom
lunedì martedì mercoledì giovedì venerdì sabato domenica gio
segunda segunda-feira terça terça-feira quarta quarta-feira quinta quinta-feira sexta sexta-feira feira seg ter qua qui sex
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz nd
måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors tor lör sön mandag tirsdag lørdag søndag man tir lør søn
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai pe la su
pondělí úterý středa čtvrtek pátek neděle κυρ δευ τρι τετ τρί πεμ πέμ παρ σαβ σάβ
pazartesi salı çarşamba perşembe cuma cumartesi pazar понеділок вівторок середа четвер пʼятниця субота неділя
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月曜 火曜 水曜 木曜 金曜 土曜 日曜 火 水 木 金 土
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日
월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토 일
""".casefold().split()  # noqa: E501 -- a row a language
)

FILLERS = frozenset(
    """
at on the of st nd rd th published updated modified posted date time local hrs hours h o oclock
am um den der dem vom uhr veröffentlicht aktualisiert stand gegen
le à du de heures heure publié mis jour modifié er
el del a las los de horas hs publicado actualizado da dos às as il alle ore dalle pubblicato aggiornato em os
om te uur op klokken kl klo kello kello
в г года год час ч о року р d
roku godz godzina dnia r dne v hod
""".casefold().split()
)

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first one of each Japanese era."""
