"""Half typed at the print desk, at the programme's own laptop, in a review, over figures."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows import deciding, erasing, visiting
from imh_desktop.flows.erasing import What
from imh_desktop.flows.explaining import level_said
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.store import records
from imh_desktop.store.quality_notes import quality_notes
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.figures_page import FiguresPage
from imh_desktop.words import Words
from tests.flows.sent import send
from tests.flows.team import KEY, Team
from tests.ui_shell.conftest import enrol

from .conftest import BEGUN, EVA, LUZ, Laptop, text
from .stories import R1, TODAY, WORDS, _visit

TYPED = "Zyxq O'Brien <img src=x> =1+1"
WHOM = "Such as the mother, or the visitor who takes it along"
REASON = "Why? This is kept with it."
K3 = "k3-heavy-days"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path / "team")
    yield made
    made.close()


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, team: Team, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Laptop]:
    """The coordinator's laptop, which two others belong to, with one child in it."""
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    enrol(team.desk)
    team.desk.close()
    laptop = Laptop(qtbot, qapp, team.desk.folder, hands, KEY)
    laptop.unlock()
    yield laptop
    laptop.end()


def test_the_print_desk_finds_its_own_words_again_and_nobody_else_does(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    send(laptop.vault, Library(), _visit(laptop.vault, child.child_id), "en", TODAY)
    laptop.relock(EVA)
    hands.click("Amara. To print")
    hands.click("Handed over")
    hands.write(WHOM, TYPED)
    laptop.relock(LUZ)
    (place,) = laptop.drafts()
    assert laptop.vault.worker_id not in place
    laptop.relock(EVA)
    hands.click("Amara. To print")
    hands.click("Handed over")
    assert hands.sees(BEGUN)
    assert text(hands, WHOM) == TYPED
    hands.picture("handed")
    hands.find(WHOM).setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: not laptop.drafts(), "the end of the draft")


def test_families_half_given_to_another_laptop(desk: Laptop, hands: Hands) -> None:
    (child,) = records.children(desk.vault)

    def show() -> None:
        desk.program._workspace.show_handover(child.child_id)

    show()
    hands.write("Why", TYPED)
    hands.click("For good")
    desk.relock()
    show()
    assert hands.sees(BEGUN)
    hands.picture("handover")
    assert text(hands, "Why") == TYPED
    desk.lock()
    with Vault.open_with_key(desk.folder, KEY) as vault:
        what = What(kind="child", record_id=child.child_id)
        erasing.erase(vault, Library(), what, "family", WORDS)
        assert vault.desk.drafts() == {}


def test_families_given_leave_nothing_half_typed_behind(
    desk: Laptop, hands: Hands, tmp_path: Path
) -> None:
    (child,) = records.children(desk.vault)
    desk.program._workspace.show_handover(child.child_id)
    hands.write("Why", TYPED)
    hands.click("Choose where to save it")
    hands.name_file(tmp_path / "families.imha")
    hands.wait_for("Done. Give the archive to whoever takes over: it is taken in like any other.")
    assert desk.drafts() == {}
    assert not hands.sees(BEGUN)


def test_a_reason_to_shut_a_laptop_out(desk: Laptop, hands: Hands) -> None:
    def show() -> None:
        desk.program._workspace.show_together()
        hands.click("Laptops of the programme")
        hands.click("Shut out")

    show()
    hands.write("Why", TYPED)
    desk.relock()
    show()
    assert hands.sees(BEGUN)
    assert text(hands, "Why") == TYPED
    hands.click("Cancel")
    assert desk.drafts() == {}


def test_a_higher_step_half_said_in_the_review(laptop: Laptop, child: Child, hands: Hands) -> None:
    visit = visiting.start(laptop.vault, Library(), child.child_id, on=TODAY)
    visit.use_known("seen")
    visit.answer(R1, "often")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")

    def show() -> None:
        again = visiting.resume(laptop.vault, Library(), visit.visit.visit_id)
        laptop.program._workspace._visits.show_review(again)
        hands.click("Raise the next step")

    show()
    assert QApplication.focusWidget() is not None
    hands.write("Your reason", TYPED)
    laptop.relock()
    show()
    assert hands.sees(BEGUN)
    hands.picture("raise")
    assert text(hands, "Your reason") == TYPED
    hands.click(level_said("N3", WORDS))
    hands.click("Raise")
    hands.wait(lambda: not laptop.drafts(), "the end of the draft")


def test_a_comment_half_written_beside_figures(laptop: Laptop, child: Child, hands: Hands) -> None:
    vault = laptop.vault
    vault.journal.write("worker", vault.worker_id, {"role": "coordinator"})
    _visit(vault, child.child_id)
    vault.journal.write("child", child.child_id, {"gestation_days": None})

    def show() -> None:
        laptop.program._workspace.show_together()
        hands.click("How the programme is doing")
        page = laptop.program.window.page
        assert isinstance(page, FiguresPage)
        hands.wait(lambda: page.counted, "counting")
        hands.click("Data to look at")

    show()
    hands.write("Write a comment", TYPED)
    laptop.relock()
    show()
    assert hands.sees(BEGUN)
    hands.picture("comment")
    assert text(hands, "Write a comment") == TYPED
    hands.click("Add the comment")
    ((_key, note),) = quality_notes(laptop.vault).items()
    assert [one.text for one in note.comments] == [TYPED]
    assert laptop.drafts() == {}
    assert not hands.sees(BEGUN)


def test_a_birth_half_corrected_and_its_reason(laptop: Laptop, child: Child, hands: Hands) -> None:
    _visit(laptop.vault, child.child_id)
    born = date.today() - timedelta(days=200)  # noqa: DTZ011 the program asks the local clock too
    laptop.program._workspace.show_child_form(child.child_id)
    hands.write("Day of birth: day", str(born.day))
    hands.choose("Day of birth: month", WORDS.months()[born.month - 1])
    hands.write("Day of birth: year", str(born.year))
    hands.click("Save the changes")
    hands.write("Why", TYPED)
    laptop.relock()
    laptop.program._workspace.show_child_form(child.child_id)
    assert hands.sees(BEGUN)
    hands.click("Save the changes")
    hands.wait_for("Correct the birth date or the weeks?")
    assert text(hands, "Why") == TYPED
    hands.click("Correct it")
    hands.wait(lambda: not laptop.drafts(), "the end of both drafts")


class TestDecisions:
    """What two laptops wrote differently."""

    @pytest.fixture
    def other(self, laptop: Laptop, tmp_path: Path) -> Iterator[Vault]:
        with Vault.create_with_key(tmp_path / "other", KEY, "Ada") as made:
            yield made

    @pytest.fixture
    def visit_id(self, laptop: Laptop, child: Child, other: Vault) -> str:
        visit = visiting.start(laptop.vault, Library(), child.child_id, on=TODAY)
        visit.use_known("seen")
        other.journal.admit(laptop.vault.journal.entries())
        return visit.visit.visit_id

    def differ(self, laptop: Laptop, other: Vault, visit_id: str, item: str, who: str = "") -> None:
        for vault, code in ((laptop.vault, "no"), (other, "a_lot")):
            visit = visiting.resume(vault, Library(), visit_id)
            visit.use_known("seen")
            if who:
                visit.alone_with(who)
            visit.answer(item, code)
        laptop.vault.journal.admit(other.journal.entries())

    def show(self, laptop: Laptop) -> None:
        (question,) = deciding.open_questions(laptop.vault, Library(), Words("en"))
        laptop.program._workspace.show_to_decide(question.child_id)

    def test_a_reason_stands_there_again_and_is_gone_once_it_is_decided(
        self, laptop: Laptop, other: Vault, visit_id: str, hands: Hands
    ) -> None:
        self.differ(laptop, other, visit_id, "o1-any-worry")
        self.show(laptop)
        hands.write(REASON, TYPED)
        laptop.relock(LUZ)
        self.show(laptop)
        assert not hands.sees(BEGUN)
        laptop.relock()
        self.show(laptop)
        assert hands.sees(BEGUN)
        hands.picture("decide")
        assert text(hands, REASON) == TYPED
        hands.click("Keep this", about="A lot")
        hands.wait_for("Nothing to decide")
        assert laptop.drafts() == {}

    def test_a_reason_beside_what_was_said_alone_is_kept_nowhere(
        self, laptop: Laptop, other: Vault, visit_id: str, child: Child, hands: Hands
    ) -> None:
        (mother,) = records.caregivers(laptop.vault, child.child_id)
        self.differ(laptop, other, visit_id, K3, mother.caregiver_id)
        (question,) = deciding.open_questions(laptop.vault, Library(), Words("en"))
        laptop.program._workspace.show_to_decide("")
        assert question.private
        hands.click("Nobody else can see: show it")
        hands.write(REASON, TYPED)
        laptop.relock()
        assert laptop.drafts() == {}
