"""What the rules say, and why: every fired rule carries the answers it stood on."""

from datetime import date

import msgspec

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import Known, Level

RULE_SET = "2"


class TracedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer a rule stood on."""

    visit_id: str
    item_id: str
    code: str
    known: Known | None
    on: date


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """Why a rule fired. ``level`` None = a note only. ``subject``: the domain, construct or item
    the rule speaks of, or empty. ``sensitivity``: the highest class of the answers."""

    rule: str
    rule_set: str
    level: Level | None
    sensitivity: Sensitivity
    answers: tuple[TracedAnswer, ...]
    subject: str = ""
    age_basis: str = ""
    reason: str = ""
    worker_id: str = ""


class Guidance(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules say. ``open_level`` from P and C alone; ``private_level`` from all answers,
    None when nothing private was asked. ``act_now``/``private_act_now``: items that call for
    action before the visit may be closed. ``ask_loss``: skill items that fell from often to not
    yet, about which the family is asked (A3 -> T5), whatever T5 says so far."""

    open_level: Level
    open_traces: tuple[Trace, ...]
    private_level: Level | None = None
    private_traces: tuple[Trace, ...] = ()
    act_now: tuple[str, ...] = ()
    private_act_now: tuple[str, ...] = ()
    ask_loss: tuple[str, ...] = ()
