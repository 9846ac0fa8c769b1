"""Whoever alters the file is found, at the very entry; a sound vault is never accused."""

import random
import shutil
from pathlib import Path

import msgspec
import pytest

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import EnvironmentFault
from imh_desktop.store import records
from imh_desktop.store.packs import Pack, decode, encode, id_text, mark_of
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener
from tests.store.history_oracle import history

ROOM = 1 << 20


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A closed vault with open and closed visits, private talks, and entries from elsewhere."""
    folder = tmp_path_factory.mktemp("sound") / "vault"
    vault = Vault.create_with_key(folder, KEY, "Ana")
    journal, chance = vault.journal, random.Random(2)
    for number in range(12):
        child_id, visit_id = journal.new_id(), journal.new_id()
        journal.write("child", child_id, {"given_name": f"child {number}"})
        journal.write("visit", visit_id, {"child_id": child_id, "on": "2026-03-01"})
        talk = records.private_id(visit_id, child_id, Sensitivity.G)
        for n in range(15):
            journal.write("visit", visit_id, {f"answers.R{n}": {"code": "often"}})
        for n in range(4):
            journal.write("private", talk, {f"answers.K{n}": {"code": "no"}}, chain=ChainClass.G)
        if number % 2:
            journal.close(visit_id, {"level": "N0"})
            journal.close(talk, {"level": "N1"})
    for _ in range(6):
        journal.admit(history(chance, 8))
    assert journal.verify() == ()
    vault.close()
    return folder


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    """The same vault, to be spoiled."""
    shutil.copytree(sound, tmp_path / "copy")
    return tmp_path / "copy"


def tamper(folder: Path, *statements: tuple) -> None:
    connection = connect_to_write(folder / "vault.db", KEY)
    for sql, *values in statements:
        connection.execute(sql, values)
    connection.close()


def faults_of(folder: Path) -> tuple[str, ...]:
    with Vault.open_with_key(folder, KEY) as vault:
        return vault.journal.verify()


def loose(folder: Path) -> list[tuple]:
    connection = connect_to_write(folder / "vault.db", KEY)
    rows = connection.execute("SELECT place, entry_id, body FROM entry").fetchall()
    connection.close()
    return rows


def test_every_edited_loose_entry_is_named(copy: Path):
    rows = loose(copy)
    edits = [
        ("UPDATE entry SET body = ? WHERE place = ?", body.replace(b"e", b"E", 1), place)
        for place, _, body in rows
    ]
    assert len(rows) > 100
    tamper(copy, *edits)
    faults = faults_of(copy)
    for _, entry_id, _ in rows:
        assert any(id_text(entry_id) in fault for fault in faults)


def test_every_removed_loose_entry_is_located(copy: Path):
    chance = random.Random(4)
    for _ in range(6):
        place, entry_id, _ = chance.choice(loose(copy))
        tamper(copy, ("DELETE FROM entry WHERE place = ?", place))
        faults = faults_of(copy)
        assert any("is missing" in fault for fault in faults)
        assert any(id_text(entry_id) in fault for fault in faults)


def packs_of(folder: Path) -> list[tuple[int, Pack]]:
    connection = connect_to_write(folder / "vault.db", KEY)
    parts: dict[int, bytes] = {}
    for place, body in connection.execute("SELECT place, body FROM pack ORDER BY place"):
        parts[place // ROOM] = parts.get(place // ROOM, b"") + body
    connection.close()
    return [(number, decode(data)) for number, data in parts.items()]


def replace_pack(folder: Path, number: int, data: bytes) -> None:
    span = (number * ROOM, number * ROOM + ROOM - 1)
    tamper(
        folder,
        ("DELETE FROM pack WHERE place BETWEEN ? AND ?", *span),
        ("INSERT INTO pack VALUES (?, ?)", span[0], data),
    )


def test_an_edit_inside_a_pack_is_named_even_when_its_mark_was_made_to_fit(copy: Path):
    number, pack = packs_of(copy)[0]
    row = pack.rows[3]
    changed = msgspec.structs.replace(row.body, changes={"answers.R2": {"code": "not_yet"}})
    rows = (*pack.rows[:3], row._replace(body=changed), *pack.rows[4:])
    replace_pack(copy, number, encode(Pack(rows, pack.links)))
    assert f"entry {id_text(row.entry_id)} was altered" in faults_of(copy)

    with Vault.open_with_key(copy, KEY) as vault:
        fitting = next(e for e in vault.journal.entries() if e.entry_id == id_text(row.entry_id))
    changed = msgspec.structs.replace(changed, mark=mark_of(fitting.digest))
    rows = (*pack.rows[:3], row._replace(body=changed), *pack.rows[4:])
    replace_pack(copy, number, encode(Pack(rows, pack.links)))
    assert any("are not what was written" in fault for fault in faults_of(copy))


def test_an_entry_taken_out_of_a_pack_is_located(copy: Path):
    number, pack = packs_of(copy)[0]
    replace_pack(copy, number, encode(Pack(pack.rows[:5] + pack.rows[6:], pack.links)))
    faults = faults_of(copy)
    assert any(id_text(pack.rows[5].entry_id) in fault for fault in faults)
    assert any("is missing" in fault for fault in faults)


def test_a_stranger_before_the_first_entry_hides_no_broken_link_behind_it(copy: Path):
    stranger = "SELECT max(place) FROM entry WHERE chain_no <> open.chain_no"
    tamper(
        copy,
        (
            "UPDATE entry SET seq = 0, chain_no = open.chain_no FROM chain AS open"
            f" WHERE open.own AND open.chain_class = 'open' AND place IN ({stranger})",
        ),
        ("UPDATE chain SET link = zeroblob(32) WHERE own AND chain_class = 'open'",),
    )
    faults = faults_of(copy)
    assert any("was put in" in fault for fault in faults)
    assert any("are not what was written" in fault for fault in faults)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET record_type = 'child' WHERE record_no = 5",
        "UPDATE entry SET seq = seq + 1000 WHERE place IN (SELECT max(place) FROM entry)",
        "UPDATE entry SET chain_no = 3 WHERE place IN (SELECT max(place) FROM entry)",
        "UPDATE entry SET body = x'00' WHERE place IN (SELECT max(place) FROM entry)",
        "UPDATE pack SET body = x'00' WHERE place IN (SELECT min(place) FROM pack)",
        "DELETE FROM pack",
        "DELETE FROM located WHERE record_no = 7",
        "UPDATE located SET record_no = 1 WHERE record_no = 7",
        "DELETE FROM record WHERE record_no = 7",
        "UPDATE chain SET chain_id = randomblob(16) WHERE own AND chain_class = 'open'",
        "UPDATE chain SET link = zeroblob(32) WHERE own AND chain_class = 'open'",
        "UPDATE chain SET seq = seq + 1 WHERE own AND chain_class = 'open'",
        "DELETE FROM held",
        "UPDATE child SET given_name = 'x' WHERE record_no IN (SELECT min(record_no) FROM child)",
        "DELETE FROM answer WHERE record_no IN (SELECT min(record_no) FROM answer)",
        "INSERT INTO element VALUES (2, 'languages.xx', 'true')",
        "UPDATE visit SET closed_at = NULL",
        "UPDATE closed SET fields = x'00'",
        "DELETE FROM private_closed",
        "DROP INDEX visit_by_child_id",
        "CREATE TABLE stranger (x)",
        "CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    ],
)
def test_whatever_else_is_changed_is_found(copy: Path, statement: str):
    tamper(copy, ("PRAGMA foreign_keys = OFF",), (statement,))
    try:
        faults = faults_of(copy)
    except EnvironmentFault:
        return  # refused at the door: found as well
    assert faults
    assert all("child 0" not in fault and "often" not in fault for fault in faults)


def test_damage_by_chance_never_passes_and_never_shows_wrong_data(sound: Path, tmp_path: Path):
    whole = (sound / "vault.db").read_bytes()
    with Vault.open_with_key(sound, KEY) as vault:
        truth = {entry.entry_id: entry for entry in vault.journal.entries()}
    chance, folder = random.Random(9), tmp_path / "damaged"
    folder.mkdir()
    for number in range(120):
        data = bytearray(whole)
        at = chance.randrange(len(data))
        match number % 3:
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at : at + 64] = chance.randbytes(len(data[at : at + 64]))
            case 2:
                del data[at:]
        (folder / "vault.db").write_bytes(data)
        for name in ("vault.db-wal", "vault.db-shm"):
            (folder / name).unlink(missing_ok=True)
        try:
            with Vault.open_with_key(folder, KEY) as vault:
                faults = vault.journal.verify()
                shown = list(vault.journal.entries()) if not faults else []
        except EnvironmentFault:
            continue
        assert faults, f"damage {number} at {at} went unnoticed"
        assert all(truth[entry.entry_id] == entry for entry in shown)


def test_a_sound_vault_left_in_the_middle_is_not_accused(open_vault: Opener, tmp_path: Path):
    vault = open_vault()
    visit_id = vault.journal.new_id()
    for n in range(30):
        vault.journal.write("visit", visit_id, {f"answers.R{n}": {"code": "often"}})
        if n == 12:
            vault.checkpoint()
        if n % 10 == 7:
            folder = tmp_path / f"cut{n}"
            folder.mkdir()
            for name in ("vault.db", "vault.db-wal"):
                shutil.copy(vault.folder / name, folder / name)
            with Vault.open_with_key(folder, KEY) as cut:
                assert cut.journal.verify() == ()
                after = cut.journal.write("visit", visit_id, {"answers.last": {"code": "no"}})
                assert after.parents == (vault.journal.history(visit_id)[-1].entry_id,)
                assert cut.journal.verify() == ()
