"""Shows who can be given to whom, asks where the file is to lie, and writes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import carrying
from imh_desktop.flows.begun_forms import NEW, About
from imh_desktop.flows.device_names import device_names
from imh_desktop.store import records
from imh_desktop.ui import carry_words
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.handover_page import HandoverForm, HandoverPage
from imh_desktop.ui.work_page import carry_out


class HandoverPages:
    """Makes the page; ``leave`` shows where the person came from."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_laptops: Callable[[], None],
        chosen: str = "",
    ) -> None:  # fmt: skip
        """Work at a bench; ``chosen``: the id of a child whose family is to be given."""
        self._bench, self._leave, self._show_laptops = bench, leave, show_laptops
        self._chosen = chosen
        self._page: HandoverPage | None = None

    def show(self, done: str = "") -> None:
        """Show the page; ``done``: what was just given."""
        bench, names = self._bench, device_names(self._bench.vault)
        laptops = [
            (one.device_id, carry_words.named(
                bench.words, names.get(one.device_id, ""), one.device_id, one.role))
            for one in carrying.possible_readers(bench.vault)
        ]  # fmt: skip
        page = HandoverPage(
            bench.look, bench.words, records.children(bench.vault), laptops, done=done,
            chosen="" if done else self._chosen,
        )  # fmt: skip
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.laptops_asked.connect(bench.guarded(lambda: self._show_laptops()))
        page.submitted.connect(bench.guarded(lambda form: self._on_submitted(form)))
        self._page = page
        self._begun = BegunForm(bench, page, About("handover", self._chosen or NEW))
        bench.window.show_page(page)

    def _on_submitted(self, form: HandoverForm) -> None:
        say, page = self._bench.words.say, self._page
        if page is None:
            return
        if not form.children:
            page.say_fault(say("Choose a family."))
        elif not form.reason:
            page.say_fault(say("Say why, in a few words."))
        else:
            self._choose_place(form)

    def _choose_place(self, form: HandoverForm) -> None:
        bench, say = self._bench, self._bench.words.say
        name = carrying.file_name(bench.vault, bench.now(), "families")
        dialog = QFileDialog(bench.window, say("Where to"), name, "(*.imha)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("imha")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Save the archive"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(bench.guarded(lambda chosen: self._give(form, Path(chosen))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _give(self, form: HandoverForm, target: Path) -> None:
        words = self._bench.words
        command = ["archive", "handover", "--give-to-device", form.to_device, "--kind", form.kind]
        command += [word for child_id in form.children for word in ("--child", child_id)]
        command += [f"--reason={form.reason}", "--out", str(target)]
        command += ["--until", form.until] if form.until and form.kind == "cover" else []
        command += ["--with-g"] if form.g else []
        command += ["--with-v"] if form.v else []
        told = words.say(
            "Done. Give the archive to whoever takes over: it is taken in like any other."
        )

        def done() -> None:
            self._begun.forget()
            self.show(told)

        carry_out(
            self._bench, command, words.say("Writing the families"), done=lambda _report: done(),
            back=lambda: self.show(),
        )  # fmt: skip
