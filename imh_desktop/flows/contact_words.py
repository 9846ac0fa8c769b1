"""Tries to reach a family in words, of a child's record and of a referral's alike."""

from collections.abc import Mapping

from imh_desktop.core.referral_loop import Attempt
from imh_desktop.flows.codes_said import ways_to_reach
from imh_desktop.store.referral_values import attempts_of
from imh_desktop.words import Words


def contacts_said(words: Words) -> dict[str, str]:
    """Return every kind of try -> its words, in the order of ``core.contact_log``."""
    return {
        "visit": words.say("Not at home"),
        "phone": words.say("Called"),
        "message": words.say("Message sent"),
        "missed": words.say("Did not come"),
        "talked": words.say("Talked with the family"),
    }


def contact_said(contact: Attempt, words: Words) -> str:
    """Return one try in one line: day, what it was, who, what came of it."""
    how = contacts_said(words).get(contact.how) or words.say("A try to reach the family")
    return words.abreast((words.date(contact.on), how, contact.who, contact.came))


def attempt_said(said: Mapping[str, object], words: Words) -> str:
    """Return what a field holds that stands for one try, of a child or of a referral."""
    found = attempts_of({"": said})
    if not found:
        return words.say("A try to reach the family")
    ways = dict(ways_to_reach(words)) | contacts_said(words)
    one = found[0]
    return words.abreast((words.date(one.on), ways.get(one.how, ""), one.who, one.came))
