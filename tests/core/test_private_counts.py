"""Counts from private talks tell of nobody: not the few, and not all."""

from datetime import date

import pytest

from imh_desktop.core.measured_care import Frame
from imh_desktop.core.private_counts import private_counts
from imh_desktop.core.programme_facts import Period, ProgrammeFacts, TalkFact, VisitFact

ON = date(2026, 6, 10)


def counted(asked: int, yes: int, helped: int) -> dict[str, int | None]:
    """Count visits in which someone was asked, said yes, and something was done."""
    visits = [VisitFact(visit_id=str(n), child_id="c", on=ON) for n in range(asked)]
    talks = [
        TalkFact(
            visit_id=str(n), sensitivity="V", codes={"t2": "yes" if n < yes else "no"},
            acted=frozenset({"t2"} if n < helped else ()),
        )
        for n in range(asked)
    ]  # fmt: skip
    facts = ProgrammeFacts(visits=tuple(visits), talks=tuple(talks))
    frame = Frame(facts=facts, period=Period(ON, ON), today=ON)
    return {one.count_id: one.count for one in private_counts(frame, {"t2"})}


@pytest.mark.parametrize(
    ("asked", "yes", "helped", "shown"),
    [
        (40, 20, 0, (40, 20, 0)),
        (40, 0, 0, (40, 0, 0)),
        (40, 3, 0, (40, None, None)),
        (10, 0, 0, (None, None, None)),
        (40, 35, 20, (40, None, None)),
        (40, 40, 20, (40, None, None)),
        (40, 25, 20, (40, 25, None)),
        (0, 0, 0, (0, 0, 0)),
    ],
)
def test_no_count_tells_of_a_few_or_of_everybody(
    asked: int, yes: int, helped: int, shown: tuple[int | None, ...]
) -> None:
    found = counted(asked, yes, helped)
    assert tuple(found[name] for name in ("home_asked", "home_yes", "home_acted")) == shown
    assert found["talks_g"] == 0
