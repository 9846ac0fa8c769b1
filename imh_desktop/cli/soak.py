"""imh-desktop soak: what the crash tests run and kill."""

import sys
from pathlib import Path

import click


@click.command()
@click.option("--vault", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--check", "checking", is_flag=True, help="Print what is stored, and if it is sound.")
def soak(folder: Path, checking: bool) -> int:
    """Answer made-up visits for ever in a throw-away vault, or check it.

    Prints ACK <entry> <hash> after each commit; with --check HAVE <entry> <hash> for each stored
    entry, then STORE-OK or STORE-BAD <why>.
    """
    from imh_desktop.flows import soaking

    if not checking:
        soaking.soak(folder, lambda entry_id, content: _say(f"ACK {entry_id} {content}"))
        return 0
    faults = soaking.check(folder, lambda entry_id, content: _say(f"HAVE {entry_id} {content}"))
    _say(f"STORE-BAD {'; '.join(faults)}" if faults else "STORE-OK")
    return 1 if faults else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
