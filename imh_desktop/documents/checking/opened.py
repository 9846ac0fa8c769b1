"""Opening a PDF file that somebody brings: it may be none, cut off, locked, or made to trap."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from imh_desktop.errors import InputError

MOST_BYTES, MOST_PAGES = 100_000_000, 2_000
_EXPECTED = "a PDF file that can be read"


@contextmanager
def reading(content: bytes) -> Iterator[PdfReader]:
    """Open a file, quietly; whatever it does to its reader becomes one sentence.

    Raises:
        InputError: it is no PDF, is cut off or locked, is too large, or winds in itself.
    """
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield _opened(content)
    except InputError:
        raise
    except RecursionError:
        raise InputError("This PDF file winds in itself.", expected=_EXPECTED) from None
    except Exception:  # a damaged file can raise anything inside pypdf
        raise InputError("This is no whole PDF file.", expected=_EXPECTED) from None
    finally:
        log.setLevel(level)


def _opened(content: bytes) -> PdfReader:
    if len(content) > MOST_BYTES:
        raise InputError("This file is too large to be a page of ours.", expected=_EXPECTED)
    reader = PdfReader(BytesIO(content), strict=True)
    if reader.is_encrypted:
        raise InputError("This PDF file is locked with a password.", expected=_EXPECTED)
    if not 0 < reader.get_num_pages() <= MOST_PAGES:
        raise InputError("This PDF file has too many pages, or none.", expected=_EXPECTED)
    return reader


def plain(value: Any) -> Any:
    """Return what a reference leads to, or the value itself."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def entry(holder: Any, *keys: str) -> Any:
    """Return what stands under the keys, one inside the other; None where there is nothing."""
    found = plain(holder)
    for key in keys:
        found = plain(found.get(key)) if isinstance(found, DictionaryObject) else None
    return found
