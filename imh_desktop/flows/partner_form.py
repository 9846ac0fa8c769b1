"""A referral on the partner's own form: the same lines, under the same consent, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from imh_desktop import assets
from imh_desktop.content.form_mapping import read_mapping
from imh_desktop.content.library import Library
from imh_desktop.core.partner_form import CAREGIVERS, DayFormat, FormMapping
from imh_desktop.core.referral import ReferralSummary
from imh_desktop.documents import labels
from imh_desktop.documents.partner_form import MOST_BYTES, field_names, fill
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.pages import Page, page_file_name
from imh_desktop.flows.referring import summary_of
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class FilledForm:
    """``left``: fields that stayed empty, each with why, in one line."""

    page: Page
    left: tuple[str, ...]


def example_form() -> tuple[Path, Path]:
    """Return the invented form that comes with the program, and its mapping."""
    folder = assets.resources() / "partner-forms"
    return folder / "example.pdf", folder / "example.toml"


def names_in(form: Path) -> tuple[str, ...]:
    """Return the names of a form's fields.

    Raises:
        InputError: it is no form that can be filled in.
    """
    return field_names(_read(form))


def mapping_beside(form: Path) -> Path:
    """Return where a form's mapping is looked for: beside it, under its name."""
    return form.with_suffix(".toml")


def filled_form(
    vault: Vault, library: Library, referral_id: str, form: Path, mapping: Path, language: str,
    *, today: date | None = None, words: Words | None = None,
) -> FilledForm:  # fmt: skip
    """Fill a partner's form with what its referral may tell.

    Raises:
        PageRefused: as ``referring.referral_page``: no consent covers it.
        InputError: the form or its mapping will not do.
    """
    words = words or Words("en")
    on = today or local_today()
    mapped = read_mapping(mapping)
    content = _read(form)
    summary = summary_of(vault, library, referral_id, language, None, on, words)
    page_words = Words(language)
    across = Words(language).say("Example: not a real family") if summary.demo else ""
    filled = fill(content, *_fields(mapped, values_of(summary, mapped.days, page_words)), across)
    left = tuple(f"{name} {why}" for name, why in filled.left)
    warnings = tuple(
        words.say("Left empty: “{field}”. Please write it by hand.", field=name)
        for name, _ in filled.left
    )
    name = page_file_name("form", on, referral_id)
    return FilledForm(Page(content=filled.content, file_name=name, warnings=warnings), left)


def _fields(mapping: FormMapping, values: dict[str, str]) -> tuple[dict[str, str], dict[str, bool]]:
    """Return texts and ticks by the form's own names."""
    texts = {each.field: values[each.value] for each in mapping.fields if not each.when}
    ticks = {each.field: values[each.value] == each.when for each in mapping.fields if each.when}
    return texts, ticks


def values_of(summary: ReferralSummary, days: DayFormat, words: Words) -> dict[str, str]:
    """Return every value a field can be filled with; what is not told is empty.

    Line ends stay in the long ones; the others are one line.
    """
    told = frozenset(summary.lines) & frozenset(summary.consent.lines)
    return {
        **dict(_of_child(summary, told, days, words)),
        **dict(_of_caregivers(summary, told, words)),
        **dict(_of_referral(summary, told, days, words)),
        **dict(_of_consent(summary, days, words)),
    }


def _of_child(
    summary: ReferralSummary, told: frozenset[str], days: DayFormat, words: Words
) -> Iterator[tuple[str, str]]:
    child = summary.child
    birth = child.birth
    born = _day(birth.earliest, days, words) if birth.exact else labels.birth(birth, words)
    yield "child.name", child.name
    yield "child.given_name", child.given_name
    yield "child.family_name", child.family_name
    yield "child.birth", born
    yield "child.sex", child.sex
    yield "child.age", summary.chronological_age
    yield "child.working_age", summary.working_age
    yield "child.pregnancy", labels.gestation(child, words) if "gestation" in told else ""
    spoken = labels.listed(child.languages, labels.language, words)
    yield "child.languages", spoken if "languages" in told else ""
    yield "child.interpreter", "yes" if child.interpreter and "languages" in told else ""
    yield "child.custody", child.custody_note if "custody" in told else ""
    yield "child.health_provider", child.health_provider if "health" in told else ""
    vision = labels.checked(child.vision, child.vision_on, words)
    yield "child.vision", vision if "senses" in told else ""
    hearing = labels.checked(child.hearing, child.hearing_on, words)
    yield "child.hearing", hearing if "senses" in told else ""
    yield "child.services", child.services_now if "services" in told else ""


def _of_caregivers(
    summary: ReferralSummary, told: frozenset[str], words: Words
) -> Iterator[tuple[str, str]]:
    people = summary.caregivers if "contact" in told else ()
    for number in range(CAREGIVERS):
        one = people[number] if number < len(people) else None
        place = f"caregiver{number + 1}"
        yield f"{place}.name", one.name if one else ""
        yield f"{place}.relation", labels.relation(one.relation, words) if one else ""
        yield f"{place}.phone", one.phone if one else ""
        yield f"{place}.address", one.address if one else ""
        yield f"{place}.best_time", one.best_time if one else ""


def _of_referral(
    summary: ReferralSummary, told: frozenset[str], days: DayFormat, words: Words
) -> Iterator[tuple[str, str]]:
    reasons = (
        f"{each.text} {each.answer}, {_day(each.on, days, words)}" for each in summary.reasons
    )
    yield "referrer.name", summary.referrer
    yield "referrer.phone", summary.referrer_phone
    yield "programme.name", summary.programme
    yield "partner.name", summary.partner.name
    yield "partner.phone", summary.partner.phone
    yield "partner.address", summary.partner.address
    yield "referral.written_on", _day(summary.written_on, days, words)
    concern = _day(summary.concern_on, days, words) if "reason" in told else ""
    yield "referral.concern_on", concern
    yield "referral.reasons", "\n".join(reasons) if "reason" in told else ""
    yield "referral.strengths", "\n".join(summary.strengths) if "strengths" in told else ""
    yield "referral.tried", summary.tried if "tried" in told else ""
    instruments = summary.instruments if "instruments" in told else ""
    yield "referral.instruments", instruments
    yield "referral.noticed", "\n".join(summary.profile_lines) if "profile" in told else ""
    yield "referral.send_back", summary.send_back
    yield "referral.code", summary.code


def _of_consent(
    summary: ReferralSummary, days: DayFormat, words: Words
) -> Iterator[tuple[str, str]]:
    consent = summary.consent
    yield "consent.signer", consent.signer
    yield "consent.authority", consent.authority
    yield "consent.signed_on", _day(consent.signed_on, days, words)
    yield "consent.expires_on", _day(consent.expires_on, days, words)
    yield "consent.purpose", consent.purpose
    yield "consent.reference", consent.consent_id


def _day(day: date, days: DayFormat, words: Words) -> str:
    written = {"MM/DD/YYYY": "%m/%d/%Y", "DD/MM/YYYY": "%d/%m/%Y", "YYYY-MM-DD": "%Y-%m-%d"}
    return day.strftime(written[days]) if days in written else words.date(day)


def _read(form: Path) -> bytes:
    try:
        with form.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            "This file cannot be read.", place=str(form), expected="a PDF form"
        ) from error
    return content
