"""Reads an open visit into what its screen shows."""

from msgspec.structs import replace

from imh_desktop.core.checklist import Domain, Item, ItemText
from imh_desktop.core.people import Programme
from imh_desktop.core.rules import talk_today
from imh_desktop.core.visit import PrivateAnswer
from imh_desktop.flows.cards import ActNow, CardView, DomainView, Gap
from imh_desktop.flows.visit_state import KNOWN_KINDS, VisitState, gated
from imh_desktop.words import Words, apart_in


def domain_view(visit: VisitState, domain: Domain) -> DomainView:
    """Read one row at the left. Talk-today cards are never counted: none has to be answered; what
    is private is counted only alone with somebody."""
    items = [item for item in _in_domain(visit, domain) if item.item_id in visit.shown]
    asked = [i for i in items if i.kind != "today" and not _veiled(visit, i)]
    answered = sum(map(visit.is_answered, asked))
    return DomainView(
        domain_id=domain.domain_id,
        title=visit.texts.domains.get(domain.domain_id, domain.domain_id),
        icon=domain.icon,
        answered=answered,
        total=len(asked),
        complete=bool(asked) and answered == len(asked),
        needs_alone=any(map(visit.closed_to_view, _in_domain(visit, domain))),
        veiled=bool(items) and all(_veiled(visit, item) for item in items),
    )


def counted(visit: VisitState) -> tuple[int, int]:
    """Return how many cards hold an answer of any kind, and how many there are to answer.

    The whole visit's progress, on its page, on the board and in the list of children: what is
    shown now, without the talk-today cards and without all that is private, so that no number
    tells whether something was said in private, and none changes as somebody is alone.
    """
    items = [visit.items()[item_id] for item_id in visit.items() if item_id in visit.shown]
    asked = [item for item in items if item.kind != "today" and not item.sensitivity.private]
    return sum(map(visit.is_answered, asked)), len(asked)


def cards(visit: VisitState, domain_id: str) -> tuple[CardView, ...]:
    """Read a domain's cards: those shown, and hidden ones that hold an answer or a note."""
    domain = next(d for d in visit.checklist.domains if d.domain_id == domain_id)
    found: list[CardView] = []
    number = 0
    for item in _in_domain(visit, domain):
        shown = item.item_id in visit.shown
        if visit.closed_to_view(item) or not (shown or visit.answer_of(item) or visit.note(item)):
            continue
        number += shown
        found.append(_card(visit, item, number if shown else 0))
    return tuple(found)


def first_card(visit: VisitState, domain_id: str) -> str | None:
    """Return the card to begin a domain with: its first gap, else its first card."""
    views = cards(visit, domain_id)
    gap = next((v.item_id for v in views if v.answer is None and not v.greyed), None)
    return gap or next((v.item_id for v in views), None)


def next_gap(visit: VisitState, after: str | None) -> str | None:
    """Return the first gap behind a card, in the order of the screen. A private card that needs no
    gate is passed each time: where this leads must not tell whether it was written."""
    order = [i for d in visit.checklist.domains for i in _in_domain(visit, d)]
    start = 0
    if after is not None:
        start = next((n + 1 for n, i in enumerate(order) if i.item_id == after), 0)
    return next((i.item_id for i in order[start:] if _is_stop(visit, i)), None)


def gaps(visit: VisitState) -> tuple[Gap, ...]:
    """Return what has no answer of any kind, by domain."""
    found = []
    for domain in visit.checklist.domains:
        left = tuple(i.item_id for i in _in_domain(visit, domain) if _is_gap(visit, i))
        if left:
            title = visit.texts.domains.get(domain.domain_id, domain.domain_id)
            found.append(Gap(domain.domain_id, title, left))
    return tuple(found)


def act_now(visit: VisitState) -> tuple[ActNow, ...]:
    """Return what calls for action: the open part, and what the caregiver alone here said."""
    found = [
        _act(visit, item_id, False, visit.visit.actions.get(item_id, ""))
        for item_id in visit.guidance.act_now
    ]
    for talk in visit.private:
        if talk.caregiver_id == visit.alone:
            for item_id in pressing(visit, talk.answers):
                found.append(_act(visit, item_id, True, talk.actions.get(item_id, "")))
    return tuple(found)


def pressing(visit: VisitState, answers: dict[str, PrivateAnswer]) -> tuple[str, ...]:
    """Return the items of one private talk that call for action."""
    return tuple(
        item_id
        for item_id in visit.guidance.private_act_now
        if item_id in answers and talk_today(visit.item(item_id), answers[item_id].code)
    )


def filled(text: ItemText, programme: Programme, words: Words) -> ItemText:
    """Put the programme's numbers where the card's words leave room for them."""
    numbers = {
        "{emergency}": programme.number_of("emergency") or words.say("the emergency number"),
        "{day_and_night}": (
            programme.number_of("day_and_night") or words.say("the day and night line")
        ),
        "{reporting}": _reporting(programme) or words.say("please ask your programme for it"),
        "{programme}": programme.phone or programme.name or words.say("the programme's number"),
    }
    return replace(text, do=_fill(text.do, numbers), call=_fill(text.call, numbers))


def _reporting(programme: Programme) -> str:
    lines = (line for line in programme.support if line.kind == "reporting" and line.number)
    return next((f"{line.name} {line.number}".strip() for line in lines), "")


def _fill(text: str, numbers: dict[str, str]) -> str:
    for mark, number in numbers.items():
        text = text.replace(mark, apart_in(text, number))
    return text


def _act(visit: VisitState, item_id: str, private: bool, recorded: str) -> ActNow:
    item = visit.item(item_id)
    text = filled(visit.texts.items[item_id], visit.programme, visit.words)
    return ActNow(item_id, text, private, recorded, "loss" if item.construct == "T5" else "talk")


def _card(visit: VisitState, item: Item, number: int) -> CardView:
    answer = visit.answer_of(item)
    text = visit.texts.items.get(item.item_id) or ItemText(text=item.item_id)
    return CardView(
        item=item,
        text=filled(text, visit.programme, visit.words) if text.do or text.call else text,
        number=number,
        choices=tuple((code, visit.texts.choices.get(code, code)) for code in item.codes),
        answer=answer.code if answer else None,
        known=answer.known if answer else None,
        informant=answer.informant if answer else "",
        last_time=visit.last_time(item),
        note=visit.note(item),
        greyed=not number,
        group_id=visit.group_of(item),
        asks_known=item.kind in KNOWN_KINDS,
        written_in=visit.texts.written_in(item.item_id),
    )


def _in_domain(visit: VisitState, domain: Domain) -> list[Item]:
    return [item for item in visit.items().values() if item.construct in domain.constructs]


def _is_gap(visit: VisitState, item: Item) -> bool:
    """Tell whether a card waits for an answer. Talk-today cards never do."""
    hidden = item.item_id not in visit.shown or _veiled(visit, item)
    return item.kind != "today" and not hidden and not visit.is_answered(item)


def _is_stop(visit: VisitState, item: Item) -> bool:
    ungated = item.sensitivity.private and not gated(item) and item.item_id in visit.shown
    return ungated or _is_gap(visit, item)


def _veiled(visit: VisitState, item: Item) -> bool:
    """Tell whether nothing may tell if a card is answered."""
    return item.sensitivity.private and visit.alone is None
