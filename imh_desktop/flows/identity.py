"""New record ids for the flows."""

import secrets
import time

from imh_desktop.core.identity import uuid7


def new_id() -> str:
    """Return a fresh record id."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits)
