"""imh-desktop archive handover: families for another laptop, as cover or for good."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from imh_desktop.cli.archive_lines import lines_of_made
from imh_desktop.cli.days import Day
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.recipients import certificate, recipients_from, recipients_options
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.core.handover import HandoverKind
    from imh_desktop.core.progress import Progress


@click.command()
@vault_options
@json_option
@progress_option
@recipients_options
@click.option("--child", "children", multiple=True, metavar="ID", help="A family; several times.")
@click.option("--caseload", is_flag=True, help="All families of this laptop.")
@click.option("--give-to", required=True, type=click.Path(path_type=Path), metavar="CERT",
              help="The laptop that goes on with them; gets the archive too.")  # fmt: skip
@click.option("--kind", type=click.Choice(["cover", "handover"]), default="cover",
              show_default=True, help="For a time, or for good.")  # fmt: skip
@click.option("--reason", required=True, help="Why, in a few words.")
@click.option("--from", "from_on", type=Day(), metavar="DAY", help="Today by default.")
@click.option("--until", "until_on", type=Day(), metavar="DAY", help="The last day of a cover.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.imha")
def handover(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    to: tuple[Path, ...], g_to: tuple[Path, ...], v_to: tuple[Path, ...],
    children: tuple[str, ...], caseload: bool, give_to: Path, kind: str, reason: str,
    from_on: date | None, until_on: date | None, out: Path,
) -> None:  # fmt: skip
    """Give families to another laptop. They stay here too; both may go on."""
    import msgspec

    from imh_desktop.flows import handing_over
    from imh_desktop.flows.clock import local_today

    if caseload == bool(children):
        raise InputError(
            "does not say which families", place="archive handover",
            expected="--child, or --caseload alone",
        )  # fmt: skip
    recipients = recipients_from((give_to, *to), g_to, v_to)
    with opened(folder, handle) as vault:
        giving = handing_over.Giving(
            children=children or handing_over.caseload_of(vault), to=certificate(give_to),
            kind=cast("HandoverKind", kind), reason=reason, from_on=from_on or local_today(),
            until_on=until_on,
        )  # fmt: skip
        made = handing_over.give(vault, out, giving, recipients, progress)
    tell_after(progress, msgspec.to_builtins(made), lines_of_made(made), as_json=as_json)
