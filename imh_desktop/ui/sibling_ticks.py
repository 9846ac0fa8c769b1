"""Of which brothers and sisters something is kept too."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Child
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Tick, column
from imh_desktop.words import Words

_LONGEST_NAME = 40
"""Letters of a name on a tick."""


class SiblingTicks(QWidget):
    """A tick for each brother and sister a try concerns too; nothing where there are none."""

    def __init__(self, look: Look, words: Words, siblings: Sequence[Child]) -> None:
        """Tick all of them."""
        super().__init__()
        items, self._ticks = column(self, gap=look.px(2)), dict[str, Tick]()
        for child in siblings:
            tick = Tick(look, words.say("Also for {name}", name=child.given_name[:_LONGEST_NAME]))
            tick.setChecked(True)
            self._ticks[child.child_id] = tick
            items.addWidget(tick)
        if not siblings:
            self.hide()

    @property
    def parts(self) -> Mapping[str, Tick]:
        """Return the ticks by the ids of the children."""
        return self._ticks

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the children that are ticked."""
        return tuple(id_ for id_, tick in self._ticks.items() if tick.isChecked())
