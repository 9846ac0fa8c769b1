"""The terminal program: everything a window does, for scripts.

Each command lives in a module of its own, imported when it is called, so that a start costs no
more than the command needs. Exit 0: done. 1: the answer is no, or the machine refused. 2: the
input will not do; one line on standard error says where and what was expected.
"""

import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from imh_desktop import __version__
from imh_desktop.errors import EnvironmentFault, InputError

_COMMANDS = {
    "age": "age",
    "archive": "archive",
    "child": "child",
    "consent": "consent",
    "correct": "correct",
    "decision": "decision",
    "demo": "demo",
    "device": "device",
    "document": "document",
    "erase": "erase",
    "example": "example",
    "export": "export",
    "forms": "forms",
    "help": "help",
    "languages": "languages",
    "late": "late",
    "page": "page",
    "partners": "partners",
    "profile": "profile",
    "programme": "programme",
    "schema": "example",
    "soak": "soak",
    "today": "today",
    "trash": "trash",
    "undo": "undo",
    "vault": "vault",
}


_WINDOW = """\b
The window: imh-desktop, without a command
  --language es   in this language, not the system's
  --vault FOLDER  with this vault, not the laptop's
  tour            walk through it off-screen and leave pictures

\b
In a checkout `python3 run.py` sets up what is missing and takes all of this, and
  test        run every check
  lock        write requirements/*.txt anew
  wheelhouse  fill wheelhouse/ for machines without network
"""


class _Commands(click.Group):
    """Finds a command's module by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None when there is none of this name."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"imh_desktop.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; click alone would guess among commands already imported: none."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, [*_COMMANDS, "tour"], 1)
            guess = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command {name!r}.{guess}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=_Commands, epilog=_WINDOW, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="imh-desktop")
def cli() -> None:
    """Observation checklists for infant and early-childhood mental health, offline."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; return the exit code."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except OSError as error:
        # What a command reads it checks itself; this is a disk that is full, or a closed pipe.
        _drop_output()
        _say(f"{error.filename or 'the output'}: {error.strerror}")
        return 1
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        code = cli.main(list(arguments), prog_name="imh-desktop", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        _say(error.format_message())
        return 2
    except click.Abort:
        _say("stopped")
        return 1
    except (InputError, EnvironmentFault) as error:
        if "--progress" in arguments:
            from imh_desktop.cli.progress import print_fault

            print_fault(error)
        _say(str(error))
        return 2 if isinstance(error, InputError) else 1
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Send what could not be written nowhere, so that the interpreter does not try it again."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _say(sentence: str) -> None:
    """Write one line that no name or key in it can break."""
    line = " ".join(sentence.split())
    shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
    encoding = sys.stderr.encoding or "utf-8"
    click.echo(shown.encode(encoding, "backslashreplace").decode(encoding), err=True)
