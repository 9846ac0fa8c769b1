"""Lints form folders: every fault as one line, so that an author can mend them all at once."""

from pathlib import Path

from imh_desktop.content.faults import Fault, FaultList
from imh_desktop.content.guide_checks import check_guides
from imh_desktop.content.structure import read_structure
from imh_desktop.content.structure_checks import check_structure
from imh_desktop.content.text_checks import check_texts
from imh_desktop.content.texts import languages, read_texts
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.languages import is_language


def check(folder: Path) -> tuple[Fault, ...]:
    """Return every fault of a checklist folder, or of all checklist folders in a folder."""
    found = FaultList(folder)
    homes = checklist_folders(folder)
    if not check_guides(folder, found) and not homes:
        found.add(".", "", "holds no checklist (expected a folder with checklist.toml)")
    for home in homes:
        read_checklist(home, found)
    return found.all


def checklist_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folder itself when it is a checklist, else the checklists it holds."""
    if (folder / "checklist.toml").is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob("*/checklist.toml")))


def read_checklist(
    home: Path, faults: FaultList
) -> tuple[Checklist, dict[str, ChecklistTexts]] | None:
    """Return a checklist and its words by language; faults are noted on the way."""
    checklist = read_structure(home, faults)
    if checklist is None:
        return None
    if checklist.checklist_id != home.name:
        said = f"is `{checklist.checklist_id}` (expected the folder's name `{home.name}`)"
        faults.add(home / "checklist.toml", "id", said)
    check_structure(checklist, home, faults)
    return checklist, _words(checklist, home, faults)


def _words(checklist: Checklist, home: Path, faults: FaultList) -> dict[str, ChecklistTexts]:
    """Return the words of each language; every folder of words must be whole."""
    words = {}
    here = languages(home)
    if not here:
        faults.add(home / "texts", "", "holds no language (expected e.g. texts/en)")
    for language in here:
        if not is_language(language):
            said = f"`{language}` is no language code (expected one such as en, es or ht)"
            faults.add(home / "texts" / language, "", said)
        elif texts := read_texts(home, language, faults):
            check_texts(checklist, texts, home, faults)
            words[language] = texts
    return words
