"""What an erasure takes, what it leaves and why, in words; before anything is written."""

from collections.abc import Iterator

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.visit import Visit
from imh_desktop.flows.amending import texts_for
from imh_desktop.flows.codes_said import referral_states
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.erasing import Plan, What, plan
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """``title``: what is to be erased. ``goes``: what goes with it. ``pages``: papers in somebody's
    hands, which nothing here can take back. ``stays``: what is kept, and for how long."""

    what: What
    title: str
    goes: tuple[str, ...]
    pages: tuple[str, ...]
    stays: tuple[str, ...]


def preview(vault: Vault, library: Library, what: What, words: Words) -> Preview:
    """Return what erasing takes. Of what was said alone nothing is told, not even whether there
    is any.

    Raises:
        InputError: as ``erasing.plan``.
    """
    planned = plan(vault, library, what, words)
    said = _Said(vault, library, planned, words)
    return Preview(
        what=what, title=said.title(), goes=tuple(said.goes()), pages=tuple(said.pages()),
        stays=tuple(_stays(words)),
    )  # fmt: skip


class _Said:
    def __init__(self, vault: Vault, library: Library, planned: Plan, words: Words) -> None:
        self._vault, self._library, self._words = vault, library, words
        self._what, self._rows = planned.what, planned.rows

    def title(self) -> str:
        what, words = self._what, self._words
        if what.kind == "child":
            child = records.child(self._vault, what.record_id)
            return words.say("The child {name}", name=cut(child.name if child else what.record_id))
        visit = records.visit(self._vault, what.record_id)
        day = words.date(visit.on) if visit else what.record_id
        if what.kind == "visit":
            return words.say("The visit of {day}", day=day)
        card = cut(self._card(visit))
        return words.say("“{card}”, in the visit of {day}", card=card, day=day)

    def goes(self) -> Iterator[str]:
        words, kind = self._words, self._what.kind
        if kind == "answer":
            yield words.say("The answer, its note, and everything they said before.")
            yield words.say("What the visit shows is worked out anew without it.")
            yield words.say("What pages of this visit were made from: they cannot be drawn again.")
            return
        if kind == "child":
            yield words.say("Name, birth, home, and who cares for this child.")
            yield from self._counted()
        else:
            yield words.say("Every answer, note, step and result of it.")
        yield from self._referrals()
        yield words.say("Everything that was said alone, if anything was.")
        yield words.say("The pages made from it, and what is half written.")

    def pages(self) -> Iterator[str]:
        words = self._words
        for row in self._rows:
            printed = records.printed_one(self._vault, row.record_id)
            if row.record_type == "print" and printed and not printed.failed:
                day, code = words.date(printed.on), printed.code or "–"
                yield words.say("Page {code}, given on {day}", code=code, day=day)

    def _counted(self) -> Iterator[str]:
        visits = sum(row.record_type == "visit" for row in self._rows)
        if visits:
            yield self._words.count(
                "{n} visit with all its answers", "{n} visits with all their answers", visits
            )

    def _referrals(self) -> Iterator[str]:
        words, ids = self._words, {row.record_id for row in self._rows}
        names = {each.partner_id: each.name for each in records.partners(self._vault)}
        states = dict(referral_states(words))
        for child_id in self._children():
            for one in records.referrals(self._vault, child_id):
                if one.referral_id in ids:
                    whom, state = names.get(one.partner_id, "–"), states.get(one.state, one.state)
                    yield words.say("Referral to {name}: {state}", name=cut(whom), state=state)

    def _children(self) -> tuple[str, ...]:
        if self._what.kind == "child":
            return (self._what.record_id,)
        visit = records.visit(self._vault, self._what.record_id)
        return (visit.child_id,) if visit else ()

    def _card(self, visit: Visit | None) -> str:
        item_id = self._what.item_id
        text = texts_for(self._library, visit, self._words).items.get(item_id) if visit else None
        return text.text if text else item_id


def _stays(words: Words) -> Iterator[str]:
    yield words.say(
        "It cannot be undone. That it was erased, when and by whom stays, without a word of it."
    )
    yield words.say(
        "Older backups and archives still hold it until they are replaced. If one of them is put"
        " back here, it is erased again."
    )
    yield words.say(
        "Other laptops are told with your next archive, and each asks a person before it erases."
    )


def reasons(words: Words) -> list[tuple[str, str]]:
    """Return why something may be erased, with its words."""
    return [
        ("family", words.say("The family asked for it")),
        ("law", words.say("A law or an authority asks for it")),
        ("kept", words.say("It was kept long enough")),
        ("mistake", words.say("It should never have been written")),
    ]
