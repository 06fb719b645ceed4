"""A process that runs the command many times over, each time in a child of its own.

Starting Python and importing the package costs more than most hostile files take to be refused, so
it is done once. A child that hangs, crashes or takes too much ends alone, and the answer says so.

Requests come one a line on standard input and answers go one a line to standard output, in JSON.
"""

from __future__ import annotations

import codecs
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import plancheck.__main__
import plancheck.cli
import plancheck.cli.validate  # imported now, not in every child
from plancheck.formats import render, streams
from plancheck.plan.loading import load_plan
from plancheck.verdicts.judging import judge
from tests import HANGS
from tests.conftest import ROOT

CPU_SECONDS = 5
WALL_SECONDS = HANGS // 2
MEGABYTES = 250
NOBODY = 65534
REPORT = ROOT / "examples" / "tier1-compliant.yaml"


def main() -> None:
    """Answer every request until there are no more."""
    # What is loaded late may be out of reach of a child that has given up its rights.
    judged = judge([str(REPORT)], load_plan())
    for format_ in streams():
        render(format_, judged)
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "gb18030", "ascii"):
        codecs.lookup(codec)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(JudgingContext(**json.loads(line)))) + "\n")
        sys.stdout.flush()


@dataclass(frozen=True)
class JudgingContext:
    """One call: its arguments, its folder, and what is let to it. ``does`` is what else to do."""

    arguments: Sequence[str]
    cwd: str
    env: Mapping[str, str] = field(default_factory=dict)
    cpu: int = CPU_SECONDS
    wall: int = WALL_SECONDS
    does: str = "run"


def _answer(request: JudgingContext) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(request, out.fileno(), err.fileno())
        _, status, used = os.wait4(child, 0)
        told = [os.pread(file.fileno(), 1 << 30, 0).decode("utf-8") for file in (out, err)]
    return {
        "code": os.waitstatus_to_exitcode(status),
        "out": told[0],
        "err": told[1],
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
    }


def _become(request: JudgingContext, out: int, err: int) -> None:
    """Become the command, within the limits; never returns."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.chdir(request.cwd)
        os.environ.update(request.env)
        signal.alarm(request.wall)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (request.cpu, request.cpu + 1))
        _limit_memory()
        sys.argv = ["plancheck", *request.arguments]
        DOES[request.does]()
    except SystemExit as exc:
        code = exc.code if isinstance(exc.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _limit_memory() -> None:
    """Let this process have so much more than it has now, where that can be known."""
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        now = int(sizes.read_text("ascii").split()[0]) * resource.getpagesize()
        most = now + (MEGABYTES << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _unprivileged() -> None:
    """Be the command without the superuser's right to read and write everything."""
    if os.geteuid() == 0:
        os.setresuid(NOBODY, NOBODY, NOBODY)
    plancheck.__main__.main()


def _spin() -> None:
    while True:
        pass


DOES: dict[str, Callable[[], object]] = {
    "run": plancheck.__main__.main,
    "unprivileged": _unprivileged,
    # What no command may do, to show that it would be noticed.
    "spin": _spin,
    "wait": signal.pause,
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "grow": lambda: bytearray(2 * MEGABYTES << 20),
    "fail": lambda: {}["nothing"],
}


if __name__ == "__main__":
    main()
