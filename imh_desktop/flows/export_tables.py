"""Exports as tables: what is common to CSV, XLSX, statistics files and the twenty-year archive."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imh_desktop import __version__
from imh_desktop.content.library import Library
from imh_desktop.core.progress import Progress
from imh_desktop.errors import InputError
from imh_desktop.exchange.tables import codebook
from imh_desktop.exchange.tables.shape import Row, Table, Variable
from imh_desktop.flows.export_items import Forms, forms_of
from imh_desktop.flows.export_rows import ExportReader
from imh_desktop.flows.export_schema import tables
from imh_desktop.flows.export_values import RowMaker
from imh_desktop.flows.exporting import Permit, Tally, leaves_protection, permit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import LANGUAGES, Words

Write = Callable[[str, Row], None]
"""Takes the name of a table and a row of it."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``now``: the local time. ``language``: of labels and meanings."""

    now: datetime
    language: str = "en"
    purpose: str = ""
    partner_id: str = ""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """An export that may be written. ``tables``: those with rows of children; ``codebook`` and
    ``about`` are written beside them."""

    vault: Vault
    library: Library
    ask: Ask
    allowed: Permit
    forms: Forms
    words: Words
    tables: tuple[Table, ...]
    maker: RowMaker

    @property
    def guarded(self) -> bool:
        """Tell whether a spreadsheet may open it, so that texts are guarded."""
        return self.allowed.format in ("csv", "xlsx", "twenty-years")

    @property
    def codebook(self) -> Table:
        """Return the table of all columns and codes."""
        say = self.words.say
        meanings = {
            "table": say("Table"), "variable": say("Column"), "meaning": say("What it means"),
            "kind": say("Kind"), "class": say("Class of the question: P or C"),
            "checklist": say("Checklist and its versions"), "code": say("Code"),
            "label": say("What the code means"), "missing": say("It says why there is no value"),
        }  # fmt: skip
        return codebook.codebook(say("Every column and every code"), meanings)

    @property
    def about(self) -> Table:
        """Return the table that says what this export is."""
        say = self.words.say
        variables = (
            Variable(name="number", title=say("Number"), kind="integer"),
            Variable(name="about", title=say("About this export")),
        )
        return Table(
            name="about", title=say("About this export"), variables=variables, key=("number",)
        )

    @property
    def label_title(self) -> str:
        """Return how a column of labels is called, with a place for ``{title}``."""
        return self.words.say("{title} (in words)")


def prepare(vault: Vault, library: Library, format_: str, ask: Ask) -> Prepared:
    """Hold an export to the gate, and settle what its tables are.

    Raises:
        InputError: as ``exporting.permit``; or the language is not shipped.
    """
    if ask.language not in LANGUAGES:
        raise InputError(
            "We do not know this language.", place="--language", expected=", ".join(LANGUAGES)
        )
    allowed = permit(
        vault, format_, on=ask.now.date(), purpose=ask.purpose, partner_id=ask.partner_id
    )
    words = Words(ask.language)
    forms = forms_of(vault, library, ask.language)
    columns = forms.columns(words, _covered(allowed) if ask.partner_id else None)
    shape = tables(words, columns)
    partners = {one.partner_id: one.name for one in records.partners(vault)}
    return Prepared(
        vault=vault, library=library, ask=ask, allowed=allowed, forms=forms, words=words,
        tables=shape, maker=RowMaker(shape, columns, partners, forms.texts),
    )  # fmt: skip


def pour(prepared: Prepared, write: Write, tally: Tally, progress: Progress) -> None:
    """Write every row of every child, and then the codebook and what the export is."""
    total, unreadable = len(prepared.allowed.covers), 0
    reader = ExportReader(prepared.vault, prepared.library, prepared.allowed)
    for number, child in enumerate(reader, start=1):
        unreadable += child.unreadable
        for table, row in prepared.maker.rows(child):
            write(table, row)
            tally.rows += 1
        tally.children += 1
        progress("write", number, total)
    yes, no = prepared.words.say("Yes"), prepared.words.say("No")
    for row in codebook.rows(prepared.tables, yes, no):
        write("codebook", row)
    for number, said in enumerate(about(prepared, unreadable), start=1):
        write("about", (number, said))


def about(prepared: Prepared, unreadable: int = 0, *, guarded: bool | None = None) -> Iterator[str]:
    """Yield what whoever opens the export is to know.

    Args:
        guarded: whether its texts are; None: as its format has it.
    """
    say, count, ask = prepared.words.say, prepared.words.count, prepared.ask
    if prepared.allowed.made_up:
        yield say("Everything here is made up. None of it is about real people.")
    yield leaves_protection(prepared.words)
    on = prepared.words.date(ask.now.date())
    yield say("Written on {date} by IMH Desktop {version}.", date=on, version=__version__)
    if name := records.programme(prepared.vault).name:
        yield say("Programme: {name}", name=name)
    if ask.purpose:
        yield say("What it is for: {purpose}", purpose=ask.purpose)
    if ask.partner_id:
        yield say("It holds only what the families allowed this partner to know.")
    yield from left_out(prepared.allowed.left_out, prepared.words)
    if unreadable:
        yield count(
            "{n} visit is left out: its day is not known here, or two laptops differ on it.",
            "{n} visits are left out: their day is not known here, or two laptops differ on it.",
            unreadable,
        )
    yield say("What adults told in private is not in here.")
    yield say(
        "The checklist is a guide for looking together. It is not a test, and gives no score and no"
        " diagnosis."
    )
    if prepared.guarded if guarded is None else guarded:
        yield say(
            "An apostrophe was put in front of a text that a spreadsheet could take for a formula,"
            " and of a text that begins with one. To have the text as it was, take one away."
        )


def left_out(counts: dict[str, int], words: Words) -> Iterator[str]:
    """Yield how many children are not in an export, and why."""
    if n := counts.get("no_consent", 0):
        yield words.count(
            "{n} child is left out: no consent for this partner is valid today.",
            "{n} children are left out: no consent for this partner is valid today.",
            n,
        )
    if n := counts.get("made_up", 0):
        yield words.count(
            "{n} child is left out because it is made up.",
            "{n} children are left out because they are made up.",
            n,
        )
    if n := counts.get("unreadable", 0):
        yield words.count(
            "{n} child is left out: its day of birth has not arrived here.",
            "{n} children are left out: their day of birth has not arrived here.",
            n,
        )


def made_at(prepared: Prepared) -> str:
    """Return when an export was asked for, as an instant in UTC."""
    return prepared.ask.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _covered(allowed: Permit) -> frozenset[str]:
    return frozenset[str]().union(*(cover.items for cover in allowed.covers.values()))
