"""The one error family: what a person can correct, what the machine must, and nothing else.

Messages say what happened, what was kept and what to do. They carry ids and codes, never names
or answers. Anything outside this family is a bug.
"""


class ImhError(Exception):
    """A fault that can be told to the person in one plain sentence."""


class InputError(ImhError):
    """The person can correct it: a field, a file, a command line."""

    def __init__(self, message: str, *, place: str = "", expected: str = "") -> None:
        """Keep the sentence, and where it went wrong and what was expected, if known."""
        self.message, self.place, self.expected = message, place, expected
        said = f"{place}: {message}" if place else message
        super().__init__(f"{said} (expected {expected})" if expected else said)


class EnvironmentFault(ImhError):
    """The machine is at fault: disk, file, key or a foreign file. Nothing was changed."""
