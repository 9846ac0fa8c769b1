"""The one error family: what a person can correct, what the machine must, and nothing else.

Messages say what happened, what was kept and what to do. They carry ids and codes, never names
or answers. Anything outside this family is a bug.
"""


class ImhError(Exception):
    """A fault that can be told to the person in one plain sentence.

    ``sentence``: the English as it stands in the code, with its ``{places}`` and ``values`` that
    fill them, so that it can be told in another language (``Words.told``); or a sentence said in
    the person's language already. ``message``: the sentence filled in.
    """

    def __init__(self, sentence: str, /, **values: object) -> None:
        """Keep the sentence and what fills it in."""
        self.sentence, self.values = sentence, values
        self.message = sentence.format(**values) if values else sentence
        super().__init__(self.message)


class InputError(ImhError):
    """The person can correct it: a field, a file, a command line."""

    def __init__(
        self, sentence: str, /, *, place: str = "", expected: str = "", **values: object
    ) -> None:
        """Keep the sentence, and where it went wrong and what was expected, if known."""
        super().__init__(sentence, **values)
        self.place, self.expected = place, expected

    def __str__(self) -> str:
        """Return the fault as one line for a terminal."""
        said = f"{self.place}: {self.message}" if self.place else self.message
        return f"{said} (expected {self.expected})" if self.expected else said


class EnvironmentFault(ImhError):
    """The machine is at fault: disk, file, key or a foreign file. Nothing was changed."""


def to_tell(sentence: str) -> str:
    """Mark a sentence that an error is given later on, so that the translator finds it."""
    return sentence
