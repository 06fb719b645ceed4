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
    "roll_up",
]

TYPE_CHECKING = False  # as in `typing`, which takes ten times as long as this file
if TYPE_CHECKING:
    from typing import Any

    from plancheck.errors import PlancheckError
    from plancheck.formats import Style, render
    from plancheck.formats.json.rollups import roll_up
    from plancheck.inputs.loading import load_report, load_roster
    from plancheck.inputs.report import Report
    from plancheck.inputs.roster import Roster
    from plancheck.inputs.waivers import Waivers, load_waivers
    from plancheck.plan.loading import load_plan
    from plancheck.plan.model import Plan
    from plancheck.verdicts.evaluation import evaluate
    from plancheck.verdicts.facts import Terms
    from plancheck.verdicts.judging import judge
    from plancheck.verdicts.result import Result
    from plancheck.verdicts.run import Run

_HOMES = {
    "Plan": "plancheck.plan.model",
    "PlancheckError": "plancheck.errors",
    "Report": "plancheck.inputs.report",
    "Result": "plancheck.verdicts.result",
    "Roster": "plancheck.inputs.roster",
    "Run": "plancheck.verdicts.run",
    "Style": "plancheck.formats",
    "Terms": "plancheck.verdicts.facts",
    "Waivers": "plancheck.inputs.waivers",
    "evaluate": "plancheck.verdicts.evaluation",
    "judge": "plancheck.verdicts.judging",
    "load_plan": "plancheck.plan.loading",
    "load_report": "plancheck.inputs.loading",
    "load_roster": "plancheck.inputs.loading",
    "load_waivers": "plancheck.inputs.waivers",
    "render": "plancheck.formats",
    "roll_up": "plancheck.formats.json.rollups",
}


def __getattr__(name: str) -> "Any":
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
