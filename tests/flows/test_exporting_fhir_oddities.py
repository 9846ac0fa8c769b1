"""FHIR from a vault in which every field holds something odd."""

from pathlib import Path

from imh_desktop.content.library import Library

from .export_vault import coordinators_vault
from .planting import Planter
from .test_exporting_fhir import written


def test_a_vault_full_of_oddities_gives_valid_resources(library: Library, tmp_path: Path) -> None:
    with coordinators_vault(tmp_path / "desk") as vault:
        Planter(vault, library, seed=3).families(12)
        resources = written(vault, library)
        kinds = [each["resourceType"] for each in resources.values()]
        assert (kinds.count("Patient"), kinds.count("Encounter")) == (12, 36)
        private = [i for i in library.checklist("observation").items if i.sensitivity.private]
        text = (tmp_path / "out.json").read_text("utf-8")
        assert not any(f'"{item.item_id}"' in text for item in private)
