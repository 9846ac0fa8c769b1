"""Checks on the data: each finds records to look at, and none of them is an error by itself
(clinical.md 5.3, DQ1 to DQ14)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations

import msgspec

from imh_desktop.core.ages import POLICIES, age_between, bands_touched
from imh_desktop.core.measured_care import Frame
from imh_desktop.core.programme_facts import ChildFact, VisitFact
from imh_desktop.core.referral_loop import is_open
from imh_desktop.core.sound_alike import sound_of
from imh_desktop.errors import InputError

LEAST_GESTATION, MOST_GESTATION = 22 * 7, 44 * 7 + 6
"""22w0d and 44w6d, in days."""
YOUNG_MONTHS = 24
FEWEST_ALIKE = 10
"""Answers from which on "all the same" is worth a look."""
QUICK_ITEMS, QUICK_SECONDS = 28, 240
_BEHAVIOUR_AGES = POLICIES["default"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at. ``subject_id``: the record it is about, or the group of a report
    (DQ14); ``also``: other records it names; ``facts``: short values for its sentence."""

    check: str
    subject_id: str
    child_id: str = ""
    visit_id: str = ""
    also: tuple[str, ...] = ()
    facts: dict[str, str | int] = {}


Found = Iterator[Finding | None]
"""What a check yields; None: still looking, so that a window may breathe meanwhile."""


def find(frame: Frame) -> tuple[Finding, ...]:
    """Return what every check finds: visits of the period, of the future and of no known day;
    children and open referrals whatever the period."""
    found = (finding for check in CHECKS.values() for finding in check(frame))
    return tuple(finding for finding in found if finding is not None)


def looked_at(frame: Frame) -> Iterator[tuple[VisitFact, ChildFact | None]]:
    """Yield the visits the checks look at, with their children."""
    children = frame.facts.by_child()
    for visit in frame.facts.visits:
        if visit.on is None or visit.on > frame.today or frame.period.holds(visit.on):
            yield visit, children.get(visit.child_id)


def _about(check: str, visit: VisitFact, **facts: str | int) -> Finding:
    return Finding(
        check=check, subject_id=visit.visit_id, visit_id=visit.visit_id,
        child_id=visit.child_id, facts=facts,
    )  # fmt: skip


def born_after_visit(frame: Frame) -> Found:
    """DQ1: the day of birth is after the visit."""
    for visit, child in looked_at(frame):
        if child and child.birth and visit.on and child.birth.earliest > visit.on:
            yield _about("DQ1", visit)


def gestation_out_of_range(frame: Frame) -> Found:
    """DQ2: gestation outside 22w0d to 44w6d."""
    for child in frame.facts.children:
        days = child.gestation_days
        if days is not None and not LEAST_GESTATION <= days <= MOST_GESTATION:
            yield Finding(
                check="DQ2", subject_id=child.child_id, child_id=child.child_id,
                facts={"weeks": days // 7, "days": days % 7},
            )  # fmt: skip


def gestation_unknown(frame: Frame) -> Found:
    """DQ3: gestation unknown below 24 months of age today."""
    for child in frame.facts.children:
        if child.gestation_days is None and _is_young(child, frame.today):
            yield Finding(check="DQ3", subject_id=child.child_id, child_id=child.child_id)


def _is_young(child: ChildFact, today: date) -> bool:
    if child.birth is None or child.birth.latest > today:
        return False
    return age_between(child.birth.latest, today).months < YOUNG_MONTHS


def outside_the_programme(frame: Frame) -> Found:
    """DQ4: the visit is in the future, or before the child was enrolled."""
    for visit, child in looked_at(frame):
        enrolled = child.enrolled_on if child else None
        if visit.on and visit.on > frame.today:
            yield _about("DQ4", visit, when="future")
        elif visit.on and enrolled and visit.on < enrolled:
            yield _about("DQ4", visit, when="before")


def band_does_not_fit(frame: Frame) -> Found:
    """DQ5: the band is none the working age touches on that day."""
    for visit, child in looked_at(frame):
        if child is None or child.birth is None or visit.on is None:
            continue
        policy = POLICIES.get(visit.policy_id, _BEHAVIOUR_AGES)
        try:
            fitting = bands_touched(child.birth, child.gestation_days, visit.on, policy)
        except InputError:
            continue
        yield None if visit.band in fitting else _about("DQ5", visit)


def same_child_twice(frame: Frame) -> Found:
    """DQ6: two records with one day of birth whose names sound alike, unless somebody said that
    they are two children; twins have two names."""
    by_day: dict[date, list[ChildFact]] = {}
    for child in frame.facts.children:
        if child.birth and child.birth.exact:
            by_day.setdefault(child.birth.earliest, []).append(child)
    for children in by_day.values():
        for one, other in combinations(sorted(children, key=lambda c: c.child_id), 2):
            pair = one.child_id, other.child_id
            if pair not in frame.facts.apart and sounds_alike(one, other):
                yield Finding(
                    check="DQ6", subject_id=f"{one.child_id}/{other.child_id}",
                    child_id=one.child_id, also=(other.child_id,),
                )  # fmt: skip


def sounds_alike(one: ChildFact, other: ChildFact) -> bool:
    """Tell whether two names may be one. A missing family name speaks against nothing."""
    given = sound_of(one.given_name), sound_of(other.given_name)
    family = sound_of(one.family_name), sound_of(other.family_name)
    return given[0] == given[1] and (not all(family) or family[0] == family[1])


def all_answers_alike(frame: Frame) -> Found:
    """DQ7: every behaviour item of a closed visit has the same answer."""
    for visit, _child in looked_at(frame):
        if visit.closed and len(visit.codes) >= FEWEST_ALIKE and len(set(visit.codes)) == 1:
            yield _about("DQ7", visit, n=len(visit.codes))


def answered_too_fast(frame: Frame) -> Found:
    """DQ8: more than 28 items in less than 4 minutes, anywhere in the visit."""
    for visit, _child in looked_at(frame):
        times = visit.answered_at
        first_of = zip(times, times[QUICK_ITEMS:], strict=False)
        if any(end - start < QUICK_SECONDS for start, end in first_of):
            yield _about("DQ8", visit)


def seen_from_afar(frame: Frame) -> Found:
    """DQ9: an answer is marked as seen at a visit by phone or video."""
    for visit, _child in looked_at(frame):
        if visit.kind == "remote" and visit.seen:
            yield _about("DQ9", visit, n=visit.seen)


def nothing_done(frame: Frame) -> Found:
    """DQ10: consult or act today, with no action, no dated step and no referral."""
    referred = {referral.visit_id for referral in frame.facts.referrals}
    for visit, _child in looked_at(frame):
        if visit.closed and visit.level in ("N2", "N3") and visit.visit_id not in referred:
            if not visit.acted:
                yield _about("DQ10", visit, lacks="action")
            elif not visit.dated:
                yield _about("DQ10", visit, lacks="date")


def look_again_overdue(frame: Frame) -> Found:
    """DQ11: the last closed visit asked to look again, the day is over and no visit followed,
    though visits go on."""
    last: dict[str, VisitFact] = {}
    ended = {child.child_id for child in frame.facts.children if child.ended}
    for visit in frame.facts.visits:
        if visit.on is not None and visit.on <= frame.today and visit.child_id not in ended:
            known = last.get(visit.child_id)
            if known is None or _later(visit, known):
                last[visit.child_id] = visit
    for visit in last.values():
        again = visit.reobserve_on
        if visit.closed and again is not None and again < frame.today:
            yield _about("DQ11", visit, days=(frame.today - again).days)


def _later(one: VisitFact, other: VisitFact) -> bool:
    assert one.on is not None
    assert other.on is not None
    return (one.on, one.visit_id) > (other.on, other.visit_id)


def consent_over(frame: Frame) -> Found:
    """DQ12: the consent has expired or was withdrawn and the referral is still open."""
    for referral in frame.facts.referrals:
        revoked, expires = referral.consent_revoked_on, referral.consent_expires_on
        over = (revoked is not None and revoked <= frame.today) or (
            expires is not None and expires < frame.today
        )
        if over and is_open(referral.state):
            yield Finding(
                check="DQ12", subject_id=referral.referral_id, child_id=referral.child_id,
                visit_id=referral.visit_id,
            )  # fmt: skip


def instruments(_frame: Frame) -> Found:
    """DQ13: an instrument outside its ages or licence. No instrument is recorded here yet."""
    return iter(())


def mixed_versions(frame: Frame) -> Found:
    """DQ14: closed visits of one report stand on other rules or words than most of them do."""
    closed = [v for v in frame.facts.visits if v.closed and v.rule_set and frame.period.holds(v.on)]
    for what in ("rule_set", "text_version"):
        groups = Counter(getattr(visit, what) for visit in closed)
        most = max(groups, key=lambda group: (groups[group], group), default="")
        for group in sorted(groups):
            if group != most:
                named = tuple(v.visit_id for v in closed if getattr(v, what) == group)
                yield Finding(
                    check="DQ14", subject_id=f"{what}:{group}", also=named,
                    facts={"what": what, "group": group, "most": most, "n": len(named)},
                )  # fmt: skip


CHECKS: Mapping[str, Callable[[Frame], Found]] = {
    "DQ1": born_after_visit,
    "DQ2": gestation_out_of_range,
    "DQ3": gestation_unknown,
    "DQ4": outside_the_programme,
    "DQ5": band_does_not_fit,
    "DQ6": same_child_twice,
    "DQ7": all_answers_alike,
    "DQ8": answered_too_fast,
    "DQ9": seen_from_afar,
    "DQ10": nothing_done,
    "DQ11": look_again_overdue,
    "DQ12": consent_over,
    "DQ13": instruments,
    "DQ14": mixed_versions,
}
NOTHING_TO_CHECK = ("DQ13",)
"""Checks of what no record here holds."""
