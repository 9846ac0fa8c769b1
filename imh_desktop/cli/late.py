"""imh-desktop late: answers that came after their visit was closed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.decision_lines import lines_of_questions
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.store.vault import Vault

_reason = click.option("--reason", required=True, metavar="TEXT", help="Why; kept with it.")
_all = click.option("--all", "record_id", metavar="VISIT", default="", help="All of one visit.")
_question = click.argument("question_id", metavar="[QUESTION]", default="")


@click.group()
def late() -> None:
    """List answers that came late, and take them in or leave them out."""


@late.command("list")
@vault_options
@json_option
@click.option("--language", default="en", help="Of the words: en or es.")
def list_(folder: Path | None, handle: int | None, as_json: bool, language: str) -> int:
    """List late answers; exit 1 when there are any, 0 when none."""
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, deciding
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        every = deciding.open_questions(vault, Library(), Words(language))
        found = [each for each in every if each.kind == "late"]
        child_opened.note(vault, *(each.child_id for each in found if each.choices))
    tell(msgspec.to_builtins(found), lines_of_questions(found), as_json=as_json)
    return 1 if found else 0


@late.command()
@vault_options
@json_option
@_reason
@_all
@_question
def take(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, record_id: str,
    question_id: str,
) -> None:  # fmt: skip
    """Take one late answer in, or all of a visit; its results are made anew."""
    with opened(folder, handle) as vault:
        settled = _settle(vault, record_id, question_id, reason, take=True)
    tell({"taken": settled}, [f"taken in: {settled}"], as_json=as_json)


@late.command()
@vault_options
@json_option
@_reason
@_all
@_question
def leave(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, record_id: str,
    question_id: str,
) -> None:  # fmt: skip
    """Leave one late answer out, or all of a visit; it is asked no more."""
    with opened(folder, handle) as vault:
        settled = _settle(vault, record_id, question_id, reason, take=False)
    tell({"left_out": settled}, [f"left out: {settled}"], as_json=as_json)


def _settle(vault: "Vault", record_id: str, question_id: str, reason: str, *, take: bool) -> int:
    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, late_answers
    from imh_desktop.words import Words

    if bool(record_id) is bool(question_id):
        raise InputError("one of both is needed", place="QUESTION or --all VISIT")
    words, library = Words("en"), Library()
    if question_id:
        child_opened.note_asked(vault, question_id)
        late_answers.settle(vault, library, question_id, reason, words, take=take)
        return 1
    child_opened.note_about(vault, record_id)
    every = late_answers.take_all if take else late_answers.leave_all
    return every(vault, library, record_id, reason, words)
