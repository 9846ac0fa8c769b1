"""Checks on the conditions that show an item: sound by themselves, and in no circle together."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from imh_desktop.core.checklist import Checklist, Condition, Item
from imh_desktop.core.conditions import items_read

DEEPEST = 16
"""Levels of conditions within conditions."""


class Asked(NamedTuple):
    """The item a condition shows, and every item by id. ``all_read``: there are no others."""

    item: Item
    others: dict[str, Item]
    all_read: bool


def circles(checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Yield an item of each circle of conditions, with what is wrong.

    A sign waits for its group as an item waits for those its condition reads. Only items that are
    asked in one band can wait for one another.
    """
    told: set[frozenset[str]] = set()
    conditional = {item.item_id for item in checklist.items if item.show_when is not None}
    for band in dict.fromkeys(band for item in checklist.items for band in item.bands):
        waits = _waits(checklist.in_band(band))
        while circle := _circle(waits):
            first = next(each for each in circle if each in conditional)
            if frozenset(circle) not in told:
                way = " -> ".join((*circle, circle[0]))
                yield first, f"conditions in a circle: {way} (expected none to wait for itself)"
            told.add(frozenset(circle))
            waits[first] = set()


def _waits(items: tuple[Item, ...]) -> dict[str, set[str]]:
    """Return item id -> the other items of the band it waits for."""
    here = {item.item_id for item in items}
    waits = {
        item.item_id: set(items_read(item.show_when)) & here - {item.item_id}
        for item in items
        if item.show_when is not None
    }
    for group in items:
        for sign in here.intersection(group.signs) - {group.item_id}:
            waits.setdefault(sign, set()).add(group.item_id)
    return waits


def _circle(waits: dict[str, set[str]]) -> tuple[str, ...]:
    """Return the items of a circle, from the first by name; empty when there is none."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        found = list(error.args[1])[1:]
        start = found.index(min(found))
        return (*found[start:], *found[:start])
    return ()


def known_faults(names: tuple[str, ...], known: tuple[str, ...], what: str) -> Iterator[str]:
    """Yield what is wrong with names that must be known ones."""
    if not names:
        yield f"is empty (expected at least one {what})"
    for name in names:
        if name not in known:
            yield f"unknown {what} `{name}` (expected one of {', '.join(known)})"


def condition_faults(
    condition: Condition, key: str, asked: Asked, depth: int = 1
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a condition and those within it."""
    if depth > DEEPEST:
        yield key, f"is nested too deep (expected at most {DEEPEST} levels)"
        return
    said = _forms_said(condition)
    if len(said) != 1:
        forms = "all, any, not, item with is, age_from / age_before, visit_kind"
        yield key, f"says {len(said)} things (expected exactly one of {forms})"
    for form in ("all", "any"):
        parts = getattr(condition, form)
        if parts == ():
            yield f"{key}.{form}", "is empty (expected at least one condition)"
        for place, part in enumerate(parts or ()):
            yield from condition_faults(part, f"{key}.{form}[{place}]", asked, depth + 1)
    if condition.not_ is not None:
        yield from condition_faults(condition.not_, f"{key}.not", asked, depth + 1)
    yield from _answer_faults(condition, key, asked)
    yield from _age_faults(condition, key)


def _forms_said(condition: Condition) -> list[str]:
    ages = condition.age_from is not None or condition.age_before is not None
    answer = condition.item is not None or condition.is_ is not None
    said = {
        "all": condition.all is not None,
        "any": condition.any is not None,
        "not": condition.not_ is not None,
        "item": answer,
        "age": ages,
        "visit_kind": condition.visit_kind is not None,
    }
    return [form for form, present in said.items() if present]


def _answer_faults(condition: Condition, key: str, asked: Asked) -> Iterator[tuple[str, str]]:
    if condition.item is None and condition.is_ is None:
        return
    if condition.item is None or not condition.is_:
        yield key, "is half said (expected `item` and `is` together)"
        return
    if condition.item == asked.item.item_id:
        yield f"{key}.item", "is the item itself (expected another item)"
    elif condition.item not in asked.others:
        if asked.all_read:
            yield f"{key}.item", f"unknown item `{condition.item}` (expected the id of an item)"
    else:
        other = asked.others[condition.item]
        for message in known_faults(condition.is_, other.codes, "answer code"):
            yield f"{key}.is", message
        if other.sensitivity.private and not asked.item.sensitivity.private:
            yield f"{key}.item", "is private (expected an item of class P or C)"


def _age_faults(condition: Condition, key: str) -> Iterator[tuple[str, str]]:
    start, end = condition.age_from, condition.age_before
    for name, months in (("age_from", start), ("age_before", end)):
        if months is not None and not 0 <= months <= 72:
            yield f"{key}.{name}", f"is {months} (expected 0 to 72 completed months)"
    if start is not None and end is not None and start >= end:
        yield key, f"age_from {start} is not before age_before {end} (expected it lower)"
    if condition.visit_kind == ():
        yield f"{key}.visit_kind", "is empty (expected home, elsewhere or remote)"
