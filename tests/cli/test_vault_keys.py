"""Who gets in, from the terminal: secrets come over pipes, and nothing of them is printed."""

import json
import os
from pathlib import Path

import pytest

from imh_desktop.store.vault import Vault
from tests.store.key_steps import LUZ, NEW, QUICK, ROSA

pytestmark = pytest.mark.usefixtures("cheap_keys")


def pipe(text: str) -> str:
    reader, writer = os.pipe()
    os.write(writer, text.encode())
    os.close(writer)
    return str(reader)


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, str]:
    vault, code = Vault.create(tmp_path / "vault", ROSA, "Rosa", cost=QUICK)
    vault.close()
    return tmp_path / "vault", code


@pytest.fixture
def call(run, home):
    """Run ``vault ...`` on Rosa's laptop; ``secrets``: option -> text."""

    def called(*words: str, passphrase: str | None = ROSA, **secrets: str):
        given = [f"--vault={home[0]}"]
        if passphrase is not None:
            given += ["--passphrase-fd", pipe(passphrase)]
        for name, text in secrets.items():
            given += [f"--{name.replace('_', '-')}-fd", pipe(text)]
        return run("vault", *words, *given)

    return called


def people(call, passphrase: str = ROSA) -> dict[str, str]:
    code, out, _ = call("worker", "list", "--json", passphrase=passphrase)
    assert code == 0
    return {one["name"]: one["worker_id"] for one in json.loads(out)}


def test_a_person_is_added_works_and_is_revoked(call):
    code, out, err = call("worker", "add", "--name", "Luz", new_passphrase=LUZ)
    assert (code, err) == (0, "")
    luz = json.loads(out)["worker_id"]
    assert people(call, LUZ)["Luz"] == luz
    code, _, err = call("worker", "add", "--name", "Eva", passphrase=LUZ, new_passphrase=NEW)
    assert code == 2
    assert "coordinator" in err
    code, out, _ = call("worker", "revoke", luz)
    assert (code, out.split(";")[0]) == (0, "revoked")
    assert list(people(call)) == ["Rosa"]
    assert call("renew-key")[1].startswith("renewed")
    code, out, _ = call("renew-key", "--json", "--progress")
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines[0]["progress"]["step"] == "backup"
    assert lines[-1] == {"backups_closed": 0, "left_open": 0}
    code, _, err = call("worker", "list", passphrase=LUZ)
    assert (code, err.count("\n")) == (2, 1)


def test_a_passphrase_is_changed_and_a_weak_one_refused(call):
    code, _, err = call("passphrase", "change", new_passphrase="password1234567")
    assert code == 2
    assert err.startswith("--new-passphrase-fd: ")
    assert call("passphrase", "change", new_passphrase=NEW)[0] == 0
    assert call("worker", "list")[0] == 2
    assert call("worker", "list", passphrase=NEW)[0] == 0


def test_a_forgotten_one_is_set_anew_by_code_or_by_two_cards(call, home):
    rosa = people(call)["Rosa"]
    code, out, _ = call("recovery", "cards")
    cards = json.loads(out)["cards"]
    assert code == 0
    assert (
        call("passphrase", "reset", rosa, passphrase=None, new_passphrase=NEW, code=home[1])[0] == 0
    )
    assert people(call, NEW) == {"Rosa": rosa}
    two = {"card_1": cards[2], "card_2": cards[0]}
    assert call("passphrase", "reset", rosa, passphrase=None, new_passphrase=LUZ, **two)[0] == 0
    assert people(call, LUZ) == {"Rosa": rosa}
    twice = {"card_1": cards[2], "card_2": cards[2]}
    code, _, err = call("passphrase", "reset", rosa, passphrase=None, new_passphrase=NEW, **twice)
    assert (code, "card 3" in err) == (2, True)


def test_papers_are_made_anew_and_rehearsed(call, home):
    assert call("recovery", "rehearse", code=home[1])[0] == 0
    _, out, _ = call("recovery", "new")
    made = json.loads(out)["recovery_code"]
    assert call("recovery", "rehearse", code=made)[0] == 0
    code, _, err = call("recovery", "rehearse", code=home[1])
    assert (code, "another file" in err) == (2, True)
    cards = json.loads(call("recovery", "cards", "--instead-of-code")[1])["cards"]
    assert call("recovery", "rehearse", code=made)[0] == 2
    assert call("recovery", "rehearse", card_1=cards[1], card_2=cards[2])[0] == 0
    code, _, err = call("recovery", "rehearse", card_1=cards[1])
    assert (code, "Two cards" in err) == (2, True)
