"""Python's garbage collector, kept from stopping an answer."""

import gc


def collect_now() -> None:
    """Collect garbage while the person waits anyway, and spare what is left from then on.

    A full collection looks through all that was ever loaded (13 ms in the program, 70 ms in the
    whole test run) and would come at any moment of a visit. After this one it looks only at what
    was made since. What an earlier call spared is looked at again, so nothing is kept for ever.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
