"""What of a child may leave: all that is open, or what a family's consent for a partner covers."""

from collections.abc import Iterable
from datetime import date

import msgspec

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.referral import Consent, Partner, ReferralRequest
from imh_desktop.core.visit import Visit
from imh_desktop.flows.referral_summary import consent_fault, trimmed
from imh_desktop.words import Words


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What may leave of one child. ``whole``: everything of class P and C. Else ``lines``, as in
    ``core.referral.LINES``, and of the answers ``items``."""

    whole: bool = False
    lines: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    def line(self, line: str) -> bool:
        """Tell whether a part of the record may leave."""
        return self.whole or line in self.lines

    def item(self, item_id: str) -> bool:
        """Tell whether an answer may leave."""
        return self.whole or (item_id in self.items and "reason" in self.lines)


WHOLE = Cover(whole=True)
"""For the programme's own use."""


def covers(consents: Iterable[Consent], partner: Partner, on: date) -> dict[str, Cover]:
    """Return child id -> what its consents that are valid on a day cover together."""
    nothing = ReferralRequest(referral_id="", partner=partner, lines=(), concern_on=on)
    found: dict[str, Cover] = {}
    for consent in consents:
        if consent_fault(nothing, consent, on, Words("en")) is None:
            known = found.get(consent.child_id, Cover())
            items = consent.items if "reason" in consent.lines else ()
            found[consent.child_id] = Cover(
                lines=known.lines | set(consent.lines), items=known.items | set(items)
            )
    return found


def covered_child(child: Child, cover: Cover) -> Child:
    """Return a child without what may not leave."""
    return child if cover.whole else trimmed(child, cover.lines)


def covered_caregivers(caregivers: Iterable[Caregiver], cover: Cover) -> tuple[Caregiver, ...]:
    """Return the caregivers that may leave."""
    return tuple(caregivers) if cover.line("contact") else ()


def covered_visit(visit: Visit, cover: Cover) -> Visit:
    """Return a visit without what may not leave. Notes, steps, ideas, actions and the visitor are
    on no line of a consent."""
    if cover.whole:
        return visit
    strengths = cover.line("strengths")
    return Visit(
        visit_id=visit.visit_id, child_id=visit.child_id, on=visit.on, band=visit.band,
        checklist_id=visit.checklist_id, checklist_hash=visit.checklist_hash, kind=visit.kind,
        language=visit.language, closed_at=visit.closed_at,
        answers={i: answer for i, answer in visit.answers.items() if cover.item(i)},
        strengths=visit.strengths if strengths else (),
        moments=visit.moments if strengths else (),
    )  # fmt: skip
