"""The first sixteen bytes of the file, kept a second time beside it.

SQLCipher's key for checking pages is made with a salt that stands in the file's first sixteen
bytes, and nowhere else. A power cut may tear them while a checkpoint writes that page: the WAL
still holds it whole, and could not be read any more. The salt is no secret. A kept one that is not
the file's, because another file was put here, is passed over.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SIZE = 16
_END = ".salt"


def salt_file(path: Path) -> Path:
    """Return where the salt of a file is kept."""
    return path.with_name(path.name + _END)


def torn_salt(path: Path, opens: Callable[[bytes], bool]) -> bytes:
    """Return the kept salt where the file's own is another and this one opens it; else none.

    Args:
        opens: tells whether the file can be read with a salt.
    """
    kept, own = _first(salt_file(path)), _first(path)
    return kept if len(kept) == SIZE and kept != own and opens(kept) else b""


def keep_salt(path: Path, opens: Callable[[bytes], bool]) -> None:
    """Keep the salt of a file that opens; one that stands for a torn one stays as it is. A disk
    that refuses loses nothing. ``opens``: as for ``torn_salt``."""
    from imh_desktop.store.faults import StorageFault
    from imh_desktop.store.folder import write_whole

    own = _first(path)
    if len(own) == SIZE and own != _first(salt_file(path)) and not torn_salt(path, opens):
        with suppress(StorageFault):
            write_whole(salt_file(path), own)


def _first(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SIZE)
    except OSError:
        return b""
