"""The sheet of a week: its days one below the other, with room to write by hand."""

from collections.abc import Sequence

from imh_desktop.core.week_plan import PlanDay, WeekPlan
from imh_desktop.documents import booklet
from imh_desktop.documents.blocks import Parts, gap, glued
from imh_desktop.documents.booklet import SOFT, STRONG, bullets, said
from imh_desktop.documents.page import Sheet
from imh_desktop.words import Words

_FREE_LINES = 2


def week_plan_pdf(plan: WeekPlan, words: Words) -> bytes:
    """Return the sheet as a PDF file; the same plan gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    sheet = Sheet(plan.paper, words.say("Plan of the week"), plan.language)
    width = sheet.width
    days = words.say(
        "{first} to {last}", first=words.date(plan.days[0].on), last=words.date(plan.days[-1].on)
    )
    parts = (
        *booklet.title(words.say("Plan of the week"), width),
        *said(words.abreast((plan.worker, days)), width, STRONG),
        *said(words.say("First names alone. Shred it after the week."), width, SOFT),
        *_names(words.say("To fit in: their day is over"), plan.to_fit_in, width),
        *_names(words.say("Your day is later than the rule's"), _later(plan, words), width),
        *_names(words.say("To finish: the visit is still open"), plan.to_finish, width),
    )
    for day in plan.days:
        parts += _day(day, words, width)
    return booklet.booklet(sheet, [(words.say("Plan of the week"), parts)], words, demo=plan.demo)


def _names(label: str, names: Sequence[str], width: float) -> Parts:
    if not names:
        return ()
    return (gap(6), *glued(said(label, width, STRONG)), *bullets(names, width))


def _later(plan: WeekPlan, words: Words) -> list[str]:
    return [
        words.say(
            "{name}: your day is {day}, the rule says by {earlier}",
            name=one.given_name, day=words.date(one.on), earlier=words.date(one.rule_on),
        )
        for one in plan.later
    ]  # fmt: skip


def _day(day: PlanDay, words: Words, width: float) -> Parts:
    weekday = words.weekdays()[day.on.weekday()]
    title = words.say("{weekday}, {day}", weekday=weekday, day=words.date(day.on))
    return (
        *booklet.heading(title, width),
        *bullets(day.given_names, width),
        *booklet.writing_lines(width, _FREE_LINES),
    )
