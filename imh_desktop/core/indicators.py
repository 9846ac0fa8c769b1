"""The programme's indicators: value, numerator, denominator, and how many cases lack something.

A case that lacks any element of numerator or denominator is left out, and its number is told
(HRSA Form 2; clinical.md 5.1). A checklist is never counted as a screen (5.2).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from imh_desktop.core import measured_care, measured_referrals
from imh_desktop.core.measured_care import Case, Frame
from imh_desktop.core.measures import Definition

Kind = Literal["child", "visit", "referral"]
Note = Literal["", "no_instrument", "not_recorded"]


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator as counted.

    ``value``: percent with one decimal, or a count; None when it cannot be told. The ids open the
    lists behind the numbers; ``kind`` says of what. ``note``: why there is no value.
    """

    indicator_id: str
    number: str
    definition_version: str
    share: bool
    value: float | None
    numerator: int | None
    denominator: int | None
    missing: int
    kind: Kind
    note: Note = ""
    numerator_ids: tuple[str, ...] = ()
    denominator_ids: tuple[str, ...] = ()
    missing_ids: tuple[str, ...] = ()


Rule = Callable[[Frame], Iterator[Case]]


def _no_cases(_frame: Frame) -> Iterator[Case]:
    return iter(())


RULES: Mapping[str, tuple[Kind, Rule]] = {
    "visits": ("visit", measured_care.visits),
    "children": ("child", measured_care.children_visited),
    "on_time": ("visit", measured_care.on_time),
    "drafts": ("visit", measured_care.drafts),
    "preterm": ("child", measured_care.preterm),
    "worries_asked": ("visit", measured_care.worries_asked),
    "enrolled_three_months": ("child", measured_care.enrolled_three_months),
    "enrolled_six_months": ("child", measured_care.enrolled_six_months),
    "children_seen": ("child", measured_care.children_visited),
    "screening_age": ("child", measured_care.screening_age),
    "open_loops": ("referral", measured_referrals.open_loops),
    "referrals": ("referral", measured_referrals.referrals),
    "sent_in_time": ("referral", measured_referrals.sent_in_time),
    "evaluated_in_time": ("referral", measured_referrals.evaluated_in_time),
    "referral_completed": ("referral", measured_referrals.completed),
    "nothing": ("child", _no_cases),
}
"""Measure -> what its cases are, and the rule that judges each."""


def count(definition: Definition, frame: Frame) -> Indicator:
    """Return one indicator over the facts of a period."""
    kind, rule = RULES[definition.measure]
    met, within, missing = _sorted(rule(frame))
    note: Note = ""
    if definition.evidence == "instrument":
        note = "no_instrument"
    elif definition.evidence in ("private", "none"):
        note = "not_recorded"
    return Indicator(
        indicator_id=definition.indicator_id,
        number=definition.number,
        definition_version=definition.version,
        share=definition.share,
        value=None if note else _value(definition, len(met), len(within)),
        numerator=None if note else len(met),
        denominator=None if note == "not_recorded" or not definition.share else len(within),
        missing=len(missing),
        kind=kind,
        note=note,
        numerator_ids=() if note else met,
        denominator_ids=within if definition.share else (),
        missing_ids=missing,
    )


def percent(part: int, whole: int) -> float:
    """Return a share in percent with one decimal, halves up."""
    return (2000 * part + whole) // (2 * whole) / 10


def _value(definition: Definition, met: int, within: int) -> float | None:
    if not definition.share:
        return float(met)
    return percent(met, within) if within else None


def _sorted(cases: Iterable[Case]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the ids that are met, those counted at all, and those that lack something."""
    met, within, missing = [], [], []
    for record_id, verdict in cases:
        if verdict is None:
            missing.append(record_id)
            continue
        within.append(record_id)
        if verdict:
            met.append(record_id)
    return tuple(met), tuple(within), tuple(missing)
