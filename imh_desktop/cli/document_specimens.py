"""imh-desktop document specimens: the pages of six invented families, made anew."""

from pathlib import Path

import click

from imh_desktop.cli.output import print_json, say_where, write_whole
from imh_desktop.errors import InputError


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON what was written.")
def specimens(out: Path, as_json: bool) -> None:
    """Write each invented family's page in each language; the same bytes each time."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.specimens import specimens as made

    if not out.is_dir():
        raise InputError("There is no such folder.", place=str(out), expected="a folder")
    written = []
    for each in made(Library()):
        target = out / each.file_name
        write_whole(target, each.pdf())
        written.append(str(target))
        if not as_json:
            say_where(target)
    if as_json:
        print_json({"written": written})
