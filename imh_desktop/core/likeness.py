"""How likely two records tell of one child, and why it seems so. A person decides, never this.

The weights are ours. They are made so that one slip (a name misspelt, day and month swapped)
still shows the pair, and so that brothers, sisters and twins do not come up for being a family.
"""

from datetime import date, timedelta
from typing import Literal

import msgspec

from imh_desktop.core.people import Birth, Child

Why = Literal[
    "same_number", "same_name", "near_name", "same_birth", "swapped_birth", "near_birth",
    "same_caregiver", "near_caregiver", "other_number", "other_sex",
]  # fmt: skip
"""What speaks for one child, and with ``other_`` what speaks against it."""

NEAR_BIRTH = timedelta(days=31)
"""How far two days of birth may lie apart, as when a month was misread."""

SHOWN_FROM = 75
"""The least score at which a pair is shown: of 100."""

ONE_NAME = 0.95
"""How alike two first names of one laptop must be to stand for one child: of 1."""

_NAME, _BIRTH, _CAREGIVER = 50, 30, 20
_UNKNOWN_CAREGIVER = 0.5
_OTHER_NUMBER, _OTHER_SEX = 15, 10
_SAME, _NEAR = 0.97, 0.8
_SAME_NUMBER = 95


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """How alike the names of two records are, 0 to 1 each. ``caregiver``: the two caregivers who
    are most alike; None when one record names none. ``one_laptop``: both began on one laptop."""

    given: float
    whole: float
    caregiver: float | None
    one_laptop: bool


class Likeness(msgspec.Struct, frozen=True):
    """``score``: 0 to 100, for the order in which pairs are shown."""

    score: int
    reasons: tuple[Why, ...]


def likeness(first: Child, second: Child, alike: Alike) -> Likeness | None:
    """Return how likely two records tell of one child; None when they are not worth a look.

    Who enrols two children of one day side by side on one laptop has twins before her: they are
    shown only when even their first names are the same.
    """
    birth, birth_why = _births(first.birth, second.birth)
    numbered = bool(first.number) and first.number == second.number
    if not numbered and (birth == 0 or (alike.one_laptop and alike.given < ONE_NAME)):
        return None
    caregiver = _UNKNOWN_CAREGIVER if alike.caregiver is None else alike.caregiver
    score = _NAME * alike.whole + _BIRTH * birth + _CAREGIVER * caregiver
    score -= _OTHER_NUMBER * _differ(first.number, second.number)
    score -= _OTHER_SEX * _differ(first.sex, second.sex)
    if numbered:
        score = max(score, _SAME_NUMBER)
    if score < SHOWN_FROM:
        return None
    reasons = (*_reasons(first, second, alike, numbered=numbered), *birth_why)
    return Likeness(min(round(score), 100), tuple(sorted(reasons, key=_ORDER.index)))


def could_be(first: Birth, second: Birth) -> bool:
    """Tell whether two births are near enough for one child, slips included."""
    return _births(first, second)[0] > 0


def swapped(day: date) -> date | None:
    """Return a day with day and month swapped; None when there is no such other day."""
    if day.day == day.month or day.day > 12:
        return None
    return date(day.year, day.day, day.month)


def _births(first: Birth, second: Birth) -> tuple[float, tuple[Why, ...]]:
    if first == second and first.exact:
        return 1.0, ("same_birth",)
    if first.earliest <= second.latest and second.earliest <= first.latest:
        return 0.8, ("near_birth",)
    if first.exact and second.exact and swapped(first.earliest) == second.earliest:
        return 0.7, ("swapped_birth",)
    apart = max(first.earliest - second.latest, second.earliest - first.latest)
    return (0.4, ("near_birth",)) if apart <= NEAR_BIRTH else (0.0, ())


def _reasons(first: Child, second: Child, alike: Alike, *, numbered: bool) -> list[Why]:
    found: list[Why] = ["same_number"] if numbered else []
    if alike.whole >= _SAME:
        found.append("same_name")
    elif alike.whole >= _NEAR:
        found.append("near_name")
    if alike.caregiver is not None and alike.caregiver >= _NEAR:
        found.append("same_caregiver" if alike.caregiver >= _SAME else "near_caregiver")
    if _differ(first.number, second.number):
        found.append("other_number")
    if _differ(first.sex, second.sex):
        found.append("other_sex")
    return found


def _differ(first: str, second: str) -> bool:
    return bool(first and second) and first != second


_ORDER: tuple[Why, ...] = (
    "same_number", "same_name", "near_name", "same_birth", "swapped_birth", "near_birth",
    "same_caregiver", "near_caregiver", "other_number", "other_sex",
)  # fmt: skip
