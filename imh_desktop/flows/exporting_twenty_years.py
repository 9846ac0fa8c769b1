"""The archive for twenty years: plain SQLite, CSV, the checklists' texts, and a page to read it.

It needs no program of ours to be opened: a spreadsheet, the ``sqlite3`` command or a browser do.
"""

import json
import shutil
import zipfile
from contextlib import ExitStack
from pathlib import Path

import msgspec

from imh_desktop.core.progress import Progress, quiet
from imh_desktop.exchange.tables.csv_files import CsvFolder
from imh_desktop.exchange.tables.datapackage import datapackage
from imh_desktop.exchange.tables.reader_page import PageWords, Question, ReaderPage
from imh_desktop.exchange.tables.shape import Labeller, Row, Table, with_labels
from imh_desktop.flows.export_tables import Prepared, about, made_at, pour, write_text
from imh_desktop.flows.exporting import Finished, Tally, finished, leaving
from imh_desktop.store.plain import PlainFile, PlainTable
from imh_desktop.words import Words

DATABASE, READER, README = "records.sqlite", "reader.html", "README.txt"
_CSV, _CHECKLISTS = "csv", "checklists"


def export_twenty_years(prepared: Prepared, target: Path, progress: Progress = quiet) -> Finished:
    """Write a folder, or a zip file when the target's name ends in ``.zip``.

    Raises:
        InputError, EnvironmentFault: as ``exporting``; nothing was written.
    """
    with leaving(prepared.vault, prepared.allowed, target) as (place, tally):
        if target.suffix.lower() == ".zip":
            folder = place.with_name("content")
            _write(prepared, folder, tally, progress)
            _zip(folder, place)
            shutil.rmtree(folder)
        else:
            _write(prepared, place, tally, progress)
    return finished(prepared.allowed, tally, target)


def _write(prepared: Prepared, folder: Path, tally: Tally, progress: Progress) -> None:
    folder.mkdir(mode=0o700)
    tables = (*prepared.tables, prepared.codebook, prepared.about)
    title = prepared.label_title
    labelled = tuple(with_labels(table, title) for table in tables)
    labellers = {table.name: Labeller(table) for table in tables}
    with ExitStack() as open_files:
        csv = open_files.enter_context(
            CsvFolder(folder / _CSV, tables, bom=False, label_title=title)
        )
        plain = open_files.enter_context(PlainFile(folder / DATABASE, _plain(labelled)))
        reader = open_files.enter_context(
            ReaderPage(folder / READER, tables, _page_words(prepared), _questions(prepared))
        )

        def write(table: str, row: Row) -> None:
            csv.write(table, row)
            plain.write(table, labellers[table].row(row))
            reader.write(table, row)

        pour(prepared, write, tally, progress)
    described = datapackage(
        "imh-twenty-years", prepared.words.say("Visits and answers"), made_at(prepared), labelled,
        bom=False, folder=f"{_CSV}/",
    )  # fmt: skip
    write_text(folder / "datapackage.json", _json(described))
    write_checklists(prepared, folder / _CHECKLISTS)
    write_text(folder / README, "\n".join(_readme(prepared)))


def write_checklists(prepared: Prepared, folder: Path) -> None:
    """Write each checklist's structure as visits were made with it, and its words in every
    language this laptop has."""
    folder.mkdir()
    for (checklist_id, digest), checklist in prepared.forms.checklists.items():
        name = f"{checklist_id}-{checklist.version}-{digest[:8]}.json"
        write_text(folder / name, _json(msgspec.to_builtins(checklist) | {"hash": digest}))
    for checklist_id in prepared.forms.texts:
        for language in prepared.library.languages(checklist_id):
            texts = prepared.library.texts(checklist_id, language)
            name = f"{checklist_id}-words-{language}.json"
            write_text(folder / name, _json(msgspec.to_builtins(texts)))


def _plain(tables: tuple[Table, ...]) -> list[PlainTable]:
    return [
        PlainTable(
            name=table.name,
            columns=tuple(
                (v.name, "INTEGER" if v.kind == "integer" else "TEXT") for v in table.variables
            ),
            key=table.key,
            joins=tuple((join.column, join.table) for join in table.joins),
        )
        for table in tables
    ]


def _questions(prepared: Prepared) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for (checklist_id, _), checklist in prepared.forms.checklists.items():
        texts = prepared.forms.texts.get(checklist_id)
        for item in checklist.items:
            if texts and not item.sensitivity.private and item.item_id in texts.items:
                domain = checklist.domain_of(item).domain_id
                found[item.item_id] = Question(
                    texts.items[item.item_id].text, texts.domains.get(domain, domain)
                )
    return found


def _page_words(prepared: Prepared) -> PageWords:
    say = prepared.words.say
    return PageWords(
        language=prepared.ask.language, title=say("Children and visits"),
        sentences=tuple(about(prepared, guarded=False)),
        words={
            "search": say("Search for a child by name, number or day of birth"),
            "choose": say("Choose a child on the list."),
            "found": say("Children found: {n}", n="{n}"),
            "more": say("Children found: {n}. Type more letters to see fewer.", n="{n}"),
            "nameless": say("No name"), "visits": say("Visits"), "moments": say("Good moments"),
            "ideas": say("Something to try at home"), "next_steps": say("Next steps"),
            "follow_ups": say("How did it go?"), "caregivers": say("Caregivers"),
            "referrals": say("Referrals"), "consents": say("Consents"),
            "noscript": say("This page needs scripts to be allowed. It loads nothing."),
        },
    )  # fmt: skip


def _readme(prepared: Prepared) -> list[str]:
    """Return the lines of README.txt: in the export's language, and in English for the rest of
    the world."""
    languages = dict.fromkeys((prepared.ask.language, "en"))
    lines: list[str] = []
    for language in languages:
        told = msgspec.structs.replace(prepared, words=Words(language))
        lines += [*_how_to_read(told.words), "", *about(told), "", "-" * 40, ""]
    return lines[:-2]


def _how_to_read(words: Words) -> list[str]:
    say = words.say
    return [
        say("Children and visits: an archive to keep"),
        "",
        say("How to open it"),
        say("{file}: open it in any browser. It needs no network.", file=READER),
        say("{file}: tables for any spreadsheet or statistics program, in UTF-8.", file=f"{_CSV}/"),
        say("{file}: the same tables in one SQLite 3 file.", file=DATABASE),
        say("{file}: what the tables hold, for programs.", file="datapackage.json"),
        say("{file}: every column and every code, in words.", file=f"{_CSV}/codebook.csv"),
        say("{file}: the questions, as they were asked and in every language.",
            file=f"{_CHECKLISTS}/"),
    ]  # fmt: skip


def _zip(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
