"""Writes the list of parts of an artefact of plancheck (CycloneDX 1.6) to standard output.

Usage: python .ci/sbom.py WHEEL or python .ci/sbom.py plancheck.html, under SOURCE_DATE_EPOCH.

The parts of a wheel are those of locks/run.txt, the rule set and the table of provinces in the
wheel, and libyaml, which no lock shows because it is linked into PyYAML. The page has its own
parts inside: they are those that its notices name, with what is linked into them. The same
artefact and lock give the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

import yaml
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "locks" / "run.txt"
DATA = "plancheck/data/"
RULES = "plan2014.yaml"
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"# (?:via )? *([a-z0-9-]+)(?: \(pyproject\.toml\))?$")
NOTICES = re.compile(rb'<script type="application/json" id="notices">(.+?)</script>', re.DOTALL)
ROOT_NAME = "plancheck"
NOTES = {
    "pydantic-core": "Compiled from Rust; the crates in it are not listed here.",
    "pyyaml": "Its wheels have libyaml linked into them.",
}


def main(artefact: Path) -> None:
    """Write the list of parts of ``artefact``, after it has passed the standard's own schema."""
    bom = bill_of_page(artefact) if artefact.suffix == ".html" else bill(artefact)
    text = JsonV1Dot6(bom).output_as_string(indent=2) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        sys.exit(f"not CycloneDX 1.6: {wrong}")
    sys.stdout.write(text)


def bill(wheel: Path) -> Bom:
    """Return all parts of a wheel and which needs which."""
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
    bom = _bom(made, f"{_hex(content)} {_hex(_lock())}")
    parts = {ROOT_NAME: made}
    needed_by: dict[str, set[str]] = {}
    for name, component, parents in _locked():
        parts[name] = component
        needed_by[name] = parents
    parts["libyaml"] = _libyaml()
    needed_by["libyaml"] = {"pyyaml"}
    for name, component in _data(_packed(wheel)):
        parts[name] = component
        needed_by[name] = {ROOT_NAME}
    for name, component in parts.items():
        if component is not made:
            bom.components.add(component)
        needs = [parts[other] for other, parents in needed_by.items() if name in parents]
        bom.register_dependency(component, needs)
    return bom


def bill_of_page(page: Path) -> Bom:
    """Return what a page says that it is made of, and what is linked into each part."""
    content = page.read_bytes()
    found = NOTICES.search(content)
    if found is None:
        sys.exit(f"{page.name}: no notices")
    own, *notices = json.loads(found[1])
    made = Component(
        type=ComponentType.APPLICATION,
        name=page.name,
        version=own["version"],
        bom_ref=page.name,
        licenses=[LicenseExpression(own["licence"])],
        hashes=[_sha256(content)],
    )
    bom = _bom(made, _hex(content))
    _add(bom, made, [own, *notices])
    rules = [component for _, component in _data(_checked_out())]
    bom.components.update(rules)
    bom.register_dependency(made, rules)
    return bom


def _add(bom: Bom, holder: Component, notices: list[dict[str, Any]]) -> None:
    """Add the parts of ``holder``, and theirs."""
    parts = []
    for notice in notices:
        part = Component(
            type=ComponentType.LIBRARY,
            name=notice["name"],
            version=notice["version"],
            bom_ref=notice["purl"],
            purl=PackageURL.from_string(notice["purl"]),
            licenses=[LicenseExpression(notice["licence"])],
            properties=[Property(name="plancheck:source", value=notice["source"])],
        )
        bom.components.add(part)
        _add(bom, part, notice.get("parts", []))
        parts.append(part)
    bom.register_dependency(holder, parts)


def _bom(made: Component, seed: str) -> Bom:
    """Return a list for ``made`` that has no part yet; nothing in it depends on clock or chance."""
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, seed))
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    bom.metadata.component = made
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


def _data(files: dict[str, bytes]) -> list[tuple[str, Component]]:
    """Return the files of the rule set with their checksums."""
    found = []
    for file, content in files.items():
        own = re.search(rb"^id: (\S+)$", content, re.MULTILINE) if file == RULES else None
        component = Component(
            type=ComponentType.DATA,
            name=own[1].decode() if own else file,
            bom_ref=f"data:{file}",
            hashes=[_sha256(content)],
            properties=[Property(name="plancheck:file", value=f"{DATA}{file}")],
        )
        found.append((f"data:{file}", component))
    return found


def _packed(wheel: Path) -> dict[str, bytes]:
    """Return the data files in ``wheel``."""
    with zipfile.ZipFile(wheel) as opened:
        names = [name for name in sorted(opened.namelist()) if name.startswith(DATA)]
        return {name.removeprefix(DATA): opened.read(name) for name in names}


def _checked_out() -> dict[str, bytes]:
    """Return the data files beside which a page was made."""
    return {file.name: file.read_bytes() for file in sorted((ROOT / "data").iterdir())}


def _lock() -> bytes:
    return LOCK.read_bytes()


def _hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sha256(content: bytes) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=_hex(content))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
