"""imh-desktop document print-all: the pages of many families as one print job."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.core.printed import Safe
from imh_desktop.core.progress import Progress
from imh_desktop.errors import InputError


@click.command("print-all")
@vault_options
@json_option
@progress_option
@click.option("--on", type=Day(), metavar="DAY", help="Of the visits; today by default.")
@click.option("--children", "children", multiple=True, metavar="CHILD", help="Only these.")
@click.option(
    "--answer", "answers", multiple=True, metavar="CHILD=ANSWER",
    help="Is it safe for this page to be seen by everyone at home? print, strengths or no. Who has"
    " no answer is left out.",
)  # fmt: skip
@click.option(
    "--answer-all",
    type=click.Choice(["print", "strengths"]),
    help="The answer of those who have no other; it undoes no more careful one given before.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The programme's by default.")
@click.option("--list", "only_list", is_flag=True, help="Only list whose pages these are.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.pdf", help="A new file.")
def print_all(
    folder: Path | None, handle: int | None, as_json: bool, progress: Progress, on: date | None,
    children: tuple[str, ...], answers: tuple[str, ...], answer_all: Any, paper: Any,
    only_list: bool, out: Path | None,
) -> int:  # fmt: skip
    """Write the pages of a day as one file, each family on a front; keep who got one.

    At a print desk these are the pages that wait there, and nothing is asked. Exit 1: somebody
    was left out, or there is nobody.
    """
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, printing_batch
    from imh_desktop.flows.clock import local_today

    said = dict(map(_answer, answers))
    day = on or local_today()
    with opened(folder, handle) as vault:
        found = printing_batch.due(vault, day, children)
        if only_list:
            told = [msgspec.to_builtins(each) for each in found]
            for each in told:
                each.pop("name")
            lines = [f"{each.child_id}  {each.key}  {each.language}" for each in found]
            tell_after(progress, told, lines or ["nobody"], as_json=as_json)
            return 0
        if out is None:
            raise InputError("is missing", place="--out", expected="a file to write")
        child_opened.note(vault, *(each.child_id for each in found))
        said = printing_batch.answers_of(vault, found, answer_all, said)
        job = printing_batch.print_batch(
            vault, Library(), found, said, out, local_today(), paper=paper, progress=progress
        )
    report = {**msgspec.to_builtins(job), "file": str(out.resolve()) if job.put else ""}
    lines = [f"{each.first_page:4}  {each.child_id}  {each.code}" for each in job.put]
    lines += [f"left out  {each.child_id}  {each.why}" for each in job.left]
    tell_after(progress, report, lines or ["nobody"], as_json=as_json)
    return 0 if job.put and not job.left else 1


def _answer(text: str) -> tuple[str, Safe]:
    child_id, _, answer = text.partition("=")
    for each in get_args(Safe):
        if answer == each and child_id:
            return child_id, each
    raise InputError("is no answer", place=f"--answer {text}", expected="CHILD=print|strengths|no")
