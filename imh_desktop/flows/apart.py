"""What is made up and what is real stay apart: no archive of one joins the other, no export holds
a demonstration."""

from imh_desktop.errors import InputError, to_tell
from imh_desktop.exchange.archive import ArchiveSummary
from imh_desktop.store.vault import Vault

_DEMO_HERE = to_tell(
    "{file} was made in the demo, and this is your own file. Nothing was taken: made-up families"
    " and real ones never stand together."
)
_REAL_HERE = to_tell(
    "{file} holds real work, and this is the demo. Nothing was taken: real families and made-up"
    " ones never stand together. Leave the demo, and take it in with your own file."
)
_NO_EXPORT = to_tell(
    "This is the demo, and nothing of it is exported: a table of made-up families could be taken"
    " for a real one. Pages can be made: each says that it is an example."
)


class NotTogether(InputError):
    """One is a demonstration, and the other is not."""


def require_same_kind(vault: Vault, archive: ArchiveSummary, file: str) -> None:
    """Refuse a demonstration's archive in a real vault, and a real one in a demonstration's.

    Raises:
        NotTogether: as said; ``file`` is its name.
    """
    if archive.made_up and not vault.made_up:
        raise NotTogether(_DEMO_HERE, file=file)
    if vault.made_up and not archive.made_up:
        raise NotTogether(_REAL_HERE, file=file)


def require_real(vault: Vault) -> None:
    """Refuse to export a demonstration.

    Raises:
        NotTogether: this vault is one.
    """
    if vault.made_up:
        raise NotTogether(_NO_EXPORT)
