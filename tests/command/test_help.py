"""Help is in one language, in groups, within the width, and nothing of it is cut."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from plancheck.cli import COMMANDS, command_names
from plancheck.language.messages import MESSAGES
from tests.conftest import ROOT, Ran

Run = Callable[..., Ran]
PAGES = ("", "plan", *command_names())
HEADINGS = {
    "zh": ("用法：", "选项：", "示例："),
    "en": ("Usage: ", "Options:", "Examples:"),
}
GROUPS = {
    "zh": "省份情况 核查哪些报告 何时不通过 输出 设置 示例 退出码".split(),
    "en": [
        *("About the province", "Reports to check", "When the check fails"),
        *("Output", "Settings", "Examples", "Exit codes"),
    ],
}
DESCRIBED = {
    "": "help.app",
    **{name: key for name, (_, key) in COMMANDS.items()},
    **{name: f"help.{name.replace(' ', '-')}" for name in PAGES if " " in name},
}
SHARED = ("help.encoding", "help.config", "help.no-config", "help.lang", "help.debug", "help.help")
SHELL = "_PLANCHECK_COMPLETE"


def page(run_cli: Run, command: str, lang: str, **env: str) -> str:
    ran = run_cli(*command.split(), "--help", env={"PLANCHECK_LANG": lang, **env})
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", HEADINGS)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(
    run_cli: Run, lang: str, width: int
) -> None:
    for command in PAGES:
        text = page(run_cli, command, lang, COLUMNS=str(width))
        assert [line for line in text.splitlines() if cell_len(line) > width] == []
        assert [line for line in text.splitlines() if line != line.rstrip()] == []
        assert max(map(cell_len, text.splitlines())) > 50
        assert "<" not in text
        kept = without_blanks(text)
        for key in (DESCRIBED[command], *(SHARED if command not in ("", "plan") else ())):
            message = MESSAGES[key]
            assert without_blanks(message.zh if lang == "zh" else message.en) in kept, command


@pytest.mark.parametrize("lang", HEADINGS)
def test_headings_are_in_the_language(run_cli: Run, lang: str) -> None:
    other = HEADINGS["en" if lang == "zh" else "zh"]
    for command in PAGES:
        text = page(run_cli, command, lang)
        grouped = command == "validate"
        assert [h for h in HEADINGS[lang] if h not in text] == ([HEADINGS[lang][1]] * grouped)
        assert [h for h in other if h in text] == []
        if command not in ("", "plan"):
            code = "退出码：" if lang == "zh" else "Exit codes:"
            last = text[text.index(code) :].splitlines()[1:]
            assert last[0].startswith("  0  ")
            assert all(re.match(r"  [0-4]  \S", line) for line in last)


@pytest.mark.parametrize("lang", HEADINGS)
def test_the_options_of_validate_are_in_groups(run_cli: Run, lang: str) -> None:
    text = page(run_cli, "validate", lang)
    headings = re.findall(r"^(\S[^:：\n]*)[:：]$", text, re.MULTILINE)
    assert headings == GROUPS[lang]


@pytest.mark.parametrize(
    ("command", "term"),
    [
        ("validate", "--tier TIER"),
        ("validate", "--province, --subject NAME"),
        ("validate", "--roster FILE"),
        ("validate", "--as-of DATE|end|report"),
        ("validate", "--output NAME=FILE"),
        ("validate", "--allow-review, --no-allow-review"),
        ("list-obligations", "--task TASK"),
        ("fmt", "--keys en|zh|keep"),
        ("init", "-o FILE|FOLDER"),
        ("init", "--roster [FILE]"),
        ("schema", "-o FILE"),
        ("plan trace", "--source FILE"),
        ("explain", "NAME"),
    ],
)
def test_a_metavar_says_what_goes_there(run_cli: Run, command: str, term: str) -> None:
    lines = page(run_cli, command, "en").splitlines()
    assert any(re.match(rf"  {re.escape(term)}(  |$)", line) for line in lines)


def test_commands_are_in_two_groups_in_the_order_of_the_work(run_cli: Run) -> None:
    lines = page(run_cli, "", "zh").splitlines()
    begin = lines.index("填报和核查：")
    names = [line.split()[0] for line in lines[begin : begin + 11]]
    assert names == [
        *("填报和核查：", "init", "validate", "verify", "list-obligations", "explain"),
        *("convert", "fmt"),
        *("编写计划和开发：", "plan", "schema"),
    ]
    assert lines[0] == "用法：plancheck [选项] 命令 [参数]..."
    assert "  validate              核查自查报告，列出问题" in lines


@pytest.mark.parametrize("lang", HEADINGS)
def test_an_example_can_be_typed(run_cli: Run, lang: str) -> None:
    """Its command exists, takes these options, and offers this format."""
    tried = 0
    for key, message in MESSAGES.items():
        if not key.startswith("examples."):
            continue
        for example in (message.zh if lang == "zh" else message.en).splitlines():
            name = max((n for n in PAGES if n and example.startswith(f"plancheck {n}")), key=len)
            text = page(run_cli, name, lang)
            for option in re.findall(r" (--?[a-z][a-z-]*)", example):
                assert re.search(rf"^  .*{option}\b", text, re.MULTILINE), example
            for format_ in re.findall(r"--format (\w+)|--output (\w+)=", example):
                assert re.search(rf"\b{''.join(format_)}\b", text), example
            tried += 1
    assert tried > 20


def test_a_closing_sign_begins_no_line(run_cli: Run) -> None:
    for command in PAGES:
        for width in range(50, 90):
            if command in ("validate", "fmt") or width % 20 == 0:
                text = page(run_cli, command, "zh", COLUMNS=str(width))
                assert not re.search(r"^\s*[，。、；）”]|[（“]$", text, re.MULTILINE)


def test_in_a_pipe_a_page_is_80_cells_wide(run_cli: Run) -> None:
    assert page(run_cli, "validate", "zh") == page(run_cli, "validate", "zh", COLUMNS="80")
    assert page(run_cli, "validate", "zh") != page(run_cli, "validate", "zh", COLUMNS="100")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_on_a_terminal_a_page_has_its_width() -> None:
    import fcntl  # not on Windows
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 66, 0, 0))
    command = [sys.executable, "-m", "plancheck", "validate", "--help"]
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    env["PLANCHECK_LANG"] = "zh"
    running = subprocess.Popen(command, stdout=theirs, stdin=theirs, env=env, cwd=ROOT)
    os.close(theirs)
    read = b""
    try:
        while piece := os.read(ours, 4096):
            read += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert running.wait() == 0
    widths = [cell_len(line) for line in read.decode().splitlines()]
    assert 60 < max(widths) <= 66


# --- completion -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(run_cli: Run, shell: str) -> None:
    ran = run_cli(env={SHELL: f"source_{shell}"})
    assert ran.code == 0
    assert SHELL in ran.out


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("plancheck val", ["validate"]),
        ("plancheck validate --requ", ["--require-evidence"]),
        ("plancheck plan tr", ["trace"]),
        ("plancheck fmt --di", ["--diff"]),
    ],
)
def test_commands_and_options_are_completed(run_cli: Run, words: str, known: list[str]) -> None:
    env = {SHELL: "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    ran = run_cli(env=env)
    assert (ran.code, ran.out.split()) == (0, known)


@pytest.mark.parametrize("written", ["source_csh", "x", "tell_bash"])
def test_another_shell_is_refused_in_the_words_of_the_program(run_cli: Run, written: str) -> None:
    """And not with 1, which means that a report does not comply."""
    chinese = run_cli(env={SHELL: written})
    english = run_cli(env={SHELL: written, "PLANCHECK_LANG": "en"})
    assert (chinese.code, english.code) == (2, 2)
    assert "无法为此命令行界面提供命令补全" in chinese.err
    assert "completion is not available for this shell" in english.err
