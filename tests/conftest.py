"""What holds for every test: no Internet socket is opened, and each page made is sound."""

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from no_internet.sitecustomize import ASKED, is_internet

_LATE = 18
"""From this hour on a day may end while tests run."""


def _far_from_midnight() -> None:
    """Go to a zone where it is noon: tests, the program, and the programs they start then ask one
    clock, whose day does not end between two questions. (Windows knows no such move.)"""
    now = datetime.now().astimezone()
    if now.hour < _LATE or not hasattr(time, "tzset"):
        return
    east = now.utcoffset() or timedelta()
    moved = int((east + timedelta(hours=-12 if east >= timedelta() else 12)).total_seconds())
    west, away = "-" if moved > 0 else "", abs(moved)
    os.environ["TZ"] = f"NOON{west}{away // 3600}:{away // 60 % 60:02}:{away % 60:02}"
    time.tzset()


_far_from_midnight()  # before any test asks for its day, which most do as they are read


def _watch(event: str, told: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and is_internet(event, told):
        ASKED.append(event)
        raise AssertionError(f"the network was asked for: {event}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def no_internet() -> Iterator[None]:
    """Fail any test in which an Internet socket is made or a name looked up, however deep below.

    Of what Qt might do unseen by Python: no program loads its network library (``test_app``,
    ``journeys/test_tour``; Qt's own engine for JavaScript, which one test uses, does).
    """
    ASKED.clear()
    yield
    assert not ASKED, "an Internet socket was opened"


@pytest.fixture(autouse=True, scope="session")
def no_internet_in_programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same for every Python program that a test starts, and for theirs."""
    told = tmp_path_factory.mktemp("sockets") / "told"
    here = str(Path(__file__).parent / "no_internet")
    paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        patch.setenv("IMH_TEST_SOCKETS", str(told))
        yield
    assert not told.exists(), told.read_text()


_OF_SCRAPS = "it has no heading"
"""Said of pieces of a page that tests draw; whole pages: tests/documents/test_whole_pages.py."""


_CHECKED: dict[bytes, frozenset[str]] = {}
"""What was found in pages of earlier tests: the same bytes are the same page."""


@pytest.fixture(autouse=True)
def sound_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail any test in which a page is made that its own check finds fault with."""
    from imh_desktop.documents import page
    from imh_desktop.documents.checking.check import check

    made: dict[bytes, bytes] = {}
    real = page.Sheet.bytes

    def watched(sheet: page.Sheet) -> bytes:
        content = real(sheet)
        if sheet.canvas.getPageNumber() > 1:
            made[sha256(content).digest()] = content
        return content

    monkeypatch.setattr(page.Sheet, "bytes", watched)
    yield
    for digest in made.keys() - _CHECKED.keys():
        _CHECKED[digest] = frozenset(str(each) for each in check(made[digest]))
    found = {each for digest in made for each in _CHECKED[digest]}
    assert not {each for each in found if _OF_SCRAPS not in each}


_AT_FULL_COST = ("benchmark", "release", "soak")


@pytest.fixture(autouse=True, scope="session")
def quick_vaults(request: pytest.FixtureRequest) -> Iterator[None]:
    """Open vaults without locking memory piece by piece, and without waiting for the disk; both
    together cost five times all else. That the program does both: tests/store/test_store_disk.py.
    SQLCipher locks memory for good once it is told to, so it is all tests of a process or none."""
    from imh_desktop.store import sqlcipher

    unlocked = tuple(each for each in sqlcipher._BEFORE_KEY if "memory_security" not in each)
    waitless = tuple(each.replace("= FULL", "= OFF") for each in sqlcipher.PRAGMAS)
    with pytest.MonkeyPatch.context() as patch:
        if not any(map(_full_cost, request.session.items)):
            patch.setattr(sqlcipher, "_BEFORE_KEY", unlocked)
            patch.setattr(sqlcipher, "PRAGMAS", waitless)
        yield


def _full_cost(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(each) for each in _AT_FULL_COST)


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let derivations cost nothing, and wrong passphrases wait for nothing."""
    from imh_desktop.store import attempts, key_file
    from tests.store.key_steps import QUICK

    monkeypatch.setattr(key_file, "FLOOR", QUICK)
    monkeypatch.setattr(attempts, "_LONGEST", 0)


@pytest.fixture(autouse=True, scope="session")
def bundled_forms_read_once() -> Iterator[None]:
    """Read each bundled checklist once, not once for each of a thousand libraries; it is frozen.
    Other folders are read anew each time, and so is every form in the programs tests start."""
    from imh_desktop import assets
    from imh_desktop.content.library import Library

    read: dict[str, Any] = {}
    bundled, real = assets.forms(), Library._load

    def once(library: Library, checklist_id: str) -> Any:
        if library._folder != bundled:
            return real(library, checklist_id)
        if checklist_id not in read:
            read[checklist_id] = real(library, checklist_id)
        checklist, words = read[checklist_id]
        return checklist, dict(words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Library, "_load", once)
        yield
