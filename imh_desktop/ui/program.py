"""One window over one folder: the door, then the workspace, and what holds for both."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from imh_desktop.core.idle import Midst
from imh_desktop.errors import ImhError
from imh_desktop.flows import scratch
from imh_desktop.flows.clock import since_start
from imh_desktop.store.vault import Vault
from imh_desktop.ui.clipboard import Copied
from imh_desktop.ui.collector import collect_now
from imh_desktop.ui.door import Door
from imh_desktop.ui.dressing import Dresser
from imh_desktop.ui.laptop_settings import LaptopSettings, write_settings
from imh_desktop.ui.last_resort import LastResort
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.midst import midst_of
from imh_desktop.ui.session_watch import SessionWatch
from imh_desktop.ui.telling import tell_bug, tell_fault, tell_found

if TYPE_CHECKING:
    from imh_desktop.content.library import Library
    from imh_desktop.ui.guided_tour import GuidedTour
    from imh_desktop.ui.standing import Standing
    from imh_desktop.ui.workspace import Workspace

WARM_AFTER_MS = 300
"""After the first page stands: what comes next is made ready then."""


class Program(QObject):
    """One window over one folder: first the door, then the workspace.

    ``restart`` replaces the process, so that after locking no key and no name is in memory.
    """

    def __init__(
        self, app: QApplication, settings: LaptopSettings, folder: Path,
        restart: Callable[[], None], *, log: Path | None = None, backs_up: bool = False,
        clock: Callable[[], float] = since_start,
    ) -> None:  # fmt: skip
        """Dress the application and build the empty window; bugs go to ``log`` or are printed.
        ``backs_up``: backups are made while one works, and before the window closes. ``clock``:
        seconds, sleep counted."""
        super().__init__()
        self._folder, self._restart, self._settings = folder, restart, settings
        self._backs_up = backs_up
        self._dresser = Dresser(app)
        self.look, self.words = self._dresser.look(settings), self._dresser.words(settings)
        self._dresser.dress(self.look, self.words)
        self.window = MainWindow(self.look, self.words, clock)
        self.window.lock_asked.connect(self.lock)
        self.window.closing.connect(self.close)
        self.window.view_asked.connect(self.ask_view)
        self.window.text_asked.connect(self._on_text)
        self.window.help_asked.connect(self.show_help)
        self.window.demo_removal_asked.connect(self._remove_demo)
        app.styleHints().colorSchemeChanged.connect(self._on_system)
        self.window.idle.use(settings.rest(), self._midst)
        self._session, self._copied = SessionWatch(self), Copied(self)
        self._session.left.connect(self._on_left)
        self._session.hidden.connect(self._on_hidden)
        self._door = self._make_door()
        self._workspace: Workspace | None = None
        self._vault: Vault | None = None
        self._library: Library | None = None
        self._guided: GuidedTour | None = None
        self._temporary: list[Path] = []
        self.last_resort = LastResort(log, self._tell_bug, self._say_fault)
        self.last_resort.install()

    def begin(self) -> None:
        """Show the first page, and import what comes next once it stands."""
        self._door.show()
        self.window.uncover()
        QTimer.singleShot(WARM_AFTER_MS, self, _warm)
        QTimer.singleShot(WARM_AFTER_MS, self, self._session.listen)
        QTimer.singleShot(WARM_AFTER_MS, self, lambda: scratch.clear_left(self._folder))

    def show_help(self) -> None:
        """Show the help that fits the page, in front of it."""
        from imh_desktop.ui.helping import show_help

        made_up = self._vault is not None and self._vault.made_up
        show_help(self.window, self.look, self.words, self.show_tour if made_up else None)

    def show_tour(self, *, begun: bool = True) -> None:
        """Show the guided tour, or offer it; one that is under way begins anew."""
        from imh_desktop.ui.guided_tour import GuidedTour

        if self._guided is not None:
            self._guided.end()
        self._guided = GuidedTour(self.window, self.look, self.words, begun=begun)
        self._guided.ended.connect(self._on_toured)

    def _on_toured(self) -> None:
        self._guided = None
        if not self._settings.tour_seen:
            self._settings = msgspec.structs.replace(self._settings, tour_seen=True)
            write_settings(self._folder, self._settings)

    def ask_view(self) -> None:
        """Ask how the window should look, where the page can be shown again."""
        from imh_desktop.ui.view_panel import ViewPanel

        page = self.window.page
        if page is None or not self._may_dress():
            return
        work = self._workspace
        panel = ViewPanel(
            self.look, page, self.words, self._settings, work.laptop_pages() if work else ()
        )
        panel.chosen.connect(self.use)
        if work:
            panel.page_asked.connect(work.show_laptop_page)
        panel.open(panel.first)

    def use(self, settings: LaptopSettings) -> None:
        """Dress the window as chosen and keep the choice; what is shown stays where it is."""
        if settings == self._settings or not self._may_dress():
            return
        standing = self._workspace.standing() if self._workspace else None
        self._settings = settings
        kept = write_settings(self._folder, settings)
        self._dress(standing)
        if not kept:
            self._say_not_kept()

    def _say_not_kept(self) -> None:
        say = self.words.say
        self.window.tell(
            say("This could not be kept"),
            say(
                "The disk refused it. It holds until the program is closed, and nothing else was"
                " changed. Make some room, and choose it again."
            ),
        )

    def _may_dress(self) -> bool:
        """Tell whether the page can be shown again; say so where it cannot."""
        if self._workspace is None:
            return self._door.at_rest
        if self._workspace.standing() is not None:
            return True
        say = self.words.say
        self.window.tell(
            say("Please finish here first"),
            say("Leave this page, and then choose again. Nothing was changed."),
        )
        return False

    def _dress(self, standing: "Standing | None") -> None:
        look, words = self._dresser.look(self._settings), self._dresser.words(self._settings)
        self.look, self.words = look, words
        self._dresser.dress(look, words)
        self.window.dress(look, words)
        if self._guided is not None:
            self._guided.dress(look, words)
        self.window.idle.use(self._settings.rest(), self._midst)
        if self._vault is not None and self._workspace is not None:
            self._workspace.let_go()
            self._enter(self._vault, standing)
        else:
            self._door = self._make_door()
            self._door.show()

    def _on_text(self, steps: int) -> None:
        usual = msgspec.structs.replace(self._settings, text_size=LaptopSettings().text_size)
        self.use(self._settings.larger(steps) if steps else usual)

    def _on_system(self) -> None:
        if self._settings.theme == "system" and self._dresser.look(self._settings).tokens != (
            self.look.tokens
        ):
            standing = self._workspace.standing() if self._workspace else None
            if standing is not None or (self._workspace is None and self._door.at_rest):
                self._dress(standing)

    def _make_door(self) -> Door:
        door = Door(self.window, self.look, self.words, self._folder)
        door.opened.connect(self._on_opened)
        door.demo_asked.connect(self._on_demo)
        return door

    def open_instead(self, vault: Vault) -> None:
        """Work over another vault that is open, in place of the present one."""
        if self._workspace is not None:
            self._workspace.let_go()
        self.close()
        self._on_opened(vault)

    def lock(self) -> None:
        """Save, close, and begin again at the door with an empty memory, whatever fails."""
        self.window.cover()
        self.window.repaint()  # closing takes its time: nothing is read meanwhile
        try:
            self.close()
        finally:
            self._session.done()
            self._restart()

    def close(self) -> None:
        """Keep what is being typed, close the vault, remove what was only for this time."""
        if self._workspace is not None and self._vault is not None:
            scratch.clear(self._vault.folder)
            self._workspace.leave()
            self._workspace = None
        self._door.close()
        for folder in self._temporary:
            shutil.rmtree(folder, ignore_errors=True)
        self._temporary = []
        self._copied.forget()

    def _midst(self) -> Midst:
        real = self._workspace is not None and self._vault is not None and not self._vault.made_up
        return midst_of(self.window) if real else "held"

    def _on_left(self) -> None:
        """Lock because the person went; where nothing real is open, only cover."""
        self.window.cover()
        if self._workspace is not None and self._vault is not None and not self._vault.made_up:
            self.lock()

    def _on_hidden(self) -> None:
        """Lock where the system covered the screen; in a visit it may have done so by itself."""
        self.window.cover()
        if self._midst() == "none":
            self.lock()

    def _on_opened(self, vault: Vault) -> None:
        self._vault, self._library, self._pages = vault, None, scratch.make(vault.folder)
        if vault.made_up:
            self.window.frame_demo(lasting=vault.folder not in self._temporary)
            if not self._settings.tour_seen:
                self.show_tour(begun=False)
        self._enter(vault, None)
        # Looking through 10,000 children costs 130 ms: while the list is read, not at some page.
        QTimer.singleShot(WARM_AFTER_MS, self, collect_now)
        tell_found(self.window, self.words, vault)

    def _enter(self, vault: Vault, standing: "Standing | None") -> None:
        from imh_desktop.content.library import Library
        from imh_desktop.ui.bench import Bench
        from imh_desktop.ui.workspace import Workspace

        self._library = self._library or Library()
        bench = Bench(self.window, self.look, self.words, vault, self._library, self._pages, _now)
        self._workspace = Workspace(bench, backs_up=self._backs_up)
        self._workspace.lock_asked.connect(self.lock)
        self._workspace.view_asked.connect(self.ask_view)
        if standing is None:
            self._workspace.begin()
        else:
            self._workspace.stand(standing)

    def _on_demo(self) -> None:
        from imh_desktop.content.library import Library
        from imh_desktop.flows.demo import open_demo

        folder = Path(tempfile.mkdtemp(prefix="imh-demo-"))
        self._temporary.append(folder)
        vault = open_demo(folder, Library(), _now().date(), self.words.language)
        self._on_opened(vault)

    def _remove_demo(self) -> None:
        """Take the open demo off the laptop, and begin again at the door."""
        from imh_desktop.flows.demo_mark import remove

        assert self._vault is not None
        folder = self._vault.folder
        self.close()
        try:
            remove(folder)
        finally:
            self._restart()

    def _say_fault(self, error: ImhError) -> None:
        tell_fault(self.window, self.words, error)

    def _tell_bug(self, fault_id: str) -> None:
        tell_bug(self.window, self.words, fault_id)


def _now() -> datetime:
    return datetime.now().astimezone()


def _warm() -> None:
    """Import what follows the first page while the person reads it."""
    from imh_desktop.ui import visit_page, workspace

    _ = visit_page, workspace
