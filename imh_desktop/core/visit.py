"""A visit and its answers. Open (P, C) and private (G, V) answers are different types, so that
what is made for the family cannot be handed a private one."""

from datetime import date
from typing import Literal

import msgspec

from imh_desktop.core.checklist import VisitKind
from imh_desktop.core.privacy import Sensitivity

Known = Literal["seen", "told", "both"]
Level = Literal["N0", "N1", "N2", "N3"]
LEVELS: tuple[Level, ...] = ("N0", "N1", "N2", "N3")


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer to an open item. ``known``: how it is known; None where the item has no such
    thing. ``informant``: a caregiver id, or empty. ``answered_on``: a day, for a visit made over
    several."""

    code: str
    known: Known | None = None
    informant: str = ""
    answered_on: date | None = None


class PrivateAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer to a private item. No open type holds one."""

    code: str
    known: Known | None = None
    informant: str = ""
    answered_on: date | None = None


class Raise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A visitor's own judgement that the level should be higher (rule J1)."""

    level: Level
    reason: str
    worker_id: str = ""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A next step: what, who does it, by when, whom to call. Open words only."""

    step_id: str
    what: str
    who: str = ""
    by: date | None = None
    phone: str = ""


class SeenMoment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A strength the visitor saw and wrote down herself, for the family page."""

    moment_id: str
    text: str


class Visit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One visit's open record [Encounter + QuestionnaireResponse].

    ``band`` is fixed at the start. ``answers``: item id -> answer, P and C items only.
    ``strengths`` and ``strategies``: what the visitor chose for the family page, in order.
    ``actions``: open talk-today item id -> what was done, or "could not act: why".
    ``from_paper``: it was made on paper, and typed in later.
    """

    visit_id: str
    child_id: str
    on: date
    band: str
    checklist_id: str = "observation"
    checklist_hash: str = ""
    kind: VisitKind = "home"
    language: str = "en"
    interpreter: str = ""
    worker_id: str = ""
    answers: dict[str, Answer] = {}
    notes: dict[str, str] = {}
    strengths: tuple[str, ...] = ()
    moments: tuple[SeenMoment, ...] = ()
    strategies: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    actions: dict[str, str] = {}
    raised: Raise | None = None
    closed_at: str = ""
    from_paper: bool = False


class PrivateTalk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a caregiver said alone: one per visit, caregiver and class (G or V)."""

    visit_id: str
    caregiver_id: str
    sensitivity: Sensitivity
    answers: dict[str, PrivateAnswer] = {}
    notes: dict[str, str] = {}
    actions: dict[str, str] = {}
    raised: Raise | None = None

    @property
    def spoken(self) -> bool:
        """Tell whether anything was said. Whether pages are safe at home is kept in a record of
        class V that belongs to no caregiver and holds nothing else: that is no talk."""
        said = self.answers or self.notes or self.actions or self.raised
        return bool(self.caregiver_id or said)
