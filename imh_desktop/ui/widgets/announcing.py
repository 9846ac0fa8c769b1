"""What assistive tools are to read out at once, and as what they are told of a widget."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def announce(widget: QWidget, said: str) -> None:
    """Have something read out, once what is being read is done."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said))


def tell_as(kind: type[QWidget], role: QAccessible.Role) -> None:
    """Have assistive tools told of every widget of a kind in a role that Qt does not give it.

    By a factory alone: it hands what it makes over to Qt. Kept by Python, or registered with Qt by
    Python, it would be deleted twice when its widget goes.
    """
    name = kind.__name__

    def make(key: str, widget: QObject) -> QAccessibleInterface | None:
        if key == name and isinstance(widget, QWidget):
            return QAccessibleWidget(widget, role)
        return None

    QAccessible.installFactory(make)
