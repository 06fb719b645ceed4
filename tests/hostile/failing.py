"""Runs plancheck again and again, and each time one more of its calls to the system fails.

A program of its own (``python -m tests.hostile.failing``), so that nothing of the tests is counted
or broken. It reads a scenario on standard input and writes a record of each run as a line of JSON.
Every run is a fork of one process that has everything imported. What Python's own import opens
does not count: it does not go by ``os`` and ``open``.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import gc
import hashlib
import importlib
import io
import json
import multiprocessing
import os
import pkgutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from plancheck.verdicts import stored
from tests import HANGS

SECONDS = HANGS // 2
MOST = 3000
"""No scenario makes so many calls; one that seems to would never end."""

SIGNALS = {"interrupt": signal.SIGINT, "terminate": signal.SIGTERM}
SHORT = "short"
FULL = "full"
"""Effects that are no error: a signal, half a write, and half a write with no room for the rest."""


class Fault:
    """What is to happen at the Nth call of a kind, shared by all processes of a run."""

    def __init__(self, kind: str, effect: str, number: int) -> None:
        self.kind = kind
        self.effect = effect
        self.number = number
        self._calls = multiprocessing.Value("q", 0)
        self._what = multiprocessing.Array("c", 4096)

    @property
    def fired(self) -> str | None:
        """What was made to fail, None if nothing was."""
        return self._what.value.decode("utf-8", "surrogateescape") or None

    def at(self, kind: str, what: object) -> str | None:
        """Count a call; return the effect that falls on it, or raise the error that does."""
        if kind not in self.kind.split("+"):
            return None
        with self._calls.get_lock():
            self._calls.value += 1
            call = self._calls.value
        if self.effect == FULL and call == self.number + 1:
            raise error("ENOSPC", what)
        if call != self.number:
            return None
        told = f"{kind} {what!r}".encode("utf-8", "surrogateescape")
        self._what.value = told[:4000]
        if self.effect in SIGNALS:
            os.kill(os.getpid(), SIGNALS[self.effect])
            return None
        if self.effect in (SHORT, FULL):
            return self.effect
        raise error(self.effect, what)


def error(name: str, what: object) -> OSError:
    """Return the error that the system gives: one about a path names it."""
    code = getattr(errno, name)
    return OSError(code, os.strerror(code), *([what] if type(what) is str else []))


class Behind(str):
    """The path behind a descriptor, which no error of the system names."""

    __slots__ = ()


FAULTS: list[Fault] = []
"""Those of this run: mostly one."""


def at(kind: str, what: object) -> str | None:
    effects = [fault.at(kind, what) for fault in FAULTS]
    return next(filter(None, effects), None)


class Raw(io.FileIO):
    """A file whose reading, writing and closing can fail, below Python's buffers."""

    kind = "write"

    @property
    def what(self) -> object:
        return named(self.fileno())

    def readinto(self, buffer: Any) -> int | None:
        at("read", self.what)
        return super().readinto(buffer)

    def readall(self) -> bytes:
        at("read", self.what)
        return super().readall()

    def read(self, size: int | None = -1) -> bytes | None:
        at("read", self.what)
        return super().read(-1 if size is None else size)

    def write(self, content: Any) -> int | None:
        if at(self.kind, self.what):
            content = memoryview(content).cast("B")
            content = content[: (len(content) + 1) // 2]
        return super().write(content)

    def close(self) -> None:
        what = "" if self.closed or not self.writable() or not self.closefd else self.what
        super().close()
        if what:
            at("close", what)


class Complaints(Raw):
    kind = "stderr"


def opened(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> Any:
    """Open as ``open`` does, but with ``Raw`` at the bottom."""
    if not isinstance(file, int) and opener is None:
        at("open", file)
    raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    if buffering == 0:
        return raw
    binary: Any
    if raw.readable() and raw.writable():
        binary = io.BufferedRandom(raw)
    else:
        binary = io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)
    return binary if "b" in mode else io.TextIOWrapper(binary, encoding, errors, newline)


class Entries:
    """What ``os.scandir`` returns: each step of it can fail too."""

    def __init__(self, real: Any, folder: object) -> None:
        self._real = real
        self._folder = folder
        self._begun = False

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if not self._begun:  # where the system reads the folder, the entries all at once
            self._begun = True
            at("list", self._folder)
        return next(self._real)

    def __enter__(self) -> Entries:
        return self

    def __exit__(self, *_: object) -> None:
        self._real.close()

    def close(self) -> None:
        self._real.close()


KINDS = {
    "open": "open",
    "read": "read",
    "fsync": "fsync",
    "replace": "replace",
    "rename": "replace",
    "link": "link",
    "unlink": "unlink",
    "remove": "unlink",
    "rmdir": "unlink",
    "mkdir": "mkdir",
    "chmod": "chmod",
    "fchmod": "chmod",
    "stat": "stat",
    "lstat": "stat",
    "fstat": "stat",
    "readlink": "stat",
    "listdir": "list",
    "scandir": "list",
    "pipe": "pipe",
    "fork": "fork",
    "truncate": "write",
    "ftruncate": "write",
}
"""The functions of ``os`` that can fail, and the kind that each is counted as."""


def named(argument: Any) -> object:
    """Return what a call is about: a path, or the path behind a descriptor where that is known."""
    if isinstance(argument, int):
        try:
            return Behind(REAL["readlink"](f"/proc/self/fd/{argument}"))
        except OSError:
            return argument
    return argument


REAL: dict[str, Any] = {name: getattr(os, name) for name in (*KINDS, "close", "write", "access")}


def failing(name: str, kind: str) -> Callable[..., Any]:
    real = REAL[name]

    def call(*arguments: Any, **named_arguments: Any) -> Any:
        what = named(arguments[0]) if arguments else ""
        at(kind, os.fspath(what) if isinstance(what, os.PathLike) else what)
        found = real(*arguments, **named_arguments)
        return Entries(found, arguments[0] if arguments else ".") if name == "scandir" else found

    return call


def close(descriptor: int) -> None:
    what = named(descriptor)
    REAL["close"](descriptor)  # which frees the descriptor even where it reports an error
    at("close", what)


def write(descriptor: int, content: Any) -> int:
    if at("write", named(descriptor)):
        content = bytes(content)[: (len(content) + 1) // 2]
    written: int = REAL["write"](descriptor, content)
    return written


def access(path: Any, *arguments: Any, **named_arguments: Any) -> bool:
    try:
        at("stat", path)
    except OSError:
        return False
    allowed: bool = REAL["access"](path, *arguments, **named_arguments)
    return allowed


def semaphores() -> None:
    """Make the making of a semaphore fail too, as where there is no shared memory."""
    import multiprocessing.synchronize as made

    real = made._multiprocessing.SemLock

    class SemLock(real):  # type: ignore[misc,valid-type]
        def __new__(cls, *arguments: Any, **named_arguments: Any) -> Any:
            at("semaphore", "")
            return real(*arguments, **named_arguments)

    SemLock._rebuild = real._rebuild  # type: ignore[attr-defined]
    made._multiprocessing = type(
        "Failing", (), {"SemLock": SemLock, "sem_unlink": made._multiprocessing.sem_unlink}
    )


def install() -> None:
    """Put the calls that can fail in the place of the real ones."""
    for name, kind in KINDS.items():
        setattr(os, name, failing(name, kind))
    os.close, os.write, os.access = close, write, access
    io.open = builtins.open = opened
    semaphores()
    sys.stdin = io.TextIOWrapper(io.BufferedReader(Raw(0, "r", closefd=False)), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(Raw(1, "w", closefd=False)), "utf-8")
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(Complaints(2, "w", closefd=False)), "utf-8", line_buffering=True
    )


SEEN: set[str] = set()
"""The contents that are already part of a record."""

# --- one run -------------------------------------------------------------------------------------


def prepared(folder: Path, scenario: dict[str, Any]) -> None:
    for name, content in scenario["files"].items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    for name, target in scenario.get("links", {}).items():
        (folder / name).symlink_to(target)
    (folder / "tmp").mkdir()


def begin(folder: Path, scenario: dict[str, Any], lang: str, faults: list[Fault]) -> None:
    """Become the run: never returns, but ends as a process of its own does."""
    os.setpgid(0, 0)  # so that it can be ended with all that it has started
    for number, name in enumerate(("in", "out", "err")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT
        os.dup2(os.open(f"{folder}.{name}", flags), number)
    os.closerange(3, 256)
    os.chdir(folder)
    os.environ.update(scenario["env"], TMPDIR=str(folder / "tmp"), PLANCHECK_LANG=lang)
    sys.argv = ["plancheck", *scenario["arguments"]]
    if "many" in scenario:  # so many files are too many to be held
        stored.BLOCK = scenario["many"]
    FAULTS[:] = faults
    install()
    from plancheck.__main__ import main

    try:
        main()
    except SystemExit as exc:
        if scenario.get("shuts-down"):  # to see that nothing is waited for that does not come
            raise
        code = exc.code
        try:
            sys.stdout.flush()
        except OSError:  # as Python does; the rest of its shutdown takes half the time of a run
            code = 120
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


def record(place: Path, scenario: dict[str, Any], lang: str, faults: list[Fault]) -> dict[str, Any]:
    """Run once with ``faults`` and return what became of it."""
    folder = place / "-".join(["run", *(f"{f.kind}-{f.effect}-{f.number}" for f in faults)])
    folder.mkdir()
    prepared(folder, scenario)
    Path(f"{folder}.in").write_text(scenario.get("stdin", ""), encoding="utf-8")
    process = os.fork()
    if process == 0:
        begin(folder, scenario, lang, faults)
        os._exit(99)
    status, end = None, time.monotonic() + SECONDS
    while status is None and time.monotonic() < end:
        ended, code = os.waitpid(process, os.WNOHANG)
        status = os.waitstatus_to_exitcode(code) if ended else None
        if not ended:
            time.sleep(0.002)
    if status is None:
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
    files, texts = {}, {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        files[str(file.relative_to(folder))] = digest
        if digest not in SEEN:
            SEEN.add(digest)
            texts[digest] = content.decode("utf-8", "backslashreplace")
    # Other folders are not counted: they have files, or are no matter.
    files |= {str(path.relative_to(folder)): "" for path in folder.rglob(".plancheck-*/")}
    return {
        "faults": [[f.kind, f.effect, f.number] for f in faults],
        "lang": lang,
        "fired": [f.fired for f in faults],
        "code": status,
        "out": Path(f"{folder}.out").read_text("utf-8", "backslashreplace"),
        "err": Path(f"{folder}.err").read_text("utf-8", "backslashreplace"),
        "files": files,
        "texts": texts,
    }


def records(place: Path, scenario: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the runs without a fault, then those in which each call failed once.

    ``first`` of a scenario are faults that every run has beside the one that moves on.
    """
    for lang in ("zh", "en"):
        yield record(place / lang, scenario, lang, [])
    for turn, (kind, effect, *first) in enumerate(scenario["faults"]):
        for number in range(1, MOST):
            lang = ("zh", "en")[(turn + number) % 2]
            faults = [*(Fault(*one) for one in first), Fault(kind, effect, number)]
            ran = record(place / lang, scenario, lang, faults)
            yield ran
            if ran["fired"][-1] is None:
                break
        else:
            raise AssertionError(f"{kind} was called more than {MOST} times")


def main() -> None:
    import plancheck

    for module in pkgutil.walk_packages(plancheck.__path__, "plancheck."):
        importlib.import_module(module.name)
    for name in ("concurrent.futures.process", "multiprocessing.queues", "tempfile", "tomllib"):
        importlib.import_module(name)
    gc.freeze()
    for number in SIGNALS.values():  # they may be ignored where the tests run in the background
        signal.signal(number, signal.SIG_DFL)
    scenario = json.load(sys.stdin)
    place = Path(sys.argv[1])
    for lang in ("zh", "en"):
        (place / lang).mkdir()
    for ran in records(place, scenario):
        sys.stdout.write(json.dumps(ran) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
