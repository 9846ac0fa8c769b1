"""The codebook: every column, what it means, and each of its codes."""

from collections.abc import Iterator, Mapping, Sequence

from imh_desktop.exchange.tables.shape import Row, Table, Variable

COLUMNS = (
    "table", "variable", "meaning", "kind", "class", "checklist", "code", "label", "missing",
)  # fmt: skip
_NO_CODE = "-"


def codebook(title: str, meanings: Mapping[str, str]) -> Table:
    """Return the table a codebook is written as.

    Args:
        meanings: of ``COLUMNS``, in the export's language.
    """
    variables = tuple(Variable(name=name, title=meanings[name]) for name in COLUMNS)
    return Table(
        name="codebook", title=title, variables=variables, key=("table", "variable", "code")
    )


def rows(tables: Sequence[Table], yes: str, no: str) -> Iterator[Row]:
    """Yield a row for each code, or for a column that has none."""
    for table in tables:
        for v in table.variables:
            facts = (table.name, v.name, v.title, v.kind, v.sensitivity, v.checklist)
            for choice in v.choices:
                said = yes if choice.missing else no
                yield (*facts, choice.code, choice.label, said)
            if not v.choices:
                yield (*facts, _NO_CODE, None, None)
