"""What holds for every test: no Internet socket is opened, and each page made is sound."""

import socket
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

_INTERNET = {socket.AF_INET, socket.AF_INET6}


@pytest.fixture(autouse=True)
def no_internet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail any test in which an Internet socket is made."""
    made: list[int] = []
    real = socket.socket

    class Guarded(real):  # type: ignore[misc, valid-type]
        def __init__(self, family: int = -1, *rest: object, **named: object) -> None:
            if family in _INTERNET or (family == -1 and not named.get("fileno")):
                made.append(family)
                raise AssertionError("an Internet socket was opened")
            super().__init__(family, *rest, **named)

    monkeypatch.setattr(socket, "socket", Guarded)
    yield
    assert not made, "an Internet socket was opened"


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
    together cost five times all else. That the program does both: tests/store/test_store_vault.py.
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
