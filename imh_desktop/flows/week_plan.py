"""Gathers the week of whoever works here: whom to look in on, and what is left to finish."""

from datetime import date, timedelta

from imh_desktop.content.library import Library
from imh_desktop.core.people import Paper
from imh_desktop.core.week_plan import LaterDay, WeekPlan, monday_of, week_days
from imh_desktop.documents.week_plan import week_plan_pdf
from imh_desktop.flows.caseload import Caseload, CaseRow
from imh_desktop.flows.pages import Page
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def week_plan_page(
    vault: Vault, library: Library, day: date, language: str, paper: Paper | None = None
) -> Page:
    """Make the plan of the week in which a day lies. Its file's name tells the Monday alone."""
    plan = week_plan(vault, library, day, language, paper)
    return Page(
        content=week_plan_pdf(plan, Words(language)),
        file_name=f"week-{plan.days[0].on.isoformat()}.pdf",
    )


def week_plan(
    vault: Vault, library: Library, day: date, language: str, paper: Paper | None = None
) -> WeekPlan:
    """Return the plan as a value. A family that was given to another laptop is not on it."""
    monday, settings = monday_of(day), records.programme(vault)
    rows = [
        row for row in Caseload(vault, day, library).rows() if row.held not in ("given", "covered")
    ]
    waiting = [row for row in rows if row.state in ("due", "waiting") and row.due_on]
    due = sorted(
        (row.due_on, row.child.given_name)
        for row in waiting
        if row.due_on and monday <= row.due_on < monday + timedelta(days=7)
    )
    return WeekPlan(
        language=language,
        paper=paper or settings.paper,
        worker=records.worker(vault).name,
        days=week_days(monday, due),
        to_fit_in=tuple(
            row.child.given_name for row in waiting if row.due_on and row.due_on < monday
        ),
        to_finish=tuple(row.child.given_name for row in rows if row.state == "open"),
        later=_later(waiting, monday + timedelta(days=7)),
        demo=settings.fictional,
    )


def _later(waiting: list[CaseRow], before: date) -> tuple[LaterDay, ...]:
    return tuple(
        LaterDay(given_name=row.child.given_name, on=row.due.on, rule_on=row.due.rule.on)
        for row in waiting
        if row.due and row.due.rule and row.due.rule.on < before
    )
