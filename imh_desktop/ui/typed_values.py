"""What stands in a field as a plain value, whatever kind of field it is, and back again."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

import msgspec
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from imh_desktop.ui.widgets import Choice, Select


@runtime_checkable
class Several(Protocol):
    """A field made of fields, by name."""

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return them; what others depend on comes first."""
        ...


@runtime_checkable
class Own(Protocol):
    """A field that knows best how to say and to show what stands in it."""

    def typed(self) -> object:
        """Return it as JSON can hold it."""
        ...

    def show_typed(self, value: object) -> None:
        """Show it. Raises ``msgspec.ValidationError`` where it is no such value."""
        ...


Field = QWidget | Mapping[str, QWidget] | Own


def typed(field: Field) -> object:
    """Return what stands in a field.

    Raises:
        TypeError: it is a secret, or no field this knows.
    """
    match field:
        case Own():
            return field.typed()
        case Mapping():
            return {name: typed(part) for name, part in field.items()}
        case Several():
            return typed(field.parts)
        case QLineEdit() if field.echoMode() == QLineEdit.EchoMode.Normal:
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case Select() | Choice():
            return field.code() if isinstance(field, Select) else field.code
        case QCheckBox():
            return field.isChecked()
    raise TypeError(f"{type(field).__name__} is not kept.")


def show_typed(field: Field, value: object) -> None:
    """Show a value as if the person had typed or chosen it now; what can no longer be chosen is
    passed over.

    Raises:
        msgspec.ValidationError: this field holds no such value.
    """
    match field:
        case Own():
            field.show_typed(value)
        case Mapping():
            values = msgspec.convert(value, dict[str, Any])
            for name, part in field.items():
                if name in values:
                    show_typed(part, values[name])
        case Several():
            show_typed(field.parts, value)
        case QLineEdit():
            field.setText(msgspec.convert(value, str))
        case QPlainTextEdit():
            field.setPlainText(msgspec.convert(value, str))
        case Select():
            field.setCurrentIndex(max(field.findData(msgspec.convert(value, str)), 0))
        case Choice():
            _choose(field, msgspec.convert(value, str | None))
        case QCheckBox():
            field.setChecked(msgspec.convert(value, bool))


def _choose(field: Choice, code: str | None) -> None:
    """Choose as a person does, so that what depends on it follows."""
    if code is None:
        field.choose(None)
    elif code in field:
        field.button(code).setChecked(True)
