"""Writes the list of parts of a wheel of plancheck (CycloneDX 1.6) to standard output.

Usage: python .ci/sbom.py WHEEL, under SOURCE_DATE_EPOCH. The parts are those of
locks/run.txt, the rule set and the table of provinces in the wheel, and libyaml, which no
lock shows because it is linked into PyYAML. The same wheel and lock give the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sys
import uuid
import zipfile
from pathlib import Path

import yaml
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

LOCK = Path(__file__).parent.parent / "locks" / "run.txt"
DATA = "plancheck/data/"
RULES = "plan2014.yaml"
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"# (?:via )? *([a-z0-9-]+)(?: \(pyproject\.toml\))?$")
ROOT_NAME = "plancheck"
NOTES = {
    "pydantic-core": "Compiled from Rust; the crates in it are not listed here.",
    "pyyaml": "Its wheels have libyaml linked into them.",
}


def main(wheel: Path) -> None:
    """Write the list of parts of ``wheel``, after it has passed the standard's own schema."""
    text = JsonV1Dot6(bill(wheel)).output_as_string(indent=2) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        sys.exit(f"not CycloneDX 1.6: {wrong}")
    sys.stdout.write(text)


def bill(wheel: Path) -> Bom:
    """Return all parts and which needs which."""
    content = wheel.read_bytes()
    version = wheel.name.split("-")[1]
    made = Component(
        type=ComponentType.APPLICATION,
        name=ROOT_NAME,
        version=version,
        bom_ref=ROOT_NAME,
        purl=PackageURL("pypi", name=ROOT_NAME, version=version),
        licenses=[LicenseExpression("Apache-2.0")],
        hashes=[_sha256(content)],
    )
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{_hex(content)} {_hex(_lock())}"))
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    bom.metadata.component = made
    parts = {ROOT_NAME: made}
    needed_by: dict[str, set[str]] = {}
    for name, component, parents in _locked():
        parts[name] = component
        needed_by[name] = parents
    parts["libyaml"] = _libyaml()
    needed_by["libyaml"] = {"pyyaml"}
    for name, component in _data(wheel):
        parts[name] = component
        needed_by[name] = {ROOT_NAME}
    for name, component in parts.items():
        if component is not made:
            bom.components.add(component)
        needs = [parts[other] for other, parents in needed_by.items() if name in parents]
        bom.register_dependency(component, needs)
    return bom


def _locked() -> list[tuple[str, Component, set[str]]]:
    """Return each package of the lock with the packages that need it, as its comments say."""
    found = []
    for block in re.split(r"\n(?=[a-z])", _lock().decode("utf-8")):
        first, *rest = block.splitlines()
        pin = PIN.fullmatch(first)
        if pin is None:
            sys.exit(f"{LOCK.name}: not understood: {first}")
        name, version, marker = pin.groups()
        only = [Property(name="plancheck:only-where", value=marker)] if marker else []
        component = Component(
            type=ComponentType.LIBRARY,
            name=name,
            version=version,
            bom_ref=f"pypi:{name}",
            purl=PackageURL("pypi", name=name, version=version),
            scope=ComponentScope.OPTIONAL if marker else ComponentScope.REQUIRED,
            description=NOTES.get(name),
            # A package has a file per platform; any of these is accepted.
            properties=[
                *only,
                *(
                    Property(name=f"plancheck:locked-file-{number}", value=f"sha256:{digest}")
                    for number, digest in enumerate(HASH.findall(block), 1)
                ),
            ],
        )
        vias = (VIA.fullmatch(line.strip()) for line in rest)
        found.append((name, component, {via[1] for via in vias if via and via[1] != "via"}))
    return found


def _libyaml() -> Component:
    """Return libyaml as PyYAML's wheel for this platform has it."""
    version = yaml._yaml.get_version_string()
    return Component(
        type=ComponentType.LIBRARY,
        name="libyaml",
        version=version,
        bom_ref="libyaml",
        purl=PackageURL("generic", name="libyaml", version=version),
        cpe=f"cpe:2.3:a:pyyaml:libyaml:{version}:*:*:*:*:*:*:*",
        description="Linked into the wheels of PyYAML; the version is that of the one used here.",
    )


def _data(wheel: Path) -> list[tuple[str, Component]]:
    """Return the files of the rule set in ``wheel`` with their checksums."""
    found = []
    with zipfile.ZipFile(wheel) as opened:
        for name in sorted(opened.namelist()):
            if not name.startswith(DATA):
                continue
            content = opened.read(name)
            file = name.removeprefix(DATA)
            own = re.search(rb"^id: (\S+)$", content, re.MULTILINE) if file == RULES else None
            component = Component(
                type=ComponentType.DATA,
                name=own[1].decode() if own else file,
                bom_ref=f"data:{file}",
                hashes=[_sha256(content)],
                properties=[Property(name="plancheck:file", value=name)],
            )
            found.append((f"data:{file}", component))
    return found


def _lock() -> bytes:
    return LOCK.read_bytes()


def _hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sha256(content: bytes) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=_hex(content))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
