"""J1: a coordinator lowers a step, with a reason. What calls for action today is never lowered."""

import msgspec
from msgspec.structs import replace

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.trace import RULE_SET, Guidance
from imh_desktop.core.trace import Trace as Trace
from imh_desktop.core.visit import Level

NEVER = frozenset({"A1", "A2"})
"""Rules whose step is only ever closed with an action (clinical.md 3.3, J1)."""
LOWERED = "lowered"
"""The subject of the trace that says so."""


class Lowered(msgspec.Struct, frozen=True, kw_only=True):
    """A coordinator's signature. ``of``: what stood above ``level`` when it was given, as
    ``above`` names it: it is good for these alone."""

    level: Level
    reason: str
    worker_id: str
    of: frozenset[str]


def above(guidance: Guidance, level: Level) -> frozenset[str]:
    """Return what stands above a level, as "rule/subject/level/item=code", one an answer: a worry
    that grows, or one sign more under the same subject, is something else than was signed."""
    traces = [each for each in guidance.open_traces if each.level and each.level > level]
    return frozenset(each for trace in traces for each in _names(trace))


def _names(trace: Trace) -> list[str]:
    said = f"{trace.rule}/{trace.subject}/{trace.level}/"
    return [f"{said}{one.item_id}={one.code}" for one in trace.answers] or [said]


def fixed(guidance: Guidance, level: Level) -> bool:
    """Tell whether something above a level may never be lowered."""
    return any(each.partition("/")[0] in NEVER for each in above(guidance, level))


def signed(guidance: Guidance, lowered: Lowered | None) -> Guidance:
    """Return the guidance as it was signed, where the signature is good for it: as long as nothing
    new stands above, and never for A1 or A2."""
    if lowered is None or lowered.level >= guidance.open_level:
        return guidance
    if fixed(guidance, lowered.level) or not above(guidance, lowered.level) <= lowered.of:
        return guidance
    trace = Trace(
        rule="J1", rule_set=RULE_SET, level=lowered.level, sensitivity=Sensitivity.C, answers=(),
        subject=LOWERED, reason=lowered.reason, worker_id=lowered.worker_id,
    )  # fmt: skip
    levels = [each.level for each in guidance.private_traces if each.level]
    private = max([lowered.level, *levels]) if guidance.private_level is not None else None
    return replace(
        guidance, open_level=lowered.level, private_level=private,
        open_traces=(*guidance.open_traces, trace),
    )  # fmt: skip
