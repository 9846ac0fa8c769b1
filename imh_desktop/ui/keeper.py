"""The one way a page writes: what the disk refuses is said, and kept to be tried again."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.ui.unsaved import Unsaved
from imh_desktop.ui.visit_header import SavedState
from imh_desktop.ui.widgets import Notice
from imh_desktop.words import Words

_AGAIN_MS = 5_000
"""Until what the disk refused is tried again: a stick that is back, or room that was made, needs
no word of hers."""

Refused = Callable[[InputError], None]


class Keeper:
    """Does what writes, and shows in ``saved`` and ``trouble`` whether all of it is on the disk.

    ``holds``: refused actions wait for "Try again"; otherwise the person does them once more.
    """

    def __init__(
        self, words: Words, saved: SavedState, trouble: Notice, *, holds: bool = True
    ) -> None:
        """Start with everything saved."""
        self._words, self._saved, self._trouble, self._holds = words, saved, trouble, holds
        self._unsaved = Unsaved()
        self._timer = QTimer(saved)
        self._timer.timeout.connect(self._try_quietly)

    @property
    def all_saved(self) -> bool:
        """Tell whether nothing waits."""
        return not len(self._unsaved)

    def keep(self, key: str, action: Callable[[], object], refused: Refused | None = None) -> bool:
        """Do it and say whether it is on the disk.

        Args:
            key: what it writes; a later action with the same key takes the earlier one's place.
            refused: told what the person can correct; without it the page says so on top.
        """
        try:
            fault = self._unsaved.attempt(key, action)
        except InputError as error:
            (refused or self._say_refused)(error)
            return False
        if not self._holds:
            self._unsaved.forget()
        self._show(fault)
        return fault is None

    def try_again(self) -> None:
        """Do all that waits, in order, until something is refused once more."""
        try:
            self._show(self._unsaved.again())
        except InputError as error:
            self._say_refused(error)

    def _try_quietly(self) -> None:
        """Try again by itself, and say it only when all is saved: what hinders is said already."""
        try:
            if self._unsaved.again() is None:
                self._show(None)
        except InputError as error:
            self._say_refused(error)

    def say(self, message: str) -> None:
        """Say something on top of the page."""
        self._trouble.say(message)
        self._trouble.show()
        if self._trouble.button is not None:
            self._trouble.button.setVisible(not self.all_saved)

    def _show(self, fault: EnvironmentFault | None) -> None:
        if fault is not None:
            self.say(self._words.say("Not saved: {why}", why=self._words.told(fault)))
        elif self.all_saved:
            self._trouble.hide()
        self._saved.show_saved(fault is None and self.all_saved)
        if self.all_saved:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(_AGAIN_MS)

    def _say_refused(self, error: InputError) -> None:
        self.say(self._words.told(error))
