"""The suites by number, and how many trials each has before a release."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.faults import acts, between, cuts, damage, errors, full, kills, put_back, two
from tests.faults.tally import Tally

Run = Callable[[Path, int, int, Tally], None]


class Suite(NamedTuple):
    """One row of the table. ``release``: trials before a release. ``control``: it must lose."""

    name: str
    what: str
    run: Run
    release: int
    control: bool = False


def _every_call(story: errors.Story) -> Run:
    """Let every call of a story fail; ``trials`` is every so-manyth, from the seed on."""

    def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
        errors.run(place, story, tally, first=1 + seed % trials, every=trials)

    return run


_ACTS = {
    "passphrase": ("a change of passphrase", acts.key_act("change")),
    "revoke": ("a re-key", acts.key_act("revoke")),
    "restore": ("a restore", acts.restore),
}

SUITES = (
    Suite("R1", "SIGKILL while answering", kills.run, 10_000),
    Suite("R1-liar", "the same, acknowledging before the commit", kills.run_liar, 200, True),
    Suite("R2", "power cuts", cuts.run, 5_000),
    Suite("R2-whole", "the same, whole sectors turned to rubbish", cuts.run_whole, 1_000),
    Suite("R2-whole-trusted", "the same with psow=1", cuts.run_whole_trusted, 200, True),
    Suite("R2-normal", "the same with synchronous=NORMAL", cuts.run_normal, 200, True),
    Suite("R2-liar", "the same, acknowledging before the commit", cuts.run_liar, 200, True),
    *(Suite(f"R3-{n}", f"every call fails: {story.name}", _every_call(story), 20)
      for n, story in enumerate(errors.STORIES, 1)),
    Suite("R4", "disk full, then room", full.run, 200),
    Suite("R5-backup", "SIGKILL in a backup", between.backup, 2_000),
    Suite("R5-merge", "SIGKILL in a merge", between.merge, 2_000),
    Suite("R5-upgrade", "SIGKILL in a migration", between.migrate, 2_000),
    *(Suite(f"R5-{name}", f"SIGKILL in {what}", acts.kills(prepare), 2_000)
      for name, (what, prepare) in _ACTS.items()),
    *(Suite(f"R2-{name}", f"power cuts in {what}", acts.cuts(prepare), 1_000)
      for name, (what, prepare) in _ACTS.items()),
    Suite("R6", "random damage", damage.run, 20_000),
    Suite("R7", "an old page put back", damage.run_put_back, 1_000),
    Suite("R7-whole", "an old vault, a cut tail, a copy, no anchor", put_back.run, 1_000),
    Suite("R9", "two programs in turn", two.run, 1_000),
)  # fmt: skip
