"""The command as a process of its own, in an environment that says nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import HANGS
from tests.conftest import ROOT

COMMAND = [sys.executable, "-m", "plancheck"]


def environment(**changes: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **changes}


def run(
    *arguments: str | bytes,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    through: Sequence[str] = (),
    timeout: float = HANGS,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; ``through`` is a program that starts it with changed streams."""
    return subprocess.run(
        [*through, *COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**(env or {})),
        timeout=timeout,
        check=False,
    )


def started(
    *arguments: str, cwd: Path, before: Sequence[str] = COMMAND, **streams: Any
) -> subprocess.Popen[bytes]:
    """Start the command and return the process, with a pipe for each stream that is not given."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with heeded():
        return subprocess.Popen(
            [*before, *arguments], cwd=cwd, env=environment(), **{**pipes, **streams}
        )


@contextmanager
def heeded() -> Iterator[None]:
    """Let child processes obey signals that are ignored here: tests may run under ``nohup``."""
    ignored = [
        number
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) == signal.SIG_IGN
    ]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)


def redirected(how: str) -> list[str]:
    return ["sh", "-c", f'exec "$@" {how}', "sh"]


def document(ran: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(ran.stdout.decode("utf-8"))
    assert loaded["exit_code"] == ran.returncode
    return loaded
