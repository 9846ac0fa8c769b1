"""What an export would hold, before it is written: nothing leaves, and nothing is kept of it."""

from itertools import islice

import msgspec

from imh_desktop.exchange.tables.shape import Labeller, Value, with_labels
from imh_desktop.flows.export_choices import NOT_APPLICABLE
from imh_desktop.flows.export_rows import ExportReader
from imh_desktop.flows.export_tables import Prepared
from imh_desktop.store.export_sources import visit_counts

_ROWS, _CHILDREN, _QUESTIONS = 8, 20, 3
_CODES = ("kind", "band", "state", "level")


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What would leave. ``heading`` and ``rows``: the first visits, in words. ``left_out``: reason
    -> how many children."""

    children: int
    visits: int
    made_up: bool
    left_out: dict[str, int]
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def preview(prepared: Prepared) -> Preview:
    """Say what an export would hold."""
    counts = visit_counts(prepared.vault)
    covers = prepared.allowed.covers
    heading, rows = _first_visits(prepared)
    return Preview(
        children=len(covers),
        visits=sum(counts.get(child_id, 0) for child_id in covers),
        made_up=prepared.allowed.made_up,
        left_out=prepared.allowed.left_out,
        heading=heading,
        rows=rows,
    )


def _first_visits(prepared: Prepared) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the columns a person knows a visit by, and the first questions."""
    table = next(t for t in prepared.tables if t.name == "visits")
    spread, labeller = with_labels(table, "{title}"), Labeller(table)
    reader = ExportReader(prepared.vault, prepared.library, prepared.allowed)
    found = (
        row
        for child in islice(reader, _CHILDREN)
        for name, row in prepared.maker.rows(child)
        if name == "visits"
    )
    rows = list(islice(found, _ROWS))
    asked = (
        variable.name
        for number, variable in enumerate(table.variables)
        if variable.sensitivity and any(row[number] != NOT_APPLICABLE for row in rows)
    )
    at = {variable.name: number for number, variable in enumerate(spread.variables)}
    codes = (*_CODES, *islice(asked, _QUESTIONS))
    chosen = [at["visit_on"], *(at[f"{name}_label"] for name in codes)]
    titles = (table.variable(name).title for name in ("visit_on", *codes))
    told = (labeller.row(row) for row in rows)
    return tuple(titles), tuple(tuple(_said(row[n]) for n in chosen) for row in told)


def _said(value: Value) -> str:
    return "" if value is None else str(value)
