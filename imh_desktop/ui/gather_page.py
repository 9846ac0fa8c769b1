"""Where taking in archives begins: drop them, or choose them."""

from PySide6.QtCore import Signal

from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.shell_widgets import Header, MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Notice, PlainLabel, column, row
from imh_desktop.words import Words


class GatherPage(WayBack):
    """Says what to do. Emits ``files_asked`` for a choice of files, and ``left``."""

    may_leave = True
    files_asked = Signal()

    def __init__(self, look: Look, words: Words, *, fault: str = "") -> None:
        """Show how to begin; ``fault``: why it could not go on."""
        super().__init__(look)
        header = Header(look, words.say("Take in archives"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        middle = MiddlePage(look)
        said = middle.body
        if fault:
            said.addWidget(Notice(look, fault, tone="warn"))
        title = words.say("Drop archives anywhere on this window")
        said.addWidget(PlainLabel(look, title, size=22, bold=True, wrap=True))
        for line in (
            words.say(
                "Other laptops of your programme write what they hold into archives, which end in"
                " .imha. Drop one, or many at once."
            ),
            words.say("First you see what would come. Nothing is taken in before you say so."),
            words.say("Older or repeated archives are harmless: nothing is taken twice."),
        ):
            said.addWidget(PlainLabel(look, line, size=16, wrap=True))
        choose = Button(look, words.say("Choose archives"), kind="primary", icon="folder-open")
        choose.clicked.connect(self.files_asked)
        buttons = row()
        buttons.addWidget(choose)
        buttons.addStretch(1)
        said.addLayout(buttons)
        page = column(self)
        page.addWidget(header)
        page.addWidget(middle, 1)
        self.land_on(choose)
