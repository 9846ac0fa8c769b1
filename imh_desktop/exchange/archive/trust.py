"""Whom a device believes: coordinators it knows by their keys, and whom these stand behind."""

from collections import deque
from collections.abc import Iterable

import msgspec

from imh_desktop.errors import to_tell
from imh_desktop.exchange.archive.faults import Refusal, SenderUncertified
from imh_desktop.exchange.archive.papers import Certificate, Revocation
from imh_desktop.exchange.archive.shape import Run

UNCERTIFIED = to_tell(
    "{file} holds the word of device {device}, and no coordinator you trust stands behind it."
    " Nothing was taken. Ask a coordinator to certify that device."
)
TWO_KEYS = to_tell(
    "{file} gives device {device} other keys than it had. Nothing was taken. Ask the coordinator."
)


class Trust(msgspec.Struct, frozen=True, kw_only=True):
    """What a device has been told. ``roots``: coordinators' certificates taken up by hand (the
    six words), whoever issued them. ``certificates`` and ``revocations``: what arrived since, in
    any order; each counts only when a path of coordinators leads to it from a root."""

    roots: tuple[Certificate, ...]
    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()


def heads_by_issuer(
    revocations: Iterable[Revocation],
) -> dict[str, set[tuple[str, int, str]]]:
    """Return issuer -> the heads (chain, seq, link) it accepts of one device. Each issuer's
    revocations are taken together, so that their order does not matter."""
    found: dict[str, set[tuple[str, int, str]]] = {}
    for one in revocations:
        heads = {(a.chain_id, a.seq, a.link) for a in one.accepted}
        found.setdefault(one.issuer_id, set()).update(heads)
    return found


class Directory:
    """The certificates that count, those carried in an archive among them."""

    def __init__(self, trust: Trust, carried: Iterable[Certificate] = ()) -> None:
        """Follow every certificate from the roots; each is checked once, so none can tire us.

        Raises:
            Refusal: one device would have two sets of keys.
        """
        self._roots = {root.device_id for root in trust.roots}
        self._valid = {root.device_id: root for root in trust.roots}
        self._issued: dict[str, list[Certificate]] = {}
        for one in dict.fromkeys((*trust.certificates, *carried)):
            self._issued.setdefault(one.issuer_id, []).append(one)
        self._revoked: dict[str, list[Revocation]] = {}
        self._follow(trust, counting_serials=False)
        self._revoked = self._revocations(trust)
        self._valid = {root.device_id: root for root in trust.roots}
        self._follow(trust, counting_serials=True)

    def certificate(self, device_id: str) -> Certificate:
        """Return the certificate of a device.

        Raises:
            Refusal: nobody who is trusted stands behind it.
        """
        found = self._valid.get(device_id)
        if found is None:
            raise Refusal(SenderUncertified, UNCERTIFIED, device=device_id)
        return found

    def stands_behind(self, one: Certificate) -> bool:
        """Tell whether these very keys are certified, and not revoked."""
        known = self._valid.get(one.device_id)
        certified = known is not None and known.fingerprint == one.fingerprint
        return certified and not self.revoked(one.device_id)

    def revoked(self, device_id: str) -> bool:
        """Tell whether a device was revoked."""
        return device_id in self._revoked

    def accepts(self, run: Run) -> bool:
        """Tell whether a run ends where its device was last believed, if it was revoked.

        An earlier head is not accepted either: whoever has the stolen key can sign one. Who
        revoked a device may accept more of it later, by another revocation.
        """
        head = (run.chain_id, run.seq, run.link)
        said = self._revoked.get(run.device_id, ())
        return all(head in heads for heads in heads_by_issuer(said).values())

    def _follow(self, trust: Trust, *, counting_serials: bool) -> None:
        waiting, asked = deque(trust.roots), set[str]()
        while waiting:
            issuer = waiting.popleft()
            if issuer.role != "coordinator" or issuer.device_id in asked:
                continue
            asked.add(issuer.device_id)
            last = self._last_serial(issuer.device_id) if counting_serials else None
            for one in self._issued.get(issuer.device_id, ()):
                believed = last is None or one.serial <= last
                if believed and one.signed_with(issuer.signing_key) and self._take(one):
                    waiting.append(one)

    def _take(self, one: Certificate) -> bool:
        known = self._valid.get(one.device_id)
        if known is None:
            self._valid[one.device_id] = one
            return True
        if known.fingerprint != one.fingerprint:
            raise Refusal(SenderUncertified, TWO_KEYS, device=one.device_id)
        newer = one.serial > known.serial and one.device_id not in self._roots
        if newer:
            self._valid[one.device_id] = one
        return newer

    def _last_serial(self, device_id: str) -> int | None:
        said = self._revoked.get(device_id)
        return min(one.last_serial for one in said) if said else None

    def _revocations(self, trust: Trust) -> dict[str, list[Revocation]]:
        """Return those a coordinator signed. A root is only taken back by hand."""
        found: dict[str, list[Revocation]] = {}
        for one in trust.revocations:
            issuer = self._valid.get(one.issuer_id)
            by_coordinator = issuer is not None and issuer.role == "coordinator"
            if one.device_id in self._roots or issuer is None or not by_coordinator:
                continue
            if one.signed_with(issuer.signing_key):
                found.setdefault(one.device_id, []).append(one)
        return found
