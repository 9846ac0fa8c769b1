"""The check names what a page says to those who look inside it and not to those who read it."""

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from imh_desktop.assets import resources
from imh_desktop.documents.checking.check import check

from .test_checking import Damage, broken, drawing


def _company(pdf: Pdf) -> None:
    pdf.docinfo["/Company"] = "Women's house"


def _note(pdf: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Do not tell")
    )
    pdf.pages[0].obj["/Annots"] = pdf.make_indirect(Array([note]))


def _opening(pdf: Pdf) -> None:
    pdf.Root["/OpenAction"] = Dictionary(S=Name.URI, URI=String("https://example.org"))


def _blank(drawn: bytes) -> bytes:
    return drawn.replace(b"BT", b"q 3 Tr BT", 1).replace(b"ET", b"ET Q", 1)


HIDDEN: dict[str, tuple[str, Damage]] = {
    "a company": ("metadata", _company),
    "a note": ("note", _note),
    "an address on opening": ("link", _opening),
    "text without ink": ("unseen", drawing(_blank)),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_in_a_page_is_named(name: str) -> None:
    rule, damage = HIDDEN[name]
    assert rule in {finding.rule for finding in check(broken(damage))}


def test_a_way_of_drawing_that_is_given_back_hides_nothing() -> None:
    found = check(broken(drawing(lambda drawn: b"q 3 Tr Q " + drawn)))
    assert "unseen" not in {finding.rule for finding in found}


def test_no_specimen_hides_anything() -> None:
    found = sorted((resources() / "specimens").glob("*.pdf"))[:3]
    assert [check(path.read_bytes()) for path in found] == [(), (), ()]
