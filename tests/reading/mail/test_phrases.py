"""What mails say of themselves is known by its words, and no story's sentence is taken for it."""

from __future__ import annotations

import pytest

from feedmill.reading.mail.phrases import closes, is_advert, is_elsewhere, is_service, leads_on


@pytest.mark.parametrize(
    "text",
    ["Unsubscribe", "You are receiving this email because you signed up.", "© 2026 Marsh Post",
     "Newsletter abbestellen", "Pour vous désabonner, cliquez ici.", "Se désabonner ici.", "Puede darse de baja aquí.",
     "Disiscriviti", "Wypisz się",
     "Отписаться от рассылки", "配信停止はこちら", "退订", "Je ontvangt deze nieuwsbrief", "Our mailing address is:",
     "Powered by beehiiv", "Impressum | Datenschutz", "Manage your preferences", "Odhlásit se z odběru", "Dezabonare"],
)  # fmt: skip
def test_what_closes_a_mail(text: str) -> None:
    assert closes(text)
    assert is_service(text, linked=0.0)


@pytest.mark.parametrize(
    "text",
    ["Read more", "Weiterlesen »", "Mehr dazu", "Lire la suite", "Leer más", "Leia mais", "Leggi tutto", "Lees verder",
     "Läs mer", "Les mer her", "Lue lisää", "Czytaj więcej", "Číst dále", "Читать далее", "続きを読む", "阅读全文",
     "더 보기", "READ THE STORY", "Click here"],
)  # fmt: skip
def test_the_words_of_a_link_to_the_story_above(text: str) -> None:
    assert leads_on(text)


@pytest.mark.parametrize(
    "text",
    ["View this email in your browser", "Newsletter im Browser ansehen", "Ver en línea", "Online ansehen",
     "Voir cet e-mail dans votre navigateur", "Problemi? Leggi nel tuo browser", "Открыть в браузере", "Web version"],
)  # fmt: skip
def test_where_a_mail_can_be_read_elsewhere(text: str) -> None:
    assert is_elsewhere(text)


@pytest.mark.parametrize("text", ["Advertisement", "Sponsored", "Anzeige", "Publicité", "広告"])
def test_marks_of_advertisements(text: str) -> None:
    assert is_advert(text)


@pytest.mark.parametrize(
    "text",
    ["The bank took up the unsubscribed shares of the company.", "Prezes zrezygnował z funkcji po kontroli.",
     "Poslanci odhlasovali nový zákon o vodách.", "Eltern sollen Kinder vom Unterricht abmelden können.",
     "Der Streit wird vor Gericht ausgetragen.", "Datenschutz an Schulen ist mangelhaft, sagt das Land.",
     "More rain due at the weekend", "Read my lips, says the mayor", "Order restored in Marsh after a night of unrest",
     "Meer geld voor wegen en bruggen", "Mozilla släpper en ny webbläsare", "Vous recevez moins de pluie que le nord.",
     "Mehr Geld für Brücken und Straßen", "Because you never know when the boat leaves.", "Ver el eclipse sin gafas"],
)  # fmt: skip
def test_sentences_and_headlines_of_stories_are_none_of_these(text: str) -> None:
    assert not is_service(text, linked=1.0)
