"""The real window: a visit opens with what was agreed last time, and one press skips it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from imh_desktop.flows.closing import close
from imh_desktop.flows.following_up import follow_ups
from imh_desktop.flows.reviewing import add_moment, add_step, choose_strategy, strategies
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.ui.follow_up_page import FollowUpPage
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.visit_page import VisitPage

from .conftest import enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
NOTE = "Twice, <b>at bedtime</b>"


@pytest.fixture
def agreed(vault, library):
    """A child whose last visit ended with two ideas and a step."""
    child = enrol(vault)
    last = start(vault, library, child.child_id, on=TODAY - timedelta(days=20))
    for when in ("morning", "noon", "evening"):
        add_moment(last, f"She laughed in the {when}")
    for each in strategies(last)[:2]:
        choose_strategy(last, each.id)
    add_step(last, "Talk about sleep with the nurse", who="Fatou", by=TODAY)
    close(last)
    return child


@pytest.fixture
def begun(agreed, opened, hands):
    """The window at the start of the next visit."""
    program = opened()
    program._workspace.show_child(agreed.child_id)
    hands.click("Start a visit")
    hands.click("Begin the visit")
    hands.wait(lambda: isinstance(program.window.page, FollowUpPage), "what was agreed")
    return program


def visit_of(program, vault, library):
    (one,) = (each for each in records.open_visits(vault))
    return resume(vault, library, one.visit_id)


def test_one_press_leads_to_the_first_card_and_writes_nothing(begun, hands, vault, library):
    (one,) = records.open_visits(vault)
    before = len(vault.journal.history(one.visit_id))
    hands.picture("follow-up")
    hands.wait(lambda: begun.window.page.onward.hasFocus(), "the keyboard on the way on")
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: isinstance(begun.window.page, VisitPage), "the cards")
    assert len(vault.journal.history(one.visit_id)) == before


def test_answers_and_notes_are_kept_at_once_and_stand_in_the_review(begun, hands, vault, library):
    visit = visit_of(begun, vault, library)
    idea, _other, step = follow_ups(visit)
    hands.click("Went well", about=idea.what)
    hands.click("Not talked about", about=step.what)
    hands.write(f"Note on how it went: {idea.what}", NOTE)
    hands.picture("answered")
    hands.click("On to the cards")
    hands.wait(lambda: isinstance(begun.window.page, VisitPage), "the cards")
    said = {one.key: (one.code, one.note) for one in follow_ups(visit)}
    assert said[idea.key] == ("went_well", NOTE)
    assert said[step.key] == ("not_talked", "")

    begun.window.page.review_wanted.emit()
    hands.wait(lambda: isinstance(begun.window.page, ReviewPage), "the review")
    hands.click("See and change", about="Since the last visit")
    hands.click("Tried a little", about=idea.what)
    assert follow_ups(visit)[0].code == "tried"
    hands.picture("review")
    hands.click("Tell it on the family's page")
    hands.wait_for(f"You tried this at home. {idea.what}")


def test_what_is_half_typed_is_there_after_the_laptop_stopped(
    begun, hands, vault, library, agreed
):  # fmt: skip
    visit = visit_of(begun, vault, library)
    idea = follow_ups(visit)[0]
    hands.write(f"Note on how it went: {idea.what}", NOTE)
    hands.wait(lambda: bool(vault.desk.drafts(visit.visit.visit_id)), "the draft")
    # The window is gone without a word to the page; the vault tells where she was.
    begun._workspace.continue_visit(visit.visit.visit_id)
    hands.wait(lambda: isinstance(begun.window.page, FollowUpPage), "what was agreed")
    row = begun.window.page.follow_ups.rows[idea.key]
    assert row.note.field.toPlainText() == NOTE


def test_f12_covers_it(begun, hands):
    hands.press(Qt.Key.Key_F12)
    hands.wait_for("A short pause")


def test_a_narrow_window_asks_one_answer_below_the_other(begun, hands):
    begun.window.resize(700, 700)
    row = next(iter(begun.window.page.follow_ups.rows.values()))
    first, last = row.choice.button("went_well"), row.choice.button("not_talked")
    hands.wait(lambda: last.y() > first.y(), "the fold")
    assert last.width() >= last.sizeHint().width()
    hands.picture("narrow")
