"""A planted build that says ACK before the commit; the crash test must find it out."""

import sys
import time
from pathlib import Path
from typing import Any

from imh_desktop.flows.soaking import soak
from imh_desktop.store.entry import Entry
from imh_desktop.store.pen import Pen

_append = Pen._append


def _tells_too_early(self: Pen, *rest: Any) -> Entry:
    entry = _append(self, *rest)
    sys.stdout.write(f"ACK {entry.entry_id} {entry.content}\n")
    sys.stdout.flush()
    time.sleep(0.02)
    return entry


Pen._append = _tells_too_early  # type: ignore[method-assign]
soak(Path(sys.argv[1]), lambda entry_id, content: None)
