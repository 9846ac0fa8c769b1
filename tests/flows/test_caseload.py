"""The list of children: order, what is due, and search that forgives."""

import random
import time
from datetime import timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows.card_views import counted
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault

from .conftest import BORN, ON


def _child(vault: Vault, given: str, family: str = "", number: str = "", adult: str = "") -> Child:
    form = ChildForm(
        given_name=given, family_name=family, born_earliest=BORN.isoformat(), number=number
    )
    people = (CaregiverForm(name=adult),) if adult else ()
    return add_child(vault, form, people, today=ON)


def _close(visit: OpenVisit) -> None:
    for text in ("Mara sang.", "Mara ate.", "Mara slept."):
        add_moment(visit, text)
    close(visit)


def test_an_empty_vault_has_no_rows(vault: Vault, library: Library) -> None:
    assert Caseload(vault, ON, library).rows() == ()
    assert Caseload(vault, ON, library).rows("x") == ()


def test_open_visits_come_first_then_those_due(vault: Vault, library: Library) -> None:
    new, due, waiting, busy = (_child(vault, name) for name in ("Ana", "Bea", "Cid", "Dov"))
    for child, ago in ((due, 25), (waiting, 5), (busy, 25)):
        _close(start(vault, library, child.child_id, on=ON - timedelta(days=ago)))
    visit = start(vault, library, busy.child_id, on=ON)
    visit.use_known("seen")
    for item_id in ("r1-more-and-enough", "r2-comes-when-hurt"):
        visit.answer(item_id, "often")
    rows = Caseload(vault, ON + timedelta(days=20), library).rows()
    assert [(row.child.given_name, row.state) for row in rows] == [
        ("Dov", "open"),
        ("Bea", "due"),
        ("Ana", "new"),
        ("Cid", "waiting"),
    ]
    assert (rows[0].open_visit_id, rows[0].answered, rows[0].open_on) == (
        visit.visit.visit_id,
        2,
        ON,
    )
    assert rows[0].total > 20
    assert rows[1].due_on == ON + timedelta(days=17)
    assert rows[2].last_on is None
    assert new.child_id == rows[2].child.child_id


def test_progress_is_what_the_visit_page_says(vault: Vault, library: Library) -> None:
    child = _child(vault, "Ana", adult="Bea")
    visit = start(vault, library, child.child_id, on=ON)
    visit.use_known("seen")

    def listed() -> tuple[int, int]:
        (row,) = Caseload(vault, ON, library).rows()
        return row.answered, row.total

    assert listed() == counted(visit) == (0, 25)
    visit.answer("r1-more-and-enough", "often")
    group = next(item for item in visit.items().values() if len(item.signs) == 2)
    visit.answer(group.item_id, "a_little")
    assert listed() == counted(visit) == (2, 27)
    visit.answer("t4-very-ill-or-not-feeding", "no")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer("t1-thoughts-of-harm", "no")
    visit.keep_note("o2-how-are-you", "Not slept for weeks.")
    assert listed() == counted(visit) == (2, 27)


@pytest.fixture
def caseload(vault: Vault, library: Library) -> Caseload:
    _child(vault, "Zoë", "Nuñez Ibáñez", "KID-07", "Inés Ibáñez")
    _child(vault, "Łukasz", "Wójcik", "KID-08", "Marta")
    _child(vault, "Amara", "Okafor", "KID-09", "Chidi")
    return Caseload(vault, ON, library)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("zoe", "Zoë"),
        ("NUNEZ", "Zoë"),
        ("ibañez zo", "Zoë"),
        ("ines", "Zoë"),
        ("kid-08", "Łukasz"),
        ("wojcik", "Łukasz"),
        ("chidi", "Amara"),
        ("okfor", "Amara"),
        ("amarra", "Amara"),
    ],
)
def test_search_forgives_accents_case_and_slips(
    caseload: Caseload, search: str, found: str
) -> None:
    rows = caseload.rows(search)
    assert rows
    assert rows[0].child.given_name == found


@pytest.mark.parametrize("search", ["qqqq", "%", "zzz ' OR 1=1", "(?i)x", "\0"])
def test_what_is_not_there_is_not_found(caseload: Caseload, search: str) -> None:
    assert caseload.rows(search) == ()


def test_blanks_find_everyone(caseload: Caseload) -> None:
    assert len(caseload.rows("  ")) == 3


def test_a_new_child_is_there_after_a_reload(vault: Vault, caseload: Caseload) -> None:
    _child(vault, "Nina")
    caseload.reload()
    assert caseload.rows("nina")[0].child.given_name == "Nina"


@pytest.mark.benchmark
def test_search_among_two_thousand(
    vault: Vault, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(2)
    for _ in range(2_000):
        name = "".join(chance.choice("aeioubdlmnrst") for _ in range(7)).title()
        _child(vault, name, name[::-1].title(), adult=name[2:].title())
    begun = time.perf_counter()
    caseload = Caseload(vault, ON, library)
    loaded = time.perf_counter() - begun
    begun = time.perf_counter()
    caseload.rows("lamento")
    searched = time.perf_counter() - begun
    with capsys.disabled():
        print(f"\n2,000 children: list {loaded * 1000:.0f} ms, search {searched * 1000:.1f} ms")
    assert searched < 0.1
