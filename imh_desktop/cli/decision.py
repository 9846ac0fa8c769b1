"""imh-desktop decision: what only a person can decide, after archives met."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from imh_desktop.cli.decision_lines import lines_of_question, lines_of_questions
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.flows.deciding import Question

F = TypeVar("F", bound=Callable[..., Any])
_question = click.argument("question_id", metavar="QUESTION")
_language = click.option("--language", default="en", help="Of the words: en or es.")
_reason = click.option("--reason", required=True, metavar="TEXT", help="Why; kept with it.")


@click.group()
def decision() -> None:
    """List what two people wrote differently, and let one of it stand."""


@decision.command("list")
@vault_options
@json_option
@_language
def list_(folder: Path | None, handle: int | None, as_json: bool, language: str) -> int:
    """List what waits; exit 1 when something does, 0 when nothing.

    A private answer is told by its id alone: `decision show` opens it.
    """
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, deciding
    from imh_desktop.words import Words

    words = Words(language)
    with opened(folder, handle) as vault:
        found = deciding.open_questions(vault, Library(), words)
        child_opened.note(vault, *(each.child_id for each in found if each.choices))
    tell(msgspec.to_builtins(found), lines_of_questions(found), as_json=as_json)
    return 1 if found else 0


@decision.command()
@vault_options
@json_option
@_language
@_question
def show(
    folder: Path | None, handle: int | None, as_json: bool, language: str, question_id: str
) -> None:
    """Show one question with its choices, a private one too."""
    import msgspec

    question = _opened(folder, handle, language, question_id)
    tell(msgspec.to_builtins(question), lines_of_question(question), as_json=as_json)


@decision.command()
@vault_options
@json_option
@_reason
@_question
@click.argument("choice", metavar="CHOICE")
def keep(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, question_id: str,
    choice: str,
) -> None:  # fmt: skip
    """Let one choice stand: its letter, or "open" to open a visit again."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, deciding
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        child_opened.note_asked(vault, question_id)
        deciding.keep(vault, Library(), question_id, choice, reason, Words("en"))
        left = deciding.count(vault)
    _tell_kept(question_id, choice, left, as_json=as_json)


@decision.command("keep-both")
@vault_options
@json_option
@_reason
@_question
def keep_both(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, question_id: str
) -> None:
    """Keep both notes, one below the other, each with its writer and day."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, deciding
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        child_opened.note_asked(vault, question_id)
        deciding.keep_both(vault, Library(), question_id, reason, Words("en"))
        left = deciding.count(vault)
    _tell_kept(question_id, "both", left, as_json=as_json)


def _opened(folder: Path | None, handle: int | None, language: str, question_id: str) -> "Question":
    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened, deciding
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        child_opened.note_asked(vault, question_id)
        return deciding.open_question(vault, Library(), Words(language), question_id)


def _tell_kept(question_id: str, choice: str, left: int, *, as_json: bool) -> None:
    kept = {"question_id": question_id, "kept": choice, "left": left}
    tell(kept, [f"question {question_id}: kept {choice}; {left} left"], as_json=as_json)
