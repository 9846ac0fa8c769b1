"""The real window over an invented family, on a day that never moves and with ids that repeat."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from imh_desktop.content.library import Library
from imh_desktop.flows import caseload, demo, visiting
from imh_desktop.flows.new_passphrases import new_passphrase
from imh_desktop.flows.referring import write_referral
from imh_desktop.store.key_file import FLOOR, FORMAT, KeyFile, Slot, write_keys
from imh_desktop.store.vault import Vault
from imh_desktop.ui import commands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from imh_desktop.ui.style import Look
from imh_desktop.ui.workspace import Workspace
from imh_desktop.words import Words
from tests.flows.test_referring import FORM

NOW = datetime(2026, 11, 22, 9, 0).astimezone()
TODAY = NOW.date()


@dataclass(slots=True)
class World:
    """``child``: Amara of the demo, with a closed visit, an open one and a referral."""

    program: Program
    vault: Vault
    library: Library
    child: str
    closed: str
    open: str
    referral: str

    @property
    def workspace(self) -> Workspace:
        workspace = self.program._workspace
        assert workspace is not None
        return workspace

    @property
    def words(self) -> Words:
        return self.program.words

    @property
    def front(self) -> QWidget:
        """What a person works on now."""
        window = self.program.window
        front = commands.in_front(window, window.page)
        assert front is not None
        return front

    def settle(self) -> None:
        """Let what was begun be done, and the keyboard be in the window."""
        QApplication.processEvents()
        QTest.qWait(1)
        QApplication.processEvents()


@contextmanager
def world(
    app: QApplication, folder: Path, language: str = "en", theme: str = "light", *,
    painted: bool = False,
) -> Iterator[World]:  # fmt: skip
    """Open the window on the demo family; the door's pages can be shown over it too. Where nobody
    looks, nothing is ``painted``: that is half the time of a walk."""
    library, ticks = Library(), iter(range(10_000))
    vault = Vault.create_with_key(
        folder, b"k" * 32, "Rosa Méndez", random=Random(7).randbytes,
        clock=lambda: NOW.astimezone(UTC) + timedelta(milliseconds=next(ticks)),
    )  # fmt: skip
    _give_keys(vault)
    child = demo.fill(vault, library, TODAY, language).child_id
    vault.journal.write("child", child, {"demo": False})
    row = caseload.Caseload(vault, TODAY, library).rows()[0]
    (closed,) = [v for v in _visits(vault, child) if v != row.open_visit_id]
    form = replace(
        FORM, lines=("contact",), items=(), signed_on=TODAY.isoformat(),
        expires_on=(TODAY + timedelta(days=90)).isoformat(),
    )  # fmt: skip
    referral = write_referral(vault, library, closed, form, today=TODAY)
    settings = LaptopSettings(theme=theme, language=language, cover_minutes=0)
    with (
        patch("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None),
        patch("imh_desktop.ui.program._now", lambda: NOW + timedelta(hours=1)),
        patch("imh_desktop.ui.printing.has_printer", lambda: True),
        patch("imh_desktop.ui.passphrase_fields.new_passphrase", _same_words),
        # a whole test run has ten times a program's garbage to look through
        patch("imh_desktop.ui.visit_page.collect_now", lambda: None),
    ):
        program = Program(app, settings, folder, lambda: None)
        window = program.window
        window.setUpdatesEnabled(painted)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        program._on_opened(vault)
        try:
            yield World(program, vault, library, child, closed, row.open_visit_id, referral)
        finally:
            program.close()
            window.deleteLater()
            app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            if (translator := program._dresser._translator) is not None:
                app.removeTranslator(translator)
            Look().apply(app)


def _give_keys(vault: Vault) -> None:
    """Lay a key file beside the vault, with two ways in that nobody takes."""
    slots = tuple(
        Slot(slot_id=f"0000000{n}-0000-7000-8000-000000000000", kind="passphrase", public="0" * 64,
             sealed="0" * 184)
        for n in range(2)
    )  # fmt: skip
    file = KeyFile(format=FORMAT, vault_id=vault.vault_id, cost=FLOOR, salt="0" * 32, slots=slots)
    write_keys(vault.folder, file)


def _same_words(language: str) -> str:
    """Draw the same four words each time."""
    return new_passphrase(language, choose=lambda words: words[4_000])


def _visits(vault: Vault, child: str) -> list[str]:
    from imh_desktop.ui.child_view import view_child

    return [visit.visit_id for visit in view_child(vault, child, TODAY).visits]


def start_another(at: World, on: date = TODAY) -> str:
    """Enrol a second child and begin her visit; return its id."""
    from tests.ui_visit.conftest import enrol

    second = enrol(at.vault, "Layla")
    return visiting.start(at.vault, at.library, second.child_id, on=on).visit.visit_id
