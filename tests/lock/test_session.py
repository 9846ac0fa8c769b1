"""Lid, sleep, another user and the system's own lock, said by a made-up system on a real bus."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

from imh_desktop.ui import session_linux as linux
from imh_desktop.ui import session_windows as windows
from imh_desktop.ui.session_watch import SessionWatch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the buses of Linux")
OURS = f"{linux.LOGIN_AT}/session/c1"


class Logind(QDBusVirtualObject):
    """Answers what the program asks of systemd-logind; ``held`` is the other end of the hold."""

    held: int = -1

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        reply = message.createReply()
        if message.member() == "GetSessionByPID":
            assert message.arguments() == [os.getpid()]
            reply.setArguments([QDBusObjectPath(OURS)])
        elif message.member() == "Inhibit":
            assert (message.arguments()[0], message.arguments()[3]) == ("sleep", "delay")
            self.held, theirs = os.pipe()
            os.set_blocking(self.held, False)
            reply.setArguments([QDBusUnixFileDescriptor(theirs)])
            os.close(theirs)
        else:
            return False
        bus.send(reply)
        return True

    @property
    def waits(self) -> bool:
        """Tell whether the laptop would wait before it sleeps."""
        try:
            return self.held >= 0 and os.read(self.held, 1) != b""
        except BlockingIOError:
            return True


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a bus that is this test's alone."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon")
    command = ["dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as bus:
        yield bus.stdout.readline().strip()
        bus.kill()


@pytest.fixture
def heard(qapp, qtbot, address, request):
    """What the program heard, the system that speaks, and the ears."""
    name = request.node.name
    speaks = QDBusConnection.connectToBus(address, f"{name}-speaks")
    hears = QDBusConnection.connectToBus(address, f"{name}-hears")
    for service in (linux.LOGIN, linux.POWER):
        assert speaks.registerService(service)
    logind = Logind()
    sub = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert speaks.registerVirtualObject(linux.LOGIN_AT, logind, sub)
    watch, seen = SessionWatch(qapp), []
    watch.left.connect(lambda: seen.append("left"))
    watch.hidden.connect(lambda: seen.append("hidden"))
    ears = linux.LinuxEars(watch, hears, hears)
    qtbot.waitUntil(lambda: ears._holding is not None)
    yield seen, speaks, ears, logind
    watch.deleteLater()
    for each in ("speaks", "hears"):
        QDBusConnection.disconnectFromBus(f"{name}-{each}")


def say(bus, path, interface, name, *arguments):
    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(list(arguments))
    assert bus.send(signal)


def change(bus, path, interface, **changed):
    say(bus, path, linux.PROPERTIES, "PropertiesChanged", interface, changed, ["IdleHint"])


def test_each_way_of_going_away_is_heard_and_nothing_else(heard, qtbot):
    seen, bus, _, _ = heard
    other = f"{linux.LOGIN_AT}/session/c2"
    say(bus, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)
    say(bus, other, linux.SESSION, "Lock")
    change(bus, other, linux.SESSION, Active=False)
    change(bus, OURS, linux.SESSION, Active=True)
    change(bus, OURS, linux.SESSION, IdleHint=True)
    change(bus, linux.POWER_AT, linux.POWER, LidIsClosed=False)
    say(bus, OURS, linux.PROPERTIES, "PropertiesChanged", True, "not what it should be")
    say(bus, linux.LOGIN_AT, linux.MANAGER, "PrepareForSleep", "not what it should be")
    say(bus, "/", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    qtbot.waitUntil(lambda: seen == ["hidden"])
    for told in (
        lambda: change(bus, OURS, linux.SESSION, Active=False),
        lambda: say(bus, OURS, linux.SESSION, "Lock"),
        lambda: change(bus, linux.POWER_AT, linux.POWER, LidIsClosed=True),
        lambda: say(bus, linux.LOGIN_AT, linux.MANAGER, "PrepareForSleep", True),
    ):
        seen.clear()
        told()
        qtbot.waitUntil(lambda: seen == ["left"])


def test_the_laptop_waits_with_sleeping_until_all_is_closed(heard, qtbot):
    seen, bus, ears, logind = heard
    asleep = []
    ears._watch.left.connect(lambda: asleep.append(not logind.waits))
    assert logind.waits
    say(bus, linux.LOGIN_AT, linux.MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: not logind.waits)
    assert (seen, asleep) == (["left"], [False]), "it waited while we closed"
    say(bus, linux.LOGIN_AT, linux.MANAGER, "PrepareForSleep", False)
    qtbot.waitUntil(lambda: logind.waits)


def test_a_laptop_that_goes_to_sleep_locks_the_program(program, vault, heard, clock, qtbot):
    _, bus, _, _ = heard
    program._on_opened(vault)
    ears = linux.LinuxEars(program._session, heard[2]._system, None)
    qtbot.waitUntil(lambda: ears._holding is not None)
    say(bus, linux.LOGIN_AT, linux.MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: clock.locked == 1)


def test_a_screen_saver_locks_outside_a_visit(program, vault, clock):
    program._on_opened(vault)
    program._session.hidden.emit()
    assert clock.locked == 1


def test_a_bus_that_is_no_local_socket_is_left_alone(monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "tcp:host=127.0.0.1,port=1")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere;tcp:host=127.0.0.1,port=1")
    assert linux.buses() == (None, None)


def test_a_machine_without_a_bus_starts_without_a_word(tmp_path):
    code = (
        "from PySide6.QtWidgets import QApplication; from PySide6.QtCore import QObject\n"
        "from imh_desktop.ui.session_watch import SessionWatch\n"
        "qt = QApplication([]); watch = SessionWatch(qt); watch.listen(); qt.processEvents()\n"
        "watch.done(); print('well')"
    )
    nowhere = f"unix:path={tmp_path}/nowhere"
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", DBUS_SYSTEM_BUS_ADDRESS=nowhere)
    env["DBUS_SESSION_BUS_ADDRESS"] = nowhere
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("well\n", "", 0)


@pytest.mark.parametrize(
    ("message", "word", "expected"),
    [
        (0x0218, 4, "left"),  # the machine suspends
        (0x0218, 7, None),  # and resumes
        (0x02B1, 2, "left"),  # another user at the console
        (0x02B1, 4, "left"),
        (0x02B1, 7, "hidden"),
        (0x02B1, 8, None),  # unlocked
        (0x0200, 4, None),  # the mouse moved
    ],
)
def test_messages_of_windows_are_read_as_its_documentation_has_them(message, word, expected):
    assert windows.read(wintypes.MSG(message=message, wParam=word)) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, "left"), (1, None)])
def test_the_lid_of_windows_is_read_as_its_documentation_has_it(value, expected):
    setting = (ctypes.c_ubyte * 16).from_buffer_copy(windows._LID)
    told = windows.PowerSetting(setting, 4, value)
    message = wintypes.MSG(message=0x0218, wParam=0x8013, lParam=ctypes.addressof(told))
    assert windows.read(message) == expected
