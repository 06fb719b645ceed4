"""The command as a process of its own: streams, encodings, signals, and names of files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile.process import COMMAND, SECONDS, document, environment, redirected, run

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


@pytest.mark.parametrize("name", LOCALES)
def test_a_table_is_written_in_an_encoding_that_has_chinese(name: str, folder: Path) -> None:
    env, encoding = LOCALES[name]
    ran = run("validate", "good.yaml", "bad.yaml", cwd=folder, env=env)
    assert (ran.returncode, ran.stderr) == (2, b"")
    out = ran.stdout.decode(encoding)
    assert "good.yaml: 上海 不合规" in out
    assert "“上诲" in out
    assert "合计：2 份报告" in out


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
    assert ran.stderr.decode(encoding) == "选项 --tier 后面要有一个值\n"


def test_what_gbk_lacks_is_escaped(folder: Path) -> None:
    ran = run("validate", "bad.yaml", cwd=folder, env={"PYTHONIOENCODING": "gbk"})
    assert "“上诲\\U00020bb7é”不在填报单位之内" in ran.stdout.decode("gbk")


def test_the_same_bytes_whatever_surrounds_the_process(folder: Path) -> None:
    def out(**env: str) -> bytes:
        return run("validate", ".", "--format", "json", cwd=folder, env=env).stdout

    plain = out()
    assert json.loads(plain)
    assert out(TZ="Asia/Shanghai", PYTHONHASHSEED="1", COLUMNS="40", TERM="dumb") == plain
    assert out(LC_ALL="C", PYTHONHASHSEED="2", FORCE_COLOR="1", PYTHONIOENCODING="gbk") == plain


# --- streams -------------------------------------------------------------------------------------

quiet = pytest.mark.parametrize("format_", ["table", "json"])


@quiet
def test_a_closed_output_is_no_verdict(format_: str, folder: Path) -> None:
    ran = run("validate", "good.yaml", "--format", format_, cwd=folder, through=redirected(">&-"))
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert "没有写出去".encode() in ran.stderr
    assert b"Traceback" not in ran.stderr


@quiet
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_no_verdict(format_: str, folder: Path) -> None:
    ran = run(
        "validate", "good.yaml", "--format", format_, cwd=folder, through=redirected(">/dev/full")
    )
    assert ran.returncode == 2
    assert "没有写出去".encode() in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr


@pytest.mark.parametrize("how", ["2>&-", ">&- 2>&-", "2>/dev/full", ">/dev/full 2>/dev/full"])
def test_nothing_to_complain_on(how: str, folder: Path) -> None:
    ran = run("validate", "--tier", cwd=folder, through=redirected(how))
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", b"")


@quiet
@pytest.mark.parametrize("name", ["good.yaml", "bad.yaml"])
def test_a_reader_that_is_gone_leaves_the_verdict(format_: str, name: str, folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.Popen(
        [*COMMAND, "validate", name, "--format", format_],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
    )
    os.close(writing)
    _, complaints = process.communicate(timeout=SECONDS)
    assert process.returncode == (1 if name == "good.yaml" else 2)
    assert complaints == b""


@quiet
def test_a_reader_that_takes_one_line_leaves_the_verdict(format_: str, folder: Path) -> None:
    (folder / "bad.yaml").unlink()
    for number in range(60):
        (folder / f"good{number}.yaml").write_text(REPORT, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "validate", ".", "--format", format_],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert process.wait(SECONDS) == 1
    assert complaints == b""


# --- signals -------------------------------------------------------------------------------------


def interrupted(*options: str, ready: bytes) -> tuple[int, bytes]:
    """Interrupt a run that waits for its input once ``ready`` has come on standard error."""
    process = subprocess.Popen(
        [sys.executable, *options, "-m", "plancheck", "validate", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    )
    assert process.stderr is not None
    said = b""
    while ready not in said:
        line = process.stderr.readline()
        assert line, "it ended before it was interrupted"
        said += line
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=SECONDS)
    return process.returncode, said + rest


@pytest.mark.parametrize(
    "module", ["plancheck.errors", "yaml", "pydantic", "plancheck.plan", "typer", "plancheck.cli"]
)
def test_an_interrupt_is_quiet_even_during_the_imports(module: str) -> None:
    code, said = interrupted("-X", "importtime", ready=f" {module}\n".encode())
    assert code == 130
    assert b"Traceback" not in said
    assert b"KeyboardInterrupt" not in said


def test_an_interrupt_while_it_waits_for_input() -> None:
    process = subprocess.Popen(
        [*COMMAND, "validate", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    process.send_signal(signal.SIGINT)
    out, complaints = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, complaints) == (130, b"", b"")


# --- names of files ------------------------------------------------------------------------------

NAMES: dict[str, bytes] = {
    "newline": "a\n::error::b\n结论：合规.yaml".encode(),
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
    "newline": "a⏎::error::b⏎结论：合规.yaml",
    "carriage return": "a\\u{d}b.yaml",
    "escape": "\\u{1b}]0;owned\\u{7}\\u{1b}[2J.yaml",
    "c1": "\\u{9b}31m.yaml",
    "gbk": "\\u{dcb1}\\u{dca8}\\u{dcb8}\\u{dce6}.yaml",
    "direction": "\\u{202e}gnp.yaml",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [REPORT, BROKEN], ids=["good", "bad"])
def test_a_name_is_shown_inert(name: str, content: str, tmp_path: Path) -> None:
    path = NAMES[name]
    (tmp_path / os.fsdecode(path)).write_text(content, encoding="utf-8")
    ran = run("validate", "--", path, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (1 if content == REPORT else 2, b"")
    out = ran.stdout.decode("utf-8")
    shown = SHOWN.get(name, path.decode("utf-8", "surrogateescape"))
    assert shown in out
    assert not [c for c in out if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
    assert "\u202e" not in out
    assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [REPORT, BROKEN], ids=["good", "bad"])
def test_json_gives_the_name_back(name: str, content: str, tmp_path: Path) -> None:
    path = NAMES[name]
    (tmp_path / os.fsdecode(path)).write_text(content, encoding="utf-8")
    ran = run("validate", "--format", "json", "--", path, cwd=tmp_path)
    found = document(ran)
    place = found["reports"][0] if found["reports"] else found["problems"][0]["location"]
    assert os.fsencode(place["path"]) == path
    assert not any(byte < 32 and byte != 10 for byte in ran.stdout)


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
    assert f"合计：{len(NAMES)} 份报告".encode(LOCALES[name][1]) in ran.stdout


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
    assert problem["location"] == {"path": "<stdin>", "line": line, "column": column}


def test_gbk_on_standard_input_is_read_when_asked_for(tmp_path: Path) -> None:
    stdin = "province: 上海\ntier: 1\n".encode("gbk")
    ran = run(
        "validate", "-", "--encoding", "gb18030", "--format", "json", cwd=tmp_path, stdin=stdin
    )
    assert document(ran)["reports"][0]["province"]["name"] == "上海"


def test_a_closed_standard_input(tmp_path: Path) -> None:
    ran = run("validate", "-", cwd=tmp_path, through=redirected("<&-"))
    assert (ran.returncode, ran.stderr) == (2, b"")
    assert "读不了".encode() in ran.stdout


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
    ran = run("validate", ".", cwd=folder)
    assert (ran.returncode, ran.stderr) == (2, b"")
    out = ran.stdout.decode()
    assert out.count("结论：不合规") == 4
    assert out.count("没有得出结论") == 3
    assert "合计：7 份报告" in out
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
    process = subprocess.Popen(
        [*COMMAND, "validate", ".", "--format", format_],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.wait(timeout=SECONDS) == 1
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
