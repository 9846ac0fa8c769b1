"""SQLCipher's own file system with a watch on it: no compiler and no mount are needed.

The library's exported functions are reached by ctypes. The system's file system is copied under
a name of its own and made the default one, so that the program's ``connect`` goes through it
unchanged; of each open file only the watched methods are replaced, all others stay the library's.
"""

import ctypes as c
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

OK, FULL, CANTOPEN = 0, 13, 14
EIO = {
    "xRead": 266, "xWrite": 778, "xSync": 1034, "xTruncate": 1546, "xFileSize": 1802,
    "xDelete": 2570, "xLock": 3850, "xAccess": 3338, "xShmMap": 5386, "xShmLock": 5130,
    "xOpen": CANTOPEN,
}  # fmt: skip
"""What each call returns when the device gives an error: SQLite's extended result codes."""
NO_ROOM = {"xWrite": FULL, "xOpen": CANTOPEN, "xShmMap": 4874}
"""What a call returns when no room is left; the others need none."""
TO_BE_SYNCED_WITH_FOLDER = 0x00000800 | 0x00004000 | 0x00080000
"""Journals and WALs: with the first sync of a new one SQLite syncs its folder too."""

_P, _I, _L = c.c_void_p, c.c_int, c.c_int64
_FILE = {
    "xClose": (_P,), "xRead": (_P, _P, _I, _L), "xWrite": (_P, _P, _I, _L),
    "xTruncate": (_P, _L), "xSync": (_P, _I), "xFileSize": (_P, _P), "xLock": (_P, _I),
    "xUnlock": (_P, _I), "xCheckReservedLock": (_P, _P), "xFileControl": (_P, _I, _P),
    "xSectorSize": (_P,), "xDeviceCharacteristics": (_P,), "xShmMap": (_P, _I, _I, _I, _P),
    "xShmLock": (_P, _I, _I, _I), "xShmBarrier": (_P,), "xShmUnmap": (_P, _I),
    "xFetch": (_P, _L, _I, _P), "xUnfetch": (_P, _L, _P),
}  # fmt: skip
_WATCHED = ("xRead", "xWrite", "xTruncate", "xSync", "xFileSize", "xLock", "xShmMap", "xShmLock")
_VFS = {"xOpen": (_P, _P, _P, _I, _P), "xDelete": (_P, _P, _I), "xAccess": (_P, _P, _I, _P)}


class _Methods(c.Structure):
    _fields_ = [("iVersion", _I), *((name, _P) for name in _FILE)]


class _Vfs(c.Structure):
    _fields_ = [
        ("iVersion", _I), ("szOsFile", _I), ("mxPathname", _I), ("pNext", _P),
        ("zName", c.c_char_p), ("pAppData", _P), ("xOpen", _P), ("xDelete", _P), ("xAccess", _P),
        *((f"rest{n}", _P) for n in range(13)),
    ]  # fmt: skip


class Watch:
    """What a test makes of the calls; this one lets everything pass."""

    def before(self, call: str, path: str, *facts: Any) -> int:
        """Return 0 to let a call pass, or the code it fails with.

        Facts: of a write its offset and bytes; of a truncation the size; of an opening its flags.
        """
        return OK

    def after(self, call: str, path: str, *facts: Any) -> None:
        """Take notice of a call that was carried out; facts as ``before``."""


class _Shim:
    """The copied file system of this process; made once, for open files hold on to it."""

    def __init__(self) -> None:
        (so,) = Path(sqlcipher3.__file__).parent.glob("_sqlite3*.so")
        self.library = c.CDLL(str(so))
        self.library.sqlite3_vfs_find.restype = c.POINTER(_Vfs)
        self.watch = Watch()
        self.native = self.library.sqlite3_vfs_find(None)
        self.paths: dict[int, str] = {}
        self.kept: list[Any] = []
        self.tables: dict[int, _Methods] = {}
        self.copy = _Vfs.from_buffer_copy(self.native.contents)
        self.copy.zName = b"watched"
        for name, kinds in _VFS.items():
            setattr(self.copy, name, self._pointer(getattr(self, name), kinds))
            setattr(
                self, f"native_{name}", self._native(getattr(self.native.contents, name), kinds)
            )

    def _native(self, pointer: int, kinds: tuple[Any, ...]) -> Callable[..., int]:
        return c.CFUNCTYPE(_I, *kinds)(pointer)

    def _pointer(self, function: Callable[..., int], kinds: tuple[Any, ...]) -> int | None:
        def guarded(*arguments: Any) -> int:
            try:
                return function(*arguments)
            except BaseException:  # none may pass through the library
                traceback.print_exc()
                os._exit(70)

        made = c.CFUNCTYPE(_I, *kinds)(guarded)
        self.kept.append(made)
        return c.cast(made, _P).value

    def xOpen(self, vfs: int, name: int, file: int, flags: int, out: int) -> int:
        path = c.string_at(name).decode() if name else ""
        if code := self.watch.before("xOpen", path, flags):
            _P.from_address(file).value = None
            return code
        code = self.native_xOpen(vfs, name, file, flags, out)
        if code == OK and path:
            self.paths[file] = path
            methods = _P.from_address(file)
            methods.value = c.addressof(self._table(methods.value or 0))
            self.watch.after("xOpen", path, flags)
        return code

    def xDelete(self, vfs: int, name: int, with_folder: int) -> int:
        path = c.string_at(name).decode()
        if code := self.watch.before("xDelete", path, with_folder):
            return code
        code = self.native_xDelete(vfs, name, with_folder)
        if code == OK:
            self.watch.after("xDelete", path, with_folder)
        return code

    def xAccess(self, vfs: int, name: int, flags: int, out: int) -> int:
        if code := self.watch.before("xAccess", c.string_at(name).decode(), flags):
            return code
        return self.native_xAccess(vfs, name, flags, out)

    def _table(self, native: int) -> _Methods:
        """Return a file's methods with those replaced that are watched."""
        if native not in self.tables:
            table = _Methods.from_buffer_copy(_Methods.from_address(native))
            for name in _WATCHED:
                if there := getattr(table, name):  # not every kind of file has shared memory
                    watched = self._watched(name, self._native(there, _FILE[name]))
                    setattr(table, name, self._pointer(watched, _FILE[name]))
            self.tables[native] = table
        return self.tables[native]

    def _watched(self, name: str, native: Callable[..., int]) -> Callable[..., int]:
        def plain(file: int, *arguments: int) -> int:
            path = self.paths[file]
            if code := self.watch.before(name, path, *arguments):
                return code
            code = native(file, *arguments)
            if code == OK:
                self.watch.after(name, path, *arguments)
            return code

        def write(file: int, data: int, size: int, offset: int) -> int:
            path, said = self.paths[file], c.string_at(data, size)
            if code := self.watch.before(name, path, offset, said):
                return code
            code = native(file, data, size, offset)
            if code == OK:
                self.watch.after(name, path, offset, said)
            return code

        return write if name == "xWrite" else plain


_made: list[_Shim] = []


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Let every file of the store that is opened in the block go past a watch. Files still open
    after it go past nobody."""
    if not _made:
        _made.append(_Shim())
    shim = _made[0]
    shim.watch = watch
    shim.library.sqlite3_vfs_register(c.byref(shim.copy), 1)
    try:
        yield
    finally:
        shim.watch = Watch()
        shim.library.sqlite3_vfs_register(shim.native, 1)
