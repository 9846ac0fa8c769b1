"""One visit on its child's page: what was seen, what was agreed, and the pages made from it."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from imh_desktop.core.visit import Visit
from imh_desktop.flows.past_visits import ClosedStep
from imh_desktop.flows.reviewing import DomainMarks
from imh_desktop.ui import sayings
from imh_desktop.ui.child_panel import StepsBox
from imh_desktop.ui.child_view import WrittenReferral
from imh_desktop.ui.closed_step import ClosedStepLines
from imh_desktop.ui.commands import offer
from imh_desktop.ui.follow_up_lines import FollowUpLines
from imh_desktop.ui.marks_list import MarksList
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Chip, PlainLabel, Wrapping, column, row
from imh_desktop.words import Words


class VisitWays(QObject):
    """Where the buttons about a visit lead: each says by id of what it was asked; a paper's kind
    comes first."""

    family_page_asked = Signal(str)
    referral_asked = Signal(str)
    written_referral_asked = Signal(str, str)
    paper_asked = Signal(str, str)
    loop_asked = Signal(str)


class VisitTold(NamedTuple):
    """What a visit's card tells besides the visit. ``marks``: what was seen; ``step``: what it came
    to; ``follow``: how it went with what was agreed before; ``referrals``: written from it."""

    marks: tuple[DomainMarks, ...] = ()
    step: ClosedStep | None = None
    follow: tuple[str, ...] = ()
    referrals: tuple[WrittenReferral, ...] = ()


class PastVisitCard(TitledCard):
    """A visit; once it is closed, with what it told and the pages that can be made from it."""

    def __init__(
        self, look: Look, words: Words, visit: Visit, told: VisitTold, ways: VisitWays,
        *, latest: bool,
    ) -> None:  # fmt: skip
        """Show a visit. ``latest``: it is the last closed one, whose page the keys lead to."""
        super().__init__(look, words.date(visit.on))
        self._look, self._words, self._visit, self._ways = look, words, visit, ways
        self.items.addLayout(self._kind())
        if visit.closed_at:
            self._tell(told)
            self.items.addLayout(self._pages(told.referrals, latest=latest))

    def _kind(self) -> QHBoxLayout:
        look, words, visit = self._look, self._words, self._visit
        line = row(gap=look.px(8))
        said = words.say("Checklist for {band}", band=sayings.band_said(words, visit.band))
        line.addWidget(PlainLabel(look, said, size=14, colour="muted"))
        line.addWidget(Chip(look, dict(sayings.kinds(words))[visit.kind]))
        if visit.from_paper:
            line.addWidget(Chip(look, words.say("From paper")))
        if not visit.closed_at:
            line.addWidget(Chip(look, words.say("Visit open"), tone="accent"))
        line.addStretch()
        return line

    def _tell(self, told: VisitTold) -> None:
        look, words = self._look, self._words
        self.items.addWidget(MarksList(look, words, told.marks))
        if told.step:
            self.items.addWidget(ClosedStepLines(look, words, told.step))
        if told.follow:
            self.items.addWidget(FollowUpLines(look, words, told.follow))
        if self._visit.steps:
            self.items.addWidget(StepsBox(look, words, self._visit))

    def _pages(self, referrals: tuple[WrittenReferral, ...], *, latest: bool) -> QVBoxLayout:
        say, visit_id, ways = self._words.say, self._visit.visit_id, self._ways
        family = self._way(
            say("Family page"), "printer", lambda: ways.family_page_asked.emit(visit_id)
        )
        if latest:
            offer(family, "family-page")
        referral = self._way(
            say("New referral"), "paper-plane-tilt", lambda: ways.referral_asked.emit(visit_id)
        )
        record = self._way(
            say("Record for the file"), "archive", lambda: ways.paper_asked.emit("record", visit_id)
        )
        buttons = Wrapping(gap=self._look.px(10), fill=False)
        for button in (family, referral, record):
            buttons.add(button)
        lines = column(gap=self._look.px(8))
        lines.addWidget(buttons)
        for written in referrals:
            lines.addLayout(self._written(written))
        return lines

    def _way(self, said: str, icon: str, ask: Callable[[], None]) -> Button:
        button = Button(self._look, said, icon=icon)
        button.setAccessibleDescription(self._words.date(self._visit.on))
        button.clicked.connect(ask)
        return button

    def _written(self, written: WrittenReferral) -> QVBoxLayout:
        say, one, ways = self._words.say, written.referral_id, self._ways
        said = say("Referral to {partner}", partner=written.partner_name[:60])
        lines = column(gap=self._look.px(2))
        for button in (
            self._quiet(
                said, "file-text",
                lambda: ways.written_referral_asked.emit(one, written.visit_id),
            ),
            self._quiet(
                say("Where it stands"), "paper-plane-tilt", lambda: ways.loop_asked.emit(one), said
            ),
            self._quiet(
                say("On the partner’s own form"), "file-pdf",
                lambda: ways.paper_asked.emit("partner-form", one), said,
            ),
        ):  # fmt: skip
            line = row()
            line.addWidget(button)
            line.addStretch()
            lines.addLayout(line)
        code = say("Code of the return slip: {code}", code=written.code)
        lines.addWidget(PlainLabel(self._look, code, size=13, colour="muted"))
        return lines

    def _quiet(self, said: str, icon: str, ask: Callable[[], None], about: str = "") -> Button:
        button = Button(self._look, said, kind="quiet", icon=icon)
        if about:
            button.setAccessibleDescription(about)
        button.clicked.connect(ask)
        return button
