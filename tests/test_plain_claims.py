"""The program says what a page has, and never that it meets a standard nobody has tested it by."""

from pathlib import Path

HOME = Path(__file__).parent.parent
NEVER = "conformant"


def test_no_shipped_word_claims_a_standard() -> None:
    told = [*HOME.glob("*.md")]
    for folder, endings in (
        ("imh_desktop", ".py"),
        ("forms", ".toml"),
        ("resources", ".po .svg .txt .toml .md .json"),
    ):
        told += [path for path in (HOME / folder).rglob("*") if path.suffix in endings.split()]
    assert len(told) > 100
    assert [path for path in told if NEVER in path.read_text("utf-8").lower()] == []
