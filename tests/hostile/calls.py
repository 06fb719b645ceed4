"""Calls of the command in children of ``driver``, and what holds for every one of them."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import HANGS
from tests.hostile.driver import CPU_SECONDS, MEGABYTES
from tests.hostile.process import environment


@dataclass(frozen=True)
class Ended:
    """How a call ended: its code (negative: the signal), what it wrote, and what it used."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


class Driver:
    """The process that runs the command in children; see ``driver``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.driver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            encoding="utf-8",
        )

    def run(self, *arguments: str, cwd: Path, **changes: Any) -> Ended:
        """Return how the command ended in a child of its own; ``changes`` are to the request."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"arguments": arguments, "cwd": str(cwd), **changes}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(HANGS)
        self._process.stdout.close()


def acting(text: str) -> set[str]:
    """Return the characters of ``text`` that act instead of being seen."""
    categories = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return {c for c in set(text) if c != "\n" and unicodedata.category(c) in categories}


def checked(ended: Ended) -> None:
    """Hold what holds for every call, whatever it is given."""
    told = ended.out + ended.err
    assert ended.code >= 0, f"ended by signal {-ended.code}: {told[-2_000:]}"
    assert "Traceback" not in told
    assert not acting(told)
    assert ended.seconds < CPU_SECONDS
    assert ended.megabytes < MEGABYTES
