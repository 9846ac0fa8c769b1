"""The guard of tests/conftest.py sees an Internet socket wherever it is made; the program's own
code has no way to one; and Qt's network library is not loaded."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from no_internet.sitecustomize import ASKED

import imh_desktop

PACKAGE = Path(imh_desktop.__file__).parent
NETWORK = re.compile(
    r"^\s*(?:import|from)\s+(?:socket|socketserver|ssl|http|urllib\.request|ftplib|smtplib|xmlrpc"
    r"|asyncio|requests|httpx|aiohttp|PySide6\.QtNetwork|PySide6\.QtWeb\w+)\b|\bQtNetwork\b",
    re.MULTILINE,
)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: socket.socket(),
        lambda: socket.socket(socket.AF_INET6),
        lambda: socket._socket.socket(socket.AF_INET),
        lambda: socket.create_connection(("192.0.2.1", 9)),
        lambda: socket.getaddrinfo("example.invalid", 80),
        lambda: socket.gethostbyname("example.invalid"),
    ],
)
def test_a_test_that_asks_for_the_network_is_seen(ask):
    with pytest.raises(AssertionError, match="network"):
        ask()
    assert len(ASKED) == 1
    ASKED.clear()


def test_sockets_within_the_machine_are_let_be():
    for each in socket.socketpair(socket.AF_UNIX):
        each.close()
    assert ASKED == []


def test_a_program_that_asks_for_the_network_is_ended_and_told_of(tmp_path):
    told = tmp_path / "told"
    env = dict(os.environ, IMH_TEST_SOCKETS=str(told))
    inside = "import socket; socket.socket()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-P', '-c', {inside!r}])"
    subprocess.run([sys.executable, "-c", code], env=env, check=True, stderr=subprocess.PIPE)
    assert told.read_text().endswith("socket.__new__\n")


def test_no_module_of_the_program_imports_what_could_reach_the_network():
    found = [f.name for f in PACKAGE.rglob("*.py") if NETWORK.search(f.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("line", ["import socket", "from urllib.request import urlopen",
                                  "    from PySide6 import QtNetwork"])  # fmt: skip
def test_the_lint_finds_what_it_forbids(line):
    assert NETWORK.search(f"x = 1\n{line}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is loaded")
def test_the_window_loads_no_library_of_qt_for_the_network():
    """Qt's D-Bus speaks over local sockets by libdbus, and needs no network library."""
    code = (
        "from pathlib import Path; from PySide6.QtWidgets import QApplication\n"
        "from imh_desktop import app; from imh_desktop.ui import workspace, visit_page, printing\n"
        "from imh_desktop.ui import session_linux\n"
        "QApplication([]); print('Qt6Network' in Path('/proc/self/maps').read_text())"
    )
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("False\n", "")


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_what_is_cut_off_from_the_network_has_none():
    """What tests/journeys/test_tour.py stands on: the tour runs in such a place where it may."""
    cut_off = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*cut_off, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody cut a program off from the network")
    ran = subprocess.run([*cut_off, "cat", "/proc/net/route"], capture_output=True, text=True)
    assert len(ran.stdout.splitlines()) <= 1, "a heading, and no way to anywhere"
