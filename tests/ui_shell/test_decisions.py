"""To decide: what two people wrote differently is settled by keys and clicks, one after another."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.flows import deciding, moving_visits, reviewing
from imh_desktop.flows.deciding import Question
from imh_desktop.flows.moving_visits import Move
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui import question_list
from imh_desktop.ui.decisions_page import DecisionsPage
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.question_list import QuestionList
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

from .conftest import KEY, OpenProgram, enrol, focus_stops

R1 = "r1-more-and-enough"
K3 = "k3-heavy-days"
NAME = "<img src=x>"


@pytest.fixture
def other(vault: Vault, tmp_path: Path) -> Iterator[Vault]:
    """Another laptop, opened where this one is left."""
    with Vault.create_with_key(tmp_path / "other", KEY, "Luz") as made:
        yield made


@pytest.fixture
def visit_id(vault: Vault, other: Vault, library: Library) -> str:
    """A visit in which two laptops wrote different answers and notes."""
    child = enrol(vault, NAME, "O'Brien " * 20)
    visit = start(vault, library, child.child_id, on=date.today())  # noqa: DTZ011 as the program
    visit.use_known("seen")
    other.journal.admit(vault.journal.entries())
    for each, code, note in ((vault, "often", "She laughed."), (other, "not_yet", "She slept.")):
        there = resume(each, library, visit.visit.visit_id)
        there.use_known("seen")
        there.answer(R1, code)
        there.keep_note(R1, note)
    vault.journal.admit(other.journal.entries())
    return visit.visit.visit_id


def _go(hands: Hands, count: int) -> None:
    hands.click("Carry and gather")
    hands.click(f"To decide. {count} to decide")


def test_a_question_is_decided_with_a_reason_and_the_next_one_comes(
    opened: OpenProgram, vault: Vault, visit_id: str, hands: Hands
) -> None:
    opened()
    _go(hands, 2)
    hands.wait_for("She laughed.")
    hands.wait_for("Did not know of the other answer.")
    hands.click("Keep both")
    hands.wait_for("Please say why, in a few words.")
    assert deciding.count(vault) == 2
    hands.write("Why? This is kept with it.", "Both are true")
    hands.click("Keep both")
    hands.wait_for("Often, seen")
    note = records.visit(vault, visit_id).notes[R1]
    assert "She laughed." in note
    assert "She slept." in note
    hands.click("I asked the family.")
    hands.click("Keep this", about="Not yet")
    hands.wait_for("Nothing to decide")
    assert records.visit(vault, visit_id).answers[R1].code == "not_yet"
    assert vault.journal.history(visit_id)[-1].reason == "I asked the family."
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("To decide")


def test_the_whole_of_it_is_done_by_keys(
    opened: OpenProgram, vault: Vault, visit_id: str, hands: Hands
) -> None:
    program = opened()
    program._workspace.show_to_decide(records.visit(vault, visit_id).child_id)
    QApplication.processEvents()
    assert isinstance(QApplication.focusWidget(), QuestionList)
    hands.press(Qt.Key.Key_Down)
    hands.wait_for("Often, seen")
    hands.press(Qt.Key.Key_Tab)
    hands.type("I saw it")
    while not _on("Keep this"):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("She laughed.")
    assert records.visit(vault, visit_id).answers[R1].code == "often"
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("Decide")


def _on(name: str) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and focused.accessibleName() == name


def test_every_stop_has_a_name_and_later_leaves_it_asked(
    opened: OpenProgram, vault: Vault, visit_id: str, hands: Hands
) -> None:
    program = opened()
    _go(hands, 2)
    stops = focus_stops(program)
    assert all(stop.accessibleName() for stop in stops)  # type: ignore[attr-defined]
    hands.click("Later")
    hands.wait_for("Often, seen")
    hands.click("Later")
    hands.wait_for("She laughed.")
    assert deciding.count(vault) == 2
    page = program.window.page
    assert isinstance(page, DecisionsPage)
    assert page.width() <= program.window.width()


def test_late_answers_are_taken_in_together(
    opened: OpenProgram, vault: Vault, other: Vault, visit_id: str, library: Library, hands: Hands
) -> None:
    for each in deciding.open_questions(vault, library, Words("en")):
        deciding.keep(vault, library, each.question_id, "a", "asked", Words("en"))
    visit = resume(vault, library, visit_id)
    for what in ("sang", "laughed", "slept well"):
        reviewing.add_moment(visit, f"She {what}.")
    reviewing.close(visit)
    late = resume(other, library, visit_id)
    late.use_known("seen")
    late.answer(R1, "sometimes")
    late.keep_note(R1, "Later")
    vault.journal.admit(other.journal.entries())
    assert {q.kind for q in deciding.open_questions(vault, library, Words("en"))} == {"late"}
    opened()
    _go(hands, 2)
    hands.wait_for("Came later")
    hands.click("We talked about it and agree.")
    hands.click("Take all late answers in")
    hands.wait_for("Nothing to decide")
    assert records.visit(vault, visit_id).answers[R1].code == "sometimes"


def test_a_private_answer_shows_nothing_until_it_is_opened(
    opened: OpenProgram, vault: Vault, other: Vault, visit_id: str, library: Library, hands: Hands
) -> None:
    words = Words("en")
    for each in deciding.open_questions(vault, library, words):
        deciding.keep(vault, library, each.question_id, "a", "asked", words)
    child_id = records.visit(vault, visit_id).child_id
    who = records.caregivers(vault, child_id)[0].caregiver_id
    for each, code in ((vault, "no"), (other, "a_lot")):
        visit = resume(each, library, visit_id)
        visit.alone_with(who)
        visit.answer(K3, code)
    vault.journal.admit(other.journal.entries())
    text = library.texts("observation", "en").items[K3].text
    program = opened()
    _go(hands, 1)
    hands.wait_for("A private answer")
    assert not hands.sees(text)
    assert not hands.sees("A lot")
    hands.click("Nobody else can see: show it")
    hands.wait_for(text)
    assert _on("Why? This is kept with it.")
    hands.type("asked her")
    hands.click("Keep this", about="A lot")
    hands.wait_for("Nothing to decide")
    program._workspace.show_child(child_id)
    assert not hands.sees("Decide")


def test_a_visit_says_that_something_in_it_waits(
    opened: OpenProgram, vault: Vault, visit_id: str, hands: Hands
) -> None:
    program = opened()
    program._workspace.continue_visit(visit_id)
    hands.wait_for(
        "Two people wrote different things in this visit. Until one of you decides, those cards"
        " stay empty."
    )
    hands.picture("visit-waits")
    hands.click("Decide")
    hands.wait_for("2 to decide")
    hands.picture("decide")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("Continue the visit")


def test_of_thousands_of_questions_only_those_in_sight_are_put_into_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        Question(
            question_id=str(n), kind="field", record_id=str(n), record_type="visit",
            child_id=str(n // 2),
            child=f"Child {n // 2}", where="Visit", label=f"Field {n}",
        )
        for n in range(5_000)
    ]  # fmt: skip
    told: list[str] = []
    monkeypatch.setitem(question_list._SAID, Qt.ItemDataRole.DisplayRole, _noting(told))
    page = DecisionsPage(Look(), Words("en"))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.show_questions(many, "4000")
    QApplication.processEvents()
    assert "Field 4000" in told
    assert len(set(told)) < 100


def test_questions_that_begin_alike_are_told_apart_in_the_list(qapp: QApplication) -> None:
    look = Look()
    look.apply(qapp)
    long = "When your baby shows 'more' or 'enough', the one who is feeding"
    font, width = look.font(15, bold=True), 370
    whole = question_list.in_lines(f"{long} listens.", font, width, 2)
    assert " ".join(whole) == f"{long} listens."
    ends = {question_list.in_lines(f"{long} {end}.", font, width, 2)[-1] for end in ("a", "b")}
    assert len(ends) == 2
    cut = question_list.in_lines("W" * 2_000 + " and more", font, width, 2)
    assert len(cut) == 2
    assert question_list.in_lines("Birth date", font, width, 2) == ["Birth date"]


def _noting(told: list[str]) -> Callable[[Question], str]:
    def label(question: Question) -> str:
        told.append(question.label)
        return question.label

    return label


def test_whose_words_they_are_is_asked_where_nobody_else_sees_the_screen(
    opened: OpenProgram, vault: Vault, other: Vault, library: Library, hands: Hands
) -> None:
    """A visit was moved; elsewhere somebody of the wrong family spoke alone at it since."""
    today = date.today()  # noqa: DTZ011 as the program
    wrong, right = enrol(vault, "Wrongchild"), enrol(vault, "Rightchild")
    visit_id = start(vault, library, wrong.child_id, on=today).visit.visit_id
    other.journal.admit(vault.journal.entries())
    (fatou,) = records.caregivers(vault, wrong.child_id)
    there = resume(other, library, visit_id)
    there.alone_with(fatou.caregiver_id)
    there.answer(K3, "a_lot")
    what = Move(
        visit_id=visit_id, to_child_id=right.child_id, reason="wrong record",
        people=moving_visits.likely(vault, visit_id, right.child_id),
    )  # fmt: skip
    moving_visits.move(vault, library, what, today, Words("en"))
    vault.journal.admit(other.journal.entries())
    opened()
    _go(hands, 1)
    hands.wait_for("A private answer")
    assert not hands.sees("Fatou Jallow")
    hands.click("Nobody else can see: show it")
    hands.wait_for("Said alone by Fatou Jallow, before it was known whose visit it is")
    hands.write("Why? This is kept with it.", "I asked her")
    hands.click("Keep this", about="Fatou Jallow")
    hands.wait_for("Nothing to decide")
    (talk,) = records.private_talks(vault, visit_id)
    (mother,) = records.caregivers(vault, right.child_id)
    assert (talk.caregiver_id, talk.answers[K3].code) == (mother.caregiver_id, "a_lot")
