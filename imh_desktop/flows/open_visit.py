"""An open visit: takes answers, keeps each at once, says what they mean so far.

One answer is one journal entry: of the visit for an open item, of the private record of (visit,
caregiver, class) for a private one. Methods return after the commit.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.ages import AgeReading
from imh_desktop.core.checklist import Checklist, ChecklistTexts, Item
from imh_desktop.core.conditions import effective_answers
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import codes_of
from imh_desktop.core.guidance import Guidance
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.people import Caregiver, Child, Programme
from imh_desktop.core.profile import Profile
from imh_desktop.core.visit import Answer, Known, PrivateAnswer, PrivateTalk, Visit
from imh_desktop.errors import InputError
from imh_desktop.flows import card_views
from imh_desktop.flows.cards import ActNow, CardView, DomainView, Gap, Place, Progress, Undone
from imh_desktop.flows.enrolling import CaregiverForm, add_caregiver
from imh_desktop.flows.ledger import Act, Ledger, Talk
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.store import records
from imh_desktop.store.entry import Changes, Scalar
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

V = TypeVar("V")
Given = Answer | PrivateAnswer
ANSWER, NOTE, ACTION = "answer", "note", "action"
SEEN = ("often", "sometimes")
"""Answers that make a behaviour a strength the family page may tell, the stronger first."""


class KnownNeeded(InputError):
    """How it is known (seen, told, both) must be said before this answer can be kept."""


class AloneNeeded(InputError):
    """This card opens only once the visitor says which caregiver she is alone with."""


def gated(item: Item) -> bool:
    """Tell whether an item opens only alone with a caregiver (clinical.md 0)."""
    return item.sensitivity.private and item.kind != "wellbeing"


class OpenVisit:
    """One visit under way. Attributes are the state as last committed.

    ``domains``, ``cards`` and the other readers make plain values; nothing is cached in them.
    ``day``: the day the following answers are given, for a visit made over several.
    """

    child: Child
    visit: Visit
    private: tuple[PrivateTalk, ...]
    checklist: Checklist
    texts: ChecklistTexts
    reading: AgeReading
    caregivers: tuple[Caregiver, ...]
    programme: Programme
    earlier: tuple[Visit, ...]

    def __init__(
        self, vault: Vault, library: Library, visit_id: str, words: Words, day: date | None = None
    ) -> None:
        """Read the visit and all it stands on. ``day`` None = the day of the visit."""
        self.vault, self.library, self.words = vault, library, words
        self._take_in(load(vault, library, visit_id))
        self.day = day or self.visit.on
        self.ledger = Ledger(vault, visit_id)
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
        """Return what the rules say as of the last answer."""
        return self._evaluation.guidance

    @property
    def shown(self) -> frozenset[str]:
        """Return the items no condition hides now."""
        return self._evaluation.shown

    def domains(self) -> tuple[DomainView, ...]:
        """Return the rows at the left, in the order of the checklist."""
        return tuple(card_views.domain_view(self, d) for d in self.checklist.domains)

    def cards(self, domain_id: str) -> tuple[CardView, ...]:
        """Return a domain's cards; gated ones only while ``alone`` is set."""
        return card_views.cards(self, domain_id)

    def card(self, item_id: str) -> CardView | None:
        """Return one card; None when it is not to be seen now."""
        domain = self.checklist.domain_of(self.item(item_id))
        found = (each for each in self.cards(domain.domain_id) if each.item_id == item_id)
        return next(found, None)

    def item(self, item_id: str) -> Item:
        """Return an item of this visit.

        Raises:
            InputError: it is not asked in this visit's band.
        """
        if item_id not in self._items:
            raise InputError(self.words.say("This card is not part of this visit."), place=item_id)
        return self._items[item_id]

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
            raise InputError(self.words.say("In a remote visit everything is told."))
        if informant:
            self._require_caregiver(informant)
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

    def add_caregiver(self, form: CaregiverForm) -> Caregiver:
        """Add a caregiver to the child, for instance at the alone-gate.

        Raises:
            InputError: a field will not do.
        """
        caregiver = add_caregiver(self.vault, self.child.child_id, form, words=self.words)
        self.caregivers = (*self.caregivers, caregiver)
        return caregiver

    def answer(self, item_id: str, code: str) -> Progress:
        """Keep one answer; return after the commit.

        "No" to a group is one entry for the group, and clears its signs' own answers with it.

        Raises:
            KnownNeeded: how it is known has not been said yet.
            AloneNeeded: the card is gated.
            InputError: the item or the code is not on this checklist.
            EnvironmentFault: the disk refused; nothing changed.
        """
        item = self.item(item_id)
        talk = self.talk_of(item)
        if code not in item.codes:
            raise InputError(self.words.say("This is no answer to this card."), place=item_id)
        answers: dict[str, Given | None] = {item_id: self._given(item, code)}
        if code == "no":
            answers |= {sign: None for sign in item.signs if sign in self.visit.answers}
        return self._keep(talk, answers)

    def clear(self, item_id: str) -> Progress:
        """Take an answer away; its note stays. Raises as ``answer``."""
        item = self.item(item_id)
        return self._keep(self.talk_of(item), {item_id: None})

    def confirm_loss(self, item_id: str, code: str) -> Progress:
        """Keep the family's word on whether a skill was lost: an answer to T5.

        ``item_id``: a member of ``guidance.ask_loss``. ``code``: a talk-today code.
        """
        if item_id not in self.guidance.ask_loss:
            raise InputError(self.words.say("This card is not part of this visit."), place=item_id)
        return self.answer(self.lost_skills.item_id, code)

    @property
    def lost_skills(self) -> Item:
        """Return the talk-today item about lost skills, T5."""
        return next(item for item in self._items.values() if item.construct == "T5")

    def draft_note(self, item_id: str, text: str) -> None:
        """Keep a half-typed note on the desk, overwritten each time; empty forgets it."""
        place = self._draft_place(self.item(item_id))
        if text.strip():
            clean(text, item_id, NOTE_LIMIT)
            self.vault.desk.keep_draft(place, text)
        else:
            self.vault.desk.forget_draft(place)

    def keep_note(self, item_id: str, text: str) -> Progress | None:
        """Keep a note as one entry and forget its draft; None when nothing changed."""
        item = self.item(item_id)
        talk = self.talk_of(item)
        said = clean(text, item_id, NOTE_LIMIT)
        entry_id = ""
        if said != self.note(item):
            change: Changes = {f"notes.{item_id}": said or None}
            entry_id = self.ledger.keep(talk, change, NOTE, item_id).entry_id
            self._note_kept(talk, item_id, said)
        self.vault.desk.forget_draft(self._draft_place(item))
        return Progress(entry_id, self.profile, self.guidance, (item_id,)) if entry_id else None

    def drafts(self) -> dict[str, str]:
        """Return half-typed notes by item; private ones only of the caregiver ``alone`` with."""
        places = self.vault.desk.drafts(self.visit.visit_id)
        own = {self._draft_place(item): item.item_id for item in self._reachable()}
        return {own[place]: text for place, text in places.items() if place in own}

    def leave(self) -> None:
        """Keep every draft as a note: the card, the visit or the vault is being left."""
        for item_id, text in self.drafts().items():
            self.keep_note(item_id, text)

    def next_unanswered(self, after: str | None = None) -> str | None:
        """Return the next gap after a card (the first for None); None: on to the review."""
        return card_views.next_gap(self, after)

    def gaps(self) -> tuple[Gap, ...]:
        """Return what has no answer of any kind, by domain; complete domains are left out."""
        return card_views.gaps(self)

    @property
    def place(self) -> Place | None:
        """Return where the visitor was last; None before the first card."""
        found = self.vault.desk.card(self.visit.visit_id)
        return Place(*found) if found and found[0] in self._items else None

    def remember_place(self, item_id: str, scroll: int = 0) -> None:
        """Keep the current card and scroll position, for the next start."""
        self.vault.desk.remember_card(self.visit.visit_id, self.item(item_id).item_id, scroll)

    @property
    def can_undo(self) -> str | None:
        """Name what ``undo`` would take back, in words; None when there is nothing."""
        return self._named(self.ledger.last) if self.ledger.last else None

    def undo(self) -> Undone | None:
        """Take back the last action of this visit by a new entry; None when there is none."""
        act = self.ledger.undo()
        if act is None:
            return None
        self.reload()
        seen = act.item_id is not None and not self.closed_to_view(self.item(act.item_id))
        return Undone(self._named(act), act.item_id if seen else None)

    def act_now(self) -> tuple[ActNow, ...]:
        """Return what calls for action now; the private part only while ``alone``."""
        return card_views.act_now(self)

    def record_action(self, item_id: str, text: str) -> None:
        """Keep what was done about it, or why nothing could be; one entry.

        Raises:
            InputError: the text is empty.
            AloneNeeded: the action belongs to a private record.
        """
        item = self.item(item_id)
        said = clean(text, item_id, NOTE_LIMIT)
        if not said:
            raise InputError(self.words.say("Please write what was done, or why not."))
        self.keep(self.talk_of(item), {f"actions.{item_id}": said}, ACTION, item_id)

    def keep(
        self, talk: Talk | None, changes: Changes, kind: str, item_id: str | None = None
    ) -> None:
        """Write one entry that is no answer, and read the visit again (used by the review)."""
        self.ledger.keep(talk, changes, kind, item_id)
        self.reload()

    def reload(self) -> None:
        """Read everything from the vault again."""
        self._take_in(load(self.vault, self.library, self.visit.visit_id))

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
            raise AloneNeeded(self.words.say("Please say first whom you are alone with."))
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

    def items(self) -> Mapping[str, Item]:
        """Return the items of this visit's band, in the order of the checklist."""
        return self._items

    def _take_in(self, loaded: Loaded) -> None:
        self.child, self.visit, self.private = loaded.child, loaded.visit, loaded.private
        self.checklist, self.texts, self.reading = loaded.checklist, loaded.texts, loaded.reading
        self.caregivers, self.programme = loaded.caregivers, loaded.programme
        self.earlier = loaded.earlier
        self._items = {item.item_id: item for item in loaded.checklist.in_band(loaded.visit.band)}
        self._groups = {s: i.item_id for i in self._items.values() for s in i.signs}
        self._last_open: dict[str, str] = {}
        for visit in loaded.earlier:
            self._last_open |= effective_answers(loaded.checklist, codes_of(visit.answers))
        self._evaluation = Evaluation(loaded.facts)

    def _require_caregiver(self, caregiver_id: str) -> None:
        if all(each.caregiver_id != caregiver_id for each in self.caregivers):
            raise InputError(self.words.say("This caregiver is not one of this child's."))

    def _given(self, item: Item, code: str) -> Given:
        on = self.day if self.day != self.visit.on else None
        if item.sensitivity.private:
            return PrivateAnswer(code=code, answered_on=on)
        if item.kind not in card_views.KNOWN_KINDS:
            return Answer(code=code, answered_on=on)
        if self._known is None:
            raise KnownNeeded(self.words.say("Please say first: was this seen, told, or both?"))
        informant = self._informant if self._known != "seen" else ""
        return Answer(code=code, known=self._known, informant=informant, answered_on=on)

    def _keep(self, talk: Talk | None, answers: Mapping[str, Given | None]) -> Progress:
        """Keep answers as one entry, the one on the card first."""
        before, cards = self.shown, tuple(answers)
        changes: Changes = {f"answers.{each}": _fields(given) for each, given in answers.items()}
        entry = self.ledger.keep(talk, changes, ANSWER, cards[0])
        self._answers_kept(talk, answers)
        if before != self.shown:
            moved = (before ^ self.shown) - answers.keys()
            cards += tuple(each for each in self._items if each in moved)
        return Progress(entry.entry_id, self.profile, self.guidance, cards)

    def _answers_kept(self, talk: Talk | None, answers: Mapping[str, Given | None]) -> None:
        for item_id, given in answers.items():
            self._evaluation.answered(item_id, given, talk[0] if talk else "")
        if talk is None:
            self.visit = replace(self.visit, answers=_with(self.visit.answers, answers))
        else:
            found = self._talk_begun(talk)
            self._put(replace(found, answers=_with(found.answers, answers)))

    def _note_kept(self, talk: Talk | None, item_id: str, said: str) -> None:
        change = {item_id: said or None}
        if talk is None:
            self.visit = replace(self.visit, notes=_with(self.visit.notes, change))
        else:
            found = self._talk_begun(talk)
            self._put(replace(found, notes=_with(found.notes, change)))

    def _talk_begun(self, talk: Talk) -> PrivateTalk:
        caregiver_id, sensitivity = talk
        return self.private_talk(talk) or PrivateTalk(
            visit_id=self.visit.visit_id, caregiver_id=caregiver_id, sensitivity=sensitivity
        )

    def _put(self, talk: PrivateTalk) -> None:
        key = talk.caregiver_id, talk.sensitivity
        others = (t for t in self.private if (t.caregiver_id, t.sensitivity) != key)
        self.private = (*others, talk)

    def _seen_talk(self, item: Item) -> Talk | None:
        return None if self.closed_to_view(item) else self.talk_of(item)

    def _wellbeing_talk(self, item: Item) -> Talk:
        """Return where "how are you doing?" is kept: with who is alone, who tells, or the one."""
        for talk in self.private:
            if self._alone is None and item.item_id in talk.notes:
                return talk.caregiver_id, talk.sensitivity
        only = self.caregivers[0].caregiver_id if len(self.caregivers) == 1 else ""
        return self._alone or self._informant or only, item.sensitivity

    def _draft_place(self, item: Item) -> str:
        talk = self.talk_of(item)
        own = f"{self.visit.visit_id}/{item.item_id}"
        return own if talk is None else f"{own}@{talk[0]}"

    def _reachable(self) -> list[Item]:
        return [item for item in self._items.values() if not self.closed_to_view(item)]

    def _named(self, act: Act) -> str:
        """Name an act for undo; a private card neutrally."""
        card = self.title(self.item(act.item_id)) if act.item_id else ""
        if act.kind == ANSWER:
            return self.words.say("the answer to “{card}”", card=card)
        if act.kind == NOTE:
            return self.words.say("the note on “{card}”", card=card)
        if act.kind == ACTION:
            return self.words.say("what was done about “{card}”", card=card)
        return act.kind

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


def _fields(given: Given | None) -> dict[str, Scalar] | None:
    """Return an answer as the journal holds it, without what is empty."""
    if given is None:
        return None
    fields: dict[str, Scalar] = {"code": given.code}
    if given.known:
        fields["known"] = given.known
    if given.informant:
        fields["informant"] = given.informant
    if given.answered_on:
        fields["on"] = given.answered_on.isoformat()
    return fields


def _with(kept: Mapping[str, V], changes: Mapping[str, Any]) -> dict[str, V]:
    """Return entries with some changed; None takes one away."""
    changed = dict(kept)
    for key, value in changes.items():
        if value is None:
            changed.pop(key, None)
        else:
            changed[key] = value
    return changed
