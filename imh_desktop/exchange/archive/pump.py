"""Turns what pushes lines into something that can be read with ``for``.

pyrage hands out plaintext from within one call, so that call runs in a thread of its own; only
some hundred lines are ever under way between the two.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread

from imh_desktop.exchange.archive.lines import Line

_LINES, _BYTES, _BATCHES = 256, 1 << 20, 4
_PATIENCE = 0.1  # seconds until a waiting thread looks whether anybody still reads

Give = Callable[[Line, int], None]


class _Unread(Exception):
    """Nobody reads any more."""


class _Pump:
    def __init__(self) -> None:
        self.batches: Queue[list[Line] | BaseException | None] = Queue(_BATCHES)
        self.unread = Event()
        self._batch: list[Line] = []
        self._size = 0

    def run(self, push: Callable[[Give], None]) -> None:
        """Push everything, then the end; or what went wrong."""
        ending: BaseException | None = None
        try:
            push(self._give)
            self._send(self._batch)
        except BaseException as error:
            ending = error
        if not isinstance(ending, _Unread):
            self._send_ending(ending)

    def _give(self, line: Line, size: int) -> None:
        self._batch.append(line)
        self._size += size
        if len(self._batch) >= _LINES or self._size >= _BYTES:
            self._send(self._batch)
            self._batch, self._size = [], 0

    def _send(self, batch: list[Line] | BaseException | None) -> None:
        while not self.unread.is_set():
            try:
                self.batches.put(batch, timeout=_PATIENCE)
            except Full:
                continue
            return
        raise _Unread

    def _send_ending(self, ending: BaseException | None) -> None:
        with suppress(_Unread):
            self._send(ending)


def pumped(push: Callable[[Give], None]) -> Iterator[Line]:
    """Give what ``push`` gives to its argument, and raise what it raises."""
    pump = _Pump()
    thread = Thread(target=pump.run, args=(push,), name="archive", daemon=True)
    thread.start()
    try:
        while (batch := pump.batches.get()) is not None:
            if isinstance(batch, BaseException):
                raise batch
            yield from batch
    finally:
        pump.unread.set()
        thread.join()
