"""A lint over the program's code: what may never stand in it, and what may stand in named files
alone. Each rule is shown to find what it forbids."""

import re
from pathlib import Path

import pytest

import imh_desktop

PACKAGE = Path(imh_desktop.__file__).parent
FORBIDDEN = {
    "ATTACH opens a foreign file with our key, or ours without": (r"\bATTACH\b", set()),
    "an empty key writes plain text": (r"(?i)\bKEY\s+(''|\\?\"\\?\")", set()),
    "a key goes through set_key, never through SQL that may be logged": (
        r"(?i)PRAGMA\s+(re)?key\b", set(),
    ),
    "SQLite without encryption is for the plain copy somebody asked for": (
        r"^\s*(import|from)\s+sqlite3\b", {"store/plain.py"},
    ),
    "temporary files lie in the vault's own folder (flows/scratch.py) or beside their target": (
        r"^\s*(import|from)\s+tempfile\b",
        # beside the target; made-up families
        {"ui/saving.py", "cli/output.py", "app.py", "ui/program.py"},
    ),
    "what is read may not run": (
        r"(?<![.\w])(eval|exec)\(|^\s*(import|from)\s+(pickle|shelve|marshal|dill)\b", set(),
    ),
    "no shell": (r"shell\s*=\s*True|os\.(system|popen)\(", set()),
    "YAML reads words as other things": (r"^\s*(import|from)\s+yaml\b", set()),
    "Qt keeps settings in places of its own": (r"\bQSettings\b", set()),
    "a trace of a fault may quote a record: ids and places only (ui/last_resort.py)": (
        r"traceback\.(print|format)_|logging\.exception|\.exception\(|exc_info\s*=", set(),
    ),
    "a date or a name in the title of a window is seen in every list of windows": (
        r"setWindowTitle\((?!self\._words\.say\(|words\.say\(|title\))", set(),
    ),
}  # fmt: skip


def offences(pattern: str, allowed: set[str]) -> list[str]:
    rule = re.compile(pattern, re.MULTILINE)
    files = ((file, file.relative_to(PACKAGE).as_posix()) for file in PACKAGE.rglob("*.py"))
    return [n for f, n in files if n not in allowed and rule.search(f.read_text("utf-8"))]


@pytest.mark.parametrize("why", FORBIDDEN)
def test_it_stands_nowhere_in_the_program(why: str):
    assert offences(*FORBIDDEN[why]) == []


@pytest.mark.parametrize(
    "line",
    [
        'db.execute("ATTACH DATABASE ? AS other")',
        "connection.execute(\"ATTACH ? AS plain KEY ''\")",
        'db.execute("PRAGMA key = x")',
        'db.execute("PRAGMA rekey = x")',
        "import sqlite3",
        "    from tempfile import mkdtemp",
        "eval(text)",
        "from pickle import loads",
        "run(command, shell=True)",
        "import yaml",
        "QSettings()",
        "traceback.print_exc()",
        "log.exception('x')",
        "window.setWindowTitle(child.name)",
    ],
)
def test_the_lint_finds_what_it_forbids(line: str):
    assert any(re.search(pattern, line, re.MULTILINE) for pattern, _ in FORBIDDEN.values())
