"""SECURITY.md says what is so: its numbers are the constants, its tests exist, its commands too."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from plancheck import __version__
from tests.conftest import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
LIMITS = re.findall(
    r"^\| [^|]+ \| ([0-9,]+)( MiB)? \| `([\w.]+)\.([A-Z_]+)` \|$", TEXT, re.MULTILINE
)
PROMISES = re.findall(r"^\| (\d+) \| .+ \| (`.+`) \|$", TEXT, re.MULTILINE)


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("number", "unit", "module", "name"), LIMITS)
def test_every_limit_is_the_one_of_the_code(number: str, unit: str, module: str, name: str) -> None:
    said = int(number.replace(",", "")) * (1 << 20 if unit else 1)
    assert getattr(import_module(module), name) == said


def test_every_row_of_the_limits_is_compared() -> None:
    rows = [line for line in section("Limits").splitlines() if line.startswith("| ")]
    assert len(LIMITS) == len(rows) - 1  # without the heading
    room = import_module("plancheck.reading")
    modules = [f"plancheck.reading.{module.name}" for module in iter_modules(room.__path__)]
    limits = {  # by their names: a module may use one of another
        name
        for module in modules
        for name in vars(import_module(module))
        if name.startswith("MAX_")
    }
    assert limits == {row[3] for row in LIMITS if row[2] in modules} - {"MOST_DIGITS"}


def test_every_promise_names_tests_that_exist() -> None:
    assert [int(number) for number, _ in PROMISES] == list(range(1, 17))
    for _, held in PROMISES:
        files = re.findall("`([^`]+)`", held)
        assert files
        for file in files:
            assert (ROOT / file).is_file(), file
            if file.endswith(".py"):
                assert re.search(r"^ *def test_", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / target).exists(), target
    for readme in ("README.md", "README.zh-CN.md"):
        assert "](SECURITY.md)" in (ROOT / readme).read_text("utf-8")


def test_the_version_that_is_supported_is_this_one() -> None:
    assert f"({__version__}, " in section("Report a problem")


def test_nobody_is_made_up() -> None:
    assert "@" not in TEXT
    assert not re.search(r"https?://", TEXT)


def test_the_environment_of_the_build_is_the_one_of_ci() -> None:
    (make, _) = re.findall(r"```sh\n(.+?)\n```", section("Check what you run"), re.DOTALL)
    environment, build = make.rsplit(" && ", 1)
    assert (ROOT / ".ci" / "run").read_text("utf-8").count(environment) == 1
    assert build == "bash .ci/build"
