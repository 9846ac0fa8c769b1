"""Tries to reach a family on a child's page: one tap writes one, and the story shows them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.core.contact_log import Tries, tries_since
from imh_desktop.core.people import Child
from imh_desktop.core.referral_loop import Attempt
from imh_desktop.core.visit import Visit
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.contact_words import contact_said, contacts_said
from imh_desktop.flows.contacting import log_contact
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.starting_together import to_visit
from imh_desktop.flows.today_words import tries_said
from imh_desktop.store.contact_log import contacts
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.child_view import ChildView
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.sibling_ticks import SiblingTicks
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
        self, look: Look, words: Words, tries: Tries | None, *, visited: bool = True,
        siblings: Sequence[Child] = (),
    ) -> None:  # fmt: skip
        """Say what was tried since the last visit; ``visited``: there was one. ``siblings``: of
        whom a try is kept too, until a tick is taken away."""
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
        self.ticks = SiblingTicks(look, words, siblings)
        self.items.addWidget(self.ticks)
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

    def __init__(
        self, look: Look, parent: QWidget, words: Words, worker: str,
        siblings: Sequence[Child] = (),
    ) -> None:  # fmt: skip
        """Ask what it was, when, by whom, what came of it, and of whom it is kept too."""
        super().__init__(look, parent, words.say("Tries to reach the family"))
        self.ticks = SiblingTicks(look, words, siblings)
        self.body.addWidget(self.ticks)
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
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        self._done = self.add_button(words.say("Record"), kind="primary")
        self._done.setEnabled(False)
        self._kind.chosen.connect(lambda _kind: self._done.setEnabled(True))
        self._done.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {
            "kind": self._kind, "day": self.day, "who": self._who, "came": self._came,
            "also": self.ticks,
        }  # fmt: skip

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
    siblings = to_visit(bench.vault, child_id)
    card = ContactCard(bench.look, bench.words, tries, visited=last is not None, siblings=siblings)

    def keep(form: AttemptForm, also: tuple[str, ...]) -> None:
        log_contact(bench.vault, child_id, form, bench.words, today=bench.today(), also=also)
        show_child(child_id)

    def once(kind: str) -> None:
        form = AttemptForm(on=bench.today().isoformat(), how=kind)
        bench.safely(lambda: keep(form, card.ticks.chosen()))

    about = About("contact", child_id)
    card.tried.connect(bench.guarded(once))
    card.more_asked.connect(bench.guarded(lambda: _ask(bench, card, about, siblings, keep)))
    page.add_beside(card)
    told = _between(view.visits, said)
    shown = {visit_id: _story(bench, some) for visit_id, some in told.items()}
    page.visits.say_between(shown)


def _ask(
    bench: Bench, card: ContactCard, about: About, siblings: Sequence[Child],
    keep: Callable[[AttemptForm, tuple[str, ...]], None],
) -> None:  # fmt: skip
    from imh_desktop.store import records

    # Beside the page, not over the window: what will not do is told in front of it.
    front = bench.window.page
    ground = (front.parentWidget() or front) if front else card
    worker = records.worker(bench.vault).name
    panel = ContactPanel(bench.look, ground, bench.words, worker, siblings)
    panel.day.set_day(bench.today())
    begun = BegunForm(bench, panel, about)

    def answered(form: AttemptForm) -> None:
        keep(form, panel.ticks.chosen())
        panel.put_away()

    panel.answered.connect(lambda form: begun.save(lambda: answered(form)))
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
