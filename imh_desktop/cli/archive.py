"""imh-desktop archive: carrying one's work, and gathering what others carry."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.archive_handover import handover
from imh_desktop.cli.archive_lines import lines_of_archive, lines_of_made, lines_of_report
from imh_desktop.cli.archive_quarantine import quarantine
from imh_desktop.cli.archive_undo import bring_back, list_, undo
from imh_desktop.cli.archive_waiting import readers, waiting
from imh_desktop.cli.output import read_small
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.recipients import (
    devices_option,
    known,
    recipients_from,
    recipients_options,
)
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress

_FILE = click.Path(path_type=Path)
_erase = click.option(
    "--erase", multiple=True, metavar="ENTRY", help="Confirm an erasure that the preview names."
)
_erase_from = click.option(
    "--erase-from", type=_FILE, metavar="LIST", help="Confirm the erasures named in a file."
)
_files = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)


@click.group()
def archive() -> None:
    """Make, preview, merge, verify and take back archives."""


for _command in (list_, undo, bring_back, handover, quarantine, readers, waiting):
    archive.add_command(_command)


@archive.command()
@vault_options
@json_option
@progress_option
@recipients_options
@devices_option
@click.option("--pages", is_flag=True, help="Family pages alone, for a print desk.")
@click.option("--out", required=True, type=_FILE, metavar="FILE.imha")
def make(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    to: tuple[Path, ...], g_to: tuple[Path, ...], v_to: tuple[Path, ...],
    to_device: tuple[str, ...], pages: bool, out: Path,
) -> None:  # fmt: skip
    """Write what the recipients have not yet confirmed. The vault keeps all of it.

    Without --to it is for those whom `archive readers` names.
    """
    import msgspec

    from imh_desktop.flows.archiving import make_archive, recipients_of
    from imh_desktop.flows.carrying import recipients as remembered
    from imh_desktop.flows.selecting import family_pages

    by_file = to or g_to or v_to or (pages and not to_device)
    named = recipients_from(to, g_to, v_to) if by_file else recipients_of(())
    with opened(folder, handle) as vault:
        here = known(vault, to_device)
        recipients = recipients_of((*named.open, *here), named.g, named.v)
        if not recipients.open:
            recipients = remembered(vault)
        only = family_pages(vault) if pages else None
        made = make_archive(vault, out, recipients, progress, only=only)
    tell_after(progress, msgspec.to_builtins(made), lines_of_made(made), as_json=as_json)


@archive.command()
@vault_options
@json_option
@progress_option
@_erase
@click.option("--past-refused", is_flag=True, help="Name the files that will not do, and go on.")
@_files
def preview(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    erase: tuple[str, ...], past_refused: bool, files: tuple[Path, ...],
) -> None:  # fmt: skip
    """Say what a merge would do, without changing a byte of the vault."""
    import msgspec

    from imh_desktop.flows import merging

    with opened(folder, handle) as vault:
        report = merging.preview(
            vault, files, frozenset(erase), progress, past_refused=past_refused
        )
    tell_after(
        progress, msgspec.to_builtins(report), lines_of_report(report, done=False), as_json=as_json
    )


@archive.command()
@vault_options
@json_option
@progress_option
@_erase
@_erase_from
@_files
def merge(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    erase: tuple[str, ...], erase_from: Path | None, files: tuple[Path, ...],
) -> None:  # fmt: skip
    """Take archives into the vault, all of them or none, after a verified backup."""
    import msgspec

    from imh_desktop.flows import merging

    listed = _listed(erase_from) if erase_from else []
    with opened(folder, handle) as vault:
        report = merging.merge(vault, files, frozenset((*erase, *listed)), progress)
    tell_after(
        progress, msgspec.to_builtins(report), lines_of_report(report, done=True), as_json=as_json
    )


@archive.command()
@vault_options
@json_option
@progress_option
@click.argument("file", metavar="FILE", type=_FILE)
def verify(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", file: Path
) -> None:
    """Check an archive from start to end, and take nothing."""
    import msgspec

    from imh_desktop.flows import merging

    with opened(folder, handle) as vault:
        summary = merging.verify(vault, file, progress)
    told = msgspec.to_builtins(summary)
    told["certificates"] = [one.device_id for one in summary.certificates]
    told["parts"] = {ChainClass.OPEN.value: told["parts"][ChainClass.OPEN.value]}
    tell_after(progress, told, lines_of_archive(summary), as_json=as_json)


def _listed(path: Path) -> list[str]:
    try:
        return read_small(path).decode("ascii").split()
    except UnicodeDecodeError:
        raise InputError(
            "is no list of entries", place=str(path), expected="ids, one a line"
        ) from None
