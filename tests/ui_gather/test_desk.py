"""The print desk's own window, and the way of a page from the visitor to the desk."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.exchange.archive import Recipients
from imh_desktop.flows import archiving, print_desk
from imh_desktop.flows.selecting import family_pages
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.desk_page import DeskPage
from imh_desktop.ui.job_page import JobPage
from imh_desktop.words import Words
from tests.flows.export_vault import ON
from tests.flows.sent import agreed_to_print, send
from tests.flows.team import Team
from tests.flows.test_print_desk import DAY, closed_visit

from .seen import choose, texts


@pytest.fixture
def desk(team: Team) -> Vault:
    vault = team.vault("print")
    team.papers.append(team.join(vault, role="staff"))
    return vault


class TestAtTheDesk:
    """The window of a laptop whose role is staff."""

    @pytest.fixture
    def vault(self, team: Team, desk: Vault) -> Vault:
        laptop, library = team.laptops[0], Library()
        send(laptop, library, closed_visit(laptop, library), "en", DAY)
        file = team.place / "pages.imha"
        to = Recipients(open=(team.papers[-1],))
        archiving.make_archive(laptop, file, to, only=family_pages(laptop))
        team.take(desk, file)
        return desk

    def test_it_opens_on_the_pages_and_shows_nothing_else(self, opened, hands, vault):
        program = opened()
        assert isinstance(program.window.page, DeskPage)
        for button in ("Add a child", "Programme", "Learn"):
            assert not hands.sees(button)
        for word in ("Secretname", "Mother of", "Sleeps", "private"):
            assert word not in texts(program)
        hands.picture("desk")
        hands.click("Carry and gather")
        hands.wait_for("Carry my work")
        for row in ("Same child?", "To decide", "Export", "How the programme is doing"):
            assert not hands.sees(row)
        hands.click("Back")
        hands.wait_for("Pages to print")

    def test_a_page_of_a_newer_release_hides_no_other(self, opened, hands, vault):
        newer = {"body": '{"newer": 1}', "made_on": DAY.isoformat(), "language": "en"}
        vault.journal.write("page", vault.journal.new_id(), newer)
        program = opened()
        assert hands.sees("Mara. To print")
        hands.picture("desk-newer")
        hands.click(f"{Words('en').date(DAY)}. To print")
        hands.wait(lambda: "Bring this laptop up to date" in texts(program), "the reason")

    def test_a_page_is_saved_and_handed_over(self, opened, hands, vault, tmp_path):
        program = opened()
        hands.click("Mara. To print")
        hands.picture("desk-page")
        hands.click("Save a copy")
        choose(program, hands, tmp_path / "page.pdf")
        (page,) = print_desk.pages(vault)
        assert (tmp_path / "page.pdf").read_bytes() == print_desk.drawn(page).content
        assert len(page.prints) == 1
        hands.click("Handed over")
        hands.write("Such as the mother, or the visitor who takes it along", "the grandmother")
        hands.picture("desk-handed")
        hands.click("Handed over")
        hands.wait_for(
            "No page waits. Take in the archive a visitor or your coordinator gives you."
        )
        (page,) = print_desk.pages(vault)
        assert [mark.to for mark in page.handed] == ["the grandmother"]
        hands.picture("desk-done")

    def test_all_that_waits_is_one_job_and_nothing_is_asked(self, opened, hands, vault):
        program = opened()
        hands.click("Carry and gather")
        hands.click("Pages of a day")
        hands.wait_for("These pages wait to be printed.")
        assert not hands.sees("Short page")
        hands.click("Make the pages")
        hands.wait(lambda: isinstance(program.window.page, JobPage), "the pages")
        hands.wait_for("1 family")
        (page,) = print_desk.pages(vault)
        assert len(page.prints) == 1


class TestAtTheVisitor:
    """The window of a laptop that sends pages."""

    def test_a_page_is_sent_and_carried_to_the_desk(self, opened, hands, team, desk, tmp_path):
        visit_id = closed_visit(team.desk, Library())
        program = opened()
        program._workspace.show_family_page(visit_id)
        hands.click("Send to the print desk")
        hands.click("Yes, send it")
        hands.wait(lambda: "The family has not agreed to this yet" in texts(program), "a refusal")
        hands.click("Continue")
        assert not print_desk.pages(team.desk)
        child_id = records.visit(team.desk, visit_id).child_id
        agreed_to_print(team.desk, child_id, ON)
        hands.click("Send to the print desk")
        hands.click("Yes, send it")
        hands.wait_for("It goes with the next archive for the print desk: see Carry my work.")
        hands.picture("sent")
        hands.click("Back")
        hands.click("Children")
        hands.click("Carry and gather")
        hands.click("Carry my work")
        hands.click("Carry pages to the print desk")
        file = tmp_path / "pages.imha"
        choose(program, hands, file)
        hands.wait(lambda: "Done. The archive was written" in texts(program), "the end")
        team.take(desk, file)
        (page,) = print_desk.pages(desk)
        assert page.visit_id == visit_id
