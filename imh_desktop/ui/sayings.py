"""Sentences that several pages say: ages, bands, how a visit was made."""

from datetime import date, datetime

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.languages import inside, spoken_languages
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.visit import Step, Visit
from imh_desktop.flows.caseload import CaseRow
from imh_desktop.flows.codes_said import band_said as band_said
from imh_desktop.flows.codes_said import kinds as kinds
from imh_desktop.flows.codes_said import relations as relations
from imh_desktop.words import Words


def ages_line(words: Words, reading: AgeReading | None, child: Child) -> str:
    """Say a child's age, and the corrected one where it differs."""
    if reading is None:
        return words.say("Not born yet")
    own = words.age(reading.chronological.months, reading.chronological.days)
    if not child.birth.exact:
        return words.say("about {age}", age=own)
    if reading.basis != "corrected":
        return own
    if reading.working is None:
        return words.count(
            "{age}  ·  {n} day to the due date", "{age}  ·  {n} days to the due date",
            reading.days_to_due, age=own,
        )  # fmt: skip
    working = words.age(reading.working.months, reading.working.days)
    return words.say("{age}  ·  {working} corrected", age=own, working=working)


def corrected_line(words: Words, reading: AgeReading | None) -> str:
    """Say what a corrected age is counted from; empty when the age is not corrected."""
    if reading is None or reading.basis != "corrected":
        return ""
    return words.say("Counted from the due date, because of the early birth.")


def birth_line(words: Words, child: Child) -> str:
    """Say when a child was born, and after how many weeks if early or known."""
    first, last = words.date(child.birth.earliest), words.date(child.birth.latest)
    if not child.birth.exact:
        return words.say("Born between {first} and {last}", first=first, last=last)
    if child.gestation_days is None:
        return words.say("Born {day}, weeks not known", day=first)
    weeks = child.gestation_days // 7
    return words.count("Born {day} at {n} week", "Born {day} at {n} weeks", weeks, day=first)


def greeting(words: Words, now: datetime, name: str) -> str:
    """Greet a worker by the time of the day."""
    first = name.split()[0] if name.split() else name
    if now.hour < 12:
        return words.say("Good morning, {name}", name=first)
    if now.hour < 18:
        return words.say("Good afternoon, {name}", name=first)
    return words.say("Good evening, {name}", name=first)


def short_day(words: Words, day: date, today: date) -> str:
    """Say a day, "today" when it is."""
    return words.say("Today") if day == today else words.date(day)


def visit_line(words: Words, visit: Visit) -> str:
    """Say when a visit was and at what age."""
    return words.say(
        "{day}  ·  checklist for {band}",
        day=words.date(visit.on),
        band=band_said(words, visit.band),
    )


def step_who(words: Words, step: Step) -> str:
    """Say who does a next step and by when; empty when neither was agreed."""
    if step.who and step.by:
        return words.say("{who}, by {day}", who=step.who, day=words.date(step.by))
    return words.say("By {day}", day=words.date(step.by)) if step.by else step.who


def interpreter_line(words: Words, child: Child) -> str:
    """Say which interpreter a family needs, and who it usually is; empty where none is needed."""
    if not child.interpreter:
        return ""
    code = child.interpreter_language
    named = spoken_languages(words).get(code, code) if code else words.say("Needed")
    return words.abreast((named, child.interpreter_name))


def tongues_line(words: Words, caregiver: Caregiver) -> str:
    """Say what an adult speaks and reads; empty where nothing is known."""
    names = spoken_languages(words)
    speaks, reads = (
        words.listed(inside(names.get(code, code), words) for code in codes)
        for codes in (caregiver.speaks, caregiver.reads)
    )
    parts = (
        words.say("speaks {languages}", languages=speaks) if speaks else "",
        words.say("reads {languages}", languages=reads) if reads else "",
    )
    return words.abreast(parts)


def caregiver_line(words: Words, caregiver: Caregiver) -> str:
    """Say who a caregiver is and how to reach them."""
    relation = dict(relations(words)).get(caregiver.relation, "")
    parts = (caregiver.name, relation, caregiver.phone, caregiver.best_time)
    return words.abreast(parts)


def local_time(recorded_at: str) -> datetime:
    """Return an instant of the journal (UTC, ISO 8601) as the clock here showed it."""
    return datetime.fromisoformat(recorded_at).astimezone()


def interrupted(words: Words, row: CaseRow, saved: datetime, today: date) -> str:
    """Say whose visit is still open, when it was last saved and how many answers it holds."""
    name, clock = row.child.given_name, saved.strftime("%H:%M")
    if saved.date() == today:
        return words.count(
            "{name}'s visit is still open. Last saved today at {clock}, with {n} answer.",
            "{name}'s visit is still open. Last saved today at {clock}, with {n} answers.",
            row.answered, name=name, clock=clock,
        )  # fmt: skip
    return words.count(
        "{name}'s visit is still open. Last saved {day} at {clock}, with {n} answer.",
        "{name}'s visit is still open. Last saved {day} at {clock}, with {n} answers.",
        row.answered, name=name, clock=clock, day=words.date(saved.date()),
    )  # fmt: skip
