"""One file back: all the papers a laptop needs to join, and who else is known by name.

It may travel in the open: it holds public keys and signatures. What counts is the six words of
the coordinator, read aloud before the file is taken up.
"""

from datetime import date
from pathlib import Path

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Trust
from imh_desktop.exchange.archive.papers import Certificate, DeviceRequest, Revocation, read_paper
from imh_desktop.exchange.archive.trust import Directory
from imh_desktop.flows import devices
from imh_desktop.flows.trusting import certificate_of, directory_of, with_issuers
from imh_desktop.flows.vouching import first_coordinator
from imh_desktop.store.vault import Vault

_LARGEST = 1_000_000


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of papers holds. ``root``: a first coordinator who is not believed here yet, and
    whose six words are to be compared; ``own``: the certificate for this device; None where it
    holds none."""

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
    directory = _below_one_root(directory_of(trust, "the vault"), trust, device_id)
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
        InputError: it holds something else, is too large, or names a new first coordinator
            beside another.
    """
    if len(data) > _LARGEST:
        raise InputError("This is too large for papers of a device.", place=name)
    found = [devices.read(line, name) for line in data.split(b"\n") if line.strip()]
    if not found:
        raise InputError("This file holds no paper of a device.", place=name)
    certificates = tuple(one for one in found if isinstance(one, Certificate))
    return Answer(
        root=first_coordinator(devices.trust(vault), certificates, name),
        own=next((one for one in certificates if one.device_id == vault.device_id), None),
        certificates=certificates,
        revocations=tuple(one for one in found if isinstance(one, Revocation)),
        requests=tuple(one for one in found if isinstance(one, DeviceRequest)),
    )


def take_up(vault: Vault, data: bytes, name: str, heard: str = "") -> Answer:
    """Take up a file of papers, all of them or none.

    Args:
        heard: fingerprint of ``Answer.root``, whose six words were compared; "" when none were.
    Raises:
        InputError: as ``read`` and ``devices.accept``; nothing was kept.
    """
    papers = read(vault, data, name)
    keys = {one.fingerprint for one in papers.certificates}
    asked = [
        one for one in papers.requests
        if one.fingerprint in keys and one.signed_with(one.signing_key)
    ]  # fmt: skip
    said: list[Certificate | Revocation] = [*papers.certificates, *papers.revocations]
    if not said:
        raise InputError("A request is answered with a certificate.", place=name)
    devices.keep_papers(vault, said, asked, heard, name)
    return papers


def _below_one_root(directory: Directory, trust: Trust, device_id: str) -> Directory:
    """Return whom the first coordinator above a device stands behind. A laptop that knows two
    gives the papers of one: only one can be compared at a time."""
    above, seen = certificate_of(directory, device_id), set[str]()
    roots = {root.device_id: root for root in trust.roots}
    while above is not None and above.device_id not in roots and above.device_id not in seen:
        seen.add(above.device_id)
        above = certificate_of(directory, above.issuer_id)
    if above is None or above.device_id not in roots:
        raise InputError("No certificate for this laptop counts here.", place=device_id)
    only = msgspec.structs.replace(trust, roots=(roots[above.device_id],))
    return directory_of(only, "the vault")
