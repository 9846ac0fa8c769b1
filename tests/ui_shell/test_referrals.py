"""Where referrals stand, said in one tap, and a slip typed in by keys alone."""

from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from imh_desktop.content.library import Library
from imh_desktop.core.slip_code import return_code
from imh_desktop.flows import referral_steps
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.referral_loop_page import ReferralLoopPage
from imh_desktop.ui.referrals_page import ReferralsPage
from imh_desktop.ui.row_button import RowButton
from tests.flows.test_referring import FORM

from .conftest import OpenProgram, enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


def written(vault: Vault) -> str:
    child = enrol(vault, "<img src=x>", "x" * 190)
    library = Library()
    visit = start(vault, library, child.child_id, on=TODAY)
    form = replace(
        FORM, lines=("contact",), items=(), signed_on=TODAY.isoformat(),
        expires_on=(TODAY + timedelta(days=90)).isoformat(),
        concern_on=(TODAY - timedelta(days=8)).isoformat(),
    )  # fmt: skip
    return write_referral(vault, library, visit.visit.visit_id, form, today=TODAY)


def test_the_list_leads_to_a_referral_where_one_tap_says_what_happened(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    referral = written(vault)
    program = opened()
    hands.click("Referrals")
    hands.picture("referrals")
    page = program.window.page
    assert isinstance(page, ReferralsPage)
    (row,) = page.findChildren(RowButton)
    assert "1 day over" in row.accessibleName()
    row.click()
    page = program.window.page
    assert isinstance(page, ReferralLoopPage)
    for button in page.findChildren(QAbstractButton):
        assert button.accessibleName()
    hands.click("Sent")
    hands.wait_for("It is recorded.")
    hands.picture("referral")
    kept = referral_steps.referral(vault, referral)
    assert [(s.state, s.on, s.who) for s in kept.steps] == [("sent", TODAY, "Rosa Méndez")]
    hands.write("What came of it", "Nobody at home")
    hands.click("By a visit")
    hands.wait_for("It is recorded.")
    assert referral_steps.referral(vault, referral).attempts[0].came == "Nobody at home"
    hands.click("This is wrong")
    hands.write("Why", "Not posted yet")
    hands.click("Take it back")
    hands.wait_for("It is taken back.")
    assert referral_steps.referral(vault, referral).state == "consented"


def test_a_slip_is_typed_in_with_few_keys_and_only_once(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    referral = written(vault)
    program = opened()
    pressed = 0

    def keys(text: str) -> None:
        nonlocal pressed
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)
            pressed += 1

    def enter() -> None:
        nonlocal pressed
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        pressed += 1

    for said in ("The slip is recorded.", "This slip was recorded before. Nothing was changed."):
        pressed = 1
        QTest.keyClick(program.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        hands.wait_for("Code on the slip")
        keys(return_code(referral).replace("-", "").lower())
        enter()
        hands.wait_for("Letters of the ticked boxes")
        keys("d")
        enter()
        hands.wait_for(said)
        # A slow typist presses a key a second: within 15 seconds.
        assert pressed == 13
    kept = referral_steps.referral(vault, referral)
    assert [step.state for step in kept.steps] == ["evaluated_eligible"]


def test_a_mistyped_code_says_so_and_shows_nobody(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    referral = written(vault)
    program = opened()
    code = return_code(referral)
    wrong = code[:-1] + ("C" if code[-1] != "C" else "D")
    QTest.keyClick(program.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    hands.write("Code on the slip", wrong)
    hands.click("Record")
    hands.wait_for("This code has a mistake in it. Please compare it with the paper.")
    assert not hands.sees("Letters of the ticked boxes")


def test_no_words_of_a_referral_are_cut_in_another_language_or_at_twice_the_size(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    referral = written(vault)
    program = opened()
    for language, size in (("es", 100), ("ar", 100), ("es", 200)):
        program._workspace.show_caseload()
        program.use(
            LaptopSettings(theme="light", language=language, text_size=size, cover_minutes=0)
        )
        program._workspace.show_referrals()
        QApplication.processEvents()
        (row,) = program.window.page.findChildren(RowButton)
        words = QFontMetrics(program.look.font(14, bold=True)).horizontalAdvance(row._count)
        beside = row.width() - row._room(row.width()) - program.look.px(100)
        assert beside >= words, language
        program._workspace._referrals().show_one(referral)
        QApplication.processEvents()
        page = program.window.page
        area = page.rect()
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                left = button.mapTo(page, QPoint(0, 0)).x()
                assert left >= 0, (language, size, button.accessibleName())
                assert left + button.width() <= area.width(), (language, size)
    hands.picture("outcomes-at-twice-the-size")
