"""Moving a visit to the right child: which visit, which child, who is who, and why."""

from collections.abc import Callable, Sequence

from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import moving_visits, trash
from imh_desktop.flows.answered_apart import answered_apart
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.moving_visits import Move
from imh_desktop.store import records
from imh_desktop.ui.amend_pages import tell_amended
from imh_desktop.ui.answered_apart import AnsweredApartCard
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.child_choice_page import ChildChoicePage
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.move_page import MovePage
from imh_desktop.ui.named_away import tell_named_away
from imh_desktop.ui.visit_choice_page import VisitChoicePage


def tell_corrected(bench: Bench, page: ChildPage, child_id: str) -> None:
    """Say on a child's page what was corrected in its visits, which were recorded there by
    mistake, what was answered at those of what was agreed here; what is in the trash for somebody
    else, and who is though something names them."""
    tell_amended(bench, page)
    tell_named_away(bench, child_id, page.put_above, lambda: page.child_asked.emit(child_id))
    for said in trash.gone_on(bench.vault, child_id, bench.words):
        page.say_above(said)
    for apart in answered_apart(bench.vault, bench.library, child_id, bench.words):
        page.put_above(AnsweredApartCard(bench.look, bench.words, apart))
    for one in moving_visits.moved_away(bench.vault, child_id, bench.words):
        page.say_above(
            bench.words.say(
                "The visit of {day} was recorded here by mistake and moved to another child:"
                " {reason} ({name}, {on}).",
                day=one.visit_on, reason=one.reason[:200], name=one.by, on=one.on,
            )
        )  # fmt: skip


class MovePages:
    """Makes the pages; ``leave`` shows the wrong child's page, ``moved`` that of a child."""

    def __init__(
        self, bench: Bench, child_id: str, leave: Callable[[], None],
        moved: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Work at a bench."""
        self._bench, self._child_id = bench, child_id
        self._leave, self._moved = leave, moved
        self._caseload = Caseload(bench.vault, bench.today(), bench.library)

    def show(self) -> None:
        """Show the child's visits."""
        bench = self._bench
        visits = list(reversed(records.visits(bench.vault, self._child_id)))
        title = bench.words.say("Which visit belongs to another child?")
        page = VisitChoicePage(bench.look, bench.words, title, visits)
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.chosen.connect(bench.guarded(lambda visit_id: self._show_children(visit_id)))
        bench.window.show_page(page)

    def _show_children(self, visit_id: str) -> None:
        bench, say = self._bench, self._bench.words.say
        page = ChildChoicePage(
            bench.look, bench.words, say("Move a visit to the right child"),
            say("Whose visit was it? If the child is not here yet, add the child first."),
            self._found,
        )  # fmt: skip
        page.left.connect(bench.guarded(lambda: self.show()))
        page.chosen.connect(lambda to: bench.safely(lambda: self._show_move(visit_id, to)))
        bench.window.show_page(page)

    def _found(self, text: str) -> Sequence[Child]:
        rows = self._caseload.rows(text)
        return [row.child for row in rows if row.child.child_id != self._child_id]

    def _show_move(self, visit_id: str, to: str) -> None:
        bench = self._bench
        vault = bench.vault
        effect = moving_visits.effect(vault, bench.library, visit_id, to, bench.words)
        page = MovePage(
            bench.look, bench.words, child_of(vault, self._child_id), child_of(vault, to), effect,
            moving_visits.people_of(vault, visit_id), records.caregivers(vault, to),
            moving_visits.likely(vault, visit_id, to),
        )  # fmt: skip

        begun = BegunForm(bench, page, About("move", f"{visit_id}/{to}"))

        def move(people: dict[str, str], reason: str) -> None:
            what = Move(visit_id=visit_id, to_child_id=to, people=people, reason=reason)
            try:
                moving_visits.move(vault, bench.library, what, bench.today(), bench.words)
            except InputError as error:
                page.say_fault(error)
                return
            begun.forget()
            self._moved(to)

        page.left.connect(bench.guarded(lambda: self._show_children(visit_id)))
        page.move_asked.connect(lambda *said: bench.safely(lambda: move(*said)))
        bench.window.show_page(page)
