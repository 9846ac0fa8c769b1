"""The summary tables of a de-identified export: no count under the limit, and none to compute."""

from collections import Counter
from collections.abc import Iterator, Sequence

from imh_desktop.core.deidentify import OTHER, Profile
from imh_desktop.core.small_cells import Grid, Line, guard_grid, guard_line
from imh_desktop.core.visit import LEVELS
from imh_desktop.exchange.deidentified import Column, Sheet
from imh_desktop.exchange.tables.shape import Value
from imh_desktop.flows.deidentified_sheets import BAND_CODES, STATES, YES_NO

TOTAL = "total"
VISITS = "finished visits by band and next step"
PRIVATE = "finished visits in which an adult answered in private"
CHILDREN = "children by sex and weeks of pregnancy"
LANGUAGES = "children by languages"
REFERRALS = "referrals by state"
_FIELDS = {
    VISITS: ("visit.band", "result.open_level"),
    PRIVATE: ("private.answers",),
    CHILDREN: ("child.sex", "child.gestation_days"),
    LANGUAGES: ("child.languages",),
    REFERRALS: ("referral.state",),
}
TABLES = frozenset(_FIELDS)
_BANDS = tuple(band for band in BAND_CODES if band != OTHER)


class Summary:
    """Counts as rows are written. No two tables of the same children or visits share anything but
    the number of all: what one hides, another cannot tell."""

    def __init__(self, groups: dict[str, frozenset[str]]) -> None:
        """Begin with nothing counted.

        Args:
            groups: field of a child -> every value it is told as.
        """
        self._sexes = tuple(sorted(groups["child.sex"]))
        self._weeks = tuple(sorted(groups["child.gestation_days"]))
        self._languages = tuple(sorted(groups["child.languages"]))
        self._counts: dict[str, Counter[tuple[Value, ...]]] = {t: Counter() for t in TABLES}

    def child(self, told: dict[str, Value]) -> None:
        """Count a child."""
        self._counts[CHILDREN][told["sex"], told["gestation"]] += 1
        self._counts[LANGUAGES][told["languages"],] += 1

    def visit(self, told: dict[str, Value], *, in_private: bool) -> None:
        """Count a visit, if it is finished and its band and next step are known.

        Args:
            in_private: an adult answered something of class G in it.
        """
        if told["level"] in LEVELS and told["band"] in _BANDS and told["closed"] == "yes":
            self._counts[VISITS][told["band"], told["level"]] += 1
            self._counts[PRIVATE]["yes" if in_private else "no",] += 1

    def referral(self, told: dict[str, Value]) -> None:
        """Count a referral."""
        self._counts[REFERRALS][told["state"],] += 1

    def sheet(self) -> Sheet:
        """Return the table the rows go to."""
        groups = {*self._sexes, *self._weeks, *self._languages, *_BANDS, *LEVELS, *STATES, TOTAL}
        codes = frozenset({*groups, *YES_NO})
        columns = (
            Column(name="table", title="What is counted", holds="code", codes=TABLES),
            Column(name="row", title="The group", holds="code", codes=codes),
            Column(name="column", title="The group within it", holds="code", codes=codes),
            Column(name="count", title="How many; empty where it is hidden", holds="whole"),
            Column(name="shown", title="Whether the count is shown", holds="code", codes=YES_NO),
        )
        return Sheet(
            name="summary", title="Counts", columns=columns, key=("table", "row", "column")
        )

    def rows(self, profile: Profile, *, limited: bool) -> Iterator[dict[str, Value]]:
        """Yield every count of what the profile keeps; where there is no child, of none."""
        limit = profile.smallest_cell
        made = {
            VISITS: self._grid(VISITS, _BANDS, LEVELS, limit),
            PRIVATE: self._line(PRIVATE, ("yes", "no"), limit),
            CHILDREN: self._grid(CHILDREN, self._sexes, self._weeks, limit),
            LANGUAGES: self._line(LANGUAGES, self._languages, limit),
            REFERRALS: self._line(REFERRALS, STATES, limit),
        }
        for table, rows in made.items():
            if all(profile.rule(field, limited=limited) != "drop" for field in _FIELDS[table]):
                yield from rows

    def _line(self, table: str, names: Sequence[str], limit: int) -> Iterator[dict[str, Value]]:
        if not names:
            return
        counts = self._counts[table]
        told: Line = guard_line([counts[name,] for name in names], limit)
        for name, count in zip((*names, TOTAL), (*told.cells, told.total), strict=True):
            yield _row(table, name, TOTAL, count)

    def _grid(
        self, table: str, rows: Sequence[str], columns: Sequence[str], limit: int
    ) -> Iterator[dict[str, Value]]:
        if not rows:
            return
        counts = self._counts[table]
        told: Grid = guard_grid([[counts[r, c] for c in columns] for r in rows], limit)
        lines = (*told.cells, told.columns)
        totals = (*told.rows, told.total)
        for name, cells, total in zip((*rows, TOTAL), lines, totals, strict=True):
            for column, count in zip((*columns, TOTAL), (*cells, total), strict=True):
                yield _row(table, name, column, count)


def _row(table: str, row: str, column: str, count: int | None) -> dict[str, Value]:
    shown = "no" if count is None else "yes"
    return {"table": table, "row": row, "column": column, "count": count, "shown": shown}
