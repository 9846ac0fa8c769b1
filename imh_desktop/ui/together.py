"""Carry and gather: the one place from which everything between laptops begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from imh_desktop.core.people import Role
from imh_desktop.flows.roles import role_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.more_papers import MorePapers
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Ground, ScrollColumn, Wrapping, column, row
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Entrance:
    """One row: where it leads and what is there. ``count``: how much waits there, in few words."""

    icon: str
    title: str
    said: str
    enter: Callable[[], None]
    count: str = ""


class TogetherPage(Landing):
    """The rows in two columns, so that all are in sight. Emits ``left`` on the way back."""

    may_leave = shows_backups = True
    left = Signal()

    def __init__(self, look: Look, words: Words, entrances: Sequence[Entrance]) -> None:
        """Show the rows in this order."""
        super().__init__(look)
        header = Header(look, words.say("Carry and gather"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        scroll = ScrollColumn(look, margins=24)
        middle, rows = row(), Ground(look)
        rows.setMaximumWidth(look.px(1180))
        rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        grid = Wrapping(rows, gap=look.px(12), even=True)
        for each in entrances:
            button = RowButton(look, each.icon, each.title, each.said, count=each.count)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, enter=each.enter: enter())
            # Two in a row are of one height, however many lines each has.
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            grid.add(button)
        middle.addStretch(1)
        middle.addWidget(rows, 20)
        middle.addStretch(1)
        scroll.items.addLayout(middle)
        scroll.items.addStretch(1)
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        if first := rows.findChild(RowButton):
            self.land_on(first)

    def standing(self) -> Standing:
        """Return that the rows are shown."""
        return Standing("together")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Together:
    """Makes the pages between laptops; each leads back to the rows.

    Qt holds what a page's signals lead to weakly, so whoever makes a page is kept here while it
    is shown.
    """

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None],
        papers: MorePapers,
    ) -> None:  # fmt: skip
        """Work at a bench; ``leave`` shows the caseload, ``show_child`` a child's page in front of
        the present one."""
        self._bench, self._leave, self._show_child = bench, leave, show_child
        self._kept: object = None
        self._more_papers = papers

    def show(self) -> None:
        """Show the rows."""
        page = TogetherPage(self._bench.look, self._bench.words, self._entrances())
        page.left.connect(lambda: self._leave())
        self._bench.window.show_page(page)

    def show_carry(self) -> None:
        """Show what waits to be carried."""
        from imh_desktop.ui.carry_pages import CarryPages

        pages = CarryPages(self._bench, self.show, self.show_laptops)
        self._kept = pages
        pages.show()

    def show_laptops(self) -> None:
        """Show the laptops of the programme."""
        from imh_desktop.ui.laptops_pages import LaptopsPages

        pages = LaptopsPages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def show_handover(self, child_id: str = "", back: Callable[[], None] | None = None) -> None:
        """Show which families can be given to whom; ``child_id``: one that is chosen already,
        ``back``: the way back where it is not to the rows."""
        from imh_desktop.ui.handover_pages import HandoverPages

        pages = HandoverPages(self._bench, back or self.show, self.show_laptops, child_id)
        self._kept = pages
        pages.show()

    def show_merges(self) -> None:
        """Show the archives that were taken in, and what can be taken back."""
        from imh_desktop.ui.merges_pages import MergesPages

        pages = MergesPages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def show_gathering(self) -> None:
        """Show how archives are taken in."""
        from imh_desktop.ui.gathering import Gathering

        gathering = Gathering(self._bench, self.show)
        self._kept = gathering
        gathering.begin()

    def look_at(self, files: Sequence[Path]) -> None:
        """Show what would come with files that were dropped."""
        from imh_desktop.ui.gathering import Gathering

        gathering = Gathering(self._bench, self.show)
        self._kept = gathering
        gathering.look_at(files)

    def show_same_child(self) -> None:
        """Show who may stand here twice."""
        from imh_desktop.ui.same_child_pages import SameChildPages

        pages = SameChildPages(self._bench, self.show, self._show_child)
        self._kept = pages
        pages.show()

    def show_figures(self) -> None:
        """Show how the programme is doing."""
        from imh_desktop.ui.figures import FiguresPages

        pages = FiguresPages(self._bench, self.show, self._show_child)
        self._kept = pages
        pages.show()

    def show_exporting(self) -> None:
        """Show what may leave this laptop's protection, and how."""
        from imh_desktop.ui.exporting import Exporting

        exporting = Exporting(self._bench, self.show)
        self._kept = exporting
        exporting.begin()

    def _entrances(self) -> list[Entrance]:
        """Return the rows for the role of who is here. A page's module is imported when asked."""
        role = role_of(self._bench.vault)
        rows = [*self._carrying(role), self._safety()]
        if role != "staff":
            rows[3:3] = [self._to_decide(), self._same_child()]
            rows += self._of_families()
        if role == "coordinator":
            rows += [self._to_sign_off(), *self._shut_out(), *self._of_the_programme()]
        return rows

    def _carrying(self, role: Role) -> list[Entrance]:
        say = self._bench.words.say
        return [
            Entrance(
                "printer", say("Pages of a day"),
                say("Print the pages of many families in one go, each on a sheet of its own."),
                self.show_day,
            ),
            Entrance(
                "upload-simple", say("Carry my work"),
                say("Write what is new here into an archive, for another coordinator.")
                if role == "coordinator"
                else say("Write what you have done into an archive, for your coordinator."),
                self.show_carry,
            ),
            Entrance(
                "download-simple", say("Take in archives"),
                say("See what other laptops send you, and take it into your file."),
                self.show_gathering,
            ),
            Entrance(
                "laptop", say("Laptops of the programme"),
                say("Let a laptop join, see who is known, shut out one that was lost."),
                self.show_laptops,
            ),
        ]  # fmt: skip

    def _of_families(self) -> list[Entrance]:
        say = self._bench.words.say
        return [
            Entrance(
                "arrows-left-right", say("Give families to another laptop"),
                say("When you are ill or away, or a family moves to another visitor."),
                lambda: self.show_handover(),
            ),
            Entrance(
                "chats-circle", say("For my supervision"),
                say("Strengths, questions and what you wondered, on paper for your talk."),
                lambda: self._more_papers.ask_supervision(self.show),
            ),
            Entrance(
                "arrow-counter-clockwise", say("Archives taken in"),
                say("See what came and when; take back what should not have come."),
                self.show_merges,
            ),
        ]  # fmt: skip

    def _of_the_programme(self) -> list[Entrance]:
        say = self._bench.words.say
        return [
            Entrance(
                "chart-bar", say("How the programme is doing"),
                say("Visits, referrals and figures for a report; data to look at."),
                self.show_figures,
            ),
            Entrance(
                "export", say("Export"),
                say("Tables for a spreadsheet, a statistics program or another system."),
                self.show_exporting,
            ),
        ]  # fmt: skip

    def show_shut_out(self) -> None:
        """Show what computers that were shut out wrote later."""
        from imh_desktop.ui.quarantine_pages import QuarantinePages

        pages = QuarantinePages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def _shut_out(self) -> list[Entrance]:
        from imh_desktop.flows import quarantine

        if not quarantine.useful(self._bench.vault):
            return []
        say = self._bench.words.say
        return [
            Entrance(
                "shield-warning", say("From laptops that were shut out"),
                say("See what such an archive holds; take it in or leave it out."),
                self.show_shut_out,
            )
        ]  # fmt: skip

    def show_day(self, leave: Callable[[], None] | None = None) -> None:
        """Show the pages of a day, to be printed together; ``leave``: the way back."""
        from imh_desktop.ui.day_pages import DayPages

        self._day = DayPages(self._bench, leave or self.show, self._show_child)
        self._bench.safely(self._day.show)

    def show_to_decide(self) -> None:
        """Show what only a person can decide."""
        from imh_desktop.ui.decision_pages import DecisionPages

        pages = DecisionPages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def _to_decide(self) -> Entrance:
        from imh_desktop.flows import deciding

        words, waiting = self._bench.words, deciding.count(self._bench.vault)
        return Entrance(
            "scales", words.say("To decide"),
            words.say("Two people wrote different things, or an answer came late."),
            self.show_to_decide,
            words.count("{n} to decide", "{n} to decide", waiting) if waiting else "",
        )  # fmt: skip

    def show_safety(self) -> None:
        """Show how the backups and the file stand."""
        from imh_desktop.ui.safety_pages import SafetyPages

        pages = SafetyPages(self._bench, self.show, self._leave)
        self._kept = pages
        self._bench.safely(pages.show)

    def _safety(self) -> Entrance:
        say = self._bench.words.say
        return Entrance(
            "shield-check", say("Backups and health of your file"),
            say("Make a backup, go back to one, see whether everything is whole."),
            self.show_safety,
        )  # fmt: skip

    def _to_sign_off(self) -> Entrance:
        from imh_desktop.flows import sign_off
        from imh_desktop.ui.sign_off_pages import SignOffPages

        bench, pages = self._bench, SignOffPages(self._bench, self.show)
        self._signing, words = pages, bench.words
        waiting = len(sign_off.requests(bench.vault, words))
        return Entrance(
            "signature", words.say("Steps to sign off"),
            words.say("Visitors ask you to lower a next step."), pages.show,
            words.count("{n} to look at", "{n} to look at", waiting) if waiting else "",
        )  # fmt: skip

    def _same_child(self) -> Entrance:
        from imh_desktop.flows import same_child

        words, found = self._bench.words, len(same_child.pairs(self._bench.vault))
        return Entrance(
            "users", words.say("Same child?"),
            words.say("Children whom two laptops may have written down, each once."),
            self.show_same_child,
            words.count("{n} to look at", "{n} to look at", found) if found else "",
        )  # fmt: skip
