"""Two records in one card: why they may tell of one child, what each says, and the question."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from imh_desktop.flows.side_by_side import Compared
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, PlainLabel, Wrapping, column
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class PairView:
    """Two records by id. ``names``: both, as one line; ``why``: what speaks for and against;
    ``fields``: side by side; ``same``: what was answered, None = not yet."""

    first: str
    second: str
    names: str
    why: str = ""
    fields: tuple[Compared, ...] = ()
    same: bool | None = None


class PairCard(Card):
    """Emits ``judged``: True for one child, False for two."""

    judged = Signal(bool)
    child_asked = Signal(str)

    def __init__(self, look: Look, words: Words, view: PairView) -> None:
        """Show a pair."""
        super().__init__(look)
        self._look, self._words = look, words
        self.setAccessibleName(view.names)
        items = column(self, margins=look.px(20), gap=look.px(12))
        items.addWidget(PlainLabel(look, view.why, size=15, bold=True, wrap=True))
        items.addLayout(self._grid(view))
        items.addWidget(self._buttons(view))

    def _grid(self, view: PairView) -> QGridLayout:
        look, grid = self._look, QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        for at, each in enumerate(view.fields):
            grid.addWidget(PlainLabel(look, each.label, size=14, colour="muted", wrap=True), at, 0)
            for place, said in ((1, each.first), (2, each.second)):
                shown = said or "–"
                label = PlainLabel(look, shown, size=15, bold=each.differs, wrap=True)
                label.setAccessibleName(f"{each.label}: {shown}")
                grid.addWidget(label, at, place, Qt.AlignmentFlag.AlignTop)
        for place, share in enumerate((3, 5, 5)):
            grid.setColumnStretch(place, share)
        return grid

    def _buttons(self, view: PairView) -> Wrapping:
        look, words = self._look, self._words
        buttons = Wrapping(gap=look.px(10), fill=False)
        for said, child_id in (
            (words.say("Open the first"), view.first), (words.say("Open the second"), view.second),
        ):  # fmt: skip
            button = Button(look, said, kind="quiet")
            button.clicked.connect(lambda _=False, child_id=child_id: self._open(child_id))
            buttons.add(button)
        for said, same in ((words.say("Two children"), False), (words.say("One child"), True)):
            button = Button(look, said)
            button.setAccessibleDescription(view.names)
            button.clicked.connect(lambda _=False, same=same: self.judged.emit(same))
            buttons.add(button)
        return buttons

    def _open(self, child_id: str) -> None:
        self.child_asked.emit(child_id)
