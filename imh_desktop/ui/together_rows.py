"""What can be done between laptops, by the role of who is here: the rows of carry and gather."""

from typing import TYPE_CHECKING

from imh_desktop.core.people import Role
from imh_desktop.flows.roles import role_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.more_papers import MorePapers
from imh_desktop.ui.together_page import Entrance

if TYPE_CHECKING:
    from imh_desktop.ui.together import Together  # it makes these rows


class Entrances:
    """Makes the rows; each leads to a page that ``together`` shows."""

    def __init__(self, bench: Bench, together: "Together", papers: MorePapers) -> None:
        """Lead to the pages of carry and gather."""
        self._bench, self._to, self._more_papers = bench, together, papers

    def rows(self) -> list[Entrance]:
        """Return the rows for the role of who is here. A page's module is imported when asked."""
        role = role_of(self._bench.vault)
        rows = [*self._carrying(role), self._safety()]
        if role != "staff":
            rows[3:3] = [self._to_decide(), self._same_child()]
            rows += self._of_families()
        if role == "coordinator":
            rows += [self._to_sign_off(), *self._shut_out(), *self._of_the_programme()]
        return rows

    def _carrying(self, role: Role) -> list[Entrance]:
        say = self._bench.words.say
        return [
            Entrance(
                "printer", say("Pages of a day"),
                say("Print the pages of many families in one go, each on a sheet of its own."),
                self._to.show_day,
            ),
            Entrance(
                "upload-simple", say("Carry my work"),
                say("Write what is new here into an archive, for another coordinator.")
                if role == "coordinator"
                else say("Write what you have done into an archive, for your coordinator."),
                self._to.show_carry,
            ),
            Entrance(
                "download-simple", say("Take in archives"),
                say("See what other laptops send you, and take it into your file."),
                self._to.show_gathering,
            ),
            Entrance(
                "laptop", say("Laptops of the programme"),
                say("Let a laptop join, see who is known, shut out one that was lost."),
                self._to.show_laptops,
            ),
        ]  # fmt: skip

    def _safety(self) -> Entrance:
        say = self._bench.words.say
        return Entrance(
            "shield-check", say("Backups and health of your file"),
            say("Make a backup, go back to one, see whether everything is whole."),
            self._to.show_safety,
        )  # fmt: skip

    def _to_decide(self) -> Entrance:
        from imh_desktop.flows import deciding

        words, waiting = self._bench.words, deciding.count(self._bench.vault)
        return Entrance(
            "scales", words.say("To decide"),
            words.say("Two people wrote different things, or an answer came late."),
            self._to.show_to_decide,
            words.count("{n} to decide", "{n} to decide", waiting) if waiting else "",
        )  # fmt: skip

    def _same_child(self) -> Entrance:
        from imh_desktop.flows import same_child

        words, found = self._bench.words, len(same_child.pairs(self._bench.vault))
        return Entrance(
            "users", words.say("Same child?"),
            words.say("Children whom two laptops may have written down, each once."),
            self._to.show_same_child,
            words.count("{n} to look at", "{n} to look at", found) if found else "",
        )  # fmt: skip

    def _of_families(self) -> list[Entrance]:
        say = self._bench.words.say
        return [
            Entrance(
                "arrows-left-right", say("Give families to another laptop"),
                say("When you are ill or away, or a family moves to another visitor."),
                lambda: self._to.show_handover(),
            ),
            Entrance(
                "chats-circle", say("For my supervision"),
                say("Strengths, questions and what you wondered, on paper for your talk."),
                lambda: self._more_papers.ask_supervision(self._to.show),
            ),
            Entrance(
                "arrow-counter-clockwise", say("Archives taken in"),
                say("See what came and when; take back what should not have come."),
                self._to.show_merges,
            ),
        ]  # fmt: skip

    def _to_sign_off(self) -> Entrance:
        from imh_desktop.flows import sign_off

        words = self._bench.words
        waiting = len(sign_off.requests(self._bench.vault, words))
        return Entrance(
            "pen-nib", words.say("Steps to sign off"),
            words.say("Visitors ask you to lower a next step."), self._to.show_sign_off,
            words.count("{n} to look at", "{n} to look at", waiting) if waiting else "",
        )  # fmt: skip

    def _shut_out(self) -> list[Entrance]:
        from imh_desktop.flows import quarantine

        if not quarantine.useful(self._bench.vault):
            return []
        say = self._bench.words.say
        return [
            Entrance(
                "shield-warning", say("From laptops that were shut out"),
                say("See what such an archive holds; take it in or leave it out."),
                self._to.show_shut_out,
            )
        ]  # fmt: skip

    def _of_the_programme(self) -> list[Entrance]:
        say = self._bench.words.say
        return [
            Entrance(
                "chart-bar", say("How the programme is doing"),
                say("Visits, referrals and figures for a report; data to look at."),
                self._to.show_figures,
            ),
            Entrance(
                "export", say("Export"),
                say("Tables for a spreadsheet, a statistics program or another system."),
                self._to.show_exporting,
            ),
        ]  # fmt: skip
