"""The archive for twenty years, opened by programs that are not ours."""

import csv
import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtQml import QJSEngine

from imh_desktop.content.library import Library
from imh_desktop.exchange.tables.guard import unguarded
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_twenty_years import export_twenty_years
from imh_desktop.store.vault import Vault
from tests.flows import export_vault
from tests.flows.export_vault import child_of, visit_of

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NAMES = (
    "Mara", "</script><script>alert(1)</script>", "<!--<script>", "Ñandú", "]]>&amp;x",
    "'; DROP TABLE children; --", "=1+1",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        yield vault


@pytest.fixture
def archive(desk: Vault, library: Library, tmp_path: Path) -> Path:
    """A folder with children of hostile names, each with a visit."""
    for name in NAMES:
        visit = visit_of(desk, library, child_of(desk, name))
        visit.keep_note("o1-any-worry", f"note of {name}")
        visit.alone_with(visit.caregivers[0].caregiver_id)
        for item in visit.items().values():
            if item.sensitivity.private and item.codes:
                visit.answer(item.item_id, "no")
                visit.keep_note(item.item_id, "private words")
        if name == "Mara":
            close(visit)
    export_twenty_years(prepare(desk, library, "twenty-years", Ask(now=NOW)), tmp_path / "out")
    return tmp_path / "out"


class Blocks(HTMLParser):
    """The scripts of a page as a browser finds them, and everything that could fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.fetching: list[str] = []
        self.policy = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.fetching += [f"{tag} {name}" for name in said if name in ("src", "href", "srcset")]
        self.policy += str(said.get("content") or "") if "http-equiv" in said else ""
        self._inside = tag == "script"
        if self._inside:
            self.scripts.append((said, ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            attrs, text = self.scripts[-1]
            self.scripts[-1] = (attrs, text + data)


def blocks(path: Path) -> Blocks:
    parsed = Blocks()
    parsed.feed((path / "reader.html").read_text("utf-8"))
    parsed.close()
    return parsed


def page(parsed: Blocks) -> QJSEngine:
    """The page's own script, running on as much of a page as it needs."""
    engine = QJSEngine()

    def run(script: str) -> None:
        result = engine.evaluate(script)
        assert not result.isError(), result.toString()

    run((Path(__file__).parent / "reader_dom.js").read_text("utf-8"))
    for attrs, text in parsed.scripts[:-1]:
        run(f"byId[{json.dumps(attrs['id'])}] = {{textContent: {json.dumps(text)}}};")
    run(parsed.scripts[-1][1])
    return engine


def test_stock_sqlite_reads_all_of_it(archive: Path) -> None:
    with sqlite3.connect(f"file:{archive / 'records.sqlite'}?mode=ro", uri=True) as plain:
        names = {name for (name,) in plain.execute("SELECT given_name FROM children")}
        assert names == {name.strip() for name in NAMES}
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        (found,) = plain.execute(
            "SELECT count(*) FROM answers JOIN visits USING (visit_id) WHERE code = 'a_little'"
        ).fetchone()
    plain.close()
    assert found == len(NAMES)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="no sqlite3 command on this machine")
def test_the_sqlite3_command_reads_it(archive: Path) -> None:
    select = "SELECT count(*) FROM visits WHERE state = 'closed'"
    command = ["sqlite3", "-readonly", str(archive / "records.sqlite"), select]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "1"


def test_csv_and_sqlite_hold_the_same(archive: Path) -> None:
    with sqlite3.connect(archive / "records.sqlite") as plain:
        for (table,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            cursor = plain.execute(f'SELECT * FROM "{table}"')
            heads = [column[0] for column in cursor.description]
            with (archive / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                told, *rows = csv.reader(file)
            assert told == heads
            stored = [["" if v is None else str(v) for v in row] for row in cursor]
            assert [[unguarded(cell) for cell in row] for row in rows] == stored
    plain.close()


def test_nothing_private_is_in_it(archive: Path) -> None:
    checklist = Library().checklist("observation")
    private = [i.item_id for i in checklist.items if i.sensitivity.private]
    for path in archive.rglob("*"):
        if path.is_file() and path.parent.name != "checklists":
            data = path.read_bytes()
            assert b"private words" not in data
            assert not any(item_id.encode() in data for item_id in private)


def test_no_name_breaks_out_of_the_page(archive: Path) -> None:
    parsed = blocks(archive)
    *data, (attrs, script) = parsed.scripts
    assert [a["id"] for a, _ in data] == [*(f"child-{n}" for n in range(len(NAMES))), "about"]
    assert all(a["type"] == "application/json" for a, _ in data)
    assert attrs == {}
    assert "alert" not in script
    assert parsed.fetching == []
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "default-src 'none'" in parsed.policy
    assert f"'sha256-{digest}'" in parsed.policy
    children = json.loads(data[-1][1])["children"]
    assert [child["name"] for child in children] == [name.strip() for name in NAMES]


@pytest.mark.usefixtures("qapp")
def test_the_page_searches_and_shows_child_and_visit(archive: Path) -> None:
    engine = page(blocks(archive))

    def said(script: str) -> Any:
        result = engine.evaluate(script)
        assert not result.isError(), result.toString()
        return result.toVariant()

    assert said("shown('found')") == f"Children found: {len(NAMES)}"
    said("type('nandu')")
    assert said("shown('found')") == "Children found: 1"
    said("press(0)")
    assert "Ñandú" in said("shown('page')")
    said("type('script')")
    said("press(0)")
    text = said("shown('page')")
    assert NAMES[1] in text
    assert f"note of {NAMES[1]}" in text
    assert "A little" in text
    assert "Ask the nurse" in text
    assert "10 June" not in text
    assert "2026-06-10" in text
    assert said("document.focused.textContent") == NAMES[1]
    said("type('nobody at all')")
    assert said("shown('found')") == "Children found: 0"


def test_the_checklists_come_in_every_language(archive: Path, library: Library) -> None:
    for language in library.languages("observation"):
        words = json.loads(
            (archive / "checklists" / f"observation-words-{language}.json").read_text()
        )
        assert words["items"]["o1-any-worry"]["text"]
    (structure,) = [p for p in (archive / "checklists").iterdir() if "words" not in p.name]
    assert json.loads(structure.read_text())["items"]


def test_a_zip_holds_the_same_folder(
    archive: Path, desk: Vault, library: Library, tmp_path: Path
) -> None:
    prepared = prepare(desk, library, "twenty-years", Ask(now=NOW))
    export_twenty_years(prepared, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        assert packed.testzip() is None
        found = {name: packed.read(name) for name in packed.namelist()}
    files = {p.relative_to(archive).as_posix(): p for p in archive.rglob("*") if p.is_file()}
    assert set(found) == set(files)
    assert found["csv/answers.csv"] == files["csv/answers.csv"].read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {"desk", "out", "out.zip"}


def test_the_readme_is_in_both_languages(desk: Vault, library: Library, tmp_path: Path) -> None:
    prepared = prepare(desk, library, "twenty-years", Ask(now=NOW, language="es"))
    export_twenty_years(prepared, tmp_path / "out")
    text = (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert "How to open it" in text
    assert text.count("records.sqlite") == 2


CHROMIUM = next(filter(shutil.which, ("chromium", "chromium-browser", "google-chrome")), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_shows_the_list(archive: Path, tmp_path: Path) -> None:
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", f"--user-data-dir={tmp_path / 'browser'}",
        "--dump-dom", (archive / "reader.html").as_uri(),
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in told.stdout
    assert told.stdout.count("<li>") == len(NAMES)
