"""Rules, levels and statuses in plain sentences (the words behind "Why?")."""

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.profile import Completeness, Status
from imh_desktop.core.sign_off import LOWERED
from imh_desktop.core.trace import Trace, TracedAnswer
from imh_desktop.core.visit import Known, Level
from imh_desktop.words import Words


def status_said(status: Status, words: Words) -> str:
    """Say a construct's status."""
    return {
        "strength": words.say("Strength"),
        "emerging": words.say("Sometimes"),
        "concern": words.say("Look again"),
        "unknown": words.say("Not known yet"),
    }[status]


def level_said(level: Level, words: Words) -> str:
    """Say a next-step level in words, without its number."""
    return {
        "N0": words.say("Celebrate and continue"),
        "N1": words.say("Support, and look again soon"),
        "N2": words.say("Talk it over with someone, or refer"),
        "N3": words.say("Act today"),
    }[level]


def completeness_said(completeness: Completeness, words: Words) -> str:
    """Say how complete the visit is, in one sentence."""
    return {
        "complete": words.say("Enough was seen today for a whole picture."),
        "partial": words.say("Some parts were seen today. The others are still open."),
        "not_enough": words.say("Not enough was seen today. Finish the rest next time."),
    }[completeness]


def known_said(known: Known | None, words: Words) -> str:
    """Say how an answer is known; empty when there is no such thing."""
    if known is None:
        return ""
    return {
        "seen": words.say("seen"),
        "told": words.say("told by the caregiver"),
        "both": words.say("seen and told"),
    }[known]


def explain(trace: Trace, texts: ChecklistTexts, words: Words) -> str:
    """Say why a rule fired, in one plain sentence with its counts ("Why?")."""
    if trace.rule == "C8":
        return _known_before(trace, words)
    if trace.rule == "P1":
        return _unfinished(trace, words)
    if trace.rule == "J1" and trace.subject == LOWERED:
        return words.say("A coordinator lowered this step: {reason}", reason=trace.reason)
    if trace.rule == "J1":
        return words.say("The visitor raised this step: {reason}", reason=trace.reason)
    now = trace.answers[-1]
    answer, on = texts.choices.get(now.code, now.code), words.date(now.on)
    if trace.rule == "A1":
        return words.say(
            "This was answered “{answer}” on {date}. It asks for action today.",
            answer=answer,
            date=on,
        )
    if trace.rule == "C1":
        return words.say("This sign was answered “{answer}” on {date}.", answer=answer, date=on)
    if trace.rule == "C4":
        return words.say(
            "A worry about the child was answered “{answer}” on {date}.", answer=answer, date=on
        )
    return _over_time(trace, texts, words)


def answer_lines(trace: Trace, texts: ChecklistTexts, words: Words) -> tuple[str, ...]:
    """Return the answers a rule stood on, one line each: what, the answer, the day, how known."""
    return tuple(_line(answer, texts, words) for answer in trace.answers)


def _over_time(trace: Trace, texts: ChecklistTexts, words: Words) -> str:
    """Say what several answers or visits together made a rule see."""
    first, now = trace.answers[0], trace.answers[-1]
    visits = len({answer.visit_id for answer in trace.answers})
    today = sum(answer.visit_id == now.visit_id for answer in trace.answers)
    if trace.rule == "A3":
        return _lost(trace, words)
    if trace.rule == "C2":
        return words.count(
            "The same sign came up at {n} visit, since {date}.",
            "The same sign came up at {n} visits, since {date}.",
            visits,
            date=words.date(first.on),
        )
    if trace.rule == "C3":
        return words.count(
            "{n} sign was noticed at this visit.", "{n} signs were noticed at this visit.", today
        )
    if trace.rule == "C5":
        return words.count(
            "This was “not yet” at {n} visit since {date}, and its usual age has passed.",
            "This was “not yet” at {n} visits since {date}, and its usual age has passed.",
            visits,
            date=words.date(first.on),
        )
    return _mostly_not_yet(trace, texts, words, today, visits)


def _lost(trace: Trace, words: Words) -> str:
    before, now = trace.answers[0], trace.answers[1]
    if trace.level == "N3":
        return words.say(
            "Often on {before}, not yet on {now}, and the family says it was lost.",
            before=words.date(before.on),
            now=words.date(now.on),
        )
    return words.say(
        "Often on {before}, not yet on {now}. Please ask the family about it.",
        before=words.date(before.on),
        now=words.date(now.on),
    )


def _mostly_not_yet(
    trace: Trace, texts: ChecklistTexts, words: Words, today: int, visits: int
) -> str:
    domain = texts.domains.get(trace.subject, trace.subject)
    if visits > 1:
        return words.count(
            "In “{domain}”, {n} answer is “not yet”: half or more, at two visits in a row.",
            "In “{domain}”, {n} answers are “not yet”: half or more, at two visits in a row.",
            today,
            domain=domain,
        )
    return words.count(
        "In “{domain}”, {n} answer is “not yet”: half or more of them.",
        "In “{domain}”, {n} answers are “not yet”: half or more of them.",
        today,
        domain=domain,
    )


def _known_before(trace: Trace, words: Words) -> str:
    if trace.subject == "conditions_known":
        return words.say(
            "A known condition is on record. This alone may qualify the child for early"
            " intervention: check the state's list."
        )
    return words.say(
        "This child was born before 28 weeks. This alone may qualify the child for early"
        " intervention: check the state's list."
    )


def _unfinished(trace: Trace, words: Words) -> str:
    if trace.answers:
        return words.count(
            "{n} group of signs was opened, and none of its signs is answered yet.",
            "{n} groups of signs were opened, and none of their signs is answered yet.",
            len(trace.answers),
        )
    return words.say(
        "Too many main questions are still open for a whole picture. Finish next time."
    )


def _line(answer: TracedAnswer, texts: ChecklistTexts, words: Words) -> str:
    item = texts.items.get(answer.item_id)
    values = {
        "text": item.text if item else answer.item_id,
        "answer": texts.choices.get(answer.code, answer.code),
        "date": words.date(answer.on),
    }
    known = known_said(answer.known, words)
    if known:
        return words.say("“{text}” {answer}, {date}, {known}", known=known, **values)
    return words.say("“{text}” {answer}, {date}", **values)
