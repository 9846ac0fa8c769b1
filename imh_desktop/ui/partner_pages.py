"""The directory of partners: shown, added to, edited, retired, filled from a list."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from imh_desktop.errors import InputError
from imh_desktop.flows import partner_lists, partners
from imh_desktop.flows.begun_forms import NEW, About
from imh_desktop.flows.partners import PartnerForm
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.partner_list_panel import PartnerListPanel
from imh_desktop.ui.partners_page import PartnerPage, PartnersPage


class PartnerPages:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave

    def show(self, done: str = "") -> None:
        """Show the directory; ``done``: what was just done."""
        bench = self._bench
        listed = partners.listed(bench.vault, retired=True)
        page = PartnersPage(bench.look, bench.words, listed, done=done)
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.add_asked.connect(bench.guarded(lambda: self._show_form("")))
        page.chosen.connect(bench.guarded(self._show_form))
        page.list_asked.connect(bench.guarded(lambda: self._ask_for_file(page)))
        bench.window.show_page(page)

    def _show_form(self, partner_id: str) -> None:
        bench, say = self._bench, self._bench.words.say
        listed = partners.listed(bench.vault, retired=True)
        known = next((one for one in listed if one.partner_id == partner_id), None)
        retiring = ""
        if known:
            retiring = say("Offer it again") if known.retired_on else say("Retire")
        form = partners.form_of(known) if known else PartnerForm()
        page = PartnerPage(bench.look, bench.words, form, retiring)

        about = About("partner", partner_id or NEW)
        begun = BegunForm(bench, page, about, corrects=known is not None)

        def on_submitted(form: PartnerForm) -> None:
            try:
                if known:
                    partners.edit(bench.vault, partner_id, form, bench.words)
                else:
                    partners.add(bench.vault, form, bench.words)
            except InputError as error:
                page.say_fault(error)
                return
            begun.forget()
            self.show(say("The partner is saved."))

        def on_retired() -> None:
            on = None if known and known.retired_on else bench.today()
            partners.retire(bench.vault, partner_id, on, bench.words)
            self.show(say("The partner is saved."))

        page.submitted.connect(lambda form: bench.safely(lambda: on_submitted(form)))
        page.retire_asked.connect(lambda: bench.safely(on_retired))
        page.left.connect(bench.guarded(lambda: self.show()))
        bench.window.show_page(page)

    def _ask_for_file(self, page: PartnersPage) -> None:
        bench, say = self._bench, self._bench.words.say
        dialog = QFileDialog(page, say("Take in a list"), "", "CSV (*.csv)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Open"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(
            lambda name: bench.safely(lambda: self.look_at(Path(name), page))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, path: Path, page: PartnersPage) -> None:
        """Show what a list holds, in front of the page, before anything is taken in.

        Raises:
            InputError: as ``partner_lists.look``.
        """
        bench = self._bench
        content = partner_lists.read_file(path, bench.words)
        preview = partner_lists.look(bench.vault, content, bench.words)
        panel = PartnerListPanel(bench.look, page, bench.words, preview)
        panel.agreed.connect(lambda: bench.safely(lambda: self._take_in(content)))
        panel.show_panel()

    def _take_in(self, content: bytes) -> None:
        bench = self._bench
        taken = partner_lists.take_in(bench.vault, content, bench.words)
        self.show(bench.words.count("{n} partner taken in.", "{n} partners taken in.", taken))
