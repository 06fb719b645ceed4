"""Every sentence stands in both languages, with the same values, and is used."""

from __future__ import annotations

import errno
import os
import re
import string
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pytest

from plancheck.analysis.difference import REWORDED
from plancheck.analysis.listing import CLASS, LEVELS
from plancheck.analysis.verification import Match
from plancheck.cli.options import OPTIONS
from plancheck.errors import Location, Medium, Problem
from plancheck.formats.pages.progress import COUNTED
from plancheck.formats.shared.open_points import Kind
from plancheck.inputs.form_sheets import CHECKLIST, ROSTER_TABLES
from plancheck.inputs.roster import Roster, RosterEntry
from plancheck.language import messages
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.language.sentences import problem_text
from plancheck.language.wording import escape_invisible, format_value, say
from plancheck.plan.columns import Column
from plancheck.plan.model import Plan
from plancheck.plan.parts import Group, Obligation, Section, Task, Unassessed
from plancheck.reading.kinds import FileKind
from plancheck.reading.models import Cure
from plancheck.reading.values import Meant, Status
from plancheck.requirements import KINDS
from plancheck.requirements.base.standing import Level
from plancheck.requirements.base.wording import Text
from plancheck.requirements.quota.asks import Quota
from plancheck.verdicts import scenarios
from plancheck.verdicts.discovery import EXCLUDED, FORMS, HIDDEN, LOCK, OTHER
from plancheck.verdicts.receipt import FindingReceipt
from plancheck.verdicts.result import Head, Outcome, Verdict
from plancheck.verdicts.run import EVIDENCE
from tests.conftest import ROOT


@cache
def code() -> dict[str, str]:
    """Return the text of every module but the sentences themselves."""
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for file in sorted((ROOT / "plancheck").rglob("*.py"))
        if file.parent.name != "messages"
    }


FAMILIES = (
    "fmt aspect diff explain why judged column "
    "trace lint template point log kind rollup baseline config page workbook "
    "source yaml schema field name plan facts file report waivers run usage output internal "
    "finding note help table list page verify sheet xlsx"
).split()
KEY = re.compile(rf'"((?:{"|".join(FAMILIES)})\.[a-z][a-z-]*)"')


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_stands_in_both_languages() -> None:
    assert [key for key, message in MESSAGES.items() if not (message.zh and message.en)] == []


def test_both_languages_name_the_same_values() -> None:
    # What a sentence of one language needs no word for may be left out there, but only these.
    spared = {"worlds", "unit", "spelled", "gap"}
    assert [k for k, m in MESSAGES.items() if not fields(m.zh) ^ fields(m.en) <= spared] == []


def test_no_key_is_in_two_files() -> None:
    files = iter_modules(messages.__path__, f"{messages.__name__}.")
    keys = [key for file in files for key in import_module(file.name).MESSAGES]
    keys += [key for kind in KINDS.values() for key in kind.MESSAGES]
    assert sorted(keys) == sorted(MESSAGES)


def test_english_is_english() -> None:
    foreign = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
    assert [k for k, m in MESSAGES.items() if foreign.search(m.en.replace("上海", ""))] == []


def test_chinese_prints_on_a_chinese_windows() -> None:
    for message in MESSAGES.values():
        message.zh.encode("gbk")


def test_every_key_in_the_code_has_its_sentence() -> None:
    keys = {(name, key) for name, text in code().items() for key in KEY.findall(text)}
    unknown = {(name, key) for name, key in keys if key not in MESSAGES}
    assert [key for key in unknown if not key[1].endswith((".yaml", ".py"))] == []


ASPECTS = (
    "id title from to subjects tiers classes metrics source level when_designated when_allotted "
    "when_class milestones decimals "
    "status due at_least at_most exactly subject named metric counted_by pace unit per evidence "
    "trial total"
).split() + sorted(REWORDED)
FACTS = [level for level in LEVELS if level not in list(Level) and CLASS not in level]
FORM_SHEETS = ("cover", "tasks", "records", "units", "evidence", "blind", "unread")
WHO = ("noun", "everyone", "each", "nation", "national")
RECEIPTS = ("report", "roster", "waivers")
PLACES = {
    f"place.{name.removesuffix('_place')}.{medium}"
    for message in MESSAGES.values()
    for name in fields(message.zh)
    if name.endswith("_place")
    for medium in Medium
}
NEEDED = {
    mark.needed
    for model in (Plan, Section, Group, Task, Obligation, Unassessed, Quota)
    for field in model.model_fields.values()
    for mark in field.metadata
    if isinstance(mark, Cure)
}
COMPUTED = (
    *PLACES,
    *(f"aspect.{name}" for name in ASPECTS),
    *(f"roster-sheet.{table.sheet.field}" for table in ROSTER_TABLES),
    *(f"diff.{name}" for name in ("new", "dropped", "changed", "reworded", "before", "now")),
    *(f"column.{column}" for column in Column),
    *(f"why.{name}" for name in ("designated", "allotted", "none-allotted")),
    *(
        f"why.{fact}-{lack}"
        for fact in ("designation", "allotment", "class")
        for lack in ("open", "not-in-roster", "unconfirmed")
    ),
    *(f"trace.{name}-tier" for name in ("number", "number-day", "deadline")),
    *(f"verdict.{verdict}" for verdict in Verdict),
    *(f"outcome.{outcome}" for outcome in Outcome),
    *(f"status.{status}" for status in Status),
    *(f"level.{level}" for level in [*LEVELS, "none", "unknown", "trial"]),
    "open.open",
    *(f"{part}.{kind}" for part in ("question", "next") for kind in ("open", "confirm")),
    *(f"needed.{name}" for name in sorted(NEEDED)),
    *(f"table.short.{level}" for level in ("mandatory", "optional", "none", "unknown", "trial")),
    *(f"list.{way}{facts}" for facts in FACTS for way in ("", "or-")),
    *(f"if.{fact}" for fact in ("designated", "allotted", CLASS)),
    *(f"{kind}.{fact}" for kind in ("fact", "supply") for fact in scenarios.FACTS),
    *(f"{word}.{who}" for word in WHO for who in ("province", "subject")),
    *(f"bound.{bound}" for bound in ("at_least", "at_most", "exactly")),
    *(f"origin.{origin}" for origin in ("report", "roster", "option")),
    *(f"ledger.{part}" for part in ("outside", "repeated")),
    *(f"table.{name}" for name in "task obligation level asked reported verdict place".split()),
    "finding.not-started",
    "finding.not-undertaken",
    *(f"kind.{kind}" for kind in Kind),
    *(f"filekind.{kind}" for kind in FileKind),
    *(f"template.{key}" for key in ("as_of", "designated", "allotments", "evidence", "units")),
    "template.classes",
    *(f"template.{key}" for key in Head._fields),
    *(f"template.roster-{key}" for key in (*Roster.model_fields, *RosterEntry.model_fields)),
    *(f"template.roster-{part}" for part in ("title", "blank")),
    *(f"notice.part-{number}" for number in range(1, 7)),
    *(f"form.{key}" for key in (*Head._fields, "approved_by")),
    *(f"sheet.{part}-{name}" for part in ("name", "guide") for name in FORM_SHEETS),
    *(f"sheet.column-{heading.field.replace('_', '-')}" for heading in CHECKLIST.headings),
    *(f"said.{key}" for key in ("note", "reason", "next_steps")),
    *(f"draft.ask-{kind}" for kind in ("open", "confirm")),
    "template.status",
    *(f"run.form-{form}" for form in FORMS),
    *(f"skipped.{kind}" for kind in (EVIDENCE, EXCLUDED, HIDDEN, LOCK, OTHER)),
    *(f"skipped.{kind}" for kind in FileKind if kind is not FileKind.REPORT),
    *(f"{kind}.{file}-sum" for kind in ("log", "page") for file in RECEIPTS),
    *(f"verify.{kind}-{state}" for kind in RECEIPTS[1:] for state in ("changed", "missing")),
    *(f"verify.rules-{state}" for state in ("changed", "reworded")),
    *(f"verify.state-{state}" for state in Match if state is not Match.REWORDED),
    *(f"verify.of-{name}" for name in (*FindingReceipt._fields, "outcome", "problems")),
    *(f"verify.of-{name}" for name in ("subject", "tier", "as_of", "failure")),
    *(f"meant.{meant}" for meant in Meant),
    *(f"progress.{kind}" for kind in COUNTED),
    *(f"progress.count-{kind}" for kind in (*COUNTED, "fell")),
    *(f"system.{name}" for name in errno.errorcode.values()),
    *(f"config.{origin}" for origin in ("flag", "default")),
    *(f"help.{option}" for option in (*OPTIONS, "config")),
    *(key for key in MESSAGES if key.startswith(("examples.", "codes."))),
)


def test_every_sentence_is_used() -> None:
    written = "".join(code().values())
    # What to do about a finding is found by the key of the finding.
    keys = {key: key.removeprefix("todo.") for key in MESSAGES}
    unused = {key for key in keys if f'"{key}"' not in written and key not in COMPUTED}
    unused -= {k for k in unused if k != keys[k] and f'"{keys[k]}"' in written}
    assert unused - {key for key in unused if keys[key] in COMPUTED} == set()


def test_every_place_in_a_sentence_has_its_words_in_every_medium() -> None:
    assert {key for key in MESSAGES if key.startswith("place.") and key.count(".") == 2} == PLACES


def test_values_are_shown_in_the_language() -> None:
    assert format_value(Lang.ZH, Status.INTERIM) == "阶段性成果"
    assert format_value(Lang.EN, Text(zh="次", en="sessions")) == "sessions"
    assert format_value(Lang.ZH, ["甲", "乙"]) == "甲、乙"
    assert format_value(Lang.EN, ["甲", "乙"]) == "甲, 乙"
    assert format_value(Lang.ZH, None) == "—"


@pytest.mark.parametrize("name", [key for key in MESSAGES if key.startswith("system.")])
def test_what_the_system_says_is_said_in_the_language(name: str) -> None:
    number = getattr(errno, name.removeprefix("system."))
    problem = Problem("run.list-unreadable", Location("f"), {"why": os.strerror(number)})
    for lang, message in zip(Lang, MESSAGES[name], strict=True):
        assert message in problem_text(lang, problem)


def test_what_the_system_says_otherwise_stays_as_it_is() -> None:
    problem = Problem("run.list-unreadable", Location("f"), {"why": "no\x1b such thing"})
    assert problem_text(Lang.ZH, problem) == r"无法读取文件清单（no\u{1b} such thing）"


def test_did_you_mean_only_where_something_is_near() -> None:
    near = Problem("schema.unknown-key", Location("f"), {"key": "tesks", "near": ["tasks"]})
    assert problem_text(Lang.ZH, near) == "没有“tesks”这一项；是不是 tasks？"
    assert problem_text(Lang.EN, near) == 'unknown key "tesks"; did you mean tasks?'
    far = Problem("schema.unknown-key", Location("f"), {"key": "x", "near": []})
    assert problem_text(Lang.EN, far) == 'unknown key "x"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("上海 𠮷野", "上海 𠮷野"),
        ("\x1b]0;x\x07", "\\u{1b}]0;x\\u{7}"),
        ("a\nb", "a⏎b"),
        ("\u202eabc", "\\u{202e}abc"),
        ("a\u200bb", "a\\u{200b}b"),
        ("\udcff", "\\u{dcff}"),
        ("\x9b31m", "\\u{9b}31m"),
    ],
)
def test_what_acts_is_made_visible(text: str, shown: str) -> None:
    assert escape_invisible(text) == shown


def test_a_value_cannot_smuggle_format_fields() -> None:
    problem = Problem("schema.unknown-key", None, {"key": "{near}{0}", "near": []})
    assert "{near}{0}" in problem_text(Lang.ZH, problem)
    assert say(Lang.EN, "source.tag", {"name": "!\x1b[31m"}).count("\x1b") == 0
