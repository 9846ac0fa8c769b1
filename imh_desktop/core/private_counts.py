"""Counts from private talks, shown apart and only where asked for; small ones are hidden.

A checklist's question is no screen: these say how often a talk was held, and no more.
"""

from collections.abc import Collection, Iterable

import msgspec

from imh_desktop.core.measured_care import Frame
from imh_desktop.core.programme_facts import TalkFact
from imh_desktop.core.suppression import shown


class PrivateCount(msgspec.Struct, frozen=True, kw_only=True):
    """One count beside a federal measure. No id stands behind it. None = hidden: it is 1 to 10,
    or would tell another count, or what everybody said who was asked."""

    count_id: str
    number: str
    count: int | None


def private_counts(frame: Frame, home_safety: Collection[str]) -> tuple[PrivateCount, ...]:
    """Return the counts of a period's closed visits.

    Args:
        home_safety: the items that ask whether someone at home is hurt or afraid.
    """
    closed = {v.visit_id for v in frame.facts.visits if v.closed and frame.period.holds(v.on)}
    talks = [talk for talk in frame.facts.talks if talk.visit_id in closed]
    asked = [talk for talk in talks if any(item in talk.codes for item in home_safety)]
    afraid = [t for t in asked if any(t.codes.get(item) == "yes" for item in home_safety)]
    helped = [talk for talk in afraid if any(item in talk.acted for item in home_safety)]
    alone = [talk for talk in talks if talk.sensitivity == "G"]
    yes = None if _visits(afraid) == _visits(asked) > 0 else _part(afraid, asked)
    acted = None if yes is None else _part(helped, afraid)
    return (
        PrivateCount(count_id="talks_g", number="17", count=shown(_visits(alone))),
        PrivateCount(count_id="home_asked", number="14", count=shown(_visits(asked))),
        PrivateCount(count_id="home_yes", number="19", count=yes),
        PrivateCount(count_id="home_acted", number="19", count=acted),
    )


def _part(talks: Iterable[TalkFact], of: Iterable[TalkFact]) -> int | None:
    """Return a count that stands beside the whole it is part of: what is left may not be small."""
    part, whole = _visits(talks), _visits(of)
    return None if shown(whole) is None or shown(whole - part) is None else shown(part)


def _visits(talks: Iterable[TalkFact]) -> int:
    return len({talk.visit_id for talk in talks})
