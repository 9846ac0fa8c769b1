"""After wrong passphrases the next try waits: 1, 2, 4 ... 60 seconds, also over a restart.

Nothing is ever wiped: who owns the disk can guess elsewhere, and there each guess costs its
derivation (security.md D2). An attempt is written down before it is made, so that killing the
program saves nobody the wait. Only a clock that counts since the machine was started is asked:
setting the time of day, back or forward, changes nothing, and after a restart the wait begins
again from the start.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path

import msgspec

from imh_desktop.errors import to_tell
from imh_desktop.store.faults import StorageFault, TooSoon, VaultBusy, WrongPassphrase
from imh_desktop.store.folder import lock, write_whole

NAME = "attempts.json"
_LOCK = "attempts.lock"
_LONGEST, _PATIENCE = 60, 4
_LARGEST = 1_000

_WAIT = to_tell(
    "That was not the right passphrase several times. Wait {seconds} s, then try again. Nothing was"
    " changed."
)

Uptime = Callable[[], float]


class _Attempts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``wrong``: in a row; ``at``: seconds since the machine was started, at the last one."""

    wrong: int
    at: float


def uptime() -> float:
    """Return the seconds since the machine was started, sleep included where the system can."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def wait_left(folder: Path, now: Uptime = uptime) -> int:
    """Return how many whole seconds the next passphrase must wait; 0 = none."""
    past = _read(folder)
    if past.wrong <= 0:
        return 0
    # A machine started since then counts from its start: less than was really waited, never more.
    waited = now() - past.at if now() >= past.at else now()
    wait = min(1 << min(past.wrong - 1, 10), _LONGEST)
    return max(0, min(ceil(wait - waited), _LONGEST))


@contextmanager
def one_attempt(folder: Path, now: Uptime = uptime) -> Iterator[None]:
    """Hold the one attempt there may be at a time; what the block tries counts as wrong unless it
    ends well, or ends for another reason than a wrong passphrase. A short wait is waited here.

    Raises:
        TooSoon: the wait is long, or another attempt is under way.
    """
    try:
        held = lock(folder, _LOCK)
    except VaultBusy:
        raise _too_soon(max(1, wait_left(folder, now))) from None
    except StorageFault:  # a folder that cannot be written keeps no count
        yield
        return
    try:
        past, left = _read(folder), wait_left(folder, now)
        if left > _PATIENCE:
            raise _too_soon(left)
        time.sleep(left)
        _write(folder, _Attempts(max(past.wrong, 0) + 1, now()))
        try:
            yield
        except WrongPassphrase:
            _write(folder, _Attempts(max(past.wrong, 0) + 1, now()))
            raise
        except BaseException:
            _put_back(folder, past)
            raise
        _put_back(folder, _Attempts(0, 0.0))
    finally:
        held.release()


def _too_soon(seconds: int) -> TooSoon:
    return TooSoon(_WAIT, seconds=seconds)


def _read(folder: Path) -> _Attempts:
    """Return what was tried; a file that is missing or damaged tells of nothing."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        with (folder / NAME).open("rb") as file:
            past = msgspec.json.decode(file.read(_LARGEST), type=_Attempts)
        if 0 <= past.at < 1e12:
            return past
    return _Attempts(0, 0.0)


def _write(folder: Path, attempts: _Attempts) -> None:
    with suppress(StorageFault):
        write_whole(folder / NAME, msgspec.json.encode(attempts))


def _put_back(folder: Path, past: _Attempts) -> None:
    if past.wrong > 0:
        _write(folder, past)
        return
    with suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)
