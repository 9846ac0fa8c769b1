"""What a Linux desktop says over D-Bus: systemd-logind, UPower, and the screen savers.

Everything is asked without waiting for the answer, over local sockets only. What is missing is
not heard, and nothing is said about it: many small systems have none of these.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

if TYPE_CHECKING:
    from imh_desktop.ui.session_watch import SessionWatch

LOGIN, LOGIN_AT = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
POWER, POWER_AT = "org.freedesktop.UPower", "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_CHANGED = "sa{sv}as"


def buses() -> tuple[QDBusConnection | None, QDBusConnection | None]:
    """Return the system's and the session's bus; None for one that is not there, or that would
    be reached by anything but a local socket."""
    return (
        _local("DBUS_SYSTEM_BUS_ADDRESS", QDBusConnection.systemBus),
        _local("DBUS_SESSION_BUS_ADDRESS", QDBusConnection.sessionBus),
    )


def _local(address: str, bus: Callable[[], QDBusConnection]) -> QDBusConnection | None:
    ways = [way for way in os.environ.get(address, "").split(";") if way]
    if not all(way.startswith("unix:") for way in ways):
        return None
    connection = bus()
    return connection if connection.isConnected() else None


class LinuxEars(QObject):
    """Turns what is said on the buses into the two signals of a ``SessionWatch``."""

    def __init__(
        self,
        watch: "SessionWatch",
        system: QDBusConnection | None,
        session: QDBusConnection | None,
    ) -> None:
        """Listen on the buses that are there."""
        super().__init__(watch)
        self._watch, self._system = watch, system
        self._holding: QDBusUnixFileDescriptor | None = None
        if system is not None:
            self._hear(system, LOGIN, LOGIN_AT, MANAGER, "PrepareForSleep", "b", "_on_sleep(bool)")
            self._hear_lid(system)
            self._ask(system, "GetSessionByPID", [os.getpid()], "_on_session")
            self._hold_sleep()
        if session is not None:
            for name in SCREEN_SAVERS:
                self._hear(session, "", "", name, "ActiveChanged", "b", "_on_screen(bool)")

    def let_sleep(self) -> None:
        """Give up what makes the laptop wait for us before it sleeps."""
        self._holding = None

    def _hear_lid(self, system: QDBusConnection) -> None:
        place = (POWER, POWER_AT, PROPERTIES, "PropertiesChanged", _CHANGED)
        self._hear(system, *place, "_on_power(QString,QVariantMap)")

    def _hear(
        self, bus: QDBusConnection, service: str, path: str, interface: str, name: str,
        signature: str, slot: str,
    ) -> None:  # fmt: skip
        # PySide's own stub asks for bytes here; what works is what SLOT() gives, a text
        bus.connect(service, path, interface, name, signature, self, f"1{slot}")  # type: ignore[call-overload]

    def _ask(self, bus: QDBusConnection, method: str, arguments: list[object], then: str) -> None:
        call = QDBusMessage.createMethodCall(LOGIN, LOGIN_AT, MANAGER, method)
        call.setArguments(arguments)
        waiting = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        waiting.finished.connect(getattr(self, then))

    def _hold_sleep(self) -> None:
        if self._system is not None:
            why = ["sleep", "IMH Desktop", "Closes the file first", "delay"]
            self._ask(self._system, "Inhibit", [*why], "_on_held")

    def _on_session(self, answer: QDBusPendingCallWatcher) -> None:
        path = _first(answer)
        answer.deleteLater()
        if isinstance(path, QDBusObjectPath) and self._system is not None:
            ours = path.path()
            self._hear(self._system, LOGIN, ours, SESSION, "Lock", "", "_on_lock()")
            place = (LOGIN, ours, PROPERTIES, "PropertiesChanged", _CHANGED)
            self._hear(self._system, *place, "_on_changed(QString,QVariantMap)")

    def _on_held(self, answer: QDBusPendingCallWatcher) -> None:
        handle = _first(answer)
        answer.deleteLater()
        if isinstance(handle, QDBusUnixFileDescriptor):
            self._holding = handle

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:
        if begins:
            self._watch.left.emit()
            self.let_sleep()
        else:
            self._hold_sleep()

    @Slot()
    def _on_lock(self) -> None:
        self._watch.left.emit()

    @Slot(str, "QVariantMap")
    def _on_changed(self, interface: str, changed: dict[str, object]) -> None:
        if interface == SESSION and changed.get("Active") is False:
            self._watch.left.emit()
        elif interface == SESSION and changed.get("LockedHint") is True:
            self._watch.hidden.emit()

    @Slot(str, "QVariantMap")
    def _on_power(self, interface: str, changed: dict[str, object]) -> None:
        if interface == POWER and changed.get("LidIsClosed") is True:
            self._watch.left.emit()

    @Slot(bool)
    def _on_screen(self, active: bool) -> None:
        if active:
            self._watch.hidden.emit()


def _first(answer: QDBusPendingCallWatcher) -> object:
    """Return the first thing answered; None where the call failed."""
    reply = answer.reply()
    failed = reply.type() is not QDBusMessage.MessageType.ReplyMessage
    return None if failed or not reply.arguments() else reply.arguments()[0]
