"""Visits to come for a calendar: nobody's name, nobody whose care ended, and nothing twice."""

import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.content.library import Library
from imh_desktop.core.visit_calendar import ComingVisit, Label, one_line, uid_of
from imh_desktop.core.wording import unsafe_word
from imh_desktop.errors import InputError
from imh_desktop.exchange.calendar_file import calendar_bytes
from imh_desktop.flows.care import set_care, set_next_visit
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.closing import close
from imh_desktop.flows.visit_calendar import coming, write_calendar
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .export_vault import ON, child_of, events, visit_of

WORDS = Words("en")
NOW = datetime(2026, 6, 20, 9, 0, tzinfo=UTC)
HOSTILE = "<img src=x> =1+1;\\,:\"'"


def read(data: bytes) -> list[dict[str, str]]:
    """Read a calendar by the letter of RFC 5545, with nothing of the library that wrote it."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    found, event = list[dict[str, str]](), dict[str, str]()
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
        elif name.partition(";")[0] != "BEGIN":
            event[name.partition(";")[0]] = "".join(_plain(value))
    return found


def _plain(value: str) -> Iterator[str]:
    letters = iter(value)
    for letter in letters:
        if letter == "\\":
            after = next(letters)
            yield "\n" if after in "nN" else after
        else:
            yield letter


@pytest.fixture
def families(vault: Vault, library: Library) -> dict[str, str]:
    made = {}
    for name, number in ((HOSTILE, "KID-7"), ("Zoe", ""), ("Gone", "KID-9"), ("Late", "")):
        made[name] = child_of(vault, name, number=number)
        close(visit_of(vault, library, made[name], ON - timedelta(days=60 * (name == "Late"))))
    child_of(vault, "New")
    set_care(vault, made["Gone"], "died", ON, "Told by the aunt", WORDS)
    return made


def written(vault: Vault, folder: Path, label: Label = "none", now: datetime = NOW) -> bytes:
    target = folder / f"{label}-{now.timestamp()}.ics"
    write_calendar(vault, Library(), target, label, WORDS, now)
    return target.read_bytes()


def test_it_holds_days_and_nobody_unless_asked(
    vault: Vault, library: Library, families: dict[str, str], tmp_path: Path
) -> None:
    data = written(vault, tmp_path)
    found = read(data)
    assert [one["SUMMARY"] for one in found] == ["Visit", "Visit"]
    due = {
        row.due_on for row in Caseload(vault, NOW.date(), library).rows()
        if row.child.given_name in (HOSTILE, "Zoe")
    }  # fmt: skip
    assert {one["DTSTART"] for one in found} == {f"{day:%Y%m%d}" for day in due if day}
    for one in found:
        first, end = (date.fromisoformat(one[field]) for field in ("DTSTART", "DTEND"))
        assert end - first == timedelta(days=1)
        assert (one["CLASS"], one["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
        assert not unsafe_word(one["SUMMARY"])
    assert b"VALARM" not in data
    text = data.decode()
    for secret in (*families.values(), "Zoe", "img", "KID", "Mother", "rhythm", "look"):
        assert secret not in text

    said = {label: {one["SUMMARY"] for one in read(written(vault, tmp_path, label))}
            for label in ("number", "name")}  # fmt: skip
    assert said == {"number": {"Visit", "Visit KID-7"}, "name": {f"Visit {HOSTILE}", "Visit Zoe"}}
    assert [(each["subject"], each["details.rows"], each["details.label"])
            for each in events(vault)] == [
        ("calendar", 2, "none"), ("calendar", 2, "number"), ("calendar", 2, "name"),
    ]  # fmt: skip


def test_taken_in_again_it_moves_a_visit_and_doubles_none(
    vault: Vault, families: dict[str, str], tmp_path: Path
) -> None:
    first = {one["UID"]: one for one in read(written(vault, tmp_path))}
    day = date(2026, 8, 1)
    set_next_visit(vault, families["Zoe"], day, "Holidays", WORDS, today=NOW.date())
    later = NOW + timedelta(minutes=1)
    again = {one["UID"]: one for one in read(written(vault, tmp_path, "name", later))}
    assert again.keys() == first.keys()
    moved = [uid for uid in first if first[uid]["DTSTART"] != again[uid]["DTSTART"]]
    assert [again[uid]["SUMMARY"] for uid in moved] == ["Visit Zoe"]
    assert all(int(again[uid]["SEQUENCE"]) > int(first[uid]["SEQUENCE"]) for uid in first)
    assert not set(families.values()) & first.keys()


def test_care_that_ended_and_what_is_over_are_not_in_it(
    vault: Vault, library: Library, families: dict[str, str]
) -> None:
    visits, over = coming(vault, library, NOW.date(), "none", WORDS)
    assert (len(visits), over) == (2, 1)
    for name in (HOSTILE, "Zoe", "Late"):
        set_care(vault, families[name], "moved", ON, "To another town", WORDS)
    assert coming(vault, library, NOW.date(), "none", WORDS) == ((), 0)


def test_it_is_written_whole_or_not_at_all(
    vault: Vault, library: Library, families: dict[str, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    there = tmp_path / "there.ics"
    there.write_text("mine")
    for target in (there, vault.folder / "x.ics", tmp_path / "nowhere" / "x.ics"):
        with pytest.raises(InputError):
            write_calendar(vault, library, target, "none", WORDS, NOW)
    assert there.read_text() == "mine"
    with pytest.raises(InputError):
        write_calendar(vault, library, tmp_path / "x.ics", "all", WORDS, NOW)  # type: ignore[arg-type]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Exception, match="full"):
        write_calendar(vault, library, tmp_path / "x.ics", "none", WORDS, NOW)
    monkeypatch.undo()
    assert sorted(each.name for each in tmp_path.iterdir() if "x" in each.name) == []
    assert events(vault) == []


@given(st.text(st.characters(codec=None), max_size=200), st.dates(date(2000, 1, 1)))
def test_no_text_can_write_an_event_of_its_own(text: str, on: date) -> None:
    if on == date.max:
        return
    visit = ComingVisit(uid="u", on=on, summary=one_line(text + "\r\nEND:VEVENT\r\n"))
    (one,) = read(calendar_bytes([visit], NOW))
    assert one["SUMMARY"] == visit.summary
    assert len(visit.summary) <= 60
    assert visit.summary.isprintable()


def test_it_asks_nobody_on_any_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", none)
    monkeypatch.setattr(socket, "getaddrinfo", none)
    visit = ComingVisit(uid="u", on=ON, summary="Visit")
    assert len(read(calendar_bytes([visit], NOW.astimezone()))) == 1


def test_an_event_s_id_is_a_child_s_own_and_tells_nothing_of_it(vault: Vault) -> None:
    one, other = child_of(vault, "A"), child_of(vault, "B")
    assert uid_of(one) == uid_of(one) != uid_of(other)
    assert one[:8] not in uid_of(one)
