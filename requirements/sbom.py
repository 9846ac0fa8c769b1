"""Write sbom.cdx.json: what the program is made of, with versions, licences and hashes.

    python3 run.py sbom          (from a set-up checkout; asks no network)

Names, versions and hashes are those of runtime.txt; licences are the ones the installed packages
state; what lies compiled inside a package says its own version. CycloneDX 1.6, in the order of
runtime.txt, without a date, so that the same lock gives the same file.
"""

import re
import sys
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pypdfium2
import uharfbuzz
from cryptography.hazmat.backends.openssl import backend
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from PySide6.QtCore import qVersion
from sqlcipher3 import dbapi2

HERE = Path(__file__).parent
LOCK, TARGET = HERE / "runtime.txt", HERE / "sbom.cdx.json"
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_LGPL_OR_GPL = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
STATED = {
    "charset-normalizer": "MIT",
    "click-default-group": "Unlicense",
    "defusedxml": "PSF-2.0",
    "fonttools": "MIT",
    "pluggy": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyrage": "MIT",
    "pyside6-essentials": _LGPL_OR_GPL,
    "python-stdnum": "LGPL-2.1-or-later",
    "qtawesome": "MIT",
    "qtpy": "MIT",
    "reportlab": "BSD-3-Clause",
    "shiboken6": _LGPL_OR_GPL,
    "sqlcipher3": "Zlib",
    "sqlite-fts4": "Apache-2.0",
    "tzdata": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
    "zxcvbn": "MIT",
}
"""Read by a person in the packages that state theirs in no form a program can read."""


def locked(text: str) -> list[tuple[Requirement, list[str]]]:
    """Return each line of a lock: what is required, and the hashes of its files."""
    whole = re.sub(r"\\\n\s*", " ", text)
    lines = [line for line in whole.splitlines() if line and not line.lstrip().startswith("#")]
    return [(Requirement(line.split(" --hash")[0]), _HASH.findall(line)) for line in lines]


def version_of(required: Requirement) -> str:
    """Return the one version a line of a lock allows."""
    (only,) = required.specifier
    return only.version


def inside() -> dict[str, list[tuple[str, str, str]]]:
    """Return what lies compiled inside packages: (name, version, licence) by package."""
    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA cipher_log_level = none")
    connection.set_key("x")
    said = [
        connection.execute(f"PRAGMA {name}").fetchone()[0].split()
        for name in ("cipher_version", "cipher_provider_version")
    ]
    connection.close()
    return {
        "sqlcipher3": [
            ("SQLCipher", said[0][0], "BSD-3-Clause"),
            ("SQLite", dbapi2.sqlite_version, "blessing"),
            ("OpenSSL", said[1][1], "Apache-2.0"),
        ],
        "cryptography": [("OpenSSL", backend.openssl_version_text().split()[1], "Apache-2.0")],
        "pyside6-essentials": [("Qt", qVersion(), "LGPL-3.0-only")],
        "uharfbuzz": [("HarfBuzz", uharfbuzz.version_string(), "MIT-Modern-Variant")],
        "pypdfium2": [("PDFium", str(pypdfium2.PDFIUM_INFO).partition("@")[0], "BSD-3-Clause")],
    }


def make() -> str:
    """Return the list as JSON."""
    licences, bundled = LicenseFactory(), inside()
    lock = LOCK.read_text("utf-8")
    bom = Bom(serial_number=uuid5(NAMESPACE_OID, lock))
    for required, hashes in locked(lock):
        name, version = required.name.lower(), version_of(required)
        here = _is_installed(name, version)
        part = Component(
            type=ComponentType.LIBRARY, name=name, version=version,
            bom_ref=f"{name}@{version}", purl=PackageURL("pypi", None, name, version),
            licenses=[licences.make_from_string(_licence(name))],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
            properties=[Property(name="only where", value=str(required.marker))]
            if required.marker else [],
            components=[
                Component(
                    type=ComponentType.LIBRARY, name=inner, version=its, bom_ref=f"{name}/{inner}",
                    licenses=[licences.make_from_string(licence)],
                )
                for inner, its, licence in bundled.get(name, []) if here
            ],
        )  # fmt: skip
        bom.components.add(part)
    bom.metadata.timestamp = None  # type: ignore[assignment]
    return str(JsonV1Dot6(bom).output_as_string(indent=1)) + "\n"


def _is_installed(name: str, version: str) -> bool:
    try:
        return metadata.version(name) == version
    except metadata.PackageNotFoundError:
        return False


def _licence(name: str) -> str:
    said = metadata.metadata(name)["License-Expression"] if name not in STATED else None
    return said or STATED[name]


def main() -> int:
    """Write the list, or with ``--check`` tell whether the written one is still true."""
    made = make()
    if "--check" in sys.argv:
        return int(TARGET.read_text("utf-8") != made)
    TARGET.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
