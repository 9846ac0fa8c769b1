"""Where in a JSON text the first thing stands that strict reading refuses.

Python's parser tells no place of what it leaves to its hooks, so the text is looked through once
more, and only once it was refused.
"""

import json
import math
import re
from typing import NamedTuple

LONGEST_NUMBER = 18
WHOLE = f"a whole number of at most {LONGEST_NUMBER} digits"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_SHOWN = 40


class Refusal(NamedTuple):
    """Where (line and column from 1), what is wrong, and what was expected."""

    line: int
    column: int
    said: str
    expected: str


def first_refusal(text: str) -> Refusal | None:
    """Return the first doubled key or impossible number of a text that is JSON so far."""
    keys: list[set[str] | None] = []
    before = ""
    for found in _TOKEN.finditer(text):
        word = found[0]
        said = expected = ""
        if word in "{[":
            keys.append(set() if word == "{" else None)
        elif word in "}]" and keys:
            keys.pop()
        elif word[0] == '"':
            here = keys[-1] if keys and before in ("{", ",") else None
            said, expected = _doubled(word, here) if here is not None else ("", "")
        elif word not in ",:":
            said, expected = number_fault(word), WHOLE
        if said:
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            return Refusal(line, column, said, expected)
        before = word
    return None


def number_fault(word: str) -> str:
    """Return what is wrong with a number; empty when nothing is, or it is none at all."""
    if word in ("NaN", "Infinity", "-Infinity"):
        return f"{word} is no number in JSON"
    if re.fullmatch(r"-?\d+", word):
        long = len(word) > LONGEST_NUMBER
        return f"the number {word[:12]}... has too many digits" if long else ""
    try:
        return "" if math.isfinite(float(word)) else f"the number {word[:12]} is too large"
    except ValueError:
        return ""


def shown(key: str) -> str:
    """Write a key so that it cannot break the line it is told in."""
    return ascii(key if len(key) <= _SHOWN else key[:_SHOWN] + "...")


def _doubled(word: str, keys: set[str]) -> tuple[str, str]:
    """Note a key of an object; return a fault when it stands there already."""
    key = json.loads(word, strict=False)
    if key in keys:
        return f"the key {shown(key)} stands twice in one object", "each key once"
    keys.add(key)
    return "", ""
