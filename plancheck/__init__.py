"""plancheck: has a province done what a work plan asks of it? The library behind the command.

``evaluate(load_plan(), load_report("report.yaml"))`` returns a ``Result`` with a finding for every
obligation. Nothing is imported until it is used: the command first sets up how it is interrupted.
"""

__version__ = "0.2.0.dev0"

__all__ = [
    "Plan",
    "PlancheckError",
    "Report",
    "Result",
    "Roster",
    "Run",
    "Style",
    "Terms",
    "Waivers",
    "evaluate",
    "judge",
    "load_plan",
    "load_report",
    "load_roster",
    "load_waivers",
    "render",
]

TYPE_CHECKING = False  # as in `typing`, which takes ten times as long as this file
if TYPE_CHECKING:
    from typing import Any

    from plancheck.errors import PlancheckError
    from plancheck.evaluation import evaluate
    from plancheck.facts import Terms
    from plancheck.plan import Plan, load_plan
    from plancheck.renderers import Style, render
    from plancheck.report import Report, load_report
    from plancheck.result import Result
    from plancheck.roster import Roster, load_roster
    from plancheck.run import Run, judge
    from plancheck.waivers import Waivers, load_waivers

_HOMES = {
    "Plan": "plan",
    "PlancheckError": "errors",
    "Report": "report",
    "Result": "result",
    "Roster": "roster",
    "Run": "run",
    "Style": "renderers",
    "Terms": "facts",
    "Waivers": "waivers",
    "evaluate": "evaluation",
    "judge": "run",
    "load_plan": "plan",
    "load_report": "report",
    "load_roster": "roster",
    "load_waivers": "waivers",
    "render": "renderers",
}


def __getattr__(name: str) -> "Any":
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"plancheck.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
