"""A list of partners from a CSV file: looked at first, then taken in whole or not at all."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.flows import partners
from imh_desktop.flows.partners import PartnerForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

COLUMNS = PartnerForm.__struct_fields__
MOST_LINES, MOST_BYTES, MOST_REFUSED = 2_000, 4_000_000, 200
_FORMULA = ("=", "@", "\t")
"""A cell that begins so is run by a spreadsheet; no partner's name or address does. A phone number
may begin with a plus."""


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A line that will not do, counted from 1 with the heading, and why."""

    line: int
    why: str


class ListPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds. It can be taken in when nothing is ``refused``; at most ``MOST_REFUSED``
    lines are told."""

    forms: tuple[PartnerForm, ...]
    refused: tuple[Refused, ...]


def read_file(path: Path, words: Words) -> bytes:
    """Return a file's content, no more of it than a list may have.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise InputError(words.say("This file cannot be read."), place="file") from None


def look(vault: Vault, content: bytes, words: Words) -> ListPreview:
    """Return what a file would bring; nothing is written.

    Raises:
        InputError: it is too large, no text in UTF-8, or its heading is not ours.
    """
    forms: list[PartnerForm] = []
    refused: list[Refused] = []
    known = {_key(one.name) for one in records.partners(vault)}
    try:
        for line, cells in _lines(_text(content, words), words):
            try:
                form = _form(cells, words)
                partners.checked(form, words)
                partners.require_new(form.name, known, words)
                known.add(_key(form.name))
                forms.append(form)
            except InputError as error:
                where = f"{error.place}: " if error.place in COLUMNS else ""
                refused.append(Refused(line=line, why=where + words.told(error)))
    except csv.Error:
        raise InputError(words.say("This file is no list in CSV."), place="file") from None
    if not (forms or refused):
        raise InputError(words.say("There is no partner in this file."), place="file")
    return ListPreview(forms=tuple(forms), refused=tuple(refused[:MOST_REFUSED]))


def take_in(vault: Vault, content: bytes, words: Words) -> int:
    """Add every partner of a file in one transaction; return how many.

    Raises:
        InputError: as ``look``, or a line is refused; nothing was written.
    """
    found = look(vault, content, words)
    if found.refused:
        first = found.refused[0]
        said = words.say("Nothing was taken in. Line {line}: {why}", line=first.line, why=first.why)
        raise InputError(said, place="file")
    return len(partners.add_many(vault, found.forms, words))


def _text(content: bytes, words: Words) -> str:
    if len(content) > MOST_BYTES:
        raise InputError(words.say("This file is too large for a list of partners."), place="file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = words.say("This file is not written in UTF-8. Please save it as CSV UTF-8.")
        raise InputError(said, place="file") from None


def _lines(text: str, words: Words) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.split("\n", 1)[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    heading = [cell.strip().lower() for cell in next(reader, [])]
    if "name" not in heading or set(heading) - set(COLUMNS) or len(set(heading)) < len(heading):
        said = words.say(
            "The first line must name the columns: {columns}.", columns=", ".join(COLUMNS)
        )
        raise InputError(said, place="file")
    for number, cells in enumerate(reader, 1):
        if number > MOST_LINES:
            said = words.say("This list has more than {most} lines.", most=MOST_LINES)
            raise InputError(said, place="file")
        if any(cell.strip() for cell in cells):
            extra = [""] * (len(heading) - len(cells))
            line = dict(zip(heading, cells + extra, strict=False))
            yield reader.line_num, line if len(cells) <= len(heading) else {}


def _form(cells: dict[str, str], words: Words) -> PartnerForm:
    if not cells:
        raise InputError(words.say("This line has more cells than the heading."), place="line")
    for column, cell in cells.items():
        if cell.startswith(_FORMULA):
            raise InputError(words.say("This begins like a formula."), place=column)
    codes = cells.pop("languages", "").replace(",", " ").replace(";", " ").split()
    return PartnerForm(
        **{name: cell.strip() for name, cell in cells.items()}, languages=tuple(codes)
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
