"""Synthetic children for trying the checklists: described temperaments, never real data.

The shares are ours and stand for nobody. They only have to cover what visits bring, so that a
rule nobody can fire, or an item nobody is asked, is seen before a family meets it.
"""

from typing import Literal

import msgspec

from imh_desktop.core.visit import Level

Shares = dict[str, float]
"""Answer code -> how often it is given, in parts of any whole."""

History = Literal["steady", "growing", "losing"]


class Temperament(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of made-up child answers.

    ``behaviour``: shares of the codes. ``by_construct``: other shares for single constructs.
    ``signs``: construct -> shares of codes of its sign; a sign not named is answered "no".
    ``heavy_sign``: one sign, drawn for each child, worries a lot.
    ``worry``: shares of the open question. ``today``: construct -> chance of "yes".
    ``raised``: chance that the visitor raises the level. ``gestation``: days at birth, from and
    to, both included; None = not known. ``history``: how earlier visits differ from this one.
    ``levels``: the open levels such a child must come out at; empty where any may.
    """

    name: str
    description: str
    behaviour: Shares
    by_construct: dict[str, Shares] = {}
    signs: dict[str, Shares] = {}
    heavy_sign: bool = False
    worry: Shares = msgspec.field(default_factory=lambda: {"no": 1})
    today: dict[str, float] = {}
    raised: float = 0
    gestation: tuple[int, int] | None = (266, 287)
    history: History = "growing"
    levels: tuple[Level, ...] = ()


_MOSTLY_OFTEN: Shares = {"often": 80, "sometimes": 17, "not_seen": 3}
_MIXED: Shares = {"often": 50, "sometimes": 33, "not_yet": 11, "not_seen": 5, "prefers_not": 1}
_A_LITTLE_AT_TIMES: Shares = {"no": 55, "a_little": 42, "not_sure": 3}
_A_LOT: Shares = {"a_lot": 1}
_SIGNS = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9")

TEMPERAMENTS = (
    Temperament(
        name="thriving",
        description="calm, well slept, well known to the visitor",
        behaviour=_MOSTLY_OFTEN,
        history="steady",
        levels=("N0", "N1"),
    ),
    Temperament(
        name="own pace",
        description="no worry and no sign; some things come later than others",
        behaviour=_MIXED,
    ),
    Temperament(
        name="slow to warm",
        description="careful with people and new things, quiet while a visitor is there",
        behaviour=_MIXED,
        by_construct={
            "E4": {"sometimes": 50, "not_yet": 30, "often": 20},
            "X3": {"sometimes": 50, "not_yet": 30, "often": 20},
            "R3": {"sometimes": 50, "often": 30, "not_seen": 20},
        },
        signs={"S6": _A_LITTLE_AT_TIMES, "S7": _A_LITTLE_AT_TIMES},
        worry={"no": 70, "a_little": 30},
    ),
    Temperament(
        name="lively",
        description="strong feelings, sleeps little, hard to hold back",
        behaviour=_MIXED,
        by_construct={
            "E1": {"sometimes": 55, "not_yet": 25, "often": 20},
            "E2": {"sometimes": 50, "not_yet": 35, "often": 15},
            "E5": {"not_yet": 50, "sometimes": 45, "often": 5},
        },
        signs={"S2": _A_LITTLE_AT_TIMES, "S4": _A_LITTLE_AT_TIMES, "S9": _A_LITTLE_AT_TIMES},
        worry={"no": 50, "a_little": 45, "a_lot": 5},
    ),
    Temperament(
        name="born early",
        description="eight to seventeen weeks before the due date, catching up",
        behaviour={"often": 45, "sometimes": 30, "not_yet": 20, "not_seen": 5},
        signs={"S3": _A_LITTLE_AT_TIMES},
        worry={"no": 60, "a_little": 40},
        gestation=(161, 224),
    ),
    Temperament(
        name="one heavy sign",
        description="well but for one sign that worries the family a lot",
        behaviour=_MOSTLY_OFTEN,
        heavy_sign=True,
        history="steady",
        levels=("N2",),
    ),
    Temperament(
        name="much not yet",
        description="little of what is asked is seen, and it stays so",
        behaviour={"not_yet": 62, "sometimes": 25, "often": 8, "not_seen": 5},
        signs={"S5": {"no": 60, "a_little": 40}},
        worry={"no": 30, "a_little": 40, "a_lot": 30},
        history="steady",
    ),
    Temperament(
        name="losing",
        description="something learned goes away",
        behaviour=_MOSTLY_OFTEN,
        worry={"a_little": 60, "a_lot": 40},
        today={"T5": 0.5},
        history="losing",
    ),
    Temperament(
        name="hardly seen",
        description="asleep, away, or a family that tells little",
        behaviour={"not_seen": 45, "prefers_not": 25, "often": 20, "sometimes": 10},
        signs={sign: {"no": 40, "not_sure": 30, "prefers_not": 30} for sign in _SIGNS},
        worry={"prefers_not": 60, "no": 40},
        gestation=None,
    ),
    Temperament(
        name="in danger today",
        description="a day on which something cannot wait",
        behaviour=_MIXED,
        signs={"S1": _A_LITTLE_AT_TIMES, "S2": _A_LOT},
        worry={"a_lot": 100},
        today={"T1": 0.2, "T2": 0.2, "T3": 0.2, "T4": 0.4, "T6": 0.2},
    ),
    Temperament(
        name="the visitor worries",
        description="all answers are well, and the visitor is not at ease",
        behaviour=_MOSTLY_OFTEN,
        history="steady",
        raised=1.0,
        levels=("N2",),
    ),
)
