"""The words of dates in many languages: months, days of the week, and what stands between them.

Months as written out and as cut short, in twelve columns. Left out is whatever means two things in two languages
(the Croatian names: their listopad is October, the Polish and Czech one November).
"""

from __future__ import annotations

from unicodedata import category, normalize

MARKS = "".join(chr(code) for code in range(0x300, 0x1800) if category(chr(code)) in ("Mn", "Mc"))
"""Vowel signs and the like, which are parts of words though no letters."""

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
január,januára február,februára marec,marca apríl,apríla máj,mája jún,júna júl,júla august,augusta september,septembra október,októbra november,novembra december,decembra
januar,januara februar,februara mart,marta april,aprila maj,maja jun,juna jul,jula avgust,avgusta septembar,septembra oktobar,oktobra novembar,novembra decembar,decembra
јануар,јануара,јануари фебруар,фебруара,февруари март,марта април,априла мај,маја јун,јуна,јуни јул,јула,јули август,августа септембар,септембра,септември октобар,октобра,октомври новембар,новембра,ноември децембар,децембра,декември
siječanj,siječnja veljača,veljače ožujak,ožujka travanj,travnja svibanj,svibnja lipanj,lipnja srpanj,srpnja kolovoz,kolovoza rujan,rujna october studeni,studenoga,studenog prosinac,prosinca
januar februar marec,marca april maj junij,junija julij,julija avgust,avgusta september,septembra oktober,oktobra november,novembra december,decembra
януари февруари март април май юни юли август септември октомври ноември декември
студзень,студзеня люты,лютага сакавік,сакавіка красавік,красавіка май,мая,траўня чэрвень,чэрвеня ліпень,ліпеня жнівень,жніўня верасень,верасня кастрычнік,кастрычніка лістапад,лістапада снежань,снежня
janvāris,janvārī februāris,februārī marts,martā aprīlis,aprīlī maijs,maijā jūnijs,jūnijā jūlijs,jūlijā augusts,augustā septembris,septembrī oktobris,oktobrī novembris,novembrī decembris,decembrī
sausis,sausio vasaris,vasario kovas,kovo balandis,balandžio gegužė,gegužės birželis,birželio liepa,liepos rugpjūtis,rugpjūčio rugsėjis,rugsėjo spalis,spalio lapkritis,lapkričio gruodis,gruodžio
jaanuar,jaanuaril veebruar,veebruaril märts,märtsil aprill,aprillil mai,mail juuni,juunil juuli,juulil august,augustil september,septembril oktoober,oktoobril november,novembril detsember,detsembril
janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
yanvar fevral mart aprel may iyun iyul avqust,avgust sentyabr,sentabr oktyabr,oktabr noyabr dekabr
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
იანვარი,იანვარს,იან თებერვალი,თებერვალს,თებ მარტი,მარტს,მარ აპრილი,აპრილს,აპრ მაისი,მაისს,მაი ივნისი,ივნისს,ივნ ივლისი,ივლისს,ივლ აგვისტო,აგვისტოს,აგვ სექტემბერი,სექტემბერს,სექ ოქტომბერი,ოქტომბერს,ოქტ ნოემბერი,ნოემბერს,ნოე დეკემბერი,დეკემბერს,დეკ
հունվար,հունվարի փետրվար,փետրվարի մարտ,մարտի ապրիլ,ապրիլի մայիս,մայիսի հունիս,հունիսի հուլիս,հուլիսի օգոստոս,օգոստոսի սեպտեմբեր,սեպտեմբերի հոկտեմբեր,հոկտեմբերի նոյեմբեր,նոյեմբերի դեկտեմբեր,դեկտեմբերի
يناير,جانفي فبراير,فيفري,شباط مارس,آذار,اذار أبريل,ابريل,إبريل,أفريل,افريل,نيسان مايو,ماي,أيار,ايار يونيو,يونيه,جوان,حزيران يوليو,يوليوز,يوليه,جويلية,تموز أغسطس,اغسطس,غشت,أوت,اوت,آب سبتمبر,شتنبر,أيلول,ايلول أكتوبر,اكتوبر نوفمبر,نونبر ديسمبر,دجنبر
ינואר,בינואר פברואר,בפברואר מרץ,במרץ,מרס,במרס אפריל,באפריל מאי,במאי יוני,ביוני יולי,ביולי אוגוסט,באוגוסט ספטמבר,בספטמבר אוקטובר,באוקטובר נובמבר,בנובמבר דצמבר,בדצמבר
जनवरी,जन फरवरी,फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त,अग सितंबर,सितम्बर अक्टूबर,अक्तूबर,अक्टू नवंबर,नवम्बर,नव दिसंबर,दिसम्बर
जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
জানুয়ারি,জানুয়ারী ফেব্রুয়ারি,ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট,অগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జూలై,జులై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్
ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്,മെയ് ജൂൺ ജൂലൈ,ജൂലായ് ഓഗസ്റ്റ്,ആഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ
જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ,ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર,ઓક્ટોબર નવેમ્બર ડિસેમ્બર
جنوری فروری مارچ اپریل مئی جون جولائی,جولائ اگست ستمبر اکتوبر نومبر دسمبر
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه,جولای اوت,آگوست سپتامبر اکتبر نوامبر دسامبر
มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
januari februari mac april mei jun julai ogos september oktober november disember,dis
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
urtarrila,urtarrilaren otsaila,otsailaren martxoa,martxoaren apirila,apirilaren maiatza,maiatzaren ekaina,ekainaren uztaila,uztailaren abuztua,abuztuaren iraila,irailaren urria,urriaren azaroa,azaroaren abendua,abenduaren
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
janairu faburairu,fabrairu maris afrilu mayu yuni yuli agusta satumba oktoba nuwamba disamba
janaayo febraayo maarso abriil maajo juun luulyo agoosto sebteembar oktoobar nofeembar diseembar
ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
jannar frar marzu april mejju ġunju lulju awwissu settembru ottubru novembru diċembru
ਜਨਵਰੀ ਫਰਵਰੀ,ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್
ජනවාරි පෙබරවාරි මාර්තු අප්රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්
មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ
ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် သြဂုတ်,ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
"""  # noqa: E501 -- a row a language, twelve columns: a table is read across

MONTHS = {
    name: number
    for row in normalize("NFKC", _MONTHS).strip().splitlines()
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
hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți marţi miercuri joi vineri sâmbătă duminică
ponedjeljak ponedeljak ponedeljek utorak torek srijeda sreda četvrtak četrtek petak petek subota nedjelja nedelja
понеделник сряда четвъртък петък събота неделя esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena dilluns dimarts dimecres dijous divendres dissabte
pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis senin selasa rabu kamis jumat sabtu
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή pondelok utorok streda štvrtok piatok nedeľa
الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت شنبه یکشنبه دوشنبه سه چهارشنبه پنج پنجشنبه جمعه پیر منگل بدھ جمعرات ہفتہ اتوار
सोमवार मंगलवार बुधवार गुरुवार बृहस्पतिवार शुक्रवार शनिवार रविवार সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার
ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili
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
roku godz godzina dnia r dne v hod gada gads m d u ob ч р น в ngày lúc năm
ko a ta yil йил жылғы жылы ж
""".casefold().split()
)

TWO_WORDS = {
    "كانون الثاني": "يناير", "تشرين الأول": "أكتوبر", "تشرين الاول": "أكتوبر", "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر", "كانون الاول": "ديسمبر",
}  # fmt: skip
"""Months of the Levant that are two words, as one."""

THAI = {
    "ม.ค.": "มกราคม", "ก.พ.": "กุมภาพันธ์", "มี.ค.": "มีนาคม", "เม.ย.": "เมษายน", "พ.ค.": "พฤษภาคม", "มิ.ย.": "มิถุนายน",
    "ก.ค.": "กรกฎาคม", "ส.ค.": "สิงหาคม", "ก.ย.": "กันยายน", "ต.ค.": "ตุลาคม", "พ.ย.": "พฤศจิกายน", "ธ.ค.": "ธันวาคม",
}  # fmt: skip
"""Months as Thai cuts them short, with dots; years there count from 543 before ours."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first one of each Japanese era."""
