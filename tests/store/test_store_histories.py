"""Any history, in any order, in any pieces, says one thing; and it is what brute force says."""

import itertools
import random

import msgspec
import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.store.ancestry import History
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.vault import Vault
from tests.store.conftest import Opener
from tests.store.history_oracle import PLAIN, history, meaning, new_id

PURE, UNITED, LIVED = 20_000, 600, 60


def said(entries, retracted=frozenset()) -> dict:
    told = History(entries, retracted)
    fold = told.fold()
    return {
        "fields": fold.fields,
        "conflicts": {f: {c.entry_id for c in cs} for f, cs in fold.conflicts.items()},
        "close": fold.close.entry_id if fold.close else None,
        "late": {e.entry_id for e in told.late()},
    }


def test_twenty_thousand_histories_mean_what_brute_force_says():
    chance = random.Random(20260301)
    seen = {"conflict": 0, "closed": 0, "disputed": 0, "late": 0}
    for _ in range(PURE):
        entries = history(chance, chance.randint(3, 14))
        expected = meaning(entries)
        chance.shuffle(entries)
        assert said(entries) == expected
        seen["conflict"] += bool(expected["conflicts"].keys() - {"closed"})
        seen["closed"] += expected["close"] is not None
        seen["disputed"] += "closed" in expected["conflicts"]
        seen["late"] += bool(expected["late"])
    assert min(seen.values()) > 300, seen  # the generator reaches every case


def test_twenty_thousand_histories_of_which_some_was_taken_back_say_what_the_rest_says():
    chance = random.Random(20261125)
    seen = {"conflict": 0, "closed": 0, "reopened": 0, "late": 0}
    for _ in range(PURE):
        entries = history(chance, chance.randint(3, 14))
        taken = frozenset(e.entry_id for e in entries if chance.random() < 0.25)
        expected = meaning(entries, taken)
        chance.shuffle(entries)
        assert said(entries, taken) == expected
        seen["conflict"] += bool(expected["conflicts"].keys() - {"closed"})
        seen["closed"] += expected["close"] is not None
        seen["reopened"] += expected["close"] is None and meaning(entries)["close"] is not None
        seen["late"] += bool(expected["late"])
    assert min(seen.values()) > 300, seen


def projected(vault: Vault, own: set[str]) -> dict:
    """Return the dump without this vault's own worker and device."""
    hidden = {id_bytes(id_).hex() for id_ in own}
    dump = vault.journal.dump()
    return {table: [row for row in rows if row[0] not in hidden] for table, rows in dump.items()}


def test_pieces_orders_and_repeats_project_the_same_and_replay_the_same(open_vault: Opener):
    chance = random.Random(7)
    vaults = [open_vault(name) for name in ("one", "other", "third")]
    own = {id_ for v in vaults for id_ in (v.worker_id, v.device_id)}
    everything = []
    for number in range(UNITED):
        entries = history(chance, chance.randint(3, 12), private=number % 4 == 0)
        everything += entries
        for vault in vaults:
            pieces = list(entries)
            chance.shuffle(pieces)
            while pieces:
                cut = chance.randint(1, len(pieces))
                piece, pieces = pieces[:cut], pieces[cut:]
                vault.journal.admit([*piece, *chance.sample(entries, 2 if pieces else 1)])
        expected = meaning(entries)
        record = vaults[0].journal.record(entries[0].record_id)
        assert (record.fields, bool(record.closed_at)) == (
            expected["fields"], expected["close"] is not None,
        )  # fmt: skip
    first = projected(vaults[0], own)
    stored = {e.entry_id: e for e in vaults[0].journal.entries()}
    for vault in vaults[1:]:
        assert projected(vault, own) == first
    assert all(stored[e.entry_id] == e for e in everything)  # nothing dropped, nothing altered
    for vault in vaults:
        vault.journal.replaying.rebuild()
        assert projected(vault, own) == first
    assert vaults[0].journal.verify() == ()


def act(vault: Vault, record_id: str, private: bool, chance: random.Random) -> None:
    """Do one thing a person may do; what is refused changes nothing."""
    journal, chain = vault.journal, ChainClass.G if private else ChainClass.OPEN
    kind = "private" if private else "visit"
    field = chance.choice(("answers.R1", "answers.R2", "notes.R1"))
    code = chance.choice(PLAIN)
    value = code if field.startswith("notes") else chance.choice(({"code": code}, None))
    record = journal.record(record_id)
    before = journal.dump(), journal.history(record_id)
    try:
        match chance.randrange(9):
            case 0:
                journal.close(record_id, {"level": chance.choice(("N0", "N1"))})
            case 1:
                journal.undoing.undo(chance.choice(journal.history(record_id)).entry_id)
            case 2:
                journal.amend(record_id, {field: value}, "corrected")
            case 3 if record and record.conflicts:
                disputed, candidates = chance.choice(sorted(record.conflicts.items()))
                one = chance.choice(candidates)
                settled = chance.choice((one.entry_id, None)) if disputed == "closed" else one.value
                journal.decide(record_id, disputed, settled, "asked")
            case _:
                journal.write(kind, record_id, {field: value}, chain=chain)
    except InputError:
        assert (journal.dump(), journal.history(record_id)) == before


def test_laptops_that_meet_now_and_then_end_up_saying_the_same(open_vault: Opener):
    chance = random.Random(11)
    vaults = [open_vault(name) for name in ("one", "other", "third", "fourth")]
    own = {id_ for v in vaults for id_ in (v.worker_id, v.device_id)}
    for number in range(LIVED):
        private = number % 3 == 0
        record_id, kind = new_id(chance), "private" if private else "visit"
        chain = ChainClass.G if private else ChainClass.OPEN
        first = vaults[0].journal.write(kind, record_id, {"notes.R0": "begun"}, chain=chain)
        for vault in vaults[1:]:
            vault.journal.admit([first])
        for _ in range(chance.randint(5, 14)):
            one, other = chance.sample(vaults, 2)
            if chance.random() < 0.3:
                one.journal.admit(other.journal.history(record_id))
            else:
                act(one, record_id, private, chance)
        for one, other in itertools.permutations(vaults, 2):
            one.journal.admit(other.journal.history(record_id))
        entries = list(vaults[0].journal.history(record_id))
        expected = meaning(entries)
        for vault in vaults:
            record = vault.journal.record(record_id)
            assert record.fields == expected["fields"]
            assert record.conflicts.keys() == expected["conflicts"].keys()
            assert {e.entry_id for e in vault.journal.late(record_id)} == expected["late"]
    dumps = [projected(vault, own) for vault in vaults]
    for vault, dump in zip(vaults, dumps, strict=True):
        assert dump == dumps[0]
        vault.journal.replaying.rebuild()
        assert projected(vault, own) == dump
        assert vault.journal.verify() == ()


def test_what_a_newer_program_wrote_is_kept_whole_and_shown_raw(open_vault: Opener):
    one, other = open_vault("one"), open_vault("other")
    chance = random.Random(3)
    known = history(chance, 3)[0]
    newer = [
        msgspec.structs.replace(known, record_type="drawing", changes={"colour": {"hue": 3}}),
        msgspec.structs.replace(
            known, entry_id=new_id(chance), seq=2, record_id=new_id(chance),
            changes={"band": 7, "scent": True, "answers.R1": "plain"},
        ),
    ]  # fmt: skip
    one.journal.admit(newer)
    other.journal.admit(one.journal.entries())

    assert other.journal.history(newer[0].record_id) == (newer[0],)
    assert other.journal.record(newer[1].record_id).fields["scent"] is True
    raw = other.journal.dump()["element"]
    assert ("colour", '{"hue":3}') in [row[1:] for row in raw]
    assert ("band", "7") in [row[1:] for row in raw]
    assert other.journal.verify() == ()


@pytest.mark.parametrize("private", [False, True])
def test_a_closed_record_lies_in_a_pack_wherever_it_was_closed(open_vault: Opener, private: bool):
    one, other = open_vault("one"), open_vault("other")
    record_id, chain = one.journal.new_id(), ChainClass.G if private else ChainClass.OPEN
    kind = "private" if private else "visit"
    for n in range(30):
        one.journal.write(kind, record_id, {f"answers.R{n}": {"code": "often"}}, chain=chain)
    one.journal.close(record_id, {"level": "N0"})
    other.journal.admit(one.journal.history(record_id))
    for vault in (one, other):
        execute = vault.open_connection().execute
        loose = execute(
            "SELECT count(*) FROM entry WHERE place / 1048576 ="
            " (SELECT record_no FROM record WHERE record_id = ?)",
            (id_bytes(record_id),),
        )
        assert loose.fetchone() == (0,)
        assert len(vault.journal.history(record_id)) == 31
    assert one.journal.history(record_id) == other.journal.history(record_id)
