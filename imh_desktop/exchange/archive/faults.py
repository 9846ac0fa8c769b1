"""What can be wrong with an archive, in sentences a person can act on.

What reads deep inside knows no file: it raises a ``Refusal``, and ``naming`` tells it with the
file's name at the border. Sentences carry ids, never names or values.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imh_desktop.errors import EnvironmentFault, ImhError, InputError, to_tell


class NotAnArchive(InputError):
    """The file is something else."""


class WrongRecipient(InputError):
    """The archive was sealed for other devices."""


class SenderUncertified(InputError):
    """No coordinator who is trusted here stands behind a device."""


class SenderRevoked(InputError):
    """A device says more than was accepted of it when it was revoked."""


class ArchiveDamaged(EnvironmentFault):
    """The bytes are not those that were written."""


class ArchiveUnreadable(EnvironmentFault):
    """The disk or stick does not give the file."""


class ArchiveForged(EnvironmentFault):
    """The bytes are whole, and what they say was not said by whom they name."""


class ArchiveTooNew(EnvironmentFault):
    """A later release has written the archive."""


class ArchiveUnwritten(EnvironmentFault):
    """The disk refused; what stood there before is as it was."""


_DAMAGED = to_tell("{file} is damaged. Nothing was taken from it. Ask for it again.")
CUT = to_tell(
    "{file} is cut short: {missing} bytes are missing. Nothing was taken from it. Copy it again."
)
FULL = to_tell("There is no room for {file}. What stood there before is as it was.")
UNWRITABLE = to_tell("{file} cannot be written there. What stood there before is as it was.")
UNSURE = to_tell("{file} is there, and the disk does not say that it will stay. Write it again.")
UNREADABLE = to_tell("{file} cannot be read. Nothing was taken from it.")


class Refusal(Exception):
    """A fault of an archive, to be told with the name of its file."""

    def __init__(self, kind: type[ImhError], sentence: str, **values: object) -> None:
        """Keep what to raise; the ``sentence`` has a place for the ``{file}``."""
        super().__init__(sentence)
        self.kind, self.sentence, self.values = kind, sentence, values


def damaged() -> Refusal:
    """Return that the bytes are not those that were written."""
    return Refusal(ArchiveDamaged, _DAMAGED)


def forged(sentence: str, **values: object) -> Refusal:
    """Return that an archive says what its devices did not say."""
    return Refusal(ArchiveForged, sentence, **values)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Tell a refusal and a disk that cannot be read with the file's name."""
    try:
        yield
    except Refusal as refusal:
        raise refusal.kind(refusal.sentence, file=path.name, **refusal.values) from refusal
    except OSError as error:
        raise ArchiveUnreadable(UNREADABLE, file=path.name) from error


@contextmanager
def writing(path: Path, sentence: str = UNWRITABLE) -> Iterator[None]:
    """Tell a disk that cannot be written with the file's name."""
    try:
        yield
    except OSError as error:
        full = error.errno == errno.ENOSPC and sentence is UNWRITABLE
        raise ArchiveUnwritten(FULL if full else sentence, file=path.name) from error
