"""What time it is here, and how much of it went by."""

import sys
import time
from datetime import date, datetime


def local_now() -> datetime:
    """Return the time where the laptop is, with its zone."""
    return datetime.now().astimezone()


def local_today() -> date:
    """Return today's date where the laptop is."""
    return local_now().date()


def since_start() -> float:
    """Return the seconds since the laptop was started, those it slept among them; what is set as
    the time of day moves nothing. (Windows and macOS: from their documentation, not run.)"""
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_ulonglong
        return float(ticks()) / 1000
    # Linux has one that counts sleep; on macOS the plain one does
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
