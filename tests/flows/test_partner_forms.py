"""A referral on a partner's form tells what its consent covers, and a mapping cannot ask more."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imh_desktop.content.form_mapping import read_mapping
from imh_desktop.content.library import Library
from imh_desktop.core.partner_form import VALUES
from imh_desktop.core.referral import LINES
from imh_desktop.errors import InputError
from imh_desktop.flows import partner_form, referring
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.referring import ReferralForm, summary_of
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.conftest import a_referral as a_referral  # a fixture

from .conftest import ON

_SEX = '{field = "A", value = "child.sex"}'
OF_LINE = {
    "contact": tuple(f"caregiver1.{field}" for field in ("name", "phone", "address", "best_time")),
    "gestation": ("child.pregnancy",),
    "languages": ("child.languages", "child.interpreter"),
    "custody": ("child.custody",),
    "reason": ("referral.reasons", "referral.concern_on"),
    "strengths": ("referral.strengths",),
    "tried": ("referral.tried",),
    "instruments": ("referral.instruments",),
    "senses": ("child.vision", "child.hearing"),
    "profile": ("referral.noticed",),
    "health": ("child.health_provider",),
    "services": ("child.services",),
}  # fmt: skip


def _values(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(pdf)) as read:
        return {str(each["/T"]): str(each.get("/V", "")) for each in read.Root.AcroForm.Fields}


@pytest.mark.parametrize("line", LINES)
def test_a_value_is_there_only_when_ticked_and_consented(line, a_referral) -> None:
    others = tuple(other for other in LINES if other != line)
    words = Words("en")
    for summary in (a_referral(lines=others), a_referral(covered=others)):
        values = partner_form.values_of(summary, "words", words)
        assert [values[each] for each in OF_LINE[line]] == [""] * len(OF_LINE[line])
    whole = partner_form.values_of(a_referral(), "words", words)
    assert all(whole[each] for each in OF_LINE[line])
    assert set(whole) == set(VALUES)


@pytest.fixture
def referral_id(vault: Vault, library: Library, visit: OpenVisit, numbers: None) -> str:
    visit.answer("r3-shares-a-find", "not_yet")
    form = ReferralForm(
        partner_name="Early Support", purpose="A closer look", lines=("reason",),
        items=("r3-shares-a-find",), signer="Ines", authority="mother",
        signed_on=ON.isoformat(), expires_on=(ON + timedelta(days=30)).isoformat(),
        concern_on=ON.isoformat(), tried="Songs at bedtime.",
    )  # fmt: skip
    return referring.write_referral(vault, library, visit.visit.visit_id, form, today=ON)


def test_the_bundled_form_is_filled_from_the_vault(
    vault: Vault, library: Library, referral_id: str
) -> None:
    form, mapping = partner_form.example_form()
    filled = partner_form.filled_form(vault, library, referral_id, form, mapping, "en", today=ON)
    values = _values(filled.page.content)
    assert filled.left == ()
    assert values["ChildName"] == "Mara"
    assert values["ReferredOn"] == "06/10/2026"
    assert "Not yet, 06/10/2026" in " ".join(values["Concern"].split())
    # Neither the caregivers nor what was tried were ticked.
    assert [values[each] for each in ("Parent", "ParentPhone", "Tried")] == ["", "", ""]
    assert "Mara" not in filled.page.file_name


def test_without_a_valid_consent_there_is_no_form(
    vault: Vault, library: Library, referral_id: str
) -> None:
    form, mapping = partner_form.example_form()
    late = ON + timedelta(days=31)
    with pytest.raises(PageRefused, match="valid from"):
        partner_form.filled_form(vault, library, referral_id, form, mapping, "en", today=late)
    consent_id = summary_of(
        vault, library, referral_id, "en", None, ON, Words("en")
    ).consent.consent_id
    vault.journal.write("consent", consent_id, {"revoked_on": ON.isoformat()})
    with pytest.raises(PageRefused, match="withdrawn"):
        partner_form.filled_form(vault, library, referral_id, form, mapping, "en", today=ON)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 1\nfields = []", "text"),
        ('title = "x"\nfields = [{field = "ChildName", value = "child.secrets"}]', "not one of"),
        ('title = "x"\nfields = [{field = "A", value = "child.name", script = "x"}]', "script"),
        (f'title = "x"\nfields = [{", ".join([_SEX] * 2)}]', "twice"),
        ('title = "x"\ndays = "%s"\nfields = []', "days"),
        ("[", "not TOML"),
        ("\x00", "not TOML"),
    ],
)  # fmt: skip
def test_a_mapping_that_will_not_do_is_refused_with_its_place(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(InputError) as told:
        read_mapping(path)
    assert said in str(told.value)
    assert "map.toml" in str(told.value)


def test_a_mapping_that_is_missing_or_names_a_field_the_form_lacks_is_refused(
    vault: Vault, library: Library, referral_id: str, tmp_path: Path
) -> None:
    form, _ = partner_form.example_form()
    with pytest.raises(InputError, match="is missing"):
        read_mapping(tmp_path / "none.toml")
    path = tmp_path / "map.toml"
    path.write_text('title = "x"\nfields = [{field = "Nickname", value = "child.name"}]')
    with pytest.raises(InputError, match="no such field"):
        partner_form.filled_form(vault, library, referral_id, form, path, "en", today=ON)
