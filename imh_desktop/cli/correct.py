"""imh-desktop correct: mistakes put right after a visit was finished, each with a reason."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened_on, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.visit import Known

_reason = click.option("--reason", required=True, metavar="TEXT", help="Why; kept with it.")
_visit = click.argument("visit_id", metavar="VISIT")


@click.group()
def correct() -> None:
    """Correct an answer, move a visit to the right child, correct a birth. Nothing is erased."""


@correct.command()
@vault_options
@json_option
@_reason
@_visit
@click.argument("item_id", metavar="ITEM")
@click.option("--code", default="", help="The answer; empty takes it away.")
@click.option("--known", type=click.Choice(["seen", "told", "both"]), help="How it is known.")
@click.option("--note", default="", help="The note; empty takes it away.")
@click.option("--action", default="", help="What was done, where something must be.")
@click.option(
    "--also", multiple=True, metavar="VISIT",
    help="A sibling's visit of that day: a family answer that stands alike there follows.",
)  # fmt: skip
def answer(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, visit_id: str,
    item_id: str, code: str, known: "Known | None", note: str, action: str, also: tuple[str, ...],
) -> None:  # fmt: skip
    """Correct an answer or a note of a finished visit."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import amending
    from imh_desktop.words import Words

    said = amending.Amendment(
        item_id=item_id, code=code, note=note, reason=reason, known=known, action=action,
        also=frozenset(also),
    )  # fmt: skip
    with opened_on(folder, handle, visit_id) as vault:
        amending.amend(vault, Library(), visit_id, said, Words("en"))
    tell({"visit_id": visit_id}, [f"visit {visit_id}: corrected"], as_json=as_json)


@correct.command()
@vault_options
@json_option
@_reason
@_visit
@click.argument("child_id", metavar="CHILD")
@click.option(
    "--person", "people", multiple=True, metavar="OLD=NEW",
    help="Who a caregiver of the wrong child is with the right one; NEW may be 'new'.",
)  # fmt: skip
def move(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, visit_id: str,
    child_id: str, people: tuple[str, ...],
) -> None:  # fmt: skip
    """Move a visit to the right child. People of the same name are taken for the same."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import moving_visits
    from imh_desktop.flows.clock import local_today
    from imh_desktop.words import Words

    said = dict(pair.split("=", 1) for pair in people if "=" in pair)
    with opened_on(folder, handle, visit_id, child_id) as vault:
        likely = moving_visits.likely(vault, visit_id, child_id)
        what = moving_visits.Move(
            visit_id=visit_id, to_child_id=child_id, people=likely | said, reason=reason
        )
        moving_visits.move(vault, Library(), what, local_today(), Words("en"))
    told = {"visit_id": visit_id, "child_id": child_id}
    tell(told, [f"visit {visit_id}: moved to child {child_id}"], as_json=as_json)


@correct.command()
@vault_options
@json_option
@_reason
@click.argument("child_id", metavar="CHILD")
@click.option("--born", metavar="DAY", help="The day of birth, as 2026-01-31.")
@click.option("--weeks", help="Weeks and days of pregnancy, as 38w2d; empty = not known.")
def birth(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, child_id: str,
    born: str | None, weeks: str | None,
) -> None:  # fmt: skip
    """Correct a birth date or its weeks after visits were finished."""
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows import birth_corrections, child_forms
    from imh_desktop.flows.loading import child_of
    from imh_desktop.words import Words

    changes = {"born_earliest": born, "gestation": weeks}
    said = {name: value for name, value in changes.items() if value is not None}
    if born is not None:
        said["born_latest"] = ""
    with opened_on(folder, handle, child_id) as vault:
        form = child_forms.child_form(child_of(vault, child_id))
        form = msgspec.structs.replace(form, **said)
        birth_corrections.correct(vault, Library(), child_id, form, (), reason, words=Words("en"))
    tell({"child_id": child_id}, [f"child {child_id}: corrected"], as_json=as_json)
