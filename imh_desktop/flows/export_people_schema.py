"""The tables of children, caregivers, referrals and consents: what each column means."""

from imh_desktop.exchange.tables.shape import Choice, Join, Kind, Table, Variable
from imh_desktop.flows import export_choices as codes
from imh_desktop.words import Words

OF_CHILD = Join("child_id", "children")


def children(words: Words) -> Table:
    """Return the table with one row a child."""
    say = words.say
    return Table(
        name="children", title=say("One row for each child"), key=("child_id",),
        variables=(
            plain("child_id", say("The child, by a number of this program")),
            plain("number", say("The programme's own number for the child")),
            plain("given_name", say("First name")),
            plain("family_name", say("Family name")),
            plain("born_earliest", say("Day of birth, or the first day it may have been"), "day"),
            plain("born_latest", say("Day of birth, or the last day it may have been"), "day"),
            plain("gestation_days", say("Days of pregnancy at birth"), "integer"),
            coded("sex", say("Sex"), codes.sexes(words)),
            plain("languages", say("Languages the family speaks, as codes")),
            plain("page_language", say("Language the family reads, as a code")),
            coded("interpreter", say("Needs an interpreter"), codes.yes_no(words)),
            plain("interpreter_language", say("Language of the interpreter, as a code")),
            plain("interpreter_name", say("Name of the interpreter")),
            coded("conditions_known", say("A diagnosed condition is on record"),
               codes.yes_no(words, asked=True)),
            plain("household_id", say("The household, by a number of this program")),
            plain("custody_note", say("Note on custody")),
            plain("health_provider", say("Health provider")),
            plain("services_now", say("Services now")),
            plain("vision", say("What the last eye check found")),
            plain("vision_on", say("Eyes last checked on"), "day"),
            plain("hearing", say("What the last hearing check found")),
            plain("hearing_on", say("Hearing last checked on"), "day"),
            *unsettled(words),
        ),
    )  # fmt: skip


def caregivers(words: Words) -> Table:
    """Return the table with one row a caregiver."""
    say = words.say
    return Table(
        name="caregivers", title=say("One row for each caregiver"), key=("caregiver_id",),
        joins=(OF_CHILD,),
        variables=(
            plain("caregiver_id", say("The caregiver, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("name", say("Name")),
            coded("relation", say("How the caregiver is related to the child"),
               codes.relations(words)),
            plain("phone", say("Phone")),
            plain("address", say("Address")),
            plain("best_time", say("Best time to call or visit")),
            plain("speaks", say("Languages the caregiver speaks, as codes")),
            plain("reads", say("Languages the caregiver reads, as codes")),
            plain("household_id", say("The household, by a number of this program")),
            *unsettled(words),
        ),
    )  # fmt: skip


def referrals(words: Words) -> Table:
    """Return the table with one row a referral."""
    say = words.say
    return Table(
        name="referrals", title=say("One row for each referral"), key=("referral_id",),
        joins=(OF_CHILD,),
        variables=(
            plain("referral_id", say("The referral, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("visit_id", say("The visit, by a number of this program")),
            plain("partner_id", say("The partner, by a number of this program")),
            plain("partner_name", say("Name of the partner")),
            coded("state", say("Where the referral stands"), codes.states(words)),
            plain("concern_on", say("Day of the concern"), "day"),
            plain("parts", say("What is told, as codes")),
            plain("items", say("The questions told as the reason")),
            plain("tried", say("What was tried")),
            plain("instruments", say("Instruments used, with their days")),
            plain("send_back", say("What the partner is asked to send back")),
            plain("consent_id", say("The consent, by a number of this program")),
            *unsettled(words),
        ),
    )  # fmt: skip


def consents(words: Words) -> Table:
    """Return the table with one row a consent."""
    say = words.say
    return Table(
        name="consents", title=say("One row for each consent"), key=("consent_id",),
        joins=(OF_CHILD,),
        variables=(
            plain("consent_id", say("The consent, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("partner_id", say("The partner, by a number of this program")),
            coded("kind", say("What is agreed to"), codes.consent_kinds(words)),
            plain("purpose", say("What the consent is for")),
            plain("parts", say("What may be told, as codes")),
            plain("items", say("The questions that may be told as the reason")),
            plain("signer", say("Who signed")),
            plain("authority", say("By what right")),
            coded("how", say("How it was agreed"), codes.ways_agreed(words)),
            plain("witness", say("Witness")),
            plain("signed_on", say("Day of the signature"), "day"),
            plain("expires_on", say("Last day of the consent"), "day"),
            plain("revoked_on", say("Day it was withdrawn"), "day"),
            plain("revoked_by", say("Who withdrew it")),
            plain("revoked_reason", say("Why it was withdrawn")),
            *unsettled(words),
        ),
    )  # fmt: skip


def unsettled(words: Words) -> tuple[Variable, ...]:
    """Return what every record says of itself that was written on several laptops."""
    conflict = words.say("Fields on which two laptops hold different values")
    whole = words.say("Whether all that belongs to it has arrived here")
    return (
        plain("in_conflict", conflict),
        coded("complete", whole, codes.yes_no(words)),
    )


def plain(name: str, title: str, kind: Kind = "text") -> Variable:
    """Return a column of plain values."""
    return Variable(name=name, title=title, kind=kind)


def coded(name: str, title: str, choices: tuple[Choice, ...]) -> Variable:
    """Return a column of codes."""
    return Variable(name=name, title=title, kind="code", choices=choices)
