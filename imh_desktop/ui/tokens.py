"""The colours of the program, by what they are for. A theme is one value of ``Tokens``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme; every colour as #rrggbb.

    Text stands at 7:1 or more on every ground it is used on, muted text at 4.5:1, controls and
    the focus ring at 3:1 (experience.md 8.9); a test computes it. ``groove``: what of a bar or ring
    is not filled yet. ``shade``: laid thinly over what
    stands behind a panel.
    """

    ground: str
    surface: str
    side: str
    line: str
    groove: str
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
    shade: str


LIGHT = Tokens(
    ground="#f4f2ec",
    surface="#ffffff",
    side="#fbfaf7",
    line="#dad7ce",
    groove="#dad7ce",
    control="#75848d",
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
    shade="#17242b",
)
DARK = Tokens(
    ground="#11171b",
    surface="#1a2329",
    side="#1f2a30",
    line="#33414a",
    groove="#33414a",
    control="#8295a0",
    text="#edf2f4",
    muted="#a9b7bf",
    accent="#5ec6bf",
    accent_strong="#86d8d2",
    accent_soft="#17403f",
    on_accent="#06201f",
    focus="#9fb8ff",
    warn="#f4bf6a",
    warn_soft="#40311a",
    ok="#7fd49a",
    shade="#000000",
)
SUNLIGHT = Tokens(
    ground="#ffffff",
    surface="#ffffff",
    side="#ffffff",
    line="#4a4a4a",
    groove="#8a9696",
    control="#000000",
    text="#000000",
    muted="#2b2b2b",
    accent="#003c3d",
    accent_strong="#002526",
    accent_soft="#e3f1f0",
    on_accent="#ffffff",
    focus="#0a2fb0",
    warn="#5c2f00",
    warn_soft="#fff3df",
    ok="#0b4420",
    shade="#000000",
)
THEMES = {"light": LIGHT, "dark": DARK, "sunlight": SUNLIGHT}
"""``sunlight``: for a screen in bright light; nothing in it is pale."""
