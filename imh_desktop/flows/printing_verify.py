"""Was this page given from here, of which visit, and is it still the newest? Asked offline."""

from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from imh_desktop.core.page_code import codes_in, read_code
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.core.printed import Printed
from imh_desktop.documents.file_text import MOST_BYTES, file_text
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk
from imh_desktop.flows.printing_log import State, code_of_page, state_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

Touched = Literal["unchanged", "changed", "not_asked"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one code.

    ``known``: a page with this code was given from here. ``state``: of the last time it was
    given; "desk" where this is a print desk, which does not hold the visit. ``file``: whether a
    file is byte for byte what was given; "not_asked" of a typed code.
    """

    code: str
    known: bool
    state: State | Literal["desk", "unknown"] = "unknown"
    visit_id: str = ""
    child_id: str = ""
    given_on: tuple[str, ...] = ()
    print_ids: tuple[str, ...] = ()
    language: str = ""
    part: str = ""
    program: str = ""
    file: Touched = "not_asked"

    @property
    def holds(self) -> bool:
        """Tell whether the page is ours, as it was given, and still the newest."""
        return self.known and self.file != "changed" and self.state in ("newest", "desk")


def verify_code(vault: Vault, typed: str) -> tuple[Verdict, ...]:
    """Return what is known of a typed code: one verdict, or one for each visit that gave a page
    of the very same words.

    Raises:
        InputError: the code has a slip.
    """
    code = read_code(typed)
    if code is None:
        raise InputError(
            "There is a slip in this code. Please compare it with the page.",
            expected="twelve letters, such as BDFH-JKLM-NPRT",
        )
    return _of_code(vault, code, "")


def verify_file(vault: Vault, path: Path) -> tuple[Verdict, ...]:
    """Return what is known of every page of a file; none when no page bears a code.

    Raises:
        InputError: it cannot be read, is too large, or is no PDF.
    """
    content = _read(path)
    try:
        codes = codes_in(file_text(content))
    except InputError as error:
        error.place = str(path)
        raise
    hashed = sha256(content).hexdigest()
    return tuple(each for code in codes for each in _of_code(vault, code, hashed))


def _of_code(vault: Vault, code: str, hashed: str) -> tuple[Verdict, ...]:
    given: dict[str, list[Printed]] = {}
    for printed in records.printed(vault, "code", code):
        given.setdefault(printed.visit_id, []).append(printed)
    if given:
        return tuple(_verdict(vault, code, times, hashed) for times in given.values())
    for page in print_desk.pages(vault):
        if _bears(page, code):
            return (_of_desk(page, code, hashed),)
    return (Verdict(code=code, known=False),)


def _verdict(vault: Vault, code: str, times: list[Printed], hashed: str) -> Verdict:
    came_out = [each for each in times if not each.failed] or times
    last = came_out[-1]
    hashes = {each for one in came_out for each in (one.pdf_hash, one.file_hash)}
    return Verdict(
        code=code, known=True, state=state_of(vault, last), visit_id=last.visit_id,
        child_id=last.child_id, given_on=tuple(each.on.isoformat() for each in came_out),
        print_ids=tuple(each.print_id for each in came_out), language=last.language,
        part=last.part, program=last.program, file=_touched(hashed, hashes),
    )  # fmt: skip


def _of_desk(page: PrintPage, code: str, hashed: str) -> Verdict:
    hashes = {sha256(print_desk.drawn(page).content).hexdigest()} if hashed else set()
    return Verdict(
        code=code, known=True, state="desk", visit_id=page.visit_id, child_id=page.child_id,
        given_on=tuple(mark.on.isoformat() for mark in page.prints), language=page.language,
        file=_touched(hashed, hashes),
    )  # fmt: skip


def _bears(page: PrintPage, code: str) -> bool:
    try:
        return code_of_page(print_desk.summary_of(page)) == code
    except InputError:
        return False


def _touched(hashed: str, hashes: set[str]) -> Touched:
    if not hashed:
        return "not_asked"
    return "unchanged" if hashed in hashes else "changed"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        said = f"cannot be read: {error.strerror}"
        raise InputError(said, place=str(path), expected="a file") from None
    if len(content) > MOST_BYTES:
        raise InputError("This file is too large for a page.", place=str(path))
    return content
