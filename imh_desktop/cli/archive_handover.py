"""imh-desktop archive handover: families for another laptop, as cover or for good."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from imh_desktop.cli.archive_lines import lines_of_made
from imh_desktop.cli.days import Day
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.recipients import certificate, known, recipients_from, recipients_options
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
@click.option("--give-to", type=click.Path(path_type=Path), metavar="CERT",
              help="The laptop that goes on with them; gets the archive too.")  # fmt: skip
@click.option("--give-to-device", metavar="ID", help="The same, where its certificate is here.")
@click.option("--with-g", is_flag=True, help="It gets class G of these families too.")
@click.option("--with-v", is_flag=True, help="It gets class V of these families too.")
@click.option("--kind", type=click.Choice(["cover", "handover"]), default="cover",
              show_default=True, help="For a time, or for good.")  # fmt: skip
@click.option("--reason", required=True, help="Why, in a few words.")
@click.option("--from", "from_on", type=Day(), metavar="DAY", help="Today by default.")
@click.option("--until", "until_on", type=Day(), metavar="DAY", help="The last day of a cover.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.imha")
def handover(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    to: tuple[Path, ...], g_to: tuple[Path, ...], v_to: tuple[Path, ...],
    children: tuple[str, ...], caseload: bool, give_to: Path | None, give_to_device: str | None,
    with_g: bool, with_v: bool, kind: str, reason: str, from_on: date | None,
    until_on: date | None, out: Path,
) -> None:  # fmt: skip
    """Give families to another laptop. They stay here too; both may go on."""
    import msgspec

    from imh_desktop.flows import handing_over
    from imh_desktop.flows.archiving import recipients_of
    from imh_desktop.flows.clock import local_today

    if caseload == bool(children):
        raise InputError(
            "does not say which families", place="archive handover",
            expected="--child, or --caseload alone",
        )  # fmt: skip
    if (give_to is None) == (give_to_device is None):
        raise InputError(
            "does not say to whom", place="archive handover", expected="--give-to or its device"
        )
    named = recipients_from(to, g_to, v_to) if to or g_to or v_to else recipients_of(())
    with opened(folder, handle) as vault:
        taker = certificate(give_to) if give_to else known(vault, (str(give_to_device),))[0]
        recipients = recipients_of(
            (taker, *named.open), (*named.g, *((taker,) if with_g else ())),
            (*named.v, *((taker,) if with_v else ())),
        )  # fmt: skip
        giving = handing_over.Giving(
            children=children or handing_over.caseload_of(vault), to=taker,
            kind=cast("HandoverKind", kind), reason=reason, from_on=from_on or local_today(),
            until_on=until_on,
        )  # fmt: skip
        made = handing_over.give(vault, out, giving, recipients, progress)
    tell_after(progress, msgspec.to_builtins(made), lines_of_made(made), as_json=as_json)
