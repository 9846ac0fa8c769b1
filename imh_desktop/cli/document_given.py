"""imh-desktop document give, log, reprint, verify, recipients: pages and who got them."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import tell
from imh_desktop.cli.paper_options import short_option
from imh_desktop.cli.vaults import json_option, opened, opened_on, vault_options

_OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf",
    help="A new file.",
)  # fmt: skip
_ON = click.option("--on", type=Day(), metavar="DAY", help="Today by default.")
_TO = click.option(
    "--to", "to", multiple=True, metavar="CAREGIVER", help="Who receives it; the family by default."
)
_SAFE = click.option(
    "--safe", required=True, type=click.Choice(["print", "strengths", "no"]),
    help="Is it safe for this page to be seen by everyone at home? Print it, the short page only,"
    " or do not print.",
)  # fmt: skip


@click.command()
@vault_options
@json_option
@click.argument("visit_id", metavar="VISIT")
@_SAFE
@_TO
@click.option("--language", default="en", help="Of the page.", show_default=True)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The programme's by default.")
@click.option(
    "--variant",
    type=click.Choice(["standard", "large", "bilingual", "pictures"]),
    default="standard",
    help="Its layout.",
    show_default=True,
)
@click.option("--with", "other", default="", metavar="LANG", help="The second of two languages.")
@short_option
@click.option("--reason", default="", help="Why it goes although it is hard to read.")
@_ON
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.pdf", help="A new file.")
def give(
    folder: Path | None, handle: int | None, as_json: bool, visit_id: str, safe: Any,
    to: tuple[str, ...], language: str, paper: Any, variant: Any, other: str, reason: str,
    short: bool, on: date | None, out: Path | None,
) -> int:  # fmt: skip
    """Write a closed visit's page, and keep who got it. Exit 1: it is not to be printed."""
    from imh_desktop.content.library import Library
    from imh_desktop.errors import InputError
    from imh_desktop.flows import printing, printing_files

    giving = printing.Giving(
        visit_id=visit_id, safe=safe, way="save", language=language, paper=paper, to=to,
        reading_reason=reason, variant=variant, other=other, part="strengths" if short else "whole",
    )  # fmt: skip
    with opened_on(folder, handle, visit_id) as vault:
        if safe == "no":
            printing.decline(vault, visit_id, on or _today())
            tell({"given": False}, ["nothing was printed"], as_json=as_json)
            return 1
        if out is None:
            raise InputError("is missing", place="--out", expected="a file to write")
        given = printing_files.give_file(vault, Library(), giving, on or _today(), out)
    _tell_given(given.print_id, given.code, out, as_json=as_json)
    return 0


@click.command()
@vault_options
@json_option
@click.argument("print_id", metavar="PRINT")
@_SAFE
@_TO
@_ON
@_OUT
def reprint(
    folder: Path | None, handle: int | None, as_json: bool, print_id: str, safe: Any,
    to: tuple[str, ...], on: date | None, out: Path,
) -> None:  # fmt: skip
    """Write a page that was given once more: the same bytes within one version."""
    from imh_desktop.flows import printing_files

    with opened_on(folder, handle, print_id) as vault:
        given = printing_files.reprint_file(vault, print_id, safe, on or _today(), out, to=to)
    _tell_given(given.print_id, given.code, out, as_json=as_json)


@click.command()
@vault_options
@json_option
@click.argument("child_id", metavar="CHILD")
def log(folder: Path | None, handle: int | None, as_json: bool, child_id: str) -> None:
    """List the pages given of a child, the latest first, and which are outdated."""
    from imh_desktop.flows.printing_log import given_pages

    with opened_on(folder, handle, child_id) as vault:
        found = given_pages(vault, child_id)
    told = [_told(each) for each in found]
    lines = [
        f"{each['print_id']}  {each['on']}  {each['way']}  {each['part']}  {each['language']}"
        f"  {each['code']}  {each['state']}"
        for each in told
    ]
    tell(told, lines or ["no page was given"], as_json=as_json)


@click.command()
@vault_options
@json_option
@click.argument("page", metavar="FILE.pdf|CODE")
def verify(folder: Path | None, handle: int | None, as_json: bool, page: str) -> int:
    """Tell whether a page was given from here, of which visit, and whether it is the newest.

    Exit 0: ours, as it was given, and the newest. 1: it is not. 2: no page, or a slip in the code.
    """
    import msgspec

    from imh_desktop.flows import child_opened, printing_verify

    with opened(folder, handle) as vault:
        if Path(page).exists() or page.lower().endswith(".pdf"):
            found = printing_verify.verify_file(vault, Path(page))
        else:
            found = printing_verify.verify_code(vault, page)
        child_opened.note(vault, *(each.child_id for each in found))
    told = [{**msgspec.to_builtins(each), "holds": each.holds} for each in found]
    lines = [
        f"{each.code}  {each.state if each.known else 'not given from here'}"
        + (f"  {each.file}" if each.file != "not_asked" else "")
        + (f"  visit {each.visit_id}" if each.visit_id else "")
        for each in found
    ]
    tell(told, lines or ["no page with a code is in this file"], as_json=as_json)
    return 0 if found and all(each.holds for each in found) else 1


@click.command()
@vault_options
@json_option
@click.argument("child_id", metavar="CHILD")
@click.option("--refuse", metavar="CAREGIVER", help="This person receives no page.")
@click.option("--reason", default="", help="Why not, such as what a court decided.")
@click.option("--allow", metavar="CAREGIVER", help="This person may receive pages again.")
def recipients(
    folder: Path | None, handle: int | None, as_json: bool, child_id: str, refuse: str | None,
    reason: str, allow: str | None,
) -> None:  # fmt: skip
    """List who may receive a page about a child, or change it."""
    from imh_desktop.flows import printing_recipients
    from imh_desktop.flows.loading import child_of

    with opened_on(folder, handle, child_id) as vault:
        child_of(vault, child_id)
        if refuse:
            printing_recipients.refuse(vault, child_id, refuse, reason)
        if allow:
            printing_recipients.allow(vault, child_id, allow)
        found = printing_recipients.recipients(vault, child_id)
    told = [
        {"caregiver_id": each.caregiver_id, "may_receive": each.refused is None,
         "reason": each.refused or ""}
        for each in found
    ]  # fmt: skip
    lines = [
        f"{each['caregiver_id']}  {'may receive' if each['may_receive'] else 'receives no page'}"
        for each in told
    ]
    tell(told, lines or ["no caregiver is here"], as_json=as_json)


def _tell_given(print_id: str, code: str, out: Path, *, as_json: bool) -> None:
    place = str(out.resolve())
    told = {"given": True, "print_id": print_id, "code": code, "file": place}
    tell(told, [f"{print_id}  {code}  {place}"], as_json=as_json)


def _told(line: Any) -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(line.printed)
    told.pop("body")  # a family's words stay in the vault
    return {**told, "state": line.state, "outdated": line.outdated}


def _today() -> date:
    from imh_desktop.flows.clock import local_today

    return local_today()
