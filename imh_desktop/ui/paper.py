"""The two pages on paper: the family's, and the referral under its consent."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Child
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk, referring, summarising
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.covering import covering, write_under
from imh_desktop.flows.known_laptops import known_laptops
from imh_desktop.flows.page_language import proposed
from imh_desktop.flows.page_wish import Wish
from imh_desktop.flows.pages import Page
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records, standing
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_gate import when_wished
from imh_desktop.ui.consent_panel import ConsentPanel
from imh_desktop.ui.family_gate import FamilyGate
from imh_desktop.ui.leaving import Leaving
from imh_desktop.ui.summary_page import SummaryPage

Making = Callable[[SummaryPage], Page]


class PaperPages:
    """Makes both pages and shows them before they are printed."""

    def __init__(self, bench: Bench, show_programme: Callable[[Callable[[], None]], None]) -> None:
        """``show_programme`` shows the settings and comes back by what it is given."""
        self._bench, self._show_programme = bench, show_programme

    def show_family(self, visit_id: str, back: Callable[[], None]) -> None:
        """Show a closed visit's page for the family; ``back`` is where the person came from."""
        bench, visit, child = self._bench, *self._visit(visit_id)

        def made(page: SummaryPage) -> Page:
            (language, paper), (variant, other) = page.choices, page.variant
            wish = Wish(
                language=language, variant=variant, other=other, paper=paper, part=page.part
            )
            return summarising.family_page(
                bench.vault, bench.library, visit_id, language, paper,
                today=bench.today(), words=bench.words, wish=wish,
            )  # fmt: skip

        title = bench.words.say("Family page")
        care = bench.words.say(
            "A saved copy is not locked. Delete it once the family has its page."
        )

        def again() -> None:
            self.show_family(visit_id, back)

        self._show(title, care, child, visit, made, back, again, for_family=True)

    def ask_consent(self, visit_id: str, front: QWidget, back: Callable[[], None]) -> None:
        """Ask for the family's consent in front of a page, then show the referral."""
        bench, visit, child = self._bench, *self._visit(visit_id)
        panel = ConsentPanel(
            bench.look, front, bench.words,
            partners=referring.partners(bench.vault),
            lines=referring.lines_offered(bench.words),
            reasons=referring.reasons_offered(bench.vault, bench.library, visit_id),
            caregivers=tuple(records.caregivers(bench.vault, child.child_id)),
            concern_on=visit.on, today=bench.today(),
            covering=covering(bench.vault, bench.library, visit_id, bench.today()),
        )  # fmt: skip

        begun = BegunForm(bench, panel, About("refer", visit_id))

        def on_submitted(form: ReferralForm) -> None:
            try:
                referral_id = referring.write_referral(
                    bench.vault, bench.library, visit_id, form, words=bench.words
                )
            except InputError as error:
                panel.say_fault(error)
                return
            begun.forget()
            self.show_referral(referral_id, visit_id, back)

        def on_under(consent_id: str) -> None:
            referral_id = write_under(
                bench.vault, bench.library, visit_id, consent_id, today=bench.today(),
                words=bench.words,
            )  # fmt: skip
            self.show_referral(referral_id, visit_id, back)

        panel.submitted.connect(lambda form: bench.safely(lambda: on_submitted(form)))
        panel.under_chosen.connect(lambda chosen: bench.safely(lambda: on_under(chosen)))
        panel.dismissed.connect(panel.put_away)
        panel.show_panel()

    def show_referral(self, referral_id: str, visit_id: str, back: Callable[[], None]) -> None:
        """Show a referral's page."""
        bench, visit, child = self._bench, *self._visit(visit_id)

        def made(page: SummaryPage) -> Page:
            language, paper = page.choices
            return referring.referral_page(
                bench.vault, bench.library, referral_id, language, paper,
                today=bench.today(), words=bench.words,
            )  # fmt: skip

        def again() -> None:
            self.show_referral(referral_id, visit_id, back)

        care = bench.words.say("A saved copy is not locked. Delete it once the partner has it.")
        self._show(bench.words.say("Referral"), care, child, visit, made, back, again)

    def _show(
        self, title: str, care: str, child: Child, visit: Visit, making: Making,
        back: Callable[[], None], again: Callable[[], None], *, for_family: bool = False,
    ) -> None:  # fmt: skip
        bench = self._bench
        paper = records.programme(bench.vault).paper
        line = bench.words.say("{name}  ·  {day}", name=child.name, day=bench.words.date(visit.on))
        page = SummaryPage(
            bench.look, bench.words, title, line, care=care,
            language=proposed(bench.vault, child) if for_family else child.page_language,
            paper=paper, scratch=bench.scratch, layouts=for_family,
        )  # fmt: skip

        refused: list[PageRefused] = []

        def on_wanted() -> None:
            try:
                page.show_page(making(page))
            except PageRefused as error:
                refused[:] = [error]
                page.refuse(bench.words.told(error), mend=self._mend(error, child.child_id))

        if for_family:
            gate = FamilyGate(bench, page, visit.visit_id, child.child_id)
            page.gate = bench.guarded(gate.ask)
            self._offer_desk(page, visit)
            self._tell_given(page, visit)
        page.wanted.connect(lambda: bench.safely(on_wanted))

        def on_mend() -> None:
            if refused[0].place == "care":
                when_wished(bench, child.child_id, again)
            else:
                self._show_programme(again)

        page.mend_asked.connect(bench.guarded(on_mend))
        page.left.connect(bench.guarded(back))
        bench.window.show_page(page)
        page.ask()

    def _offer_desk(self, page: SummaryPage, visit: Visit) -> None:
        """Offer to send the page to the print desk, where there is one; tell what became of it."""
        bench, say = self._bench, self._bench.words.say
        if not any(one.role == "staff" and not one.revoked for one in known_laptops(bench.vault)):
            return

        def send(leaving: Leaving) -> None:
            if leaving.summary is None:
                return
            leaving.keep()
            print_desk.freeze(bench.vault, visit.visit_id, leaving.summary, bench.today())
            page.say(say("It goes with the next archive for the print desk: see Carry my work."))

        button = page.add_action(say("Send to the print desk"), "paper-plane-tilt")
        button.clicked.connect(
            bench.guarded(lambda: page.leave("desk", lambda leaving: send(leaving)))
        )
        for sent in print_desk.of_visit(bench.vault, visit.visit_id)[:1]:
            page.add_line(self._became(sent))

    def _tell_given(self, page: SummaryPage, visit: Visit) -> None:
        """Say when this visit's page was given last, and whether that one is outdated."""
        say, given = self._bench.words.say, given_pages(self._bench.vault, visit.child_id)
        last = next(
            (one for one in given
             if one.printed.visit_id == visit.visit_id and one.state != "failed"),
            None,
        )  # fmt: skip
        if last is None:
            return
        day = self._bench.words.date(last.printed.on)
        if last.outdated:
            page.add_warning(
                say("The page the family got on {day} is outdated. This is the new one.", day=day)
            )
        else:
            page.add_line(say("The family got this page on {day}.", day=day))

    def _became(self, sent: PrintPage) -> str:
        words = self._bench.words
        printed, handed = map(print_desk.last_mark, (sent.prints, sent.handed))
        if handed:
            day = words.date(handed.on)
            return words.say("Handed over on {day} to {whom}", day=day, whom=handed.to)
        if printed:
            return words.say("Printed at the desk on {day}", day=words.date(printed.on))
        return words.say("Sent to the print desk on {day}", day=words.date(sent.made_on))

    def _mend(self, error: PageRefused, child_id: str) -> str:
        if error.place == "care" and not standing.care_of(self._bench.vault, child_id).died:
            return self._bench.words.say("Say why")
        if error.place.startswith("programme"):
            return self._bench.words.say("Write the programme's numbers")
        return ""

    def _visit(self, visit_id: str) -> tuple[Visit, Child]:
        visit = records.visit(self._bench.vault, visit_id)
        child = records.child(self._bench.vault, visit.child_id) if visit else None
        if visit is None or child is None:
            raise InputError(self._bench.words.say("This visit's record is not here."))
        return visit, child
