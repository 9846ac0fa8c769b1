"""Choosing what the family takes home: strengths, ideas to try, moments and next steps."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from imh_desktop.core.ideas import in_order
from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.summary import MOST_STRATEGIES
from imh_desktop.core.visit import SeenMoment, Step
from imh_desktop.errors import InputError
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visit_state import SEEN
from imh_desktop.flows.wording import page_fault
from imh_desktop.store import records
from imh_desktop.store.entry import Scalar

MOST_STEPS = 3
SUGGESTED_DAYS = 7
"""How soon after the visit a suggested step is due, until somebody says otherwise."""
_PHONE = re.compile(r"[0-9 +()./x#*-]{0,40}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may go on the family page; ``chosen``: it is on it now."""

    id: str
    text: str
    group: str
    chosen: bool


def strengths(visit: OpenVisit) -> tuple[Suggestion, ...]:
    """Return the strengths seen today that have a sentence for the page, the chosen ones first,
    then those seen often."""
    found = []
    for item in visit.items().values():
        answer = visit.visit.answers.get(item.item_id)
        text = visit.texts.items.get(item.item_id)
        if not visit.is_strength(item.item_id) or answer is None or text is None:
            continue
        said = text.strength.replace("{name}", visit.child.given_name)
        domain = visit.checklist.domain_of(item).domain_id
        title = visit.texts.domains.get(domain, domain)
        chosen = item.item_id in visit.visit.strengths
        found.append((SEEN.index(answer.code), Suggestion(item.item_id, said, title, chosen)))
    found.sort(key=lambda pair: (not pair[1].chosen, pair[0]))
    return tuple(suggestion for _, suggestion in found)


def strategies(visit: OpenVisit) -> tuple[Suggestion, ...]:
    """Return things the family can try, the chosen ones first, then the best (``group`` is the
    routine's code)."""
    growing = [
        each.construct
        for domain in visit.profile.domains
        for each in domain.constructs
        if each.status in ("emerging", "concern")
    ]
    chosen = visit.visit.strategies
    fitting = [s for s in visit.checklist.strategies if visit.visit.band in s.bands]
    found = sorted(in_order(fitting, growing), key=lambda s: s.strategy_id not in chosen)
    return tuple(
        Suggestion(
            s.strategy_id,
            visit.texts.strategies.get(s.strategy_id, ""),
            s.routine,
            s.strategy_id in chosen,
        )
        for s in found
    )


def suggested_steps(visit: OpenVisit) -> tuple[str, ...]:
    """Return next steps in supportive words, from today's signs and worries."""
    worrying = (i for i, a in visit.visit.answers.items() if a.code in ("a_little", "a_lot"))
    texts = (visit.texts.items[i].step for i in worrying if i in visit.texts.items)
    written = {step.what for step in visit.visit.steps}
    named = (text.replace("{name}", visit.child.given_name) for text in texts if text)
    return tuple(text for text in dict.fromkeys(named) if text not in written)


def choose_strength(visit: OpenVisit, item_id: str, chosen: bool = True) -> None:
    """Put a strength on the family page, or take it off; one entry.

    Raises:
        InputError: it was not seen today.
    """
    if chosen and not visit.is_strength(item_id):
        raise InputError(visit.words.say("This is no strength today."), place=item_id)
    order = visit.ledger.order_of("strengths", item_id) if chosen else None
    visit.keep(None, {f"strengths.{item_id}": order})


def choose_strategy(visit: OpenVisit, strategy_id: str, chosen: bool = True) -> None:
    """Put a strategy on the family page, or take it off; one entry.

    Raises:
        InputError: two are chosen already, or there is none of this id.
    """
    others = set(visit.visit.strategies) - {strategy_id}
    if all(each.strategy_id != strategy_id for each in visit.checklist.strategies):
        raise InputError(visit.words.say("This idea is not on the list."), place=strategy_id)
    if chosen and len(others) >= MOST_STRATEGIES:
        raise InputError(
            visit.words.say("Two ideas are enough for one page. Please take one off first.")
        )
    order = visit.ledger.order_of("strategies", strategy_id) if chosen else None
    visit.keep(None, {f"strategies.{strategy_id}": order})


def write_moment(visit: OpenVisit, text: str, moment_id: str = "") -> SeenMoment | None:
    """Keep a strength the visitor saw, in her words; an empty text takes it off.

    Raises:
        InputError: a word or figure that must not stand on a family page, or a long sentence;
            the message names it.
    """
    said = _for_the_page(visit, text, "moment")
    moment_id = moment_id or visit.vault.journal.new_id()
    visit.keep(None, {f"moments.{moment_id}": said or None})
    return SeenMoment(moment_id=moment_id, text=said) if said else None


def add_moment(visit: OpenVisit, text: str) -> SeenMoment | None:
    """Keep a new strength in the visitor's own words. Raises as ``write_moment``."""
    return write_moment(visit, text)


def write_step(
    visit: OpenVisit,
    what: str,
    *,
    who: str = "",
    by: date | None = None,
    phone: str = "",
    step_id: str = "",
) -> Step | None:
    """Keep a next step; an empty ``what`` takes it off. Raises as ``write_moment``; a fourth step
    is refused."""
    step = Step(
        step_id=step_id or visit.vault.journal.new_id(),
        what=_for_the_page(visit, what, "what"),
        who=_for_the_page(visit, who, "who"),
        by=by,
        phone=_phone(visit, phone),
    )
    others = [each for each in visit.visit.steps if each.step_id != step.step_id]
    if step.what and len(others) >= MOST_STEPS:
        raise InputError(visit.words.say("Three next steps are enough. Please take one off first."))
    visit.keep(
        None,
        {f"steps.{step.step_id}": _step_fields(visit, step) if step.what else None},
    )
    return step if step.what else None


def add_step(
    visit: OpenVisit, what: str, *, who: str = "", by: date | None = None, phone: str = ""
) -> Step | None:
    """Keep a new next step. Raises as ``write_step``."""
    return write_step(visit, what, who=who, by=by, phone=phone)


def use_suggested_step(visit: OpenVisit, what: str) -> Step | None:
    """Keep a suggested step as the visitor's own, within a week of the visit. Raises as
    ``write_step``."""
    first_name = records.worker(visit.vault).name.split()[:1]
    by = visit.visit.on + timedelta(days=SUGGESTED_DAYS)
    return write_step(visit, what, who=" ".join(first_name), by=by)


def _for_the_page(visit: OpenVisit, text: str, place: str) -> str:
    said = clean(text, place, NAME_LIMIT)
    if fault := page_fault(said, visit.words):
        raise InputError(fault, place=place)
    return said


def _phone(visit: OpenVisit, text: str) -> str:
    said = clean(text, "phone", NAME_LIMIT)
    if not _PHONE.fullmatch(said):
        raise InputError(visit.words.say("Please write a phone number."), place="phone")
    return said


def _step_fields(visit: OpenVisit, step: Step) -> dict[str, Scalar]:
    fields: dict[str, Scalar] = {
        "what": step.what,
        "who": step.who,
        "by": step.by.isoformat() if step.by else "",
        "phone": step.phone,
        "order": visit.ledger.order_of("steps", step.step_id),
    }
    return {field: value for field, value in fields.items() if value != ""}
