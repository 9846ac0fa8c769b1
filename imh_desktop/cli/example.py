"""imh-desktop example and schema: what a visit file looks like."""

import click

from imh_desktop.cli.output import print_json


@click.command()
@click.argument("what", type=click.Choice(["visit"]))
@click.option("--band", default="B4", help="The age band of the visit.")
def example(what: str, band: str) -> None:
    """Print a valid visit file of a made-up family; its visit was a week ago."""
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.example import example as made
    from imh_desktop.flows.visiting import CHECKLIST

    file = made(Library().checklist(CHECKLIST), band, local_today())
    print_json(msgspec.to_builtins(file))


@click.command()
@click.argument("what", type=click.Choice(["visit"]))
def schema(what: str) -> None:
    """Print the JSON Schema of a visit file."""
    from imh_desktop.exchange.visit_file import schema as visit_schema

    print_json(visit_schema())
