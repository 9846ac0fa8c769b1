"""Taking out of a PDF file from outside what could act by itself, and what it says of itself."""

from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject

_ACTING = ("/AA", "/OpenAction", "/JS", "/JavaScript", "/A", "/PA", "/Next", "/EmbeddedFiles",
           "/AF", "/RichMedia", "/XFA", "/Metadata", "/PieceInfo", "/URI", "/Perms")  # fmt: skip
_DEEPEST = 50


def disarm(writer: PdfWriter) -> None:
    """Remove scripts, actions, links, attachments and metadata from every object of a file."""
    for thing in writer._objects:
        _strip(thing, 0)
    writer.root_object.pop("/Names", None)
    writer.metadata = None


def _strip(thing: Any, depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(thing, DictionaryObject):
        for key in _ACTING:
            if key in thing and not (key == "/A" and _is_structure(thing)):
                del thing[key]
    values = thing.values() if isinstance(thing, DictionaryObject) else thing
    if isinstance(thing, DictionaryObject | ArrayObject):
        for value in values:
            # What is referred to has its own turn.
            if isinstance(value, DictionaryObject | ArrayObject):
                _strip(value, depth + 1)


def _is_structure(thing: DictionaryObject) -> bool:
    """Tell whether ``/A`` holds a structure element's attributes, as in a tagged form."""
    return thing.get("/Type") == "/StructElem" or ("/S" in thing and "/P" in thing)
