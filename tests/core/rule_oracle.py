"""The open A and C rules written a second time, from clinical.md alone, on plain tuples.

It knows nothing of the program's types: a visit is (day number, {item: code}), and what is shown
is already taken out by whoever calls.
"""

Answers = dict[str, str]
Fired = set[tuple[str, str, str]]
WORRY = {"a_little", "a_lot"}
SAID = {"often", "sometimes", "not_yet"}


def fired(
    now: tuple[int, Answers],
    earlier: list[tuple[int, Answers, bool]],
    kinds: dict[str, tuple[str, str, str, bool]],
    outgrown: set[str],
    asked: set[str],
    corrected: bool,
    due: bool,
) -> Fired:
    """Return (rule, level, subject) of all that fires.

    ``earlier``: oldest first, with whether its age was corrected. ``kinds``: item -> (kind,
    construct, domain, skill). ``outgrown``: items whose last band lies behind the child.
    ``asked``: items of this visit's band. ``due``: the due date has come.
    """
    day, said = now
    found: Fired = set()
    signs = []
    for name, code in said.items():
        kind, construct, _, skill = kinds[name]
        past = [(d, a[name], c) for d, a, c in earlier if a.get(name)]
        if kind == "today" and (code == "yes" or (code == "not_sure" and construct == "T4")):
            found.add(("A1", "N3", name))
        if kind == "worry" and code in WORRY:
            found.add(("C4", "N2" if code == "a_lot" else "N1", name))
        if kind == "sign" and code in WORRY:
            signs.append(name)
            if code == "a_lot" or construct == "S1":
                found.add(("C1", "N2", name))
            if any(c in WORRY and day - d >= 14 for d, c, _ in past):
                found.add(("C2", "N2", name))
        if kind == "behaviour" and skill and due and code == "not_yet":
            old = [p for p in past if day - p[0] >= 14 and p[1] in ("often", "not_yet")]
            if old and old[-1][1] == "often" and old[-1][2] == corrected:
                lost = any(kinds[n][1] == "T5" and c == "yes" for n, c in said.items())
                found.add(("A3", "N3" if lost else "N1", name))
    if len(signs) > 1:
        found.add(("C3", "N1", ""))
    if due:
        found |= _c5(now, earlier, kinds, outgrown, asked) | _c6(now, earlier, kinds)
    return found


def _c5(
    now: tuple[int, Answers],
    earlier: list[tuple[int, Answers, bool]],
    kinds: dict[str, tuple[str, str, str, bool]],
    outgrown: set[str],
    asked: set[str],
) -> Fired:
    found: Fired = set()
    for name in outgrown:
        if kinds[name][0] != "behaviour" or not kinds[name][3]:
            continue
        seen = [(d, a[name]) for d, a, _ in earlier if a.get(name) in SAID]
        if name in asked:
            seen.append((now[0], now[1].get(name, "")))
        days = [d for d, code in seen if code == "not_yet"]
        if seen and seen[-1][1] == "not_yet" and days[-1] - days[0] >= 28:
            found.add(("C5", "N2", name))
    return found


def _c6(
    now: tuple[int, Answers],
    earlier: list[tuple[int, Answers, bool]],
    kinds: dict[str, tuple[str, str, str, bool]],
) -> Fired:
    def half(answers: Answers, domain: str) -> bool:
        codes = [c for n, c in answers.items() if kinds[n][2] == domain and c in SAID]
        return len(codes) >= 4 and codes.count("not_yet") >= len(codes) / 2

    found: Fired = set()
    for domain in {kind[2] for kind in kinds.values()}:
        if half(now[1], domain):
            twice = bool(earlier) and half(earlier[-1][1], domain)
            found.add(("C6", "N2" if twice else "N1", domain))
    return found
