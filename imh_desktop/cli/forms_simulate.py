"""imh-desktop forms simulate: the wind tunnel, as a table to look at."""

import sys
from pathlib import Path

import click
import msgspec

from imh_desktop.cli.output import print_json
from imh_desktop.content.wind_tunnel.temperaments import TEMPERAMENTS
from imh_desktop.content.wind_tunnel.tunnel import RULES, BandReport, TunnelReport, run
from imh_desktop.core.checklist import Checklist
from imh_desktop.core.visit import LEVELS
from imh_desktop.errors import InputError

_NAME = 22
_KEY = (
    "N0 celebrate, N1 support and look again soon, N2 talk it over or refer, N3 act today;"
    " A1, A3, C1, ... are the rules of `forms book`.",
    'The levels are the open ones: of "in danger today" see "N3 in private only" as well.',
)


@click.command("simulate")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--children", type=click.IntRange(1, 100_000), default=1000, show_default=True)
@click.option("--band", default="all", show_default=True, help="A band such as B4, or all.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def simulate_forms(path: Path | None, children: int, band: str, seed: int, as_json: bool) -> int:
    """Run synthetic children through each band of a folder's checklists; exit 1 when something
    is out of reach or a temperament comes out wrong."""
    from imh_desktop.content.library import Library

    library = Library(path)
    reports = []
    for checklist_id in library.ids():
        checklist = library.checklist(checklist_id)
        reports.append(run(checklist, _bands(checklist, band), children, seed))
    if as_json:
        print_json([msgspec.to_builtins(report) for report in reports])
    else:
        sys.stdout.write("\n\n".join(map(table, reports)) + "\n")
    return 0 if all(report.sound for report in reports) else 1


def _bands(checklist: Checklist, band: str) -> tuple[str, ...]:
    if band == "all":
        return checklist.bands
    if band not in checklist.bands:
        expected = ", ".join(("all", *checklist.bands))
        raise InputError("is not a band of the checklist", place="--band", expected=expected)
    return (band,)


def table(report: TunnelReport) -> str:
    """Return a run as lines of plain text: one column a band."""
    bands = report.bands
    lines = [
        f"{report.checklist}, seed {report.seed}, {bands[0].children} children a band",
        _line("", [band.band for band in bands]),
        "open level (% of children)",
        *(_line(f"  {level}", [_share(b, b.levels[level]) for b in bands]) for level in LEVELS),
        _line("  N3 in private only", [_share(b, b.private_n3) for b in bands]),
        _line("not enough seen (%)", [_share(b, b.not_enough) for b in bands]),
        _line("minutes, median", [f"{band.minutes:.1f}" for band in bands]),
        _line("minutes, 90th of 100", [f"{band.minutes_p90:.1f}" for band in bands]),
        "rule fired (children)",
        *(_line(f"  {rule}", [str(band.rules[rule]) for band in bands]) for rule in RULES),
        "levels N0/N1/N2/N3 (% of the temperament)",
        *(_line(f"  {t.name}", [_levels(b, t.name) for b in bands]) for t in TEMPERAMENTS),
        *_KEY,
        *(_findings(report) or ["what never happens: nothing"]),
    ]
    return "\n".join(line.rstrip() for line in lines)


def _findings(report: TunnelReport) -> list[str]:
    lines = []
    for band in report.bands:
        lines += [f"{band.band}: never shown: {item_id}" for item_id in band.never_shown]
        lines += [f"{band.band}: came out wrong: {what}" for what in band.broken]
        if band.silent_rules:
            lines.append(f"{band.band}: rules that never fired: {', '.join(band.silent_rules)}")
    if report.silent_rules:
        lines.append(f"out of reach in every band: {', '.join(report.silent_rules)}")
    return lines


def _line(name: str, cells: list[str]) -> str:
    return f"{name:<{_NAME}}" + "".join(f"{cell:>14}" for cell in cells)


def _share(band: BandReport, children: int) -> str:
    return f"{100 * children / band.children:.1f}"


def _levels(band: BandReport, temperament: str) -> str:
    found = band.by_temperament.get(temperament, {})
    total = sum(found.values())
    return "/".join(f"{100 * found[level] / total:.0f}" for level in LEVELS) if total else "-"
