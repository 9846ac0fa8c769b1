"""imh-desktop document fill-form: a referral on the partner's own PDF form."""

from pathlib import Path

import click

from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option
from imh_desktop.cli.vaults import opened_on, vault_options


@click.command("fill-form")
@vault_options
@click.argument("referral_id", metavar="REFERRAL")
@click.option(
    "--form", type=click.Path(path_type=Path), metavar="FORM.pdf",
    help="The partner's form; an invented one by default.",
)  # fmt: skip
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path), metavar="MAP.toml",
    help="Which value goes into which field; beside the form, under its name, by default.",
)  # fmt: skip
@language_option
@out_option
def fill_form(
    folder: Path | None, handle: int | None, referral_id: str, form: Path | None,
    mapping: Path | None, language: str, out: Path,
) -> None:  # fmt: skip
    """Fill a partner's form with what the referral's consent covers, and no more."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import partner_form

    form = form or partner_form.example_form()[0]
    beside = mapping or partner_form.mapping_beside(form)
    with opened_on(folder, handle, referral_id) as vault:
        filled = partner_form.filled_form(vault, Library(), referral_id, form, beside, language)
    write_whole(out, filled.page.content)
    say_where(out)
    for line in filled.left:
        click.echo(f"note: left empty: {line}", err=True)


@click.command("form-fields")
@click.argument("form", type=click.Path(path_type=Path), metavar="FORM.pdf")
def form_fields(form: Path) -> None:
    """Print the names of a form's fields, for writing its mapping."""
    from imh_desktop.flows import partner_form

    for name in partner_form.names_in(form):
        click.echo(name)
