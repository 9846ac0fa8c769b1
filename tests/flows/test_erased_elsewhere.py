"""What was erased elsewhere: of what, how much, by whom and when, and of private words nothing."""

import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import erased_elsewhere, erasing, merging
from imh_desktop.flows.erasing import What
from imh_desktop.flows.merge_report import MergeReport, Request
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .parted import R1, Parted
from .team import Team

WORDS = Words("en")
K3 = "k3-heavy-days"
BY_ANA = "Erased by Ana on 1 March 2026."


@pytest.fixture
def parted(team: Team, library) -> Parted:
    """The desk has of a visit what was said in the open and alone."""
    made = Parted(team, library)
    visit = made.at(made.one)
    visit.answer(R1, "often")
    visit.keep_note(R1, "a note")
    visit.alone_with(records.caregivers(made.one, made.child_id)[0].caregiver_id)
    visit.answer(K3, "a_lot")
    visit.keep_note(K3, "said alone")
    made.gather()
    return made


def told(desk: Vault, report: MergeReport) -> list[str]:
    return [one.said for one in erased_elsewhere.erasures(desk, report, WORDS)]


def seen(parted: Parted) -> MergeReport:
    return merging.preview(parted.team.desk, [parted.team.carry(parted.one)])


def chains_of(desk: Vault, ids: tuple[str, ...]) -> set[ChainClass]:
    return {entry.chain.chain_class for id_ in ids if (entry := desk.journal.entry(id_))}


def test_a_visit_that_was_erased_is_counted_and_said_by_whom(parted: Parted) -> None:
    desk = parted.team.desk
    whole = len(desk.journal.history(parted.visit_id))
    what = What(kind="visit", record_id=parted.visit_id)
    erasing.erase(parted.one, parted.library, what, "family", WORDS)
    report = seen(parted)
    (line,) = erased_elsewhere.erasures(desk, report, WORDS)
    assert line.said == f"Mara: visit on 10 June 2026: {whole} things written here. {BY_ANA}"
    assert set(line.entries) == set(report.erasures)
    assert chains_of(desk, line.entries) == {ChainClass.OPEN, ChainClass.G}


def test_private_words_read_as_what_never_came(parted: Parted) -> None:
    """Both are told by one line, which is the same for either and counts them together."""
    desk = parted.team.desk
    what = What(kind="answer", record_id=parted.visit_id, item_id=K3)
    erasing.erase(parted.one, parted.library, what, "family", WORDS)
    report = seen(parted)
    assert chains_of(desk, report.erasures) == {ChainClass.G}
    count = len(report.erasures)
    alone = told(desk, report)
    assert alone == [f"{count} things that are not shown on this laptop. {BY_ANA}"]
    missing = tuple(desk.journal.new_id() for _ in range(count))
    asked = next(iter(report.requests.values()))
    never_here = MergeReport(
        archives=(), new=0, known=0, changed=True, erasures=missing,
        requests=dict.fromkeys(missing, asked),
    )  # fmt: skip
    assert told(desk, never_here) == alone


def test_each_who_erased_has_a_line_and_strangers_have_no_name(parted: Parted) -> None:
    desk, journal = parted.team.desk, parted.team.desk.journal
    ana = next(iter(records.workers(desk)))
    ids = tuple(journal.new_id() for _ in range(4))
    at = "2026-03-01T12:00:00.000+00:00"
    requests = {
        ids[0]: Request(worker_id=ana, at=at), ids[1]: Request(worker_id=ana, at=at),
        ids[2]: Request(worker_id=journal.new_id(), at=at),
    }  # fmt: skip
    report = MergeReport(archives=(), new=0, known=0, changed=True, erasures=ids, requests=requests)
    assert told(desk, report) == [
        f"2 things that are not shown on this laptop. {BY_ANA}",
        "1 thing that is not shown on this laptop. Erased on 1 March 2026 by somebody who is not"
        " known here yet.",
        "1 thing that is not shown on this laptop. Who erased it did not come with the archive.",
    ]


def test_a_name_of_two_thousand_letters_is_one_short_line(parted: Parted) -> None:
    desk = parted.team.desk
    worker = next(iter(records.workers(desk)))
    desk.journal.write("worker", worker, {"name": "<img src=x>\n" * 160})
    report = MergeReport(
        archives=(), new=0, known=0, changed=True, erasures=("a" * 36,),
        requests={"a" * 36: Request(worker_id=worker, at="2026-03-01T12:00:00.000+00:00")},
    )  # fmt: skip
    (line,) = told(desk, report)
    assert len(line) < 300
    assert "\n" not in line
