"""Looks through the memory of a process for what was planted."""

from collections.abc import Mapping
from pathlib import Path

_CHUNK, _OVERLAP = 16 << 20, 256


def both(text: str) -> tuple[bytes, bytes]:
    """A text as Python and SQLite keep it, and as Qt does."""
    return text.encode(), text.encode("utf-16-le")


def found_in(pid: int, planted: Mapping[str, tuple[bytes, ...]]) -> dict[str, int]:
    """How often each of the planted stands in what the process can write to."""
    count = dict.fromkeys(planted, 0)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights, *_ = line.split()
            start, end = (int(at, 16) for at in place.split("-"))
            if rights.startswith("rw") and start < 1 << 63:
                for piece in _pieces(memory, start, end):
                    for name, forms in planted.items():
                        count[name] += sum(piece.count(form) for form in forms)
    return count


def _pieces(memory, start, end):
    while start < end:
        try:
            memory.seek(start)
            piece = memory.read(min(_CHUNK + _OVERLAP, end - start))
        except OSError:
            return
        if not piece:
            return
        yield piece
        start += _CHUNK
