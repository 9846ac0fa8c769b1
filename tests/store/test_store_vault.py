"""The vault is left as it is by everything that is not its own key and its own release."""

import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.errors import EnvironmentFault
from imh_desktop.store.faults import (
    DiskFull,
    StorageFault,
    VaultBusy,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    told,
)
from imh_desktop.store.keys import Cost
from imh_desktop.store.sqlcipher import DatabaseError, connect, connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener, snapshot

QUICK = Cost(8, 1, 1)
MARKERS = ("Zanzibarina", "kookaburra-note", "aldebaran street 9")


@pytest.fixture
def closed(open_vault: Opener) -> Path:
    """The folder of a closed vault that holds something."""
    vault = open_vault()
    vault.journal.write("child", vault.journal.new_id(), {"given_name": MARKERS[0]})
    vault.close()
    return vault.folder


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


_SETTINGS = """
import json, sys
from pathlib import Path
from imh_desktop.store.vault import Vault
with Vault.open_with_key(Path(sys.argv[1]), bytes(range(32))) as vault:
    execute = vault.open_connection().execute
    found = {name: execute(f"PRAGMA {name}").fetchone()[0] for name in sys.argv[2:]}
    print(json.dumps(found))
"""


def test_every_setting_that_keeps_an_answer_is_on(closed: Path):
    """In a process of its own, as the program is: the tests' own vaults leave two of them out."""
    expected = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cell_size_check": 1,
        "trusted_schema": 0, "secure_delete": 1, "cipher_memory_security": "1",
        "wal_autocheckpoint": 4000,
    }  # fmt: skip
    command = [sys.executable, "-c", _SETTINGS, closed, *expected]
    done = subprocess.run(
        command, check=True, capture_output=True, cwd=Path(__file__).parents[2], timeout=120
    )
    assert json.loads(done.stdout) == expected


def test_the_disks_errors_are_told_in_plain_words(tmp_path: Path):
    def code_of(cause) -> int:
        with pytest.raises(DatabaseError) as error:
            cause()
        return error.value.sqlite_errorcode & 0xFF

    (tmp_path / "folder.db").mkdir()
    (tmp_path / "noise.db").write_bytes(os.urandom(8192))
    small = connect_to_write(tmp_path / "small.db", KEY, "rwc")
    small.execute("CREATE TABLE t (x)")
    small.execute("PRAGMA max_page_count = 3")
    other = connect_to_write(tmp_path / "small.db", KEY)
    looker = connect(tmp_path / "small.db", KEY, "ro")
    small.execute("BEGIN IMMEDIATE")
    other.execute("PRAGMA busy_timeout = 0")
    assert code_of(lambda: other.execute("BEGIN IMMEDIATE")) == 5
    assert code_of(lambda: looker.execute("INSERT INTO t VALUES (1)")) == 8
    assert code_of(lambda: small.execute("INSERT INTO t VALUES (randomblob(99999))")) == 13
    assert code_of(lambda: connect(tmp_path / "folder.db", KEY, "rw")) == 14
    noise = connect(tmp_path / "noise.db", KEY, "ro")
    assert code_of(lambda: noise.execute("SELECT * FROM sqlite_master")) == 26
    for connection in (small, other, looker, noise):
        connection.close()

    def error(code: int) -> Exception:
        made = DatabaseError("x")
        made.sqlite_errorcode = code
        return made

    kinds = {5: VaultBusy, 6: VaultBusy, 8: StorageFault, 10: StorageFault, 266: StorageFault,
             13: DiskFull, 14: StorageFault, 11: VaultDamaged, 26: VaultDamaged}  # fmt: skip
    for code, kind in kinds.items():
        assert type(told(error(code))) is kind
    bug = error(1)
    assert told(bug) is None  # a slip in our SQL is a bug, never a sentence about the disk


def test_a_full_disk_loses_nothing_and_answering_goes_on_when_there_is_room(open_vault: Opener):
    vault = open_vault()
    visit_id = vault.journal.new_id()
    vault.journal.write("visit", visit_id, {"child_id": visit_id, "on": "2026-03-01"})
    execute = vault.open_connection().execute
    pages = execute("PRAGMA page_count").fetchone()[0]
    execute(f"PRAGMA max_page_count = {pages}")
    kept: list[str] = []

    def answer_for_ever() -> None:
        while True:
            vault.journal.write("visit", visit_id, {f"notes.R{len(kept)}": "x" * 900})
            kept.append(f"notes.R{len(kept)}")

    with pytest.raises(DiskFull, match="room"):
        answer_for_ever()
    assert kept
    assert sorted(f for f in vault.journal.record(visit_id).fields if "notes" in f) == sorted(kept)
    execute("PRAGMA max_page_count = 100000")
    vault.journal.write("visit", visit_id, {"notes.after": "room again"})
    assert vault.journal.verify() == ()


def test_a_folder_that_cannot_be_made_or_written_is_a_fault_of_the_disk(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(StorageFault, match="cannot be written"):
            Vault.create_with_key(folder, KEY, "Ana")
    assert (tmp_path / "file").read_text() == "in the way"


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


def test_every_acknowledged_answer_outlives_a_kill(closed: Path):
    script = (
        "import sys; from pathlib import Path; from imh_desktop.store.vault import Vault\n"
        "vault = Vault.open_with_key(Path(sys.argv[1]), bytes(range(32)))\n"
        "visit = vault.journal.new_id()\n"
        "for n in range(10**9):\n"
        "    entry = vault.journal.write('visit', visit, {f'answers.R{n % 40}': {'code': 'no'}})\n"
        "    print(entry.entry_id, entry.content, flush=True)\n"
        "    if n % 40 == 39:\n"
        "        vault.journal.close(visit, {'level': 'N0'}); visit = vault.journal.new_id()\n"
    )
    chance = random.Random(6)
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(closed)], stdout=subprocess.PIPE, text=True
        )
        told = [child.stdout.readline() for _ in range(chance.randint(1, 150))]
        child.kill()
        told += child.communicate()[0].splitlines(keepends=True)
        acknowledged = {tuple(line.split()) for line in told if line.endswith("\n")}
        assert acknowledged
        with Vault.open_with_key(closed, KEY) as vault:
            stored = {(e.entry_id, e.content) for e in vault.journal.entries()}
            assert acknowledged <= stored
            assert vault.journal.verify() == ()


def test_a_page_found_damaged_while_reading_entries_is_told_in_plain_words(open_vault: Opener):
    vault = open_vault()
    for _ in range(3):
        visit_id = vault.journal.new_id()
        for n in range(20):
            vault.journal.write("visit", visit_id, {f"notes.R{n}": "word " * 60})
    vault.close()
    file = vault.folder / "vault.db"
    sound, told_of = file.read_bytes(), 0
    for page in range(1, len(sound) // 4096):
        damaged = bytearray(sound)
        damaged[page * 4096 + 2000] ^= 1
        file.write_bytes(damaged)
        try:
            opened = Vault.open_with_key(vault.folder, KEY)
        except VaultDamaged:
            continue
        try:
            list(opened.journal.entries())
        except VaultDamaged as fault:
            told_of += "restore a backup" in str(fault)
        finally:
            opened.close()
    assert told_of >= 5  # the pages of entries, at the least
