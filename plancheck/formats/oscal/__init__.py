"""OSCAL 1.2: a plan as a catalog of controls, and a run as assessment results.

Ids are tokens made of the plan's own ids, and every uuid is a uuid5 of what it names, so the same
input gives the same bytes. Moments are days of the plan or of the report, since nothing here reads
a clock. Whatever OSCAL has no word for is a property of our own namespace.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.formats import Style
from plancheck.formats.shared.json_text import as_json
from plancheck.plan.model import Plan
from plancheck.verdicts.run import Run

FOR_MACHINES = True
"""Read by programs; UTF-8."""


def render_plan(plan: Plan, style: Style) -> str:
    """Return ``plan`` as a catalog: a group per section, group and task, a control per obligation.

    The statement of a control is our wording, its guidance the reading taken; parameters hold the
    numbers per tier.
    """
    from plancheck.formats.oscal.catalog import catalog

    return as_json({"catalog": catalog(plan, style.lang)})


def render(run: Run, style: Style) -> Iterator[str]:
    """Yield ``run`` as assessment results: one result per report, and one for the run itself.

    A control that was judged has an observation, which names the line of the report, and a finding
    where OSCAL has a state for it. Problems, reports not handed in, and that a report complies in
    no possible tier are observations, since no control is about them.
    """
    from plancheck.formats.oscal.results import results

    return results(run, style.lang)
