"""The log for the curious: a reading of entries, nothing private in it, found by every filter."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.flows import enrolling, presence
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.flows.log_book import LogLine, Wanted, kind_of_entry, lines, page_of
from imh_desktop.flows.log_export import COLUMNS, export_log
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

KEY = b"k" * 32
SECRET = "she is afraid at home"


class Clock:
    """A minute passes between two transactions."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create_with_key(tmp_path / "v", KEY, "Rosa", clock=Clock()) as made:
        yield made


def child(vault: Vault, name: str) -> str:
    form = ChildForm(given_name=name, born_earliest="2026-01-05", gestation="39w0d")
    return enrolling.add_child(vault, form, ()).child_id


def visit_with_talk(vault: Vault, child_id: str) -> None:
    visit_id = vault.journal.new_id()
    vault.journal.write("visit", visit_id, {"child_id": child_id, "on": "2026-11-26"})
    talk = records.private_id(visit_id, child_id, Sensitivity.V)
    vault.journal.write("private", talk, {"visit_id": visit_id, "notes.X": SECRET},
                        chain=ChainClass.V)  # fmt: skip
    vault.journal.close(visit_id, {"open_level": "N0"})


def read(vault: Vault, **filters: object) -> list[LogLine]:
    return list(lines(vault, Library(), Words("en"), Wanted(**filters)))  # type: ignore[arg-type]


def test_every_entry_stands_in_exactly_one_line_in_the_order_written(vault):
    presence.note_opened(vault)
    mia = child(vault, "Mia")
    visit_with_talk(vault, mia)
    presence.note_locked(vault)
    found = read(vault)
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    entries = sorted(vault.journal.entries(), key=lambda one: one.entry_id)
    acts = {(one.recorded_at, kind_of_entry(one)) for one in entries}
    assert len(found) == len(acts)
    assert [one.said for one in found[-1:]] != [""]
    assert found[0].said == "Locked the file"
    assert "Added: the child Mia" in " ".join(one.said for one in found)
    assert "Finished a visit" in [one.said for one in found]
    assert {one.who for one in found} == {"Rosa"}


def test_what_was_said_alone_is_told_without_whom_and_what(vault):
    visit_with_talk(vault, child(vault, "Mia"))
    (talk,) = read(vault, kind="private")
    assert (talk.said, talk.where) == ("Something said alone was written down", "")
    assert SECRET not in str(read(vault))


def test_a_child_is_found_without_what_was_said_alone(vault):
    mia, leo = child(vault, "Mia"), child(vault, "Leo")
    visit_with_talk(vault, mia)
    said = read(vault, child_id=mia)
    assert {one.kind for one in said} == {"changed"}
    assert all("Leo" not in f"{one.said} {one.where}" for one in said)
    assert len(said) == 3
    assert len(read(vault, child_id=leo)) == 1
    assert read(vault, child_id="nobody") == []


def test_each_filter_takes_what_it_says_and_pages_meet(vault):
    presence.note_opened(vault)
    for name in ("Mia", "Leo", "Ada"):
        child(vault, name)
    whole = read(vault)
    assert [one.kind for one in read(vault, kind="opened")] == ["opened"]
    assert read(vault, worker_id=vault.worker_id) == whole
    assert read(vault, worker_id=vault.journal.new_id()) == []
    at = datetime.fromisoformat(whole[2].at)
    assert read(vault, since=at) == whole[:3]
    first = page_of(vault, Library(), Words("en"), Wanted(), 2)
    rest = read(vault, before=first[-1].last)
    assert [*first, *rest] == whole


def test_opening_a_demo_leaves_no_entry(tmp_path):
    with Vault.create_with_key(tmp_path / "demo", KEY, "Rosa", made_up=True) as demo:
        before = list(demo.journal.entries())
        presence.note_opened(demo)
        assert list(demo.journal.entries()) == before


def test_locking_a_file_that_is_closed_already_is_no_fault(vault):
    before = list(vault.journal.entries())
    vault.close()
    presence.note_locked(vault)
    with Vault.open_with_key(vault.folder, KEY) as again:
        assert list(again.journal.entries()) == before


def test_the_table_is_guarded_and_its_making_is_in_the_log(vault, tmp_path, monkeypatch):
    monkeypatch.setattr("imh_desktop.flows.log_export.role_of", lambda _: "coordinator")
    child(vault, "=HYPERLINK(1)")
    count = export_log(vault, Library(), Words("en"), Wanted(), tmp_path / "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == count + 1
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert any("=HYPERLINK" in cell for row in rows for cell in row)
    assert read(vault)[0].said == "Exported: log"
    with pytest.raises(InputError):
        export_log(vault, Library(), Words("en"), Wanted(), tmp_path / "log.csv")


def test_only_a_coordinators_laptop_lets_it_leave(vault, tmp_path):
    with pytest.raises(InputError, match="coordinator"):
        export_log(vault, Library(), Words("en"), Wanted(), tmp_path / "log.csv")
    assert not (tmp_path / "log.csv").exists()
