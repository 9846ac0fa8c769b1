"""The windowed program: folders, words, the way in, the window and the last-resort hook."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from imh_desktop.flows.places import default_folder
from imh_desktop.store.vault import Vault
from imh_desktop.ui.collector import collect_now
from imh_desktop.ui.door import Door
from imh_desktop.ui.last_resort import LastResort
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.words import LANGUAGES, Words

if TYPE_CHECKING:
    from imh_desktop.ui.workspace import Workspace

_WARM_AFTER_MS = 300
_DIRECTIONS = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}
_PAGES, _LEFT_AFTER_S = "imh-pages-", 24 * 60 * 60


def main(arguments: Sequence[str]) -> int:
    """Open the window, or walk the tour; return the exit code."""
    options = _parser().parse_args(list(arguments))
    os.umask(0o077)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    words = Words(options.language or _system_language())
    if options.command == "tour":
        return _tour(app, words, options)
    folder = options.vault or default_folder()
    program = Program(app, words, folder, restart, log=folder / "faults.log")
    program.begin()
    QTimer.singleShot(2 * _WARM_AFTER_MS, program, collect_now)
    program.window.showMaximized()
    return app.exec()


class Program(QObject):
    """One window over one folder: first the door, then the workspace.

    ``restart`` replaces the process, so that after locking no key and no name is in memory.
    """

    def __init__(
        self, app: QApplication, words: Words, folder: Path, restart: Callable[[], None],
        *, log: Path | None = None,
    ) -> None:  # fmt: skip
        """Dress the application and build the empty window; bugs go to ``log`` or are printed."""
        super().__init__()
        self.words, self.look = words, Look()
        self._folder, self._restart = folder, restart
        self.look.apply(app)
        app.setLayoutDirection(_DIRECTIONS[words.direction])
        self._translator = _qt_words(app, words.language)
        self.window = MainWindow(self.look, words)
        self.window.lock_asked.connect(self.lock)
        self.window.closing.connect(self.close)
        self._door = Door(self.window, self.look, words, folder)
        self._door.opened.connect(self._on_opened)
        self._door.demo_asked.connect(self._on_demo)
        self._workspace: Workspace | None = None
        self._temporary: list[Path] = []
        self.last_resort = LastResort(log, self._tell_fault)
        self.last_resort.install()

    def begin(self) -> None:
        """Show the first page, and import what comes next once it stands."""
        self._door.show()
        QTimer.singleShot(_WARM_AFTER_MS, self, _warm)

    def lock(self) -> None:
        """Save, close, and begin again at the door with an empty memory."""
        self.close()
        self._restart()

    def close(self) -> None:
        """Keep what is being typed, close the vault, remove what was only for this time."""
        if self._workspace is not None:
            self._workspace.leave()
            self._workspace = None
        self._door.close()
        for folder in self._temporary:
            shutil.rmtree(folder, ignore_errors=True)
        self._temporary = []

    def _on_opened(self, vault: Vault) -> None:
        from imh_desktop.content.library import Library
        from imh_desktop.ui.bench import Bench
        from imh_desktop.ui.workspace import Workspace

        bench = Bench(self.window, self.look, self.words, vault, Library(), self._scratch(), _now)
        self._workspace = Workspace(bench)
        self._workspace.lock_asked.connect(self.lock)
        self._workspace.begin()

    def _on_demo(self) -> None:
        from imh_desktop.content.library import Library
        from imh_desktop.flows.demo import open_demo

        folder = Path(tempfile.mkdtemp(prefix="imh-demo-"))
        self._temporary.append(folder)
        vault = open_demo(folder, Library(), _now().date(), self.words.language)
        self.window.frame_demo()
        self._on_opened(vault)

    def _scratch(self) -> Path:
        """Return a private folder for copies a viewer opens; it goes when the vault closes."""
        _sweep()
        folder = Path(tempfile.mkdtemp(prefix=_PAGES))
        self._temporary.append(folder)
        return folder

    def _tell_fault(self, fault_id: str) -> None:
        say = self.words.say
        self.window.tell(
            say("Something went wrong in the program"),
            say(
                "What said “Saved” is on the disk. If something looks odd, close the program and "
                "start it again. The note {fault} was written for the people who mend it; it "
                "holds no names.",
                fault=fault_id,
            ),
        )


def _sweep() -> None:
    """Remove the pages that a program left which was killed; no other can be open for a day."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PAGES}*"):
        with suppress(OSError):
            if time() - folder.stat().st_mtime > _LEFT_AFTER_S:
                shutil.rmtree(folder, ignore_errors=True)


def restart() -> None:
    """Replace this process by a fresh one of the same program."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if os.name == "nt":  # execv on Windows would leave the console waiting for the old process
        subprocess.Popen(command)  # noqa: S603 our own command line again
        QApplication.exit(0)
        return
    os.execv(sys.executable, command)  # noqa: S606 our own command line again


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="imh-desktop", add_help=False, allow_abbrev=False)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--vault", type=Path)
    commands = parser.add_subparsers(dest="command")
    tour = commands.add_parser("tour", help="walk through the program and leave pictures of it")
    tour.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
    tour.add_argument("--size", default="1366x768", metavar="WIDTHxHEIGHT")
    tour.add_argument("--out", type=Path, default=Path("build/tour"))
    return parser


def _tour(app: QApplication, words: Words, options: argparse.Namespace) -> int:
    from imh_desktop.ui import tour

    qInstallMessageHandler(_without_plugin_limits)
    with tempfile.TemporaryDirectory(prefix="imh-tour-") as folder:
        program = Program(app, words, Path(folder) / "vault", lambda: None)
        try:
            code = tour.walk(program.window, words, options.out, options.size, program.begin)
            return code or int(program.last_resort.count > 0)
        finally:
            program.close()


def _without_plugin_limits(
    _kind: QtMsgType, _where: QMessageLogContext, message: str | None
) -> None:
    """Pass Qt's messages on, but not that a window drawn off-screen cannot be raised or sized."""
    if message and not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def _system_language() -> str:
    return QLocale.system().uiLanguages()[0][:2] if QLocale.system().uiLanguages() else "en"


def _qt_words(app: QApplication, language: str) -> QTranslator:
    """Let Qt's own dialogs speak the language of the program."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    return translator


def _now() -> datetime:
    return datetime.now().astimezone()


def _warm() -> None:
    """Import what follows the first page while the person reads it."""
    from imh_desktop.ui import visit_page, workspace

    _ = visit_page, workspace
