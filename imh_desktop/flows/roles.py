"""What the one at this laptop is to the programme. Roles steer the window; they are no wall."""

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.flows import devices
from imh_desktop.flows.trusting import directory_of, own_certificate
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.store.ways_in import workers_here


def role_of(vault: Vault) -> Role:
    """Return the worker's own role; while whoever set the laptop up works on it alone, the role it
    was certified with."""
    if vault.worker_id != vault.first_worker_id or len(workers_here(vault)) > 1:
        return records.worker(vault).role
    try:
        own = devices.keys(vault)
    except InputError:
        return records.worker(vault).role
    certificate = own_certificate(directory_of(devices.trust(vault), "the vault"), own)
    return certificate.role if certificate else records.worker(vault).role
