"""A visit of forty answers, made and closed by the flows, takes at most 6 kB of the journal."""

import random
from datetime import date, timedelta
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Item
from imh_desktop.flows import reviewing
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visit_state import gated
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.store.test_store_size import JOURNAL, pages

from .conftest import BORN, ON

CHILDREN, ANSWERS, KEY = 75, 40, bytes(range(32))
SAID = {
    "behaviour": ("often", "often", "sometimes", "sometimes", "not_yet", "not_seen"),
    "sign_group": ("a_little",),
    "sign": ("no", "a_little"),
    "worry": ("no", "a_little"),
    "today": ("no",),
}
NOTE = "She reached for the cup, looked at her mother and laughed."


def _answer_forty(visit: OpenVisit, chance: random.Random) -> None:
    """Answer the open cards, the first groups' signs with them, then private ones up to forty."""
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    open_cards = [item for item in visit.items().values() if not item.sensitivity.private]
    private = [item for item in visit.items().values() if gated(item) and item.codes]
    private.sort(key=lambda item: item.kind == "today")  # a talk, and the first safety questions
    talk, safety = private[:3], private[-2:]
    for item in open_cards:
        if item.item_id in visit.shown and item.codes and _count(visit) < ANSWERS - 5:
            visit.answer(item.item_id, _said(item, chance))
    visit.alone_with(visit.caregivers[0].caregiver_id)
    for item in (*talk, *safety):
        visit.answer(item.item_id, "no" if "no" in item.codes else item.codes[0])
    seen = [item for item in open_cards if visit.is_strength(item.item_id)]
    for item in seen[:3]:
        visit.keep_note(item.item_id, NOTE)
        reviewing.choose_strength(visit, item.item_id)


def _said(item: Item, chance: random.Random) -> str:
    return chance.choice(SAID.get(item.kind, item.codes))


def _count(visit: OpenVisit) -> int:
    return len(visit.visit.answers) + sum(len(talk.answers) for talk in visit.private)


def _visit(vault: Vault, library: Library, child_id: str, on: date, chance: random.Random) -> None:
    visit = start(vault, library, child_id, on=on)
    _answer_forty(visit, chance)
    assert _count(visit) == ANSWERS
    assert len(visit.private) == 2
    for item_id in visit.guidance.act_now:
        visit.record_action(item_id, "Called the clinic together.")
    while reviewing.missing(visit):
        reviewing.add_moment(visit, "They sang together while the pot boiled.")
    reviewing.close(visit)
    assert records.results(vault, visit.visit.visit_id)


def test_a_visit_made_and_closed_by_the_flows_takes_at_most_six_kilobytes(
    tmp_path: Path, library: Library
) -> None:
    folder, scratch, chance = tmp_path / "vault", tmp_path / "scratch.db", random.Random(3)
    form = ChildForm(given_name="Size", born_earliest=BORN.isoformat())
    with Vault.create_with_key(folder, KEY, "Ana") as vault:
        vault.open_connection().execute("PRAGMA synchronous = OFF")  # size is asked, not safety
        children = [
            add_child(vault, form, (CaregiverForm(name="Size"),), today=ON).child_id
            for _ in range(CHILDREN)
        ]
        _visit(vault, library, children[0], ON, chance)
    before, begun = pages(folder, scratch), (folder / "vault.db").stat().st_size
    with Vault.open_with_key(folder, KEY) as vault:
        vault.open_connection().execute("PRAGMA synchronous = OFF")
        for ahead in (1, 30):
            for child_id in children:
                _visit(vault, library, child_id, ON + timedelta(days=ahead), chance)
    after, ended = pages(folder, scratch), (folder / "vault.db").stat().st_size
    visits = 2 * CHILDREN
    by_table = {table: (after[table] - before[table]) * 4096 / visits for table in JOURNAL}
    each, whole = sum(by_table.values()), (ended - begun) / visits
    print(f"journal {each:.0f} bytes a closed visit {by_table}; whole file {whole:.0f}")
    assert 40 * 26 < each <= 6_000
