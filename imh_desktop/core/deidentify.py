"""What a record may be told by when nobody is to be known by it (clinical.md 5.4).

Nothing a person typed is ever passed on, changed or shortened: every value that leaves is a code of
a closed list, a whole number, a year or a new random id.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

Rule = Literal["drop", "code", "rare", "weeks", "interval", "date", "count"]
OTHER, WITHHELD, UNKNOWN = "other", "withheld", "unknown"
"""Together with other rare values; too few for any value; not known."""

KEEPABLE: dict[str, tuple[Rule, ...]] = {
    "child.sex": ("rare",),
    "child.languages": ("rare",),
    "child.interpreter": ("rare",),
    "child.conditions_known": ("rare",),
    "child.gestation_days": ("weeks",),
    "child.born_earliest": ("date",),
    "child.born_latest": ("date",),
    "visit.on": ("interval", "date"),
    "visit.band": ("code",),
    "visit.kind": ("code",),
    "visit.strategies": ("code",),
    "visit.followed": ("code",),
    "answer.code": ("code",),
    "answer.known": ("code",),
    "answer.on": ("interval", "date"),
    "result.open_level": ("code",),
    "result.profile": ("code",),
    "result.traces": ("code",),
    "result.reobserve_on": ("interval", "date"),
    "private.answers": ("count",),
    "referral.state": ("code",),
    "referral.concern_on": ("interval", "date"),
}
"""Field -> how it may be kept, if at all; every other one can only be dropped. ``date`` is for a
limited data set alone."""

_WEEKS = (None, 28, 32, 37, None)
"""Edges of the groups of gestation, in weeks: extremely, very, moderately early, at term."""
_DAYS = range(20 * 7, 46 * 7)
"""A pregnancy of another length is a slip of the pen, and reads as unknown."""


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How each field is told. ``absent``: what the law names and no record here has.

    ``fields``: record type -> field -> rule; ``limited``: what differs in a limited data set.
    """

    id: str
    version: str
    date: date
    source: str
    smallest_cell: int
    absent: dict[str, str]
    fields: dict[str, dict[str, Rule]]
    limited: dict[str, dict[str, Rule]]

    def rule(self, field: str, *, limited: bool) -> Rule:
        """Return how a field is told; one that is not named is dropped."""
        record_type, _, name = field.partition(".")
        usual = self.fields.get(record_type, {}).get(name, "drop")
        return self.limited.get(record_type, {}).get(name, usual) if limited else usual

    def faults(self) -> list[str]:
        """Return the fields that would be told otherwise than they may be."""
        tables = ((self.fields, False), (self.limited, True))
        return [
            f"{record_type}.{name}"
            for table, limited in tables
            for record_type, rules in table.items()
            for name, rule in rules.items()
            if not _allowed(f"{record_type}.{name}", rule, limited=limited)
        ]


def _allowed(field: str, rule: Rule, *, limited: bool) -> bool:
    if rule == "drop":
        return True
    return rule in KEEPABLE.get(field, ()) and (limited or rule != "date")


def gather_rare(counts: Mapping[str, int], limit: int) -> dict[str, str]:
    """Return value -> what it is told as, so that every value told is one of enough children.

    Rare values become ``other``; while these are too few together, the next rarest joins them.
    """
    ordered = sorted((n, value) for value, n in counts.items() if n)
    gathered, members = 0, set[str]()
    for count, value in ordered:
        if count >= limit and (not members or gathered >= limit):
            break
        gathered += count
        members.add(value)
    name = OTHER if gathered >= limit and len(members) < len(ordered) else WITHHELD
    return {value: name if value in members else value for _, value in ordered}


def gather_weeks(days: Iterable[int | None], limit: int) -> dict[int | None, str]:
    """Return gestation in days -> the group it is told as; a group has enough children.

    The smallest group joins its smaller neighbour until all are large enough. Too few whose weeks
    are not known join the largest group.
    """
    found = [each if each in _DAYS else None for each in days]
    edges = list(_WEEKS)
    while len(edges) > 2:
        sizes = _sizes(found, edges)
        small = [(n, place) for place, n in enumerate(sizes) if 0 < n < limit]
        if not small:
            break
        place = min(small)[1]
        left = place > 0 and (place == len(sizes) - 1 or sizes[place - 1] <= sizes[place + 1])
        del edges[place if left else place + 1]
    return _weeks_told(found, edges, limit)


def _sizes(days: Iterable[int | None], edges: list[int | None]) -> list[int]:
    places = [_place(each, edges) for each in days if each is not None]
    return [places.count(place) for place in range(len(edges) - 1)]


def _place(days: int, edges: list[int | None]) -> int:
    return sum(1 for edge in edges[1:-1] if edge is not None and days >= edge * 7)


def _weeks_told(
    days: list[int | None], edges: list[int | None], limit: int
) -> dict[int | None, str]:
    sizes, unknown = _sizes(days, edges), days.count(None)
    known = sum(sizes)
    if 0 < known < limit or (0 < unknown < limit and known == 0):
        return dict.fromkeys({*days, None}, WITHHELD)
    told: dict[int | None, str] = {
        each: _label(edges, _place(each, edges)) for each in days if each is not None
    }
    if unknown:
        told[None] = UNKNOWN
    if 0 < unknown < limit:
        largest = _label(edges, sizes.index(max(sizes)))
        joined = f"{largest} or {UNKNOWN}"
        told = {each: joined if name == largest else name for each, name in told.items()}
        told[None] = joined
    return told


def _label(edges: list[int | None], place: int) -> str:
    first, before = edges[place], edges[place + 1]
    if first is None and before is None:
        return "known"
    if first is None:
        return f"under {before}w"
    return f"{first}w and over" if before is None else f"{first}w to under {before}w"


def weeks_of(days: int | None, told: Mapping[int | None, str]) -> str:
    """Return the group of a gestation, given what ``gather_weeks`` said of all."""
    return told.get(days, told.get(None, WITHHELD))
