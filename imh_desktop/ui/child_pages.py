"""A child's page, put together: all that is known of a child, each in its place."""

from collections.abc import Callable

from imh_desktop.flows import child_opened, deciding, farewell, handing_over, same_child
from imh_desktop.flows.answered_apart import named_apart
from imh_desktop.flows.following_up import told_of
from imh_desktop.flows.journey import journey
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.past_visits import closed_marks, closed_steps
from imh_desktop.ui.agreed_pages import tell_agreed
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_card import care_card
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.child_view import ChildView, view_child
from imh_desktop.ui.contact_card import tell_contacts
from imh_desktop.ui.given_pages import tell_given
from imh_desktop.ui.handover_words import handover_line
from imh_desktop.ui.household import household_card
from imh_desktop.ui.move_pages import tell_corrected
from imh_desktop.ui.past_visit_card import VisitTold


def child_page(
    bench: Bench, child_id: str, back: str, show_child: Callable[[str], None],
    show_visit: Callable[[OpenVisit], object], show_leaving: Callable[[str], None],
) -> ChildPage:  # fmt: skip
    """Return a child's page; what its own signals lead to is left to the caller. ``back``: the
    words of the way back, empty = the usual ones.

    Raises:
        InputError: there is no such child.
    """
    child_opened.note(bench.vault, child_id)
    page, view = _page(bench, child_id, back)
    _say_above(bench, page, child_id)
    page.add_beside(household_card(bench, child_id, show_child, show_visit))
    page.add_beside(care_card(bench, view, show_child, show_leaving))
    if farewell.proposed(bench.vault, child_id, bench.today()):
        page.propose_leaving(show_leaving)
    tell_given(bench, page, child_id)
    tell_agreed(bench, page, child_id)
    tell_corrected(bench, page, child_id)
    tell_contacts(bench, page, view, show_child)
    return page


def _page(bench: Bench, child_id: str, back: str) -> tuple[ChildPage, ChildView]:
    way = journey(bench.vault, bench.library, child_id, bench.words)
    view = view_child(bench.vault, child_id, bench.today())
    told = _told(bench, view)
    return ChildPage(bench.look, bench.words, view, told, way, back=back), view


def _told(bench: Bench, view: ChildView) -> dict[str, VisitTold]:
    """Return visit id -> what its card tells."""
    vault, library, words, child_id = bench.vault, bench.library, bench.words, view.child.child_id
    marks = closed_marks(vault, library, child_id, words)
    steps = closed_steps(vault, child_id, words)
    follow = _followed(bench, child_id)
    return {
        id_: VisitTold(
            marks.get(id_, ()), steps.get(id_), follow.get(id_, ()),
            tuple(written for written in view.referrals if written.visit_id == id_),
        )
        for id_ in (visit.visit_id for visit in view.visits)
    }  # fmt: skip


def _followed(bench: Bench, child_id: str) -> dict[str, tuple[str, ...]]:
    """Return visit id -> how it went with what was agreed before, and what of it is another's."""
    told = told_of(bench.vault, bench.library, child_id, bench.words)
    for visit_id, sentence in named_apart(bench.vault, child_id, bench.words).items():
        told[visit_id] = (*told.get(visit_id, ()), sentence)
    return told


def _say_above(bench: Bench, page: ChildPage, child_id: str) -> None:
    """Say who else this child may be, who covers the family, and what waits to be decided."""
    for other in same_child.others(bench.vault, child_id):
        page.say_also(other.child_id, other.name)
    if held := handing_over.holding(bench.vault, bench.today()).get(child_id):
        page.say_above(handover_line(bench.words, bench.vault, held))
    if waiting := deciding.count_of(bench.vault, child_id):
        page.say_undecided(waiting)
