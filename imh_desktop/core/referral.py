"""A referral to a partner: what it needs and no more, under a consent that covers each line."""

from datetime import date

import msgspec

from imh_desktop.core.people import Caregiver, Child, Paper
from imh_desktop.core.visit import Known

LINES = (
    "contact",
    "gestation",
    "languages",
    "custody",
    "reason",
    "strengths",
    "tried",
    "instruments",
    "profile",
    "health",
    "senses",
    "services",
)
"""The parts of a referral a visitor may tick (RF2, RF4); ``reason`` is itself a list of items."""


class Partner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who receives a referral. ``kind``: one of ``referral_loop.KINDS``, empty where nobody has
    said; ``languages``: codes; ``retired_on``: since when nothing more is sent there."""

    partner_id: str
    name: str
    phone: str = ""
    address: str = ""
    kind: str = ""
    languages: tuple[str, ...] = ()
    hours: str = ""
    area: str = ""
    retired_on: date | None = None


class Consent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A caregiver's permission (RF3).

    ``kind``: a ``ConsentKind``; one of a newer release covers nothing here. ``partner_id``,
    ``lines`` (members of ``LINES``) and ``items`` (open item ids that may be told as reasons): of
    the kinds that name a partner, else empty. ``how``: a ``How``, empty where nobody noted it.
    ``revoked_by``: who took it back.
    """

    consent_id: str
    child_id: str
    partner_id: str
    purpose: str
    lines: tuple[str, ...]
    items: tuple[str, ...] = ()
    signer: str
    authority: str
    signed_on: date
    expires_on: date
    revoked_on: date | None = None
    kind: str = "referral"
    how: str = ""
    witness: str = ""
    revoked_by: str = ""
    revoked_reason: str = ""


class ReferralRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the visitor ticked for one partner. ``items``: open items told as the reason.
    ``instruments``: those used elsewhere, with their days; typed, since none is brought in yet."""

    referral_id: str
    partner: Partner
    lines: tuple[str, ...]
    items: tuple[str, ...] = ()
    concern_on: date
    tried: str = ""
    instruments: str = ""
    send_back: str = ""


class ReasonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One concern in behaviour words, with when and how it was known."""

    text: str
    answer: str
    on: date
    known: Known | None = None


class ReferralSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One referral page: only ticked and consented lines are filled; the others are empty.

    Ages are finished sentences in the page's language; both are always there (RF6). ``code``: by
    which the partner names it when answering; it tells nothing.
    """

    language: str
    paper: Paper
    child: Child
    chronological_age: str
    working_age: str
    caregivers: tuple[Caregiver, ...]
    referrer: str
    referrer_phone: str
    programme: str
    partner: Partner
    written_on: date
    concern_on: date
    lines: tuple[str, ...]
    reasons: tuple[ReasonLine, ...] = ()
    strengths: tuple[str, ...] = ()
    tried: str = ""
    instruments: str = ""
    profile_lines: tuple[str, ...] = ()
    rule_lines: tuple[str, ...] = ()
    send_back: str = ""
    consent: Consent
    code: str = ""
    review_note: str = ""
    demo: bool = False
