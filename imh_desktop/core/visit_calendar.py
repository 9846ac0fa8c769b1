"""Visits to come as a calendar outside this program may hold them: a day, and as little as can be.

Calendars travel: they are copied to phones, shared in families and kept by strangers. So an event
says "visit" and no more, unless a person chose otherwise (clinical.md SV2).
"""

from datetime import date
from typing import Final, Literal, get_args
from uuid import UUID, uuid5

import msgspec

Label = Literal["none", "number", "name"]
"""What an event says of the child: nothing, its number in the programme, or its first name."""
LABELS: Final[tuple[Label, ...]] = get_args(Label)

LONGEST: Final = 60
"""Letters of a number or name in an event."""


class ComingVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One event, of a whole day. ``uid``: the same in every export, so that taking a calendar in
    again moves an event and doubles none."""

    uid: str
    on: date
    summary: str


def uid_of(child_id: str) -> str:
    """Return the id of a child's one event; nobody can tell the child's from it.

    A child has one visit to come: after a visit was made the same event stands on the next day.
    """
    return str(uuid5(UUID(child_id), "imh:next-visit"))


def one_line(text: str) -> str:
    """Return a name as one line that no calendar can read as anything else: what cannot be shown,
    line ends and marks of direction among it, becomes a blank."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:1000])
    return " ".join(shown.split())[:LONGEST]
