"""Six words, big enough to be read aloud, and what a person says of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words


def show_words(
    look: Look, words: Words, parent: QWidget, title: str, said: str, six: Sequence[str], *,
    agree: str, agreed: Callable[[], object], refuse: str = "",
) -> Panel:  # fmt: skip
    """Show six words in front of a page.

    Args:
        said: what to do with them. agree: the words of the button that goes on.
        refuse: of the button that does not; none when there is nothing to decide.
    """
    panel = Panel(look, parent, title, width=680)
    panel.body.addWidget(PlainLabel(look, said, size=16, wrap=True))
    for half in (six[:3], six[3:]):
        line = PlainLabel(look, "   ".join(half), size=26, bold=True, wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        panel.body.addWidget(line)
    if refuse:
        panel.add_button(refuse).clicked.connect(panel.put_away)
    done = panel.add_button(agree, kind="primary")

    def go_on() -> None:
        panel.put_away()
        agreed()

    done.clicked.connect(go_on)
    panel.dismissed.connect(panel.put_away)
    panel.open(done)
    return panel
