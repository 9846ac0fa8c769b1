"""What is to be looked at, as a table that may leave the program: ids and days, no name."""

from imh_desktop.core.people import Programme
from imh_desktop.core.report_table import Cell, Report, ReportTable
from imh_desktop.flows import figure_words, quality_words
from imh_desktop.flows.data_quality import LookedAt
from imh_desktop.flows.programme_figures import ProgrammeFigures
from imh_desktop.words import Words


def report(
    found: tuple[LookedAt, ...], of: ProgrammeFigures, programme: Programme, words: Words
) -> Report:
    """Return the findings as a report of one table."""
    heading = (
        words.say("Check"),
        words.say("What to look at"),
        words.say("Found"),
        words.say("State"),
        words.say_for("heading", "Record"),
        words.say("Comments"),
    )
    rows = tuple(_row(one, words) for one in found)
    table = ReportTable(
        title=words.say("Data to look at"), heading=heading, rows=rows, shares=(3, 7, 9, 5, 9, 7)
    )
    return Report(
        title=words.say("Data to look at"),
        lines=(
            programme.name,
            figure_words.period_said(of.frame.period, words),
            words.say("Counted on {day}.", day=words.date(of.frame.today)),
        ),
        tables=(table,),
    )


def _row(one: LookedAt, words: Words) -> tuple[Cell, ...]:
    finding = one.finding
    return (
        finding.check,
        quality_words.check_title(finding.check, words),
        quality_words.finding_said(finding, words),
        quality_words.state_said(one.note.state, words),
        finding.subject_id,
        "\n".join(comment.text for comment in one.note.comments),
    )
