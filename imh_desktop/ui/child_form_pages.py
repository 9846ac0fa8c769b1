"""Adding a child, and correcting what is written of one: the form, and what is asked beside it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from imh_desktop.errors import InputError
from imh_desktop.flows import enrolling
from imh_desktop.flows.begun_forms import NEW, About
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm, caregiver_forms, child_form
from imh_desktop.flows.loading import child_of
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench

if TYPE_CHECKING:
    from imh_desktop.ui.child_form import ChildFormPage

_People = tuple[CaregiverForm, ...]


def begun_child(bench: Bench, page: "ChildFormPage", form: str, child_id: str) -> BegunForm:
    """Keep what is half typed of a child; ``child_id``: who is corrected, or to whom a brother or
    sister is added; empty for a child nobody knows yet."""
    corrects = bool(child_id) and form == "child"
    return BegunForm(bench, page, About(form, child_id or NEW), corrects=corrects)


class ChildFormPages:
    """Makes the form; what was corrected is shown on the child's page, who is new in the list."""

    def __init__(
        self, bench: Bench, show_child: Callable[[str], None],
        show_caseload: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Work at a bench. The form's module is imported when it is first shown."""
        self._bench, self._show_child, self._show_caseload = bench, show_child, show_caseload

    def show(self, child_id: str = "") -> None:
        """Show the form, empty or with what is written about a child."""
        from imh_desktop.ui.child_form import ChildFormPage

        bench = self._bench
        form: ChildForm | None = None
        people: _People = ()
        if child_id:
            form = child_form(child_of(bench.vault, child_id))
            people = caregiver_forms(bench.vault, child_id)
        page = ChildFormPage(bench.look, bench.words, form, people)
        self._begun = begun_child(bench, page, "child", child_id)
        page.submitted.connect(
            lambda form, people: bench.safely(lambda: self._take(page, child_id, form, people))
        )
        page.left.connect(bench.guarded(lambda: self._lead_back(child_id)))
        bench.window.show_page(page)

    def _lead_back(self, child_id: str) -> None:
        self._show_child(child_id) if child_id else self._show_caseload("")

    def _take(self, page: "ChildFormPage", child_id: str, form: ChildForm, people: _People) -> None:
        """Keep what the form says; before a child is added, show who may be here already."""
        from imh_desktop.ui.known_child_panel import same_child_first

        def keep(form: ChildForm, people: _People) -> None:
            self._keep(page, child_id, form, people)

        if child_id:
            keep(form, people)
        else:
            same_child_first(self._bench, page, form, people, keep, self._show_child)

    def _keep(self, page: "ChildFormPage", child_id: str, form: ChildForm, people: _People) -> None:
        from imh_desktop.ui.birth_correction import ask_to_correct

        bench = self._bench
        try:
            if child_id and ask_to_correct(bench, page, child_id, form, people, self._corrected):
                return
            written = self._write(child_id, form, people)
        except InputError as error:
            page.say_fault(error)
            return
        self._begun.forget()
        self._show_child(written) if child_id else self._show_caseload(written)

    def _corrected(self, child_id: str) -> None:
        self._begun.forget()
        self._show_child(child_id)

    def _write(self, child_id: str, form: ChildForm, people: _People) -> str:
        bench = self._bench
        if child_id:
            child = enrolling.edit_child(
                bench.vault, child_id, form, people, today=bench.today(), words=bench.words
            )
        else:
            child = enrolling.add_child(
                bench.vault, form, people, today=bench.today(), words=bench.words
            )
        return child.child_id
