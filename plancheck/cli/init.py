"""``plancheck init``: a blank report, one for each subject of a roster, or a blank roster."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from plancheck.analysis.listing import Listing, list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.authoring.template import Keys, schema_name, template
from plancheck.cli.list_obligations import listed
from plancheck.cli.options import NO_VALUE, Call, RosterOrNone, in_shell, require_one_of, takes
from plancheck.cli.output_files import check_new, check_targets, folder_name
from plancheck.cli.streams import save, style, write
from plancheck.errors import Location, Problem, RosterError, UsageError
from plancheck.formats.shared.file_names import file_names
from plancheck.inputs.roster import Roster, RosterEntry
from plancheck.language.message import Lang
from plancheck.language.wording import joined, say
from plancheck.plan.model import Plan
from plancheck.verdicts.discovery import SHEETS, SUFFIXES
from plancheck.verdicts.exit_codes import COMPLIANT

PARSER = RosterOrNone
YAML, XLSX = "yaml", "xlsx"
AS = (YAML, XLSX)
"""What ``--as`` takes: the kinds of file that a report is written to."""
FILL_IN = {YAML: "init.fill-in", XLSX: "init.fill-in-form"}
"""How each is filled in, by the keys of messages."""
_NEVER = ("csv", "doc", "docx", "et", "ods", "pdf", "wps", "xls", "xlsb", "xlsm")
"""Endings of files that other programs open, so that no YAML may go by them."""


@takes("province", "tier", "roster", "plan")
def command(
    call: Call,
    keys: Annotated[str, typer.Option("--keys", metavar="en|zh", help="help.keys")] = Keys.EN,
    file: Annotated[
        str | None, typer.Option("-o", metavar="FILE|FOLDER", help="help.init-file")
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="yaml|xlsx", help="help.init-as")
    ] = None,
) -> int:
    require_one_of("--keys", keys, list(Keys))
    kind = _kind(as_, file)
    if kind == XLSX and keys != Keys.EN:
        raise UsageError([Problem("usage.keys-of-yaml")])
    if kind == XLSX and file is None:
        raise UsageError([Problem("usage.xlsx-to-file")])
    if call["roster"] == NO_VALUE:
        return _write_roster(call, Keys(keys), file, kind)
    if call["province"] is not None:
        return _write_form(call, Keys(keys), file, kind)
    if call["roster"] is not None:
        return _write_forms(call, Keys(keys), file, kind)
    raise _no_subject(call)


def _no_subject(call: Call) -> UsageError:
    """Return the problem that nothing says whose report to write, with an example by the plan."""
    plan = call.plan
    option, name = f"--{plan.subject_key}", "上海"
    if plan.subject_key == "subject":
        name = in_shell(next(iter(plan.subject_names), "示例单位"))
    example = f"plancheck init{call.plan_option} {option} {name}"
    return UsageError([Problem("usage.missing", None, {"name": option, "example": example})])


def _kind(as_: str | None, file: str | None) -> str:
    """Return the kind of file to write: that of ``--as``, else what the name of ``file`` says.

    Raises UsageError where the two differ, or the name is that of another kind of file.
    """
    ending = os.path.splitext(file or "")[1].lower().removeprefix(".")
    named = {"yml": YAML}.get(ending, ending)
    if named in _NEVER:
        raise UsageError([Problem("usage.init-end", Location(str(file)), {"ending": f".{ending}"})])
    if as_ is None:
        return XLSX if named == XLSX else YAML
    require_one_of("--as", as_, AS)
    if named in AS and named != as_:
        raise UsageError([Problem("usage.as-other", Location(str(file)), {"kind": as_})])
    return as_


def _blank(
    listing: Listing, entry: RosterEntry | None, call: Call, keys: Keys, kind: str
) -> str | bytes:
    """Return the blank report for the subject of ``listing``, in YAML or as a form in Excel."""
    lang, option = call.session.lang, call.plan_option
    if kind == YAML:
        return template(listing, lang=lang, keys=keys, entry=entry, plan_option=option)
    from plancheck.authoring.conversion import blank_form  # noqa: PLC0415  # seldom needed

    return blank_form(listing, lang=lang, entry=entry, plan_option=option)


def _write_form(call: Call, keys: Keys, file: str | None, kind: str) -> int:
    """Write the report of one subject."""
    listing, known = listed(call)
    entry = known.entry(listing.subject) if known and listing.subject else None
    text = _blank(listing, entry, call, keys, kind)
    if file is None:
        write(str(text), "json")
        return COMPLIANT
    _check_new(call, file, kind)
    texts = {file: text}
    schema = os.path.join(os.path.dirname(file), schema_name(listing.plan))
    if kind == YAML and not os.path.lexists(schema):
        # The reports of all provinces share the schema, so editors suggest all obligations.
        texts[schema] = schema_text(Kind.REPORT, list_obligations(listing.plan))
    save(texts)
    said = [("init.written", file), (FILL_IN[kind], file), ("init.then", in_shell(file))]
    if kind == XLSX and listing.tier is None and listing.plan.tiers:
        said.insert(1, ("convert.no-tier", file))
    if schema in texts:
        said.insert(1, ("init.schema-too", schema))
    lang, plan = call.session.lang, call.plan_option
    write("".join(say(lang, key, {"file": path, "plan": plan}) + "\n" for key, path in said))
    return COMPLIANT


def _check_new(call: Call, file: str, kind: str) -> None:
    """Raise UsageError unless ``file`` can be written, fits its kind and is not there yet."""
    if kind == XLSX and not file.lower().endswith(f".{XLSX}"):  # Excel would not open it
        raise UsageError([Problem("usage.xlsx-end", Location(file), {"name": file})])
    check_new(file, _inputs(call))


def _inputs(call: Call) -> Iterator[str]:
    """Yield the files that the call reads."""
    yield from call.plan_files
    if call["roster"] not in (None, NO_VALUE):
        yield call["roster"]


# --- a roster ------------------------------------------------------------------------------------


def _write_roster(call: Call, keys: Keys, file: str | None, kind: str) -> int:
    """Write a blank roster of all subjects of the plan."""
    from plancheck.authoring.blank_roster import blank_roster  # noqa: PLC0415  # seldom needed
    from plancheck.authoring.workbook.roster import roster_workbook  # noqa: PLC0415  # seldom needed

    if "flag" in (call.settings["province"].origin, call.settings["tier"].origin):
        # That asks for the report of one subject: the name of the roster was left out.
        raise UsageError([Problem("usage.needs-value", None, {"name": "--roster"})])
    plan, lang = call.plan, call.session.lang
    if not plan.subject_names:
        raise UsageError([Problem("usage.no-subjects")])
    if kind == XLSX:
        text: str | bytes = roster_workbook(plan, lang=lang)
    else:
        text = blank_roster(plan, lang=lang, keys=keys)
    if file is None:
        write(str(text), "json")
        return COMPLIANT
    _check_new(call, file, kind)
    save({file: text})
    said = [("init.written", file), (FILL_IN[kind], file), ("init.roster-then", in_shell(file))]
    options = {"as": f" --as {XLSX}" if kind == XLSX else "", "plan": call.plan_option}
    write("".join(say(lang, key, {"file": path, **options}) + "\n" for key, path in said))
    return COMPLIANT


# --- the reports of a roster ---------------------------------------------------------------------


def _write_forms(call: Call, keys: Keys, folder: str | None, kind: str) -> int:
    """Write a report for each subject of the roster, but none over one that is there."""
    _check_folder(folder)
    assert folder is not None
    plan = call.plan
    roster = call.roster(plan)
    assert roster is not None
    texts = _forms(call, plan, roster, keys, kind)
    found = _found(folder, texts)
    new = {name: text for name, text in texts.items() if name not in found}
    schema = schema_name(plan)
    written = len(new)
    if kind == YAML and not os.path.lexists(os.path.join(folder, schema)):
        new[schema] = schema_text(Kind.REPORT, list_obligations(plan))
    if os.path.lexists(folder):
        files = {os.path.join(folder, name): text for name, text in new.items()}
        check_targets(list(files), _inputs(call))
        save(files)
    else:
        check_targets([folder], _inputs(call), [folder])
        save({folder: new})
    _tell(call, folder, written, found, schema=schema in new)
    return COMPLIANT


def _check_folder(folder: str | None) -> None:
    """Raise UsageError unless ``folder`` is one, or may become one."""
    if folder is None:
        raise UsageError([Problem("usage.forms-nowhere")])
    name = folder_name(folder)
    if os.path.islink(name):
        raise UsageError([Problem("output.link", Location(folder))])
    if not os.path.isdir(folder) and (
        folder in ("", "-") or os.path.lexists(name) or name.lower().endswith((*SUFFIXES, *SHEETS))
    ):
        raise UsageError([Problem("output.forms-folder", Location(folder))])


def _forms(call: Call, plan: Plan, roster: Roster, keys: Keys, kind: str) -> dict[str, str | bytes]:
    """Return the blank report of each subject of ``roster``, by the name of its file.

    Raises UsageError where there is none or two have one name, and RosterError with all that
    contradicts the tier of the call.
    """
    from plancheck.verdicts.expected import expected_of  # noqa: PLC0415  # seldom needed

    tier = call.terms(plan).tier
    names = file_names((item.subject for item in expected_of(plan, roster)), f".{kind}")
    texts, problems = dict[str, str | bytes](), list[Problem]()
    for subject, name in names.items():
        try:
            listing = list_obligations(plan, subject=subject, tier=tier, roster=roster)
        except RosterError as exc:
            problems += exc.problems
            continue
        texts[name] = _blank(listing, roster.entry(subject), call, keys, kind)
    if problems:
        raise RosterError(problems)
    return texts


def _found(folder: str, texts: Mapping[str, str | bytes]) -> dict[str, bool]:
    """Return which files of ``texts`` are in ``folder`` already, and whether with another content.

    Raises UsageError for a link, or what cannot be read as a file.
    """
    found, problems = dict[str, bool](), list[Problem]()
    for name, text in texts.items():
        path = os.path.join(folder, name)
        if os.path.islink(path):
            problems.append(Problem("output.link", Location(path)))
        elif os.path.isfile(path):
            found[name] = not _holds(path, text if isinstance(text, bytes) else text.encode())
        elif os.path.lexists(path):
            problems.append(Problem("output.not-a-file", Location(path)))
    if problems:
        raise UsageError(problems)
    return found


def _holds(path: str, content: bytes) -> bool:
    """Whether the file at ``path`` has just this content; raises UsageError if it is unreadable."""
    try:
        with open(path, "rb") as file:
            return file.read(len(content) + 1) == content
    except OSError as exc:
        problem = Problem("source.unreadable", Location(path), {"why": exc.strerror})
        raise UsageError([problem]) from None


def _tell(
    call: Call, folder: str, written: int, found: Mapping[str, bool], *, schema: bool
) -> None:
    """Say what was written, what was left as it was, and what comes next."""
    changed = [name for name, differs in found.items() if differs]
    counts = {
        "init.forms": written,
        "init.forms-same": len(found) - len(changed),
        "init.forms-left": len(changed),
    }
    lang = call.session.lang
    values = {"folder": folder, "names": joined(lang, changed)}
    said = [say(lang, key, {**values, "count": n}) for key, n in counts.items() if n]
    if schema:
        path = os.path.join(folder, schema_name(call.plan))
        said.insert(bool(written), say(lang, "init.schema-too", {"file": path}))
    said.append(say(lang, "init.forms-send"))
    commands = {"folder": in_shell(folder), "roster": in_shell(call["roster"])}
    commands["plan"] = call.plan_option
    lines = [*_wrapped(said, lang), say(lang, "init.forms-then", commands)]
    write("".join(f"{line}\n" for line in lines))


def _wrapped(sentences: Sequence[str], lang: Lang) -> Iterator[str]:
    """Yield ``sentences`` in lines as wide as the terminal; in a pipe they stay whole."""
    width = style(lang).width
    if width is None:
        yield from sentences
        return
    from plancheck.formats.shared.terminal import filled  # noqa: PLC0415  # on terminals only

    for sentence in sentences:
        yield from filled(sentence, width, 2)
