"""The laptops of the day, worked from the command line: each command is a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from imh_desktop.flows.unlocking import unlock
from imh_desktop.store.vault import Vault

from .report import Report

PASSPHRASE = "four short plain words"
Refused = tuple[int, str]


class Programme:
    """Vaults by name in one folder, with their papers and archives beside them."""

    def __init__(self, place: Path, report: Report) -> None:
        """Work in a folder."""
        self.place, self.report = place, report

    def run(self, name: str, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command on the vault of a name, and hold it to its exit code."""
        process = self.start(name, *words)
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, (words, process.returncode, out[-800:], err[-800:])
        assert "Traceback" not in err
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def told(self, name: str, *words: str) -> Any:
        """Run a command and return the JSON it prints."""
        return json.loads(self.run(name, *words, "--json").stdout)

    def refused(self, name: str, *words: str, code: int = 2) -> str:
        """Run a command that must be refused, in one line; return it."""
        done = self.run(name, *words, code=code)
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr.strip()

    def start(self, name: str, *words: str) -> "subprocess.Popen[str]":
        """Start a command, and give it the passphrase by a pipe."""
        reader, writer = os.pipe()
        os.write(writer, PASSPHRASE.encode())
        os.close(writer)
        try:
            return subprocess.Popen(
                [sys.executable, "-m", "imh_desktop", *words, "--vault", str(self.place / name),
                 "--passphrase-fd", str(reader)],
                pass_fds=(reader,), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                cwd=self.place,
            )  # fmt: skip
        finally:
            os.close(reader)

    def killed(self, name: str, *words: str, after: float) -> bool:
        """Kill a command after some seconds; tell whether it was still at work."""
        process = self.start(name, *words)
        time.sleep(after)
        at_work = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        return at_work

    def within(self, name: str, action: Callable[[Vault], Any]) -> Any:
        """Do something to the vault of a name as its window would, through the flows."""
        with unlock(self.place / name, PASSPHRASE) as vault:
            return action(vault)

    def dump(self, name: str) -> Any:
        """Return all that a vault says."""
        return self.within(name, lambda vault: vault.journal.dump())

    def join(self, name: str, role: str) -> str:
        """Let a laptop join: a request, the same six words on both sides, a certificate."""
        self.run(name, "vault", "create", "--worker", name.title())
        asked = self.told(name, "device", "request", "--name", name, "--out", f"{name}.req")
        answered = self.told(
            "desk", "device", "certify", f"{name}.req", "--role", role, "--out", f"{name}.cert"
        )
        assert asked["words"] == answered["words"]
        heard = " ".join(
            self.told("desk", "device", "certify", "--self", "--out", "again.cert")["words"]
        )
        self.run(name, "device", "accept", "desk.cert", "--heard", heard)
        self.run(name, "device", "accept", f"{name}.cert")
        self.report.note(f"{name} joined as {role}; six words: {' '.join(asked['words'])}")
        return str(answered["device_id"])
