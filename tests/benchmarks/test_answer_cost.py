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
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.identity import uuid7
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import start
from imh_desktop.store.sqlcipher import Connection, connect_to_write
from imh_desktop.store.vault import Vault

ROUNDS, ROWS, MOST = 1_000, 30_000, 1.5
ON = date(2026, 6, 10)
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


def _visits(vault: Vault, library: Library) -> Iterator[OpenVisit]:
    """Start visit after visit of children ten months old."""
    while True:
        form = ChildForm(given_name="Cost", born_earliest=(ON - timedelta(days=305)).isoformat())
        child = add_child(vault, form, (CaregiverForm(name="Cost"),))
        visit = start(vault, library, child.child_id, on=ON)
        visit.use_known("seen")
        yield visit


def _answers(visits: Iterator[OpenVisit]) -> Iterator[tuple[OpenVisit, str, str]]:
    """Answer like a visitor: each card once in turn, now and then one changed."""
    chance = random.Random(7)
    for visit in visits:
        cards = [c for d in visit.checklist.domains for c in visit.cards(d.domain_id)]
        asked = [c.item for c in cards if c.choices and c.item.kind != "today"]
        for item in (*asked, *chance.sample(asked, 5)):
            yield visit, item.item_id, chance.choice(item.codes)


@pytest.mark.benchmark
def test_an_answer_costs_little_more_than_a_bare_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = _bare(tmp_path / "bare.db")
    flow_times, bare_times = [], []
    with Vault.create_with_key(tmp_path / "vault", os.urandom(32), "Cost") as vault:
        answers = _answers(_visits(vault, Library()))
        for turn in range(ROUNDS):
            visit, item_id, code = next(answers)
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
