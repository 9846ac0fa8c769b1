"""imh-desktop document: papers as PDF, from a visit file or from the vault."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.document_checklist import blank_checklist
from imh_desktop.cli.document_form import fill_form, form_fields
from imh_desktop.cli.document_held import held
from imh_desktop.cli.document_record import visit_record
from imh_desktop.cli.document_supervision import supervision
from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option, paper_option
from imh_desktop.core.people import Paper
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.content.library import Library
    from imh_desktop.exchange.visit_file import VisitFile

Make = Callable[["VisitFile", "Library"], bytes]
_NUMBERS = (
    "both numbers in the visit file's programme or in --programme FILE;"
    " `imh-desktop programme set` keeps them, `programme show` prints such a FILE"
)


@click.group()
def document() -> None:
    """Write a paper as PDF. Nothing is written when it is refused."""


document.add_command(blank_checklist)
document.add_command(visit_record)
document.add_command(fill_form)
document.add_command(form_fields)
document.add_command(supervision)
document.add_command(held)


_file = click.argument("file", type=click.Path(path_type=Path), metavar="VISIT.json")
_settings = click.option(
    "--programme", type=click.Path(path_type=Path), metavar="FILE", help="Settings."
)
_on = click.option("--on", type=Day(), help="The day a referral is written; today.")


@document.command()
@_file
@language_option
@paper_option
@_settings
@out_option
def family(
    file: Path, language: str, paper: Paper | None, programme: Path | None, out: Path
) -> None:
    """Write a visit file's page for the family."""
    from imh_desktop.flows import visit_files

    _write(
        file, programme, out, language,
        lambda read, library: visit_files.family_document(read, library, language, paper),
    )  # fmt: skip


@document.command()
@_file
@language_option
@paper_option
@_settings
@_on
@out_option
def referral(
    file: Path, language: str, paper: Paper | None, programme: Path | None, on: date | None,
    out: Path,
) -> None:  # fmt: skip
    """Write a visit file's referral, under its consent."""
    from imh_desktop.flows import visit_files
    from imh_desktop.flows.clock import local_today

    day = on or local_today()
    _write(
        file, programme, out, language,
        lambda read, library: visit_files.referral_document(read, library, language, paper, day),
    )  # fmt: skip


def _write(file: Path, programme: Path | None, out: Path, language: str, make: Make) -> None:
    from imh_desktop.content.library import Library
    from imh_desktop.flows import visit_files

    library = Library()
    read = visit_files.read(file, library, programme)
    try:
        content = make(read, library)
    except InputError as fault:
        if fault.place == "programme.support" and not fault.expected:
            fault.expected = _NUMBERS
        fault.place = _told(fault.place, file, programme)
        raise
    write_whole(out, content)
    say_where(out)
    _note_language(read.visit.language, language)


def _note_language(of_visit: str, of_page: str) -> None:
    """Warn of a page in two languages: what the visitor wrote herself is never translated."""
    if of_visit.partition("-")[0] != of_page:
        click.echo(
            "note: the visitor's own words are printed as they were written"
            f" (the visit's language is {of_visit}, the page's {of_page})",
            err=True,
        )


def _told(place: str, file: Path, programme: Path | None) -> str:
    """Return where a page's fault stands: in an option, the settings' file or the visit's."""
    if place == "language":
        return "--language"
    if programme is not None and place.startswith("programme"):
        return f"{programme}: {place.removeprefix('programme.')}"
    return f"{file}: {place}" if place else str(file)
