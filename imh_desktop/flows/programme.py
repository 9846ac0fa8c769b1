"""The programme's settings: its name, its support numbers, paper, age policy and intervals."""

import msgspec

from imh_desktop.core.people import Programme
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class SupportForm(msgspec.Struct, frozen=True, kw_only=True):
    """One support number as a form holds it. ``kind``: emergency, day_and_night or other;
    ``checked_on``: ISO day, empty = never checked."""

    kind: str = "other"
    number: str = ""
    name: str = ""
    checked_on: str = ""


class ProgrammeForm(msgspec.Struct, frozen=True, kw_only=True):
    """The settings as a form holds them; ``reobserve_days`` as in ``Programme``."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    support: tuple[SupportForm, ...] = ()
    paper: str = "a4"
    age_policy: str = "default"
    reobserve_days: tuple[int, int, int] = (28, 42, 60)
    fictional: bool = False


def read(vault: Vault) -> Programme:
    """Return the settings; defaults while nothing was saved."""
    raise NotImplementedError


def form_of(programme: Programme) -> ProgrammeForm:
    """Return the settings as a form."""
    raise NotImplementedError


def save(vault: Vault, form: ProgrammeForm, *, words: Words | None = None) -> Programme:
    """Check and write the settings, as one entry.

    Raises:
        InputError: a field will not do; ``place`` names it ("support.1.number").
    """
    raise NotImplementedError
