"""What is installed is locked: every package by version and hash, for a run, tests and a build."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

FOLDER = ROOT / "locks"
LOCKS = sorted(FOLDER.glob("*.txt"))
OURS = ("run", "build", "dev")
"""Locks that may be installed together; the readers of the formats are installed apart."""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PIN = re.compile(r"([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==([^\s;*]+)(?: ; (.+))?")


@dataclass(frozen=True)
class Pin:
    version: str
    marker: str | None
    hashes: frozenset[str]

    @property
    def applies(self) -> bool:
        """Whether the package is for the Python that runs the tests."""
        return self.marker is None or Marker(self.marker).evaluate()


def pins(lock: Path) -> dict[str, Pin]:
    """Return what ``lock`` pins; any line but a pin with its hashes and comments is an error."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    found: dict[str, Pin] = {}
    for line in text.splitlines():
        if line.strip().startswith("#"):
            continue
        pin, *hashes = line.split(" --hash=")
        hashes = [f"--hash={one.strip()}" for one in hashes]
        matched = PIN.fullmatch(pin.strip())
        assert matched, line
        assert hashes, line
        assert all(HASH.fullmatch(one) for one in hashes), line
        name, version, marker = matched.groups()
        assert name == canonicalize_name(name)
        if name in found:  # another version for another Python
            assert marker, line
            name = f"{name} ; {marker}"
        assert name not in found, line
        found[name] = Pin(version, marker, frozenset(hashes))
    assert found
    return found


def our(name: str) -> dict[str, Pin]:
    return pins(FOLDER / f"{name}.txt")


def asked(name: str) -> list[Requirement]:
    """Return what a lock is made for: ranges of pyproject.toml or of an ``.in`` file."""
    direct = PROJECT["project"]["dependencies"]
    if name == "run":
        return list(map(Requirement, direct))
    if name == "dev":
        return list(map(Requirement, [*direct, *PROJECT["dependency-groups"]["dev"]]))
    lines = (FOLDER / f"{name}.in").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def closure(wanted: list[Requirement]) -> set[str]:
    """Return what ``wanted`` comes to here, by what the installed packages say they need."""
    found: set[str] = set()
    open_ = [(canonicalize_name(one.name), frozenset(one.extras)) for one in wanted]
    seen = set(open_)
    while open_:
        name, extras = open_.pop()
        found.add(name)
        for needed in map(Requirement, requires(name) or ()):
            worlds = [{"extra": extra} for extra in (*extras, "")]
            if needed.marker is None or any(needed.marker.evaluate(world) for world in worlds):
                one = (canonicalize_name(needed.name), frozenset(needed.extras))
                if one not in seen:
                    seen.add(one)
                    open_.append(one)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_line_is_a_version_with_its_hashes(lock: Path) -> None:
    pins(lock)
    assert not re.search(r"://|index-url|find-links|trusted-host", lock.read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    ["a", "a>=1 --hash=sha256:00", "a==1", "a==1.* --hash=sha256:00", "-e .", "a @ file:a.whl"],
)
def test_the_reader_refuses_what_is_not_locked(line: str, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(line.replace("sha256:00", f"sha256:{'0' * 64}"), encoding="utf-8")
    with pytest.raises(AssertionError):
        pins(lock)


def test_the_locks_agree() -> None:
    """One version of a package, with the same files, so that they can be installed together."""
    seen: dict[str, Pin] = {}
    for name in OURS:
        for package, pin in our(name).items():
            first = seen.setdefault(package, pin)
            assert (pin.version, pin.hashes) == (first.version, first.hashes), (name, package)
    assert set(our("run")) <= set(our("dev"))
    assert set(our("build")) <= set(our("dev"))


def test_the_page_runs_what_a_run_does() -> None:
    """Another version of a package could find another verdict, or say it in other words."""
    run = our("run")
    for package, pin in our("page").items():
        assert (pin.version, pin.hashes) == (run[package].version, run[package].hashes), package


@pytest.mark.parametrize(
    "lock", sorted(FOLDER.glob("*/package-lock.json")), ids=lambda lock: lock.parent.name
)
def test_a_lock_of_npm_has_hashes_and_names_no_host(lock: Path) -> None:
    packages: dict[str, dict[str, Any]] = json.loads(lock.read_text("utf-8"))["packages"]
    asked_for = packages.pop("")["dependencies"]
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
    for name, version in asked_for.items():
        assert packages[f"node_modules/{name}"]["version"] == version


@pytest.mark.parametrize("name", OURS)
def test_what_is_asked_for_is_locked_within_its_range(name: str) -> None:
    locked = our(name)
    for wanted in asked(name):
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)].version), wanted


@pytest.mark.parametrize("name", ["run", "build"])
def test_a_lock_is_whole_and_has_nothing_else(name: str) -> None:
    locked = {package for package, pin in our(name).items() if pin.applies}
    assert locked == closure(asked(name))


def test_the_lowest_versions_are_those_of_the_ranges() -> None:
    locked = our("lowest")
    for wanted in asked("run"):
        (least,) = (one.version for one in wanted.specifier if one.operator == ">=")
        version = Version(locked[canonicalize_name(wanted.name)].version)
        assert version.release[:2] == (*Version(least).release, 0)[:2], wanted


def test_the_backend_of_the_build_is_locked() -> None:
    locked = our("build")
    for wanted in map(Requirement, PROJECT["build-system"]["requires"]):
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)].version)


def test_every_range_ends_before_the_next_major() -> None:
    """Types are the exception: they are numbered by what they describe, and CI alone takes them."""
    build, dev = PROJECT["build-system"]["requires"], asked("dev")
    for wanted in [*asked("run"), *asked("build"), *dev, *map(Requirement, build)]:
        operators = {one.operator for one in wanted.specifier}
        assert operators == ({">="} if wanted.name.startswith("types-") else {">=", "<"}), wanted


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_how_to_renew_it_is_written_down(lock: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert re.search(rf"^`uv pip compile .* -o locks/{lock.name}`", text, re.MULTILINE)


INSTALLERS = (
    *("Dockerfile", "action.yml", "docs/ci.md", "docs/ci.en.md"),
    *(".ci/run", ".ci/lowest", ".ci/consumers", ".ci/docs", ".ci/page"),
)
PIP = re.compile(r'(?:pip|pip"|"\$pip") (?:install|wheel) (.*?)(?= && |$)', re.MULTILINE)


@pytest.mark.parametrize("name", INSTALLERS)
def test_no_recipe_installs_a_package_without_its_hash(name: str) -> None:
    """It comes from a lock, as a wheel, or is plancheck itself without anything more."""
    text = re.sub(
        r"\\\n\s*|\n      (?=-r )|>-\n\s*|\n      (?=pip)", " ", (ROOT / name).read_text("utf-8")
    )
    commands = PIP.findall(text)
    assert commands
    for command in commands:
        locked = "--require-hashes" in command and "--only-binary :all:" in command
        own = "--no-deps" in command and ("--no-index" in command or "--no-build-iso" in command)
        assert locked or own, command
        assert not locked or re.search(r"-r \S*locks/\w+\.txt|-r \"\$locks/", command)
