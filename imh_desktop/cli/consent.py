"""imh-desktop consent: what families agreed to."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened_on, vault_options
from imh_desktop.core.consent import HOWS

_child = click.argument("child_id", metavar="CHILD")


@click.group()
def consent() -> None:
    """Write down what a family agreed to, list it, take it back. A referral's is written with its
    referral."""


@consent.command()
@vault_options
@_child
@click.argument("kind", type=click.Choice(["record", "print", "share", "contact"]))
@click.option("--signer", required=True, metavar="NAME", help="Who agrees.")
@click.option("--authority", required=True, metavar="ROLE", help="Such as mother.")
@click.option("--how", required=True, type=click.Choice(HOWS))
@click.option("--witness", default="", metavar="NAME", help="Who heard it, where it was spoken.")
@click.option("--signed-on", type=Day(), metavar="DAY", help="Today by default.")
@click.option("--expires-on", required=True, type=Day(), metavar="DAY", help="The last day.")
@click.option("--partner", "partner_name", default="", metavar="NAME", help="Of kind share.")
@click.option("--purpose", default="", metavar="WHY", help="Of kind share.")
@click.option("--line", "lines", multiple=True, metavar="LINE", help="Of kind share: what is told.")
def write(
    folder: Path | None, handle: int | None, child_id: str, signed_on: date | None,
    expires_on: date, **said: Any,
) -> None:  # fmt: skip
    """Keep what a family agreed to, and print its id."""
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.consenting import ConsentForm, write_consent

    form = ConsentForm(
        **said, signed_on=(signed_on or local_today()).isoformat(),
        expires_on=expires_on.isoformat(),
    )  # fmt: skip
    with opened_on(folder, handle, child_id) as vault:
        consent_id = write_consent(vault, child_id, form)
    click.echo(consent_id)


@consent.command("list")
@vault_options
@json_option
@_child
@click.option("--on", type=Day(), metavar="DAY", help="Today by default.")
def list_(
    folder: Path | None, handle: int | None, as_json: bool, child_id: str, on: date | None
) -> None:
    """List a child's: id, kind and what it is worth on a day. No name is printed."""
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.consents_told import agreed
    from imh_desktop.words import Words

    with opened_on(folder, handle, child_id) as vault:
        found = agreed(vault, child_id, on or local_today(), Words("en"))
    told = [{"consent": o.consent_id, "kind": o.kind, "state": o.state} for o in found]
    lines = [f"{each['consent']}  {each['kind']}  {each['state']}" for each in told]
    tell(told, lines or ["nothing was agreed to yet"], as_json=as_json)


@consent.command()
@vault_options
@click.argument("consent_id", metavar="CONSENT")
@click.option("--by", "who", required=True, metavar="NAME", help="Who takes it back.")
@click.option("--reason", default="", metavar="WHY")
def withdraw(
    folder: Path | None, handle: int | None, consent_id: str, who: str, reason: str
) -> None:
    """Keep that a family takes it back: nothing more is sent under it."""
    from imh_desktop.flows import consenting

    with opened_on(folder, handle, consent_id) as vault:
        consenting.withdraw(vault, consent_id, who, reason)
