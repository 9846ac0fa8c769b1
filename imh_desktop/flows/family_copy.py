"""A family's right: a copy of everything held about one child, given to one adult, and logged."""

import zipfile
from datetime import date
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.people import Caregiver, Paper
from imh_desktop.documents.family_copy import adult_copy_pdf, family_copy_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.copied_adult import adult_copy
from imh_desktop.flows.copied_child import family_copy
from imh_desktop.flows.copy_files import adult_files, child_files
from imh_desktop.flows.export_targets import unfinished
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.pages import Page, page_file_name
from imh_desktop.flows.printing_recipients import require_recipients
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_FIXED = (1980, 1, 1, 0, 0, 0)


def copy_page(
    vault: Vault, library: Library, child_id: str, caregiver_id: str, language: str,
    paper: Paper | None = None, *, alone: bool = False, today: date | None = None,
    words: Words | None = None,
) -> Page:  # fmt: skip
    """Make the paper of a copy; whoever prints or saves it calls ``note_given`` first.

    Args:
        caregiver_id: the adult who receives it. alone: what that adult said alone, instead.
    Raises:
        PageRefused: two laptops wrote different things, there is no page in this language, or the
            record says that this adult receives no page; their own copy they may have.
        InputError: no such child, or the adult is not one of this child's.
    """
    files = _made(vault, library, child_id, caregiver_id, language, paper, alone, today, words)
    (content,) = (data for name, data in files.items() if name.endswith(".pdf"))
    kind = "own-copy" if alone else "copy"
    return Page(content=content, file_name=page_file_name(kind, today or local_today(), child_id))


def write_copy(
    vault: Vault, library: Library, child_id: str, caregiver_id: str, language: str, target: Path,
    paper: Paper | None = None, *, alone: bool = False, today: date | None = None,
    words: Words | None = None,
) -> Path:  # fmt: skip
    """Write the paper and its data files into a new folder, or one ``.zip``; the journal keeps
    that it was given before anything has its name.

    Raises:
        PageRefused, InputError: as ``copy_page``; or something stands at the target.
        EnvironmentFault: the disk refused; nothing was left there.
    """
    files = _made(vault, library, child_id, caregiver_id, language, paper, alone, today, words)
    on = today or local_today()
    with unfinished(target, vault.folder) as (place, name_it):
        if target.suffix.lower() == ".zip":
            _zip(place, files)
        else:
            place.mkdir(mode=0o700)
            for name, data in files.items():
                (place / name).write_bytes(data)
        name_it(lambda: note_given(vault, child_id, caregiver_id, on, alone=alone))
    return target


def note_given(
    vault: Vault, child_id: str, caregiver_id: str, on: date, *, alone: bool = False
) -> None:
    """Keep in the journal that a copy was given. It is written alike whether or not the adult ever
    said anything alone, so the entry tells nothing of that."""
    entry: Changes = {
        "kind": "copy_given",
        "subject": child_id,
        "details.caregiver_id": caregiver_id,
        "details.on": on.isoformat(),
        "details.of": "adult" if alone else "child",
    }
    vault.journal.write("event", vault.journal.new_id(), entry)


def _made(
    vault: Vault, library: Library, child_id: str, caregiver_id: str, language: str,
    paper: Paper | None, alone: bool, today: date | None, words: Words | None,
) -> dict[str, bytes]:  # fmt: skip
    """Return file name -> bytes. In the demo the page alone: a table cannot be watermarked."""
    said, on = words or Words("en"), today or local_today()
    child_of(vault, child_id)
    adult = _adult(vault, child_id, caregiver_id, said)
    sheet = paper or records.programme(vault).paper
    page_words = Words(language)
    if alone:
        own = adult_copy(vault, library, child_id, adult, language, sheet, on, said)
        files = {"own-copy.pdf": adult_copy_pdf(own, page_words)}
        return files if vault.made_up else files | adult_files(own, page_words)
    require_recipients(vault, child_id, [caregiver_id], said)
    copy = family_copy(vault, library, child_id, adult, language, sheet, on, said)
    files = {"everything.pdf": family_copy_pdf(copy, page_words)}
    return files if vault.made_up else files | child_files(copy, page_words)


def _adult(vault: Vault, child_id: str, caregiver_id: str, words: Words) -> Caregiver:
    for each in records.caregivers(vault, child_id):
        if each.caregiver_id == caregiver_id:
            return each
    raise InputError(
        words.say("This person is not on this child's list."), place=f"caregiver {caregiver_id}"
    )


def _zip(place: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(place, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED), data, zipfile.ZIP_DEFLATED)
