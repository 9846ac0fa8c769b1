"""The figures as tables that may leave the program: counts alone, no name, no id."""

from imh_desktop.core.people import Programme
from imh_desktop.core.report_table import Cell, Report, ReportTable
from imh_desktop.flows import figure_words
from imh_desktop.flows.programme_figures import ProgrammeFigures
from imh_desktop.words import Words


def report(of: ProgrammeFigures, programme: Programme, words: Words) -> Report:
    """Return the figures as a report of two or three tables."""
    tables = [_indicators(of, words), _child_find(of, words)]
    if of.private is not None:
        tables.append(_private(of, words))
    return Report(
        title=words.say("How the programme is doing"),
        lines=(
            programme.name,
            figure_words.period_said(of.frame.period, words),
            words.say("Counted on {day}.", day=words.date(of.frame.today)),
            words.say(
                "A case that lacks something needed to count it is left out; how many is told "
                "under “left out”."
            ),
            words.say("Observation checklists are no screens and are counted as none."),
        ),
        tables=tuple(tables),
    )


def _indicators(of: ProgrammeFigures, words: Words) -> ReportTable:
    heading = (
        words.say("Measure"),
        words.say("Name"),
        words.say("Value"),
        words.say("Unit"),
        words.say("Numerator"),
        words.say("Denominator"),
        words.say("Left out"),
        words.say("Note"),
        words.say("Definition"),
        words.say("Definition version"),
        words.say("Dated"),
        words.say("Source"),
    )
    rows: list[tuple[Cell, ...]] = []
    for definition, one in zip(of.definitions, of.indicators, strict=True):
        texts = definition.in_language(words.language)
        rows.append(
            (
                one.number, texts.name, one.value,
                words.say("percent") if one.share else words.say("count"),
                one.numerator, one.denominator, one.missing,
                figure_words.value_said(one, words) if one.value is None else "",
                texts.definition, one.definition_version, definition.dated.isoformat(),
                definition.source,
            )
        )  # fmt: skip
    return ReportTable(title=words.say("Figures"), heading=heading, rows=tuple(rows))


def _child_find(of: ProgrammeFigures, words: Words) -> ReportTable:
    rows: list[tuple[Cell, ...]] = []
    for table in of.child_find:
        title = figure_words.breakdown_title(table.by, words)
        for key, n in table.cells.items():
            said = figure_words.group_said(table.by, key, words)
            rows.append((title, said, words.say("hidden") if n is None else n))
        total = words.say("hidden") if table.total is None else table.total
        rows.append((title, words.say("All"), total))
    heading = (words.say("Table"), words.say("Group"), words.say("Referrals"))
    return ReportTable(title=words.say("Child find"), heading=heading, rows=tuple(rows))


def _private(of: ProgrammeFigures, words: Words) -> ReportTable:
    rows = tuple(
        (
            one.number,
            figure_words.private_said(one.count_id, words),
            words.say("hidden") if one.count is None else one.count,
        )
        for one in of.private or ()
    )
    heading = (words.say("Beside measure"), words.say("Name"), words.say("Visits"))
    return ReportTable(title=words.say("Private counts"), heading=heading, rows=rows)
