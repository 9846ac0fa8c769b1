"""What cannot wait, said in front of the page: faults, and what is odd about a file that opens."""

from imh_desktop.errors import ImhError
from imh_desktop.store.faults import PASSING
from imh_desktop.store.vault import Vault
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.trying_again import Attempt
from imh_desktop.words import Words


def tell_found(window: MainWindow, words: Words, vault: Vault) -> None:
    """Say that a backup, an older or a copied file is open, or that something is missing."""
    from imh_desktop.flows.anchor_words import said

    for found in vault.found:
        told = said(found, words)
        window.tell(told.title, "\n\n".join(told.lines))


def tell_fault(
    window: MainWindow, words: Words, error: ImhError, again: Attempt | None = None
) -> None:
    """Say that what was asked for did not happen, and why, in front of all there is. ``again``:
    what was asked for, which is tried again where the cause may go."""
    window.tell(
        words.say("This did not work"), words.told(error),
        again if isinstance(error, PASSING) else None,
    )  # fmt: skip


def tell_bug(window: MainWindow, words: Words, fault_id: str) -> None:
    """Say that the program is at fault, and where that is noted."""
    window.tell(
        words.say("Something went wrong in the program"),
        words.say(
            "What said “Saved” is on the disk. If something looks odd, close the program and "
            "start it again. The note {fault} was written for the people who mend it; it "
            "holds no names.",
            fault=fault_id,
        ),
    )
