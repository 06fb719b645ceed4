"""The command line: the only module that prints, reads the environment, or decides an exit code."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, NoReturn, TextIO

import typer
from pydantic_core import PydanticCustomError

from plancheck import __version__
from plancheck.baseline import compare
from plancheck.config import MOST_JOBS, Setting, find, load, settle, shown
from plancheck.errors import Location, PlancheckError, Problem, UsageError, near
from plancheck.expected import Absent, expected_of, load_expected
from plancheck.facts import Terms
from plancheck.fields import read_date
from plancheck.inputs import Input, expand, read_list
from plancheck.listing import DESIGNATED, Listing, list_obligations
from plancheck.messages import MESSAGES, Lang
from plancheck.output import check_targets, write_whole
from plancheck.plan import Level, Plan, load_plan
from plancheck.renderers import (
    Style,
    for_machines,
    formats,
    listing_formats,
    render,
    render_listing,
)
from plancheck.roster import Roster, load_roster
from plancheck.run import COMPLIANT, NO_VERDICT, Run, judge
from plancheck.source import ENCODINGS
from plancheck.template import Keys, template
from plancheck.waivers import load_waivers
from plancheck.wording import problem_text, say, visible

HELP = frozenset({"-h", "--help"})
INTERRUPTED = 130
FAIL_ON = ("any", "new")
MANY = 100
"""From so many files on there is time to look at a progress bar."""
SUMMARY_BYTES = 1 << 20
"""What GitHub takes for the summary of a step; of a larger one it shows nothing at all."""
GB18030_NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf8": "utf-8"}
"""What else people call the encodings; GB18030 holds all of GBK and GB2312."""


@dataclass
class _Session:
    """What holds for the whole call, as far as it is known yet."""

    lang: Lang = Lang.ZH
    format: str | None = None


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its code; nothing escapes as a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _prepare_streams()
    session = _Session()
    try:
        session.lang = _lang(arguments)
        code = _run(arguments, session)
    except PlancheckError as exc:
        code = _failed(Run(None, problems=exc.problems), arguments, session)
    except OSError as exc:
        code = _complain(session.lang, [_unwritten(exc)])
        if sys.stdout is not None:
            _abandon(sys.stdout)
    sys.exit(code)


def _run(arguments: Sequence[str], session: _Session) -> int:
    try:
        command = typer.main.get_command(commands)
        if HELP.intersection(arguments):  # it needs all formats at hand, which a check does not
            command = _localised(command, session.lang)
        returned = command(
            list(arguments), prog_name="plancheck", standalone_mode=False, obj=session
        )
        return returned if isinstance(returned, int) else COMPLIANT
    except typer.Exit as exc:
        return exc.exit_code
    except typer.TyperException as exc:
        run = Run(None, problems=(_usage_problem(exc),))
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except PlancheckError as exc:
        run = Run(None, problems=exc.problems)
    except OSError:
        raise  # the output failed; ``main`` says so
    except (MemoryError, RecursionError):
        run = Run(None, problems=(Problem("internal.too-complex"),))
    except Exception as exc:
        if "--debug" in arguments:
            traceback.print_exc()
        why = {"why": f"{type(exc).__name__}: {exc}"}
        run = Run(None, problems=(Problem("internal.error", None, why),), failed=True)
    return _failed(run, arguments, session)


def _failed(run: Run, arguments: Sequence[str], session: _Session) -> int:
    """Say why nothing was done: on standard error, and as a document where one is asked for."""
    _complain(session.lang, run.problems)
    wanted = session.format or _written(arguments, "--format")
    wanted = wanted or os.environ.get("PLANCHECK_FORMAT", "")
    if wanted in formats() and for_machines(wanted):
        _write(render(wanted, run, Style(session.lang)), wanted)
    return run.exit_code


# The help of every option is a message key; ``_localised`` puts the sentence of the language there.
Tier = Annotated[str | None, typer.Option("--tier", help="help.tier")]
Province = Annotated[str | None, typer.Option("--province", help="help.province")]
RosterFile = Annotated[str | None, typer.Option("--roster", help="help.roster")]
WaiversFile = Annotated[str | None, typer.Option("--waivers", help="help.waivers")]
PlanFile = Annotated[str | None, typer.Option("--plan", help="help.plan")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="help.as-of")]
Format = Annotated[str | None, typer.Option("--format", help="help.format")]
Output = Annotated[
    list[str] | None, typer.Option("--output", metavar="NAME=FILE", help="help.output")
]
Encoding = Annotated[str | None, typer.Option("--encoding", help="help.encoding")]
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
Baseline = Annotated[str | None, typer.Option("--baseline", help="help.baseline")]
FailOn = Annotated[str | None, typer.Option("--fail-on", help="help.fail-on")]
Jobs = Annotated[str | None, typer.Option("--jobs", help="help.jobs")]
ConfigFile = Annotated[str | None, typer.Option("--config", help="help.config")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="help.no-config")]
ShowConfig = Annotated[bool, typer.Option("--show-config", help="help.show-config")]
Language = Annotated[str | None, typer.Option("--lang", help="help.lang")]
Debug = Annotated[bool, typer.Option("--debug", help="help.debug")]
Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT]...", help="help.reports", show_default=False)
]

commands = typer.Typer(
    help="help.app",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": sorted(HELP, key=len)},
)


@commands.callback(invoke_without_command=True)
def top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="help.version")] = False,
    language: Language = None,
    debug: Debug = False,
) -> None:
    if version:
        plan = load_plan()
        _write(f"plancheck {__version__}\n{plan.id} sha256 {plan.sha256}\n", "table")
        raise typer.Exit(COMPLIANT)
    if context.invoked_subcommand is None:
        # Nothing was asked for, so nothing was checked, and a gate must not pass on that.
        _localised(context.command, context.obj.lang)
        sys.stderr.write(context.get_help() + "\n")
        raise typer.Exit(NO_VERDICT)


@commands.command("validate", help="help.validate")
def validate(
    context: typer.Context,
    reports: Reports = None,
    files_from: FilesFrom = None,
    nul: Nul = False,
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
        "tier": tier,
        "province": province,
        "roster": roster,
        "waivers": waivers,
        "plan": plan,
        "as-of": as_of,
        "expect": expect,
        "baseline": baseline,
        "fail-on": fail_on,
        "format": format_,
        "output": output or None,
        "encoding": encoding,
        "allow-review": allow_review,
        "require-evidence": require_evidence,
        "jobs": _jobs(jobs),
        "lang": language,
    }
    session: _Session = context.obj
    if nul and files_from is None:
        raise UsageError([Problem("usage.nul-alone")])
    settings, file = _settle(flags, config, no_config=no_config)
    if show_config:
        _write(shown(settings, session.lang), "table")
        return COMPLIANT
    encoding = settings["encoding"].value.lower()
    encoding = GB18030_NAMES.get(encoding, encoding)
    settings["encoding"] = replace(settings["encoding"], value=encoding)
    for name, known in (("format", formats()), ("encoding", ENCODINGS), ("fail-on", FAIL_ON)):
        _check(name, settings[name], known)
    asked = {name: setting.value for name, setting in settings.items()}
    session.format = asked["format"]
    outputs = _outputs(asked["output"])
    if asked["fail-on"] == "new" and asked["baseline"] is None:
        raise UsageError([Problem("usage.fail-on-new")])
    listed = read_list(files_from, nul=nul) if files_from is not None else []
    paths = [*asked["reports"], *map(Input, listed)]
    if not paths and files_from is None:
        raise UsageError([Problem("usage.missing", None, {"name": "REPORT..."})])
    if outputs:
        named = [asked[name] for name in ("roster", "waivers", "plan", "baseline")]
        named += [files_from, file, None if asked["expect"] == "all" else asked["expect"]]
        read = [one.path for one in expand(paths) if isinstance(one, Input)]
        check_targets(list(outputs.values()), [*filter(None, named), *read])
    run = _judged(paths, asked)
    return _shown(run, outputs, session)


def _judged(paths: Sequence[str | Input], asked: Mapping[str, Any]) -> Run:
    """Return the run; what keeps it from being made is a problem of it."""
    run = Run(None)
    try:
        plan = load_plan(asked["plan"])
        run = Run(plan)
        roster = load_roster(asked["roster"], plan) if asked["roster"] is not None else None
        waivers = load_waivers(asked["waivers"], plan) if asked["waivers"] is not None else None
        with _Progress() as progress:
            run = judge(
                paths,
                plan,
                roster=roster,
                waivers=waivers,
                terms=_terms(plan, asked),
                encoding=asked["encoding"],
                allow_review=asked["allow-review"],
                expected=_expected(plan, roster, asked["expect"]),
                jobs=asked["jobs"],
                progress=progress,
            )
        if asked["baseline"] is not None:
            comparison = compare(asked["baseline"], plan, run.results)
            run = replace(run, comparison=comparison, only_new=asked["fail-on"] == "new")
    except PlancheckError as exc:
        run = replace(run, problems=(*run.problems, *exc.problems))
    return run


def _expected(plan: Plan, roster: Roster | None, expect: str | None) -> Sequence[Absent] | None:
    """Return who has to report, None where nobody asks."""
    if expect is None:
        return None
    if expect == "all":
        return expected_of(plan, None if plan.subject_names else roster)
    return load_expected(expect, plan)


def _shown(run: Run, outputs: Mapping[str, str], session: _Session) -> int:
    """Write ``run`` in every format asked for, and return the exit code."""
    assert session.format is not None
    plain = Style(session.lang)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    places = list(outputs.values())
    try:
        write_whole({file: render(name, run, plain) for name, file in outputs.items()})
        if summary and "github" in (session.format, *outputs):
            places = [summary]
            _append_summary(summary, run, plain)
    except OSError as exc:
        # What goes to standard output says so too, and with the code that the call ends with.
        why = {"why": exc.strerror or str(exc)}
        unwritten = [Problem("output.unwritten", Location(file), why) for file in places]
        _complain(session.lang, unwritten)
        run = replace(run, problems=(*run.problems, *unwritten))
    _write(render(session.format, run, _style(session.lang)), session.format)
    return run.exit_code


@commands.command("list-obligations", help="help.list")
def list_(
    context: typer.Context,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    plan: PlanFile = None,
    task: Annotated[list[str] | None, typer.Option("--task", help="help.task")] = None,
    level: Annotated[str | None, typer.Option("--level", help="help.level")] = None,
    format_: Annotated[str, typer.Option("--format", help="help.list-format")] = "table",
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: _Session = context.obj
    session.format = format_
    _one_of("--format", format_, listing_formats())
    flags = {"province": province, "tier": tier, "roster": roster, "plan": plan, "lang": language}
    settings, _ = _settle(flags, config, no_config=no_config)
    asked = {name: setting.value for name, setting in settings.items()}
    listing, _ = _listed(asked, tasks=task or (), level=_level(level))
    _write(render_listing(format_, listing, _style(session.lang)), format_)
    return COMPLIANT


@commands.command("init", help="help.init")
def init(
    context: typer.Context,
    province: Province = None,
    tier: Tier = None,
    roster: RosterFile = None,
    plan: PlanFile = None,
    keys: Annotated[str, typer.Option("--keys", help="help.keys")] = Keys.EN,
    file: Annotated[str | None, typer.Option("-o", metavar="FILE", help="help.file")] = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    language: Language = None,
    debug: Debug = False,
) -> int:
    session: _Session = context.obj
    _one_of("--keys", keys, list(Keys))
    flags = {"province": province, "tier": tier, "roster": roster, "plan": plan, "lang": language}
    settings, _ = _settle(flags, config, no_config=no_config)
    asked = {name: setting.value for name, setting in settings.items()}
    if asked["province"] is None:
        raise UsageError([Problem("usage.missing", None, {"name": "--province"})])
    listing, known = _listed(asked)
    entry = known.entry(listing.subject) if known and listing.subject else None
    text = template(listing, lang=session.lang, keys=Keys(keys), entry=entry)
    if file is None:
        _write(text, "json")
        return COMPLIANT
    check_targets([file], [path for path in (asked["plan"], asked["roster"]) if path])
    if os.path.lexists(file):  # it may be a report that somebody has filled in
        raise UsageError([Problem("output.exists", Location(file))])
    write_whole({file: text})
    return COMPLIANT


def _listed(
    asked: Mapping[str, Any], *, tasks: Sequence[str] = (), level: str | None = None
) -> tuple[Listing, Roster | None]:
    """Return what is asked of whom, and the roster it is settled with."""
    plan = load_plan(asked["plan"])
    roster = load_roster(asked["roster"], plan) if asked["roster"] is not None else None
    terms = _terms(plan, asked)
    listing = list_obligations(
        plan, subject=terms.subject, tier=terms.tier, roster=roster, tasks=tasks, level=level
    )
    return listing, roster


COMMANDS = tuple(str(command.name) for command in commands.registered_commands)


def _localised(command: Any, lang: Lang) -> Any:
    """Return ``command`` with the message keys in its help replaced by sentences of ``lang``."""
    values = {"formats": ", ".join(formats()), "listing_formats": ", ".join(listing_formats())}
    command.help = say(lang, command.help, values)
    for parameter in command.params:
        if parameter.help in MESSAGES:
            parameter.help = say(lang, parameter.help, values)
    help_option = command.get_help_option

    def localised_help_option(context: typer.Context) -> Any:
        option = help_option(context)
        option.help = say(lang, "help.help")
        return option

    command.get_help_option = localised_help_option
    for child in getattr(command, "commands", {}).values():
        _localised(child, lang)
    return command


# --- the request ---------------------------------------------------------------------------------


def _lang(arguments: Sequence[str]) -> Lang:
    """Return the language asked for; read before anything else, as help and errors need it."""
    origin, wanted = "--lang", _written(arguments, "--lang")
    if wanted is None:
        origin, wanted = "PLANCHECK_LANG", os.environ.get("PLANCHECK_LANG") or Lang.ZH
        # What is wrong with the file is said when a command comes to need it.
        with contextlib.suppress(PlancheckError):
            file, no_config = _written(arguments, "--config"), "--no-config" in _options(arguments)
            setting = _settle({}, file, no_config=no_config)[0]["lang"]
            origin, wanted = str(setting.origin), setting.value
    _one_of(origin, wanted, list(Lang))
    return Lang(wanted)


def _options(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments that may be options: those before ``--``."""
    return arguments[: list(arguments).index("--")] if "--" in arguments else arguments


def _written(arguments: Sequence[str], option: str) -> str | None:
    """Return the last value of ``option`` among arguments that are not parsed yet."""
    value = None
    arguments = _options(arguments)
    for place, argument in enumerate(arguments):
        if argument == option and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def _check(name: str, setting: Setting, known: Sequence[str]) -> None:
    """Raise UsageError for a word that is not one of ``known``, naming where it comes from."""
    origin = setting.origin
    if isinstance(origin, Location):
        _one_of(name, setting.value, known, origin)
    else:
        _one_of(f"--{name}" if origin == "flag" else origin, setting.value, known)


def _one_of(option: str, written: str, known: Sequence[str], where: Location | None = None) -> None:
    if written not in known:
        values = {
            "option": option,
            "written": written,
            "known": list(known),
            "near": near(written, known),
        }
        raise UsageError([Problem("usage.word", where, values)])


def _level(level: str | None) -> str | None:
    """Return the level that ``level`` names in English or Chinese."""
    if level is None:
        return None
    words = {
        word: name
        for name in (*map(str, Level), DESIGNATED)
        for word in (name, say(Lang.ZH, f"level.{name}"))
    }
    _one_of("--level", level, list(words))
    return words[level]


def _settle(
    flags: Mapping[str, Any], file: str | None, *, no_config: bool
) -> tuple[dict[str, Setting], str | None]:
    """Return every option as flag, environment, file or default have it, and the file's path."""
    if no_config and file is not None:
        raise UsageError([Problem("usage.config-both")])
    if file is None and not no_config:
        file = find(os.curdir)
    return settle(flags, os.environ, load(file) if file is not None else None), file


def _outputs(written: Sequence[str]) -> dict[str, str]:
    """Return the file for each format that is asked for as ``NAME=FILE``."""
    outputs: dict[str, str] = {}
    for one in written:
        name, equals, file = one.partition("=")
        if not equals or not file:
            raise UsageError([Problem("usage.output", None, {"written": one})])
        _one_of("--output", name, formats())
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


def _terms(plan: Plan, asked: Mapping[str, Any]) -> Terms:
    day, province, tier = None, asked["province"], asked["tier"]
    if asked["as-of"] is not None:
        try:
            day = read_date(asked["as-of"])
        except PydanticCustomError:
            raise UsageError([Problem("usage.as-of", None, {"written": asked["as-of"]})]) from None
    return Terms(
        subject=plan.find_subject(province) if province is not None else None,
        tier=plan.find_tier(tier) if tier is not None else None,
        as_of=day,
        require_evidence=asked["require-evidence"],
    )


def _usage_problem(exc: typer.TyperException) -> Problem:
    """Return what typer says about the arguments in plancheck's own words.

    The kinds of error are not part of typer's public names, so they are told by those.
    """
    kind = type(exc).__name__
    name = getattr(exc, "option_name", "")
    if kind == "NoSuchOption":
        return Problem(
            "usage.no-such-option",
            None,
            {"name": name, "near": getattr(exc, "possibilities", None) or []},
        )
    if kind == "MissingParameter":
        param = getattr(exc, "param", None)
        return Problem(
            "usage.missing",
            None,
            {"name": getattr(param, "metavar", None) or getattr(param, "name", "")},
        )
    if kind == "BadOptionUsage" and "does not take" in exc.message:
        return Problem("usage.takes-none", None, {"name": name})
    if kind == "BadOptionUsage":
        return Problem("usage.needs-value", None, {"name": name})
    if exc.message.startswith("No such command"):
        name = exc.message.split("'")[1]
        return Problem("usage.no-such-command", None, {"name": name, "near": near(name, COMMANDS)})
    extra = re.match(r"Got unexpected extra argument\S* \((.*)\)", exc.message)
    if extra:
        return Problem("usage.extra", None, {"name": extra[1]})
    return Problem("usage.other", None, {"why": exc.format_message()})


# --- streams -------------------------------------------------------------------------------------


def _style(lang: Lang) -> Style:
    """Return how to write to standard output: for a terminal, or plainly for a pipe."""
    stream = sys.stdout
    terminal = stream is not None and stream.isatty()
    color = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        color = True
    if os.environ.get("NO_COLOR"):
        color = False
    return Style(lang, _width() if terminal or os.environ.get("COLUMNS") else None, color)


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _prepare_streams() -> None:
    """Make output unable to fail on a character: keep an encoding that has Chinese, else UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "专利√".encode(stream.encoding)
            stream.reconfigure(errors="backslashreplace")
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class _Progress:
    """A bar on standard error while many files are read, if that is a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        if total < MANY or sys.stderr is None or not sys.stderr.isatty():
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
    with open(file, "a+b") as page:
        size = page.seek(0, os.SEEK_END)
        page.seek(max(0, size - 1))
        begin = b"" if page.read() in (b"", b"\n") else b"\n"
        room = SUMMARY_BYTES - size - len(begin)
        text = render("markdown", run, replace(style, most_bytes=room)).encode()
        if text and len(text) <= room:
            page.write(begin + text)
        else:
            _complain(style.lang, [Problem("output.no-room", Location(file))])


def _inert_in_log(text: str) -> str:
    """Return ``text`` so that a line of it is no command to the log of GitHub Actions."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    # Nobody can write into a file the checksum of a text that holds what the file says.
    token = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def _unwritten(exc: OSError) -> Problem:
    return Problem("output.failed", None, {"why": exc.strerror or str(exc)})


def _write(text: str, format_: str) -> None:
    """Write ``text`` to standard output; a machine's format in UTF-8 whatever the stream's is."""
    if sys.stdout is None:
        raise OSError("stdout")
    try:
        utf8 = for_machines(format_)
        if not utf8:
            text = _inert_in_log(text)
        if utf8 and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the verdict stands
        _abandon(sys.stdout)


def _complain(lang: Lang, problems: Sequence[Problem]) -> int:
    """Say on standard error what is wrong, and return the code for no verdict."""
    lines = [
        f"{visible(str(problem.where))}: {problem_text(lang, problem)}\n"
        if problem.where
        else f"{problem_text(lang, problem)}\n"
        for problem in problems
    ]
    try:
        if sys.stderr is not None and lines:
            sys.stderr.write(_inert_in_log("".join(lines)))
            sys.stderr.flush()
    except OSError:  # there is nowhere left to say it
        _abandon(sys.stderr)
    return NO_VERDICT


def _abandon(stream: TextIO) -> None:
    """Point ``stream`` nowhere, so that nothing complains again while Python shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
