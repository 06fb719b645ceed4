"""The artefacts: same bytes from every build, the repository's rule set inside, and they run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from plancheck import __version__
from plancheck.plan.loading import SHIPPED, load_plan
from tests import HANGS
from tests.conftest import ROOT
from tests.supply.test_locks import asked, our

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="compares permissions and umasks")

EPOCH = "1400000000"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RULES = (ROOT / "data" / "plan2014.yaml").read_bytes()
FORMS = {shipped.form_file.name: shipped for shipped in SHIPPED}
INFO = f"plancheck-{__version__}.dist-info"


def python(*arguments: object, cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run this Python as a process of its own, without plancheck's source on its path."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    fixed = {"LC_ALL": "C.UTF-8", "PIP_NO_INDEX": "1", "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**kept, **fixed, **changes},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
        check=False,
    )


def source(folder: Path) -> Path:
    """Return a copy of the repository as it is now, without what git would not keep."""
    known = {".ci", ".gitattributes", ".gitignore", ".pre-commit-hooks.yaml", ".dockerignore"}

    def ignored(where: str, names: list[str]) -> set[str]:
        made = {"dist", "build"} if Path(where) == ROOT else {"__pycache__"}
        return {
            name for name in names if name in made or (name.startswith(".") and name not in known)
        }

    shutil.copytree(ROOT, folder, ignore=ignored)
    return folder


@dataclass(frozen=True)
class Build:
    wheel: Path
    sdist: Path
    parts: str

    @property
    def names(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as opened:
            return set(opened.namelist())

    def read(self, name: str) -> bytes:
        with zipfile.ZipFile(self.wheel) as opened:
            return opened.read(name)


def build(folder: Path, *arguments: str, umask: int, **changes: str) -> Build:
    before = os.umask(umask)
    try:
        arguments = ("-m", "build", "--no-isolation", "--outdir", "out", *arguments)
        ran = python(*arguments, "source", cwd=folder, **changes)
    finally:
        os.umask(before)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (wheel,) = (folder / "out").glob("*.whl")
    (sdist,) = (folder / "out").glob("*.tar.gz")
    listed = python(folder / "source" / ".ci" / "sbom.py", wheel, cwd=folder, **changes)
    assert listed.returncode == 0, listed.stdout + listed.stderr
    return Build(wheel, sdist, listed.stdout)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build as others make it: the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("built")
    source(folder / "source")
    return build(folder, umask=0o022)


def test_another_build_has_the_same_bytes(built: Build, tmp_path: Path) -> None:
    """Another folder, age, umask, locale, time zone and hash seed, and straight from the source."""
    folder = tmp_path / "another folder"
    folder.mkdir()
    for file in source(folder / "source").rglob("*"):
        os.utime(file, (981173106, 981173106))
        if file.is_file():
            file.chmod(file.stat().st_mode & 0o700)
    other = build(
        folder,
        "--sdist",
        "--wheel",
        umask=0o077,
        TZ="Asia/Shanghai",
        LC_ALL="C",
        PYTHONHASHSEED="7",
    )
    assert other.wheel.name == built.wheel.name == f"plancheck-{__version__}-py3-none-any.whl"
    assert other.sdist.name == built.sdist.name == f"plancheck-{__version__}.tar.gz"
    assert digest(other.wheel) == digest(built.wheel)
    assert digest(other.sdist) == digest(built.sdist)
    assert other.parts == built.parts


def test_one_byte_of_the_source_shows_in_both(built: Build, tmp_path: Path) -> None:
    with (source(tmp_path / "source") / "data" / "plan2014.yaml").open("ab") as rules:
        rules.write(b"#")
    other = build(tmp_path, umask=0o022)
    assert digest(other.wheel) != digest(built.wheel)
    assert digest(other.sdist) != digest(built.sdist)
    assert other.read("plancheck/data/plan2014.yaml") == RULES + b"#"
    assert hashlib.sha256(RULES + b"#").hexdigest() in other.parts


def test_the_wheel_is_the_package_and_its_data_and_nothing_else(built: Build) -> None:
    package = {
        file.relative_to(ROOT).as_posix(): file.read_bytes()
        for file in (ROOT / "plancheck").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    forms = {f"plancheck/plan/{name}" for name in FORMS}
    data = {f"plancheck/data/{f.name}": f.read_bytes() for f in (ROOT / "data").iterdir()}
    assert set(data) == {"plancheck/data/plan2014.yaml", "plancheck/data/provinces.yaml"}
    assert {Path(name).suffix for name in package} == {".py", ".css", ".typed"}
    names = {name for name in built.names if not name.startswith(f"{INFO}/")}
    assert names == set(package) | set(data) | forms
    assert "plancheck/py.typed" in names
    for name, content in (package | data).items():
        assert built.read(name) == content, name
    info = {name.removeprefix(f"{INFO}/") for name in built.names - names}
    assert info == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}


def test_the_wheel_has_the_forms_of_its_data(built: Build) -> None:
    for name, shipped in FORMS.items():
        content = built.read(f"plancheck/data/{shipped.name}")
        form = built.read(f"plancheck/plan/{name}")
        assert form == shipped.form_of(shipped.from_yaml(content))
        assert shipped.from_form(form, content) is not None


def test_a_build_leaves_its_source_as_it_was(tmp_path: Path) -> None:
    def files() -> set[Path]:
        every = (tmp_path / "source").rglob("*")
        return {file for file in every if file.is_file() and "__pycache__" not in file.parts}

    source(tmp_path / "source")
    before = files()
    build(tmp_path, "--sdist", "--wheel", umask=0o022)
    assert sorted(files() ^ before) == []


def test_the_record_fits_every_file(built: Build) -> None:
    recorded = {}
    for line in built.read(f"{INFO}/RECORD").decode().splitlines():
        name, digest, _ = line.rsplit(",", 2)
        recorded[name] = digest.removeprefix("sha256=")
    assert recorded.pop(f"{INFO}/RECORD") == ""
    assert set(recorded) == built.names - {f"{INFO}/RECORD"}
    for name, said in recorded.items():
        made = base64.urlsafe_b64encode(hashlib.sha256(built.read(name)).digest())
        assert made.rstrip(b"=").decode() == said, name


def test_the_metadata_is_that_of_the_project(built: Build) -> None:
    told = HeaderParser().parsestr(built.read(f"{INFO}/METADATA").decode("utf-8"))
    assert (told["Name"], told["Version"]) == ("plancheck", __version__)
    assert (told["License-Expression"], told["License-File"]) == ("Apache-2.0", "LICENSE")
    assert told["Requires-Python"] == PROJECT["requires-python"]
    needs = [Requirement(one) for one in told.get_all("Requires-Dist", [])]
    plain = {canonicalize_name(one.name): one.specifier for one in needs if one.marker is None}
    assert plain == {canonicalize_name(one.name): one.specifier for one in asked("run")}
    assert told["Description-Content-Type"] == "text/markdown"
    assert "Root-Is-Purelib: true" in built.read(f"{INFO}/WHEEL").decode().splitlines()
    assert built.read(f"{INFO}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    points = built.read(f"{INFO}/entry_points.txt").decode()
    assert points.split() == ["[console_scripts]", "plancheck", "=", "plancheck.__main__:main"]


def test_the_sdist_has_what_a_build_and_the_tests_take(built: Build) -> None:
    top = f"plancheck-{__version__}/"
    with tarfile.open(built.sdist) as opened:
        members = opened.getmembers()
    files = {member.name.removeprefix(top) for member in members}
    assert all(member.name.startswith(top) and member.isfile() for member in members)
    assert {member.mtime for member in members} == {int(EPOCH)}
    assert {(member.uid, member.gid) for member in members} == {(0, 0)}
    for file in (ROOT / "tests").rglob("*.py"):
        assert file.relative_to(ROOT).as_posix() in files
    wanted = "pyproject.toml LICENSE SECURITY.md CONTRIBUTING.md .ci/run .ci/build locks/run.txt"
    assert set(wanted.split()) <= files
    assert not [name for name in files if "__pycache__" in name or name.startswith("dist/")]


def test_the_installed_wheel_names_the_repositorys_rule_set_and_judges(
    built: Build, tmp_path: Path
) -> None:
    """In a folder of its own, without an index; only the packages needed are taken from here."""
    target = tmp_path / "site"
    arguments = ("install", "-q", "--no-deps", "--no-index", "--target", target, built.wheel)
    ran = python("-m", "pip", *arguments, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr

    def plancheck(*arguments: object) -> subprocess.CompletedProcess[str]:
        return python("-m", "plancheck", *arguments, cwd=tmp_path, PYTHONPATH=str(target))

    code = "import plancheck; print(plancheck.__file__)"
    where = python("-c", code, cwd=tmp_path, PYTHONPATH=str(target)).stdout.strip()
    assert Path(where) == target / "plancheck" / "__init__.py"
    rules = hashlib.sha256(RULES).hexdigest()
    assert load_plan().sha256 == rules
    version = plancheck("--version")
    assert version.stdout == f"plancheck {__version__}\ncn-patent-2014 sha256 {rules}\n"
    for name, tier, code_ in (("tier1-compliant", 1, 0), ("tier1-noncompliant", 1, 1)):
        report = shutil.copy(ROOT / "examples" / f"{name}.yaml", tmp_path)
        judged = plancheck("validate", report, "--tier", tier, "--format", "json")
        assert judged.returncode == code_, judged.stderr
        assert json.loads(judged.stdout)["plan"]["sha256"] == rules


# --- the list of parts ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts(built: Build) -> dict[str, Any]:
    return json.loads(built.parts)


def test_the_list_has_every_locked_package(parts: dict[str, Any]) -> None:
    found = {one["name"]: one for one in parts["components"] if one["bom-ref"].startswith("pypi:")}
    locked = our("run")
    assert {name: one["version"] for name, one in found.items()} == {
        name: pin.version for name, pin in locked.items()
    }
    for name, one in found.items():
        assert one["purl"] == f"pkg:pypi/{name}@{locked[name].version}"
        told = {prop["value"] for prop in one["properties"]}
        assert {one.removeprefix("--hash=") for one in locked[name].hashes} <= told


def test_the_list_has_the_rule_set_and_the_library_that_no_lock_shows(
    parts: dict[str, Any], built: Build
) -> None:
    found = {one["name"]: one for one in parts["components"]}
    rules = {"alg": "SHA-256", "content": hashlib.sha256(RULES).hexdigest()}
    assert (found["cn-patent-2014"]["type"], found["cn-patent-2014"]["hashes"]) == (
        "data", [rules],
    )  # fmt: skip
    assert found["libyaml"]["version"].count(".") == 2
    made = parts["metadata"]["component"]
    assert (made["name"], made["version"]) == ("plancheck", __version__)
    assert made["hashes"] == [{"alg": "SHA-256", "content": digest(built.wheel)}]


def test_the_list_says_what_needs_what(parts: dict[str, Any]) -> None:
    edges = {one["ref"]: set(one.get("dependsOn", ())) for one in parts["dependencies"]}
    direct = {f"pypi:{canonicalize_name(one.name)}" for one in asked("run")}
    assert edges["plancheck"] == direct | {"data:plan2014.yaml", "data:provinces.yaml"}
    assert edges["pypi:pyyaml"] == {"libyaml"}
    assert "pypi:pydantic-core" in edges["pypi:pydantic"]
    reached, open_ = set(), ["plancheck"]
    while open_:
        one = open_.pop()
        reached.add(one)
        open_ += edges[one] - reached
    assert reached == {"plancheck"} | {one["bom-ref"] for one in parts["components"]}


def test_the_list_depends_on_no_clock_and_no_chance(parts: dict[str, Any]) -> None:
    assert (parts["bomFormat"], parts["specVersion"]) == ("CycloneDX", "1.6")
    assert parts["metadata"]["timestamp"].startswith("2014-05-13T16:53:20")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}", parts["serialNumber"])


def test_a_list_that_is_none_is_refused(built: Build, tmp_path: Path) -> None:
    """The schema is asked before anything is written: an unreadable lock yields no list."""
    folder = tmp_path / "source"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / "locks").mkdir()
    (folder / "locks" / "run.txt").write_text("rich>=15\n", encoding="utf-8")
    ran = python(folder / ".ci" / "sbom.py", built.wheel, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")


def test_the_list_of_a_page_is_that_of_its_notices(tmp_path: Path) -> None:
    def part(name: str, **more: object) -> dict[str, object]:
        found = {"name": name, "version": "1.0", "licence": "MIT", "source": f"{name}-1.0"}
        return found | {"purl": f"pkg:generic/{name}@1.0"} | more

    notices = [part("own", parts=[]), part("runtime", parts=[part("inner", version=None)])]
    page = tmp_path / "plancheck.html"
    embedded = f'<script type="application/json" id="notices">{json.dumps(notices)}</script>'
    page.write_text(f"<!doctype html>\n{embedded}\n", encoding="utf-8")
    ran = python(ROOT / ".ci" / "sbom.py", page, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    made = found["metadata"]["component"]
    assert (made["name"], made["version"]) == ("plancheck.html", "1.0")
    assert made["hashes"] == [{"alg": "SHA-256", "content": digest(page)}]
    rules = next(one for one in found["components"] if one["name"] == "cn-patent-2014")
    assert rules["hashes"][0]["content"] == hashlib.sha256(RULES).hexdigest()
    edges = {one["ref"]: set(one.get("dependsOn", ())) for one in found["dependencies"]}
    data = {"data:plan2014.yaml", "data:provinces.yaml"}
    assert edges["plancheck.html"] == data | {"pkg:generic/own@1.0", "pkg:generic/runtime@1.0"}
    assert edges["pkg:generic/runtime@1.0"] == {"pkg:generic/inner@1.0"}


def test_a_page_without_notices_has_no_list(tmp_path: Path) -> None:
    page = tmp_path / "plancheck.html"
    page.write_text("<!doctype html>\n", encoding="utf-8")
    ran = python(ROOT / ".ci" / "sbom.py", page, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")


def test_ci_makes_the_artefacts() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines.index("bash .ci/page make") < lines.index("bash .ci/build")
