"""imh-desktop partners: who receives referrals."""

from pathlib import Path

import click

from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options


@click.group()
def partners() -> None:
    """List the partners, add one, or take in a list."""


@partners.command("list")
@vault_options
@json_option
@click.option("--retired", is_flag=True, help="Also those nothing is sent to any more.")
def list_(folder: Path | None, handle: int | None, as_json: bool, retired: bool) -> None:
    """List the partners by name."""
    import msgspec

    from imh_desktop.flows.partners import listed

    with opened(folder, handle) as vault:
        found = listed(vault, retired=retired)
    lines = [flat(f"{one.partner_id} {one.name}  {one.kind}  {one.phone}") for one in found]
    tell(msgspec.to_builtins(found), lines or ["no partner is on the list"], as_json=as_json)


@partners.command()
@vault_options
@json_option
@click.option("--name", required=True)
@click.option("--phone", default="")
@click.option("--address", default="")
@click.option(
    "--kind", default="", help="part_c, school_district, health, mental_health or community."
)
@click.option("--language", multiple=True, metavar="CODE", help="May be repeated.")
@click.option("--hours", default="")
@click.option("--area", default="")
def add(
    folder: Path | None, handle: int | None, as_json: bool, name: str, phone: str, address: str,
    kind: str, language: tuple[str, ...], hours: str, area: str,
) -> None:  # fmt: skip
    """Add a partner."""
    from imh_desktop.flows.partners import PartnerForm
    from imh_desktop.flows.partners import add as add_partner
    from imh_desktop.words import Words

    form = PartnerForm(
        name=name, phone=phone, address=address, kind=kind, languages=language, hours=hours,
        area=area,
    )  # fmt: skip
    with opened(folder, handle) as vault:
        partner_id = add_partner(vault, form, Words("en"))
    tell({"partner_id": partner_id}, [f"partner {partner_id}"], as_json=as_json)


@partners.command("import")
@vault_options
@json_option
@click.option("--preview", is_flag=True, help="Only say what the file holds; write nothing.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
def import_(
    folder: Path | None, handle: int | None, as_json: bool, preview: bool, file: Path
) -> None:
    """Take in a CSV list, whole or not at all."""
    import msgspec

    from imh_desktop.flows.partner_lists import look, read_file, take_in
    from imh_desktop.words import Words

    words, content = Words("en"), read_file(file, Words("en"))
    with opened(folder, handle) as vault:
        if not preview:
            taken = take_in(vault, content, words)
            tell({"taken": taken}, [f"{taken} partners taken in"], as_json=as_json)
            return
        found = look(vault, content, words)
    lines = [flat(f"line {one.line}: {one.why}") for one in found.refused]
    summary = f"{len(found.forms)} would be taken in" if not lines else "nothing would be taken in"
    tell(msgspec.to_builtins(found), [*lines, summary], as_json=as_json)
