"""The container read and written by hand, from what ARCHITECTURE.md says of it.

Only pyrage, zlib, json, hashlib and cryptography: nothing of the program is imported, so this is
a second opinion on the format, and it can write what the program would not.
"""

import hashlib
import io
import json
import zlib
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MAGIC = b"imh-archive 1\0\0\0"


def dumps(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sign(seed: bytes, kind: str, said: Any) -> str:
    message = b"imh " + kind.encode() + b"\0" + dumps(said)
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message).hex()


def frames(data: bytes) -> list[bytes]:
    """Return the frames of a file: G, V, open."""
    lengths = [int.from_bytes(data[at : at + 8], "big") for at in (16, 24, 32)]
    found, at = [], 40
    for length in lengths:
        found.append(data[at : at + length])
        at += length
    return found


def assemble(parts: list[bytes]) -> bytes:
    """Return a file of these frames."""
    first = MAGIC + b"".join(len(part).to_bytes(8, "big") for part in parts)
    digests = b"".join(hashlib.sha256(part).digest() for part in parts)
    return first + b"".join(parts) + hashlib.sha256(first + digests).digest()


def plain(frame: bytes, identity: Any) -> bytes:
    """Return what is in a frame, filled up as it is."""
    stream = frame.rstrip(b"\0")
    assert stream.endswith(b"\x80")
    return pyrage.decrypt(stream[:-1], [identity])


def sealed(content: bytes, recipients: list[Any], room: int = 64) -> bytes:
    """Return a frame."""
    out = io.BytesIO()
    pyrage.encrypt_io(io.BytesIO(content), out, recipients)
    return out.getvalue() + b"\x80" + bytes(room)


def sealed_to_measure(content: bytes, recipients: list[Any], told: int) -> bytes:
    """Return a frame of the one length it may have, for so many recipients in the header."""
    stanzas = max(8, 1 << (told - 1).bit_length())
    frame = sealed(content, recipients, 0)
    wanted = 2048 + 98 * stanzas + 16 + len(content) + 16 * max(1, -(-len(content) // 65536))
    return frame + bytes(wanted - len(frame))


def open_up(content: bytes) -> tuple[list[bytes], dict[str, Any], bytes]:
    """Return lines, closing line and filling of a part."""
    squeezed = zlib.decompressobj()
    text = squeezed.decompress(content)
    assert squeezed.eof
    closing, _, filling = squeezed.unused_data.partition(b"\n")
    assert text.endswith(b"\n")
    return text[:-1].split(b"\n"), json.loads(closing), filling


def closed(
    lines: list[bytes], seed: bytes, sealed_frames: dict[str, str], /, **other: Any
) -> bytes:
    """Return the content of a part: lines (the header first), closed with a key.

    ``other``: facts of the closing line that shall not be true; ``archive`` and ``part`` too.
    """
    text = b"".join(line + b"\n" for line in lines)
    header, squeezed = json.loads(lines[0]), zlib.compress(text, 1)
    said = {
        "archive": header["archive_id"], "part": header["part"], "count": len(lines) - 1,
        "squeezed": hashlib.sha256(squeezed).hexdigest(), "sealed": sealed_frames,
    } | other  # fmt: skip
    said.setdefault("size", len(squeezed) + 1000)
    closing = {name: said[name] for name in ("count", "squeezed", "sealed", "size")}
    closing["signature"] = sign(seed, "part", said)
    content = squeezed + dumps(closing) + b"\n"
    return content + bytes(len(squeezed) + 1000 - len(content))


def digest(frame: bytes) -> str:
    return hashlib.sha256(frame).hexdigest()
