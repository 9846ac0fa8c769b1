"""What holds for every test: no Internet socket is ever opened."""

import socket
from collections.abc import Iterator

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
