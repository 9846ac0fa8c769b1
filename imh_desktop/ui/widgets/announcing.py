"""What assistive tools are to read out at once, without the keyboard going there."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, said: str) -> None:
    """Have something read out, once what is being read is done."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said))
