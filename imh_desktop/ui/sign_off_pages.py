"""A lower step: asked for by a visitor, signed or left standing by a coordinator."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.core.visit import LEVELS, Level
from imh_desktop.errors import ImhError
from imh_desktop.flows import sign_off
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.sign_off_page import SignOffPage
from imh_desktop.ui.sign_off_panel import SignOffPanel
from imh_desktop.ui.visit_choice_page import VisitChoicePage


class SignOffPages:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None], child_id: str = "") -> None:
        """Work at a bench; ``child_id``: of whose visits; empty = what visitors asked for."""
        self._bench, self._leave, self._child_id = bench, leave, child_id

    def show(self) -> None:
        """Show the visits of the child, or what visitors asked for."""
        bench, words = self._bench, self._bench.words
        page: VisitChoicePage | SignOffPage
        if self._child_id:
            visits = records.visits(bench.vault, self._child_id)
            finished = [visit for visit in reversed(visits) if visit.closed_at]
            title = words.say("Of which visit is the step to be lowered?")
            page = VisitChoicePage(bench.look, words, title, finished)
            page.chosen.connect(lambda visit_id: self._safely(page, visit_id))
        else:
            page = SignOffPage(bench.look, words, sign_off.requests(bench.vault, words))
            page.asked.connect(lambda visit_id: self._safely(page, visit_id))
        page.left.connect(bench.guarded(lambda: self._leave()))
        bench.window.show_page(page)

    def _safely(self, page: QWidget, visit_id: str) -> None:
        self._bench.safely(lambda: self._ask(page, visit_id))

    def _ask(self, page: QWidget, visit_id: str) -> None:
        bench, words = self._bench, self._bench.words
        what = sign_off.lowering(bench.vault, bench.library, visit_id, words)
        signs = role_of(bench.vault) == "coordinator"
        waits = {one.visit_id: one for one in sign_off.requests(bench.vault, words)}
        request = waits.get(visit_id)
        above = [words.say("{name}, {day}: {reason}", name=request.by, day=request.when,
                           reason=request.reason)] if request else []  # fmt: skip
        panel = SignOffPanel(
            bench.look, page, words, what, above, signs=signs,
            asked=request.asked if request else "",
        )  # fmt: skip

        begun = BegunForm(bench, panel, About("sign_off", visit_id))

        def carry_out(action: Callable[[], None]) -> None:
            try:
                action()
            except ImhError as error:
                panel.say_fault(error)
                return
            begun.forget()
            panel.put_away()
            if self._child_id:
                self._leave()
            else:
                self.show()

        def lower(said: str, reason: str, passphrase: str) -> None:
            level: Level = next((each for each in LEVELS if each == said), what.present)
            write = self._sign if signs else self._ask_for
            write(visit_id, level, reason, passphrase)

        panel.lowered.connect(bench.guarded(lambda *said: carry_out(lambda: lower(*said))))
        panel.declined.connect(
            bench.guarded(
                lambda why: carry_out(lambda: sign_off.decline(bench.vault, visit_id, why, words))
            )
        )
        panel.show_panel()

    def _sign(self, visit_id: str, level: Level, reason: str, passphrase: str) -> None:
        bench = self._bench
        sign_off.sign(bench.vault, bench.library, visit_id, level, reason, passphrase, bench.words)

    def _ask_for(self, visit_id: str, level: Level, reason: str, _passphrase: str) -> None:
        bench = self._bench
        sign_off.ask(bench.vault, bench.library, visit_id, level, reason, bench.words)
