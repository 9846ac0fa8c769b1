"""How quickly the visit screen opens, changes domain and takes answers, beside a bare Qt window.

Each figure ends when everything that follows from the act has been painted. Run by
``python3 run.py test -m benchmark``.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, visiting
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.words import Words

pytestmark = [pytest.mark.benchmark, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]
ROUNDS = 7


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa") as vault:
        yield vault


@pytest.fixture
def visit(vault: Vault) -> OpenVisit:
    """A child with a caregiver, an earlier closed visit, and a visit just started."""
    form = ChildForm(given_name="Amara", born_earliest="2025-12-18", gestation="36w0d")
    people = [CaregiverForm(name="Fatou", relation="mother")]
    child, library = enrolling.add_child(vault, form, people), Library()
    earlier = visiting.start(vault, library, child.child_id, on=date(2026, 10, 20))
    earlier.use_known("both")
    for item in list(earlier.items().values())[:20]:
        if item.codes and not item.sensitivity.private:
            earlier.answer(item.item_id, item.codes[1])
    vault.journal.close(earlier.visit.visit_id, {})
    visit = visiting.start(vault, library, child.child_id, on=date(2026, 11, 22))
    visit.use_known("both")
    return visit


@pytest.fixture
def look(qapp: QApplication) -> Look:
    look = Look()
    look.apply(qapp)
    return look


def milliseconds(act: Callable[[], object]) -> float:
    """Time an act until the last paint that follows from it."""
    start = time.perf_counter()
    act()
    QApplication.processEvents()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def own_work(act: Callable[[], object]) -> tuple[float, float]:
    """Time an act as ``milliseconds`` does, and how much of it this thread itself worked: on a
    shared machine the rest is waiting for a processor that somebody else has."""
    before = time.thread_time()
    passed = milliseconds(act)
    return passed, (time.thread_time() - before) * 1000


def shown(make: Callable[[], QWidget], kept: list[QWidget]) -> Callable[[], None]:
    def act() -> None:
        window = make()
        window.resize(1366, 768)
        window.show()
        kept.append(window)

    return act


def bare() -> QWidget:
    window = QMainWindow()
    window.setCentralWidget(QLabel("A bare window"))
    return window


def tell(what: str, figure: float, limit: float, bare_window: float) -> None:
    print(
        f"\n{what}: {figure:.1f} ms (limit {limit:.0f} ms), "
        f"{figure / bare_window:.2f} x a bare window of {bare_window:.1f} ms"
    )


@pytest.fixture
def bare_window(look: Look) -> float:
    kept: list[QWidget] = []
    figure = median(milliseconds(shown(bare, kept)) for _ in range(ROUNDS))
    for window in kept:
        window.close()
    return figure


@pytest.mark.check(20)
def test_opening_a_visit(look: Look, visit: OpenVisit, vault: Vault, bare_window: float) -> None:
    """From the stored visit to the painted screen, in a fresh process's first opening too."""
    library, kept = Library(), []

    def page() -> QWidget:
        again = visiting.resume(vault, library, visit.visit.visit_id)
        return VisitPage(look, Words("en"), again)

    times = [milliseconds(shown(page, kept)) for _ in range(ROUNDS)]
    tell("opening a visit, first", times[0], 300, bare_window)
    tell("opening a visit, median", median(times), 300, bare_window)
    for window in kept:
        window.close()
    assert max(times) <= 300


@pytest.mark.check(20)
def test_changing_domain(look: Look, visit: OpenVisit, bare_window: float) -> None:
    """To a domain not yet built (its first time), and back to a built one."""
    page = VisitPage(look, Words("en"), visit)
    milliseconds(shown(lambda: page, []))
    order = [d.domain_id for d in visit.checklist.domains]
    first = [milliseconds(lambda d=d: page.enter(d)) for d in order[1:]]
    again = [milliseconds(lambda d=d: page.enter(d)) for d in order]
    tell("changing domain, slowest first time", max(first), 200, bare_window)
    tell("changing domain, slowest again", max(again), 200, bare_window)
    page.close()
    assert max(first + again) <= 200


def test_answering(look: Look, visit: OpenVisit, bare_window: float) -> None:
    """Every key from the first card to the review, with the idle work between them."""
    page = VisitPage(look, Words("en"), visit)
    milliseconds(shown(lambda: page, []))
    reached: list[bool] = []
    page.review_wanted.connect(lambda: reached.append(True))
    keys, work, idle = [], [], []
    while not reached and len(keys) < 60:
        passed, worked = own_work(lambda: QTest.keyClick(page.window().focusWidget() or page, "1"))
        keys.append(passed)
        work.append(worked)
        until = time.perf_counter() + 0.6  # a visitor's shortest pause: the next cards are built
        while time.perf_counter() < until:
            idle.append(own_work(lambda: None)[1])
            time.sleep(0.005)
    tell("a key, median", median(keys), 50, bare_window)
    tell("a key, slowest", max(keys), 50, bare_window)
    tell("a key, slowest, own work of the thread", max(work), 50, bare_window)
    tell("idle work, slowest step", max(idle), 50, bare_window)
    assert reached
    assert median(keys) <= 50
    assert max(work) <= 50
    assert max(idle) <= 50
    page.close()
