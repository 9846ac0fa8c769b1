"""imh-desktop forms: which checklists are here, and whether they are sound."""

import sys
from pathlib import Path

import click

from imh_desktop.cli.forms_book import book_forms
from imh_desktop.cli.forms_simulate import simulate_forms
from imh_desktop.errors import InputError


@click.group()
def forms() -> None:
    """List and check the checklists."""


forms.add_command(simulate_forms)
forms.add_command(book_forms)


@forms.command("list")
def list_forms() -> None:
    """Print each checklist: id, version, bands, languages and number of items."""
    from imh_desktop.content.library import Library

    library = Library()
    for checklist_id in library.ids():
        checklist = library.checklist(checklist_id)
        bands, languages = ",".join(checklist.bands), ",".join(library.languages(checklist_id))
        sys.stdout.write(
            f"{checklist_id} {checklist.version} bands={bands} languages={languages}"
            f" items={len(checklist.items)}\n"
        )


@forms.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check_forms(path: Path | None) -> int:
    """Check a folder of checklists (the bundled ones by default): one line per fault, exit 1."""
    from imh_desktop import assets
    from imh_desktop.content.checking import check
    from imh_desktop.content.soundness import checklist_folders

    folder = path or assets.forms()
    if not folder.is_dir():
        raise InputError("is not here", place=str(folder), expected="a folder of checklists")
    faults = check(folder)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if faults:
        return 1
    number = len(checklist_folders(folder))
    sys.stdout.write(f"no fault in {number} checklist{'' if number == 1 else 's'}\n")
    return 0
