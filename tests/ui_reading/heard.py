"""What a screen reader is told of the widgets in front, in the order of the Tab key, as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

from imh_desktop.ui.sight import accessible_name
from imh_desktop.ui.widgets.reading_order import in_order

MOST_ROWS = 4
STATES = (
    "checked", "checkable", "disabled", "readOnly", "expanded", "expandable", "hasPopup",
    "multiLine", "passwordEdit", "editable", "selected", "invalid",
)  # fmt: skip


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def role(widget: QWidget) -> str:
    return interface(widget).role().name


def described(widget: QWidget) -> str:
    return interface(widget).text(QAccessible.Text.Description)


def states(widget: QWidget) -> list[str]:
    state = interface(widget).state()
    said = [name for name in STATES if getattr(state, name)]
    # What cannot be checked now is still told as a box that is empty.
    return [name for name in said if name != "checkable"]


@dataclass(frozen=True)
class Told:
    """What is told of one widget. ``kind``: the widget's class, which no reader is told."""

    kind: type[QWidget]
    role: str
    name: str
    about: str
    state: tuple[str, ...]
    value: str
    rows: tuple[str, ...]


def told(widget: QWidget) -> Told:
    value = _plain(widget.currentText()) if isinstance(widget, QComboBox) else ""
    return Told(
        type(widget), role(widget), _plain(accessible_name(widget)), _plain(described(widget)),
        tuple(states(widget)), value, tuple(_rows(widget)),
    )  # fmt: skip


def all_told(front: QWidget) -> list[Told]:
    """What is told of everything in front that can have the keyboard, in order."""
    return [told(widget) for widget in in_order(front)]


def written(lines: list[Told]) -> str:
    """Write it down: one line a widget, radio buttons that answer one question on one line."""
    return "\n".join(_line(list(group)) for _same, group in groupby(lines, key=_question))


def _question(one: Told) -> object:
    return (one.role, one.about) if one.role == "RadioButton" and one.about else object()


def _line(group: list[Told]) -> str:
    first = group[0]
    if len(group) > 1:
        return f"{first.role} | {first.about}: {' / '.join(_choice(each) for each in group)}"
    parts = (first.role, first.name, first.about, " ".join(first.state))
    value = f" = {first.value}" if first.value else ""
    return "\n".join((" | ".join(parts).rstrip(" |") + value, *first.rows))


def _choice(one: Told) -> str:
    return f"{one.name} ({' '.join(one.state)})" if one.state else one.name


def _rows(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractItemView):
        whole = interface(widget)
        for at in range(min(whole.childCount(), MOST_ROWS)):
            row = whole.child(at)
            yield f"    {row.role().name} | {_plain(row.text(QAccessible.Text.Name))}"


def _plain(text: str) -> str:
    """Return words on one line; marks that only order them are written out."""
    for mark, seen in (("\u2068", "⟨"), ("\u2069", "⟩"), ("\u200e", ""), ("\u200b", "")):
        text = text.replace(mark, seen)
    return " ".join(text.split())
