"""Codes that stand in fields, with their words."""

from imh_desktop.core.ages import BANDS
from imh_desktop.words import Words


def band_said(words: Words, band: str) -> str:
    """Say an age band in months; one that is not known here as it stands."""
    for span in BANDS:
        if span.band_id == band:
            low, high = span.from_months, span.before_months
            return words.say("{low} to {high} months", low=low, high=high)
    return band


def kinds(words: Words) -> list[tuple[str, str]]:
    """Return the ways a visit can be made, with their words."""
    return [
        ("home", words.say("At home")),
        ("elsewhere", words.say("Somewhere else")),
        ("remote", words.say("By phone or video")),
    ]


def relations(words: Words) -> list[tuple[str, str]]:
    """Return the codes of ``Caregiver.relation`` with their words."""
    return [
        ("mother", words.say("Mother")),
        ("father", words.say("Father")),
        ("grandparent", words.say("Grandparent")),
        ("foster", words.say("Foster parent")),
        ("sibling", words.say("Sister or brother")),
        ("other_family", words.say("Other family")),
        ("other", words.say("Someone else")),
    ]


def sexes(words: Words) -> list[tuple[str, str]]:
    """Return the codes of ``Child.sex`` with their words."""
    return [
        ("female", words.say("Girl")),
        ("male", words.say("Boy")),
        ("other", words.say_for("sex", "Other")),
    ]


def referral_states(words: Words) -> list[tuple[str, str]]:
    """Return the states of a referral with their words."""
    return [
        ("draft", words.say("Being written")),
        ("consented", words.say("Agreed to by the family")),
        ("sent", words.say("Sent")),
        ("received", words.say("Received by the partner")),
        ("contacted", words.say("The partner has reached the family")),
        ("scheduled", words.say("An appointment is set")),
        ("waitlisted", words.say("On a waiting list")),
        ("evaluated", words.say("Evaluated")),
        ("evaluated_eligible", words.say("Evaluated: can get services")),
        ("evaluated_not_eligible", words.say("Evaluated: no services for now")),
        ("service_started", words.say("Support has begun")),
        ("declined", words.say("The family said no")),
        ("cannot_reach", words.say("The family cannot be reached")),
        ("closed", words.say("Closed")),
    ]


def partner_kinds(words: Words) -> list[tuple[str, str]]:
    """Return the kinds of partner with their words."""
    return [
        ("part_c", words.say("Early intervention (in the USA: Part C)")),
        ("school_district", words.say("School district")),
        ("health", words.say("Health care")),
        ("mental_health", words.say("Mental health")),
        ("community", words.say("Another community service")),
    ]


def ways_to_reach(words: Words) -> list[tuple[str, str]]:
    """Return the ways somebody tries to reach a family, with their words."""
    return [
        ("phone", words.say("By phone")),
        ("visit", words.say("By a visit")),
        ("post", words.say("By post")),
    ]


def own_lines(words: Words) -> list[tuple[str, str]]:
    """Return the lines of an adult's own referral with their words."""
    return [
        ("reach", words.say("How to reach this person safely")),
        ("language", words.say("The language this person wants to speak")),
        ("help", words.say("What this person would like help with")),
        ("answers", words.say("Answers this person gave alone")),
        ("services", words.say("Help this person has now")),
    ]


def ways_agreed(words: Words) -> list[tuple[str, str]]:
    """Return the ways somebody can agree, with their words."""
    return [
        ("paper", words.say("Signed on paper")),
        ("electronic", words.say("Signed on a device")),
        ("spoken", words.say("Said before a witness")),
    ]


def consent_kinds(words: Words) -> list[tuple[str, str]]:
    """Return what a family can agree to, with its words."""
    return [
        ("record", words.say("Taking part, with a record of the visits")),
        ("referral", words.say("Telling a partner")),
        ("print", words.say("Pages printed at a print desk")),
        ("share", words.say("Giving the record to another organisation")),
        ("contact", words.say("Being called and written to")),
    ]


def follow_answers(words: Words) -> list[tuple[str, str]]:
    """Return how it can have gone with what was agreed, with the words."""
    return [
        ("went_well", words.say("Went well")),
        ("tried", words.say("Tried a little")),
        ("not_yet", words.say("Not yet")),
        ("not_wanted", words.say("No longer wanted")),
        ("not_talked", words.say("Not talked about")),
    ]
