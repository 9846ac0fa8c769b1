"""One file back: all the papers a laptop needs to join, and who else is known by name.

It may travel in the open: it holds public keys and signatures. What counts is the six words of
the coordinator, read aloud before the file is taken up.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive.papers import Certificate, DeviceRequest, Revocation, read_paper
from imh_desktop.flows import devices
from imh_desktop.flows.trusting import directory_of, with_issuers
from imh_desktop.store.device_papers import Paper
from imh_desktop.store.vault import Vault

_LARGEST = 1_000_000


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of papers holds. ``root``: the first coordinator, whose six words are compared;
    ``own``: the certificate for this device; None where it holds none."""

    root: Certificate | None
    own: Certificate | None
    certificates: tuple[Certificate, ...]
    revocations: tuple[Revocation, ...]
    requests: tuple[DeviceRequest, ...]


def join(vault: Vault, name: str, today: date) -> DeviceRequest:
    """Ask to join; as ``devices.request``."""
    return devices.request(vault, name, today)


def answer(vault: Vault, data: bytes, name: str, role: Role) -> bytes:
    """Certify the device that asks, and return the one file that it is to open.

    Raises:
        InputError: as ``devices.certify``.
    """
    made = devices.certify(vault, data, name, role)
    return papers_for(vault, made.device_id)


def papers_for(vault: Vault, device_id: str) -> bytes:
    """Return every certificate that counts here, and the names that go with them. No revocation:
    it names the chains of a device with their lengths, private ones too.

    Raises:
        InputError: no certificate for this device counts here.
    """
    trust = devices.trust(vault)
    directory = directory_of(trust, "the vault")
    known = {one.device_id for one in (*trust.roots, *trust.certificates)}
    certificates = with_issuers(directory, known)
    if device_id not in {one.device_id for one in certificates}:
        raise InputError("No certificate for this laptop counts here.", place=device_id)
    named = {one.device_id for one in certificates}
    asked = vault.papers.papers(DeviceRequest.__name__)
    requests = (read_paper(one.body, DeviceRequest, "the vault") for one in asked)
    lines = [
        *(one.to_bytes() for one in certificates),
        *(one.to_bytes() for one in requests if one.device_id in named),
    ]
    return b"".join(line + b"\n" for line in lines)


def read_paper_file(path: Path) -> bytes:
    """Read a small file.

    Raises:
        InputError: it cannot be read, or is too large for papers of a device.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        raise InputError("This file cannot be read.", place=path.name) from None
    if len(data) > _LARGEST:
        raise InputError("This is too large for papers of a device.", place=path.name)
    return data


def read(vault: Vault, data: bytes, name: str) -> Answer:
    """Read a file of papers, one a line; nothing is taken up.

    Raises:
        InputError: it holds something else, or is too large.
    """
    if len(data) > _LARGEST:
        raise InputError("This is too large for papers of a device.", place=name)
    found = [devices.read(line, name) for line in data.split(b"\n") if line.strip()]
    if not found:
        raise InputError("This file holds no paper of a device.", place=name)
    certificates = tuple(one for one in found if isinstance(one, Certificate))
    return Answer(
        root=next(filter(_is_root, certificates), None),
        own=next((one for one in certificates if one.device_id == vault.device_id), None),
        certificates=certificates,
        revocations=tuple(one for one in found if isinstance(one, Revocation)),
        requests=tuple(one for one in found if isinstance(one, DeviceRequest)),
    )


def take_up(vault: Vault, data: bytes, name: str) -> Answer:
    """Take up a file of papers, after the six words of ``Answer.root`` were compared.

    Raises:
        InputError: as ``read`` and ``devices.accept``; what came before it was taken up.
    """
    papers = read(vault, data, name)
    for certificate in _in_order(papers.certificates):
        devices.accept(vault, certificate.to_bytes(), name)
    for revocation in papers.revocations:
        devices.accept(vault, revocation.to_bytes(), name)
    keys = {one.fingerprint for one in papers.certificates}
    vault.papers.keep(
        Paper(one.kind, one.to_bytes(), by_hand=False)
        for one in papers.requests
        if one.fingerprint in keys and one.signed_with(one.signing_key)
    )
    return papers


def _is_root(one: Certificate) -> bool:
    return one.issuer_id == one.device_id and one.role == "coordinator"


def _in_order(certificates: Sequence[Certificate]) -> list[Certificate]:
    """Return the certificates so that each stands after that of its issuer."""
    waiting, ordered, known = list(certificates), list[Certificate](), set[str]()
    while waiting:
        ready = [one for one in waiting if _is_root(one) or one.issuer_id in known]
        if not ready:
            return [*ordered, *waiting]
        ordered += ready
        known |= {one.device_id for one in ready}
        waiting = [one for one in waiting if one not in ready]
    return ordered
