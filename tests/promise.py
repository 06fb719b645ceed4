"""All that docs/compatibility.md promises, as one text: what changes in it, changes for others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import typer

from plancheck import __all__ as exported
from plancheck import cli
from plancheck.analysis.listing import list_obligations
from plancheck.cli.config import OPTIONS
from plancheck.formats import formats, render, render_as
from plancheck.formats.csv import COLUMNS, LISTING_COLUMNS
from plancheck.language.messages import MESSAGES
from plancheck.plan.model import Plan
from plancheck.reading.values import Status
from plancheck.requirements.base.standing import Level
from plancheck.verdicts import run
from plancheck.verdicts.result import Outcome, Verdict
from plancheck.verdicts.run import Run
from tests.formats.specimens import specimens


def promise(plan: Plan) -> str:
    """Return the promise, a line for each thing that others may build on."""
    return "".join(f"{line}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    for name in ("COMPLIANT", "NOT_COMPLIANT", "NO_VERDICT", "UNDETERMINED", "INTERNAL_ERROR"):
        yield f"exit {getattr(run, name)} {name.lower()}"
    command: Any = typer.main.get_command(cli.application())
    yield from _options(command)
    yield from (f"setting {name}" for name in OPTIONS)
    yield from (f"format {name}" for name in formats())
    yield from (f"listing format {name}" for name in formats(of="listing"))
    for kind in (Verdict, Outcome, Level, Status):
        yield from (f"{kind.__name__.lower()} {word}" for word in kind)
    yield from (f"reason {key}" for key in MESSAGES if key.startswith(("finding.", "note.")))
    of_files = "source yaml schema field name plan facts file report waivers run usage output"
    kinds = (*of_files.split(), "problems", "config", "baseline", "internal", "trace", "lint")
    yield from (f"problem {key}" for key in MESSAGES if key.split(".")[0] in kinds)
    for national in (False, True):
        word = "national obligation" if national else "obligation"
        yield from (f"{word} {one.id}" for _, one in plan.obligations(national=national))
    yield from sorted(f"json {path}" for path in _json_paths())
    listing = json.loads(render_as("listing", "json", list_obligations(plan)))
    yield from sorted({f"listing json {path}" for path in _paths(listing)})
    yield from (f"csv {column}" for column in COLUMNS)
    yield from (f"listing csv {column}" for column in LISTING_COLUMNS)
    yield from (f"export {name}" for name in exported)


def _options(command: Any, group: str = "") -> Iterator[str]:
    for name, child in command.commands.items():
        for parameter in child.params:
            yield f"option {group}{name} {' '.join([*parameter.opts, *parameter.secondary_opts])}"
        if hasattr(child, "commands"):
            yield from _options(child, f"{name} ")


def _json_paths() -> set[str]:
    return {path for one in _runs() for path in _paths(json.loads(render("json", one)))}


def _runs() -> Iterator[Run]:
    return iter(specimens().values())


_VARYING = re.compile(r"(tallies|verdicts|tiers|values|named)\.[^.]+")


def _paths(node: Any, path: str = "") -> Iterator[str]:
    """Yield the path of every key; keys that are names of things are left open."""
    if isinstance(node, dict):
        for key, value in node.items():
            below = _VARYING.sub(r"\1.*", f"{path}.{key}" if path else key)
            yield below
            yield from _paths(value, below)
    elif isinstance(node, list):
        for value in node:
            yield from _paths(value, path)
