"""What the disk refused, kept to be tried again in the same order. Plain Python."""

from collections.abc import Callable

from imh_desktop.errors import EnvironmentFault


class Unsaved:
    """Refused actions by key; a later one with the same key takes the earlier one's place."""

    def __init__(self) -> None:
        """Start with nothing refused."""
        self._waiting: dict[str, Callable[[], object]] = {}

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def attempt(self, key: str, action: Callable[[], object]) -> EnvironmentFault | None:
        """Do it; on a fault of the machine keep it for later and return the fault."""
        self._waiting.pop(key, None)
        try:
            action()
        except EnvironmentFault as fault:
            self._waiting[key] = action
            return fault
        return None

    def forget(self) -> None:
        """Let go of all that waits."""
        self._waiting.clear()

    def again(self) -> EnvironmentFault | None:
        """Try all that wait, in order, until one is refused once more."""
        for key, action in list(self._waiting.items()):
            if fault := self.attempt(key, action):
                return fault
        return None
