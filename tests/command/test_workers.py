"""Work shared by several processes: what becomes of it where they cannot be had, or are lost."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.errors import UsageError
from plancheck.verdicts.workers import in_order
from tests import HANGS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_outcomes_come_in_the_order_of_the_items() -> None:
    assert list(in_order(str, range(50), 3)) == [str(n) for n in range(50)]


WITH_METHOD = """\
import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    from plancheck.__main__ import main

    main()
"""
BY_METHOD = pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
"""Python 3.14 serves processes where nobody chooses, others fork; elsewhere they are spawned."""


@BY_METHOD
@pytest.mark.parametrize("count", [3, 120])  # of more than 100 some wait in a file
def test_the_bytes_do_not_depend_on_how_processes_start(
    method: str, count: int, tmp_path: Path
) -> None:
    (tmp_path / "run.py").write_text(WITH_METHOD, encoding="utf-8")
    (tmp_path / "r").mkdir()
    for number in range(count):
        report = f"province: 上海\ntier: 1\ntasks: {{15.training: {{sessions: {number}}}}}\n"
        (tmp_path / "r" / f"{number:03}.yaml").write_text(report, encoding="utf-8")
    (tmp_path / "r" / "bad.yaml").write_text("province: 示例\n", encoding="utf-8")

    def out(*jobs: str) -> bytes:
        command = [sys.executable, "run.py", method, "validate", "r", "--format", "json", *jobs]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=HANGS, check=False)
        assert (ran.returncode, ran.stderr) == (2, b"")
        return ran.stdout

    assert out("--jobs", "2") == out()


ORPHANS = """\
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from plancheck.verdicts.workers import in_order


def work(folder):
    Path(folder, str(os.getpid())).touch()
    time.sleep(600)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    list(in_order(work, [sys.argv[2]] * 8, 2))
"""


@BY_METHOD
def test_no_process_outlives_the_call_that_is_killed(method: str, tmp_path: Path) -> None:
    script, pids = tmp_path / "orphans.py", tmp_path / "pids"
    script.write_text(ORPHANS, encoding="utf-8")
    pids.mkdir()
    call = subprocess.Popen([sys.executable, str(script), method, str(pids)])
    try:
        _until(lambda: len(list(pids.iterdir())) >= 2)
    finally:
        call.send_signal(signal.SIGKILL)
        call.wait(HANGS)
    _until(lambda: not any(_runs(int(path.name)) for path in pids.iterdir()))


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + HANGS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One that has ended and that nobody has waited for is gone as well.
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text("ascii").rpartition(")")[2].split()[0] == "Z")


def test_a_process_that_is_lost_is_no_verdict() -> None:
    with pytest.raises(UsageError) as caught:
        list(in_order(os._exit, range(8), 2))
    assert [problem.key for problem in caught.value.problems] == ["run.process-lost"]


@pytest.mark.parametrize("at", [1, 2])
def test_processes_that_cannot_be_had_are_no_verdict(
    at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("processes are not forked")
    real, calls = os.fork, 0

    def failing() -> int:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return real()

    monkeypatch.setattr(os, "fork", failing)
    with pytest.raises(UsageError) as caught:
        list(in_order(str, range(8), 2))
    assert [problem.key for problem in caught.value.problems] == ["run.no-processes"]
    assert calls == at
    # Workers that had started do not wait for work that does not come.
    started = multiprocessing.active_children()
    for process in started:
        process.join(5)
    left = [process for process in started if process.is_alive()]
    for process in left:  # else the tests would wait for them, too
        process.kill()
    assert not left
