"""``imh-desktop``: the window without arguments, else one command of the terminal program."""

import os
import sys

from imh_desktop.store.memory import forbid_dumps

_WINDOW = ("tour", "--language", "--vault")
"""First words that belong to the window; all others to the terminal program."""


def main() -> int:
    """Start the window (no arguments, its options, ``tour``) or run a command; return the code."""
    forbid_dumps()
    arguments = sys.argv[1:]
    if not arguments or arguments[0].partition("=")[0] in _WINDOW:
        if "tour" not in arguments and not _has_screen():
            # Qt would abort the process with advice about its plugins.
            sys.stderr.write("There is no screen here: pictures of the program: imh-desktop tour\n")
            return 2
        from imh_desktop import app

        return app.main(arguments)
    from imh_desktop import cli
    from imh_desktop.ui.last_resort import LastResort

    LastResort(None, lambda _fault: None).install()  # a bug's own words may be a record's
    return cli.main(arguments)


def _has_screen() -> bool:
    """Tell whether a window could be seen, or somebody chose how Qt is to draw it."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
