"""Of an entry, absent < whole < erased; a whole one loses its values only when it is confirmed."""

import random

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.store.entry import Entry, erased_entry
from imh_desktop.store.vault import Vault
from tests.store.conftest import Opener, snapshot
from tests.store.history_oracle import history, new_id

replace = msgspec.structs.replace


def gone(entry: Entry) -> Entry:
    return erased_entry(
        entry.entry_id, entry.chain, entry.seq, entry.record_type, entry.record_id, entry.parents,
        entry.content,
    )  # fmt: skip


def stored(vault: Vault) -> dict[str, Entry]:
    return {entry.entry_id: entry for entry in vault.journal.entries()}


@pytest.mark.parametrize("packed", [False, True])
def test_a_whole_entry_is_erased_only_when_confirmed(vault: Vault, packed: bool):
    visit = vault.journal.new_id()
    vault.journal.write("visit", visit, {"band": "B4"})
    said = vault.journal.write("visit", visit, {"notes.R1": "a secret"})
    if packed:
        vault.journal.close(visit, {"level": "N0"})
    before = snapshot(vault.folder)

    waiting = vault.journal.admit([gone(said)])
    assert (waiting.new, waiting.erasures) == ((), (said.entry_id,))
    assert snapshot(vault.folder) == before

    done = vault.journal.admit([gone(said)], confirmed={said.entry_id})
    assert (done.erased, done.erasures) == ((said.entry_id,), ())
    assert stored(vault)[said.entry_id] == gone(said)
    assert "notes.R1" not in vault.journal.record(visit).fields
    assert "a secret" not in repr((vault.journal.dump(), list(vault.journal.entries())))
    vault.journal.replaying.rebuild()
    assert vault.journal.verify() == ()

    back = vault.journal.admit([said])  # from an old archive
    assert back.new == ()
    assert stored(vault)[said.entry_id] == gone(said)


def test_what_arrives_erased_before_it_was_here_waits_too(open_vault: Opener):
    origin, vault = open_vault("origin"), open_vault()
    child = origin.journal.new_id()
    first = origin.journal.write("child", child, {"given_name": "Mia"})
    later = origin.journal.write("child", child, {"number": "7"})
    waiting = vault.journal.admit([gone(first)])
    assert (waiting.new, waiting.known, waiting.erasures) == ((), (), (first.entry_id,))
    vault.journal.admit([later])
    assert vault.journal.record(child).incomplete
    assert vault.journal.admit([gone(first)], {first.entry_id}).new == (first.entry_id,)
    assert not vault.journal.record(child).incomplete
    assert vault.journal.admit([first]).new == ()
    assert vault.journal.record(child).fields == {"number": "7"}
    assert vault.journal.verify() == ()


def test_nobody_can_keep_an_entry_away_by_calling_it_erased(open_vault: Opener):
    origin, vault = open_vault("origin"), open_vault()
    child = origin.journal.new_id()
    said = origin.journal.write("child", child, {"given_name": "Mia"})
    vault.journal.admit([gone(said)])
    assert vault.journal.admit([said]).new == (said.entry_id,)
    assert vault.journal.record(child).fields == {"given_name": "Mia"}


HOSTILE = {
    "other content": lambda e: replace(gone(e), erased="0" * 64),
    "another place": lambda e: replace(gone(e), seq=e.seq + 50),
    "other parents": lambda e: replace(gone(e), parents=(new_id(random.Random(1)),)),
    "another record": lambda e: replace(gone(e), record_id=new_id(random.Random(2))),
    "a word left": lambda e: replace(gone(e), reason="x"),
    "values left": lambda e: replace(gone(e), changes={"band": "B1"}),
    "no hash": lambda e: replace(gone(e), erased="zz"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_erased_entry_that_is_none_changes_nothing(vault: Vault, name: str):
    entries = history(random.Random(8), 6)
    vault.journal.admit(entries)
    before = snapshot(vault.folder)
    with pytest.raises(InputError):
        vault.journal.admit([HOSTILE[name](entries[0])], confirmed={entries[0].entry_id})
    assert snapshot(vault.folder) == before


def test_any_order_of_whole_and_erased_ends_in_the_greater_that_is_confirmed(open_vault: Opener):
    chance = random.Random(21)
    vaults = [open_vault(name) for name in ("one", "other")]
    for number in range(120):
        entries = history(chance, chance.randint(3, 10), private=number % 4 == 0)
        erased = chance.sample(entries, chance.randint(1, len(entries)))
        confirmed = {entry.entry_id for entry in erased if chance.random() < 0.7}
        expected = {e.entry_id: gone(e) if e.entry_id in confirmed else e for e in entries}
        for vault in vaults:
            pieces = [*entries, *map(gone, erased)]
            chance.shuffle(pieces)
            while pieces:
                cut = chance.randint(1, len(pieces))
                vault.journal.admit(pieces[:cut], confirmed)
                pieces = pieces[cut:]
            found = vault.journal.history(entries[0].record_id)
            assert {e.entry_id: e for e in found} == expected
        first, second = (v.journal.record(entries[0].record_id) for v in vaults)
        assert first == second
    for vault in vaults:
        vault.journal.replaying.rebuild()
        assert vault.journal.verify() == ()
