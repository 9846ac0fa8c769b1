"""Answers to a profile: what was seen per domain and construct. Counts, never a sum."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from imh_desktop.core.checklist import ANSWERED, Checklist, Domain, Item
from imh_desktop.core.facts import codes_of, counted
from imh_desktop.core.visit import Visit

Status = Literal["strength", "emerging", "concern", "unknown"]
Completeness = Literal["complete", "partial", "not_enough"]
Place = Literal["often", "sometimes", "not_yet", "concern", "unknown"]

_PLACES: dict[str, Place | None] = {
    "often": "often",
    "sometimes": "sometimes",
    "not_yet": "not_yet",
    "a_little": "concern",
    "a_lot": "concern",
    "no": None,
}


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many items stand where; no item is counted twice.

    ``concern``: named by a rule, or a sign that worries at least a little. A sign answered "no"
    is nothing to count, and an opened sign group is counted by its signs.
    """

    often: int = 0
    sometimes: int = 0
    not_yet: int = 0
    concern: int = 0
    unknown: int = 0


class ConstructProfile(msgspec.Struct, frozen=True, kw_only=True):
    """One construct: its status in words, and the counts behind it."""

    construct: str
    status: Status
    counts: Counts


class DomainProfile(msgspec.Struct, frozen=True, kw_only=True):
    """One domain. ``answered`` of ``shown`` core items; ``asked`` counts any answer at all.
    ``constructs``: those with something to say; a sign that is answered "no" says nothing."""

    domain: str
    answered: int
    asked: int
    shown: int
    counts: Counts
    constructs: tuple[ConstructProfile, ...]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """The whole open profile. ``thin_domains``: those with under half of their items answered."""

    domains: tuple[DomainProfile, ...]
    answered: int
    shown: int
    completeness: Completeness
    thin_domains: tuple[str, ...] = ()


class ConstructReading(NamedTuple):
    """What one construct adds to its domain. ``core``: how many core items are shown."""

    profile: ConstructProfile | None
    places: list[Place | None]
    answered: int
    asked: int
    core: int


class ConstructReader:
    """Reads one construct of a band over and over: its items are sorted once, here."""

    def __init__(self, checklist: Checklist, items: Iterable[Item], construct: str) -> None:
        """Keep the construct's items among the open ones of the band."""
        self._construct = construct
        self._items = [
            (item, item.core and item.kind in ("behaviour", "sign_group"))
            for item in items
            if item.construct == construct
        ]
        self.item_ids = frozenset(i.item_id for i in checklist.items if i.construct == construct)
        """Its items of every band: a rule may name one that an earlier visit asked."""

    def read(
        self, codes: Mapping[str, str], shown: Collection[str], concerned: frozenset[str]
    ) -> ConstructReading:
        """Return the construct, given item id -> code for the answers that count."""
        places: list[Place | None] = []
        answered = asked = core = 0
        for item, is_core in self._items:
            if item.item_id in shown:
                places.append(_place(item, codes, shown, concerned))
                if is_core:
                    core += 1
                    answered += _answered(item, codes, shown)
                    asked += _asked(item, codes, shown)
        status = _status(places) if concerned.isdisjoint(self.item_ids) else "concern"
        profile = status and ConstructProfile(
            construct=self._construct, status=status, counts=_counts(places)
        )
        return ConstructReading(profile, places, answered, asked, core)


class DomainReader:
    """Reads one domain of a band, construct by construct."""

    def __init__(self, checklist: Checklist, band: str, domain: Domain) -> None:
        """Sort the domain's open items by construct."""
        self._domain_id = domain.domain_id
        items = [item for item in checklist.in_band(band) if not item.sensitivity.private]
        self.constructs = [ConstructReader(checklist, items, each) for each in domain.constructs]

    def read(
        self, codes: Mapping[str, str], shown: Collection[str], concerned: frozenset[str]
    ) -> DomainProfile:
        """Return the domain, given item id -> code for the answers that count."""
        return self.join([each.read(codes, shown, concerned) for each in self.constructs])

    def join(self, readings: Sequence[ConstructReading]) -> DomainProfile:
        """Return the domain its constructs make, in their order."""
        places: list[Place | None] = []
        answered = asked = core = 0
        constructs: list[ConstructProfile] = []
        for each in readings:
            places += each.places
            answered += each.answered
            asked += each.asked
            core += each.core
            if each.profile:
                constructs.append(each.profile)
        return DomainProfile(
            domain=self._domain_id,
            answered=answered,
            asked=asked,
            shown=core,
            counts=_counts(places),
            constructs=tuple(constructs),
        )


def readers(checklist: Checklist, band: str) -> tuple[DomainReader, ...]:
    """Return a reader for each domain that enters the profile."""
    return tuple(DomainReader(checklist, band, d) for d in checklist.domains if d.counted)


def read_profile(
    checklist: Checklist,
    visit: Visit,
    shown: Collection[str],
    concerned: frozenset[str] = frozenset(),
) -> Profile:
    """Return the open profile of a visit; answers of items not shown are not counted.

    Args:
        concerned: items that open A and C rules name (``guidance.concerned_items``); their
            constructs are a concern.
    Source:
        clinical.md 0, 3.1 (H2, H3), 3.2.
    """
    codes = codes_of(counted(checklist, visit.answers, shown))
    domains = (r.read(codes, shown, concerned) for r in readers(checklist, visit.band))
    return whole(tuple(domains))


def whole(domains: tuple[DomainProfile, ...]) -> Profile:
    """Return the profile the domains make together, and how complete it is (clinical.md 3.2)."""
    answered = shown = 0
    thin: list[str] = []
    for domain in domains:
        answered += domain.answered
        shown += domain.shown
        if 2 * domain.answered < domain.shown:
            thin.append(domain.domain)
    completeness: Completeness = "partial"
    if 5 * answered >= 4 * shown and shown and not thin:
        completeness = "complete"
    elif 2 * answered < shown or not shown:
        completeness = "not_enough"
    return Profile(
        domains=domains,
        answered=answered,
        shown=shown,
        completeness=completeness,
        thin_domains=tuple(thin),
    )


def _place(
    item: Item, codes: Mapping[str, str], shown: Collection[str], concerned: frozenset[str]
) -> Place | None:
    """Return the count an item enters, if any."""
    if item.item_id in concerned:
        return "concern"
    if item.kind == "sign_group" and any(sign in shown for sign in item.signs):
        return None
    return _PLACES.get(codes.get(item.item_id, ""), "unknown")


def _counts(places: list[Place | None]) -> Counts:
    return Counts(
        often=places.count("often"),
        sometimes=places.count("sometimes"),
        not_yet=places.count("not_yet"),
        concern=places.count("concern"),
        unknown=places.count("unknown"),
    )


def _status(places: list[Place | None]) -> Status | None:
    """Return the status of a construct no rule names (H2); None when there is nothing to say.

    A sign that worries even a little is a concern by itself (clinical.md 2.5).
    """
    if "concern" in places:
        return "concern"
    unknown = places.count("unknown")
    if 2 * unknown > len(places):
        return "unknown"
    if not any(places):
        return None
    answered = len(places) - unknown
    often = places.count("often")
    if often + places.count("sometimes") == answered and 2 * often >= answered:
        return "strength"
    return "emerging"


def _answered(item: Item, codes: Mapping[str, str], shown: Collection[str]) -> bool:
    """Tell whether a core item is answered.

    A group is by a "no", or once all its opened signs were asked and one of them is answered.
    """
    code = codes.get(item.item_id)
    signs = item.signs and [sign for sign in item.signs if sign in shown]
    if code == "no" or not signs:
        return code in ANSWERED
    return _asked_all(signs, codes) and any(codes[sign] in ANSWERED for sign in signs)


def _asked(item: Item, codes: Mapping[str, str], shown: Collection[str]) -> bool:
    """Tell whether a core item has any answer at all, a group perhaps through its signs."""
    if item.item_id in codes:
        return True
    signs = [sign for sign in item.signs if sign in shown]
    return bool(signs) and _asked_all(signs, codes)


def _asked_all(signs: Sequence[str], codes: Mapping[str, str]) -> bool:
    return all(sign in codes for sign in signs)
