"""A vault with one child of ten months, and a visit under way."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.exchange.archive import padding
from imh_desktop.flows import programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.programme import ProgrammeForm, SupportForm
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from tests.flows.team import Team

ON = date(2026, 6, 10)
BORN = ON - timedelta(days=305)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture
def half_written(monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose checklist is ready for B4 alone, as a programme's own may be."""
    whole = Library().checklist("observation")
    library = Library()
    monkeypatch.setattr(library, "checklist", lambda _id: replace(whole, bands=("B4",)))
    return library


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Visitor") as opened:
        yield opened


@pytest.fixture
def child(vault: Vault) -> Child:
    form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat(), page_language="es")
    people = (CaregiverForm(name="Ines", relation="mother"), CaregiverForm(name="Bo"))
    return add_child(vault, form, people, today=ON)


@pytest.fixture
def numbers(vault: Vault) -> None:
    form = ProgrammeForm(
        name="Programme",
        support=(
            SupportForm(kind="emergency", number="555-0111", checked_on="2026-06-01"),
            SupportForm(kind="day_and_night", number="555-0124", checked_on="2026-06-01"),
        ),
    )
    programme.save(vault, form, today=ON)


@pytest.fixture
def visit(vault: Vault, library: Library, child: Child) -> OpenVisit:
    opened = start(vault, library, child.child_id, on=ON)
    opened.use_known("seen")
    return opened


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """A desk and two laptops; their archives leave out most of the filling: they are many."""
    monkeypatch.setattr(padding, "PRIVATE_FLOOR", 256)
    monkeypatch.setattr(padding, "OPEN_FLOOR", 256)
    made = Team(tmp_path)
    yield made
    made.close()
