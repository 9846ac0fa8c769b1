"""What every command takes that writes a paper."""

from pathlib import Path

import click

language_option = click.option(
    "--language", default="en", show_default=True, help="Of the page: en or es."
)
paper_option = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    help="The programme's by default.",
)
short_option = click.option("--short", is_flag=True, help="What goes well, and one thing to try.")
out_option = click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf"
)
