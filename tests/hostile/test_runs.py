"""The command as a process of its own: streams, encodings, signals, and names of files."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from plancheck.errors import Problem
from plancheck.language.message import Lang
from plancheck.language.sentences import problem_text
from tests import HANGS
from tests.conftest import ROOT
from tests.hostile.calls import Driver, checked
from tests.hostile.process import COMMAND, document, redirected, run, started
from tests.hostile.rows import stands_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX processes")

REPORT = "province: 上海\ntier: 1\ntasks:\n  2.framework: {status: completed, note: 𠮷é√}\n"
BROKEN = "province: 上诲𠮷é\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(REPORT, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


# --- encodings -----------------------------------------------------------------------------------

LOCALES: dict[str, tuple[dict[str, str], str]] = {
    "ascii": ({"PYTHONIOENCODING": "ascii"}, "utf-8"),
    "cp1252": ({"PYTHONIOENCODING": "cp1252"}, "utf-8"),
    "strict ascii": ({"PYTHONIOENCODING": "ascii:strict"}, "utf-8"),
    "gbk": ({"PYTHONIOENCODING": "gbk"}, "gbk"),
    "cp936": ({"PYTHONIOENCODING": "cp936"}, "cp936"),
    "gb18030": ({"PYTHONIOENCODING": "gb18030"}, "gb18030"),
    "utf-8": ({"PYTHONIOENCODING": "utf-8"}, "utf-8"),
    "utf-16": ({"PYTHONIOENCODING": "utf-16"}, "utf-16"),
    "C": ({"LC_ALL": "C"}, "utf-8"),
    "bare C": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
    "POSIX": ({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
}


@stands_for("locale", "stream-encoding")
@pytest.mark.parametrize("name", LOCALES)
def test_a_table_is_written_in_an_encoding_that_has_chinese(name: str, folder: Path) -> None:
    env, encoding = LOCALES[name]
    ran = run("validate", "good.yaml", "bad.yaml", "--show", "asked", cwd=folder, env=env)
    assert (ran.returncode, ran.stderr) == (2, b"")
    out = ran.stdout.decode(encoding)
    assert "上海：× 不符合要求" in out
    assert "good.yaml" in out
    assert "“上诲" in out
    assert "共2份报告" in out


@pytest.mark.parametrize("name", LOCALES)
def test_json_is_utf_8_whatever_the_locale(name: str, folder: Path) -> None:
    env, _ = LOCALES[name]
    ran = run("validate", "good.yaml", "bad.yaml", "--format", "json", cwd=folder, env=env)
    assert (ran.returncode, ran.stderr) == (2, b"")
    found = document(ran)
    assert found["reports"][0]["province"]["name"] == "上海"
    assert "上诲𠮷é" in found["problems"][0]["message"]["zh"]


@pytest.mark.parametrize("name", LOCALES)
def test_complaints_do_not_depend_on_the_locale(name: str, folder: Path) -> None:
    env, encoding = LOCALES[name]
    ran = run("validate", "good.yaml", "--tier", cwd=folder, env=env)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode(encoding) == "选项 --tier 后须有一个值\n"


def test_what_gbk_lacks_is_escaped(folder: Path) -> None:
    ran = run("validate", "bad.yaml", cwd=folder, env={"PYTHONIOENCODING": "gbk"})
    assert "填报单位名单中没有“上诲\\U00020bb7é”" in ran.stdout.decode("gbk")


def test_the_same_bytes_whatever_surrounds_the_process(folder: Path) -> None:
    def out(**env: str) -> bytes:
        return run("validate", ".", "--format", "json", cwd=folder, env=env).stdout

    plain = out()
    assert json.loads(plain)
    assert out(TZ="Asia/Shanghai", PYTHONHASHSEED="1", COLUMNS="40", TERM="dumb") == plain
    assert out(LC_ALL="C", PYTHONHASHSEED="2", FORCE_COLOR="1", PYTHONIOENCODING="gbk") == plain


# --- streams -------------------------------------------------------------------------------------

quiet = pytest.mark.parametrize("format_", ["table", "json"])


@stands_for("stdout-closed")
@quiet
def test_a_closed_output_is_no_verdict(format_: str, folder: Path) -> None:
    ran = run("validate", "good.yaml", "--format", format_, cwd=folder, through=redirected(">&-"))
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert "结果未能写出（".encode() in ran.stderr
    assert b"Traceback" not in ran.stderr


@stands_for("stdout-full")
@quiet
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_no_verdict(format_: str, folder: Path) -> None:
    ran = run(
        "validate", "good.yaml", "--format", format_, cwd=folder, through=redirected(">/dev/full")
    )
    assert ran.returncode == 2
    assert "结果未能写出（".encode() in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr


@pytest.mark.parametrize("how", ["2>&-", ">&- 2>&-", "2>/dev/full", ">/dev/full 2>/dev/full"])
def test_nothing_to_complain_on(how: str, folder: Path) -> None:
    ran = run("validate", "--tier", cwd=folder, through=redirected(how))
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", b"")


@stands_for("reader-gone")
@quiet
@pytest.mark.parametrize("name", ["good.yaml", "bad.yaml"])
def test_a_reader_that_is_gone_leaves_the_verdict(format_: str, name: str, folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = started("validate", name, "--format", format_, cwd=folder, stdin=None, stdout=writing)
    os.close(writing)
    _, complaints = process.communicate(timeout=HANGS)
    assert process.returncode == (1 if name == "good.yaml" else 2)
    assert complaints == b""


@stands_for("reader-gone")
@quiet
def test_a_reader_that_takes_one_line_leaves_the_verdict(format_: str, folder: Path) -> None:
    (folder / "bad.yaml").unlink()
    for number in range(60):
        (folder / f"good{number}.yaml").write_text(REPORT, encoding="utf-8")
    process = started("validate", ".", "--format", format_, cwd=folder, stdin=None)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert process.wait(HANGS) == 1
    assert complaints == b""


# --- signals -------------------------------------------------------------------------------------


def interrupted(*options: str, ready: bytes) -> tuple[int, bytes]:
    """Interrupt a run that waits for its input once ``ready`` has come on standard error."""
    python = [sys.executable, *options, "-m", "plancheck"]
    process = started("validate", "-", cwd=ROOT, before=python)
    assert process.stderr is not None
    said = b""
    while ready not in said:
        line = process.stderr.readline()
        assert line, "it ended before it was interrupted"
        said += line
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=HANGS)
    return process.returncode, said + rest


@stands_for("interrupt")
@pytest.mark.parametrize(
    "module",
    ["plancheck.errors", "yaml", "pydantic", "plancheck.plan.model", "typer", "plancheck.cli"],
)
def test_an_interrupt_is_quiet_even_during_the_imports(module: str) -> None:
    code, said = interrupted("-X", "importtime", ready=f" {module}\n".encode())
    assert code == 130
    assert b"Traceback" not in said
    assert b"KeyboardInterrupt" not in said


AT_A_LINE = """
import runpy, signal, sys
at, files = int(sys.argv.pop(1)), [sys.argv.pop(1), sys.argv.pop(1)]
lines = 0

def trace(frame, event, _):
    global lines
    if event == "line" and frame.f_code.co_filename in files:
        lines += 1
        if lines == at:
            print(frame.f_code.co_filename, frame.f_lineno, flush=True)
            signal.raise_signal(signal.SIGINT)
    return trace

sys.settrace(trace)
runpy.run_module("plancheck", run_name="__main__", alter_sys=True)
"""


@stands_for("interrupt")
def test_an_interrupt_at_any_line_before_the_imports(tmp_path: Path) -> None:
    """At each line of the entry point in turn: Python answers first, and silence from then on."""
    files = [str(ROOT / "plancheck" / name) for name in ("__init__.py", "__main__.py")]
    ended = []
    for at in range(1, 200):
        process = started(cwd=tmp_path, before=[sys.executable, "-c", AT_A_LINE, str(at), *files])
        out, said = process.communicate(timeout=HANGS)
        if not out.startswith(files[0].encode()) and not out.startswith(files[1].encode()):
            break  # it went by without an interrupt
        ended.append((process.returncode, said.splitlines()[-1:]))
    loud, silent = (-signal.SIGINT, [b"KeyboardInterrupt"]), (130, [])
    before = ended.index(silent)
    assert ended == [loud] * before + [silent] * (len(ended) - before)
    # The rest: the handlers of two more signals, the environment, the collector, import and call.
    assert len(ended) - before >= 8


@stands_for("interrupt")
@pytest.mark.parametrize("milliseconds", [0, 10, 25, 50, 75, 100, 150, 200])
def test_an_interrupt_in_the_first_moments(milliseconds: int) -> None:
    """Whenever it comes: the command ends with 130 and in silence, or else had not begun.

    It has begun once it imports its own modules, which Python reports. What Python itself says
    of an interrupt before that is not ours to change, and on a busy machine that may be late.
    """
    python = [sys.executable, "-X", "importtime", "-m", "plancheck"]
    process = started("validate", "-", cwd=ROOT, before=python)
    time.sleep(milliseconds / 1000)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=HANGS)
    assert out == b""
    if re.search(rb"^import time: .* plancheck\.", said, re.MULTILINE):
        assert process.returncode == 130
    if process.returncode == 130:
        assert b"Traceback" not in said
        assert b"KeyboardInterrupt" not in said
    else:
        assert process.returncode in (1, -signal.SIGINT)


def reading(*arguments: str, cwd: Path, **how: Any) -> subprocess.Popen[bytes]:
    """Start the command and return it once it reads its standard input, which has not ended."""
    process = started(*arguments, cwd=cwd, **how)
    assert process.stdin is not None
    # More than a pipe holds: once it is written, some of it has been read.
    process.stdin.write(b"# x\n" * 60_000)
    process.stdin.flush()
    return process


def test_an_interrupt_while_it_waits_for_input() -> None:
    process = reading("validate", "-", cwd=ROOT)
    process.send_signal(signal.SIGINT)
    out, complaints = process.communicate(timeout=HANGS)
    assert (process.returncode, out, complaints) == (130, b"", b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_is_ignored_stays_ignored(number: signal.Signals) -> None:
    """A script's ``&`` has interrupts ignored, and ``nohup`` that the terminal is gone."""
    deaf = ["sh", "-c", 'trap "" INT TERM HUP; exec "$@"', "sh", *COMMAND]
    process = reading("validate", "-", "--format", "json", cwd=ROOT, before=deaf)
    process.send_signal(number)
    out, complaints = process.communicate(REPORT.encode(), timeout=HANGS)
    assert (process.returncode, complaints) == (1, b"")
    assert json.loads(out)["exit_code"] == 1


# --- streams that are files ----------------------------------------------------------------------


def test_the_file_on_standard_input_is_not_written_over(folder: Path) -> None:
    arguments = ["validate", "-", "--output", "json=good.yaml"]
    ran = run(*arguments, cwd=folder, through=redirected("<good.yaml"))
    assert ran.returncode == 2
    assert "good.yaml: 此文件是本次读取的输入".encode() in ran.stderr
    assert (folder / "good.yaml").read_text("utf-8") == REPORT


def test_a_file_on_standard_input_that_is_not_read_may_be_written_over(folder: Path) -> None:
    (folder / "old.json").write_text("before", encoding="utf-8")
    arguments = ["validate", "good.yaml", "--output", "json=old.json"]
    ran = run(*arguments, cwd=folder, through=redirected("<old.json"))
    assert ran.returncode == 1
    assert json.loads((folder / "old.json").read_bytes())["exit_code"] == 1


def test_an_output_is_not_the_file_standard_output_goes_to(folder: Path) -> None:
    """It would take the name, and what was printed would have none any more."""
    (folder / "log").write_text("before\n", encoding="utf-8")
    arguments = ["validate", "good.yaml", "--output", "json=log"]
    ran = run(*arguments, cwd=folder, through=redirected(">>log"))
    assert ran.returncode == 2
    assert "log: 此文件是本次读取的输入，或已用于另一个输出".encode() in ran.stderr
    assert (folder / "log").read_text("utf-8") == "before\n"


# --- names of files ------------------------------------------------------------------------------

NAMES: dict[str, bytes] = {
    "newline": "a\n::error::b\n结论：符合要求.yaml".encode(),
    "carriage return": b"a\rb.yaml",
    "escape": b"\x1b]0;owned\x07\x1b[2J.yaml",
    "c1": "\x9b31m.yaml".encode(),
    "markup": b"[red][link=http:x]:smile:[bold.yaml",
    "unbalanced markup": b"[x]][[y.yaml",
    "leading dash": b"--format.yaml",
    "gbk": "报告".encode("gbk") + b".yaml",
    "direction": "\u202egnp.yaml".encode(),
    "spaces": "  报 告 .yaml".encode(),
    "quotes": b"'\"`$(id)`.yaml",
    "braces": b"{0} {name} %s.yaml",
    "long": ("报" * 80).encode() + b".yaml",
    "astral": "𠮷.yaml".encode(),
}
SHOWN = {
    "newline": "a⏎::error::b⏎结论：符合要求.yaml",
    "carriage return": "a\\u{d}b.yaml",
    "escape": "\\u{1b}]0;owned\\u{7}\\u{1b}[2J.yaml",
    "c1": "\\u{9b}31m.yaml",
    "gbk": "\\u{dcb1}\\u{dca8}\\u{dcb8}\\u{dce6}.yaml",
    "direction": "\\u{202e}gnp.yaml",
}


@stands_for("file-names", "not-a-terminal")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [REPORT, BROKEN], ids=["good", "bad"])
def test_a_name_is_shown_inert(name: str, content: str, driver: Driver, tmp_path: Path) -> None:
    path = NAMES[name]
    (tmp_path / os.fsdecode(path)).write_text(content, encoding="utf-8")
    ended = driver.run("validate", "--", os.fsdecode(path), cwd=tmp_path)
    checked(ended)
    assert (ended.code, ended.err) == (1 if content == REPORT else 2, "")
    out = ended.out
    shown = SHOWN.get(name, path.decode("utf-8", "surrogateescape"))
    assert shown in out
    assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [REPORT, BROKEN], ids=["good", "bad"])
def test_json_gives_the_name_back(name: str, content: str, driver: Driver, tmp_path: Path) -> None:
    path = NAMES[name]
    (tmp_path / os.fsdecode(path)).write_text(content, encoding="utf-8")
    ended = driver.run("validate", "--format", "json", "--", os.fsdecode(path), cwd=tmp_path)
    checked(ended)
    found = json.loads(ended.out)
    assert found["exit_code"] == ended.code
    place = found["reports"][0] if found["reports"] else found["problems"][0]["location"]
    assert os.fsencode(place["path"]) == path


def test_all_names_in_one_folder(tmp_path: Path) -> None:
    for path in NAMES.values():
        (tmp_path / os.fsdecode(path)).write_text(REPORT, encoding="utf-8")
    found = document(run("validate", ".", "--format", "json", cwd=tmp_path))
    judged = {os.fsencode(report["path"]) for report in found["reports"]}
    assert judged == {b"./" + path for path in NAMES.values()}


@pytest.mark.parametrize("name", ["bare C", "POSIX", "gbk", "ascii"])
def test_names_do_not_depend_on_the_locale(name: str, tmp_path: Path) -> None:
    for path in NAMES.values():
        (tmp_path / os.fsdecode(path)).write_text(REPORT, encoding="utf-8")
    ran = run("validate", ".", cwd=tmp_path, env=LOCALES[name][0])
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert f"共{len(NAMES)}份报告".encode(LOCALES[name][1]) in ran.stdout


def test_a_name_that_looks_like_an_option_is_refused_as_one(tmp_path: Path) -> None:
    (tmp_path / "-x.yaml").write_text(REPORT, encoding="utf-8")
    assert run("validate", "-x.yaml", cwd=tmp_path).returncode == 2
    assert run("validate", "./-x.yaml", cwd=tmp_path).returncode == 1
    assert run("validate", "--", "-x.yaml", cwd=tmp_path).returncode == 1


# --- what is named -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_standard_input(encoding: str, tmp_path: Path) -> None:
    ran = run("validate", "-", "--format", "json", cwd=tmp_path, stdin=REPORT.encode(encoding))
    assert ran.returncode == 1
    assert document(ran)["reports"][0]["path"] == "<stdin>"


@pytest.mark.parametrize(
    ("stdin", "key", "line", "column"),
    [
        (b"", "source.empty", 1, 1),
        ("province: 上海".encode("gbk"), "source.gb18030", 1, 11),
        (b"a: 1\n\0", "source.control", 2, 1),
        (b"#" * (1 << 20) + b"\n", "source.too-large", None, None),
        (b"%PDF-1.4", "source.not-text", None, None),
    ],
)
def test_standard_input_that_is_no_report(
    stdin: bytes, key: str, line: int | None, column: int | None, tmp_path: Path
) -> None:
    ran = run("validate", "-", "--format", "json", cwd=tmp_path, stdin=stdin)
    assert ran.returncode == 2
    (problem,) = document(ran)["problems"]
    assert problem["key"] == key
    place = {"path": "<stdin>", "line": line, "column": column, "sheet": None, "cell": None}
    assert problem["location"] == place


def test_gbk_on_standard_input_is_read_when_asked_for(tmp_path: Path) -> None:
    stdin = "province: 上海\ntier: 1\n".encode("gbk")
    ran = run(
        "validate", "-", "--encoding", "gb18030", "--format", "json", cwd=tmp_path, stdin=stdin
    )
    assert document(ran)["reports"][0]["province"]["name"] == "上海"


def test_a_closed_standard_input(tmp_path: Path) -> None:
    ran = run("validate", "-", cwd=tmp_path, through=redirected("<&-"))
    assert (ran.returncode, ran.stderr) == (2, b"")
    assert "无法读取文件（未打开）".encode() in ran.stdout


@stands_for("nothing-matched")
@pytest.mark.parametrize(
    "arguments", [["validate"], ["validate", "."], ["validate", "sub"], [], ["validate", ""]]
)
def test_nothing_checked_is_no_pass(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "notes.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text(REPORT, encoding="utf-8")
    ran = run(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stderr


def test_one_bad_file_among_good_ones(folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}.yaml").write_text(REPORT, encoding="utf-8")
    (folder / "3.yaml").write_bytes(REPORT.encode("gbk", "ignore"))
    (folder / "4.yaml").write_text("[" * 100_000, encoding="utf-8")
    ran = run("validate", ".", "--show", "asked", cwd=folder)
    assert (ran.returncode, ran.stderr) == (2, b"")
    out = ran.stdout.decode()
    assert out.count("：× 不符合要求\n") == 4
    assert out.count("：! 退回改正\n") == 3
    assert "共7份报告" in out
    found = document(run("validate", ".", "--format", "json", cwd=folder))
    assert [report["path"] for report in found["reports"]] == [
        "./0.yaml", "./1.yaml", "./2.yaml", "./good.yaml",
    ]  # fmt: skip
    assert {problem["location"]["path"] for problem in found["problems"]} == {
        "./3.yaml", "./4.yaml", "./bad.yaml",
    }  # fmt: skip


def test_a_long_name_is_not_told_at_length(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        f"province: {'上' * 60_000}\ndesignated: [{'x' * 60_000}]\n", encoding="utf-8"
    )
    ran = run("validate", "r.yaml", cwd=tmp_path)
    assert ran.returncode == 2
    assert len(ran.stdout.decode()) < 5_000


@quiet
def test_a_reader_that_is_gone_leaves_the_verdict_of_many(format_: str, tmp_path: Path) -> None:
    """More than a pipe holds, so that the writing itself fails and not the flush at the end."""
    for number in range(30):
        (tmp_path / f"{number}.yaml").write_text("province: 江西\ntier: 1\ntasks: {}\n", "utf-8")
    process = started("validate", ".", "--format", format_, cwd=tmp_path, stdin=None)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.wait(timeout=HANGS) == 1
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("format_", ["table", "json"])
def test_many_problems_on_a_full_disk_are_no_traceback(format_: str, tmp_path: Path) -> None:
    slips = "".join(f"  甲{number}: {{tier: 9}}\n" for number in range(3_000))
    head = "format: plancheck.roster/1\nplan: cn-patent-2014\nprovinces:\n"
    (tmp_path / "roster.yaml").write_text(head + slips, "utf-8")
    arguments = ["list-obligations", "--roster", "roster.yaml", "--format", format_]
    ran = run(*arguments, cwd=tmp_path, through=redirected(">/dev/full"))
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


# --- many things at once -------------------------------------------------------------------------


def standing(report: str = "good.yaml", output: str = "out.json") -> list[str]:
    return ["validate", report, "--output", f"json={output}"]


def left_over(folder: Path) -> list[str]:
    """Return the files in ``folder`` that a writer left behind."""
    return [name for name in os.listdir(folder) if name.startswith(".")]


@stands_for("terminated")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_to_be_ended_leaves_what_was_there(number: signal.Signals, folder: Path) -> None:
    (folder / "out.json").write_text("before", encoding="utf-8")
    process = reading("validate", "-", "--output", "json=out.json", cwd=folder)
    process.send_signal(number)
    _, said = process.communicate(timeout=HANGS)
    assert (process.returncode, said) == (-number, b"")
    assert (folder / "out.json").read_text("utf-8") == "before"
    assert left_over(folder) == []


@stands_for("two-writers")
def test_of_two_writers_a_reader_sees_one_or_the_other(folder: Path) -> None:
    """Two runs that write one file again and again: whoever reads it finds a whole document."""
    (folder / "out.json").write_text('{"exit_code": 0}', encoding="utf-8")
    ended: list[tuple[int, int]] = []
    seen = set()
    until = time.monotonic() + HANGS

    def write(report: str, code: int) -> None:
        driver = Driver()
        for number in count():
            if number >= 8 and (seen == {0, 1, 2} or time.monotonic() > until):
                break
            ended.append((driver.run(*standing(report), cwd=folder).code, code))
        driver.close()

    writers = [
        threading.Thread(target=write, args=arguments)
        for arguments in (("good.yaml", 1), ("bad.yaml", 2))
    ]
    seen.add(json.loads((folder / "out.json").read_bytes())["exit_code"])
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen.add(json.loads((folder / "out.json").read_bytes())["exit_code"])
    assert [code for code, _ in ended] == [wanted for _, wanted in ended]
    assert len(ended) >= 16
    assert seen == {0, 1, 2}
    assert left_over(folder) == []


# --- where output cannot go ----------------------------------------------------------------------


@stands_for("output-full")
def test_a_file_that_cannot_grow_keeps_what_it_held(folder: Path) -> None:
    """As on a full disk: of the new file only so many bytes can be written."""
    before = run(*standing(), cwd=folder)
    assert before.returncode == 1
    old = (folder / "out.json").read_bytes()
    assert len(old) > 8_192
    through = [sys.executable, "-c", LIMITED, "4096"]
    (folder / "other.yaml").write_text(REPORT.replace("上海", "北京"), encoding="utf-8")
    ran = run(*standing("other.yaml"), cwd=folder, through=through)
    assert ran.returncode == 2
    assert b"out.json" in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert (folder / "out.json").read_bytes() == old
    assert left_over(folder) == []
    # What goes to standard output says so too, with the code that the call ends with.
    ran = run(*standing(), "--format", "json", cwd=folder, through=through)
    assert [problem["key"] for problem in document(ran)["problems"]] == ["output.unwritten"]
    assert ran.returncode == 2


LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


@stands_for("output-full")
def test_a_disk_that_is_full_keeps_the_file_before(folder: Path) -> None:
    """On a disk of 64 kB, in a namespace of its own."""
    script = 'mount -t tmpfs -o size=64k none disk && exec "$@"'
    through = ["unshare", "-m", "sh", "-c", f"{script}", "sh"]
    (folder / "disk").mkdir()
    try:
        can = subprocess.run(
            [*through, "true"], cwd=folder, capture_output=True, check=False, timeout=HANGS
        )
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if can.returncode:
        pytest.skip("needs the right to mount")
    (folder / "fill").write_bytes(b"x" * 49_152)
    then = (
        'cp good.yaml disk/out.json && cp fill disk/ && "$@"; code=$?;'
        " cmp good.yaml disk/out.json >&2; ls -A disk >&2; exit $code"
    )
    ran = run(*standing(output="disk/out.json"), cwd=folder,
              through=[*through, "sh", "-c", then, "sh"])  # fmt: skip
    assert ran.returncode == 2
    said = ran.stderr.decode().splitlines()
    assert said[0].startswith("disk/out.json: ")
    assert "磁盘已满" in said[0]
    assert said[1:] == ["fill", "out.json"]


@pytest.mark.parametrize("format_", ["table", "json"])
def test_where_memory_runs_out_a_sentence_says_so(format_: str, folder: Path) -> None:
    script = (
        "import resource, plancheck.cli\n"
        "def hungry(names):\n"
        "    held = []\n"
        "    while True:\n"
        "        held.append(bytearray(500))\n"
        "plancheck.cli.application = hungry\n"
        "resource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))\n"
        f"plancheck.cli.main(['validate', 'good.yaml', '--format', '{format_}'])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, check=False, timeout=HANGS
    )
    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines() == [
        problem_text(Lang.ZH, Problem("internal.too-complex"))
    ]
    assert format_ == "table" or document(ran)["problems"][0]["key"] == "internal.too-complex"


@stands_for("output-place")
@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("none/out.json", "output.no-folder"),
        ("folder", "output.not-a-file"),
        ("folder/", "output.not-a-file"),
        ("good.yaml/out.json", "output.no-folder"),
        ("good.yaml", "output.taken"),
        ("bad.yaml", "output.taken"),
        ("sealed/out.json", "output.read-only"),
    ],
)
def test_where_no_file_can_be_nothing_is_begun(output: str, key: str, driver: Driver) -> None:
    with tempfile.TemporaryDirectory() as name:  # one that others than its owner may look into
        folder = Path(name)
        folder.chmod(0o755)
        for made in ("folder", "sealed"):
            (folder / made).mkdir()
        (folder / "sealed").chmod(0o555)
        (folder / "good.yaml").write_text(REPORT, encoding="utf-8")
        (folder / "bad.yaml").write_text(BROKEN, encoding="utf-8")
        before = sorted(folder.rglob("*"))
        arguments = ["validate", "good.yaml", "bad.yaml", "--output", f"json={output}"]
        ended = driver.run(*arguments, "--format", "json", cwd=folder, does="unprivileged")
        checked(ended)
        assert ended.code == 2
        (problem,) = json.loads(ended.out)["problems"]
        assert (problem["key"], problem["location"]["path"]) == (key, output)
        assert ended.err == f"{output}: {problem['message']['zh']}\n"
        assert sorted(folder.rglob("*")) == before
        assert (folder / "good.yaml").read_text("utf-8") == REPORT


@stands_for("output-place")
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_file_system_that_takes_no_files(folder: Path) -> None:
    """The superuser may write anywhere, and still no file can be made there."""
    ran = run(*standing(output="/proc/out.json"), "--format", "json", cwd=folder)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr
    (problem,) = document(ran)["problems"]
    assert problem["key"] in ("output.unwritten", "output.read-only")
    assert problem["location"]["path"] == "/proc/out.json"


# --- files that change while they are looked at --------------------------------------------------


@stands_for("unopened")
def test_a_file_without_permission_hides_nothing_else(driver: Driver) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "good.yaml").write_text(REPORT, encoding="utf-8")
        (folder / "sealed.yaml").write_text(REPORT, encoding="utf-8")
        (folder / "sealed.yaml").chmod(0)
        (folder / "closed").mkdir()
        (folder / "closed").chmod(0o644)
        arguments = ("validate", "sealed.yaml", "closed/x.yaml", "good.yaml", "--format", "json")
        ended = driver.run(*arguments, cwd=folder, does="unprivileged")
        checked(ended)
        found = json.loads(ended.out)
        assert (ended.code, found["exit_code"]) == (2, 2)
        told = [(one["key"], one["location"]["path"]) for one in found["problems"]]
        assert told == [
            ("source.unreadable", "sealed.yaml"), ("source.unreadable", "closed/x.yaml")
        ]  # fmt: skip
        assert [report["path"] for report in found["reports"]] == ["good.yaml"]


@stands_for("unopened")
@pytest.mark.parametrize(
    ("change", "key"),
    [
        (Path.unlink, "source.not-found"),
        (lambda path: (path.unlink(), path.mkdir()), "run.empty-folder"),  # taken up only then
        (lambda path: (path.unlink(), os.mkfifo(path)), "source.not-a-file"),
        (lambda path: (path.unlink(), path.symlink_to(path.name)), "source.link-loop"),
        (lambda path: os.truncate(path, 0), "source.empty"),
        (lambda path: os.truncate(path, 1 << 40), "source.too-large"),
    ],
    ids=["vanishes", "becomes a folder", "becomes a pipe", "becomes a loop", "is emptied", "grows"],
)
def test_a_file_that_is_not_what_it_was(
    change: Callable[[Path], object], key: str, folder: Path
) -> None:
    """While the command reads standard input, what it is to read next becomes something else."""
    (folder / "next.yaml").write_text(REPORT, encoding="utf-8")
    process = reading("validate", "-", "next.yaml", "good.yaml", "--format", "json", cwd=folder)
    change(folder / "next.yaml")
    out, said = process.communicate(REPORT.encode(), timeout=HANGS)
    assert (process.returncode, said) == (2, b"")
    found = json.loads(out)
    told = [(one["key"], one["location"]["path"]) for one in found["problems"]]
    assert told == [(key, "next.yaml")]
    assert [report["path"] for report in found["reports"]] == ["<stdin>", "good.yaml"]


@stands_for("unopened")
def test_what_a_folder_held_may_be_gone_by_then(folder: Path) -> None:
    """Whether it is still listed or not, it is never a crash and never hides the others."""
    (folder / "sub").mkdir()
    for name in ("a", "b", "c"):
        (folder / "sub" / f"{name}.yaml").write_text(REPORT, encoding="utf-8")
    process = reading("validate", "-", "sub", "--format", "json", cwd=folder)
    (folder / "sub" / "b.yaml").unlink()
    out, said = process.communicate(REPORT.encode(), timeout=HANGS)
    found = json.loads(out)
    told = [(one["key"], one["location"]["path"]) for one in found["problems"]]
    assert told in ([("source.not-found", "sub/b.yaml")], [])
    assert (process.returncode, said) == (2 if told else 1, b"")
    kept = [report["path"] for report in found["reports"]]
    assert kept == ["<stdin>", "sub/a.yaml", "sub/c.yaml"]


@pytest.mark.parametrize("size", [0, 11, (1 << 20) + 1, 1 << 30])
def test_a_file_that_changes_between_two_looks_at_it(
    size: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is asked for before it is read; it may be another by then."""
    from plancheck.errors import SourceError
    from plancheck.reading import source

    path = folder / "good.yaml"
    asked = os.fstat

    def then_change(descriptor: int) -> os.stat_result:
        status = asked(descriptor)
        os.truncate(path, size)
        return status

    monkeypatch.setattr(source.os, "fstat", then_change)
    with pytest.raises(SourceError) as caught:
        source.read(str(path))
    key = {0: "source.empty", 11: "source.undecodable"}.get(size, "source.too-large")
    assert [problem.key for problem in caught.value.problems] == [key]


# --- terminals -----------------------------------------------------------------------------------

LONG = {"示例" * 30: 1, "示例“基地”—" * 8: 2, "a" * 70: 3, "𠮷" * 30: 4, "[red]示例[/red]": 5}


@stands_for("narrow", "ambiguous-width")
@pytest.mark.parametrize("columns", [20, 24, 30, 40, 59, 60, 61, 80, 100, 149, 150, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_of_any_width_shows_all(
    lang: str, columns: int, driver: Driver, tmp_path: Path
) -> None:
    from rich.cells import cell_len

    units = ", ".join(f'"{name}": {{sessions: {number}}}' for name, number in LONG.items())
    text = f"province: 上海\ntier: 1\ntasks: {{15.bases: {{units: {{{units}}}}}}}\n"
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"province: {'上诲' * 20}\n", encoding="utf-8")
    arguments = ("validate", "r.yaml", "b.yaml", "--lang", lang)
    width = {"COLUMNS": str(columns)}
    ended = driver.run(*arguments, "--show", "all", cwd=tmp_path, env=width)
    checked(ended)
    assert ended.code == 2
    whole = squeezed(ended.out)
    as_json = driver.run(*arguments, "--format", "json", cwd=tmp_path)
    found = json.loads(as_json.out)
    (report,) = found["reports"]
    assert len(report["findings"]) == 32
    for finding in report["findings"]:
        assert finding["obligation"] in whole
        assert f"{finding['location']['line']}:{finding['location']['column']}" in whole
        if finding["verdict"] in ("fail", "missing", "review"):
            assert squeezed(finding["message"][lang]) in whole
    (problem,) = found["problems"]
    assert squeezed(problem["message"][lang]) in whole
    assert cell_len("—“”") == 3
    drawn = [part.splitlines() for part in ended.out.split("\n\n") if "───" in part]
    lines = [line for table in drawn for line in table if " · " not in line]  # no legend
    assert all(cell_len(line) <= columns for line in lines)
    assert len(lines) > 32 or columns < 80


def squeezed(text: str) -> str:
    """Return ``text`` without white space and the lines that draw a table."""
    return re.sub(r"[\s─]", "", text)


@stands_for("not-a-terminal")
def test_in_a_pipe_no_message_is_broken(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "\n".join(f"{'未知' * 25}{n}: [{'x' * 50}]" for n in range(5)), encoding="utf-8"
    )
    ended = driver.run("validate", "r.yaml", cwd=tmp_path)
    found = json.loads(driver.run("validate", "r.yaml", "--format", "json", cwd=tmp_path).out)
    lines = ended.out.splitlines()
    assert len(found["problems"]) >= 5
    for problem in found["problems"]:
        place = f"r.yaml:{problem['location']['line']}:{problem['location']['column']}"
        assert f"{place}: {problem['message']['zh']}" in lines
