"""Every sentence stands in both languages, with the same values, and is used."""

from __future__ import annotations

import re
import string

import pytest

from plancheck import scenarios
from plancheck.difference import REWORDED
from plancheck.errors import Location, Problem
from plancheck.fields import Meant, Status
from plancheck.inputs import EXCLUDED, FORMS, HIDDEN, LOCK, OTHER
from plancheck.kinds import FileKind
from plancheck.listing import LEVELS
from plancheck.messages import MESSAGES, Lang
from plancheck.official import Column
from plancheck.plan import Level, Text
from plancheck.renderers._points import Kind
from plancheck.result import Outcome, Verdict
from plancheck.run import EVIDENCE
from plancheck.wording import problem_text, say, show, visible
from tests.conftest import ROOT

CODE = {
    file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
    for file in sorted((ROOT / "plancheck").rglob("*.py"))
    if file.name != "messages.py"
}
KINDS = (
    "fmt aspect diff explain why judged column "
    "trace lint template point log kind rollup baseline config page "
    "source yaml schema field name plan facts file report waivers run usage output internal "
    "finding note help table list page"
).split()
KEY = re.compile(rf'"((?:{"|".join(KINDS)})\.[a-z][a-z-]*)"')


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_name_the_same_values(key: str) -> None:
    message = MESSAGES[key]
    assert message.zh
    assert message.en
    # What a sentence of one language needs no word for may be left out there, but only these.
    spared = {"worlds", "unit", "spelled", "gap"}
    assert fields(message.zh) ^ fields(message.en) <= spared, key


@pytest.mark.parametrize("key", MESSAGES)
def test_english_is_english_and_chinese_prints_on_a_chinese_windows(key: str) -> None:
    message = MESSAGES[key]
    assert not re.search(
        "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", message.en.replace("上海", "")
    )
    message.zh.encode("gbk")


def test_every_key_in_the_code_has_its_sentence() -> None:
    for name, text in CODE.items():
        for key in KEY.findall(text):
            if key.removesuffix("-").count(".") == 1 and not key.endswith((".yaml", ".py")):
                assert key in MESSAGES, (name, key)


ASPECTS = (
    "id title from to subjects tiers metrics source level when_designated when_allotted "
    "status due at_least at_most exactly subject named metric counted_by unit per evidence total"
).split() + sorted(REWORDED)
FACTS = [level for level in LEVELS if level not in list(Level)]
COMPUTED = (
    *(f"aspect.{name}" for name in ASPECTS),
    *(f"diff.{name}" for name in ("new", "dropped", "changed", "reworded", "before", "now")),
    *(f"column.{column}" for column in Column),
    *(f"why.{name}" for name in ("designated", "allotted", "none-allotted")),
    *(
        f"why.{fact}-{lack}"
        for fact in ("designation", "allotment")
        for lack in ("open", "not-in-roster", "unconfirmed")
    ),
    *(f"trace.{name}-tier" for name in ("number", "deadline")),
    *(f"verdict.{verdict}" for verdict in Verdict),
    *(f"outcome.{outcome}" for outcome in Outcome),
    *(f"status.{status}" for status in Status),
    *(f"level.{level}" for level in [*LEVELS, "none", "unknown"]),
    *(f"list.{way}{facts}" for facts in FACTS for way in ("", "or-")),
    *(f"{kind}.{fact}" for kind in ("fact", "supply") for fact in scenarios.FACTS),
    *(f"bound.{bound}" for bound in ("at_least", "at_most", "exactly")),
    *(f"origin.{origin}" for origin in ("report", "roster", "option")),
    *(f"ledger.{part}" for part in ("outside", "repeated")),
    *(f"table.{name}" for name in "task obligation level asked reported verdict place".split()),
    "finding.not-started",
    "finding.not-undertaken",
    *(f"kind.{kind}" for kind in Kind),
    *(f"filekind.{kind}" for kind in FileKind),
    *(f"template.{key}" for key in ("as_of", "designated", "allotments", "evidence", "units")),
    "template.status",
    *(f"run.form-{form}" for form in FORMS),
    *(f"skipped.{kind}" for kind in (EVIDENCE, EXCLUDED, HIDDEN, LOCK, OTHER)),
    *(f"skipped.{kind}" for kind in FileKind if kind is not FileKind.REPORT),
    *(f"meant.{meant}" for meant in Meant),
    *(f"config.wants-{kind}" for kind in ("text", "texts", "flag", "count")),
    *(f"config.{origin}" for origin in ("flag", "default")),
)


@pytest.mark.parametrize("key", MESSAGES)
def test_every_sentence_is_used(key: str) -> None:
    used = any(f'"{key}"' in code for code in CODE.values())
    of_open_finding = key.startswith("todo.") and f'"{key.removeprefix("todo.")}"' in "".join(
        CODE.values()
    )
    assert used or of_open_finding or key in COMPUTED or key.removeprefix("todo.") in COMPUTED


def test_values_are_shown_in_the_language() -> None:
    assert show(Lang.ZH, Status.INTERIM) == "阶段性成果"
    assert show(Lang.EN, Text(zh="次", en="sessions")) == "sessions"
    assert show(Lang.ZH, ["甲", "乙"]) == "甲、乙"
    assert show(Lang.EN, ["甲", "乙"]) == "甲, 乙"
    assert show(Lang.ZH, None) == "—"


def test_did_you_mean_only_where_something_is_near() -> None:
    near = Problem("schema.unknown-key", Location("f"), {"key": "tesks", "near": ["tasks"]})
    assert problem_text(Lang.ZH, near) == "没有“tesks”这一项；是不是 tasks？"
    assert problem_text(Lang.EN, near) == 'there is no key "tesks" here; did you mean tasks?'
    far = Problem("schema.unknown-key", Location("f"), {"key": "x", "near": []})
    assert problem_text(Lang.EN, far) == 'there is no key "x" here'


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
    assert visible(text) == shown


def test_a_value_cannot_smuggle_format_fields() -> None:
    problem = Problem("schema.unknown-key", None, {"key": "{near}{0}", "near": []})
    assert "{near}{0}" in problem_text(Lang.ZH, problem)
    assert say(Lang.EN, "source.tag", {"name": "!\x1b[31m"}).count("\x1b") == 0
