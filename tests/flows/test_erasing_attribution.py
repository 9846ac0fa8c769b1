"""After something is erased the rest still says who did what, is signed, and the log says that
something was erased without what."""

from datetime import UTC, datetime, timedelta

import pytest

from imh_desktop.flows import erased_elsewhere, erasing, log_book, merging, sign_off
from imh_desktop.flows.amending import Amendment, amend
from imh_desktop.flows.closing import close
from imh_desktop.flows.erasing import What
from imh_desktop.flows.log_book import Wanted
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.export_vault import child_of
from tests.flows.parted import Parted
from tests.flows.team import Team

from .conftest import ON

R1, R2, K3 = "r1-more-and-enough", "r2-comes-when-hurt", "k3-heavy-days"
WORDS = Words("en")
KEY = b"k" * 32


class Clock:
    """A minute passes at each look; a day is skipped by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 10, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path, clock):
    with Vault.create_with_key(tmp_path / "vault", KEY, "Luz", clock=clock) as vault:
        yield vault


@pytest.fixture
def visit_id(vault, library, clock) -> str:
    """A visit that Luz closed, and whose two answers she corrected a day later."""
    visit = start(vault, library, child_of(vault, "Mira"), on=ON)
    visit.use_known("seen")
    for item in (R1, R2):
        visit.answer(item, "often")
        visit.keep_note(item, f"marked note on {item}")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(K3, "a_lot")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"laughed in the {when}")
    close(visit)
    clock.now += timedelta(days=1)
    for item in (R1, R2):
        said = Amendment(
            item_id=item, code="sometimes", known="seen", note="", reason=f"asked of {item}"
        )
        amend(vault, library, visit.visit.visit_id, said, WORDS)
    return visit.visit.visit_id


@pytest.fixture
def rosa(vault, visit_id, clock) -> str:
    """Rosa sits at the laptop now, three days later."""
    worker_id = vault.journal.new_id()
    vault.journal.write("worker", worker_id, {"name": "Rosa", "role": "coordinator"})
    clock.now += timedelta(days=3)
    vault.act_as(worker_id)
    return worker_id


def erase_answer(vault, library, visit_id, item=R1) -> None:
    erasing.erase(
        vault, library, What(kind="answer", record_id=visit_id, item_id=item), "family", WORDS
    )


def log(vault, library, **filters):
    return list(log_book.lines(vault, library, WORDS, Wanted(**filters)))


def test_a_correction_beside_what_was_erased_is_still_hers(vault, library, visit_id, rosa):
    before = visit_record(vault, library, visit_id, "en", words=WORDS).amended
    assert [(one.by, one.on.day) for one in before] == [("Luz", 11), ("Luz", 11)]
    erase_answer(vault, library, visit_id)
    (left,) = visit_record(vault, library, visit_id, "en", words=WORDS).amended
    assert (left.by, left.on, left.reason) == (before[1].by, before[1].on, f"asked of {R2}")


def test_it_is_hers_after_a_second_erasure_too(vault, library, visit_id, rosa):
    for item in (R1, K3):
        erase_answer(vault, library, visit_id, item)
    (left,) = visit_record(vault, library, visit_id, "en", words=WORDS).amended
    assert (left.by, left.on.day) == ("Luz", 11)


def test_who_asked_for_a_step_to_be_lowered_is_still_the_one_who_asks(
    vault, library, visit_id, rosa
):
    luz = next(id_ for id_, one in records.workers(vault).items() if one.name == "Luz")
    vault.act_as(luz)
    asked = {"lower_asked": "N0", "results.open_level": "N1"}
    vault.journal.amend(visit_id, asked, "We talked about it")
    vault.act_as(rosa)
    (before,) = sign_off.requests(vault, WORDS)
    erase_answer(vault, library, visit_id)
    (after,) = sign_off.requests(vault, WORDS)
    assert (after.by, after.when, after.reason) == (before.by, before.when, before.reason)
    assert after.by == "Luz"


def test_every_entry_that_is_left_says_who_wrote_it(vault, library, visit_id, rosa):
    before = {entry.entry_id: entry for entry in vault.journal.entries()}
    erase_answer(vault, library, visit_id)
    for entry in vault.journal.entries():
        if not entry.erased and entry.entry_id in before:
            assert entry == before[entry.entry_id]
    assert vault.journal.verify() == ()


@pytest.mark.parametrize("kind", ["answer", "visit"])
def test_the_log_says_that_something_was_erased_and_not_what(vault, library, visit_id, rosa, kind):
    was = len(log(vault, library))
    what = What(kind=kind, record_id=visit_id, item_id=R1 if kind == "answer" else "")
    erasing.erase(vault, library, what, "family", WORDS)
    lines = log(vault, library)
    assert (lines[0].said, lines[0].where, lines[0].who) == (
        "Erased something for good",
        "",
        "Rosa",
    )
    assert [one.said for one in lines if one.who == "Rosa"] == ["Erased something for good"]
    assert "Erased since" in {one.said for one in lines}
    assert len(lines) >= was
    assert [one.at for one in lines] == sorted((one.at for one in lines), reverse=True)
    assert all(one.at for one in lines)
    assert "marked note on r1" not in str(lines)


def test_the_log_of_a_child_says_it_too(vault, library, visit_id, rosa):
    child_id = records.visit(vault, visit_id).child_id
    erase_answer(vault, library, visit_id)
    lines = log(vault, library, child_id=child_id)
    assert [one.said for one in lines if one.who == "Rosa"] == ["Erased something for good"]


def test_signatures_and_links_verify_here_and_where_it_is_carried(team: Team, library):
    parted = Parted(team, library)
    visit = parted.at(parted.one)
    for item in (R1, R2):
        visit.answer(item, "often")
    parted.close(parted.one)
    parted.gather()
    desk = team.desk
    said = Amendment(item_id=R2, code="sometimes", known="seen", note="", reason="asked")
    amend(parted.one, library, parted.visit_id, said, WORDS)
    amend(
        parted.one, library, parted.visit_id,
        Amendment(item_id=R1, code="sometimes", known="seen", note="", reason="asked too"), WORDS,
    )  # fmt: skip
    parted.gather()
    erase_answer(parted.one, library, parted.visit_id)
    news = team.carry(parted.one)
    seen = merging.preview(desk, [news])
    assert erased_elsewhere.erasures(desk, seen, WORDS)
    report = merging.merge(desk, [news], set(seen.erasures))
    assert set(report.erased) == set(seen.erasures)
    for vault in (parted.one, desk):
        assert vault.journal.verify() == ()
        assert R1 not in records.visit(vault, parted.visit_id).answers
        (left,) = visit_record(vault, library, parted.visit_id, "en", words=WORDS).amended
        assert left.reason == "asked"
    assert team.take(parted.other, team.make(desk, (team.papers[1], team.root))).changed
    assert parted.other.journal.verify() == ()
