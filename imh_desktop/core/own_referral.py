"""What an adult asks to be told of herself, to whom, and under her own consent.

Class G, but for what she asks to be told in her own words, which may be of class V and is kept
apart (clinical.md 4.1, RF3, SV4, SV5). Nothing of it is about the child.
"""

from datetime import date
from typing import Literal

import msgspec

from imh_desktop.core.family_copy import AdultAnswer
from imh_desktop.core.people import Paper

OWN_LINES = ("reach", "language", "help", "answers", "services")
"""The parts of the page that may be ticked; ``answers`` is itself a list of items."""


class OwnReferral(msgspec.Struct, frozen=True, kw_only=True):
    """One adult's own referral and the consent it stands on, as they are kept.

    ``lines``: members of ``OWN_LINES``; ``items``: class G items of the visit's checklist.
    ``message``: may a message be left ("yes", "no", "" = not said). ``part2``: some of it comes
    from a substance use programme under 42 CFR Part 2. ``given``: days on which the page left.
    """

    referral_id: str
    visit_id: str
    caregiver_id: str
    partner_name: str
    partner_phone: str = ""
    partner_address: str = ""
    purpose: str = ""
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    reach: str = ""
    best_time: str = ""
    message: str = ""
    language: str = ""
    help: str = ""
    services: str = ""
    send_back: str = ""
    part2: bool = False
    how: str = ""
    witness: str = ""
    signer: str = ""
    signed_on: date | None = None
    expires_on: date | None = None
    revoked_on: date | None = None
    given: tuple[date, ...] = ()


class OwnWords(msgspec.Struct, frozen=True, kw_only=True):
    """What an adult asks to be told, in her own words: the one thing of class V that may leave,
    and only by her explicit instruction.

    Raises:
        TypeError: she did not ask for it.
    """

    text: str
    asked: Literal[True]

    def __post_init__(self) -> None:
        """Refuse, at run time too, what nobody asked for."""
        if self.asked is not True:
            raise TypeError("what an adult told leaves by her own instruction alone")


class OwnReferralPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page says. What was not ticked is not in it."""

    language: str
    paper: Paper
    adult: str
    written_on: date
    referrer: str
    referrer_phone: str
    programme: str
    referral: OwnReferral
    answers: tuple[AdultAnswer, ...] = ()
    words: OwnWords | None = None
    part2_notice: str = ""
    code: str = ""
    review_note: str = ""
    demo: bool = False
