"""What a sender may not say, though it signs it. Each forgery is written by hand, so that only the
reader can stop it."""

from collections.abc import Callable
from typing import Any

import pytest

from imh_desktop.errors import ImhError
from imh_desktop.exchange.archive import (
    sign_head,
)  # fmt: skip
from imh_desktop.exchange.archive.faults import (
    ArchiveDamaged,
    ArchiveForged,
)  # fmt: skip
from tests.exchange.archive import by_hand
from tests.exchange.archive.forging import Forger, read, refused
from tests.exchange.archive.people import (
    OPEN,
    G,
    V,
)  # fmt: skip

Forge = Callable[[Forger], Any]


def test_the_forger_changes_nothing_he_does_not_mean_to(forger: Forger) -> None:
    forger.write()
    assert list(read(forger).entries(OPEN)) == forger.made.content.parts[OPEN].lines


def _salted(said: dict[str, Any]) -> None:
    said["salt"] = "0" * 32


def _mixed(forger: Forger) -> None:
    forger.lines[OPEN][1] = forger.lines[G][1]


def _twice(forger: Forger) -> None:
    header, *entries = forger.lines[OPEN]
    forger.header(OPEN, runs=by_hand.json.loads(header)["runs"] * 2)
    forger.lines[OPEN] += entries


FORGERIES: dict[str, Forge] = {
    "an entry is altered": lambda f: f.line(OPEN, 1, _salted),
    "the last entry is altered": lambda f: f.line(OPEN, 3, _salted),
    "an entry is left out": lambda f: f.lines[OPEN].pop(2),
    "an entry is put in": lambda f: f.lines[OPEN].insert(2, f.lines[OPEN][1]),
    "two entries change places": lambda f: f.lines[OPEN].insert(1, f.lines[OPEN].pop(2)),
    "an entry becomes another's erased one": lambda f: f.line(
        OPEN, 2, lambda said: {"withheld": "0" * 64}
    ),
    "a private entry stands among the open": _mixed,
    "a private run stands in the open part": lambda f: f.run(OPEN, chain_class="G"),
    "a run begins later than it does": lambda f: f.run(OPEN, first=2),
    "a run begins at nought": lambda f: f.run(OPEN, first=0),
    "a run ends before it begins": lambda f: f.run(OPEN, first=3, seq=1),
    "a run ends later than it does": lambda f: f.run(OPEN, seq=4),
    "a run ends earlier than it does": lambda f: f.run(OPEN, seq=2),
    "a head has another link": lambda f: f.run(OPEN, link="0" * 64),
    "a head has no signature": lambda f: f.run(OPEN, signature="0" * 128),
    "a chain starts from another link": lambda f: f.run(OPEN, base="0" * 64),
    "a run is told twice": lambda f: f.header(
        OPEN, runs=by_hand.json.loads(f.lines[OPEN][0])["runs"] * 2
    ),
    "a run and its entries are told twice": _twice,
    "the count is wrong": lambda f: f.closing[OPEN].update(count=2),
    "the hash is wrong": lambda f: f.closing[V].update(squeezed="0" * 64),
    "the other parts are not named": lambda f: f.closing[OPEN].update(sealed={}),
    "a private part names others": lambda f: f.closing[G].update(sealed={"V": "0" * 64}),
    "a part is of another archive": lambda f: f.header(
        G, archive_id="00000000-0000-7000-8000-000000000000"
    ),
    "a part was made at another time": lambda f: f.header(V, made_at="2026-11-24T10:00:00.000Z"),
    "a part is called another": lambda f: f.header(V, part="G"),
    "it was closed as another part": lambda f: f.closing[V].update(part="G"),
    "it was closed as another archive": lambda f: f.closing[OPEN].update(archive="0" * 36),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_signed_by_its_own_sender_is_refused(forger: Forger, name: str) -> None:
    """The sender is certified, and signs what it likes: it speaks for no more than it may."""
    FORGERIES[name](forger)
    forger.write()
    assert isinstance(refused(forger, ImhError), ArchiveForged | ArchiveDamaged)


def respelt(old: bytes, new: bytes) -> Forge:
    def respell(forger: Forger) -> None:
        assert old in forger.lines[OPEN][1]
        forger.lines[OPEN][1] = forger.lines[OPEN][1].replace(old, new, 1)

    return respell


ID = "00000000-0000-7000-8000-000000000000"


def _erased(forger: Forger, parents: list[str]) -> None:
    forger.lines[OPEN][1] = by_hand.dumps(
        {
            "content": "0" * 64, "entry_id": ID, "parents": parents, "record_id": ID,
            "record_type": "visit",
        }
    )  # fmt: skip


HOSTILE: dict[str, Forge] = {
    "a key is doubled": respelt(b'"reason":', b'"reason":"x","reason":'),
    "a field is doubled": respelt(b'"code":', b'"code":"no","code":'),
    "NaN": respelt(b'"often"', b"NaN"),
    "a fraction": respelt(b'"often"', b"1.0"),
    "a number without end": respelt(b'"often"', b"9" * 5000),
    "a number no one else can hold": respelt(b'"often"', b"9007199254740993"),
    "nested deep": respelt(b'"often"', b"[" * 100_000 + b"]" * 100_000),
    "objects nested deep": respelt(b'"often"', b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "a list": respelt(b'"often"', b'["often"]'),
    "half a character": respelt(b'"often"', b'"\\ud800"'),
    "half a character in UTF-8": respelt(b'"often"', b'"\xed\xa0\x80"'),
    "NUL": respelt(b'"often"', b'"\\u0000"'),
    "no UTF-8": respelt(b'"often"', b'"\xff"'),
    "a letter spelt as an escape": respelt(b'"often"', b'"\\u006fften"'),
    "a space": respelt(b'"changes":', b'"changes": '),
    "an unknown fact": respelt(b'"worker_id":', b'"who":1,"worker_id":'),
    "a byte order mark": lambda f: f.lines[OPEN].__setitem__(1, b"\xef\xbb\xbf" + f.lines[OPEN][1]),
    "an empty line": lambda f: f.lines[OPEN].__setitem__(1, b""),
    "a carriage return": lambda f: f.lines[OPEN].__setitem__(1, f.lines[OPEN][1] + b"\r"),
    "an erased entry with parents turned round": lambda f: _erased(f, ["b" * 36, "a" * 36]),
    "an erased entry with a parent twice": lambda f: _erased(f, [ID, ID]),
    "an erased entry with two ids turned round": lambda f: _erased(f, [ID.replace("0", "1"), ID]),
    "no entry": lambda f: f.lines[OPEN].__setitem__(1, b"null"),
    "a header with an unknown fact": lambda f: f.header(OPEN, more=1),
    "a header of another format": lambda f: f.header(OPEN, format=2),
    "a header without runs": lambda f: f.header(OPEN, runs=None),
    "an id that is none": lambda f: f.header(OPEN, archive_id="../../etc"),
    "an id with an end of line": lambda f: f.run(OPEN, chain_id="0" * 35 + "\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_json_is_refused_even_when_its_own_device_signed_it(
    forger: Forger, name: str
) -> None:
    """The chain is linked and signed over the very bytes, so nothing but the reading stops it."""
    HOSTILE[name](forger)
    _sign_head_over(forger)
    forger.write()
    assert isinstance(refused(forger, ImhError), ArchiveForged | ArchiveDamaged)


def test_an_erased_entry_as_it_should_be_is_read(forger: Forger) -> None:
    _erased(forger, [ID])
    _sign_head_over(forger)
    forger.write()
    assert read(forger).summary.parts[OPEN].tally.erased == 1


def _sign_head_over(forger: Forger) -> None:
    """Link and sign the open chain as its lines now are."""
    run = by_hand.json.loads(forger.lines[OPEN][0]).get("runs")
    if not run or len(run[0]["chain_id"]) != 36 or run[0]["chain_id"].endswith("\n"):
        return
    link = by_hand.hashlib.sha256(run[0]["chain_id"].encode()).digest()
    for seq, line in enumerate(forger.lines[OPEN][1:], 1):
        erased = line.startswith(b'{"content":"')
        content = bytes(32) if erased else by_hand.hashlib.sha256(line).digest()
        link = by_hand.hashlib.sha256(link + seq.to_bytes(8, "big") + content).digest()
    chain = forger.made.content.parts[OPEN].runs[0].chain
    signature = sign_head(forger.made.sender.keys, chain, run[0]["seq"], link)
    forger.run(OPEN, link=link.hex(), signature=signature)


def test_linking_anew_is_no_forgery_in_itself(forger: Forger) -> None:
    """What the test above leans on: the device may sign another history of its own."""
    forger.line(OPEN, 1, _salted)
    _sign_head_over(forger)
    forger.write()
    assert read(forger).summary.parts[OPEN].tally.whole == 3
