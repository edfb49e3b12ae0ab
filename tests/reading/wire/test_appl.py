"""What AP's own XML states around NITF."""

from __future__ import annotations

import pytest

from feedmill.model import Document, Stated
from feedmill.reading import read


def stated(managed: str = "", lines: str = "", described: str = "") -> Stated:
    (one,) = read(
        '<Publication xmlns="http://ap.org/schemas/03/2005/appl"><Identification><ItemId>i</ItemId>'
        "<MediaType>Text</MediaType></Identification>"
        f"<PublicationManagement><Status>Usable</Status>{managed}</PublicationManagement><NewsLines>{lines}</NewsLines>"
        f"<DescriptiveMetadata>{described}</DescriptiveMetadata><PublicationComponent><TextContentItem><DataContent>"
        "<nitf><body><body.content><p>A story.</p></body.content></body></nitf>"
        "</DataContent></TextContentItem></PublicationComponent></Publication>".encode()
    )
    assert isinstance(one, Document)
    return one.stated


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("Corrective", ("usable", "correction")),
        ("Kill", ("canceled", "text")),
        ("Elimination", ("canceled", "text")),
        ("Add", ("usable", "text")),
    ],
)
def test_the_editorial_type_tells_corrections_and_kills(kind: str, told: tuple[str, str]) -> None:
    found = stated(f"<Editorial><Type>{kind}</Type></Editorial>")
    assert (found.status, found.kind) == told


def test_a_date_without_its_attributes_states_nothing() -> None:
    assert stated("<FirstCreated><Year>2018</Year></FirstCreated>").published_raw is None
    dated = stated('<FirstCreated Year="2018" Month="4" Day="3" Time="17:02:11"/>')
    assert str(dated.published_at) == "2018-04-03 17:02:11+00:00"


def test_a_headline_tells_a_correction() -> None:
    assert stated(lines="<HeadLine>CORRECTION: Gate</HeadLine>").kind == "correction"


def test_subjects_keywords_and_the_place() -> None:
    found = stated(
        lines="<KeywordLine>gates, hooks</KeywordLine><SlugLine>BC-Gate</SlugLine>",
        described='<SubjectClassification><Occurrence Value="Harbours"/></SubjectClassification>'
        "<DateLineLocation><City>Port Helm</City></DateLineLocation>",
    )
    assert (found.subjects, found.keywords, found.place) == (("Harbours",), ("gates", "hooks"), "Port Helm")
    assert found.slugline == "BC-Gate"
    assert stated(lines="<DateLine>HELM (AP)</DateLine>").place == "HELM"
