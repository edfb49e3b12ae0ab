r"""Text that was spoilt before it came: lines in another encoding among UTF-8, UTF-8 that was read as something else.

Mends only what is proven: bytes that are no UTF-8 and make letters of a language where they stand; sequences that are
UTF-8 once they are taken back to bytes, and that no language writes (as ftfy tells them). All else stays as it is.
"""

from __future__ import annotations

import re

from feedmill.reading.decoding.bytewise import LOST, Read, loosely, strictly
from feedmill.reading.decoding.guessing import MULTI, fitness, guess

ISLAND = re.compile("(?<=([^\udc80-\udcff]))([\udc80-\udcff]{1,8})(?=([^\udc80-\udcff]))")
FITTING = 0.4
"""Bytes that fit another encoding less than so are UTF-8 where one good sequence stands among them."""

ASCII = bytes(range(128))
C1 = re.compile(rb"\xc2[\x80-\x9f]")
SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
LETTERS = frozenset("äöüßÄÖÜéèàêçîâôùûëïÉÀÇáíóúñÁÍÓÚÑãõåøæÅØÆ")
MARKS = frozenset("‘’“”„–—…«»€£°§©®·•\xa0")
SPOILT = re.compile(b"|".join((
    b"\xc3\x83\xc2", b"\xc3\x82\xc2", b"\xc3\x83\xc5", b"\xc3\x83\xc6", b"\xc3\xa2\xe2\x82\xac", b"\xc3\xa2\xc2\x80",
    b"\xc3\x90\xc2", b"\xc3\x91\xc2", b"\xc3\x91\xe2", b"\xd0\xa0\xc2\xb0", b"\xd0\xa0\xd1\x95", b"\xe2\x88\x9a\xc2",
    b"\xe2\x80\x9a\xc3\x84", b"\xc3\xa3\xc6", b"\xc3\xa3\xe2\x82\xac", b"\xc3\xa3\xc2\x81",
)))  # fmt: skip
"""What UTF-8 that was read as Windows-1252, Windows-1251 or Mac Roman, and written as UTF-8 once more, has in it."""
PROOF = re.compile(
    "[a-zß-öø-ÿ][ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÃÂ][\x80-\x9f€ƒ†‡ˆ‰Š‹ŒŽ˜™š›œžŸ¢-ªµ°-º¼-¾\xac-\xb4]"
    "|[ÃÂ][–—‘’“”„…•«»¡¿\xa0](?=[a-zß-öø-ÿ])|â€|â\x80|ã[ƒ€\x81-\x83]|Ð[\x80-\xbf].?Ð|Ñ[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ]"
    "|(?:Р[°ѕёЅµ»Ѕ]|С[‚ЃЂѓЊ‹]).{0,8}(?:Р[°ѕёЅµ»Ѕ]|С[‚ЃЂѓЊ‹])|√[©®≥∂ß°]|‚Ä"
)
"""What is proof in a line: no language writes `Ã©`, or a capital Ã within a word; `MANHÃ»` may end a quotation."""
CONTROLS = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
WINDOWS = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if CONTROLS.match(chr(code))}


def is_mixed(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 as a whole are UTF-8 for the greater part.

    In another encoding of one byte a character good sequences hardly ever stand; in those of more than one, they are
    the lesser part.
    """
    text = data.decode("utf-8", errors="ignore")
    good = len(text) - len(text.encode("ascii", errors="ignore"))
    broken = len(data) - len(text.encode("utf-8"))
    if good >= 4 * broken:
        return True
    if good < 1 or 4 * good < broken:
        return False
    other = guess(data)
    return other is None or (other not in MULTI and fitness(data, other) < FITTING)


def mixed(data: bytes) -> Read:
    """The text of UTF-8 with lines or words in another encoding, these read by theirs where that is sure."""
    lines = data.splitlines(keepends=True)
    read = [strictly(line, ("utf-8",)) for line in lines]
    foreign = {at for at, found in enumerate(read) if found is None and not SEQUENCE.search(lines[at])}
    codec = guess(b"".join(lines[at] for at in sorted(foreign))) if foreign else None
    texts: list[str] = []
    mended = 0
    for at, whole in enumerate(read):
        foreignly = strictly(lines[at], (codec,)) if codec and at in foreign else None
        found = whole or foreignly or _isles(lines[at])
        mended += whole is None and found.whole
        texts.append(found.text)
    notes = (f"encoding_mixed: {mended} lines were not UTF-8, and were read as {codec or 'cp1252'}",) if mended else ()
    return Read("".join(texts), "utf-8", whole=False, notes=notes)


def _isles(line: bytes) -> Read:
    """A line of UTF-8 with the bytes in it that are none read as Windows-1252, as far as that is sure."""
    text = ISLAND.sub(_isle, loosely(line, "utf-8").text)
    return Read(text, "utf-8", whole=not LOST.search(text))


def _isle(island: re.Match[str]) -> str:
    """Bytes among UTF-8 as characters of Windows-1252, where these are letters beside letters, or marks."""
    data = bytes(ord(char) - 0xDC00 for char in island[2])
    found = strictly(data, ("cp1252",)) if not SEQUENCE.match(data) else None
    if found is None:
        return island[2]
    beside = island[1].isalpha() or island[3].isalpha()
    known = all(char in MARKS or (char in LETTERS and beside) for char in found.text)
    return found.text if known else island[2]


def unspoilt(text: str, data: bytes) -> tuple[str, int]:
    """The text with UTF-8 that had been read as something else read as UTF-8, and how many lines had it.

    `data` is the text in UTF-8. Controls that are characters of Windows-1252 become these.
    """
    lines = 0
    high = data.translate(None, ASCII)
    if SPOILT.search(high):
        parts = [_line(line) for line in text.splitlines(keepends=True)]
        lines = sum(1 for _, spoilt in parts if spoilt)
        text = "".join(line for line, _ in parts)
    if b"\xc2" in high and C1.search(data) and CONTROLS.search(text):
        lines += 1
        text = text.translate(WINDOWS)
    return text, lines


def _line(line: str) -> tuple[str, bool]:
    """A line as it was before it was spoilt, and whether it had been."""
    if not PROOF.search(line):
        return line, False
    import ftfy

    settings = ftfy.TextFixerConfig(restore_byte_a0=False, replace_lossy_sequences=False, fix_c1_controls=False)
    fixed = ftfy.fix_encoding(line, settings)
    return fixed, fixed != line
