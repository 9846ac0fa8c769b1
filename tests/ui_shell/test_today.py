"""The first view: what waits, in one list; one tap leads to where it is done."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from imh_desktop.content.library import Library
from imh_desktop.flows.care import set_care
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.referral_loop_page import ReferralLoopPage
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.words import Words
from tests.flows.test_referring import FORM

from .conftest import OpenProgram, enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
HOSTILE = "<img src=x> =1+1"


def closed(vault: Vault, name: str, ago: int) -> str:
    child = enrol(vault, name, "")
    visit = start(vault, Library(), child.child_id, on=TODAY - timedelta(days=ago))
    for text in ("She sang.", "She ate.", "She slept."):
        add_moment(visit, text)
    close(visit)
    return child.child_id


@pytest.fixture
def week(vault: Vault) -> dict[str, str]:
    """A child that was due, a visit left open, a referral not sent, and a child nothing waits
    for."""
    due = closed(vault, HOSTILE, 80)
    left = enrol(vault, "Left", "Open")
    visit = start(vault, Library(), left.child_id, on=TODAY - timedelta(days=5))
    visit.use_known("seen")
    visit.answer("r2-comes-when-hurt", "often")
    sent = closed(vault, "Sent", 1)
    form = replace(
        FORM, lines=("contact",), items=(), signed_on=TODAY.isoformat(),
        expires_on=(TODAY + timedelta(days=90)).isoformat(),
        concern_on=(TODAY - timedelta(days=8)).isoformat(),
    )  # fmt: skip
    visit_id = next(
        entry.record_id for entry in vault.journal.entries()
        if entry.record_type == "visit" and entry.changes.get("child_id") == sent
    )  # fmt: skip
    letter = write_referral(vault, Library(), visit_id, form, today=TODAY)
    enrol(vault, "Nothing", "Waits")
    return {"due": due, "left": left.child_id, "sent": sent, "letter": letter}


def listed(program) -> list[str]:
    model = program.window.page.findChild(QListView).model()
    return [model.index(at).data() for at in range(model.rowCount())]


def tap(program, at: int) -> None:
    """Touch a row once."""
    view = program.window.page.findChild(QListView)
    middle = view.visualRect(view.model().index(at)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    QApplication.processEvents()


def test_the_day_begins_with_what_waits_and_one_tap_leads_there(
    opened: OpenProgram, vault: Vault, hands: Hands, week: dict[str, str]
) -> None:
    program = opened()
    hands.picture("today")
    told = listed(program)
    assert [line.partition(".")[0] for line in told] == ["Sent", "Left Open", HOSTILE]
    assert "Referral\u00a0· 1 day over" in told[0]
    assert "Visit open\u00a0· 1 of" in told[1]
    assert told[1].endswith("Open for 5 days")
    assert "was due" in told[2]

    tap(program, 0)
    assert isinstance(program.window.page, ReferralLoopPage)
    hands.click("Sent")
    hands.wait_for("It is recorded.")
    hands.click("Done")
    assert [line.partition(".")[0] for line in listed(program)] == ["Left Open", HOSTILE]
    tap(program, 0)
    assert isinstance(program.window.page, VisitPage)
    program._workspace.show_caseload()
    tap(program, 1)
    page = program.window.page
    assert isinstance(page, ChildPage)
    assert page.standing().child_id == week["due"]
    hands.click("Children")
    assert [line.partition(".")[0] for line in listed(program)][-1] == HOSTILE


def test_filters_and_the_keyboard_show_the_rest(
    opened: OpenProgram, vault: Vault, hands: Hands, week: dict[str, str]
) -> None:
    program = opened()
    hands.click("All 4")
    assert any(line.startswith("Nothing Waits") for line in listed(program))
    tap(program, 0)
    assert isinstance(program.window.page, CaseloadPage)
    program._workspace.show_child(week["due"])
    hands.click("Children")
    assert len(listed(program)) == 4, "the view that was chosen stays chosen"
    hands.click("Today 3")
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("nothing")
    assert [line.partition(".")[0] for line in listed(program)] == ["Nothing Waits"]
    hands.press(Qt.Key.Key_Escape)
    assert len(listed(program)) == 3, "what was seen before the search"
    hands.click("Overdue 3")
    view = program.window.page.findChild(QListView)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0))
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert isinstance(program.window.page, VisitPage)


def test_whose_care_ended_waits_for_nothing_and_is_found_by_search(
    opened: OpenProgram, vault: Vault, hands: Hands, week: dict[str, str]
) -> None:
    for name in ("due", "left", "sent"):
        set_care(vault, week[name], "moved", TODAY, "To another town", Words("en"))
    program = opened()
    assert [line.partition(".")[0] for line in listed(program)] == ["Nothing Waits"]
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("left")
    assert [line.partition(".")[0] for line in listed(program)] == ["Left Open"]


@pytest.mark.parametrize(("language", "size"), [("es", 100), ("ar", 100), ("en", 200)])
def test_it_stands_in_other_words_and_at_twice_the_size(
    opened: OpenProgram, hands: Hands, week: dict[str, str], language: str, size: int
) -> None:
    program = opened()
    hands.click("Overdue 3")
    program.use(LaptopSettings(theme="light", language=language, text_size=size, cover_minutes=0))
    QApplication.processEvents()
    assert len(listed(program)) == 3
    assert program.window.page.standing().view == "overdue"
    hands.picture(f"today-{language}-{size}")
