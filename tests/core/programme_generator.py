"""Made-up programmes as plain stories, and the same stories as facts for the code under test.

The recount (``programme_recount``) reads the stories alone. Days are drawn near the edges that
matter: month ends, 29 February, third birthdays, the 7th, 30th and 45th day.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from imh_desktop.core.measured_care import Frame
from imh_desktop.core.people import Birth
from imh_desktop.core.programme_facts import (
    ChildFact,
    Period,
    ProgrammeFacts,
    ReferralFact,
    VisitFact,
)

_EDGES = (
    date(2024, 2, 29), date(2023, 1, 31), date(2023, 8, 31), date(2022, 12, 31), date(2024, 3, 1),
    date(2023, 11, 30), date(2021, 2, 28), date(2020, 2, 29), date(2025, 5, 31),
)  # fmt: skip
STATES = (
    "draft", "consented", "sent", "received", "contacted", "scheduled", "evaluated",
    "evaluated_eligible", "evaluated_not_eligible", "service_started", "waitlisted", "declined",
    "cannot_reach", "closed", "a newer state",
)  # fmt: skip


@dataclass
class Story:
    """One programme. Children: (id, earliest birth or None, latest, gestation, enrolled). Visits:
    (id, child, day, closed, asked, due). Referrals: (id, child, concern, state, days by state)."""

    first: date
    last: date
    today: date
    children: list[tuple[str, date | None, date | None, int | None, date | None]] = field(
        default_factory=list
    )
    visits: list[tuple[str, str, date | None, bool, bool | None, date | None]] = field(
        default_factory=list
    )
    referrals: list[tuple[str, str, date | None, str, dict[str, date]]] = field(
        default_factory=list
    )


def story(seed: int, children: int = 70) -> Story:
    """Make one programme of about 600 visits."""
    chance = random.Random(seed)
    first = chance.choice(_EDGES) + timedelta(days=chance.randint(-3, 400))
    last = first + timedelta(days=chance.choice((27, 89, 364, 365, 400)))
    today = last + timedelta(days=chance.choice((-20, -1, 0, 1, 50)))
    made = Story(first, last, today)
    for number in range(children):
        _family(made, chance, f"c{seed}-{number}")
    chance.shuffle(made.visits)
    return made


def _family(made: Story, chance: random.Random, child_id: str) -> None:
    some = chance.random
    born = chance.choice(_EDGES) + timedelta(days=chance.choice((0, 0, 0, -1, 1, 100, 300)))
    if some() < 0.3:
        born = _years_before(chance.choice((made.first, made.last)), chance.choice((1, 3, 6)))
        born += timedelta(days=chance.randint(-2, 2))
    until = born + timedelta(days=chance.choice((0,) * 8 + (1, 9)))
    known = some() > 0.04
    enrolled = max(born, made.first - timedelta(days=chance.randint(-40, 300)))
    if some() < 0.3:
        enrolled = chance.choice((*_EDGES, _nine_months_after(born)))
    made.children.append(
        (
            child_id,
            born if known else None,
            until if known else None,
            chance.choice((None, 258, 259, 260, 280, 190)),
            enrolled if some() > 0.03 else None,
        )
    )
    on = max(enrolled, made.first - timedelta(days=chance.randint(0, 90)))
    for number in range(chance.randint(0, 18)):
        due = on + timedelta(days=chance.choice((28, 42, 60)))
        lost = some() < 0.02
        made.visits.append(
            (
                f"{child_id}-v{number}",
                child_id if some() > 0.01 else "gone",
                None if lost else on,
                some() > 0.1,
                chance.choice((True, True, True, False, None)),
                due if some() > 0.05 else None,
            )
        )
        on = due + timedelta(days=chance.choice((-28, -9, -1, 0, 0, 1, 12)))
        if some() < 0.05:
            on = made.today - timedelta(days=chance.choice((7, 8)))
    for number in range(chance.choice((0, 0, 1, 1, 2))):
        made.referrals.append(_referral(made, chance, child_id, born, f"{child_id}-r{number}"))


def _referral(
    made: Story, chance: random.Random, child_id: str, born: date, referral_id: str
) -> tuple[str, str, date | None, str, dict[str, date]]:
    near = chance.choice((made.first, made.last, made.today, _years_after(born, 3)))
    concern = near + timedelta(days=chance.choice((-46, -45, -44, -8, -7, -6, -1, 0, 1, -100)))
    reached: dict[str, date] = {}
    if chance.random() < 0.75:
        sent = concern + timedelta(days=chance.choice((0, 1, 6, 7, 8, 20, -2)))
        reached["sent"] = sent
        for state, days in (
            ("service_started", (29, 30, 31)), ("evaluated", (44, 45, 46, 3)),
            ("evaluated_not_eligible", (44, 45, 46)), ("declined", (2, 45, 60)),
            ("cannot_reach", (10, 44)),
        ):  # fmt: skip
            if chance.random() < 0.3:
                reached[state] = sent + timedelta(days=chance.choice(days))
    day = concern if chance.random() > 0.04 else None
    return referral_id, child_id, day, chance.choice(STATES), reached


def _nine_months_after(day: date) -> date:
    """Return a day that is nine months old, where the months are long enough."""
    year, month = (day.year, day.month + 9) if day.month < 4 else (day.year + 1, day.month - 3)
    return date(year, month, min(day.day, 28))


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))


def _years_after(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def frame(made: Story) -> Frame:
    """Return a story as what the code under test looks at."""
    children = tuple(
        ChildFact(
            child_id=id_,
            birth=Birth(earliest, latest) if earliest and latest else None,
            gestation_days=gestation,
            enrolled_on=enrolled,
        )
        for id_, earliest, latest, gestation, enrolled in made.children
    )
    visits = tuple(
        VisitFact(visit_id=id_, child_id=child, on=on, closed=closed, worry_asked=asked, due_on=due)
        for id_, child, on, closed, asked, due in made.visits
    )
    referrals = tuple(
        ReferralFact(referral_id=id_, child_id=child, concern_on=on, state=state, reached=reached)
        for id_, child, on, state, reached in made.referrals
    )
    return Frame(
        facts=ProgrammeFacts(children=children, visits=visits, referrals=referrals),
        period=Period(made.first, made.last),
        today=made.today,
    )
