"""Which fields a record of each type may hold: the one list of record types and fields."""

from functools import cache
from typing import Final, Literal, NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.entry import Changes, Value

Kind = Literal["TEXT", "INTEGER"]
TEXT: Final = "TEXT"
INTEGER: Final = "INTEGER"
PRIVATE = "private"
OWN_REFERRAL = "own_referral"
PRIVATE_TYPES = frozenset({PRIVATE, OWN_REFERRAL})
"""Types whose records stand on chains of class G or V alone, each of one class."""
RETRACTION = "retraction"
ERASURE = "erasure"


class Shape(NamedTuple):
    """``columns``: the plain fields. ``elements``: the fields that stand for a list, as
    ``<element>.<id>``, or hold an object. ``parents``: columns records are looked up by.
    ``closes``: such a record can be closed. ``answers``: it has ``answers.<item>``. ``listed``:
    results that lists ask of every record at once; they are projected as columns too."""

    columns: dict[str, Kind]
    elements: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    closes: bool = False
    answers: bool = False
    listed: tuple[str, ...] = ()


def _columns(texts: str, integers: str = "") -> dict[str, Kind]:
    columns: dict[str, Kind] = dict.fromkeys(texts.split(), TEXT)
    return columns | dict.fromkeys(integers.split(), INTEGER)


SHAPES: dict[str, Shape] = {
    "child": Shape(
        _columns(
            "given_name family_name born_earliest born_latest sex number household_id"
            " page_language custody_note health_provider services_now vision vision_on hearing"
            " hearing_on care care_on care_reason care_by page_reason"
            " next_visit_on next_visit_reason next_visit_by interpreter_language interpreter_name",
            "gestation_days interpreter conditions_known demo trashed",
        ),
        elements=("languages", "recipients", "moved", "attempts"),
    ),
    "caregiver": Shape(
        _columns("child_id name relation phone address best_time household_id", "trashed"),
        elements=("speaks", "reads"),
        parents=("child_id",),
    ),
    "household": Shape(_columns("name address phone")),
    "visit": Shape(
        _columns(
            "child_id on band checklist_id checklist_version checklist_hash kind language"
            " interpreter worker_id started_at band_reason age_policy lower_asked care_reason"
            " finished_at",
            "from_paper trashed",
        ),
        elements=(
            "notes",
            "strengths",
            "moments",
            "strategies",
            "steps",
            "actions",
            "raised",
            "corrections",
            "lowered",
            "followed",
            "follow_notes",
        ),
        parents=("child_id",),
        closes=True,
        answers=True,
        listed=("results.reobserve_on", "results.open_level"),
    ),
    PRIVATE: Shape(
        _columns("visit_id caregiver_id sensitivity finished_at", "trashed"),
        elements=("notes", "actions", "raised", "leave_behind"),
        parents=("visit_id",),
        closes=True,
        answers=True,
    ),
    "consent": Shape(
        _columns(
            "child_id partner_id purpose signer authority signed_on expires_on revoked_on kind how"
            " witness revoked_by revoked_reason"
        ),
        elements=("lines", "items"),
        parents=("child_id",),
    ),
    "referral": Shape(
        _columns(
            "child_id visit_id partner_id state concern_on tried instruments send_back consent_id"
            " reason"
        ),
        elements=("lines", "items", "loop", "attempts", "pauses"),
        parents=("child_id",),
    ),
    OWN_REFERRAL: Shape(
        _columns(
            "visit_id caregiver_id sensitivity part_of partner_name partner_phone partner_address"
            " purpose reach best_time message language help services send_back how witness signer"
            " signed_on expires_on revoked_on revoked_by revoked_reason told",
            "part2 asked trashed",
        ),
        elements=("lines", "items", "given"),
        parents=("visit_id", "caregiver_id"),
    ),
    "partner": Shape(
        _columns("name phone address kind hours area retired_on"), elements=("languages",)
    ),
    "worker": Shape(_columns("name role")),
    "device": Shape(_columns("name")),
    "checklist": Shape(_columns("body hash")),
    "setting": Shape(
        _columns(
            "name phone contact paper age_policy part2_notice",
            "fictional carry_days ages_out_months",
        ),
        elements=("reobserve", "support", "retention"),
    ),
    "event": Shape(_columns("kind subject"), elements=("details",)),
    "link": Shape(_columns("child_a child_b", "same")),
    RETRACTION: Shape(
        _columns("archive_id device_id made_at repeats about", "brought_back"),
        elements=("ranges", "entries"),
    ),
    ERASURE: Shape(_columns("kind subject why"), elements=("entries", "again")),
    "handover": Shape(
        _columns("child_id from_worker from_device to_device kind from_on until_on"),
        parents=("child_id",),
    ),
    "page": Shape(
        _columns("child_id visit_id language body made_on"),
        elements=("prints", "handed"),
        parents=("visit_id",),
    ),
    "quality": Shape(_columns("check subject_id state"), elements=("comments",)),
    "reflection": Shape(_columns("visit_id worker_id text"), parents=("visit_id",)),
    "print": Shape(
        _columns(
            "child_id visit_id language paper part body code program texts basis pdf_hash"
            " file_hash on way again_of by reading_reason",
            "failed",
        ),
        elements=("to",),
        parents=("child_id", "visit_id", "code"),
    ),
}


Place = Literal["column", "answer", "element"]


class Route(NamedTuple):
    """Where a field of a record is projected to; ``key`` is the column, item or field."""

    to: Place
    key: str
    known: bool


@cache
def route(record_type: str, field: str) -> Route:
    """Return where a field goes. A field nobody here knows is an element, shown raw."""
    shape = SHAPES.get(record_type)
    if shape is None:
        return Route("element", field, known=False)
    if field in shape.columns:
        return Route("column", field, known=True)
    group, _, key = field.partition(".")
    if group == "answers" and shape.answers and key:
        return Route("answer", key, known=True)
    return Route("element", field, known=group in shape.elements)


def belongs(record_type: str, chain_class: ChainClass) -> bool:
    """Tell whether records of a type stand on chains of a class: what adults said and asked for
    alone on private chains, retractions and erasures on chains of the class they name, all others
    on open."""
    if record_type in (RETRACTION, ERASURE):
        return True
    return (record_type in PRIVATE_TYPES) is not (chain_class is ChainClass.OPEN)


def fits(kind: Kind, value: Value) -> bool:
    """Tell whether a value can stand in a column."""
    return isinstance(value, str) if kind == TEXT else isinstance(value, int)


def require_known(record_type: str, changes: Changes) -> None:
    """Refuse a record type or field this release does not write.

    Raises:
        ValueError: a slip in the program, not in what the person did.
    """
    for field, value in changes.items():
        to, key, known = route(record_type, field)
        if not known:
            raise ValueError(f"a {record_type} has no field {field}")
        if to == "column" and value is not None:
            kind = SHAPES[record_type].columns[key]
            if not fits(kind, value):
                raise ValueError(f"{record_type}.{field} is {kind}")
