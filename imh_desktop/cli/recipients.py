"""For whom an archive is, as options."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from imh_desktop.cli.output import read_small
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.exchange.archive import Recipients
    from imh_desktop.exchange.archive.papers import Certificate
    from imh_desktop.store.vault import Vault

F = TypeVar("F", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path)


def recipients_options(command: F) -> F:
    """Give a command ``--to``, ``--g-to`` and ``--v-to``."""
    for option, told in (
        ("--v-to", "Gets class V too."), ("--g-to", "Gets class G too."),
        ("--to", "May be given several times."),
    ):  # fmt: skip
        command = click.option(option, multiple=True, type=_FILE, metavar="CERT", help=told)(
            command
        )
    return command


def recipients_from(
    to: tuple[Path, ...], g_to: tuple[Path, ...], v_to: tuple[Path, ...]
) -> "Recipients":
    """Read the certificates of those who are named.

    Raises:
        InputError: nobody is named, or a file is no certificate.
    """
    from imh_desktop.flows.archiving import recipients_of

    found = recipients_of(*([certificate(each) for each in kind] for kind in (to, g_to, v_to)))
    if not found.open:
        raise InputError("names nobody", place="--to", expected="a certificate")
    return found


def devices_option(command: F) -> F:
    """Give a command ``--to-device``."""
    return click.option(
        "--to-device", "to_device", multiple=True, metavar="ID",
        help="A device whose certificate is here; several times.",
    )(command)  # fmt: skip


def known(vault: "Vault", device_ids: tuple[str, ...]) -> "list[Certificate]":
    """Return the certificates of devices that are known here.

    Raises:
        InputError: one of them is not.
    """
    from imh_desktop.flows import devices
    from imh_desktop.flows.trusting import certificate_of, directory_of

    directory = directory_of(devices.trust(vault), "the vault")
    found = []
    for device_id in device_ids:
        one = certificate_of(directory, device_id)
        if one is None:
            raise InputError("No device is known by this id.", place=f"--to-device {device_id}")
        found.append(one)
    return found


def certificate(path: Path) -> "Certificate":
    """Read a certificate from a file.

    Raises:
        InputError: it is none.
    """
    from imh_desktop.exchange.archive.papers import Certificate, read_paper

    return read_paper(read_small(path), Certificate, str(path))
