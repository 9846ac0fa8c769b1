"""What a visitor brings to supervision: what went well, what was asked, what she wondered."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import exporting_tables, wondering
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.summarising import family_page
from imh_desktop.flows.supervision import packet, supervision_page
from imh_desktop.flows.visit_record import visit_record_page
from imh_desktop.flows.visiting import start
from imh_desktop.store.families import family_records
from imh_desktop.store.reflections import reflection_id
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import bare, drawn, overlaps, texts
from tests.flows import export_vault
from tests.flows.team import Team

from .conftest import ON

WONDER = "I wonder why I felt so tired after this one."


@pytest.fixture
def closed(visit: OpenVisit) -> str:
    visit.answer("o1-any-worry", "a_lot")
    visit.keep_note("o1-any-worry", "Will Mara sleep through?")
    visit.answer("r3-shares-a-find", "not_yet")
    for moment in ("Mara laughed.", "Mara reached for Ines.", "They sang."):
        add_moment(visit, moment)
    wondering.keep(visit.vault, visit.visit.visit_id, WONDER)
    close(visit)
    return visit.visit.visit_id


def _text(vault: Vault, library: Library, days: int = 0) -> str:
    page = supervision_page(vault, library, ON - timedelta(days=days), ON, "en")
    return bare("".join(texts(page.content)))


def test_it_holds_strengths_questions_and_what_was_wondered(
    vault: Vault, library: Library, closed: str
) -> None:
    said = _text(vault, library)
    for words in ("Mara laughed.", "Will Mara sleep through?", WONDER, "Mara, 10 June 2026"):
        assert bare(words) in said


def test_it_holds_no_result_no_answer_and_no_count(
    vault: Vault, library: Library, closed: str
) -> None:
    said = _text(vault, library)
    for words in ("refer", "A lot", "Not yet", "N2", "C4", "visits", "families", "1 family"):
        assert bare(words) not in said


def test_visits_come_by_day_whatever_was_seen(
    vault: Vault, library: Library, child: Child, closed: str
) -> None:
    earlier = start(vault, library, child.child_id, on=ON - timedelta(days=7))
    for moment in ("One.", "Two.", "Three."):
        add_moment(earlier, moment)
    close(earlier)
    made = packet(vault, library, ON - timedelta(days=9), ON, "en", None, "", Words("en"))
    assert [visit.on for visit in made.visits] == [ON - timedelta(days=7), ON]
    assert "One." not in _text(vault, library, days=3)


def test_what_she_wonders_is_on_no_other_paper_and_goes_with_no_family(
    vault: Vault, library: Library, numbers: None, closed: str, child: Child
) -> None:
    pages = (
        family_page(vault, library, closed, "en", today=ON),
        visit_record_page(vault, library, closed, "en", "a4"),
    )
    for page in pages:
        assert bare(WONDER) not in bare("".join(texts(page.content)))
    assert reflection_id(closed, vault.worker_id) not in family_records(vault, [child.child_id])


def test_what_she_wonders_is_in_no_export(library: Library, tmp_path: Path) -> None:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        visit = export_vault.visit_of(vault, library, export_vault.child_of(vault))
        wondering.keep(vault, visit.visit.visit_id, WONDER)
        close(visit)
        now = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
        exporting_tables.export_csv(prepare(vault, library, "csv", Ask(now=now)), tmp_path / "out")
    told = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert visit.visit.visit_id.encode() in told
    assert WONDER.encode() not in told


def test_what_she_wonders_is_read_by_the_coordinator_as_the_card_says(
    library: Library, tmp_path: Path
) -> None:
    with closing(Team(tmp_path)) as team:
        laptop = team.laptops[0]
        visit = export_vault.visit_of(laptop, library, export_vault.child_of(laptop))
        wondering.keep(laptop, visit.visit.visit_id, WONDER)
        close(visit)
        team.take(team.desk, team.carry(laptop))
        on = visit.visit.on
        made = packet(team.desk, library, on, on, "en", None, laptop.worker_id, Words("en"))
    assert [each.wonder for each in made.visits] == [WONDER]


def test_a_half_typed_thought_is_there_again_and_becomes_one_entry(
    vault: Vault, visit: OpenVisit
) -> None:
    visit_id = visit.visit.visit_id
    before = sum(1 for _ in vault.journal.entries())
    for text in ("I", "I won", WONDER):
        wondering.draft(vault, visit_id, text)
    assert wondering.wondered(vault, visit_id) == WONDER
    assert sum(1 for _ in vault.journal.entries()) == before
    wondering.keep(vault, visit_id, WONDER)
    wondering.keep(vault, visit_id, WONDER)
    assert sum(1 for _ in vault.journal.entries()) == before + 1
    assert vault.desk.drafts(visit_id) == {}


def test_another_visitor_s_packet_is_not_made_here(
    vault: Vault, library: Library, closed: str
) -> None:
    with pytest.raises(InputError, match="coordinator"):
        supervision_page(
            vault, library, ON, ON, "en", worker_id="018f2c1e-7b7a-7cc1-9e8f-2f6a1b3c4d5e"
        )


def test_days_without_a_visit_or_in_the_wrong_order_are_said(
    vault: Vault, library: Library, closed: str
) -> None:
    with pytest.raises(InputError, match="No visit was finished"):
        supervision_page(vault, library, ON + timedelta(days=1), ON + timedelta(days=2), "en")
    with pytest.raises(InputError, match="before the first"):
        supervision_page(vault, library, ON, ON - timedelta(days=1), "en")


def test_the_same_packet_gives_the_same_legible_bytes(
    vault: Vault, library: Library, closed: str
) -> None:
    one, again = (supervision_page(vault, library, ON, ON, "es").content for _ in range(2))
    assert one == again
    assert [each for each in drawn(one) if overlaps(each)] == []
