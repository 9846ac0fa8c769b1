"""Backups, going back and verifying from the command line; every slip is one line."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from imh_desktop.flows.unlocking import handed_key
from imh_desktop.store import keys
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.cli.conftest import Run
from tests.cli.lines import one_line

PASSPHRASE = b"four short plain words"


class Made(NamedTuple):
    folder: Path
    key: bytes
    line: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "v"
    vault, _ = Vault.create(folder, PASSPHRASE.decode(), "Ana")
    vault.journal.write("child", vault.journal.new_id(), {"given_name": "Mia"})
    key, line = vault.key(), handed_key(vault)
    vault.close()
    return Made(folder, key, line)


@pytest.fixture
def home(made: Made, tmp_path: Path) -> Path:
    """A copy of the vault, which has said by now that it stands in another place."""
    shutil.copytree(made.folder, tmp_path / "v")
    Vault.open_with_key(tmp_path / "v", made.key).close()
    return tmp_path / "v"


@pytest.fixture
def do(run: Run, home: Path, made: Made):
    """Run a command with the key the window would hand over: no derivation, which is slow."""

    def done(*words: object, code: int = 0) -> str:
        reader, writer = os.pipe()
        os.write(writer, made.line)
        os.close(writer)
        said, out, err = run("vault", *map(str, words), "--vault", home, "--key-fd", str(reader))
        assert said == code, err
        return err if code == 2 else out

    return done


@pytest.fixture
def opened(made: Made):
    return lambda folder: Vault.open_with_key(folder, made.key)


def write(home: Path, key: bytes, name: str) -> None:
    with Vault.open_with_key(home, key) as vault:
        vault.journal.write("child", vault.journal.new_id(), {"given_name": name})


def test_a_backup_is_made_listed_previewed_and_gone_back_to(do, home, run, opened, made):
    backup = json.loads(do("backup", "--json"))
    assert (backup["entries"], backup["second"]) == (4, "unset")
    write(home, made.key, "Leo")
    (listed,) = json.loads(run("vault", "backups", "--vault", home, "--json")[1])
    assert (listed["name"], listed["entries"], listed["why"]) == (backup["name"], 4, "asked")
    seen = json.loads(do("restore", backup["name"], "--json"))
    assert (seen["held"]["children"], seen["now"]["children"]) == (1, 2)
    assert seen["missing"] == {"children": 1, "visits": 0, "entries": 1}
    assert seen["sound"]
    assert seen["keep_keys"]
    assert "Not in it of what is here: 1 children, 0 visits, 1 entries" in do(
        "restore", backup["name"]
    )
    with opened(home) as vault:
        assert len(vault.journal.dump()["child"]) == 2
    done = json.loads(do("restore", backup["name"], "--yes", "--json"))
    with opened(home) as vault:
        assert len(vault.journal.dump()["child"]) == 1
    with opened(home / done["set_aside"]) as former:
        assert len(former.journal.dump()["child"]) == 2
    assert "Set aside" in do("verify")


def test_a_backup_is_made_beside_a_program_that_has_the_vault_open(do, home, opened):
    with opened(home) as vault:
        vault.journal.write("child", vault.journal.new_id(), {"given_name": "Leo"})
        assert json.loads(do("backup", "--json"))["entries"] == 5
        vault.journal.write("child", vault.journal.new_id(), {"given_name": "Ada"})


def test_the_second_place_gets_each_backup_and_may_be_away(do, home, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = json.loads(do("backup", "--second", stick, "--json"))
    assert backup["second"] == "made"
    (there,) = stick.glob("*/*/20*")
    assert (there / "vault.db").read_bytes() == (
        home / "backups" / there.name / "vault.db"
    ).read_bytes()
    stick.rename(tmp_path / "away")
    stick.mkdir()  # the mount point stays
    assert json.loads(do("backup", "--json"))["second"] == "absent"
    assert list(stick.iterdir()) == []
    stick.rmdir()
    (tmp_path / "away").rename(stick)
    assert json.loads(do("backup", "--json"))["second"] == "made"
    shutil.rmtree(home / "backups")
    assert "4 entries" in do("restore", there.name)
    assert "within" in do("backup", "--second", home / "x", code=2)
    do("backup", "--second", "")
    assert json.loads(do("backup", "--json"))["second"] == "unset"


def test_a_vault_past_all_opening_is_gone_back_from(do, home, run_with_passphrase):
    name = json.loads(do("backup", "--json"))["name"]
    (home / "vault.db").write_bytes(b"no vault at all")
    (home / "keys.json").unlink()
    (home / "keys.json.bak").unlink(missing_ok=True)
    words = (PASSPHRASE, "vault", "restore", name, "--vault", home)
    assert "cannot be read" in run_with_passphrase(*words)[1]
    assert "Restored" in run_with_passphrase(*words, "--yes")[1]
    assert json.loads(do("verify", "--json"))["sound"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("restore", "2020-01-01T00-00-00Z"), "no backup of this name"),
        (("restore", "../../etc"), "no backup of this name"),
        (("rehearse",), "no backup yet"),
        (("rehearse", "--name", "x"), "no backup yet"),
    ],
)
def test_a_slip_is_told_in_one_line(do, words, said):
    assert said in one_line((2, "", do(*words, code=2)))


def test_a_wrong_passphrase_changes_nothing(run_with_passphrase, do, home):
    name = json.loads(do("backup", "--json"))["name"]
    answer = run_with_passphrase(
        b"four other plain words", "vault", "restore", name, "--yes", "--vault", home
    )
    assert "passphrase" in one_line(answer)
    assert not list(home.glob("set-aside-*"))


def test_verify_names_what_was_altered_and_says_no(do, home, opened):
    assert json.loads(do("verify", "--json"))["sound"]
    with opened(home) as vault:
        key = vault.key()
        (entry,) = (e for e in vault.journal.entries() if e.record_type == "child")
    connection = connect_to_write(home / "vault.db", key)
    connection.execute(
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'Mia', 'Eva') AS BLOB)"
    )
    connection.close()
    told = json.loads(do("verify", "--json", code=1))
    faults = {part["code"]: part["faults"] for part in told["parts"] if part["state"] == "bad"}
    assert any(entry.entry_id in fault for fault in faults["entries"])
    assert "Mia" not in json.dumps(told)
    assert "Some of it is not what was written" in do("verify", code=1)


def test_verify_of_a_damaged_file_says_no_and_touches_nothing(do, home):
    whole = (home / "vault.db").read_bytes()
    spoilt = whole[:5000] + b"\0" * 50 + whole[5050:]
    (home / "vault.db").write_bytes(spoilt)
    told = json.loads(do("verify", "--json", code=1))
    assert not told["sound"]
    assert (home / "vault.db").read_bytes() == spoilt


def test_a_backup_from_before_the_keys_changed_brings_its_own_back(
    do, home, run_with_passphrase, opened
):
    name = json.loads(do("backup", "--json"))["name"]
    former = keys.read_keys(home)
    other, _ = Vault.create(home.parent / "other", "quite another set of words", "Ana")
    other.close()
    for file in ("vault.db", "keys.json"):  # as if the key was changed since
        (home / file).write_bytes((home.parent / "other" / file).read_bytes())
    words = (PASSPHRASE, "vault", "restore", name, "--vault", home)
    assert "passphrases of that time" in run_with_passphrase(*words)[1]
    assert run_with_passphrase(*words, "--yes")[0] == 0
    assert keys.read_keys(home) == former
    with opened(home) as vault:
        assert len(vault.journal.dump()["child"]) == 1


def test_a_killed_restore_is_one_or_the_other(do, home, made, opened):
    """The command itself, killed for real: the steps are in test_store_restoring."""
    name = json.loads(do("backup", "--json"))["name"]
    write(home, made.key, "Leo")
    process = subprocess.Popen(
        [sys.executable, "-m", "imh_desktop", "vault", "restore", name, "--yes", "--progress",
         "--json", "--vault", str(home), "--key-fd", "0"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(made.line)
        process.stdin.close()
        process.stdout.readline()
        process.kill()
    with opened(home) as vault:
        assert vault.journal.verify() == ()
        children = len(vault.journal.dump()["child"])
    assert children == (1 if list(home.glob("set-aside-*")) else 2)
