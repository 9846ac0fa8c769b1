"""What the vault knows of carrying: keys, papers, receipts, links, places that were withheld."""

import msgspec
import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.store.archive_log import ArchiveNote
from imh_desktop.store.arriving import Along
from imh_desktop.store.device_papers import Paper
from imh_desktop.store.entry import Chain, Entry, first_link, next_link
from imh_desktop.store.receipts import Held, Receipts
from imh_desktop.store.stretches import Place, Stretch
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener

SEED, IDENTITY = bytes(range(100, 132)), "AGE-SECRET-KEY-1QQQQ"
SIGNED = "ab" * 64


def note(vault: Vault, number: int = 0) -> ArchiveNote:
    return ArchiveNote(
        archive_id=vault.journal.new_id(), file_hash=f"{number:064x}",
        device_id=vault.journal.new_id(), made_at=f"2026-03-0{number + 1}T09:00:00.000Z",
        whole=1, erased=0, withheld=0,
    )  # fmt: skip


def chain_of(vault: Vault, count: int) -> tuple[list[Entry], list[bytes]]:
    """Write some entries in a vault of its own; return its open chain and the links of it."""
    child = vault.journal.new_id()
    for number in range(count):
        vault.journal.write("child", child, {"number": str(number)})
    chain = vault.journal.history(child)[0].chain
    entries = sorted((e for e in vault.journal.entries() if e.chain == chain), key=lambda e: e.seq)
    links = [first_link(chain.chain_id)]
    for entry in entries:
        links.append(next_link(links[-1], entry.seq, entry.digest))
    return entries, links


def bring(vault: Vault, run: Stretch, lines: list[Entry | Place], number: int = 0) -> None:
    with vault.carriage.arriving(frozenset()) as arriving:
        arriving.begin(note(vault, number))
        along = Along(run)
        for line in lines:
            along.pass_by(line)
        arriving.take(lines)
        arriving.end(run, along.unsigned, along.withheld)


def run_of(chain: Chain, links: list[bytes], first: int, last: int) -> Stretch:
    return Stretch(chain, first, links[first - 1], last, links[last], SIGNED)


def test_keys_are_made_once_live_in_the_vault_and_show_nowhere(open_vault: Opener, tmp_path):
    vault = open_vault()
    assert vault.papers.keys() is None
    vault.papers.keep_keys(SEED, IDENTITY)
    with pytest.raises(RuntimeError) as slip:
        vault.papers.keep_keys(bytes(32), "other")
    assert IDENTITY not in str(slip.value)
    assert IDENTITY not in repr(vars(vault.papers)) + repr(vault.papers)
    vault.close()
    for path in (tmp_path / "vault").iterdir():
        data = path.read_bytes()
        assert SEED not in data
        assert IDENTITY.encode() not in data
    assert open_vault().papers.keys() == (SEED, IDENTITY)


def test_a_paper_taken_up_by_hand_stays_so(vault: Vault):
    vault.papers.keep([Paper("Certificate", b"one", by_hand=True)])
    vault.papers.keep([Paper("Certificate", b"one", by_hand=False), Paper("Request", b"x", False)])
    assert vault.papers.papers("Certificate") == [Paper("Certificate", b"one", by_hand=True)]


def test_the_latest_word_of_a_device_stands_even_if_it_holds_less(vault: Vault):
    receipts = Receipts(vault.open_connection())
    device, chain = vault.journal.new_id(), vault.journal.new_id()
    much, little = Held(chain, 1, 9, b"9" * 32), Held(chain, 1, 4, b"4" * 32)
    other = Held(vault.journal.new_id(), 1, 2, b"2" * 32)
    receipts.note(device, ChainClass.G, "2026-03-01", [other])
    receipts.note(device, ChainClass.OPEN, "2026-03-02", [much])
    receipts.note(device, ChainClass.OPEN, "2026-03-03", [little])
    receipts.note(device, ChainClass.OPEN, "2026-03-02", [much])
    assert sorted(receipts.all()[device]) == sorted([little, other])


def test_a_withheld_place_is_kept_told_on_and_filled_later(open_vault: Opener):
    origin, vault = open_vault("origin"), open_vault()
    entries, links = chain_of(origin, 6)
    chain, last = entries[0].chain, len(entries)
    lines: list[Entry | Place] = list(entries)
    for seq in (3, 4):
        lines[seq - 1] = Place(chain, seq, entries[seq - 1].content)

    bring(vault, run_of(chain, links, 1, last), lines)

    pieces = [held for whose, held in vault.carriage.verified() if whose == chain]
    assert pieces == [
        Held(chain.chain_id, 1, 2, links[2]), Held(chain.chain_id, 5, last, links[last])
    ]  # fmt: skip
    load = vault.carriage.lacking({ChainClass.OPEN: [vault.journal.new_id()]})
    (stretch,) = [each for each in load.stretches if each.chain == chain]
    assert stretch == run_of(chain, links, 1, last)
    assert list(load.lines([stretch])) == lines
    assert vault.carriage.gaps() == []
    assert vault.journal.verify() == ()

    bring(vault, run_of(chain, links, 1, last), list(entries), 1)
    assert [h for c, h in vault.carriage.verified() if c == chain] == [
        Held(chain.chain_id, 1, last, links[last])
    ]
    load = vault.carriage.lacking({ChainClass.OPEN: [vault.journal.new_id()]})
    assert list(load.lines(s for s in load.stretches if s.chain == chain)) == entries


def test_two_pieces_of_a_chain_are_carried_as_two_until_the_gap_is_filled(open_vault: Opener):
    origin, vault = open_vault("origin"), open_vault()
    entries, links = chain_of(origin, 7)
    chain, reader = entries[0].chain, vault.journal.new_id()

    def carried() -> list[Stretch]:
        found = vault.carriage.lacking({ChainClass.OPEN: [reader]}).stretches
        return [stretch for stretch in found if stretch.chain == chain]

    bring(vault, run_of(chain, links, 6, 8), entries[5:8])
    bring(vault, run_of(chain, links, 1, 3), entries[:3], 1)
    assert carried() == [run_of(chain, links, 1, 3), run_of(chain, links, 6, 8)]
    assert vault.carriage.gaps() == [(chain, 4, 5)]
    bring(vault, run_of(chain, links, 2, 7), entries[1:7], 2)
    assert carried() == [run_of(chain, links, 1, 8)]
    assert vault.carriage.gaps() == []

    say = Receipts(vault.open_connection()).note
    say(reader, ChainClass.OPEN, "2026-03-05", [Held(chain.chain_id, 1, 7, links[7])])
    assert carried() == [run_of(chain, links, 8, 8)]
    say(reader, ChainClass.OPEN, "2026-03-06", [Held(chain.chain_id, 1, 7, b"another history")])
    assert carried() == [run_of(chain, links, 1, 8)]


def test_arrivals_and_archives_are_noted_and_a_merge_that_fails_leaves_none(open_vault: Opener):
    origin, vault = open_vault("origin"), open_vault()
    entries, links = chain_of(origin, 2)
    bring(vault, run_of(entries[0].chain, links, 1, 4), entries)
    (merged,) = vault.carriage.merged()
    assert merged.new == 4
    count = vault.open_connection().execute("SELECT count(*) FROM arrival")
    assert count.fetchone() == (4,)
    bent = msgspec.structs.replace(entries[0], changes={"number": "9"})
    with pytest.raises(InputError):
        bring(vault, run_of(entries[0].chain, links, 1, 4), [bent], 1)
    assert vault.carriage.merged() == [merged]
    vault.close()
    with Vault.open_with_key(vault.folder, KEY) as again:
        assert again.carriage.merged() == [merged]
