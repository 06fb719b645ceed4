"""Plain English: phrases that docstrings, comments and English pages do not use."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PHRASES = {
    "tell of|tells of|told of|telling of": "name, report, say",
    "heed|heeds|heeded": "obey, read, use",
    "amiss": "wrong",
    "those that": "the noun",
    "of which": "a sentence of its own, or whose",
    "known of": "known about",
    "nobody left": "who cannot be reached, and why",
    "want|wants|wanted": "need, expect, ask for",
    "surroundings": "environment",
    "anew": "again",
    "by chance": "random, at random",
    "lest": "so that … not",
}
"""What is not to be written, and what is plain instead."""
PATTERN = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b".replace(" ", r"\s+"), re.IGNORECASE)
FRONTED = re.compile(r"(?:\A[\s#]*|[.;]\s+)Of(?=\s)")
"""A sentence that begins with its object: Of very many, …"""
MADE = ("library.en.md", "obligations.en.md")
"""The pages that repeat docstrings, and sentences of the plan and of the program."""
QUOTED = re.compile(r"^```.*?^```|``.+?``|`[^`\n]+`", re.DOTALL | re.MULTILINE)
"""A block or a span of code."""


def without_code(text: str) -> str:
    """Return ``text`` with code blanked out, its lines where they were."""
    return QUOTED.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def prose(file: Path) -> Iterator[tuple[int, str]]:
    """Yield each docstring and comment of a module with its line, or a page as it is."""
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        yield 1, text
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Expr(ast.Constant(str(said))):
                yield node.lineno, said


def files() -> Iterator[Path]:
    """Yield the modules and the English pages."""
    for folder in ("plancheck", "bench", "tests"):
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield from (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    for page in sorted((ROOT / "docs").glob("*.md")):
        if not page.with_suffix(".en.md").exists() and page.name not in MADE:
            yield page


def offenders(file: Path) -> Iterator[str]:
    """Yield ``file:line: phrase`` for each phrase that is not plain."""
    for first, text in prose(file):
        plain = without_code(text)
        for phrase in [*PATTERN.finditer(plain), *FRONTED.finditer(plain)]:
            line = first + plain.count("\n", 0, phrase.end())
            yield f"{file.relative_to(ROOT)}:{line}: {' '.join(phrase[0].split()).lstrip('.;# ')}"


def test_prose_is_plain() -> None:
    found = [offender for file in files() for offender in offenders(file)]
    assert found == [], PHRASES


def test_docstrings_and_comments_are_read_and_code_is_not(tmp_path: Path) -> None:
    text = (
        'def f():\n    """It says what is\n\n    told\n    of."""\n    # Amiss.\n    x = "heed"\n'
    )
    file = tmp_path / "module.py"
    file.write_text(text, encoding="utf-8")
    found = [(line, PATTERN.search(said)) for line, said in prose(file)]
    assert [(line, phrase and phrase[0].split()) for line, phrase in found] == [
        (6, ["Amiss"]),
        (2, ["told", "of"]),
    ]
