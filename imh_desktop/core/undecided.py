"""Profile and guidance of a visit while values of it are in conflict (design.md 1).

The rules read every candidate and the highest level wins; the profile counts an item in conflict
as unknown, so that no strength stands on it.
"""

from collections.abc import Iterable, Sequence

from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import Guidance, Trace, together
from imh_desktop.core.profile import Profile
from imh_desktop.core.visit import Answer, PrivateAnswer


class Undecided:
    """An ``Evaluation`` of each reading of a visit, said as one."""

    def __init__(self, facts: Facts, readings: Sequence[Facts]) -> None:
        """Read all facts once.

        Args:
            facts: the visit without what is in conflict.
            readings: the visit as each choice of candidates would have it; none = no conflict.
        """
        self._settled = Evaluation(facts)
        self._readings = [Evaluation(reading) for reading in readings]

    @property
    def profile(self) -> Profile:
        """Return the profile without what is in conflict."""
        return self._settled.profile

    @property
    def shown(self) -> frozenset[str]:
        """Return the items shown in any reading."""
        if not self._readings:
            return self._settled.shown
        return self._settled.shown.union(*(each.shown for each in self._readings))

    @property
    def guidance(self) -> Guidance:
        """Return what fires in any reading, each rule at its highest."""
        if not self._readings:
            return self._settled.guidance
        every = [each.guidance for each in self._readings]
        here = self._settled.guidance
        unfinished = [trace for trace in here.open_traces if trace.rule == "P1"]
        said = (trace for each in every for trace in each.open_traces)
        private = (trace for each in every for trace in each.private_traces)
        asked = any(each.private_level is not None for each in (here, *every))
        return together(_highest([*said, *unfinished]), _highest(private), asked)

    def answered(
        self, item_id: str, answer: Answer | PrivateAnswer | None, caregiver_id: str = ""
    ) -> None:
        """Take in an answer, as ``Evaluation.answered``."""
        for each in (self._settled, *self._readings):
            each.answered(item_id, answer, caregiver_id)


def _highest(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    """Return one trace of each rule, subject and class: the highest, and of these the one that
    stands on most; rules in the order of their names."""
    best: dict[tuple[str, str, str], Trace] = {}
    for trace in traces:
        key = trace.rule, trace.subject, trace.sensitivity.value
        if trace.rule in _OF_A_TALK and trace.sensitivity.private:
            key = trace.rule, f"{trace.subject}{trace.answers}{trace.reason}", key[2]
        if key not in best or _weight(trace) > _weight(best[key]):
            best[key] = trace
    return tuple(sorted(best.values(), key=lambda trace: trace.rule))


_OF_A_TALK = ("A1", "J1")
"""Rules that fire once for each talk: two caregivers' answers stand side by side."""


def _weight(trace: Trace) -> tuple[str, int]:
    return trace.level or "", len(trace.answers)
