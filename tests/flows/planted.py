"""A made-up programme written into a real vault, entry by entry, on the days of its story."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.vault import Vault
from tests.core import age_oracle
from tests.core.programme_generator import Story, story

KEY = bytes(range(32))


class Days:
    """A clock that stands at noon of whatever day is set."""

    def __init__(self) -> None:
        self.day, self._seconds = date(2020, 1, 1), 0

    def __call__(self) -> datetime:
        self._seconds += 1
        noon = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        return noon + timedelta(seconds=self._seconds % 3600)


def record_id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def tellable(seed: int, children: int) -> Story:
    """Return a story a vault can hold: every record began on a day, and a state has a day."""
    made = story(seed, children)
    made.children = [(c, e, u, g, on or made.first) for c, e, u, g, on in made.children]
    made.visits = [
        (v, c, on, closed, asked, due or (on or made.first) + timedelta(days=9))
        for v, c, on, closed, asked, due in made.visits
    ]
    kept = []
    for id_, child, concern, _state, reached in made.referrals:
        state = max(reached, key=lambda name: (reached[name], name)) if reached else "consented"
        kept.append((id_, child, concern, state, dict(reached)))
    made.referrals = kept
    return made


def as_listed(made: Story) -> Story:
    """Return the story with each visit's next day as the list of children says it: the day the
    visit asked for or the rhythm of the age, whichever comes first; ages counted the slow way."""
    born = {child: (first, last, weeks) for child, first, last, weeks, _ in made.children}
    listed = replace(made)
    listed.visits = [
        (v, c, on, closed, asked, _first_day(on, due, born.get(c)))
        for v, c, on, closed, asked, due in made.visits
    ]
    return listed


_RHYTHM = dict(zip("123456789", (14, 28, 28, 42, 42, 60, 60, 90, 90), strict=True))


def _first_day(
    on: date | None, due: date | None, born: tuple[date | None, date | None, int | None] | None
) -> date | None:
    if on is None or due is None or born is None or born[0] is None or born[1] is None:
        return due
    first, last, weeks = born[0], born[1], born[2]
    days = 90
    if on >= first:
        birth = last if last <= on else on
        band = age_oracle.read(_plain(birth), weeks, _plain(on), "default")[2]
        days = _RHYTHM[band[1]] if band else 90
    return date.fromordinal(min(due.toordinal(), on.toordinal() + days, on.toordinal() + 90))


def _plain(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def plant(folder: Path, made: Story, library: Library) -> Vault:
    """Return an open vault that holds a story."""
    clock = Days()
    vault = Vault.create_with_key(folder, KEY, "Nobody in particular", clock=clock)
    vault.open_connection().execute("PRAGMA synchronous = OFF")
    for child in made.children:
        _child(vault, clock, child)
    known = structure_hash(library.checklist("observation"))
    for visit in made.visits:
        _visit(vault, visit, known)
    for referral in made.referrals:
        _referral(vault, clock, referral)
    return vault


def _child(
    vault: Vault, clock: Days, child: tuple[str, date | None, date | None, int | None, date | None]
) -> None:
    id_, earliest, latest, gestation, enrolled = child
    fields: Changes = {"given_name": f"<img src={id_}>", "family_name": "=1+1"}
    if earliest and latest:
        fields |= {"born_earliest": earliest.isoformat(), "born_latest": latest.isoformat()}
    if gestation is not None:
        fields["gestation_days"] = gestation
    assert enrolled
    clock.day = enrolled
    vault.journal.write("child", record_id(id_), fields)


def _visit(
    vault: Vault,
    visit: tuple[str, str, date | None, bool, bool | None, date | None],
    known: str,
) -> None:
    id_, child, on, closed, asked, due = visit
    fields: Changes = {
        "child_id": record_id(child), "band": "B4", "language": "en", "checklist_id": "observation",
        "checklist_hash": known if asked is not None else "0" * 64, "checklist_version": "2026.1",
    }  # fmt: skip
    if on:
        fields["on"] = on.isoformat()
    if asked:
        fields["answers.o1-any-worry"] = {"code": "prefers_not"}
    vault.journal.write("visit", record_id(id_), fields)
    results: dict[str, Value] = {"open_level": "N1", "rule_set": "2"}
    if closed and due:
        results["reobserve_on"] = due.isoformat()
        vault.journal.close(record_id(id_), results)


def _referral(
    vault: Vault, clock: Days, referral: tuple[str, str, date | None, str, dict[str, date]]
) -> None:
    id_, child, concern, state, reached = referral
    fields: Changes = {"child_id": record_id(child)}
    if concern:
        fields["concern_on"] = concern.isoformat()
    if not reached:
        fields["state"] = state
    vault.journal.write("referral", record_id(id_), fields)
    for name in sorted(reached, key=lambda name: (reached[name], name)):
        clock.day = reached[name]
        vault.journal.write("referral", record_id(id_), {"state": name})
