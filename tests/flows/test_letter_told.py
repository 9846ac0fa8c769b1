"""What a letter tells: what was ticked, and nothing that stands on what was not."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.referral import LINES
from imh_desktop.core.visit import Answer, Raise
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import visit_files
from imh_desktop.flows.example import example
from imh_desktop.flows.referral_summary import trimmed
from imh_desktop.words import Words
from tests.documents.reading import whole_text

from .item_ids import O1, S4, S5, S6, SG3, T4


@pytest.fixture
def file(library: Library) -> VisitFile:
    return example(library.checklist("observation"), "B4", date(2026, 6, 17))


def test_both_ages_say_of_which_day_they_are(library: Library, file: VisitFile) -> None:
    """The page is headed with the day it is written, which may be much later than the visit."""
    on = file.visit.on + timedelta(days=40)
    page = visit_files.referral_document(file, library, "en", None, on)
    text = " ".join(whole_text(page).split())
    visited = Words("en").date(file.visit.on)
    assert f"on {visited}, by the date of birth" in text
    assert f"on {visited}, counted from the due date" in text
    assert Words("en").date(on) in text


MARKS = {
    "contact": ("caregiver's own phone", "555-0142"),
    "languages": ("a language of its own", "Inglés"),
    "custody": ("custody", "Lives with Rosa"),
    "strengths": ("a moment", "Amara laughed"),
    "tried": ("what was tried", "A fixed order"),
    "health": ("the clinic", "Example Clinic"),
    "services": ("the services", "Play group"),
    "senses": ("the last check", "Passed at birth"),
}


@pytest.mark.parametrize("line", MARKS)
def test_a_line_stands_on_the_page_only_when_ticked(
    library: Library, file: VisitFile, line: str
) -> None:
    child = msgspec.structs.replace(
        file.child, custody_note="Lives with Rosa", services_now="Play group"
    )
    assert file.referral is not None
    found = []
    for ticked in (("reason",), ("reason", line)):
        request = msgspec.structs.replace(file.referral, lines=ticked)
        changed = msgspec.structs.replace(file, child=child, referral=request)
        page = visit_files.referral_document(changed, library, "en", None, file.visit.on)
        found.append(whole_text(page))
    mark = "English" if line == "languages" else MARKS[line][1]
    assert mark not in found[0]
    assert mark in found[1]


def test_what_is_not_ticked_is_not_even_in_the_pages_value(file: VisitFile) -> None:
    told = trimmed(file.child, frozenset())
    for field in ("health_provider", "services_now", "vision", "hearing", "custody_note"):
        assert getattr(told, field) == "", field
    assert (told.vision_on, told.hearing_on, told.gestation_days) == (None, None, None)


def test_private_answers_change_no_byte_of_a_referral(library: Library, file: VisitFile) -> None:
    without = msgspec.structs.replace(file, private=())
    pages = {
        visit_files.referral_document(each, library, "en", None, file.visit.on)
        for each in (file, without)
    }
    assert len(pages) == 1


def _told(library: Library, file: VisitFile, items: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """Return the text of a referral in which much is worrying and some of it is ticked."""
    answers = dict(file.visit.answers)
    answers |= {SG3: Answer(code="a_lot"), S5: Answer(code="a_lot"), S6: Answer(code="a_little")}
    answers |= {T4: Answer(code="yes"), O1: Answer(code="a_lot")}
    raised = Raise(level="N2", reason="Her own reason")
    visit = msgspec.structs.replace(file.visit, answers=answers, raised=raised)
    child = msgspec.structs.replace(file.child, conditions_known=True)
    assert file.referral is not None
    (consent,) = file.consents
    changed = msgspec.structs.replace(
        file,
        visit=visit,
        child=child,
        referral=msgspec.structs.replace(file.referral, items=items, lines=lines),
        consents=(msgspec.structs.replace(consent, lines=LINES, items=(O1, S4, S5, S6, T4)),),
    )
    page = visit_files.referral_document(changed, library, "en", None, file.visit.on)
    return " ".join(whole_text(page).split())


@pytest.mark.parametrize("lines", [("contact", "profile"), ("profile", "strengths")])
def test_nothing_of_class_c_is_told_that_nobody_ticked(
    library: Library, file: VisitFile, lines: tuple[str, ...]
) -> None:
    text = _told(library, file, (), lines)
    for rule in ("A1", "C1", "C2", "C3", "C4", "C8", "J1"):
        assert f"(reference {rule})" not in text
    assert "Signs to look at" not in text
    assert "known condition" not in text
    assert "Her own reason" not in text
    assert "Close relationships – often:" in text


def test_a_rule_is_told_when_all_it_stands_on_is_ticked(library: Library, file: VisitFile) -> None:
    """One sign alone fires C1, and C3 only together with the other."""
    texts = library.texts("observation", "en")
    alone = _told(library, file, (S5,), ("reason", "profile"))
    both = _told(library, file, (S4, S5, S6), ("reason", "profile"))
    assert f"“{texts.items[S5].text}” This sign was answered" in alone
    assert "(reference C1)" in alone
    assert "(reference C3)" not in alone
    assert "(reference C4)" not in alone
    assert "Signs to look at together – to look at again: 1, not known: 0" in alone
    assert texts.items[S6].text not in alone
    assert "(reference C3)" in both


def test_a_sign_told_as_the_reason_is_counted_to_look_at_again(
    library: Library, file: VisitFile
) -> None:
    """An opened group is counted by its signs; told without them, it still counts, and once."""
    reason = ("reason", "profile")
    example_page = visit_files.referral_document(file, library, "en", None, file.visit.on)
    for text in (" ".join(whole_text(example_page).split()), _told(library, file, (S5,), reason)):
        assert "Signs to look at together – to look at again: 1, not known: 0" in text
    assert "to look at again: 2" in _told(library, file, (S4, S5), reason)
    assert "often: 4, sometimes: 1, not yet: 1, to look at again: 0, not known: 0" in text


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("consents[0]", {"consents": ({"authority": " "},)}),
        ("consents[0]", {"consents": ({"purpose": ""},)}),
        (
            "referral.partner.name",
            {"referral": {"partner": {"partner_id": "partner-1", "name": ""}}},
        ),
        ("programme.name", {"programme": {"name": " "}}),
        ("referral.items", {"referral": {"items": ()}}),
        ("referral.tried", {"referral": {"tried": "李"}}),
        ("consents[0].signer", {"consents": ({"signer": "李"},)}),
    ],
)
def test_a_referral_without_what_it_needs_is_refused_by_place(
    library: Library, file: VisitFile, place: str, change: dict[str, Any]
) -> None:
    plain = msgspec.json.decode(msgspec.json.encode(file), type=dict[str, Any])
    for key, new in change.items():
        if key == "consents":
            plain[key][0] |= new[0]
        else:
            plain[key] |= new
    spoilt = msgspec.convert(plain, VisitFile)
    with pytest.raises(InputError) as caught:
        visit_files.referral_document(spoilt, library, "en", None, file.visit.on)
    assert caught.value.place == place


@pytest.mark.parametrize("kind", ["family", "referral"])
def test_what_no_professional_read_is_the_words_not_the_child(
    library: Library, file: VisitFile, kind: str
) -> None:
    if kind == "family":
        page = visit_files.family_document(file, library, "en", None)
    else:
        page = visit_files.referral_document(file, library, "en", None, file.visit.on)
    text = " ".join(whole_text(page).split())
    assert "The words of this page have not yet been read by a professional." in text
    assert "reviewed" not in text
