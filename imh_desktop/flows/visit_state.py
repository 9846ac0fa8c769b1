"""What is known of an open visit: read from the vault once, and kept up to date by its writer."""

from collections.abc import Mapping
from dataclasses import fields

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Item
from imh_desktop.core.conditions import effective_answers
from imh_desktop.core.facts import codes_of
from imh_desktop.core.guidance import Guidance
from imh_desktop.core.profile import Profile
from imh_desktop.core.sign_off import signed
from imh_desktop.core.undecided import Undecided
from imh_desktop.core.visit import Answer, Known, PrivateAnswer, PrivateTalk
from imh_desktop.errors import InputError
from imh_desktop.flows.candidate_readings import Supposed
from imh_desktop.flows.ledger import Talk
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.flows.taking_in import with_answers, with_note, with_talk
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Given = Answer | PrivateAnswer
SEEN = ("often", "sometimes")
"""Answers that make a behaviour a strength the family page may tell, the stronger first."""
KNOWN_KINDS = frozenset({"behaviour", "sign_group", "sign"})
"""Kinds of item that are seen or told; the others are always the caregiver's own words."""


class AloneNeeded(InputError):
    """This card opens only once the visitor says which caregiver she is alone with."""


def gated(item: Item) -> bool:
    """Tell whether an item opens only alone with a caregiver (clinical.md 0)."""
    return item.sensitivity.private and item.kind != "wellbeing"


class VisitState(Loaded):
    """One open visit as last committed, and how the visitor works at the moment: what is known
    how, and whom she is alone with."""

    def __init__(
        self, vault: Vault, library: Library, visit_id: str, words: Words,
        supposed: Supposed | None = None,
    ) -> None:  # fmt: skip
        """Read the visit and all it stands on; ``supposed``: as it would be with these fields."""
        self.vault, self.library, self.words = vault, library, words
        self._take_in(load(vault, library, visit_id, supposed))
        self._known: Known | None = "told" if self.visit.kind == "remote" else None
        self._informant = ""
        self._alone: str | None = None
        self._last_private: dict[str, str] = {}

    @property
    def profile(self) -> Profile:
        """Return the open profile as of the last answer."""
        return self._evaluation.profile

    @property
    def guidance(self) -> Guidance:
        """Return what the rules say as of the last answer, and what a coordinator signed."""
        return signed(self._evaluation.guidance, self.lowered)

    @property
    def shown(self) -> frozenset[str]:
        """Return the items no condition hides now."""
        return self._evaluation.shown

    def item(self, item_id: str) -> Item:
        """Return an item of this visit.

        Raises:
            InputError: it is not asked in this visit's band.
        """
        if item_id not in self._items:
            raise InputError(
                self.words.say("This question is not part of this visit."), place=item_id
            )
        return self._items[item_id]

    def items(self) -> Mapping[str, Item]:
        """Return the items of this visit's band, in the order of the checklist."""
        return self._items

    @property
    def known(self) -> Known | None:
        """Return how the next answers are known; None until said."""
        return self._known

    def use_known(self, known: Known, informant: str = "") -> None:
        """Say how the following answers are known, and by which caregiver if told.

        Raises:
            InputError: "seen" or "both" in a remote visit, or an unknown caregiver.
        """
        if self.visit.kind == "remote" and known != "told":
            raise InputError(
                self.words.say("By phone or video, answers can only be told, not seen.")
            )
        if informant:
            self._require_caregiver(informant)
        self._known, self._informant = known, informant

    def put_back_known(self, known: Known | None, informant: str) -> None:
        """Put back how answers are known, as it was said before."""
        self._known, self._informant = known, informant

    @property
    def informant(self) -> str:
        """Return the caregiver who tells; empty until said."""
        return self._informant

    @property
    def alone(self) -> str | None:
        """Return the caregiver the visitor is alone with; None when not alone."""
        return self._alone

    def alone_with(self, caregiver_id: str | None) -> None:
        """Say whom the visitor is alone with; None: not alone any more.

        Raises:
            InputError: the caregiver is not one of this child's.
        """
        if caregiver_id is not None:
            self._require_caregiver(caregiver_id)
        self._alone = caregiver_id
        self._last_private = self._said_alone_before()

    def talk_of(self, item: Item) -> Talk | None:
        """Return the private record an item belongs to now; None for the open one.

        Raises:
            AloneNeeded: the item is gated and nobody was named.
        """
        if not item.sensitivity.private:
            return None
        if not gated(item):
            return self._wellbeing_talk(item)
        if self._alone is None:
            raise AloneNeeded(self.words.say("Please choose who you are alone with."))
        return self._alone, item.sensitivity

    def closed_to_view(self, item: Item) -> bool:
        """Tell whether the alone-gate hides an item now."""
        return gated(item) and self._alone is None

    def answer_of(self, item: Item) -> Given | None:
        """Return the answer the card shows: of a private item, the one said alone now."""
        if not item.sensitivity.private:
            return self.visit.answers.get(item.item_id)
        found = self.private_talk(self._seen_talk(item))
        return found.answers.get(item.item_id) if found else None

    def note(self, item: Item) -> str:
        """Return the note the card shows."""
        if not item.sensitivity.private:
            return self.visit.notes.get(item.item_id, "")
        found = self.private_talk(self._seen_talk(item))
        return found.notes.get(item.item_id, "") if found else ""

    def last_time(self, item: Item) -> str | None:
        """Return the code given at the most recent earlier visit that has one."""
        source = self._last_private if item.sensitivity.private else self._last_open
        return source.get(item.item_id)

    def is_answered(self, item: Item) -> bool:
        """Tell whether a card holds an answer of any kind; of a note-only card, its note."""
        return bool(self.answer_of(item) or (not item.codes and self.note(item)))

    def is_strength(self, item_id: str) -> bool:
        """Tell whether an item was seen today and has a sentence for the family page."""
        item, answer = self._items.get(item_id), self.visit.answers.get(item_id)
        shown = item is not None and item.polarity == "strength" and item_id in self.shown
        text = self.texts.items.get(item_id)
        return bool(shown and answer and answer.code in SEEN and text and text.strength)

    def group_of(self, item: Item) -> str:
        """Return the group a sign belongs to; empty for any other item."""
        return self._groups.get(item.item_id, "")

    def title(self, item: Item) -> str:
        """Name an item in a word or two, for undo and lists; a private one neutrally."""
        if gated(item):
            return self.words.say("a private card")
        return self.texts.constructs.get(item.construct, item.construct)

    def private_talk(self, talk: Talk | None) -> PrivateTalk | None:
        """Return what was said in a talk so far."""
        found = (t for t in self.private if (t.caregiver_id, t.sensitivity) == talk)
        return next(found, None)

    def reload(self) -> None:
        """Read everything from the vault again."""
        self._take_in(load(self.vault, self.library, self.visit.visit_id))

    def take_answers(self, talk: Talk | None, answers: Mapping[str, Given | None]) -> None:
        """Follow an entry that kept answers, or took some away."""
        for item_id, given in answers.items():
            self._evaluation.answered(item_id, given, talk[0] if talk else "")
        if talk is None:
            self.visit = with_answers(self.visit, answers)
        else:
            self.private = with_talk(self.private, with_answers(self._begun(talk), answers))

    def take_note(self, talk: Talk | None, item_id: str, said: str) -> None:
        """Follow an entry that kept a note, or took it away."""
        if talk is None:
            self.visit = with_note(self.visit, item_id, said)
        else:
            self.private = with_talk(self.private, with_note(self._begun(talk), item_id, said))

    def _begun(self, talk: Talk) -> PrivateTalk:
        caregiver_id, sensitivity = talk
        return self.private_talk(talk) or PrivateTalk(
            visit_id=self.visit.visit_id, caregiver_id=caregiver_id, sensitivity=sensitivity
        )

    def _take_in(self, loaded: Loaded) -> None:
        for field in fields(loaded):
            setattr(self, field.name, getattr(loaded, field.name))
        self._items = {item.item_id: item for item in self.checklist.in_band(self.visit.band)}
        self._groups = {s: i.item_id for i in self._items.values() for s in i.signs}
        self._last_open: dict[str, str] = {}
        for visit in self.earlier:
            said = codes_of(visit.answers)
            self._last_open |= effective_answers(self.checklist, visit.band, said)
        self._evaluation = Undecided(self.facts, self.readings)

    def _require_caregiver(self, caregiver_id: str) -> None:
        if all(each.caregiver_id != caregiver_id for each in self.caregivers):
            raise InputError(self.words.say("This person is not on this child's list."))

    def _seen_talk(self, item: Item) -> Talk | None:
        return None if self.closed_to_view(item) else self.talk_of(item)

    def _wellbeing_talk(self, item: Item) -> Talk:
        """Return where "how are you doing?" is kept: with who is alone, who tells, or the one."""
        for talk in self.private:
            if self._alone is None and item.item_id in talk.notes:
                return talk.caregiver_id, talk.sensitivity
        only = self.caregivers[0].caregiver_id if len(self.caregivers) == 1 else ""
        return self._alone or self._informant or only, item.sensitivity

    def _said_alone_before(self) -> dict[str, str]:
        """Return what this caregiver said alone at earlier visits, the latest of each item."""
        if self._alone is None:
            return {}
        said: dict[str, str] = {}
        for visit in self.earlier:
            for talk in records.private_talks(self.vault, visit.visit_id):
                if talk.caregiver_id == self._alone:
                    said |= codes_of(talk.answers)
        return said
