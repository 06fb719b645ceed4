"""A report is data: reading it opens no other file, connects to nothing and runs nothing.

Python tells an audit hook of every file that is opened and of whatever leads out of the process.
What is told here has to be expected, word for word: an event that nobody thought of is a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from plancheck.formats import formats, is_folder, is_text
from tests import HANGS
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="paths and processes of POSIX")


WATCH = """
import importlib, json, os, pkgutil, sys

log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
probe, sys.argv[:] = sys.argv[2], ["plancheck", *sys.argv[3:]]
watching = False

def shown(value):
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if isinstance(value, bytes):
        value = os.fsdecode(value)
    # Of a code object what counts is where its text comes from.
    value = getattr(value, "co_filename", value)
    return value if isinstance(value, (str, int, type(None))) else repr(value)[:200]

def told(event, arguments):
    if watching:
        line = json.dumps([event, *map(shown, arguments)])
        os.write(log, line.encode() + b"\\n")  # at one go: other processes write there too

sys.addaudithook(told)
import concurrent.futures.process, multiprocessing.popen_fork, multiprocessing.queues
import importlib.metadata  # pydantic imports it with the first model that it builds
import plancheck
for module in pkgutil.walk_packages(plancheck.__path__, "plancheck."):
    importlib.import_module(module.name)
from plancheck.__main__ import main

watching = True
try:
    exec(compile(probe, "<probe>", "exec")) if probe else None
    main()
finally:
    watching = False
"""
"""Runs plancheck with everything imported, and writes each event as a line of JSON."""


class Event(NamedTuple):
    name: str
    arguments: tuple[Any, ...]


class Seen(NamedTuple):
    """What a call did: its code, what it said, and the events."""

    code: int
    said: str
    events: list[Event]

    def opened(self, folder: Path) -> set[str]:
        """Return the files that were opened, those in ``folder`` by their names in it."""
        paths = [event.arguments[0] for event in self.events if event.name == "open"]
        whole = [folder / path for path in paths if isinstance(path, str)]
        return {
            str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
            for path in whole
        }


def watched(folder: Path, *arguments: str, probe: str = "", stdin: str = "") -> Seen:
    """Run the command in ``folder`` and return what it did once everything was imported."""
    log = folder.parent / f"{folder.name}.events"
    log.unlink(missing_ok=True)
    ran = subprocess.run(
        [sys.executable, "-c", WATCH, str(log), probe, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PLANCHECK_LANG": "en", "PATH": "/nowhere", "HOME": "/"},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    lines = map(json.loads, log.read_text("utf-8").splitlines())
    events = [Event(name, tuple(arguments)) for name, *arguments in lines]
    return Seen(ran.returncode, ran.stdout + ran.stderr, events)


CODE = (str(Path(sys.prefix).resolve()), str(Path(sys.base_prefix).resolve()))
"""Where the code of Python and of packages comes from."""

SHIPPED = (str(ROOT / "plancheck"), str(ROOT / "data"))
"""Where plancheck's own code and data are."""

HARMLESS = {
    "open",  # looked at by itself, and so is the code that an import reads
    "import",
    "marshal.loads",
    "os.listdir",
    "os.scandir",
    "os.walk",
    "pathlib.Path.glob",
    "sys._getframe",
    "builtins.id",
    "object.__getattr__",
    "signal.signal",
}
IN_PLACE = {"os.rename", "os.remove", "os.link", "os.chmod"}
"""What writing a file whole needs; only in the folder of the call."""

SHARED = ("os.fork", "pickle.find_class")
MODULES = {"plancheck", "concurrent", "multiprocessing", "functools", "datetime"}
"""What ``--jobs`` needs: processes, and their outcomes handed over as objects of these."""


def strange(seen: Seen, folder: Path, *expected: str) -> list[Event]:
    """Return the events that a call over data in ``folder`` has no business with."""
    return [event for event in seen.events if not _in_order(event, folder, expected)]


def _in_order(event: Event, folder: Path, expected: Sequence[str]) -> bool:
    name, arguments = event
    if name in IN_PLACE:
        paths = [value for value in arguments if isinstance(value, str)]
        return bool(paths) and all((folder / path).is_relative_to(folder) for path in paths)
    if name in ("exec", "compile"):  # "<string>": annotations, see ``evaluated``
        return str(arguments[-1]).startswith((*CODE, *SHIPPED)) or arguments[-1] == "<string>"
    if name == "os.putenv":
        return arguments[0] == "PYDANTIC_DISABLE_PLUGINS"
    if name == "pickle.find_class":  # between our own processes; of data it is text
        own = arguments[0].split(".")[0] in MODULES
        # Python 3.11.2, Debian's, hands the member of an enumeration over by its name.
        return name in expected and (own or arguments == ("builtins", "getattr"))
    return name in HARMLESS or name in expected


def evaluated(seen: Seen) -> set[str]:
    """Return every text that was compiled: the annotations of the command's options."""
    return {event.arguments[0] for event in seen.events if event.name == "compile"}


def opened(seen: Seen, folder: Path) -> set[str]:
    """Return the files of others that were opened, but the temporary ones of outputs."""
    code = (*CODE, *SHIPPED)
    return {
        path
        for path in seen.opened(folder)
        if not path.startswith(code)
        and not Path(path).name.startswith(".plancheck-")
        and not (folder / path).is_dir()
    }


# --- data of others ------------------------------------------------------------------------------

EVIDENCE = """\
evidence:
  Z01: {title: 示例, url: "http://192.0.2.1/x.pdf", file: /etc/passwd}
  Z02: {title: 示例, url: "file:///etc/passwd", file: evidence.pdf}
"""
RUNS = "__import__('os').system('touch owned')"
REPORTS = {
    "honest": (ROOT / "examples" / "tier1-compliant.yaml").read_text("utf-8"),
    "evidence": f"province: 上海\ntier: 1\n{EVIDENCE}"
    "tasks: {2.framework: {status: completed, evidence: [Z01, Z02]}}\n",
    "apply": 'province: !!python/object/apply:os.system ["touch owned"]\n',
    "new": "province: 上海\ntasks: !!python/object/new:subprocess.Popen [[touch, owned]]\n",
    "module": "!!python/module:antigravity\nprovince: 上海\n",
    "include": "province: 上海\ntasks: !include /etc/passwd\n",
    "merge": "province: 上海\n<<: /etc/passwd\n",
    "directive": "%TAG !e! tag:yaml.org,2002:python/object/apply:\n---\na: !e!os.system [x]\n",
    "path": "province: ../../etc/passwd\ntier: 1\n",
    "command": "province: $(touch owned)\ntier: `touch owned`\nas_of: '|touch owned'\n",
    "python": f'province: "{RUNS}"\ntier: "{{{RUNS}}}"\nas_of: "{RUNS}"\n'
    f'tasks: {{15.training: {{sessions: "{RUNS}", note: "%({RUNS})s {{0.__class__}}"}}}}\n',
    "plan": "plan: /etc/passwd\nprovince: 上海\ntier: 1\n",
    "link": f"province: 上海\ntier: 1\ntasks: {{2.framework: {{note: '{'[x](http://192.0.2.1)'}'}}}}\n",
}
KINDS = {
    "roster": f"format: plancheck.roster/1\nplan: cn-patent-2014\nsource: {RUNS!r}\n"
    "provinces: {../../etc/passwd: {tier: 1}, 上海: {tier: !!python/name:os.system }}\n",
    "waivers": "format: plancheck.waivers/1\nplan: cn-patent-2014\nwaivers:\n"
    "- {province: 江西, obligation: ../../etc/passwd, reason: !!python/name:os.system }\n",
    "plan": "format: plancheck.plan/1\nid: ../../etc/passwd\n"
    f"title: {{zh: {RUNS!r}, en: !!python/object/apply:os.system [touch owned]}}\n",
    "baseline": '{"format": "plancheck.result/1", "__reduce__": ["os.system", "touch owned"]}',
    "expect": "/etc/passwd\nfile:///etc/passwd\n$(touch owned)\n",
    "files-from": '"r.yaml"\n"$(touch owned)"\n"|touch owned"\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with every report, and with what their evidence is called."""
    folder = tmp_path / "folder"
    for name in ("reports", ".git"):
        (folder / name).mkdir(parents=True)
    for name, text in REPORTS.items():
        (folder / "reports" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("evidence.pdf", "reports/evidence.pdf", "out.json"):
        (folder / name).write_text("示例", encoding="utf-8")
    (folder / "r.yaml").write_text(REPORTS["honest"], encoding="utf-8")
    return folder


HERE = {f"reports/{name}.yaml" for name in REPORTS}
OUTPUTS = [
    word
    for name in formats()
    if not is_folder(name) and is_text(name)  # a workbook keeps its rows in temporary files
    for word in ("--output", f"{name}=out.{name}")
]


def test_every_format_of_every_report_opens_only_what_is_named(folder: Path) -> None:
    seen = watched(folder, "validate", "reports", "--require-evidence", *OUTPUTS)
    assert seen.code == 2
    assert opened(seen, folder) == HERE
    assert strange(seen, folder) == []
    honest = watched(folder, "validate", "r.yaml", "--require-evidence", *OUTPUTS)
    assert opened(honest, folder) == {"r.yaml"}
    assert evaluated(seen) <= evaluated(honest)
    assert not list(folder.rglob("owned"))


def test_so_do_several_processes(folder: Path) -> None:
    seen = watched(folder, "validate", "reports", "--jobs", "2", "--format", "json")
    assert seen.code == 2
    assert opened(seen, folder) - {"/dev/null"} == HERE
    assert strange(seen, folder, *SHARED) == []


def test_fmt_opens_only_what_is_named(folder: Path) -> None:
    seen = watched(folder, "fmt", "reports")
    assert seen.code == 2
    assert opened(seen, folder) == HERE
    assert strange(seen, folder) == []
    assert not list(folder.rglob("owned"))


@pytest.mark.parametrize("kind", KINDS)
def test_so_do_the_files_beside_the_reports(kind: str, folder: Path) -> None:
    (folder / kind).write_text(KINDS[kind], encoding="utf-8")
    seen = watched(
        folder, "validate", *(["r.yaml"] if kind != "files-from" else []), f"--{kind}", kind
    )
    assert seen.code == 2, seen.said
    named = {"r.yaml", kind}
    if kind == "files-from":
        named |= {"$(touch owned)", "|touch owned"}
    assert kind in opened(seen, folder) <= named
    assert strange(seen, folder) == []
    assert not list(folder.rglob("owned"))


CALLS: dict[str, tuple[str, set[str], int]] = {
    "list-obligations": (
        "list-obligations --roster roster.yaml --province 上海",
        {"roster.yaml"},
        0,
    ),
    "explain": ("explain 15.training --report r.yaml", {"r.yaml"}, 0),
    "verify": ("verify roster.yaml r.yaml", {"roster.yaml"}, 2),
    "init": ("init --province 上海 -o new.yaml", set(), 0),
    "init to nowhere": ("init --province ../../etc/passwd -o new.yaml", set(), 2),
    "schema": ("schema report", set(), 0),
    "plan check": ("plan check plan.yaml", {"plan.yaml"}, 0),
    "plan export": ("plan export plan.yaml", {"plan.yaml"}, 0),
    "plan trace": ("plan trace --source evidence.pdf", {"evidence.pdf"}, 1),
    "plan diff": ("plan diff plan.yaml plan.yaml", {"plan.yaml"}, 0),
    "standard input": ("validate -", set(), 2),
}
"""Calls, the files they may open, and their codes."""


@pytest.mark.parametrize("name", CALLS)
def test_so_do_the_other_commands(name: str, folder: Path) -> None:
    words, named, code = CALLS[name]
    for file, source in (("roster.yaml", "examples"), ("plan2014.yaml", "data")):
        (folder / file.replace("2014", "")).write_bytes((ROOT / source / file).read_bytes())
    seen = watched(folder, *words.split(), stdin=REPORTS["apply"])
    assert seen.code == code, seen.said
    assert opened(seen, folder) == named
    assert strange(seen, folder) == []


def test_the_configuration_is_looked_for_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    below = tmp_path / "repository" / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "plancheck.toml").write_text('format = "json"\n', encoding="utf-8")
    (tmp_path / "repository" / "pyproject.toml").write_text("[tool.plancheck]\ntier = 1\n", "utf-8")
    (tmp_path / "repository" / "a" / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    (tmp_path / "repository" / "secret.toml").write_text("a = 1\n", "utf-8")
    (below / "r.yaml").write_text(REPORTS["honest"], encoding="utf-8")
    seen = watched(below, "validate", "r.yaml")
    assert seen.code == 0, seen.said
    assert opened(seen, below) == {"r.yaml", "../pyproject.toml", "../../pyproject.toml"}
    seen = watched(below, "validate", "r.yaml", "--no-config")
    assert opened(seen, below) == {"r.yaml"}


# --- the hook itself -----------------------------------------------------------------------------

PROBES = {
    "open": ("open('/etc/hostname')", "open"),
    "os.open": ("import os; os.open('/etc/hostname', os.O_RDONLY)", "open"),
    "socket": ("import socket; socket.socket()", "socket.__new__"),
    "connect": (
        "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('127.0.0.1', 9))",
        "socket.connect",
    ),
    "name": ("import socket; socket.getaddrinfo('127.0.0.1', 9)", "socket.getaddrinfo"),
    "system": ("import os; os.system('true')", "os.system"),
    "process": ("import subprocess; subprocess.run([sys.executable, '-V'])", "subprocess.Popen"),
    "spawn": ("import os; os.posix_spawn(sys.executable, ['x', '-V'], {})", "os.posix_spawn"),
    "fork": ("import os; os.fork() or os._exit(0)", "os.fork"),
    "library": ("import ctypes; ctypes.CDLL(None)", "ctypes.dlopen"),
    "code": ("exec(compile('1', 'owned.py', 'exec'))", "exec"),
    "elsewhere": ("import os; os.rename('/nowhere/a', '/nowhere/b')", "os.rename"),
}


@pytest.mark.parametrize("name", PROBES)
def test_the_hook_sees_what_is_done_on_purpose(name: str, folder: Path) -> None:
    """Else nothing above could fail."""
    probe, event = PROBES[name]
    probe = f"try:\n    import sys; {probe}\nexcept OSError: pass\n"
    seen = watched(folder, "validate", "r.yaml", probe=probe)
    if event == "open":
        assert opened(seen, folder) == {"r.yaml", "/etc/hostname"}
    else:
        assert event in {found.name for found in strange(seen, folder)}
