"""The demo and real work never stand together: archives, exports, and what an old release made."""

import hashlib
import json
from pathlib import Path

import pytest

from imh_desktop.errors import ImhError
from imh_desktop.exchange.archive import DeviceKeys
from imh_desktop.flows import devices, exporting, merging, quarantine
from imh_desktop.flows.apart import NotTogether
from imh_desktop.flows.demo_mark import KEY as KEY_FILE
from imh_desktop.flows.demo_mark import MARK, known_as_demo, remove
from imh_desktop.flows.programme import ProgrammeForm, save
from imh_desktop.store import backups, records
from imh_desktop.store.vault import Vault
from tests.exchange.archive import by_hand
from tests.exchange.archive.people import OPEN, G, V
from tests.flows.team import DAY, KEY, Team


@pytest.fixture
def demo(team: Team) -> Vault:
    """A demo vault whose laptop the real desk has certified, so that nothing but the mark keeps
    the two apart."""
    demo = team.vault("demo", made_up=True)
    team.papers.append(team.join(demo))
    team.laptops.append(demo)
    return demo


def child(vault: Vault, name: str, **also: bool) -> None:
    born = {"born_earliest": "2026-01-05", "born_latest": "2026-01-05"}
    vault.journal.write("child", vault.journal.new_id(), {"given_name": name, **born, **also})


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".lock",) and not path.name.endswith("-shm")
    }


def refused(vault: Vault, file: Path) -> str:
    """Try every door an archive has; return what is said. Nothing of the vault may change."""
    before, said = bytes_of(vault.folder), set[str]()
    doors = (
        lambda: merging.merge(vault, [file]),
        lambda: merging.preview(vault, [file]),
        lambda: merging.verify(vault, file),
        lambda: merging.merge(vault, [file], revoked_too=True),
        lambda: quarantine.look(vault, file),
    )
    for door in doors:
        with pytest.raises(NotTogether) as caught:
            door()
        said.add(caught.value.message)
    (passed,) = merging.preview(vault, [file], past_refused=True).refused
    assert passed.file == file.name
    assert bytes_of(vault.folder) == before
    (sentence,) = said
    return sentence


@pytest.mark.check(15)
def test_the_demo_is_not_taken_into_real_work(team: Team, demo: Vault) -> None:
    child(demo, "Amara", demo=True)
    said = refused(team.desk, team.carry(demo))
    assert "was made in the demo" in said
    assert "Amara" not in said
    assert records.children(team.desk) == []


def test_real_work_is_not_taken_into_the_demo(team: Team, demo: Vault) -> None:
    child(team.desk, "Layla")
    assert "holds real work" in refused(demo, team.answer(demo))
    assert records.children(demo) == []


def test_one_refused_file_among_good_ones_keeps_all_of_them_out(team: Team, demo: Vault) -> None:
    child(team.laptops[0], "Layla")
    files = team.carry(team.laptops[0]), team.carry(demo)
    before = bytes_of(team.desk.folder)
    with pytest.raises(NotTogether):
        merging.merge(team.desk, files)
    assert bytes_of(team.desk.folder) == before


def test_two_demos_may_carry_to_each_other(team: Team, demo: Vault) -> None:
    other = team.vault("second demo", made_up=True)
    team.papers.append(team.join(other))
    team.laptops.append(other)
    child(demo, "Amara", demo=True)
    file = team.make(demo, (team.papers[-1], team.spare))
    assert team.take(other, file).new > 0
    assert len(records.children(other)) == 1


class Anew:
    """An archive's lines, to be sealed anew after a change, by its sender or by another."""

    def __init__(self, team: Team, file: Path) -> None:
        self.team, self.file = team, file
        self.desk = devices.keys(team.desk)
        frames = by_hand.frames(file.read_bytes())
        self.lines = {}
        for part, frame in zip((G, V, OPEN), frames, strict=True):
            try:
                self.lines[part] = by_hand.open_up(by_hand.plain(frame, self.desk.identity))[0]
            except Exception:
                continue

    def without_the_mark(self) -> None:
        for lines in self.lines.values():
            header = json.loads(lines[0])
            assert header.pop("kind") == "demo"
            lines[0] = by_hand.dumps(header)

    def with_the_mark(self) -> None:
        for lines in self.lines.values():
            lines[0] = by_hand.dumps({**json.loads(lines[0]), "kind": "demo"})

    def sealed(self, signer: DeviceKeys) -> Path:
        seed, frames = signer.secrets()[0], list[bytes]()
        for part in (G, V, OPEN):
            others = dict(zip("GV", map(by_hand.digest, frames), strict=True)) if frames[1:] else {}
            content = by_hand.closed(self.lines[part], seed, others)
            told = len(json.loads(self.lines[part][0])["recipients"]) + 1
            to = [self.desk.identity.to_public()]
            frames.append(by_hand.sealed_to_measure(content, to, told))
        self.file.write_bytes(by_hand.assemble(frames))
        return self.file


def test_a_mark_taken_off_by_another_is_a_forgery(team: Team, demo: Vault) -> None:
    child(demo, "Amara", demo=True)
    anew = Anew(team, team.carry(demo))
    anew.without_the_mark()
    file, before = anew.sealed(devices.keys(team.laptops[0])), bytes_of(team.desk.folder)
    with pytest.raises(ImhError, match="not signed"):
        merging.merge(team.desk, [file])
    assert bytes_of(team.desk.folder) == before


def test_a_mark_put_on_by_another_is_a_forgery(team: Team) -> None:
    child(team.laptops[0], "Layla")
    anew = Anew(team, team.carry(team.laptops[0]))
    anew.with_the_mark()
    with pytest.raises(ImhError, match="not signed"):
        merging.merge(team.desk, [anew.sealed(devices.keys(team.laptops[1]))])


def test_a_demo_that_leaves_its_own_mark_out_is_known_by_its_children(
    team: Team, demo: Vault
) -> None:
    """So is an archive of an earlier release, which had no such mark to leave out."""
    child(demo, "Amara", demo=True)
    anew = Anew(team, team.carry(demo))
    anew.without_the_mark()
    assert "was made in the demo" in refused(team.desk, anew.sealed(devices.keys(demo)))


def test_what_an_earlier_release_let_in_does_not_shut_out_real_laptops(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real laptop may carry a made-up child that it was once given: it is not its own word."""
    one, other = team.laptops
    child(other, "Amara", demo=True)
    with monkeypatch.context() as earlier:
        earlier.setattr(merging, "require_same_kind", lambda *_: None)
        team.take(one, team.make(other, (team.papers[0], team.spare)))
    child(one, "Layla")
    assert team.take(team.desk, team.carry(one)).new > 0


def test_no_entry_makes_a_real_vault_a_demo(team: Team, demo: Vault) -> None:
    child(team.laptops[0], "Layla")
    save(team.laptops[0], ProgrammeForm(name="Training", fictional=True), today=DAY)
    team.take(team.desk, team.carry(team.laptops[0]))
    assert not team.desk.made_up
    assert demo.made_up


@pytest.mark.check(15)
def test_nothing_of_the_demo_is_exported(team: Team, demo: Vault) -> None:
    for kind in ("csv", "xlsx", "fhir", "private", "twenty-years", "deidentified"):
        with pytest.raises(NotTogether, match="This is the demo"):
            exporting.permit(demo, kind, on=DAY)


def test_a_copy_of_the_demo_is_a_demo_and_its_settings_cannot_say_otherwise(
    team: Team, demo: Vault
) -> None:
    save(demo, ProgrammeForm(name="Real", fictional=False), today=DAY)
    assert records.programme(demo).fictional
    with backups.rehearsal(demo) as copy:
        assert copy.made_up
    folder = demo.folder
    demo.close()
    team.open.remove(demo)
    with Vault.open_with_key(folder, KEY) as again:
        assert again.made_up


def test_the_demo_of_an_earlier_release_is_marked_when_it_is_opened(tmp_path: Path) -> None:
    with Vault.create_with_key(tmp_path / "v", KEY, "Demo visitor") as vault:
        (tmp_path / "v" / MARK).write_text("made up", "ascii")
        assert not known_as_demo(vault).made_up  # the file alone says nothing
        save(vault, ProgrammeForm(name="Sunflower", fictional=True), today=DAY)
        assert known_as_demo(vault).made_up
    with Vault.open_with_key(tmp_path / "v", KEY) as again:
        assert again.made_up


def test_removing_takes_the_demo_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    Vault.create_with_key(folder, KEY, "Demo visitor", made_up=True).close()
    (folder / KEY_FILE).write_text(KEY.hex(), "ascii")
    (folder / "window.json").write_text("{}")
    remove(folder)
    assert [path.name for path in folder.iterdir()] == ["window.json"]


def test_removing_leaves_a_real_vault_alone(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    Vault.create_with_key(folder, KEY, "Ines").close()
    for left in (None, KEY.hex(), "nothing of the kind"):
        if left is not None:
            (folder / KEY_FILE).write_text(left, "ascii")
            (folder / MARK).write_text("DEMO", "ascii")
        with pytest.raises(ImhError, match="no demo"):
            remove(folder)
        assert Vault.exists(folder)
