"""The sheet of families that cannot be reached tells neither why nor to whom they were referred."""

from io import BytesIO

import pypdfium2

from imh_desktop.flows import referral_steps as steps
from imh_desktop.flows.referral_steps import AttemptForm, StepForm
from imh_desktop.flows.unreached import unreached_page
from imh_desktop.store.vault import Vault

from .conftest import ON
from .test_referral_loop import LATER, WORDS, referral  # noqa: F401 a fixture


def text_of(vault: Vault) -> tuple[str, str]:
    page = unreached_page(vault, LATER, "en")
    document = pypdfium2.PdfDocument(BytesIO(page.content))
    return page.file_name, " ".join(one.get_textpage().get_text_range() for one in document)


def test_the_sheet_holds_first_names_days_and_ways_alone(vault: Vault, referral: str) -> None:  # noqa: F811
    assert "Mara" not in text_of(vault)[1]
    form = AttemptForm(on="2026-06-12", how="phone", came="hangs up, drinks", who="Rosa")
    steps.log_attempt(vault, referral, form, WORDS, today=LATER)
    end = StepForm(state="cannot_reach", on="2026-06-20", who="Early <b>")
    steps.record_step(vault, referral, end, WORDS, today=LATER)
    name, text = text_of(vault)
    for said in ("Mara", "12 June 2026", "By phone", "Since 20 June 2026"):
        assert said in text
    for untold in ("Early", "drinks", "Rosa", "walk", str(ON.year - 1)):
        assert untold not in text
    assert name == f"list-{LATER.isoformat()}.pdf"
