"""What is asked of the file does not grow with the number of children."""

from datetime import date

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.demo import open_demo
from imh_desktop.flows.demo_at_large import Size, make
from imh_desktop.flows.past_visits import closed_marks, closed_steps
from imh_desktop.flows.printing_day import not_given
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

TODAY = date(2026, 11, 26)


class Counting:
    """A connection that counts what it is asked."""

    def __init__(self, real: object) -> None:
        self._real, self.asked = real, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def execute(self, *said: object) -> object:
        self.asked += 1
        return self._real.execute(*said)


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> list[Vault]:
    place, made = tmp_path_factory.mktemp("grown"), []
    for children in (12, 48):
        folder = place / str(children)
        make(folder, Library(), Size(children=children, visits=children * 3), TODAY)
        made.append(open_demo(folder, Library(), TODAY))
    yield made
    for vault in made:
        vault.close()


def asked(vault: Vault, monkeypatch: pytest.MonkeyPatch, work: object) -> int:
    counting = Counting(vault.open_connection())
    with monkeypatch.context() as patched:
        patched.setattr(vault, "_connection", counting)
        work(vault)
    return counting.asked


def test_the_list_costs_the_same_statements_for_more_children(
    vaults: list[Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library()
    few, many = (
        asked(vault, monkeypatch, lambda v: Caseload(v, TODAY, library).rows("maria"))
        for vault in vaults
    )
    assert 0 < few == many < 40


def visits_of(vault: Vault) -> dict[int, str]:
    """How many visits -> a child that has so many, all closed."""
    found = {}
    for child in records.children(vault):
        visits = records.visits(vault, child.child_id)
        if visits and all(visit.closed_at for visit in visits):
            found[len(visits)] = child.child_id
    return found


def test_a_page_of_a_child_does_not_ask_more_where_there_are_more_children(
    vaults: list[Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    by_length = [visits_of(vault) for vault in vaults]
    length = max(by_length[0].keys() & by_length[1].keys())
    for vault, children in zip(vaults, by_length, strict=True):
        child_id = children[length]

        def read(vault: Vault, child_id: str = child_id) -> None:
            closed_marks(vault, Library(), child_id, Words("en"))
            closed_steps(vault, child_id, Words("en"))
            not_given(vault, date(2020, 1, 1))

        counts.append(asked(vault, monkeypatch, read))
    assert 0 < counts[0] == counts[1] < 120


def test_one_record_is_found_by_its_index(vaults: list[Vault]) -> None:
    vault = vaults[1]
    plan = vault.open_connection().execute(
        'EXPLAIN QUERY PLAN SELECT t.* FROM "visit" t JOIN record r USING (record_no)'
        " WHERE t.record_no = (SELECT record_no FROM record WHERE record_id = ?)",
        (b"x",),
    )
    assert not [row for row in plan if row[3].startswith("SCAN")]
    child = records.children(vault)[0]
    assert records.child(vault, child.child_id) == child
    for wrong in ("", "x", child.child_id.upper(), child.child_id + "'", child.child_id[:-1]):
        assert records.child(vault, wrong) is None
