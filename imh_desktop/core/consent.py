"""What a family can agree to, and what a permission is worth on a day (clinical.md RF3)."""

from datetime import date, timedelta
from typing import Literal

ConsentKind = Literal["record", "referral", "print", "share", "contact"]
"""Taking part, so that a record is kept; telling a partner; pages going to a print desk; giving the
record to another organisation; being called and written to."""
KINDS: tuple[ConsentKind, ...] = ("record", "referral", "print", "share", "contact")
TO_PARTNER: tuple[ConsentKind, ...] = ("referral", "share")
"""Kinds that name a partner, and what may be told it."""
How = Literal["paper", "electronic", "spoken"]
"""How somebody agreed: signed on paper, signed on a device, or said before a witness."""
HOWS: tuple[How, ...] = ("paper", "electronic", "spoken")
WRITTEN: tuple[How, ...] = ("paper", "electronic")
ConsentState = Literal["valid", "not_yet", "expired", "withdrawn"]
SOON = timedelta(days=30)
"""How long before its last day a permission is said to end soon."""


def state_on(signed_on: date, expires_on: date, revoked_on: date | None, on: date) -> ConsentState:
    """Return what a permission is worth on a day; its last day is a day it is valid on, and the
    day it is withdrawn is none."""
    if revoked_on is not None and revoked_on <= on:
        return "withdrawn"
    if on < signed_on:
        return "not_yet"
    return "valid" if on <= expires_on else "expired"


def ends_soon(expires_on: date, on: date) -> bool:
    """Tell whether a permission that is valid on a day should be asked for anew."""
    return on <= expires_on <= on + SOON
