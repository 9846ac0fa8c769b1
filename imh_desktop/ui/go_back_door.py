"""Going back to a backup before the file is open: it may be damaged, gone, or on another laptop.

The passphrase, or the recovery code, of the backup opens it; both stay with the child process that
does the work, and are forgotten here when it is done.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from imh_desktop.flows import backing_up
from imh_desktop.flows.backup_words import when
from imh_desktop.flows.going_back import Preview
from imh_desktop.store.backup_copy import Backup
from imh_desktop.store.faults import StorageFault
from imh_desktop.ui.go_back_page import BackupPreviewPage, GoBackPage
from imh_desktop.ui.long_work import OwnCommand
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel, PlainLabel, TextField, Tick
from imh_desktop.ui.work_page import WorkPage
from imh_desktop.words import Words


class SecretPanel(Panel):
    """Asks for what opens a backup. ``given`` carries the words, and whether they are the code."""

    given = Signal(str, bool)

    def __init__(self, look: Look, parent: QWidget, words: Words, title: str) -> None:
        """Build the panel."""
        super().__init__(look, parent, title)
        said = words.say("The passphrase you use now, or the one of the time it was made.")
        self.body.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        label = words.say("Passphrase or recovery code")
        self.field = TextField(look, label, secret=True)
        self.body.addWidget(LabelledField(look, label, self.field))
        self._code = Tick(look, words.say("This is the recovery code"))
        self.body.addWidget(self._code)
        self.add_button(words.say("Cancel"), kind="quiet").clicked.connect(self.put_away)
        go_on = self.add_button(words.say("See what it holds"), kind="primary")
        go_on.clicked.connect(self._go_on)
        self.field.returnPressed.connect(self._go_on)
        self.dismissed.connect(self.put_away)

    def _go_on(self) -> None:
        if secret := self.field.text():
            self.put_away()
            self.given.emit(secret, self._code.isChecked())


class GoBackDoor(QObject):
    """Makes the pages before the file is open. Emits ``restored`` when it can be opened again, and
    ``left`` on the way back."""

    restored = Signal()
    left = Signal()

    def __init__(self, window: MainWindow, look: Look, words: Words, folder: Path) -> None:
        """Stand before the vault of a folder."""
        super().__init__(window)
        self._window, self._look, self._words, self._folder = window, look, words, folder

    def show(self, trouble: str = "") -> None:
        """Show what can be gone back to. ``trouble``: why."""
        try:
            found = backing_up.all_backups(self._folder)
        except StorageFault as fault:
            found, trouble = (), trouble or self._words.told(fault)
        self._show_list(found, trouble)

    def _show_list(self, found: Sequence[Backup], trouble: str = "") -> None:
        page = GoBackPage(self._look, self._words, found, self._folder, trouble=trouble)
        page.left.connect(self.left)
        page.chosen.connect(self._ask_secret)
        page.folder_asked.connect(self._ask_folder)
        self._window.show_page(page)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self._window, self._words.say("The folder of a backup"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self._words.say("Choose"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self._words.say("Cancel"))
        dialog.fileSelected.connect(lambda path: self._show_list(backing_up.backups_in(Path(path))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_secret(self, backup: Backup) -> None:
        words, page = self._words, self._window.page
        assert page is not None
        title = words.say("Backup of {when}", when=when(backup.made_at, words))
        panel = SecretPanel(self._look, page, words, title)
        panel.given.connect(lambda secret, code: self._preview(backup, secret, code=code))
        panel.open(panel.field)

    def _preview(self, backup: Backup, secret: str, *, code: bool) -> None:
        def done(report: dict[str, Any]) -> None:
            seen = msgspec.convert(report, Preview)
            page = BackupPreviewPage(self._look, self._words, seen)
            page.left.connect(lambda: self.show())
            page.agreed.connect(lambda: self._go_back(backup, secret, code=code))
            self._window.show_page(page)

        title = self._words.say("Looking at the backup")
        self._run(self._command(backup, code=code), secret, title, done)

    def _go_back(self, backup: Backup, secret: str, *, code: bool) -> None:
        title = self._words.say("Going back to a backup")
        command = [*self._command(backup, code=code), "--yes"]
        self._run(command, secret, title, lambda _report: self.restored.emit())

    def _command(self, backup: Backup, *, code: bool) -> list[str]:
        return ["vault", "restore", str(backup.path), *(["--code"] if code else [])]

    def _run(
        self, command: Sequence[str], secret: str, title: str,
        done: Callable[[dict[str, Any]], object],
    ) -> None:  # fmt: skip
        line = f"{secret}\n".encode(errors="surrogatepass")
        work = OwnCommand(
            self._window, self._words, self._folder, command, line, by="--passphrase-fd"
        )
        page = WorkPage(self._look, self._words, title, closed=False)
        page.cancel.clicked.connect(page.show_cancelling)
        page.cancel.clicked.connect(work.cancel)
        work.progressed.connect(page.show_progress)
        work.done.connect(done)
        work.stopped.connect(lambda: self.show())
        work.failed.connect(self._tell)
        work.start()
        self._window.show_page(page)

    def _tell(self, sentence: str) -> None:
        self.show()
        self._window.tell(self._words.say("This did not work"), sentence)
