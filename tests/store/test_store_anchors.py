"""The anchor: an older or a copied vault in the place of a newer one is named, and writes on chains
of its own; nothing is refused, and nothing is deleted."""

import random
import shutil
from pathlib import Path

import pytest

from imh_desktop.store import anchors, slots
from imh_desktop.store.anchor_file import BEGINS, LARGEST, new_key, seal, unseal
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener

PARTS = ("vault.db",)


def write(vault: Vault, count: int = 1) -> str:
    child = vault.journal.new_id()
    for number in range(count):
        vault.journal.write("child", child, {"number": str(number)})
    return child


def kinds(vault: Vault) -> list[str]:
    return [found.kind for found in vault.found]


def opened(folder: Path, key: bytes = KEY) -> Vault:
    return Vault.open_with_key(folder, key)


def kept(folder: Path, to: Path, names: tuple[str, ...] = PARTS) -> Path:
    to.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(folder / name, to / name)
    return to


def events(vault: Vault) -> list[str]:
    rows = vault.open_connection().execute("SELECT kind FROM event ORDER BY record_no").fetchall()
    return [kind for (kind,) in rows]


def chain_ids(vault: Vault) -> set[str]:
    return {tip.chain.chain_id for tip in vault.journal.tips()}


def test_a_vault_that_is_only_closed_and_opened_is_never_named(open_vault: Opener):
    vault = open_vault()
    own = chain_ids(vault)
    for number in range(6):
        write(vault, number)
        vault.close()
        vault = open_vault()
        assert (vault.found, anchors.check(vault), chain_ids(vault)) == ((), (), own)
    assert events(vault) == []


def test_one_that_was_killed_is_not_named_either(open_vault: Opener, tmp_path: Path):
    """A copy of all files of a running program is what a kill leaves."""
    folder = tmp_path / "vault"
    vault = open_vault()
    write(vault, 5)
    left = kept(folder, tmp_path / "left", ("vault.db", "vault.db-wal", "anchor"))
    vault.close()
    shutil.rmtree(folder)
    left.rename(folder)
    with opened(folder) as again:
        assert (again.found, anchors.check(again)) == ((), ())


def test_an_older_vault_put_back_is_named_with_what_it_lacks(open_vault: Opener, tmp_path: Path):
    vault = open_vault()
    before = write(vault, 3)
    vault.close()
    yesterday = kept(vault.folder, tmp_path / "yesterday")
    with opened(vault.folder) as today:
        write(today, 7)
        own = chain_ids(today)
    kept(yesterday, vault.folder)

    with opened(vault.folder) as back:
        (found,) = back.found
        assert (found.kind, found.lost) == ("put_back", 7)
        assert found.since.startswith("20")
        assert back.journal.record(before) is not None
        assert chain_ids(back).isdisjoint(own)
        assert events(back) == ["vault_put_back"]
        write(back)
        assert back.journal.verify() == ()
    with opened(vault.folder) as later:  # it is said once
        assert (later.found, events(later)) == ((), ["vault_put_back"])


def test_one_put_back_before_anything_was_written_is_named_too(open_vault: Opener, tmp_path: Path):
    vault = open_vault()
    vault.close()
    yesterday = kept(vault.folder, tmp_path / "yesterday")
    with opened(vault.folder) as today:
        write(today)
    shutil.copy(yesterday / "vault.db", vault.folder / "vault.db")
    with opened(vault.folder) as back:
        assert kinds(back) == ["put_back"]


def test_a_copy_in_another_folder_writes_on_chains_of_its_own(open_vault: Opener, tmp_path: Path):
    """So that the two never write different things in one place of one chain."""
    vault = open_vault()
    child = write(vault)
    vault.close()
    copied = kept(vault.folder, tmp_path / "copied", ("vault.db", "anchor"))
    with opened(vault.folder) as origin, opened(copied) as copy:
        assert (kinds(origin), kinds(copy)) == ([], ["copied"])
        assert chain_ids(origin).isdisjoint(chain_ids(copy))
        assert copy.device_id == origin.device_id
        mine = origin.journal.write("child", child, {"number": "mine"})
        theirs = copy.journal.write("child", child, {"number": "theirs"})
        assert (mine.chain, mine.seq) != (theirs.chain, theirs.seq)
        entries = list(copy.journal.entries())
        origin.journal.admit(entries)
        copy.journal.admit(list(origin.journal.entries()))
        assert origin.journal.record(child) == copy.journal.record(child)
        assert not origin.journal.shelf.chains.forked()
        assert (origin.journal.verify(), copy.journal.verify()) == ((), ())


def test_another_machine_is_told_by_its_own_name(open_vault: Opener, monkeypatch):
    vault = open_vault()
    vault.close()
    monkeypatch.setattr("imh_desktop.store.machine._machine", lambda: "another")
    with opened(vault.folder) as moved:
        assert kinds(moved) == ["copied"]


@pytest.mark.parametrize("statement", [
    "DELETE FROM entry WHERE place IN (SELECT max(place) FROM entry)",
    "UPDATE chain SET seq = seq - 2 WHERE own AND chain_class = 'open'",
    "UPDATE chain SET link = zeroblob(32) WHERE own AND chain_class = 'open'",
    "UPDATE chain SET chain_id = randomblob(16) WHERE own AND chain_class = 'open'",
])  # fmt: skip
def test_what_was_cut_off_behind_the_programs_back_is_found(open_vault: Opener, statement: str):
    vault = open_vault()
    write(vault, 5)
    vault.close()
    connection = connect_to_write(vault.folder / "vault.db", KEY)
    connection.execute(statement)
    connection.close()
    with opened(vault.folder) as cut:
        named = kinds(cut) or cut.journal.verify()
        assert named
        assert cut.found == () or cut.found[0].kind == "cut"


def test_a_chain_made_anew_before_its_end_is_found_by_its_links(open_vault: Opener):
    """Who has the key can rewrite what lies before the anchor; the anchor knows what lay there."""
    vault = open_vault()
    write(vault, 5)
    vault.close()
    vault = open_vault()
    write(vault, 2)
    assert anchors.check(vault) == ()
    said = "UPDATE entry SET body = replace(CAST(body AS TEXT), '\"3\"', '\"9\"') WHERE seq = 6"
    vault.open_connection().execute(
        said.replace("replace(", "CAST(replace(").replace("') WHERE", "') AS BLOB) WHERE")
    )
    assert [each.kind for each in anchors.check(vault)] == ["cut"]


@pytest.mark.parametrize("how", ["missing", "empty", "cut", "bit", "longer", "foreign"])
def test_a_damaged_or_missing_anchor_is_said_once_and_never_fatal(
    open_vault: Opener, tmp_path: Path, how: str
):
    vault = open_vault()
    child = write(vault)
    vault.close()
    path = vault.folder / anchors.NAME
    data = path.read_bytes()
    if how == "missing":
        path.unlink()
    elif how == "foreign":
        other = Vault.create_with_key(tmp_path / "other", KEY, "Bo")
        other.close()
        shutil.copy(other.folder / anchors.NAME, path)
    else:
        at = len(data) // 2
        flipped = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        path.write_bytes({"empty": b"", "cut": data[:-9], "bit": flipped, "longer": data * 2}[how])
    with opened(vault.folder) as again:
        assert kinds(again) == ["missing" if how == "missing" else "damaged"]
        assert again.journal.record(child) is not None
        write(again)
    with opened(vault.folder) as later:
        assert (later.found, later.journal.verify()) == ((), ())


def test_no_bit_of_an_anchor_can_be_turned(open_vault: Opener):
    vault = open_vault()
    write(vault)
    vault.close()
    data = (vault.folder / anchors.NAME).read_bytes()
    assert unseal(data, vault.vault_id, b"", KEY) is not None
    chance = random.Random(4)
    ends = [*range(90), *range(len(data) - 40, len(data))]
    for at in [*ends, *(chance.randrange(len(data)) for _ in range(400))]:
        for bit in (1, 128):
            turned = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
            read = unseal(turned, vault.vault_id, b"", KEY)
            assert read is None, at
    assert unseal(data, vault.vault_id, b"", new_key()) is None
    assert unseal(data, "another vault", b"", KEY) is None


def test_it_says_nothing_to_a_stranger(open_vault: Opener):
    vault = open_vault()
    write(vault)
    size = (vault.folder / anchors.NAME).stat().st_size
    data = (vault.folder / anchors.NAME).read_bytes()
    for secret in (vault.vault_id, vault.device_id, *chain_ids(vault)):
        assert secret.encode() not in data
        assert bytes.fromhex(secret.replace("-", "")) not in data
    write(vault, 40)
    vault.close()
    assert (vault.folder / anchors.NAME).stat().st_size == size < LARGEST
    assert (vault.folder / anchors.NAME).stat().st_mode & 0o777 == 0o600


def test_another_data_key_reads_it_by_the_key_in_the_vault(open_vault: Opener):
    vault = open_vault()
    write(vault)
    data = (vault.folder / anchors.NAME).read_bytes()
    read = anchors._read(vault, vault.folder)
    assert read is not None
    after = unseal(data, vault.vault_id, read.key, bytes(32), (KEY,))
    assert after == read._replace(spare="earlier")


@pytest.mark.parametrize("at", [0, 1, 30, 59])
def test_a_bit_turned_in_the_spare_copy_of_its_key_is_said_once_and_mended(
    open_vault: Opener, at: int
):
    vault = open_vault()
    write(vault, 3)
    own = chain_ids(vault)
    path, place = vault.folder / anchors.NAME, len(BEGINS) + at
    vault.close()
    data = path.read_bytes()
    path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
    with opened(vault.folder) as again:
        assert kinds(again) == ["spare"]
        assert events(again) == ["vault_spare"]
        assert (chain_ids(again), anchors.check(again)) == (own, ())
    assert unseal(path.read_bytes(), vault.vault_id, b"", KEY) is not None, "mended"
    with opened(vault.folder) as later:
        assert (later.found, events(later)) == ((), ["vault_spare"])
        assert later.journal.verify() == ()


def test_a_look_finds_it_while_the_vault_is_open_and_a_cut_is_graver(open_vault: Opener):
    vault = open_vault()
    write(vault, 5)
    vault.close()
    vault = open_vault()
    path, place = vault.folder / anchors.NAME, len(BEGINS) + 7
    data = path.read_bytes()
    path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
    assert [each.kind for each in anchors.check(vault)] == ["spare"]
    said = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"3\"', '\"9\"') AS BLOB)"
    vault.open_connection().execute(f"{said} WHERE seq = 6")
    assert [each.kind for each in anchors.check(vault)] == ["cut"]


def test_a_new_data_key_is_no_damage_of_it_and_is_written_into_it(open_vault: Opener):
    vault = open_vault()
    write(vault)
    slots.keep_former_key(vault.open_connection(), bytes(32))
    vault.close()
    path = vault.folder / anchors.NAME
    anchor = unseal(path.read_bytes(), vault.vault_id, b"", KEY)
    assert anchor is not None
    path.write_bytes(seal(anchor.anchor, vault.vault_id, anchor.key, bytes(32)))
    with opened(vault.folder) as again:
        assert (again.found, events(again)) == ((), [])
    now = unseal(path.read_bytes(), vault.vault_id, b"", KEY)
    assert now is not None
    assert now.spare == "whole"


def test_a_backup_older_than_the_first_anchor_is_named_all_the_same(
    open_vault: Opener, monkeypatch
):
    vault = open_vault()
    write(vault)
    monkeypatch.setattr(anchors, "keep", lambda _vault: None)  # as earlier releases did
    for name in (anchors._KEY, anchors._MARKS):
        vault.open_connection().execute("DELETE FROM local WHERE name = ?", (name,))
    vault.suspend()
    old = (vault.folder / "vault.db").read_bytes()
    (vault.folder / anchors.NAME).unlink()
    monkeypatch.undo()
    vault.resume()
    assert vault.found == ()
    write(vault, 4)
    vault.close()
    (vault.folder / "vault.db").write_bytes(old)
    with opened(vault.folder) as back:
        (found,) = back.found
        assert (found.kind, found.lost) == ("put_back", 4)


def test_answers_do_not_touch_it_and_nothing_changed_writes_nothing(open_vault: Opener):
    vault = open_vault()
    path = vault.folder / anchors.NAME
    before = path.stat().st_mtime_ns, path.read_bytes()
    write(vault, 20)
    vault.checkpoint()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    vault.close()
    after = path.read_bytes()
    assert after != before[1]
    for _ in range(3):
        opened(vault.folder).close()
    assert path.read_bytes() == after


def test_a_disk_that_refuses_hinders_neither_opening_nor_closing(open_vault: Opener, monkeypatch):
    vault = open_vault()
    child = write(vault, 3)
    monkeypatch.setattr(anchors, "write_whole", refuse)
    vault.close()
    with opened(vault.folder) as again:
        assert again.found == ()
        assert again.journal.record(child) is not None
        write(again)
    monkeypatch.undo()
    for _ in range(12):  # an anchor left behind is an older one of this vault's own
        with opened(vault.folder) as again:
            assert again.found == ()


def refuse(*_: object) -> None:
    from imh_desktop.store.faults import FULL, DiskFull

    raise DiskFull(FULL)


def test_a_restored_backup_begins_anew_and_fits_once_it_is_in_place(
    open_vault: Opener, tmp_path: Path
):
    vault = open_vault()
    write(vault, 2)
    vault.close()
    backup = kept(vault.folder, tmp_path / "restoring.new")
    with opened(vault.folder) as today:
        write(today, 5)
        own = chain_ids(today)
    with opened(backup) as made:
        assert made.found == ()
        found = anchors.restored(made, vault.folder)
        assert (found.kind, found.lost) == ("restored", 5)
        assert chain_ids(made).isdisjoint(own)
    for name in ("vault.db", "anchor"):
        shutil.move(backup / name, vault.folder / name)
    with opened(vault.folder) as back:
        assert (back.found, events(back)) == ((), [])
        assert back.journal.verify() == ()
