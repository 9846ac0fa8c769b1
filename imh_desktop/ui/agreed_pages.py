"""What one family agreed to: seen, written down, taken back."""

from collections.abc import Callable

from imh_desktop.errors import InputError
from imh_desktop.flows import consenting, consents_told, referring
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.codes_said import consent_kinds
from imh_desktop.flows.consenting import ConsentForm
from imh_desktop.store import records
from imh_desktop.ui.agreed_page import AgreedPage
from imh_desktop.ui.agreed_panels import AgreePanel, TakeBackPanel
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.named_away import tell_named_away


def tell_agreed(bench: Bench, page: ChildPage, child_id: str) -> None:
    """Say on a child's page what to ask the family about."""
    page.show_agreed(consents_told.to_ask(bench.vault, child_id, bench.today(), bench.words))


class AgreedPages:
    """Shows the page; ``back`` shows where the person came from."""

    def __init__(self, bench: Bench, child_id: str, back: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._child_id, self._back = bench, child_id, back

    def show(self) -> None:
        """Show what there is."""
        bench, about = self._bench, (self._bench.vault, self._child_id, self._bench.today())
        page = AgreedPage(
            bench.look, bench.words, consents_told.agreed(*about, bench.words),
            consents_told.to_ask(*about, bench.words),
        )  # fmt: skip
        tell_named_away(
            bench, self._child_id, lambda notice: page.cards.insertWidget(0, notice), self.show
        )
        page.left.connect(bench.guarded(lambda: self._back()))
        page.write_asked.connect(lambda kind: bench.safely(lambda: self._ask(page, kind)))
        page.withdraw_asked.connect(lambda each: bench.safely(lambda: self._ask_back(page, each)))
        bench.window.show_page(page)

    def _ask(self, page: AgreedPage, kind: str) -> None:
        bench = self._bench
        panel = AgreePanel(
            bench.look, page, bench.words, kind, dict(consent_kinds(bench.words))[kind],
            people=records.caregivers(bench.vault, self._child_id),
            lines=referring.lines_offered(bench.words), today=bench.today(),
        )  # fmt: skip

        begun = BegunForm(bench, panel, About("consent", f"{self._child_id}/{kind}"))

        def written(form: ConsentForm) -> None:
            try:
                consenting.write_consent(
                    bench.vault, self._child_id, form, today=bench.today(), words=bench.words
                )
            except InputError as error:
                panel.say_fault(error)
                return
            begun.forget()
            self.show()

        panel.submitted.connect(lambda form: bench.safely(lambda: written(form)))
        panel.dismissed.connect(panel.put_away)
        panel.show_panel()

    def _ask_back(self, page: AgreedPage, consent_id: str) -> None:
        bench = self._bench
        sent = consents_told.sent_already(bench.vault, consent_id, bench.words)
        panel = TakeBackPanel(bench.look, page, bench.words, sent)

        begun = BegunForm(bench, panel, About("take_back", consent_id))

        def back(who: str, reason: str) -> None:
            try:
                consenting.withdraw(
                    bench.vault, consent_id, who, reason, today=bench.today(), words=bench.words
                )
            except InputError as error:
                panel.say_fault(error)
                return
            begun.forget()
            self.show()

        panel.answered.connect(lambda *said: bench.safely(lambda: back(*said)))
        panel.show_panel()
