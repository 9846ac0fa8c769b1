"""A person who reads Spanish is told in Spanish what went wrong, at the door and at work."""

import pytest

from imh_desktop.store.faults import FULL, DiskFull
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

PASSPHRASE = "cuatro palabras en papel"


@pytest.fixture
def words() -> Words:
    return Words("es")


def test_a_wrong_passphrase_and_a_slip_of_the_code(program, hands, folder):
    made, code = Vault.create(folder, PASSPHRASE, "Rosa Méndez")
    made.close()
    program.begin()
    hands.write("Frase secreta", "otra cosa")
    hands.click("Abrir")
    hands.wait_for("Esa frase secreta no abre su archivo. No se cambió nada.")

    hands.click("Usar el código de recuperación")
    letters = list(code)
    letters[12] = "A" if letters[12] != "A" else "B"
    hands.write("Código de recuperación", "".join(letters))
    hands.click("Abrir")
    slip = "Hay un error en el grupo 3. Compárelo con su papel, por favor."
    hands.wait_for(slip)
    assert hands.sees(slip)


def test_a_full_disk(opened, hands, vault, words, monkeypatch):
    def full(*_given: object, **_named: object) -> None:
        raise DiskFull(FULL)

    program = opened()
    program._workspace._programme.show(program._workspace.show_caseload)
    hands.write(words.say("Name of the programme"), "Primeros Pasos")
    monkeypatch.setattr(vault.journal, "write", full)
    hands.click(words.say("Save the programme"))
    assert hands.sees(
        "El disco está lleno. No se cambió nada, y lo ya guardado está a salvo. Libere espacio e"
        " intente otra vez."
    )
