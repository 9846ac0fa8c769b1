"""An adult asks for help alone: the way there, what is shown, and how it is covered."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import own_referring, visiting
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.own_referral_form import OwnReferralFormPage
from imh_desktop.ui.own_referrals import OwnReferralsPage
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.style import Look
from imh_desktop.ui.summary_page import SummaryPage
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.visit_pages import VisitPages
from imh_desktop.ui.widgets import Button, PlainLabel, Tick
from imh_desktop.words import Words

from .conftest import TODAY, enrol

HEAVY = "k3-heavy-days"
WORDS = Words("en")


class Shown:
    """The window over a visit in which the visitor is alone with the mother."""

    def __init__(self, window: MainWindow, bench: Bench, visit: visiting.OpenVisit) -> None:
        self.window, self.bench, self.visit = window, bench, visit
        self.adult = visit.caregivers[0].caregiver_id

    @property
    def page(self) -> QWidget:
        page = self.window.page
        assert page is not None
        return page

    def click(self, said: str, kind: type[QWidget] = Button) -> None:
        found = [
            each for each in self.page.findChildren(kind)
            if each.accessibleName() == said and each.isVisible()
        ]  # fmt: skip
        assert found, said
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def write(self, place: str, text: str) -> None:
        page = self.page
        assert isinstance(page, OwnReferralFormPage)
        page._form.field(place).setText(text)


@pytest.fixture
def shown(qtbot: QtBot, look: Look, vault: Vault, library: Library, tmp_path: Path) -> Shown:
    child = enrol(vault, "Noor", caregivers=2)
    visit = visiting.start(vault, library, child.child_id, on=TODAY)
    window = MainWindow(look, WORDS)
    window.resize(1366, 768)
    qtbot.addWidget(window)
    noon: Callable[[], datetime] = lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)  # noqa: E731
    bench = Bench(window, look, WORDS, vault, library, tmp_path, noon)
    VisitPages(bench, lambda _: None, lambda _: None, lambda _: None).show(visit)
    with qtbot.waitActive(window):
        window.show()
    page = window.page
    assert isinstance(page, VisitPage)
    page.enter("private")
    assert not [b for b in page.findChildren(Button) if "referral" in b.accessibleName().lower()]
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(HEAVY, "a_lot")
    page.enter("private")
    return Shown(window, bench, visit)


def _filled(shown: Shown) -> None:
    shown.click("A referral for this adult")
    shown.write("partner_name", "<b>Quiet Harbour</b>")
    shown.write("purpose", "=1+1")
    shown.click("Answers this person gave alone", Tick)
    heavy = next(
        tick for tick in shown.page.findChildren(Tick) if tick.accessibleName().endswith("A lot")
    )
    QTest.mouseClick(heavy, Qt.MouseButton.LeftButton)
    form = shown.page
    assert isinstance(form, OwnReferralFormPage)
    form._how.choose("paper")


def test_from_the_talk_alone_to_the_page_and_back_to_the_same_card(shown: Shown) -> None:
    behind = shown.page
    _filled(shown)
    shown.click("They agree: make the page")
    page = shown.page
    assert isinstance(page, SummaryPage)
    assert page.made is not None
    (kept,) = own_referring.of_adult(shown.bench.vault, shown.adult)
    assert (kept.partner_name, kept.items, kept.given) == ("<b>Quiet Harbour</b>", (HEAVY,), ())
    target = shown.bench.scratch / "copy.pdf"
    page.leave("save", lambda leaving: page.ways_out.write(target, leaving))
    assert target.read_bytes() == page.made.content
    (kept,) = own_referring.of_adult(shown.bench.vault, shown.adult)
    assert kept.given == (TODAY,)
    shown.click("Back")
    assert shown.page is behind
    assert shown.visit.alone == shown.adult, "the talk goes on where it was"


def test_nothing_is_ticked_and_a_fault_stands_beside_its_field(shown: Shown) -> None:
    shown.click("A referral for this adult")
    ticks = shown.page.findChildren(Tick)
    assert ticks
    assert not any(tick.isChecked() for tick in ticks)
    shown.write("partner_name", "Quiet Harbour")
    shown.click("They agree: make the page")
    assert isinstance(shown.page, OwnReferralFormPage)
    assert "Please tick at least one line." in _seen(shown.page)
    assert not own_referring.of_adult(shown.bench.vault, shown.adult)
    shown.click("Cancel")
    assert isinstance(shown.page, VisitPage)


def test_f12_covers_it_like_the_rest(shown: Shown) -> None:
    _filled(shown)
    QTest.keyClick(shown.window, Qt.Key.Key_F12)
    QApplication.processEvents()
    assert _seen(shown.window) == ["A short pause"]
    QTest.keyClick(shown.window, Qt.Key.Key_F12)
    assert isinstance(shown.page, OwnReferralFormPage), "what was typed stays"
    assert shown.page.form().purpose == "=1+1"


def test_it_is_taken_back_from_the_list(shown: Shown) -> None:
    _filled(shown)
    shown.click("They agree: make the page")
    shown.click("Back")
    shown.click("A referral for this adult")
    assert isinstance(shown.page, OwnReferralsPage)
    assert "<b>Quiet Harbour</b>" in _seen(shown.page)
    shown.click("Take it back")
    panel = shown.page.findChild(ReasonPanel)
    assert panel is not None
    panel._reason.line.setText("changed her mind")
    panel._done.click()
    QApplication.processEvents()
    assert "Withdrawn on 22 November 2026" in _seen(shown.page)
    names = [b.accessibleName() for b in shown.page.findChildren(Button) if b.isVisible()]
    assert "Show the page" not in names


def test_no_open_record_and_no_partner_comes_of_it(shown: Shown) -> None:
    vault = shown.bench.vault
    before = [e.entry_id for e in _open(vault)]
    _filled(shown)
    shown.click("They agree: make the page")
    assert [e.entry_id for e in _open(vault)] == before
    assert not records.partners(vault)


def _open(vault: Vault) -> list[object]:
    return [e for e in vault.journal.entries() if e.chain.chain_class is ChainClass.OPEN]


def _seen(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
