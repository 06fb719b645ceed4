"""``plancheck validate``: verdicts on reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancheck.cli.config import ALL, read_written
from plancheck.cli.options import EXAMPLE, Call, Session, check_word, require_one_of, takes
from plancheck.cli.output_files import check_targets, write_whole
from plancheck.cli.shown_settings import configured, shown
from plancheck.cli.streams import complain, style, unwritten, write
from plancheck.errors import Location, PlancheckError, Problem, UsageError
from plancheck.formats import (
    Show,
    Style,
    check_installed,
    formats,
    is_folder,
    pieces,
    pieces_of_file,
    render,
    render_files,
    streams,
    to_files,
)
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.reading.source import STDIN
from plancheck.verdicts.discovery import OTHER, Input, expand
from plancheck.verdicts.exit_codes import COMPLIANT
from plancheck.verdicts.judging import JudgingContext, judge_files
from plancheck.verdicts.run import Run

if TYPE_CHECKING:
    from plancheck.inputs.roster import Roster
    from plancheck.verdicts.expected import ExpectedSubject
    from plancheck.verdicts.recorded import RecordedRun

FAIL_ON = ("any", "new")
MANY = 100
"""From so many files on, show a progress bar."""
SUMMARY_BYTES = 1 << 20
"""GitHub's limit for the summary of a step; it shows nothing of a larger one."""


@takes(
    *("reports", "exclude", "tier", "province", "roster", "waivers", "plan", "as-of", "expect"),
    *(
        "baseline",
        "fail-on",
        "format",
        "show",
        "output",
        "allow-review",
        "require-evidence",
        "jobs",
    ),
)
def command(
    call: Call,
    files_from: Annotated[
        str | None,
        typer.Option(
            "--files-from",
            metavar="FILE",
            help="help.files-from",
            rich_help_panel="group.reports",
        ),
    ] = None,
    nul: Annotated[
        bool, typer.Option("-z", help="help.nul", rich_help_panel="group.reports")
    ] = False,
    show_config: Annotated[
        bool,
        typer.Option("--show-config", help="help.show-config", rich_help_panel="group.settings"),
    ] = False,
) -> int:
    """Judge the reports and return the exit code, or only show the settings.

    The options are checked before any report is read. Raises UsageError for unusable ones.
    """
    if nul and files_from is None:
        raise UsageError([Problem("usage.nul-alone")])
    if files_from is not None and call.settings["reports"].origin != "flag":
        call = call.with_flag("reports", [])
    if call.settings["jobs"].origin == "flag":
        call = call.with_flag("jobs", read_written("jobs", call["jobs"], "--jobs"))
    if show_config:
        write(shown(call.settings, call.session.lang))
        return COMPLIANT
    _check_words(call)
    call.session.format = call["format"]
    outputs = _outputs(call["output"])
    if call["fail-on"] == "new" and not call["baseline"]:
        raise UsageError([Problem("usage.fail-on-new")])
    inputs: Iterable[Input | Problem] = expand(_paths(call, files_from, nul=nul), call["exclude"])
    if outputs:
        inputs = list(inputs)
        _check_outputs(call, outputs, files_from, inputs)
    show = Show(call["show"]) if call["show"] else None
    return _shown(_judged(call, inputs), outputs, call.session, show)


def _check_words(call: Call) -> None:
    """Raise UsageError for an option whose value is none of its words."""
    check_word("fail-on", call.settings["fail-on"], FAIL_ON)
    name, origin = call["format"], call.settings["format"].origin
    if name not in formats():  # otherwise the other formats need not be loaded
        check_word("format", call.settings["format"], streams())
    if to_files(name):
        raise _for_files_only(name, origin if isinstance(origin, Location) else None)
    if call["show"] is not None:
        check_word("show", call.settings["show"], list(Show))


def _paths(call: Call, files_from: str | None, *, nul: bool) -> Sequence[str | Input]:
    """Return the paths of the call and of the list ``files_from``.

    Raises UsageError where there is neither, UsageError or SourceError for an unusable list.
    """
    if files_from is not None:
        from plancheck.verdicts.path_list import read_list  # noqa: PLC0415  # of no use to most

        listed = read_list(files_from, nul=nul, encoding=call["encoding"])
        return [*call["reports"], *map(Input, listed)]
    if not call["reports"]:
        values = {"name": "REPORT...", "example": EXAMPLE}
        raise UsageError([Problem("usage.missing", None, values)])
    paths: list[str | Input] = call["reports"]
    return paths


def _check_outputs(
    call: Call,
    outputs: Mapping[str, str],
    files_from: str | None,
    inputs: Sequence[Input | Problem],
) -> None:
    """Raise UsageError for an output that must not be written, as over a file of the call."""
    expected = None if call["expect"] == ALL else call["expect"]
    named = [call["roster"], call["waivers"], *call.plan_files, *call["baseline"]]
    named += [files_from, call.file, expected]
    # An output may replace a file unrelated to reports.
    related = (item for item in inputs if isinstance(item, Problem) or item.kind != OTHER)
    paths = (item.path if isinstance(item, Input) else item for item in related)
    folders = [file for name, file in outputs.items() if is_folder(name)]
    check_targets(list(outputs.values()), chain(filter(None, named), paths), folders)


def _judged(call: Call, inputs: Iterable[Input | Problem]) -> Run:
    """Return the run; an error that stops it becomes its problem."""
    run = Run(None)
    try:
        plan = call.plan
        run = Run(plan)
        roster, waivers = call.roster(plan), call.waivers(plan)
        terms = call.terms(plan, call.day(plan))
        context = JudgingContext(plan, roster, waivers, terms, call["encoding"])
        before = _before(call, plan)
        with _Progress() as progress:
            count = None
            if progress.shows:  # the bar needs the total
                inputs = list(inputs)
                count = partial(progress, total=len(inputs))
            run = judge_files(
                inputs,
                context,
                allow_review=call["allow-review"],
                expected=_expected(call, plan, roster),
                jobs=call["jobs"],
                progress=count,
            )
        if before:
            from plancheck.verdicts.baseline import compare, twice  # noqa: PLC0415  # seldom needed

            if call["expect"] is None:  # otherwise it is a problem already
                run = replace(run, problems=(*run.problems, *twice(run.results)))
            if isinstance(before, PlancheckError):
                raise before
            unusable = [file.subject for file in run.rejected if file.subject]
            comparison = compare(before, plan, run.results, unusable=unusable)
            run = replace(run, comparison=comparison, only_new=call["fail-on"] == "new")
    except PlancheckError as exc:
        run = replace(run, problems=(*run.problems, *exc.problems))
    return replace(run, configured=configured(call.settings), plan_option=call.plan_option)


def _before(call: Call, plan: Plan) -> Sequence[RecordedRun] | PlancheckError:
    """Return the runs before, or what is wrong with one, which is told beside the verdicts.

    They are read before the reports: a large text is gone by the time that these take their room.
    """
    if not call["baseline"]:
        return ()
    from plancheck.verdicts.recorded import load_recorded  # noqa: PLC0415  # seldom needed

    try:
        return [load_recorded(path, plan, call["encoding"]) for path in call["baseline"]]
    except PlancheckError as exc:
        return PlancheckError(exc.problems)  # the traceback of the other holds what was read


def _expected(call: Call, plan: Plan, roster: Roster | None) -> Sequence[ExpectedSubject] | None:
    """Return the subjects that have to report, or None without ``--expect``."""
    expect = call["expect"]
    if expect is None:
        return None
    from plancheck.verdicts.expected import expected_of, load_expected  # noqa: PLC0415

    if expect == ALL:
        return expected_of(plan, None if plan.subject_names else roster)
    return load_expected(expect, plan, encoding=call["encoding"])


def _shown(run: Run, outputs: Mapping[str, str], session: Session, show: Show | None) -> int:
    """Write ``run`` in every requested format, and return the exit code."""
    assert session.format is not None
    papers = {name: file for name, file in outputs.items() if to_files(name)}
    if papers and _misses_input(run):
        # Nobody is told that a report is missing because a name was mistyped.
        outputs = {name: file for name, file in outputs.items() if name not in papers}
        unwritten_papers = [
            Problem("run.not-handed-out", Location(file), {"name": name})
            for name, file in papers.items()
        ]
        complain(session.lang, unwritten_papers)
        run = replace(run, problems=(*run.problems, *unwritten_papers))
    plain = Style(session.lang, show=show, tell=partial(_tell, session.lang))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    places = list(outputs.values())
    try:
        write_whole({file: _contents(name, run, plain) for name, file in outputs.items()})
        if summary and "github" in (session.format, *outputs):
            places = [summary]
            _append_summary(summary, run, plain)
    except (OSError, UsageError) as exc:
        # Standard output shows these problems too, with the final exit code.
        problems = unwritten(exc, *places) if isinstance(exc, OSError) else exc.problems
        complain(session.lang, problems)
        run = replace(run, problems=(*run.problems, *problems))
    write(pieces(session.format, run, style(session.lang)._replace(show=show)), session.format)
    return run.exit_code


def _tell(lang: Lang, note: Problem) -> None:
    """Say on standard error what a file could not hold."""
    complain(lang, [note])


def _misses_input(run: Run) -> bool:
    """Whether something that the call names is unusable or is not there at all."""
    named = ("source.not-found", "run.no-match", "run.folder-outside", "run.empty-folder")
    return (
        run.failed
        or bool(run.problems)
        or any(file.problems[0].key in named and file.subject is None for file in run.rejected)
    )


def _contents(name: str, run: Run, style: Style) -> Iterable[str | bytes] | Mapping[str, str]:
    """Return what a format has in pieces, or its texts where it is a folder."""
    return render_files(name, run, style) if is_folder(name) else pieces_of_file(name, run, style)


def _for_files_only(name: str, where: Location | None = None) -> UsageError:
    """Return the refusal to print the format ``name``, with the option that writes it."""
    values = {"name": name, "place": "FOLDER" if is_folder(name) else "FILE"}
    return UsageError([Problem("usage.to-files", where, values)])


def _outputs(written: Sequence[str]) -> dict[str, str]:
    """Return the file of each format requested as ``NAME=FILE``."""
    outputs: dict[str, str] = {}
    for output in written:
        name, equals, file = output.partition("=")
        if not equals or not file:
            raise UsageError([Problem("usage.output", None, {"written": output})])
        require_one_of("--output", name, formats())
        if to_files(name) and file == STDIN:
            raise _for_files_only(name)
        if name in outputs:
            raise UsageError([Problem("usage.output-twice", None, {"name": name})])
        check_installed(name)
        outputs[name] = file
    return outputs


class _Progress:
    """A progress bar on standard error for many files, if that is a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self.shows = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        if total < MANY:
            return
        if self._bar is None:
            from rich.console import Console  # noqa: PLC0415  # seldom needed
            from rich.progress import Progress  # noqa: PLC0415

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def _append_summary(file: str, run: Run, style: Style) -> None:
    """Append the run to the summary of the job, shortened to the remaining room."""
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
        except OSError:  # half a page would garble later pages
            page.truncate(size)
            raise
