"""How long a day of family pages takes, and one page at the terminal from a cold start."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import visit_files
from imh_desktop.flows.specimens import specimens
from tests.flows.safe_pages import pages

pytestmark = pytest.mark.benchmark
MANY, MOST_SECONDS, MOST_COLD = 200, 10.0, 1.5


def test_two_hundred_summaries() -> None:
    """Of all layouts and both languages, from the visit's value to the file's bytes."""
    library = Library()
    made = [*pages(library, "en", MANY // 2, 1), *pages(library, "es", MANY // 2, 2)]
    begun = time.perf_counter()
    for each in made:
        visit_files.family_document(each.file, library, "", None, each.wish)
    took = time.perf_counter() - begun
    print(f"{MANY} summaries of all layouts: {took:.1f} s")
    assert took <= MOST_SECONDS


def test_the_specimens_of_three_languages() -> None:
    library = Library()
    begun = time.perf_counter()
    made = [each.pdf() for each in specimens(library)]
    print(f"{len(made)} specimen pages: {time.perf_counter() - begun:.1f} s")
    assert made
    assert all(each.startswith(b"%PDF-") for each in made)


def test_one_page_from_a_cold_start(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "imh_desktop"]
    visit = tmp_path / "visit.json"
    visit.write_bytes(
        subprocess.run([*program, "example", "visit"], check=True, capture_output=True).stdout
    )
    took = []
    for number in range(5):
        begun = time.perf_counter()
        subprocess.run(
            [*program, "document", "family", str(visit), "--out", str(tmp_path / f"{number}.pdf")],
            check=True,
            capture_output=True,
        )
        took.append(time.perf_counter() - begun)
    print(f"document family, cold process: {median(took):.2f} s")
    assert median(took) <= MOST_COLD
