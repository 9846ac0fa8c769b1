"""The list of referrals, one referral, and a slip typed in: which page follows which."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.core.slip_code import return_code
from imh_desktop.flows import referral_steps, referral_watch, return_slips
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.referral_steps import AttemptForm, StepForm
from imh_desktop.store import records
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.pause_panel import PausePanel
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.referral_loop_page import ReferralLoopPage
from imh_desktop.ui.referrals_page import ReferralsPage
from imh_desktop.ui.slip_panel import SlipPanel


class ReferralPages:
    """Makes the pages; ``leave`` shows where the person came from, ``show_letter`` the letter of a
    referral and a visit."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_letter: Callable[[str, str], None],
        show_list: Callable[[], None],
    ) -> None:  # fmt: skip
        """Work at a bench; ``show_list`` shows the sheet of families that cannot be reached."""
        self._bench, self._leave, self._show_letter = bench, leave, show_letter
        self._show_list, self._alone = show_list, False

    def show(self, done: str = "") -> None:
        """Show the list; ``done``: what was just done."""
        bench, self._alone = self._bench, False
        lines = referral_watch.lines(bench.vault, bench.today(), bench.words)
        page = ReferralsPage(bench.look, bench.words, lines, done=done)
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.chosen.connect(lambda id_: bench.safely(lambda: self.show_one(id_)))
        page.slip_asked.connect(bench.guarded(lambda: self.ask_for_slip(page)))
        page.list_asked.connect(bench.guarded(lambda: self._show_list()))
        bench.window.show_page(page)

    def show_alone(self, referral_id: str) -> None:
        """Show one referral; the way back is where the person came from."""
        self._alone = True
        self.show_one(referral_id)

    def show_one(self, referral_id: str, done: str = "") -> None:
        """Show one referral; the way back is the list."""
        bench = self._bench
        line = referral_watch.one(bench.vault, referral_id, bench.today(), bench.words)
        birth = line.child.birth if line.child else None
        page = ReferralLoopPage(
            bench.look, bench.words, line, return_code(referral_id),
            referral_watch.places_said(birth, bench.today(), bench.words) if birth else "",
            records.worker(bench.vault).name, lambda field: field.set_day(bench.today()),
            done=done,
        )  # fmt: skip

        begun = BegunForm(bench, page, About("referral", referral_id))

        def show() -> None:
            self.show_one(referral_id, bench.words.say("It is recorded."))

        def said(form: StepForm) -> None:
            if page.is_trying:  # what is typed of a try belongs to no step: it stands there again
                self._say(referral_id, form)
                show()
            else:
                begun.save(lambda: self._say(referral_id, form), show)

        def tried(form: AttemptForm) -> None:
            begun.save(lambda: self._try(referral_id, form), show)

        page.left.connect(bench.guarded(lambda: self._leave() if self._alone else self.show()))
        page.said.connect(bench.guarded(said))
        page.tried.connect(bench.guarded(tried))
        page.wrong.connect(
            bench.guarded(lambda step, told: self._ask_why(page, referral_id, step, told))
        )
        page.pause_asked.connect(bench.guarded(lambda: self._ask_to_pause(page, referral_id)))
        page.letter_asked.connect(
            bench.guarded(lambda: self._show_letter(referral_id, line.referral.visit_id))
        )
        bench.window.show_page(page)

    def ask_for_slip(self, page: QWidget) -> None:
        """Ask for a slip's code in front of a page."""
        bench = self._bench
        panel = SlipPanel(
            bench.look, page, bench.words,
            lambda code: return_slips.slip(bench.vault, code, bench.words),
        )  # fmt: skip
        panel.recorded.connect(
            lambda code, letters: bench.safely(lambda: self._record(code, letters))
        )
        panel.show_panel()

    def _record(self, code: str, letters: tuple[str, ...]) -> None:
        bench, today = self._bench, self._bench.today()
        new = return_slips.record_slip(
            bench.vault, code, letters, today, "", bench.words, today=today
        )
        say = bench.words.say
        self.show(
            say("The slip is recorded.")
            if new
            else say("This slip was recorded before. Nothing was changed.")
        )

    def _say(self, referral_id: str, form: StepForm) -> None:
        bench = self._bench
        referral_steps.record_step(bench.vault, referral_id, form, bench.words, today=bench.today())

    def _try(self, referral_id: str, form: AttemptForm) -> None:
        bench = self._bench
        referral_steps.log_attempt(bench.vault, referral_id, form, bench.words, today=bench.today())

    def _ask_why(self, page: QWidget, referral_id: str, step_id: str, told: str) -> None:
        bench, say = self._bench, self._bench.words.say
        panel = ReasonPanel(
            bench.look, page, bench.words, say("Take this back?"),
            [told, say("What was written stays in the history, with your reason.")],
            agree=say("Take it back"),
        )  # fmt: skip
        begun = BegunForm(bench, panel, About("step_back", f"{referral_id}/{step_id}"))
        panel.answered.connect(
            lambda why: begun.save(lambda: self._take_back(referral_id, step_id, why))
        )
        panel.show_panel()

    def _take_back(self, referral_id: str, step_id: str, why: str) -> None:
        bench = self._bench
        referral_steps.correct_step(
            bench.vault, referral_id, step_id, None, why, bench.words, today=bench.today()
        )
        self.show_one(referral_id, bench.words.say("It is taken back."))

    def _ask_to_pause(self, page: QWidget, referral_id: str) -> None:
        bench = self._bench
        panel = PausePanel(bench.look, page, bench.words)
        begun = BegunForm(bench, panel, About("pause", referral_id))
        panel.answered.connect(
            lambda until, why: begun.save(lambda: self._pause(referral_id, until, why))
        )
        panel.show_panel()

    def _pause(self, referral_id: str, until: str, why: str) -> None:
        bench = self._bench
        today = bench.today().isoformat()
        referral_steps.pause(bench.vault, referral_id, today, until, why, bench.words)
        self.show_one(referral_id, bench.words.say("It is recorded."))
