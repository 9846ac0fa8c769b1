"""At the door: how far it is with what another release wrote."""

import pytest

from imh_desktop.store import keys
from imh_desktop.store.vault import Vault
from imh_desktop.ui import doorway, making_ready

from .conftest import KEY, enrol


@pytest.fixture
def stale(folder, monkeypatch):
    """A file that another release wrote last; its key is found without deriving one."""
    with Vault.create_with_key(folder, KEY, "Rosa") as vault:
        for number in range(60):
            enrol(vault, f"Child {number}")
        vault.open_connection().execute("UPDATE local SET value = 'old' WHERE name = 'projections'")
    monkeypatch.setattr(doorway, "find", lambda *_: keys.Opened("", "", KEY))
    monkeypatch.setattr(making_ready, "_UNSAID_S", 0)
    monkeypatch.setattr(making_ready, "_BETWEEN_S", 0)


def test_the_share_is_said_and_the_file_opens(stale, program, hands, monkeypatch):
    seen = []
    show = making_ready.UnlockPage.show_share

    def look(page, done, total):
        show(page, done, total)
        seen.append((page._ready.text(), page._ready.isVisible(), page._bar.accessibleName()))

    monkeypatch.setattr(making_ready.UnlockPage, "show_share", look)
    program.begin()
    hands.write("Passphrase", "whatever it may be")
    hands.click("Open")
    hands.wait_for("Add a child")
    assert len(seen) > 3
    assert all("Nothing is lost" in said and shown and said == name for said, shown, name in seen)
    assert "0 % is done" in seen[0][0]
    assert "100 % is done" in seen[-1][0]


def test_a_window_that_is_closed_meanwhile_leaves_the_file_as_it_was(
    stale, program, hands, folder, monkeypatch
):
    show = making_ready.UnlockPage.show_share

    def leave(page, done, total):
        show(page, done, total)
        if done > total / 2:
            program.window.hide()

    monkeypatch.setattr(making_ready.UnlockPage, "show_share", leave)
    program.begin()
    hands.write("Passphrase", "whatever it may be")
    hands.click("Open")
    hands.wait(lambda: not program.window.isVisible(), "the window's going")
    told = []
    with Vault.open_with_key(folder, KEY, told=lambda done, _: told.append(done)):
        assert told[0] == 0
