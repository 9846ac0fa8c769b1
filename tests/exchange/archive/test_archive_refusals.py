"""S2: who may say what. Forgeries are written by hand, so that only the reader can stop them."""

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import (
    PartContent,
    Trust,
    Withheld,
    open_archive,
    sign_head,
    write_archive,
)  # fmt: skip
from imh_desktop.exchange.archive.faults import (
    ArchiveDamaged,
    ArchiveForged,
    ArchiveTooNew,
    ArchiveUnreadable,
    ArchiveUnwritten,
    NotAnArchive,
    SenderRevoked,
    SenderUncertified,
    WrongRecipient,
)  # fmt: skip
from imh_desktop.exchange.archive.papers import Accepted, Revocation, revoke
from tests.exchange.archive import by_hand
from tests.exchange.archive.forging import Forger, read, refused
from tests.exchange.archive.people import (
    OPEN,
    Device,
    G,
    Made,
    Stretch,
    V,
    entry,
    made,
    share,
    stretch,
)  # fmt: skip


def _salted(said: dict[str, Any]) -> None:
    said["salt"] = "0" * 32


def test_it_opens_for_nobody_else(small: Made, tmp_path: Path) -> None:
    small.write(tmp_path / "a.imha")
    stranger = small.programme.device("coordinator")
    with pytest.raises(WrongRecipient) as caught:
        open_archive(tmp_path / "a.imha", stranger.keys, small.programme.trust, {})
    assert stranger.device_id in str(caught.value)
    assert "a.imha" in str(caught.value)


def test_one_sealed_anew_for_another_does_not_pass_for_the_senders(forger: Forger) -> None:
    """A recipient who passes an archive on cannot make it look as if it had been sent there."""
    stranger = forger.made.programme.device("coordinator")
    forger.write(to=[stranger.keys.identity.to_public()])
    with pytest.raises(WrongRecipient):
        open_archive(forger.path, stranger.keys, forger.made.programme.trust, {})


def test_not_even_a_zero_of_the_filling_can_be_taken_away_or_added(forger: Forger) -> None:
    """The content one zero shorter or longer, in a frame of the same length or of its own."""
    frames, desk = by_hand.frames(forger.path.read_bytes()), forger.desk.identity
    content, told = by_hand.plain(frames[2], desk), [desk.to_public()]
    for other in (content[:-1], content + b"\0", content):
        own = by_hand.sealed_to_measure(other, told, 2)
        same = by_hand.sealed(other, told, 0)
        for frame in {own, same + bytes(len(frames[2]) - len(same))}:
            forger.path.write_bytes(by_hand.assemble([*frames[:2], frame]))
            if other != content:
                refused(forger, ArchiveDamaged)
            elif len(frame) == len(frames[2]):
                assert read(forger).summary.sender


def test_a_sender_nobody_certified_is_refused(chance: random.Random, tmp_path: Path) -> None:
    theirs = made(chance)
    theirs.write(tmp_path / "a.imha")
    desk, ours = theirs.programme.coordinator.keys, made(chance).programme.trust
    with pytest.raises(SenderUncertified) as caught:
        open_archive(tmp_path / "a.imha", desk, ours, {})
    assert theirs.sender.device_id in str(caught.value)


def test_a_certificate_of_ones_own_making_is_none(forger: Forger) -> None:
    """Neither a visitor's word nor one's own makes a device certified."""
    programme = forger.made.programme
    for issuer in (forger.made.sender, programme.device()):
        friend = programme.device("coordinator", by=issuer)
        papers = [forger.made.sender.certificate, issuer.certificate, friend.certificate]
        forger.headers(sender=friend.device_id, certificates=msgspec.to_builtins(papers))
        forger.write(friend.keys)
        refused(forger, SenderUncertified)


def test_a_certificate_or_a_revocation_nobody_signed_counts_for_nothing(forger: Forger) -> None:
    programme = forger.made.programme
    friend = programme.device()
    unsigned = msgspec.structs.replace(friend.certificate, signature="0" * 128)
    papers = [unsigned, forger.made.sender.certificate]
    forger.headers(sender=friend.device_id, certificates=msgspec.to_builtins(papers))
    forger.write(friend.keys)
    refused(forger, SenderUncertified)

    forger.headers(sender=forger.made.sender.device_id)
    forger.write()
    trust = revoked(forger)
    forged = msgspec.structs.replace(trust.revocations[0], signature="0" * 128)
    trust = msgspec.structs.replace(trust, revocations=(forged,))
    assert not open_archive(forger.path, forger.desk, trust, {}).summary.sender_revoked


def test_a_certified_coordinator_certifies_others(forger: Forger) -> None:
    programme = forger.made.programme
    second = programme.device("coordinator")
    friend = programme.device(by=second)
    papers = [friend.certificate, second.certificate, forger.made.sender.certificate]
    forger.headers(sender=friend.device_id, certificates=msgspec.to_builtins(papers))
    forger.write(friend.keys)
    assert read(forger).summary.sender == friend.device_id


def test_a_carrier_cannot_alter_what_another_device_wrote(forger: Forger) -> None:
    """Carrying is allowed; altering and signing the archive oneself is found by the chain."""
    carrier = forger.made.programme.device("coordinator")
    papers = [carrier.certificate, forger.made.sender.certificate]
    forger.headers(sender=carrier.device_id, certificates=msgspec.to_builtins(papers))
    forger.write(carrier.keys)
    assert read(forger).summary.sender == carrier.device_id

    forger.line(OPEN, 2, _salted)
    forger.write(carrier.keys)
    told = refused(forger, ArchiveForged)
    assert forger.made.content.parts[OPEN].runs[0].chain_id in str(told)

    chain = forger.made.content.parts[OPEN].runs[0].chain
    own = msgspec.structs.replace(chain, device_id=carrier.device_id)
    links = Stretch(carrier.keys, own, list(forger.made.content.parts[OPEN].lines))
    forged = sign_head(carrier.keys, own, 3, links.links[3])
    forger.run(OPEN, signature=forged)
    forger.write(carrier.keys)
    refused(forger, ArchiveForged)


def test_two_sets_of_keys_for_one_device_are_refused(forger: Forger) -> None:
    programme, sender = forger.made.programme, forger.made.sender
    other = programme.device()
    twin = msgspec.structs.replace(other.certificate, device_id=sender.device_id, signature="")
    twin = msgspec.structs.replace(twin, signature=twin.signed(programme.coordinator.keys))
    forger.headers(certificates=msgspec.to_builtins([sender.certificate, twin]))
    forger.write()
    assert sender.device_id in str(refused(forger, SenderUncertified))


def revoked(forger: Forger, *accepted: Accepted, by: Device | None = None) -> Trust:
    issuer = by or forger.made.programme.coordinator
    revocation = revoke(issuer.keys, forger.made.sender.device_id, accepted, "stolen")
    return msgspec.structs.replace(forger.made.programme.trust, revocations=(revocation,))


def test_a_revoked_device_is_refused_or_looked_at_in_quarantine(forger: Forger) -> None:
    trust = revoked(forger)
    with pytest.raises(SenderRevoked) as caught:
        open_archive(forger.path, forger.desk, trust, {})
    assert forger.made.sender.device_id in str(caught.value)
    looked = open_archive(forger.path, forger.desk, trust, {}, quarantine=True)
    assert looked.summary.sender_revoked
    assert len(looked.summary.quarantined) == 3


def test_what_was_accepted_of_a_revoked_device_may_still_be_carried(forger: Forger) -> None:
    carrier = forger.made.programme.device("coordinator")
    papers = [carrier.certificate, forger.made.sender.certificate]
    forger.headers(sender=carrier.device_id, certificates=msgspec.to_builtins(papers))
    forger.write(carrier.keys)
    runs = [part.runs[0] for part in forger.made.content.parts.values()]
    heads = [Accepted(chain_id=run.chain_id, seq=run.seq, link=run.link) for run in runs]

    read_all = open_archive(forger.path, forger.desk, revoked(forger, *heads), {})
    assert read_all.summary.quarantined == ()
    for spoilt in (
        heads[1:],
        [msgspec.structs.replace(heads[0], seq=2), *heads[1:]],
        [msgspec.structs.replace(heads[0], link="0" * 64), *heads[1:]],
    ):
        with pytest.raises(SenderRevoked):
            open_archive(forger.path, forger.desk, revoked(forger, *spoilt), {})


def test_only_a_coordinator_revokes_and_nobody_a_root(forger: Forger) -> None:
    visitor = forger.made.programme.device()
    trust = revoked(forger, by=visitor)
    trust = msgspec.structs.replace(trust, certificates=(visitor.certificate,))
    assert not open_archive(forger.path, forger.desk, trust, {}).summary.sender_revoked

    second = forger.made.programme.device("coordinator")
    root = forger.made.programme.coordinator.device_id
    mutiny: Revocation = revoke(second.keys, root, (), "mutiny")
    trust = msgspec.structs.replace(
        trust, certificates=(second.certificate,), revocations=(mutiny,)
    )
    assert open_archive(forger.path, forger.desk, trust, {}).summary.sender


def test_what_a_revoked_coordinator_certified_afterwards_is_nothing(forger: Forger) -> None:
    programme = forger.made.programme
    second = programme.device("coordinator")
    early, late = programme.device(by=second), programme.device(by=second)
    last = early.certificate.serial
    gone = revoke(programme.coordinator.keys, second.device_id, (), "stolen", last_serial=last)
    trust = msgspec.structs.replace(programme.trust, revocations=(gone,))
    for friend, trusted in ((early, True), (late, False)):
        papers = [friend.certificate, second.certificate, forger.made.sender.certificate]
        forger.headers(sender=friend.device_id, certificates=msgspec.to_builtins(papers))
        forger.write(friend.keys)
        if trusted:
            assert open_archive(forger.path, forger.desk, trust, {}).summary.sender
        else:
            with pytest.raises(SenderUncertified):
                open_archive(forger.path, forger.desk, trust, {})


def test_no_archive_and_a_newer_one_are_told_apart(tmp_path: Path, small: Made) -> None:
    desk, trust = small.programme.coordinator.keys, small.programme.trust
    path = tmp_path / "notes.imha"
    for data in (b"", b"PK\x03\x04", b"hello" * 100, b"age-encryption.org/v1\n"):
        path.write_bytes(data)
        with pytest.raises(NotAnArchive):
            open_archive(path, desk, trust, {})
    path.write_bytes(b"imh-archive 2".ljust(16, b"\0") + bytes(100))
    with pytest.raises(ArchiveTooNew):
        open_archive(path, desk, trust, {})
    for unreadable in (tmp_path / "none.imha", tmp_path):
        with pytest.raises(ArchiveUnreadable):
            open_archive(unreadable, desk, trust, {})
    small.write(path)
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(ArchiveDamaged, match="7 bytes are missing"):
        open_archive(path, desk, trust, {})


def test_a_file_changed_between_the_passes_is_refused(small: Made, tmp_path: Path) -> None:
    path, desk = tmp_path / "a.imha", small.programme.coordinator.keys
    small.write(path)
    read = open_archive(path, desk, small.programme.trust, {})
    small.write(path)  # the same content, sealed anew
    for part in (OPEN, G, V):
        with pytest.raises(ArchiveDamaged, match="changed"):
            list(read.entries(part))
    path.unlink()
    with pytest.raises(ArchiveUnreadable):
        list(read.entries(OPEN))


def test_who_may_be_sent_to(small: Made, tmp_path: Path) -> None:
    stranger = made(random.Random(9)).sender.certificate
    desk = small.recipients.open
    for wrong in (
        msgspec.structs.replace(small.recipients, open=()),
        msgspec.structs.replace(small.recipients, open=(*desk, stranger)),
        msgspec.structs.replace(small.recipients, v=()),
        msgspec.structs.replace(small.recipients, v=(small.sender.certificate,)),
    ):
        with pytest.raises(InputError):
            write_archive(
                tmp_path / "a.imha", small.content, small.sender.keys, wrong,
                small.programme.trust,
            )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_is_not_what_was_signed_is_not_written(
    small: Made, tmp_path: Path, chance: random.Random
) -> None:
    (tmp_path / "a.imha").write_bytes(b"old")
    chain = stretch(chance, small.sender, OPEN, 3)
    private = stretch(chance, small.sender, OPEN, 1, record_type="private")
    of_class_g = stretch(chance, small.sender, G, 1, record_type="note")
    untold: list[Any] = [Withheld(chain=chain.chain, seq=2, content="0" * 64)]
    for part in (
        share(chain, lines=chain.entries[:2]),
        share(chain, lines=[*chain.entries, entry(chance, chain.chain, 4)]),
        share(chain, lines=chain.entries[:1] + untold + chain.entries[2:]),
        share(private),
        share(of_class_g),
        PartContent(runs=(msgspec.structs.replace(chain.run(), seq=2),), lines=chain.entries[:2]),
    ):
        with pytest.raises(ArchiveUnwritten, match="journal"):
            small.with_parts(open=part).write(tmp_path / "a.imha")
    assert [path.name for path in tmp_path.iterdir()] == ["a.imha"]
    assert (tmp_path / "a.imha").read_bytes() == b"old"
