"""Long texts cut for a list."""

LONGEST = 160


def cut(text: str) -> str:
    """Return a text as one line that is not too long for a list."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
