"""Taking in archives, page by page: choose, see what would come, take in, see what came."""

from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import erased_elsewhere, merge_words
from imh_desktop.flows.merge_report import MergeReport
from imh_desktop.flows.roles import role_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.gather_page import GatherPage
from imh_desktop.ui.gather_views import PreviewPage, ReportPage
from imh_desktop.ui.quarantine_pages import QuarantinePages
from imh_desktop.ui.work_page import carry_out


class Gathering:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave
        self._kept: QuarantinePages | None = None

    def begin(self, fault: str = "") -> None:
        """Show how to begin; ``fault``: why it could not go on."""
        page = GatherPage(self._bench.look, self._bench.words, fault=fault)
        page.left.connect(self._bench.guarded(self._leave))
        page.files_asked.connect(self._bench.guarded(self.choose))
        self._bench.window.show_page(page)

    def choose(self) -> None:
        """Ask for files, and look at them."""
        say = self._bench.words.say
        dialog = QFileDialog(self._bench.window, say("Choose archives"), "", "(*.imha)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Choose"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.filesSelected.connect(
            self._bench.guarded(lambda names: self.look_at(list(map(Path, names))))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, files: Sequence[Path]) -> None:
        """See what would come with some files; nothing is changed."""
        named = list(dict.fromkeys(file.absolute() for file in files))
        carry_out(
            self._bench, ["archive", "preview", "--past-refused", *map(str, named)],
            self._bench.words.say("Looking at the archives"),
            done=lambda report: self._show_preview(named, _report(report)),
            back=self.begin, failed=self.begin,
        )  # fmt: skip

    def _show_preview(self, files: Sequence[Path], report: MergeReport) -> None:
        bench = self._bench
        page = PreviewPage(
            bench.look, bench.words, merge_words.file_lines(report, bench.words),
            self._groups(report, done=False),
            erased_elsewhere.erasures(bench.vault, report, bench.words),
            coordinates=role_of(bench.vault) == "coordinator",
        )  # fmt: skip
        sound = {name for told in report.archives for name in told.files}
        taken = [file for file in files if file.name in sound]
        page.left.connect(bench.guarded(self.begin))
        page.files_asked.connect(bench.guarded(self.choose))
        page.shut_out_asked.connect(
            bench.guarded(lambda name: self._show_shut_out(files, report, name))
        )
        page.taken.connect(bench.guarded(lambda confirmed: self._take(taken, report, confirmed)))
        bench.window.show_page(page)

    def _show_shut_out(self, files: Sequence[Path], report: MergeReport, name: str) -> None:
        self._kept = QuarantinePages(self._bench, self._leave)
        file = next(file for file in files if file.name == name)
        self._kept.look_at(file, lambda: self._show_preview(files, report))

    def _take(self, files: Sequence[Path], seen: MergeReport, confirmed: Sequence[str]) -> None:
        erase = self._bench.scratch / "erase"
        erase.write_text("\n".join(confirmed))
        carry_out(
            self._bench,
            ["archive", "merge", "--erase-from", str(erase), *map(str, files)],
            self._bench.words.say("Taking in archives"),
            done=lambda report: self._show_report(_report(report)),
            back=lambda: self._on_stopped(files, seen), failed=self.begin,
        )  # fmt: skip

    def _on_stopped(self, files: Sequence[Path], seen: MergeReport) -> None:
        """Cancel can come a moment too late: then it is taken in, and is told."""
        merged = {note.file_hash for note in self._bench.vault.carriage.merged()}
        before = all(told.before for told in seen.archives)
        if not before and all(told.file_hash in merged for told in seen.archives):
            self._show_report(seen)
        else:
            self._show_preview(files, seen)

    def _show_report(self, report: MergeReport) -> None:
        bench = self._bench
        page = ReportPage(
            bench.look, bench.words, self._groups(report, done=True), report.backup,
            changed=report.changed,
        )  # fmt: skip
        page.left.connect(bench.guarded(self._leave))
        page.waiting_asked.connect(bench.guarded(self._leave))
        bench.window.show_page(page)

    def _groups(self, report: MergeReport, *, done: bool) -> tuple[merge_words.Group, ...]:
        bench = self._bench
        now = bench.now().astimezone(UTC)
        return merge_words.groups(bench.vault, report, bench.words, now, done=done)


def _report(told: dict[str, Any]) -> MergeReport:
    return msgspec.convert(told, MergeReport)
