"""The directory of partners, by clicks on real pages."""

from pathlib import Path

from imh_desktop.flows import partners
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.partners_page import PartnersPage

from .conftest import OpenProgram, enrol


def test_a_partner_is_added_retired_and_a_list_taken_in(
    opened: OpenProgram, vault: Vault, hands: Hands, tmp_path: Path
) -> None:
    enrol(vault)
    program = opened()
    hands.click("Programme")
    hands.click("Partners")
    hands.click("Add a partner")
    hands.click("Save the partner")
    hands.wait_for("Please fill this in.")
    hands.write("Name of the partner", "=Early <b>")
    hands.choose("Kind of partner", "School district")
    for language in ("English", "Spanish", "English"):
        hands.choose("Add a language this partner speaks", language)
        hands.click("Add this language")
    hands.click("Save the partner")
    hands.wait_for("The partner is saved.")
    (one,) = partners.listed(vault)
    assert (one.name, one.kind, one.languages) == ("=Early <b>", "school_district", ("en", "es"))
    hands.click("=Early <b>")
    hands.click("Retire")
    hands.wait_for("=Early <b>. Retired")
    assert partners.listed(vault) == ()
    page, path = program.window.page, tmp_path / "list.csv"
    assert isinstance(page, PartnersPage)
    hands.picture("partners")
    path.write_text("name,kind\nNorth clinic,health\nSouth,wizard\n")
    program._workspace._programme.partners.look_at(path, page)
    hands.wait_for("Line 3: kind: Please choose one of the answers.")
    assert not hands.sees("Take in all")
    hands.click("Cancel")
    path.write_text("name,kind\nNorth clinic,health\nSouth,community\n")
    program._workspace._programme.partners.look_at(path, page)
    hands.click("Take in all")
    hands.wait_for("2 partners taken in.")
    assert [each.name for each in partners.listed(vault)] == ["North clinic", "South"]
