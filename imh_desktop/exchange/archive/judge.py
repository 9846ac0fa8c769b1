"""Who said it, and may they: what is asked of a part's first and last line."""

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import to_tell
from imh_desktop.exchange.archive.faults import Refusal, SenderRevoked, WrongRecipient, forged
from imh_desktop.exchange.archive.keys import DeviceKeys
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.exchange.archive.shape import Closing, Header, Run
from imh_desktop.exchange.archive.trust import Directory, Trust

NOT_FOR_US = to_tell(
    "{file} was not sealed for this device ({device}). Nothing was taken. Ask the sender to make"
    " it for you too."
)
OTHER_CLASS = to_tell("{file} was altered: open and private entries are mixed. Nothing was taken.")
OTHER_PART = to_tell("{file} was put together from several archives. Nothing was taken.")
FORGED_HEAD = to_tell(
    "{file} was altered: the head {seq} of chain {chain} is not signed by its device. Nothing was"
    " taken."
)
FORGED_END = to_tell("{file} is not signed by device {device}, its sender. Nothing was taken.")
REVOKED = to_tell(
    "{file} holds more of the revoked device {device} than was accepted. Nothing was taken. Keep"
    " the archive: a coordinator can look at it with `archive quarantine show`."
)


class Judge:
    """Judges the parts of one archive, the open one first."""

    def __init__(self, trust: Trust, *, quarantine: bool, witness: bool = False) -> None:
        """Judge by what is trusted.

        Args:
            quarantine: note what revoked devices say, and go on.
            witness: the reader is the writer's own, and no recipient.
        """
        self._trust, self._quarantine, self._witness = trust, quarantine, witness
        self._first: Header | None = None
        self.sender: Certificate | None = None
        self.sender_revoked = False
        self.quarantined: list[str] = []

    def open(self, header: Header, part: ChainClass, reader: DeviceKeys) -> None:
        """Judge a header, before an entry is read.

        Raises:
            Refusal: naming what is wrong.
        """
        self._require_same_archive(header, part)
        if not self._witness and reader.fingerprint not in header.recipients:
            raise Refusal(WrongRecipient, NOT_FOR_US, device=reader.device_id)
        directory = Directory(self._trust, header.certificates)
        self.sender = directory.certificate(header.sender)
        self.sender_revoked = directory.revoked(header.sender)
        if self.sender_revoked and not self._quarantine:
            raise Refusal(SenderRevoked, REVOKED, device=header.sender)
        self.quarantined = [
            run.chain_id for run in header.runs if not self._accepts(run, part, directory)
        ]

    def close(self, header: Header, closing: Closing, squeezed: str, count: int) -> None:
        """Judge the closing line against what was read.

        Raises:
            Refusal: it does not close these lines, or the sender did not.
        """
        key = self.sender.signing_key if self.sender else ""
        sound = (closing.squeezed, closing.count) == (squeezed, count)
        if not (sound and closing.signed_with(key, header)):
            raise forged(FORGED_END, device=header.sender)

    def _require_same_archive(self, header: Header, part: ChainClass) -> None:
        first = self._first = self._first or header
        mine = (header.archive_id, header.made_at, header.sender, header.schema, header.kind)
        if (first.archive_id, first.made_at, first.sender, first.schema, first.kind) != mine:
            raise forged(OTHER_PART)
        if header.part is not part:
            raise forged(OTHER_PART)

    def _accepts(self, run: Run, part: ChainClass, directory: Directory) -> bool:
        if run.chain_class is not part:
            raise forged(OTHER_CLASS)
        if not run.head_signed_with(directory.certificate(run.device_id).signing_key):
            raise forged(FORGED_HEAD, chain=run.chain_id, seq=run.seq)
        accepted = directory.accepts(run)
        if not (accepted or self._quarantine):
            raise Refusal(SenderRevoked, REVOKED, device=run.device_id)
        return accepted
