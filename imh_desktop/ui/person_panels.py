"""What is asked about one person of this laptop: what she does, and whether her access ends."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Role
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, Panel, PlainLabel
from imh_desktop.words import Words


class RolePanel(Panel):
    """Emits ``answered`` with a role."""

    answered = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, name: str,
        roles: Sequence[tuple[Role, str]], now: Role,
    ) -> None:  # fmt: skip
        """Show the roles, the present one chosen."""
        super().__init__(look, parent, words.say("What does this person do?"))
        self.body.addWidget(PlainLabel(look, name, size=17, bold=True, wrap=True))
        label = words.say("What this person does")
        self._choice = Choice(look, label, list(roles))
        self._choice.choose(now)
        self.body.addWidget(self._choice)
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        agree = self.add_button(words.say("Change the role"), kind="primary")
        agree.clicked.connect(self._on_agreed)
        self.dismissed.connect(self.put_away)

    def _on_agreed(self) -> None:
        self.put_away()
        self.answered.emit(self._choice.code or "")


class SurePanel(Panel):
    """Says what something means before it is done. Emits ``agreed``."""

    agreed = Signal()

    def __init__(
        self, look: Look, parent: QWidget, words: Words, title: str, lines: Sequence[str],
        agree: str,
    ) -> None:  # fmt: skip
        """Say it; ``agree``: words of the button that does it."""
        super().__init__(look, parent, title, width=620)
        for line in lines:
            self.body.addWidget(PlainLabel(look, line, size=16, wrap=True))
        self.keep = self.add_button(words.say("Cancel"))
        self.keep.clicked.connect(self.put_away)
        self.add_button(agree, kind="primary").clicked.connect(self._on_agreed)
        self.dismissed.connect(self.put_away)

    def _on_agreed(self) -> None:
        self.put_away()
        self.agreed.emit()
