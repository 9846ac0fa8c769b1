"""A support bundle holds no value of any record: not one of thousands planted in every field."""

import json
import sys

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import support
from imh_desktop.flows.demo import fill
from imh_desktop.flows.support import as_bytes, bundle
from imh_desktop.store.vault import Vault
from imh_desktop.ui.last_resort import LastResort

from .planting import FIRST, Planter


def test_nothing_that_was_planted_in_any_field_is_in_it(tmp_path):
    vault = Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Qorvexa Wombratski")
    planter = Planter(vault, Library(), seed=7)
    planter.families(4)
    log = LastResort(vault.folder / support.FAULTS, lambda _id: None)
    for plant in sorted(planter.plants)[:50]:
        try:
            raise ValueError(plant)
        except ValueError as error:
            log.caught(ValueError, error, error.__traceback__)
    (vault.folder / support.WINDOW).write_text(
        json.dumps({"theme": "Qorvexa", "language": "Qorvexa", "text_size": "Qorvexa"})
    )
    said = as_bytes(bundle(vault.folder, vault)).decode()
    vault.close()
    assert len(planter.plants) > 1_000
    for plant in (*planter.plants, *planter.records, "Qorvexa", "Wombratski", FIRST.isoformat()):
        assert plant not in said
    assert said.count("ValueError test_support.py:") == 50


def _texts(vault):
    """Every text in every record of a vault, as the journal has it."""
    found = set()
    for table in (
        "child",
        "caregiver",
        "visit",
        "answer",
        "partner",
        "setting",
        "worker",
        "device",
    ):
        for row in vault.open_connection().execute(f"SELECT * FROM {table}"):
            found |= {value for value in row if isinstance(value, str)}
    return {piece for text in found for piece in (text, *_inside(text))}


def _inside(text):
    try:
        said = json.loads(text)
    except ValueError:
        return ()
    return [v for v in said.values() if isinstance(v, str)] if isinstance(said, dict) else ()


OURS = {"female", "system", "observation"}
"""Words of the program itself, which a field may hold as well."""


def test_no_text_of_the_demo_vault_is_in_it(tmp_path, today):
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa Méndez") as vault:
        fill(vault, Library(), today)
        said = as_bytes(bundle(vault.folder, vault)).decode()
        texts = {text for text in _texts(vault) if len(text) > 5} - OURS
        assert len(texts) > 30
        assert [text for text in sorted(texts) if text in said] == []


@pytest.fixture
def today():
    from datetime import date

    return date.today()  # noqa: DTZ011 as the program


def test_it_says_what_helps(tmp_path):
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa") as vault:
        (vault.folder / support.WINDOW).write_text('{"theme": "dark", "text_size": 150}')
        told = bundle(vault.folder, vault)
        assert told["settings"] == {"theme": "dark", "text_size": 150}
        assert told["system"]["name"] == sys.platform
        assert told["libraries"]["sqlcipher3"]
        assert told["records"]["child"] == 0
        assert told["check"] == {"findings": 0}
        assert not {"private", "own_referral"} & told["records"].keys()
        assert told["files"]["vault.db"] > 0
    assert "records" not in bundle(tmp_path / "vault", None)
    assert bundle(tmp_path / "nowhere", None)["faults"] == []


@pytest.mark.parametrize(
    "line",
    [
        "0C66F4 TypeError day.py:48:_plant < <frozen runpy>:88:_run_code",
        "7125EB StepFailed driver.py:126:wait < day.py:122:<module>",
    ],
)
def test_lines_of_the_log_have_its_shape(tmp_path, line):
    others = ["Amara Jallow", "0C66F4 Amara", f"{line} Amara", "0C66F4 KeyError Amara", "\x00", ""]
    (tmp_path / support.FAULTS).write_text("\n".join([*others, line, *others]))
    assert bundle(tmp_path, None)["faults"] == [line]
