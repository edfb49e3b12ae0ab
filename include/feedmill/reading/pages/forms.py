"""Forms of words that recur beside stories, in several languages, as evidence for what a line is.

All are linear: alternatives without repetition.
"""

from __future__ import annotations

import re


def _begins(words: str) -> str:
    """Begins with one of these."""
    return rf"^\W{{0,3}}(?:{words})\b"


def _holds(words: str) -> str:
    """Holds one of these as a word."""
    return rf"\b(?:{words})\b"


RELATED = (
    "related|read more|read also|see also|also read|more on|more from|more in|more stories|recommended|most read|"
    "most popular|trending|you may|you might|up next|read next|latest|don.t miss|top stories|what to read|"
    "lesen sie auch|mehr zum thema|auch interessant|weiterlesen|meistgelesen|ähnliche|das könnte|siehe auch|mehr dazu|"
    "lesen sie|weitere|lire aussi|à lire|sur le même|voir aussi|articles liés|en savoir plus|lea también|lee también|"
    "te puede interesar|relacionad[ao]s|más noticias|ver más|lo más|leia também|leia mais|veja também|mais lidas|"
    "leggi anche|potrebbe interessarti|correlati|lees ook|meer over|läs också|les også|czytaj także|zobacz też|"
    "читайте также|читайте|mire|vea también|además"
)
SHARE = (
    "share|tweet|facebook|twitter|whatsapp|e-?mail|print|linkedin|pinterest|telegram|copy link|teilen|drucken|"
    "partager|imprimer|compartir|compartilhar|condividi|delen|udostępnij|follow us|folgen sie"
)
LETTER = (
    "newsletter|subscribe|subscription|sign up|sign in|log in|register|abonnieren|abonnez|suscríbe\\w*|assine|"
    "iscriviti|anmelden|abo|registrieren|create an account|free trial|donate|support us|spenden|privacy policy|"
    "datenschutz|cookies?|terms of"
)
PICTURE = (
    "photos?|photograph|image|picture|foto|fotos|bild|bilder|getty|reuters|afp|dpa|ap photo|credit|courtesy|"
    "shutterstock|istock|imago|picture alliance|pixabay|unsplash|crédit|screenshot|archivbild|symbolbild|quelle"
)
AUTHOR = "by|von|par|por|di|autor|autorin|author|written by|text|redaktion|redacción|reporting by|editing by|about the"
DATE = (
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|ago|updated|published|posted|uhr|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:januar|februar|"
    r"märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|june|july|october|"
    r"december|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|de [a-z]{4,10} de)|"
    r"stand|aktualisiert|veröffentlicht|publié|actualizado|publicado"
)

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("related", _begins(RELATED)),
        ("share", _holds(SHARE)),
        ("letter", _holds(LETTER)),
        ("picture", _holds(PICTURE)),
        ("author", _begins(AUTHOR)),
        ("date", rf"(?<!\w)(?:{DATE})(?!\w)"),
        (
            "comment",
            _holds("comments?|kommentare?|commentaires?|comentarios?|comentários|repl(?:y|ies)|antworten|reader"),
        ),
        ("rights", r"©|\(c\)|\b(?:copyright|all rights reserved|alle rechte|tous droits|derechos reservados)\b"),
        ("ad", _begins("advertisement|anzeige|werbung|publicité|publicidad|sponsored|ad|promoted|affiliate")),
        (
            "tags",
            _begins("tags?|topics?|themen|filed under|schlagwörter|schlagworte|etiquetas|mots-clés|category|kategorie"),
        ),
        ("address", r"@|\bwww\.|https?://|\btel\b|\+\d\d"),
        (
            "minutes",
            _holds(
                r"\d{1,2} ?-?min(?:ute)?n?s?\.? read|lesezeit|lesedauer|temps de lecture|minutos de lectura|min read"
            ),
        ),
        ("colon", r":\s{0,2}$"),
        ("video", _holds("watch|video|listen|podcast|audio|gallery|galerie|slideshow|live")),
        ("contents", _begins("contents|inhalt|inhaltsverzeichnis|table of contents|sommaire|índice|jump to|skip to")),
    )
)
