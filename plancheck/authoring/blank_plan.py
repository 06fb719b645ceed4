"""A plan that is begun: one section, one task, one obligation, and samples of each kind to copy."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial

from plancheck.language.message import Lang
from plancheck.language.wording import say
from plancheck.plan.model import FORMAT
from plancheck.plan.subjects import ANY, PROVINCES, load_subjects
from plancheck.reading.emitter import as_yaml_text
from plancheck.requirements import KINDS
from plancheck.requirements.base.requirement import Requirement, Sample

TASK = "1"


def blank_plan(
    *, title: str, year: int, tiers: Sequence[str], subjects: str | None, lang: Lang
) -> str:
    """Return a draft in ``lang`` alone, valid as it is, with samples of other kinds as comments.

    Without ``tiers`` it has one, and without ``subjects`` anybody reports to it; else that is the
    path of their list, which is to lie beside the plan. Raises what reading the list raises.
    """
    if subjects not in (None, ANY, PROVINCES):
        subjects = os.path.basename(load_subjects(subjects).path)
    return "".join(f"{line}\n" for line in _lines(title, year, tiers, subjects, lang))


def _lines(
    title: str, year: int, tiers: Sequence[str], subjects: str | None, lang: Lang
) -> Iterator[str]:
    said = partial(say, lang)
    titles = list(tiers) or [said("blank.tier")]
    head = {
        "format": FORMAT,
        "id": f"plan-{year}",
        "languages": [str(lang)],
        "draft": "true",
        "title": " ".join(title.split()),
        "issuer": said("blank.issuer"),
        "period": {"from": f"{year}-01-01", "to": f"{year}-12-31"},
        "subjects": subjects or ANY,
        "tiers": {str(number): tier for number, tier in enumerate(titles, 1)},
    }
    yield _comment(said("blank.plan"))
    for key, value in head.items():
        yield from as_yaml_text({key: value}, braces=not isinstance(value, str)).splitlines()
    yield _comment(said("blank.samples"))
    yield _comment("metrics:")
    for kind in KINDS.values():
        for sample in kind.SAMPLES:
            for metric, names in sample.metrics.items():
                yield _comment(f"  {metric}: {_in(lang, names)}")
    number, section = said("blank.section-id"), said("blank.section")
    task, department = said("blank.task"), said("blank.department")
    yield "sections:"
    yield f"- id: {number}"
    yield f"  title: {section}"
    yield "  tasks:"
    yield f"  - id: {TASK}"
    yield f"    title: {task}"
    yield f"    departments: [{department}]"
    yield "    due: completed"
    yield "    obligations:"
    own = Sample("own", (said("blank.obligation"),) * 2, None)
    yield from (f"    {line}" for line in _obligation(own, "", lang))
    for kind in KINDS.values():
        yield from (f"    {_comment(line)}" for line in _samples(kind, lang))


def _comment(line: str) -> str:
    return f"# {line}"


def _samples(kind: type[Requirement], lang: Lang) -> Iterator[str]:
    """Yield what the kind asks in words, and its obligations."""
    described = kind.DESCRIPTIONS.get(f"Requires.{kind.key}")
    if described is not None:
        yield _in(lang, described)
    for sample in kind.SAMPLES:
        yield from _obligation(sample, kind.key, lang)


def _obligation(sample: Sample, kind: str, lang: Lang) -> Iterator[str]:
    """Yield the lines of an obligation, its first key after a dash."""
    phrase = say(lang, "blank.phrase")
    yield f"- id: {TASK}.{sample.ending}"
    yield f"  name: {_in(lang, sample.name)}"
    yield f"  cites: [{phrase}]"
    yield f"  applies: {{all: {sample.level}}}"
    if sample.asks is not None:
        asks = _in(lang, sample.asks).replace("{task}", TASK)
        yield f"  requires: {{{kind}: {asks}}}"


def _in(lang: Lang, both: tuple[str, str]) -> str:
    zh, en = both
    return zh if lang is Lang.ZH else en
