"""imh-desktop programme indicators, quality and note: the coordinator's figures for scripts."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import tell, write_whole
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.programme_facts import Period
    from imh_desktop.flows.data_quality import LookedAt
    from imh_desktop.flows.programme_figures import ProgrammeFigures
    from imh_desktop.store.vault import Vault

F = TypeVar("F", bound=Callable[..., Any])
_KINDS = ("csv", "xlsx", "pdf")


def _figure_options(command: F) -> F:
    """Give a command a period, files to write, and the language of their words."""
    for option in (
        click.option("--language", default="en", metavar="CODE", help="Of the words in files."),
        *(
            click.option(f"--{kind}", type=click.Path(path_type=Path), metavar="FILE")
            for kind in reversed(_KINDS)
        ),
        click.option("--to", "last", type=Day(), metavar="DAY", help="Today by default."),
        click.option(
            "--from", "first", type=Day(), metavar="DAY", help="A year before by default."
        ),
    ):
        command = option(command)
    return command


@click.command()
@vault_options
@_figure_options
@click.option("--with-private", is_flag=True, help="Also counts of private talks, apart.")
@json_option
def indicators(
    folder: Path | None, handle: int | None, first: date | None, last: date | None,
    language: str, *, with_private: bool, as_json: bool, **files: Path | None,
) -> None:  # fmt: skip
    """Count the programme's indicators: value, numerator, denominator, left out."""
    from imh_desktop.flows import figure_files
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        of, words = _counted(vault, first, last, with_private=with_private), Words(language)
        for kind, path in _asked(files):
            content = figure_files.figures_file(vault, of, kind, words)
            figure_files.note_export(vault, "figures", kind)
            write_whole(path, content)
    tell(_figures_plain(of), _figure_lines(of), as_json=as_json)


@click.command()
@vault_options
@_figure_options
@json_option
def quality(
    folder: Path | None, handle: int | None, first: date | None, last: date | None,
    language: str, *, as_json: bool, **files: Path | None,
) -> None:  # fmt: skip
    """List what the checks on the data found, with its state and comments."""
    from imh_desktop.core.quality_checks import NOTHING_TO_CHECK
    from imh_desktop.flows import data_quality, figure_files
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        of, words = _counted(vault, first, last), Words(language)
        found = data_quality.looked_at(vault, of)
        for kind, path in _asked(files):
            content = figure_files.findings_file(vault, found, of, kind, words)
            figure_files.note_export(vault, "findings", kind)
            write_whole(path, content)
    plain = {
        "period": _period(of.frame.period),
        "findings": [_plain(one) for one in found],
        "nothing_to_check": list(NOTHING_TO_CHECK),
    }
    tell(plain, _finding_lines(found), as_json=as_json)


@click.command()
@vault_options
@click.argument("check")
@click.argument("subject")
@click.option("--state", type=click.Choice(["open", "right", "corrected"]))
@click.option("--comment", metavar="TEXT")
def note(
    folder: Path | None, handle: int | None, check: str, subject: str, state: str | None,
    comment: str | None,
) -> None:  # fmt: skip
    """Note about a finding of ``quality``: where it stands, or a comment."""
    from imh_desktop.flows import data_quality
    from imh_desktop.flows.clock import local_today
    from imh_desktop.words import Words

    if state is None and comment is None:
        raise click.UsageError("Give --state or --comment.")
    words = Words("en")
    with opened(folder, handle) as vault:
        if comment is not None:
            data_quality.add_comment(vault, check, subject, comment, local_today(), words)
        if state is not None:
            data_quality.set_state(vault, check, subject, state, words)


def _counted(
    vault: "Vault", first: date | None, last: date | None, *, with_private: bool = False
) -> "ProgrammeFigures":
    from imh_desktop.content.library import Library
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.programme_figures import figures, period_of
    from imh_desktop.words import Words

    today = local_today()
    period = period_of(first, last, today, Words("en"))
    return figures(vault, Library(), period, today, with_private=with_private)


def _asked(files: dict[str, Path | None]) -> Iterator[tuple[Any, Path]]:
    return ((kind, path) for kind in _KINDS if (path := files.get(kind)) is not None)


def _period(period: "Period") -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _figures_plain(of: "ProgrammeFigures") -> dict[str, Any]:
    """Return the figures as JSON values; private counts only where they were asked for."""
    import msgspec

    plain: dict[str, Any] = {
        "period": _period(of.frame.period),
        "counted_on": of.frame.today.isoformat(),
        "indicators": msgspec.to_builtins(of.indicators),
        "child_find": msgspec.to_builtins(of.child_find),
    }
    if of.private is not None:
        plain["private"] = msgspec.to_builtins(of.private)
    return plain


def _figure_lines(of: "ProgrammeFigures") -> Iterator[str]:
    from imh_desktop.flows import figure_words
    from imh_desktop.words import Words

    words = Words("en")
    for definition, one in zip(of.definitions, of.indicators, strict=True):
        parts = [
            f"{one.number:>2}  {definition.in_language('en').name}",
            figure_words.value_said(one, words),
            figure_words.part_said(one, words),
            f"left out {one.missing}" if one.missing else "",
        ]
        yield "  |  ".join(filter(None, parts))
    for private in of.private or ():
        said = figure_words.private_said(private.count_id, words)
        yield f"    private: {said}  |  {figure_words.hidden_said(private.count, words)}"


def _finding_lines(found: tuple["LookedAt", ...]) -> Iterator[str]:
    from imh_desktop.flows.quality_words import check_title, finding_said
    from imh_desktop.words import Words

    words = Words("en")
    for one in found:
        check = one.finding.check
        said = f"{check_title(check, words)}. {finding_said(one.finding, words)}"
        yield f"{check:<5} {one.note.state:<9} {one.finding.subject_id}  {said}"


def _plain(one: "LookedAt") -> dict[str, Any]:
    import msgspec

    return {**msgspec.to_builtins(one.finding), **msgspec.to_builtins(one.note)}
