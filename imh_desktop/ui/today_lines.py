"""Rows of the board as the list of children paints them, and which of them a filter shows."""

from collections.abc import Sequence
from datetime import date

from imh_desktop.core.today import overdue
from imh_desktop.flows.caseload import CaseRow
from imh_desktop.flows.today import TodayRow
from imh_desktop.flows.today_words import beside_said, since_said, what_said, why_there
from imh_desktop.ui.case_lines import line_of
from imh_desktop.ui.caseload_list import CaseLine
from imh_desktop.words import Words

Listed = CaseRow | TodayRow


def listed_line(words: Words, row: Listed, today: date) -> CaseLine:
    """Return a row of the children or of the board in finished words."""
    if isinstance(row, CaseRow):
        return line_of(words, row, today)
    waits = overdue(row.matter, today) or (row.matter.on == today and not row.progress)
    waits = waits and not (row.due and row.due.on > today)
    return CaseLine(
        child_id=row.child.child_id, name=row.child.name, ages=why_there(row, words).rstrip("."),
        people="", aside=beside_said(row, words), chip=what_said(row, today, words),
        tone="accent" if row.progress else "warn" if waits else "plain",
        when=since_said(row, today, words),
    )  # fmt: skip


def filters(
    words: Words, board: Sequence[TodayRow], everybody: int, today: date
) -> list[tuple[str, str]]:
    """Return the filters with how many rows each shows."""
    late = len(filtered(board, "overdue", today))
    return [
        ("today", words.say("Today {n}", n=len(board))),
        ("overdue", words.say("Overdue {n}", n=late)),
        ("all", words.say("All {n}", n=everybody)),
    ]


def filtered(board: Sequence[TodayRow], view: str, today: date) -> tuple[TodayRow, ...]:
    """Return the rows of a view of the board."""
    if view == "today":
        return tuple(board)
    return tuple(row for row in board if overdue(row.matter, today))
