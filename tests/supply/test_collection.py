"""Collecting the tests is cheap: modules of tests name what is to be done and do none of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

BUILDERS = {
    *("load_plan", "read_report", "load_report", "load_roster", "load_waivers"),
    *("evaluate", "judge", "judged", "render", "render_as", "schema_text", "specimens"),
    *("Draft202012Validator", "run"),
}
"""Functions that a test calls, or a cached function, but no module while it is imported."""


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when the module is imported: not the bodies of functions."""
    yield node
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(node, ast.FunctionDef | ast.Lambda):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from at_import(child)


def called_at_import(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and name of each of ``BUILDERS`` that a module calls while it is imported."""
    for node in at_import(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in BUILDERS:
                yield node.lineno, name


def is_test(file: Path) -> bool:
    return file.name.startswith("test_") or file.name in ("conftest.py", "specimens.py")


def test_nothing_is_built_while_tests_are_collected() -> None:
    built = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if is_test(file)
        for line, name in called_at_import(file.read_text("utf-8"))
    ]
    assert built == []


def test_values_decorators_and_bodies_are_told_apart() -> None:
    text = """
PLAN = load_plan()
LATER = lambda: load_plan()

@pytest.mark.parametrize("name", specimens())
def test(name, run=judge()):
    judged(name)

class Test:
    RUN = plancheck.judge([])
"""
    assert sorted(called_at_import(text)) == [
        (2, "load_plan"), (5, "specimens"), (6, "judge"), (10, "judge"),
    ]  # fmt: skip
