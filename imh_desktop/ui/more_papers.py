"""Papers beside the family's page and the referral: shown as they will be printed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from imh_desktop.core.people import Child, Paper
from imh_desktop.core.programme_facts import Period
from imh_desktop.errors import InputError
from imh_desktop.flows.pages import Page
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_gate import when_wished

if TYPE_CHECKING:
    from imh_desktop.ui.summary_page import SummaryPage

Making = Callable[[str, Paper], Page]
Back = Callable[[str], None]


class MorePapers:
    """Makes a paper and shows it. The modules of a paper are imported when it is asked for."""

    def __init__(self, bench: Bench, type_in: Callable[[Child], None], back: Back) -> None:
        """``type_in`` takes a child whose visit comes from paper; ``back`` the id of the child
        whose page is gone back to."""
        self._bench, self._type_in, self._back = bench, type_in, back

    def show(self, kind: str, record_id: str) -> None:
        """Show a paper about a record; its kind is the one its button has."""
        shown = {
            "checklist": self._checklist,
            "type-in": self._ask_to_type_in,
            "record": self._record,
            "held": self._ask_copy,
            "partner-form": self._ask_form,
        }[kind]
        if kind == "type-in":
            self._bench.safely(lambda: shown(record_id))
        else:
            when_wished(self._bench, self._child_id(record_id), lambda: shown(record_id))

    def _child_id(self, record_id: str) -> str:
        """Return whom a record is about: a child's own, a visit's or a referral's."""
        record = self._bench.vault.journal.record(record_id)
        return str(record.fields.get("child_id") or record_id) if record else ""

    def _ask_to_type_in(self, child_id: str) -> None:
        self._type_in(self._child(child_id))

    def _ask_copy(self, child_id: str) -> None:
        from imh_desktop.ui.family_copies import FamilyCopies

        child = self._child(child_id)
        self._copies = FamilyCopies(self._bench, self._shown, self._to(child))
        self._copies.ask(child)

    def _ask_form(self, referral_id: str) -> None:
        from imh_desktop.ui.partner_forms import PartnerForms

        child = self._child(self._child_id(referral_id))
        self._forms = PartnerForms(self._bench, self._shown, self._to(child))
        self._forms.ask(referral_id)

    def _checklist(self, child_id: str, *, private: bool = False) -> None:
        """Show the checklist of the child's age today. What is asked alone is a sheet apart."""
        from imh_desktop.flows import paper_checklist, visiting

        bench, say = self._bench, self._bench.words.say
        offered = visiting.bands_for(bench.vault, bench.library, child_id, bench.today())
        bands = [choice.band for choice in offered if choice.ready]

        def made(language: str, paper: Paper) -> Page:
            return paper_checklist.blank_checklist(
                bench.library, bands[0] if bands else "", language, paper, private=private,
                words=bench.words, demo=bench.vault.made_up,
            )  # fmt: skip

        title = say("Sheet for a talk alone") if private else say("Blank checklist")
        other = say("The checklist itself") if private else say("Sheet for a talk alone")
        care = (
            say("Keep this sheet apart. Type it in the same day, then shred it.")
            if private
            else say("It names nobody. Once filled in, keep it as safe as the family’s record.")
        )
        ages = bench.words.listed(
            paper_checklist.months_said(band, bench.words) for band in bands[:1]
        )
        page = self._shown(title, ages, care, self._to(self._child(child_id)), made)
        button = page.add_action(other, "file-text")
        button.clicked.connect(
            bench.guarded(lambda: self._checklist(child_id, private=not private))
        )

    def _record(self, visit_id: str) -> None:
        """Show the record of a closed visit."""
        from imh_desktop.flows.visit_record import visit_record_page

        bench, words = self._bench, self._bench.words
        visit = records.visit(bench.vault, visit_id)
        if visit is None:
            raise InputError(words.say("This visit's record is not here."))
        child = self._child(visit.child_id)

        def made(language: str, paper: Paper) -> Page:
            return visit_record_page(
                bench.vault, bench.library, visit_id, language, paper, words=words
            )

        line = words.say("{name}  ·  {day}", name=child.name, day=words.date(visit.on))
        care = words.say(
            "It names the child and holds all open answers: keep it in the programme’s own file."
        )
        self._shown(words.say("Record for the file"), line, care, self._to(child), made)

    def show_week(self, back: Callable[[], None]) -> None:
        """Show the plan of this week, for her bag."""
        from imh_desktop.flows.week_plan import week_plan_page
        from imh_desktop.ui.calendar_panel import offer_calendar

        bench, words = self._bench, self._bench.words

        def made(language: str, paper: Paper) -> Page:
            return week_plan_page(bench.vault, bench.library, bench.today(), language, paper)

        care = words.say("It names children: shred it after the week.")
        page = self._shown(words.say("Plan of the week"), "", care, back, made)
        offer_calendar(bench, page)

    def show_unreached(self, back: Callable[[], None]) -> None:
        """Show the families that cannot be reached, to be printed."""
        from imh_desktop.flows.unreached import unreached_page

        bench, words = self._bench, self._bench.words

        def made(language: str, paper: Paper) -> Page:
            return unreached_page(bench.vault, bench.today(), language, paper)

        care = words.say("It names children: shred it after use.")
        self._shown(words.say("Families who cannot be reached"), "", care, back, made)

    def ask_supervision(self, back: Callable[[], None]) -> None:
        """Ask for the days of the packet for supervision, in front of the page, and show it."""
        from imh_desktop.flows import programme_figures
        from imh_desktop.ui.period_panel import PeriodPanel

        bench, words = self._bench, self._bench.words
        front, today = bench.window.page, bench.today()
        if front is None:
            return
        usual = Period(first=today - timedelta(days=27), last=today)
        ground = front.parentWidget() or front
        panel = PeriodPanel(bench.look, ground, words, usual, words.say("Show the paper"))

        def on_chosen(first: date, last: date) -> None:
            try:
                period = programme_figures.period_of(first, last, today, words)
            except InputError as error:
                panel.say_fault(words.told(error))
                return
            panel.put_away()
            self._supervision(period, back)

        panel.chosen.connect(bench.guarded(on_chosen))
        panel.dismissed.connect(panel.put_away)
        panel.open()

    def _supervision(self, period: Period, back: Callable[[], None]) -> None:
        from imh_desktop.flows.supervision import supervision_page

        bench, words = self._bench, self._bench.words

        def made(language: str, paper: Paper) -> Page:
            return supervision_page(
                bench.vault, bench.library, period.first, period.last, language, paper,
                words=words,
            )  # fmt: skip

        first, last = words.date(period.first), words.date(period.last)
        line = words.say("{first} to {last}", first=first, last=last)
        care = words.say("It names children: shred it after the talk.")
        self._shown(words.say("For my supervision"), line, care, back, made)

    def _shown(
        self, title: str, line: str, care: str, back: Callable[[], None], making: Making
    ) -> "SummaryPage":
        from imh_desktop.ui.summary_page import SummaryPage

        bench = self._bench
        page = SummaryPage(
            bench.look, bench.words, title, line, care=care, language=bench.words.language,
            paper=records.programme(bench.vault).paper, scratch=bench.scratch,
        )  # fmt: skip

        def on_wanted() -> None:
            try:
                page.show_page(making(*page.choices))
            except InputError as error:
                page.refuse(bench.words.told(error))

        page.wanted.connect(lambda: bench.safely(on_wanted))
        page.left.connect(bench.guarded(back))
        bench.window.show_page(page)
        page.ask()
        return page

    def _to(self, child: Child) -> Callable[[], None]:
        return lambda: self._back(child.child_id)

    def _child(self, child_id: str) -> Child:
        child = records.child(self._bench.vault, child_id)
        if child is None:
            raise InputError(self._bench.words.say("This child's record is not here."))
        return child
