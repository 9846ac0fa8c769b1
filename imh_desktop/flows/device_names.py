"""What devices are called: by the requests that were made or answered here."""

from imh_desktop.exchange.archive.papers import DeviceRequest, read_paper
from imh_desktop.store.vault import Vault


def device_names(vault: Vault) -> dict[str, str]:
    """Return device id -> the name it was asked in under; the latest, where there are several."""
    papers = vault.papers.papers(DeviceRequest.__name__)
    asked = (read_paper(paper.body, DeviceRequest, "the vault") for paper in papers)
    return {one.device_id: one.name for one in asked}
