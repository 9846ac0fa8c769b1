"""The settings of the programme, and the pages behind them: partners, and how long is kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from imh_desktop.errors import InputError
from imh_desktop.flows import programme
from imh_desktop.flows.begun_forms import NEW, About
from imh_desktop.flows.programme import ProgrammeForm
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench

if TYPE_CHECKING:
    from imh_desktop.ui.programme_page import ProgrammePage


class ProgrammePages:
    """Makes the pages. Their modules are imported when one is first shown."""

    def __init__(self, bench: Bench) -> None:
        """Work at a bench."""
        self._bench = bench

    def show(self, back: Callable[[], None]) -> None:
        """Show the settings; ``back`` is where the person came from."""
        from imh_desktop.ui.programme_page import ProgrammePage

        bench = self._bench
        form = programme.form_of(programme.read(bench.vault))
        page = ProgrammePage(bench.look, bench.words, form)

        def on_way(to: Callable[[Callable[[], None]], None]) -> None:
            # What is typed is kept on the way there; what is not changed is not looked at.
            if page.form() == form:
                to(back)
            else:
                save(page.form(), lambda: to(back))

        page.partners_asked.connect(lambda: bench.safely(lambda: on_way(self.show_partners)))
        page.keeping_asked.connect(lambda: bench.safely(lambda: on_way(self.show_keeping)))
        begun = BegunForm(bench, page, About("programme", NEW), corrects=True)

        def save(form: ProgrammeForm, then: Callable[[], None]) -> None:
            def done() -> None:
                begun.forget()
                then()

            self._save(page, form, done)

        page.submitted.connect(lambda form: bench.safely(lambda: save(form, back)))
        page.left.connect(bench.guarded(back))
        bench.window.show_page(page)

    def _save(self, page: "ProgrammePage", form: ProgrammeForm, then: Callable[[], None]) -> None:
        try:
            programme.save(self._bench.vault, form, words=self._bench.words)
        except InputError as error:
            page.say_fault(error)
            return
        then()

    def show_keeping(self, back: Callable[[], None]) -> None:
        """Show how long something is kept; the way back is the settings."""
        from imh_desktop.ui.keeping_pages import KeepingPages

        self.keeping = KeepingPages(self._bench, lambda: self.show(back))
        self.keeping.show()

    def show_partners(self, back: Callable[[], None]) -> None:
        """Show the partners; the way back is the settings."""
        from imh_desktop.ui.partner_pages import PartnerPages

        self.partners = PartnerPages(self._bench, lambda: self.show(back))
        self.partners.show()
