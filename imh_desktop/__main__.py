"""``imh-desktop``: the window without arguments, else one command of the terminal program."""

import sys

_WINDOW = ("tour", "--language", "--vault")
"""First words that belong to the window; all others to the terminal program."""


def main() -> int:
    """Start the window (no arguments, its options, ``tour``) or run a command; return the code."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0].partition("=")[0] in _WINDOW:
        from imh_desktop import app

        return app.main(arguments)
    from imh_desktop import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
