"""The anchor's file: none of its bits can be turned, and where it cannot be read or written the
vault opens all the same."""

import random
import shutil
from pathlib import Path

import pytest

from imh_desktop.store import anchors, slots
from imh_desktop.store.anchor_file import BEGINS, LARGEST, new_key, seal, unseal
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener

from .anchored import chain_ids, events, kinds, opened, write


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
