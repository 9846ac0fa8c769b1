"""imh-desktop child: records that may tell of one child, what people said of them, and whether
visits go on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli import child_care
from imh_desktop.cli.contacts import tried, tries
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, opened_on, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.same_child import Link

_first = click.argument("first", metavar="CHILD")
_second = click.argument("second", metavar="CHILD")
_reason = click.option("--reason", default="", help="Why, in a few words.")


@click.group()
def child() -> None:
    """Find children who stand here twice; write down tries to reach a family, and say whether
    visits go on. Records of one child stay two, a link lies between them."""


for each in (child_care.care, child_care.end, child_care.paper, child_care.leaving, tried, tries):
    child.add_command(each)


@child.command()
@vault_options
@json_option
def pairs(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """Show records that may tell of one child, the likeliest first, and why."""
    import msgspec

    from imh_desktop.flows import same_child

    with opened(folder, handle) as vault:
        found = same_child.pairs(vault)
    lines = [f"{one.score}  {one.first}  {one.second}  {', '.join(one.reasons)}" for one in found]
    tell(msgspec.to_builtins(found), lines or ["nobody seems to stand here twice"], as_json=as_json)


@child.command()
@vault_options
@json_option
def links(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """Show what was said of pairs, and the groups that come of it."""
    import msgspec

    from imh_desktop.flows import same_child

    with opened(folder, handle) as vault:
        said, groups = same_child.judged(vault), same_child.all_groups(vault)
    told = {"links": msgspec.to_builtins(said), "groups": msgspec.to_builtins(groups)}
    tell(told, [_line(link) for link in said] or ["nothing was said yet"], as_json=as_json)


@child.command()
@vault_options
@json_option
@_first
@_second
@_reason
def link(
    folder: Path | None, handle: int | None, as_json: bool, first: str, second: str, reason: str
) -> None:
    """Say that two records tell of one child."""
    _judge(folder, handle, first, second, reason, same=True, as_json=as_json)


@child.command()
@vault_options
@json_option
@_first
@_second
@_reason
def unlink(
    folder: Path | None, handle: int | None, as_json: bool, first: str, second: str, reason: str
) -> None:
    """Say that two records tell of two children."""
    _judge(folder, handle, first, second, reason, same=False, as_json=as_json)


def _judge(
    folder: Path | None, handle: int | None, first: str, second: str, reason: str, *,
    same: bool, as_json: bool,
) -> None:  # fmt: skip
    import msgspec

    from imh_desktop.flows import same_child

    with opened_on(folder, handle, first, second) as vault:
        kept = same_child.judge(vault, first, second, same=same, reason=reason)
    tell(msgspec.to_builtins(kept), [_line(kept)], as_json=as_json)


def _line(link: "Link") -> str:
    said = {True: "one child", False: "two children", None: "to be looked at"}[link.same]
    return f"{link.first}  {link.second}  {said}"
