"""Names of encodings as files and senders write them, and what they mean.

As browsers read them (the Encoding standard of the WHATWG): who says `iso-8859-1` has Windows-1252, `gb2312` is
GB 18030, `shift_jis` is Windows-31J. Beside these the pages of DOS and of old Macs. UTF-7, EBCDIC and what is no
encoding of text are not known here.
"""

from __future__ import annotations

import codecs
import re

_AS_BROWSERS_DO = """
ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 latin1 latin-1 l1 iso_8859-1 cp819 ibm819 = cp1252
windows-1252 cp1252 x-cp1252 ansi = cp1252
iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 latin-5 l5 windows-1254 cp1254 x-cp1254 = cp1254
iso-8859-11 iso8859-11 iso885911 tis-620 tis620 windows-874 dos-874 cp874 = cp874
iso-8859-8-i logical = iso8859-8
shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932 = cp932 shift_jis_2004
euc-jp x-euc-jp eucjp cseucpkdfmtjapanese = euc_jp euc_jis_2004
iso-2022-jp csiso2022jp = iso2022_jp iso2022_jp_ext iso2022_jp_2004
gb2312 gb_2312-80 gb_2312 csgb2312 chinese iso-ir-58 euc-cn x-euc-cn = gb18030
gbk x-gbk cp936 ms936 windows-936 gb18030 = gb18030
big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 big5hkscs = cp950 big5hkscs
euc-kr euckr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 iso-ir-149 = cp949
windows-949 cp949 uhc = cp949
koi8-r koi koi8 koi8_r cskoi8r = koi8-r
koi8-u koi8-ru = koi8-u
macintosh mac macroman x-mac-roman csmacintosh = mac-roman
x-mac-cyrillic x-mac-ukrainian = mac-cyrillic
ibm866 866 cp866 csibm866 = cp866
utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-8-sig utf8mb4 = utf-8
utf-16 utf-16le ucs-2 iso-10646-ucs-2 csunicode unicode unicodefeff utf16 = utf-16-le
utf-16be unicodefffe = utf-16-be
utf-32 utf-32le ucs-4 utf32 = utf-32-le
utf-32be = utf-32-be
"""
CODECS = {
    label: tuple(meant.split())
    for line in _AS_BROWSERS_DO.strip().splitlines()
    for labels, _, meant in (line.partition("="),)
    for label in labels.split()
}

OTHERS = re.compile(
    r"iso8859-\d+|cp125\d|koi8-[rut]|kz1048|ptcp154|mac-\w+|cp(?:437|720|737|775|85\d|86\d|874|1125)|johab|hz|iso2022_\w+"
    r"|euc_\w+|shift_jis\w*|gb\w+|big5\w*|tis-620|hp-roman8"
)
"""What Python knows beside these, by its own names, and may be told of by a label."""

WIDE = ("utf-16", "utf-32")

CHARSET = re.compile(r"charset\s{0,8}=\s{0,8}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


def charset_of(content_type: str) -> str | None:
    """The label of an encoding that a Content-Type names, as written; None where it names none."""
    charset = CHARSET.search(content_type[:1000])
    return charset[1] if charset else None


def codecs_of(label: str) -> tuple[str, ...]:
    """The codecs to try for a label, the first one being what it means; none where it is not known."""
    name = label.strip().strip("\"'").lower()
    found = CODECS.get(name) or CODECS.get(name.replace("_", "-"))
    if found is not None:
        return found
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ()
    return CODECS.get(known) or ((known,) if OTHERS.fullmatch(known) else ())
