"""Giving every command a vault that is open already."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from imh_desktop import cli
from imh_desktop.store.vault import Vault


def hand(monkeypatch: pytest.MonkeyPatch, vault: Callable[[], Vault]) -> None:
    """Let each command take this vault as if it was just unlocked, and leave it open."""

    @contextmanager
    def opened(*_: object) -> Iterator[Vault]:
        vault().opened_children.clear()
        yield vault()

    for each in pkgutil.iter_modules(cli.__path__, "imh_desktop.cli."):
        if hasattr(importlib.import_module(each.name), "opened"):
            monkeypatch.setattr(f"{each.name}.opened", opened)
