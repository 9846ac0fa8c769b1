"""Turns a row of the caseload into the words of its line."""

from datetime import date

from imh_desktop.flows.care import both_days_said, own_day_said
from imh_desktop.flows.caseload import CaseRow, Held
from imh_desktop.ui import sayings
from imh_desktop.ui.caseload_list import CaseLine
from imh_desktop.words import Words


def line_of(words: Words, row: CaseRow, today: date) -> CaseLine:
    """Return a row in finished words."""
    chip, tone = _chip(words, row, today)
    return CaseLine(
        child_id=row.child.child_id,
        name=row.child.name,
        ages=sayings.ages_line(words, row.age, row.child),
        people=words.listed(row.caregiver_names),
        chip=chip,
        tone=tone,
        when=_when(words, row, today),
        held=_held(words, row.held),
    )


def _held(words: Words, held: Held) -> str:
    return {
        "": "",
        "covering": words.say("You cover for a colleague"),
        "received": words.say("Came from a colleague"),
        "covered": words.say("Covered by a colleague"),
        "given": words.say("Handed over"),
    }[held]


def _chip(words: Words, row: CaseRow, today: date) -> tuple[str, str]:
    if row.ended:
        return words.say("No more visits"), "plain"
    if row.open_visit_id:
        said = words.say("Visit open · {n} of {total}", n=row.answered, total=row.total)
        return said, "accent"
    if row.outgrown:
        return words.say("Old enough to leave"), "plain"
    if row.due_on and row.due_on < today:
        days = (today - row.due_on).days
        said = words.count(
            "Look again · was due {n} day ago", "Look again · was due {n} days ago", days
        )
        return said, "warn"
    if row.due and row.due.first.on <= today < row.due.on:
        return own_day_said(row.due, words), "plain"
    if row.state == "due":
        return words.say("Look again today"), "warn"
    if row.last_on:
        return words.say("Last visit {day}", day=words.date(row.last_on)), "plain"
    return words.say("First visit"), "plain"


def _when(words: Words, row: CaseRow, today: date) -> str:
    if row.ended:
        return ""
    if row.open_visit_id and row.open_on:
        return sayings.short_day(words, row.open_on, today)
    if row.due and row.due.rule:
        return both_days_said(row.due, words, short=True).rstrip(".")
    if row.due_on and row.due_on >= today:
        return words.say("Look again {day}", day=words.date(row.due_on))
    return ""
