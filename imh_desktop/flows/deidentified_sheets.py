"""Which columns a de-identified export has, given its profile."""

from imh_desktop.content.library import Library
from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Item
from imh_desktop.core.deidentify import OTHER, Profile
from imh_desktop.core.follow_up import CODES
from imh_desktop.core.visit import LEVELS
from imh_desktop.exchange.deidentified import Column, Sheet
from imh_desktop.exchange.tables.shape import Join

BAND_CODES = (*(band.band_id for band in BANDS), OTHER)
KINDS = ("home", "elsewhere", "remote", OTHER)
KNOWN = ("seen", "told", "both")
AGREED_KINDS = ("idea", "step")
YES_NO = frozenset({"yes", "no"})
COMPLETENESS = ("complete", "partial", "not_enough")
RULES = frozenset("A1 A2 A3 C1 C2 C3 C4 C5 C6 C7 C8 P1 J1".split())
STATES = (
    "draft", "consented", "sent", "received", "contacted", "scheduled", "evaluated",
    "service_started", "waitlisted", "declined", "cannot_reach", "closed", OTHER,
)  # fmt: skip
"""Of a referral (clinical.md RF5)."""
COUNTS = ("often", "sometimes", "not_yet", "concern", "unknown", "answered", "asked", "shown")
_FIRST_YEAR = "Year of the child's first visit"


class Items:
    """The open items of the checklists that are here: the closed list of what may be named.

    An item of another structure, or of another programme, is told only if it is one of these.
    """

    def __init__(self, library: Library) -> None:
        """Read every checklist."""
        lists = [library.checklist(checklist_id) for checklist_id in library.ids()]
        found = (item for each in lists for item in each.items if not item.sensitivity.private)
        self._items: dict[str, Item] = {item.item_id: item for item in found}
        self.ids = frozenset(self._items)
        self.codes = frozenset(code for item in self._items.values() for code in item.codes)
        self.ideas = frozenset(s.strategy_id for each in lists for s in each.strategies) | {OTHER}
        self.domains = frozenset(d.domain_id for each in lists for d in each.domains if d.counted)

    def has(self, item_id: str, code: str) -> bool:
        """Tell whether an answer may be told."""
        return item_id in self._items and code in self._items[item_id].codes


def sheets(
    profile: Profile, items: Items, told_as: dict[str, frozenset[str]], *, limited: bool
) -> tuple[Sheet, ...]:
    """Return the sheets with one row a visit, an answer, a domain of a visit, an idea chosen, a
    thing asked about again, a referral.

    Args:
        told_as: field of a child -> every value it is told as.
    """
    made = (
        _visits(told_as), _answers(items), _domains(items), _ideas(items), _follow_ups(),
        _referrals(),
    )  # fmt: skip
    return tuple(_kept(sheet, profile, limited=limited) for sheet in made)


def _kept(sheet: Sheet, profile: Profile, *, limited: bool) -> Sheet:
    columns = tuple(
        column
        for column in sheet.columns
        if not column.field or profile.rule(column.field, limited=limited) == column.rule
    )
    return Sheet(
        name=sheet.name, title=sheet.title, columns=columns, key=sheet.key, joins=sheet.joins
    )


def _visits(told_as: dict[str, frozenset[str]]) -> Sheet:
    columns = (
        _new_id("child", "The child, by an id made for this export alone"),
        _new_id("visit", "The visit, by an id made for this export alone"),
        *_when("visit.on", "", "the visit"),
        _day("born_from", "child.born_earliest", "Earliest day of birth"),
        _day("born_to", "child.born_latest", "Latest day of birth"),
        _code("band", "visit.band", "Age band at the visit", BAND_CODES),
        _code("kind", "visit.kind", "Where the visit was", KINDS),
        _code("closed", "", "Whether the visit is finished", YES_NO),
        _rare("sex", "child.sex", "Sex", told_as),
        Column(
            name="gestation", title="Weeks of pregnancy, in groups", holds="code",
            field="child.gestation_days", rule="weeks", codes=told_as["child.gestation_days"],
        ),
        _rare("languages", "child.languages", "Languages of the family", told_as),
        _rare("interpreter", "child.interpreter", "Whether an interpreter is needed", told_as),
        _rare("condition", "child.conditions_known", "Whether a condition is known", told_as),
        _code("level", "result.open_level", "Next step, from classes P and C", LEVELS),
        _code("completeness", "result.profile", "How much was answered", COMPLETENESS),
        Column(
            name="rules", title="Rules that fired, classes P and C", holds="codes",
            field="result.traces", rule="code", codes=RULES,
        ),
        *_when("result.reobserve_on", "look_again_", "the day to look again", year=False),
    )  # fmt: skip
    return Sheet(name="visits", title="Visits", columns=columns, key=("visit",))


def _answers(items: Items) -> Sheet:
    columns = (
        _new_id("visit", "The visit"),
        _code("item", "", "The question", items.ids),
        _code("code", "answer.code", "The answer", items.codes),
        _code("known", "answer.known", "How it is known", KNOWN),
        _code("counted", "", "Whether the question was shown in the end", YES_NO),
        *_when("answer.on", "", "the answer, where it was not that of the visit", year=False),
    )
    return Sheet(
        name="answers", title="Answers of class P and C", columns=columns, key=("visit", "item"),
        joins=(Join("visit", "visits"),),
    )  # fmt: skip


def _domains(items: Items) -> Sheet:
    told = (
        Column(name=n, title=f"Questions: {n}", holds="whole", field="result.profile", rule="code")
        for n in COUNTS
    )
    columns = (
        _new_id("visit", "The visit"),
        _code("domain", "", "The area of the checklist", items.domains),
        *told,
    )
    return Sheet(
        name="domains", title="What was seen in each area of a finished visit", columns=columns,
        key=("visit", "domain"), joins=(Join("visit", "visits"),),
    )  # fmt: skip


def _ideas(items: Items) -> Sheet:
    columns = (
        _new_id("agreed", "What was agreed, by an id made for this export alone"),
        _new_id("visit", "The visit"),
        _code("idea", "visit.strategies", "The idea to try at home", items.ideas),
    )
    return Sheet(
        name="ideas", title="Ideas to try at home", columns=columns, key=("agreed",),
        joins=(Join("visit", "visits"),),
    )  # fmt: skip


def _follow_ups() -> Sheet:
    columns = (
        _new_id("visit", "The visit at which it was asked"),
        _new_id("agreed", "What was agreed, as in ideas; a next step has an id of its own"),
        _code("kind", "", "Whether it was an idea to try or a next step", AGREED_KINDS),
        _code("code", "visit.followed", "How it went", (*CODES, OTHER)),
    )
    return Sheet(
        name="follow_ups", title="How it went with what was agreed", columns=columns,
        key=("visit", "agreed"), joins=(Join("visit", "visits"),),
    )  # fmt: skip


def _referrals() -> Sheet:
    columns = (
        _new_id("referral", "The referral, by an id made for this export alone"),
        _new_id("child", "The child"),
        _new_id("visit", "The visit it came from"),
        _code("state", "referral.state", "Where the referral stands", STATES),
        *_when("referral.concern_on", "", "the concern"),
    )
    return Sheet(name="referrals", title="Referrals", columns=columns, key=("referral",))


def _new_id(name: str, title: str) -> Column:
    return Column(name=name, title=title, holds="id")


def _code(name: str, field: str, title: str, codes: tuple[str, ...] | frozenset[str]) -> Column:
    return Column(
        name=name, title=title, holds="code", field=field, rule="code", codes=frozenset(codes)
    )


def _rare(name: str, field: str, title: str, told_as: dict[str, frozenset[str]]) -> Column:
    # What is told may be several languages, which stand in one value with blanks between them.
    return Column(
        name=name, title=title, holds="code", field=field, rule="rare", codes=told_as[field]
    )


def _day(name: str, field: str, title: str) -> Column:
    return Column(name=name, title=title, holds="day", field=field, rule="date")


def _when(field: str, prefix: str, what: str, *, year: bool = True) -> tuple[Column, ...]:
    """Return the columns of a day: as days since the child's first visit, or as it is."""
    since = Column(
        name=f"{prefix}day", title=f"Days from the child's first visit to {what}", holds="whole",
        field=field, rule="interval",
    )  # fmt: skip
    first = Column(name="first_year", title=_FIRST_YEAR, holds="year", field=field, rule="interval")
    day = _day(f"{prefix}on", field, f"Day of {what}")
    return (*((first,) if year else ()), since, day)
