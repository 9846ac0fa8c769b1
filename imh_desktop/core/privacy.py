"""Sensitivity classes, and who may see which (clinical.md 4.1).

P and C are *open*: they may stand in the child's record. G (an adult's private matters) and V
(violence, self-harm, suspected maltreatment) are *private*: they live in records and chains of
their own and can reach no family page, because the page's types hold only open values.
"""

from enum import StrEnum


class Sensitivity(StrEnum):
    """P strengths and strategies; C signs and worries; G adult-private; V violence and safety."""

    P = "P"
    C = "C"
    G = "G"
    V = "V"

    @property
    def private(self) -> bool:
        """Tell whether values of this class stay out of the child's open record."""
        return self in (Sensitivity.G, Sensitivity.V)

    @property
    def chain(self) -> "ChainClass":
        """Return the class of journal chain that holds values of this class."""
        return ChainClass(self.value) if self.private else ChainClass.OPEN


class ChainClass(StrEnum):
    """The three kinds of journal chain; they never mix (design.md 1)."""

    OPEN = "open"
    G = "G"
    V = "V"


_ORDER = (Sensitivity.P, Sensitivity.C, Sensitivity.G, Sensitivity.V)


def highest(*classes: Sensitivity) -> Sensitivity:
    """Return the most protected of the classes; P when none is given."""
    return max(classes, key=_ORDER.index, default=Sensitivity.P)
