"""What a visit screen shows, as plain values; made anew on each reading, never kept."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.checklist import Item, ItemText
from imh_desktop.core.guidance import Guidance
from imh_desktop.core.profile import Profile
from imh_desktop.core.visit import Known


@dataclass(frozen=True, slots=True)
class BandChoice:
    """A band the child's age touches. ``ready``: the checklist is complete for it and a visit may
    start. ``reading``: the ages (of the youngest birth day that falls into this band)."""

    band: str
    reading: AgeReading
    ready: bool


@dataclass(frozen=True, slots=True)
class DomainView:
    """One row at the left. ``answered`` of ``total`` shown items have an answer of any kind.
    ``needs_alone``: some of its items open only once a caregiver is alone with the visitor;
    ``veiled``: all of them are private, and whether one is answered is not told."""

    domain_id: str
    title: str
    icon: str
    answered: int
    total: int
    complete: bool
    needs_alone: bool
    veiled: bool = False


@dataclass(frozen=True, slots=True)
class CardView:
    """One card. ``number`` counts shown cards from 1 within the domain. ``choices``: (code, words)
    in the order of the keys 1-5; empty for a note-only card. ``greyed``: a condition hides the
    item now; its answer is kept and not counted. ``group_id``: the group a sign belongs to.
    ``asks_known``: answering it needs the how-known switch. ``written_in``: the language of its
    words (BCP 47), where the checklist's own has none for it yet."""

    item: Item
    text: ItemText
    number: int
    choices: tuple[tuple[str, str], ...]
    answer: str | None
    known: Known | None
    informant: str
    last_time: str | None
    note: str
    greyed: bool
    group_id: str
    asks_known: bool
    written_in: str = ""

    @property
    def item_id(self) -> str:
        """Return the item's id."""
        return self.item.item_id


class Progress(msgspec.Struct, frozen=True):
    """What one answer changed. ``changed_cards``: items whose card looks different now, the
    answered one first; shown and hidden ones included."""

    entry_id: str
    profile: Profile
    guidance: Guidance
    changed_cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words, and the card to go to (None when it was no card)."""

    what: str
    item_id: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Unanswered items of one domain, in order."""

    domain_id: str
    title: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActNow:
    """Something to act on before the visit may close. ``text``: the card, its ``do`` and ``call``
    filled with the programme's numbers. ``recorded``: what was done, or why not; empty = nothing
    yet. ``kind``: "loss" when it stands on a skill the family says was lost."""

    item_id: str
    text: ItemText
    private: bool
    recorded: str
    kind: Literal["talk", "loss"] = "talk"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the visitor was: the card and the scroll position in pixels."""

    item_id: str
    scroll: int
