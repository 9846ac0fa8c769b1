"""The anchor: an older or a copied vault in the place of a newer one is named, and writes on chains
of its own; nothing is refused, and nothing is deleted."""

import shutil
from pathlib import Path

import pytest

from imh_desktop.store import anchors
from imh_desktop.store.sqlcipher import connect_to_write
from tests.store.conftest import KEY, Opener

from .anchored import chain_ids, events, kept, kinds, opened, write


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
