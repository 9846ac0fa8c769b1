"""What holds for every test: no Internet socket is opened, and each page made is sound."""

import socket
from collections.abc import Iterator
from hashlib import sha256

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


_AT_MOST = 40
"""Pages of one test that are checked; of more, every second, third ... is. Checking takes longer
than drawing."""
_OF_SCRAPS = "it has no heading"
"""Said of pieces of a page that tests draw; whole pages: tests/documents/test_whole_pages.py."""


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
    some = list(made.values())[:: 1 + len(made) // _AT_MOST]
    found = {str(each) for content in some for each in check(content)}
    assert not {each for each in found if _OF_SCRAPS not in each}
