"""Every reason and level in plain words, without their numbers."""

from datetime import timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.trace import RULE_SET, Trace, TracedAnswer
from imh_desktop.flows.explaining import explain, level_said
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import R1


def _said_then(visit_id: str, code: str, ago: int) -> TracedAnswer:
    on = ON - timedelta(days=ago)
    return TracedAnswer(visit_id=visit_id, item_id=R1, code=code, known="seen", on=on)


def _trace(rule: str, level: str | None, *answers: tuple[str, str, int], **more: str) -> Trace:
    return Trace(
        rule=rule,
        rule_set=RULE_SET,
        level=level,  # type: ignore[arg-type]
        sensitivity=Sensitivity.C,
        answers=tuple(_said_then(*each) for each in answers),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        (_trace("A1", "N3", ("v2", "yes", 0)), ["Yes", "10 June 2026"]),
        (
            _trace("A3", "N1", ("v1", "often", 20), ("v2", "not_yet", 0)),
            ["21 May 2026", "10 June 2026", "ask"],
        ),
        (
            _trace("A3", "N3", ("v1", "often", 20), ("v2", "not_yet", 0), ("v2", "yes", 0)),
            ["21 May 2026", "lost"],
        ),
        (_trace("C1", "N2", ("v2", "a_lot", 0)), ["A lot"]),
        (
            _trace("C2", "N2", ("v1", "a_little", 20), ("v2", "a_little", 0)),
            ["2 visits", "21 May 2026"],
        ),
        (_trace("C3", "N1", ("v2", "a_little", 0), ("v2", "a_lot", 0)), ["2 signs"]),
        (_trace("C4", "N1", ("v2", "a_little", 0)), ["A little"]),
        (
            _trace("C5", "N2", ("v1", "not_yet", 40), ("v2", "not_yet", 0)),
            ["2 visits", "1 May 2026"],
        ),
        (
            _trace("C6", "N1", ("v2", "not_yet", 0), ("v2", "not_yet", 0), subject="exploring"),
            ["2 answers", "Exploring"],
        ),
        (
            _trace("C6", "N2", ("v1", "not_yet", 40), ("v2", "not_yet", 0), subject="exploring"),
            ["1 answer", "two visits"],
        ),
        (_trace("C8", None, subject="conditions_known"), ["known condition"]),
        (_trace("C8", None, subject="gestation_days"), ["28 weeks"]),
        (_trace("P1", "N1"), ["still open"]),
        (_trace("P1", "N1", ("v2", "a_little", 0)), ["1 group"]),
        (_trace("J1", "N2", reason="A feeling."), ["A feeling."]),
    ],
)
def test_every_rule_has_a_plain_sentence_with_its_counts(
    library: Library, trace: Trace, said: list[str]
) -> None:
    sentence = explain(trace, library.texts("observation", "en"), Words("en"))
    for part in said:
        assert part in sentence
    assert "{" not in sentence
    assert not any(level in sentence for level in ("N0", "N1", "N2", "N3"))


def test_levels_are_said_without_their_numbers() -> None:
    said = {level_said(level, Words("en")) for level in ("N0", "N1", "N2", "N3")}  # type: ignore[arg-type]
    assert len(said) == 4
    assert not any(letter.isdigit() for text in said for letter in text)
