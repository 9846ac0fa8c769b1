"""imh-desktop document adult-referral: an adult's own referral, apart from the child's papers."""

from pathlib import Path

import click

from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option, paper_option
from imh_desktop.cli.vaults import opened_on, vault_options
from imh_desktop.core.people import Paper

_referral = click.argument("referral_id", metavar="REFERRAL")


@click.group("adult-referral")
def adult_referral() -> None:
    """An adult's own wish to be referred, under that adult's own consent. Nothing of it is printed
    here but its id, and nothing of it stands in the child's record."""


@adult_referral.command()
@vault_options
@click.argument("visit_id", metavar="VISIT")
@click.argument("caregiver_id", metavar="CAREGIVER")
@click.argument("form", type=click.Path(path_type=Path), metavar="FORM.toml")
def write(
    folder: Path | None, handle: int | None, visit_id: str, caregiver_id: str, form: Path
) -> None:
    """Keep what stands in a form, and print the id it is kept under."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.own_referral_form import read_form
    from imh_desktop.flows.own_referring import write_own_referral

    with opened_on(folder, handle, visit_id) as vault:
        referral_id = write_own_referral(vault, Library(), visit_id, caregiver_id, read_form(form))
    click.echo(referral_id)


@adult_referral.command()
@vault_options
@_referral
@language_option
@paper_option
@out_option
def page(
    folder: Path | None, handle: int | None, referral_id: str, language: str, paper: Paper | None,
    out: Path,
) -> None:  # fmt: skip
    """Write the page as PDF, and keep that it left."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.own_referring import note_given, own_referral_page

    with opened_on(folder, handle, referral_id) as vault:
        made = own_referral_page(vault, Library(), referral_id, language, paper)
        note_given(vault, referral_id, local_today())
        write_whole(out, made.content)
    say_where(out)


@adult_referral.command()
@vault_options
@_referral
@click.option("--reason", default="", metavar="WHY")
def withdraw(folder: Path | None, handle: int | None, referral_id: str, reason: str) -> None:
    """Keep that the adult took the permission back: no page is made any more."""
    from imh_desktop.flows.own_referring import withdraw_own

    with opened_on(folder, handle, referral_id) as vault:
        withdraw_own(vault, referral_id, reason)
