"""The trash: out of everything, nothing lost, and back again."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows import devices, enrolling, exporting_tables, last_acts, trash, visiting
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.closing import close
from imh_desktop.flows.deciding import open_questions
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.own_referring import of_adult, withdraw_own, write_own_referral
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.programme_figures import figures, last_year
from imh_desktop.flows.same_child import pairs
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import listing, records
from imh_desktop.store.export_sources import checklists_used, visit_counts
from imh_desktop.store.trash import put_away
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import BORN, ON
from .item_ids import R1, T1
from .parted import Parted
from .test_own_referral import FORM as OWN
from .test_referring import FORM, write_referral

WORDS = Words("en")
NOW = datetime.now(UTC)


@pytest.fixture
def vault(vault):
    """Of a coordinator, who may export."""
    devices.certify_self(vault, "Desk", ON)
    return vault


def everything(vault, library, folder):
    """What the program tells anywhere of children and visits, as one text."""
    caseload = Caseload(vault, ON, library)
    told = [
        caseload.rows(), caseload.rows("Mara"), records.caseload(vault), records.open_visits(vault),
        list(listing.children(vault)), list(listing.visits(vault)), listing.how_many(vault),
        list(listing.private_talks(vault)), pairs(vault), open_questions(vault, library, WORDS),
        figures(vault, library, last_year(NOW.date()), NOW.date(), with_private=True).cases,
    ]  # fmt: skip
    assert "Mara" in repr(told) or not records.children(vault)
    prepared = prepare(vault, library, "csv", Ask(now=NOW))
    done = exporting_tables.export_csv(prepared, folder)
    files = [p.read_text() for p in sorted(done.path.glob("*.csv"))]
    return repr(told) + "".join(files), done.children


def entries(vault):
    return {entry.entry_id: entry for entry in vault.journal.entries()}


def records_in(vault):
    """Return what is projected, but for the exports' own lines."""
    return {t: rows for t, rows in vault.journal.dump().items() if t not in ("event", "element")}


def test_a_draft_begun_by_mistake_is_nowhere_and_comes_back(vault, library, visit, tmp_path):
    visit.answer(R1, "often")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "no")
    visit_id, before, kept = visit.visit.visit_id, records_in(vault), entries(vault)
    assert visit_id in everything(vault, library, tmp_path / "before")[0]
    trash.put(vault, visit_id, "the wrong day", WORDS)
    said, _children = everything(vault, library, tmp_path / "out")
    assert visit_id not in said
    assert records.visit(vault, visit_id) is None
    assert records.private_talks(vault, visit_id) == ()
    with pytest.raises(InputError):
        resume(vault, library, visit_id)
    (one,) = trash.in_trash(vault, NOW, WORDS)
    assert (one.said, one.child) == ("Open visit of 10 June 2026", "Mara")
    assert (one.by, one.reason, one.days_left) == ("Visitor", "the wrong day", 30)
    assert vault.journal.verify() == ()
    trash.put_back(vault, visit_id, WORDS)
    assert records_in(vault) == before
    assert resume(vault, library, visit_id).visit.answers[R1].code == "often"
    assert entries(vault).items() > kept.items()


def test_a_child_registered_twice_goes_with_what_was_begun_of_it(vault, library, child, tmp_path):
    form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat())
    twin = enrolling.add_child(vault, form, (CaregiverForm(name="Ines"),), today=ON)
    draft = start(vault, library, twin.child_id, on=ON).visit
    assert pairs(vault)
    before = records_in(vault)
    assert twin.child_id in everything(vault, library, tmp_path / "before")[0]
    trash.put(vault, twin.child_id, "here twice", WORDS)
    said, children = everything(vault, library, tmp_path / "out")
    assert twin.child_id not in said
    assert draft.visit_id not in said
    assert children == 1
    assert pairs(vault) == ()
    assert records.child(vault, twin.child_id) is None
    assert [one.said for one in trash.in_trash(vault, NOW, WORDS)] == ["The child Mara"]
    trash.put_back(vault, twin.child_id, WORDS)
    assert records_in(vault) == before


def test_a_draft_put_there_with_its_child_brings_the_child_back(vault, library, child):
    draft = start(vault, library, child.child_id, on=ON).visit
    trash.put(vault, draft.visit_id, "first", WORDS)
    trash.put(vault, child.child_id, "then", WORDS)
    trash.put_back(vault, draft.visit_id, WORDS)
    assert records.child(vault, child.child_id) == child
    assert [one.visit_id for one in records.visits(vault, child.child_id)] == [draft.visit_id]


def test_what_stands_cannot_be_put_there(vault, library, visit, child):
    uncle = enrolling.add_caregiver(vault, child.child_id, CaregiverForm(name="Uncle"))
    told = resume(vault, library, visit.visit.visit_id)
    told.use_known("told", uncle.caregiver_id)
    told.answer(R1, "often")
    for when in ("morning", "noon", "evening"):
        add_moment(told, f"She laughed in the {when}")
    close(told)
    second = start(vault, library, child.child_id, on=ON + timedelta(days=9)).visit
    write_referral(vault, library, second.visit_id, _form(), today=ON)
    before = vault.journal.dump()
    refusals = {
        one.record_id: one.refused for one in trash.candidates(vault, child.child_id, WORDS)
    }
    for record_id, why in (
        (visit.visit.visit_id, "finished visit"),
        (child.child_id, "finished"),
        (uncle.caregiver_id, "visit is begun"),
        (second.visit_id, "referral"),
    ):
        with pytest.raises(InputError, match=why):
            trash.put(vault, record_id, "by mistake", WORDS)
        assert record_id not in refusals or refusals[record_id]
    for record_id in (vault.worker_id, "nothing", vault.journal.new_id()):
        with pytest.raises(InputError):
            trash.put(vault, record_id, "by mistake", WORDS)
    with pytest.raises(InputError, match="why"):
        trash.put(vault, records.caregivers(vault, child.child_id)[0].caregiver_id, " ", WORDS)
    with pytest.raises(InputError, match="not in the trash"):
        trash.put_back(vault, child.child_id, WORDS)
    assert vault.journal.dump() == before


def _form():
    from msgspec.structs import replace

    return replace(FORM, items=(), lines=("contact",))


def test_after_thirty_days_it_is_only_listed_no_more(vault, library, visit):
    trash.put(vault, visit.visit.visit_id, "the wrong day", WORDS)
    kept = entries(vault)
    listed = [
        [one.days_left for one in trash.in_trash(vault, NOW + timedelta(days=days), WORDS)]
        for days in (0, 29, 30, 400)
    ]
    assert listed == [[30], [1], [], []]
    assert entries(vault) == kept
    assert records.visits(vault, visit.child.child_id) == []
    trash.put_back(vault, visit.visit.visit_id, WORDS)
    assert records.visits(vault, visit.child.child_id) == [visit.visit]


def test_the_trash_is_undone_as_any_other_act(vault, library, visit, child):
    before = vault.journal.dump()
    trash.put(vault, child.child_id, "here twice", WORDS)
    act = last_acts.last_acts(vault, library, WORDS, 1)[0]
    assert (act.said, act.refused) == ("Put in the trash", "")
    last_acts.take_back(vault, library, act.act_id, WORDS)
    assert vault.journal.dump() == before


class Two:
    """Two laptops that have one open visit of one child."""

    def __init__(self, place, library: Library):
        self.library = library
        self.one = Vault.create_with_key(place / "one", b"k" * 32, "Rosa")
        self.other = Vault.create_with_key(place / "other", b"k" * 32, "Luz")
        form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat())
        child = enrolling.add_child(self.one, form, (CaregiverForm(name="Ines"),), today=ON)
        self.child_id = child.child_id
        self.visit_id = start(self.one, library, self.child_id, on=ON).visit.visit_id
        self.meet()

    def meet(self):
        for here, there in ((self.one, self.other), (self.other, self.one)):
            there.journal.admit(here.journal.entries())
            assert there.journal.verify() == ()

    def shown(self):
        return [
            (
                [c.child_id for c in records.children(vault)],
                [v.visit_id for v in records.visits(vault, self.child_id)],
            )
            for vault in (self.one, self.other)
        ]

    def close(self):
        self.one.close()
        self.other.close()


@pytest.fixture
def two(tmp_path, library):
    made = Two(tmp_path, library)
    yield made
    made.close()


@pytest.mark.parametrize("order", list(permutations(("trash", "answer"))))
def test_trashed_here_and_answered_there_both_are_seen(two, library, order):
    for what in order:
        if what == "trash":
            trash.put(two.one, two.visit_id, "by mistake", WORDS)
        else:
            there = resume(two.other, library, two.visit_id, day=ON)
            there.use_known("seen")
            there.answer(R1, "often")
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2
    for vault in (two.one, two.other):
        assert resume(vault, library, two.visit_id).visit.answers[R1].code == "often"
        assert open_questions(vault, library, WORDS) == ()
        assert trash.in_trash(vault, NOW, WORDS) == ()
        (said,) = trash.gone_on(vault, two.child_id, WORDS)
        assert said.startswith("Open visit of 10 June 2026: Rosa put it in the trash (by mistake)")
    resume(two.one, library, two.visit_id, day=ON).keep_note(R1, "I go on, knowing of it")
    assert trash.gone_on(two.one, two.child_id, WORDS) == ()
    two.meet()
    trash.put(two.other, two.visit_id, "yes, by mistake", WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [])] * 2


def test_a_child_with_which_another_laptop_went_on_is_shown_again(two, library):
    trash.put(two.one, two.child_id, "here twice", WORDS)
    new = start(two.other, library, two.child_id, on=ON + timedelta(days=3)).visit
    two.meet()
    assert two.shown() == [([two.child_id], [new.visit_id])] * 2
    (said,) = trash.gone_on(two.other, two.child_id, WORDS)
    assert said.startswith("This child: Rosa put it in the trash (here twice)")
    trash.put_back(two.one, two.visit_id, WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id, new.visit_id])] * 2


def test_a_visit_finished_there_is_not_put_away_here(two, library):
    trash.put(two.one, two.visit_id, "by mistake", WORDS)
    there = resume(two.other, library, two.visit_id, day=ON)
    for when in ("morning", "noon", "evening"):
        add_moment(there, f"She laughed in the {when}")
    close(there)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2
    for vault in (two.one, two.other):
        assert vault.journal.closed(two.visit_id) is not None
        assert open_questions(vault, library, WORDS) == ()


def test_both_put_it_away_is_no_question(two, library):
    for vault in (two.one, two.other):
        trash.put(vault, two.visit_id, "by mistake", WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [])] * 2
    assert len(trash.in_trash(two.one, NOW, WORDS)) == 1
    trash.put_back(two.one, two.visit_id, WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2


def test_the_trash_costs_readers_nothing_when_many_visits_are_there(vault, library, child):
    """Who lies there is read from an index that holds these alone."""
    plan = vault.open_connection().execute(
        "EXPLAIN QUERY PLAN SELECT record_id FROM visit WHERE trashed IS NOT NULL"
    )
    assert "visit_trashed" in " ".join(str(row) for row in plan.fetchall())
    assert visiting.bands_for(vault, library, child.child_id, date(2026, 6, 10))


@pytest.mark.parametrize("trashed_first", [True, False])
def test_what_somebody_said_alone_elsewhere_brings_the_visit_back(team, library, trashed_first):
    parted = Parted(team, library)
    (ines,) = records.caregivers(parted.other, parted.child_id)
    said_before = resume(parted.other, library, parted.visit_id, day=ON)
    if not trashed_first:  # what was said before it was put away stays away with it
        said_before.alone_with(ines.caregiver_id)
        said_before.answer(T1, "no")
        parted.share()
    trash.put(parted.one, parted.visit_id, "the wrong day", WORDS)
    if trashed_first:
        said_before.alone_with(ines.caregiver_id)
        said_before.answer(T1, "yes")
    parted.share()
    for vault in (parted.one, parted.other):
        visit = records.visit(vault, parted.visit_id)
        talks = records.private_talks(vault, parted.visit_id)
        assert (visit is not None, bool(talks)) == (trashed_first, trashed_first)
        (row,) = Caseload(vault, ON, library).rows("Mara")
        assert bool(row.open_visit_id) is trashed_first
        counted = visit_counts(vault).get(parted.child_id, 0)
        assert (counted, bool(checklists_used(vault))) == (trashed_first, trashed_first)
    assert bool(put_away(parted.one)) is not trashed_first
    if not trashed_first:
        trash.put_back(parted.one, parted.visit_id, WORDS)
        assert records.private_talks(parted.one, parted.visit_id)


def test_whoever_is_named_elsewhere_comes_back_and_is_listened_to(team, library):
    parted = Parted(team, library)
    twin = enrolling.add_child(
        parted.one, ChildForm(given_name="Zoe", born_earliest=BORN.isoformat()),
        (CaregiverForm(name="Bo"), CaregiverForm(name="Ada")), today=ON,
    )  # fmt: skip
    parted.share()
    bo, ada = records.caregivers(parted.one, twin.child_id)
    trash.put(parted.one, bo.caregiver_id, "twice", WORDS)
    trash.put(parted.one, ada.caregiver_id, "twice", WORDS)
    visit = start(parted.other, library, twin.child_id, on=ON)
    visit.use_known("told", bo.caregiver_id)
    visit.answer(R1, "often")
    parted.share()
    for vault in (parted.one, parted.other):
        assert [one.name for one in records.caregivers(vault, twin.child_id)] == ["Bo"]
        (row,) = Caseload(vault, ON, library).rows("Zoe")
        assert row.caregiver_names == ("Bo",)
    visit = resume(parted.other, library, visit.visit.visit_id)
    assert visit.visit.answers[R1].informant == bo.caregiver_id


def test_a_child_somebody_went_on_with_comes_back_with_its_people(team, library):
    parted = Parted(team, library)
    trash.put(parted.one, parted.child_id, "twice", WORDS)
    visit = start(parted.other, library, parted.child_id, on=ON + timedelta(days=1))
    parted.share()
    for vault in (parted.one, parted.other):
        (ines,) = records.caregivers(vault, parted.child_id)
        again = resume(vault, library, visit.visit.visit_id)
        again.alone_with(ines.caregiver_id)


def test_whether_somebody_spoke_alone_shows_in_no_refusal(vault, library, visit, child):
    before = trash.candidates(vault, child.child_id, WORDS)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    assert trash.candidates(vault, child.child_id, WORDS) == before
    trash.put(vault, visit.visit.visit_id, "the wrong day", WORDS)
    people = [one for one in trash.candidates(vault, child.child_id, WORDS) if one.kind != "child"]
    assert all("visit is begun" in one.refused for one in people)


def test_an_adults_own_referral_stands_when_the_draft_does_not(vault, library, visit, child):
    ines = records.caregivers(vault, child.child_id)[0]
    form = replace(OWN, items=(), lines=("reach", "help"))
    own = write_own_referral(
        vault, library, visit.visit.visit_id, ines.caregiver_id, form, today=ON
    )
    trash.put(vault, visit.visit.visit_id, "the wrong day", WORDS)
    assert [one.referral_id for one in of_adult(vault, ines.caregiver_id)] == [own]
    withdraw_own(vault, own, "She asked", today=ON)


@pytest.mark.parametrize("known", [True, False])
def test_what_an_adult_asked_for_elsewhere_brings_the_visit_back(team, library, known):
    """As what is said alone does; what the one who put it away knew of stays without the visit."""
    parted = Parted(team, library)
    (ines,) = records.caregivers(parted.other, parted.child_id)
    form = replace(OWN, items=(), lines=("help",), told="I want to sleep", asked=True)

    def ask():
        return write_own_referral(
            parted.other, library, parted.visit_id, ines.caregiver_id, form, today=ON
        )

    if known:
        own = ask()
        parted.share()
    trash.put(parted.one, parted.visit_id, "the wrong day", WORDS)
    if not known:
        own = ask()
    parted.share()
    for vault in (parted.one, parted.other):
        assert (records.visit(vault, parted.visit_id) is None) is known
        assert [one.referral_id for one in of_adult(vault, ines.caregiver_id)] == [own]
        said = trash.gone_on(vault, parted.child_id, WORDS)
        assert bool(said) is not known
        assert not any("sleep" in line or "asked" in line for line in said)
    withdraw_own(parted.one, own, "She asked", today=ON)
    parted.share()
    assert (records.visit(parted.other, parted.visit_id) is None) is known, "no going on with it"
    if known:
        trash.put_back(parted.one, parted.visit_id, WORDS)
    else:
        trash.put(parted.one, parted.visit_id, "yes, the wrong day", WORDS)
    parted.share()
    for vault in (parted.one, parted.other):
        assert (records.visit(vault, parted.visit_id) is None) is not known
    assert parted.same()


def test_who_is_named_is_found_in_one_pass_however_many_are_in_the_trash(vault, library, child):
    """Each statement costs a pass over answers: not one more for each person put away."""
    visit = start(vault, library, child.child_id, on=ON)
    many = [
        enrolling.add_caregiver(vault, child.child_id, CaregiverForm(name=f"Aunt {n}"))
        for n in range(30)
    ]
    visit = resume(vault, library, visit.visit.visit_id)
    visit.use_known("told", many[3].caregiver_id)
    visit.answer(R1, "often")
    counts = []
    for few in (many[:2], many[2:]):
        for one in few:
            vault.journal.write("caregiver", one.caregiver_id, {"trashed": True})
        seen: list[str] = []
        vault.open_connection()._real.set_trace_callback(seen.append)
        shown = {one.name for one in records.caregivers(vault, child.child_id)}
        vault.open_connection()._real.set_trace_callback(None)
        counts.append(sum('"informant"' in line for line in seen))
    assert shown == {"Ines", "Bo", "Aunt 3"}
    assert counts[0] == counts[1] > 0
