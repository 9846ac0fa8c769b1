"""Checks form folders: every fault as one line, so that an author can mend them all at once.

Two kinds. *Soundness*: what makes a form unusable; it is refused wherever it is read. *Quality*:
what an author must still mend before a form is shipped; it is looked for here alone, so that
opening a checklist does not wait for it.
"""

from pathlib import Path

from imh_desktop.content.faults import Fault, FaultList
from imh_desktop.content.guide_checks import check_guides
from imh_desktop.content.quality import lint
from imh_desktop.content.soundness import checklist_folders, read_checklist


def check(folder: Path) -> tuple[Fault, ...]:
    """Return every fault of a checklist folder, or of all checklist folders in a folder."""
    found = FaultList(folder)
    homes = checklist_folders(folder)
    if not check_guides(folder, found) and not homes:
        # By its whole name: relative to itself, as ``add`` has it, it would be called ".".
        said = "holds no checklist (expected a folder with checklist.toml)"
        found.found.append(Fault(str(folder.resolve()), "", said))
    for home in homes:
        if form := read_checklist(home, found):
            lint(form, found)
    return found.all
