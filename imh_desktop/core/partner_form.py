"""A partner's own form: which of our values may stand in which of its fields.

The values come from a ``ReferralSummary`` alone, which holds what was ticked and consented to
and nothing else: a mapping cannot ask for more.
"""

from typing import Literal

import msgspec

DayFormat = Literal["MM/DD/YYYY", "DD/MM/YYYY", "YYYY-MM-DD", "words"]

CAREGIVERS = 3
"""Caregivers a form can have fields for."""

_OF_CAREGIVER = ("name", "relation", "phone", "address", "best_time")
VALUES = (
    "child.name", "child.given_name", "child.family_name", "child.birth", "child.sex",
    "child.age", "child.working_age", "child.pregnancy", "child.languages", "child.interpreter",
    "child.custody", "child.health_provider", "child.vision", "child.hearing", "child.services",
    *(f"caregiver{n}.{field}" for n in range(1, CAREGIVERS + 1) for field in _OF_CAREGIVER),
    "referrer.name", "referrer.phone", "programme.name",
    "partner.name", "partner.phone", "partner.address",
    "referral.written_on", "referral.concern_on", "referral.reasons", "referral.strengths",
    "referral.tried", "referral.instruments", "referral.noticed", "referral.send_back",
    "referral.code",
    "consent.signer", "consent.authority", "consent.signed_on", "consent.expires_on",
    "consent.purpose", "consent.reference",
)  # fmt: skip
"""Everything a field can be filled with; texts, but ``child.interpreter``: "yes" or empty."""


class MappedField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of the form by its own name. ``value``: one of ``VALUES``. ``when``: the value is
    "yes" or this code (``child.sex``: female, male, other), and the box is ticked; without it the
    value is written."""

    field: str
    value: str
    when: str = ""


class FormMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping file. ``title``: what the form is called, for the person who picks it."""

    title: str
    days: DayFormat = "words"
    fields: tuple[MappedField, ...]
