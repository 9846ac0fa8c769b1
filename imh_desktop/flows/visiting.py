"""An open visit: takes answers, keeps each at once, says what they mean so far.

One answer is one journal entry: of the visit for an open item, of the private record of (visit,
caregiver, class) for a private one. Methods return after the commit.
"""

from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.ages import AgeReading
from imh_desktop.core.checklist import Checklist, ChecklistTexts, VisitKind
from imh_desktop.core.guidance import Guidance
from imh_desktop.core.people import Caregiver, Child, Programme
from imh_desktop.core.profile import Profile
from imh_desktop.core.visit import Known, PrivateTalk, Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.cards import (
    ActNow,
    BandChoice,
    CardView,
    DomainView,
    Gap,
    Place,
    Progress,
    Undone,
)
from imh_desktop.flows.enrolling import CaregiverForm
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class KnownNeeded(InputError):
    """How it is known (seen, told, both) must be said before this answer can be kept."""


class AloneNeeded(InputError):
    """This card opens only once the visitor says which caregiver she is alone with."""


def bands_for(vault: Vault, library: Library, child_id: str, on: date) -> tuple[BandChoice, ...]:
    """Return the bands the child's age touches on a day; none from 72 months.

    More than one means that the birth day is not exact: the visitor picks one with a reason.

    Raises:
        InputError: the day is before the birth.
    """
    raise NotImplementedError


def start(
    vault: Vault,
    library: Library,
    child_id: str,
    *,
    on: date,
    kind: VisitKind = "home",
    language: str = "en",
    interpreter: str = "",
    band: str | None = None,
    reason: str = "",
    words: Words | None = None,
) -> "OpenVisit":
    """Write a visit's first entry and return it open.

    ``band`` is needed, with a ``reason``, when the age touches several; ``language`` is the one
    the cards are read in; ``words`` are the interface's.

    Raises:
        InputError: no band is ready for this age, no band was picked, the day is before the
            birth, or the checklist has no words in that language.
    """
    raise NotImplementedError


def resume(
    vault: Vault, library: Library, visit_id: str, *, words: Words | None = None
) -> "OpenVisit":
    """Return a visit left open, on the checklist it was started with.

    Raises:
        InputError: the visit is closed already.
    """
    raise NotImplementedError


class OpenVisit:
    """One visit under way. Attributes are the state as last committed.

    ``domains``, ``cards`` and the other readings make plain values; nothing is cached in them.
    """

    child: Child
    visit: Visit
    private: tuple[PrivateTalk, ...]
    checklist: Checklist
    texts: ChecklistTexts
    reading: AgeReading
    caregivers: tuple[Caregiver, ...]
    programme: Programme
    words: Words

    @property
    def profile(self) -> Profile:
        """Return the open profile as of the last answer."""
        raise NotImplementedError

    @property
    def guidance(self) -> Guidance:
        """Return what the rules say as of the last answer."""
        raise NotImplementedError

    @property
    def shown(self) -> frozenset[str]:
        """Return the items no condition hides now."""
        raise NotImplementedError

    def domains(self) -> tuple[DomainView, ...]:
        """Return the rows at the left, in the order of the checklist."""
        raise NotImplementedError

    def cards(self, domain_id: str) -> tuple[CardView, ...]:
        """Return a domain's cards; gated ones only while ``alone`` is set."""
        raise NotImplementedError

    def card(self, item_id: str) -> CardView | None:
        """Return one card; None when it is not to be seen now."""
        raise NotImplementedError

    @property
    def known(self) -> Known | None:
        """Return how the next answers are known; None until said."""
        raise NotImplementedError

    def use_known(self, known: Known, informant: str = "") -> None:
        """Say how the following answers are known, and by which caregiver if told.

        Raises:
            InputError: "seen" or "both" in a remote visit, or an unknown caregiver.
        """
        raise NotImplementedError

    @property
    def alone(self) -> str | None:
        """Return the caregiver the visitor is alone with; None when not alone."""
        raise NotImplementedError

    def alone_with(self, caregiver_id: str | None) -> None:
        """Say whom the visitor is alone with; None: not alone any more.

        Raises:
            InputError: the caregiver is not one of this child's.
        """
        raise NotImplementedError

    def add_caregiver(self, form: CaregiverForm) -> Caregiver:
        """Add a caregiver to the child, for instance at the alone-gate.

        Raises:
            InputError: a field will not do.
        """
        raise NotImplementedError

    def answer(self, item_id: str, code: str) -> Progress:
        """Keep one answer; return after the commit.

        "No" to a group is one entry for the group, and clears its signs' own answers with it.

        Raises:
            KnownNeeded: how it is known has not been said yet.
            AloneNeeded: the card is gated.
            InputError: the item or the code is not on this checklist.
            EnvironmentFault: the disk refused; nothing changed.
        """
        raise NotImplementedError

    def clear(self, item_id: str) -> Progress:
        """Take an answer away; its note stays. Raises as ``answer``."""
        raise NotImplementedError

    def confirm_loss(self, item_id: str, code: str) -> Progress:
        """Keep the family's word on whether a skill was lost: an answer to T5.

        ``item_id``: a member of ``guidance.ask_loss``. ``code``: a talk-today code.
        """
        raise NotImplementedError

    def draft_note(self, item_id: str, text: str) -> None:
        """Keep a half-typed note on the desk, overwritten each time; empty forgets it."""
        raise NotImplementedError

    def keep_note(self, item_id: str, text: str) -> Progress | None:
        """Keep a note as one entry and forget its draft; None when nothing changed."""
        raise NotImplementedError

    def drafts(self) -> dict[str, str]:
        """Return half-typed notes by item; private ones only of the caregiver ``alone`` with."""
        raise NotImplementedError

    def leave(self) -> None:
        """Keep every draft as a note: the card, the visit or the vault is being left."""
        raise NotImplementedError

    def next_unanswered(self, after: str | None = None) -> str | None:
        """Return the next gap after a card (the first for None); None: on to the review."""
        raise NotImplementedError

    def gaps(self) -> tuple[Gap, ...]:
        """Return what has no answer of any kind, by domain; complete domains are left out."""
        raise NotImplementedError

    @property
    def place(self) -> Place | None:
        """Return where the visitor was last; None before the first card."""
        raise NotImplementedError

    def remember_place(self, item_id: str, scroll: int = 0) -> None:
        """Keep the current card and scroll position, for the next start."""
        raise NotImplementedError

    @property
    def can_undo(self) -> str | None:
        """Name what ``undo`` would take back, in words; None when there is nothing."""
        raise NotImplementedError

    def undo(self) -> Undone | None:
        """Take back the last action of this visit by a new entry; None when there is none."""
        raise NotImplementedError

    def act_now(self) -> tuple[ActNow, ...]:
        """Return what calls for action now; the private part only while ``alone``."""
        raise NotImplementedError

    def record_action(self, item_id: str, text: str) -> None:
        """Keep what was done about it, or why nothing could be; one entry.

        Raises:
            AloneNeeded: the action belongs to a private record.
        """
        raise NotImplementedError
