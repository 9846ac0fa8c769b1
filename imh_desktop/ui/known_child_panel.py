"""Is this the same child? What is being added beside who is here already, before anything is
written."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.core.people import Child
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.registering import Known, already_here, as_child
from imh_desktop.ui import sayings
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words


class KnownChildPanel(Panel):
    """Emits ``same`` with the id of the child who is here, or ``another``: go on and add."""

    same = Signal(str)
    another = Signal()

    def __init__(
        self, look: Look, parent: QWidget, words: Words,
        new: tuple[Child, Sequence[CaregiverForm]], known: Known,
    ) -> None:  # fmt: skip
        """Show both side by side."""
        super().__init__(look, parent, words.say("Is this the same child?"), width=760)
        self._look, self._words = look, words
        said = words.say("A child much like this one is here already. Nothing was written yet.")
        self.body.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        self.body.addLayout(self._grid(*new, known))
        stay = self.add_button(words.say("Back to the form"), kind="quiet")
        stay.clicked.connect(self.put_away)
        two = self.add_button(words.say("This is another child"))
        two.clicked.connect(self._on_another)
        self._open = self.add_button(words.say("Open that child"), kind="primary")
        self._open.clicked.connect(lambda: self._on_same(known.child.child_id))
        self.dismissed.connect(self.put_away)

    def show_panel(self) -> None:
        """Show it, with the keyboard on what writes nothing."""
        self.open(self._open)

    def _grid(self, child: Child, adults: Sequence[CaregiverForm], known: Known) -> QGridLayout:
        words, grid = self._words, QGridLayout()
        grid.setHorizontalSpacing(self._look.px(18))
        grid.setVerticalSpacing(self._look.px(8))
        there = known.child
        lines = [
            ("", words.say("What you are adding"), words.say("Here already")),
            (words.say("Name"), child.name, there.name),
            (
                words.say("Birth"),
                sayings.birth_line(words, child),
                sayings.birth_line(words, there),
            ),
            (
                words.say("Caregivers"),
                words.listed(each.name for each in adults),
                words.listed(each.name for each in known.caregivers),
            ),
            (words.say("Number"), child.number, there.number),
        ]
        for at, (label, first, second) in enumerate(lines):
            self._put(grid, at, 0, label, colour="muted")
            for place, text in ((1, first), (2, second)):
                spoken = f"{label}: {text}" if label else text
                self._put(grid, at, place, text or "–", bold=not label, spoken=spoken)
        for place, share in enumerate((2, 5, 5)):
            grid.setColumnStretch(place, share)
        return grid

    def _put(
        self, grid: QGridLayout, at: int, place: int, text: str, *, bold: bool = False,
        colour: str = "text", spoken: str = "",
    ) -> None:  # fmt: skip
        label = PlainLabel(self._look, text, size=15, bold=bold, wrap=True, colour=colour)
        if spoken:
            label.setAccessibleName(spoken)
        grid.addWidget(label, at, place, Qt.AlignmentFlag.AlignTop)

    def _on_another(self) -> None:
        self.put_away()
        self.another.emit()

    def _on_same(self, child_id: str) -> None:
        self.put_away()
        self.same.emit(child_id)


def same_child_first(
    bench: Bench, page: QWidget, form: ChildForm, people: tuple[CaregiverForm, ...],
    go_on: Callable[[ChildForm, tuple[CaregiverForm, ...]], None], show: Callable[[str], None],
) -> None:  # fmt: skip
    """Ask, where a child much like this is here, whether it is the same; else go on at once."""
    found = already_here(bench.vault, form, people)
    if not found:
        go_on(form, people)
        return
    new = (as_child(form), people)
    panel = KnownChildPanel(bench.look, page, bench.words, new, found[0])
    panel.same.connect(lambda child_id: bench.safely(lambda: show(child_id)))
    panel.another.connect(lambda: bench.safely(lambda: go_on(form, people)))
    panel.show_panel()
