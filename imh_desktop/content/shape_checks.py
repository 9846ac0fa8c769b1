"""Checks that a checklist is as large as its own file says: items of a band, domain by domain."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from imh_desktop.content.shape import Range, Shape
from imh_desktop.core.checklist import Checklist, Item

AROUND_MINUTES = 6
"""Minutes to arrive and to close: three and three (clinical.md 2.4)."""
ITEM_MINUTES = 0.5
SLOW_ITEM_MINUTES = 0.67
"""Minutes a core item takes, talked over with the family (clinical.md 2.4)."""

Told = Iterator[tuple[str, str]]


def usual_minutes(core_items: int) -> float:
    """Return how long a visit with so many core items takes as a rule, in minutes."""
    return AROUND_MINUTES + core_items * ITEM_MINUTES


def slow_minutes(core_items: int) -> float:
    """Return how long a visit with so many core items takes at a slow pace, in minutes."""
    return AROUND_MINUTES + core_items * SLOW_ITEM_MINUTES


def shape_faults(checklist: Checklist, shape: Shape) -> Told:
    """Yield where a checklist departs from its shape: the key within ``[shape]``, and what is
    wrong."""
    yield from _limit_faults(checklist, shape)
    yield from _not_in("distinct", "the checklist", len(checklist.items), "items", shape.distinct)
    strategies = len(checklist.strategies)
    if strategies < shape.least_strategies:
        least = shape.least_strategies
        yield "least_strategies", f"the checklist has {strategies} (expected at least {least})"
    for band in checklist.bands:
        yield from _band_faults(checklist, shape, band)
    for band, following in pairwise(checklist.bands):
        yield from _recurrence_faults(checklist, shape, band, following)


def _limit_faults(checklist: Checklist, shape: Shape) -> Told:
    """Yield what is wrong with the limits themselves."""
    known = [domain.domain_id for domain in checklist.domains]
    ranges = {"core": shape.core, "distinct": shape.distinct}
    for name in ("core_by_domain", "asked_by_domain"):
        for domain_id, limits in getattr(shape, name).items():
            ranges[f"{name}.{domain_id}"] = limits
            if domain_id not in known:
                yield f"{name}.{domain_id}", f"unknown domain (expected one of {', '.join(known)})"
    for key, (least, most) in ranges.items():
        if not 0 <= least <= most:
            yield key, f"is {least} to {most} (expected the least, then the most)"


def _band_faults(checklist: Checklist, shape: Shape, band: str) -> Told:
    asked = checklist.in_band(band)
    core = [item for item in asked if item.core]
    where = f"band {band}"
    yield from _not_in("core", where, len(core), "core items", shape.core)
    for domain_id, limits in shape.core_by_domain.items():
        here = len(_of_domain(checklist, domain_id, core))
        yield from _not_in(f"core_by_domain.{domain_id}", where, here, "core items", limits)
    for domain_id, limits in shape.asked_by_domain.items():
        here = len(_of_domain(checklist, domain_id, asked))
        yield from _not_in(f"asked_by_domain.{domain_id}", where, here, "items", limits)
    slow, usual = slow_minutes(len(core)), usual_minutes(len(core))
    if slow > shape.most_minutes:
        said = f"{where} takes {usual:.0f} minutes, and {slow:.1f} at a slow pace"
        yield "most_minutes", f"{said} (expected at most {shape.most_minutes})"


def _recurrence_faults(checklist: Checklist, shape: Shape, band: str, following: str) -> Told:
    core = {item.item_id for item in checklist.in_band(band) if item.core}
    again = core & {item.item_id for item in checklist.in_band(following) if item.core}
    if 100 * len(again) < shape.least_recurring * len(core):
        said = f"band {following} asks {len(again)} of the {len(core)} core items of {band} again"
        yield "least_recurring", f"{said} (expected at least {shape.least_recurring} percent)"


def _of_domain(checklist: Checklist, domain_id: str, items: Iterable[Item]) -> list[Item]:
    constructs = {
        name
        for domain in checklist.domains
        if domain.domain_id == domain_id
        for name in domain.constructs
    }
    return [item for item in items if item.construct in constructs]


def _not_in(key: str, where: str, number: int, what: str, limits: Range) -> Told:
    least, most = limits
    if not least <= number <= most:
        expected = f"{least}" if least == most else f"{least} to {most}"
        yield key, f"{where} has {number} {what} (expected {expected})"
