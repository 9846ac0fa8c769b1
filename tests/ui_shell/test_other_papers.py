"""The other papers: where a person looks for them, seen as printed, typed in by keys."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from imh_desktop.flows import referring, wondering
from imh_desktop.flows.demo import fill
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.store import records
from imh_desktop.ui import sayings
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.words import Words


@pytest.fixture
def at_a_child(vault, opened, library, hands):
    """The page of a child with a closed visit and one under way."""
    child = fill(vault, library, _today())
    program = opened()
    program._workspace.show_child(child.child_id)
    return program, child


def test_a_blank_checklist_is_seen_and_what_is_asked_alone_is_a_sheet_apart(at_a_child, hands):
    program, child = at_a_child
    hands.click("Blank checklist to fill in by hand")
    hands.wait_for("The page as it will be printed")
    checklist = program.window.page.made
    assert child.given_name not in checklist.file_name
    hands.click("Sheet for a talk alone")
    hands.wait_for("The checklist itself")
    sheet = program.window.page.made
    assert sheet.content != checklist.content
    hands.click("Back")
    hands.wait_for("About the child")


def test_a_visit_is_typed_in_from_paper_by_keys(at_a_child, hands, vault):
    program, child = at_a_child
    day = _today() - timedelta(days=9)
    hands.click("Type in a visit from paper")
    _write_day(hands, day)
    hands.click("Type it in")
    hands.wait_for("Please look at the paper, and tick its day.")
    assert len(records.visits(vault, child.child_id)) == 2

    hands.click("This is the day that stands on the paper")
    hands.click("Type it in")
    hands.wait(lambda: isinstance(program.window.page, VisitPage), "the cards")
    hands.press("1")  # no worry: the first card asks for no "how known"
    typed = next(v for v in records.visits(vault, child.child_id) if v.from_paper)
    assert typed.on == day
    assert [answer.code for answer in typed.answers.values()] == ["no"]
    assert [answer.answered_on for answer in typed.answers.values()] == [None]


def test_a_day_to_come_is_refused_at_once(at_a_child, hands):
    hands.click("Type in a visit from paper")
    _write_day(hands, _today() + timedelta(days=3))
    hands.wait_for("This day is still to come.")
    assert not hands.sees("This is the day that stands on the paper")


def _today() -> date:
    return date.today()  # noqa: DTZ011 as the program


def _write_day(hands, day: date) -> None:
    hands.write("Day of the visit: day", str(day.day))
    hands.choose("Day of the visit: month", f"{day:%B}")
    hands.write("Day of the visit: year", str(day.year))


def test_a_closed_visit_has_its_record(at_a_child, hands):
    program, _child = at_a_child
    hands.click("Record for the file")
    hands.wait_for("The page as it will be printed")
    assert program.window.page.made.file_name.startswith("record-")
    hands.click("Back")
    hands.wait_for("About the child")


def test_what_she_wonders_is_kept_at_the_review_and_is_in_her_packet(at_a_child, hands, vault):
    program, child = at_a_child
    visit = next(v for v in records.visits(vault, child.child_id) if not v.closed_at)
    program._workspace.continue_visit(visit.visit_id)
    program.window.page.review_wanted.emit()
    hands.write("What I wonder", "Why was I so quiet?")
    hands.click("Back to the cards")
    assert wondering.kept(vault, visit.visit_id) == "Why was I so quiet?"

    program._workspace.show_together()
    hands.click("For my supervision")
    hands.write("First day: year", str(_today().year - 1))
    hands.click("Show the paper")
    hands.wait_for("The page as it will be printed")
    assert program.window.page.made.file_name.startswith("supervision-")
    hands.click("Back")
    hands.wait_for("Carry and gather")


def test_a_family_s_copy_is_saved_with_its_files_and_written_down(
    at_a_child, hands, vault, tmp_path
):
    _program, child = at_a_child
    hands.click("Copy of everything for the family")
    hands.click("Show the copy")
    hands.wait_for("Please choose who receives it.")
    (receiver, *_) = records.caregivers(vault, child.child_id)
    hands.click(sayings.caregiver_line(Words("en"), receiver))
    hands.click("Show the copy")
    hands.wait_for("The page as it will be printed")
    target = tmp_path / "copies" / "copy.zip"
    target.parent.mkdir()
    hands.click("Save with its data files")
    hands.write("File name", str(target))
    hands.click("Save")
    hands.wait_for("The copy is saved.")
    assert list(target.parent.iterdir()) == [target]
    assert [kind for _, kind, _ in records.events(vault)] == ["child_opened", "copy_given"]
    hands.click("Back")
    hands.wait_for("About the child")


def test_a_referral_is_seen_on_a_partner_s_own_form(at_a_child, hands, vault, library):
    program, child = at_a_child
    visit = next(v for v in records.visits(vault, child.child_id) if v.closed_at)
    form = ReferralForm(
        partner_name="Early Support", purpose="A closer look", lines=("strengths",), signer="Nia",
        authority="Mother", signed_on=visit.on.isoformat(),
        expires_on=(_today() + timedelta(days=9)).isoformat(), concern_on=visit.on.isoformat(),
    )  # fmt: skip
    referring.write_referral(vault, library, visit.visit_id, form)
    program._workspace.show_child(child.child_id)
    hands.click("On the partner’s own form")
    hands.click("Try it with an example")
    hands.wait_for("The page as it will be printed")
    assert program.window.page.made.file_name.startswith("form-")
    hands.click("Back")
    hands.wait_for("About the child")


@pytest.mark.parametrize(
    ("button", "goes_on"),
    [
        ("Type in a visit from paper", "Type it in"),
        ("Copy of everything for the family", "Show the copy"),
    ],
)
def test_escape_leaves_a_question_and_nothing_was_written(
    at_a_child, hands, vault, button, goes_on
):
    before = sum(1 for _ in vault.journal.entries())
    hands.click(button)
    assert hands.sees(goes_on)
    hands.press(Qt.Key.Key_Escape)
    assert not hands.sees(goes_on)
    assert hands.sees(button)
    assert sum(1 for _ in vault.journal.entries()) == before
