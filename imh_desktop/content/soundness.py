"""Reads a checklist's folder, and finds what makes it unusable.

Unusable is what would make the program stumble, or show a family something wrong or nothing.
"""

from pathlib import Path

from imh_desktop.content.faults import FaultList
from imh_desktop.content.form import Form
from imh_desktop.content.structure import Structure, read_structure
from imh_desktop.content.structure_checks import check_structure
from imh_desktop.content.text_checks import check_texts
from imh_desktop.content.texts import Words, languages, read_texts
from imh_desktop.core.languages import is_language


def checklist_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folder itself when it is a checklist, else the checklists it holds."""
    if (folder / "checklist.toml").is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob("*/checklist.toml")))


def read_checklist(home: Path, faults: FaultList) -> Form | None:
    """Return a checklist with its words; what makes it unusable is noted on the way."""
    structure = read_structure(home, faults)
    if structure is None:
        return None
    checklist_id = structure.checklist.checklist_id
    if checklist_id != home.name:
        said = f"is `{checklist_id}` (expected the folder's name `{home.name}`)"
        faults.add(home / "checklist.toml", "id", said)
    before = len(faults.found)
    check_structure(structure, home, faults)
    lost = faults.any_lost(home) or faults.any_lost(home / "items")
    consistent = len(faults.found) == before and not lost
    return Form(home, structure, _words(structure, home, faults), consistent)


def _words(structure: Structure, home: Path, faults: FaultList) -> dict[str, Words]:
    """Return the words of each language; every folder of words must be whole."""
    words = {}
    here = languages(home)
    if not here:
        faults.add(home / "texts", "", "holds no language (expected e.g. texts/en)")
    for language in here:
        if not is_language(language):
            said = f"`{language}` is no language code (expected one such as en, es or ht)"
            faults.add(home / "texts" / language, "", said)
        elif found := read_texts(home, language, faults):
            check_texts(structure, found, home, faults)
            words[language] = found
    return words
