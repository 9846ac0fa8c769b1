"""A planted build that says ACK before the commit; the crash test must find it out."""

import sys
import time
from pathlib import Path

from imh_desktop.flows.soaking import soak
from imh_desktop.store.entry import Entry
from imh_desktop.store.shelf import Shelf

put = Shelf.put


def tell_too_early(self: Shelf, place: int, chain_no: int, entry: Entry, digest: bytes) -> None:
    put(self, place, chain_no, entry, digest)
    sys.stdout.write(f"ACK {entry.entry_id} {entry.content}\n")
    sys.stdout.flush()
    time.sleep(0.02)


Shelf.put = tell_too_early  # type: ignore[method-assign]
soak(Path(sys.argv[1]), lambda entry_id, content: None)
