"""A scripted day of a whole programme, from the command line and through the window.

`python3 run.py test -m release -s tests/day` leaves its report and pictures in $IMH_DAY, or in
the test's own folder.
"""

import os
from pathlib import Path

import pytest

from .evening import cover, decide, export, find_doubles, print_pages, shut_out, take_back
from .morning import disagree, first_work, gather_first, join_all, survive_kills
from .programme import Programme
from .report import Report

pytestmark = [pytest.mark.release, pytest.mark.timeout(900)]


def test_a_day_runs_from_end_to_end(tmp_path: Path) -> None:
    place = Path(os.environ.get("IMH_DAY", tmp_path))
    report = Report()
    day = Programme(place, report)
    try:
        ids = join_all(day)
        children = first_work(day)
        gather_first(day)
        survive_kills(day)
        disagree(day, children)
        decide(day, children["ana"])
        find_doubles(day)
        cover(day, ids, children["ana"])
        shut_out(day, ids)
        take_back(day)
        print_pages(day)
        export(day)
    finally:
        report.keep(place / "report.md")
        print(*report.lines, sep="\n")
