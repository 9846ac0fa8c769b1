"""One child on two laptops: which records may tell of one child, and what people said of them."""

from collections.abc import Iterator, Sequence

import msgspec

from imh_desktop.core.likeness import Alike, Likeness, Why, likeness
from imh_desktop.core.people import Child
from imh_desktop.core.same_child import Group, Link, groups
from imh_desktop.errors import InputError
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.near_children import near
from imh_desktop.flows.searching import folded
from imh_desktop.store import records
from imh_desktop.store.vault import Vault


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two records nobody has judged yet, ``first`` < ``second`` by id, and what speaks for one
    child. ``score``: of 100."""

    first: str
    second: str
    score: int
    reasons: tuple[Why, ...]


def pairs(vault: Vault) -> tuple[Pair, ...]:
    """Return the pairs a person should look at, the likeliest first. Nothing is ever linked by
    itself. A pair waits while one of its children has a likelier one: between two pairs of
    twins only the two right ones are shown."""
    finder = _Finder(vault)
    return tuple(
        sorted(
            _likeliest(list(finder.found())), key=lambda one: (-one.score, one.first, one.second)
        )
    )


def judge(vault: Vault, first: str, second: str, *, same: bool | None, reason: str = "") -> Link:
    """Keep that two records tell of one child, or of two; None asks again. Said at any time, as
    often as one likes; both records stay as they are.

    Args:
        reason: needed where two laptops said different things.
    Raises:
        InputError: a child is not here, both are one record, or a reason is missing.
    """
    if first == second:
        raise InputError("This is one record, not two.", place=f"child {first}")
    one, other = sorted((child_of(vault, first).child_id, child_of(vault, second).child_id))
    link_id = records.link_id(one, other)
    record = vault.journal.record(link_id)
    if record is not None and "same" in record.conflicts:
        vault.journal.decide(link_id, "same", same, reason)
    elif record is None or record.fields.get("same") != same:
        ends = {} if record else {"child_a": one, "child_b": other}
        vault.journal.write("link", link_id, {**ends, "same": same}, reason=reason)
    return next(link for link in records.links(vault) if link.link_id == link_id)


def judged(vault: Vault) -> tuple[Link, ...]:
    """Return what was said of pairs; ``same`` None: asked again, or said differently."""
    return tuple(records.links(vault))


def same_as(vault: Vault, child_id: str) -> Group | None:
    """Return the records that tell of this child too; None when there is no other."""
    found = groups(records.links(vault))
    return next((group for group in found if child_id in group.children), None)


def others(vault: Vault, child_id: str) -> tuple[Child, ...]:
    """Return the other records that tell of a child, those that are here."""
    group = same_as(vault, child_id)
    found = (records.child(vault, each) for each in (group.children if group else ()))
    return tuple(child for child in found if child and child.child_id != child_id)


def all_groups(vault: Vault) -> tuple[Group, ...]:
    """Return every group of records that tell of one child."""
    return groups(records.links(vault))


class _Finder:
    """Looks through the children once."""

    def __init__(self, vault: Vault) -> None:
        self._vault, links = vault, records.links(vault)
        self._judged = {(link.first, link.second) for link in links if link.same is not None}
        cases = records.caseload(vault)
        self._children = {case.child.child_id: case.child for case in cases}
        self._caregivers = {case.child.child_id: case.caregiver_names for case in cases}
        self._group = {
            child_id: group.children for group in groups(links) for child_id in group.children
        }

    def found(self) -> Iterator[Pair]:
        for one, other in near(list(self._children.values())):
            first, second = sorted((one, other), key=lambda child: child.child_id)
            if said := self._likeness(first, second):
                yield Pair(
                    first=first.child_id, second=second.child_id, score=said.score,
                    reasons=said.reasons,
                )  # fmt: skip

    def _likeness(self, first: Child, second: Child) -> Likeness | None:
        here, there = self._all_of(first), self._all_of(second)
        if (first.child_id, second.child_id) in self._judged or here == there:
            return None
        alike = Alike(
            given=_alike(first.given_name, second.given_name),
            whole=_alike(first.name, second.name),
            caregiver=_nearest(*(self._caregivers[one.child_id] for one in (first, second))),
            one_laptop=False,
        )
        said = likeness(first, second, alike)
        if said and any(self._two_of_one_laptop(a, b) for a in here for b in there):
            return likeness(first, second, msgspec.structs.replace(alike, one_laptop=True))
        return said

    def _two_of_one_laptop(self, one: str, other: str) -> bool:
        return _begun_on(self._vault, one) == _begun_on(self._vault, other)

    def _all_of(self, child: Child) -> tuple[str, ...]:
        return self._group.get(child.child_id, (child.child_id,))


def _begun_on(vault: Vault, child_id: str) -> str:
    history = vault.journal.history(child_id)
    return history[0].chain.device_id if history else child_id


def _alike(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1: without case and accents, parts in any order."""
    from rapidfuzz import fuzz

    first, second = folded(one), folded(other)
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)) / 100


def _nearest(here: Sequence[str], there: Sequence[str]) -> float | None:
    if not here or not there:
        return None
    return max(_alike(one, other) for one in here for other in there)


def _likeliest(found: Sequence[Pair]) -> Iterator[Pair]:
    best: dict[str, int] = {}
    for pair in found:
        for child_id in (pair.first, pair.second):
            best[child_id] = max(pair.score, best.get(child_id, 0))
    for pair in found:
        if pair.score == best[pair.first] == best[pair.second]:
            yield pair
