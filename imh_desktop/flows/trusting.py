"""Following certificates from those who are trusted, with faults told by the file's name."""

from pathlib import Path

from imh_desktop.exchange.archive import DeviceKeys, Trust
from imh_desktop.exchange.archive.faults import Refusal, naming
from imh_desktop.exchange.archive.papers import Certificate, Revocation
from imh_desktop.exchange.archive.trust import Directory, heads_by_issuer


def directory_of(trust: Trust, name: str) -> Directory:
    """Return the certificates that count.

    Raises:
        InputError: one device would have two sets of keys; told of the file called ``name``.
    """
    with naming(Path(name)):
        return Directory(trust)


def certificate_of(directory: Directory, device_id: str) -> Certificate | None:
    """Return the certificate of a device; None when nobody who is trusted stands behind it."""
    try:
        return directory.certificate(device_id)
    except Refusal:
        return None


def own_certificate(directory: Directory, own: DeviceKeys) -> Certificate | None:
    """Return the certificate of this device's very keys; None when they are not certified, or
    were revoked."""
    known = certificate_of(directory, own.device_id)
    if known is None or known.fingerprint != own.fingerprint:
        return None
    return known if directory.stands_behind(known) else None


def with_issuers(directory: Directory, device_ids: set[str]) -> tuple[Certificate, ...]:
    """Return the certificates of devices, and of those who issued them, up to the roots."""
    found: dict[str, Certificate] = {}
    waiting = sorted(device_ids)
    while waiting:
        one = certificate_of(directory, waiting.pop())
        if one is not None and one.device_id not in found:
            found[one.device_id] = one
            waiting.append(one.issuer_id)
    return tuple(found[device_id] for device_id in sorted(found))


def accepted_heads(directory: Directory, trust: Trust) -> dict[str, set[tuple[str, int, bytes]]]:
    """Return, of each revoked device, the heads that still count: those that each coordinator who
    revoked it accepts."""
    found: dict[str, list[Revocation]] = {}
    for one in trust.revocations:
        if directory.revoked(one.device_id):
            found.setdefault(one.device_id, []).append(one)
    return {device_id: _agreed(said) for device_id, said in found.items()}


def _agreed(revocations: list[Revocation]) -> set[tuple[str, int, bytes]]:
    by_issuer = list(heads_by_issuer(revocations).values())
    agreed = set.intersection(*by_issuer)
    return {(chain_id, seq, bytes.fromhex(link)) for chain_id, seq, link in agreed}
