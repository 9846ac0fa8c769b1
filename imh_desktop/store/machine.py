"""Which machine and folder a vault stands on, as a hash: a copy elsewhere is known by it."""

import platform
import sys
from hashlib import sha256
from pathlib import Path

_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def place_of(folder: Path) -> str:
    """Return what stands for this folder on this machine; in hex, and it names neither."""
    said = f"{_machine()}\n{folder.resolve()}"
    return sha256(said.encode(errors="surrogatepass")).hexdigest()[:32]


def _machine() -> str:
    return _from_file() or _from_registry() or platform.node()


def _from_file() -> str:
    for path in _IDS:
        try:
            if found := path.read_text().strip():
                return found
        except OSError:
            continue
    return ""


def _from_registry() -> str:
    if sys.platform == "win32":
        import winreg

        way = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        place = r"SOFTWARE\Microsoft\Cryptography"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place, access=way) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    return ""
