"""What goes wrong is said in the person's language: no fault below the screens stays English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.documents.fonts import printable
from imh_desktop.errors import InputError
from imh_desktop.flows import unlocking
from imh_desktop.store import faults, keys, recovery_code
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

TOP = Path(__file__).parents[1]
LOCALE = TOP / "resources/locale"
TERMINAL = ("cli/", "exchange/", "flows/example.py", "flows/soaking.py", "ui/driver.py")
"""Told in a terminal alone, which speaks English."""
FAMILY = {"ImhError", "InputError", "EnvironmentFault"}


def fault_names() -> set[str]:
    """Return the kinds of fault the command in the list of words' README looks for."""
    (line,) = re.findall(r'-k "to_tell ([^"]+)"', (LOCALE / "README.md").read_text("utf-8"))
    return set(line.split())


def trees() -> dict[str, ast.Module]:
    inside = TOP / "imh_desktop"
    files = {path.relative_to(inside).as_posix(): path for path in inside.rglob("*.py")}
    return {name: ast.parse(path.read_text("utf-8")) for name, path in sorted(files.items())}


def kinds(code: dict[str, ast.Module]) -> set[str]:
    """Return the names of every class of fault, however far down the family."""
    found, before = set(FAMILY), 0
    classes = [n for tree in code.values() for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    while len(found) > before:
        before = len(found)
        found |= {c.name for c in classes if found & {ast.unparse(base) for base in c.bases}}
    return found


def given(code: dict[str, ast.Module]) -> Iterator[tuple[str, str, ast.expr]]:
    """Yield where a fault is made, its kind, and the sentence it is given."""
    known = kinds(code)
    for name, tree in code.items():
        if name.startswith(TERMINAL):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in known:
                yield f"{name}:{node.lineno}", ast.unparse(node.func), node.args[0]


def constant(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Constant) and isinstance(expression.value, str)


def test_the_list_of_words_knows_every_kind_of_fault_that_is_given_a_sentence() -> None:
    named = {kind for _, kind, sentence in given(trees()) if constant(sentence)}

    assert named - fault_names() == set()
    assert {"InputError", "WrongPassphrase", "VaultBusy", "VaultTooNew"} <= named


def test_no_fault_is_pieced_together() -> None:
    code = trees()
    pieced = [
        where
        for where, _, sentence in given(code)
        if isinstance(sentence, ast.JoinedStr | ast.BinOp | ast.IfExp)
    ]

    assert pieced == []


def test_every_sentence_of_a_fault_is_in_the_spanish_catalogue() -> None:
    said = {s.value for _, _, s in given(trees()) if isinstance(s, ast.Constant)}
    with (LOCALE / "es/LC_MESSAGES/imh.po").open("rb") as file:
        spanish = read_po(file, locale="es")
    missing = [text for text in said if not (text in spanish and spanish[text].string)]

    assert len(said) > 40
    assert missing == []


@pytest.mark.parametrize("sentence", [sentence for _, sentence in faults._TOLD.values()])
def test_what_the_disk_refuses_is_said_in_spanish(sentence: str) -> None:
    assert Words("es").told(faults.StorageFault(sentence)) != sentence
    assert Words("en").told(faults.StorageFault(sentence)) == sentence


def refused(action: object, *arguments: object) -> InputError:
    with pytest.raises(InputError) as caught:
        action(*arguments)  # type: ignore[operator]
    return caught.value


def test_a_slip_of_the_recovery_code_is_named_by_its_group_in_both_languages() -> None:
    parts = list(recovery_code.groups(recovery_code.write_code(bytes(range(16)))))
    parts[2] = parts[2][:-1] + ("A" if parts[2][-1] != "A" else "B")
    error = refused(recovery_code.read_code, "-".join(parts))

    assert "group 3" in Words("en").told(error)
    assert "grupo 3" in Words("es").told(error)


def test_a_text_too_long_is_told_with_what_fits() -> None:
    error = refused(clean, "x" * 201, "name", NAME_LIMIT)

    assert "200" in Words("es").told(error)
    assert Words("es").told(error) != error.message == Words("en").told(error)


def test_a_letter_no_font_has_is_named_in_spanish() -> None:
    error = refused(printable, "a😀")

    assert "U+1F600" in Words("es").told(error)
    assert "cannot be printed" not in Words("es").told(error)


def test_a_sentence_said_in_spanish_already_is_told_as_it_is() -> None:
    words = Words("es")
    error = InputError(words.say("“{word}” {x}", word="{no}", x="%s"), place="here")

    assert words.told(error) == "“{no}” %s"


def test_a_passphrase_that_does_not_open_is_told_in_spanish(tmp_path: Path) -> None:
    cost = keys.FLOOR
    vault, _code = Vault.create(tmp_path / "vault", "four words on paper", "Ana", cost=cost)
    vault.close()
    error = refused(unlocking.unlock, tmp_path / "vault", "something else")

    assert isinstance(error, faults.WrongPassphrase)
    assert Words("es").told(error) == ("Esa frase secreta no abre su archivo. No se cambió nada.")
