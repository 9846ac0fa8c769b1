"""What a refused command says."""


def one_line(answer: tuple[int, str, str], code: int = 2) -> str:
    """The one line on standard error of a command that failed with a code and printed nothing."""
    assert answer[:2] == (code, "")
    assert answer[2].endswith("\n")
    assert answer[2].count("\n") == 1, answer[2]
    assert "Traceback" not in answer[2]
    return answer[2]
