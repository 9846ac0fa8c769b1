"""Whatever writes a file outside the vault keeps the demo apart, or marks each of its pages."""

import ast
from datetime import date, datetime
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import apart, devices, figure_files, log_export, visit_calendar
from imh_desktop.flows.apart import NotTogether
from imh_desktop.flows.demo import open_demo
from imh_desktop.flows.log_book import Wanted
from imh_desktop.flows.programme_figures import figures, last_year
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12).astimezone()
WORDS = Words("en")
FLOWS = Path(apart.__file__).parent
WRITING = frozenset({"unfinished", "leaving"})
PAPERS = {"printing_files", "printing_batch", "family_copy"}
"""Flows whose files are pages, each with its mark (test_demo_papers)."""
ASKING = {"require_real", "permit", "prepare", "_permit", "Prepared"}
"""Names by which a flow asks whether this is the demo; the last is made by ``prepare`` alone."""


@pytest.fixture
def demo(tmp_path: Path, library: Library):
    """The demo on a laptop that would be allowed to export."""
    with open_demo(tmp_path / "v", library, TODAY) as vault:
        devices.certify_self(vault, "Desk", TODAY)
        yield vault


def refused(vault: Vault, door) -> None:
    before = vault.journal.dump()
    with pytest.raises(NotTogether, match="This is the demo"):
        door()
    assert vault.journal.dump() == before


@pytest.mark.check(15)
def test_figures_and_findings_leave_the_demo_as_marked_pages_alone(demo, library):
    of = figures(demo, library, last_year(TODAY), TODAY)
    for kind in ("csv", "xlsx"):
        refused(demo, lambda kind=kind: figure_files.figures_file(demo, of, kind, WORDS))
        refused(demo, lambda kind=kind: figure_files.findings_file(demo, (), of, kind, WORDS))
    assert figure_files.figures_file(demo, of, "pdf", WORDS).startswith(b"%PDF")
    assert figure_files.findings_file(demo, (), of, "pdf", WORDS).startswith(b"%PDF")


@pytest.mark.check(15)
def test_neither_the_log_nor_a_calendar_of_the_demo_is_written(demo, library, tmp_path):
    log, weeks = tmp_path / "log.csv", tmp_path / "weeks.ics"
    refused(demo, lambda: log_export.export_log(demo, library, WORDS, Wanted(), log))
    refused(demo, lambda: visit_calendar.write_calendar(demo, library, weeks, "none", WORDS, NOW))
    assert not log.exists()
    assert not weeks.exists()


@pytest.mark.check(15)
def test_every_flow_that_writes_a_file_asks_whether_this_is_the_demo():
    """A new export that forgets it is found here."""
    asking, writing = set(), set()
    for file in FLOWS.glob("*.py"):
        names = {
            node.id for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Name)
        }  # fmt: skip
        if names & WRITING and file.stem not in ("export_targets", "exporting"):
            writing.add(file.stem)
        if names & ASKING:
            asking.add(file.stem)
    assert len(writing) > 8
    assert writing - PAPERS - asking == set()
