"""The next step in words, each reason behind "Why?", and the visitor's own judgement."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imh_desktop.core.visit import Level
from imh_desktop.flows import reviewing
from imh_desktop.flows.reviewing import StepReason
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.shell_widgets import TitledCard, empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    LabelledField,
    NoteField,
    Panel,
    PlainLabel,
    column,
    fold_states,
    row,
)
from imh_desktop.words import Words

_LEVELS: tuple[Level, ...] = ("N0", "N1", "N2", "N3")
Keep = Callable[[Callable[[], object], Callable[[str], None]], bool]
"""Do something that writes; tell a fault through the second; say whether it was kept."""


def subject_said(subject: str, visit: OpenVisit) -> str:
    """Return the words for what a rule speaks of: a domain, a construct, or an item's construct."""
    texts, items = visit.texts, visit.items()
    construct = items[subject].construct if subject in items else subject
    return texts.domains.get(subject, "") or texts.constructs.get(construct, "")


def meaning_said(level: Level, words: Words) -> str:
    """Say in a sentence what a level asks of the visitor."""
    return {
        "N0": words.say("Tell the family what is going well, and go on as you do."),
        "N1": words.say("Share an idea to try at home, and look at it again next time."),
        "N2": words.say(
            "Talk with your supervisor within a week, and with the family about who could help."
        ),
        "N3": words.say(
            "Something cannot wait. Do not leave before it is clear what happens next, and note it."
        ),
    }[level]


def about_said(reason: StepReason, visit: OpenVisit, words: Words) -> str:
    """Say what a reason is about, in a few words."""
    return {
        "P1": words.say("Part of the visit is still open"),
        "J1": words.say("Your own judgement"),
        "C8": words.say("Known before this visit"),
    }.get(reason.trace.rule) or subject_said(reason.trace.subject, visit)


class ReasonLine(QWidget):
    """One reason: what it is about, what was done already, and why, on request."""

    def __init__(
        self, look: Look, words: Words, reason: StepReason, about: str, heading: str
    ) -> None:
        """Show what it is about, and what it suggests where that differs from the ``heading``,
        with the reason folded away."""
        super().__init__()
        items = column(self, gap=look.px(2))
        head = row(gap=look.px(8))
        lines = column(gap=0)
        lines.addWidget(PlainLabel(look, about or reason.level_said, bold=True, wrap=True))
        if about and reason.level_said not in ("", heading):
            lines.addWidget(PlainLabel(look, reason.level_said, size=13, colour="muted", wrap=True))
        if reason.done:
            done = words.say("Noted: {what}", what=reason.done)
            lines.addWidget(PlainLabel(look, done, size=13, colour="ok", wrap=True))
        head.addLayout(lines, 1)
        self.why = Button(look, words.say("Why?"), kind="quiet", after="caret-down")
        said = words.say("Why? {step}: {subject}", step=reason.level_said, subject=about)
        self.why.setAccessibleName(said if about else words.say("Why?"))
        self.why.fold_by(fold_states(words))
        head.addWidget(self.why)
        items.addLayout(head)
        self.said = Card(look, tone="accent_soft", radius=8)
        inside = column(self.said, margins=look.px(10), gap=look.px(2))
        inside.addWidget(PlainLabel(look, reason.why, size=14, wrap=True))
        for line in reason.answers:
            inside.addWidget(PlainLabel(look, line, size=13, colour="muted", wrap=True))
        self.said.hide()
        self.why.toggled.connect(self.said.setVisible)
        items.addWidget(self.said)


class RaisePanel(Panel):
    """Asks how high and why, when the visitor's own judgement goes beyond the answers. ``raised``:
    it is written."""

    raised = Signal()

    def __init__(
        self, look: Look, words: Words, parent: QWidget, visit: OpenVisit, *, private: bool
    ) -> None:
        """Offer the levels above the present one."""
        super().__init__(look, parent, words.say("Raise the next step"), width=620)
        now = visit.guidance.open_level
        if private:
            now = visit.guidance.private_level or now
        higher = [level for level in _LEVELS if level > now]
        choices = [(level, reviewing.level_said(level, words)) for level in higher]
        self.level = Choice(look, words.say("How high"), choices, upright=True)
        self._first = self.level.button(higher[0])
        self.body.addWidget(self.level)
        self.reason = NoteField(look, words.say("Your reason"), lines=3)
        self.entry = LabelledField(look, words.say("Your reason"), self.reason)
        self.body.addWidget(self.entry)
        self.cancel = self.leave = self.add_button(words.say("Leave as it is"), kind="quiet")
        self.keep = self.add_button(words.say("Raise"), kind="primary")

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"level": self.level, "why": self.reason}

    def show_panel(self) -> None:
        """Show it, with the keyboard at the first level."""
        self.open(self._first)

    def chosen(self) -> Level | None:
        """Return the level picked."""
        return next((level for level in _LEVELS if level == self.level.code), None)


class ReasonsCard(TitledCard):
    """The next step from the open answers, or, with ``private``, from the private ones too.
    ``raising`` carries the panel that asks for a higher one."""

    raising = Signal(object)

    def __init__(
        self, look: Look, words: Words, visit: OpenVisit, keep: Keep, *, private: bool = False
    ) -> None:
        """Show the level and its reasons."""
        title = words.say("Private part") if private else words.say("Next step")
        super().__init__(look, title, gap=10)
        self._look, self._words, self._visit, self._keep = look, words, visit, keep
        self._private = private
        self._inside: QVBoxLayout = column(gap=look.px(8))
        self.items.addLayout(self._inside)
        self.raise_button = Button(look, words.say("Raise the next step"), icon="arrow-up")
        self.raise_button.clicked.connect(self._open_panel)
        self.items.addWidget(self.raise_button)
        self.lines: list[ReasonLine] = []
        self.refresh()

    def refresh(self) -> None:
        """Read level and reasons again."""
        empty(self._inside)
        look, words, visit = self._look, self._words, self._visit
        level, said, reasons = self._read()
        self._inside.addWidget(PlainLabel(look, said, size=17, bold=True, wrap=True))
        if level is not None:
            self._inside.addWidget(PlainLabel(look, meaning_said(level, words), wrap=True))
        day = reviewing.reobserve_on(visit) if self._looks_again(level) else None
        if day is not None:
            again = words.say("Look again on {day}", day=words.date(day))
            self._inside.addWidget(PlainLabel(look, again, wrap=True))
        self.lines = [
            ReasonLine(look, words, reason, about_said(reason, visit, words), said)
            for reason in reasons
        ]
        for line in self.lines:
            self._inside.addWidget(line)
        can_hold = not self._private or visit.alone is not None
        self.raise_button.setVisible(level is not None and level != _LEVELS[-1] and can_hold)

    def _looks_again(self, level: Level | None) -> bool:
        """Tell whether looking again is the step: what asks for people or for today comes first."""
        return not self._private and level in ("N0", "N1")

    def _read(self) -> tuple[Level | None, str, Sequence[StepReason]]:
        if self._private:
            part = reviewing.private_review(self._visit)
            nothing = self._words.say("Nothing was asked in private.")
            return part.level, part.level_said or nothing, part.reasons
        level = self._visit.guidance.open_level
        said = reviewing.level_said(level, self._words)
        return level, said, reviewing.reasons(self._visit)

    def _open_panel(self) -> None:
        owner = self.window()
        panel = RaisePanel(self._look, self._words, owner, self._visit, private=self._private)
        panel.dismissed.connect(panel.put_away)
        panel.leave.clicked.connect(panel.put_away)
        panel.keep.clicked.connect(lambda: self._on_raise(panel))
        self.raising.emit(panel)
        panel.show_panel()

    def _on_raise(self, panel: RaisePanel) -> None:
        level, reason = panel.chosen(), panel.reason.toPlainText().strip()
        if level is None or not reason:
            panel.entry.say_fault(self._words.say("Please pick how high, and write your reason."))
            return

        def action() -> None:
            reviewing.raise_level(self._visit, level, reason, private=self._private)

        if self._keep(action, panel.entry.say_fault):
            panel.raised.emit()
            panel.put_away()
            self.refresh()
