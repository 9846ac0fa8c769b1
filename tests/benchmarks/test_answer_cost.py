"""What one answer costs: the whole flow beside one bare commit into the same kind of file.

The bare commit is what a plain program would do: one row in an ordinary STRICT table with the
unique pair (visit, item) as its primary key, text ids and the time it was saved, put there by one
parametrised upsert through the cursor, under all settings of the vault. A narrower row, or one
without its key, would be cheaper, and no program could use it.
"""

import os
import random
import statistics
import time
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.identity import uuid7
from imh_desktop.store.sqlcipher import Connection, connect_to_write
from imh_desktop.store.vault import Vault
from tests.benchmarks.answering import answers

ROUNDS, ROWS, MOST = 1_000, 30_000, 1.5
_NOW = "2026-06-10T09:00:00.000Z"


def _bare(path: Path) -> Connection:
    """Make the bare file: the one STRICT table of answers a plain program would have, with every
    setting of the vault."""
    connection = connect_to_write(path, os.urandom(32), "rwc")
    connection.execute(
        "CREATE TABLE answer (visit_id TEXT, item_id TEXT, code TEXT, known TEXT, answered_at TEXT,"
        " PRIMARY KEY (visit_id, item_id)) STRICT"
    )
    chance = random.Random(5)
    visits = [uuid7(1_700_000_000_000 + n, chance.getrandbits) for n in range(ROWS // 40)]
    rows = [(visit, f"item-{n}", "often", "seen", _NOW) for visit in visits for n in range(40)]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return connection


def _commit(connection: Connection, row: tuple[str, str, str, str, str]) -> float:
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?, ?) ON CONFLICT (visit_id, item_id) DO UPDATE"
        " SET code = excluded.code, known = excluded.known, answered_at = excluded.answered_at",
        row,
    )
    connection.execute("COMMIT")
    return time.perf_counter() - begun


@pytest.mark.benchmark
def test_an_answer_costs_little_more_than_a_bare_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = _bare(tmp_path / "bare.db")
    flow_times, bare_times = [], []
    with Vault.create_with_key(tmp_path / "vault", os.urandom(32), "Cost") as vault:
        given = answers(vault, Library())
        for turn in range(ROUNDS):
            visit, item_id, code = next(given)
            row = (visit.visit.visit_id, item_id, code, "seen", _NOW)
            if turn % 2:  # neither is always the one that finds the disk at rest
                bare_times.append(_commit(bare, row))
            begun = time.perf_counter()
            visit.answer(item_id, code)
            flow_times.append(time.perf_counter() - begun)
            if not turn % 2:
                bare_times.append(_commit(bare, row))
    bare.close()
    flow, base = statistics.median(flow_times), statistics.median(bare_times)
    with capsys.disabled():
        print(
            f"\nflow.answer() {flow * 1000:.3f} ms (p99 {_p99(flow_times):.3f}),"
            f" bare commit {base * 1000:.3f} ms (p99 {_p99(bare_times):.3f}),"
            f" ratio {flow / base:.2f}"
        )
    assert flow <= MOST * base


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)] * 1000
