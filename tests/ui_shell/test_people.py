"""A shared laptop, a forgotten passphrase, papers that open the file: each played in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from imh_desktop.flows import recovery, unlocking, workers
from imh_desktop.store import attempts, key_file, records
from imh_desktop.store.backup_copy import BACKUPS, made
from imh_desktop.store.key_file import Cost
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.program import Program
from tests.store.keys_before import left_by_first_format

QUICK = Cost(8, 1, 1)
ROSA, LUZ, NEW = "river lamp quiet bread", "window tiger paper soup", "marble otter bright fence"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "FLOOR", QUICK)
    monkeypatch.setattr("imh_desktop.store.calibrating.calibrated", lambda: QUICK)


@pytest.fixture
def code(folder: Path) -> str:
    """Rosa's laptop; its recovery code."""
    made, code = Vault.create(folder, ROSA, "Rosa Méndez", cost=QUICK)
    made.close()
    return code


def _unlock(program: Program, hands: Hands, passphrase: str) -> None:
    hands.wait_for("Welcome back")
    hands.write("Passphrase", passphrase)
    hands.click("Open")
    hands.wait_for("Add the first child")


def _lock(program: Program, hands: Hands) -> None:
    program.close()
    program.begin()


def _people(hands: Hands) -> None:
    hands.click("Settings of this laptop")
    hands.click("People on this laptop")
    hands.wait_for("When nobody knows a passphrase")


def _choose(hands: Hands, passphrase: str) -> None:
    hands.write("New passphrase", passphrase)
    hands.write("The passphrase once more", passphrase)


def test_two_people_share_a_laptop_and_each_signs_what_is_hers(program, hands, folder, code):
    program.begin()
    _unlock(program, hands, ROSA)
    _people(hands)
    hands.click("Add a person")
    hands.write("Name", "Luz <b>Ríos</b>")
    _choose(hands, LUZ)
    hands.click("Add")
    hands.wait_for("The new person can open this laptop.")
    assert hands.sees("Luz <b>Ríos</b>")
    hands.click("Done")
    hands.wait_for("Add the first child")

    _lock(program, hands)
    _unlock(program, hands, LUZ)
    _people(hands)
    assert hands.sees("A coordinator adds people here and gives a new passphrase.")
    assert not hands.sees("Take the access away")
    hands.click("Change my passphrase")
    hands.write("Passphrase until now", ROSA)
    _choose(hands, NEW)
    hands.click("Change it")
    hands.wait_for("That is another person's passphrase.")
    hands.write("Passphrase until now", LUZ)
    hands.click("Change it")
    hands.wait_for("Your passphrase is changed.")

    _lock(program, hands)
    hands.wait_for("Welcome back")
    hands.write("Passphrase", LUZ)
    hands.click("Open")
    hands.wait(lambda: hands.sees("Try again in 1 second"), "the wait after a wrong passphrase")
    hands.wait(lambda: hands.sees("Open"), "the end of the wait")
    _unlock(program, hands, NEW)
    assert records.worker(program._vault).name == "Luz <b>Ríos</b>"


def test_a_person_who_left_gets_in_no_more(program, hands, folder, code):
    with Vault.unlock(folder, ROSA) as vault:
        workers.add(vault, "Luz", "visitor", LUZ)
    program.begin()
    _unlock(program, hands, ROSA)
    _people(hands)
    hands.click("Take the access away")
    assert hands.sees("Take the access away?")
    hands.click("Take the access away", about="")
    hands.wait_for("The access is taken away, and the file has a new key.")
    assert not hands.sees("Luz")
    hands.click("Done")
    _lock(program, hands)
    hands.wait_for("Welcome back")
    hands.write("Passphrase", LUZ)
    hands.click("Open")
    hands.wait(lambda: hands.sees("Try again in 1 second"), "the refusal")
    hands.wait(lambda: hands.sees("Open"), "the end of the wait")
    _unlock(program, hands, ROSA)


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        ("Take the access away", "The access is taken away, and the file has a new key."),
        ("Change the key", "The file has a new key."),
    ],
)
def test_a_code_of_an_earlier_release_is_replaced_before_anything_is_done(
    program, hands, folder, asked, done
):
    left_by_first_format(folder, ROSA, QUICK)
    with unlocking.unlock(folder, ROSA) as vault:
        workers.add(vault, "Luz", "visitor", LUZ)
    program.begin()
    _unlock(program, hands, ROSA)
    _people(hands)
    hands.click(asked)
    assert hands.sees("First, a new recovery code")
    hands.click("Make a new recovery code")
    hands.wait_for("Write this recovery code on paper")
    assert "rekey" not in {each.note.why for each in made(folder / BACKUPS)}
    hands.click("I have written it down")
    hands.wait_for("Try the paper")
    hands.click("Back")
    hands.wait_for("When nobody knows a passphrase")
    hands.click(asked)
    assert not hands.sees("First, a new recovery code")
    hands.click(asked, about="")
    hands.wait_for(done)


def test_a_forgotten_passphrase_is_made_anew_from_the_paper(program, hands, folder, code):
    program.begin()
    hands.wait_for("Welcome back")
    hands.click("Use the recovery code")
    hands.write("Recovery code", code.lower())
    hands.click("Open")
    hands.wait_for("The paper has opened your file")
    _choose(hands, NEW)
    hands.click("Set the new passphrase")
    hands.wait_for("Add the first child")
    _lock(program, hands)
    _unlock(program, hands, NEW)


def test_two_of_three_cards_open_the_file_after_they_were_tried(program, hands, folder, code):
    program.begin()
    _unlock(program, hands, ROSA)
    _people(hands)
    hands.click("Three cards, any two open")
    hands.click("Make them")
    hands.wait_for("Write these three cards on paper")
    cards = {number: _card(program, number) for number in (1, 2, 3)}
    hands.click("I have written it down")
    hands.wait_for("Try the paper")
    hands.write("One card", cards[3])
    hands.write("Another card", cards[3])
    hands.click("Try it")
    hands.wait(lambda: hands.sees("Try it"), "the refusal")
    assert not hands.sees("It opens this file. Put it back in its locked place.")
    hands.write("Another card", cards[1])
    hands.click("Try it")
    hands.wait_for("It opens this file. Put it back in its locked place.")
    assert hands.sees("Any two of three recovery cards open the file.")
    hands.click("Done")

    _lock(program, hands)
    hands.wait_for("Welcome back")
    hands.click("Use recovery cards")
    hands.write("One card", cards[2])
    hands.write("Another card", cards[1])
    hands.click("Open")
    hands.wait_for("The paper has opened your file")
    hands.click("Not now")
    hands.wait_for("Add the first child")


def _card(program: Program, card: int) -> str:
    found = {
        label.objectName(): label.text()
        for label in program.window.findChildren(QLabel)
        if label.objectName().startswith(f"recovery-card-{card}-")
    }
    return "-".join(found[f"recovery-card-{card}-{n}"] for n in range(1, len(found) + 1))


def test_the_drawn_words_can_be_taken_and_typed_once(program, hands, folder):
    program.begin()
    hands.click("Set up this laptop")
    hands.write("Your name", "Rosa")
    offered = program.window.findChild(QLabel, "offered-passphrase")
    first = offered.text()
    hands.click("Other words")
    drawn = offered.text()
    assert drawn != first
    hands.click("Take these words")
    hands.type(drawn)
    hands.click("Next")
    hands.wait_for("Write this recovery code on paper")
    program.close()
    with Vault.unlock(folder, drawn) as vault:
        assert not recovery.state(vault).cards
    assert attempts.wait_left(folder) == 0
