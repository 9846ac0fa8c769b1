"""A made-up programme of any size, in a vault of its own: to try the program as it is after years.

The same seed, size and day give the same records, down to their ids.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.ages import BANDS
from imh_desktop.core.progress import Progress, quiet, within
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.flows import programme
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.demo_families import families
from imh_desktop.flows.demo_mark import KEY, MARK
from imh_desktop.flows.demo_records import Case, Scribe
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.store.filling import filling
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

PASSPHRASE = "only a made up demo"  # noqa: S105 it guards nothing
"""Opens a made-up vault; it is told to whoever makes one."""

MOST_VISITS = 20
"""Visits of one child, on the average: more days than that are not in a young life."""

_BATCH = 500
_BETWEEN = 38
"""Days between two visits of one child, about."""
_TICK = timedelta(seconds=7)
_ENROLLED_BEFORE = timedelta(days=3)


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How much is made, and from which seed."""

    children: int
    visits: int
    seed: int = 1


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was made, as it was counted while it was written."""

    children: int
    families: int
    visits: int
    left_open: int
    referrals: int
    entries: int


class _Clock:
    """A clock that made-up work moves on: a tick for each look at it."""

    def __init__(self, day: date) -> None:
        self._now = _morning(day)

    def __call__(self) -> datetime:
        self._now += _TICK
        return self._now

    def begin(self, day: date) -> None:
        self._now = max(self._now, _morning(day))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)


def make(
    folder: Path, library: Library, size: Size, today: date, progress: Progress = quiet
) -> Made:
    """Make the vault. It is marked as made up before anything is written.

    Raises:
        InputError: the size will not do.
        EnvironmentFault: the folder holds a vault; nothing was changed.
    """
    if not (0 < size.children <= 1_000_000 and 0 <= size.visits <= MOST_VISITS * size.children):
        raise InputError(
            "This size will not do.", place="--children, --visits",
            expected=f"at least one child, and at most {MOST_VISITS} visits for each",
        )  # fmt: skip
    if Vault.exists(folder):
        raise EnvironmentFault(
            "This folder holds another file of this program. Nothing was changed."
        )
    chance = Random(f"{size.seed}/{size.children}/{size.visits}")  # noqa: S311 made-up data
    cases = list(_cases(chance, size, today, library))
    plan = sorted((day, n, at) for n, case in enumerate(cases) for at, day in enumerate(case.days))
    clock = _Clock(plan[0][0] - _ENROLLED_BEFORE)
    with _new(folder, clock, chance.randbytes) as vault:
        programme.save(vault, demo_programme(today, Words("en")), today=today)
        scribe = Scribe(vault, library, chance, today)
        _write(vault, scribe, cases, plan, clock, within(progress, "write"))
        vault.checkpoint()
        return Made(
            children=len(cases), families=len({case.family_no for case in cases}),
            visits=scribe.visits, left_open=scribe.left_open, referrals=scribe.referrals,
            entries=sum(tip.seq for tip in vault.journal.tips()),
        )  # fmt: skip


def _new(folder: Path, clock: Callable[[], datetime], random: Callable[[int], bytes]) -> Vault:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / MARK).write_text("Made-up families; their key lies beside them.\n", "ascii")
    name = Words("en").say("Demo visitor")
    vault, _ = Vault.create(folder, PASSPHRASE, name, clock=clock, random=random, made_up=True)
    (folder / KEY).write_text(vault.key().hex(), "ascii")
    return vault


def _cases(chance: Random, size: Size, today: date, library: Library) -> Iterator[Case]:
    """Yield each child with the days of its visits, so many in all."""
    asked = library.checklist(CHECKLIST).bands
    bands = [band for band in BANDS if band.band_id in asked]
    children = [
        (number, family, child)
        for number, family in enumerate(families(chance, size.children, today, bands))
        for child in family.children
    ]
    for (number, family, child), visits in zip(
        children, _shared_out(chance, size), strict=True
    ):  # fmt: skip
        age = (today - child.born_latest).days
        span = min(age, max(visits * _BETWEEN, 1))
        ago = sorted(chance.sample(range(span), visits), reverse=True)
        days = tuple(today - timedelta(days=each) for each in ago)
        enrolled = days or (today - timedelta(days=chance.randrange(age)),)
        yield Case(family_no=number, family=family, child=child, days=enrolled, visited=bool(days))


def _shared_out(chance: Random, size: Size) -> list[int]:
    """Return how many visits each child has: unevenly, and exactly so many in all."""
    n = size.children
    shares = [size.visits * (i + 1) // n - size.visits * i // n for i in range(n)]
    for i in range(0, n - 1, 2):
        moved = chance.randint(0, shares[i] * 3 // 5)
        shares[i], shares[i + 1] = shares[i] - moved, shares[i + 1] + moved
    return shares


def _write(
    vault: Vault, scribe: Scribe, cases: list[Case], plan: list[tuple[date, int, int]],
    clock: _Clock, told: Callable[[int, int], None],
) -> None:  # fmt: skip
    for start in range(0, len(plan), _BATCH):
        with filling(vault.journal) as hand:
            for day, number, at in plan[start : start + _BATCH]:
                clock.begin(day)
                scribe.write(hand, cases[number], at)
        vault.checkpoint()
        told(min(start + _BATCH, len(plan)), len(plan))
