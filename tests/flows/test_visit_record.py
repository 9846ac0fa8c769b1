"""The record for the file: all of a visit that is open, as it was closed, and no private word."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit_record import RecordAnswer
from imh_desktop.flows.closing import close
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.pages import Page
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.reviewing import add_moment, add_step
from imh_desktop.flows.visit_record import visit_record, visit_record_page
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import bare, drawn, overlaps, texts

from .conftest import ON

O1, K3, T1 = "o1-any-worry", "k3-heavy-days", "t1-thoughts-of-harm"


def _answered(visit: OpenVisit) -> OpenVisit:
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    for number, item in enumerate(visit.items().values()):
        if not item.sensitivity.private and item.codes and item.kind != "today":
            visit.answer(item.item_id, item.codes[number % 3])
    visit.keep_note(O1, "Sleep is short.")
    for moment in ("Mara laughed.", "Mara reached for Ines.", "They sang."):
        add_moment(visit, moment)
    add_step(visit, "Talk with the nurse", who="Ines", by=ON + timedelta(days=7), phone="555-0100")
    return visit


@pytest.fixture
def closed(visit: OpenVisit) -> str:
    _answered(visit)
    close(visit)
    return visit.visit.visit_id


@pytest.fixture
def page(vault: Vault, library: Library) -> Callable[[str], Page]:
    return lambda visit_id: visit_record_page(vault, library, visit_id, "en", "a4")


def test_every_open_answer_is_there_in_words_with_note_and_result(
    vault: Vault, library: Library, visit: OpenVisit, closed: str, page: Callable[[str], Page]
) -> None:
    on_paper = bare("".join(texts(page(closed).content)))
    said = library.texts("observation", "en")
    for item_id, answer in visit.visit.answers.items():
        text = bare(said.items[item_id].text) + bare(said.choices[answer.code])
        assert text in on_paper, item_id
    for words in (
        "Sleep is short.", "Ines (mother)", "Mara laughed.", "Talk with the nurse, Ines",
        "by 17 June 2026", "rule set 2", "told by the family, Ines",
    ):  # fmt: skip
        assert bare(words) in on_paper, words
    first = texts(page(closed).content)[0]
    assert "not validated, not a diagnosis" in first
    assert "page 1 of" in first


def test_what_was_said_alone_leaves_no_trace(
    vault: Vault, library: Library, child: Child, page: Callable[[str], Page]
) -> None:
    quiet, loud = (_answered(start(vault, library, child.child_id, on=ON)) for _ in range(2))
    loud.alone_with(loud.caregivers[0].caregiver_id)
    loud.answer(K3, "a_lot")
    loud.keep_note(K3, "whispered")
    loud.answer(T1, "yes")
    loud.record_action(T1, "called together")
    for each in (quiet, loud):
        close(each)
    one, other = (page(each.visit.visit_id).content for each in (quiet, loud))
    pages = [texts(pdf) for pdf in (one, other)]
    ids = [each.visit.visit_id[-6:] for each in (quiet, loud)]
    assert [page.replace(ids[0], "") for page in pages[0]] == [
        page.replace(ids[1], "") for page in pages[1]
    ]


def test_a_change_after_the_close_is_shown_with_who_when_and_why(
    vault: Vault, closed: str, page: Callable[[str], Page]
) -> None:
    before = "".join(texts(page(closed).content))
    assert "Changed after the visit was closed" not in before
    vault.journal.amend(closed, {f"notes.{O1}": "Sleep is longer."}, "The family called")
    after = bare("".join(texts(page(closed).content)))
    assert bare("Changed after the visit was closed") in after
    for words in ("The family called", "Sleep is longer.", ", Visitor"):
        assert bare(words) in after


def test_an_open_visit_has_no_record_yet(visit: OpenVisit, page: Callable[[str], Page]) -> None:
    with pytest.raises(PageRefused, match="still open"):
        page(visit.visit.visit_id)


def test_the_same_record_gives_the_same_legible_bytes(
    vault: Vault, library: Library, closed: str, page: Callable[[str], Page]
) -> None:
    made = page(closed)
    assert made.content == page(closed).content
    assert [each for each in drawn(made.content) if overlaps(each)] == []
    assert "Mara" not in made.file_name
    record = visit_record(vault, library, closed, "es", words=Words("en"))
    assert record.language == "es"


def test_no_record_can_hold_a_private_answer() -> None:
    with pytest.raises(TypeError):
        RecordAnswer(text="x", answer="y", source=Sensitivity.V)  # type: ignore[arg-type]
