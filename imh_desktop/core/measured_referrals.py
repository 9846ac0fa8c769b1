"""The indicators about referrals: clocks in calendar days (RF1, RF5). Rules as in
``measured_care``."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.core.ages import add_months
from imh_desktop.core.measured_care import Case, Frame
from imh_desktop.core.people import Birth
from imh_desktop.core.programme_facts import ReferralFact
from imh_desktop.core.referral_loop import (
    DAYS_TO_EVALUATE,
    DAYS_TO_SEND,
    DAYS_TO_SERVICE,
    EVALUATED,
    FAMILY_ENDS,
    PART_C_MONTHS,
    SENT,
    SERVICE,
    is_open,
)


def open_loops(frame: Frame) -> Iterator[Case]:
    """Referrals that still wait for something, today."""
    for referral in frame.facts.referrals:
        if is_open(referral.state):
            yield referral.referral_id, True


def referrals(frame: Frame) -> Iterator[Case]:
    """Referrals whose concern was noted in the period."""
    for referral in frame.facts.referrals:
        if referral.concern_on is None:
            yield referral.referral_id, None
        elif frame.period.holds(referral.concern_on):
            yield referral.referral_id, True


def sent_in_time(frame: Frame) -> Iterator[Case]:
    """Referrals of the period: sent within 7 days of the concern? One not sent whose days are
    not over yet is missing, and so is one sent before its concern."""
    for referral in frame.facts.referrals:
        noted, sent = referral.concern_on, referral.reached.get(SENT)
        if noted is None:
            yield referral.referral_id, None
        elif frame.period.holds(noted):
            yield referral.referral_id, _within(noted, sent, DAYS_TO_SEND, frame.today)


def evaluated_in_time(frame: Frame) -> Iterator[Case]:
    """Referrals sent in the period below the third birthday: evaluated within 45 days? Those that
    the family declined, or that could not reach it, before are left out."""
    children = frame.facts.by_child()
    for referral in frame.facts.referrals:
        sent = referral.reached.get(SENT)
        if sent is None or not frame.period.holds(sent):
            continue
        child = children.get(referral.child_id)
        young = None if child is None or child.birth is None else below_three(child.birth, sent)
        evaluated = first_day(referral, EVALUATED)
        ended = first_day(referral, FAMILY_ENDS)
        if young is None:
            yield referral.referral_id, None
        elif young and (ended is None or (evaluated is not None and evaluated <= ended)):
            verdict = _within(sent, evaluated, DAYS_TO_EVALUATE, frame.today)
            yield referral.referral_id, verdict


def completed(frame: Frame) -> Iterator[Case]:
    """Referrals sent in the period: evaluated within 45 days, or another service within 30?"""
    for referral in frame.facts.referrals:
        sent = referral.reached.get(SENT)
        if sent is None or not frame.period.holds(sent):
            continue
        served = _within(sent, referral.reached.get(SERVICE), DAYS_TO_SERVICE, frame.today)
        evaluated = first_day(referral, EVALUATED)
        evaluated_in = _within(sent, evaluated, DAYS_TO_EVALUATE, frame.today)
        late = None if None in (served, evaluated_in) else False
        yield referral.referral_id, True if served or evaluated_in else late


def below_three(birth: Birth, on: date) -> bool | None:
    """Tell whether a child is below the third birthday; None when the birth leaves it open."""
    youngest, oldest = (
        on < add_months(born, PART_C_MONTHS) for born in (birth.latest, birth.earliest)
    )
    return youngest if youngest == oldest else None


def first_day(referral: ReferralFact, states: tuple[str, ...]) -> date | None:
    """Return the first day a referral was in one of some states."""
    days = [referral.reached[state] for state in states if state in referral.reached]
    return min(days, default=None)


def _within(start: date, end: date | None, days: int, today: date) -> bool | None:
    """Tell whether something came in time; None while it may still, or when days contradict."""
    if end is None:
        return None if (today - start).days <= days else False
    return None if end < start else (end - start).days <= days
