"""The figures of two checks: another language during a visit, and eight families' pages."""

import time
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.flows import programme
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.printing_batch import due, print_batch
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.words import Words
from tests.flows.export_vault import ON, child_of, visit_of
from tests.ui_shell.conftest import (  # noqa: F401
    folder,
    hands,
    library,
    opened,
    program,
    vault,
    words,
)
from tests.ui_shell.test_dressing import in_a_visit  # noqa: F401

pytestmark = [pytest.mark.benchmark, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]
LANGUAGE_MS, EIGHT_S = 500, 5.0


@pytest.mark.check(16)
def test_another_language_in_the_middle_of_a_visit(in_a_visit) -> None:  # noqa: F811
    shown, _answered, _at = in_a_visit
    took = []
    for language in ("ar", "en", "es", "ar", "en"):
        begun = time.perf_counter()
        shown.use(LaptopSettings(theme="light", language=language, cover_minutes=0))
        QApplication.processEvents()
        took.append(1000 * (time.perf_counter() - begun))
    print(f"\nanother language: {median(took):.0f} ms, at most {max(took):.0f}")
    assert median(took) <= LANGUAGE_MS


@pytest.mark.check(18)
def test_the_pages_of_eight_families(vault, library, tmp_path) -> None:  # noqa: F811
    programme.save(vault, demo_programme(ON, Words("en")), today=ON)
    for n in range(8):
        child = child_of(vault, f"Child {n}", page_language=("en", "es")[n % 2])
        close(visit_of(vault, library, child))
    found = due(vault, ON)
    begun = time.perf_counter()
    answers = {each.child_id: "print" for each in found}
    job = print_batch(vault, library, found, answers, tmp_path / "day.pdf", ON)
    took = time.perf_counter() - begun
    print(f"\neight families, {job.pages} pages: {took:.1f} s")
    assert len(job.put) == 8
    assert took <= EIGHT_S
    vault.close()
