"""What everyone who makes a page works with: the window, the words, the open vault."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from inspect import Parameter, signature
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.errors import ImhError
from imh_desktop.store.faults import NOT_SHOWN, PASSING, NotShown, fault_of
from imh_desktop.store.vault import Vault
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.ui.telling import tell_fault
from imh_desktop.words import Words

_POSITIONAL = Parameter.POSITIONAL_OR_KEYWORD


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
        """Do something; say a fault in front of the page. Tell whether it went well at once: what
        the machine refused is tried again while that is said, so what follows belongs into it."""
        fault = self._attempt(action)
        if fault is not None:
            tell_fault(self.window, self.words, fault, lambda: self._attempt(action))
        return fault is None

    def guarded(self, handler: Callable[..., object]) -> Callable[..., None]:
        """Return what a signal is connected to: the handler, done ``safely``, with as many of the
        signal's values as it takes."""
        kinds = [each.kind for each in signature(handler).parameters.values()]
        takes = None if Parameter.VAR_POSITIONAL in kinds else kinds.count(_POSITIONAL)

        def handle(*said: object) -> None:
            self.safely(lambda: handler(*said[:takes]))

        return handle

    def _attempt(self, action: Callable[[], object]) -> ImhError | None:
        """Do it; return why it could not be done. What was saved is never done a second time."""
        before = self._saved()
        try:
            action()
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            done = isinstance(fault, PASSING) and self._saved() != before
            return NotShown(NOT_SHOWN) if done else fault
        return None

    def _saved(self) -> object:
        """Return what differs once something was saved; that a page was opened does not count."""
        journal = self.vault.journal
        return journal, journal.commits - len(self.vault.opened_children)
