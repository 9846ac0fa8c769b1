"""Made-up families: households with one to four children, twins among them, and their adults."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

import msgspec

from imh_desktop.core.ages import BANDS, Band
from imh_desktop.flows.demo_names import PLACES, STREETS, Place

_TWINS = 0.03
_HOW_MANY = {1: 58, 2: 28, 3: 10, 4: 4}
_APART = (390, 1100)
"""Days between two births of one family."""
_YOUNGEST, _OLDEST = 45, 70 * 30
"""Days: children of both ages are seen in a programme."""
_EARLY = 0.12
_MONTH = 30.4375


class Adult(msgspec.Struct, frozen=True, kw_only=True):
    """A made-up caregiver."""

    name: str
    relation: str
    phone: str


class MadeChild(msgspec.Struct, frozen=True, kw_only=True):
    """A made-up child; ``gestation_days`` None: not known. ``born_latest`` differs where the day
    of birth is not known."""

    given_name: str
    family_name: str
    born_on: date
    born_latest: date
    gestation_days: int | None
    sex: str
    number: str


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """A made-up household, its eldest child first."""

    address: str
    phone: str
    languages: tuple[str, ...]
    children: tuple[MadeChild, ...]
    adults: tuple[Adult, ...]


def families(
    chance: Random, children: int, today: date, bands: Sequence[Band] = BANDS
) -> Iterator[Family]:
    """Yield families until there are so many children, the same for the same ``chance``.

    The eldest children are of each band in turn, so that few families cover all of them.
    """
    made, waiting = 0, list[Band]()
    while made < children:
        waiting = waiting or chance.sample(bands, len(bands))
        eldest = today - timedelta(days=_days_old(chance, waiting.pop()))
        family = _family(chance, today, eldest, made + 1, children - made)
        made += len(family.children)
        yield family


def _days_old(chance: Random, band: Band) -> int:
    first, before = int(band.from_months * _MONTH), int(band.before_months * _MONTH)
    return chance.randrange(max(first, _YOUNGEST), min(before, _OLDEST))


def _family(chance: Random, today: date, eldest: date, number: int, most: int) -> Family:
    place = chance.choices(PLACES, [each.share for each in PLACES])[0]
    surname = chance.choice(place.families)
    births = _births(chance, today, eldest)[:most]
    spoken = (place.language,) if place.language == "en" or chance.random() < 0.4 else (
        place.language, "en")  # fmt: skip
    children: list[MadeChild] = []
    for place_in_family, born in enumerate(births):
        taken = {child.given_name for child in children}
        children.append(_child(chance, place, surname, born, number + place_in_family, taken))
    return Family(
        address=f"{chance.randrange(1, 400)} {chance.choice(STREETS)}",
        phone=_phone(chance), languages=spoken, children=tuple(children),
        adults=tuple(_adults(chance, place, surname)),
    )  # fmt: skip


def _births(chance: Random, today: date, eldest: date) -> list[date]:
    """Return days of birth, the eldest first; twins share one."""
    wanted = chance.choices(list(_HOW_MANY), list(_HOW_MANY.values()))[0]
    born, births = eldest, [eldest]
    while len(births) < wanted:
        if chance.random() < _TWINS and births.count(born) == 1:
            births.append(born)
            continue
        born += timedelta(days=chance.randrange(*_APART))
        if (today - born).days < _YOUNGEST:
            break
        births.append(born)
    if len(births) == 1 and chance.random() < _TWINS:
        births *= 2
    return births


def _child(
    chance: Random, place: Place, surname: str, born: date, number: int, taken: set[str]
) -> MadeChild:
    sex = chance.choice(("female", "male", "female", "male", "female", "male", "other", ""))
    girl = sex == "female" or (sex != "male" and chance.random() < 0.5)
    pool = place.girls if girl else place.boys
    given = chance.choice([name for name in pool if name not in taken])
    unsure = chance.random() < 0.01
    return MadeChild(
        given_name=given, family_name=surname, born_on=born,
        born_latest=born + timedelta(days=chance.randrange(1, 20)) if unsure else born,
        gestation_days=_gestation(chance), sex=sex,
        number=f"DEMO-{number}" if chance.random() < 0.9 else "",
    )  # fmt: skip


def _gestation(chance: Random) -> int | None:
    if chance.random() < 0.06:
        return None
    return chance.randint(168, 258) if chance.random() < _EARLY else chance.randint(259, 290)


def _adults(chance: Random, place: Place, surname: str) -> Iterator[Adult]:
    mother = chance.choice(place.women)
    yield Adult(name=f"{mother} {surname}", relation="mother", phone=_phone(chance))
    if chance.random() < 0.55:
        father = chance.choice(place.men)
        yield Adult(name=f"{father} {surname}", relation="father", phone=_phone(chance))
    if chance.random() < 0.2:
        third = chance.choice([name for name in place.women if name != mother])
        relation = chance.choice(("grandparent", "foster", "other_family", "sibling"))
        name = f"{third} {chance.choice(place.families)}"
        yield Adult(name=name, relation=relation, phone="")


def _phone(chance: Random) -> str:
    """Return a number that rings nowhere."""
    return f"555-01{chance.randrange(100):02}"
