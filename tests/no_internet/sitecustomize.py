"""Ends any Python program that the tests start when it makes an Internet socket or looks a name
up: Python tells its audit hooks of every one. Found by tests/conftest.py through PYTHONPATH."""

import os
import sys

_INTERNET = {2, 10, 23, 30}  # IPv4, and IPv6 as Linux, Windows and macOS count
_LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
ASKED: list[str] = []
"""What the process that runs the tests asked of the network since a test last looked."""
_TOLD = os.environ.get("IMH_TEST_SOCKETS", "")


def is_internet(event: str, told: tuple) -> bool:
    """Tell whether an audit event is of an Internet socket or of a look-up."""
    return event in _LOOKING_UP or (event == "socket.__new__" and told[1] in _INTERNET)


def _watch(event: str, told: tuple) -> None:
    if event.startswith("socket.") and is_internet(event, told):
        os.write(2, f"the network was asked for: {event}\n".encode())
        with open(_TOLD, "a") as file:  # noqa: PTH123 nothing more is imported here
            file.write(f"{os.getpid()} {event}\n")
        os._exit(9)


if _TOLD:
    sys.addaudithook(_watch)
