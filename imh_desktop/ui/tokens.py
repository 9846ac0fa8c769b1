"""The colours of the program, by what they are for. A theme is one value of ``Tokens``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme; every colour as #rrggbb.

    Text stands at 7:1 or more on every ground it is used on, muted text at 4.5:1, controls and
    the focus ring at 3:1 (experience.md 8.9); a test computes it.
    """

    ground: str
    surface: str
    side: str
    line: str
    control: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    focus: str
    warn: str
    warn_soft: str
    ok: str


LIGHT = Tokens(
    ground="#f4f2ec",
    surface="#ffffff",
    side="#fbfaf7",
    line="#dad7ce",
    control="#7c8b94",
    text="#17242b",
    muted="#4c5b64",
    accent="#0a6567",
    accent_strong="#084f51",
    accent_soft="#dcefed",
    on_accent="#ffffff",
    focus="#1747b8",
    warn="#8a4b00",
    warn_soft="#fdf0dc",
    ok="#1f6b3a",
)
