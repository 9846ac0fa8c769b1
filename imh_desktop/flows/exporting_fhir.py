"""FHIR R4 for other systems: the open record of every child that may leave, as it stands."""

import uuid
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.progress import Progress, quiet
from imh_desktop.errors import InputError
from imh_desktop.exchange.fhir.bundle import labelled, write_bundle, write_lines
from imh_desktop.exchange.fhir.people import organization_of_programme
from imh_desktop.exchange.fhir.values import Json
from imh_desktop.flows.export_rows import ExportReader
from imh_desktop.flows.export_tables import Ask
from imh_desktop.flows.exporting import Finished, Permit, Tally, finished, leaving, permit
from imh_desktop.flows.fhir_children import ChildTeller
from imh_desktop.flows.fhir_forms import Forms
from imh_desktop.store import records
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.vault import Vault
from imh_desktop.words import LANGUAGES

BUNDLE, LINES = ".json", ".ndjson"


def export_fhir(
    vault: Vault, library: Library, target: Path, ask: Ask, *, progress: Progress = quiet
) -> Finished:
    """Write a Bundle (``.json``) or one resource a line (``.ndjson``).

    Args:
        ask: ``language``: of the words that come first in a form; the others stand beside them.
    Raises:
        InputError: the name ends otherwise, the language is not shipped, or as
            ``exporting.permit`` and ``leaving``.
        EnvironmentFault: as ``exporting.leaving``.
    """
    if target.suffix.lower() not in (BUNDLE, LINES):
        raise InputError(
            "The end of the name says what is written, and this one says nothing.",
            place=str(target), expected="a name that ends in .json or .ndjson",
        )  # fmt: skip
    if ask.language not in LANGUAGES:
        raise InputError(
            "We do not know this language.", place="--language", expected=", ".join(LANGUAGES)
        )
    allowed = permit(
        vault, "fhir", on=ask.now.date(), purpose=ask.purpose, partner_id=ask.partner_id
    )
    with leaving(vault, allowed, target) as (place, tally), place.open("xb") as file:
        found = _resources(vault, library, allowed, tally, ask.language, progress)
        if target.suffix.lower() == LINES:
            tally.rows = write_lines(file, found)
        else:
            made_at = ask.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            tally.rows = write_bundle(file, found, str(uuid.uuid4()), made_at)
    return finished(allowed, tally, target)


def _resources(
    vault: Vault,
    library: Library,
    allowed: Permit,
    tally: Tally,
    language: str,
    progress: Progress,
) -> Iterator[Json]:
    """Yield each resource once, those that several children share where the first needs them."""
    programme = records.programme(vault)
    yield labelled(organization_of_programme(programme, PROGRAMME_ID), made_up=allowed.made_up)
    shared: set[str] = set()
    teller = ChildTeller(vault, Forms(library, language), allowed.partner_id)
    for child in ExportReader(vault, library, allowed):
        tally.children += 1
        for each in teller.resources(child):
            if each["resourceType"] in ("Practitioner", "Organization", "Questionnaire"):
                if each["id"] in shared:
                    continue
                shared.add(each["id"])
            yield labelled(each, made_up=allowed.made_up)
        progress("write", tally.children, len(allowed.covers))
