"""What commands print of archives is the same, whatever was said in private."""

import re
import shutil
from pathlib import Path

import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.vault import Vault

from . import test_archives
from .test_archives import PASSPHRASE, Do

do, told, programme = test_archives.do, test_archives.told, test_archives.programme

_PASSING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64,}|\d{4}-\d\d-\d\dT?[\d:.Z-]*|[\w/.-]+\.imha"
)
_TO = ("--to", "desk.cert", "--to", "second.cert", "--g-to", "desk.cert", "--v-to", "desk.cert")


def masked(done: tuple[int, str, str]) -> str:
    """Return what was printed, without ids, hashes, days and names of files."""
    assert done[0] == 0, done
    return _PASSING.sub("*", done[1] + done[2])


def printed(do: Do, *form: str) -> list[str]:
    """Carry a laptop's work to the desk, twice; return all that is printed."""
    found = []
    for number in (1, 2):
        file = f"{number}{len(form)}.imha"
        found.append(masked(do("laptop", "archive", "make", *_TO, "--out", file, *form)))
        for command in ("verify", "preview", "merge", "merge"):
            found.append(masked(do("desk", "archive", command, file, *form)))
        found.append(masked(do("desk", "archive", "list", *form)))
    return found


def says(home: Path, talks: dict[ChainClass, str], word: str) -> None:
    """Write to private records on a vault, on one field, so that two vaults disagree."""
    with Vault.unlock(home, PASSPHRASE.decode()) as vault:
        for part, talk in talks.items():
            said = {"sensitivity": part.value, "notes.a": word}
            vault.journal.write("private", talk, {**said}, chain=part)


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.usefixtures("programme")
def test_what_is_printed_does_not_depend_on_what_was_said_in_private(
    do: Do,
    tmp_path: Path,
    form: tuple[str, ...],
) -> None:
    homes = [tmp_path / name for name in ("desk", "laptop")]
    for home in homes:
        shutil.copytree(home, tmp_path / f"{home.name}.kept")
    quiet = printed(do, *form)
    for home in homes:
        shutil.rmtree(home)
        (tmp_path / f"{home.name}.kept").rename(home)
    with Vault.unlock(homes[0], PASSPHRASE.decode()) as vault:
        talks = {part: vault.journal.new_id() for part in (ChainClass.G, ChainClass.V)}
    for home in homes:
        says(home, talks, home.name)
    for file in tmp_path.glob("*.imha"):
        file.unlink()
    assert printed(do, *form) == quiet
