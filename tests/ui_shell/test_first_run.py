"""From a fresh laptop to the caseload; and back in, with passphrase or paper."""

import pytest
from PySide6.QtWidgets import QLabel

from imh_desktop.store import keys
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.program import Program
from imh_desktop.ui.unlock_page import UnlockPage

PASSPHRASE = "violet kettle harbour seven"
CHEAP = keys.Cost(64, 1, 1)


def _written_down(program: Program) -> dict[int, str]:
    labels = program.window.findChildren(QLabel)
    found = [label for label in labels if label.objectName().startswith("recovery-group-")]
    return {int(label.objectName().rpartition("-")[2]): label.text() for label in found}


def _set_up(hands: Hands) -> None:
    hands.click("Set up this laptop")
    hands.write("Your name", "Rosa Méndez")
    hands.write("New passphrase", PASSPHRASE)
    hands.write("The passphrase once more", PASSPHRASE)
    hands.click("Next")
    hands.wait_for("I have written it down")
    assert hands.sees("It is not kept anywhere: copy it now, by hand, group by group.")


@pytest.mark.check(14)
def test_a_fresh_laptop_comes_to_an_empty_caseload(program, hands, folder):
    program.begin()
    assert hands.sees("Set up this laptop")
    assert hands.sees("Look around with the demo family")
    _set_up(hands)
    paper = _written_down(program)
    hands.click("I have written it down")
    hands.wait_for("Check your paper")
    asked = [number for number in paper if hands.sees(f"Group {number}")]
    assert len(asked) == 2

    hands.write(f"Group {asked[0]}", "WRONG")
    hands.write(f"Group {asked[1]}", paper[asked[1]].lower())
    hands.click("Finish")
    assert hands.sees("This is not what the code says here. Please look again.")

    hands.write(f"Group {asked[0]}", paper[asked[0]])
    hands.click("Finish")
    hands.wait_for("No children here yet")
    assert hands.sees("Add the first child")

    program.close()
    with Vault.recover(folder, "-".join(paper.values())) as vault:
        assert vault.worker_id


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("short", "short", "Please use at least"),
        (PASSPHRASE, "another one altogether", "The two passphrases are not the same."),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_beside_its_field(
    program, hands, first, again, said, folder
):
    program.begin()
    hands.click("Set up this laptop")
    hands.write("Your name", "Rosa")
    hands.write("New passphrase", first)
    hands.write("The passphrase once more", again)
    hands.click("Next")

    shown = [label.text() for label in program.window.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith(said) for text in shown)
    assert hands.find("Your name").text() == "Rosa"
    assert not Vault.exists(folder)


def test_a_wrong_passphrase_is_said_plainly_and_the_right_one_opens(program, hands, folder):
    made, _code = Vault.create(folder, PASSPHRASE, "Rosa Méndez")
    made.close()
    program.begin()
    hands.write("Passphrase", "not this one at all")
    hands.click("Open")
    page = program.window.page
    assert isinstance(page, UnlockPage)
    hands.wait(lambda: hands.sees("Try again in 1 second"), "the page given back")
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("does not open your file" in text for text in shown)

    hands.wait(lambda: hands.sees("Open"), "the end of the wait")
    hands.write("Passphrase", PASSPHRASE)
    hands.click("Open")
    hands.wait_for("No children here yet")


def test_the_recovery_code_opens_without_the_passphrase(program, hands, folder):
    made, code = Vault.create(folder, PASSPHRASE, "Rosa Méndez")
    made.close()
    program.begin()
    hands.click("Use the recovery code")
    hands.write("Recovery code", code.replace("-", " ").lower())
    hands.click("Open")
    hands.wait_for("The paper has opened your file")
    hands.click("Not now")
    hands.wait_for("No children here yet")


def test_the_window_stays_alive_while_the_key_is_found(program, hands, folder, qtbot):
    made, _code = Vault.create(folder, PASSPHRASE, "Rosa Méndez")
    made.close()
    program.begin()
    beats = []
    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(hands.sees("Opening…")))
    timer.start()
    hands.write("Passphrase", PASSPHRASE)
    hands.click("Open")
    hands.wait_for("No children here yet")
    timer.stop()

    assert sum(beats) >= 5, "the window did not draw while the key was derived"
