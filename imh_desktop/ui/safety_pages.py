"""Backups and health: which page follows which, over an open vault."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import backing_up
from imh_desktop.flows.backup_words import when
from imh_desktop.flows.going_back import Preview
from imh_desktop.flows.health import Health
from imh_desktop.store.backup_copy import Backup
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.go_back_page import BackupPreviewPage, GoBackPage
from imh_desktop.ui.long_work import OwnCommand
from imh_desktop.ui.safety_page import SafetyPage
from imh_desktop.ui.saving import ask_where
from imh_desktop.ui.work_page import carry_out, watch


class SafetyPages:
    """Makes the pages; ``leave`` shows where the person came from, ``begin`` the first page of a
    file that was put in place of the open one."""

    def __init__(self, bench: Bench, leave: Callable[[], None], begin: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave, self._begin = bench, leave, begin

    def show(self, said: str = "", health: Health | None = None) -> None:
        """Show how the backups and the file stand. ``said``: what was just done."""
        bench = self._bench
        stood, now = backing_up.standing(bench.vault), bench.now().astimezone(UTC)
        page = SafetyPage(bench.look, bench.words, stood, now, health, said=said)
        page.left.connect(bench.guarded(self._leave))
        page.backup_asked.connect(bench.guarded(self.make))
        page.second_asked.connect(bench.guarded(self._ask_second))
        page.second_ended.connect(bench.guarded(lambda: self._choose_second("")))
        page.restore_asked.connect(bench.guarded(self.show_backups))
        page.check_asked.connect(bench.guarded(self.check))
        page.log_asked.connect(lambda: bench.safely(self.show_log))
        page.support_asked.connect(
            bench.guarded(
                lambda: ask_where(
                    page, bench.words, "support.json", self._save_support, ending="json"
                )
            )
        )
        bench.window.show_page(page)

    def make(self) -> None:
        """Make a backup, and say what became of it."""
        say = self._bench.words.say

        def done(report: dict[str, Any]) -> None:
            backing_up.settle(self._bench.vault)
            second = {
                "made": say("A backup was made here and at the second place. Both were checked."),
                "absent": say(
                    "A backup was made here and checked. The second place is not there now."
                ),
                "refused": say(
                    "A backup was made here and checked. The second place refused it: is the stick"
                    " full, or locked against writing?"
                ),
            }
            self.show(second.get(report["second"], say("A backup was made and checked.")))

        work = OwnCommand.beside(self._bench, ["vault", "backup"])
        watch(self._bench, work, say("Making a backup"), done=done, back=self.show, closed=False)

    def check(self) -> None:
        """Look through everything, and show what was found."""
        carry_out(
            self._bench, ["vault", "verify"], self._bench.words.say("Looking through everything"),
            done=lambda report: self.show(health=msgspec.convert(report, Health)), back=self.show,
        )  # fmt: skip

    def show_log(self) -> None:
        """Show who did what."""
        from imh_desktop.ui.log_pages import LogPages

        self._log = LogPages(self._bench, self.show)
        self._log.show()

    def _save_support(self, target: Path) -> None:
        say = self._bench.words.say
        carry_out(
            self._bench, ["vault", "support", "--out", str(target)], say("Writing the file"),
            done=lambda _report: self.show(say("The file was saved. Read it before you send it.")),
            back=self.show,
        )  # fmt: skip

    def show_backups(self) -> None:
        """Show what can be gone back to."""
        bench = self._bench
        found = backing_up.all_backups(bench.vault.folder)
        page = GoBackPage(bench.look, bench.words, found, bench.vault.folder)
        page.left.connect(bench.guarded(lambda: self.show()))
        page.chosen.connect(bench.guarded(self.preview))
        page.folder_asked.connect(bench.guarded(self._ask_folder))
        bench.window.show_page(page)

    def preview(self, backup: Backup) -> None:
        """Show what a backup holds."""
        bench = self._bench

        def done(report: dict[str, Any]) -> None:
            page = BackupPreviewPage(bench.look, bench.words, msgspec.convert(report, Preview))
            page.left.connect(bench.guarded(self.show_backups))
            page.agreed.connect(bench.guarded(lambda: self.go_back(backup)))
            bench.window.show_page(page)

        work = OwnCommand.beside(bench, ["vault", "restore", str(backup.path)])
        title = bench.words.say("Looking at the backup")
        watch(bench, work, title, done=done, back=self.show_backups, closed=False)

    def go_back(self, backup: Backup) -> None:
        """Put the backup in the place of the open file."""
        bench, say = self._bench, self._bench.words.say

        def done(_report: dict[str, Any]) -> None:
            self._begin()
            bench.window.tell(
                say("This is your file of {when}", when=when(backup.made_at, bench.words)),
                say(
                    "The file you had until now is kept whole beside it. Work goes on from here."
                    " What others have taken from your archives can be taken in again."
                ),
            )

        carry_out(
            bench, ["vault", "restore", str(backup.path), "--yes"],
            say("Going back to a backup"), done=done, back=self.show_backups,
        )  # fmt: skip

    def _ask_second(self) -> None:
        dialog = self._folder_dialog(self._bench.words.say("Where backups go as well"))
        dialog.fileSelected.connect(self._bench.guarded(self._choose_second))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = self._folder_dialog(self._bench.words.say("The folder of a backup"))
        dialog.fileSelected.connect(self._bench.guarded(lambda path: self._look_in(Path(path))))
        dialog.open()

    def _look_in(self, place: Path) -> None:
        bench, found = self._bench, backing_up.backups_in(place)
        page = GoBackPage(bench.look, bench.words, found, bench.vault.folder)
        page.left.connect(bench.guarded(self.show_backups))
        page.chosen.connect(bench.guarded(self.preview))
        page.folder_asked.connect(bench.guarded(self._ask_folder))
        bench.window.show_page(page)

    def _choose_second(self, place: str) -> None:
        vault, say = self._bench.vault, self._bench.words.say

        def choose() -> None:
            backing_up.choose_second(vault.folder, vault.key(), place)
            self.make() if place else self.show(say("Backups stay on this laptop from now on."))

        self._bench.safely(choose)

    def _folder_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._bench.window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self._bench.words.say("Choose"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self._bench.words.say("Cancel"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog
