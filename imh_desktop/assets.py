"""Where forms and resources are, in a checkout and in an installed wheel."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def home() -> Path:
    """Return the folder that holds ``forms`` and ``resources``."""
    bundled = _HERE / "_bundled"
    return bundled if bundled.is_dir() else _HERE.parent


def forms() -> Path:
    """Return the folder of the bundled checklists."""
    return home() / "forms"


def resources() -> Path:
    """Return the folder of fonts, icons and interface languages."""
    return home() / "resources"
