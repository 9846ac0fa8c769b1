"""Who may carry: this device asks to join, a coordinator certifies, accepts and revokes.

Papers are small files that may travel in the open. What counts is the six words, read aloud.
"""

from contextlib import suppress
from datetime import date

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import DeviceKeys, Trust
from imh_desktop.exchange.archive import papers as deeds
from imh_desktop.exchange.archive.papers import Certificate, DeviceRequest, Revocation, read_paper
from imh_desktop.exchange.archive.spoken import six_words
from imh_desktop.exchange.archive.trust import Directory
from imh_desktop.flows.trusting import certificate_of, directory_of, own_certificate
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
    _require_coordinator(vault)
    known = trust(vault)
    issued = [one.serial for one in _certificates(known) if one.issuer_id == vault.device_id]
    made = deeds.certify(keys(vault), asked, role, max(issued, default=0) + 1)
    directory_of(_with(known, made), name)
    # the request is what tells the device's name
    papers = (asked, made)
    vault.papers.keep(Paper(one.kind, one.to_bytes(), by_hand=False) for one in papers)
    return made


def accept(vault: Vault, data: bytes, name: str) -> Certificate | Revocation:
    """Take up a certificate or a revocation from the file called ``name``.

    A coordinator's own certificate is believed because a person compared its six words; any
    other paper because a coordinator who is believed signed it.

    Raises:
        InputError: it is no such paper, or nobody who is trusted here stands behind it.
    """
    paper = read(data, name)
    if isinstance(paper, DeviceRequest):
        raise InputError("A request is answered with a certificate.", place=name)
    by_hand = isinstance(paper, Certificate) and _is_first(paper)
    known = trust(vault)
    directory = directory_of(_with(known, paper, by_hand=by_hand), name)
    if isinstance(paper, Certificate):
        _require_ours(vault, paper, name)
        counts = _counts(directory, known, paper)
    else:
        counts = directory.revoked(paper.device_id)
    if not counts:
        raise InputError(
            "No coordinator you trust stands behind this. Accept the coordinator's own"
            " certificate first, and compare its six words.",
            place=name,
        )
    vault.papers.keep([Paper(paper.kind, paper.to_bytes(), by_hand=by_hand)])
    return paper


def revoke(vault: Vault, device_id: str, reason: str) -> Revocation:
    """Take a device's word away: what is here of it still counts, and nothing after. Done again,
    it gives the same revocation.

    Raises:
        InputError: no reason is given, this device is no coordinator's, or the other one is not
            known or was taken up by hand.
    """
    if not reason.strip():
        raise InputError("Say why, in a few words.", place="reason")
    _require_coordinator(vault)
    known = trust(vault)
    if device_id not in {one.device_id for one in _certificates(known)}:
        raise InputError("No device is known by this id.", place=device_id)
    for done in known.revocations:
        if (done.device_id, done.issuer_id) == (device_id, vault.device_id):
            return done
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


def _with(known: Trust, paper: Certificate | Revocation, *, by_hand: bool = False) -> Trust:
    if isinstance(paper, Revocation):
        return msgspec.structs.replace(known, revocations=(*known.revocations, paper))
    if by_hand:
        return msgspec.structs.replace(known, roots=(*known.roots, paper))
    return msgspec.structs.replace(known, certificates=(*known.certificates, paper))


def _counts(directory: Directory, known: Trust, one: Certificate) -> bool:
    """Tell whether this very paper is believed, and not only another one for the same keys."""
    stands = certificate_of(directory, one.device_id) == one or one in _certificates(known)
    return stands and directory.stands_behind(one)


def _is_first(one: Certificate) -> bool:
    """Tell whether a coordinator's device certified itself."""
    itself = one.issuer_id == one.device_id and one.role == "coordinator"
    return itself and one.signed_with(one.signing_key)


def _require_ours(vault: Vault, one: Certificate, name: str) -> None:
    if one.device_id == vault.device_id and one.fingerprint != keys(vault).fingerprint:
        raise InputError("This certificate names other keys than this device has.", place=name)


def _require_coordinator(vault: Vault) -> None:
    mine = own_certificate(directory_of(trust(vault), "the vault"), keys(vault))
    if mine is None or mine.role != "coordinator":
        raise InputError("Only a coordinator's device does this, and this is not one.")
