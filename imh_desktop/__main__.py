"""``imh-desktop``: the window without arguments, else one command of the terminal program."""

import sys


def main() -> int:
    """Start the window (no arguments, or ``tour``) or run a command; return the exit code."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] == "tour":
        from imh_desktop import app

        return app.main(arguments)
    from imh_desktop import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
