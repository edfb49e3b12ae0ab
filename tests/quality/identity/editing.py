"""What desks do to a text: cut it, run something in before it, edit words, add furniture. Of fixed dice."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

SYNONYMS = {
    "said": "stated", "but": "however", "government": "administration", "people": "persons", "also": "additionally",
    "about": "around", "says": "said", "programme": "program", "labour": "labor", "centre": "center", "mr": "president",
    "company": "firm", "against": "versus", "last": "past", "would": "will", "new": "fresh", "the": "this",
}  # fmt: skip
DATELINES = ("LONDON (AP) -- ", "WASHINGTON (Reuters) - ", "TOKYO, ", "Brussels - ", "HONG KONG, AFP \u2014 ")
KICKERS = (
    "CAUSE UNKNOWN: ", "FRESH START: ", "MARKETS: ", "Watch: ", "Analysis | ",
    "EXCLUSIVE: Officials said no further comment would be made until the inquiry ends ",
)  # fmt: skip
AGENCY_FOOTER = (
    "Copyright 2024 The Associated Press. All rights reserved. This material may not be published, broadcast, "
    "rewritten or redistributed without permission. Sign up for our daily newsletter and get the best of our "
    "journalism delivered to your inbox every morning. Follow us on Facebook, Twitter and Instagram for the latest "
    "updates."
)
PAPER_FOOTER = (
    "Reporting by our correspondents; editing by the news desk. Our Standards: The Thomson Reuters Trust Principles. "
    "Comments will be moderated. Keep comments relevant to the article. Remarks containing abusive and obscene "
    "language, personal attacks of any kind or promotion will be removed and the user banned. Final decision will be "
    "at the discretion of the editors."
)
FOOTERS = (AGENCY_FOOTER, PAPER_FOOTER)
COMPANIES = ("Northgate", "Asahi", "Baltic Metals", "Delmar", "Kestrel", "Orion Foods", "Tatra", "Sundal")
NUMBER = re.compile(r"\b\d[\d,.]*\b")

Dice = random.Random


def edited(dice: Dice, words: Iterable[str], count: int) -> list[str]:
    """Words with so many of them replaced (six in ten edits), dropped or added to."""
    found = list(words)
    places = [at for at, word in enumerate(found) if word.lower() in SYNONYMS] or list(range(len(found)))
    for at in dice.sample(places, min(count, len(places))):
        chance = dice.random()
        if chance < 0.6:
            found[at] = SYNONYMS.get(found[at].lower(), found[at] + "s")
        else:
            found[at] = "" if chance < 0.8 else found[at] + " reportedly"
    return [word for word in found if word]


def cut_off(dice: Dice, words: list[str]) -> str:
    """A text that stops in the middle: within a word, with dots, or between words."""
    text, chance = " ".join(words), dice.random()
    if chance < 0.4 and len(text) > 60:
        return text[: -dice.randint(1, 4)]
    return text + "..." if chance < 0.7 else text


def corrected(dice: Dice, text: str) -> str | None:
    """The text with one number changed; None where it has none."""
    numbers = list(NUMBER.finditer(text))
    if not numbers:
        return None
    found = dice.choice(numbers)
    return text[: found.start()] + str(dice.randint(3, 9000)) + text[found.end() :]


def retyped(dice: Dice, text: str) -> str:
    """The same words in other typography, or shouted."""
    curly = text.replace("'", "\u2019").replace('"', "\u201d").replace(" - ", " \u2013 ")
    return curly.upper() if dice.random() < 0.2 else re.sub(r"(?<=\.)\s", "\n\n", curly)


def localised(dice: Dice, sentences: list[str]) -> str:
    """Agency copy in another paper: dateline, an eighth of the sentences gone, two in five edited, a footer."""
    kept = [sentence for sentence in sentences if dice.random() > 0.12]
    told = [" ".join(edited(dice, sentence.split(), 1)) if dice.random() < 0.4 else sentence for sentence in kept]
    return dice.choice(DATELINES) + " ".join(told) + " " + dice.choice(FOOTERS)


def rewritten(dice: Dice, sentences: list[str]) -> str:
    """A quarter of the sentences gone, four words edited in six in ten of the rest."""
    kept = [sentence for sentence in sentences if dice.random() > 0.25]
    return " ".join(" ".join(edited(dice, one.split(), 4)) if dice.random() < 0.6 else one for one in kept)


def market_report(dice: Dice) -> str:
    """A daily notice in fixed words about one of eight companies."""
    company = dice.choice(COMPANIES)
    legal = dice.choice(("Corp", "Inc", "plc", "AG", "Ltd"))
    day = dice.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))

    def some(least: float, most: float) -> str:
        return f"{dice.uniform(least, most):.1f}"

    return (
        f"Shares of {company} {legal} closed at {some(10, 90)} on {day}, {dice.choice(('up', 'down'))} {some(0.1, 4)} "
        f"percent from the previous session, as the benchmark index {dice.choice(('rose', 'fell'))} {some(0.1, 3)} "
        f"percent to {some(8000, 30000)} points. Turnover on the main board was {some(50, 300)} billion, compared with "
        f"{some(50, 300)} billion the day before. Foreign institutional investors were net "
        f"{dice.choice(('buyers', 'sellers'))} of {some(1, 20)} billion in shares, the exchange said after the market "
        f"closed. The dollar traded at {some(28, 33)} against the local currency, with interbank turnover of "
        f"{some(1, 3)} billion. Analysts said the market was expected to consolidate this week ahead of the central "
        f"bank meeting, with support seen at {some(8000, 30000)} points."
    )
