"""What one durable answer costs beside a bare durable row."""

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.sqlcipher import Connection, connect_to_write
from imh_desktop.store.vault import Vault

ROWS, EACH, ITEMS = 30_000, 1_000, 40
BARE = (
    "CREATE TABLE bare (visit_id TEXT, item_id TEXT, code TEXT NOT NULL, known TEXT, saved_at TEXT,"
    " PRIMARY KEY (visit_id, item_id)) STRICT"
)
UPSERT = (
    "INSERT INTO bare VALUES (?, ?, ?, ?, ?) ON CONFLICT (visit_id, item_id)"
    " DO UPDATE SET code = excluded.code, known = excluded.known, saved_at = excluded.saved_at"
)
NARROW = "CREATE TABLE narrow (row_no INTEGER PRIMARY KEY, code TEXT NOT NULL) STRICT"
NARROW_UPSERT = (
    "INSERT INTO narrow VALUES (?, ?) ON CONFLICT (row_no) DO UPDATE SET code = excluded.code"
)


def filled(path: Path) -> Connection:
    connection = connect_to_write(path, bytes(32), "rwc")
    connection.execute(BARE)
    connection.execute(NARROW)
    connection.execute("BEGIN IMMEDIATE")
    rows = ((f"{n // ITEMS:036}", f"B4-R{n % ITEMS}", "often", "seen", "") for n in range(ROWS))
    connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO narrow VALUES (?, ?)", ((n, "often") for n in range(ROWS)))
    connection.execute("COMMIT")
    return connection


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


@pytest.mark.benchmark
def test_the_cost_of_one_answer(tmp_path: Path):
    bare, vault = (
        filled(tmp_path / "bare.db"),
        Vault.create_with_key(tmp_path / "v", bytes(32), "A"),
    )
    cursor, chance, times = bare.execute("SELECT 1"), random.Random(1), {}

    def commit(sql: str, values: tuple[object, ...]) -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(sql, values)
        cursor.execute("COMMIT")

    for n in range(EACH):
        item, visit = f"B4-R{n % ITEMS}", f"{ROWS + n // ITEMS:036}"
        if n % ITEMS == 0:
            visit_id = vault.journal.new_id()
            vault.journal.write("visit", visit_id, {"child_id": visit_id, "on": "2026-03-01"})
        answer = {"code": "often", "known": "seen", "informant": "", "on": "2026-03-01"}
        changes, at = {f"answers.{item}": answer}, chance.randrange(ROWS)
        row = (visit, item, "often", "seen", "2026-03-01T09:00:00Z")
        for name, action in (
            ("bare answer row", lambda row=row: commit(UPSERT, row)),
            ("bare narrow row", lambda at=at, n=n: commit(NARROW_UPSERT, (at, f"code {n}"))),
            ("journal.write", lambda c=changes, v=visit_id: vault.journal.write("visit", v, c)),
        ):
            times.setdefault(name, []).append(timed(action))
    medians = {name: statistics.median(values) for name, values in times.items()}
    ours = medians.pop("journal.write")
    print(f"\njournal.write {ours:.3f} ms")
    for name, limit in medians.items():
        print(f"{name} {limit:.3f} ms, ratio {ours / limit:.2f}")
    vault.close()
    bare.close()


@pytest.mark.benchmark
def test_the_cost_of_verifying(tmp_path: Path):
    vault = Vault.create_with_key(tmp_path / "v", bytes(32), "A")
    for _ in range(200):
        visit_id, journal = vault.journal.new_id(), vault.journal
        facts = {"child_id": visit_id, "on": "2026-03-01"}
        journal.write("visit", visit_id, facts)
        journal.write_many(
            [
                ("visit", visit_id, {f"answers.R{n}": {"code": "often"}}, ChainClass.OPEN)
                for n in range(40)
            ]
        )
        journal.close(visit_id, {"open_level": "N0"})
    entries = len(list(vault.journal.entries()))
    took = timed(vault.journal.verify)
    rebuilt = timed(vault.journal.rebuild)
    print(f"\nverify {took:.0f} ms for {entries} entries: {took * 1000 / entries:.0f} us an entry;")
    print(f"rebuild {rebuilt:.0f} ms")
    vault.close()
