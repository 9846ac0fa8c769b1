"""What an export that is done tells."""

from typing import Any

import click

from imh_desktop.cli.output import print_json, say_where
from imh_desktop.flows.exporting import LEAVES_PROTECTION, Finished

_REASONS = {
    "no_consent": "no consent for this partner that is valid today",
    "made_up": "made up for demonstration",
    "unreadable": "no birthday",
}


def tell_finished(done: Finished, *, as_json: bool, **more: Any) -> None:
    """Print where the export is, and on standard error what to know about it."""
    if as_json:
        said = {"file": str(done.path.resolve()), "rows": done.rows, "children": done.children}
        print_json({**said, "left_out": done.left_out, **more})
    else:
        say_where(done.path)
    for reason, count in done.left_out.items():
        click.echo(f"note: left out {count}: {_REASONS.get(reason, reason)}", err=True)
    click.echo(f"note: {LEAVES_PROTECTION}", err=True)
