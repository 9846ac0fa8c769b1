"""Rules about the file as a whole: its language and title, its letters, and what it gives away."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject

from imh_desktop.documents.checking.finding import Finding
from imh_desktop.documents.checking.opened import entry, plain
from imh_desktop.locales import direction_of

OURS = "IMH Desktop"
_EMPTY = ("", "unspecified")
_DOERS = ("/URI", "/Launch", "/GoToR", "/SubmitForm", "/ImportData", "/GoToE")


def whole_file(reader: PdfReader) -> Iterator[Finding]:
    """Yield what is wrong with a file apart from its pages and its tree."""
    root = entry(reader.trailer, "/Root")
    yield from _language(root)
    yield from _title(reader, root)
    yield from _makers(reader, root)
    yield from _scripts(reader, root)
    yield from _letters(reader)


def _language(root: DictionaryObject) -> Iterator[Finding]:
    language = str(entry(root, "/Lang") or "")
    if not language.strip():
        yield Finding(rule="language", says="it does not say which language it is in")
    reads = entry(root, "/ViewerPreferences", "/Direction")
    if direction_of(language) == "rtl" and reads != "/R2L":
        yield Finding(rule="direction", says="its language is read from the right, and it does not"
                      " say so")  # fmt: skip


def _title(reader: PdfReader, root: DictionaryObject) -> Iterator[Finding]:
    if not str(entry(reader.trailer, "/Info", "/Title") or "").strip():
        yield Finding(rule="title", says="it has no title")
    if not _true(entry(root, "/ViewerPreferences", "/DisplayDocTitle")):
        yield Finding(rule="title-shown", says="a reader would show the file's name, not its title")
    if not _true(entry(root, "/MarkInfo", "/Marked")):
        yield Finding(rule="marked", says="it does not say that its parts are marked")


def _makers(reader: PdfReader, root: DictionaryObject) -> Iterator[Finding]:
    """Yield what the file says about people: author and creator may only be the program."""
    told = {key: str(entry(reader.trailer, "/Info", key) or "") for key in _INFO}
    wrong = [key for key in ("/Author", "/Creator") if told[key] != OURS]
    wrong += [key for key in ("/Subject", "/Keywords") if told[key] not in _EMPTY]
    wrong += ["/Metadata"] if entry(root, "/Metadata") is not None else []
    info = entry(reader.trailer, "/Info")
    wrong += sorted(set(info) - _KNOWN) if isinstance(info, DictionaryObject) else []
    for key in wrong:
        yield Finding(rule="metadata", place=key[1:].lower(), says="more is told than that"
                      f" {OURS} made it")  # fmt: skip


_INFO = ("/Author", "/Creator", "/Subject", "/Keywords")
_KNOWN = {*_INFO, "/Title", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}


def _scripts(reader: PdfReader, root: DictionaryObject) -> Iterator[Finding]:
    if entry(root, "/Names", "/JavaScript") or _does(entry(root, "/OpenAction"), "/JavaScript"):
        yield Finding(rule="script", says="it holds a script")
    if any(_does(entry(root, "/OpenAction"), doer) for doer in _DOERS):
        yield Finding(rule="link", says="it leads out of the file by itself")
    if entry(root, "/AA"):
        yield Finding(rule="script", place="additional actions", says="it does something by itself")
    if entry(root, "/Names", "/EmbeddedFiles"):
        yield Finding(rule="files", says="it holds other files")
    for number, page in enumerate(reader.pages, 1):
        yield from _actions(page, number)


def _actions(page: DictionaryObject, number: int) -> Iterator[Finding]:
    """Yield links out of the file, scripts, and notes that are not printed, on one page."""
    notes = entry(page, "/Annots")
    for at, note in enumerate(notes if isinstance(notes, ArrayObject) else [], 1):
        place = f"note {at}"
        if any(_does(entry(note, "/A"), doer) for doer in _DOERS):
            yield Finding(rule="link", page=number, place=place, says="it leads out of the file")
        if _does(entry(note, "/A"), "/JavaScript") or entry(note, "/AA"):
            yield Finding(rule="script", page=number, place=place, says="it holds a script")
        if str(entry(note, "/Contents") or "").strip():
            yield Finding(rule="note", page=number, place=place, says="it holds words that are not"
                          " printed")  # fmt: skip
    if entry(page, "/AA"):
        yield Finding(rule="script", page=number, says="it does something by itself")


def _does(action: Any, kind: str) -> bool:
    return bool(entry(action, "/S") == kind)


def _letters(reader: PdfReader) -> Iterator[Finding]:
    """Yield the fonts that a reader would have to bring itself."""
    told: set[str] = set()
    for number, page in enumerate(reader.pages, 1):
        held = entry(page, "/Resources", "/Font")
        for font in held.values() if isinstance(held, DictionaryObject) else ():
            name = str(entry(font, "/BaseFont") or "without a name").removeprefix("/")
            if name not in told and not _embedded(plain(font)):
                yield Finding(rule="font", page=number, place=name, says="its letters are not in"
                              " the file")  # fmt: skip
            told.add(name)


def _embedded(font: Any) -> bool:
    below = entry(font, "/DescendantFonts")
    if isinstance(below, ArrayObject) and below:
        font = plain(below[0])
    described = entry(font, "/FontDescriptor")
    return any(entry(described, key) for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _true(value: Any) -> bool:
    return isinstance(value, BooleanObject) and bool(value.value)
