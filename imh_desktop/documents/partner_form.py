"""Filling in a partner's own PDF form. The form comes from outside: nothing in it is trusted.

What could act by itself (scripts, actions, attachments, XFA) is dropped or refused, and nothing
of the file's own metadata goes on.
"""

import logging
from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from imh_desktop.documents.form_disarming import disarm
from imh_desktop.documents.form_mark import mark
from imh_desktop.errors import InputError

MOST_BYTES, _MOST_PAGES, _MOST_FIELDS, _MOST_OBJECTS = 20_000_000, 60, 2_000, 100_000
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings repeat what was typed
_TEXT, _BUTTON, _CHOICE = "/Tx", "/Btn", "/Ch"
_READ_ONLY, _MULTILINE, _PUSH = 1, 1 << 12, 1 << 16
_FONT = "Helvetica"
"""Of the widths a text is measured by; forms are written in it or in something as narrow."""
_SIZES, _DEEPEST = (10.0, 9.0, 8.0, 7.0), 50


class Filled(NamedTuple):
    """``left``: fields that could not take their value, with why."""

    content: bytes
    left: tuple[tuple[str, str], ...]


def field_names(form: bytes) -> tuple[str, ...]:
    """Return the names of a form's fields. Raises as ``fill``."""
    return tuple(_fields(_opened(form)))


def fill(
    form: bytes, texts: Mapping[str, str], ticks: Mapping[str, bool], across: str = ""
) -> Filled:
    """Return the form filled in: ``texts`` by field name, ``ticks`` by the name of a box.
    ``across``: words over every page, where the child is invented.

    Raises:
        InputError: it is no PDF form we can fill (encrypted, XFA, too large, damaged), or it has
            no field of a name.
    """
    reader = _opened(form)
    fields = _fields(reader)
    for name in (*texts, *ticks):
        if name not in fields:
            raise InputError("The form has no such field.", place=name)
    try:
        return _filled(reader, fields, texts, ticks, across)
    except InputError:
        raise
    except Exception as error:  # a parser of hostile files may fail in any way
        raise _unreadable() from error


def _opened(form: bytes) -> PdfReader:
    if len(form) > MOST_BYTES:
        raise InputError("This form is too large.", expected="a PDF file of at most 20 MB")
    try:
        reader = PdfReader(BytesIO(form), strict=False)
        if reader.is_encrypted:
            raise InputError("This form is locked with a password. Please ask for one without.")
        root = reader.root_object
        form_dict = root.get("/AcroForm")
        acro = form_dict.get_object() if form_dict is not None else None
        pages = len(reader.pages)
    except InputError:
        raise
    except Exception as error:
        raise _unreadable() from error
    if not isinstance(acro, DictionaryObject) or not acro.get("/Fields"):
        raise InputError("This file has no fields to fill in.", expected="a PDF form")
    if "/XFA" in acro or root.get("/NeedsRendering"):
        raise InputError(
            "This form is of a kind (XFA) that only its maker's program can fill in. Please ask"
            " for a plain PDF form."
        )
    if pages > _MOST_PAGES or len(reader.xref_objStm) + len(reader.xref) > _MOST_OBJECTS:
        raise InputError("This form is too large.", expected=f"at most {_MOST_PAGES} pages")
    return reader


def _fields(reader: PdfReader) -> dict[str, Any]:
    try:
        found = reader.get_fields() or {}
    except Exception as error:
        raise _unreadable() from error
    if len(found) > _MOST_FIELDS:
        raise InputError("This form is too large.", expected=f"at most {_MOST_FIELDS} fields")
    return found


def _filled(
    reader: PdfReader, fields: dict[str, Any], texts: Mapping[str, str], ticks: Mapping[str, bool],
    across: str,
) -> Filled:  # fmt: skip
    left: list[tuple[str, str]] = []
    values: dict[str, Any] = {}
    places = _places(reader)
    for name, text in texts.items():
        place = places.get(name, _Place(0, 0, 0))
        laid = _laid(fields[name], text, place)
        fault = _fault(fields[name], text, place.most) or (
            "" if laid else "is too small for its text"
        )
        if fault or laid is None:
            left.append((name, fault))
        else:
            values[name] = text if fields[name].get("/FT") == _CHOICE else laid
    for name, tick in ticks.items():
        state = _state(fields[name])
        if state is None:
            left.append((name, "is no box to tick"))
        else:
            values[name] = state if tick else "/Off"
    writer = PdfWriter(clone_from=reader)
    disarm(writer)
    if across:
        mark(writer, across)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    return Filled(_written(writer), tuple(left))


def _fault(field: Any, text: str, most: int) -> str:
    """Return why a field cannot take a text; empty when it can."""
    kind = field.get("/FT")
    if kind not in (_TEXT, _CHOICE):
        return "takes no text"
    if int(field.get("/Ff", 0)) & _READ_ONLY:
        return "is locked by whoever made the form"
    if most and len(text) > most:
        return f"takes {most} letters at most"
    if kind == _CHOICE and text and text not in _offered(field):
        return "is a list without this choice"
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return "has letters that the form's own font may lack: please write it by hand"
    return ""


def _offered(field: Any) -> set[str]:
    options = field.get("/_States_") or field.get("/Opt") or ()
    return {str(one[-1] if isinstance(one, ArrayObject | list) else one) for one in options}


def _state(field: Any) -> str | None:
    """Return the name of a box's ticked state; None where it is no box."""
    if field.get("/FT") != _BUTTON or int(field.get("/Ff", 0)) & _PUSH:
        return None
    states = [str(state) for state in field.get("/_States_", ()) if str(state) != "/Off"]
    return states[0] if len(states) == 1 else None


class _Place(NamedTuple):
    """Where a field stands: width and height in points, and the most letters it takes (0: any)."""

    wide: float
    high: float
    most: int


def _places(reader: PdfReader) -> dict[str, _Place]:
    """Return each field's place, by its full name; the smallest of several."""
    found: dict[str, _Place] = {}
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            widget = annotation.get_object()
            name, box = _full_name(widget), widget.get("/Rect")
            if name and box:
                left, bottom, right, top = map(float, box)
                most = widget.get_inherited("/MaxLen", 0)
                place = _Place(abs(right - left), abs(top - bottom), int(most))
                found[name] = min(place, found.get(name, place))
    return found


def _full_name(widget: Any) -> str:
    parts: list[str] = []
    for _ in range(_DEEPEST):
        if "/T" in widget:
            parts.insert(0, str(widget["/T"]))
        if "/Parent" not in widget:
            break
        widget = widget["/Parent"].get_object()
    return ".".join(parts)


def _laid(field: Any, text: str, place: _Place) -> tuple[str, str, float] | None:
    """Return a text with its line ends, the form's own font, and the size in points at which it
    fits its place; None where it fits at none. Nothing is ever cut silently."""
    wide, high, _ = place
    several = bool(int(field.get("/Ff", 0)) & _MULTILINE)
    for size in _SIZES:
        lines = simpleSplit(text, _FONT, size, wide - 8) if several else text.splitlines()
        longest = max((stringWidth(line, _FONT, size) for line in lines), default=0)
        if not text or (longest <= wide - 4 and len(lines) * size * 1.4 <= high + 2):
            return "\n".join(lines), "", size
    return None


def _written(writer: PdfWriter) -> bytes:
    """Return the file, written twice: what nothing refers to any more is then gone from it."""
    out = BytesIO()
    writer.write(out)
    clean, out = PdfWriter(clone_from=PdfReader(out)), BytesIO()
    clean.metadata = {"/Title": "Referral", "/Producer": "IMH Desktop"}
    clean.write(out)
    return out.getvalue()


def _unreadable() -> InputError:
    return InputError("This file cannot be read as a PDF form. Nothing was written.")
