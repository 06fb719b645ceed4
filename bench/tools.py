"""plancheck and the other checkers: how each is installed, named with its version, and called."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = ROOT / ".bench"
_BIN = HERE / "venv" / "bin"
_NODE = HERE / "node_modules"
_PIP = ("-m", "pip", "install", "-q", "--disable-pip-version-check")
_LOCKS = ("locks/bench.txt", "locks/bench/package-lock.json")

Files = Callable[[Path], list[str]]
"""From a file or folder of reports to the command that checks it."""


@dataclass(frozen=True)
class Tool:
    """A command to be timed. ``many`` is None where it is only timed on one file."""

    name: str
    one: Files
    many: Files | None = None


def install() -> None:
    """Install the locked tools, and plancheck as it is here, into ``.bench``."""
    digest = hashlib.sha256(b"".join((ROOT / lock).read_bytes() for lock in _LOCKS)).hexdigest()
    done = HERE / "installed"
    if not done.exists() or done.read_text() != digest:
        shutil.rmtree(HERE, ignore_errors=True)
        venv.create(HERE / "venv", with_pip=True)
        locked = ["--only-binary", ":all:", "--require-hashes", "-r", str(ROOT / _LOCKS[0])]
        subprocess.run([str(_BIN / "python"), *_PIP, *locked], check=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / "locks" / "bench" / name, HERE)
        npm = ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(npm, cwd=HERE, check=True)
        done.write_text(digest)
    install_plancheck(str(_BIN / "python"), "--force-reinstall")


def install_plancheck(python: str, *options: str) -> None:
    """Install plancheck as a user has it, with the pip of ``python``.

    A checkout, which an editable install uses, has no form of the plan and starts slower.
    """
    own = [*options, "--no-deps", "--no-build-isolation", str(ROOT)]
    subprocess.run([python, *_PIP, *own], check=True)


PLANCHECK = [str(_BIN / "plancheck")]
TABLE = "plancheck validate, a table"
OPEN = "plancheck, open points only"
QUICKER = ("plancheck --help", "plancheck list-obligations", "plancheck explain 15")
"""What should start faster than a check."""


def checkers(schema: Path) -> list[Tool]:
    """Return plancheck, and the tools that check the same with ``schema``."""
    ajv = ["node", str(_NODE / "ajv-cli" / "dist" / "index.js"), "validate", "--spec=draft2020"]
    ajv += ["--strict=false", "--all-errors", "--errors=text", "-s", str(schema), "-d"]
    native = ["node", str(_NODE / "@sourcemeta" / "jsonschema" / "npm" / "cli.js"), "validate"]
    checker = [str(_BIN / "check-jsonschema"), "--schemafile", str(schema)]
    return [
        Tool(
            "plancheck",
            lambda file: [*PLANCHECK, "validate", str(file), "--format", "json"],
            lambda folder: [*PLANCHECK, "validate", str(folder), "--format", "json"],
        ),
        Tool(
            OPEN,
            lambda file: [*PLANCHECK, "validate", str(file), "--format", "github"],
            lambda folder: [*PLANCHECK, "validate", str(folder), "--format", "github"],
        ),
        Tool(
            "check-jsonschema",
            lambda file: [*checker, str(file)],
            lambda folder: [*checker, *map(str, sorted(folder.rglob("*.yaml")))],
        ),
        Tool(
            "ajv-cli",
            lambda file: [*ajv, str(file)],
            lambda folder: [*ajv, f"{folder}/**/*.yaml"],
        ),
        Tool(
            "sourcemeta jsonschema",
            lambda file: [*native, str(schema), str(file)],
            lambda folder: [*native, str(schema), str(folder), "--extension", "yaml", "--continue"],
        ),
    ]


def starters(report: Path) -> list[Tool]:
    """Return what starts with plancheck, from nothing at all to its other commands."""
    python = str(_BIN / "python")
    calls = {
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import yaml'": [python, "-c", "import yaml"],
        **{name: [*PLANCHECK, *name.split()[1:]] for name in QUICKER},
        TABLE: [*PLANCHECK, "validate", str(report)],
    }
    return [Tool(name, lambda _, call=call: call) for name, call in calls.items()]  # type: ignore[misc]


def versions() -> dict[str, str]:
    """Return the version of every tool and of what it runs on."""
    asked = {
        "Python": [sys.executable, "--version"],
        "plancheck": [*PLANCHECK, "--version"],
        "check-jsonschema": [str(_BIN / "check-jsonschema"), "--version"],
        "node": ["node", "--version"],
    }
    outputs = {
        name: subprocess.run(call, capture_output=True, text=True, check=True).stdout.split("\n")[0]
        for name, call in asked.items()
    }
    for name in ("ajv-cli", "@sourcemeta/jsonschema"):
        package = (_NODE / name / "package.json").read_text("utf-8")
        outputs[name] = package.partition('"version": "')[2].partition('"')[0]
    return {name: output.split()[-1].lstrip("v") for name, output in outputs.items()} | {
        "cores": str(os.cpu_count())
    }
