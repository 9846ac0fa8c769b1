"""Two vaults that differ only in what was said alone show and write the same, byte for byte.

Every list, paper and file of a week: the board, the plan, the calendar, who was not reached,
referrals, figures, undo, trash, leaving, moving, the family's copy, and the exports.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.visit_calendar import LABELS
from imh_desktop.errors import InputError
from imh_desktop.flows import (
    contacting,
    devices,
    family_copy,
    farewell,
    figure_report,
    following_up,
    journey,
    last_acts,
    moving_visits,
    printing,
    printing_batch,
    printing_log,
    programme,
    programme_figures,
    referral_watch,
    supervision,
    today_words,
    trash,
    unreached,
    visit_calendar,
    week_plan,
)
from imh_desktop.flows.care import set_care
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_deidentified import Wanted, export_deidentified
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.exporting_twenty_years import export_twenty_years
from imh_desktop.flows.moving_visits import NEW, Move
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referring import note_given, write_own_referral
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.referring import referral_page, write_referral
from imh_desktop.flows.reviewing import close
from imh_desktop.flows.today import today_board
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.export_vault import KEY, ON, child_of, visit_of
from tests.flows.team import ticking
from tests.flows.test_referring import FORM
from tests.flows.told_alone import FORM as OWN

WORDS = Words("en")
DAY = ON + timedelta(days=45)
NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)
CLOSED = ("Closed", "Sent", "Strayed", "Left")
Ids = dict[str, str]


class Twin:
    """One of the two vaults. Each step has its own clock and chance, however much was said."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.steps = folder, 0

    def step(self, do: Callable[[Vault], Any]) -> Any:
        at = datetime(2026, 6, 10, 9, tzinfo=UTC) + timedelta(days=self.steps)
        clock, chance = ticking(at), random.Random(self.steps).randbytes
        self.steps += 1
        if Vault.exists(self.folder):
            vault = Vault.open_with_key(self.folder, KEY, clock=clock, random=chance)
        else:
            vault = Vault.create_with_key(self.folder, KEY, "Visitor", clock=clock, random=chance)
        with vault:
            return do(vault)


def test_what_is_said_alone_changes_nothing_that_anybody_sees(
    library: Library, tmp_path: Path
) -> None:
    quiet, seen = Twin(tmp_path / "quiet"), list[list[Any]]()
    ids = quiet.step(lambda vault: _begun(vault, library))
    shutil.copytree(quiet.folder, tmp_path / "loud")
    loud = Twin(tmp_path / "loud")
    loud.steps = quiet.steps
    for twin in (quiet, loud):
        twin.step(partial(_say if twin is loud else _say_nothing, library=library, ids=ids))
        seen.append([twin.step(act) for act in _acts(library, ids)])
        out = tmp_path / f"out-{twin.folder.name}"
        seen[-1].append(twin.step(partial(_written, library=library, ids=ids, folder=out)))
    assert seen[0][:-1] == seen[1][:-1]
    assert len(seen[0][-1]) > 100
    for one, other in zip(seen[0][-1], seen[1][-1], strict=True):
        assert one == other
        assert b"SECRET" not in (one[1] if isinstance(one[1], bytes) else repr(one).encode())


def _begun(vault: Vault, library: Library) -> Ids:
    devices.certify_self(vault, "Desk", ON)
    support = tuple(
        programme.SupportForm(kind=kind, number="555-0111", checked_on="2026-06-01")
        for kind in ("emergency", "day_and_night")
    )
    form = programme.ProgrammeForm(name="Valle", phone="555-0100", support=support)
    programme.save(vault, form, today=ON)
    ids = {name: child_of(vault, name) for name in (*CLOSED, "Open", "Trash", "Right")}
    days = {"Open": DAY - timedelta(days=3), "Trash": DAY - timedelta(days=3)}
    for name in (*CLOSED, *days):
        visit = visit_of(vault, library, ids[name], days.get(name, ON))
        ids[f"visit of {name}"] = visit.visit.visit_id
    return ids


def _say(vault: Vault, library: Library, ids: Ids) -> None:
    """Say all that can be said alone at each visit, and that no page is to be seen at home."""
    for visit_id in (id_ for name, id_ in ids.items() if name.startswith("visit")):
        visit = OpenVisit(vault, library, visit_id, WORDS)
        who = visit.caregivers[0].caregiver_id
        visit.alone_with(who)
        for item in [one for one in visit.items().values() if one.sensitivity.private]:
            if item.codes:
                visit.answer(item.item_id, item.codes[0])
            visit.keep_note(item.item_id, "SECRET")
            if item.kind == "today":
                visit.record_action(item.item_id, "SECRET")
        form = replace(OWN, items=("k3-heavy-days",), help="SECRET")
        note_given(vault, write_own_referral(vault, library, visit_id, who, form, today=ON), ON)
        printing.decline(vault, visit_id, ON)


def _say_nothing(vault: Vault, library: Library, ids: Ids) -> None:
    pass


def _acts(library: Library, ids: Ids) -> Iterator[Callable[[Vault], object]]:
    """Yield what is done in the open in both, each as a step of its own."""
    for name in CLOSED:
        yield partial(_close, library=library, visit_id=ids[f"visit of {name}"])
    letter = replace(
        FORM, lines=("contact",), items=(), concern_on=(DAY - timedelta(days=9)).isoformat(),
        signed_on=DAY.isoformat(), expires_on=(DAY + timedelta(days=90)).isoformat(),
    )  # fmt: skip
    yield lambda v: write_referral(v, library, ids["visit of Sent"], letter, today=DAY)
    yield lambda v: _moved(v, library, ids)
    yield lambda v: set_care(v, ids["Left"], "moved", DAY, "Away", WORDS)
    yield lambda v: trash.put(v, ids["Trash"], "Twice", WORDS)
    form = AttemptForm(on=DAY.isoformat(), how="phone", came="Nobody")
    yield lambda v: contacting.log_contact(v, ids["Closed"], form, WORDS, today=DAY)


def _close(vault: Vault, library: Library, visit_id: str) -> object:
    return close(OpenVisit(vault, library, visit_id, WORDS))


def _moved(vault: Vault, library: Library, ids: Ids) -> None:
    visit_id = ids["visit of Strayed"]
    people = {one.caregiver_id: NEW for one in moving_visits.people_of(vault, visit_id)}
    what = Move(visit_id=visit_id, to_child_id=ids["Right"], people=people, reason="Wrong child")
    moving_visits.move(vault, library, what, DAY, WORDS)


Output = tuple[str, Any]


def _written(vault: Vault, library: Library, ids: Ids, folder: Path) -> list[Output]:
    return list(_outputs(vault, library, ids, folder))


def _outputs(vault: Vault, library: Library, ids: Ids, folder: Path) -> Iterator[Output]:
    for day in (ON, DAY, DAY + timedelta(days=20), DAY + timedelta(days=400)):
        for name, value in _of_day(vault, library, day):
            yield f"{name} on {day}", value
    for child in records.children(vault):
        for name, value in _of_child(vault, library, child.child_id):
            yield f"{name} of {child.name}", value
    yield "trash", repr(trash.in_trash(vault, NOW, WORDS))
    yield "undo", repr(last_acts.last_acts(vault, library, WORDS))
    first = ON - timedelta(days=9)
    yield "packet", supervision.supervision_page(vault, library, first, DAY, "en").content
    (letter,) = records.referrals(vault, ids["Sent"])
    page = referral_page(vault, library, letter.referral_id, "en", today=DAY)
    yield "letter", page.content
    folder.mkdir()
    ask = Ask(now=NOW)
    export_twenty_years(prepare(vault, library, "twenty-years", ask), folder / "years")
    export_fhir(vault, library, folder / "all.ndjson", ask)
    chance = random.Random(1)
    export_deidentified(
        vault, library, folder / "plain", Wanted(now=NOW), words=WORDS, chance=chance
    )
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        if file.suffix != ".sqlite":  # the same rows stand in the CSV files beside it
            yield str(file.relative_to(folder)), file.read_bytes()


def _of_day(vault: Vault, library: Library, day: date) -> Iterator[Output]:
    case = Caseload(vault, day, library)
    yield "list", [(row, row.answered, row.total) for row in case.every]
    for typed in ("closed", "mother of", "secret", "heavy"):
        yield typed, [row.child.child_id for row in case.rows(typed)]
    said = (today_words.why_there, today_words.beside_said)
    since = (today_words.what_said, today_words.since_said)
    yield (
        "board",
        [
            (
                row.matter,
                *(say(row, WORDS) for say in said),
                *(say(row, day, WORDS) for say in since),
            )
            for row in today_board(vault, case.every, day)
        ],
    )
    yield "plan", week_plan.week_plan_page(vault, library, day, "en").content
    yield "not reached", unreached.unreached_page(vault, day, "en").content
    yield "referrals", repr(referral_watch.lines(vault, day, WORDS))
    for label in LABELS:
        yield label, visit_calendar.coming(vault, library, day, label, WORDS)
    yield "to print", repr(printing_batch.due(vault, day))
    found = programme_figures.figures(vault, library, programme_figures.last_year(day), day)
    yield "figures", repr(figure_report.report(found, records.programme(vault), WORDS))
    yield "findings", repr(found.findings)


def _of_child(vault: Vault, library: Library, child_id: str) -> Iterator[Output]:
    yield "journey", repr(journey.journey(vault, library, child_id, WORDS))
    yield "leaving", repr(farewell.to_do(vault, child_id, "handed_over", DAY, WORDS))
    yield "may go", repr(trash.candidates(vault, child_id, WORDS))
    yield "gone", repr(moving_visits.moved_away(vault, child_id, WORDS))
    yield "went", repr(following_up.told_of(vault, library, child_id, WORDS))
    yield "pages", repr(printing_log.given_pages(vault, child_id))
    for visit in records.visits(vault, child_id):
        yield "results", repr(records.results(vault, visit.visit_id))
        yield "moving", _effect(vault, library, visit.visit_id, child_id)
    for one in records.caregivers(vault, child_id):
        made = family_copy.copy_page(
            vault, library, child_id, one.caregiver_id, "en", alone=False, today=DAY
        )
        yield "copy", made.content


def _effect(vault: Vault, library: Library, visit_id: str, child_id: str) -> str:
    other = next(each for each in records.children(vault) if each.child_id != child_id)
    try:
        return repr(moving_visits.effect(vault, library, visit_id, other.child_id, WORDS))
    except InputError as error:
        return repr(error)
