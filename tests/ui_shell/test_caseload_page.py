"""The list of children: what it says, how it is searched, what it leads to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QListView

from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.ui import caseload_list
from imh_desktop.ui.caseload_list import CaseLine
from imh_desktop.ui.style import Look

from .conftest import enrol

HOSTILE = ("<img src=x>", "a&b <b>bold</b>", "=1+1", "O'Brien", "W" * 200, "%s {n} %1")


def _shown(program) -> list[str]:
    view = program.window.page.findChild(QListView)
    model = view.model()
    return [model.index(at).data() for at in range(model.rowCount())]


def test_an_empty_caseload_says_what_to_do(opened, hands):
    opened()
    assert hands.sees("No children here yet")
    hands.click("Add the first child")
    assert hands.sees("First name")


@pytest.mark.check(13)
def test_search_forgives_accents_and_case_and_escape_restores(vault, opened, hands):
    for given, family in (("Mateo", "Quispe Huamán"), ("Zofia", "Zielińska"), ("Noah", "Fischer")):
        enrol(vault, given, family)
    program = opened()
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("HUAMAN")
    assert [line.partition(".")[0] for line in _shown(program)] == ["Mateo Quispe Huamán"]

    hands.press(Qt.Key.Key_Escape)
    assert len(_shown(program)) == 3

    hands.type("zzzzz")
    assert hands.sees("No child matches “zzzzz”.")
    hands.click("Show everybody")
    assert len(_shown(program)) == 3


@pytest.mark.check(13)
@pytest.mark.parametrize("typed", ["fatou", "FATOÚ JALLOW", "B-0107", "b0107"])
def test_search_as_one_types_finds_by_caregiver_and_number_and_escape_restores(
    vault, opened, hands, typed
):
    for name in ("Noah", "Zofia"):
        enrolling.add_child(vault, _form(name))
    people = (CaregiverForm(name="Fatou Jallow", relation="mother"),)
    enrolling.add_child(vault, _form("Mateo", number="B-0107"), people)
    program = opened()
    before, page = _shown(program), program.window.page
    assert len(before) == 3
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for n in range(len(typed)):
        hands.type(typed[n])
    assert [line.partition(".")[0] for line in _shown(program)] == ["Mateo"]
    hands.press(Qt.Key.Key_Escape)
    assert _shown(program) == before
    assert page._search.text() == ""


def _form(given_name: str, **said: str) -> ChildForm:
    return ChildForm(given_name=given_name, born_earliest="2026-01-30", gestation="39w0d", **said)


@pytest.mark.parametrize("typed", ["<", "…", "'", "%_", "<img src=x>!"])
def test_signs_alone_find_nobody_and_say_so(vault, opened, hands, typed):
    enrol(vault, "Mateo", "Quispe")
    program = opened()
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type(typed)
    assert _shown(program) == []
    assert hands.sees(f"No child matches “{typed}”.")


@pytest.fixture
def drawn_of(qapp: QApplication, monkeypatch):
    """Draw a row at a width; return the texts as they stood there."""
    look = Look()
    look.apply(qapp)
    cut = caseload_list._one_line

    def drawn(line: CaseLine, width: int) -> list[str]:
        found: list[str] = []

        def record(text, font, room):
            found.append(cut(text, font, room))
            return found[-1]

        monkeypatch.setattr(caseload_list, "_one_line", record)
        picture = QImage(width, 78, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        row = caseload_list._Row(look, painter, picture.rect(), Qt.LayoutDirection.LeftToRight)
        row.draw(line, chosen=False)
        painter.end()
        return found

    return drawn


def test_the_people_of_a_child_have_the_room_that_is_there(drawn_of):
    ages, people = (
        "10 meses y 16 días\u00a0\u00a0·  corregida: 9 meses y 19 días",
        "Fatou Jallow, Binta Jallow",
    )
    when = "Volver a mirar: 16 de diciembre de 2026"
    line = CaseLine("1", "Amara Jallow", ages, people, "Visita: 25 nov", "plain", when)
    assert drawn_of(line, 820) == [
        "Amara Jallow",
        "10 meses y 16 días · corregida: 9 meses y 19 días · " + people,
        when,
    ]


def test_by_which_rule_stands_in_a_row_whole_or_not_at_all(drawn_of):
    due, rule = "Send the referral to Early Support by 4 December 2026", "7 days from the concern"
    line = CaseLine("1", "Amara", due, "", "Referral", "plain", "", aside=rule)
    assert drawn_of(line, 820)[1] == f"{due} · {rule}"
    assert drawn_of(line, 520)[1] == due
    assert line.spoken == f"Amara. {due}. {rule}. Referral"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_stands_everywhere(vault, opened, hands, name):
    enrol(vault, name, "")
    program = opened()

    def labels() -> list[str]:
        found = [label for label in program.window.findChildren(QLabel) if label.isVisible()]
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in found)
        return [label.accessibleName() or label.text().replace("\u200b", "") for label in found]

    assert _shown(program)[0].startswith(name)
    assert name in labels()
    width = program.window.width()
    for button, sign in (
        ("Child's page", "About the child"),
        ("Edit details", "First name"),
    ):
        hands.click(button)
        hands.wait_for(sign)
        assert program.window.width() == width
        if button == "Child's page":
            assert name in labels()
        else:
            assert hands.find("First name").text() == name


def test_the_chosen_child_stays_chosen_after_a_look_at_its_page(vault, opened, hands):
    enrol(vault, "Amara", "A")
    enrol(vault, "Bela", "B")
    program = opened()
    view = program.window.findChild(QListView)
    view.setCurrentIndex(view.model().index(1))
    chosen = view.currentIndex().data()
    hands.click("Child's page")
    hands.click("Children")
    view = program.window.findChild(QListView)
    assert view.currentIndex().data() == chosen


def test_lock_closes_the_vault_and_restarts(vault, opened, hands, monkeypatch):
    program = opened()
    restarted = []
    monkeypatch.setattr(program, "_restart", lambda: restarted.append(True))
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert restarted == [True]
    with pytest.raises(Exception, match="closed"):
        vault.open_connection()


def test_f12_hides_everything_and_brings_it_back(vault, opened, hands):
    enrol(vault)
    opened()
    hands.press(Qt.Key.Key_F12)
    assert hands.sees("A short pause")
    assert not hands.sees("Amara Jallow")
    hands.click("Continue")
    assert hands.sees("Amara Jallow")
