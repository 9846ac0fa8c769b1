"""How many clicks lead from a flag to the letter: at most three where the family agreed before."""

from datetime import date, timedelta

import pytest

from imh_desktop.flows.closing import close
from imh_desktop.flows.referral_form import ReferralForm
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.summary_page import SummaryPage

from .conftest import enrol, give_numbers
from .test_paper_pages import closed_visit  # noqa: F401 a fixture


def test_two_clicks_lead_to_a_letter_and_the_consent_asks_for_two_choices(
    closed_visit, hands, vault  # noqa: F811
) -> None:  # fmt: skip
    _program, visit = closed_visit
    give_numbers(vault)
    clicks: list[str] = []

    def click(name: str, about: str = "") -> None:
        hands.click(name, about=about)
        clicks.append(name)

    click("New referral", about=str(visit.on.year))
    hands.write("What for", "A closer look")
    hands.write("Name of the partner", "Early Support")
    hands.write("In what role, such as mother or legal guardian", "Mother")
    choices = ("Strengths", "Signed on paper")  # what is told, and how it was agreed (RF3, RF4)
    for choice in choices:
        click(choice)
    click("The family agrees: make the page")
    hands.wait_for("The page as it will be printed")
    assert len(clicks) - len(choices) == 2
    assert len(records.referrals(vault, visit.child_id)) == 1


TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
WORRY = "o1-any-worry"
AGREED = ReferralForm(
    partner_name="Early Support", purpose="A closer look", lines=("contact", "reason"),
    items=(WORRY,), signer="Fatou", authority="Mother", how="paper",
    signed_on=TODAY.isoformat(), expires_on=(TODAY + timedelta(days=90)).isoformat(),
    concern_on=TODAY.isoformat(),
)  # fmt: skip


@pytest.fixture
def flagged(vault, library):
    """A child with a consent that covers the worry, and a visit ready to close with that worry."""
    give_numbers(vault)
    child = enrol(vault)
    first = begun(vault, library, child.child_id, TODAY - timedelta(days=30))
    close(first)
    write_referral(vault, library, first.visit.visit_id, AGREED, today=TODAY)
    return begun(vault, library, child.child_id, TODAY)


def begun(vault, library, child_id, on):
    """A visit with a big worry: the flag (C4, N2)."""
    visit = start(vault, library, child_id, on=on)
    visit.answer(WORRY, "a_lot")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    return visit


def counted(hands, clicks, name, about=""):
    hands.click(name, about=about)
    clicks.append(name)


def test_from_the_childs_page_two_clicks_make_the_letter_where_it_was_agreed_before(
    flagged, opened, hands, vault
):
    close(flagged)
    program = opened()
    program._workspace.show_child(flagged.child.child_id)
    hands.wait_for("Next step: Talk it over with someone, or refer")
    clicks: list[str] = []
    counted(hands, clicks, "New referral", about=flagged.words.date(TODAY))
    hands.wait_for("Agreed already: one tap makes the letter")
    hands.picture("agreed-already")
    counted(hands, clicks, "Early Support")
    hands.wait_for("The page as it will be printed")
    assert len(clicks) <= 3
    assert isinstance(program.window.page, SummaryPage)
    assert len(records.referrals(vault, flagged.child.child_id)) == 2
    assert len(records.consents(vault, flagged.child.child_id)) == 1


def test_from_the_flag_in_the_review_two_clicks_close_the_visit_and_make_the_letter(
    flagged, opened, hands, vault
):
    program = opened()
    program._workspace._visits.show_review(flagged)
    hands.wait(lambda: isinstance(program.window.page, ReviewPage), "the review")
    hands.picture("flag")
    clicks: list[str] = []
    counted(hands, clicks, "Close and write a referral")
    counted(hands, clicks, "Early Support")
    hands.wait_for("The page as it will be printed")
    assert len(clicks) <= 3
    closed = records.visit(vault, flagged.visit.visit_id)
    assert closed is not None
    assert closed.closed_at


def test_a_visit_that_is_not_ready_stays_open_and_no_letter_is_offered_without_a_flag(
    vault, library, opened, hands
):
    calm = start(vault, library, enrol(vault).child_id, on=TODAY)
    calm.answer(WORRY, "no")
    program = opened()
    program._workspace._visits.show_review(calm)
    hands.wait_for("Close visit")
    assert not hands.sees("Close and write a referral")
    calm.answer(WORRY, "a_lot")
    program._workspace._visits.show_review(calm)
    hands.click("Close and write a referral")
    hands.wait_for("Please choose three strengths, or write what went well.")
    assert isinstance(program.window.page, ReviewPage)
    assert not program.window.findChildren(RowButton)
