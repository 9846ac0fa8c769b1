"""imh-desktop document: both pages from a visit file, the pages given, and the check of one."""

import importlib
from datetime import date
from pathlib import Path
from typing import Literal

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import short_option
from imh_desktop.errors import InputError

_NUMBERS = (
    "both numbers in the visit file's programme or in --programme FILE;"
    " `imh-desktop programme set` keeps them, `programme show` prints such a FILE"
)


_OTHERS = {
    "adult-referral": ("document_adult", "adult_referral"),
    "batch": ("document_batch", "print_all"),
    "check": ("document_check", "check_document"),
    "checklist": ("document_checklist", "blank_checklist"),
    "fill-form": ("document_form", "fill_form"),
    "form-fields": ("document_form", "form_fields"),
    "held": ("document_held", "held"),
    "record": ("document_record", "visit_record"),
    "slip": ("document_slip", "slip"),
    "supervision": ("document_supervision", "supervision"),
    "week": ("document_week", "week"),
    "give": ("document_given", "give"),
    "log": ("document_given", "log"),
    "print-all": ("document_batch", "print_all"),
    "recipients": ("document_given", "recipients"),
    "reprint": ("document_given", "reprint"),
    "specimens": ("document_specimens", "specimens"),
    "verify": ("document_given", "verify"),
}
"""Commands of their own, each imported when it is called; all else is a page of a visit file."""


class _Documents(click.Group):
    """``document family|referral FILE``, and the commands on pages that are made."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return ["family", "referral", *_OTHERS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; a page of a visit file where there is no such."""
        if cmd_name not in _OTHERS:
            return page_of_file
        module, name = _OTHERS[cmd_name]
        found = getattr(importlib.import_module(f"imh_desktop.cli.{module}"), name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Let a page of a visit file read its own kind."""
        if args[0] not in _OTHERS:
            return args[0], page_of_file, args
        return super().resolve_command(ctx, args)


@click.group(cls=_Documents)
def document() -> None:
    """Write pages as PDF; tell who got which page, and whether one is still true."""


@click.command("document")
@click.argument("kind", type=click.Choice(["family", "referral"]))
@click.argument("file", type=click.Path(path_type=Path), metavar="VISIT.json")
@click.option("--language", default="en", help="Of the page: en or es.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    help="The programme's by default.",
)
@click.option(
    "--variant",
    type=click.Choice(["standard", "large", "bilingual", "pictures"]),
    default="standard",
    help="Of a family page: large print, two languages side by side, or led by pictures.",
)
@short_option
@click.option("--with", "other", default="", metavar="LANG", help="The second of two languages.")
@click.option(
    "--anyway", "reason", default="", metavar="WHY", help="Why it goes though hard to read."
)
@click.option("--programme", type=click.Path(path_type=Path), metavar="FILE", help="Settings.")
@click.option("--on", "on", type=Day(), help="The day a referral is written; today.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
def page_of_file(
    kind: str,
    file: Path,
    language: str,
    paper: Literal["a4", "letter"] | None,
    variant: Literal["standard", "large", "bilingual", "pictures"],
    short: bool,
    other: str,
    reason: str,
    programme: Path | None,
    on: date | None,
    out: Path,
) -> None:
    """Write a page as PDF. Nothing is written when the page is refused."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import visit_files
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.page_wish import Wish

    library = Library()
    read = visit_files.read(file, library, programme)
    try:
        if kind == "family":
            wish = Wish(
                language=language, variant=variant, other=other, paper=paper,
                part="strengths" if short else "whole",
            )  # fmt: skip
            content = visit_files.family_document(read, library, language, paper, wish, reason)
        else:
            day = on or local_today()
            content = visit_files.referral_document(read, library, language, paper, day)
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
    options = {"language": "--language", "other": "--with", "reading": "--anyway"}
    if place in options:
        return options[place]
    if programme is not None and place.startswith("programme"):
        return f"{programme}: {place.removeprefix('programme.')}"
    return f"{file}: {place}" if place else str(file)
