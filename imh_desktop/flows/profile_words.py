"""The counts behind a mark, in words, where the heading above them names the domain."""

from imh_desktop.core.profile import Counts
from imh_desktop.words import Words


def counts_said(counts: Counts, words: Words, *, only_signs: bool = False) -> str:
    """Say the counts, never as one number. ``only_signs``: of a domain that asks for nothing else,
    where the others are always none."""
    if only_signs:
        return words.say(
            "Look again {concern} · Not known {unknown}",
            concern=counts.concern,
            unknown=counts.unknown,
        )
    return words.say(
        "Often {often} · Sometimes {sometimes} · Not yet {not_yet} · Look again {concern}"
        " · Not known {unknown}",
        often=counts.often,
        sometimes=counts.sometimes,
        not_yet=counts.not_yet,
        concern=counts.concern,
        unknown=counts.unknown,
    )
