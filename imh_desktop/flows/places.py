"""Where this person's vault is on this computer."""

import os
from pathlib import Path

VAULT_FOLDER = "IMH_DESKTOP_VAULT"
"""Environment variable that names another folder."""


def default_folder() -> Path:
    """Return the folder of the vault when none is named."""
    named = os.environ.get(VAULT_FOLDER)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("imh-desktop", appauthor=False) / "vault"
