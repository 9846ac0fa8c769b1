"""The day of a visit on screen: asked where the clock cannot be right, shown when it goes on."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import visiting
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words

from .conftest import OpenProgram, enrol

TODAY = datetime.now().astimezone()


def write_day(hands: Hands, words: Words, label: str, day: date) -> None:
    hands.write(f"{label}: day", str(day.day))
    hands.choose(f"{label}: month", words.months()[day.month - 1])
    hands.write(f"{label}: year", str(day.year))


@pytest.mark.parametrize("moved", [timedelta(days=-400), timedelta(days=31)])
def test_a_visit_takes_no_day_from_a_clock_that_cannot_be_right(
    opened: OpenProgram, vault: Vault, hands: Hands, words: Words,
    monkeypatch: pytest.MonkeyPatch, moved: timedelta,
) -> None:  # fmt: skip
    child = enrol(vault)
    monkeypatch.setattr("imh_desktop.ui.program._now", lambda: TODAY + moved)
    program = opened()
    hands.click("Start a visit")
    day = TODAY.date()
    hands.wait_for("Begin the visit")
    buttons = program.window.findChildren(QAbstractButton)
    assert not any(each.isEnabled() for each in buttons if each.text() == "Begin the visit")
    seen = " ".join(label.text() for label in program.window.findChildren(QLabel))
    assert words.date(day) in seen
    assert words.date((TODAY + moved).date()) in seen
    write_day(hands, words, "Day of the visit", day)
    hands.click("Begin the visit")
    hands.wait_for("Please look at the day, and tick it.")
    assert records.visits(vault, child.child_id) == []
    hands.click("This is the day of the visit")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")
    (visit,) = records.visits(vault, child.child_id)
    assert visit.on == day


def test_a_visit_gone_on_with_says_when_it_was_begun_and_dates_what_is_answered(
    opened: OpenProgram, vault: Vault, hands: Hands, words: Words,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    child = enrol(vault)
    visiting.start(vault, Library(), child.child_id, on=TODAY.date())
    later = TODAY + timedelta(days=2)
    monkeypatch.setattr("imh_desktop.ui.program._now", lambda: later)
    program = opened()
    hands.click("Continue Amara's visit")
    said = f"begun {words.date(TODAY.date())}, today {words.date(later.date())}"
    hands.wait(
        lambda: any(said in label.text() for label in program.window.findChildren(QLabel)), said
    )
    hands.click("I saw it")
    hands.type("1")
    hands.wait(lambda: bool(records.visits(vault, child.child_id)[0].answers), "an answer")
    (answer,) = records.visits(vault, child.child_id)[0].answers.values()
    assert answer.answered_on == later.date()


def test_going_on_asks_which_day_it_is_where_the_clock_cannot_be_right(
    opened: OpenProgram, vault: Vault, hands: Hands, words: Words,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    child = enrol(vault)
    visiting.start(vault, Library(), child.child_id, on=TODAY.date())
    monkeypatch.setattr("imh_desktop.ui.program._now", lambda: TODAY - timedelta(days=900))
    opened()
    hands.click("Continue Amara's visit")
    hands.wait_for("Which day is it today?")
    hands.click("Go on")
    hands.wait_for("Please write a day, a month and a year.")
    true_day = TODAY.date() + timedelta(days=1)
    write_day(hands, words, "Today", true_day)
    hands.click("Go on")
    hands.click("I saw it")
    hands.type("1")
    hands.wait(lambda: bool(records.visits(vault, child.child_id)[0].answers), "an answer")
    (answer,) = records.visits(vault, child.child_id)[0].answers.values()
    assert answer.answered_on == true_day
