"""Child find: referrals by age, outcome and language, in tables whose small cells are hidden."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from imh_desktop.core.ages import age_between
from imh_desktop.core.measured_care import Frame
from imh_desktop.core.programme_facts import ChildFact, ReferralFact
from imh_desktop.core.referral_loop import (
    CONSENTED,
    DRAFT,
    ENDS,
    EVALUATED,
    FAMILY_ENDS,
    SENT,
    SERVICE,
)
from imh_desktop.core.suppression import shown, suppressed

AGES = ("under_1", "age_1", "age_2", "from_3", "unknown")
OUTCOMES = ("not_sent", "waiting", "evaluated", "service", "family_ended", "closed")


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """One table: key -> count, None where hidden, with the total."""

    by: str
    cells: dict[str, int | None]
    total: int | None


def tables(frame: Frame) -> tuple[Breakdown, ...]:
    """Return the referrals noted in the period by age then, by outcome now, and by language."""
    children = frame.facts.by_child()
    found = [
        (referral, children.get(referral.child_id))
        for referral in frame.facts.referrals
        if frame.period.holds(referral.concern_on)
    ]
    return (
        _table("age", found, lambda referral, child: _age(child, referral.concern_on), AGES),
        _table("outcome", found, lambda referral, _child: outcome(referral.state), OUTCOMES),
        _table("language", found, lambda _referral, child: child.language if child else "unknown"),
    )


def outcome(state: str) -> str:
    """Return the group of ``OUTCOMES`` a state belongs to; one unknown here is waited for."""
    if state in (DRAFT, CONSENTED):
        return "not_sent"
    groups: Mapping[str, str] = {
        SENT: "waiting",
        SERVICE: "service",
        **dict.fromkeys(EVALUATED, "evaluated"),
        **dict.fromkeys(FAMILY_ENDS, "family_ended"),
    }
    return groups.get(state, "closed" if state in ENDS else "waiting")


def _table(
    by: str,
    found: list[tuple[ReferralFact, ChildFact | None]],
    key: Callable[[ReferralFact, ChildFact | None], str],
    order: tuple[str, ...] = (),
) -> Breakdown:
    counts = Counter(key(referral, child) for referral, child in found)
    keys = order or tuple(sorted(counts))
    return Breakdown(
        by=by, cells=suppressed({key: counts[key] for key in keys}), total=shown(len(found))
    )


def _age(child: ChildFact | None, on: date | None) -> str:
    """Return the age group on a day; unknown where the birth leaves it open."""
    if child is None or child.birth is None or on is None or on < child.birth.latest:
        return "unknown"
    groups = {
        AGES[min(age_between(born, on).months // 12, 3)]
        for born in (child.birth.earliest, child.birth.latest)
    }
    return groups.pop() if len(groups) == 1 else "unknown"
