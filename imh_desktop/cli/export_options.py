"""What every export's command takes, and how it tells what it did."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.export_preview import Preview
    from imh_desktop.flows.export_tables import Ask
    from imh_desktop.flows.exporting import Finished

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)


def export_options(command: F) -> F:
    """Give a command the vault, ``--json``, ``--progress``, and what an export is for."""
    purpose = click.option(
        "--purpose", default="", metavar="TEXT", help="What it is for; kept in the vault."
    )
    partner = click.option(
        "--partner", "partner_id", default="", metavar="ID",
        help="Only what families allowed this partner to know, today.",
    )  # fmt: skip
    language = click.option("--language", default="en", help="Of labels and meanings: en or es.")
    return vault_options(json_option(progress_option(purpose(partner(language(command))))))


def preview_option(command: F) -> F:
    """Give a command ``--preview``."""
    return click.option(
        "--preview", "only_preview", is_flag=True, help="Say what would leave, and write nothing."
    )(command)


def ask(purpose: str, partner_id: str, language: str) -> "Ask":
    """Return what was asked for, at this time."""
    from imh_desktop.flows.clock import local_now
    from imh_desktop.flows.export_tables import Ask

    return Ask(now=local_now(), purpose=purpose, partner_id=partner_id, language=language)


def tell_finished(
    progress: "Progress", done: "Finished", *, as_json: bool, private: Path | None = None
) -> None:
    """Print what left, and that it is protected no more. ``private``: the file of adults' own
    answers; how many it holds is not printed."""
    import msgspec

    from imh_desktop.flows.exporting import leaves_protection
    from imh_desktop.words import Words

    value = msgspec.to_builtins(done, enc_hook=str)
    value["leaves_protection"] = leaves_protection(Words("en"))
    if private is not None:
        value["private"] = str(private)
    tell_after(progress, value, _lines(done, private), as_json=as_json)


def _lines(done: "Finished", private: Path | None) -> Iterator[str]:
    from imh_desktop.flows.export_tables import left_out
    from imh_desktop.flows.exporting import leaves_protection
    from imh_desktop.words import Words

    yield f"{done.path}: {done.children} children, {done.rows} rows"
    if private is not None:
        yield f"{private}: private answers of adults, as far as any are known here"
    yield from left_out(done.left_out, Words("en"))
    yield leaves_protection(Words("en"))


def tell_preview(progress: "Progress", seen: "Preview", *, as_json: bool) -> None:
    """Print what would leave."""
    import msgspec

    tell_after(progress, msgspec.to_builtins(seen), _lines_of_preview(seen), as_json=as_json)


def _lines_of_preview(seen: "Preview") -> Iterator[str]:
    from imh_desktop.flows.export_tables import left_out
    from imh_desktop.words import Words

    yield f"would hold {seen.children} children and {seen.visits} visits"
    if seen.made_up:
        yield "everything in it is made up"
    yield from left_out(seen.left_out, Words("en"))
    yield "Nothing was written."
