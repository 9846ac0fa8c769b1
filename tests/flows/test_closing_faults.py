"""A disk that refuses while a visit is closed: what is said of it is true."""

import pytest

from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import start
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.journal import Journal

from .conftest import ON
from .test_birth_corrections import enrol


@pytest.fixture
def visit(vault, library):
    """A visit that can be closed."""
    child = enrol(vault, ON.replace(year=2025, month=8))
    visit = start(vault, library, child.child_id, on=ON)
    visit.use_known("seen")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    return visit


def refuse() -> None:
    raise StorageFault("Nothing was changed.")


def after(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = getattr(Journal, name)

    def done(*args: object) -> None:
        real(*args)
        refuse()

    monkeypatch.setattr(Journal, name, done)


def test_a_visit_that_is_closed_though_the_disk_refused_after_it_is_closed(visit, monkeypatch):
    after(monkeypatch, "close_many")

    assert close(visit).visit_id == visit.visit.visit_id
    assert visit.vault.journal.closed(visit.visit.visit_id) is not None


def test_what_is_left_on_the_desk_is_no_fault_of_a_closed_visit(visit, monkeypatch):
    monkeypatch.setattr(visit.vault.desk, "clear", lambda _visit_id: refuse())

    assert close(visit).visit_id == visit.visit.visit_id


def test_where_the_disk_does_not_say_nobody_is_told_that_nothing_was_changed(visit, monkeypatch):
    after(monkeypatch, "close_many")
    monkeypatch.setattr(Journal, "closed", lambda *_: refuse())

    with pytest.raises(StorageFault) as told:
        close(visit)
    assert "Nothing was changed" not in told.value.message
    assert "says whether the visit is closed" in told.value.message


def test_a_visit_that_was_not_closed_stays_open_and_is_closed_by_the_next_try(visit, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "close_many", lambda *_: refuse())
        with pytest.raises(StorageFault):
            close(visit)
    assert visit.vault.journal.closed(visit.visit.visit_id) is None
    assert close(visit).visit_id == visit.visit.visit_id
