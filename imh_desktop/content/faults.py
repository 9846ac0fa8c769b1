"""What is wrong with a form file: where, and what was expected."""

from pathlib import Path

import msgspec

from imh_desktop.errors import InputError, to_tell


class Fault(msgspec.Struct, frozen=True, order=True):
    """One fault. ``file`` is relative to the checked folder; ``key`` is dotted, or empty."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        """Return the fault as the one line that ``forms check`` prints."""
        return ": ".join(part for part in (self.file, self.key, self.message) if part)


class FormFault(InputError):
    """A form that cannot be used; nothing was read from it. Carries every fault found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Name the first fault, and say how many more there are."""
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(to_tell("the form cannot be used: {fault}"), fault=f"{faults[0]}{more}")
        self.faults = faults


class FaultList:
    """Gathers faults while a folder is read.

    ``unread``: files nothing is known of; ``lost``: (file, key) of records that cannot be used.
    What is missing because of them is no fault of its own.
    """

    def __init__(self, folder: Path) -> None:
        """Gather for one folder; files are named relative to it."""
        self.folder = folder
        self.found: list[Fault] = []
        self.unread: set[Path] = set()
        self.lost: set[tuple[Path, str]] = set()

    def add(self, file: Path | str, key: str, message: str) -> None:
        """Note one fault."""
        path = Path(file)
        if path.is_absolute() or path.is_relative_to(self.folder):
            path = path.relative_to(self.folder)
        self.found.append(Fault(path.as_posix(), key, message))

    def may_hold(self, home: Path, key: str) -> bool:
        """Tell whether a record may stand in a file, or a folder's files, that were not read."""
        files = [*self.unread, *(file for file, name in self.lost if name == key)]
        return any(home in (file, file.parent) for file in files)

    def any_lost(self, home: Path) -> bool:
        """Tell whether anything in a folder's files could not be used."""
        files = [*self.unread, *(file for file, _ in self.lost)]
        return any(file.parent == home for file in files)

    @property
    def all(self) -> tuple[Fault, ...]:
        """Return what was found, in a stable order."""
        return tuple(sorted(set(self.found)))
