"""What the coordinator's figures are made of: a few plain facts of each record, never its words.

Who wrote something is left out on purpose: no figure is about a worker.
"""

from collections.abc import Mapping
from datetime import date

import msgspec

from imh_desktop.core.people import Birth


class Period(msgspec.Struct, frozen=True):
    """Days, both included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last


class ChildFact(msgspec.Struct, frozen=True, kw_only=True):
    """One child. ``birth``: None while not known; ``enrolled_on``: the day the record began;
    ``ended``: the programme visits it no more."""

    child_id: str
    given_name: str = ""
    family_name: str = ""
    birth: Birth | None = None
    gestation_days: int | None = None
    language: str = "en"
    enrolled_on: date | None = None
    ended: bool = False


class VisitFact(msgspec.Struct, frozen=True, kw_only=True):
    """One visit's open record.

    ``worry_asked``: the open question on worries has any answer; None: the checklist does not
    hold it, or is not here. ``due_on``: the day the next visit was due, as the list of children
    said it; ``awaited``: the family was still visited then. ``codes``: the answers to behaviour
    items. ``seen``: answers marked as seen. ``answered_at``: first time of each answer, in seconds,
    in order; empty: not read. ``acted``: a step or action stands in it; ``dated``: a step has a
    day.
    """

    visit_id: str
    child_id: str
    on: date | None
    closed: bool = True
    kind: str = "home"
    band: str = ""
    policy_id: str = "default"
    worry_asked: bool | None = None
    due_on: date | None = None
    awaited: bool = True
    reobserve_on: date | None = None
    level: str = ""
    codes: tuple[str, ...] = ()
    seen: int = 0
    answered_at: tuple[int, ...] = ()
    acted: bool = False
    dated: bool = False
    rule_set: str = ""
    text_version: str = ""


class ReferralFact(msgspec.Struct, frozen=True, kw_only=True):
    """One referral. ``state``: RF5, or one unknown here; ``reached``: state -> first day in it."""

    referral_id: str
    child_id: str
    visit_id: str = ""
    state: str = "draft"
    concern_on: date | None = None
    reached: Mapping[str, date] = {}
    consent_expires_on: date | None = None
    consent_revoked_on: date | None = None


class TalkFact(msgspec.Struct, frozen=True, kw_only=True):
    """One private talk, for counts alone. ``acted``: the items something was done about."""

    visit_id: str
    sensitivity: str
    codes: Mapping[str, str] = {}
    acted: frozenset[str] = frozenset()


class ProgrammeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """All of one vault; records said to be of one child are one child here. ``talks``: empty
    unless the private counts were asked for. ``apart``: pairs said to be two children, each by id.
    """

    children: tuple[ChildFact, ...] = ()
    visits: tuple[VisitFact, ...] = ()
    referrals: tuple[ReferralFact, ...] = ()
    talks: tuple[TalkFact, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()

    def by_child(self) -> dict[str, ChildFact]:
        """Return the children by id."""
        return {child.child_id: child for child in self.children}
