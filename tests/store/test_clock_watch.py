"""A clock that was set back more than two minutes is an entry, once each time it happens."""

from datetime import UTC, datetime, timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import presence
from imh_desktop.flows.log_book import Wanted, lines
from imh_desktop.store import records
from imh_desktop.store.faults import StorageFault, VaultDamaged
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

KEY = b"k" * 32
MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Clock:
    """Stands until it is set; a second passes at each look."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path, clock):
    folder = tmp_path / "vault"
    with Vault.create_with_key(folder, KEY, "Rosa", clock=clock) as vault:
        presence.note_opened(vault)
        presence.note_locked(vault)
    return folder


def opened(folder, clock) -> Vault:
    return Vault.open_with_key(folder, KEY, clock=clock)


def told(vault: Vault) -> list[str]:
    return [kind for _, kind, _ in records.events(vault) if kind == "vault_clock_back"]


def write(vault: Vault, **more) -> None:
    vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"}, **more)


def test_at_unlocking_it_is_an_entry_once(folder, clock):
    clock.now -= timedelta(days=3653)
    for _ in range(2):
        with opened(folder, clock) as vault:
            assert told(vault) == ["vault_clock_back"]
            presence.note_opened(vault)
            write(vault)
            presence.note_locked(vault)
            assert told(vault) == ["vault_clock_back"]
            assert vault.journal.verify() == ()


def test_before_a_later_write_it_is_an_entry_too_each_time(folder, clock):
    with opened(folder, clock) as vault:
        write(vault)
        for number in (1, 2):
            clock.now -= timedelta(hours=1)
            write(vault)
            write(vault)
            assert len(told(vault)) == number
        entries = sorted(vault.journal.entries(), key=lambda one: (one.chain.chain_id, one.seq))
        own = [e for e in entries if e.chain.chain_class is ChainClass.OPEN]
        at = next(i for i, e in enumerate(own) if e.changes.get("kind") == "vault_clock_back")
        assert own[at].changes["details.before"] == own[at - 1].recorded_at
        assert own[at].recorded_at == own[at + 1].recorded_at, "in the transaction of the write"


@pytest.mark.parametrize("back", [timedelta(0), MINUTE, timedelta(seconds=110)])
def test_a_clock_put_right_by_itself_is_none(folder, clock, back):
    clock.now -= back
    with opened(folder, clock) as vault:
        write(vault)
        clock.now -= back
        write(vault)
        assert told(vault) == []


def test_a_clock_that_was_put_forward_is_none(folder, clock):
    clock.now += timedelta(days=3653)
    with opened(folder, clock) as vault:
        write(vault)
        assert told(vault) == []


def test_what_is_written_alone_is_no_less_a_write_and_is_not_told(folder, clock):
    with opened(folder, clock) as vault:
        write(vault)
        clock.now -= timedelta(hours=1)
        vault.journal.write(
            "private", vault.journal.new_id(), {"notes.X": "said alone", "sensitivity": "G"},
            chain=ChainClass.G,
        )  # fmt: skip
        (event,) = [e for e in vault.journal.entries() if e.record_type == "event"
                    and e.changes["kind"] == "vault_clock_back"]  # fmt: skip
        assert event.chain.chain_class is ChainClass.OPEN
        assert set(event.changes) == {"kind", "subject", "details.before"}


def test_a_write_that_failed_says_it_again_with_the_next(folder, clock):
    with opened(folder, clock) as vault:
        write(vault)
        clock.now -= timedelta(hours=1)
        with pytest.raises(StorageFault), vault.journal.transaction():
            raise StorageFault("the disk refused")
        assert told(vault) == []
        write(vault)
        assert told(vault) == ["vault_clock_back"]


def test_the_log_says_it_in_plain_words_among_the_file_itself(folder, clock):
    clock.now -= timedelta(days=1)
    with opened(folder, clock) as vault:
        (line,) = lines(vault, Library(), Words("en"), Wanted(kind="file"))
    assert line.said.startswith(
        "Found this laptop’s clock set back. The last thing before it bears 8 June 2026 at "
    )
    assert (line.who, line.where) == ("Rosa", "")


def test_a_clock_keeps_no_damaged_vault_shut(folder, clock, monkeypatch):
    def damaged(*_):
        raise VaultDamaged("a page")

    monkeypatch.setattr("imh_desktop.store.shelf.Shelf.entry_at", damaged)
    clock.now -= timedelta(days=1)
    with opened(folder, clock) as vault:
        assert told(vault) == []


def test_a_made_up_vault_and_one_that_is_only_looked_at_stay_as_they_are(tmp_path, clock, folder):
    with Vault.create_with_key(tmp_path / "demo", KEY, "Rosa", clock=clock, made_up=True) as demo:
        write(demo)
        clock.now -= timedelta(hours=1)
        write(demo)
        assert told(demo) == []
    clock.now -= timedelta(days=1)
    backup = tmp_path / "backups" / "20260608"
    backup.parent.mkdir()
    folder.rename(backup)
    with opened(backup, clock) as vault:
        assert told(vault) == []


def test_a_kind_that_nobody_here_knows_is_carried_kept_and_shown(tmp_path):
    """As an older release does with this one."""
    from tests.flows.team import Team

    team = Team(tmp_path)
    laptop = team.laptops[0]
    said = {"kind": "vault_moon_full", "subject": laptop.device_id, "details.before": "x"}
    laptop.journal.write("event", laptop.journal.new_id(), said)
    team.take(team.desk, team.carry(laptop))
    assert team.desk.journal.verify() == ()
    found = lines(team.desk, Library(), Words("en"), Wanted(kind="file"))
    assert "Something of a newer release: vault_moon_full" in {one.said for one in found}
    before = team.desk.journal.dump()
    team.desk.journal.replaying.rebuild()
    assert team.desk.journal.dump() == before
    team.close()
