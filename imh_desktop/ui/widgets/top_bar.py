"""The strip on top of a page, which begins with the menu."""

from PySide6.QtCore import Qt

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets.buttons import IconButton
from imh_desktop.ui.widgets.frames import Bar


class TopBar(Bar):
    """A header. Its ``menu_button`` shows once a window has a menu to open by it."""

    def __init__(self, look: Look) -> None:
        """Make a strip that holds nothing else yet."""
        super().__init__(look, at_top=True)
        self.menu_button = IconButton(look, "list", "")
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard
        self.menu_button.hide()
        self.items.addWidget(self.menu_button)
