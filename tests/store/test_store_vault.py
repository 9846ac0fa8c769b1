"""The vault is left as it is by everything that is not its own key and its own release."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.errors import EnvironmentFault
from imh_desktop.store.faults import (
    VaultBusy,
    VaultDamaged,
    VaultExists,
    VaultMissing,
)
from imh_desktop.store.keys import Cost
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, MARKERS, Opener, snapshot

QUICK = Cost(8, 1, 1)


def left_in_the_middle(folder: Path, to: Path) -> Path:
    """Copy a vault as a power cut leaves it: with answers in its WAL."""
    vault = Vault.open_with_key(folder, KEY)
    vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("*.lock"))
    vault.close()
    return to


def test_files_are_their_owners_alone_and_say_nothing_of_people(tmp_path):
    old = os.umask(0)
    try:
        vault, _ = Vault.create(tmp_path / "v", "blue kettle sings", MARKERS[0], cost=QUICK)
        vault.journal.write("child", vault.journal.new_id(), {"given_name": MARKERS[0]})
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in vault.folder.iterdir()}
        assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
        assert set(modes.values()) == {0o600}, modes
        assert set(modes) == {
            "vault.db", "vault.db-wal", "vault.db-shm", "vault.lock", "keys.json", "keys.json.bak",
            "vault.db.salt",
            "anchor",
        }  # fmt: skip
        vault.close()
        assert not (vault.folder / "vault.db-wal").exists()
    finally:
        os.umask(old)


def test_no_word_lies_readable_in_any_file(open_vault: Opener):
    vault = open_vault()
    visit_id = vault.journal.new_id()
    vault.journal.write("child", vault.journal.new_id(), {"given_name": MARKERS[0]})
    vault.journal.write("visit", visit_id, {"notes.R1": MARKERS[1], "on": "2026-03-01"})
    vault.desk.keep_draft(f"{visit_id}/R1", MARKERS[2])
    for when in ("while open", "when closed"):
        if when == "when closed":
            vault.journal.close(visit_id, {"level": "N0"})
            vault.close()
        for name, data in snapshot(vault.folder).items():
            for marker in (*MARKERS, "answers", "CREATE TABLE"):
                assert marker.encode() not in data, (when, name)


def test_a_second_program_is_told_and_touches_nothing(open_vault: Opener):
    vault = open_vault()
    vault.journal.write("partner", vault.journal.new_id(), {"name": "x"})
    before = snapshot(vault.folder)
    script = (
        "import sys; from pathlib import Path; from imh_desktop.store.vault import Vault\n"
        "from imh_desktop.store.faults import VaultBusy\n"
        "try:\n    Vault.open_with_key(Path(sys.argv[1]), bytes(range(32)))\n"
        "except VaultBusy as fault:\n    print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(vault.folder)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert "another window or terminal" in done.stdout
    assert snapshot(vault.folder) == before
    with pytest.raises(VaultBusy):
        Vault.open_with_key(vault.folder, KEY)
    vault.close()
    Vault.open_with_key(vault.folder, KEY).close()


def plain_sqlite(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


FOREIGN = {
    "plain SQLite": plain_sqlite,
    "random bytes": lambda path: path.write_bytes(os.urandom(40_960)),
    "an empty file": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "text": lambda path: path.write_text("not a vault"),
    "cut in a page": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "cut to one page": lambda path: path.write_bytes(path.read_bytes()[:4096]),
    "its first page damaged": lambda path: path.write_bytes(
        b"\1" * 4096 + path.read_bytes()[4096:]
    ),
}


@pytest.mark.parametrize("how", FOREIGN)
def test_a_file_that_is_no_sound_vault_is_named_and_left_alone(closed: Path, how: str, capfd):
    FOREIGN[how](closed / "vault.db")
    before = snapshot(closed)
    with pytest.raises(EnvironmentFault) as fault:
        Vault.open_with_key(closed, KEY)
    assert isinstance(fault.value, VaultDamaged), fault.value
    assert "left as" in str(fault.value)
    assert snapshot(closed) == before
    assert capfd.readouterr() == ("", "")  # SQLCipher says nothing behind our back


def test_a_vault_cut_short_at_a_page_border_is_found_and_left_alone(closed: Path):
    path = closed / "vault.db"
    path.write_bytes(path.read_bytes()[: -4096 * 3])
    try:
        with Vault.open_with_key(closed, KEY) as vault:
            assert vault.journal.verify() != ()
    except VaultDamaged:
        pass


@pytest.mark.parametrize("unclean", [False, True])
def test_the_key_of_another_vault_changes_nothing(closed: Path, tmp_path: Path, unclean: bool):
    folder = left_in_the_middle(closed, tmp_path / "cut") if unclean else closed
    before = snapshot(folder)
    with pytest.raises(VaultDamaged, match="key belongs to another file"):
        Vault.open_with_key(folder, bytes(32))
    assert snapshot(folder) == before
    with Vault.open_with_key(folder, KEY) as vault:
        assert len(vault.journal.dump()["partner"]) == (1 if unclean else 0)


def test_a_key_file_of_another_vault_is_told_from_a_wrong_passphrase(tmp_path: Path):
    for name in ("mine", "theirs"):
        Vault.create(tmp_path / name, f"the passphrase of {name}", "Ana", cost=QUICK)[0].close()
    shutil.copy(tmp_path / "theirs" / "keys.json", tmp_path / "mine" / "keys.json")
    before = snapshot(tmp_path / "mine")
    with pytest.raises(VaultDamaged, match="another file"):
        Vault.unlock(tmp_path / "mine", "the passphrase of theirs", floor=QUICK)
    assert snapshot(tmp_path / "mine") == before


@pytest.mark.parametrize("unclean", [False, True])
def test_a_vault_of_a_newer_release_is_refused_untouched(
    closed: Path, tmp_path: Path, unclean: bool
):
    connection = connect_to_write(closed / "vault.db", KEY)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('imh', 'm0099_later', '2031-01-01')"
    )
    folder = closed
    if unclean:
        folder = tmp_path / "cut"
        shutil.copytree(closed, folder, ignore=shutil.ignore_patterns("*.lock"))
    connection.close()
    before = snapshot(folder)
    with pytest.raises(EnvironmentFault, match="newer release"):
        Vault.open_with_key(folder, KEY)
    assert snapshot(folder) == before


def test_making_a_vault_never_overwrites_one(closed: Path):
    before = snapshot(closed)
    with pytest.raises(VaultExists):
        Vault.create(closed, "blue kettle sings", "Ana", cost=QUICK)
    (closed / "keys.json").write_text("{}")
    (closed / "vault.db").unlink()  # its key alone is left: it must survive too
    with pytest.raises(VaultExists):
        Vault.create_with_key(closed, KEY, "Ana")
    assert (closed / "keys.json").read_text() == "{}"
    assert before


def test_where_there_is_no_vault_none_is_made(tmp_path: Path):
    for refused in (
        lambda: Vault.open_with_key(tmp_path / "none", KEY),
        lambda: Vault.open_with_key(tmp_path, KEY),
    ):
        with pytest.raises(VaultMissing):
            refused()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", ["vault", "keys"])
def test_a_set_up_cut_short_can_be_finished_or_begun_again(tmp_path: Path, kept: str):
    folder = tmp_path / "v"
    Vault.create(folder, "blue kettle sings", "Ana", cost=QUICK)[0].close()
    if kept == "vault":  # cut between the two renames
        (folder / "keys.json").rename(folder / "keys.json.new")
        (folder / "keys.json.bak").unlink()
        Vault.unlock(folder, "blue kettle sings", floor=QUICK).close()
        assert (folder / "keys.json.bak").is_file()
    else:  # cut before them
        (folder / "keys.json").rename(folder / "keys.json.new")
        (folder / "keys.json.bak").unlink()
        (folder / "vault.db").rename(folder / "vault.db.new")
        assert not Vault.exists(folder)
        Vault.create(folder, "green kettle sings", "Ana", cost=QUICK)[0].close()
        Vault.unlock(folder, "green kettle sings", floor=QUICK).close()


def test_what_an_unfinished_vault_left_is_not_read_into_a_new_one(tmp_path: Path):
    for name, size in (("vault.db.new", 9000), ("vault.db.new-wal", 9000), ("vault.db.new-shm", 9)):
        (tmp_path / name).write_bytes(os.urandom(size))
    with Vault.create_with_key(tmp_path, KEY, "Ana") as vault:
        assert vault.journal.verify() == ()


def test_opening_a_vault_loads_no_more_than_it_needs(closed: Path):
    script = (
        "import sys; from pathlib import Path; from imh_desktop.store.vault import Vault\n"
        "vault = Vault.open_with_key(Path(sys.argv[1]), bytes(range(32)))\n"
        "vault.journal.write('partner', vault.journal.new_id(), {'name': 'x'}); vault.close()\n"
        "print([name for name in ('sqlite_utils', 'numpy', 'PySide6') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(closed)], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
