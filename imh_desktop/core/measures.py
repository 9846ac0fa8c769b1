"""What an indicator is: data with a version and a source, and what may never stand behind it."""

from datetime import date
from typing import Literal

import msgspec

from imh_desktop.errors import InputError

Evidence = Literal["child", "visit", "checklist", "referral", "instrument", "private", "none"]
"""What an indicator stands on. ``checklist``: a bundled one; ``instrument``: a published,
licensed tool; ``private``: class G or V, counts alone; ``none``: the program keeps nothing."""

Measure = Literal[
    "visits", "children", "on_time", "open_loops", "drafts",
    "referrals", "sent_in_time", "evaluated_in_time",
    "preterm", "worries_asked", "referral_completed",
    "enrolled_three_months", "enrolled_six_months", "children_seen", "screening_age", "nothing",
]  # fmt: skip
"""The rules of ``core.indicators``, by name."""

CHECKLIST_MAY_FEED = ("13",)
"""The only federal measure a bundled checklist is evidence for (clinical.md 5.2)."""


class IndicatorTexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator in one language: what it says, and what it does not."""

    name: str
    definition: str
    means: str
    means_not: str


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One indicator. ``number``: the federal one, empty for the programme's own; ``share``: it is
    a percentage, else a count; ``texts``: language -> words."""

    indicator_id: str = msgspec.field(name="id")
    number: str = ""
    version: str
    dated: date
    source: str
    evidence: Evidence
    measure: Measure
    share: bool = True
    texts: dict[str, IndicatorTexts]

    def in_language(self, language: str) -> IndicatorTexts:
        """Return the words of a language, English where it has none."""
        return self.texts.get(language) or self.texts["en"]


def require_honest(definition: Definition) -> None:
    """Refuse a bundled checklist as evidence where it is none.

    Raises:
        InputError: the definition would count an observation checklist as a screen.
    Source:
        clinical.md 5.2.
    """
    if definition.evidence == "checklist" and definition.number not in CHECKLIST_MAY_FEED:
        raise InputError(
            "An observation checklist is no evidence for this measure.",
            place=f"indicator {definition.indicator_id}",
            expected="a published instrument",
        )
