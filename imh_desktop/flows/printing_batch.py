"""Pages of many families as one print job: all of a day, or those that were chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.people import Paper
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.core.printed import Safe
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Progress, quiet, within
from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.batch import Batch, OnePage, batch_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk
from imh_desktop.flows.care import may_have_page
from imh_desktop.flows.export_targets import unfinished
from imh_desktop.flows.leave_behind import answer_write, last_answer
from imh_desktop.flows.page_language import proposed
from imh_desktop.flows.printing import Giving, prepare
from imh_desktop.flows.printing_log import code_of_page
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records, standing
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A family whose page can be printed with the others. ``key``: a visit, at a print desk a
    page. ``given``: days on which it was given already."""

    key: str
    child_id: str
    name: str
    language: str
    on: date
    given: tuple[date, ...] = ()


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """A family that is not in the job, and why."""

    key: str
    child_id: str
    why: str


class Put(msgspec.Struct, frozen=True, kw_only=True):
    """A family that is in the job. ``first_page``: counted from 1, always odd. ``record_id``: what
    the list keeps it under."""

    key: str
    record_id: str
    child_id: str
    code: str
    language: str
    first_page: int


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a print job holds; ``pages`` with blank backs."""

    put: tuple[Put, ...]
    left: tuple[Left, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    due: Due
    summary: FamilySummary
    content: bytes
    writes: tuple[Write, ...]


def due(vault: Vault, on: date, child_ids: Collection[str] = ()) -> tuple[Due, ...]:
    """Return whose pages can be printed of a day, by name.

    A visitor's are those of the visits closed that were made on the day. At a print desk they are
    the pages made on it and not handed over yet, and earlier ones that were never printed.

    Raises:
        InputError: one of ``child_ids`` has none.
    """
    found = _at_desk(vault, on) if role_of(vault) == "staff" else _of_visits(vault, on)
    ended = standing.ended(vault)
    found = [each for each in found if may_have_page(ended.get(each.child_id))]
    chosen = [each for each in found if not child_ids or each.child_id in child_ids]
    if missing := sorted(set(child_ids) - {each.child_id for each in chosen}):
        raise InputError("No page of this day is here.", place=f"child {missing[0]}")
    return tuple(sorted(chosen, key=lambda each: (each.name.casefold(), each.key)))


def answers_of(
    vault: Vault, found: Collection[Due], everybody: Safe | None, own: Mapping[str, Safe]
) -> dict[str, Safe]:
    """Return child id -> answer: its own; else everybody's, but never less careful than the last
    one of that very visit."""
    careful: tuple[Safe, ...] = ("print", "strengths", "no")
    answers: dict[str, Safe] = {}
    for each in found if everybody else ():
        last = last_answer(vault, each.key)
        known = [said for said in careful if said in (everybody, last)]
        answers[each.child_id] = known[-1]
    return {**answers, **own}


def print_batch(
    vault: Vault, library: Library, chosen: Collection[Due], answers: Mapping[str, Safe],
    target: Path, on: date, *,
    paper: Paper | None = None, progress: Progress = quiet, words: Words | None = None,
) -> Job:  # fmt: skip
    """Write one PDF for many families, and keep of each that it was given.

    ``answers``: child id -> the answer to the leave-behind question; at a print desk none are
    asked, since who sent the page answered. Who cannot have a page is named and left out. The
    entries are kept when the file is whole on the disk, before it has its name.

    Raises:
        InputError: a place where something stands already. EnvironmentFault: the disk refused.
    """
    words = words or Words("en")
    drawn, left = [], []
    made = Batch(b"", (), 0)
    with unfinished(target, vault.folder) as (place, finish):
        for number, each in enumerate(chosen, 1):
            try:
                drawn.append(_draw(vault, library, each, answers, on, paper, words))
            except InputError as error:
                left.append(Left(key=each.key, child_id=each.child_id, why=words.told(error)))
            progress("draw", number, len(chosen))
        refused = _refusals(vault, chosen, answers, on)
        if drawn:
            pages = [OnePage(_bookmark(each.summary), each.content) for each in drawn]
            made = batch_pdf(pages, words.say("Family pages"), within(progress, "write"))
            place.write_bytes(made.content)
            hashed = sha256(made.content).hexdigest()
            finish(lambda: _keep(vault, [*_with_file(drawn, hashed), *refused]))
        else:
            _keep(vault, refused)
    return _job(drawn, left, made)


def _of_visits(vault: Vault, on: date) -> list[Due]:
    found, seen = [], set(records.closed_on(vault, on).values())
    for child in (child for child in records.children(vault) if child.child_id in seen):
        for visit in records.visits(vault, child.child_id):
            if visit.on == on and visit.closed_at:
                given = records.printed(vault, "visit_id", visit.visit_id)
                found.append(
                    Due(key=visit.visit_id, child_id=child.child_id, name=child.name,
                        language=proposed(vault, child), on=visit.on,
                        given=tuple(one.on for one in given if not one.failed))
                )  # fmt: skip
    return found


def _at_desk(vault: Vault, on: date) -> list[Due]:
    found = []
    for page in print_desk.pages(vault):
        missed = page.made_on < on and not page.prints
        if not page.handed and (page.made_on == on or missed):
            found.append(
                Due(key=page.page_id, child_id=page.child_id, name=_name_on(page),
                    language=page.language, on=page.made_on,
                    given=tuple(mark.on for mark in page.prints))
            )  # fmt: skip
    return found


def _name_on(page: PrintPage) -> str:
    try:
        return print_desk.summary_of(page).given_name
    except InputError:
        return ""


def _draw(
    vault: Vault, library: Library, each: Due, answers: Mapping[str, Safe], on: date,
    paper: Paper | None, words: Words,
) -> _Drawn:  # fmt: skip
    if role_of(vault) == "staff":
        page = print_desk.page_of(vault, each.key)
        write: Write = print_desk.printed_write(vault, page.page_id, on)
        return _Drawn(each, print_desk.summary_of(page), print_desk.drawn(page).content, (write,))
    if each.child_id not in answers:
        raise InputError(words.say("Nobody said yet whether this page is safe at home."))
    giving = Giving(
        visit_id=each.key, safe=answers[each.child_id], way="batch", language=each.language,
        paper=paper,
    )  # fmt: skip
    ready = prepare(vault, library, giving, on, words=words)
    return _Drawn(each, ready.summary, ready.page.content, ready.writes)


def _refusals(
    vault: Vault, chosen: Collection[Due], answers: Mapping[str, Safe], on: date
) -> list[Write]:
    """Return the entries of those whose page is not to be printed."""
    if role_of(vault) == "staff":
        return []
    return [
        answer_write(vault, each.key, "no", on)
        for each in chosen
        if answers.get(each.child_id) == "no"
    ]


def _with_file(drawn: list[_Drawn], hashed: str) -> list[Write]:
    """Return the entries, each naming the file its page went in."""
    found: list[Write] = []
    for each in drawn:
        for kind, record_id, changes, chain in each.writes:
            told = {**changes, "file_hash": hashed} if kind == "print" else changes
            found.append((kind, record_id, told, ChainClass(chain)))
    return found


def _keep(vault: Vault, writes: list[Write]) -> None:
    if writes:
        vault.journal.write_many(writes)


def _bookmark(summary: FamilySummary) -> str:
    words = Words(summary.language)
    return words.say("{name}  ·  {day}", name=summary.given_name, day=words.date(summary.on))


def _job(drawn: list[_Drawn], left: list[Left], made: Batch) -> Job:
    put = (
        Put(
            key=each.due.key, record_id=each.writes[-1][1], child_id=each.due.child_id,
            code=code_of_page(each.summary), language=each.summary.language, first_page=first,
        )
        for each, first in zip(drawn, made.first_pages, strict=True)
    )  # fmt: skip
    return Job(put=tuple(put), left=tuple(left), pages=made.pages)
