"""Records that a person said tell of one child. They stay two records; a link lies between."""

from collections.abc import Iterable

import msgspec


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of two records, ``first`` < ``second`` by id. ``same``: one child, or two;
    None while two laptops say different things and nobody has decided."""

    link_id: str
    first: str
    second: str
    same: bool | None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Records that yes-links connect, by id. ``against``: pairs within it that somebody said are
    two children: then the group contradicts itself, and a person has to look."""

    children: tuple[str, ...]
    against: tuple[tuple[str, str], ...] = ()


def groups(links: Iterable[Link]) -> tuple[Group, ...]:
    """Return the groups, sorted by their first id; a record without a yes-link is in none."""
    said = list(links)
    leader: dict[str, str] = {}
    for link in said:
        if link.same:
            ends = sorted((_lead(leader, link.first), _lead(leader, link.second)))
            leader[ends[1]] = ends[0]
    members: dict[str, list[str]] = {}
    for child_id in sorted(leader):
        members.setdefault(_lead(leader, child_id), []).append(child_id)
    against: dict[str, list[tuple[str, str]]] = {}
    for link in said:
        if link.same is False and link.first in leader:
            lead = _lead(leader, link.first)
            if link.second in leader and _lead(leader, link.second) == lead:
                against.setdefault(lead, []).append((link.first, link.second))
    return tuple(
        Group(children=tuple(found), against=tuple(sorted(against.get(lead, ()))))
        for lead, found in sorted(members.items())
    )


def _lead(leader: dict[str, str], child_id: str) -> str:
    """Return who leads a record's group, and shorten the way there."""
    leader.setdefault(child_id, child_id)
    while leader[child_id] != child_id:
        leader[child_id] = leader[leader[child_id]]
        child_id = leader[child_id]
    return child_id
