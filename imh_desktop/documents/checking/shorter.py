"""Cuts the shown text of a page's drawing short before it is parsed, which is most of a check.

The rules ask where text is drawn and whether it has words, never which ones.
"""

import re

_LONG_TEXT = re.compile(rb"(?<!<)<[0-9A-Fa-f]{9,}>")
"""Text in hexadecimal, too long to be empty, whatever mark of its encoding it begins with."""
_SHOWN = re.compile(rb"\[(?:<[0-9A-Fa-f]*>| -?\d+(?:\.\d+)? )+\] TJ(?=\s)")
_INLINE_PICTURE = re.compile(rb"(?:^|\s)BI\s")
"""What follows may be any bytes; none of them is touched."""


def shorter(drawing: bytes) -> bytes:
    """Return a drawing with the same operators in the same order, and with less text in them.

    Text stays text, and stays empty or not; what is not well-formed stays as it is, to be refused.
    """
    if _INLINE_PICTURE.search(drawing):
        return drawing
    return _SHOWN.sub(b"[] TJ", _LONG_TEXT.sub(b"<78>", drawing))
