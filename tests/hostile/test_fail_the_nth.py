"""Every call to the system fails once, the first, the second … until a run gets through.

Whatever fails: exit 2 and a sentence about it, or all is as if nothing had; what was there before
stays or its whole successor is there; and nothing else is left behind.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from plancheck.formats import Style, render
from plancheck.inputs.loading import load_roster
from plancheck.language.message import Lang
from plancheck.language.messages import MESSAGES
from plancheck.plan.loading import load_plan
from plancheck.verdicts.judging import judge
from tests import HANGS
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="runs are forked; files told by /proc"),
]

COMPLIANT = (ROOT / "examples" / "tier1-compliant.yaml").read_text("utf-8")
SHORT = (ROOT / "examples" / "tier2-noncompliant.yaml").read_text("utf-8")
ROSTER = (ROOT / "examples" / "roster.yaml").read_text("utf-8")
WAIVERS = (ROOT / "examples" / "waivers.yaml").read_text("utf-8")
PLAN = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
TWO = "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces: {上海: {tier: 1}, 江西: {}}\n"
UNTIDY = "tier: 1\nprovince: 上海\ntasks: {15.training: {sessions: 6}, 2.framework: completed}\n"
BEFORE = "之前的内容\n"
SUMMARY = "summary.md"
GIT = {".git/HEAD": ""}
"""Where the search for a configuration ends."""

SYSTEM = ["open EIO", "open EMFILE", "read EIO", "list EIO", "stat EIO", "close EIO"]
TEXT = ["write EIO", "write full", "write short"]
FILES = ["write ENOSPC", "fsync EIO", "replace EPERM", "chmod EPERM", "unlink EIO"]
WRITING = "open+write+fsync+replace+chmod+link+unlink+close"
INTERRUPTED = [f"{WRITING} interrupt"]
CODES = {"interrupt": 130, "terminate": -15}
"""With what a run ends on a signal; the second is that of a process the signal ended."""


def baseline() -> str:
    plan = load_plan()
    roster = load_roster(str(ROOT / "examples" / "roster.yaml"), plan)
    run = judge([str(ROOT / "examples" / "tier1-compliant.yaml")], plan, roster=roster)
    return render("json", run, Style(Lang.ZH))


SCENARIOS: dict[str, dict[str, Any]] = {
    "outputs": {
        "arguments": "validate r.yaml --output json=out.json --output junit=out.xml",
        "files": {"r.yaml": COMPLIANT, "out.json": BEFORE, "out.xml": BEFORE},
        "faults": [*SYSTEM, *TEXT, *FILES, *INTERRUPTED],
        "outputs": ["out.json", "out.xml"],
    },
    "new outputs": {
        "arguments": "validate r.yaml --format json --output sarif=new.sarif --output html=old",
        "files": {"r.yaml": SHORT, "old": BEFORE},
        "faults": ["open EIO", "link EPERM", *FILES, "replace EPERM link EPERM 1", *INTERRUPTED],
        "outputs": ["new.sarif", "old"],
    },
    "folder": {
        "arguments": "validate reports --format json",
        "files": {"reports/a.yaml": COMPLIANT, "reports/b/c.yaml": SHORT},
        "faults": ["open EIO", "read EIO", "list EIO", "stat EIO", *TEXT],
    },
    "stored": {
        "arguments": "validate reports --format json --output json=out.json",
        "files": {"reports/a.yaml": COMPLIANT, "reports/b/c.yaml": SHORT, "out.json": BEFORE},
        "faults": [*SYSTEM, *TEXT, *FILES, *INTERRUPTED],
        "outputs": ["out.json"],
        "many": 1,
    },
    "everything": {
        "arguments": "validate --files-from list --format github --output csv=out/table.csv",
        "files": {
            "r.yaml": COMPLIANT,
            "list": "r.yaml\n",
            "plancheck.toml": 'roster = "roster.yaml"\nwaivers = "waivers.yaml"\nplan = "p.yaml"\n'
            'baseline = "before.json"\nexpect = "who.txt"\nlang = "zh"\n',
            "roster.yaml": ROSTER,
            "waivers.yaml": WAIVERS,
            "p.yaml": PLAN,
            "before.json": baseline,
            "who.txt": "上海\n江西\n",
            "out/table.csv": BEFORE,
            SUMMARY: BEFORE,
        },
        "env": {"GITHUB_STEP_SUMMARY": SUMMARY, "GITHUB_ACTIONS": "true"},
        "faults": ["open EIO", "read EIO", "stat EIO", *TEXT, "fsync EIO", "replace EPERM"],
        "outputs": ["out/table.csv"],
    },
    "standard input": {
        "arguments": "validate -",
        "stdin": COMPLIANT,
        "faults": ["read EIO", "read short", "write EIO"],
    },
    "jobs": {
        "arguments": "validate . --jobs 2 --output json=out.json",
        "files": {f"{n}.yaml": (COMPLIANT, SHORT)[n % 2] for n in range(4)} | {"out.json": BEFORE},
        "faults": ["open EIO", "pipe EMFILE", "fork EAGAIN", "semaphore ENOSPC", "replace EPERM"],
        "outputs": ["out.json"],
        "shuts-down": True,
    },
    "fmt": {
        "arguments": "fmt a.yaml b.yaml",
        "files": {"a.yaml": UNTIDY, "b.yaml": UNTIDY},
        "faults": ["open EIO", "read EIO", "close EIO", *TEXT, *FILES, f"{WRITING} terminate"],
    },
    "init": {
        "arguments": "init --province 上海 --tier 1 -o r.yaml",
        "faults": ["open EIO", "write full", *FILES],
        "outputs": ["r.yaml", "cn-patent-2014.schema.json"],
    },
    "init of a roster": {
        "arguments": "init --roster roster.yaml -o forms",
        "files": {"roster.yaml": TWO},
        "faults": ["open EIO", "write full", *FILES, "mkdir ENOSPC", f"{WRITING}+mkdir interrupt"],
        "outputs": ["forms/上海.yaml", "forms/江西.yaml", "forms/cn-patent-2014.schema.json"],
    },
    "init of the rest": {
        "arguments": "init --roster roster.yaml -o forms",
        "files": {"roster.yaml": TWO, "forms/上海.yaml": BEFORE},
        "faults": ["open EIO", "read EIO", "stat EIO", *FILES],
        "outputs": ["forms/江西.yaml", "forms/cn-patent-2014.schema.json"],
    },
    "schema": {"arguments": "schema waivers", "faults": ["open EIO", *TEXT]},
    "plan export": {"arguments": "plan export", "faults": ["open EIO", "read EIO", *TEXT]},
    "list-obligations": {"arguments": "list-obligations --tier 1", "faults": ["read EIO", *TEXT]},
    "complaint": {
        "arguments": "validate r.yaml --tier",
        "files": {"r.yaml": COMPLIANT},
        "faults": ["stderr EIO", "stderr full", "stderr short"],
    },
    "not removed": {
        "arguments": "validate r.yaml --output json=out.json --output junit=out.xml",
        "files": {"r.yaml": COMPLIANT, "out.json": BEFORE, "out.xml": BEFORE},
        "faults": [
            "unlink EIO replace EPERM 1",
            "unlink EIO fsync EIO 2",
            "unlink EIO write EIO 1",
        ],
        "outputs": ["out.json", "out.xml"],
    },
}
"""Calls, the files they find, and what is to fail: kind, effect, and another fault beside it."""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Loop:
    """All runs of one scenario."""

    def __init__(self, name: str, place: Path) -> None:
        scenario = SCENARIOS[name]
        files: Mapping[str, Any] = scenario.get("files", {})
        self.files = {n: text() if callable(text) else text for n, text in files.items()} | GIT
        self.outputs: list[str] = scenario.get("outputs", [])
        self.faults: list[str] = scenario["faults"]
        given = {
            **scenario,
            "files": self.files,
            "env": scenario.get("env", {}),
            "arguments": scenario["arguments"].split(),
            "faults": [as_fault(words) for words in self.faults],
        }
        ran = subprocess.run(
            [sys.executable, "-m", "tests.hostile.failing", str(place)],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=2 * HANGS,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        self.runs = [json.loads(line) for line in ran.stdout.splitlines()]
        self.clean = {run["lang"]: run for run in self.runs if not run["faults"]}
        self.texts = {d: text for run in self.runs for d, text in run["texts"].items()}
        self.failed = [run for run in self.runs if run["faults"] and run["fired"][-1]]

    def through(self) -> Iterator[dict[str, Any]]:
        """Yield the last run of each loop, which the fault did not reach."""
        return (run for run in self.runs if run["faults"] and not run["fired"][-1])


def as_fault(words: str) -> list[Any]:
    kind, effect, *first = words.split()
    return [kind, effect, *([[first[0], first[1], int(first[2])]] if first else [])]


@pytest.fixture(scope="module", params=SCENARIOS)
def loop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loop:
    return Loop(request.param, tmp_path_factory.mktemp("nth"))


def told(run: dict[str, Any], place: str = "") -> str:
    """Say which run that is, for those who read a failure."""
    return f"{run['faults']} {run['fired']} {run['lang']} {run['code']}\n{run['out']}{run['err']}"


def outcome(run: dict[str, Any]) -> tuple[Any, ...]:
    return run["code"], run["out"], run["err"], run["files"]


def interrupted(run: dict[str, Any]) -> bool:
    return run["faults"][-1][1] in CODES


SAYS = ("source.", "output.", "run.", "config.", "usage.", "internal.too-complex")


@cache
def wordings(lang: str) -> dict[str, list[str]]:
    """Return of each problem, in ``lang`` and without blanks, the words between its values."""
    keys = [key for key in MESSAGES if key.startswith(SAYS)]
    # An overview gives what is wrong without what to do.
    wrong = {key: re.split("[;；]", getattr(MESSAGES[key], lang))[0] for key in keys}
    return {key: re.split(r"\{[a-z_]+\}", "".join(words.split())) for key, words in wrong.items()}


def said(lang: str, text: str) -> set[str]:
    """Return the keys of the problems that ``text``, which may be wrapped, names in ``lang``."""
    whole = "".join(text.split())
    return {key for key, words in wordings(lang).items() if in_order(words, whole)}


def in_order(words: Sequence[str], text: str) -> bool:
    """Whether ``text`` has all ``words``, one after the other."""
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def test_the_loop_ended_because_nothing_was_left_to_fail(loop: Loop) -> None:
    last = list(loop.through())
    assert len(last) == len(loop.faults)
    for run in last:
        if len(run["faults"]) == 1:
            assert outcome(run) == outcome(loop.clean[run["lang"]]), told(run)


def test_each_kind_failed_at_least_once(loop: Loop) -> None:
    fired = Counter(" ".join(map(str, run["faults"][-1][:2])) for run in loop.failed)
    quiet = {words for words in loop.faults if not fired[" ".join(words.split()[:2])]}
    # What does not happen in a call that goes well, and on stderr only where there is a complaint.
    assert quiet <= {"unlink EIO"}
    assert {run["lang"] for run in loop.failed} == {"zh", "en"}


def test_each_output_is_safe_on_the_disk_before_it_has_its_name(loop: Loop) -> None:
    if "fsync EIO" in loop.faults:
        failed = [run for run in loop.failed if not interrupted(run)]
        files = [run for run in failed if re.match(r"fsync .*/\.plancheck-", run["fired"][-1])]
        assert len(files) >= max(1, len(loop.outputs))
        assert {run["code"] for run in files} == {2}


def test_no_verdict_or_no_harm(loop: Loop) -> None:
    for run in loop.failed:
        clean = loop.clean[run["lang"]]
        if interrupted(run):
            assert run["code"] == CODES[run["faults"][-1][1]], told(run)
        elif run["code"] != 2 or clean["code"] == 2:
            assert tolerable(run), told(run)
            # The word of what went wrong with standard error itself cannot get through.
            assert [*outcome(run)][:2] == [*outcome(clean)][:2], told(run)
            assert kept(run) == kept(clean), told(run)


def kept(run: dict[str, Any]) -> dict[str, str]:
    """Return the files that somebody asked for, and what they hold."""
    return {name: held for name, held in run["files"].items() if not name.startswith("tmp/")}


def tolerable(run: dict[str, Any]) -> bool:
    """Whether a run may go on as if nothing had happened: nothing asked for depends on the call.

    A half write is continued. To know a folder's names safe on the disk is more than was asked.
    Looking for a file that need not be there finds none, as the form of a plan, whose YAML is read
    then. The configuration is read for the language first, and then once more for all else; a
    folder for what outputs must not replace, and then for its reports. Python tries out a folder
    for temporary files, and takes the next. That nothing which is there was passed over shows in
    the outcome, which is the same.
    """
    kind, _, what = run["fired"][-1].partition(" ")
    effect = run["faults"][-1][1]
    folder = what.strip("'").endswith((*(f"-{n}" for n in range(200)), "/out", "/forms"))
    return bool(
        effect == "short"
        or what == "'/dev/null'"  # in place of the standard input of another process
        or kind in ("stat", "stderr", "list")
        or what.endswith(("plancheck.toml'", "/plan/plan2014.json')", "/plan/provinces.json')"))
        or kind == "link"  # then it is copied
        or (folder and kind in ("open", "fsync", "close"))
        or re.search("/run-[^/]*/tmp(/[a-z0-9_]{8})?'$", what)
        or (temporary(run) and kind == "close")
    )


def temporary(run: dict[str, Any]) -> bool:
    """Whether it is about a file in the folder for temporary ones."""
    return re.search("/run-[^/]*/tmp[/']", run["fired"][-1]) is not None


def test_no_traceback(loop: Loop) -> None:
    for run in loop.runs:
        text = run["out"] + run["err"]
        assert "Traceback" not in text, told(run)
        assert "Exception ignored" not in text, told(run)
        assert "Error:" not in text, told(run)


def test_it_is_told_in_the_language_asked_for(loop: Loop) -> None:
    for run in loop.failed:
        if run["code"] != 2 or run["fired"][-1].startswith("stderr"):
            continue
        text = run["err"] + run["out"]
        if run["out"].startswith("{"):  # a document holds both languages and the code
            # What is printed cannot be taken back when a text that waits on the disk is not read.
            cut = "write" in run["fired"][-1] or temporary(run)
            assert cut or json.loads(run["out"])["exit_code"] == 2
        else:
            other = {"zh": "en", "en": "zh"}[run["lang"]]
            assert not said(other, text), told(run)
        assert said(run["lang"], text), told(run)


def no_verdict(name: str, text: str) -> bool:
    """Whether that is a whole document in the format of the file ``name`` without a verdict."""
    if name.endswith(".json"):
        return bool(json.loads(text)["exit_code"] == 2)
    if name.endswith(".sarif"):
        return json.loads(text)["runs"][0]["invocations"][0]["executionSuccessful"] is False
    if name.endswith(".xml"):
        return ElementTree.fromstring(text).find(".//error") is not None
    if name.endswith(".csv"):
        kinds = {row["kind"] for row in csv.DictReader(text.removeprefix("\ufeff").splitlines())}
        return not kinds.isdisjoint({"problem", "unusable"})
    if name == SUMMARY:  # to which others add as well
        page = text.removeprefix(BEFORE)
        return (
            page != text
            and page.startswith("#")
            and any(words in page for words in MESSAGES["system.EIO"])
        )
    return name == "old" and text.endswith("</html>\n")


def test_every_file_is_whole(loop: Loop) -> None:
    before = {name: digest(text) for name, text in loop.files.items()}
    for run in loop.failed:
        after = loop.clean[run["lang"]]["files"]
        for name in before.keys() | after.keys():
            now = run["files"].get(name)
            if now not in (before.get(name), after.get(name)):
                assert name in (*loop.outputs, SUMMARY), f"{name}: {told(run)}"
                assert run["code"] == 2, told(run)
                assert no_verdict(name, loop.texts[now]), f"{name}: {told(run)}"


def test_outputs_of_one_call_are_all_there_or_all_as_before(loop: Loop) -> None:
    before = {name: digest(text) for name, text in loop.files.items()}
    for run in loop.failed:
        if not interrupted(run):  # it may come between two of them; each is whole
            stay = {run["files"].get(name) == before.get(name) for name in loop.outputs}
            assert len(stay) <= 1, told(run)


def test_nothing_is_left_behind(loop: Loop) -> None:
    for run in loop.failed:
        left = run["files"].keys() - loop.clean[run["lang"]]["files"].keys()
        if run["fired"][-1].startswith("unlink") and not temporary(run):
            assert len(left) <= 1, told(run)
            assert all(name in run["err"] for name in left), told(run)
        else:
            assert all(name.startswith("tmp/") for name in left) if temporary(run) else not left
