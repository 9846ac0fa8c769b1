"""Rows of the board of a day in words: why each stands there, since when, and what was tried."""

from datetime import date

from imh_desktop.core.contact_log import Tries
from imh_desktop.flows.care import both_days_said, own_day_said, why_said
from imh_desktop.flows.today import TodayRow
from imh_desktop.words import Words


def why_there(row: TodayRow, words: Words) -> str:
    """Say why a row stands on the board."""
    if row.clock:
        return row.clock.alarm(words).sentence
    if row.due:
        return both_days_said(row.due, words, short=True) or why_said(row.due.why, words)
    return words.say("The visit of {day} is not finished", day=words.date(row.matter.on))


def what_said(row: TodayRow, today: date, words: Words) -> str:
    """Say in few words what a row is, and how near or how far over its day is."""
    over = (today - row.matter.on).days
    if row.clock:
        return _referral_said(over, words)
    if row.due and row.due.on > today:
        return own_day_said(row.due, words)
    if row.progress:
        done, total = row.progress.answered, row.progress.total
        return words.say("Visit open · {n} of {total}", n=done, total=total)
    if over <= 0:
        return words.say("Look again today")
    return words.count(
        "Look again · was due {n} day ago", "Look again · was due {n} days ago", over
    )


def beside_said(row: TodayRow, words: Words) -> str:
    """Say what else is known: whose the open visit is, by which rule, what was tried."""
    if row.clock:
        return row.clock.alarm(words).why
    tries = tries_said(row.tries, words) if row.tries else ""
    if row.due and row.due.rule:
        return words.abreast((why_said(row.due.rule.why, words), tries))
    return tries or row.owner


def since_said(row: TodayRow, today: date, words: Words) -> str:
    """Say how long a visit has been open, or the day one was due; a referral's sentence has it, and
    one that says two days."""
    if row.clock or (row.due and row.due.rule):
        return ""
    days = (today - row.matter.on).days
    if row.progress is None:
        return words.date(row.matter.on) if days > 0 else ""
    if days < 0:  # the clock is wrong: the day itself stands in the row
        return ""
    if days == 0:
        return words.say("Begun today")
    return words.count("Open for {n} day", "Open for {n} days", days)


def tries_said(tries: Tries, words: Words) -> str:
    """Say how often a family was tried since when."""
    first = words.date(tries.first_on)
    return words.count(
        "Tried once, on {day}", "Tried {n} times since {day}", tries.times, day=first
    )


def _referral_said(over: int, words: Words) -> str:
    if over > 0:
        return words.count("Referral · {n} day over", "Referral · {n} days over", over)
    if over == 0:
        return words.say("Referral · today")
    return words.count("Referral · {n} day left", "Referral · {n} days left", -over)
