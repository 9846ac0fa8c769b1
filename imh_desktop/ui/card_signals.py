"""What a card says is said on by the page and the stack it stands in, unchanged."""

from PySide6.QtCore import QObject

_CARD_SIGNALS = ("answered", "cleared", "drafted", "noted", "loss_answered", "entered")


def pass_on(source: QObject, target: QObject) -> None:
    """Let ``target`` emit whatever ``source`` does of the signals of ``ItemCard``."""
    for name in _CARD_SIGNALS:
        getattr(source, name).connect(getattr(target, name))
