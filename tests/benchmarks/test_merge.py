"""Uniting the archives of forty laptops: beside the raw insert of the same rows, and beside a
window that must stay alive meanwhile."""

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from imh_desktop.store.entry import encode
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from imh_desktop.ui.work_page import carry_out
from tests.benchmarks.many_archives import KEY, Laptop, make
from tests.ui_shell.conftest import folder, hands, opened, program, words  # noqa: F401

ARCHIVES, VISITS, ANSWERS = 40, 500, 60
MOST, MOST_MB, MOST_BLOCKED_MS = 4.0, 400, 50
BATCH = 1_000
_TABLE = (
    "CREATE TABLE entry (entry_id TEXT PRIMARY KEY, chain_id TEXT NOT NULL, seq INTEGER NOT NULL,"
    " record_type TEXT NOT NULL, record_id TEXT NOT NULL, changes TEXT NOT NULL, parents TEXT"
    " NOT NULL, worker_id TEXT NOT NULL, recorded_at TEXT NOT NULL, reason TEXT NOT NULL, salt TEXT"
    " NOT NULL) STRICT"
)
"""All that an entry says, a column each, found by its id and by its record, as any store of
visits must find it."""
_INDEX = "CREATE INDEX entry_by_record ON entry (record_id)"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sent")
    make(place, ARCHIVES, VISITS, ANSWERS)
    return place


def files_of(place: Path) -> list[Path]:
    return [place / f"{number}.imha" for number in range(ARCHIVES)]


@pytest.mark.benchmark
@pytest.mark.timeout(3600)
def test_uniting_costs_little_more_than_the_rows_alone(sent: Path, tmp_path: Path) -> None:
    rows, raw = _raw(tmp_path / "raw.db")
    desk = shutil.copytree(sent / "desk", tmp_path / "desk")
    command = [sys.executable, "-m", "tests.benchmarks.test_merge", str(sent), str(desk)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert told["new"] == rows
    ratio = told["seconds"] / raw
    print(
        f"\n{rows} entries: raw {raw:.1f} s, united {told['seconds']:.1f} s = {ratio:.2f} x;"
        f" {told['mb']} MB"
    )
    assert told["mb"] <= MOST_MB
    assert ratio <= MOST


def _raw(path: Path) -> tuple[int, float]:
    """Insert the same rows in batches, in one transaction, WAL, durable as the vault; only the
    inserting is timed, not the making of the rows."""
    connection = connect_to_write(path, KEY, "rwc")
    connection.execute(_TABLE)
    connection.execute(_INDEX)
    count, took = 0, 0.0
    connection.execute("BEGIN IMMEDIATE")
    for batch in _batches():
        begun = time.perf_counter()
        connection.executemany(f"INSERT INTO entry VALUES ({', '.join('?' * 11)})", batch)
        took += time.perf_counter() - begun
        count += len(batch)
    begun = time.perf_counter()
    connection.execute("COMMIT")
    took += time.perf_counter() - begun
    connection.close()
    return count, took


def _batches() -> Iterator[list[tuple[object, ...]]]:
    batch: list[tuple[object, ...]] = []
    for number in range(ARCHIVES):
        for one in Laptop(number, VISITS, ANSWERS).entries():
            said = encode(one.changes).decode()
            batch.append(
                (
                    one.entry_id, one.chain.chain_id, one.seq, one.record_type, one.record_id, said,
                    " ".join(one.parents), one.worker_id, one.recorded_at, one.reason, one.salt,
                )
            )  # fmt: skip
            if len(batch) == BATCH:
                yield batch
                batch = []
    yield batch


@pytest.mark.benchmark
@pytest.mark.timeout(3600)
def test_the_window_stays_alive_while_archives_are_taken_in(sent, qtbot, opened, monkeypatch):  # noqa: F811
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    program = opened()  # noqa: F811
    bench = program._workspace._bench
    over: list[object] = []
    names = [str(file) for file in files_of(sent)]
    carry_out(
        bench, ["archive", "merge", *names], "Taking in archives",
        done=over.append, back=lambda: over.append("back"), failed=over.append,
    )  # fmt: skip
    timer = QTimer()
    timer.timeout.connect(tick)
    last = time.perf_counter()
    timer.start(1)
    qtbot.waitUntil(lambda: over != [], timeout=1_800_000)
    timer.stop()
    assert isinstance(over[0], dict)
    worst = 1000 * max(gaps[:-1])
    print(f"\n{len(gaps)} ticks, the longest {worst:.1f} ms apart")
    assert worst <= MOST_BLOCKED_MS


@pytest.fixture
def vault(sent: Path, tmp_path: Path) -> Vault:
    """The desk, as it was before anything came."""
    return Vault.open_with_key(shutil.copytree(sent / "desk", tmp_path / "window"), KEY)


def _united(place: Path, folder_of_desk: Path) -> None:
    from imh_desktop.flows import merging

    with Vault.open_with_key(folder_of_desk, KEY) as desk:
        before = time.perf_counter()
        report = merging.merge(desk, files_of(place))
        took = time.perf_counter() - before
    told = {
        "new": report.new, "seconds": took,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    _united(Path(sys.argv[1]), Path(sys.argv[2]))
