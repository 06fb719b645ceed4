"""Change the engine in every small way and count what the tests notice.

``python -m tests.mutation`` makes every change that the operators of cosmic-ray know in the modules
named in config.toml, runs the tests that reach the changed line, and prints the score. A change
that nothing notices has to stand in survivors.yaml with the reason; any other ends with exit 1.
``python -m tests.mutation verdicts.evaluation verdicts.run`` is about these modules only.

Every change is made in a forked process: the code of the changed function is exchanged in modules
that are loaded already, so nothing on disk is touched and no import is paid for. What stands
outside functions (constants, models, decorators) is changed while it is imported, in a process
that has not loaded plancheck yet.
"""

from __future__ import annotations

import argparse
import ast
import collections
import contextlib
import functools
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import re
import signal
import sys
import tempfile
import time
import tomllib
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

import cosmic_ray.plugins
import pytest
import yaml
from _pytest.runner import runtestprotocol
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CONFIG = tomllib.loads((HERE / "config.toml").read_text("utf-8"))
SURVIVORS = HERE / "survivors.yaml"
OPTIONS = [
    *("-q", "-x", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=failed"),
    *("--tb=native", "--assert=plain"),  # nobody reads why a test fails here
]

FOLDER = tempfile.TemporaryDirectory(prefix="plancheck-mutation-")
Key = tuple[str, ...]
KILLED, SURVIVED, TIMEOUT, INCOMPETENT = "killed", "survived", "timeout", "incompetent"
NOT_TRIED = "not tried"
"""Something went wrong here, which must not be taken for a change that was noticed."""
CODES = {KILLED: 10, SURVIVED: 11, TIMEOUT: 12, INCOMPETENT: 13, NOT_TRIED: 14}


def options(module: str) -> list[str]:
    """Return what pytest is called with. Other runs at the same time clear the usual folder."""
    return [*OPTIONS, f"--basetemp={FOLDER.name}/{module}"]


def file_of(module: str) -> Path:
    """Return the file of ``module``, named by its room and name: ``verdicts.evaluation``."""
    path = ROOT.joinpath("plancheck", *module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@dataclass(frozen=True)
class Change:
    """One change: the ``nth`` place where an operator of cosmic-ray applies in a module."""

    module: str
    operator: str
    nth: int
    function: str
    start: tuple[int, int]

    @property
    def path(self) -> Path:
        return file_of(self.module)

    def source(self) -> str:
        """Return the changed module."""
        operator = cosmic_ray.plugins.get_operator(self.operator)()
        changed = mutate_code(self.path.read_text("utf-8"), operator, self.nth)
        assert changed is not None, self
        return str(changed)


@dataclass(frozen=True)
class Outcome:
    """What became of a change. ``was`` and ``now`` are the line without and with it."""

    change: Change
    result: str
    was: str
    now: str
    by: str
    seconds: float

    @property
    def key(self) -> Key:
        """What identifies the change while the lines around it move."""
        change = self.change
        return (change.module, change.function, change.operator, self.was, self.now)


# --- what is changed -------------------------------------------------------------------------


def changes(module: str) -> Iterator[Change]:
    """Yield every change of a module that means something.

    Left out is what nothing evaluates or what is another thing than it seems to the operator:
    annotations, the ``|`` of types, and the stars of arguments, which are no arithmetic. And
    ``==`` instead of ``is`` beside a member of an enumeration, which says the same.
    """
    source = file_of(module).read_text("utf-8")
    annotations, arithmetic = _places(source)
    bodies, lines = function_bodies(module), source.splitlines()
    tree = get_ast(source)
    for name in sorted(cosmic_ray.plugins.operator_names()):
        kind = cosmic_ray.plugins.get_operator(name)
        if kind.arguments():
            continue
        operator = kind()
        places = ((n, at) for n in ast_nodes(tree) for at, _ in operator.mutation_positions(n))
        for nth, (node, start) in enumerate(places):
            function = ASTQuery(node).get_definition_name() or ""
            if name.endswith(_SAME_OF_MEMBERS) and _MEMBER.search(lines[start[0] - 1]):
                continue
            change = Change(module, name, nth, function, (start[0], start[1]))
            if any(first <= start < last for first, last in annotations):
                continue
            if "/ReplaceBinaryOperator" in name and not (
                is_inside(change, bodies) and any(a <= start < b for a, b in arithmetic)
            ):
                continue
            yield change


_SAME_OF_MEMBERS = ("_Is_Eq", "_IsNot_NotEq")
_MEMBER = re.compile(r"\bis (not )?(verdict|worst|[A-Z]\w+\.[A-Z_]+)\b")


Place = tuple[int, int]


def _places(source: str) -> tuple[list[tuple[Place, Place]], list[tuple[Place, Place]]]:
    """Return where annotations stand, and where the operator between two operands does."""
    lines = source.splitlines()

    def place(line: int | None, column: int | None) -> Place:
        assert line is not None
        return line, len(lines[line - 1].encode()[:column].decode())

    annotations, arithmetic = [], []
    for node in ast.walk(ast.parse(source)):
        for found in (
            getattr(node, "annotation", None),
            getattr(node, "returns", None),
            _for_types(node),
        ):
            if found is not None:
                start = place(found.lineno, found.col_offset)
                annotations.append((start, place(found.end_lineno, found.end_col_offset)))
        if isinstance(node, ast.BinOp | ast.AugAssign):
            left, right = (
                (node.left, node.right)
                if isinstance(node, ast.BinOp)
                else (node.target, node.value)
            )
            start = place(left.end_lineno, left.end_col_offset)
            arithmetic.append((start, place(right.lineno, right.col_offset)))
    return annotations, arithmetic


def _for_types(node: ast.AST) -> ast.If | None:
    """Return ``node`` if it holds imports that only the type checker makes."""
    named = isinstance(node, ast.If) and isinstance(node.test, ast.Name)
    return node if named and node.test.id == "TYPE_CHECKING" else None


def function_bodies(module: str) -> list[tuple[int, int]]:
    """Return the first and last line of the body of every outermost function or method."""
    tree = ast.parse(file_of(module).read_text("utf-8"))
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    return [
        (node.body[0].lineno, node.end_lineno or 0)
        for scope in scopes
        for node in scope.body
        if isinstance(node, ast.FunctionDef)
    ]


def is_inside(change: Change, bodies: Sequence[tuple[int, int]]) -> bool:
    return any(first <= change.start[0] <= last for first, last in bodies)


def lines_of(change: Change, source: str) -> tuple[str, str]:
    """Return the line that ``change`` changes, without it and with it, as in ``source``."""
    original, changed = change.path.read_text("utf-8").splitlines(), source.splitlines()
    pairs = zip([*original, ""], [*changed, ""], strict=False)
    return next(((was.strip(), now.strip()) for was, now in pairs if was != now), ("", ""))


# --- a change in a process of its own ------------------------------------------------------------


def in_fork(change: Change, test: Callable[[str], tuple[str, str]]) -> Outcome:
    """Return what became of ``change``, which ``test`` tries in a child process."""
    began = time.monotonic()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _in_child(change, test, write)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        told = [json.loads(line) for line in pipe]
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    result = next((name for name, number in CODES.items() if number == code), KILLED)
    was, now = told[0] if told else ("", "")
    by = told[1] if len(told) > 1 else "" if result in CODES else f"exit {code}"
    return Outcome(change, result, was, now, by, round(time.monotonic() - began, 2))


def _in_child(change: Change, test: Callable[[str], tuple[str, str]], write: int) -> None:
    result = NOT_TRIED
    with contextlib.suppress(BaseException):
        source = change.source()
        os.write(write, (json.dumps(lines_of(change, source)) + "\n").encode())
        try:
            compile(source, change.path, "exec")
        except SyntaxError:
            result, by = INCOMPETENT, ""
        else:
            signal.signal(signal.SIGALRM, lambda *_: os._exit(CODES[TIMEOUT]))
            result, by = test(source)
        os.write(write, (json.dumps(by) + "\n").encode())
    os._exit(CODES[result])


# --- changes outside functions: a fresh import ---------------------------------------------------


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from changed source."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(self.source, self.path, "exec"), module.__dict__)


def test_import(change: Change, source: str) -> tuple[str, str]:
    """Return whether the tests fail where plancheck is loaded with ``source``."""
    assert "plancheck" not in sys.modules
    sys.meta_path.insert(0, _Changed(f"plancheck.{change.module}", change.path, source))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.alarm(CONFIG["seconds_for_all"])
    code = pytest.main([*options(change.module), *CONFIG["tests"][change.module]])
    return (SURVIVED if code == 0 else KILLED), ""


# --- changes inside functions: their code exchanged ----------------------------------------------


def functions_of(module: types.ModuleType) -> dict[str, types.FunctionType]:
    """Return every function and method that ``module`` defines, by qualified name."""
    found: dict[str, types.FunctionType] = {}

    def add(value: object) -> None:
        for inner in ("fget", "func", "__func__", "__wrapped__"):
            value = getattr(value, inner, value)
        if isinstance(value, types.FunctionType) and value.__code__.co_filename == module.__file__:
            found[value.__code__.co_qualname] = value

    for value in vars(module).values():
        add(value)
        if isinstance(value, type) and value.__module__ == module.__name__:
            for member in list(vars(value).values()):  # to look at one may make another
                add(member)
    return found


def codes_of(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yield the code of every function and method in the code of a module."""
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield const
            yield from codes_of(const)


class Engine:
    """A pytest plugin: collects once, runs all tests once to see what they reach, then forks."""

    def __init__(self, module: str, wanted: Sequence[Change], pipe: TextIO, every: int) -> None:
        self.module, self.wanted, self.pipe, self.every = module, wanted, pipe, every
        self.screen = os.fdopen(os.dup(2), "w", encoding="utf-8")
        self.reached: dict[int, list[int]] = collections.defaultdict(list)
        self.seconds: list[float] = []
        self.kills: collections.Counter[int] = collections.Counter()
        self.failed: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = [
            item
            for number, item in enumerate(session.items)
            if number % self.every == 0 or getattr(item, "originalname", "") != "test_case"
        ]
        self.observe()
        if self.failed:
            print(*self.failed, sep="\n", file=self.screen, flush=True)
            return True
        gc.collect()
        gc.freeze()  # a child that is over in a moment need not copy every page it looks at
        gc.disable()
        for change in self.wanted:
            outcome = in_fork(change, functools.partial(self.test, change))
            if outcome.by.isdigit():
                self.kills[int(outcome.by)] += 1
            print(json.dumps(asdict(outcome)), file=self.pipe, flush=True)
        # A test that noticed changes and fails without one by now noticed something else.
        self.failed = [self.items[n].nodeid for n in self.kills if not self.passes(n)]
        print(*self.failed, sep="\n", end="", file=self.screen, flush=True)
        return True

    def passes(self, number: int) -> bool:
        """Run one test; what is set up for the whole session stays."""
        item = self.items[number]
        session: Any = item.session  # all that is left standing
        reports = runtestprotocol(item, log=False, nextitem=session)
        return not any(report.failed for report in reports)

    def observe(self) -> None:
        """Run every test once without a change and note the statements it reaches, and its time."""
        met: set[int] = set()
        before = exchange(self.module, instrumented(self.module), __met__=met.add)
        for number, item in enumerate(self.items):
            met.clear()
            began = time.monotonic()
            if not self.passes(number):
                self.failed.append(item.nodeid)
            self.seconds.append(time.monotonic() - began)
            for statement in met:
                self.reached[statement].append(number)
        for function, code in before:
            function.__code__ = code

    def tests_of(self, change: Change) -> list[int]:
        """Return the tests that reach the statement that is changed, likely killers first."""
        reaching = self.reached[statement_of(change.path, change.start[0])]
        return sorted(reaching, key=lambda n: (-self.kills[n], n * 7919 % len(self.items)))

    def test(self, change: Change, source: str) -> tuple[str, str]:
        exchanged = exchange(change.module, compile(source, change.path, "exec"))
        if not exchanged:
            return SURVIVED, "the code is the same"
        for number in self.tests_of(change):
            longest = max(
                self.seconds[number] * CONFIG["times_as_long"], CONFIG["seconds_at_least"]
            )
            signal.setitimer(signal.ITIMER_REAL, longest)
            if not self.passes(number):
                return KILLED, str(number)
        return SURVIVED, ""


@functools.cache
def _statements(path: Path) -> list[tuple[int, int, int]]:
    """Return the lines that each statement spans, and the line that names it.

    A statement that holds others is named by its head, an ``except`` by its ``try``.
    """
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            found.append((node.lineno, max(node.lineno, last), node.lineno))
        if isinstance(node, ast.Try):
            found += [(one.lineno, one.lineno, node.lineno) for one in node.handlers]
    return found


def statement_of(path: Path, line: int) -> int:
    """Return the line that tells the smallest statement at ``line``."""
    around = [
        (last - first, told) for first, last, told in _statements(path) if first <= line <= last
    ]
    return min(around)[1]


def instrumented(module: str) -> types.CodeType:
    """Return the code of ``module`` with a call before every statement that tells its line."""
    path = file_of(module)
    tree = ast.parse(path.read_text("utf-8"))
    for node in list(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and not isinstance(node, ast.Module | ast.ClassDef):
                told = (ast.parse(f"__met__({one.lineno})").body[0] for one in block)
                setattr(
                    node, field, [one for pair in zip(told, block, strict=True) for one in pair]
                )
    return compile(ast.fix_missing_locations(tree), path, "exec")


def exchange(
    name: str, code: types.CodeType, **names: object
) -> list[tuple[types.FunctionType, types.CodeType]]:
    """Give the functions of a loaded module their code in ``code``; return what they had."""
    module = sys.modules[f"plancheck.{name}"]
    vars(module).update(names)
    there = functions_of(module)
    before = []
    for new in codes_of(code):
        function = there.get(new.co_qualname)
        if function is not None and function.__code__ != new:
            before.append((function, function.__code__))
            function.__code__ = new
    for value in vars(module).values():  # what was remembered came from the other code
        if hasattr(value, "cache_clear"):
            value.cache_clear()
    return before


# --- the whole --------------------------------------------------------------------------------


def main() -> int:
    os.chdir(ROOT)
    parser = argparse.ArgumentParser("python -m tests.mutation")
    parser.add_argument("modules", nargs="*", help="these only (default: all of config.toml)")
    parser.add_argument(
        "--every", type=int, default=1, help="a first look: each Nth verdict case only"
    )
    parser.add_argument("--sample", type=int, default=1, help="try each Nth change only")
    parser.add_argument("--listed", action="store_true", help="try what is listed, too")
    parser.add_argument("--only", choices=("inside", "outside"), help="of functions")
    parser.add_argument("--results", type=Path, help="add every outcome there, one JSON line each")
    given = parser.parse_args()
    began = time.monotonic()
    modules = given.modules or list(CONFIG["tests"])
    listed = read_survivors(modules)
    done: list[Outcome] = []
    for module in modules:
        for outcome in outcomes(module, set() if given.listed else listed, given):
            done.append(outcome)
            if given.results:
                with given.results.open("a", encoding="utf-8") as file:
                    print(json.dumps(asdict(outcome), ensure_ascii=False), file=file)
            if outcome.result in (SURVIVED, TIMEOUT, NOT_TRIED) and outcome.key not in listed:
                print(f"{outcome.result}: {' | '.join(outcome.key)}", file=sys.stderr, flush=True)
    seconds = time.monotonic() - began
    return summary(done, modules, listed, seconds, whole=given.sample == 1)


def outcomes(module: str, listed: set[Key], given: argparse.Namespace) -> Iterator[Outcome]:
    """Yield what became of every change of a module. What is ``listed`` is not tried again."""
    bodies = function_bodies(module)
    inside = []
    for number, change in enumerate(changes(module)):
        if number % given.sample:
            continue
        likely = (module, change.function, change.operator) in {key[:3] for key in listed}
        was, now = lines_of(change, change.source()) if likely else ("", "")
        if (module, change.function, change.operator, was, now) in listed:
            yield Outcome(change, SURVIVED, was, now, "listed", 0)
        elif is_inside(change, bodies):
            inside.append(change)
        elif given.only != "inside":
            yield in_fork(change, functools.partial(test_import, change))
    if given.only == "outside":
        return
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            engine = Engine(module, inside, pipe, given.every)
            pytest.main([*options(module), *CONFIG["tests"][module]], plugins=[engine])
        os._exit(2 if engine.failed else 0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        for line in pipe:
            row = json.loads(line)
            row["change"]["start"] = tuple(row["change"]["start"])
            yield Outcome(**{**row, "change": Change(**row["change"])})
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("the tests fail on the unchanged engine")


def read_survivors(modules: Sequence[str]) -> set[Key]:
    """Return the keys of the changes of ``modules`` that are known to mean the same."""
    rows = yaml.safe_load(SURVIVORS.read_text("utf-8")) or []
    keys = ("module", "function", "operator", "was", "now")
    return {
        tuple(f"core/{row[key]}" if key == "operator" else row[key] for key in keys)
        for group in rows
        for row in group["changes"]
        if row["module"] in modules
    }


def summary(
    done: Sequence[Outcome],
    modules: Sequence[str],
    listed: set[Key],
    seconds: float,
    *,
    whole: bool,
) -> int:
    """Print the score and what is not as listed; return the exit code."""
    survived = [one for one in done if one.result in (SURVIVED, NOT_TRIED)]
    unlisted = [one for one in survived if one.key not in listed]
    stale = listed - {one.key for one in survived} if whole else set()
    for module in modules:
        print(_score(module, [one for one in done if one.change.module == module], listed))
    print(_score("all", done, listed))
    print(f"{seconds:.0f} s")
    for one in unlisted:
        print(f"not noticed and not listed: {' | '.join(one.key)}")
    for key in sorted(stale):
        print(f"listed, but noticed or no longer there: {' | '.join(key)}")
    return 1 if unlisted or stale else 0


def _score(name: str, done: Sequence[Outcome], listed: set[Key]) -> str:
    counts = collections.Counter(one.result for one in done)
    made = len(done) - counts[INCOMPETENT]
    killed = counts[KILLED] + counts[TIMEOUT]
    equivalent = sum(one.result == SURVIVED and one.key in listed for one in done)
    return (
        f"{name}: {killed} of {made} killed ({killed / max(made, 1):.1%}), "
        f"{killed / max(made - equivalent, 1):.1%} without {equivalent} listed; "
        f"{counts[TIMEOUT]} by time, {counts[INCOMPETENT]} are no Python"
    )


if __name__ == "__main__":
    sys.exit(main())
