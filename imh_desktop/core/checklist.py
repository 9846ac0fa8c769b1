"""A checklist: the versioned set of items a visit is guided by, and its words per language.

Structure (ids, bands, conditions) is kept apart from texts, so that a better translation breaks
no comparison between visits (design.md 1).
"""

from typing import Literal

import msgspec

from imh_desktop.core.privacy import Sensitivity

ItemKind = Literal["behaviour", "sign_group", "sign", "worry", "wellbeing", "risk", "today"]
Polarity = Literal["strength", "concern", "safety", "none"]
Routine = Literal["feeding", "comforting", "play", "sleep", "outing", "any"]
VisitKind = Literal["home", "elsewhere", "remote"]

CODES: dict[str, tuple[str, ...]] = {
    "behaviour": ("often", "sometimes", "not_yet", "not_seen", "prefers_not"),
    "sign_group": ("no", "a_little", "a_lot", "not_sure", "prefers_not"),
    "sign": ("no", "a_little", "a_lot", "not_sure", "prefers_not"),
    "worry": ("no", "a_little", "a_lot", "not_sure", "prefers_not"),
    "risk": ("no", "a_little", "a_lot", "not_sure", "prefers_not"),
    "today": ("yes", "no", "not_sure", "prefers_not"),
    "wellbeing": (),
}
"""Answer codes by kind of item, in the order shown (clinical.md 2.5); a wellbeing item takes a
note only. No code carries a weight."""

ANSWERED = frozenset({"often", "sometimes", "not_yet", "no", "a_little", "a_lot"})
"""Codes that count as answered; the others were asked, and count as unknown (clinical.md 0).
A talk-today answer never enters a count."""


class Condition(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """When an item is shown. Exactly one of these is set:

    ``all`` / ``any``: lists of conditions; ``not_``: one condition (written ``not``);
    ``item`` with ``is_`` (written ``is``): the item's answer is one of these codes;
    ``age_from`` and/or ``age_before``: working age in completed months, half-open;
    ``visit_kind``: the visit is of one of these kinds.
    """

    all: tuple["Condition", ...] | None = None
    any: tuple["Condition", ...] | None = None
    not_: "Condition | None" = msgspec.field(default=None, name="not")
    item: str | None = None
    is_: tuple[str, ...] | None = msgspec.field(default=None, name="is")
    age_from: int | None = None
    age_before: int | None = None
    visit_kind: tuple[VisitKind, ...] | None = None


class Item(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One observable thing (structure only; its words are an ``ItemText``).

    ``construct``: R1-R5, E1-E5, X1-X4, F1-F3, S1-S9, K1-K4, T1-T6; for a sign group and the open
    questions ``SG1``-``SG4`` and ``O1``-``O2``. ``signs``: ids of the sign items a group stands
    for. ``skill``: losing it would matter (rule A3). ``core``: counts for completeness.
    """

    item_id: str
    version: int = 1
    kind: ItemKind
    construct: str
    bands: tuple[str, ...]
    polarity: Polarity
    sensitivity: Sensitivity
    routine: Routine = "any"
    skill: bool = False
    core: bool = True
    culture_duty: bool = False
    signs: tuple[str, ...] = ()
    show_when: Condition | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the answer codes, in the order shown."""
        return CODES[self.kind]


class Construct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a few items look at together."""

    construct_id: str


class Domain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An area of the checklist. ``counted``: it enters the profile and its completeness."""

    domain_id: str
    constructs: tuple[str, ...]
    counted: bool = True
    alone: bool = False
    icon: str = ""


class Strategy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a family can try today, for some constructs, in one routine."""

    strategy_id: str
    constructs: tuple[str, ...]
    routine: Routine
    bands: tuple[str, ...]


class Checklist(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A versioned set of items [Questionnaire]: structure only.

    ``domains`` in the order shown; ``bands`` the bands that are complete and may start a visit.
    """

    checklist_id: str
    version: str
    age_policy: str
    bands: tuple[str, ...]
    domains: tuple[Domain, ...]
    items: tuple[Item, ...]
    strategies: tuple[Strategy, ...]

    def item(self, item_id: str) -> Item:
        """Return one item.

        Raises:
            KeyError: no item has this id.
        """
        for item in self.items:
            if item.item_id == item_id:
                return item
        raise KeyError(item_id)

    def domain_of(self, item: Item) -> Domain:
        """Return the domain an item stands in (by its construct)."""
        return next(d for d in self.domains if item.construct in d.constructs)

    def in_band(self, band: str) -> tuple[Item, ...]:
        """Return the items asked in a band, in the order of the checklist."""
        return tuple(item for item in self.items if band in item.bands)


class ItemText(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """The words of one item in one language; plain text, never markup.

    ``text``: the observable thing or the question, as shown on the card and read aloud.
    ``why``: why it matters. ``how``: how to look or ask. ``others``: other explanations first.
    ``culture``: cultural note. ``strength``: the family page's sentence when it was seen;
    ``{name}`` stands for the child's first name. ``step``: a next step in supportive words for
    the family page, for a sign or worry. Talk-today items also have ``say``, ``do``, ``call``
    and ``record``; in ``call`` and ``do``, ``{emergency}``, ``{day_and_night}`` and
    ``{programme}`` stand for the programme's numbers, and in ``call`` ``{reporting}`` for the
    child-protection line.
    """

    text: str
    why: str = ""
    how: str = ""
    others: str = ""
    culture: str = ""
    strength: str = ""
    step: str = ""
    say: str = ""
    do: str = ""
    call: str = ""
    record: str = ""


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who stands behind a language's words. ``status``: draft (machine or single author),
    peer (read by a second person), professional (clinician and translator)."""

    status: Literal["draft", "peer", "professional"]
    author: str
    reviewed_on: str = ""
    notes: str = ""

    @property
    def by_professional(self) -> bool:
        """Tell whether a professional stands behind the words, so that nothing need be said."""
        return self.status == "professional"


SOURCE_LANGUAGE = "en"
"""What a checklist is written in first, and lent from where another language has no words."""


class ChecklistTexts(msgspec.Struct, frozen=True, kw_only=True):
    """All words of a checklist in one language. ``text_hash`` is of these words alone.

    ``bands``: those the language has words for, empty = all. What it lacks stands here in English:
    ``borrowed`` are the ids of those items and strategies.
    """

    language: str
    review: Review
    title: str
    domains: dict[str, str]
    constructs: dict[str, str]
    choices: dict[str, str]
    items: dict[str, ItemText]
    strategies: dict[str, str]
    text_hash: str = ""
    bands: tuple[str, ...] = ()
    borrowed: frozenset[str] = frozenset()

    def covers(self, bands: tuple[str, ...]) -> bool:
        """Tell whether an item or a strategy of these bands must have words in this language."""
        return not self.bands or bool(set(self.bands).intersection(bands))

    def written_in(self, key: str) -> str:
        """Return the language of an item's or a strategy's words, where it is not this one."""
        return SOURCE_LANGUAGE if key in self.borrowed else ""
