"""The reader of YAML under atheris, which looks for inputs that reach new code. Run by hand:

``python -m tests.fuzz.reader_atheris FOLDER -max_total_time=600``

Begins with the examples and the malformed files. What escapes the reader stops it, as libFuzzer
does; where the two parsers disagree the input goes to ``FOLDER/disagreements``, a few of each kind.
"""

from __future__ import annotations

import sys
from collections import Counter
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

KEPT_OF_A_KIND = 5
STARTS = ("examples", "examples/plans", "tests/malformed/report", "tests/malformed/roster")


class Reader:
    """Reads one input after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kinds: Counter[str] = Counter()

    def __call__(self, content: bytes) -> None:
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
        kind = disagreement(content)
        if kind is not None:
            self.kinds[kind] += 1
            if self.kinds[kind] <= KEPT_OF_A_KIND:
                self.folder.mkdir(parents=True, exist_ok=True)
                name = kind.replace(" ", "-").replace(":", "")
                (self.folder / f"{name}-{self.kinds[kind]}.yaml").write_bytes(content)
                print(f"DISAGREEMENT {kind}: {content[:200]!r}", flush=True)


def main() -> None:
    """Run libFuzzer; its own options come after the folder that new inputs are kept in."""
    folder = Path(sys.argv[1])
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    starts = [str(ROOT / name) for name in STARTS]
    options = ["-max_len=4096", f"-artifact_prefix={folder}/", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(corpus), *starts, *options], Reader(folder / "disagreements"))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
