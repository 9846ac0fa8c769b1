"""What happened on the day, in lines a person reads."""

from pathlib import Path
from typing import Any


class Report:
    """Grows line by line; a check that fails stops the day."""

    def __init__(self) -> None:
        """Begin an empty report."""
        self.lines: list[str] = ["# A day of a programme", ""]

    def part(self, title: str) -> None:
        """Begin a part of the day."""
        self.lines += ["", f"## {title}", ""]

    def note(self, line: str) -> None:
        """Write what happened."""
        self.lines.append(f"- {line}")

    def check(self, what: str, found: Any, wanted: Any) -> None:
        """Write a figure that must be so."""
        assert found == wanted, f"{what}: {found!r}, not {wanted!r}"
        self.note(f"{what}: {found!r} as it must be")

    def keep(self, file: Path) -> None:
        """Write the report to a file."""
        file.write_text("\n".join(self.lines) + "\n", "utf-8")
