"""imh-desktop archive quarantine: archives of a device that was revoked."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.output import tell, write_whole
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.reasons import reason_from_option, why
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.quarantine import Decision

_FILE = click.Path(path_type=Path)
_file = click.argument("file", metavar="FILE", type=_FILE)
_reason = click.option("--reason", default="", help="Why, in a few words.")


@click.group()
def quarantine() -> None:
    """Look at an archive of a revoked device; take it with a reason, or decline it."""


@quarantine.command("list")
@vault_options
@json_option
def list_(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """List what was said of such archives."""
    import msgspec

    from imh_desktop.flows.quarantine import decisions

    with opened(folder, handle) as vault:
        found = decisions(vault)
    lines = [_line(one) for one in found] or ["nothing was decided yet"]
    tell(msgspec.to_builtins(found), lines, as_json=as_json)


@quarantine.command()
@vault_options
@json_option
@progress_option
@_file
def show(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", file: Path
) -> None:
    """Say what is in an archive, and take nothing."""
    import msgspec

    from imh_desktop.flows.quarantine import look

    with opened(folder, handle) as vault:
        held = look(vault, file)
    lines = [
        f"archive {held.archive_id} of device {held.sender}, made {held.made_at}",
        f"entries: {held.entries}, written {held.first_at} to {held.last_at}",
        *(f"  {kind}: {count}" for kind, count in held.records.items()),
    ]
    tell_after(progress, msgspec.to_builtins(held), lines, as_json=as_json)


@quarantine.command()
@vault_options
@json_option
@progress_option
@_reason
@reason_from_option
@click.option("--out", required=True, type=_FILE, metavar="FILE", help="The paper for the others.")
@_file
def take(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", reason: str,
    reason_from: Path | None, out: Path, file: Path,
) -> None:  # fmt: skip
    """Take it in after all. Give the paper to the others, so that they believe it too."""
    import msgspec

    from imh_desktop.cli.archive_lines import lines_of_report
    from imh_desktop.flows import quarantine as flow

    with opened(folder, handle) as vault:
        taken = flow.take(vault, file, why(reason, reason_from), progress)
    write_whole(out, taken.papers)
    report = taken.report
    lines = lines_of_report(report, done=True)
    tell_after(progress, msgspec.to_builtins(report), lines, as_json=as_json)


@quarantine.command()
@vault_options
@json_option
@progress_option
@_reason
@reason_from_option
@_file
def decline(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", reason: str,
    reason_from: Path | None, file: Path,
) -> None:  # fmt: skip
    """Leave it out, and remember why."""
    import msgspec

    from imh_desktop.flows import quarantine as flow

    with opened(folder, handle) as vault:
        said = flow.decline(vault, file, why(reason, reason_from))
    tell_after(progress, msgspec.to_builtins(said), [_line(said)], as_json=as_json)


def _line(said: "Decision") -> str:
    return f"{said.archive_id}  {'taken' if said.taken else 'declined'} {said.said_at}"
