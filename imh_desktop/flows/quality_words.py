"""The checks on the data in words: what each looks for, and what was found."""

from imh_desktop.core.quality_checks import Finding
from imh_desktop.words import Words


def check_title(check: str, words: Words) -> str:
    """Return what a check looks for."""
    return {
        "DQ1": words.say("Born after the visit"),
        "DQ2": words.say("Weeks of pregnancy that cannot be"),
        "DQ3": words.say("Weeks of pregnancy not known"),
        "DQ4": words.say("Visit in the future, or before the child was added"),
        "DQ5": words.say("Checklist for another age"),
        "DQ6": words.say("Maybe the same child twice"),
        "DQ7": words.say("The same answer to every question"),
        "DQ8": words.say("Answered very fast"),
        "DQ9": words.say("Marked as seen at a visit by phone or video"),
        "DQ10": words.say("A step to take, and none written down"),
        "DQ11": words.say("The day to look again is over"),
        "DQ12": words.say("Consent over, referral still open"),
        "DQ13": words.say("Instrument outside its ages or its licence"),
        "DQ14": words.say("Different versions in one report"),
    }[check]


def finding_said(finding: Finding, words: Words) -> str:
    """Return what was found, in one sentence, and what would help."""
    facts = finding.facts
    match finding.check:
        case "DQ1":
            return words.say("One of the two days is wrong: birth or visit.")
        case "DQ2":
            weeks, days = facts["weeks"], facts["days"]
            return words.say("{weeks} weeks {days} days are written.", weeks=weeks, days=days)
        case "DQ3":
            return words.say("Under two years, the age for the checklist depends on it.")
        case "DQ4" if facts["when"] == "future":
            return words.say("The day of the visit has not come yet.")
        case "DQ4":
            return words.say("The visit is older than the child's record. Was it entered later?")
        case "DQ5":
            return words.say("The checklist used is not the one for the child's age that day.")
        case "DQ6":
            return words.say("The same day of birth, and names that sound alike.")
        case "DQ10" if facts["lacks"] == "date":
            return words.say("Help was called for. A step is written, but no day.")
        case "DQ10":
            return words.say("Help was called for. No step, action or referral is written.")
        case "DQ12":
            return words.say("Nothing may be sent until the family agrees again.")
        case _:
            return _counted(finding, words)


def _counted(finding: Finding, words: Words) -> str:
    facts = finding.facts
    n = int(facts.get("n", facts.get("days", 0)))
    match finding.check:
        case "DQ7":
            return words.count("{n} answer, and all the same.", "{n} answers, and all the same.", n)
        case "DQ8":
            return words.say("More than 28 questions were answered within 4 minutes.")
        case "DQ9":
            return words.count(
                "{n} answer is marked as seen.", "{n} answers are marked as seen.", n
            )
        case "DQ11":
            return words.count(
                "Since {n} day, and no visit has followed.",
                "Since {n} days, and no visit has followed.",
                n,
            )
        case _:
            return words.count(
                "{n} visit stands on other rules or another checklist text than most.",
                "{n} visits stand on other rules or another checklist text than most.",
                n,
            )


def state_said(state: str, words: Words) -> str:
    """Return where a finding stands."""
    return {
        "open": words.say("To look at"),
        "right": words.say("Looked at: it is right"),
        "corrected": words.say("Corrected"),
    }[state]


def nothing_to_check(words: Words) -> str:
    """Return what is said of a check of what no record holds."""
    return words.say("Nothing to check: no instrument is recorded here.")
