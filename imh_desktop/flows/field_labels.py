"""What the fields of records are called on screen: never by their own names."""

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.languages import spoken_languages
from imh_desktop.store.ancestry import TRASHED
from imh_desktop.words import Words

NOTE_GROUPS = frozenset({"notes", "actions", "follow_notes"})
_NOTE_FIELDS = frozenset({"custody_note", "services_now", "tried", "instruments", "send_back"})


def is_note(field: str) -> bool:
    """Tell whether a field is free text in which two writers' words can stand together."""
    return field in _NOTE_FIELDS or field.partition(".")[0] in NOTE_GROUPS


def label_of(record_type: str, field: str, texts: ChecklistTexts | None, words: Words) -> str:
    """Name a field in plain words; a checklist item by its own text. ``texts``: of the checklist
    the visit was made with, in the interface's language, where it is known here."""
    group, _, key = field.partition(".")
    if field == TRASHED:
        return words.say("In the trash")
    if key:
        return _element(group, key, texts, words)
    own = {
        "visit": _visit,
        "private": _visit,
        "own_referral": _own_referral,
        "child": _child,
        "caregiver": _adult,
        "household": _adult,
        "partner": _partner,
        "worker": _adult,
        "device": _adult,
        "setting": _setting,
        "consent": _referral,
        "referral": _referral,
        "link": _link,
    }.get(record_type)
    return (own(words).get(field) if own else None) or words.say("Another detail")


def _element(group: str, key: str, texts: ChecklistTexts | None, words: Words) -> str:
    text = _item(key, texts)
    if group == "answers":
        return text or words.say("A question of the checklist")
    if group == "notes":
        return words.say("Note on “{text}”", text=text) if text else words.say("A note")
    if group == "actions":
        said = words.say("What was done about “{text}”", text=text)
        return said if text else words.say("What was done")
    if group == "strengths":
        said = words.say("Strength for the family page: “{text}”", text=text)
        return said if text else words.say("Strength for the family page")
    if group == "strategies":
        idea = texts.strategies.get(key, "") if texts else ""
        said = words.say("Idea for the family page: “{text}”", text=idea)
        return said if idea else words.say("Idea for the family page")
    return {
        "moments": words.say("What went well, for the family page"),
        "steps": words.say("Next step for the family page"),
        "languages": words.say("The family speaks"),
        "speaks": words.say("Speaks: {language}", language=spoken_languages(words).get(key, key)),
        "reads": words.say("Reads: {language}", language=spoken_languages(words).get(key, key)),
        "lines": words.say("What may be told"),
        "items": text or words.say("What may be told"),
        "support": words.say("Number a family can call"),
        "reobserve": words.say("Days until looking again"),
        "corrections": words.say("Corrected"),
        "followed": words.say("How it went with what was agreed"),
        "follow_notes": words.say("Note on how it went with what was agreed"),
        "loop": words.say("What happened to the referral"),
        "attempts": words.say("A try to reach the family"),
        "pauses": words.say("Why a referral waits"),
        "moved": words.say("A visit that was moved to another child"),
        "recipients": words.say("Who may receive a page"),
    }.get(group) or words.say("Another detail")


def _item(item_id: str, texts: ChecklistTexts | None) -> str:
    item = texts.items.get(item_id) if texts else None
    return item.text if item else ""


def _visit(words: Words) -> dict[str, str]:
    return {
        "closed": words.say("Two people finished this visit"),
        "results": words.say("What this visit showed"),
        "raised": words.say("Next step raised by the visitor"),
        "lowered": words.say("Next step lowered by a coordinator"),
        "lower_asked": words.say("A lower next step was asked for"),
        "on": words.say("Day of the visit"),
        "kind": words.say("How the visit is made"),
        "language": words.say("Language of the questions"),
        "interpreter": words.say("Interpreter"),
        "band": words.say("Age group of the checklist"),
        "worker_id": words.say("Visitor"),
        "care_reason": words.say("Why there was a visit after the end"),
    }


def _child(words: Words) -> dict[str, str]:
    return {
        "given_name": words.say("First name"),
        "family_name": words.say("Family name"),
        "born_earliest": words.say("Birth date"),
        "born_latest": words.say("Last day the birth may have been"),
        "gestation_days": words.say("How long was the pregnancy?"),
        "sex": words.say("Sex"),
        "number": words.say("Number in your programme, if there is one"),
        "page_language": words.say("The family reads its page in"),
        "interpreter": words.say("An interpreter is needed"),
        "interpreter_language": words.say("Language of the interpreter"),
        "interpreter_name": words.say("Name of the interpreter"),
        "conditions_known": words.say("Has a doctor named a health condition or disability?"),
        "health_provider": words.say("Doctor or clinic"),
        "services_now": words.say("Services the family has now"),
        "vision": words.say("What the last eye check found"),
        "vision_on": words.say("Eyes last checked on"),
        "hearing": words.say("What the last hearing check found"),
        "hearing_on": words.say("Hearing last checked on"),
        "custody_note": words.say("Custody, and who may receive a page"),
        "care": words.say("Whether visits go on"),
        "care_on": words.say("Since when"),
        "care_reason": words.say("Why visits ended or go on"),
        "care_by": words.say("Visitor"),
        "page_reason": words.say("Why a page is made after the end"),
        "next_visit_on": words.say("Day of the next visit"),
        "next_visit_reason": words.say("Why the next visit is on that day"),
        "next_visit_by": words.say("Visitor"),
    }


def _adult(words: Words) -> dict[str, str]:
    return {
        "name": words.say("Name"),
        "relation": words.say("Relation to the child"),
        "phone": words.say("Phone"),
        "address": words.say("Address"),
        "best_time": words.say("Best time to reach them"),
        "role": words.say("Role"),
    }


def _setting(words: Words) -> dict[str, str]:
    return {
        "name": words.say("Name of the programme"),
        "phone": words.say("Phone of the programme"),
        "contact": words.say("Contact person"),
        "paper": words.say("Paper"),
        "carry_days": words.say("Days until a reminder to carry"),
        "ages_out_months": words.say("Age in months at which visits end"),
        "part2_notice": words.say("Notice for records under Part 2"),
    }


def _referral(words: Words) -> dict[str, str]:
    return {
        "partner_id": words.say("Who receives it"),
        "purpose": words.say("What for"),
        "signer": words.say("Who agrees"),
        "authority": words.say("In what role, such as mother or legal guardian"),
        "signed_on": words.say("Agreed on"),
        "expires_on": words.say("Agreed until"),
        "revoked_on": words.say("Withdrawn on"),
        "revoked_by": words.say("Who takes it back"),
        "revoked_reason": words.say("Why, if they say so"),
        "kind": words.say("What is agreed to"),
        "how": words.say("How it was agreed"),
        "witness": words.say("Witness"),
        "concern_on": words.say("First noticed on"),
        "tried": words.say("What was tried so far"),
        "instruments": words.say("Instruments used, with their days"),
        "send_back": words.say("What we would like to hear back"),
        "state": words.say("Where the referral stands"),
    }


def _partner(words: Words) -> dict[str, str]:
    return {
        **_adult(words),
        "kind": words.say("Kind of partner"),
        "hours": words.say("Opening hours"),
        "area": words.say("What area"),
        "retired_on": words.say("Nothing more is sent there since"),
    }


def _own_referral(words: Words) -> dict[str, str]:
    return {
        **_referral(words),
        "partner_name": words.say("Name of the partner"),
        "partner_phone": words.say("Phone of the partner"),
        "partner_address": words.say("Address of the partner"),
        "reach": words.say("How to reach this person safely"),
        "best_time": words.say("Best time to reach them"),
        "message": words.say("May a message be left?"),
        "help": words.say("What this person would like help with"),
        "services": words.say("Help this person has now"),
        "told": words.say("What this person asked to be told"),
    }


def _link(words: Words) -> dict[str, str]:
    return {"same": words.say("Are these two the same child?")}
