"""What a screen reader is told of the widgets in front, in the order of the Tab key, as text."""

from collections.abc import Iterator

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


def line(widget: QWidget) -> str:
    """Return one widget: role, name, description, state; what is chosen; the first rows."""
    parts = [role(widget), _plain(accessible_name(widget)), _plain(described(widget))]
    parts.append(" ".join(states(widget)))
    if isinstance(widget, QComboBox):
        parts.append(f"= {_plain(widget.currentText())}")
    said = " | ".join(parts).rstrip(" |")
    return "\n".join((said, *_rows(widget)))


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


def heard(front: QWidget) -> str:
    """Return all that is told of what is in front."""
    return "\n".join(line(widget) for widget in in_order(front))
