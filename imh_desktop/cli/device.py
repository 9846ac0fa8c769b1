"""imh-desktop device: laptops that join, and those that are trusted no more."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from imh_desktop.cli.output import read_small, tell, write_whole
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.core.people import Role
    from imh_desktop.exchange.archive.papers import Certificate, DeviceRequest

_FILE = click.Path(path_type=Path)
_out = click.option("--out", required=True, type=_FILE, metavar="FILE", help="Where to write it.")
_name = click.option("--name", default="", help="Says which laptop it is; no family's name.")
_language = click.option("--language", default="en", help="Of the six words.", show_default=True)


@click.group()
def device() -> None:
    """Let a laptop join, so that it may carry archives and be carried to."""


@device.command()
@vault_options
@json_option
@_out
@_name
@_language
def request(
    folder: Path | None, handle: int | None, as_json: bool, out: Path, name: str, language: str
) -> None:
    """Ask to join. Send the file to a coordinator, and read the six words to each other."""
    from imh_desktop.flows import devices
    from imh_desktop.flows.clock import local_today

    with opened(folder, handle) as vault:
        made = devices.request(vault, name, local_today())
    write_whole(out, made.to_bytes())
    _tell_keys(made, language, as_json=as_json)


@device.command()
@vault_options
@json_option
@click.argument("asked", metavar="REQUEST", required=False, type=_FILE)
@click.option("--role", type=click.Choice(["visitor", "staff", "coordinator"]))
@click.option("--self", "itself", is_flag=True, help="The first coordinator certifies herself.")
@_out
@_name
@_language
def certify(
    folder: Path | None, handle: int | None, as_json: bool, asked: Path | None,
    role: str | None, itself: bool, out: Path, name: str, language: str,
) -> None:  # fmt: skip
    """Answer a REQUEST, after the six words were compared: only a coordinator's device can."""
    from imh_desktop.flows import devices
    from imh_desktop.flows.clock import local_today

    if itself == (asked is not None or role is not None) or (asked is None) != (role is None):
        raise InputError(
            "does not say whom to certify", place="device certify",
            expected="a REQUEST and its --role, or --self alone",
        )  # fmt: skip
    data = read_small(asked) if asked else b""
    with opened(folder, handle) as vault:
        if asked is None:
            made = devices.certify_self(vault, name, local_today())
        else:
            made = devices.certify(vault, data, str(asked), cast("Role", role))
    write_whole(out, made.to_bytes())
    _tell_keys(made, language, as_json=as_json)


@device.command()
@vault_options
@json_option
@click.option(
    "--heard",
    default="",
    metavar="WORDS",
    help="The six words the first coordinator read to you from her own laptop.",
)
@click.argument("paper", metavar="FILE", type=_FILE)
@_language
def accept(
    folder: Path | None, handle: int | None, as_json: bool, heard: str, paper: Path, language: str
) -> None:
    """Take up the papers in FILE, all or none. A first coordinator's needs her six words."""
    from imh_desktop.flows import answering

    data = read_small(paper)
    with opened(folder, handle) as vault:
        root = answering.read(vault, data, str(paper)).root
        compared = _compared(root, heard, language, paper) if root else ""
        taken = answering.take_up(vault, data, str(paper), compared)
    told = [_keys(one, language) for one in taken.certificates]
    told += [{"revoked": one.device_id} for one in taken.revocations]
    lines = [line for one in told for line in _lines(one)]
    tell(told[0] if len(told) == 1 else {"accepted": told}, lines, as_json=as_json)


def _compared(root: "Certificate", heard: str, language: str, paper: Path) -> str:
    """Return the fingerprint of a coordinator whose very words were heard."""
    from imh_desktop.flows import devices

    if tuple(heard.lower().split()) != devices.words(root, language):
        raise InputError(
            "names a first coordinator whose six words were not compared", place=str(paper),
            expected="--heard with the six words that she reads from her own laptop",
        )  # fmt: skip
    return root.fingerprint


@device.command()
@vault_options
@json_option
@click.argument("device_id", metavar="DEVICE")
@click.option("--reason", required=True, help="Why, in a few words.")
@_out
def revoke(
    folder: Path | None, handle: int | None, as_json: bool, device_id: str, reason: str, out: Path
) -> None:
    """Take a device's word away: what is here of it counts, and nothing it says later."""
    from imh_desktop.flows import devices

    with opened(folder, handle) as vault:
        made = devices.revoke(vault, device_id, reason)
    write_whole(out, made.to_bytes())
    _tell_revoked(device_id, as_json=as_json)


@device.command()
@json_option
@click.argument("paper", metavar="REQUEST|CERT", type=_FILE)
@_language
def words(as_json: bool, paper: Path, language: str) -> None:
    """Show the six words of a request or a certificate, to be read aloud and compared."""
    from imh_desktop.exchange.archive.papers import Revocation
    from imh_desktop.flows import devices

    read = devices.read(read_small(paper), str(paper))
    if isinstance(read, Revocation):
        raise InputError("has no words", place=str(paper), expected="a request or a certificate")
    _tell_keys(read, language, as_json=as_json)


def _tell_keys(paper: "DeviceRequest | Certificate", language: str, *, as_json: bool) -> None:
    told = _keys(paper, language)
    tell(told, _lines(told), as_json=as_json)


def _tell_revoked(device_id: str, *, as_json: bool) -> None:
    told = {"revoked": device_id}
    tell(told, _lines(told), as_json=as_json)


def _keys(paper: "DeviceRequest | Certificate", language: str) -> dict[str, Any]:
    from imh_desktop.flows import devices

    return {
        "device_id": paper.device_id, "fingerprint": paper.fingerprint,
        "role": getattr(paper, "role", None), "words": list(devices.words(paper, language)),
    }  # fmt: skip


def _lines(told: dict[str, Any]) -> list[str]:
    if "revoked" in told:
        return [f"device {told['revoked']} is trusted no more"]
    role = f" ({told['role']})" if told["role"] else ""
    return [f"device {told['device_id']}{role}", " ".join(told["words"])]
