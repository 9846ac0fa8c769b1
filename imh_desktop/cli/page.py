"""imh-desktop page: family pages for a print desk, and what becomes of them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import say_where, tell, write_whole
from imh_desktop.cli.paper_options import short_option
from imh_desktop.cli.vaults import json_option, opened, opened_on, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.print_desk import PrintPage

_page = click.argument("page_id", metavar="PAGE")
_on = click.option("--on", type=Day(), metavar="DAY", help="Today by default.")


@click.group()
def page() -> None:
    """Send family pages to a print desk; print them there, and say who received them."""


@page.command()
@vault_options
@json_option
@click.argument("visit_id", metavar="VISIT")
@click.option("--language", default="en", help="Of the page.", show_default=True)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The programme's by default.")
@click.option(
    "--safe",
    required=True,
    type=click.Choice(["print", "strengths", "no"]),
    help="Is it safe for this page to be seen by everyone at home?",
)
@click.option("--to", "to", multiple=True, metavar="CAREGIVER", help="The family by default.")
@short_option
@_on
def send(
    folder: Path | None, handle: int | None, as_json: bool, visit_id: str, language: str,
    paper: Any, safe: Any, to: tuple[str, ...], short: bool, on: date | None,
) -> int:  # fmt: skip
    """Freeze a closed visit's page. `archive make --pages` carries it. Exit 1: it is not to be
    printed."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import printing

    giving = printing.Giving(
        visit_id=visit_id,
        safe=safe,
        way="desk",
        language=language,
        paper=paper,
        to=to,
        part="strengths" if short else "whole",
    )
    with opened_on(folder, handle, visit_id) as vault:
        if safe == "no":
            printing.decline(vault, visit_id, on or _today())
            tell({"given": False}, ["nothing was sent"], as_json=as_json)
            return 1
        sent = printing.send(vault, Library(), giving, on or _today())
    tell(_told(sent), _lines(sent), as_json=as_json)
    return 0


@page.command("list")
@vault_options
@json_option
def list_(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """List the pages, the latest first."""
    from imh_desktop.flows import print_desk

    with opened(folder, handle) as vault:
        found = print_desk.pages(vault)
    lines = [line for each in found for line in _lines(each)]
    tell([_told(each) for each in found], lines or ["no page is here"], as_json=as_json)


@page.command("print")
@vault_options
@json_option
@_page
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--copies", type=click.IntRange(1, 1_000), default=1, show_default=True)
@_on
def print_(
    folder: Path | None, handle: int | None, as_json: bool, page_id: str, out: Path, copies: int,
    on: date | None,
) -> None:  # fmt: skip
    """Write a page as PDF, and keep that it was printed."""
    from imh_desktop.flows import print_desk

    with opened_on(folder, handle, page_id) as vault:
        page = print_desk.page_of(vault, page_id)
        print_desk.require_going(vault, page)
        drawn = print_desk.drawn(page)
        write_whole(out, drawn.content)
        marked = print_desk.mark_printed(vault, page_id, on or _today(), copies)
    if as_json:
        tell({**_told(marked), "path": str(out.resolve())}, (), as_json=True)
    else:
        say_where(out)


@page.command()
@vault_options
@json_option
@_page
@click.option("--to", "whom", required=True, metavar="WHOM", help="Who received it.")
@_on
def handed(
    folder: Path | None, handle: int | None, as_json: bool, page_id: str, whom: str,
    on: date | None,
) -> None:  # fmt: skip
    """Keep that a page was handed over."""
    from imh_desktop.flows import print_desk

    with opened_on(folder, handle, page_id) as vault:
        marked = print_desk.mark_handed(vault, page_id, on or _today(), whom)
    tell(_told(marked), _lines(marked), as_json=as_json)


def _today() -> date:
    from imh_desktop.flows.clock import local_today

    return local_today()


def _told(page: "PrintPage") -> Any:
    import msgspec

    told = msgspec.to_builtins(page)
    told.pop("body")  # a family's words stay in the vault
    return told


def _lines(page: "PrintPage") -> list[str]:
    line = f"{page.page_id}  made {page.made_on}  {page.language}"
    line += "".join(f"  printed {mark.on}" for mark in page.prints)
    return [line + "".join(f"  handed over {mark.on}" for mark in page.handed)]
