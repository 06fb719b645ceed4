"""The rooms of the package: each imports only from those before it, and few touch the world."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import plancheck
from plancheck import judge
from tests.conftest import ROOT

PACKAGE = ROOT / "plancheck"
ROOMS = (
    *("errors", "reading", "requirements", "plan", "inputs", "verdicts"),
    *("analysis", "language", "formats", "authoring", "cli"),
)
FILES = sorted(PACKAGE.rglob("*.py"))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Return every node of the syntax tree of ``file``."""
    return tuple(ast.walk(ast.parse(file.read_text("utf-8"))))


@cache
def imports(file: Path) -> set[str]:
    """Return the dotted names that ``file`` imports, wherever the import stands."""
    found = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module or "" for name in names}
    return found


def room(file: Path) -> str:
    """Return the room that ``file`` belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def module(file: Path) -> str:
    """Return the dotted name of ``file``."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(file) for file in FILES}


def test_every_module_is_in_a_room() -> None:
    assert {room(file) for file in FILES} - {"__init__", "__main__"} == set(ROOMS)


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_imports_only_from_those_before_it(name: str) -> None:
    later = ROOMS[ROOMS.index(name) + 1 :]
    offenders = [
        (module(file), imported)
        for file in FILES
        if room(file) == name
        for imported in imports(file)
        if imported.startswith(tuple(f"plancheck.{other}" for other in later))
    ]
    assert offenders == []


@pytest.mark.parametrize("name", ROOMS)
def test_inside_a_room_no_circle(name: str) -> None:
    modules = {module(file): imports(file) for file in FILES if room(file) == name}
    TopologicalSorter(modules).prepare()  # raises CycleError


def users(*modules: str) -> set[str]:
    wanted = set(modules)
    return {
        file.relative_to(PACKAGE).as_posix()
        for file in FILES
        # urllib.parse spells addresses and opens none
        if wanted & {name.split(".")[0] for name in imports(file) - {"urllib.parse"}}
    }


def test_only_the_parser_and_the_emitter_know_yaml() -> None:
    assert users("yaml") == {"reading/emitter.py", "reading/events.py", "reading/parser.py"}


def test_only_the_table_and_the_command_know_rich_and_typer() -> None:
    of_the_table = {"shared/terminal.py", "table.py"}
    assert users("rich") == {"cli/validate.py", *(f"formats/{name}" for name in of_the_table)}
    assert {name.split("/")[0] for name in users("typer")} == {"cli"}


def test_nothing_reaches_for_the_network_or_the_clock() -> None:
    assert users("socket", "urllib", "http", "requests", "time", "subprocess", "random") == set()
    for file in FILES:
        text = file.read_text("utf-8")
        assert ".today(" not in text, file
        assert ".now(" not in text, file


def test_only_the_command_prints_and_reads_the_environment() -> None:
    for file in FILES:
        called = {
            node.func.id
            for node in nodes(file)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "print" not in called, file
        if room(file) not in ("cli", "__main__"):
            assert "os.environ" not in file.read_text("utf-8"), file


def test_the_engine_knows_no_plan() -> None:
    """No task, tier, province or ministry stands in Python outside of names and help."""
    for file in FILES:
        if room(file) in ("cli",) or "messages" in file.parts:
            continue
        docstrings = {
            id(node.body[0].value)
            for node in nodes(file)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in nodes(file):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) in docstrings:
                    continue
                for word in ("一类", "上海", "管理司", "15.", "专利"):
                    assert word not in node.value, (file.name, node.lineno, node.value)


def test_every_public_name_is_there() -> None:
    for name in plancheck.__all__:
        assert getattr(plancheck, name) is not None
    assert judge is plancheck.judge


def test_only_their_room_knows_the_kinds_of_requirement() -> None:
    """Outside it and the plan's model, hardly anything may name even the first of them."""
    outside = [file for file in FILES if room(file) != "requirements"]
    offenders = [
        (module(file), name)
        for file in outside
        for name in imports(file)
        if name.startswith("plancheck.requirements.") and name.split(".")[2] != "base"
    ]
    assert offenders == []
    naming = [
        f"{module(file)}:{number}: {line.strip()}"
        for file in outside
        if file.parts[-2:] != ("plan", "model.py")
        for number, line in code_lines(file)
        if "quota" in line.lower()
    ]
    assert len(naming) <= 10, naming


def code_lines(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of ``file`` that are code: no comment, no docstring, no sentence."""
    text = file.read_text("utf-8")
    lines = text.splitlines()
    docstrings = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    sentences = "messages" in file.parts or file.name == "descriptions.py"
    for number, line in enumerate(lines, 1):
        if number not in docstrings and not line.lstrip().startswith("#") and not sentences:
            yield number, line
