"""What is told of questions in the terminal: one fact a line."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imh_desktop.flows.deciding import Question


def lines_of_questions(questions: Sequence["Question"]) -> Iterator[str]:
    """Tell of every question."""
    if not questions:
        yield "nothing waits for a decision"
    for each in questions:
        yield from lines_of_question(each)


def lines_of_question(question: "Question") -> Iterator[str]:
    """Tell of one question and its choices; no line end in a name or note begins a line."""
    where = ", ".join(filter(None, (question.child, question.where)))
    yield flat(f"{question.question_id} ({question.kind}) {where}: {question.label}")
    for each in question.choices:
        marks = [mark for mark, on in (("late", each.late), ("now", each.stands)) if on]
        said = ", ".join(filter(None, (each.who, each.when, *marks)))
        by = f" ({said})" if said else ""
        yield flat(f"  {each.choice}: {each.said}{by} {' '.join(each.seen)}".rstrip())


def flat(line: str) -> str:
    """Return a line that no line end in it breaks."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
