"""What the one at this laptop is to the programme. Roles steer the window; they are no wall."""

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.flows import devices
from imh_desktop.flows.trusting import directory_of, own_certificate
from imh_desktop.store import records
from imh_desktop.store.vault import Vault


def role_of(vault: Vault) -> Role:
    """Return the role this device was certified with; before that, the worker's own."""
    try:
        own = devices.keys(vault)
    except InputError:
        return records.worker(vault).role
    certificate = own_certificate(directory_of(devices.trust(vault), "the vault"), own)
    return certificate.role if certificate else records.worker(vault).role
