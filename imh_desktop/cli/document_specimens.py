"""imh-desktop document specimens: pages of invented families, and of words in more scripts."""

from pathlib import Path

import click

from imh_desktop.cli.output import print_json, say_where, write_whole
from imh_desktop.errors import InputError


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON what was written.")
def specimens(out: Path, as_json: bool) -> None:
    """Write each invented family's page in each language, and pages of words in scripts that have
    none; the same bytes each time."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.specimens import specimens as made
    from imh_desktop.flows.specimens import text_specimens

    if not out.is_dir():
        raise InputError("There is no such folder.", place=str(out), expected="a folder")
    written = []
    pages = ((each.file_name, each.pdf()) for each in made(Library()))
    for name, content in (*pages, *text_specimens()):
        target = out / name
        write_whole(target, content)
        written.append(str(target))
        if not as_json:
            say_where(target)
    if as_json:
        print_json({"written": written})
