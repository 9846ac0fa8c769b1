"""What Windows says of sleep, the lid and the session, as messages to the window.

Reasoned from the documentation of WM_POWERBROADCAST and WM_WTSSESSION_CHANGE; only the reading of
messages was tried, and NOTHING OF IT WAS RUN on Windows.
"""

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from imh_desktop.ui.session_watch import SessionWatch

_POWER, _SUSPENDS = 0x0218, 0x0004
_SETTING_CHANGES = 0x8013
_SESSION = 0x02B1
_SWITCHED = frozenset({0x2, 0x4, 0x6})
"""The console or a remote desk goes to another user; this one signs out."""
_LOCKED = 0x7
_LID = UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3").bytes_le
"""GUID_LIDSWITCH_STATE_CHANGE; its value is 0 when the lid is shut."""
Told = Literal["left", "hidden"]


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING with one 32-bit value."""

    _fields_ = (
        ("setting", ctypes.c_ubyte * 16),
        ("length", wintypes.DWORD),
        ("value", wintypes.DWORD),
    )


def read(message: wintypes.MSG) -> Told | None:
    """Tell what a message to the window says; None where it is about something else."""
    if message.message == _POWER and message.wParam == _SUSPENDS:
        return "left"
    if message.message == _POWER and message.wParam == _SETTING_CHANGES and message.lParam:
        said = PowerSetting.from_address(message.lParam)
        return "left" if bytes(said.setting) == _LID and not said.value else None
    if message.message == _SESSION and message.wParam in _SWITCHED:
        return "left"
    return "hidden" if message.message == _SESSION and message.wParam == _LOCKED else None


class WindowsEars(QObject, QAbstractNativeEventFilter):
    """Turns messages to the first window into the two signals of a ``SessionWatch``."""

    def __init__(self, watch: "SessionWatch") -> None:
        """Ask Windows to send them."""
        QObject.__init__(self, watch)
        QAbstractNativeEventFilter.__init__(self)
        self._watch = watch
        application = QApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)
        for window in QApplication.topLevelWindows()[:1]:
            _ask_for_messages(int(window.winId()))

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at a message on its way; it goes on in any case."""
        if kind == b"windows_generic_MSG":
            told = read(wintypes.MSG.from_address(int(message)))
            if told is not None:
                (self._watch.left if told == "left" else self._watch.hidden).emit()
        return False, 0


def _ask_for_messages(handle: int) -> None:
    this_session, to_a_window = 0, 0
    windll = getattr(ctypes, "windll")  # noqa: B009 it is there on Windows alone
    windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(handle), this_session)
    lid = (ctypes.c_ubyte * 16).from_buffer_copy(_LID)
    windll.user32.RegisterPowerSettingNotification(
        wintypes.HANDLE(handle), ctypes.byref(lid), to_a_window
    )
