"""Tries to reach a family on a child's page: one tap writes one, and the story shows them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.core.contact_log import Tries, tries_since
from imh_desktop.core.referral_loop import Attempt
from imh_desktop.core.visit import Visit
from imh_desktop.flows.contact_words import contact_said, contacts_said
from imh_desktop.flows.contacting import log_contact
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.today_words import tries_said
from imh_desktop.store.contact_log import contacts
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.child_view import ChildView
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    LabelledField,
    Panel,
    PlainLabel,
    TextField,
    column,
    row,
)
from imh_desktop.words import Words

ONE_TAP = ("visit", "phone", "message")
_WIDE = 500


class ContactCard(TitledCard):
    """Emits ``tried`` with a kind, ``more_asked`` where a day or a word belongs to it."""

    tried = Signal(str)
    more_asked = Signal()

    def __init__(
        self, look: Look, words: Words, tries: Tries | None, *, visited: bool = True
    ) -> None:
        """Say what was tried since the last visit; ``visited``: there was one."""
        super().__init__(look, words.say("Tries to reach the family"), gap=8)
        none = words.say("None since the last visit.") if visited else words.say("None yet.")
        said = tries_said(tries, words) if tries else none
        colour = "text" if tries else "muted"
        self.items.addWidget(PlainLabel(look, said, size=15, colour=colour, wrap=True))
        self._grid, self._room = QGridLayout(), 2 * look.px(20)
        self._grid.setSpacing(look.px(8))
        self._buttons = [self._one(look, words, kind) for kind in ONE_TAP]
        self._arrange(look.px(_WIDE))
        self.items.addLayout(self._grid)
        more = Button(look, words.say("Another day, or more about it"), kind="quiet")
        more.clicked.connect(self.more_asked)
        line = row()
        line.addWidget(more)
        line.addStretch()
        self.items.addLayout(line)

    def _one(self, look: Look, words: Words, kind: str) -> Button:
        button = Button(look, contacts_said(words)[kind])
        button.setAccessibleDescription(words.say("Written with today’s day"))
        button.clicked.connect(lambda: self.tried.emit(kind))
        return button

    def minimumSizeHint(self) -> QSize:
        """Give way until the buttons stand one below the other."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._widest() + self._room), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the buttons side by side where there is room."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        each = self._widest() + self._grid.spacing()
        columns = max(1, min(len(self._buttons), (width - self._room) // each))
        for at, button in enumerate(self._buttons):
            self._grid.addWidget(button, at // columns, at % columns)

    def _widest(self) -> int:
        return max(button.sizeHint().width() for button in self._buttons)


class ContactPanel(Panel):
    """Emits ``answered`` with an ``AttemptForm``; it stays until ``put_away``."""

    answered = Signal(object)

    def __init__(self, look: Look, parent: QWidget, words: Words, worker: str) -> None:
        """Ask what it was, when, by whom, and what came of it."""
        super().__init__(look, parent, words.say("Tries to reach the family"))
        self._kind = Choice(
            look, words.say("What happened"), list(contacts_said(words).items()), upright=True
        )
        self.body.addWidget(LabelledField(look, words.say("What happened"), self._kind))
        self.day = DayField(look, words, words.say("When"))
        self.body.addWidget(LabelledField(look, words.say("When"), self.day))
        self._who = TextField(look, words.say("Who did it or said so"))
        self._who.setText(worker)
        self.body.addWidget(LabelledField(look, words.say("Who did it or said so"), self._who))
        self._came = TextField(look, words.say("What came of it"))
        came = LabelledField(look, words.say("What came of it"), self._came)
        self.body.addWidget(came)
        note = words.say("It stands in the family’s copy of everything.")
        self.body.addWidget(PlainLabel(look, note, size=13, colour="muted", wrap=True))
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        self._done = self.add_button(words.say("Record"), kind="primary")
        self._done.setEnabled(False)
        self._kind.chosen.connect(lambda _kind: self._done.setEnabled(True))
        self._done.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)

    def show_panel(self) -> None:
        """Show it, with the keyboard at the first kind."""
        self.open(self._kind.button("visit"))

    def _answer(self) -> None:
        form = AttemptForm(
            on=self.day.iso(), how=self._kind.code or "", who=self._who.text(),
            came=self._came.text(),
        )  # fmt: skip
        self.answered.emit(form)


def tell_contacts(
    bench: Bench, page: ChildPage, view: ChildView, show_child: Callable[[str], None]
) -> None:
    """Put the card and the story of the tries on a child's page; its buttons work."""
    child_id = view.child.child_id
    said, last = contacts(bench.vault, child_id), view.last_closed
    tries = tries_since(said, last.on if last else None)
    card = ContactCard(bench.look, bench.words, tries, visited=last is not None)

    def keep(form: AttemptForm) -> None:
        log_contact(bench.vault, child_id, form, bench.words, today=bench.today())
        show_child(child_id)

    def once(kind: str) -> None:
        form = AttemptForm(on=bench.today().isoformat(), how=kind)
        bench.safely(lambda: keep(form))

    card.tried.connect(bench.guarded(once))
    card.more_asked.connect(bench.guarded(lambda: _ask(bench, card, keep)))
    page.add_beside(card)
    told = _between(view.visits, said)
    shown = {visit_id: _story(bench, some) for visit_id, some in told.items()}
    page.say_between(shown)


def _ask(bench: Bench, card: ContactCard, keep: Callable[[AttemptForm], None]) -> None:
    from imh_desktop.store import records

    # Beside the page, not over the window: what will not do is told in front of it.
    front = bench.window.page
    ground = (front.parentWidget() or front) if front else card
    panel = ContactPanel(bench.look, ground, bench.words, records.worker(bench.vault).name)
    panel.day.set_day(bench.today())

    def answered(form: AttemptForm) -> None:
        keep(form)
        panel.put_away()

    panel.answered.connect(lambda form: bench.safely(lambda: answered(form)))
    panel.show_panel()


def _between(visits: Sequence[Visit], tries: Sequence[Attempt]) -> Mapping[str, list[Attempt]]:
    """Return visit id -> the tries since it, latest first; those before every visit under ""."""
    found: dict[str, list[Attempt]] = {}
    for one in reversed(tries):
        after = next((visit.visit_id for visit in visits if visit.on <= one.on), "")
        found.setdefault(after, []).append(one)
    return found


def _story(bench: Bench, tries: Sequence[Attempt]) -> Card:
    card = Card(bench.look)
    items = column(card, margins=bench.look.px(14), gap=bench.look.px(4))
    for one in tries:
        said = contact_said(one, bench.words)
        items.addWidget(PlainLabel(bench.look, said, size=14, colour="muted", wrap=True))
    return card
