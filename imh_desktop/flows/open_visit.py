"""An open visit: takes answers, keeps each at once, says what they mean so far.

One answer is one journal entry: of the visit for an open item, of the private record of (visit,
caregiver, class) for a private one. Methods return after the commit.
"""

from collections.abc import Mapping
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Item
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.people import Caregiver
from imh_desktop.core.visit import Answer, PrivateAnswer
from imh_desktop.errors import InputError
from imh_desktop.flows import action_drafts, card_views, noting
from imh_desktop.flows.cards import ActNow, CardView, DomainView, Gap, Place, Progress, Undone
from imh_desktop.flows.child_forms import CaregiverForm
from imh_desktop.flows.enrolling import add_caregiver
from imh_desktop.flows.ledger import Act, Ledger, Talk
from imh_desktop.flows.visit_acts import act_named
from imh_desktop.flows.visit_days import day_of_answers
from imh_desktop.flows.visit_state import KNOWN_KINDS, AloneNeeded, Given, VisitState, gated
from imh_desktop.store.entry import Changes, Scalar
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

__all__ = ["AloneNeeded", "KnownNeeded", "OpenVisit", "gated"]


class KnownNeeded(InputError):
    """How it is known (seen, told, both) must be said before this answer can be kept."""


class OpenVisit(VisitState):
    """One visit under way: each method that writes returns after the commit.

    ``domains``, ``cards`` and the other readers make plain values; nothing is cached in them.
    """

    def __init__(
        self, vault: Vault, library: Library, visit_id: str, words: Words, day: date | None = None
    ) -> None:
        """Read the visit and all it stands on. ``day``: today; None = the day of the visit."""
        super().__init__(vault, library, visit_id, words)
        self.day = day_of_answers(vault, self.visit, day or self.visit.on)
        self.ledger = Ledger(vault, visit_id)

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
            raise InputError(
                self.words.say("This answer does not belong to this card."), place=item_id
            )
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
            raise InputError(
                self.words.say("This question is not part of this visit."), place=item_id
            )
        return self.answer(self.lost_skills.item_id, code)

    @property
    def lost_skills(self) -> Item:
        """Return the talk-today item about lost skills, T5."""
        return next(item for item in self._items.values() if item.construct == "T5")

    def draft_note(self, item_id: str, text: str) -> None:
        """Keep a half-typed note on the desk, overwritten each time; empty forgets it."""
        noting.draft(self, item_id, text)

    def keep_note(self, item_id: str, text: str) -> Progress | None:
        """Keep a note as one entry and forget its draft; None when nothing changed."""
        entry = noting.keep(self, self.ledger, item_id, text)
        return Progress(entry.entry_id, self.profile, self.guidance, (item_id,)) if entry else None

    def drafts(self) -> dict[str, str]:
        """Return half-typed notes by item; private ones only of the caregiver ``alone`` with."""
        return noting.drafts(self)

    def leave(self) -> None:
        """Keep every draft as a note: the card, the visit or the vault is being left."""
        for item_id, text in self.drafts().items():
            self.keep_note(item_id, text)

    def next_unanswered(self, after: str | None = None) -> str | None:
        """Return the next gap after a card (the first for None); None: on to the review."""
        return card_views.next_gap(self, after)

    def first_card(self, domain_id: str) -> str | None:
        """Return a domain's first gap, else its first card; None when nothing is to be seen."""
        return card_views.first_card(self, domain_id)

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
        last = self._last_act()
        return act_named(self, last) if last else None

    def undo(self) -> Undone | None:
        """Take back the last action of this visit by a new entry; None when there is none.

        Raises:
            InputError: somebody changed it since.
        """
        act = self._last_act()
        if act is None:
            return None
        what = act_named(self, act)
        self.ledger.undo(act)
        self.reload()
        return Undone(what, act.item_id)

    def _last_act(self) -> Act | None:
        """Return the last act that may be seen now: what was said alone, alone again, or as long
        as the visit stays open on screen where it needed no gate."""
        return next((act for act in reversed(self.ledger.acts) if self._in_sight(act)), None)

    def _in_sight(self, act: Act) -> bool:
        if act.item_id is not None and act.item_id not in self.items():
            return False
        if act.talk is None or self.alone == act.talk[0]:
            return True
        ungated = act.item_id is not None and not gated(self.item(act.item_id))
        return ungated and act.entry_id in self.ledger.kept_here

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
        self.keep(self.talk_of(item), {f"actions.{item_id}": said}, item_id=item_id)
        action_drafts.keep(self, item_id, "")

    def keep(
        self, talk: Talk | None, changes: Changes, what: str = "", item_id: str | None = None
    ) -> None:
        """Write one entry that is no answer, and read the visit again (used by the review).
        ``what``: words for undo, where the fields do not tell."""
        self.ledger.keep(talk, changes, what, item_id)
        self.reload()

    def _given(self, item: Item, code: str) -> Given:
        on = self.day if self.day != self.visit.on else None
        if item.sensitivity.private:
            return PrivateAnswer(code=code, answered_on=on)
        if item.kind not in KNOWN_KINDS:
            return Answer(code=code, answered_on=on)
        if self._known is None:
            raise KnownNeeded(self.words.say("Please say first: was this seen, told, or both?"))
        informant = self._informant if self._known != "seen" else ""
        return Answer(code=code, known=self._known, informant=informant, answered_on=on)

    def _keep(self, talk: Talk | None, answers: Mapping[str, Given | None]) -> Progress:
        """Keep answers as one entry, the one on the card first."""
        before, cards = self.shown, tuple(answers)
        changes: Changes = {f"answers.{each}": _fields(given) for each, given in answers.items()}
        entry = self.ledger.keep(talk, changes, "", cards[0])
        self.take_answers(talk, answers)
        if before is not self.shown:
            moved = (before ^ self.shown) - answers.keys()
            cards += tuple(each for each in self._items if each in moved)
        return Progress(entry.entry_id, self.profile, self.guidance, cards)


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
