"""A referral on the partner's own form: which form, then how it came out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from imh_desktop.core.people import Paper
from imh_desktop.flows import partner_form
from imh_desktop.flows.pages import Page
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.family_copies import Show
from imh_desktop.ui.widgets import Panel, PlainLabel


class PartnerForms:
    """Asks for a form, fills it in and shows it."""

    def __init__(self, bench: Bench, show: Show, back: Callable[[], None]) -> None:
        """``show`` shows a paper; ``back`` the child's page."""
        self._bench, self._show, self._back = bench, show, back

    def ask(self, referral_id: str) -> None:
        """Say, in front of the page, what a form needs, and let one be chosen."""
        bench, say = self._bench, self._bench.words.say
        front = bench.window.page
        if front is None:
            return
        panel = Panel(bench.look, front, say("On the partner’s own form"), width=640)
        needs = say(
            "Choose the partner’s PDF form. A small file of the same name says what goes where:"
            " keep the two together. Your coordinator has both. Only what the family allowed is"
            " filled in."
        )
        panel.body.addWidget(PlainLabel(bench.look, needs, size=15, wrap=True))
        panel.add_button(say("Cancel"), kind="quiet").clicked.connect(panel.dismissed)
        example = panel.add_button(say("Try it with an example"))
        choose = panel.add_button(say("Choose the form"), kind="primary")

        def fill(form: Path) -> None:
            panel.put_away()
            self._shown(referral_id, form)

        example.clicked.connect(bench.guarded(lambda: fill(partner_form.example_form()[0])))
        choose.clicked.connect(bench.guarded(lambda: self._choose(fill)))
        panel.dismissed.connect(panel.put_away)
        panel.open(choose)

    def _choose(self, chosen: Callable[[Path], None]) -> None:
        say = self._bench.words.say
        dialog = QFileDialog(self._bench.window, say("Choose the form"), "", "PDF (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Open"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(self._bench.guarded(lambda name: chosen(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _shown(self, referral_id: str, form: Path) -> None:
        bench, words = self._bench, self._bench.words

        def made(language: str, _paper: Paper) -> Page:
            filled = partner_form.filled_form(
                bench.vault, bench.library, referral_id, form, partner_form.mapping_beside(form),
                language, today=bench.today(), words=words,
            )  # fmt: skip
            return filled.page

        care = words.say("A saved copy is not locked. Delete it once the partner has it.")
        title = words.say("On the partner’s own form")
        self._show(title, "", care, self._back, made).keep_own_paper()
