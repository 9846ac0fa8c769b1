"""What a command says: its answer, or the one line of a refusal."""

import json
from typing import Any


def json_of(answer: tuple[int, str, str]) -> Any:
    """The answer of a command that went well and said nothing beside it."""
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def one_line(answer: tuple[int, str, str], code: int = 2) -> str:
    """The one line on standard error of a command that failed with a code and printed nothing."""
    assert answer[:2] == (code, "")
    assert answer[2].endswith("\n")
    assert answer[2].count("\n") == 1, answer[2]
    assert "Traceback" not in answer[2]
    return answer[2]
