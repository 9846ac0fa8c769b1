"""The demo family: plainly invented, whole, and in a vault of its own."""

from datetime import date
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.demo import open_demo
from imh_desktop.flows.summarising import family_page, page_warnings
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

DAYS = [date(2026, 11, 23), date(2028, 2, 29), date(2027, 1, 1)]


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_demo_is_whole_on_any_day(
    tmp_path: Path, library: Library, today: date, language: str
) -> None:
    with open_demo(tmp_path / "demo", library, today, language) as vault:
        programme = records.programme(vault)
        assert programme.fictional
        assert all(line.number.startswith("555-01") for line in programme.support)
        assert page_warnings(programme, today, Words(language)) == ()
        (row,) = Caseload(vault, today, library).rows()
        assert (row.child.given_name, row.state, row.open_on) == ("Amara", "open", today)
        assert 0 < row.answered < row.total
        assert vault.journal.record(row.child.child_id).fields["demo"] is True
        closed = next(v for v in records.visits(vault, row.child.child_id) if v.closed_at)
        assert family_page(vault, library, closed.visit_id, language, today=today).content
        assert vault.journal.verify() == ()
    with open_demo(tmp_path / "demo", library, today, language) as again:
        assert len(records.children(again)) == 1


def test_a_real_vault_is_never_taken_for_the_demo(tmp_path: Path, library: Library) -> None:
    Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Ines").close()
    before = {path.name: path.read_bytes() for path in (tmp_path / "vault").iterdir()}
    with pytest.raises(EnvironmentFault):
        open_demo(tmp_path / "vault", library, DAYS[0])
    assert {path.name: path.read_bytes() for path in (tmp_path / "vault").iterdir()} == before
