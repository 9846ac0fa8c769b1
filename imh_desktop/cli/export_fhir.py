"""imh-desktop export fhir: the open record for another system, as FHIR R4."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.export_options import FILE, ask, export_options, tell_finished
from imh_desktop.cli.vaults import opened

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress


@click.command()
@export_options
@click.option(
    "--out", required=True, type=FILE, metavar="FILE.json|FILE.ndjson",
    help="A Bundle, or one resource a line.",
)  # fmt: skip
def fhir(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", purpose: str,
    partner_id: str, language: str, out: Path,
) -> None:  # fmt: skip
    """Write children, visits, answers, referrals and consents as FHIR R4 (4.0.1)."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.exporting_fhir import export_fhir

    asked = ask(purpose, partner_id, language)
    with opened(folder, handle) as vault:
        done = export_fhir(vault, Library(), out, asked, progress=progress)
    tell_finished(progress, done, as_json=as_json)
