"""A bug in a command is told by kind and place; its message may quote a record, and is not."""

import subprocess
import sys


def test_a_bug_in_a_command_names_nobody():
    code = (
        "import sys; sys.argv = ['imh-desktop', 'today']\n"
        "from imh_desktop import cli\n"
        "def broken(_arguments): raise KeyError('Amara Jallow')\n"
        "cli._run = broken\n"
        "from imh_desktop.__main__ import main\n"
        "sys.exit(main())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode == 1
    assert "KeyError <string>:3:broken" in ran.stderr
    assert "Amara" not in ran.stderr + ran.stdout
    assert len(ran.stderr.splitlines()) == 1
