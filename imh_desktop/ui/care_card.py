"""The visits to come on a child's page: when and why, another day, and the end of care."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from imh_desktop.core.care import Care
from imh_desktop.core.next_visit import NextVisit
from imh_desktop.flows import care as caring
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.care_doors import ended_said
from imh_desktop.flows.visits_due import due_of
from imh_desktop.store import standing
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_panels import CarePanel, NextVisitPanel
from imh_desktop.ui.child_view import ChildView
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel
from imh_desktop.words import Words


class CareCard(TitledCard):
    """Emits what is asked: ``day`` another day, ``end``, ``again`` visits go on, ``page``,
    ``leaving`` what is left to do."""

    asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, due: NextVisit | None, set_reason: str, care: Care
    ) -> None:
        """Show where a child stands; ``set_reason``: why the visitor chose the day due."""
        super().__init__(look, words.say("Visits to come"), gap=8)
        lines = _ended(words, care) if care.ended else _due(words, due, set_reason)
        for line in lines:
            self.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
        if not care.ended:
            self._offer(look, words.say("Choose another day"), "calendar-blank", "day")
            self._offer(look, words.say("No more visits"), "hand", "end")
            self._offer(look, words.say("Leaving: what is left to do"), "clipboard-text", "leaving")
            return
        self._offer(look, words.say("Leaving: what is left to do"), "clipboard-text", "leaving")
        self._offer(look, words.say("Visit this family again"), "arrow-u-up-left", "again")
        if not care.died and not care.page_reason:
            self._offer(look, words.say("Make a page all the same"), "file-text", "page")

    def _offer(self, look: Look, said: str, icon: str, kind: str) -> None:
        button = Button(look, said, icon=icon)
        button.clicked.connect(lambda: self.asked.emit(kind))
        self.items.addWidget(button)


def care_card(
    bench: Bench, view: ChildView, show_child: Callable[[str], None],
    show_leaving: Callable[[str], None],
) -> CareCard:  # fmt: skip
    """Return the card of a child; its buttons work."""
    child_id = view.child.child_id
    care, wanted = (
        standing.care_of(bench.vault, child_id),
        standing.wanted_visit(bench.vault, child_id),
    )
    due = due_of(bench.vault, bench.library, view.child, view.last_closed)
    reason = wanted.reason if wanted else ""
    card = CareCard(bench.look, bench.words, due, reason, care)
    asks = {"day": _ask_day, "end": _ask_end, "again": _ask_again, "page": _ask_page}

    def on_asked(kind: str) -> None:
        if kind == "leaving":
            show_leaving(child_id)
        else:
            asks[kind](bench, card, child_id, lambda: show_child(child_id))

    card.asked.connect(bench.guarded(on_asked))
    return card


def _ask_day(bench: Bench, card: CareCard, child_id: str, done: Callable[[], None]) -> None:
    def keep(on: date | None, reason: str) -> None:
        caring.set_next_visit(bench.vault, child_id, on, reason, bench.words, today=bench.today())
        done()

    panel = NextVisitPanel(bench.look, card.window(), bench.words)
    begun = BegunForm(bench, panel, About("next_visit", child_id))
    panel.answered.connect(lambda on, reason: begun.save(lambda: keep(on, reason)))
    panel.show_panel()


def _ask_end(bench: Bench, card: CareCard, child_id: str, done: Callable[[], None]) -> None:
    panel = CarePanel(bench.look, card.window(), bench.words)
    begun = BegunForm(bench, panel, About("care_ends", child_id))
    panel.answered.connect(
        lambda status, reason: begun.save(lambda: _set(bench, child_id, status, reason, done))
    )
    panel.show_panel()


def _ask_again(bench: Bench, card: CareCard, child_id: str, done: Callable[[], None]) -> None:
    words = bench.words
    line = words.say("The child stands in the list again, and its next visit is due by the rules.")
    title = words.say("Visit this family again")
    panel = ReasonPanel(
        bench.look, card.window(), words, title, [line], agree=words.say("Visits go on")
    )
    begun = BegunForm(bench, panel, About("care_again", child_id))
    panel.answered.connect(
        lambda reason: begun.save(lambda: _set(bench, child_id, "active", reason, done))
    )
    panel.show_panel()


def _ask_page(bench: Bench, card: CareCard, child_id: str, done: Callable[[], None]) -> None:
    words = bench.words
    line = words.say("The visits have ended. The reason stays in the record.")
    title = words.say("Make a page all the same")
    panel = ReasonPanel(bench.look, card.window(), words, title, [line], agree=words.say("Record"))

    def keep(reason: str) -> None:
        caring.ask_for_page(bench.vault, child_id, reason, words)
        done()

    begun = BegunForm(bench, panel, About("care_page", child_id))
    panel.answered.connect(lambda reason: begun.save(lambda: keep(reason)))
    panel.show_panel()


def _set(bench: Bench, child_id: str, status: str, reason: str, done: Callable[[], None]) -> None:
    caring.set_care(bench.vault, child_id, status, bench.today(), reason, bench.words)
    done()


def _due(words: Words, due: NextVisit | None, set_reason: str) -> list[str]:
    if due is None:
        return [words.say("No day is set yet.")]
    return list(caring.due_said(due, set_reason, words))


def _ended(words: Words, care: Care) -> list[str]:
    lines = [ended_said(care, words), care.reason]
    if care.page_reason:
        paper = words.say("A paper may be made: {reason}", reason=care.page_reason)
        page = words.say("A page may be made: {reason}", reason=care.page_reason)
        lines.append(paper if care.died else page)
    return lines
