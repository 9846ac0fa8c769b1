"""A disk between SQLCipher and the real one: it writes down what is asked of it, and may refuse.

SQLite talks to the disk through a table of functions (a VFS). Ours passes every call on to the
system's own, and is the default of this process once registered: the program under test opens its
file exactly as it always does. What it writes down (``Recorder``) is enough to rebuild what a disk
would hold after a power cut; what it refuses (``Refusing``) is one call, every call from one on, or
every byte beyond a size.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import sqlcipher3

OK, FULL = 0, 13
_OPEN, _READ, _WRITE, _FSYNC, _TRUNCATE, _DELETE, _SHMMAP = (
    14, 10 | 1 << 8, 10 | 3 << 8, 10 | 4 << 8, 10 | 6 << 8, 10 | 10 << 8, 10 | 21 << 8,
)  # fmt: skip
"""SQLite's codes: cannot open, and the kinds of I/O error."""

_int, _ptr, _i64 = ctypes.c_int, ctypes.c_void_p, ctypes.c_longlong
_NAME = b"imh-faults"


class Op(NamedTuple):
    """One thing asked of the disk. ``what``: write, truncate, sync, create, delete, or mark."""

    what: str
    path: str
    at: int = 0
    data: bytes = b""


class Disk(Protocol):
    """What watches or refuses. Each returns 0, or the code SQLite is to be told."""

    def asked(self, call: str, path: str, size: int) -> int: ...
    def done(self, op: Op) -> None: ...


class _Quiet:
    def asked(self, call: str, path: str, size: int) -> int:
        return OK

    def done(self, op: Op) -> None:
        pass


class _Vfs(ctypes.Structure):
    pass


_Vfs._fields_ = [
    ("iVersion", _int), ("szOsFile", _int), ("mxPathname", _int), ("pNext", _ptr),
    ("zName", ctypes.c_char_p), ("pAppData", _ptr), ("xOpen", _ptr), ("xDelete", _ptr),
    ("xAccess", _ptr), ("xFullPathname", _ptr), ("xDlOpen", _ptr), ("xDlError", _ptr),
    ("xDlSym", _ptr), ("xDlClose", _ptr), ("xRandomness", _ptr), ("xSleep", _ptr),
    ("xCurrentTime", _ptr), ("xGetLastError", _ptr), ("xCurrentTimeInt64", _ptr),
    ("xSetSystemCall", _ptr), ("xGetSystemCall", _ptr), ("xNextSystemCall", _ptr),
]  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = [
        ("iVersion", _int), ("xClose", _ptr), ("xRead", _ptr), ("xWrite", _ptr),
        ("xTruncate", _ptr), ("xSync", _ptr), ("xFileSize", _ptr), ("xLock", _ptr),
        ("xUnlock", _ptr), ("xCheckReservedLock", _ptr), ("xFileControl", _ptr),
        ("xSectorSize", _ptr), ("xDeviceCharacteristics", _ptr), ("xShmMap", _ptr),
        ("xShmLock", _ptr), ("xShmBarrier", _ptr), ("xShmUnmap", _ptr), ("xFetch", _ptr),
        ("xUnfetch", _ptr),
    ]  # fmt: skip


class _File(ctypes.Structure):
    _fields_ = [("pMethods", _ptr)]


_Open = ctypes.CFUNCTYPE(_int, _ptr, _ptr, _ptr, _int, ctypes.POINTER(_int))
_Remove = ctypes.CFUNCTYPE(_int, _ptr, ctypes.c_char_p, _int)
_Close = ctypes.CFUNCTYPE(_int, _ptr)
_Move = ctypes.CFUNCTYPE(_int, _ptr, _ptr, _int, _i64)
_Cut = ctypes.CFUNCTYPE(_int, _ptr, _i64)
_Sync = ctypes.CFUNCTYPE(_int, _ptr, _int)
_Map = ctypes.CFUNCTYPE(_int, _ptr, _int, _int, _int, ctypes.POINTER(_ptr))


class FaultDisk:
    """The one VFS of this process, registered once; ``disk`` is what watches it now."""

    def __init__(self) -> None:
        """Stand over the system's own VFS."""
        self.disk: Disk = _Quiet()
        self._lib = ctypes.CDLL(_library())
        self._lib.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._base = self._lib.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._own: dict[int, tuple[_Methods, _Methods]] = {}
        self._under: dict[int, _Methods] = {}
        self._kept: list[object] = []
        self._vfs = _Vfs()
        ctypes.memmove(ctypes.byref(self._vfs), self._base, ctypes.sizeof(_Vfs))
        self._vfs.zName = _NAME
        self._vfs.pNext = None
        self._open_base = _Open(self._base.contents.xOpen)
        self._delete_base = _Remove(self._base.contents.xDelete)
        self._vfs.xOpen = self._keep(_Open(self._open))
        self._vfs.xDelete = self._keep(_Remove(self._delete))
        self._methods = self._callbacks()

    def register(self) -> None:
        """Make it the default of this process."""
        if self._lib.sqlite3_vfs_register(ctypes.byref(self._vfs), 1):
            raise RuntimeError("the VFS was not taken")

    def unregister(self) -> None:
        """Give the system its own back."""
        self._lib.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        self._lib.sqlite3_vfs_register(self._base, 1)

    def _keep(self, function: Any) -> int | None:
        self._kept.append(function)
        return ctypes.cast(function, _ptr).value

    def _callbacks(self) -> dict[str, int | None]:
        made = {
            "xClose": _Close(self._close), "xRead": _Move(self._read), "xWrite": _Move(self._write),
            "xTruncate": _Cut(self._truncate), "xSync": _Sync(self._sync),
            "xShmMap": _Map(self._map),
        }  # fmt: skip
        return {name: self._keep(function) for name, function in made.items()}

    def _open(self, _vfs: int, name: int, file: int, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        there = not path or Path(path).exists()
        if (code := self.disk.asked("open", path, 0)) != OK:
            _File.from_address(file).pMethods = None
            return code
        found = self._open_base(ctypes.addressof(self._base.contents), name, file, flags, out)
        base = _File.from_address(file).pMethods
        if found == OK and base:
            self._names[file] = path
            _File.from_address(file).pMethods = self._over(base)
            if not there:
                self.disk.done(Op("create", path))
        return int(found)

    def _over(self, base: int) -> int:
        """Return the address of our methods over those of a base, made once for each."""
        if base not in self._own:
            own, real = _Methods(), _Methods.from_address(base)
            ctypes.memmove(ctypes.byref(own), base, ctypes.sizeof(_Methods))
            for name, function in self._methods.items():
                if getattr(real, name):
                    setattr(own, name, function)
            self._own[base] = (own, real)
            self._under[ctypes.addressof(own)] = real
        return ctypes.addressof(self._own[base][0])

    def _real(self, file: int) -> _Methods:
        return self._under[_File.from_address(file).pMethods]

    def _delete(self, _vfs: int, name: bytes, durable: int) -> int:
        path = name.decode()
        if (code := self.disk.asked("delete", path, 0)) != OK:
            return code
        there = Path(path).exists()
        found = self._delete_base(ctypes.addressof(self._base.contents), name, durable)
        if found == OK and there:
            self.disk.done(Op("delete", path, durable))
        return int(found)

    def _close(self, file: int) -> int:
        close = _Close(self._real(file).xClose)
        self._names.pop(file, None)
        return int(close(file))

    def _read(self, file: int, into: int, size: int, at: int) -> int:
        if (code := self.disk.asked("read", self._names.get(file, ""), size)) != OK:
            return code
        return int(_Move(self._real(file).xRead)(file, into, size, at))

    def _write(self, file: int, data: int, size: int, at: int) -> int:
        path = self._names.get(file, "")
        if (code := self.disk.asked("write", path, at + size)) != OK:
            return code
        found = _Move(self._real(file).xWrite)(file, data, size, at)
        if found == OK:
            self.disk.done(Op("write", path, at, ctypes.string_at(data, size)))
        return int(found)

    def _truncate(self, file: int, size: int) -> int:
        path = self._names.get(file, "")
        if (code := self.disk.asked("truncate", path, size)) != OK:
            return code
        found = _Cut(self._real(file).xTruncate)(file, size)
        if found == OK:
            self.disk.done(Op("truncate", path, size))
        return int(found)

    def _sync(self, file: int, flags: int) -> int:
        path = self._names.get(file, "")
        if (code := self.disk.asked("sync", path, 0)) != OK:
            return code
        found = _Sync(self._real(file).xSync)(file, flags)
        if found == OK:
            self.disk.done(Op("sync", path))
        return int(found)

    def _map(self, file: int, page: int, size: int, extend: int, out: Any) -> int:
        if (code := self.disk.asked("map", self._names.get(file, ""), size)) != OK:
            return code
        return int(_Map(self._real(file).xShmMap)(file, page, size, extend, out))


CODES = {
    "open": _OPEN, "read": _READ, "write": _WRITE, "truncate": _TRUNCATE, "sync": _FSYNC,
    "delete": _DELETE, "map": _SHMMAP,
}  # fmt: skip
"""What SQLite is told when a call fails with an I/O error."""


class Refusing:
    """Refuses the n-th call of those counted, or every one from the n-th on.

    ``full``: writes are refused as by a full disk, other calls pass; else every call fails with an
    I/O error of its kind. ``calls``: how many were asked for; ``refused``: how many not done.
    """

    def __init__(self, nth: int, *, sticky: bool = False, full: bool = False) -> None:
        """Refuse the call of a number from 1; 0 = none."""
        self.nth, self.sticky, self.full = nth, sticky, full
        self.calls = self.refused = 0

    def asked(self, call: str, path: str, size: int) -> int:
        """Count the call, and say whether it is refused."""
        if self.full and call not in ("write", "map"):
            return OK
        self.calls += 1
        if not self.nth or self.calls < self.nth or (self.calls > self.nth and not self.sticky):
            return OK
        self.refused += 1
        return FULL if self.full else CODES[call]

    def done(self, op: Op) -> None:
        """Let it pass."""


class Small:
    """A disk of so many bytes: what would make any file larger, all together, is refused."""

    def __init__(self, folder: Path, room: int) -> None:
        """Hold what lies in a folder, and ``room`` bytes more."""
        self._folder = folder
        self.room: float = room + self._used()
        self.refused = 0

    def _used(self) -> int:
        return sum(each.stat().st_size for each in self._folder.rglob("*") if each.is_file())

    def asked(self, call: str, path: str, size: int) -> int:
        """Refuse what would not fit."""
        if call not in ("write", "map") or not path:
            return OK
        where = Path(path if call == "write" else path + "-shm")
        grown = max(size - (where.stat().st_size if where.exists() else 0), 0)
        if not grown or self._used() + grown <= self.room:
            return OK
        self.refused += 1
        return FULL

    def done(self, op: Op) -> None:
        """Let it pass."""


class Recorder:
    """Keeps everything that was asked for, in order, with marks between."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.ops: list[Op] = []

    def asked(self, call: str, path: str, size: int) -> int:
        """Refuse nothing."""
        return OK

    def done(self, op: Op) -> None:
        """Keep it."""
        if op.path:
            self.ops.append(op)

    def mark(self, said: str) -> None:
        """Note that something was acknowledged to a person."""
        self.ops.append(Op("mark", said))


_REGISTERED: list[FaultDisk] = []


def fault_disk() -> FaultDisk:
    """Return the VFS of this process, made once: SQLite may keep its address for ever."""
    if not _REGISTERED:
        _REGISTERED.append(FaultDisk())
    return _REGISTERED[0]


@contextmanager
def over(disk: Disk) -> Iterator[FaultDisk]:
    """Let what is opened in the block stand on a disk."""
    vfs = fault_disk()
    vfs.register()
    vfs.disk = disk
    try:
        yield vfs
    finally:
        vfs.disk = _Quiet()
        vfs.unregister()


def _library() -> str:
    folder = Path(sqlcipher3.__file__).parent
    (found,) = [each for each in folder.iterdir() if each.name.startswith("_sqlite3.")]
    return str(found)
