"""Small cells are hidden, and no hidden one can be worked out; private counts stand apart."""

import random
from datetime import date
from itertools import product

import pytest

from imh_desktop.core.child_find import outcome, tables
from imh_desktop.core.measured_care import Frame
from imh_desktop.core.people import Birth
from imh_desktop.core.private_counts import private_counts
from imh_desktop.core.programme_facts import (
    ChildFact,
    Period,
    ProgrammeFacts,
    ReferralFact,
    TalkFact,
    VisitFact,
)
from imh_desktop.core.suppression import LEAST, suppressed

PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 25)


def test_no_hidden_cell_can_be_worked_out() -> None:
    chance = random.Random(4)
    for _ in range(3_000):
        cells = {key: chance.choice((0, 1, 5, 10, 11, 12, 40)) for key in "abcde"}
        told = suppressed(cells)
        hidden = [key for key, n in told.items() if n is None]
        assert all(told[key] == cells[key] for key in cells if key not in hidden)
        assert all(n is None or n == 0 or n >= LEAST for n in told.values())
        if hidden and any(n for key, n in cells.items() if key not in hidden):
            assert len(hidden) > 1
            assert sum(cells[key] for key in hidden) >= LEAST


def test_what_is_large_enough_is_shown() -> None:
    assert suppressed({"a": 11, "b": 0, "c": 200}) == {"a": 11, "b": 0, "c": 200}
    assert suppressed({"a": 3, "b": 11, "c": 200}) == {"a": None, "b": None, "c": 200}


def programme(ages: dict[date, int], state: str = "sent", language: str = "en") -> Frame:
    children, referrals = [], []
    for born, n in ages.items():
        for number in range(n):
            id_ = f"{born}-{number}"
            children.append(ChildFact(child_id=id_, birth=Birth.on(born), language=language))
            referrals.append(
                ReferralFact(
                    referral_id=id_, child_id=id_, state=state, concern_on=date(2026, 6, 10)
                )
            )
    facts = ProgrammeFacts(children=tuple(children), referrals=tuple(referrals))
    return Frame(facts=facts, period=PERIOD, today=TODAY)


def test_referrals_by_age_then_outcome_and_language() -> None:
    by_age, by_outcome, by_language = tables(
        programme({date(2025, 6, 11): 12, date(2025, 6, 10): 30, date(2023, 6, 10): 11})
    )
    assert by_age.cells == {"under_1": 12, "age_1": 30, "age_2": 0, "from_3": 11, "unknown": 0}
    assert by_age.total == 53
    assert by_outcome.cells["waiting"] == 53
    assert by_language.cells == {"en": 53}


def test_small_cells_are_hidden_with_enough_others() -> None:
    by_age = tables(programme({date(2025, 6, 11): 3, date(2025, 6, 10): 30, date(2022, 1, 1): 14}))[
        0
    ]
    assert by_age.cells["under_1"] is None
    assert by_age.cells["from_3"] is None
    assert by_age.cells["age_1"] == 30


def test_a_small_total_is_hidden_too() -> None:
    for table in tables(programme({date(2025, 6, 10): 4})):
        assert table.total is None
        assert set(table.cells.values()) <= {0, None}


@pytest.mark.parametrize(
    ("state", "group"),
    [
        ("draft", "not_sent"), ("sent", "waiting"), ("waitlisted", "waiting"), ("new", "waiting"),
        ("evaluated_eligible", "evaluated"), ("service_started", "service"),
        ("declined", "family_ended"), ("closed", "closed"),
    ],
)  # fmt: skip
def test_outcomes(state: str, group: str) -> None:
    assert outcome(state) == group


def counts(asked: int, yes: int, acted: int) -> dict[str, int | None]:
    visits = tuple(
        VisitFact(visit_id=str(n), child_id="c", on=date(2026, 5, 5)) for n in range(asked)
    )
    talks = tuple(
        TalkFact(
            visit_id=str(n), sensitivity="V", codes={"t2": "yes" if n < yes else "no"},
            acted=frozenset({"t2"} if n < acted else ()),
        )
        for n in range(asked)
    )  # fmt: skip
    facts = ProgrammeFacts(visits=visits, talks=talks)
    frame = Frame(facts=facts, period=PERIOD, today=TODAY)
    return {one.count_id: one.count for one in private_counts(frame, ["t2"])}


def test_private_counts_hide_what_is_small_and_what_would_tell_it() -> None:
    assert counts(50, 20, 0) == {"talks_g": 0, "home_asked": 50, "home_yes": 20, "home_acted": 0}
    assert counts(10, 0, 0)["home_asked"] is None
    assert counts(50, 45, 0)["home_yes"] is None  # five who said no would be told
    for yes, acted in product(range(0, 41, 4), range(0, 41, 4)):
        if acted <= yes:
            told = counts(40, yes, acted)
            assert all(n is None or n == 0 or n >= LEAST for n in told.values())
