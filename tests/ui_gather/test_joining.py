"""A laptop that joins opens the answer, and hears the words of the very one it will believe."""

import pytest

from imh_desktop.exchange.archive import DeviceKeys
from imh_desktop.exchange.archive import papers as deeds
from imh_desktop.flows import answering, devices
from imh_desktop.store.vault import Vault
from tests.flows.team import DAY, Team

from .seen import choose


@pytest.fixture
def vault(team: Team) -> Vault:
    """The vault of a laptop that has asked to join."""
    joiner = team.vault("joiner")
    answering.join(joiner, "Luz", DAY)
    return joiner


@pytest.fixture
def answer(team: Team, vault: Vault) -> bytes:
    asked = devices.request(vault, "Luz", DAY)
    return answering.answer(team.desk, asked.to_bytes(), "request", "visitor")


def open_file(program, hands, file) -> None:
    hands.click("Carry and gather")
    hands.click("Laptops of the programme")
    hands.click("Open a request or an answer")
    choose(program, hands, file)


def test_the_words_shown_are_those_of_the_one_who_is_believed(
    opened, hands, team, vault, answer, tmp_path
):
    file = tmp_path / "answer.imhd"
    file.write_bytes(answer)
    program = opened()
    open_file(program, hands, file)
    six = devices.words(team.root, "en")
    hands.wait_for("   ".join(six[:3]))
    hands.wait_for("   ".join(six[3:]))
    assert devices.trust(vault).roots == ()
    hands.click("Yes, the same words")
    hands.wait_for("This laptop belongs to the programme now.")
    assert devices.trust(vault).roots == (team.root,)


@pytest.mark.parametrize("first", [True, False])
def test_a_file_with_a_coordinator_added_is_refused_whole(
    opened, hands, team, vault, answer, tmp_path, first
):
    keys = DeviceKeys.generate(team.desk.journal.new_id())
    added = deeds.certify(keys, deeds.request(keys, "x", DAY), "coordinator", 1).to_bytes() + b"\n"
    file = tmp_path / "answer.imhd"
    file.write_bytes(added + answer if first else answer + added)
    program = opened()
    open_file(program, hands, file)
    hands.wait_for("This did not work")
    hands.click("Continue")
    trust = devices.trust(vault)
    assert (trust.roots, trust.certificates) == ((), ())
