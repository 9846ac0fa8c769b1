"""Checks that every item can come to be shown, and that every condition decides something.

All answers a condition could see are tried out, with the program's own showing of items: what is
read by it, by what that waits for, at each age and in each kind of visit that makes a difference.
"""

from collections.abc import Callable, Iterator
from itertools import product
from math import prod
from typing import get_args

from msgspec.structs import replace

from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist, Condition, Item, VisitKind
from imh_desktop.core.conditions import Showing, items_read

MOST_TRIALS = 2_000_000
"""Situations times the square of a condition's parts; more takes longer than a writer waits."""

ALWAYS = Condition()
NEVER = Condition(not_=ALWAYS)

_EDGES = {band.band_id: (band.from_months, band.before_months) for band in BANDS}
_KINDS: tuple[VisitKind, ...] = get_args(VisitKind)

Told = Iterator[tuple[str, str]]


def reach_faults(item: Item, checklist: Checklist) -> Told:
    """Yield bands that never show an item, and parts of its condition that change nothing."""
    bands = [band for band in checklist.bands if band in item.bands]
    trials = [Trial(checklist, item, band) for band in bands]
    condition = item.show_when
    parts = list(_parts(condition, "", lambda part: part)) if condition else []
    if sum(trial.size for trial in trials) * (len(parts) + 1) ** 2 > MOST_TRIALS:
        yield ".show_when", "reads too much to be tried out (expected fewer items or parts)"
        return
    never = [band for band, trial in zip(bands, trials, strict=True) if not any(trial.run())]
    if never:
        yield "", f"is never shown in {', '.join(never)} (expected a way to it, or other bands)"
    if len(never) < len(bands):
        yield from _dead_parts(parts, trials)


def _dead_parts(parts: list[tuple[str, Condition, Condition]], trials: list["Trial"]) -> Told:
    """Yield the parts whose outcome makes no difference; of parts within parts the outer one."""
    as_written = [trial.run() for trial in trials]
    dead: list[str] = []
    for key, if_true, if_false in parts:
        if any(key.startswith(outer) for outer in dead):
            continue
        variants = (if_true, if_false)
        if any([trial.run(variant) for trial in trials] == as_written for variant in variants):
            dead.append(key)
            yield f".show_when{key}", "changes nothing (expected to show and to hide, or no part)"


class Trial:
    """All situations that may make a difference to whether one band shows an item.

    ``size``: how many there are.
    """

    def __init__(self, checklist: Checklist, item: Item, band: str) -> None:
        """Keep what the item waits for, and what that waits for."""
        here = {each.item_id: each for each in checklist.in_band(band)}
        needed = _needed(here, item.item_id)
        self._item, self._band = item, band
        self._checklist = replace(checklist, items=tuple(here[name] for name in needed))
        conditions = [here[name].show_when for name in needed]
        self._months = sorted({_EDGES[band][0], *_turning_months(conditions, band)})
        kinds = any(part.visit_kind for each in conditions for part in _within(each))
        self._kinds = _KINDS if kinds else _KINDS[:1]
        self._choices = {name: (None, *here[name].codes) for name in needed if name != item.item_id}
        answers = prod(len(codes) for codes in self._choices.values())
        self.size = len(self._months) * len(self._kinds) * answers

    def run(self, condition: Condition | None = None) -> tuple[bool, ...]:
        """Return of each situation whether the item is shown; perhaps under another condition."""
        item = self._item if condition is None else replace(self._item, show_when=condition)
        items = tuple(item if i.item_id == item.item_id else i for i in self._checklist.items)
        checklist = replace(self._checklist, items=items)
        return tuple(
            item.item_id in showing.shown(answers)
            for months, kind in product(self._months, self._kinds)
            for showing in [Showing(checklist, self._band, months, kind)]
            for answers in self._answers()
        )

    def _answers(self) -> Iterator[dict[str, str]]:
        for codes in product(*self._choices.values()):
            pairs = zip(self._choices, codes, strict=True)
            yield {name: code for name, code in pairs if code is not None}


def _needed(here: dict[str, Item], item_id: str) -> list[str]:
    """Return an item and all that decides, at one or more removes, whether it is shown."""
    needed, left = set[str](), [item_id]
    while left:
        name = left.pop()
        if name in needed:
            continue
        needed.add(name)
        item = here[name]
        read = items_read(item.show_when) if item.show_when else ()
        groups = (other.item_id for other in here.values() if name in other.signs)
        left += [other for other in (*read, *groups) if other in here]
    return [name for name in here if name in needed]


def _turning_months(conditions: list[Condition | None], band: str) -> Iterator[int]:
    """Yield the ages within a band at which a condition may turn, in months."""
    start, end = _EDGES[band]
    for condition in conditions:
        for part in _within(condition):
            for months in (part.age_from, part.age_before):
                if months is not None and start < months < end:
                    yield months


def _within(condition: Condition | None) -> Iterator[Condition]:
    """Yield a condition and those within it."""
    if condition is None:
        return
    yield condition
    for part in (*(condition.all or ()), *(condition.any or ()), condition.not_):
        yield from _within(part)


def _parts(
    condition: Condition, key: str, put: Callable[[Condition], Condition]
) -> Iterator[tuple[str, Condition, Condition]]:
    """Yield the key of each part, and the whole if that part always held and if it never did.

    Args:
        put: returns the whole with another condition in this one's place.
    """
    yield key, put(ALWAYS), put(NEVER)
    if condition.age_from is not None and condition.age_before is not None:
        yield f"{key}.age_from", put(replace(condition, age_from=None)), put(NEVER)
        yield f"{key}.age_before", put(replace(condition, age_before=None)), put(NEVER)
    for form in ("all", "any"):
        for place, part in enumerate(getattr(condition, form) or ()):
            yield from _parts(part, f"{key}.{form}[{place}]", _placing(put, condition, form, place))
    if condition.not_ is not None:
        yield from _parts(condition.not_, f"{key}.not", lambda new: put(Condition(not_=new)))


def _placing(
    put: Callable[[Condition], Condition], condition: Condition, form: str, place: int
) -> Callable[[Condition], Condition]:
    def placed(new: Condition) -> Condition:
        parts = list(getattr(condition, form))
        parts[place] = new
        return put(replace(condition, **{form: tuple(parts)}))

    return placed
