"""The checklists that ship are sound, and band B4 is a whole visit."""

import pytest

from imh_desktop import assets
from imh_desktop.content.checking import check
from imh_desktop.content.library import Library
from imh_desktop.content.wind_tunnel.temperaments import TEMPERAMENTS
from imh_desktop.content.wind_tunnel.tunnel import run
from imh_desktop.core.checklist import Checklist
from imh_desktop.core.privacy import Sensitivity


@pytest.fixture(scope="module")
def observation() -> Checklist:
    """The bundled checklist."""
    return Library().checklist("observation")


def test_the_bundled_forms_have_no_fault() -> None:
    assert check(assets.forms()) == ()


def test_both_languages_have_every_word(observation: Checklist) -> None:
    library = Library()
    for language in ("en", "es"):
        texts = library.texts("observation", language)
        assert texts.items.keys() == {item.item_id for item in observation.items}


def test_band_four_has_a_visit_of_the_right_size(observation: Checklist) -> None:
    core = [item for item in observation.in_band("B4") if item.core]
    by_domain = {
        domain.domain_id: sum(observation.domain_of(item) == domain for item in core)
        for domain in observation.domains
        if domain.counted
    }

    assert 20 <= len(core) <= 28
    assert by_domain["relationships"] >= 5
    assert by_domain["feelings"] >= 5
    assert by_domain["exploring"] >= 4
    assert by_domain["family"] == 3
    assert by_domain["signs"] == 4


def test_band_four_covers_every_construct_of_its_age(observation: Checklist) -> None:
    constructs = {item.construct for item in observation.in_band("B4")}
    expected = {f"R{n}" for n in range(1, 6)} | {f"E{n}" for n in range(1, 5)}
    expected |= {f"X{n}" for n in range(1, 5)} | {f"F{n}" for n in range(1, 4)}
    expected |= {f"S{n}" for n in range(1, 10)} | {f"K{n}" for n in range(1, 5)}
    expected |= {f"T{n}" for n in range(1, 7)}

    assert expected <= constructs


def test_talk_today_classes_follow_the_clinical_note(observation: Checklist) -> None:
    today = {i.construct: i.sensitivity for i in observation.items if i.kind == "today"}

    for construct, sensitivity in today.items():
        expected = Sensitivity.C if construct in ("T4", "T5") else Sensitivity.V
        assert sensitivity == expected, construct


def test_private_talk_has_eight_items_of_class_g(observation: Checklist) -> None:
    talk = [item for item in observation.items if item.kind == "risk"]

    assert len(talk) == 8
    assert {item.sensitivity for item in talk} == {Sensitivity.G}


def test_strategies_reach_every_strength_construct_and_routine(observation: Checklist) -> None:
    here = [s for s in observation.strategies if "B4" in s.bands]
    reached = {construct for strategy in here for construct in strategy.constructs}
    strengths = {i.construct for i in observation.in_band("B4") if i.polarity == "strength"}

    assert strengths <= reached
    assert {s.routine for s in here} >= {"feeding", "comforting", "play", "sleep", "outing"}


def test_no_rule_is_out_of_reach_and_no_temperament_comes_out_wrong(observation: Checklist) -> None:
    """Calm children at N0 or N1, one heavy sign at N2, every item asked, every rule fired."""
    report = run(observation, observation.bands, 10 * len(TEMPERAMENTS), 1)

    assert [(band.band, band.broken, band.never_shown) for band in report.bands] == [
        (band, (), ()) for band in observation.bands
    ]
    assert report.silent_rules == ()
    assert all(band.minutes <= 20 and band.minutes_p90 <= 25 for band in report.bands)
