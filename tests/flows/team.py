"""A programme for the tests: a desk, a spare coordinator, and laptops, each with a vault."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import DeviceKeys, Recipients
from imh_desktop.exchange.archive.papers import Certificate, request
from imh_desktop.flows import archiving, devices, merging
from imh_desktop.flows.merge_report import MergeReport
from imh_desktop.store import anchors, backups
from imh_desktop.store.vault import Vault

KEY = bytes(range(32))
DAY = date(2026, 11, 25)
OPEN, G, V = ChainClass.OPEN, ChainClass.G, ChainClass.V


BEGUN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def ticking(now: datetime = BEGUN) -> Callable[[], datetime]:
    """A clock that moves on by one second at each look."""

    def look() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return look


class Team:
    """Vaults with raw keys that do not wait for the disk, and the papers of their devices."""

    def __init__(
        self, place: Path, laptops: int = 2, seed: int = 1, begun: datetime = BEGUN
    ) -> None:
        self.place, self.chance, self.begun = place, random.Random(seed), begun
        self.open: list[Vault] = []
        self.made = 0
        self.desk = self.vault("desk")
        self.root = devices.certify_self(self.desk, "Desk", DAY)
        keys = DeviceKeys.generate(self.desk.journal.new_id())
        asked = request(keys, "Spare", DAY).to_bytes()
        self.spare = devices.certify(self.desk, asked, "spare", "coordinator")
        self.laptops = [self.vault(f"laptop-{number}") for number in range(laptops)]
        self.papers = [self.join(laptop) for laptop in self.laptops]

    def vault(self, name: str, **how_made: bool) -> Vault:
        """Open the vault of a name; made when new, with ``made_up`` for a demo."""
        folder = self.place / name
        how = Vault.open_with_key if Vault.exists(folder) else Vault.create_with_key
        names = () if Vault.exists(folder) else ("Ana",)
        chance = random.Random(f"{name}{len(self.open)}{self.chance.random()}")
        vault = how(
            folder, KEY, *names, clock=ticking(self.begun), random=chance.randbytes, **how_made
        )
        vault.open_connection().execute("PRAGMA synchronous = OFF")
        self.open.append(vault)
        return vault

    def copy(self, source: Vault | Path, name: str) -> Vault:
        """Open a copy of a vault that is closed, or of its file; one that nothing tells from the
        other, as those of earlier releases."""
        file = source.folder / "vault.db" if isinstance(source, Vault) else source
        (self.place / name).mkdir()
        shutil.copy(file, self.place / name / "vault.db")
        with (
            mock.patch.object(anchors, "at_opening", return_value=()),
            mock.patch.object(Vault, "_watch_the_clock"),  # its clock begins anew, as the file does
        ):
            return self.vault(name)

    def copy_later(self, vault: Vault) -> Path:
        """Return the file of a vault as it is now, to be copied from."""
        return backups.back_up(vault, datetime(2026, 1, 1, tzinfo=UTC)) / "vault.db"

    def join(self, laptop: Vault, role: str = "visitor") -> Certificate:
        asked = devices.request(laptop, "Laptop", DAY).to_bytes()
        paper = devices.certify(self.desk, asked, "request", role)
        devices.accept(laptop, self.root.to_bytes(), "root", self.root.fingerprint)
        devices.accept(laptop, paper.to_bytes(), "paper")
        return paper

    def carry(self, laptop: Vault, *, private: bool = True) -> Path:
        """Let a laptop make an archive for the desk; its first is for the spare one too."""
        first = () if laptop.carriage.made() else (self.spare,)
        return self.make(laptop, (self.root, *first), (self.root,) if private else ())

    def answer(self, laptop: Vault) -> Path:
        """Let the desk make an archive for a laptop."""
        paper = self.papers[self.laptops.index(laptop)]
        first = () if self.desk.carriage.made() else (self.spare,)
        return self.make(self.desk, (paper, *first), (paper,))

    def make(
        self, sender: Vault, to: tuple[Certificate, ...], private: tuple[Certificate, ...] = ()
    ) -> Path:
        self.made += 1
        target = self.place / f"{self.made}.imha"
        archiving.make_archive(sender, target, Recipients(open=to, g=private, v=private))
        return target

    def take(self, vault: Vault, *files: Path) -> MergeReport:
        return merging.merge(vault, files)

    def close(self) -> None:
        for vault in self.open:
            vault.close()


def act(vault: Vault, record_id: str, what: int, chance: random.Random) -> None:
    """Do one thing a person may do to a record; what is refused changes nothing."""
    journal = vault.journal
    record = journal.record(record_id)
    if record is None:
        return
    field = chance.choice(("answers.R1", "answers.R2", "notes.R1"))
    code = chance.choice(("often", "sometimes", "not_yet"))
    value = code if field.startswith("notes") else {"code": code}
    try:
        if what == 0:
            journal.close(record_id, {"level": chance.choice(("N0", "N1"))})
        elif record.closed_at and what < 5:
            journal.amend(record_id, {field: value}, "corrected")
        elif record.conflicts and what < 5:
            name, candidates = sorted(record.conflicts.items())[0]
            one = chance.choice(candidates)
            journal.decide(record_id, name, one.entry_id if name == "closed" else one.value, "so")
        else:
            journal.write(record.record_type, record_id, {field: value}, chain=record.chain_class)
    except InputError:
        return


def begin(vault: Vault, chain: ChainClass = OPEN) -> str:
    """Begin a visit, or a private talk."""
    record_id, private = vault.journal.new_id(), chain is not OPEN
    said = {"sensitivity": chain.value} if private else {"band": "B4"}
    vault.journal.write("private" if private else "visit", record_id, said, chain=chain)
    return record_id
