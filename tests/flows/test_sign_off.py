"""A step lowered: by a coordinator alone, with reason and passphrase, and never A1 or A2."""

import random
from pathlib import Path

import pytest

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.sign_off import Lowered, above, signed
from imh_desktop.core.trace import RULE_SET, Guidance, Trace, TracedAnswer
from imh_desktop.core.visit import LEVELS
from imh_desktop.errors import InputError
from imh_desktop.flows import amending, devices, sign_off
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.reviewing import raise_level
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import R1, S1, SG1
from .test_amending import said
from .test_birth_corrections import enrol

WORDS, PASSPHRASE = Words("en"), "correct horse battery staple"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A coordinator's vault with a passphrase, and a visitor's."""
    folder: Path = tmp_path_factory.mktemp("vaults")
    desk, _code = Vault.create(folder / "desk", PASSPHRASE, "Carla")
    devices.certify_self(desk, "Desk", ON)
    visitor = Vault.create_with_key(folder / "visitor", b"k" * 32, "Rosa")
    yield desk, visitor
    desk.close()
    visitor.close()


def finished(vault, library, *, raised=""):
    child = enrol(vault, ON.replace(year=2025, month=8))
    visit = start(vault, library, child.child_id, on=ON)
    visit.use_known("seen")
    visit.answer(SG1, "a_little")
    visit.answer(S1, "a_lot")
    if raised:
        raise_level(visit, raised, "I am worried")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    return visit.visit.visit_id


def test_a_visitor_asks_the_coordinator_signs_and_it_comes_back(made, library):
    desk, visitor = made
    visit_id = finished(visitor, library, raised="N3")
    assert records.results(visitor, visit_id)["open_level"] == "N3"
    with pytest.raises(InputError, match="Only a coordinator"):
        sign_off.sign(visitor, library, visit_id, "N1", "so", PASSPHRASE, WORDS)
    sign_off.ask(visitor, library, visit_id, "N1", "We saw him eat well since", WORDS)
    assert records.results(visitor, visit_id)["open_level"] == "N3", "asking changes nothing"
    desk.journal.admit(visitor.journal.entries())
    (one,) = sign_off.requests(desk, WORDS)
    assert (one.visit_id, one.present, one.asked, one.by) == (visit_id, "N3", "N1", "Rosa")
    assert one.reason == "We saw him eat well since"
    before = desk.journal.dump()
    for passphrase in ("", "wrong"):
        with pytest.raises(InputError, match="passphrase"):
            sign_off.sign(desk, library, visit_id, "N1", "agreed", passphrase, WORDS)
    with pytest.raises(InputError, match="why"):
        sign_off.sign(desk, library, visit_id, "N1", " ", PASSPHRASE, WORDS)
    assert desk.journal.dump() == before
    sign_off.sign(desk, library, visit_id, "N1", "agreed by phone", PASSPHRASE, WORDS)
    assert sign_off.requests(desk, WORDS) == ()
    visitor.journal.admit(desk.journal.entries())
    results = records.results(visitor, visit_id)
    assert (results["open_level"], results["rule_set"]) == ("N1", RULE_SET)
    record = visit_record(visitor, library, visit_id, "en", words=WORDS)
    assert any("agreed by phone" in reason.why for reason in record.reasons)
    assert [each.by for each in record.amended] == ["Rosa", "Carla"]
    assert visitor.journal.verify() == desk.journal.verify() == ()


def test_a_concern_that_comes_later_is_not_lowered_with_it(made, library):
    desk, _visitor = made
    visit_id = finished(desk, library)
    assert records.results(desk, visit_id)["open_level"] == "N2"
    sign_off.sign(desk, library, visit_id, "N0", "seen together", PASSPHRASE, WORDS)
    assert records.results(desk, visit_id)["open_level"] == "N0"
    amending.amend(desk, library, visit_id, said(R1, "often", known="seen"), WORDS)
    assert records.results(desk, visit_id)["open_level"] == "N0"
    other = next(
        item for item in library.checklist("observation").in_band("B4")
        if item.kind == "sign" and item.item_id != S1
        and item.item_id in library.checklist("observation").item(SG1).signs
    )  # fmt: skip
    amending.amend(desk, library, visit_id, said(other.item_id, "a_lot", known="seen"), WORDS)
    assert records.results(desk, visit_id)["open_level"] == "N2"


def test_asking_outdates_no_page_and_a_no_lets_the_step_stand(made, library):
    desk, visitor = made
    visit_id = finished(visitor, library)
    child_id = records.visit(visitor, visit_id).child_id
    sign_off.ask(visitor, library, visit_id, "N1", "please", WORDS)
    assert given_pages(visitor, child_id) == ()
    desk.journal.admit(visitor.journal.entries())
    with pytest.raises(InputError, match="Only a coordinator"):
        sign_off.decline(visitor, visit_id, "no", WORDS)
    sign_off.decline(desk, visit_id, "Let us look again first", WORDS)
    assert sign_off.requests(desk, WORDS) == ()
    with pytest.raises(InputError, match="Nobody asked"):
        sign_off.decline(desk, visit_id, "no", WORDS)
    visitor.journal.admit(desk.journal.entries())
    assert sign_off.requests(visitor, WORDS) == ()
    assert records.results(visitor, visit_id)["open_level"] == "N2"


def test_what_is_not_lower_is_refused(made, library):
    desk, _visitor = made
    visit_id = finished(desk, library)
    for level in ("N2", "N3"):
        with pytest.raises(InputError, match="lower step"):
            sign_off.sign(desk, library, visit_id, level, "so", PASSPHRASE, WORDS)


def trace(rule, level, subject="", code=""):
    answer = TracedAnswer(visit_id="v", item_id="x", code=code, known=None, on=ON)
    return Trace(
        rule=rule, rule_set=RULE_SET, level=level, sensitivity=Sensitivity.C,
        answers=(answer,) if code else (), subject=subject,
    )  # fmt: skip


def named(one):
    """As a signature holds it; written apart from the code under test."""
    return "/".join((one.rule, one.subject, one.level or "", f"x={one.answers[0].code}"))


@pytest.mark.parametrize("step", ["N0", "N1"])
def test_a_worry_that_grows_is_not_lowered_with_what_it_was(made, library, step):
    desk, _visitor = made
    worry = "o1-any-worry"
    child = enrol(desk, ON.replace(year=2025, month=8))
    visit = start(desk, library, child.child_id, on=ON)
    visit.use_known("seen")
    visit.answer(worry, "a_little")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    visit_id = visit.visit.visit_id
    assert records.results(desk, visit_id)["open_level"] == "N1"
    if step == "N0":
        sign_off.sign(desk, library, visit_id, step, "talked over", PASSPHRASE, WORDS)
    assert records.results(desk, visit_id)["open_level"] == step
    amending.amend(desk, library, visit_id, said(worry, "a_lot", known="told"), WORDS)
    assert records.results(desk, visit_id)["open_level"] == "N2"


def test_a1_and_a2_are_never_lowered_and_what_was_not_seen_stands():
    """Any traces, any signature: the level never falls below A1, A2 or what came since."""
    chance, fell = random.Random(3), 0
    for _ in range(5_000):
        rules = ("A1", "A2", "A3", "C1", "C4", "P1", "J1")
        traces = tuple(
            trace(
                chance.choice(rules),
                chance.choice((*LEVELS, None)),
                chance.choice("abc"),
                chance.choice("pq"),
            )
            for _ in range(chance.randrange(5))
        )
        level = max((t.level for t in traces if t.level), default="N0")
        guidance = Guidance(open_level=level, open_traces=traces)
        low = chance.choice(LEVELS)
        seen = {named(t) for t in traces if chance.random() < 0.9}
        said = Lowered(level=low, reason="so", worker_id="w", of=frozenset(seen))
        now = signed(guidance, said).open_level
        grave = [t.level for t in traces if t.level and t.rule in ("A1", "A2")]
        new = [t.level for t in traces if t.level and named(t) not in seen]
        assert now >= max([*grave, *new], default="N0")
        assert now in (level, low)
        assert above(guidance, level) == frozenset()
        fell += now < level
    assert fell > 300
