"""``plancheck validate``: reports judged against a plan."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancheck.cli.config import MOST_JOBS, Setting, configured, shown
from plancheck.cli.options import (
    EXAMPLE,
    AsOf,
    ConfigFile,
    Debug,
    Encoding,
    Exclude,
    Format,
    Language,
    NoConfig,
    PlanFile,
    Province,
    Reports,
    RosterFile,
    Session,
    Tier,
    WaiversFile,
    check_word,
    day_of,
    one_of,
    plan_of,
    roster_of,
    settled,
    terms_of,
    waivers_of,
)
from plancheck.cli.output_files import check_targets, write_whole
from plancheck.cli.streams import complain, style, unwritten, write
from plancheck.errors import Location, PlancheckError, Problem, UsageError
from plancheck.formats import Style, formats, render
from plancheck.inputs.roster import Roster
from plancheck.plan.model import Plan
from plancheck.verdicts.discovery import OTHER, Input, expand, read_list
from plancheck.verdicts.run import COMPLIANT, Request, Run, judge_files

if TYPE_CHECKING:
    from plancheck.formats.json.streaming import Stream
    from plancheck.verdicts.expected import Absent

FAIL_ON = ("any", "new")
MANY = 100
"""From so many files on there is time to look at a progress bar, and too much to be held."""
Page = Callable[[str, Run, Style], str | Iterator[str]]
"""From the name of a format, a run and a style to the text, which may come in pieces."""
SUMMARY_BYTES = 1 << 20
"""What GitHub takes for the summary of a step; of a larger one it shows nothing at all."""

Output = Annotated[
    list[str] | None, typer.Option("--output", metavar="NAME=FILE", help="help.output")
]
AllowReview = Annotated[
    bool | None, typer.Option("--allow-review/--no-allow-review", help="help.allow-review")
]
RequireEvidence = Annotated[
    bool | None,
    typer.Option("--require-evidence/--no-require-evidence", help="help.require-evidence"),
]
FilesFrom = Annotated[str | None, typer.Option("--files-from", help="help.files-from")]
Nul = Annotated[bool, typer.Option("-z", help="help.nul")]
Expect = Annotated[str | None, typer.Option("--expect", help="help.expect")]
Baseline = Annotated[list[str] | None, typer.Option("--baseline", help="help.baseline")]
FailOn = Annotated[str | None, typer.Option("--fail-on", help="help.fail-on")]
Jobs = Annotated[str | None, typer.Option("--jobs", help="help.jobs")]
ShowConfig = Annotated[bool, typer.Option("--show-config", help="help.show-config")]


def command(
    context: typer.Context,
    reports: Reports = None,
    files_from: FilesFrom = None,
    nul: Nul = False,
    exclude: Exclude = None,
    tier: Tier = None,
    province: Province = None,
    roster: RosterFile = None,
    waivers: WaiversFile = None,
    plan: PlanFile = None,
    as_of: AsOf = None,
    expect: Expect = None,
    baseline: Baseline = None,
    fail_on: FailOn = None,
    format_: Format = None,
    output: Output = None,
    encoding: Encoding = None,
    allow_review: AllowReview = None,
    require_evidence: RequireEvidence = None,
    jobs: Jobs = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    show_config: ShowConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    flags = {
        "reports": reports or ([] if files_from is not None else None),
        "exclude": exclude or None,
        "tier": tier,
        "province": province,
        "roster": roster,
        "waivers": waivers,
        "plan": plan,
        "as-of": as_of,
        "expect": expect,
        "baseline": baseline or None,
        "fail-on": fail_on,
        "format": format_,
        "output": output or None,
        "encoding": encoding,
        "allow-review": allow_review,
        "require-evidence": require_evidence,
        "jobs": _jobs(jobs),
        "lang": language,
    }
    session: Session = context.obj
    if nul and files_from is None:
        raise UsageError([Problem("usage.nul-alone")])
    settings, file = settled(flags, config, no_config=no_config)
    if show_config:
        write(shown(settings, session.lang))
        return COMPLIANT
    for name, known in (("format", formats()), ("fail-on", FAIL_ON)):
        check_word(name, settings[name], known)
    asked = {name: setting.value for name, setting in settings.items()}
    session.format = asked["format"]
    outputs = _outputs(asked["output"])
    if asked["fail-on"] == "new" and not asked["baseline"]:
        raise UsageError([Problem("usage.fail-on-new")])
    listed = []
    if files_from is not None:
        listed = read_list(files_from, nul=nul, encoding=asked["encoding"])
    paths = [*asked["reports"], *map(Input, listed)]
    if not paths and files_from is None:
        raise UsageError(
            [Problem("usage.missing", None, {"name": "REPORT...", "example": EXAMPLE})]
        )
    if outputs:
        named = [asked[name] for name in ("roster", "waivers", "plan")]
        named += asked["baseline"]
        named += [files_from, file, None if asked["expect"] == "all" else asked["expect"]]
        found = expand(paths, asked["exclude"])
        read = (one.path if isinstance(one, Input) else one for one in found if not _is_other(one))
        check_targets(list(outputs.values()), chain(filter(None, named), read))
    with ExitStack() as stack:
        run, page = _judged(paths, settings, {asked["format"], *outputs}, stack)
        return _shown(run, page, outputs, session)


def _judged(
    paths: Sequence[str | Input],
    settings: Mapping[str, Setting],
    names: set[str],
    stack: ExitStack,
) -> tuple[Run, Page]:
    """Return the run, and what makes its pages; what keeps it from being made is a problem of it.

    Where the pages of the formats ``names`` can be made without holding very many reports, they
    are; ``stack`` ends with the last page.
    """
    run = Run(None)
    asked = {name: setting.value for name, setting in settings.items()}
    try:
        plan = plan_of(asked)
        run = Run(plan)
        roster = roster_of(asked, plan)
        waivers = waivers_of(asked, plan)
        terms = terms_of(plan, asked, day_of(plan, settings["as-of"]))
        request = Request(plan, roster, waivers, terms, asked["encoding"])
        allow_review, jobs = asked["allow-review"], asked["jobs"]
        inputs = expand(paths, asked["exclude"])
        first = list(islice(inputs, MANY))
        alone = not asked["baseline"] and asked["expect"] is None
        with _Progress() as progress:
            if len(first) == MANY and alone and names == {"json"}:
                stream = _stream(chain(first, inputs), request, progress, allow_review, jobs)
                stack.enter_context(stream)
                return stream.run, lambda _name, run, _style: stream.text(run)
            run = judge_files(
                [*first, *inputs],
                request,
                allow_review=allow_review,
                expected=_expected(plan, roster, asked),
                jobs=jobs,
                progress=progress,
            )
        if asked["baseline"]:
            from plancheck.verdicts.baseline import compare, twice  # noqa: PLC0415  # of no use to most

            if asked["expect"] is None:  # else that is a problem already
                run = replace(run, problems=(*run.problems, *twice(run.results)))
            comparison = compare(
                asked["baseline"],
                plan,
                run.results,
                unusable=[one.subject for one in run.rejected if one.subject],
                encoding=asked["encoding"],
            )
            run = replace(run, comparison=comparison, only_new=asked["fail-on"] == "new")
    except PlancheckError as exc:
        run = replace(run, problems=(*run.problems, *exc.problems))
    return replace(run, configured=configured(settings)), render


def _is_other(one: Input | Problem) -> bool:
    """Whether it is a file that has nothing to do with reports, which an output may replace."""
    return isinstance(one, Input) and one.kind == OTHER


def _stream(
    inputs: Iterable[Input | Problem],
    request: Request,
    progress: _Progress,
    allow_review: bool,
    jobs: int,
) -> Stream:
    from plancheck.formats.json.streaming import Stream  # noqa: PLC0415  # of no use to most calls

    told = None
    if progress.shows:  # how many there are has to be known then
        inputs = list(inputs)
        total = len(inputs)

        def told(done: int) -> None:
            progress(done, total)

    return Stream(inputs, request, allow_review=allow_review, jobs=jobs, progress=told)


def _expected(
    plan: Plan, roster: Roster | None, asked: Mapping[str, Any]
) -> Sequence[Absent] | None:
    """Return who has to report, None where nobody asks."""
    expect = asked["expect"]
    if expect is None:
        return None
    from plancheck.verdicts.expected import expected_of, load_expected  # noqa: PLC0415

    if expect == "all":
        return expected_of(plan, None if plan.subject_names else roster)
    return load_expected(expect, plan, encoding=asked["encoding"])


def _shown(run: Run, page: Page, outputs: Mapping[str, str], session: Session) -> int:
    """Write ``run`` in every format asked for, and return the exit code."""
    assert session.format is not None
    plain = Style(session.lang)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    places = list(outputs.values())
    try:
        write_whole({file: page(name, run, plain) for name, file in outputs.items()})
        if summary and "github" in (session.format, *outputs):
            places = [summary]
            _append_summary(summary, run, plain)
    except OSError as exc:
        # What goes to standard output says so too, and with the code that the call ends with.
        problems = unwritten(exc, *places)
        complain(session.lang, problems)
        run = replace(run, problems=(*run.problems, *problems))
    write(page(session.format, run, style(session.lang)), session.format)
    return run.exit_code


def _outputs(written: Sequence[str]) -> dict[str, str]:
    """Return the file for each format that is asked for as ``NAME=FILE``."""
    outputs: dict[str, str] = {}
    for one in written:
        name, equals, file = one.partition("=")
        if not equals or not file:
            raise UsageError([Problem("usage.output", None, {"written": one})])
        one_of("--output", name, formats())
        if name in outputs:
            raise UsageError([Problem("usage.output-twice", None, {"name": name})])
        outputs[name] = file
    return outputs


def _jobs(written: str | None) -> int | None:
    if written is None:
        return None
    if not re.fullmatch("[1-9][0-9]?", written) or int(written) > MOST_JOBS:
        raise UsageError([Problem("usage.jobs", None, {"written": written})])
    return int(written)


class _Progress:
    """A bar on standard error while many files are read, if that is a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self.shows = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        if total < MANY or not self.shows:
            return
        if self._bar is None:
            from rich.console import Console  # noqa: PLC0415  # of no use to most calls
            from rich.progress import Progress  # noqa: PLC0415

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def _append_summary(file: str, run: Run, style: Style) -> None:
    """Add the run as a page to the summary of the job, as far as there is room for it."""
    with open(file, "a+b", buffering=0) as page:
        size = page.seek(0, os.SEEK_END)
        page.seek(max(0, size - 1))
        begin = b"" if page.read() in (b"", b"\n") else b"\n"
        room = SUMMARY_BYTES - size - len(begin)
        text = render("markdown", run, style._replace(most_bytes=room)).encode()
        if not text or len(text) > room:
            complain(style.lang, [Problem("output.no-room", Location(file))])
            return
        rest = begin + text
        try:
            while rest:
                rest = rest[page.write(rest) :]
        except OSError:  # half a page would garble what comes after it
            page.truncate(size)
            raise
