"""Exporting, page by page: choose a kind, say how, see what would leave, save, see where it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QFileDialog

from imh_desktop.core.languages import spoken_languages
from imh_desktop.flows.export_kinds import ExportKind, Way, free_name, kinds
from imh_desktop.flows.export_preview import Preview
from imh_desktop.flows.export_tables import left_out
from imh_desktop.flows.export_targets import sweep
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.export_page import DetailsPage, KindsPage
from imh_desktop.ui.export_views import ExportDonePage, ExportPreviewPage
from imh_desktop.ui.work_page import carry_out
from imh_desktop.words import LANGUAGES, Words

_WITHOUT_PREVIEW = ("fhir", "deidentified")


class Exporting:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave
        self._kinds = {kind.kind_id: kind for kind in kinds(bench.words)}

    def begin(self) -> None:
        """Show the cards."""
        page = KindsPage(self._bench.look, self._bench.words, tuple(self._kinds.values()))
        page.left.connect(self._bench.guarded(self._leave))
        page.chosen.connect(self._bench.guarded(lambda kind_id: self._ask(self._kinds[kind_id])))
        self._bench.window.show_page(page)

    def _ask(self, kind: ExportKind, way: Way | None = None, options: Sequence[str] = ()) -> None:
        """Ask how; ``way`` and ``options`` are what was chosen before, when one comes back."""
        bench = self._bench
        spoken = spoken_languages(bench.words)
        languages = [(code, spoken.get(code, code)) for code in LANGUAGES]
        partners = [(one.partner_id, one.name) for one in records.partners(bench.vault)]
        page = DetailsPage(bench.look, bench.words, kind, languages, partners)
        if way:
            # For whom above all: else what was for a partner would next hold every family.
            page.show_chosen(way.command, options)
        page.left.connect(bench.guarded(self.begin))
        page.tables_asked.connect(bench.guarded(lambda: self._ask_for_tables(page.options())))
        page.looked_at.connect(
            bench.guarded(lambda: self._look(kind, kind.way(page.command()), page.options()))
        )
        bench.window.show_page(page)

    def _ask_for_tables(self, options: Sequence[str]) -> None:
        tables = self._kinds["spreadsheet"]
        self._ask(tables, tables.way("csv"), options)

    def _look(self, kind: ExportKind, way: Way, options: list[str]) -> None:
        """See what would leave; kinds that change what they write are counted as tables."""
        counted = "csv" if way.command in _WITHOUT_PREVIEW else way.command
        carry_out(
            self._bench, ["export", counted, "--preview", *options],
            self._bench.words.say("Looking at what would leave"),
            done=lambda seen: self._show(kind, way, options, msgspec.convert(seen, Preview)),
            back=lambda: self._ask(kind, way, options),
        )  # fmt: skip

    def _show(self, kind: ExportKind, way: Way, options: list[str], seen: Preview) -> None:
        bench = self._bench
        page = ExportPreviewPage(
            bench.look, bench.words, seen, nameless=way.command == "deidentified"
        )
        page.left.connect(bench.guarded(lambda: self._ask(kind, way, options)))
        page.placed.connect(bench.guarded(lambda: self._place(kind, way, options)))
        bench.window.show_page(page)

    def _place(self, kind: ExportKind, way: Way, options: list[str]) -> None:
        """Ask for a folder; the file or folder in it has a name of ours that is free."""
        say = self._bench.words.say
        dialog = QFileDialog(self._bench.window, say("Choose a folder to save it in"), "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Choose"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(
            self._bench.guarded(lambda name: self.save(kind, way, options, Path(name)))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, kind: ExportKind, way: Way, options: list[str], folder: Path) -> None:
        """Write the export into a folder, under a name that is free."""
        target = free_name(folder.absolute(), way, self._bench.today())

        def stopped() -> None:
            sweep(target)
            self._ask(kind, way, options)

        carry_out(
            self._bench, ["export", way.command, "--out", str(target), *options],
            self._bench.words.say("Writing the export"),
            done=lambda report: self._show_done(way, target, report), back=stopped,
        )  # fmt: skip

    def _show_done(self, way: Way, target: Path, report: dict[str, Any]) -> None:
        bench, words = self._bench, self._bench.words
        children = words.count("{n} child", "{n} children", int(report["children"]))
        lines = (
            children, _held(words, way, int(report["rows"])),
            *left_out(dict(report["left_out"]), words),
        )  # fmt: skip
        page = ExportDonePage(bench.look, words, str(target), lines)
        # Qt holds a method's owner weakly, and nothing else holds it by now.
        page.left.connect(bench.guarded(lambda: self._leave()))
        bench.window.show_page(page)


def _held(words: Words, way: Way, rows: int) -> str:
    """Say how much was written, in the words of what was written."""
    if way.command == "fhir":
        return words.count("{n} record", "{n} records", rows)
    return words.count("{n} row in the tables", "{n} rows in the tables", rows)
