"""What was erased does not come back: by no older file, backup, archive, or stop half-way."""

import shutil
from datetime import UTC, datetime

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import (
    erasing,
    last_acts,
    merging,
)
from imh_desktop.flows.erasing import What
from imh_desktop.store import anchors, backups, records, wiping
from imh_desktop.store.vault import Vault
from tests.store.raw_pages import clear_pages

from .item_ids import R1
from .marked_family import KEY, WORDS, everywhere, furnish, sound, vault_of


@pytest.fixture(scope="module")
def furnished(library, tmp_path_factory):
    return furnish(tmp_path_factory.mktemp("furnished") / "vault", library)


@pytest.fixture
def family(furnished):
    return furnished[1]


@pytest.fixture
def vault(request, tmp_path, monkeypatch):
    yield from vault_of(request, tmp_path / "vault", monkeypatch)


def test_an_erasure_is_never_undone(vault, library, family):
    what = What(kind="answer", record_id=family.open_id, item_id=R1)
    erasing.erase(vault, library, what, "mistake", WORDS)
    (row,) = vault.journal.shelf.records_of("erasure")[:1]
    (entry,) = vault.journal.history(row.record_id)
    with pytest.raises(InputError, match="cannot come back"):
        vault.journal.undoing.undo(entry.entry_id)
    told = next(a for a in last_acts.last_acts(vault, library, WORDS) if a.act_id == entry.entry_id)
    assert (told.said, told.restores) == ("Erased for good", "")
    assert told.refused == "What was erased cannot come back."
    before = list(vault.journal.entries())
    with pytest.raises(InputError):
        last_acts.take_back(vault, library, told.act_id, WORDS)
    assert list(vault.journal.entries()) == before


def test_a_program_that_stops_before_the_file_is_written_anew_goes_on_when_opened(
    vault, library, family, monkeypatch
):
    monkeypatch.setattr(wiping, "_anew", lambda _connection: None)
    what = What(kind="child", record_id=family.child.child_id)
    erasing.erase(vault, library, what, "family", WORDS)
    vault.close()
    monkeypatch.undo()
    with Vault.open_with_key(vault.folder, KEY) as again:
        assert b"Zyxqmarked" not in everywhere(again)
        assert (
            not again.open_connection()
            .execute("SELECT 1 FROM local WHERE name = 'wipe'")
            .fetchall()
        )


def test_the_hunt_sees_free_pages_and_slack_and_a_file_written_anew_has_none(
    vault, library, family, monkeypatch
):
    """A control: where the disk's own cleaning fails, writing the file anew is what is left."""
    anew = wiping._anew
    monkeypatch.setattr(wiping, "_anew", lambda _connection: False)
    vault.open_connection().execute("PRAGMA secure_delete = OFF").fetchall()
    what = What(kind="child", record_id=family.child.child_id)
    erasing.erase(vault, library, what, "family", WORDS)
    vault.open_connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert b"Zyxqmarked" in clear_pages(vault.folder, KEY)
    assert "Zyxqmarked" not in repr(list(vault.journal.entries()))
    monkeypatch.setattr(wiping, "_anew", anew)
    vault.journal.erasing.wipe()
    assert b"Zyxqmarked" not in everywhere(vault)


def test_an_older_file_put_back_is_erased_again(vault, library, family, tmp_path):
    backup = backups.back_up(vault, datetime(2026, 11, 26, tzinfo=UTC))
    assert b"Zyxqmarked" in clear_pages(backup, KEY)
    what = What(kind="child", record_id=family.child.child_id)
    erasing.erase(vault, library, what, "family", WORDS)
    vault.close()
    shutil.copy(backup / "vault.db", vault.folder / "vault.db")
    with Vault.open_with_key(vault.folder, KEY) as back:
        assert [each.kind for each in back.found] == ["put_back"]
        assert b"Zyxqmarked" not in everywhere(back)
        assert records.children(back) == []
        sound(back)


def test_a_backup_that_is_restored_is_erased_again_before_it_is_in_place(
    vault, library, family, tmp_path
):
    backup = backups.back_up(vault, datetime(2026, 11, 26, tzinfo=UTC))
    what = What(kind="answer", record_id=family.visit_id, item_id=R1)
    erasing.erase(vault, library, what, "family", WORDS)
    present = records.visit(vault, family.visit_id)
    vault.close()
    made = tmp_path / "restoring.new"
    made.mkdir()
    shutil.copy(backup / "vault.db", made / "vault.db")
    with Vault.open_with_key(made, KEY) as back:
        assert back.found == ()
        anchors.restored(back, vault.folder)
        found = everywhere(back)
        assert b"Zyxqmarked closed note" not in found
        assert b"Zyxqmarked closed other" in found
        assert R1 not in records.visit(back, family.visit_id).answers
        assert back.journal.verify() == ()
    for name in ("vault.db", "anchor"):
        shutil.move(made / name, vault.folder / name)
    with Vault.open_with_key(vault.folder, KEY) as back:
        assert back.found == ()
        sound(back)
        left = records.visit(back, family.visit_id)
        assert (left.answers, left.notes) == (present.answers, present.notes)


def test_what_was_erased_stays_away_from_an_archive_and_is_confirmed_elsewhere(team):
    laptop, desk = team.laptops[0], team.desk
    child = laptop.journal.new_id()
    said = laptop.journal.write("child", child, {"given_name": "Zyxqmarked"})
    other = laptop.journal.write("child", laptop.journal.new_id(), {"given_name": "Other"})
    old = team.carry(laptop)
    team.take(desk, old)
    back = team.answer(laptop)
    team.take(laptop, back)
    part = laptop.journal.erasing.whole(laptop.journal.shelf.record(child))
    laptop.journal.erasing.erase([part], {"kind": "child", "subject": child, "why": "family"})
    news = team.carry(laptop)

    report = team.take(desk, news)
    assert report.erasures == (said.entry_id,)
    assert desk.journal.record(child).fields["given_name"] == "Zyxqmarked"
    report = merging.merge(desk, [news], {said.entry_id, other.entry_id})
    assert (report.erasures, report.erased) == ((), (said.entry_id,))
    assert desk.journal.record(child) is None
    assert desk.journal.record(other.record_id).fields["given_name"] == "Other"
    assert b"Zyxqmarked" not in clear_pages(desk.folder, bytes(range(32)))
    for vault, old_one in ((laptop, back), (desk, old)):
        assert team.take(vault, old_one).new == 0
        assert vault.journal.record(child) is None
        assert vault.journal.verify() == ()
