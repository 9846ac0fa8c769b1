"""Which referrals wait for what: the alarms of the week and the list sorted by them (RF5)."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from imh_desktop.core.people import Birth, Child
from imh_desktop.core.referral import Partner
from imh_desktop.core.referral_clocks import Clock, Due, Track, dues, where_to
from imh_desktop.core.referral_loop import Pause, is_open, latest
from imh_desktop.errors import InputError
from imh_desktop.flows.codes_said import referral_states
from imh_desktop.store import listing, records, standing
from imh_desktop.store.referral_values import Referral
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class ReferralAlarm(msgspec.Struct, frozen=True, kw_only=True):
    """A clock of a referral that runs. ``what``: the clock; ``days_left``: below 0 once the day is
    over; ``rings``: the day has come and no pause keeps it silent; ``sentence``: what is due, to
    whom, and until when, without the child's name."""

    child_id: str
    referral_id: str
    what: Clock
    due_on: date
    days_left: int
    rings: bool
    sentence: str
    why: str

    def told(self, words: Words) -> str:
        """Return what is due, and by which rule."""
        return words.abreast((self.sentence.rstrip("."), self.why))


class ReferralLine(msgspec.Struct, frozen=True, kw_only=True):
    """One referral as the list shows it. ``on``, ``who``: of the state; ``alarms``: what it waits
    for, nearest first; ``paused``: what keeps them silent; ``left_open``: it was open when care
    ended, and nothing reminds of it."""

    referral: Referral
    child: Child | None
    partner: Partner | None
    state: str
    on: date | None
    who: str
    alarms: tuple[ReferralAlarm, ...]
    paused: Pause | None = None
    left_open: bool = False


def lines(vault: Vault, today: date, words: Words) -> tuple[ReferralLine, ...]:
    """Return every referral; those that ring first, those that came to an end last."""
    children = {child.child_id: child for child in records.children(vault)}
    partners = {partner.partner_id: partner for partner in records.partners(vault)}
    all_of_them, ended = tuple(listing.loops(vault)), standing.ended(vault)
    schools = school_told(all_of_them, partners)
    found = [
        line_of(
            one, children.get(one.child_id), partners.get(one.partner_id), today, words,
            school_told=one.child_id in schools, ended=one.child_id in ended,
        )
        for one in all_of_them
    ]  # fmt: skip
    return tuple(sorted(found, key=_risk))


def school_told(referrals: Iterable[Referral], partners: Mapping[str, Partner]) -> set[str]:
    """Return the children who are referred to a school district."""
    return {
        one.child_id for one in referrals
        if one.partner_id in partners and partners[one.partner_id].kind == "school_district"
    }  # fmt: skip


def one(vault: Vault, referral_id: str, today: date, words: Words) -> ReferralLine:
    """Return one referral as the list shows it.

    Raises:
        InputError: it is not here.
    """
    for line in lines(vault, today, words):
        if line.referral.referral_id == referral_id:
            return line
    raise InputError("This referral is not here.", place=f"referral {referral_id}")


def line_of(
    referral: Referral, child: Child | None, partner: Partner | None, today: date, words: Words,
    *, school_told: bool = False, ended: bool = False,
) -> ReferralLine:  # fmt: skip
    """Return one referral as the list shows it; ``ended``: care of its child did."""
    track = track_of(referral, child, partner, school_told=school_told, ended=ended)
    running = dues(track, today)
    last, said = latest(referral.steps), dict(referral_states(words))
    alarms = (alarm_of(referral, due, partner, words) for due in running if due.pause is None)
    return ReferralLine(
        referral=referral, child=child, partner=partner,
        state=said.get(referral.state, words.say("Not known here")),
        on=last.on if last else None, who=last.who if last else "",
        alarms=tuple(alarms), paused=next((due.pause for due in running if due.pause), None),
        left_open=ended and is_open(referral.state),
    )  # fmt: skip


def track_of(
    referral: Referral, child: Child | None, partner: Partner | None, *,
    school_told: bool = False, ended: bool = False,
) -> Track:  # fmt: skip
    """Return what the clocks of a referral run on."""
    return Track(
        concern_on=referral.concern_on, kind=partner.kind if partner else "",
        begun=referral.begun, birth=child.birth if child else None,
        school_told=school_told, care_ended=ended, steps=referral.steps, pauses=referral.pauses,
    )  # fmt: skip


def places_said(birth: Birth, on: date, words: Words) -> str:
    """Return who evaluates a child of this birth on a day, with the rule."""
    return {
        "part_c": words.say("Below three years: early intervention (in the USA: Part C)."),
        "both": words.say(
            "Close to the third birthday: tell early intervention (in the USA: Part C) and the"
            " school district."
        ),
        "school_district": words.say(
            "Three years or more: the school district (in the USA: child find)."
        ),
    }[where_to(birth, on)]


def _risk(line: ReferralLine) -> tuple[bool, bool, bool, int, str]:
    nearest = min((alarm.days_left for alarm in line.alarms), default=0)
    return (
        not line.alarms,
        line.paused is None,
        not line.left_open,
        nearest,
        line.referral.referral_id,
    )


def alarm_of(referral: Referral, due: Due, partner: Partner | None, words: Words) -> ReferralAlarm:
    """Return a clock in words."""
    name = partner.name[:60] if partner and partner.name else words.say("the partner")
    day = words.date(due.due_on)
    return ReferralAlarm(
        child_id=referral.child_id, referral_id=referral.referral_id, what=due.clock,
        due_on=due.due_on, days_left=due.days_left, rings=due.rings,
        sentence=_sentence(due.clock, name, day, words), why=_why(due.clock, words),
    )  # fmt: skip


def _sentence(clock: Clock, name: str, day: str, words: Words) -> str:
    return {
        "send": words.say("Send the referral to {name} by {day}.", name=name, day=day),
        "receive": words.say("Ask {name} by {day} whether it has come.", name=name, day=day),
        "evaluate": words.say("{name} evaluates by {day}.", name=name, day=day),
        "service": words.say("Support of {name} begins by {day}.", name=name, day=day),
        "third_birthday": words.say(
            "Three years old on {day}: tell the school district too.", day=day
        ),
    }[clock]


def _why(clock: Clock, words: Words) -> str:
    return {
        "send": words.say("7 days from the day of the concern"),
        "receive": words.say("14 days from the day it was sent"),
        "evaluate": words.say("45 days from the day it was sent"),
        "service": words.say("30 days from the day it was sent"),
        "third_birthday": words.say("45 days before the third birthday"),
    }[clock]
