"""imh-desktop archive list, undo, bring-back: taking an archive back, and bringing it back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from imh_desktop.cli.output import tell
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.reasons import reason_from_option, why
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.undoing import Changed, Merge, UndoReport

F = TypeVar("F", bound=Callable[..., Any])
_archives = click.argument("archives", metavar="ARCHIVE_ID...", nargs=-1, required=True)
_preview = click.option("--preview", "only", is_flag=True, help="Say what it would do, and stop.")


def _options(command: F) -> F:
    """Give a command what taking back and bringing back are asked with."""
    reason = click.option("--reason", default="", help="Why, in a few words.")
    for option in (
        _archives, reason_from_option, reason, _preview, progress_option, json_option,
        vault_options,
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("list")
@vault_options
@json_option
def list_(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """List the merges done here, latest first, and the archives of each."""
    import msgspec

    from imh_desktop.flows.undoing import merges

    with opened(folder, handle) as vault:
        found = merges(vault)
    tell(msgspec.to_builtins(found), _lines_of_merges(found), as_json=as_json)


@click.command()
@_options
def undo(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", only: bool,
    reason: str, reason_from: Path | None, archives: tuple[str, ...],
) -> None:  # fmt: skip
    """Take back what archives brought. It stays in the journal, and gives no value."""
    from imh_desktop.flows import undoing

    act = undoing.preview_undo if only else undoing.undo_merge
    with opened(folder, handle) as vault:
        report = act(vault, archives, why(reason, reason_from))
    _tell(progress, report, as_json=as_json)


@click.command("bring-back")
@_options
def bring_back(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", only: bool,
    reason: str, reason_from: Path | None, archives: tuple[str, ...],
) -> None:  # fmt: skip
    """Let what archives brought count again, after they were taken back."""
    from imh_desktop.flows import undoing

    act = undoing.preview_bring_back if only else undoing.bring_back
    with opened(folder, handle) as vault:
        report = act(vault, archives, why(reason, reason_from))
    _tell(progress, report, as_json=as_json)


def _tell(progress: "Progress", report: "UndoReport", *, as_json: bool) -> None:
    import msgspec

    tell_after(progress, msgspec.to_builtins(report), _lines_of_report(report), as_json=as_json)


def _lines_of_merges(found: "list[Merge]") -> Iterator[str]:
    if not found:
        yield "no archive was merged here yet"
    for merge in found:
        yield f"merged {merge.merged_at}"
        for one in merge.archives:
            state = f", taken back: {one.reason}" if one.taken_back else ""
            state = ", taken back by one and brought back by another" if one.disputed else state
            yield (
                f"  archive {one.archive_id} of device {one.sender}, made {one.made_at}:"
                f" {one.new} new entries{state}"
            )


def _lines_of_report(report: "UndoReport") -> Iterator[str]:
    done = "counts again" if report.brought_back else "is taken back"
    for archive_id in report.archives:
        yield f"archive {archive_id} {done}"
    yield f"entries of open records: {report.entries}; what came with them in private goes along"
    for record in report.records:
        yield from _lines_of_record(record)


def _lines_of_record(record: "Changed") -> Iterator[str]:
    told = [f"{len(record.fields)} fields say something else"] if record.fields else []
    told += ["is open again"] if record.opens else []
    told += ["is closed again"] if record.closes else []
    told += [] if record.shown else ["is shown nowhere now"]
    yield f"  {record.record_type} {record.record_id}: {', '.join(told) or 'says the same'}"
    for entry_id in record.standing_on:
        yield f"    entry {entry_id} had seen what is taken back, and stays"
