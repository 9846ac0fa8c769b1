"""The loop of a referral: said, corrected, tried, paused, and closed by a slip of paper (RF5)."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.slip_code import old_code, return_code
from imh_desktop.errors import InputError
from imh_desktop.flows import referral_steps as steps
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.referral_steps import AttemptForm, StepForm
from imh_desktop.flows.referral_watch import lines
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.return_slips import record_slip, slip
from imh_desktop.store import listing
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .test_referring import FORM

WORDS = Words("en")
LATER = ON + timedelta(days=300)


@pytest.fixture
def referral(vault: Vault, library: Library, visit: OpenVisit) -> str:
    form = replace(FORM, lines=("contact",), items=())
    return write_referral(vault, library, visit.visit.visit_id, form, today=ON)


def say(vault: Vault, referral: str, state: str, on: date) -> str:
    form = StepForm(state=state, on=on.isoformat())
    return steps.record_step(vault, referral, form, WORDS, today=LATER)


def state(vault: Vault, referral: str) -> str:
    return steps.referral(vault, referral).state


def test_the_alarm_goes_on_until_the_end_and_tells_no_name(vault: Vault, referral: str) -> None:
    concern = date(2026, 6, 1)

    def alarms(on: date) -> list[tuple[str, date, bool]]:
        found = [alarm for line in lines(vault, on, WORDS) for alarm in line.alarms]
        assert not any("Mara" in one.sentence for one in found)
        return [(one.what, one.due_on, one.rings) for one in found]

    assert alarms(date(2026, 6, 7)) == [("send", date(2026, 6, 8), False)]
    assert alarms(date(2026, 6, 8)) == [("send", date(2026, 6, 8), True)]
    sent = concern + timedelta(days=9)
    say(vault, referral, "sent", sent)
    assert alarms(sent) == [
        ("receive", date(2026, 6, 24), False), ("evaluate", date(2026, 7, 25), False),
    ]  # fmt: skip
    steps.pause(vault, referral, "2026-07-20", "2026-07-31", "In hospital", WORDS)
    assert alarms(date(2026, 7, 25)) == []
    assert [name for name, _, rings in alarms(date(2026, 8, 1)) if rings] == ["receive", "evaluate"]
    say(vault, referral, "declined", date(2026, 8, 2))
    assert alarms(LATER) == []
    (line,) = lines(vault, LATER, WORDS)
    assert (line.state, line.on, line.who) == (
        "The family said no", date(2026, 8, 2), "Visitor",
    )  # fmt: skip


def test_a_wrong_step_is_taken_back_with_a_reason_and_stays_in_history(
    vault: Vault, referral: str
) -> None:
    say(vault, referral, "sent", date(2026, 6, 11))
    wrong = say(vault, referral, "declined", date(2026, 6, 12))
    with pytest.raises(InputError):
        steps.correct_step(vault, referral, wrong, None, " ", WORDS, today=LATER)
    assert state(vault, referral) == "declined"
    steps.correct_step(vault, referral, wrong, None, "Other family", WORDS, today=LATER)
    assert state(vault, referral) == "sent"
    told = vault.journal.history(referral)
    assert told[-1].reason == "Other family"
    assert any("declined" in str(entry.changes) for entry in told)


def test_the_coordinators_figures_read_the_day_somebody_said(vault: Vault, referral: str) -> None:
    say(vault, referral, "sent", date(2026, 6, 11))
    say(vault, referral, "evaluated_eligible", date(2026, 7, 1))
    ((found, reached),) = listing.referrals(vault)
    assert found.state == "evaluated_eligible"
    assert reached["sent"] == date(2026, 6, 11)
    assert reached["evaluated_eligible"] == date(2026, 7, 1)


def test_a_slip_is_recorded_once(vault: Vault, referral: str) -> None:
    code = return_code(referral)
    found = slip(vault, code.lower(), WORDS)
    assert (found.given_name, found.partner_name) == ("Mara", "Early <b>")
    on = date(2026, 6, 20)
    assert record_slip(vault, code, ("d", "A"), on, "", WORDS, today=LATER) == 2
    before = len(vault.journal.history(referral))
    assert record_slip(vault, code, ("A", "D"), on, "", WORDS, today=LATER) == 0
    # An older release's slip of the same referral says nothing new either.
    assert record_slip(vault, old_code(referral), ("A",), LATER, "", WORDS, today=LATER) == 0
    assert len(vault.journal.history(referral)) == before
    kept = steps.referral(vault, referral)
    assert kept.state == "evaluated_eligible"
    assert {step.who for step in kept.steps} == {"Early <b>"}
    for letters in ((), ("Z",)):
        with pytest.raises(InputError):
            record_slip(vault, code, letters, on, "", WORDS, today=LATER)


def test_what_cannot_be_is_refused(vault: Vault, referral: str) -> None:
    before = len(vault.journal.history(referral))
    for form in (
        StepForm(state="lost", on="2026-06-11"), StepForm(state="sent", on="2999-01-01"),
        StepForm(state="sent", on="soon"), StepForm(state="sent", on="2026-06-11", who="x" * 9999),
    ):  # fmt: skip
        with pytest.raises(InputError):
            steps.record_step(vault, referral, form, WORDS, today=LATER)
    with pytest.raises(InputError):
        steps.pause(vault, referral, "2026-07-20", "2026-07-19", "Away", WORDS)
    with pytest.raises(InputError):
        steps.log_attempt(
            vault, referral, AttemptForm(on="2026-06-12", how="pigeon"), WORDS, today=LATER
        )
    assert len(vault.journal.history(referral)) == before
    steps.log_attempt(
        vault, referral, AttemptForm(on="2026-06-12", how="phone", came="No answer"), WORDS,
        today=LATER,
    )  # fmt: skip
    (tried,) = steps.referral(vault, referral).attempts
    assert (tried.how, tried.came, tried.who) == ("phone", "No answer", "Visitor")
