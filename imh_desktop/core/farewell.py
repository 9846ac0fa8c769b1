"""What is left to do when a family leaves, by the way it leaves: computed from what the record
says, never from ticks. Nothing here is forced; a line that is not done stays a line."""

from datetime import date
from typing import Final, Literal, get_args

import msgspec

from imh_desktop.core.care import Care

Way = Literal["aged_out", "discharged", "transferred", "handed_over", "moved", "declined", "died"]
WAYS: Final[tuple[Way, ...]] = get_args(Way)
Kind = Literal[
    "end", "handover", "draft", "referral", "last_page", "pages", "copy", "share", "consent"
]
"""end: visits are said to have ended; handover: another laptop has the family; draft: visits left
open; referral: referrals that wait; last_page: the page of the last visit; pages: earlier visits
without one; copy: the family's copy of its record; share: a permission to give the record to
another organisation; consent: permissions that run on."""

_ALL: Final[tuple[Kind, ...]] = (
    "draft", "referral", "last_page", "pages", "copy", "consent", "end",
)  # fmt: skip
LINES: Final[dict[Way, tuple[Kind, ...]]] = {
    "aged_out": _ALL,
    "discharged": _ALL,
    "transferred": ("draft", "referral", "share", *_ALL[2:]),
    # Visits go on there: what runs runs on, and nothing ends.
    "handed_over": ("draft", "last_page", "handover"),
    "moved": _ALL,
    "declined": _ALL,
    # No page is made of a child who died; the family may wish for its copy.
    "died": ("draft", "referral", "copy", "consent", "end"),
}
"""What is looked at, by the way: the end itself comes last, for it holds papers back."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the record says on a day. Ids: ``drafts`` of open visits, ``referrals`` that wait,
    ``consents`` that hold, ``pageless`` of closed visits without a page, the latest first.
    ``last_visit``: of the last closed visit; ``outdated``: its page says what is no longer so.
    ``copied_on``: when a copy was given last; ``shared``: the record may be given elsewhere;
    ``given``: another laptop has the family for good."""

    care: Care
    drafts: tuple[str, ...] = ()
    referrals: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    pageless: tuple[str, ...] = ()
    last_visit: str = ""
    outdated: bool = False
    copied_on: date | None = None
    shared: bool = False
    given: bool = False


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at. ``left``: ids of what is left, the first to be opened first."""

    kind: Kind
    done: bool
    left: tuple[str, ...] = ()


def lines(way: Way, facts: Facts) -> tuple[Line, ...]:
    """Return what to look at for a way of leaving, in order."""
    return tuple(_line(kind, way, facts) for kind in LINES[way])


def way_of(facts: Facts, proposed: bool) -> Way | None:
    """Return the way a family leaves, as far as the record tells: how care ended, else that
    another laptop has it, else that an end at this age is ``proposed``."""
    for status in facts.care.statuses:
        for way in WAYS:
            if status == way:
                return way
    if facts.given:
        return "handed_over"
    return "aged_out" if proposed else None


def _line(kind: Kind, way: Way, facts: Facts) -> Line:
    left: dict[Kind, tuple[str, ...]] = {
        "draft": facts.drafts,
        "referral": facts.referrals,
        "consent": facts.consents,
        "last_page": _last_page(facts),
        "pages": tuple(one for one in facts.pageless if one != facts.last_visit),
    }
    if kind in left:
        return Line(kind=kind, done=not left[kind], left=left[kind])
    done = {
        "end": way in facts.care.statuses,
        "handover": facts.given,
        "copy": facts.copied_on is not None,
        "share": facts.shared,
    }
    return Line(kind=kind, done=done[kind])


def _last_page(facts: Facts) -> tuple[str, ...]:
    missing = facts.last_visit in facts.pageless or facts.outdated
    return (facts.last_visit,) if facts.last_visit and missing else ()
