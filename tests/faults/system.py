"""What the program asks of the system beside SQLCipher's own calls: under the same watch."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.faults.vfs import Watch, watching

_NAMED = ("open", "mkdir", "rmdir", "unlink", "stat", "listdir", "scandir", "replace", "rename")


class SystemWatch(Watch):
    """A watch that is told of the system's calls as well: ``os.open``, ``os.fsync`` and so on, the
    paths being those inside ``folder``."""

    def __init__(self, folder: Path) -> None:
        """Watch a folder and what is in it."""
        self.folder = str(folder)

    def asked(self, call: str, path: str, *facts: Any) -> None:
        """Raise OSError where the system is to refuse."""

    def done(self, call: str, path: str, *facts: Any) -> None:
        """Take notice of what the system did."""

    def inside(self, path: object) -> bool:
        """Tell whether a path is watched."""
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.folder)


@contextmanager
def watched(watch: SystemWatch) -> Iterator[None]:
    """Let the store's and the system's calls go past a watch."""
    calls, opening = _calls(watch), _opening(watch)
    with watching(watch), patch.multiple(os, **calls), patch.object(io, "open", opening):
        yield


def _calls(watch: SystemWatch) -> dict[str, Callable[..., Any]]:
    def named(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            if not watch.inside(path):
                return real(path, *more, **named)
            watch.asked(name, os.fspath(path), *more)
            made = name == "open" and not os.path.lexists(path)
            answer = real(path, *more, **named)
            watch.done("made" if made else name, os.fspath(path), *more)
            return answer

        return call

    sync = os.fsync

    def fsync(handle: Any) -> None:
        number = handle if isinstance(handle, int) else handle.fileno()
        path = str(Path(f"/proc/self/fd/{number}").readlink())
        if not watch.inside(path):
            return sync(handle)
        watch.asked("fsync", path)
        sync(handle)
        return watch.done("fsync", path)

    return {name: named(name, getattr(os, name)) for name in _NAMED} | {"fsync": fsync}


def _opening(watch: SystemWatch) -> Callable[..., Any]:
    real = io.open

    def call(path: Any, *more: Any, **named: Any) -> Any:
        if not watch.inside(path):
            return real(path, *more, **named)
        watch.asked("open", os.fspath(path), *more[:1])
        made = not os.path.lexists(path)
        answer = real(path, *more, **named)
        watch.done("made" if made else "open", os.fspath(path))
        return answer

    return call
