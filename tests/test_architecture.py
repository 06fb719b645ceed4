"""The order of the modules: each imports only from those before it, and few touch the world."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plancheck"
ORDER = [
    "errors",
    "syntax",
    "source",
    "fields",
    "kinds",
    "provinces",
    "plan",
    "official",
    "trace",
    "lint",
    "stated",
    "roster",
    "report",
    "waivers",
    "result",
    "facts",
    "scenarios",
    "judgement",
    "evaluation",
    "questions",
    "baseline",
    "inputs",
    "workers",
    "expected",
    "run",
    "rollup",
    "listing",
    "explanation",
    "difference",
    "messages",
    "wording",
    "renderers",
    "template",
    "formatting",
    "patterns",
    "descriptions",
    "schemas",
    "streaming",
    "output",
    "config",
    "cli",
]
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(file: Path) -> set[str]:
    """Return the dotted names that ``file`` imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.add(node.module or "")
    return found


def home(file: Path) -> str:
    """Return the name in ORDER that ``file`` belongs to."""
    part = file.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


def test_every_module_has_its_place() -> None:
    placed = {home(file) for file in FILES} - {"__init__", "__main__"}
    assert placed == set(ORDER)


@pytest.mark.parametrize("file", [f for f in FILES if home(f) in ORDER], ids=lambda f: f.stem)
def test_imports_only_from_before(file: Path) -> None:
    own = ORDER.index(home(file))
    for name in imports(file):
        top, _, rest = name.partition(".")
        if top == "plancheck" and rest:
            imported = ORDER.index(rest.split(".")[0])
            assert imported < own or (
                imported == own and home(file) in ("renderers", "schemas", "cli")
            ), name


def users(*modules: str) -> set[str]:
    wanted = set(modules)
    return {
        file.relative_to(PACKAGE).as_posix()
        for file in FILES
        # urllib.parse spells addresses and opens none
        if wanted & {name.split(".")[0] for name in imports(file) - {"urllib.parse"}}
    }


def test_only_source_knows_yaml() -> None:
    assert users("yaml") == {"source.py"}


def test_only_the_table_and_the_command_know_rich_and_typer() -> None:
    of_the_table = {"_page.py", "_rollup_table.py", "table.py"}
    assert users("rich") == {"cli/validate.py", *(f"renderers/{name}" for name in of_the_table)}
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
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "print" not in called, file
        if home(file) not in ("cli", "__main__"):
            assert "os.environ" not in file.read_text("utf-8"), file


def test_the_engine_knows_no_plan() -> None:
    """No task, tier, province or ministry stands in Python outside of names and help."""
    for file in FILES:
        if home(file) in ("messages", "cli", "provinces"):
            continue
        tree = ast.parse(file.read_text("utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) in docstrings:
                    continue
                for word in ("一类", "上海", "管理司", "15.", "专利"):
                    assert word not in node.value, (file.name, node.lineno, node.value)
