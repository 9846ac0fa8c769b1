"""The list and the page of a child among 10,000 children and 100,000 visits.

The vault is made once (some minutes), or taken from the folder IMH_DEMO names.
"""

import os
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.content.library import Library
from imh_desktop.flows.demo import open_demo
from imh_desktop.flows.demo_at_large import Size, make
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program

TODAY = date(2026, 11, 26)
START_S, OPEN_MS = 2.0, 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if there := os.environ.get("IMH_DEMO"):
        return Path(there)
    place = tmp_path_factory.mktemp("many") / "vault"
    begun = time.perf_counter()
    make(place, Library(), Size(children=10_000, visits=100_000), TODAY)
    print(f"\nmade in {time.perf_counter() - begun:.0f} s")
    return place


@pytest.mark.check(20)
@pytest.mark.benchmark
@pytest.mark.timeout(1800)
def test_a_large_caseload_is_there_at_once(
    folder: Path, qtbot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    program = Program(
        qapp, LaptopSettings(theme="light", language="en", cover_minutes=0), folder, lambda: None
    )
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    program.window.show()
    from imh_desktop.ui.program import _warm

    _warm()
    vault = open_demo(folder, Library(), TODAY)
    begun, worked = time.perf_counter(), time.process_time()
    program._on_opened(vault)
    QApplication.processEvents()
    start, start_work = time.perf_counter() - begun, time.process_time() - worked
    workspace, opened = program._workspace, []
    children = [row.child.child_id for row in program.window.pages[-1]._caseload.rows()]
    workspace.show_child(children[0])
    for child_id in Random(3).sample(children, 15):
        begun, worked = time.perf_counter(), time.process_time()
        workspace.show_child(child_id)
        QApplication.processEvents()
        opened.append((time.perf_counter() - begun, time.process_time() - worked))
    program.close()
    wall, work = (sorted(1000 * each[i] for each in opened) for i in (0, 1))
    print(
        f"\nlist {start:.2f} s ({start_work:.2f} of work); a child {wall[7]:.0f} ms, at most"
        f" {wall[-1]:.0f} ({work[7]:.0f} and {work[-1]:.0f} of work)"
    )
    assert start_work <= START_S
    assert work[7] <= OPEN_MS
