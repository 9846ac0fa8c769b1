"""Help in the terminal."""

from .conftest import Run


def test_topics_are_listed_and_the_best_is_printed(run: Run) -> None:
    code, out, err = run("help")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 12
    code, out, err = run("help", "stick", "archive")
    assert (code, err) == (0, "")
    assert out.startswith("A stick and an archive\n")
    assert "1. Put in the stick and press “Carry my work”." in out
    code, out, _ = run("help", "--language", "ar", "البطارية")
    assert out.startswith("عندما تنقطع الكهرباء")


def test_nothing_found_is_no_fault(run: Run) -> None:
    assert run("help", "zzyzx") == (1, "", "")
