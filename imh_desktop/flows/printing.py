"""Giving a family its page: who may have it, is it safe at home, and what was given.

The entry comes first and the page after it: a machine that stops between the two leaves a line
too many in the list, never a page that nobody knows of.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import msgspec

from imh_desktop import __version__
from imh_desktop.content.library import Library
from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.page_code import codes_in
from imh_desktop.core.people import Paper
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.core.printed import Part, Printed, Safe, Way
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.summary import FamilySummary, Variant
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk
from imh_desktop.flows.care import require_page_wished
from imh_desktop.flows.consent_doors import require_agreed
from imh_desktop.flows.leave_behind import answer_write
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.flows.moving_visits import require_with
from imh_desktop.flows.page_wish import Wish
from imh_desktop.flows.pages import Page
from imh_desktop.flows.printed_pages import basis_of, drawn, one_of, seen_again, summary_of
from imh_desktop.flows.printing_reading import hard_said, page_reading
from imh_desktop.flows.printing_recipients import require_everybody, require_recipients
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.summarising import frozen, frozen_summary
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Giving(msgspec.Struct, frozen=True, kw_only=True):
    """What the visitor decided before a page leaves.

    ``safe``: her answer to "Is it safe for this page to be seen by everyone at home?" ``to``:
    caregivers' ids; none = the family. ``reading_reason``: why a page goes that is hard to read.
    ``variant``, ``other``: the page's layout, and the second language of a bilingual one. ``part``:
    how much of it was chosen, before the question.
    """

    visit_id: str
    safe: Safe
    way: Way
    language: str = "en"
    paper: Paper | None = None
    to: tuple[str, ...] = ()
    reading_reason: str = ""
    variant: Variant = "standard"
    other: str = ""
    part: Part = "whole"


@dataclass(frozen=True, slots=True)
class Given:
    """A page that may leave now: it is in the list already."""

    printed: Printed
    page: Page


@dataclass(frozen=True, slots=True)
class Ready:
    """A giving that passed every check, and the entries that keep it; nothing is written yet."""

    print_id: str
    page: Page
    summary: FamilySummary
    writes: tuple[Write, ...]


def part_of(giving: Giving) -> Part:
    """Return how much of the page is given. The short page is kept alike, whether it was chosen
    before the question or is its answer: who reads the open record cannot tell one from the
    other."""
    return "strengths" if giving.safe == "strengths" else giving.part


def give(
    vault: Vault, library: Library, giving: Giving, on: date, *, words: Words | None = None
) -> Given:
    """Draw a page and keep, before it leaves, that it is given: entries in one transaction.

    Raises:
        PageRefused: as ``family_page``; somebody may not receive it; it is hard to read and no
            reason is given; the answer was not to print; or it goes to the print desk, to which
            the family did not agree.
    """
    ready = prepare(vault, library, giving, on, words=words)
    return keep(vault, ready)


def prepare(
    vault: Vault, library: Library, giving: Giving, on: date, *, words: Words | None = None
) -> Ready:
    """Check and draw a page without keeping anything. Raises as ``give``."""
    words = words or Words("en")
    if giving.safe == "no":
        raise PageRefused(words.say("This page is not printed."), place="safe")
    loaded = load(vault, library, giving.visit_id)
    _require_way(vault, loaded.child.child_id, giving.way, giving.to, on, words)
    part = part_of(giving)
    wish = Wish(
        language=giving.language, variant=giving.variant, other=giving.other, paper=giving.paper
    )
    summary = frozen_summary(
        vault, library, loaded, giving.language, part=part, words=words, wish=wish
    )
    reason = _reading_reason(summary, giving, words)
    page = drawn(summary, giving.visit_id)
    fields: Changes = {
        **_facts(vault, loaded, summary, page, on), "part": part, "way": giving.way,
        "texts": library.texts(loaded.visit.checklist_id, giving.language).text_hash,
        "code": codes_in(summary.stamp)[0], "reading_reason": reason,
        **{f"to.{caregiver_id}": True for caregiver_id in giving.to},
    }  # fmt: skip
    print_id = vault.journal.new_id()
    answer = answer_write(vault, giving.visit_id, giving.safe, on)
    return Ready(print_id, page, summary, (answer, _write(print_id, fields)))


def keep(vault: Vault, ready: Ready) -> Given:
    """Keep a giving that was prepared."""
    vault.journal.write_many(ready.writes)
    return Given(one_of(vault, ready.print_id), ready.page)


def send(
    vault: Vault, library: Library, giving: Giving, on: date, *, words: Words | None = None
) -> PrintPage:
    """Keep that a page goes to the print desk, and freeze it for the next archive. Raises as
    ``give``."""
    ready = prepare(vault, library, giving, on, words=words)
    keep(vault, ready)
    return print_desk.freeze(vault, giving.visit_id, ready.summary, on)


def decline(vault: Vault, visit_id: str, on: date) -> None:
    """Keep that a page is not to be seen by everyone at home; no open record tells of it.

    Raises:
        InputError: the visit is not here.
    """
    if records.visit(vault, visit_id) is None:
        raise InputError("This visit is not here.", place=f"visit {visit_id}")
    vault.journal.write_many([answer_write(vault, visit_id, "no", on)])


def reprint(
    vault: Vault, print_id: str, safe: Safe, on: date, *,
    way: Way = "print", to: tuple[str, ...] = (), words: Words | None = None,
) -> Given:  # fmt: skip
    """Give a page once more from what was kept of it: the same bytes within one version.

    Under another version the footer says so and keeps the code. ``safe`` is asked again; a whole
    page is not cut down to its strengths here: that is another page.

    Raises:
        PageRefused: somebody may not receive it, or it is not safe as it is.
        InputError: it is not here, or a newer version made it.
    """
    return keep(vault, prepare_again(vault, print_id, safe, on, way=way, to=to, words=words))


def prepare_again(
    vault: Vault, print_id: str, safe: Safe, on: date, *,
    way: Way, to: tuple[str, ...] = (), words: Words | None = None,
) -> Ready:  # fmt: skip
    """Check and draw a page once more without keeping anything. Raises as ``reprint``."""
    words = words or Words("en")
    old = one_of(vault, print_id)
    cut_down = safe == "strengths" and old.part == "whole"
    if safe == "no" or cut_down:
        raise PageRefused(words.say("This page is not printed."), place="safe")
    require_page_wished(vault, old.child_id, words)
    require_with(vault, old.visit_id, old.child_id, words)
    _require_way(vault, old.child_id, way, to, on, words)
    page = seen_again(old)
    hashed = sha256(page.content).hexdigest()
    fields: Changes = {
        **_same(old), "on": on.isoformat(), "way": way, "by": vault.worker_id,
        "again_of": print_id, "pdf_hash": hashed, "file_hash": hashed,
        "reading_reason": old.reading_reason,
        **{f"to.{caregiver_id}": True for caregiver_id in to},
    }  # fmt: skip
    again = vault.journal.new_id()
    answer = answer_write(vault, old.visit_id, safe, on)
    return Ready(again, page, summary_of(old), (answer, _write(again, fields)))


def _require_way(
    vault: Vault, child_id: str, way: Way, to: tuple[str, ...], on: date, words: Words
) -> None:  # fmt: skip
    """Hold a way out to the record's list; and a print desk to what the family agreed to."""
    require_recipients(vault, child_id, to, words)
    if way == "desk":
        require_everybody(vault, child_id, words)
        require_agreed(vault, child_id, "print", on, words)


def did_not_come_out(vault: Vault, *print_ids: str) -> None:
    """Keep that pages in the list did not leave after all: the disk or the printer refused."""
    open_, failed = ChainClass.OPEN, {"failed": True}
    vault.journal.write_many([("print", print_id, {**failed}, open_) for print_id in print_ids])


def _facts(
    vault: Vault, loaded: Loaded, summary: FamilySummary, page: Page, on: date
) -> dict[str, str]:
    hashed = sha256(page.content).hexdigest()
    return {
        "child_id": loaded.child.child_id, "visit_id": loaded.visit.visit_id,
        "language": summary.language, "paper": summary.paper, "body": frozen(summary).decode(),
        "program": __version__, "basis": basis_of(vault, loaded.visit.visit_id),
        "pdf_hash": hashed, "file_hash": hashed, "on": on.isoformat(), "by": vault.worker_id,
    }  # fmt: skip


def _same(old: Printed) -> dict[str, str]:
    """Return what a page made again has in common with the first."""
    names = "child_id visit_id language paper part body code program texts basis".split()
    return {name: getattr(old, name) for name in names}


def _write(print_id: str, fields: Changes) -> Write:
    kept = {field: value for field, value in fields.items() if value != ""}
    return ("print", print_id, kept, ChainClass.OPEN)


def _reading_reason(summary: FamilySummary, giving: Giving, words: Words) -> str:
    """Return why a page goes that is hard to read; empty when it reads easily."""
    found = page_reading(summary)
    reason = clean(giving.reading_reason, "reading_reason", NAME_LIMIT)
    if found.easy:
        return ""
    if not reason:
        raise PageRefused(hard_said(found, words), place="reading")
    return reason
