"""Everything open that is held about one child, in words, for one adult of the family."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.consent import TO_PARTNER
from imh_desktop.core.family_copy import FamilyCopy
from imh_desktop.core.people import Caregiver, Child, Paper
from imh_desktop.documents import labels
from imh_desktop.flows.codes_said import consent_kinds, referral_states
from imh_desktop.flows.contact_words import contact_said
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.pages import require_settled
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.store import records
from imh_desktop.store.contact_log import contacts
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def family_copy(
    vault: Vault, library: Library, child_id: str, adult: Caregiver, language: str, paper: Paper,
    on: date, words: Words,
) -> FamilyCopy:  # fmt: skip
    """Return the copy for one adult, whose own phone and address alone stand in it.

    Raises:
        PageRefused: two laptops wrote different things, or there is no page in this language.
    """
    child, said = child_of(vault, child_id), Words(language)
    require_settled(vault, (child_id, adult.caregiver_id), words)
    visits = sorted(records.visits(vault, child_id), key=lambda each: (each.on, each.visit_id))
    return FamilyCopy(
        language=language,
        paper=paper,
        child_name=child.name,
        given_to=adult.name,
        made_on=on,
        about=tuple(_about(child, said)),
        people=tuple(_people(vault, child_id, adult, said)),
        consents=tuple(_consents(vault, child_id, said)),
        referrals=tuple(_referrals(vault, child_id, said)),
        papers=tuple(_papers(vault, child_id, said)),
        contacts=tuple(contact_said(each, said) for each in contacts(vault, child_id)),
        visits=tuple(
            visit_record(
                vault, library, each.visit_id, language, paper, words=words, finished=False
            )
            for each in visits
        ),
        demo=records.programme(vault).fictional,
    )


def _about(child: Child, words: Words) -> Iterator[tuple[str, str]]:
    condition = {True: words.say("Yes"), False: words.say("None known"), None: ""}
    yield words.say("Name"), child.name
    yield words.say("Born"), labels.birth(child.birth, words)
    yield words.say("Pregnancy"), labels.gestation(child, words)
    yield words.say("Sex"), labels.sex(child.sex, words)
    yield words.say("Number"), child.number
    yield words.say("Languages"), labels.listed(child.languages, labels.language, words)
    yield words.say("Interpreter"), labels.interpreter(child, words)
    yield words.say("Name of the interpreter"), child.interpreter_name
    yield words.say("Health condition"), condition[child.conditions_known]
    yield words.say("Health provider"), child.health_provider
    yield words.say("Services now"), child.services_now
    yield words.say("Eyes"), labels.checked(child.vision, child.vision_on, words)
    yield words.say("Ears"), labels.checked(child.hearing, child.hearing_on, words)


def _people(
    vault: Vault, child_id: str, adult: Caregiver, words: Words
) -> Iterator[tuple[str, str]]:
    """Yield every adult by name. How to reach another one may be what that one must keep safe."""
    for each in records.caregivers(vault, child_id):
        said = labels.relation(each.relation, words)
        yield said[:1].upper() + said[1:], each.name
        if each.caregiver_id == adult.caregiver_id:
            yield words.say("Your phone"), adult.phone
            yield words.say("Your address"), adult.address
            yield words.say("Best time"), adult.best_time
            yield words.say("You speak"), labels.listed(adult.speaks, labels.language, words)
            yield words.say("You read"), labels.listed(adult.reads, labels.language, words)


def _consents(vault: Vault, child_id: str, words: Words) -> Iterator[str]:
    partners = {each.partner_id: each.name for each in records.partners(vault)}
    for each in records.consents(vault, child_id):
        covers = labels.listed(each.lines, labels.consent_line, words)
        signed, last = words.date(each.signed_on), words.date(each.expires_on)
        if each.kind in TO_PARTNER:
            yield words.say(
                "{partner}: {purpose}. Agreed by {name} on {date}, valid until {end}."
                " Covers: {lines}.",
                partner=partners.get(each.partner_id, ""), purpose=each.purpose,
                name=each.signer, date=signed, end=last, lines=covers,
            )  # fmt: skip
        else:
            what = dict(consent_kinds(words)).get(each.kind, each.kind)
            yield words.say(
                "{what}. Agreed by {name} on {date}, valid until {end}.",
                what=what, name=each.signer, date=signed, end=last,
            )  # fmt: skip
        if each.revoked_on:
            yield words.say("Withdrawn on {date}.", date=words.date(each.revoked_on))


def _referrals(vault: Vault, child_id: str, words: Words) -> Iterator[str]:
    partners = {each.partner_id: each.name for each in records.partners(vault)}
    states = dict(referral_states(words))
    for each in records.referrals(vault, child_id):
        whom = partners.get(each.partner_id, "")
        first = f"{whom}: {states.get(each.state, each.state)}"
        tried = words.say("What was tried: {text}", text=each.tried) if each.tried else ""
        back = words.say("To send back: {text}", text=each.send_back) if each.send_back else ""
        yield "\n".join(filter(None, (first, tried, back)))


def _papers(vault: Vault, child_id: str, words: Words) -> Iterator[str]:
    """Yield the family pages that a print desk gave, and when. Whom it named is not told: that
    may be another adult, in words nobody checked."""
    for each in records.print_pages(vault):
        if each.child_id == child_id:
            given = ", ".join(words.date(mark.on) for mark in each.handed)
            made = words.date(each.made_on)
            yield words.say("Family page of {date}, given: {given}", date=made, given=given or "–")
