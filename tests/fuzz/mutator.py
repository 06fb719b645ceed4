"""Inputs that nobody would write: examples and malformed files, changed at random in many ways.

The same seed and number give the same input, whatever came before it.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from plancheck.formats import render
from plancheck.inputs.loading import load_roster
from plancheck.inputs.names import Allotment
from plancheck.inputs.report import Evidence, Report
from plancheck.inputs.roster import Roster, RosterEntry
from plancheck.inputs.waivers import Waiver, Waivers, load_waivers
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.models import spellings
from plancheck.reading.values import STATUS_WORDS
from plancheck.requirements import Entry
from plancheck.requirements.quota.entry import Claim, Record
from plancheck.verdicts.judging import judge
from tests.conftest import ROOT
from tests.unit.test_source import REFUSED

KINDS = {"report": 46, "roster": 13, "waivers": 10, "plan": 12, "baseline": 12, "config": 7}
"""What an input is read as, and how often of a hundred."""


@dataclass(frozen=True)
class Case:
    """One input: what it is read as, its bytes, and chance for whatever else is to be chosen."""

    number: int
    kind: str
    content: bytes
    chance: random.Random


CONFIGS = (
    'tier = 1\nformat = "json"\nlang = "en"\nallow-review = true\n',
    '[tool.plancheck]\ntier = "一类"\n',
    'reports = ["reports/*.yaml"]\noutput = ["json=out.json", "junit=out.xml"]\njobs = 2\n',
    'province = "上海"\nas-of = 2014-06-30\nrequire-evidence = true\nencoding = "gb18030"\n',
    'roster = "roster.yaml"\nwaivers = "waivers.yaml"\nexpect = "all"\nfail-on = "new"\n',
    'baseline = """\nbefore.json"""\nplan = \'plan.yaml\'\n"lang" = "zh"\n[[tier]]\n',
)

_HEAD = "province: 上海\ntier: 1\ntasks:\n  2.framework: {status: completed, note: "
BOMBS = (
    f"{_HEAD}{'[' * 2_000}1{']' * 2_000}}}\n",
    f"{_HEAD}{'{a: ' * 1_000}1{'}' * 1_000}}}\n",
    f"{_HEAD}x}}\n" + "".join(f"  k{n}: 1\n" for n in range(25_000)),
    f"{_HEAD}x}}\n  15.training: {{sessions: {'9' * 60_000}}}\n",
)
"""Reports that are good but for one thing; there is too much of it."""

# --- what is put in ------------------------------------------------------------------------------

LINES = (
    *("a: &x 1\n", "b: *x\n", "<<: *x\n", "<<: {tier: 1}\n", "%YAML 1.99\n", "---\n", "...\n"),
    *("? [a]\n: 1\n", "? a\n", "- - - x\n", "note: |\n  x\n", "note: >6\n", "note: |2-\n x\n"),
    *("note: !!python/name:os.system x\n", "x: !t y\n", "x: !<tag:x> y\n", "<<<<<<< HEAD\n"),
    *("=======\n", ">>>>>>> main\n", "\ttier: 1\n", "  \t\n", "tier：1\n", "省份：上海\n"),
    *("\u3000tier: 1\n", "tier:\u00a01\n", "a: [1, 2\n", "a: {b: c\n", "a: 'x\n", 'a: "x\n'),
    *("a: ]\n", "a: }\n", "@a: b\n", "`a: b\n", "a: @b\n", "#\n", "# \u202e\n", "a: b: c\n"),
    *("tasks: []\n", "tasks: ~\n", "evidence: {}\n", "designated: 无\n", "allotments: {}\n"),
    *("province: 上海\n", "subject: national\n", "as_of: 2013-01-01\n", "as_of: 9999-12-31\n"),
    *("format: plancheck.roster/1\n", "format: plancheck.report/2\n", "plan: openssf-badge\n"),
    *("  15.bases: {units: {示例: {sessions: 6}, 示例: ~}}\n", "  18: not-undertaken\n"),
    *("  15.training: {sessions: 6, records: [{date: 2014-02-30}, {name: ''}]}\n", "x" * 300),
    *("  9: {participants: 0, date: 2014-12-31, evidence: [Z01, Z99]}\n", "a: =\n", "~: ~\n"),
    *('a: "\\x1b[31m"\n', 'a: "\\ud800"\n', 'a: "\\u202e"\n', 'a: "\\U000e0041"\n', '"\\0": 1\n'),
    *("a: https://example.org/a?x=1&y=2\n", "a: {b: https://example.org/?x=1&y=2, c: '?&'}\n"),
    *("a: {b:[c]}\n", "a: {b: , c?: d}\n", "a:\t[b,\tc]\t# d\n", "- {a:\n\tb}\n", 'a: "\t\\u5"\n'),
    *("::error::x\n", "a: '##vso[task.complete]'\n", "a: '=1+1'\n", "a: ']]>'\n", "{{}}\n"),
)
SIGNS = (
    *"：，、；。（）【】［］｛｝“”‘’　＃－＊＆！＠％～０６９ＡＺ〇十百千万约余",
    *(
        ":",
        ",",
        "-",
        "?",
        "? ",
        "/?a=1&b=*",
        "|",
        "|#",
        ">",
        "&x ",
        "*x",
        "!",
        "!x,",
        "%",
        "@",
        "`",
        "#",
        " #",
        "{",
        "}",
        "[",
        "]",
    ),
    *("'", '"', "\\", "\t", "\r", "\n", "\r\n", "\0", "\x01", "\x07", "\x08", "\x1b[2J", "\x7f"),
    *("\x85", "\x9b", "\u00a0", "\u2028", "\u2029", "\u200b", "\u200f", "\u202a", "\u202e"),
    *("\u2066", "\u2069", "\ufeff", "\ufffe", "\uffff", "\udc80", "\U000e0041", "\U0010ffff", "𠮷"),
    *(
        "é",
        "e\u0301",
        "\u0e33",
        "ﷺ",
        "👨\u200d👩",
        "=",
        "+1",
        "%s",
        "{0}",
        "$(id)",
        "<b>",
        "&amp;",
        "|x|",
    ),
)
NUMBERS = (
    *("0", "-0", "+6", "-6", "06", "0x1F", "0b11", "0o17", "6.0", "6.", ".6", "1e3", "1_000"),
    *("1,200", "1,20", "1，200", "12:30", "1:59:59", "999999999999", "1000000000000", "9" * 50),
    *("9" * 4400, "0x" + "f" * 5000, "６", "２０", "٦", "६", "𝟔", "⑥", "⁶", "六", "十五", "一十五"),
    *(
        "两",
        "二百零五",
        "一百五",
        "三万",
        "1万",
        "六次",
        "6次",
        "6家",
        "6 人",
        "约30",
        "30余家",
        "10—15",
    ),
    *("不少于6次", "半", "几", "NaN", ".nan", ".inf", "-.inf", "Infinity", "yes", "true", "null"),
    *("20140605", "2014-06-05", "2014年6月5日", "2014.6.5", "2014/6/5", "2014-13-45", "2014-02-30"),
    *("0000-01-01", "9999-12-31", "2014-6", "2014-06-05T00:00:00Z", "1401580800", "二〇一四年六月"),
)
WORDS = (
    *("", " ", "~", "x", "x" * 70_000, "六" * 200, "\u202e上海", "CN-SH", "310000", "沪", "廣東"),
    *("⼴东", "⻄藏", "Shanxi", "../../x", "/etc/passwd", "national", "tier1", "一类", "4", "火星"),
    *("Z01", "Z01，Z02", "a;b", "done", "doen", "示例\n::error::b", "[red]x[/red]", "[/x]"),
    *("cn-patent-2014", "plancheck.report/1", "plancheck.roster/1", "无", "none", ":smile:"),
)
VALUES: tuple[Any, ...] = (
    *(None, [], {}, [None], [[]], {"": None}, {"a": []}, [{"name": "甲"}], {"甲": None}, True, 0),
    *({"甲": {"sessions": 3}}, {"number": 3}, {"participants": 3}, ["Z01"], [0], {" ": {}}, 1.5),
)


_GENTLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?<=: )[0-9]{1,4}(?=[,}\n])", tuple("0 1 3 4 5 6 7 10 15 16 50 51 12000".split())),
    (r"(?<=: )[0-9]{1,4}(?=[,}\n])", ("六", "６", "1,200", "十五", "6 次", "30家", "160人")),
    (r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", ("2014-12-31", "2015-01-01", "2013-12-31", "2014年6月5日")),
    (r"(?<=: )(?:completed|interim)", tuple(map(str, STATUS_WORDS))),
    (r"(?<=: )(?:completed|interim)", ("完成", "进行中", "not-undertaken", "~")),
    (r"(?:mandatory|optional)", ("mandatory", "optional")),
    (r"(?:pass|fail|missing|review|optional)", ("pass", "fail", "review", "missing", "pending")),
    (r"(?:at_least|at_most)", ("at_least", "at_most", "exactly")),
    (r"Z0[0-9]", ("Z01", "Z09", "示例\u202e", "'[red]'", "'##[error]'", "'=1'")),
    (r"(?<=: )示例[^\n{},\[\]]*", ("示例|*`<b>", "'示例]]>'", "'::error::示例'", "𠮷", "''", "~")),
    (r"province: .*", ("province: 上海", "province: 江西", "subject: national", "省份: CN-SH")),
    (r"tier: .*", ("tier: 1", "tier: 3", "类别: 二类", "as_of: 2014-06-30", "as_of: 2016-01-01")),
    (r"designated: .*", ("designated: none", "designated: [22.review]", "# nothing stated")),
    (r"allotments:\n(?:    .*\n)*", ("", "allotments: {30.training: none}\n")),
    (r"(?m)^  [0-9.]+[a-z]+: .*\n", ("",)),
    (r"(?m)^.*\n", ("", "\n", "# 示例\n")),
    (r"(?m)^.*\n", ()),
)
"""What is replaced by what where a file is to stay usable; by another of its lines if nothing."""
_TAILS = ("\n", "# 示例", "as_of: 2014-06-30\n", "as_of: 2015-03-31\n", "plan: cn-patent-2014\n")
PLANS = ("tests/plans/openssf-badge.yaml", "examples/plans/saving-water.yaml")

# --- what is changed -----------------------------------------------------------------------------


class Mutator:
    """Makes the inputs of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def case(self, number: int) -> Case:
        """Return input ``number``, counted from 0."""
        chance = random.Random(f"{self.seed}:{number}")
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        if chance.random() < 0.5:
            return Case(number, kind, self._gentle(kind, chance), chance)
        own = chance.random() < 0.93
        content = chance.choice(self.seeds[kind if own else chance.choice(list(KINDS))])
        times = (0, 1, 1, 2, 3, 5, 9) if len(content) < 20_000 else (1, 2)
        if chance.random() < (0.8 if kind == "baseline" else 0.4):
            content, times = self._tree(content, chance), (0, 0, 0, 1, 2, 5)
        for _ in range(chance.choice(times)):
            changes = _BYTES if chance.random() < 0.2 else _TEXT
            content = chance.choice(changes)(self, content, chance)
        if chance.random() < 0.12:
            content = chance.choice(_ENCODINGS)(content)
        return Case(number, kind, content, chance)

    @cached_property
    def plan(self) -> Plan:
        """The plan that everything but plans is read against."""
        return load_plan()

    @cached_property
    def seeds(self) -> dict[str, list[bytes]]:
        """The files to begin with, by what they are."""
        found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
        examples = [*(ROOT / "examples").rglob("*.yaml"), *(ROOT / "tests/plans").glob("*.yaml")]
        for file in sorted(examples):
            found[_kind_of(file)].append(file.read_bytes())
        for kind in ("report", "roster", "waivers", "plan"):
            files = sorted((ROOT / "tests/malformed" / kind).glob("*.yaml"))
            found[kind] += [file.read_bytes() for file in files if "." not in file.stem]
        found["plan"].append((ROOT / "data/plan2014.yaml").read_bytes())
        found["report"] += [one.content for one in REFUSED if len(one.content) < 2_000]
        found["report"] += [text.encode() for text in BOMBS]
        found["report"] += [b"", "\n".join(LINES).encode("utf-8", "surrogatepass")]
        found["config"] = [text.encode() for text in CONFIGS]
        found["baseline"] = [*map(str.encode, self._baselines())]
        return found

    def _baselines(self) -> list[str]:
        def example(name: str) -> str:
            return str(ROOT / "examples" / f"{name}.yaml")

        roster = load_roster(example("roster"), self.plan)
        waivers = load_waivers(example("waivers"), self.plan)
        one = judge([example("tier1-noncompliant")], self.plan)
        two = judge([example("broken"), example("shanghai")], self.plan, roster=roster)
        three = judge([example("tier2-noncompliant")], self.plan, waivers=waivers)
        whole = [render("json", run) for run in (one, two, three)]
        small = json.loads(whole[0])
        del small["reports"][0]["findings"][2:], small["rollup"]
        return [json.dumps(small, ensure_ascii=False, indent=1), *whole, render("sarif", one)]

    @cached_property
    def keys(self) -> list[str]:
        """Every key that some file knows, and some that none does."""
        models = (Report, Entry, Claim, Record, Evidence, Allotment, Roster, RosterEntry)
        names = {key for model in (*models, Waivers, Waiver) for key in spellings(model)}
        for national in (False, True):
            for task, obligation in self.plan.obligations(national=national):
                names |= {obligation.id, task.id, f"{task.id}.{obligation.name.zh}"}
                names |= set(self.plan.numbers.metric_names(obligation))
        applies = ("all", "others", "tier1", "designated", "allotted", "at_least", "at_most")
        return sorted({*names, *applies, "exactly", "per", "due", "number", "x", "上海", "15"})

    @cached_property
    def words(self) -> list[str]:
        """Texts that are put in the place of others."""
        stated = [word for words in STATUS_WORDS.values() for word in words]
        return [*WORDS, *map(str, STATUS_WORDS), *stated]

    def _gentle(self, kind: str, chance: random.Random) -> bytes:
        """Return a good file with few changes; most of them leave it good."""
        content = chance.choice(self.good[kind])
        for _ in range(chance.choice((1, 2, 4))):
            pattern, values = chance.choice(_GENTLE)
            new = chance.choice(values) if values else chance.choice(_lines(content) or [""])
            content = _replaced(pattern, content, chance, new)
        if kind == "report" and chance.random() < 0.3:
            content += chance.choice(_TAILS).encode()
        return content

    @cached_property
    def good(self) -> dict[str, list[bytes]]:
        """The files that are usable, by what they are."""
        found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
        for file in sorted((ROOT / "examples").glob("*.yaml")):
            if file.stem != "broken":
                found[_kind_of(file)].append(file.read_bytes())
        found["plan"] += [(ROOT / "data/plan2014.yaml").read_bytes()]
        found["plan"] += [(ROOT / path).read_bytes() for path in PLANS]
        found["config"] = [text.encode() for text in CONFIGS]
        found["baseline"] = [text.encode() for text in self._baselines()[:4]]
        return found

    # -- trees --

    def _tree(self, content: bytes, chance: random.Random) -> bytes:
        """Return ``content`` as JSON, in which a few values are changed, dropped or renamed."""
        tree = copy.deepcopy(self._parsed(content))
        if not isinstance(tree, dict | list) or not tree:
            return content
        for _ in range(chance.randint(1, 4)):
            holder, key = self._place(tree, chance)
            if holder is None:
                break
            what = chance.choice(("change", "change", "drop", "rename", "add", "swap", "twice"))
            if what == "change":
                holder[key] = self._value(chance)
            elif what == "drop":
                del holder[key]
            elif what == "swap":
                other, place = self._place(tree, chance)
                if other is not None and key in (holder if isinstance(holder, dict) else [key]):
                    holder[key] = copy.deepcopy(other[place])
            elif isinstance(holder, list):
                holder.insert(key, copy.deepcopy(holder[key]))
            else:
                value = holder.pop(key) if what == "rename" else self._value(chance)
                holder[chance.choice(self.keys)] = value
        indent = chance.choice((None, 1, 2))
        return json.dumps(tree, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")

    def _place(self, tree: Any, chance: random.Random) -> tuple[Any, Any]:
        """Return a container in ``tree`` and a key or a place in it, by a walk from the root."""
        holder, key = None, None
        while isinstance(tree, dict | list) and tree:
            holder, key = (
                tree,
                chance.choice(list(tree if isinstance(tree, dict) else range(len(tree)))),
            )
            tree = holder[key]
            if chance.random() < 0.2:
                break
        return holder, key

    def _value(self, chance: random.Random) -> Any:
        pools: tuple[Sequence[Any], ...] = (VALUES, NUMBERS, self.words, self.keys, range(70))
        return copy.deepcopy(chance.choice(chance.choice(pools)))

    def _parsed(self, content: bytes) -> Any:
        if content not in self._trees:
            try:
                tree = yaml.load(
                    content, yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
                )
            except (yaml.YAMLError, RecursionError, TypeError, ValueError):
                tree = None
            self._trees[content] = tree
        return self._trees[content]

    @cached_property
    def _trees(self) -> dict[bytes, Any]:
        return {}

    # -- texts --

    def _line(self, content: bytes, chance: random.Random) -> bytes:
        lines = _lines(content)
        lines.insert(chance.randint(0, len(lines)), chance.choice(LINES))
        return _joined(lines)

    def _drop(self, content: bytes, chance: random.Random) -> bytes:
        lines = _lines(content)
        start = chance.randint(0, len(lines))
        del lines[start : start + chance.choice((1, 1, 2, 5, 50))]
        return _joined(lines)

    def _repeat(self, content: bytes, chance: random.Random) -> bytes:
        lines = _lines(content)
        start = chance.randint(0, len(lines))
        some = lines[start : start + chance.choice((1, 1, 3))]
        many = chance.choice((1, 1, 1, 3, 40)) if len(content) < 20_000 else 1
        lines[start:start] = some * many
        return _joined(lines)

    def _move(self, content: bytes, chance: random.Random) -> bytes:
        lines = _lines(content)
        if lines:
            line = lines.pop(chance.randrange(len(lines)))
            lines.insert(chance.randint(0, len(lines)), line)
        return _joined(lines)

    def _indent(self, content: bytes, chance: random.Random) -> bytes:
        lines = _lines(content)
        if lines:
            number = chance.randrange(len(lines))
            by = chance.choice((" ", "  ", "\t", "\u3000", "\u00a0", "- ", "? ", "    ", ""))
            lines[number] = by + (
                lines[number].lstrip() if chance.random() < 0.5 else lines[number]
            )
        return _joined(lines)

    def _number(self, content: bytes, chance: random.Random) -> bytes:
        return _replaced(r"(?<=[: \[{-])[0-9][0-9-]*", content, chance, chance.choice(NUMBERS))

    def _word(self, content: bytes, chance: random.Random) -> bytes:
        new = (
            chance.choice((*self.words, *NUMBERS))
            if chance.random() < 0.7
            else chance.choice(self.keys)
        )
        return _replaced(r"(?<=: )[^\n{}\[\],#]+", content, chance, new)

    def _key(self, content: bytes, chance: random.Random) -> bytes:
        return _replaced(r"[^\s{}\[\],:]+(?=:)", content, chance, chance.choice(self.keys))

    def _sign(self, content: bytes, chance: random.Random) -> bytes:
        text = _text(content)
        at = chance.randint(0, len(text))
        cut = at + chance.choice((0, 0, 1))
        sign = chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 40))
        return _bytes(text[:at] + sign + text[cut:])

    def _deep(self, content: bytes, chance: random.Random) -> bytes:
        """Put in what is nested deep: left open somewhere, or whole, as a value or alone."""
        times = chance.choice((3, 32, 40, 2_000, 2_000))
        if chance.random() < 0.5:
            text = _text(content)
            at = chance.randint(0, len(text))
            opening = chance.choice(("[", "{", "{a: ", "- ", "? ", "[[", "\n -", "'", '"', "&a "))
            return _bytes(text[:at] + opening * times + text[at:])
        opening, closing = chance.choice((("[", "]"), ("{a: ", "}"), ("- ", ""), ("[{a: ", "}]")))
        nested = opening * times + "1" + closing * times
        if chance.random() < 0.3:
            return nested.encode()
        return _replaced(r"(?<=: )[^\n]+", content, chance, nested)

    def _ends(self, content: bytes, chance: random.Random) -> bytes:
        end = chance.choice((b"\r\n", b"\r", b"\n\r", b"\n\n", "\u2028".encode(), "\x85".encode()))
        if chance.random() < 0.5:
            return content.replace(b"\n", end)
        lines = content.split(b"\n")
        return b"".join(line + chance.choice((b"\n", b"\n", end)) for line in lines)

    def _splice(self, content: bytes, chance: random.Random) -> bytes:
        other = chance.choice(self.seeds[chance.choice(list(KINDS))])
        mine, theirs = content.split(b"\n"), other.split(b"\n")
        some = theirs[chance.randint(0, len(theirs)) :][: chance.choice((1, 5, 30))]
        at = chance.randint(0, len(mine))
        return b"\n".join([*mine[:at], *some, *(mine[at:] if chance.random() < 0.7 else [])])

    # -- bytes --

    def _flip(self, content: bytes, chance: random.Random) -> bytes:
        changed = bytearray(content)
        for _ in range(chance.choice((1, 1, 3))):
            if changed:
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)

    def _noise(self, content: bytes, chance: random.Random) -> bytes:
        at = chance.randint(0, len(content))
        some = bytes(chance.randrange(256) for _ in range(chance.choice((1, 2, 4, 16))))
        return content[:at] + some + content[at + chance.choice((0, len(some))) :]

    def _cut(self, content: bytes, chance: random.Random) -> bytes:
        at = chance.randint(0, len(content))
        return content[:at] if chance.random() < 0.5 else content[at:]

    def _drop_bytes(self, content: bytes, chance: random.Random) -> bytes:
        at = chance.randint(0, len(content))
        return content[:at] + content[at + chance.choice((1, 2, 8, 100)) :]


Change = Callable[[Mutator, bytes, random.Random], bytes]
_TEXT: tuple[Change, ...] = (
    *(Mutator._line, Mutator._drop, Mutator._repeat, Mutator._move, Mutator._indent),
    *(Mutator._number, Mutator._number, Mutator._word, Mutator._word, Mutator._key),
    *(Mutator._sign, Mutator._sign, Mutator._deep, Mutator._ends, Mutator._splice),
)
_BYTES: tuple[Change, ...] = (Mutator._flip, Mutator._noise, Mutator._cut, Mutator._drop_bytes)


def _encoded(codec: str, before: bytes = b"") -> Callable[[bytes], bytes]:
    return lambda content: before + _text(content).encode(codec, "replace")


_ENCODINGS = (
    *(_encoded("utf-8", b"\xef\xbb\xbf"), _encoded("utf-8", b"\xef\xbb\xbf" * 2)),
    *(_encoded("utf-16"), _encoded("utf-16-le"), _encoded("utf-16-be", b"\xfe\xff")),
    *(_encoded("utf-32"), _encoded("gb18030"), _encoded("gbk"), _encoded("big5")),
    *(_encoded("latin-1"), _encoded("utf-16-le", b"\xfe\xff"), _encoded("utf-7")),
)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace" if "\ud800" in text else "surrogateescape")


def _lines(content: bytes) -> list[str]:
    return _text(content).splitlines(keepends=True)


def _joined(lines: list[str]) -> bytes:
    return _bytes("".join(lines))


def _replaced(pattern: str, content: bytes, chance: random.Random, new: str) -> bytes:
    """Return ``content`` with one of the places that match ``pattern`` replaced by ``new``."""
    text = _text(content)
    found = list(re.finditer(pattern, text))
    if not found:
        return content
    match = chance.choice(found)
    return _bytes(text[: match.start()] + new + text[match.end() :])


def _kind_of(file: Path) -> str:
    """Return what an example is, told by its ``format`` as its readers tell it."""
    told = re.search(r"^format: plancheck\.(roster|waivers|plan)/", file.read_text("utf-8"), re.M)
    return told[1] if told else "report"
