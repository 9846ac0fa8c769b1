"""R10: a clock ten years off. Everything can be read, no age is guessed, and no visit begins."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import start
from imh_desktop.ui.child_page import ChildPage

from .conftest import enrol

TEN_YEARS = timedelta(days=3653)


def said(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("off", "age"),
    [(-TEN_YEARS, "Not born yet"), (TEN_YEARS, "129 months"), (0 * TEN_YEARS, "9 mo")],
)
def test_all_pages_open_and_say_no_age_that_cannot_be(opened, vault, monkeypatch, off, age):
    child = enrol(vault)
    today = date.today()  # noqa: DTZ011 the program asks the local clock too
    visit = start(vault, Library(), child.child_id, on=today)
    for text in ("She sang.", "She ate.", "She slept."):
        add_moment(visit, text)
    close(visit)
    monkeypatch.setattr("imh_desktop.ui.program._now", lambda: datetime.now().astimezone() + off)
    program = opened()
    before = vault.journal.dump()["visit"]
    workspace = program._workspace
    for show in (workspace.show_caseload, workspace.show_referrals, workspace.show_together):
        show()
    workspace.show_child(child.child_id)
    page = program.window.page
    assert isinstance(page, ChildPage)
    assert any(age in text for text in said(page)), said(page)
    assert vault.journal.dump()["visit"] == before
