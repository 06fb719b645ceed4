"""Commands timed side by side: in alternation, so that a busy minute is everybody's."""

from __future__ import annotations

import os
import pty
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Timing:
    """One run of a command: seconds by the clock and of the processor, and the most memory held.

    Linux counts the memory from the fork on, so that no peak is told below that of this process.
    """

    wall: float
    cpu: float
    peak_mib: float
    code: int


def alternate(
    commands: Mapping[str, Sequence[str]], rounds: int, *, tty: bool = False
) -> dict[str, list[Timing]]:
    """Run every command once, then again, ``rounds`` times, and return each one's timings.

    One more round before is not counted: it warms the caches of the file system for all.
    """
    timings: dict[str, list[Timing]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            timing = (_run_on_terminal if tty else run)(command)
            if number:
                timings[name].append(timing)
    return timings


def run(command: Sequence[str], output: Path | None = None) -> Timing:
    """Run ``command`` once, its output into a file: a pipe would time its reader too."""
    with open(output or os.devnull, "wb") as file:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        return _wait(process, began)


def _run_on_terminal(command: Sequence[str]) -> Timing:
    ours, its = pty.openpty()
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its)
    os.close(its)
    with open(ours, "rb", buffering=0) as screen:
        try:
            while screen.read(65536):
                pass
        except OSError:  # how a terminal says that its last process has gone
            pass
        return _wait(process, began)


def _wait(process: subprocess.Popen[bytes], began: float) -> Timing:
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Timing(wall, cpu, used.ru_maxrss / 1024, process.returncode)


def median(timings: Sequence[Timing]) -> Timing:
    """Return the timing in the middle, by the clock."""
    return sorted(timings, key=lambda timing: timing.wall)[len(timings) // 2]
