"""Given names, for telling a person's name from two other words in capitals where nothing else says that it is one.

Common ones of Europe, the Americas, the Arab world, Africa, South and East Asia in Latin script, and those in Cyrillic
and Greek. Who has another name is told by a label, a link or markup; this list only decides where there is none.
"""

from __future__ import annotations

import unicodedata

WRITTEN_OUT = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def _bare(word: str) -> str:
    """A word in small letters without marks."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(WRITTEN_OUT))
    return "".join(char for char in plain if char.isalpha())


_NAMES = """
adam adrian adriana agata agnes ahmad ahmed aisha alain alan albert alberto alejandra alejandro aleksandr aleksandra
alessandra alessandro alex alexa alexander alexandra alexandre alexei alexia alexis alfred ali alice alicia alina aline
alison allison amanda amelia amelie amir amit amy ana anastasia anders andre andrea andreas andrei andrej andres andrew
andri andy angel angela angelika angelina angelo anil anja anjali anke ann anna anne annegret annelie annette annika
anthony antje antoine anton antonella antonia antonio anu april ariane armin arne arnold arthur arturo astrid august
axel barbara bart bartosz beata beate beatrice beatriz ben benedikt benjamin benoit bernadette bernard bernd bernhard
bettina bianca birgit birte bjorn boris brian brigitte britta bruce bruno burkhard camila camille carl carla carlo
carlos carmen carol carola carole carolin carolina caroline carsten caspar catarina catherine cathrin cecile cecilia
celine cesar chantal charles charlotte chiara chloe chris christa christian christiane christina christine christof
christoph christophe christopher cindy claire clara claudia claudio claus clemens colin conny constanze corinna corinne
cornelia craig cristian cristina cynthia dagmar damien dan dana daniel daniela daniele danielle danny dariusz david
deborah denis denise dennis derek diana diane diego dieter dietmar dimitri dirk dmitri dominic dominik dominique donald
doris dorota dorothea dorothee douglas eberhard eckart eckhard edgar eduard eduardo edward edwin ekaterina elena eleni
elias elisa elisabeth elise elizabeth elke ella ellen emil emilia emilie emily emma emmanuel enrico enrique eric erica
erich erik erika ernesto ernst erwin esther etienne eugen eva evelyn fabian fabien fabio fabrice fatima federica
federico felipe felix fernanda fernando filip filippo fiona flavia florence florian francesca francesco francis
francisca francisco franck francois francoise frank franz franziska fred frederic frederik friederike friedrich fritz
gabriel gabriela gabriele gabriella gaby gary gavin geert georg george georges gerald gerard gerd gerhard gero gesa
giacomo gianluca gilles gina giorgio giovanna giovanni gisela giulia giuseppe gonzalo gordon grace graham greg gregor
gregory greta grit gudrun guido guillaume guillermo gunnar gunter gustav gustavo guy hanna hannah hannes hans harald
harry hartmut hasan hassan hector heather heidi heike heiko heiner heinrich heinz helen helena helene helga helge
helmut hendrik henning henri henrik henry herbert hermann hilary holger horst howard hubert hugh hugo hussein ian
ibrahim ignacio igor ilka ilona ilse ines inga inge ingo ingrid irena irene irina iris isaac isabel isabell isabella
isabelle ivan ivana ivo jack jacek jackie jacob jacqueline jacques jaime jakob jakub james jamie jan jana jane janet
janina janine janusz jasmin jason javier jean jeanne jeff jeffrey jenna jennifer jenny jens jeremy jerome jerzy jessica
jesus jill jim jimmy joachim joan joanna joao jochen joe joel joelle joerg johan johann johanna johannes john jon jonas
jonathan jorg jorge jose josef joseph joshua juan juana judith julia julian juliana juliane julie julien julio julius
jurgen juri justin justyna jutta kai karen karin karina karl karla karol karolina karoline karsten kaspar kate katarina
katarzyna katharina katherine kathleen kathrin kathryn kathy katia katie katja katrin katy kay keith kelly ken kenneth
kerstin kevin khaled kim kirsten klaus knut konrad konstantin kristian kristin kristina kristine krzysztof kurt kyle
lars laura laure laurence laurent lea leah lena leo leon leonardo leonie leopold leticia liam lidia lieselotte lili
liliana linda lisa lorena lorenzo lothar lou louis louisa louise luc luca lucas lucia luciana luciano lucie lucy ludwig
luigi luis luisa lukas luke lutz lydia lynn maciej magda magdalena mahmoud maike maja malte mandy manfred manuel manuela
mara marc marcel marcelo marcin marco marcos marcus marek margaret margarete margarita maria mariam marian mariana
marianne marie marietta marina mario marion marisa mark marko markus marlene marlies marta martin martina martine mary
maryam massimo mateusz mathias mathieu mats matt matteo matthew matthias matthieu maurice mauro max maxim maxime
maximilian mehmet meike melanie melissa meredith mia michael michaela michal michel michele michelle miguel mika mike
mikhail milan milena mina mira miriam mirjam mirko mohamed mohammad mohammed monica monika monique moritz muhammad
mustafa nadia nadine nadja nancy naomi natalia natalie natasha nathalie nathan neil nicholas nick nico nicola nicolas
nicole niels nikita niklas nikolai nikolaus nils nina noah noemi nora norbert nuno olaf oleg olga oliver olivia olivier
omar oscar oskar osman otto pablo paola paolo pascal patricia patricio patrick patrik paul paula paulina pauline paulo
pavel pawel pedro peer peggy per pete peter petra petr philip philipp philippe phil pia pierre pietro piotr priya rachel
rafael rafal rahul rainer raj rajesh ralf ralph ramon ramona raphael raquel raul ravi rebecca rebekka regina reiner
reinhard renata renate rene ricardo richard rita robert roberta roberto robin rodrigo roger roland rolf roman ron ronald
ronny rosa rosemarie ross roy ruben rudolf rui rupert russell ruth ryan sabine sabrina salvatore sam samantha samir
samuel sandra sandro sandy sanjay santiago sara sarah sascha scott sean sebastian sebastien selina serge sergei sergio
sharon sibylle siegfried sigrid silke silvia silvio simon simona simone siri sofia solveig sonia sonja sophia sophie
stacey stefan stefanie stefano steffen steffi stella stephan stephane stephanie stephen steve steven stuart sue sunil
susan susana susann susanna susanne suzanne suse sven svenja svetlana sylvia sylvie tamara tanja tania tanya tara
tatiana tatjana ted teresa terry thea theo theodor theresa therese thibault thierry thomas thorsten tilman till tim timo
timothy tina tino tobias todd tom tomas tomasz tommaso tommy toni tony torben torsten tracy traudl ulf uli ulla ulrich
ulrike urs ursula ute uta uwe valentin valentina valeria valerie vanessa vera verena veronica veronika victor victoria
viktor viktoria vincent vincenzo virginia vivian vladimir volker walter waltraud wanda wendy werner wieland wilfried
wilhelm will william willi wolf wolfgang xavier yannick yasmin yolanda youssef yusuf yves yvonne zoe
"""
_CYRILLIC_AND_GREEK = """
александр александра алексей алена алиса алла анастасия анатолий андрей анна антон артем борис вадим валентин валентина
валерий василий вера виктор виктория виталий владимир владислав вячеслав галина георгий григорий дарья денис дмитрий
евгений евгения егор екатерина елена елизавета иван игорь илья инна ирина кирилл константин ксения лариса лев лидия
любовь людмила максим маргарита марина мария михаил надежда наталия наталья никита николай нина оксана олег ольга павел
петр полина роман светлана сергей софия станислав степан тамара татьяна юлия юрий яна ярослав андрій богдан василь
вікторія віталій ганна євген ірина катерина леся микола михайло наталія олександр олена петро сергій тарас тетяна юлія
ярослава божидар боряна веселин георги десислава димитър елица ивайло йордан калин кристина марияна пламен радослав
силвия стефан стоян тодор цветан цветелина бојан весна владан гордана драган драгана душан ђорђе зоран зорица ивана
јелена јована љиљана марија марко милан милица милош мирјана миодраг наташа небојша ненад никола петар слободан снежана
александар αθανάσιος αθηνά αικατερίνη αλέξανδρος αλέξης ανδρέας άννα αντώνης απόστολος αριστείδης βαγγέλης βασιλική
βασίλης γεωργία γιάννης γιώργος δέσποινα δημήτρης ειρήνη ελένη ευαγγελία ηλίας θανάσης θοδωρής ιωάννα κατερίνα κώστας
κωνσταντίνος μαρία μιχάλης νίκη νίκος παναγιώτης παύλος πέτρος σοφία σπύρος σταύρος στέλιος φώτης χρήστος χριστίνα
"""
_FURTHER = """
aino anneli antti eero eeva hannu heikki jari jussi kaisa katri leena liisa mikko outi paivi pekka petri pirjo risto
sanna satu tuomas asa birgitta bjarne gunilla hakan jorgen kjell magnus margareta mette mikkel morten ole oystein soren
steen trine ulrika gudmundur olafur sigurdur andrzej bozena ewa grzegorz jaroslaw leszek malgorzata slawomir stanislaw
wojciech zbigniew alena eliska hana jaroslav jiri karel katerina lenka ladislav milos miroslav ondrej radek stanislav
vaclav vojtech zdenek zuzana attila balazs csaba eszter ferenc gabor istvan janos katalin laszlo marton miklos tamas
zoltan zsolt zsuzsa alexandru bogdan catalin dragos florin gheorghe ioana liviu marius mihai mihaela nicoleta radu
razvan sorin vasile ante branka damir darko dejan dragan goran jelena josip luka marija marin matej nenad nikola sanja
slavko stjepan tomislav zeljko zoran arben agron artan besnik blerim edona elira ilir andris arturs ilze inese ivars
janis juris liga maris agne algirdas andrius dainius jurga kestutis mindaugas rasa rimantas vytautas ahto jaan kadri
mart margus tiit toomas urmas abdullah ayse burak cem elif emre erdal esra fatma huseyin kemal murat ozlem selin serkan
yavuz zeynep agus bambang budi citra dedi dewi dian eko fitri hendra indra putri ratna rizki siti sri sulis wahyu yudi
ajay aditya akash amitabh ananya aparna arun ashok deepak divya gaurav kavita manish meena mohit neha nikhil nisha
pooja pradeep prakash rajeev rakesh ramesh rohit sandeep shreya sneha sunita suresh swati vijay vikram vinod adebayo
amina chidi chinedu chioma emeka folake funke ifeanyi kemi ngozi obinna olumide segun tunde yemi abdi achieng fredrick
juma kamau mwangi njeri otieno wanjiku wambui lindiwe nomsa sipho thabo thandi zanele nguyen tran pham hoang huynh phan
"""
NAMES = frozenset((*_NAMES.split(), *(_bare(name) for name in (*_CYRILLIC_AND_GREEK.split(), *_FURTHER.split()))))


def is_given(word: str) -> bool:
    """Whether a word is a given name that is known here, whatever marks its letters have; of `Anne-Marie` the first."""
    return _bare(word.partition("-")[0]) in NAMES
