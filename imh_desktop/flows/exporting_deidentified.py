"""An export in which nobody is to be known (clinical.md 5.4): for research, and for funders."""

import random
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from imh_desktop.content.deidentify_profile import read_profile
from imh_desktop.content.library import Library
from imh_desktop.core.deidentify import Profile
from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.progress import Progress, quiet
from imh_desktop.errors import InputError
from imh_desktop.exchange.deidentified import Column, NewIds, Sheet, SheetFolder
from imh_desktop.exchange.tables.shape import Value
from imh_desktop.flows.deidentified_children import Census, Coarse, Teller
from imh_desktop.flows.deidentified_papers import Facts, manifest, read_first
from imh_desktop.flows.deidentified_sheets import Items, sheets
from imh_desktop.flows.deidentified_summary import Summary
from imh_desktop.flows.export_rows import ExportChild, ExportReader
from imh_desktop.flows.exporting import Finished, Permit, Tally, finished, leaving, permit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

CHECKED = 20
"""How many rows a person is asked to look at."""
_LOOK, _ANSWER = "check_these_rows", "could_somebody_know_this_child"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``limited``: a limited data set, which keeps days and goes only to those
    of an ``agreement``. ``profile``: None = the bundled one."""

    now: datetime
    purpose: str = ""
    limited: bool = False
    agreement: str = ""
    profile: Path | None = None


def export_deidentified(
    vault: Vault, library: Library, target: Path, wanted: Wanted, *, words: Words,
    chance: random.Random | None = None, progress: Progress = quiet,
) -> Finished:  # fmt: skip
    """Write a folder of CSV files, a manifest, and what is to be looked at before it is sent.

    Args:
        chance: where new ids and the order of children come from; the system's by default.
    Raises:
        InputError: days are wanted without an agreement; or as ``exporting.permit``, ``leaving``
            and ``read_profile``.
        EnvironmentFault: as ``exporting.leaving``.
    """
    agreement = _agreement(wanted)
    profile = read_profile(wanted.profile)
    allowed = _permit(vault, wanted, agreement)
    maker = _Maker(vault, library, profile, allowed, chance or random.SystemRandom())
    with leaving(vault, allowed, target) as (folder, tally):
        maker.write(folder, tally, agreement, progress)
        facts = maker.facts(agreement, wanted.now)
        _write(folder / "manifest.json", manifest(facts))
        _write(folder / "READ-FIRST.txt", read_first(facts, words))
    return finished(allowed, tally, target)


def _agreement(wanted: Wanted) -> str:
    said = clean(wanted.agreement, "--agreement", NAME_LIMIT)
    if wanted.limited and not said:
        raise InputError(
            "A limited data set keeps days, so it needs an agreement with whoever gets it. Nothing"
            " was written.",
            place="--agreement", expected="the number or name of the agreement",
        )  # fmt: skip
    if said and not wanted.limited:
        raise InputError(
            "An agreement is named, but this is no limited data set. Nothing was written.",
            place="--agreement", expected="--limited-data-set beside it",
        )  # fmt: skip
    return said


def _permit(vault: Vault, wanted: Wanted, agreement: str) -> Permit:
    kind = "limited-data-set" if agreement else "deidentified"
    purpose = "; ".join(filter(None, (agreement, wanted.purpose.strip())))
    return permit(vault, kind, on=wanted.now.date(), purpose=purpose)


class _Maker:
    """Writes one export: children are counted first, then told one by one in an order of chance."""

    def __init__(
        self, vault: Vault, library: Library, profile: Profile, allowed: Permit,
        chance: random.Random,
    ) -> None:  # fmt: skip
        self._vault, self._library, self._profile = vault, library, profile
        self._allowed, self._chance = allowed, chance
        self._census = _census(vault, allowed)
        self._coarse: Coarse = self._census.coarse(profile.smallest_cell)
        self._items = Items(library)
        self._teller = Teller(self._coarse, NewIds(chance), self._items)
        self._summary = Summary(self._coarse.told_as())
        self._look: list[dict[str, Value]] = []
        self._seen = 0
        self._sheets: tuple[Sheet, ...] = ()

    def write(self, folder: Path, tally: Tally, agreement: str, progress: Progress) -> None:
        """Write every sheet into a folder that is made here."""
        told_as, limited = self._coarse.told_as(), bool(agreement)
        rows = sheets(self._profile, self._items, told_as, limited=limited)
        self._sheets = (*rows, self._summary.sheet())
        order = list(self._allowed.covers.items())
        self._chance.shuffle(order)
        shuffled = replace(self._allowed, covers=dict(order))
        with SheetFolder(folder, (*self._sheets, _to_look_at(rows[0]))) as out:
            reader = ExportReader(self._vault, self._library, shuffled)
            for number, one in enumerate(reader, start=1):
                self._child(one, out, tally)
                progress("write", number, len(order))
            for row in self._summary.rows(self._profile, limited=limited):
                out.write("summary", row)
            for row in sorted(self._look, key=lambda each: str(each["visit"])):
                out.write(_LOOK, row)

    def facts(self, agreement: str, now: datetime) -> Facts:
        """Return what the manifest tells of what was written."""
        return Facts(
            profile=self._profile, agreement=agreement, on=now.date(), sheets=self._sheets,
            coarse=self._coarse, values=self._census.values(),
            answers_left_out=self._teller.left_out > 0,
            reasons=tuple(sorted(self._allowed.left_out)),
        )  # fmt: skip

    def _child(self, one: ExportChild, out: SheetFolder, tally: Tally) -> None:
        tally.children += 1
        self._summary.child(self._teller.child(one.child))
        for made in self._teller.rows(one):
            tally.rows += 1
            out.write(made.sheet, made.told)
            if made.sheet == "visits":
                in_private = _in_private(self._vault, made.record_id)
                self._summary.visit(made.told, in_private=in_private)
                self._perhaps_look_at(made.told)
            elif made.sheet == "referrals":
                self._summary.referral(made.told)

    def _perhaps_look_at(self, row: dict[str, Value]) -> None:
        """Keep a row for a person to look at; every visit is as likely to be kept as another."""
        self._seen += 1
        if len(self._look) < CHECKED:
            self._look.append(row)
        elif (place := self._chance.randrange(self._seen)) < CHECKED:
            self._look[place] = row


def _census(vault: Vault, allowed: Permit) -> Census:
    census = Census()
    for child_id in allowed.covers:
        child = records.child(vault, child_id)
        if child is not None:
            census.add(child)
    return census


def _in_private(vault: Vault, visit_id: str) -> bool:
    """Tell whether an adult answered something of class G in a visit; class V is in no count."""
    talks = records.private_talks(vault, visit_id)
    return any(talk.sensitivity is Sensitivity.G and talk.answers for talk in talks)


def _to_look_at(visits: Sheet) -> Sheet:
    answer = Column(name=_ANSWER, title="To be filled in: yes or no", holds="code")
    return Sheet(
        name=_LOOK, title="Some rows, to be looked at before this is sent",
        columns=(*visits.columns, answer), key=visits.key,
    )  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
