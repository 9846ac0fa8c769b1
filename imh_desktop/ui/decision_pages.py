"""Shows what only a person can decide, writes what was decided, and goes on to the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from imh_desktop.errors import InputError
from imh_desktop.flows import deciding, late_answers
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.deciding import Question
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.decisions_page import DecisionsPage
from imh_desktop.ui.question_view import QuestionView


class DecisionPages:
    """Works over one page, which says at each moment what the vault holds."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench; ``leave`` leads back."""
        self._bench, self._leave = bench, leave
        self._questions: Sequence[Question] = ()
        self._begun: BegunForm | None = None

    def show(self, of_child: str = "") -> None:
        """Show the page, at the first question of a child if one is named."""
        bench = self._bench
        self._page = page = DecisionsPage(bench.look, bench.words)
        page.left.connect(bench.guarded(self._leave))
        page.chosen.connect(bench.guarded(self._on_chosen))
        page.opened.connect(bench.guarded(self._on_opened))
        bench.window.show_page(page)
        self._read()
        mine = (each for each in self._questions if of_child and each.child_id == of_child)
        first = next(mine, None)
        page.show_questions(self._questions, first.question_id if first else "")

    def _read(self) -> None:
        bench = self._bench
        self._questions = deciding.open_questions(
            bench.vault, bench.library, bench.words, whole=False
        )

    def _on_chosen(self, question_id: str) -> None:
        question = next(q for q in self._questions if q.question_id == question_id)
        if question.private:
            self._page.show_private(question)
        else:
            self._show(question_id)

    def _on_opened(self, question_id: str) -> None:
        self._show(question_id).first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, asked: str) -> QuestionView:
        bench = self._bench
        question = deciding.open_question(bench.vault, bench.library, bench.words, asked)
        late = [q for q in self._questions if q.record_id == question.record_id]
        others = len([q for q in late if q.kind == "late"]) - 1 if question.kind == "late" else 0
        reasons = deciding.ready_reasons(bench.words)
        view = QuestionView(bench.look, bench.words, question, reasons, others_late=others)
        vault, library, words = bench.vault, bench.library, bench.words
        self._begun = None
        if not question.private:  # a reason may tell what was said alone
            about = About("decide", f"{question.record_id}/{asked}")
            self._begun = BegunForm(bench, view, about)
        view.kept.connect(
            bench.guarded(
                lambda choice, why: self._write(
                    view, asked, lambda: deciding.keep(vault, library, asked, choice, why, words)
                )
            )
        )
        view.both.connect(
            bench.guarded(
                lambda why: self._write(
                    view, asked, lambda: deciding.keep_both(vault, library, asked, why, words)
                )
            )
        )
        view.every.connect(
            bench.guarded(
                lambda take, why: self._write(
                    view, asked, lambda: self._settle_all(question.record_id, why, take=take)
                )
            )
        )
        view.later.connect(bench.guarded(lambda: self._go_on(self._after(asked))))
        self._page.show_view(view)
        return view

    def _settle_all(self, record_id: str, why: str, *, take: bool) -> None:
        bench = self._bench
        settle = late_answers.take_all if take else late_answers.leave_all
        settle(bench.vault, bench.library, record_id, why, bench.words)

    def _write(self, view: QuestionView, asked: str, write: Callable[[], object]) -> None:
        after = self._after(asked)

        def do() -> None:
            try:
                write()
            except InputError as error:
                view.say_fault(self._bench.words.told(error))
                return
            if self._begun is not None:
                self._begun.forget()
            self._read()
            self._go_on(after)

        self._bench.safely(do)

    def _after(self, question_id: str) -> str:
        """Return the question behind one; the first behind the last."""
        ids = [each.question_id for each in self._questions]
        return ids[(ids.index(question_id) + 1) % len(ids)]

    def _go_on(self, question_id: str) -> None:
        self._page.show_questions(self._questions, question_id)
