"""A button that folds something out below it, and in again."""

from PySide6.QtWidgets import QPushButton, QWidget

from imh_desktop.words import Words


def fold_states(words: Words) -> tuple[str, str]:
    """Return what is said of a part that is folded away, and of one that is shown."""
    return words.say("Hidden"), words.say("Shown")


class FoldButton(QPushButton):
    """A button like any other until ``fold_by``. From then on it is checked while something is
    shown, and says so itself: a checkable button would be told as a box to tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a plain button."""
        super().__init__(parent)
        self._said: tuple[str, str] | None = None
        self._shown = False

    @property
    def folds(self) -> bool:
        """Tell whether it folds something."""
        return self._said is not None

    def fold_by(self, said: tuple[str, str]) -> None:
        """Begin folded; ``said``: the words for folded away and for shown."""
        self._said = said
        self.setAccessibleDescription(said[0])
        self.clicked.connect(lambda _=False: self.toggle())

    def isChecked(self) -> bool:
        """Tell whether what it folds is shown."""
        return self._shown if self._said else super().isChecked()

    def setChecked(self, shown: bool) -> None:
        """Show it as folded out, or in; emits ``toggled`` where that changes."""
        if self._said is None:
            super().setChecked(shown)
        elif shown != self._shown:
            self._shown = shown
            self.setAccessibleDescription(self._said[shown])
            self.update()
            self.toggled.emit(shown)

    def toggle(self) -> None:
        """Fold it out, or in."""
        self.setChecked(not self.isChecked())
