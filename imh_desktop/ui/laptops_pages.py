"""Joining, answering, taking up and shutting out: one file each way, and six words aloud."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QFileDialog

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive.papers import Certificate, DeviceRequest
from imh_desktop.flows import answering, devices
from imh_desktop.flows.answering import Answer, read_paper_file
from imh_desktop.flows.begun_forms import NEW, About
from imh_desktop.flows.known_laptops import known_laptops, standing
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.ui import saving
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.laptop_panels import AnswerPanel, NamePanel
from imh_desktop.ui.laptops_page import LaptopsPage
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.six_words import show_words

_ENDING = "imhd"


class LaptopsPages:
    """Makes the page and what it leads to; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave
        self._page: LaptopsPage | None = None

    def show(self, done: str = "") -> None:
        """Show the laptops; ``done``: what was just done."""
        bench, vault = self._bench, self._bench.vault
        page = LaptopsPage(
            bench.look, bench.words, standing(vault), role_of(vault), known_laptops(vault),
            done=done,
        )  # fmt: skip
        page.left.connect(bench.guarded(self._leave))
        page.join_asked.connect(bench.guarded(lambda: self._ask_name(self.join)))
        page.first_asked.connect(bench.guarded(lambda: self._ask_name(self.be_first)))
        page.paper_asked.connect(bench.guarded(lambda: self.choose_paper()))
        page.shut_out_asked.connect(bench.guarded(lambda device_id: self._ask_shut_out(device_id)))
        self._page = page
        bench.window.show_page(page)

    # --- this laptop joins ----------------------------------------------------------------------

    def join(self, name: str) -> None:
        """Write a request, and show the six words that go with it."""
        bench, say = self._bench, self._bench.words.say
        made = answering.join(bench.vault, name, bench.today())

        def written() -> None:
            self.show()
            self._show_words(
                say("Read these six words to your coordinator"),
                say("Give the file to your coordinator. She sees the same six words: read them"
                    " aloud to each other, by telephone or side by side."),
                made, agree=say("Done"), agreed=lambda: None,
            )  # fmt: skip

        self._save("request", made.to_bytes(), written)

    def be_first(self, name: str) -> None:
        """Make this the first coordinator's laptop."""
        devices.certify_self(self._bench.vault, name, self._bench.today())
        self.show(self._bench.words.say("This is the first coordinator's laptop now."))

    # --- a paper comes ----------------------------------------------------------------------

    def choose_paper(self) -> None:
        """Ask for a file, and open it."""
        say = self._bench.words.say
        dialog = QFileDialog(
            self._bench.window, say("Open a request or an answer"), "", f"(*.{_ENDING})"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Open"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(self._bench.guarded(lambda name: self.open_paper(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_paper(self, file: Path) -> None:
        """Open a request, an answer, or a paper that shuts a laptop out."""
        self._bench.safely(lambda: self._open(file))

    def _open(self, file: Path) -> None:
        data = read_paper_file(file)
        papers = answering.read(self._bench.vault, data, file.name)
        if papers.root or papers.certificates or papers.revocations:
            self._compare(papers, data, file.name)
        else:
            self._ask_answer(papers.requests[0], data, file.name)

    def _ask_answer(self, asked: DeviceRequest, data: bytes, name: str) -> None:
        bench = self._bench
        six = devices.words(asked, bench.words.language)
        panel = AnswerPanel(bench.look, self._front(), bench.words, asked.name, six)

        def answer(role: str) -> None:
            made = answering.answer(bench.vault, data, name, cast("Role", role))
            said = bench.words.say("It has joined. Give it the file: it opens it the same way.")
            self._save("answer", made, lambda: self.show(said))

        panel.answered.connect(lambda role: bench.safely(lambda: answer(role)))
        panel.show_panel()

    def _compare(self, papers: Answer, data: bytes, name: str) -> None:
        say, root = self._bench.words.say, papers.root
        if root is None:
            self._take_up(data, name)
            return
        self._show_words(
            say("Do you hear these six words from your coordinator?"),
            say("Ask her to read the six words of her own laptop. Go on only if they are these."),
            root, agree=say("Yes, the same words"), refuse=say("No"),
            agreed=lambda: self._bench.safely(lambda: self._take_up(data, name, root.fingerprint)),
        )  # fmt: skip

    def _take_up(self, data: bytes, name: str, heard: str = "") -> None:
        bench = self._bench
        papers = answering.take_up(bench.vault, data, name, heard)
        joined = bench.words.say("This laptop belongs to the programme now.")
        self.show(joined if papers.own else bench.words.say("The papers were taken up."))

    # --- shutting out -----------------------------------------------------------------------

    def _ask_shut_out(self, device_id: str) -> None:
        bench = self._bench
        means = bench.words.say(
            "For a laptop that was lost or stolen, or that nobody uses any more. What is here of"
            " it still counts. Nothing it writes from now on does. You get a file: who opens it"
            " sends that laptop no more work."
        )
        panel = ReasonPanel(
            bench.look, self._front(), bench.words, bench.words.say("Shut this laptop out?"),
            (means,), agree=bench.words.say("Shut out"),
        )  # fmt: skip

        def shut_out(reason: str) -> None:
            made = devices.revoke(bench.vault, device_id, reason)
            said = bench.words.say(
                "It is shut out. Give this file to the other coordinators and to everyone who sends"
                " it work: they open it under “Laptops of the programme”."
            )
            self.show()
            self._save("shut-out", made.to_bytes(), lambda: self.show(said))

        begun = BegunForm(bench, panel, About("shut_out", device_id))
        panel.answered.connect(lambda reason: begun.save(lambda: shut_out(reason)))
        panel.show_panel()

    # --- asking -----------------------------------------------------------------------------

    def _ask_name(self, then: Callable[[str], None]) -> None:
        bench = self._bench
        panel = NamePanel(bench.look, self._front(), bench.words, records.worker(bench.vault).name)
        begun = BegunForm(bench, panel, About("laptop_name", NEW))
        panel.answered.connect(lambda name: begun.save(lambda: then(name)))
        panel.show_panel()

    def _show_words(
        self, title: str, said: str, paper: DeviceRequest | Certificate, *, agree: str,
        agreed: Callable[[], object], refuse: str = "",
    ) -> None:  # fmt: skip
        bench = self._bench
        six = devices.words(paper, bench.words.language)
        show_words(
            bench.look, bench.words, self._front(), title, said, six, agree=agree, agreed=agreed,
            refuse=refuse,
        )  # fmt: skip

    def _save(self, kind: str, content: bytes, then: Callable[[], object]) -> None:
        bench = self._bench
        name = f"{kind}-{bench.today().isoformat()}-{bench.vault.device_id[-6:]}.{_ENDING}"

        def write(path: Path) -> None:
            saving.write_whole(path, content, bench.words)
            then()

        def safely(path: Path) -> None:
            bench.safely(lambda: write(path))

        saving.ask_where(bench.window, bench.words, name, safely, ending=_ENDING)

    def _front(self) -> LaptopsPage:
        if self._page is None:
            raise InputError("The page is not shown.")
        return self._page
