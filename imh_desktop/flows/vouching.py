"""Which papers of a file may be taken up: judged all together, before a single one is kept.

The file travels in the open, so whoever carries it can add to it. A coordinator is believed by
her own word only when a person compared her six words, or when she is believed here already.
"""

from collections.abc import Sequence

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Trust
from imh_desktop.exchange.archive.papers import Certificate, Revocation
from imh_desktop.exchange.archive.trust import Directory
from imh_desktop.flows.trusting import certificate_of, directory_of

Said = Certificate | Revocation


def first_coordinator(known: Trust, certificates: Sequence[Certificate], name: str) -> (
    Certificate | None
):  # fmt: skip
    """Return the coordinator whose six words are to be compared before the file called ``name``
    is taken up; None when it names no new one.

    Raises:
        InputError: it names a new one beside another, or one that may not be believed.
    """
    itself = [one for one in dict.fromkeys(certificates) if _of_itself(one)]
    trusted = {root.fingerprint for root in known.roots}
    new = [one for one in itself if one.fingerprint not in trusted]
    for one in itself:
        _require_untouched(one, name)
    if not new:
        return None
    if len(itself) > 1:
        raise InputError(
            "This file names more than one first coordinator, and only one can be compared."
            " Nothing was taken. Ask your coordinator for a new file.",
            place=name,
        )
    _require_standing(known, new[0], name)
    return new[0]


def judged(known: Trust, papers: Sequence[Said], heard: str, name: str) -> list[tuple[Said, bool]]:
    """Return the papers to keep, each with whether a person took it up by hand.

    Args:
        known: whom this device believes by now.
        heard: fingerprint of the coordinator whose six words were compared; "" when none were.
        name: of the file, for what is said of it.
    Raises:
        InputError: one of them is not to be believed; then none is.
    """
    certificates = [one for one in papers if isinstance(one, Certificate)]
    root = first_coordinator(known, certificates, name)
    if root is not None and root.fingerprint != heard:
        raise InputError(
            "The six words of this coordinator were not compared. Nothing was taken. Let her read"
            " them to you from her own laptop first.",
            place=name,
        )
    others = [one for one in dict.fromkeys(papers) if not _is_first(one)]
    whole = _with(known, root, others)
    directory = directory_of(whole, name)
    for one in others:
        if not _counts(directory, known, whole, one):
            raise InputError(
                "No coordinator you trust stands behind this. Accept the coordinator's own"
                " certificate first, and compare its six words.",
                place=name,
            )
    first: list[tuple[Said, bool]] = [] if root is None else [(root, True)]
    return first + [(one, False) for one in others]


def _of_itself(one: Certificate) -> bool:
    return one.issuer_id == one.device_id and one.role == "coordinator"


def _is_first(one: Said) -> bool:
    return isinstance(one, Certificate) and _of_itself(one)


def _require_untouched(one: Certificate, name: str) -> None:
    if not one.signed_with(one.signing_key):
        raise InputError("This certificate was altered on the way. Ask for a new one.", place=name)


def _require_standing(known: Trust, one: Certificate, name: str) -> None:
    """Refuse who was shut out, and other keys in the name of a device that is known."""
    before = directory_of(known, name)
    if before.revoked(one.device_id):
        raise InputError(
            "This laptop was shut out, and cannot be the first coordinator's.", place=name
        )
    there = certificate_of(before, one.device_id)
    if there is not None and there.fingerprint != one.fingerprint:
        raise InputError(
            "This certificate names other keys than this device has. Nothing was taken. Ask the"
            " coordinator.",
            place=name,
        )


def _with(known: Trust, root: Certificate | None, others: Sequence[Said]) -> Trust:
    return msgspec.structs.replace(
        known,
        roots=known.roots if root is None else (*known.roots, root),
        certificates=(
            *known.certificates, *(one for one in others if isinstance(one, Certificate))
        ),
        revocations=(
            *known.revocations, *(one for one in others if isinstance(one, Revocation))
        ),
    )  # fmt: skip


def _counts(directory: Directory, known: Trust, whole: Trust, one: Said) -> bool:
    """Tell whether this very paper is believed, and not only another one of the same device."""
    if isinstance(one, Revocation):
        alone = msgspec.structs.replace(whole, revocations=(one,))
        return directory_of(alone, "the vault").revoked(one.device_id)
    stands = certificate_of(directory, one.device_id) == one or one in known.certificates
    return stands and directory.stands_behind(one)
