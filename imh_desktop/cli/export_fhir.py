"""imh-desktop export fhir: the open record for another system, as FHIR R4."""

from pathlib import Path

import click

from imh_desktop.cli.export_lines import tell_finished
from imh_desktop.cli.vaults import json_option, opened, vault_options


@click.command()
@vault_options
@json_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.json|FILE.ndjson",
    help="A Bundle, or one resource a line.",
)  # fmt: skip
@click.option("--purpose", default="", metavar="WORDS", help="Kept in the journal.")
@click.option("--partner", default="", metavar="ID", help="Only what families allowed it to get.")
@click.option("--language", default="en", help="Of the words that come first in a checklist.")
def fhir(
    folder: Path | None, handle: int | None, as_json: bool, out: Path, purpose: str,
    partner: str, language: str,
) -> None:  # fmt: skip
    """Write children, visits, answers, referrals and consents as FHIR R4 (4.0.1)."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.clock import local_now
    from imh_desktop.flows.exporting_fhir import export_fhir

    with opened(folder, handle) as vault:
        done = export_fhir(
            vault, Library(), out, now=local_now(), purpose=purpose, partner_id=partner,
            language=language,
        )  # fmt: skip
    tell_finished(done, as_json=as_json)
