"""What the fields of records hold, in the words the interface uses for it."""

from collections.abc import Callable
from datetime import date
from typing import cast

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.visit import LEVELS, Known, Level
from imh_desktop.flows.care import statuses_said
from imh_desktop.flows.codes_said import (
    band_said,
    consent_kinds,
    follow_answers,
    kinds,
    referral_states,
    relations,
    sexes,
    ways_agreed,
)
from imh_desktop.flows.contact_words import attempt_said
from imh_desktop.flows.correction_said import correction_said
from imh_desktop.flows.explaining import known_said, level_said
from imh_desktop.store.entry import Scalar, Value
from imh_desktop.words import Words

_PLACED = ("strengths", "strategies")
_DAYS = ("on", "since", "until")
Names = Callable[[str], str]
"""Id of a person or partner -> name; empty where it is not known here."""


def value_said(
    field: str, value: Value, texts: ChecklistTexts | None, names: Names, words: Words
) -> str:
    """Say a field's value in plain words; nothing written is said too."""
    group = field.partition(".")[0]
    if value is None or value == "":
        return words.say("No answer") if group == "answers" else words.say("Nothing written")
    if group in _PLACED:
        return words.say("On the family page")
    if isinstance(value, dict):
        return _object(group, value, texts, names, words)
    if isinstance(value, bool) or field in ("interpreter", "conditions_known", "same"):
        return words.say("Yes") if value else words.say("No")
    if field == "gestation_days" and isinstance(value, int):
        return words.say("{weeks} weeks and {days} days", weeks=value // 7, days=value % 7)
    if group == "followed":
        return dict(follow_answers(words)).get(str(value), str(value))
    return _text(field, value, names, words) if isinstance(value, str) else str(value)


def _text(field: str, value: str, names: Names, words: Words) -> str:
    dated = field in _DAYS or field.endswith("_on") or field.startswith("born_")
    day = _day(value) if dated else None
    if day:
        return words.date(day)
    if field in ("worker_id", "partner_id", "care_by"):
        return names(value) or words.say("Somebody whose name is not here yet")
    if field == "lower_asked" and value in LEVELS:
        return level_said(value, words)
    if field == "band":
        return band_said(words, value)
    codes = {
        "sex": sexes,
        "care": lambda said: statuses_said(said).items(),
        "kind": lambda said: [*kinds(said), *consent_kinds(said)],
        "how": ways_agreed,
        "relation": relations,
        "state": referral_states,
    }.get(field)
    if codes:
        return dict(codes(words)).get(value, value)
    if field in ("language", "page_language", "interpreter_language"):
        return spoken_languages(words).get(value, value)
    return {"a4": words.say("A4"), "letter": words.say("Letter")}.get(value, value)


def _object(
    group: str, value: dict[str, Scalar], texts: ChecklistTexts | None, names: Names, words: Words
) -> str:
    if group == "answers":
        return _answer(value, texts, names, words)
    if group in ("raised", "lowered") and value.get("level") in LEVELS:
        level = level_said(cast(Level, value["level"]), words)
        return f"{level}: {value.get('reason') or ''}"
    if group == "steps":
        day = _day(str(value.get("by") or ""))
        by = words.say("by {day}", day=words.date(day)) if day else ""
        what = str(value.get("what") or "").rstrip(".")  # more follows on the line
        return _joined(words, what, value.get("who"), by, value.get("phone"))
    if group == "moved":
        day = _day(str(value.get("on") or ""))
        return words.date(day) if day else ""
    if group == "corrections":
        return correction_said(value, words)
    if group == "attempts":
        return attempt_said(value, words)
    if group == "support":
        return _joined(words, value.get("name"), value.get("number"))
    parts = ((key, each) for key, each in sorted(value.items()) if key != "order")
    return _joined(
        words,
        *(_text(key, said, names, words) if isinstance(said, str) else said for key, said in parts),
    )


def _answer(
    value: dict[str, Scalar], texts: ChecklistTexts | None, names: Names, words: Words
) -> str:
    code = str(value.get("code") or "")
    said = texts.choices.get(code, code) if texts else code
    known = value.get("known")
    how = known_said(cast(Known, known), words) if known in ("seen", "told", "both") else ""
    day = _day(str(value.get("on") or ""))
    on = words.date(day) if day else ""
    return _joined(words, said, how, names(str(value.get("informant") or "")), on)


def _joined(words: Words, *parts: Scalar) -> str:
    return words.listed(str(part) for part in parts if part not in (None, ""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
