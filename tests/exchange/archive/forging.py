"""An archive taken apart by one who can read it, changed, and put together again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import ImhError
from imh_desktop.exchange.archive import DeviceKeys, VerifiedArchive, open_archive
from tests.exchange.archive import by_hand
from tests.exchange.archive.people import OPEN, G, Made, V


@dataclass
class Forger:
    """Holds the lines of each part (the header first), and what the closing lines shall say."""

    made: Made
    path: Path
    lines: dict[ChainClass, list[bytes]] = field(default_factory=dict)
    closing: dict[ChainClass, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.made.write(self.path)
        self.desk = self.made.programme.coordinator.keys
        for part, frame in zip((G, V, OPEN), by_hand.frames(self.path.read_bytes()), strict=True):
            self.lines[part] = by_hand.open_up(by_hand.plain(frame, self.desk.identity))[0]
            self.closing[part] = {}

    def header(self, part: ChainClass, /, **facts: Any) -> dict[str, Any]:
        """Change facts of a header, and return it."""
        header = by_hand.json.loads(self.lines[part][0]) | facts
        self.lines[part][0] = by_hand.dumps(header)
        return header

    def headers(self, **facts: Any) -> None:
        for part in self.lines:
            self.header(part, **facts)

    def run(self, part: ChainClass, /, **facts: Any) -> None:
        """Change facts of a part's first run."""
        first, *others = by_hand.json.loads(self.lines[part][0])["runs"]
        self.header(part, runs=[first | facts, *others])

    def line(self, part: ChainClass, at: int, change: Callable[[dict[str, Any]], Any]) -> None:
        """Change an entry."""
        said = by_hand.json.loads(self.lines[part][at])
        said = change(said) or said
        self.lines[part][at] = by_hand.dumps(said)

    def write(self, signer: DeviceKeys | None = None, to: list[Any] | None = None) -> Path:
        """Close and seal everything anew, in the sender's name or another's."""
        seed = (signer or self.made.sender.keys).secrets()[0]
        recipients: list[pyrage.x25519.Recipient] = to or [self.desk.identity.to_public()]
        frames: list[bytes] = []
        for part in (G, V, OPEN):
            others = dict(zip("GV", map(by_hand.digest, frames), strict=True)) if frames[1:] else {}
            content = by_hand.closed(self.lines[part], seed, others, **self.closing[part])
            told = len(by_hand.json.loads(self.lines[part][0])["recipients"]) + 1
            frames.append(by_hand.sealed_to_measure(content, recipients, told))
        self.path.write_bytes(by_hand.assemble(frames))
        return self.path


def read(forger: Forger, **how: Any) -> VerifiedArchive:
    return open_archive(forger.path, forger.desk, forger.made.programme.trust, {}, **how)


def refused(forger: Forger, kind: type[ImhError], **how: Any) -> ImhError:
    with pytest.raises(kind) as caught:
        read(forger, **how)
    assert "forged.imha" in caught.value.message
    return caught.value
