"""The children of one home on a child's page: one tap to each, and a way to add another."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import household
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.starting_together import to_visit
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_gate import with_reason
from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.child_form_pages import begun_child
from imh_desktop.ui.known_child_panel import same_child_first
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.sitting_start import ask_to_start_together
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, row
from imh_desktop.words import Words

_LONGEST_NAME = 40
"""Letters of a name on a button."""


class HouseholdCard(TitledCard):
    """Emits ``child_asked`` with a sibling's id, ``sibling_asked``, or ``sitting_asked``: all
    are visited today."""

    child_asked = Signal(str)
    sibling_asked = Signal()
    sitting_asked = Signal()

    def __init__(
        self, look: Look, words: Words, siblings: Sequence[Child], together: int = 0
    ) -> None:
        """Show the brothers and sisters of a child; ``together``: how many of them can be visited
        with it in one sitting."""
        super().__init__(look, words.say("Household"), gap=8)
        for each in siblings:
            button = Button(look, each.name[:_LONGEST_NAME], icon="user")
            born = words.say("Born {day}", day=words.date(each.birth.earliest))
            button.setAccessibleName(words.say("Go to {name}", name=each.name))
            button.setAccessibleDescription(born)
            button.clicked.connect(
                lambda _=False, child_id=each.child_id: self.child_asked.emit(child_id)
            )
            line = row(gap=look.px(10))
            line.addWidget(button)
            line.addWidget(PlainLabel(look, born, size=14, colour="muted"), 1)
            self.items.addLayout(line)
        if not siblings:
            none = words.say("No brother or sister is here yet.")
            self.items.addWidget(PlainLabel(look, none, size=15, colour="muted", wrap=True))
        add = Button(look, words.say("Add a brother or sister"), kind="quiet", icon="plus")
        add.clicked.connect(self.sibling_asked)
        line = row(gap=look.px(8))
        if together:
            both, several = words.say("Visit both"), words.say("Visit several")
            visit = Button(look, both if together == 1 else several, icon="play")
            visit.clicked.connect(self.sitting_asked)
            line.addWidget(visit)
        line.addWidget(add)
        line.addStretch()
        self.items.addLayout(line)


def household_card(
    bench: Bench, child_id: str, show_child: Callable[[str], None],
    show_visit: Callable[[OpenVisit], object],
) -> HouseholdCard:  # fmt: skip
    """Return the card of a child's home; its buttons work."""
    others = to_visit(bench.vault, child_id)
    siblings = household.siblings(bench.vault, child_id)
    card = HouseholdCard(bench.look, bench.words, siblings, len(others))

    def visit_all(reason: str) -> None:
        child = child_of(bench.vault, child_id)
        ask_to_start_together(bench, child, others, show_visit, reason)

    card.sitting_asked.connect(bench.guarded(lambda: with_reason(bench, child_id, visit_all)))
    card.child_asked.connect(lambda other: bench.safely(lambda: show_child(other)))
    card.sibling_asked.connect(
        lambda: bench.safely(lambda: show_sibling_form(bench, child_id, show_child))
    )
    return card


def show_sibling_form(bench: Bench, child_id: str, show_child: Callable[[str], None]) -> None:
    """Show the form for another child of a home, with what the home shares filled in."""
    form, people = household.sibling_form(bench.vault, child_id)
    page = ChildFormPage(bench.look, bench.words, form, people, sibling=True)
    begun = begun_child(bench, page, "sibling", child_id)

    def write(form: ChildForm, people: tuple[CaregiverForm, ...]) -> None:
        try:
            child = household.add_sibling(
                bench.vault, child_id, form, people, today=bench.today(), words=bench.words
            )
        except InputError as error:
            page.say_fault(error)
            return
        begun.forget()
        show_child(child.child_id)

    def asked(form: ChildForm, people: tuple[CaregiverForm, ...]) -> None:
        same_child_first(bench, page, form, people, write, show_child)

    page.submitted.connect(lambda form, people: bench.safely(lambda: asked(form, people)))
    page.left.connect(bench.guarded(lambda: show_child(child_id)))
    bench.window.show_page(page)
