"""One record as projected: plain fields, elements, answers, candidates."""

from typing import cast

import msgspec

from imh_desktop.store.entry import Changes, Scalar, Value, encode
from imh_desktop.store.record import Record
from imh_desktop.store.shapes import Place, route

_DECODE = msgspec.json.decode


class Row:
    """One record as projected."""

    def __init__(
        self,
        fields: dict[str, object],
        elements: dict[str, str],
        answers: list[tuple[str, str]],
        conflicts: dict[str, list[str]],
    ) -> None:
        """Hold a row; element and conflict values are JSON."""
        self._fields, self._elements = fields, elements
        self._answers, self._conflicts = answers, conflicts
        self.record_id = str(fields["record_id"])
        self.chain_class = str(fields["chain_class"])

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Return the fields in conflict."""
        return tuple(sorted(self._conflicts))

    def text(self, field: str) -> str:
        """Return a text; empty when not set; candidates in conflict side by side."""
        value = self._fields.get(field)
        return value if isinstance(value, str) else " / ".join(self.texts(field))

    def texts(self, field: str) -> list[str]:
        """Return a text, or all its candidates in conflict, as a list without repeats."""
        value = self._fields.get(field)
        if isinstance(value, str):
            return [value]
        said = [_DECODE(text) for text in self._conflicts.get(field, ())]
        return sorted({text for text in said if isinstance(text, str)})

    def number(self, field: str) -> int | None:
        """Return a whole number; None when not set or in conflict."""
        value = self._fields.get(field)
        return value if isinstance(value, int) else None

    def truth(self, field: str) -> bool | None:
        """Return yes or no; None when not set or in conflict."""
        value = self.number(field)
        return None if value is None else bool(value)

    def element(self, field: str) -> Value:
        """Return a field that is no column."""
        text = self._elements.get(field)
        return None if text is None else cast(Value, _DECODE(text))

    def elements(self, group: str) -> dict[str, Value]:
        """Return the elements of a group by id, sorted by id."""
        prefix = f"{group}."
        found = {f.removeprefix(prefix): f for f in self._elements if f.startswith(prefix)}
        return {id_: self.element(field) for id_, field in sorted(found.items())}

    def texts_of(self, group: str) -> dict[str, str]:
        """Return those elements of a group that are texts."""
        return {id_: said for id_, said in self.elements(group).items() if isinstance(said, str)}

    def answers(self) -> list[tuple[str, dict[str, Scalar]]]:
        """Return item id -> answer, by item; one that a newer release wrote in another form is
        left out."""
        said = [(item_id, _DECODE(text)) for item_id, text in self._answers]
        return [(item_id, a) for item_id, a in said if isinstance(a, dict) and a.get("code")]


def row_of(record: Record, changes: Changes) -> Row:
    """Return the row a record would be projected to with some fields set to other values."""
    beside: dict[Place, list[tuple[str, str]]] = {"answer": [], "element": []}
    columns: dict[str, object] = {
        "record_id": record.record_id,
        "chain_class": record.chain_class.value,
        "closed_at": record.closed_at,
    }
    for field, value in {**record.fields, **changes}.items():
        to, key, _ = route(record.record_type, field)
        if to == "column":
            columns[key] = value
        elif value is not None:
            beside[to].append((key, encode(value).decode()))
    return Row(columns, dict(beside["element"]), beside["answer"], {})
