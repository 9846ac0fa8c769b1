"""Random histories of several writers, and what they mean by brute force over explicit sets.

Written from design.md alone; imports nothing that the journal computes with.
"""

import json
import random

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.entry import Chain, Entry

FIELDS = ("answers.R1", "answers.R2", "notes.R1", "raised")
PLAIN = ("often", "sometimes", "not_yet")


def new_id(chance: random.Random) -> str:
    text = f"{chance.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-7{text[13:16]}-8{text[17:20]}-{text[20:]}"


class Writers:
    """Some people who write the same record, each knowing only what has reached them."""

    def __init__(self, chance: random.Random, count: int, *, private: bool) -> None:
        self.chance, self.private = chance, private
        self.record_id = new_id(chance)
        chain_class = chance.choice((ChainClass.G, ChainClass.V)) if private else ChainClass.OPEN
        self.chains = [Chain(new_id(chance), new_id(chance), chain_class) for _ in range(count)]
        self.knows: list[set[str]] = [set() for _ in range(count)]
        self.entries: dict[str, Entry] = {}
        self.seqs = [0] * count
        self.write(0, {"sensitivity": chain_class.value} if private else {"band": "B4"})
        for known in self.knows[1:]:
            known |= self.knows[0]

    def write(self, who: int, changes: dict, reason: str = "") -> None:
        known = self.knows[who]
        seen = {p for id_ in known for p in self.entries[id_].parents}
        self.seqs[who] += 1
        entry = Entry(
            entry_id=new_id(self.chance), chain=self.chains[who], seq=self.seqs[who],
            record_type="private" if self.private else "visit", record_id=self.record_id,
            changes=changes, parents=tuple(sorted(known - seen)), worker_id=self.record_id,
            recorded_at="2026-03-01T09:00:00.000Z", reason=reason,
            salt=f"{self.chance.getrandbits(128):032x}",
        )  # fmt: skip
        self.entries[entry.entry_id] = entry
        known.add(entry.entry_id)

    def step(self) -> None:
        """One thing one of them does."""
        who, chance = self.chance.randrange(len(self.chains)), self.chance
        what = chance.random()
        if what < 0.45:
            fields = chance.sample(FIELDS, chance.choice((1, 1, 1, 2)))
            self.write(who, {field: self.value(field) for field in fields})
        elif what < 0.8:
            self.knows[who] |= chance.choice(self.knows)
        elif what < 0.9:
            self.write(who, {"closed": True, "results.level": chance.choice(("N0", "N1"))})
        elif what < 0.94:
            closes = [id_ for id_ in self.knows[who] if self.entries[id_].changes.get("closed")]
            named = chance.choice([*sorted(closes), None])
            self.write(who, {"closed": named}, "decided")
        else:
            self.write(who, {"results.level": "N2", "answers.R1": self.value("answers.R1")}, "why")

    def value(self, field: str) -> object:
        plain = self.chance.choice((*PLAIN, None))
        if plain is None or field == "notes.R1":
            return plain
        return {"code": plain} if field.startswith("answers") else {"level": plain}


def history(chance: random.Random, steps: int, *, private: bool = False) -> list[Entry]:
    """Return the entries of one random record, in the order they were written."""
    writers = Writers(chance, chance.randint(2, 4), private=private)
    for _ in range(steps):
        writers.step()
    return list(writers.entries.values())


def ancestors(entries: list[Entry]) -> dict[str, set[str]]:
    by_id = {e.entry_id: e for e in entries}

    def walk(entry_id: str) -> set[str]:
        found: set[str] = set()
        waiting = list(by_id[entry_id].parents)
        while waiting:
            parent = waiting.pop()
            if parent in by_id and parent not in found:
                found.add(parent)
                waiting.extend(by_id[parent].parents)
        return found

    return {entry_id: walk(entry_id) for entry_id in by_id}


def last_words(field: str, among: set[str], by_id: dict, above: dict) -> list[Entry]:
    setters = [id_ for id_ in among if field in by_id[id_].changes]
    return [by_id[id_] for id_ in setters if not any(id_ in above[other] for other in setters)]


def meaning(entries: list[Entry], retracted: frozenset[str] = frozenset()) -> dict:
    """Return what a history says: fields, conflicts, the standing close, late entries; as if those
    that are retracted had said nothing to those who saw them."""
    by_id, above = {e.entry_id: e for e in entries}, ancestors(entries)
    telling = set(by_id) - retracted
    closes = set()
    for entry in last_words("closed", telling, by_id, above):
        said = entry.changes["closed"]
        named = by_id.get(said) if isinstance(said, str) else entry
        stands = (
            named is not None and named.changes.get("closed") is True and named.entry_id in telling
        )
        closes.add(named.entry_id if stands else None)
    close = closes.pop() if len(closes) == 1 else None
    disputed = bool(closes)
    counted = telling
    if close:
        after = {id_ for id_ in by_id if close in above[id_]}
        counted = (above[close] | {close} | after) & telling
    fields, conflicts = {}, {}
    for field in {f for id_ in counted for f in by_id[id_].changes} - {"closed"}:
        if field.startswith("results.") and not close:
            continue
        last = last_words(field, counted, by_id, above)
        values = {json.dumps(e.changes[field], sort_keys=True) for e in last}
        if len(values) > 1:
            conflicts[field] = {e.entry_id for e in last}
        elif last[0].changes[field] is not None:
            fields[field] = last[0].changes[field]
    if disputed:
        last = last_words("closed", telling, by_id, above)
        conflicts["closed"] = {e.entry_id for e in last}
    late = set()
    for id_ in telling - counted:
        own = {f for f in by_id[id_].changes if f != "closed" and not f.startswith("results.")}
        settled = {
            f for f in own for other in telling
            if close in above[other] and id_ in above[other] and f in by_id[other].changes
        }  # fmt: skip
        if own - settled:
            late.add(id_)
    return {"fields": fields, "conflicts": conflicts, "close": close, "late": late}
