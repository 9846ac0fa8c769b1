"""Who may carry: this device asks to join, a coordinator certifies, accepts and revokes.

Papers are small files that may travel in the open. What counts is the six words, read aloud.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import DeviceKeys, Trust
from imh_desktop.exchange.archive import papers as deeds
from imh_desktop.exchange.archive.papers import Certificate, DeviceRequest, Revocation, read_paper
from imh_desktop.exchange.archive.spoken import six_words
from imh_desktop.flows.trusting import directory_of, own_certificate
from imh_desktop.flows.vouching import judged
from imh_desktop.store.device_papers import Paper
from imh_desktop.store.vault import Vault

_LARGEST = 1_000_000


def request(vault: Vault, name: str, today: date) -> DeviceRequest:
    """Ask to join under a name that says which laptop it is; the keys are made at the first call.

    Raises:
        InputError: the name is too long, or holds what no name may.
    """
    made = deeds.request(_own_keys(vault), name, today)
    vault.papers.keep([Paper(made.kind, made.to_bytes(), by_hand=False)])
    return made


def certify_self(vault: Vault, name: str, today: date) -> Certificate:
    """Make this device the first coordinator's; every other one then takes its word. Done
    again, it gives the same certificate.

    Raises:
        InputError: another coordinator is trusted here already.
    """
    roots = trust(vault).roots
    for root in roots:
        if root.device_id == vault.device_id:
            return root
    if roots:
        raise InputError(
            "A coordinator is trusted here already. Ask for a certificate with a request."
        )
    asked = request(vault, name, today)
    made = deeds.certify(_own_keys(vault), asked, "coordinator", 1)
    vault.papers.keep([Paper(made.kind, made.to_bytes(), by_hand=True)])
    return made


def certify(vault: Vault, data: bytes, name: str, role: Role) -> Certificate:
    """Answer a request in the file called ``name``, after the six words were compared.

    Raises:
        InputError: it is no sound request, or this device is no coordinator's.
    """
    asked = read_paper(data, DeviceRequest, name)
    require_coordinator(vault)
    known = trust(vault)
    issued = [one.serial for one in _certificates(known) if one.issuer_id == vault.device_id]
    made = deeds.certify(keys(vault), asked, role, max(issued, default=0) + 1)
    directory_of(_with(known, made), name)
    # the request is what tells the device's name
    papers = (asked, made)
    vault.papers.keep(Paper(one.kind, one.to_bytes(), by_hand=False) for one in papers)
    return made


def accept(vault: Vault, data: bytes, name: str, heard: str = "") -> Certificate | Revocation:
    """Take up a certificate or a revocation from the file called ``name``.

    A coordinator's own certificate is believed because a person compared its six words; any
    other paper because a coordinator who is believed signed it.

    Args:
        heard: fingerprint of the coordinator whose six words were compared; "" when none were.
    Raises:
        InputError: it is no such paper, or nobody who is trusted here stands behind it.
    """
    paper = read(data, name)
    if isinstance(paper, DeviceRequest):
        raise InputError("A request is answered with a certificate.", place=name)
    keep_papers(vault, [paper], (), heard, name)
    return paper


def keep_papers(
    vault: Vault, papers: Sequence[Certificate | Revocation], asked: Sequence[DeviceRequest],
    heard: str, name: str,
) -> None:  # fmt: skip
    """Take up the papers of a file, all of them or none; ``asked``: requests, for their names.

    Raises:
        InputError: as ``accept``; nothing was kept.
    """
    for paper in papers:
        if isinstance(paper, Certificate):
            _require_ours(vault, paper, name)
    kept = judged(trust(vault), papers, heard, name)
    vault.papers.keep(
        [
            *(Paper(one.kind, one.to_bytes(), by_hand=by_hand) for one, by_hand in kept),
            *(Paper(one.kind, one.to_bytes(), by_hand=False) for one in asked),
        ]
    )


def revoke(vault: Vault, device_id: str, reason: str) -> Revocation:
    """Take a device's word away: what is here of it still counts, and nothing after. Done again,
    it gives the same revocation.

    Raises:
        InputError: no reason is given, this device is no coordinator's, or the other one is not
            known or was taken up by hand.
    """
    _require_reason(reason)
    require_coordinator(vault)
    for done in trust(vault).revocations:
        if (done.device_id, done.issuer_id) == (device_id, vault.device_id):
            return done
    return _revoked(vault, device_id, reason)


def accept_more(vault: Vault, device_id: str, reason: str) -> Revocation:
    """Accept of a revoked device all that is here of it by now, too.

    Raises:
        InputError: as ``revoke``.
    """
    _require_reason(reason)
    require_coordinator(vault)
    return _revoked(vault, device_id, reason)


def _revoked(vault: Vault, device_id: str, reason: str) -> Revocation:
    known = trust(vault)
    if device_id not in {one.device_id for one in _certificates(known)}:
        raise InputError("No device is known by this id.", place=device_id)
    last = [one.serial for one in _certificates(known) if one.issuer_id == device_id]
    heads = {
        held.chain_id: deeds.Accepted(chain_id=held.chain_id, seq=held.last, link=held.link.hex())
        for chain, held in vault.carriage.verified() if chain.device_id == device_id
    }  # fmt: skip
    made = deeds.revoke(keys(vault), device_id, tuple(heads.values()), reason, max(last, default=0))
    if not directory_of(_with(known, made), device_id).revoked(device_id):
        raise InputError("This coordinator was taken up by hand.", place=device_id)
    vault.papers.keep([Paper(made.kind, made.to_bytes(), by_hand=False)])
    return made


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InputError("Say why, in a few words.", place="reason")


def read(data: bytes, name: str) -> DeviceRequest | Certificate | Revocation:
    """Read a paper of any kind from the bytes of the file called ``name``.

    Raises:
        InputError: it is none.
    """
    if len(data) > _LARGEST:
        raise InputError("This is too large for a paper of a device.", place=name)
    with suppress(InputError):
        return read_paper(data, DeviceRequest, name)
    with suppress(InputError):
        return read_paper(data, Certificate, name)
    with suppress(InputError):
        return read_paper(data, Revocation, name)
    raise InputError(
        "This is no paper of a device.", place=name,
        expected="a request, a certificate or a revocation",
    )  # fmt: skip


def words(paper: DeviceRequest | Certificate, language: str) -> tuple[str, ...]:
    """Return the six words of the keys a paper names, to be read aloud and compared.

    Raises:
        InputError: a request that its own device did not sign.
    """
    if isinstance(paper, DeviceRequest) and not paper.signed_with(paper.signing_key):
        raise InputError("This request was altered on the way. Ask for a new one.", place="request")
    return six_words(paper.fingerprint, language)


def keys(vault: Vault) -> DeviceKeys:
    """Return this device's keys.

    Raises:
        InputError: it has none yet.
    """
    kept = vault.papers.keys()
    if kept is None:
        raise InputError("This device has no keys yet. Make a request to join first.")
    return DeviceKeys(vault.device_id, *kept)


def trust(vault: Vault) -> Trust:
    """Return whom this device believes."""
    certificates = vault.papers.papers("Certificate")
    return Trust(
        roots=tuple(_certificate(one) for one in certificates if one.by_hand),
        certificates=tuple(_certificate(one) for one in certificates if not one.by_hand),
        revocations=tuple(
            read_paper(one.body, Revocation, "the vault")
            for one in vault.papers.papers("Revocation")
        ),
    )


def _certificate(paper: Paper) -> Certificate:
    return read_paper(paper.body, Certificate, "the vault")


def _certificates(known: Trust) -> tuple[Certificate, ...]:
    return (*known.roots, *known.certificates)


def _own_keys(vault: Vault) -> DeviceKeys:
    if vault.papers.keys() is None:
        vault.papers.keep_keys(*DeviceKeys.generate(vault.device_id).secrets())
    return keys(vault)


def _with(known: Trust, paper: Certificate | Revocation) -> Trust:
    if isinstance(paper, Revocation):
        return msgspec.structs.replace(known, revocations=(*known.revocations, paper))
    return msgspec.structs.replace(known, certificates=(*known.certificates, paper))


def _require_ours(vault: Vault, one: Certificate, name: str) -> None:
    if one.device_id == vault.device_id and one.fingerprint != keys(vault).fingerprint:
        raise InputError("This certificate names other keys than this device has.", place=name)


def require_coordinator(vault: Vault) -> None:
    """Refuse what only a coordinator's device does.

    Raises:
        InputError: this is not one.
    """
    mine = own_certificate(directory_of(trust(vault), "the vault"), keys(vault))
    if mine is None or mine.role != "coordinator":
        raise InputError("Only a coordinator's device does this, and this is not one.")
