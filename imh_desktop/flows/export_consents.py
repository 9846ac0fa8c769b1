"""What of a child may leave: all that is open, or what a family's consent for a partner covers."""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from imh_desktop.core.consent import TO_PARTNER
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.referral import Consent, Partner, ReferralRequest
from imh_desktop.core.visit import Visit
from imh_desktop.flows.referral_summary import consent_fault, trimmed, without_tongues
from imh_desktop.store.export_sources import Told
from imh_desktop.store.referral_values import Referral
from imh_desktop.words import Words

_ANSWERS = "answers."


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
        if consent_fault(nothing, consent, on, Words("en"), TO_PARTNER) is None:
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
    if not cover.line("contact"):
        return ()
    return tuple(without_tongues(each, cover.line("languages")) for each in caregivers)


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


def covered_referral(referral: Referral, cover: Cover) -> Referral:
    """Return a referral without what the family's consents do not cover by now."""
    if cover.whole:
        return referral
    return replace(
        referral,
        lines=tuple(line for line in referral.lines if cover.line(line)),
        items=tuple(item for item in referral.items if cover.item(item)),
        tried=referral.tried if cover.line("tried") else "",
        instruments=referral.instruments if cover.line("instruments") else "",
    )


def covered_told(told: Told, cover: Cover) -> Told:
    """Return what is told of a record beside its values. A partner learns which covered answers
    are in conflict, and no result: a result stands on all answers, covered or not."""
    if cover.whole:
        return told
    conflicts = {
        field: candidates
        for field, candidates in told.conflicts.items()
        if field.startswith(_ANSWERS) and cover.item(field.removeprefix(_ANSWERS))
    }
    return replace(told, fields={}, conflicts=conflicts, late=(), results=None)


def without_private(visit: Visit, private: Collection[str]) -> Visit:
    """Return a visit without answers to private items. Our own program keeps none in it; one that
    was written elsewhere, or altered, might."""
    if not any(i in private for i in (*visit.answers, *visit.notes, *visit.actions)):
        return visit
    kept = {
        group: {i: said for i, said in getattr(visit, group).items() if i not in private}
        for group in ("answers", "notes", "actions")
    }
    return replace(visit, **kept)


def told_without(told: Told, private: Collection[str]) -> Told:
    """Return what is told of a visit without a word on private items."""
    late = []
    for entry in told.late:
        changes = {f: v for f, v in entry.changes.items() if _item(f) not in private}
        if changes:
            late.append(replace(entry, changes=changes))
    fields = {f: v for f, v in told.fields.items() if _item(f) not in private}
    conflicts = {f: c for f, c in told.conflicts.items() if _item(f) not in private}
    return replace(told, fields=fields, conflicts=conflicts, late=tuple(late))


def _item(field: str) -> str:
    group, _, item_id = field.partition(".")
    return item_id if group in ("answers", "notes", "actions") else ""
