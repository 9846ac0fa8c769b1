"""A colleague of the print desk on a shared laptop: pages to print, her own passphrase, and no
answer, no name of a family and no log."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows import log_book, workers
from imh_desktop.flows.log_book import Wanted
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.store.key_steps import LUZ, QUICK, ROSA
from tests.ui_shell.conftest import enrol

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def shared(folder: Path) -> Path:
    """Rosa visits Amara; Luz prints."""
    made, _code = Vault.create(folder, ROSA, "Rosa", cost=QUICK)
    with made as vault:
        enrol(vault)
        workers.add(vault, "Luz", "staff", LUZ)
    return folder


def test_the_print_desk_sees_pages_and_no_family(program, hands, shared):
    program.begin()
    hands.write("Passphrase", LUZ)
    hands.click("Open")
    hands.wait_for("Pages to print")
    shown = " ".join(label.text() for label in program.window.findChildren(QLabel))
    assert "Amara" not in shown
    assert "Jallow" not in shown

    program.ask_view()
    hands.click("People on this laptop")
    hands.wait_for("Change my passphrase")
    assert not hands.sees("Add a person")
    hands.click("Done")
    hands.wait_for("Pages to print")


def test_the_print_desk_reads_no_log(shared):
    with Vault.unlock(shared, LUZ) as vault, pytest.raises(InputError, match="print desk"):
        log_book.lines(vault, Library(), Words("en"), Wanted())
    with Vault.unlock(shared, ROSA) as vault:
        assert any(log_book.lines(vault, Library(), Words("en"), Wanted()))
