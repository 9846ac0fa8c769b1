"""An adult's own referrals, from inside the talk alone: those there are, a new one, its page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from imh_desktop.core.own_referral import OwnReferral
from imh_desktop.errors import InputError
from imh_desktop.flows import own_referring, referring
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referral_form import OwnReferralForm
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.own_referral_form import OwnReferralFormPage
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.summary_page import SummaryPage
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, PlainLabel, row
from imh_desktop.words import Words


class OwnReferralsPage(ToldPage):
    """What an adult asked for before. Emits ``page_asked`` and ``withdraw_asked`` with a
    referral's id, and ``new_asked``."""

    may_leave = False
    page_asked = Signal(str)
    withdraw_asked = Signal(str)
    new_asked = Signal()

    def __init__(self, look: Look, words: Words, kept: Sequence[OwnReferral]) -> None:
        """Show one card a referral, the latest first."""
        super().__init__(look, words, words.say("My referral"))
        for each in reversed(kept):
            self.cards.addWidget(self._card(each))
        new = self.button(words.say("Write a new one"), self.new_asked, "primary")
        self.land_on(new)

    def _card(self, kept: OwnReferral) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, kept.partner_name[:120])
        for line in self._lines(kept):
            card.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
        if kept.revoked_on is not None:
            return card
        buttons = row(gap=look.px(10))
        show = Button(look, words.say("Show the page"), icon="file-text")
        show.clicked.connect(lambda: self.page_asked.emit(kept.referral_id))
        back = Button(look, words.say("Take it back"), kind="quiet")
        back.clicked.connect(lambda: self.withdraw_asked.emit(kept.referral_id))
        for button in (show, back):
            button.setAccessibleDescription(kept.partner_name[:120])
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.items.addLayout(buttons)
        return card

    def _lines(self, kept: OwnReferral) -> list[str]:
        words, lines = self._words, [kept.purpose]
        if kept.signed_on and kept.expires_on:
            first, last = words.date(kept.signed_on), words.date(kept.expires_on)
            said = words.say("Agreed on {first}, valid until {last}", first=first, last=last)
            lines.append(said)
        lines += [words.say("The page left on {date}", date=words.date(on)) for on in kept.given]
        if kept.revoked_on:
            lines.append(words.say("Withdrawn on {date}", date=words.date(kept.revoked_on)))
        return lines


class OwnReferrals:
    """Shows them in front of the visit, which waits as it stands."""

    def __init__(self, bench: Bench, visit: OpenVisit, caregiver_id: str) -> None:
        """Work for the adult the visitor is alone with."""
        self._bench, self._visit, self._caregiver_id = bench, visit, caregiver_id

    def show(self) -> None:
        """Show what there is; the form at once where there is nothing."""
        bench = self._bench
        kept = own_referring.of_adult(bench.vault, self._caregiver_id)
        if not kept:
            self._ask()
            return
        page = OwnReferralsPage(bench.look, bench.words, kept)
        page.left.connect(bench.window.go_back)
        page.new_asked.connect(lambda: bench.safely(lambda: self._instead(self._ask)))
        page.page_asked.connect(
            lambda each: bench.safely(lambda: self._instead(lambda: self._page(each)))
        )
        page.withdraw_asked.connect(bench.guarded(lambda each: self._ask_back(page, each)))
        bench.window.show_over(page)

    def _instead(self, then: Callable[[], None]) -> None:
        """Go on in place of the page in front."""
        self._bench.window.go_back()
        then()

    def _ask(self) -> None:
        bench, visit = self._bench, self._visit
        name = next(c.name for c in visit.caregivers if c.caregiver_id == self._caregiver_id)
        page = OwnReferralFormPage(
            bench.look, bench.words, name, partners=referring.partners(bench.vault),
            answers=own_referring.answers_offered(
                bench.vault, bench.library, visit.visit.visit_id, self._caregiver_id, bench.words
            ),
            today=bench.today(),
        )  # fmt: skip
        page.left.connect(bench.window.go_back)
        page.submitted.connect(lambda form: bench.safely(lambda: self._write(page, form)))
        bench.window.show_over(page)

    def _write(self, page: OwnReferralFormPage, form: OwnReferralForm) -> None:
        bench = self._bench
        try:
            referral_id = own_referring.write_own_referral(
                bench.vault, bench.library, self._visit.visit.visit_id, self._caregiver_id, form,
                today=bench.today(), words=bench.words,
            )  # fmt: skip
        except InputError as error:
            page.say_fault(error)
            return
        self._instead(lambda: self._page(referral_id))

    def _page(self, referral_id: str) -> None:
        bench, say = self._bench, self._bench.words.say
        care = say(
            "Hand it to this adult alone, or send it yourself. Ask where it is safe. A saved copy"
            " is not locked."
        )
        page = SummaryPage(
            bench.look, bench.words, say("My referral"), "", care=care,
            language=self._visit.visit.language, paper=records.programme(bench.vault).paper,
            scratch=bench.scratch,
        )  # fmt: skip

        def made() -> None:
            language, paper = page.choices
            try:
                content = own_referring.own_referral_page(
                    bench.vault, bench.library, referral_id, language, paper,
                    today=bench.today(), words=bench.words,
                )  # fmt: skip
            except InputError as error:
                page.refuse(bench.words.told(error))
                return
            page.show_page(content)

        page.wanted.connect(lambda: bench.safely(made))
        page.given.connect(
            bench.guarded(lambda: own_referring.note_given(bench.vault, referral_id, bench.today()))
        )
        page.left.connect(bench.window.go_back)
        bench.window.show_over(page)
        page.ask()

    def _ask_back(self, page: OwnReferralsPage, referral_id: str) -> None:
        bench, say = self._bench, self._bench.words.say
        lines = (
            say("Nothing more is sent after that."),
            say("What was sent already stays there: call the partner and ask to have it back."),
        )
        panel = ReasonPanel(
            bench.look, page, bench.words, say("Take this permission back?"), lines,
            agree=say("Take it back"),
        )  # fmt: skip

        def back(reason: str) -> None:
            own_referring.withdraw_own(
                bench.vault, referral_id, reason, today=bench.today(), words=bench.words
            )
            self._instead(self.show)

        panel.answered.connect(lambda reason: bench.safely(lambda: back(reason)))
        panel.show_panel()
