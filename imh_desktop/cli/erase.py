"""imh-desktop erase: an answer, a visit or a child, for good; shown first, and then confirmed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.erase_due import due, rules
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option, opened_on, vault_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.erasing import What
    from imh_desktop.flows.erasing_preview import Preview

_WHYS = ("family", "law", "kept", "mistake")
_reason = click.option(
    "--reason", type=click.Choice(_WHYS), help="Why: the family asked, a law asks, it was kept long"
    " enough, or it should never have been written.",
)  # fmt: skip
_preview = click.option(
    "--preview", "only_shown", is_flag=True, help="Say what goes; erase nothing."
)
_yes = click.option("--yes", is_flag=True, help="Erase it. Nothing can bring it back.")


def _options(command: "Callable[..., None]") -> "Callable[..., None]":
    return vault_options(json_option(progress_option(_reason(_preview(_yes(command))))))


@click.group()
def erase() -> None:
    """Erase for good what a family or a law asks to be erased, on this laptop."""


erase.add_command(due)
erase.add_command(rules)


@erase.command()
@_options
@click.argument("visit_id", metavar="VISIT")
@click.argument("item_id", metavar="ITEM")
def answer(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    reason: str | None, only_shown: bool, yes: bool, visit_id: str, item_id: str,
) -> None:  # fmt: skip
    """Erase one answer with its note and all it ever said."""
    from imh_desktop.flows.erasing import What

    what = What(kind="answer", record_id=visit_id, item_id=item_id)
    _run(folder, handle, what, reason, progress, as_json=as_json, sure=yes and not only_shown)


@erase.command()
@_options
@click.argument("visit_id", metavar="VISIT")
def visit(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    reason: str | None, only_shown: bool, yes: bool, visit_id: str,
) -> None:  # fmt: skip
    """Erase one visit, with what was said alone at it and the pages made from it."""
    from imh_desktop.flows.erasing import What

    what = What(kind="visit", record_id=visit_id)
    _run(folder, handle, what, reason, progress, as_json=as_json, sure=yes and not only_shown)


@erase.command()
@_options
@click.argument("child_id", metavar="CHILD")
def child(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    reason: str | None, only_shown: bool, yes: bool, child_id: str,
) -> None:  # fmt: skip
    """Erase one child with everything that is kept of it and of those who care for it alone."""
    from imh_desktop.flows.erasing import What

    what = What(kind="child", record_id=child_id)
    _run(folder, handle, what, reason, progress, as_json=as_json, sure=yes and not only_shown)


def _run(
    folder: Path | None, handle: int | None, what: "What", reason: str | None,
    progress: "Progress", *, as_json: bool, sure: bool,
) -> None:  # fmt: skip
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows import erasing
    from imh_desktop.flows.erasing_preview import preview
    from imh_desktop.words import Words

    words, library = Words("en"), Library()
    with opened_on(folder, handle, what.record_id) as vault:
        shown = preview(vault, library, what, words)
        if not sure:
            said = msgspec.to_builtins(what) | {"erased": False, "pages": len(shown.pages)}
            lines = [*_lines(shown), "nothing was erased: add --yes"]
            tell_after(progress, said, lines, as_json=as_json)
            return
        if reason is None:
            raise click.UsageError("Say why with --reason.")
        done = erasing.erase(vault, library, what, reason, words)
    told = msgspec.to_builtins(done) | {"erased": True, "pages": len(shown.pages)}
    lines = [f"{what.kind} {what.record_id}: erased", *shown.pages]
    tell_after(progress, told, lines, as_json=as_json)


def _lines(shown: "Preview") -> list[str]:
    lines = [shown.title, *(f"  goes: {line}" for line in shown.goes)]
    lines += [f"  in somebody's hands: {line}" for line in shown.pages]
    return [flat(line) for line in (*lines, *(f"  {line}" for line in shown.stays))]
