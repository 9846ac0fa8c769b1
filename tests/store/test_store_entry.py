"""An entry's hash is over canonical JSON, and pinned: it must be the same in twenty years."""

import hashlib
import json
import random
import sys

import msgspec
import pytest

from imh_desktop.core.canonical import canonical
from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.entry import Chain, Entry, encode, first_link, next_link
from imh_desktop.store.packs import Body, Pack, Row, decode, mark_of
from imh_desktop.store.packs import encode as encode_pack
from imh_desktop.store.vocabulary import PACK_WORDS, restore, shrink
from tests.store.history_oracle import history

ID = "0195f0a2-7c1b-7000-8000-0000000000{:02x}"


def entry(**facts: object) -> Entry:
    told = {
        "entry_id": ID.format(1), "chain": Chain(ID.format(2), ID.format(3), ChainClass.OPEN),
        "seq": 1, "record_type": "visit", "record_id": ID.format(4),
        "changes": {"notes.R1": "é \U0001f476 \u2028 \" \\ \t", "answers.R1": {"code": "often"}},
        "parents": (ID.format(5),), "worker_id": ID.format(6),
        "recorded_at": "2026-03-01T09:00:00.000Z", "reason": "", "salt": "00" * 16,
    }  # fmt: skip
    return Entry(**{**told, **facts})


def test_the_content_is_sha_256_over_everything_but_chain_and_seq():
    one = entry()
    facts = {
        "entry_id": one.entry_id, "record_type": "visit", "record_id": one.record_id,
        "changes": one.changes, "parents": list(one.parents), "worker_id": one.worker_id,
        "recorded_at": one.recorded_at, "reason": "", "salt": one.salt,
    }  # fmt: skip
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert one.content == hashlib.sha256(text.encode()).hexdigest()
    assert one.content == "3ccd95933b222dc1ddce1cd778f0c699ea9d3bd48ef8b86445db49fa46cc549e"
    other = Chain(ID.format(9), ID.format(9), ChainClass.G)
    assert entry(chain=other, seq=9).content == one.content
    for field, value in (
        ("reason", "x"),
        ("salt", "11" * 16),
        ("parents", ()),
        ("changes", {"a": 1}),
    ):
        assert entry(**{field: value}).content != one.content


def test_a_link_binds_the_chain_the_place_and_what_came_before():
    start = first_link(ID.format(2))
    link = next_link(start, 1, entry().digest)
    by_hand = hashlib.sha256(start + (1).to_bytes(8, "big") + bytes.fromhex(entry().content))
    assert link == by_hand.digest()
    assert next_link(start, 2, entry().digest) != link
    assert next_link(first_link(ID.format(3)), 1, entry().digest) != link


def test_the_fast_encoder_writes_the_canonical_bytes_of_every_character():
    for start in range(0, sys.maxunicode + 1, 4096):
        text = "".join(chr(c) for c in range(start, start + 4096) if not 0xD800 <= c <= 0xDFFF)
        assert encode({"a": text, text: -1}) == canonical({"a": text, text: -1})
    for value in (2**53 - 1, 1 - 2**53, 0, True, False, None, "", {"b": 1, "a": {"": None}}):
        assert encode(value) == canonical(value)


def test_the_content_is_over_the_canonical_bytes_however_its_fields_are_ordered():
    for value in (2**53 - 1, "", {"known": "seen", "code": "often", "": None}, "\u2028\x1f\x7f é"):
        one = entry(changes={"b.2": value, "b": value, "B": True, "": value}, reason=str(value))
        facts = msgspec.to_builtins(one)
        for left_out in ("chain", "seq", "erased"):
            del facts[left_out]
        assert one.digest == hashlib.sha256(canonical(facts)).digest()


def test_a_pack_with_a_column_too_long_or_too_short_is_none():
    rows = tuple(
        Row(bytes([n] * 16), 1, n, Body({"a": n}, (), ID.format(1), "", "", "00" * 16, "00" * 4))
        for n in range(1, 4)
    )
    parcel = msgspec.msgpack.decode(encode_pack(Pack(rows, ())))
    for column in (1, 2, 3):
        size = len(parcel[column]) // len(rows)
        for spoiled in (parcel[column][size:], parcel[column] + bytes(size)):
            data = msgspec.msgpack.encode([*parcel[:column], spoiled, *parcel[column + 1 :]])
            with pytest.raises(ValueError, match=r".+"):
                decode(data)
    for column in (1, 2, 3, 5, 6, 8):
        words = msgspec.msgpack.decode(restore(parcel[0]))
        words[column] = words[column][1:]
        data = msgspec.msgpack.encode([shrink(msgspec.msgpack.encode(words)), *parcel[1:]])
        with pytest.raises(ValueError, match=r".+"):
            decode(data)


def test_a_pack_gives_back_every_entry_it_took():
    chance = random.Random(8)
    for _ in range(300):
        rows = tuple(
            Row(
                bytes.fromhex(e.entry_id.replace("-", "")), chance.randint(1, 3), e.seq,
                Body(e.changes, e.parents, e.worker_id, e.recorded_at, e.reason, e.salt,
                     mark_of(e.digest)),
            )
            for e in history(chance, chance.randint(1, 20))
        )  # fmt: skip
        pack = Pack(rows, ((1, 7, chance.randbytes(32)),))
        assert decode(encode_pack(pack)) == pack


def test_the_words_of_packs_are_never_edited():
    """Packs written with them lie in every vault."""
    digest = hashlib.sha256(PACK_WORDS).hexdigest()
    assert digest == "634906170305081a3d92c2245dd2641c47afc25a536a225577efad9ba48cc3fb"
