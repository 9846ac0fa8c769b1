"""A page sent to the print desk, where nothing is asked first."""

from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.flows.consenting import ConsentForm, write_consent
from imh_desktop.flows.loading import load
from imh_desktop.flows.print_desk import freeze
from imh_desktop.flows.summarising import frozen_summary
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def agreed_to_print(vault: Vault, child_id: str, on: date) -> str:
    """Let a family agree that its pages go to a print desk."""
    form = ConsentForm(
        kind="print", signer="Ines", authority="mother", how="paper", signed_on=on.isoformat(),
        expires_on="2199-12-31",
    )  # fmt: skip
    return write_consent(vault, child_id, form, today=on)


def send(vault: Vault, library: Library, visit_id: str, language: str, on: date) -> PrintPage:
    loaded = load(vault, library, visit_id)
    agreed_to_print(vault, loaded.child.child_id, on)
    summary = frozen_summary(vault, library, loaded, language, None, words=Words("en"))
    return freeze(vault, visit_id, summary, on)
