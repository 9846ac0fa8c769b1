"""Which things to try are offered first (clinical.md 2.6: one per construct at a visit)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from imh_desktop.core.checklist import Strategy


def in_order(strategies: Sequence[Strategy], growing: Iterable[str]) -> tuple[Strategy, ...]:
    """Return all strategies, those to offer first in front.

    First one for each growing construct, then one for each other, then the rest; of those for a
    construct, the one whose routine stood least often so far, so that the day is covered.

    Args:
        growing: constructs that are emerging or a concern, in the order of the checklist.
    """
    others = (construct for each in strategies for construct in each.constructs[:1])
    taken: dict[str, Strategy] = {}
    routines: Counter[str] = Counter()
    for construct in dict.fromkeys((*growing, *others)):
        best = min(
            (each for each in _for(construct, strategies) if each.strategy_id not in taken),
            key=lambda each: routines[each.routine],
            default=None,
        )
        if best is not None:
            taken[best.strategy_id] = best
            routines[best.routine] += 1
    rest = (each for each in strategies if each.strategy_id not in taken)
    return (*taken.values(), *rest)


def _for(construct: str, strategies: Sequence[Strategy]) -> Sequence[Strategy]:
    """Return those made for a construct; when there are none, those that help it too."""
    made = [each for each in strategies if each.constructs[:1] == (construct,)]
    return made or [each for each in strategies if construct in each.constructs]
