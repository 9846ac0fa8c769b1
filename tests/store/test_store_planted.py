"""Whoever has the key and alters the file is found, at the very entry: each planted edit, removal
and swap alone, in loose entries and in the packs of closed visits."""

import random
import re
from collections.abc import Callable, Iterator

import msgspec
import pytest

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.store import records
from imh_desktop.store.packs import Pack, Row, decode, encode, id_text
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.vault import Vault
from imh_desktop.store.verification import Inspection
from tests.store.conftest import KEY

ROOM = 1 << 20
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Iterator[Vault]:
    """Open and closed visits, talks alone, and entries the index does not list yet."""
    folder = tmp_path_factory.mktemp("planted") / "vault"
    with Vault.create_with_key(folder, KEY, "Ana") as vault:
        journal = vault.journal
        for number in range(8):
            child_id, visit_id = journal.new_id(), journal.new_id()
            journal.write("child", child_id, {"given_name": f"child {number}"})
            journal.write("visit", visit_id, {"child_id": child_id, "on": "2026-03-01"})
            talk = records.private_id(visit_id, child_id, Sensitivity.G)
            for n in range(8):
                journal.write("visit", visit_id, {f"answers.R{n}": {"code": "often"}})
            journal.write("private", talk, {"answers.K1": {"code": "no"}}, chain=ChainClass.G)
            if number % 2:
                journal.close(visit_id, {"level": "N0"})
        assert journal.verify() == ()
        yield vault


class Planter:
    """Alters one thing, as somebody could who has the key; says which entries it touched."""

    def __init__(self, connection: Connection, chance: random.Random) -> None:
        self._do, self._chance = connection.execute, chance
        self._loose = self._do("SELECT place, entry_id, body FROM entry").fetchall()
        parts: dict[int, bytes] = {}
        for place, body in self._do("SELECT place, body FROM pack ORDER BY place"):
            parts[place // ROOM] = parts.get(place // ROOM, b"") + body
        self._packs = {number: decode(data) for number, data in parts.items()}

    def edit_loose(self) -> set[bytes]:
        place, entry_id, body = self._chance.choice(self._loose)
        self._do("UPDATE entry SET body = ? WHERE place = ?", (self._other(body), place))
        return {entry_id}

    def remove_loose(self) -> set[bytes]:
        place, entry_id, _ = self._chance.choice(self._loose)
        self._do("DELETE FROM entry WHERE place = ?", (place,))
        return {entry_id}

    def swap_loose(self) -> set[bytes]:
        (one, first, body), (two, second, other) = self._chance.sample(self._loose, 2)
        if body == other:
            return set()
        self._do("UPDATE entry SET body = ? WHERE place = ?", (other, one))
        self._do("UPDATE entry SET body = ? WHERE place = ?", (body, two))
        return {first, second}

    def edit_packed(self) -> set[bytes]:
        number, rows, at = self._one_packed()
        body = msgspec.structs.replace(rows[at].body, worker_id=id_text(rows[at].entry_id))
        rows[at] = rows[at]._replace(body=body)
        self._put(number, rows)
        return {rows[at].entry_id}

    def remove_packed(self) -> set[bytes]:
        number, rows, at = self._one_packed()
        gone = rows.pop(at)
        self._put(number, rows)
        return {gone.entry_id}

    def swap_packed(self) -> set[bytes]:
        number, rows, at = self._one_packed()
        other = self._chance.choice([n for n in range(len(rows)) if n != at])
        one, two = rows[at], rows[other]
        rows[at], rows[other] = one._replace(body=two.body), two._replace(body=one.body)
        self._put(number, rows)
        return {one.entry_id, two.entry_id}

    def _one_packed(self) -> tuple[int, list[Row], int]:
        number = self._chance.choice(list(self._packs))
        rows = list(self._packs[number].rows)
        return number, rows, self._chance.randrange(len(rows))

    def _put(self, number: int, rows: list[Row]) -> None:
        span = (number * ROOM, number * ROOM + ROOM - 1)
        self._do("DELETE FROM pack WHERE place BETWEEN ? AND ?", span)
        data = encode(Pack(tuple(rows), self._packs[number].links))
        self._do("INSERT INTO pack VALUES (?, ?)", (span[0], data))

    def _other(self, body: bytes) -> bytes:
        """Change one letter of what was written, so that it still reads."""
        spots = [at for at, letter in enumerate(body) if chr(letter).isalnum()]
        while True:
            at = self._chance.choice(spots)
            letter = self._chance.choice(b"abcdefghijklmnopqrstuvwxyz0123456789")
            if body[at] != letter:
                return body[:at] + bytes((letter,)) + body[at + 1 :]


def located(vault: Vault, number: int) -> int:
    """Plant so many, one at a time; return how many were found at the very entries they touch,
    with no other entry accused of having been altered."""
    connection, found, planted = vault.open_connection(), 0, 0
    chance = random.Random(number)
    while planted < number:
        connection.execute("BEGIN IMMEDIATE")
        try:
            planter = Planter(connection, chance)
            kinds: list[Callable[[], set[bytes]]] = [
                planter.edit_loose, planter.remove_loose, planter.swap_loose,
                planter.edit_packed, planter.remove_packed, planter.swap_packed,
            ]  # fmt: skip
            touched = {id_text(entry_id) for entry_id in kinds[planted % len(kinds)]()}
            faults = Inspection(Shelf(connection)).run(vault.journal.tips())
        finally:
            connection.execute("ROLLBACK")
        planted += 1
        named = " ".join(faults)
        accused = {
            id_ for fault in faults if fault.startswith("entry ") for id_ in ID.findall(fault)
        }
        found += all(id_ in named for id_ in touched) and accused <= touched
    return found


def test_each_planted_alteration_is_located_at_its_entry(lived: Vault):
    assert located(lived, 120) == 120
    assert lived.journal.verify() == ()


@pytest.mark.release
def test_of_ten_thousand_planted_alterations_all_are_located(lived: Vault):
    assert located(lived, 10_000) == 10_000
