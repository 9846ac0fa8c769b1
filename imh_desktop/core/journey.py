"""How each construct was seen from visit to visit: as each visit was closed, nothing made anew.

Nothing is added up, averaged or fitted (clinical.md H1, H5): a construct stands at one of the
places of an answer, what was not asked is a gap and never low, and two who tell are two marks.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Literal, NamedTuple

from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.profile import ConstructProfile, Profile
from imh_desktop.core.visit import Answer, Visit

Seen = Literal["often", "sometimes", "not_yet", "concern", "quiet", "unknown", "not_asked"]
"""``quiet``: signs were asked about and none worried. ``unknown``: asked, and under half of it
answered. ``not_asked``: nothing of it was asked at that visit."""

APART = timedelta(days=14)
"""Two visits closer together are not compared (clinical.md 3.3)."""
_WORRYING = ("a_little", "a_lot")


class Stop(NamedTuple):
    """One closed visit. ``basis``: what its working age was counted from; ``profile``: as it was
    closed; ``checklist``: the one it was made with."""

    visit: Visit
    basis: str
    profile: Profile
    checklist: Checklist


class Mark(NamedTuple):
    """How one construct was seen at one stop; ``told_by``: a caregiver's id where two told."""

    seen: Seen
    told_by: str = ""


class Path(NamedTuple):
    """One construct; ``marks`` of each stop in turn: one, or one for each caregiver who told."""

    construct: str
    marks: tuple[tuple[Mark, ...], ...]


class Turn(NamedTuple):
    """What changed at a stop against the one before: another band, another basis of the age."""

    band: bool
    basis: bool


class Change(NamedTuple):
    """A construct at two stops that may be compared, by their places in the order of stops."""

    construct: str
    before: int
    after: int
    was: Seen
    now: Seen


def in_order(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Return the stops by day; of one day, by id, which grows with time."""
    return tuple(sorted(stops, key=lambda stop: (stop.visit.on, stop.visit.visit_id)))


def paths(stops: Sequence[Stop]) -> tuple[Path, ...]:
    """Return a path for each construct that was ever asked, in the order of the checklists."""
    order = dict.fromkeys(
        construct
        for stop in reversed(stops)
        for domain in stop.checklist.domains
        for construct in domain.constructs
    )
    asked = [_asked(stop) for stop in stops]
    found = (Path(one, tuple(map(partial(_marks, one), stops, asked))) for one in order)
    return tuple(path for path in found if _worth_telling(path))


def turns(stops: Sequence[Stop]) -> tuple[Turn, ...]:
    """Return what changed at each stop; nothing at the first."""
    pairs = pairwise(stops)
    later = [Turn(b.visit.band != a.visit.band, b.basis != a.basis) for a, b in pairs]
    return (Turn(False, False), *later)[: len(stops)]


def changes(path: Path, days: Sequence[date]) -> tuple[Change, ...]:
    """Return where a construct stands elsewhere than when it was last seen, 14 days or more ago.

    ``days``: of each stop. Marks by two people are compared with nobody's.
    """
    found: list[Change] = []
    last: int | None = None
    for at, marks in enumerate(path.marks):
        if len(marks) != 1 or marks[0].seen in ("unknown", "not_asked"):
            continue
        if last is not None and days[at] - days[last] < APART:
            continue
        was, now = path.marks[last][0].seen if last is not None else "", marks[0].seen
        if last is not None and was != now:
            found.append(Change(path.construct, last, at, path.marks[last][0].seen, now))
        last = at
    return tuple(found)


def _worth_telling(path: Path) -> bool:
    """Tell whether a construct was ever asked; of signs, whether one ever worried."""
    seen = {mark.seen for marks in path.marks for mark in marks}
    return bool(seen - {"not_asked", "quiet"})


class _Asked(NamedTuple):
    """What a stop says of each construct: the items asked of it, and how it was closed with.
    ``groups``: sign -> the items that ask for it together with others."""

    items: Mapping[str, Sequence[Item]]
    profiles: Mapping[str, ConstructProfile]
    groups: Mapping[str, Sequence[str]]


def _asked(stop: Stop) -> _Asked:
    items: dict[str, list[Item]] = {}
    for item in stop.checklist.in_band(stop.visit.band):
        items.setdefault(item.construct, []).append(item)
    groups: dict[str, list[str]] = {}
    for item in stop.checklist.items:
        for sign in item.signs:
            groups.setdefault(sign, []).append(item.item_id)
    profiles = dict[str, ConstructProfile]()
    for domain in stop.profile.domains:
        for each in domain.constructs:
            profiles.setdefault(each.construct, each)
    return _Asked(items, profiles, groups)


def _marks(construct: str, stop: Stop, asked: _Asked) -> tuple[Mark, ...]:
    items = asked.items.get(construct, ())
    told = _by_informant(items, stop.visit.answers)
    if len(told) > 1:
        return tuple(Mark(_seen_by_codes(codes), who) for who, codes in told.items())
    profile = asked.profiles.get(construct)
    return (Mark(_seen(profile) if profile else _unsaid(items, stop, asked.groups)),)


def _by_informant(items: Sequence[Item], answers: Mapping[str, Answer]) -> dict[str, list[str]]:
    """Return the codes each caregiver gave; what the visitor saw herself belongs to none."""
    found: dict[str, list[str]] = {}
    for item in items:
        answer = answers.get(item.item_id)
        if answer and answer.informant:
            found.setdefault(answer.informant, []).append(answer.code)
    return found


def _seen(profile: ConstructProfile) -> Seen:
    """Read the status a visit was closed with as the place of an answer."""
    if profile.status == "concern":
        return "concern"
    if profile.status == "unknown":
        return "unknown"
    if profile.status == "strength":
        return "often"
    counts = profile.counts
    return "sometimes" if counts.often or counts.sometimes else "not_yet"


def _seen_by_codes(codes: Sequence[str]) -> Seen:
    if any(code in _WORRYING for code in codes):
        return "concern"
    told = [code for code in codes if code in ("often", "sometimes", "not_yet")]
    if not told:
        return "quiet" if "no" in codes else "unknown"
    if "not_yet" not in told and 2 * told.count("often") >= len(told):
        return "often"
    return "not_yet" if set(told) == {"not_yet"} else "sometimes"


def _unsaid(items: Sequence[Item], stop: Stop, groups: Mapping[str, Sequence[str]]) -> Seen:
    """Read a construct of which the profile says nothing: signs answered "no", or never asked."""
    own = {item.item_id for item in items}
    asked = own.union(*(groups.get(each, ()) for each in own))
    codes = [stop.visit.answers[i].code for i in asked if i in stop.visit.answers]
    return "quiet" if "no" in codes else "not_asked"
