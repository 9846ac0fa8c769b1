"""A referral: the partner, the family's consent, and the page that says no more than it covers."""

from dataclasses import dataclass
from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.people import Paper
from imh_desktop.core.referral import Consent, Partner, ReferralRequest
from imh_desktop.flows.summarising import Page
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class ReferralForm(msgspec.Struct, frozen=True, kw_only=True):
    """The one referral dialog. ``partner_id`` empty = a new partner by name, phone and address.
    ``lines``: members of ``core.referral.LINES``; ``items``: open items told as the reason;
    both are what the signer agrees to. Days are ISO texts."""

    partner_id: str = ""
    partner_name: str = ""
    partner_phone: str = ""
    partner_address: str = ""
    purpose: str = ""
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    signer: str = ""
    authority: str = ""
    signed_on: str = ""
    expires_on: str = ""
    concern_on: str = ""
    tried: str = ""
    send_back: str = ""


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line that may be ticked, and its words."""

    line: str
    title: str


@dataclass(frozen=True, slots=True)
class ReasonChoice:
    """An open item that may be told as a reason: its words, today's answer in words."""

    item_id: str
    text: str
    answer: str


def lines_offered(words: Words) -> tuple[LineChoice, ...]:
    """Return every line of a referral; the dialog starts with none ticked (RF4)."""
    raise NotImplementedError


def reasons_offered(vault: Vault, library: Library, visit_id: str) -> tuple[ReasonChoice, ...]:
    """Return the visit's open concerns: signs, worry and not-yet answers; never a private one."""
    raise NotImplementedError


def partners(vault: Vault) -> tuple[Partner, ...]:
    """Return the partners already known, by name."""
    raise NotImplementedError


def write_referral(
    vault: Vault,
    library: Library,
    visit_id: str,
    form: ReferralForm,
    *,
    words: Words | None = None,
) -> str:
    """Write partner, consent and referral in one transaction; return the referral's id.

    Raises:
        InputError: a field will not do (``place`` names it), or an item is private.
    """
    raise NotImplementedError


def consent_fault(request: ReferralRequest, consent: Consent, on: date, words: Words) -> str | None:
    """Return why a consent does not cover a request on a day; None when it does (RF3)."""
    raise NotImplementedError


def referral_page(
    vault: Vault,
    library: Library,
    referral_id: str,
    language: str,
    paper: Paper | None = None,
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Page:
    """Make a referral's page.

    Raises:
        PageRefused: no consent that covers every ticked line and item, unexpired and unrevoked.
    """
    raise NotImplementedError
