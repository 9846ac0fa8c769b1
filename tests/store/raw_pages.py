"""SQLCipher's pages in the clear, read by the format alone: free pages, slack and WAL included.

A copy made by SQLite would drop the free pages, and with them what is looked for. Format:
SQLCipher 4, https://www.zetetic.net/sqlcipher/design/: pages of 4096 bytes, each ending in 80
reserved ones of which the first 16 are the initialisation vector; AES-256-CBC; the first 16 bytes
of the file are the salt, which a raw key does not use. WAL: https://sqlite.org/walformat.html.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT, WAL_HEAD, FRAME_HEAD = 4096, 80, 16, 32, 24


def clear_pages(folder: Path, key: bytes) -> bytes:
    """Return every page of a vault and of its WAL, end to end."""
    vault, wal = folder / "vault.db", folder / "vault.db-wal"
    found = list(_of_file(vault.read_bytes(), key))
    if wal.exists():
        found += _of_wal(wal.read_bytes(), key)
    return b"".join(found)


def _of_file(data: bytes, key: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), PAGE):
        yield _clear(data[at : at + PAGE], key, first=at == 0)


def _of_wal(data: bytes, key: bytes) -> Iterator[bytes]:
    size = FRAME_HEAD + PAGE
    for at in range(WAL_HEAD, len(data) - size + 1, size):
        number = int.from_bytes(data[at : at + 4], "big")
        yield _clear(data[at + FRAME_HEAD : at + size], key, first=number == 1)


def _clear(page: bytes, key: bytes, *, first: bool) -> bytes:
    start, end = SALT if first else 0, PAGE - RESERVED
    iv = page[end : end + 16]
    decrypt = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return bytes(start) + decrypt.update(page[start:end]) + decrypt.finalize()
