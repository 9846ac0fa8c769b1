"""Which items of a checklist are shown, and which answers a group of signs stands for.

An item that is hidden keeps its answer; the answer is not counted, and other conditions do not
see it, until the item comes back.
"""

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

from imh_desktop.core.checklist import Checklist, Condition, Item, VisitKind


def holds(
    condition: Condition, answers: Mapping[str, str], working_months: int, visit_kind: VisitKind
) -> bool:
    """Tell whether a condition holds.

    Args:
        answers: item id -> code; an item that is not there is not answered.
        working_months: completed months of working age, 0 before the due date.
    """

    def true(part: Condition) -> bool:
        return holds(part, answers, working_months, visit_kind)

    return (
        (condition.all is None or all(map(true, condition.all)))
        and (condition.any is None or any(map(true, condition.any)))
        and (condition.not_ is None or not true(condition.not_))
        and (condition.item is None or answers.get(condition.item) in (condition.is_ or ()))
        and (condition.age_from is None or working_months >= condition.age_from)
        and (condition.age_before is None or working_months < condition.age_before)
        and (condition.visit_kind is None or visit_kind in condition.visit_kind)
    )


def items_read(condition: Condition) -> Iterator[str]:
    """Yield the ids of the items whose answers a condition reads."""
    if condition.item is not None:
        yield condition.item
    inner = (condition.not_,) if condition.not_ else ()
    for part in (*(condition.all or ()), *(condition.any or ()), *inner):
        yield from items_read(part)


def effective_answers(
    checklist: Checklist, band: str, answers: Mapping[str, str]
) -> dict[str, str]:
    """Return item id -> code with the "no" of each sign of the band that a group's stands for.

    A sign's own answer wins over its group's. Any other answer of a group derives nothing.
    """
    items = checklist.in_band(band)
    asked = {item.item_id for item in items}
    derived = {
        sign: "no"
        for group in items
        if answers.get(group.item_id) == "no"
        for sign in group.signs
        if sign in asked
    }
    return derived | dict(answers)


class Showing:
    """What is shown in one visit, prepared once and asked after every answer that may matter.

    Raises:
        CycleError: a ValueError; conditions refer to each other in a circle.
    """

    def __init__(
        self, checklist: Checklist, band: str, working_months: int, visit_kind: VisitKind
    ) -> None:
        """Order the items of the band so that each stands after those it depends on."""
        items = {item.item_id: item for item in checklist.in_band(band)}
        self._months, self._kind = working_months, visit_kind
        self._group_of = {sign: item for item in items.values() for sign in item.signs}
        reads = {item_id: self._reads(item) & items.keys() for item_id, item in items.items()}
        self._items = [items[item_id] for item_id in TopologicalSorter(reads).static_order()]
        self.watched = frozenset[str]().union(*reads.values(), self._group_of)
        """Items whose answers can change what is shown."""

    def shown(self, answers: Mapping[str, str]) -> frozenset[str]:
        """Return the ids of the items shown, given item id -> code.

        The condition of an open item sees answers to open items only, so that nothing private
        shows in what is asked openly.
        """
        shown: set[str] = set()
        open_codes: dict[str, str] = {}
        codes: dict[str, str] = {}
        for item in self._items:
            seen = codes if item.sensitivity.private else open_codes
            if not (self._opened(item, shown, seen, answers) and self._wanted(item, seen)):
                continue
            shown.add(item.item_id)
            for item_id, code in _said(item, answers):
                codes[item_id] = code
                if not item.sensitivity.private:
                    open_codes[item_id] = code
        return frozenset(shown)

    def _reads(self, item: Item) -> set[str]:
        group = self._group_of.get(item.item_id)
        read = set(items_read(item.show_when)) if item.show_when else set()
        return read | {group.item_id} if group else read

    def _opened(
        self, item: Item, shown: set[str], seen: Mapping[str, str], answers: Mapping[str, str]
    ) -> bool:
        """Tell whether a sign's group is open. One with no answer is opened by any of its signs."""
        group = self._group_of.get(item.item_id)
        if group is None:
            return True
        code = seen.get(group.item_id)
        own = (item.item_id,) if code == "no" else group.signs
        opened = code not in (None, "no") or any(sign in answers for sign in own)
        return opened and group.item_id in shown

    def _wanted(self, item: Item, seen: Mapping[str, str]) -> bool:
        return item.show_when is None or holds(item.show_when, seen, self._months, self._kind)


def shown_items(
    checklist: Checklist,
    band: str,
    answers: Mapping[str, str],
    working_months: int,
    visit_kind: VisitKind,
) -> frozenset[str]:
    """Return the ids of the items of a band that are shown, given item id -> code.

    The signs of a group are shown once the group has an answer other than "no", or none but a
    sign has; beside a "no", only the signs with an answer of their own.
    """
    return Showing(checklist, band, working_months, visit_kind).shown(answers)


def _said(item: Item, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what an item's answer says: its own code, and "no" for the signs it stands for."""
    code = answers.get(item.item_id)
    if code is None:
        return
    yield item.item_id, code
    if code == "no":
        yield from ((sign, "no") for sign in item.signs if sign not in answers)
