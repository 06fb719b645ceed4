"""Blank rosters: every subject of a plan, with the facts to be stated about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plancheck.authoring.template import Keys
from plancheck.inputs.names import NONE, Allotment
from plancheck.inputs.roster import FORMAT, Roster, RosterEntry
from plancheck.language.message import Lang
from plancheck.language.wording import either, joined, plan_title, say
from plancheck.plan.model import Plan
from plancheck.plan.parts import Obligation, Task
from plancheck.reading.models import Strict, spellings_of

_TO_REPORT, _TO_CORRECT = timedelta(days=15), timedelta(days=31)
"""How long after the period the days lie that are given as examples."""
_LIST = {"province": ("provinces", "省份"), "subject": ("subjects", "名单")}
"""The key of the list of subjects, in English and Chinese, by what a plan calls a subject."""


def blank_roster(plan: Plan, *, lang: Lang = Lang.ZH, keys: Keys = Keys.EN) -> str:
    """Return a roster of all subjects that ``plan`` lists, which states nothing about them.

    It can be used as it is: what is blank is not stated. Comments say how to fill it in.
    """
    return "".join(f"{line}\n" for line in _Writer(plan, lang, keys).lines())


class _Writer:
    """Writes the lines of one roster."""

    def __init__(self, plan: Plan, lang: Lang, keys: Keys) -> None:
        self.plan = plan
        self.lang = lang
        self.keys = keys

    def lines(self) -> Iterator[str]:
        plan, end = self.plan, self.plan.period.to
        yield self.comment(
            "title", title=plan_title(self.lang, plan), count=len(plan.subject_names)
        )
        yield self.comment("blank")
        yield from self.hints()
        yield ""
        yield f"{self.key(Roster, 'format')}: {FORMAT}"
        yield f"{self.key(Roster, 'plan')}: {plan.id}"
        yield f"{self.key(Roster, 'source')}:    {self.comment('source')}"
        days = {"report_by": end + _TO_REPORT, "correct_by": end + _TO_CORRECT}
        for name, day in days.items():
            yield f"{self.key(Roster, name)}:    {self.comment(name, day=day)}"
        yield f"{_LIST[plan.subject_key][self.keys is Keys.ZH]}:"
        for subject in plan.subject_names:
            yield f"  {subject}:"
            yield from (f"    {self.key(RosterEntry, name)}:" for name in self.asked())

    def asked(self) -> Iterator[str]:
        """Yield the facts that matter under the plan."""
        obligations = [obligation for _, obligation in self.plan.obligations()]
        yield "tier"
        if any("designated" in obligation.applies for obligation in obligations):
            yield "designated"
        if any(map(self.plan.classes_of, obligations)):
            yield "classes"
        if any(obligation.requirement.allotted for obligation in obligations):
            yield "allotments"
        if any(obligation.requirement.per for obligation in obligations):
            yield "units"
        if any(obligation.requirement.of_roster for obligation in obligations):
            yield "numbers"

    def hints(self) -> Iterator[str]:
        """Yield a comment on each of these facts: how it is written, and about what."""
        obligations = list(self.plan.obligations())
        facts = set(self.asked())
        tiers = [
            say(self.lang, "template.roster-known-tier", {"tier": tier, "title": title})
            for tier, title in self.plan.tiers.items()
        ]
        yield self.hint("tier", known=either(self.lang, tiers))
        if "designated" in facts:
            names = [self.name(t, o) for t, o in obligations if "designated" in o.applies]
            yield self.hint("designated", example=names[0], names=joined(self.lang, names))
        if "classes" in facts:
            in_chinese = self.keys is Keys.ZH
            titles = [title.zh if in_chinese else title.en for title in self.plan.classes.values()]
            yield self.hint("classes", example=", ".join(titles))
        if "allotments" in facts:
            allotted = [(t, o) for t, o in obligations if o.requirement.allotted]
            source = self.key(Allotment, "source")
            samples = (
                f"{self.name(*each)}: {{{self.metric(each[1])}: 160, {source}: …}}"
                for each in allotted
            )
            yield self.hint("allotments", example=f"{{{', '.join(samples)}}}")
            none = NONE[self.keys is Keys.ZH]
            for task, obligation in allotted:
                if "allotted" in obligation.applies:
                    values = {"example": self.name(task, obligation), "none": none}
                    yield f"#   {say(self.lang, 'template.none-allotted', values)}"
        if "units" in facts:
            first = next(self.name(t, o) for t, o in obligations if o.requirement.per)
            yield self.hint("units", example=first)

        if "numbers" in facts:
            stated = [(t, o) for t, o in obligations if o.requirement.of_roster]
            samples = (f"{self.name(t, o)}: {{{self.of_roster(o)}: 1000}}" for t, o in stated)
            yield self.hint("numbers", example=f"{{{', '.join(samples)}}}")

    def hint(self, name: str, **values: object) -> str:
        said = say(self.lang, f"template.roster-{name}", values)
        return f"# {self.key(RosterEntry, name)}: {said}"

    def comment(self, name: str, **values: object) -> str:
        return f"# {say(self.lang, f'template.roster-{name}', values)}"

    def name(self, task: Task, obligation: Obligation) -> str:
        """Return the obligation's name in the language of the keys."""
        return task.key(obligation, in_chinese=self.keys is Keys.ZH)

    def metric(self, obligation: Obligation) -> str:
        names = self.plan.numbers.metric_names(obligation)
        return names[-1] if self.keys is Keys.ZH else names[0]

    def of_roster(self, obligation: Obligation) -> str:
        """Return the key of the number of ``obligation`` that a roster states."""
        names = self.plan.numbers.spelled(obligation)[obligation.requirement.of_roster[0]]
        return names[-1] if self.keys is Keys.ZH else names[0]

    def key(self, model: type[Strict], name: str) -> str:
        """Return the key of a model in the language of the keys."""
        return name if self.keys is Keys.EN else spellings_of(model, name)[1]
