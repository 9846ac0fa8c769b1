"""What goes with a de-identified export: the manifest, and what a person is to look at first."""

import json
from datetime import date
from typing import Any

import msgspec

from imh_desktop import __version__
from imh_desktop.core.deidentify import Profile
from imh_desktop.exchange.deidentified import Sheet
from imh_desktop.flows.deidentified_children import Coarse
from imh_desktop.flows.exporting import leaves_protection
from imh_desktop.store.shapes import SHAPES
from imh_desktop.words import Words


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the manifest tells. ``agreement``: empty unless this is a limited data set.
    ``values``: field of a child -> how many different values it had."""

    profile: Profile
    agreement: str
    on: date
    sheets: tuple[Sheet, ...]
    coarse: Coarse
    values: dict[str, int]
    answers_left_out: bool
    reasons: tuple[str, ...]

    @property
    def limited(self) -> bool:
        """Tell whether days are kept."""
        return bool(self.agreement)


def manifest(facts: Facts) -> str:
    """Return every field that was dropped and every value made coarser, as JSON.

    No value of a record stands in it, nor how many share one.
    """
    profile, limited = facts.profile, facts.limited
    told_as = facts.coarse.told_as()
    said: dict[str, Any] = {
        "program": f"IMH Desktop {__version__}",
        "made": facts.on.isoformat() if limited else str(facts.on.year),
        "kind": "limited data set" if limited else "de-identified (safe harbor)",
        "agreement": facts.agreement or None,
        "profile": f"{profile.id} {profile.version}, {profile.date.isoformat()}",
        "source": profile.source,
        "smallest_cell": profile.smallest_cell,
        "columns": [
            {"file": f"{sheet.name}.csv", "column": c.name, "field": c.field or None,
             "rule": c.rule if c.field else None, "title": c.title}
            for sheet in facts.sheets for c in sheet.columns
        ],
        "dropped": _dropped(profile, limited=limited),
        "dropped_always": "identities of records, devices, chains and entries; who wrote what,"
        " when and why; answers of class V; every field of a newer release",
        "coarsened": {
            field: {"different_values": facts.values[field], "told_as": len(names)}
            for field, names in told_as.items()
        },
        "not_in_any_record": profile.absent,
        "answers_of_other_checklists_left_out": facts.answers_left_out,
        "children_left_out_because": facts.reasons,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _dropped(profile: Profile, *, limited: bool) -> list[str]:
    """Return every field of every record type that is dropped, named in the profile or not."""
    here = {
        f"{record_type}.{name}"
        for record_type, shape in SHAPES.items()
        for name in (*shape.columns, *shape.elements)
    }
    named = {f"{kind}.{name}" for kind, rules in profile.fields.items() for name in rules}
    return sorted(f for f in here | named if profile.rule(f, limited=limited) == "drop")


def read_first(facts: Facts, words: Words) -> str:
    """Return what a person is to read and do before the export is sent, as plain text."""
    say, n = words.say, facts.profile.smallest_cell
    lines = [
        say("Before you send this"),
        "",
        say("1. Open check_these_rows.csv. It holds some rows of visits.csv, taken by chance."),
        say("2. Ask of each row: could I, or somebody here, tell which child this is?"),
        say("3. If so, do not send it. Talk with whoever answers for privacy in your programme."),
        "",
        say(
            "A program cannot know what people know. This export may only be called de-identified"
            " while nobody in your programme actually knows that a child can be told from it, alone"
            " or together with something else."
        ),
        say(
            "The counts in summary.csv hide every group under {n}, so that it cannot be worked out."
            " The other files have one row for each visit: whoever has them can count small groups."
            " Where small groups must not be seen, send summary.csv alone.",
            n=n,
        ),
        say("Names, numbers, addresses, notes and private answers are not in here."),
    ]
    if facts.limited:
        lines.append(
            say(
                "This is a limited data set: days are kept. It may go only to those named in"
                " agreement {reference}.",
                reference=facts.agreement,
            )
        )
    lines.append(leaves_protection(words))
    return "\n".join(lines) + "\n"
