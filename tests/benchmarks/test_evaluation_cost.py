"""What one answer costs the rules: microseconds, and the ratio to reading everything afresh."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.ages import POLICIES, read_age
from imh_desktop.core.checklist import Item
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import guide
from imh_desktop.core.people import Birth, Child
from imh_desktop.core.visit import Answer, Visit

ON = date(2026, 6, 10)
MOST = 0.05
"""An answer's share of reading the whole visit afresh: it looks only at what depends on it."""


def _answers(chance: random.Random, items: list[Item]) -> dict[str, Answer]:
    """Return an answer to every open item; signs by their group's "no"."""
    said = {
        "behaviour": ("often", "sometimes", "sometimes", "not_yet"),
        "sign_group": ("no",),
        "worry": ("no",),
        "today": ("no",),
    }
    return {
        item.item_id: Answer(code=chance.choice(said[item.kind]), known="seen")
        for item in items
        if item.kind in said and not item.sensitivity.private
    }


@pytest.mark.benchmark
def test_an_answer_in_a_visit_with_history_is_not_read_afresh(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chance = random.Random(4)
    form = Library().checklist("observation")
    items = list(form.in_band("B4"))
    child = Child(child_id="c", given_name="Ana", birth=Birth.on(date(2025, 8, 20)))
    earlier = tuple(
        Visit(
            visit_id=f"v{ago}",
            child_id="c",
            on=ON - timedelta(days=ago),
            band="B4",
            answers=_answers(chance, items),
        )
        for ago in (20, 40, 60)
    )
    now = Visit(visit_id="v", child_id="c", on=ON, band="B4", answers=_answers(chance, items))
    reading = read_age(child.birth.earliest, None, ON, POLICIES["default"])
    facts = Facts(checklist=form, visit=now, child=child, reading=reading, earlier=earlier)

    afresh = statistics.median(_seconds(lambda: guide(facts)) for _ in range(50))
    kept = Evaluation(facts)
    behaviours = [item.item_id for item in items if item.kind == "behaviour"]
    spent = []
    for _ in range(3_000):
        item_id = chance.choice(behaviours)
        answer = Answer(code=chance.choice(("often", "sometimes", "not_yet")), known="seen")
        start = time.perf_counter()
        kept.answered(item_id, answer)
        spent.append(time.perf_counter() - start)
    median, late = statistics.median(spent), statistics.quantiles(spent, n=100)[98]
    with capsys.disabled():
        print(
            f"\nan answer, {len(items)} items, 3 earlier visits: median {median * 1e6:.0f} us,"
            f" p99 {late * 1e6:.0f} us; afresh {afresh * 1e6:.0f} us; ratio {median / afresh:.3f}"
        )
    assert median <= MOST * afresh


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
