"""The reader of YAML under atheris, which looks for inputs that reach new code. Run by hand:

``python -m tests.fuzz.reader_atheris FOLDER -max_total_time=600``

Begins with the examples and the malformed files. What escapes the reader stops it, as libFuzzer
does, and what is read otherwise where libyaml is not built in.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["plancheck", "yaml"]):
    from plancheck.errors import SourceError
    from plancheck.language.message import Lang
    from plancheck.language.sentences import problem_text
    from plancheck.reading.source import parse
    from tests.fuzz.parsers import disagreement

from tests.conftest import ROOT
from tests.fuzz.promises import lines_of, within

STARTS = ("examples", "examples/plans", "tests/malformed/report", "tests/malformed/roster")


def check(content: bytes) -> None:
    """Raise whatever escapes the reader, and where a problem has no place or no words."""
    try:
        problems = parse(content, "f").problems
    except SourceError as exc:
        problems = list(exc.problems)
    lines = lines_of(content, "utf-8")
    for problem in problems:
        assert problem.where is not None
        within(problem, problem.where, lines)
        for lang in Lang:
            assert problem_text(lang, problem)
    assert disagreement(content) is None


def main() -> None:
    """Run libFuzzer; its own options come after the folder that new inputs are kept in."""
    folder = Path(sys.argv[1])
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    starts = [str(ROOT / name) for name in STARTS]
    options = ["-max_len=4096", f"-artifact_prefix={folder}/", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(corpus), *starts, *options], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
