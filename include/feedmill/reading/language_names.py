"""Codes and names of languages: ISO 639-1 with those of ISO 639-2 that mean the same, and the names that news uses.

From the code tables of ISO 639 (Library of Congress, SIL). A name stands here only where it means one language.
"""

from __future__ import annotations

_PAIRS = """
aa=aar ab=abk ae=ave af=afr ak=aka am=amh an=arg ar=ara as=asm av=ava ay=aym az=aze ba=bak be=bel bg=bul bh=bih bi=bis
bm=bam bn=ben bo=bod,tib br=bre bs=bos ca=cat ce=che ch=cha co=cos cr=cre cs=ces,cze cu=chu cv=chv cy=cym,wel da=dan
de=deu,ger dv=div dz=dzo ee=ewe el=ell,gre en=eng eo=epo es=spa et=est eu=eus,baq fa=fas,per ff=ful fi=fin fj=fij
fo=fao fr=fra,fre fy=fry ga=gle gd=gla gl=glg gn=grn gu=guj gv=glv ha=hau he=heb hi=hin ho=hmo hr=hrv ht=hat hu=hun
hy=hye,arm hz=her ia=ina id=ind ie=ile ig=ibo ii=iii ik=ipk io=ido is=isl,ice it=ita iu=iku ja=jpn jv=jav ka=kat,geo
kg=kon ki=kik kj=kua kk=kaz kl=kal km=khm kn=kan ko=kor kr=kau ks=kas ku=kur kv=kom kw=cor ky=kir la=lat lb=ltz lg=lug
li=lim ln=lin lo=lao lt=lit lu=lub lv=lav mg=mlg mh=mah mi=mri,mao mk=mkd,mac ml=mal mn=mon mr=mar ms=msa,may mt=mlt
my=mya,bur na=nau nb=nob nd=nde ne=nep ng=ndo nl=nld,dut nn=nno no=nor nr=nbl nv=nav ny=nya oc=oci oj=oji om=orm
or=ori os=oss pa=pan pi=pli pl=pol ps=pus pt=por qu=que rm=roh rn=run ro=ron,rum ru=rus rw=kin sa=san sc=srd sd=snd
se=sme sg=sag si=sin sk=slk,slo sl=slv sm=smo sn=sna so=som sq=sqi,alb sr=srp ss=ssw st=sot su=sun sv=swe sw=swa
ta=tam te=tel tg=tgk th=tha ti=tir tk=tuk tl=tgl tn=tsn to=ton tr=tur ts=tso tt=tat tw=twi ty=tah ug=uig uk=ukr ur=urd
uz=uzb ve=ven vi=vie vo=vol wa=wln wo=wol xh=xho yi=yid yo=yor za=zha zh=zho,chi,cmn zu=zul
"""

_LONG = """
ace apc arz ary ast awa bal ban bem bho bik bin ceb ckb cnr crh csb dsb fil fon frr fur gaa gsw hak haw hil hmn hsb
iba ilo kab kac kam kmr kok krc ksh lad luo lus mad mag mai mak men min mni mos nan nap nds new nia nso nyn pag pam
pap pcm rar rom sat scn sco shn sid sma smj smn sms srn sus szl tet tig tiv tpi tum udm umb vec vro wae war wuu yao
yue zgh zza
"""

_NAMES = """
en english; de german, deutsch; fr french, français; es spanish, español, castellano; it italian, italiano; pt
portuguese, português; nl dutch, nederlands; ru russian, русский; pl polish, polski; sv swedish, svenska; da danish,
dansk; no norwegian, norsk; fi finnish, suomi; cs czech, čeština; sk slovak, slovenčina; hu hungarian, magyar; el
greek, ελληνικά; tr turkish, türkçe; ro romanian, română; uk ukrainian, українська; bg bulgarian, български; hr
croatian, hrvatski; sr serbian, српски; sl slovenian, slovenščina; lt lithuanian, lietuvių; lv latvian, latviešu; et
estonian, eesti; is icelandic, íslenska; ga irish, gaeilge; cy welsh, cymraeg; ca catalan, català; eu basque, euskara;
gl galician, galego; mt maltese, malti; sq albanian, shqip; mk macedonian, македонски; be belarusian, беларуская; ar
arabic, العربية; he hebrew, עברית; fa persian, farsi, فارسی; ur urdu, اردو; hi hindi, हिन्दी; bn bengali, bangla,
বাংলা; ta tamil, தமிழ்; te telugu, తెలుగు; ml malayalam, മലയാളം; kn kannada, ಕನ್ನಡ; mr marathi, मराठी; gu gujarati,
ગુજરાતી; pa punjabi, ਪੰਜਾਬੀ; zh chinese, 中文; ja japanese, 日本語; ko korean, 한국어; th thai, ไทย; vi vietnamese, tiếng
việt; id indonesian, bahasa indonesia; ms malay, bahasa melayu; sw swahili, kiswahili; am amharic, አማርኛ; af afrikaans;
hy armenian, հայերեն; ka georgian, ქართული; az azerbaijani, azərbaycan; kk kazakh; uz uzbek; mn mongolian, монгол; ne
nepali, नेपाली; si sinhala, සිංහල; my burmese, မြန်မာ; km khmer, ខ្មែរ; lo lao, ລາວ; eo esperanto; la latin
"""

TWO = {code.partition("=")[0] for code in _PAIRS.split()}
"""The codes of two letters."""

SHORTER = {long: code[:2] for code in _PAIRS.split() for long in code[3:].split(",")} | {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "sh": "sr-Latn",
}
"""For codes of three letters, and codes that were withdrawn, the one to use (RFC 5646, 2.2.1: the shortest)."""

LONG = frozenset(_LONG.split())
"""Codes of three letters that have no shorter one."""

NAMED = {
    name.strip().casefold(): one.split()[0]
    for one in _NAMES.split(";")
    for name in one.strip().partition(" ")[2].split(",")
}
"""Codes by name, in English and in the language itself."""
