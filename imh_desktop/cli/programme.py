"""imh-desktop programme: the organisation's settings in a vault."""

from datetime import date
from pathlib import Path

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import print_json
from imh_desktop.cli.programme_figures import indicators, note, quality
from imh_desktop.cli.vaults import opened, vault_options
from imh_desktop.core.people import Programme
from imh_desktop.errors import InputError
from imh_desktop.flows.programme import ProgrammeForm, SupportForm

_OPTIONS = {"support": "--other", "reobserve_days": "--reobserve"}


@click.group()
def programme() -> None:
    """Show or set the programme's name, support numbers, paper, age policy and intervals; count its
    indicators, and check its data."""


for _command in (indicators, quality, note):
    programme.add_command(_command)


@programme.command()
@vault_options
def show(folder: Path | None, handle: int | None) -> None:
    """Print the settings as JSON; ``set --from`` reads the same."""
    import msgspec

    from imh_desktop.flows import programme as settings

    with opened(folder, handle) as vault:
        print_json(msgspec.to_builtins(settings.read(vault)))


@programme.command("set")
@vault_options
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE", help="JSON.")
@click.option("--name")
@click.option("--phone")
@click.option("--contact")
@click.option("--emergency", metavar="NUMBER")
@click.option("--day-and-night", metavar="NUMBER")
@click.option("--reporting", metavar="NUMBER", help="Child protection; never on a page.")
@click.option("--other", multiple=True, metavar="NAME=NUMBER", help="May be given several times.")
@click.option("--checked-on", type=Day(), metavar="DAY", help="When the numbers given were called.")
@click.option("--paper", type=click.Choice(["a4", "letter"], case_sensitive=False))
@click.option("--age-policy", metavar="POLICY")
@click.option("--carry-days", type=int, metavar="DAYS", help="Remind when nothing is carried.")
@click.option("--part2-notice", metavar="TEXT", help="For an adult's own referral under Part 2.")
@click.option("--reobserve", metavar="28,42,60", help="Days to the next look, by working age.")
def set_settings(
    folder: Path | None,
    handle: int | None,
    source: Path | None,
    emergency: str | None,
    day_and_night: str | None,
    reporting: str | None,
    other: tuple[str, ...],
    checked_on: date | None,
    reobserve: str | None,
    **plain: str | int | None,
) -> None:
    """Change what is given and keep the rest; then print the settings."""
    import msgspec

    from imh_desktop.flows import programme as settings

    named = {"emergency": emergency, "day_and_night": day_and_night, "reporting": reporting}
    numbers = _numbers(named, other, checked_on)
    changes: dict[str, object] = {k: v for k, v in plain.items() if v is not None}
    if reobserve is not None:
        changes["reobserve_days"] = _intervals(reobserve)
    given = _read(source) if source else None
    with opened(folder, handle) as vault:
        form = settings.form_of(given or settings.read(vault))
        support = _support(form.support, numbers, checked_on)
        changed = msgspec.structs.replace(form, support=support, **changes)
        try:
            kept = settings.save(vault, changed)
        except InputError as fault:
            fault.place = _told(fault.place, changed, source)
            raise
        print_json(msgspec.to_builtins(kept))


def _read(source: Path) -> Programme:
    from imh_desktop.exchange.visit_checks import check_programme
    from imh_desktop.exchange.visit_file import read_programme_file

    given = read_programme_file(source)
    check_programme(given, str(source))
    return given


def _told(place: str, form: ProgrammeForm, source: Path | None) -> str:
    """Return the option that holds a field of the form; behind a file, the file and the field."""
    field, *within = place.split(".")
    if field == "support" and within:
        option = f"--{form.support[int(within[0])].kind.replace('_', '-')}"
    else:
        option = _OPTIONS.get(field, f"--{field.replace('_', '-')}")
    if source and option not in _given():
        return f"{source}: {place}"
    return option


def _given() -> set[str]:
    """Return the options that were written on the command line."""
    context = click.get_current_context()
    written = click.core.ParameterSource.COMMANDLINE
    return {
        each.opts[0]
        for each in context.command.params
        if each.name and context.get_parameter_source(each.name) is written
    }


def _numbers(
    named: dict[str, str | None], other: tuple[str, ...], checked_on: date | None
) -> list[tuple[str, str, str]]:
    """Return (kind, name, number) of each number given."""
    found = [(kind, "", number) for kind, number in named.items() if number is not None]
    for each in other:
        name, equals, number = each.partition("=")
        if not equals:
            raise InputError(f"{each!r} names no number", place="--other", expected="NAME=NUMBER")
        found.append(("other", name, number))
    if checked_on and not found:
        raise InputError(
            "no number was given that was called on this day",
            place="--checked-on",
            expected="--emergency, --day-and-night, --reporting or --other beside it",
        )
    return found


def _support(
    kept: tuple[SupportForm, ...], numbers: list[tuple[str, str, str]], checked_on: date | None
) -> tuple[SupportForm, ...]:
    """Put numbers in the place of those they replace: by kind, other ones by name too."""
    lines = {_key(line.kind, line.name): line for line in kept}
    day = checked_on.isoformat() if checked_on else ""
    for kind, name, number in numbers:
        key = _key(kind, name)
        before = lines.get(key)
        title = before.name if before else name
        if number:
            lines[key] = SupportForm(kind=kind, number=number, name=title, checked_on=day)
        else:
            lines.pop(key, None)
    return tuple(lines.values())


def _key(kind: str, name: str) -> tuple[str, str]:
    return kind, name if kind == "other" else ""


def _intervals(text: str) -> tuple[int, ...]:
    parts = text.split(",")
    if len(parts) != 3 or not all(part.strip().isdigit() and len(part) < 5 for part in parts):
        raise InputError(
            f"{text!r} is no set of intervals", place="--reobserve", expected="28,42,60"
        )
    return tuple(map(int, parts))
