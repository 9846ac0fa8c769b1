"""The coordinator's pages: counting a little at a time, the lists behind, saving, noting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from imh_desktop.core.ages import add_months
from imh_desktop.core.programme_facts import Period
from imh_desktop.errors import ImhError, InputError
from imh_desktop.flows import data_quality, figure_files, programme_figures
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.figure_files import Format
from imh_desktop.flows.programme_figures import Figuring, ProgrammeFigures
from imh_desktop.ui import saving
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.cases_page import CasesPage
from imh_desktop.ui.figures_page import FiguresPage
from imh_desktop.ui.findings_view import CommentsCard
from imh_desktop.ui.period_panel import PeriodPanel
from imh_desktop.ui.slices import Slices
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words

OWN = "own"
_FORMATS: tuple[tuple[Format, str], ...] = (("xlsx", "XLSX"), ("csv", "CSV"), ("pdf", "PDF"))


class FiguresPages:
    """Makes the page of figures and what it leads to."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None]
    ) -> None:
        """Work at a bench. ``leave`` shows where the person came from; ``show_child`` shows a
        child's page in front of this one."""
        self._bench, self._leave, self._show_child = bench, leave, show_child
        self._period, self._code = programme_figures.last_year(bench.today()), "year"
        self._figures: ProgrammeFigures | None = None
        self._work: Slices | None = None
        self._begun: BegunForm | None = None
        self._page = FiguresPage(
            bench.look, bench.words, bench.words.say("Back"), _periods(bench.words)
        )

    def show(self) -> None:
        """Show the page, and begin to count."""
        page = self._page
        page.left.connect(self._bench.guarded(self._on_left))
        page.period_picked.connect(self._bench.guarded(self._on_period))
        page.private_asked.connect(self._bench.guarded(lambda: self._count(with_private=True)))
        page.cases_asked.connect(self._bench.guarded(self._on_cases))
        page.child_asked.connect(self._bench.guarded(self._show_child))
        page.save_asked.connect(self._bench.guarded(self._on_save))
        page.state_chosen.connect(self._bench.guarded(self._on_state))
        page.comment_written.connect(self._bench.guarded(self._on_comment))
        page.commenting.connect(self._bench.guarded(self._on_commenting))
        self._bench.window.show_page(page)
        self._count()

    def _count(self, *, with_private: bool = False) -> None:
        if self._work is not None:
            self._work.stop()
            self._work.deleteLater()
        bench = self._bench
        counting = Figuring(
            bench.vault, bench.library, self._period, bench.today(), with_private=with_private
        )
        self._page.show_counting(self._period, self._code)
        self._work = Slices(self._page, counting.steps())
        self._work.moved.connect(self._page.show_share)
        self._work.done.connect(bench.guarded(lambda: self._on_counted(counting.figures)))
        self._work.failed.connect(lambda error: self._page.say(bench.words.told(error)))
        self._work.start()

    def _on_counted(self, of: ProgrammeFigures) -> None:
        self._figures = of
        self._page.show_figures(of, data_quality.looked_at(self._bench.vault, of))

    def _on_left(self) -> None:
        if self._work is not None:
            self._work.stop()
        self._leave()

    def _on_period(self, code: str) -> None:
        today = self._bench.today()
        if code == OWN:
            self._ask_days()
            return
        self._period, self._code = _days_of(code, today), code
        self._count()

    def _ask_days(self) -> None:
        bench = self._bench
        panel = PeriodPanel(bench.look, self._ground(), bench.words, self._period)

        def on_chosen(first: date, last: date) -> None:
            try:
                period = programme_figures.period_of(first, last, bench.today(), bench.words)
            except InputError as error:
                panel.say_fault(bench.words.told(error))
                return
            panel.put_away()
            self._period, self._code = period, OWN
            self._count()

        panel.chosen.connect(bench.guarded(on_chosen))
        panel.dismissed.connect(lambda: self._page.show_code(self._code))
        panel.dismissed.connect(panel.put_away)
        panel.open()

    def _ground(self) -> QWidget:
        """Return what a panel lies on: not the page, which would take the panel's Escape too."""
        return self._page.parentWidget() or self._page

    def _on_cases(self, indicator_id: str, which: str) -> None:
        bench, of = self._bench, self._figures
        if of is None:
            return
        one = next(each for each in of.indicators if each.indicator_id == indicator_id)
        words = next(d for d in of.definitions if d.indicator_id == indicator_id).in_language(
            bench.words.language
        )
        ids = {
            "numerator": one.numerator_ids,
            "denominator": one.denominator_ids,
            "missing": one.missing_ids,
        }[which]
        said = words.definition if which != "missing" else _why_left_out(bench.words)
        cases = programme_figures.cases_behind(of, one.kind, ids)
        page = CasesPage(bench.look, bench.words, f"{words.name}: {len(ids)}", said, cases)
        page.left.connect(bench.window.go_back)
        page.child_asked.connect(bench.guarded(self._show_child))
        bench.window.show_over(page)

    def _on_save(self, what: str) -> None:
        """Say that the file is not protected, and ask which kind it is to be."""
        look, words = self._bench.look, self._bench.words
        panel = Panel(look, self._ground(), words.say("Save as a file"))
        said = words.say(
            "The file holds no names, unless a comment does, and nothing from private talks. It is "
            "not locked: whoever has it can read it. Delete it when it is no longer needed."
        )
        panel.body.addWidget(PlainLabel(look, said, size=15, wrap=True))
        panel.add_button(words.say("Cancel"), kind="quiet").clicked.connect(panel.dismissed)
        for kind, name in _FORMATS:
            button = panel.add_button(name)
            button.clicked.connect(
                self._bench.guarded(lambda _on=False, kind=kind: self._save(panel, what, kind))
            )
        panel.dismissed.connect(panel.put_away)
        panel.open()

    def _save(self, panel: Panel, what: str, kind: Format) -> None:
        bench, of = self._bench, self._figures
        panel.put_away()
        if of is None:
            return
        try:
            content = self._content(of, what, kind)
        except InputError as error:
            self._page.say(bench.words.told(error))
            return
        name = figure_files.file_name(what, of, kind)
        saving.ask_where(
            self._page, bench.words, name, lambda path: self._write(path, content, what, kind),
            ending=kind,
        )  # fmt: skip

    def _content(self, of: ProgrammeFigures, what: str, kind: Format) -> bytes:
        vault, words = self._bench.vault, self._bench.words
        if what == "figures":
            return figure_files.figures_file(vault, replace(of, private=None), kind, words)
        found = data_quality.looked_at(vault, of)
        return figure_files.findings_file(vault, found, of, kind, words)

    def _write(self, path: Path, content: bytes, what: str, kind: Format) -> None:
        words = self._bench.words
        try:
            figure_files.note_export(self._bench.vault, what, kind)
            saving.write_whole(path, content, words)
        except ImhError as error:
            self._page.say(words.told(error))
            return
        self._page.say(words.say("The file is saved. It is not locked."))

    def _on_state(self, check: str, subject: str, state: str) -> None:
        vault, words = self._bench.vault, self._bench.words
        self._note(lambda: data_quality.set_state(vault, check, subject, state, words))

    def _on_commenting(self, card: CommentsCard, check: str, subject: str) -> None:
        self._begun = BegunForm(self._bench, card, About("comment", f"{subject}/{check}"))

    def _on_comment(self, check: str, subject: str, text: str) -> None:
        vault, words, today = self._bench.vault, self._bench.words, self._bench.today()

        def write() -> None:
            data_quality.add_comment(vault, check, subject, text, today, words)
            if self._begun is not None:
                self._begun.forget()

        self._note(write)

    def _note(self, write: Callable[[], None]) -> None:
        try:
            write()
        except ImhError as error:
            self._page.say(self._bench.words.told(error))
            return
        if self._figures is not None:
            self._page.show_found(data_quality.looked_at(self._bench.vault, self._figures))


def _periods(words: Words) -> list[tuple[str, str]]:
    return [
        ("year", words.say("Last 12 months")),
        ("quarter", words.say("Last 3 months")),
        ("this", words.say("This year")),
        ("before", words.say("Last year")),
        (OWN, words.say("Other days …")),
    ]


def _days_of(code: str, today: date) -> Period:
    if code == "quarter":
        return Period(add_months(today, -3), today)
    if code == "this":
        return Period(date(today.year, 1, 1), today)
    if code == "before":
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    return programme_figures.last_year(today)


def _why_left_out(words: Words) -> str:
    return words.say(
        "Something needed to count these is missing or not yet known, such as a day, a birth or "
        "an answer. They are in neither number."
    )
