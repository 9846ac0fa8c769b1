"""The pages before the work: first run, setting up, unlocking, the recovery code."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from imh_desktop.errors import ImhError, InputError
from imh_desktop.flows import unlocking, workers
from imh_desktop.flows.clock import local_today
from imh_desktop.store import keys, recovery_code
from imh_desktop.store.backup_copy import BACKUPS, made
from imh_desktop.store.faults import KeysDamaged, VaultDamaged, VaultMissing, fault_of
from imh_desktop.store.vault import Vault
from imh_desktop.ui import doorway
from imh_desktop.ui.doorway import NewKey, Way
from imh_desktop.ui.first_run_page import SetUpPage, WelcomePage
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.making_ready import MakingReady, WindowGone
from imh_desktop.ui.passphrase_page import Asked, PassphrasePage
from imh_desktop.ui.recovery_pages import ConfirmCodePage, RecoveryPapersPage
from imh_desktop.ui.style import Look
from imh_desktop.ui.tasks import Task
from imh_desktop.ui.unlock_page import UnlockPage
from imh_desktop.words import Words


class Door(QObject):
    """Leads to an open vault. Emits ``opened`` with it, or ``demo_asked``."""

    opened = Signal(object)
    demo_asked = Signal()

    def __init__(self, window: MainWindow, look: Look, words: Words, folder: Path) -> None:
        """Stand before the vault of a folder."""
        super().__init__(window)
        self._window, self._look, self._words, self._folder = window, look, words, folder
        self._made: Vault | None = None
        self._task: Task | None = None

    def show(self) -> None:
        """Show the first page: set-up on a fresh laptop, else unlocking; where the file is gone
        and backups of it are here, those."""
        if Vault.exists(self._folder):
            self.show_unlock()
        elif made(self._folder / BACKUPS):
            say = self._words.say
            self.show_go_back(say("Your file is not here any more, but backups of it are."))
        else:
            self.show_welcome()

    @property
    def at_rest(self) -> bool:
        """Tell whether its first page can be shown anew: nothing is typed, made or under way."""
        idle = self._task is None and self._made is None
        return idle and isinstance(self._window.page, WelcomePage | UnlockPage)

    def close(self) -> None:
        """Wait for work that is still going on; close a vault made and not yet handed over."""
        if self._task is not None:
            self._task.wait()
        if self._made is not None:
            self._made.close()

    def show_welcome(self) -> None:
        """Show what this is."""
        page = WelcomePage(self._look, self._words)
        page.set_up_asked.connect(self.show_set_up)
        page.demo_asked.connect(self.demo_asked)
        page.backup_asked.connect(self.show_go_back)
        self._window.show_page(page)

    def show_go_back(self, trouble: str = "") -> None:
        """Show which backups there are; ``trouble``: why."""
        from imh_desktop.ui.go_back_door import GoBackDoor

        back = GoBackDoor(self._window, self._look, self._words, self._folder)
        back.left.connect(self.show)
        back.restored.connect(lambda: self.show_unlock())
        back.show(trouble)

    def show_set_up(self) -> None:
        """Ask for a name and a passphrase."""
        page = SetUpPage(self._look, self._words)

        def on_submitted(name: str, passphrase: str) -> None:
            work = partial(doorway.make, self._folder, name, passphrase, self._words)
            self._run(work, on_made, on_failed)

        def on_made(result: object) -> None:
            made = cast(NewKey, result)
            try:
                self._made = doorway.open_vault(self._folder, made.opened)
            except Exception as error:
                on_failed(_fault(error))
                return
            self.show_code(made.recovery_code)

        def on_failed(error: ImhError) -> None:
            place = error.place if isinstance(error, InputError) else ""
            page.say_fault(place, self._words.told(error))

        page.submitted.connect(on_submitted)
        page.back_asked.connect(self.show_welcome)
        self._window.show_page(page)

    def show_code(self, code: str) -> None:
        """Show the recovery code, to be written down."""
        papers = (recovery_code.groups(code),)
        page = RecoveryPapersPage(self._look, self._words, papers, local_today())
        page.written_down.connect(lambda: self.ask_code_back(code))
        self._window.show_page(page)

    def ask_code_back(self, code: str) -> None:
        """Ask for two groups of the code."""
        page = ConfirmCodePage(self._look, self._words, unlocking.groups_to_confirm(code))
        page.back_asked.connect(lambda: self.show_code(code))
        page.confirmed.connect(self._on_confirmed)
        self._window.show_page(page)

    def show_unlock(self, *, way: Way = "passphrase") -> None:
        """Ask for the passphrase, for the recovery code, or for two recovery cards."""
        page = UnlockPage(self._look, self._words, way=way, ways=doorway.ways(self._folder))

        def on_given(given: tuple[str, ...]) -> None:
            self._run(partial(doorway.find, self._folder, way, given), on_found, on_failed)

        def on_found(result: object) -> None:
            try:
                ready = MakingReady(self._window, page)
                vault = doorway.open_vault(self._folder, cast(keys.Opened, result), ready)
            except WindowGone:
                return
            except Exception as error:
                on_failed(_fault(error))
                return
            if way == "passphrase":
                self.opened.emit(vault)
            else:
                self._ask_anew(vault)

        def on_failed(error: ImhError) -> None:
            page.say_fault(self._words.told(error), beside_field=isinstance(error, InputError))
            page.wait(unlocking.wait_left(self._folder))
            if isinstance(error, VaultDamaged | KeysDamaged | VaultMissing):
                page.offer_backups(lambda: self.show_go_back())

        page.given.connect(on_given)
        page.way_asked.connect(lambda other: self.show_unlock(way=other))
        page.demo_asked.connect(self.demo_asked)
        self._window.show_page(page)
        page.wait(unlocking.wait_left(self._folder))

    def _ask_anew(self, vault: Vault) -> None:
        """Ask who opened the file from paper, and for a new passphrase."""
        self._made, say = vault, self._words.say
        who = [(one.worker_id, one.name) for one in workers.choices_after_recovery(vault)]
        asked = Asked(
            say("The paper has opened your file"),
            (
                say("Everything is here. Choose a new passphrase now; the forgotten one opens"
                    " nothing any more."),
                say("Then seal the paper again. If somebody else may have read it, have a new one"
                    " made under “People on this laptop”."),
            ),
            say("Set the new passphrase"), who=who, later=say("Not now"),
        )  # fmt: skip
        page = PassphrasePage(self._look, self._words, asked)

        def on_submitted(said: dict[str, str]) -> None:
            try:
                workers.be(vault, said["worker_id"])
                workers.reset_passphrase(vault, said["worker_id"], said["passphrase"])
            except Exception as error:
                fault = _fault(error)
                place = fault.place if isinstance(fault, InputError) else ""
                page.say_fault(place, self._words.told(fault))
                return
            self._on_confirmed()

        page.submitted.connect(on_submitted)
        page.left.connect(self._on_confirmed)
        self._window.show_page(page)

    def _run(
        self,
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[ImhError], None],
    ) -> None:
        self._task = Task(work, self)
        self._task.done.connect(done)
        self._task.failed.connect(failed)
        self._task.broke.connect(_raise)
        self._task.start()

    def _on_confirmed(self) -> None:
        vault, self._made = self._made, None
        self.opened.emit(vault)


def _fault(error: Exception) -> ImhError:
    """Return what the person is told; a bug passes on to the last-resort hook."""
    if fault := fault_of(error):
        return fault
    raise error


def _raise(error: Exception) -> None:
    """Bring a bug from the thread to the window's thread, where the last-resort hook is."""
    raise error
