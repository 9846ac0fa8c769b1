"""What everyone who makes a page works with: the window, the words, the open vault."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.errors import ImhError
from imh_desktop.store.vault import Vault
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Bench:
    """``scratch``: a private folder that goes when the vault closes; ``now``: the local time."""

    window: MainWindow
    look: Look
    words: Words
    vault: Vault
    library: Library
    scratch: Path
    now: Callable[[], datetime]

    def today(self) -> date:
        """Return the day it is here."""
        return self.now().date()

    def safely(self, action: Callable[[], object]) -> bool:
        """Do something; say a fault in front of the page. Tell whether it went well."""
        try:
            action()
        except ImhError as error:
            self.window.tell(self.words.say("This did not work"), self.words.told(error))
            return False
        return True
