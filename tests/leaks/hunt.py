"""Looks through every file below a place for what was planted, however it may be written."""

import base64
import gzip
import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

_PDF, _ZLIB = b"%PDF-", re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = b"\x1f\x8b"
_LONGEST = 32 << 20


def forms(text: str) -> set[bytes]:
    """A text as a program may write it: plain, wide, escaped, as base64 and as hexadecimal."""
    found: set[bytes] = set()
    for said in (text, text.lower(), text.upper()):
        plain = said.encode()
        found |= {plain, said.encode("utf-16-le"), said.encode("utf-16-be"), plain.hex().encode()}
        found.add(said.encode("ascii", "backslashreplace"))
        # the three ways the letters may lie in base64, without what their neighbours decide
        for before in range(3):
            whole = base64.b64encode(b"\0" * before + plain)
            found.add(whole[-(-8 * before // 6) : 8 * (before + len(plain)) // 6])
    return {form for form in found if len(form) >= 6}


def files_of(places: Iterable[Path], apart: Sequence[Path] = ()) -> list[Path]:
    """Every file below the places that is not in one of those apart."""
    found = (file for place in places for file in place.rglob("*"))
    return [
        file for file in found
        if file.is_file() and not any(file.is_relative_to(one) for one in apart)
    ]  # fmt: skip


def hits(files: Iterable[Path], planted: Iterable[str]) -> list[str]:
    """What was found: in the contents and the names of files, and every page that lies about:
    the letters of a PDF are numbers of its own, so that the page itself is the finding."""
    wanted = {text: forms(text) for text in planted}
    found = []
    for file in files:
        content = file.read_bytes()
        if _PDF in content:
            found.append(f"{file}: is a page")
        for text, ways in wanted.items():
            if text.lower() in str(file).lower():
                found.append(f"{file}: is called {text}")
            if any(way in piece for piece in _layers(content) for way in ways):
                found.append(f"{file}: holds {text}")
    return found


def _layers(content: bytes) -> Iterable[bytes]:
    yield content
    if content[:2] == _GZIP:
        yield gzip.decompress(content)
    for match in _ZLIB.finditer(content[:_LONGEST]):
        try:
            yield zlib.decompressobj().decompress(content[match.start() :], _LONGEST)
        except zlib.error:
            continue
