"""What of the memory may reach a disk: no picture of it when the program breaks."""

import sys
from contextlib import suppress

_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """Let the system write no core dump of this process, and let no other process of the person
    read its memory. Called before a key is known; a machine that cannot do it goes without.

    Windows makes small crash dumps of its own accord where it was told to; nothing is done there.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # a system that pipes its dumps to a program does so in spite of the limit
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
