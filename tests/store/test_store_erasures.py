"""Erasing and uniting in any order end alike: of an entry, absent < whole < erased."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.entry import Entry
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY
from tests.store.history_oracle import history
from tests.store.raw_pages import clear_pages
from tests.store.test_store_erased import gone, stored


def name(vault: Vault, entries: list[Entry]) -> None:
    """Erase by this vault's own word, what is here and what is not."""
    ids = {
        part: {e.entry_id for e in entries if e.chain.chain_class is part} for part in ChainClass
    }
    vault.journal.erasing.again(ids)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), steps=st.integers(2, 12), private=st.booleans())
def test_any_order_of_arrivals_and_erasures_ends_alike(tmp_path_factory, seed, steps, private):
    chance = random.Random(seed)
    entries, others = history(chance, steps, private=private), history(chance, 4)
    erased = chance.sample(entries, chance.randint(1, len(entries)))
    expected = {e.entry_id: gone(e) if e in erased else e for e in entries}
    told = []
    for number in range(3):
        folder = tmp_path_factory.mktemp("vault") / str(number)
        with Vault.create_with_key(folder, KEY, "Ana") as vault:
            acts = [(True, [e]) for e in erased] + [(False, [e]) for e in (*entries, *others)]
            acts += [(False, [e]) for e in erased]  # an old archive comes again
            chance.shuffle(acts)
            for erases, some in acts:
                if erases:
                    name(vault, some)
                else:
                    vault.journal.admit(some)
            found = vault.journal.history(entries[0].record_id)
            assert {e.entry_id: e for e in found} == expected
            before = vault.journal.dump()
            vault.journal.replaying.rebuild()
            assert vault.journal.dump() == before
            assert vault.journal.verify() == ()
            told.append([vault.journal.record(e.record_id) for e in (entries[0], others[0])])
    assert told[0] == told[1] == told[2]


def test_nobody_elses_word_erases_until_it_is_confirmed(open_vault):
    mine, theirs = open_vault("mine"), open_vault("theirs")
    child = theirs.journal.new_id()
    said = theirs.journal.write("child", child, {"given_name": "Zyxq"})
    mine.journal.admit([said])
    name(theirs, [said])
    mine.journal.admit(list(theirs.journal.entries()))
    assert stored(mine)[said.entry_id] == said
    assert mine.journal.record(child).fields == {"given_name": "Zyxq"}


def test_only_erasures_of_its_own_class_name_an_entry(open_vault):
    """So that an open archive tells of no private one, not even by its id."""
    vault = open_vault()
    for part in ChainClass:
        entries = history(random.Random(part.value), 3, private=part is not ChainClass.OPEN)
        vault.journal.admit(entries)
        name(vault, entries)
        for entry in entries:
            naming = {
                row.chain_class
                for row in vault.journal.shelf.records_of("erasure")
                for said in vault.journal.history(row.record_id)
                if entry.entry_id in repr(said)
            }
            assert naming == {entry.chain.chain_class}


def test_what_is_to_stay_away_is_never_written_to_the_file(open_vault):
    vault = open_vault()
    entries = history(random.Random(3), 6)
    name(vault, entries)
    vault.journal.admit(entries)
    assert vault.journal.record(entries[0].record_id) is None
    assert b"answers.R1" not in clear_pages(vault.folder, KEY)
