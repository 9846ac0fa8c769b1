"""What a visit's values are after an entry, without reading the vault again."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from imh_desktop.core.visit import PrivateTalk, Visit

V = TypeVar("V")
Kept = TypeVar("Kept", Visit, PrivateTalk)


def with_answers(kept: Kept, answers: Mapping[str, Any]) -> Kept:
    """Return a record with some answers changed; None takes one away."""
    return replace(kept, answers=_with(kept.answers, answers))


def with_note(kept: Kept, item_id: str, said: str) -> Kept:
    """Return a record with one note changed; empty takes it away."""
    return replace(kept, notes=_with(kept.notes, {item_id: said or None}))


def with_talk(talks: tuple[PrivateTalk, ...], talk: PrivateTalk) -> tuple[PrivateTalk, ...]:
    """Return the talks with one in the place of its former state."""
    key = talk.caregiver_id, talk.sensitivity
    others = (each for each in talks if (each.caregiver_id, each.sensitivity) != key)
    return (*others, talk)


def _with(kept: Mapping[str, V], changes: Mapping[str, Any]) -> dict[str, V]:
    changed = {**kept, **changes}
    return {key: value for key, value in changed.items() if value is not None}
