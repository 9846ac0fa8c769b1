"""imh-desktop archive waiting, readers: what is to be carried, and for whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.output import tell
from imh_desktop.cli.recipients import recipients_from, recipients_options
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.flows.carrying import Reader, WorkWaiting


@click.command()
@vault_options
@json_option
def waiting(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """Say what waits to be carried, since when, and who has not confirmed it."""
    import msgspec

    from imh_desktop.flows import carrying

    with opened(folder, handle) as vault:
        found = carrying.waiting(vault)
    tell(msgspec.to_builtins(found), _lines(found), as_json=as_json)


@click.command()
@vault_options
@json_option
@recipients_options
def readers(
    folder: Path | None, handle: int | None, as_json: bool, to: tuple[Path, ...],
    g_to: tuple[Path, ...], v_to: tuple[Path, ...],
) -> None:  # fmt: skip
    """Remember for whom this laptop carries; without options, show it."""
    import msgspec

    from imh_desktop.flows import carrying

    named = recipients_from(to, g_to, v_to) if to or g_to or v_to else None
    with opened(folder, handle) as vault:
        if named:
            parts = (named.open, named.g, named.v)
            everyone, g, v = ({one.device_id for one in part} for part in parts)
            carrying.choose_readers(vault, everyone, g, v)
        found = carrying.readers(vault)
    tell(msgspec.to_builtins(found), map(_reader, found), as_json=as_json)


def _lines(found: "WorkWaiting") -> Iterator[str]:
    since = f", since {found.since}" if found.since else ""
    yield f"visits: {found.visits}, children: {found.children}{since}"
    yield from map(_reader, found.readers)
    if found.last_made_at:
        yield f"last archive: {found.last_made_at}"
    if found.lacks:
        yield f"still needed: {found.lacks}"


def _reader(one: "Reader") -> str:
    classes = "".join(f" {name}" for name, on in (("G", one.g), ("V", one.v)) if on)
    heard = f"heard {one.heard_at}" if one.heard_at else "nothing heard yet"
    return f"{one.device_id} ({one.role}){classes}: {heard}"
