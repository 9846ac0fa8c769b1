"""The visit file: one child, one visit and what it stands on, as JSON a script can write.

Days are ISO texts, gestation is days, ids are any texts unique within the file. Answers of
class G and V stand apart from the visit's own, under ``private``.
"""

from pathlib import Path
from typing import Any

import msgspec

from imh_desktop.core.people import Caregiver, Child, Programme
from imh_desktop.core.referral import Consent, ReferralRequest
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.exchange.decoding import decode
from imh_desktop.exchange.strict_json import read_json

SCHEMA_ID = "urn:imh-desktop:visit-file:1"
ANSWERED_WITHIN = 7
"""Days after the visit's own in which an answer to it may still be noted."""


class VisitFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child, its caregivers, one visit, and what a page of it needs.

    ``earlier_visits``: closed ones, which the rules compare with; each keeps the band it was made
    in. An answer's ``answered_on`` lies from the birth to ``ANSWERED_WITHIN`` days after the
    visit; a visit's ``closed_at`` is an instant with its offset from UTC. ``private``: what
    caregivers said alone, in this visit or an earlier one. ``referral``: what was ticked for one
    partner, under one of ``consents``.
    """

    child: Child
    caregivers: tuple[Caregiver, ...] = ()
    consents: tuple[Consent, ...] = ()
    earlier_visits: tuple[Visit, ...] = ()
    visit: Visit
    private: tuple[PrivateTalk, ...] = ()
    referral: ReferralRequest | None = None
    programme: Programme | None = None


def read_visit_file(path: Path) -> VisitFile:
    """Read a visit file and check its shape; ``visit_checks`` knows the checklist.

    Raises:
        InputError: file, place and what was expected.
    """
    return decode(read_json(path, "a visit file"), VisitFile, str(path))


def read_programme_file(path: Path) -> Programme:
    """Read a programme's settings from a file of their own. Raises as ``read_visit_file``."""
    return decode(read_json(path, "a file of settings"), Programme, str(path))


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a visit file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "IMH Desktop visit file",
        **msgspec.json.schema(VisitFile),
    }
