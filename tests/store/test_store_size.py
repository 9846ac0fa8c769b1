"""A closed visit of 40 answers takes at most 6 kB of the journal."""

import shutil
from pathlib import Path

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY

JOURNAL = ("entry", "pack", "located", "record", "held", "chain")
VISITS = 500
CODES = ("often", "sometimes", "not_yet", "not_seen")


def pages(folder: Path, scratch: Path) -> dict[str, int]:
    """Count the pages of each journal table with its indexes: on a copy, each is dropped and
    the free list grows by exactly its pages."""
    shutil.copy(folder / "vault.db", scratch)
    connection = connect_to_write(scratch, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    found = {}
    for table in JOURNAL:
        (before,) = connection.execute("PRAGMA freelist_count").fetchone()
        connection.execute(f"DROP TABLE {table}")
        (after,) = connection.execute("PRAGMA freelist_count").fetchone()
        found[table] = after - before
    connection.close()
    return found


def results(number: int) -> dict[str, str]:
    """Results as long as real ones: a profile of 5 domains, 20 constructs, and three traces."""
    constructs = ",".join(
        f'{{"construct":"R{c}","status":"{CODES[(c + number) % 3]}","counts":[{c % 4},{c % 3},1]}}'
        for c in range(20)
    )
    traces = ",".join(
        f'{{"rule":"C{t}","level":"N1","answers":["B4-S{t}","B4-S{t + number % 5}"]}}'
        for t in range(3)
    )
    return {
        "open_level": f"N{number % 3}", "profile": f"[{constructs}]", "traces": f"[{traces}]",
        "rule_set": "1", "checklist_hash": "ab" * 32,
    }  # fmt: skip


def close_one(vault: Vault, number: int, caregiver_id: str) -> None:
    """Write a visit of 44 entries, each in a transaction of its own kind, and close it."""
    journal, visit_id, open_ = vault.journal, vault.journal.new_id(), ChainClass.OPEN
    facts = {
        "child_id": caregiver_id, "on": "2026-03-01", "band": "B4", "kind": "home",
        "checklist_id": "observation", "checklist_hash": "ab" * 32, "worker_id": vault.worker_id,
        "language": "es", "started_at": "2026-03-01T09:00:00Z",
    }  # fmt: skip
    writes = [("visit", visit_id, facts, open_)]
    for n in range(40):
        code = CODES[(n * 7 + number * 3) % 4]
        answer = {"code": code, "known": "told", "informant": caregiver_id, "on": "2026-03-01"}
        writes.append(("visit", visit_id, {f"answers.B4-R{n // 8}-{n % 8}": answer}, open_))
    note = f"She reached for the cup and smiled at her brother {number}."
    writes.append(("visit", visit_id, {"notes.B4-R1-2": note}, open_))
    writes.append(("visit", visit_id, {"strengths.B4-R1-2": 1, "strengths.B4-R2-1": 2}, open_))
    journal.write_many(writes)
    journal.close(visit_id, results(number))
    assert len(journal.history(visit_id)) == 44


def test_a_closed_visit_of_forty_answers_takes_at_most_six_kilobytes(tmp_path, record_property):
    folder = tmp_path / "vault"
    vault = Vault.create_with_key(folder, KEY, "Ana")
    caregiver_id = vault.journal.new_id()
    close_one(vault, 0, caregiver_id)
    vault.close()
    before, start = pages(folder, tmp_path / "scratch.db"), (folder / "vault.db").stat().st_size

    vault = Vault.open_with_key(folder, KEY)
    vault.open_connection().execute("PRAGMA synchronous = OFF")  # size is asked, not safety
    for number in range(VISITS):
        close_one(vault, number, caregiver_id)
    vault.close()

    after, end = pages(folder, tmp_path / "scratch.db"), (folder / "vault.db").stat().st_size
    by_table = {table: (after[table] - before[table]) * 4096 / VISITS for table in JOURNAL}
    each, whole = sum(by_table.values()), (end - start) / VISITS
    print(f"journal {each:.0f} bytes a closed visit {by_table}; whole file {whole:.0f}")
    record_property("bytes_a_visit", each)
    assert each <= 6_000
    assert each > 44 * 26  # 44 ids and salts cannot shrink: less would mean a miscount
