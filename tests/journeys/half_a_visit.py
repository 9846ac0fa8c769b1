"""A program of its own, to be killed: answers three cards, half types a note, says so, waits."""

import sys
import time
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from imh_desktop.app import Program
from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings

KEY = b"k" * 32
HALF_TYPED = "Reached for her grandmother and"


def main(folder: Path) -> None:
    born = date.today() - timedelta(days=300)  # noqa: DTZ011 the program asks the local clock too
    vault = Vault.create_with_key(folder, KEY, "Rosa")
    form = ChildForm(given_name="Amara", born_earliest=born.isoformat(), gestation="39w0d")
    enrolling.add_child(vault, form)
    program = Program(
        QApplication([]), LaptopSettings(theme="light", language="en"), folder, lambda: None
    )
    hands = Hands(folder)
    program.window.resize(1366, 768)
    hands.begin(program.window)
    program._on_opened(vault)
    hands.click("Start a visit")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")
    hands.click("I saw it")
    hands.type("1")
    hands.type("1")
    hands.type("2")
    hands.type("n")
    hands.type(HALF_TYPED)
    hands.wait(lambda: HALF_TYPED in vault.desk.drafts().values(), "the draft")
    print("DRAFTED", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
