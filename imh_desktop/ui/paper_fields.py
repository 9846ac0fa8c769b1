"""Where the recovery code, or two cards of it, are typed in from paper."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.form import Form
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, TextField, column
from imh_desktop.words import Words


class PaperFields(QWidget):
    """One field for the code, or two for cards. ``entered``: Return was pressed in the last."""

    entered = Signal()

    def __init__(self, look: Look, words: Words, form: Form, *, cards: bool) -> None:
        """Build them, and put them into a form as ``code``, or ``card.1`` and ``card.2``."""
        super().__init__()
        self._form = form
        advice = words.say("All groups, as on your paper. Spaces do not matter.")
        self._places: Sequence[str] = ("card.1", "card.2") if cards else ("code",)
        labels = (words.say("One card"), words.say("Another card"))
        items = column(self, gap=look.px(12))
        for place, label in zip(self._places, labels if cards else (words.say("Recovery code"),),
                                strict=True):  # fmt: skip
            field = TextField(look, label)
            items.addWidget(form.put(place, LabelledField(look, label, field, help_text=advice)))
            advice = ""
        form.field(self._places[-1]).returnPressed.connect(self.entered)
        self.setFocusProxy(form.field(self._places[0]))

    def typed(self) -> tuple[str, ...]:
        """Return what is typed; empty, with the keyboard in it, while a field is."""
        for place in self._places:
            if not self._form.text(place).strip():
                self._form.field(place).setFocus()
                return ()
        return tuple(self._form.text(place) for place in self._places)
