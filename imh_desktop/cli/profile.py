"""imh-desktop profile: what the answers of a visit file mean."""

from pathlib import Path

import click

from imh_desktop.cli.output import print_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="VISIT.json")
@click.option("--programme", type=click.Path(path_type=Path), metavar="FILE", help="Settings.")
@click.option("--language", default="en", help="Of the sentences: en or es.")
def profile(file: Path, programme: Path | None, language: str) -> None:
    """Print profile, levels and fired rules of a visit file, as JSON.

    Each rule has its sentence, the person who stands behind it (a caregiver's id, else the
    worker's), and the answers it stood on with who told them.
    """
    from imh_desktop.content.library import Library
    from imh_desktop.flows import visit_files

    library = Library()
    read = visit_files.read(file, library, programme)
    print_json(visit_files.told_profile(read, library, language))
