"""Says what something means, and asks why it is done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.reason_field import ReasonField
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words


class ReasonPanel(Panel):
    """Emits ``answered`` with the reason, once there is one."""

    answered = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, title: str, lines: Sequence[str], *,
        agree: str, more: Callable[[Panel], None] = lambda _panel: None, width: int = 560,
    ) -> None:  # fmt: skip
        """Show what it means; ``agree``: words of the button that does it, ``more`` puts what else
        is to be seen between the lines and the reason."""
        super().__init__(look, parent, title, width=width)
        for line in lines:
            self.body.addWidget(PlainLabel(look, line, size=16, wrap=True))
        more(self)
        self._reason = ReasonField(look, words)
        self.body.addWidget(self._reason)
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        self._done = self.add_button(agree, kind="primary")
        self._reason.unlock(self._done)
        self._done.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"why": self._reason.line}

    def show_panel(self) -> None:
        """Show it, with the keyboard in the field."""
        self.open(self._reason.line)

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._reason.text())
