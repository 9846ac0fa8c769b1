"""What says it is kept is on the disk, and what the disk refuses is said in plain words."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.store.faults import (
    DiskFull,
    StorageFault,
    VaultBusy,
    VaultDamaged,
    told,
)
from imh_desktop.store.sqlcipher import DatabaseError, connect, connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener

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
