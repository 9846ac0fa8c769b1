"""How large a whole checklist is: limits its own file states, so that a visit stays short."""

import msgspec

Range = tuple[int, int]
"""The least and the most."""


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[shape]`` of ``checklist.toml`` (clinical.md 2.4). It is no part of the
    structure that a visit is read by, and enters no hash.

    ``core``: core items of a band. ``core_by_domain`` and ``asked_by_domain``: domain id -> core
    items, or items of any kind, of a band. ``distinct``: different items in all.
    ``least_strategies``: in all. ``least_recurring``: percent of a band's core items that the
    next band asks again. ``most_minutes``: of a visit at a slow pace.
    """

    core: Range
    distinct: Range
    least_strategies: int
    least_recurring: int
    most_minutes: int
    core_by_domain: dict[str, Range]
    asked_by_domain: dict[str, Range]
