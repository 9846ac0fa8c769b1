"""The figures as tables that may leave the program: counts alone, no name, no id."""

from msgspec.structs import replace

from imh_desktop.core.child_find import Breakdown
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
            figure_words.why_hidden(words),
            figure_words.private_means(words) if of.private is not None else "",
        ),
        tables=tuple(tables),
    )


def on_paper(of: ProgrammeFigures, programme: Programme, words: Words) -> Report:
    """Return the figures as a report to be printed: fewer columns, with what each means below."""
    whole = report(of, programme, words)
    heading = (
        words.say("No."),
        words.say("Name"),
        words.say("Value"),
        words.say("Cases"),
        words.say("Left out"),
    )
    rows, notes = [], []
    for definition, one in zip(of.definitions, of.indicators, strict=True):
        texts = definition.in_language(words.language)
        value = figure_words.value_said(one, words)
        rows.append(
            (one.number, texts.name, value, figure_words.part_said(one, words), one.missing)
        )
        version = figure_words.version_said(definition, words)
        notes.append(f"{texts.definition} {texts.means_not} {version}".strip())
    first = ReportTable(
        title=words.say("Figures"), heading=heading, rows=tuple(rows), notes=tuple(notes),
        shares=(2, 10, 9, 5, 4),
    )  # fmt: skip
    others = [_breakdown(table, words) for table in of.child_find]
    if of.private is not None:
        others.append(replace(_private(of, words), shares=(4, 13, 3)))
    return replace(whole, tables=(first, *others))


def _breakdown(table: Breakdown, words: Words) -> ReportTable:
    rows: list[tuple[Cell, ...]] = [
        (figure_words.group_said(table.by, key, words), _shown(n, words))
        for key, n in table.cells.items()
    ]
    return ReportTable(
        title=figure_words.breakdown_title(table.by, words),
        heading=(words.say("Group"), words.say("Referrals")),
        rows=(*rows, (words.say("In all"), _shown(table.total, words))),
        shares=(17, 3),
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
    heading = (words.say("Table"), words.say("Group"), words.say("Referrals"))
    return ReportTable(title=words.say("Child find"), heading=heading, rows=_groups(of, words))


def _private(of: ProgrammeFigures, words: Words) -> ReportTable:
    heading = (words.say("Beside measure"), words.say("Name"), words.say("Visits"))
    rows = _private_rows(of, words)
    return ReportTable(title=words.say("Private counts"), heading=heading, rows=rows)


def _groups(of: ProgrammeFigures, words: Words) -> tuple[tuple[str, str, Cell], ...]:
    """Return table, group and count of child find."""
    rows: list[tuple[str, str, Cell]] = []
    for table in of.child_find:
        title = figure_words.breakdown_title(table.by, words)
        for key, n in table.cells.items():
            said = figure_words.group_said(table.by, key, words)
            rows.append((title, said, _shown(n, words)))
        rows.append((title, words.say("In all"), _shown(table.total, words)))
    return tuple(rows)


def _private_rows(of: ProgrammeFigures, words: Words) -> tuple[tuple[str, str, Cell], ...]:
    """Return measure, name and count of what was said in private."""
    return tuple(
        (
            one.number,
            figure_words.private_said(one.count_id, words),
            _shown(one.count, words),
        )
        for one in of.private or ()
    )


def _shown(n: int | None, words: Words) -> Cell:
    return words.say("hidden") if n is None else n


def flat(of: ProgrammeFigures, words: Words) -> ReportTable:
    """Return everything as one table with the heading of the indicators, for a CSV file."""
    table = _indicators(of, words)
    found = [("", f"{group}: {name}", n) for group, name, n in _groups(of, words)]
    unit, blank = words.say("count"), (None,) * (len(table.heading) - 4)
    more = tuple(
        (number, name, n, unit, *blank) for number, name, n in (*found, *_private_rows(of, words))
    )
    return ReportTable(title=table.title, heading=table.heading, rows=(*table.rows, *more))
