"""What a table is before it has a format: variables, what they mean, and how tables join."""

from typing import Literal

import msgspec

Value = str | int | None
"""A cell. None: there is no value and nothing to say of it. Days and instants are ISO texts."""

Kind = Literal["text", "code", "integer", "day", "instant"]


class Choice(msgspec.Struct, frozen=True):
    """A code and its label. ``missing``: it says why there is no value."""

    code: str
    label: str
    missing: bool = False


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One column. ``title``: what it means, in the export's language. ``choices``: of a code, or
    what may stand in place of a value. ``sensitivity``: "P" or "C" for an answer, else empty.
    ``checklist``: id and version of the checklists that ask it, else empty."""

    name: str
    title: str
    kind: Kind = "text"
    choices: tuple[Choice, ...] = ()
    sensitivity: str = ""
    checklist: str = ""

    @property
    def labelled(self) -> bool:
        """Tell whether its codes have labels that are not the codes themselves."""
        return self.kind == "code"


class Join(msgspec.Struct, frozen=True):
    """A column that names a row of another table by its key."""

    column: str
    table: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its name, what a row is, its columns, its key, and what it joins."""

    name: str
    title: str
    variables: tuple[Variable, ...]
    key: tuple[str, ...]
    joins: tuple[Join, ...] = ()

    def variable(self, name: str) -> Variable:
        """Return a column by its name.

        Raises:
            KeyError: there is none.
        """
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(name)


Row = tuple[Value, ...]
"""The cells of a table's variables, in their order."""


def with_labels(table: Table, label_title: str) -> Table:
    """Return a table with a column of labels after each column of codes.

    Args:
        label_title: "{title}, in words", filled in with what the code means.
    """
    columns: list[Variable] = []
    for variable in table.variables:
        columns.append(variable)
        if variable.labelled:
            said = label_title.format(title=variable.title)
            columns.append(
                Variable(
                    name=f"{variable.name}_label", title=said, sensitivity=variable.sensitivity,
                    checklist=variable.checklist,
                )
            )  # fmt: skip
    return msgspec.structs.replace(table, variables=tuple(columns))


class Labeller:
    """Puts labels beside codes, for one table."""

    def __init__(self, table: Table) -> None:
        """Look up each column's labels once."""
        self._labels = [
            {choice.code: choice.label for choice in v.choices} if v.labelled else None
            for v in table.variables
        ]

    def row(self, row: Row) -> Row:
        """Return a row of ``with_labels``. A code without a label stands for itself."""
        cells: list[Value] = []
        for value, labels in zip(row, self._labels, strict=True):
            cells.append(value)
            if labels is not None:
                cells.append(labels.get(str(value), value) if value is not None else None)
        return tuple(cells)
