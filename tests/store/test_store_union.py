"""What may not join the journal is refused whole, and the vault stays byte for byte as it was."""

import random

import msgspec
import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.store import anchors
from imh_desktop.store.entry import Chain, Entry
from imh_desktop.store.vault import Vault
from tests.store.conftest import snapshot
from tests.store.history_oracle import history, new_id

CHANCE = random.Random(5)
replace = msgspec.structs.replace


@pytest.fixture
def entries(vault: Vault) -> list[Entry]:
    """A small history that is in the vault already."""
    found = history(CHANCE, 6)
    vault.journal.admit(found)
    return found


def fresh(entry: Entry, **facts: object) -> Entry:
    return replace(entry, **{"entry_id": new_id(CHANCE), "seq": 900, **facts})


def other_chain(entry: Entry, **facts: object) -> Entry:
    return replace(entry, chain=replace(entry.chain, **facts))


def private(entry: Entry, chain_class: ChainClass, **facts: object) -> Entry:
    chain = Chain(new_id(CHANCE), new_id(CHANCE), chain_class)
    made = {"record_type": "private", "record_id": new_id(CHANCE), "parents": (), "chain": chain}
    return fresh(entry, **{**made, **facts})


HOSTILE = {
    "same id, other content": lambda e: [replace(e, changes={"band": "B5"})],
    "same id, other salt": lambda e: [replace(e, salt="0" * 32)],
    "same id, other place in the chain": lambda e: [replace(e, seq=77)],
    "same id, other record": lambda e: [replace(e, record_id=new_id(CHANCE), parents=())],
    "one id twice in the batch": lambda e: (
        lambda one: [one, replace(one, changes={"band": "B1"})]
    )(fresh(e)),
    "a parent of another record": lambda e: [
        fresh(e, record_id=new_id(CHANCE), parents=(e.entry_id,))
    ],
    "a parent of another record in the batch": lambda e: (
        lambda one: [one, fresh(e, record_id=new_id(CHANCE), parents=(one.entry_id,))]
    )(fresh(e)),
    "its own parent": lambda e: (lambda id_: [fresh(e, entry_id=id_, parents=(id_,))])(
        new_id(CHANCE)
    ),
    "a circle": lambda e: (
        lambda a, b: [fresh(e, entry_id=a, parents=(b,)), fresh(e, entry_id=b, parents=(a,))]
    )(new_id(CHANCE), new_id(CHANCE)),
    "another type of record": lambda e: [fresh(e, record_type="child")],
    "a chain of another class": lambda e: [other_chain(fresh(e), chain_class=ChainClass.V)],
    "a chain of another device": lambda e: [other_chain(fresh(e), device_id=new_id(CHANCE))],
    "an open record on a private chain": lambda e: [private(e, ChainClass.G, record_type="visit")],
    "a private record on an open chain": lambda e: [private(e, ChainClass.OPEN)],
    "a private record of another class": lambda e: [
        private(e, ChainClass.G, changes={"sensitivity": "V"})
    ],
    "a private record on two classes": lambda e: (
        lambda one: [one, private(e, ChainClass.V, record_id=one.record_id)]
    )(private(e, ChainClass.G)),
    "an id that is none": lambda e: [fresh(e, entry_id="../../x")],
    "an id in capitals": lambda e: [fresh(e, entry_id=new_id(CHANCE).upper())],
    "a parent that is no id": lambda e: [fresh(e, parents=("x",))],
    "parents twice": lambda e: [fresh(e, parents=(e.entry_id, e.entry_id))],
    "a list": lambda e: [fresh(e, changes={"notes.R1": ["x"]})],
    "a float": lambda e: [fresh(e, changes={"notes.R1": 0.5})],
    "nesting": lambda e: [fresh(e, changes={"notes.R1": {"a": {"b": 1}}})],
    "nothing changed": lambda e: [fresh(e, changes={})],
    "changes that are none": lambda e: [fresh(e, changes=[1])],
    "a field that is no text": lambda e: [fresh(e, changes={4: "x"})],
    "half a character": lambda e: [fresh(e, changes={"notes.R1": "\ud800"})],
    "half a character in the reason": lambda e: [fresh(e, reason="\udfff")],
    "half a character in a field": lambda e: [fresh(e, changes={"notes.\ud800": "x"})],
    "NUL": lambda e: [fresh(e, changes={"notes.R1": "a\0"})],
    "NUL in the reason": lambda e: [fresh(e, reason="\0")],
    "a number beyond JSON": lambda e: [fresh(e, changes={"notes.R1": 10**400})],
    "a seq of nought": lambda e: [fresh(e, seq=0)],
    "a seq below": lambda e: [fresh(e, seq=-1)],
    "a seq that is truth": lambda e: [fresh(e, seq=True)],
    "a seq beyond": lambda e: [fresh(e, seq=2**63)],
    "a short salt": lambda e: [fresh(e, salt="00")],
    "a type with a blank": lambda e: [fresh(e, record_type="visit; drop")],
    "a type as long as a page": lambda e: [fresh(e, record_type="x" * 2000)],
    "5 MB": lambda e: [fresh(e, changes={"notes.R1": "x" * 5_000_000})],
    "a close that is none": lambda e: [fresh(e, changes={"closed": 5})],
    "a close of what is never closed": lambda e: [
        fresh(
            e, record_type="child", record_id=new_id(CHANCE), parents=(), changes={"closed": True}
        )
    ],
    "results of what is never closed": lambda e: [
        fresh(
            e, record_type="child", record_id=new_id(CHANCE), parents=(), changes={"results.x": 1}
        )
    ],
    "a time that is none": lambda e: [fresh(e, recorded_at=7)],
    "a worker that is none": lambda e: [fresh(e, worker_id="me")],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_batch_changes_nothing(vault: Vault, entries: list[Entry], name: str):
    good = history(CHANCE, 4)
    hostile = HOSTILE[name](entries[0])
    before = snapshot(vault.folder), vault.journal.dump()

    for batch in ([*good, *hostile], [*hostile, *good]):
        with pytest.raises(InputError) as refusal:
            vault.journal.admit(batch)
        assert "\0" not in str(refusal.value)
        assert len(str(refusal.value)) < 300
        assert (snapshot(vault.folder), vault.journal.dump()) == before
    assert vault.journal.verify() == ()
    assert len(vault.journal.admit(good).new) == len(good)  # and nothing is in the way


def test_admitting_again_is_harmless_and_said_to_be_so(vault: Vault, entries: list[Entry]):
    before = snapshot(vault.folder)
    admission = vault.journal.admit([*entries, entries[0]])
    assert admission.new == ()
    assert sorted(admission.known) == sorted(e.entry_id for e in entries)
    assert snapshot(vault.folder) == before


def test_a_copied_vault_that_meets_its_origin_starts_new_chains(open_vault, tmp_path, monkeypatch):
    monkeypatch.setattr(anchors, "at_opening", lambda _vault: ())  # as earlier releases did
    origin = open_vault("origin")
    child_id = origin.journal.new_id()
    origin.journal.write("child", child_id, {"given_name": "Mia"})
    origin.close()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "vault.db").write_bytes((tmp_path / "origin" / "vault.db").read_bytes())
    origin, copy = open_vault("origin"), open_vault("copy")
    mine = origin.journal.write("child", child_id, {"number": "1"})
    theirs = copy.journal.write("child", child_id, {"sex": "female"})
    assert (mine.chain, mine.seq) == (theirs.chain, theirs.seq)  # a fork

    origin.journal.admit([theirs])
    later = origin.journal.write("child", child_id, {"number": "3"})

    assert later.chain.chain_id != mine.chain.chain_id
    assert later.chain.device_id == mine.chain.device_id
    assert origin.journal.record(child_id).fields["sex"] == "female"
    assert origin.journal.record(child_id).fields["number"] == "3"
    for vault in (origin, copy):
        copy.journal.admit(origin.journal.entries())
        assert vault.journal.verify() == ()  # named elsewhere as a restore, and no damage
