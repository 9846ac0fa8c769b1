"""How names, labels and codes are fitted to what SPSS and Stata can hold, by rule and reversibly.

Nothing is cut in silence: a shortened name or label ends in a mark, and stands whole in the
codebook. Sources: SPSS Statistics, "Variable names", "Labels"; Stata, ``help limits``.
"""

from collections.abc import Iterable
from hashlib import sha256

import msgspec

from imh_desktop.exchange.tables.shape import Choice, Variable

_MARK = "…"
_RESERVED = frozenset(
    "all and by byte double e eq float ge gt if in int le long lt ne not or str strl to using with"
    .split()
)  # fmt: skip


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a format can hold: letters of a name; bytes of a column's label and of a code's; bytes
    of a text."""

    name: int
    label: int
    choice: int
    text: int


SPSS = Limits(name=64, label=256, choice=120, text=32_767)
STATA = Limits(name=32, label=80, choice=32_000, text=2_000_000)
"""Stata counts a label's 80 in characters; counted in bytes it is never too long."""


def names(variables: Iterable[Variable], limits: Limits) -> dict[str, str]:
    """Return column name -> the name in the format, no two alike, whatever their case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for variable in variables:
        name = variable.name
        if len(name) > limits.name or name.lower() in _RESERVED | taken or not _begins(name):
            name = f"{name[: limits.name - 7]}_{sha256(name.encode()).hexdigest()[:6]}"
            name = name if _begins(name) else f"v{name}"[: limits.name]
        taken.add(name.lower())
        found[variable.name] = name
    return found


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many bytes of UTF-8; a cut one ends in "…"."""
    data = text.encode()
    if len(data) <= most:
        return text
    return data[: most - len(_MARK.encode())].decode("utf-8", "ignore") + _MARK


class Numbers:
    """Which number stands for each code of a column: from 1 in the order shown, and from -1 down
    for why there is no value. A code that no choice names is given the next number."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        """Number the choices."""
        self.labels: dict[int, str] = {}
        self.codes: dict[int, str] = {}
        self._of: dict[str, int] = {}
        for choice in choices:
            self._add(choice.code, choice.label, missing=choice.missing)

    def of(self, code: str) -> int:
        """Return a code's number."""
        if code not in self._of:
            self._add(code, code, missing=False)
        return self._of[code]

    @property
    def missing(self) -> tuple[int, ...]:
        """Return the numbers that say why there is no value, from -1 down."""
        return tuple(sorted((n for n in self.labels if n < 0), reverse=True))

    def _add(self, code: str, label: str, *, missing: bool) -> None:
        same = sum((number < 0) is missing for number in self.codes)
        number = -same - 1 if missing else same + 1
        self._of[code], self.labels[number], self.codes[number] = number, label, code


def _begins(name: str) -> bool:
    return name[:1].isalpha()
