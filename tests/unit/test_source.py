"""Bytes to nodes: limits, encodings, what is refused and where, and the places of values."""

from __future__ import annotations

import hashlib
import io
import os
import re
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from plancheck.errors import Location, Problem, SourceError, counted
from plancheck.reading import events
from plancheck.reading.decoding import LINE_END
from plancheck.reading.events import LONGEST_READ_TWICE
from plancheck.reading.parser import MAX_SCALAR
from plancheck.reading.source import MAX_BYTES, MAX_VALUES, parse, read
from plancheck.reading.tree import MAX_DEPTH, Document
from tests import HANGS
from tests.conftest import ROOT
from tests.fuzz.parsers import tree

SAMPLE = """\
# 自查报告
省份: 上海
𠮷: {ａ: "一二", b: 'c d', 省: [x, ~, "null"]}
tasks:
  15.training:
    sessions: 010
    note: |
      第一行
      第二行：完
    records:
    - {name: 甲 乙, date: 2014-03-18}
    - name: >-
        折叠
        文字
      note:
  18: not-undertaken
empty: {}
list: []
yes: no
"""


def problems_of(
    content: bytes, encoding: str = "utf-8", most: int = MAX_VALUES
) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as caught:
        parse(content, "f", encoding=encoding, most=most)
    return caught.value.problems


def at(problem: Problem) -> tuple[int, int]:
    assert problem.where is not None
    return problem.where.line, problem.where.column


def test_everything_stays_the_text_it_was_written_as() -> None:
    document = parse(SAMPLE.encode(), "f")
    assert document.problems == []
    assert document.data == {
        "省份": "上海",
        "𠮷": {"ａ": "一二", "b": "c d", "省": ["x", None, "null"]},
        "tasks": {
            "15.training": {
                "sessions": "010",
                "note": "第一行\n第二行：完\n",
                "records": [
                    {"name": "甲 乙", "date": "2014-03-18"},
                    {"name": "折叠 文字", "note": None},
                ],
            },
            "18": "not-undertaken",
        },
        "empty": {},
        "list": [],
        "yes": "no",
    }
    assert document.path == "f"
    assert document.sha256 == hashlib.sha256(SAMPLE.encode()).hexdigest()


def blanks() -> list[str]:
    """Return the tab and every sign that Unicode calls a space."""
    return ["\t", *(chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) == "Zs")]


def around(blank: str) -> Document:
    """Return a document that has two of ``blank`` around every key and value."""
    two = blank * 2
    quoted = blank.replace("\t", "\\t")
    text = (
        f"a: {two}甲 乙{two}\n"
        f"'{two}b{two}': '{two}2014-03-18{two}'\n"
        f'"{quoted}c": "{quoted} 6{blank}"\n'
        f"d{two}: [ '{two}x', {{ '{two}y': '{two}' }} ]\n"
        f"e: '{two}'\n"
    )
    return parse(text.encode(), "f")


def test_blanks_of_every_kind_around_a_value_are_taken_off() -> None:
    data = {"a": "甲 乙", "b": "2014-03-18", "c": "6", "d": ["x", {"y": ""}], "e": ""}
    wrong = []
    for blank in blanks():
        document = around(blank)
        lines = [document.at(key).line for key, _ in document.root.entries.values()]
        if (document.problems, document.data, lines) != ([], data, [1, 2, 3, 4, 5]):
            wrong.append((ascii(blank), document.problems, document.data, lines))
    assert wrong == []


def test_a_key_stays_one_key_with_blanks_around_it() -> None:
    document = parse("省份: 上海\n省份\u3000: 江西\n".encode(), "f")
    assert [problem.key for problem in document.problems] == ["source.duplicate-key"]


def test_a_text_of_several_lines_keeps_its_line_ends() -> None:
    document = parse("a: |\n  一\n  二\u3000\n\nb: '\n\n  x'\n".encode(), "f")
    assert document.data == {"a": "一\n  二\u3000\n".replace("  ", ""), "b": "\nx"}


@pytest.mark.parametrize(
    "text",
    ["a:\n\u3000b: 1\n\u3000c: 2\n", "a:\n  b: 1\n\u00a0 c: 2\n", "\u2002a: 1\n"],
)
def test_blanks_that_would_indent_are_told_and_nothing_else(text: str) -> None:
    assert {problem.key for problem in problems_of(text.encode())} == {"source.odd-space"}


@pytest.mark.parametrize("value", ['"x"', "'x'", "[x]", "{x: 1}", "- x", "| x"])
def test_a_blank_that_hides_what_a_value_is_is_told(value: str) -> None:
    (problem,) = problems_of(f"a: \u3000{value}\n".encode())[:1]
    assert problem.key in ("source.odd-space", "yaml.second-colon")
    assert problem.where is not None
    assert problem.where.line == 1


@pytest.mark.parametrize(
    "text",
    ["060", "1:30", "1_000", "0x1F", "6.0", "yes", "on", "2014-02-30", ".nan", "=", "1e3", "True"],
)
def test_no_scalar_is_ever_resolved(text: str) -> None:
    assert parse(f"a: {text}\n{text}: b\n".encode(), "f").data == {"a": text, text: "b"}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_left_blank_is_none_and_quoted_is_text(text: str) -> None:
    assert parse(f"a: {text}\nb: '{text}'\n".encode(), "f").data == {"a": None, "b": text}


# --- encodings -----------------------------------------------------------------------------------

CRLF, CR = SAMPLE.replace("\n", "\r\n"), SAMPLE.replace("\n", "\r")
ENCODED = {
    "utf-8 with a mark": b"\xef\xbb\xbf" + SAMPLE.encode(),
    "utf-16 little-endian": b"\xff\xfe" + SAMPLE.encode("utf-16-le"),
    "utf-16 big-endian": b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
    "windows line ends": CRLF.encode(),
    "old line ends": CR.encode(),
    "windows unicode": b"\xff\xfe" + CRLF.encode("utf-16-le"),
    "old unicode": b"\xfe\xff" + CR.encode("utf-16-be"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_every_known_encoding_and_line_end_gives_the_same_tree(name: str) -> None:
    assert tree(parse(ENCODED[name], "f").root) == tree(parse(SAMPLE.encode(), "f").root)


@pytest.mark.parametrize("name", ["utf-8 with a mark", "utf-16 little-endian", "windows unicode"])
def test_a_mark_tells_more_than_what_was_asked_for(name: str) -> None:
    document = parse(ENCODED[name], "f", encoding="gb18030")
    assert tree(document.root) == tree(parse(SAMPLE.encode(), "f").root)


def test_gb18030_is_read_when_asked_for() -> None:
    document = parse(SAMPLE.encode("gb18030"), "f", encoding="gb18030")
    assert tree(document.root) == tree(parse(SAMPLE.encode(), "f").root)


# --- what is refused -----------------------------------------------------------------------------


class Refused(NamedTuple):
    """Bytes that are no report, and the first problem they are refused with."""

    name: str
    content: bytes
    key: str
    place: tuple[int, int]
    values: dict[str, Any]


def refused(
    case: str, content: bytes | str, key: str, line: int, column: int, /, **values: Any
) -> Refused:
    content = content.encode() if isinstance(content, str) else content
    return Refused(case, content, key, (line, column), values)


_GBK = "province: 上海\ntier: 1\n".encode("gbk")
REFUSED = [
    refused("pdf", b"%PDF-1.7\n\xe2\xe3", "source.not-text", 0, 0, kind="PDF"),
    refused("zip", b"PK\x03\x04\x14\x00", "source.not-text", 0, 0, kind="XLSX/DOCX/ZIP"),
    refused("old office", b"\xd0\xcf\x11\xe0\xa1", "source.not-text", 0, 0, kind="XLS/DOC"),
    refused("png", b"\x89PNG\r\n\x1a\n", "source.not-text", 0, 0, kind="PNG"),
    refused("jpeg", b"\xff\xd8\xff\xe0", "source.not-text", 0, 0, kind="JPEG"),
    refused("gzip", b"\x1f\x8b\x08", "source.not-text", 0, 0, kind="GZIP"),
    refused("rar", b"Rar!\x1a\x07", "source.not-text", 0, 0, kind="RAR"),
    refused("html", "\n <HTML>\n", "source.not-text", 1, 1, kind="HTML/XML"),
    refused("xml", "<?xml version='1.0'?>", "source.not-text", 1, 1, kind="HTML/XML"),
    refused("utf-32 little", "a: 1".encode("utf-32"), "source.utf32", 1, 1),
    refused("utf-32 big", b"\0\0\xfe\xff\0\0\0a", "source.utf32", 1, 1),
    refused("unmarked utf-16 little", "a: 1".encode("utf-16-le"), "source.utf16", 1, 1),
    refused("unmarked utf-16 big", "a: 1".encode("utf-16-be"), "source.utf16", 1, 1),
    refused("gbk", _GBK, "source.gb18030", 1, 11, encoding="UTF-8"),
    refused("gbk on line 2", b"# x\r\n" + _GBK, "source.gb18030", 2, 11, encoding="UTF-8"),
    refused("cut utf-8", "省份: 上海".encode()[:-1], "source.undecodable", 1, 6, encoding="UTF-8"),
    refused(
        "damaged utf-8",
        "省份: 上海\n类别: 1\n".encode().replace("类".encode(), b"\xc0\xe0"),
        "source.undecodable", 2, 1, encoding="UTF-8",
    ),
    refused(
        "damaged after a mark", b"\xef\xbb\xbfa: \xb1\xa8\xb8\xe6", "source.undecodable", 1, 4,
        encoding="UTF-8",
    ),
    refused("latin-1", b"a: caf\xe9\n", "source.undecodable", 1, 7, encoding="UTF-8"),
    refused("overlong", b"a: \xc0\xaf\n", "source.undecodable", 1, 4, encoding="UTF-8"),
    refused("surrogate bytes", b"a: \xed\xa0\x80\n", "source.undecodable", 1, 4, encoding="UTF-8"),
    refused(
        "cut utf-16", b"\xff\xfe" + "a: 1\nb: 𠮷".encode("utf-16-le")[:-2], "source.undecodable",
        2, 4, encoding="UTF-16",
    ),
    refused(
        "odd utf-16", b"\xfe\xff" + "省: 上".encode("utf-16-be") + b"\x4e", "source.undecodable",
        1, 5, encoding="UTF-16",
    ),
    refused("nul", "a: 1\nb: \0\n", "source.control", 2, 4, character="U+0000"),
    refused("escape", "𠮷: \x1b[31m", "source.control", 1, 4, character="U+001B"),
    refused("form feed", "a: 1\r\n\x0cb: 2", "source.control", 2, 1, character="U+000C"),
    refused("mark inside", "a: \ufeffb", "source.control", 1, 4, character="U+FEFF"),
    refused("two marks", "\ufeff\ufeffa: b", "source.control", 1, 1, character="U+FEFF"),
    refused("next line", "a: b\x85c: d", "source.control", 1, 5, character="U+0085"),
    refused("line separator", "a: b\u2028c: d", "source.control", 1, 5, character="U+2028"),
    refused("conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n", "source.conflict", 2, 1),
    refused("rest of a conflict", "a: 1\n=======\nb: 1\n", "source.conflict", 2, 1),
    refused("end of a conflict", "a: 1\n>>>>>>> main\nb: 1\n", "source.conflict", 2, 1),
    refused("nothing", b"", "source.empty", 1, 1),
    refused("only a mark", b"\xef\xbb\xbf", "source.empty", 1, 1),
    refused("only a wide mark", b"\xff\xfe", "source.empty", 1, 1),
    refused("deep brackets", "[" * 100_000, "source.too-deep", 1, 33, limit=MAX_DEPTH),
    refused("deep braces", "{a: " * 50_000, "source.too-deep", 1, 129, limit=MAX_DEPTH),
    refused("deep dashes", "- " * 50_000, "source.too-deep", 1, 65, limit=MAX_DEPTH),
    refused(
        "many values", "[" + "a," * MAX_VALUES + "]", "source.too-many", 1, 2 * MAX_VALUES,
        limit=MAX_VALUES,
    ),
    refused(
        "many lines", "a: 1\n" + "".join(f"k{n}: 1\n" for n in range(30_000)), "source.too-many",
        25_000, 9, limit=MAX_VALUES,
    ),
    refused(
        "long scalar", "a: " + "上" * (MAX_SCALAR + 1), "source.too-long", 1, 4, limit=MAX_SCALAR
    ),
    refused("python tag", 'a: !!python/name:os.system ""', "source.tag", 1, 4,
            name="!!python/name:os.system"),
    refused("own tag", 'a: !x%1b "b"', "source.tag", 1, 4, name="!x\x1b"),
    refused("directive", "%YAML 1.99\n---\na: 1", "source.directive", 1, 1),
    refused("two directives", "%YAML 1.1\n%YAML 1.1\n---\na: 1", "source.directive", 2, 1),
    refused("directive without a document", "# x\n%A\na: 1\n", "source.directive", 2, 1),
    refused("tag handle", "b: 1\na: !x!y z", "source.tag", 2, 4, name="!x!y"),
    refused("cut escape", 'b: 1\na: "上\\u12"', "yaml.escape", 2, 6),
    refused("end and more", "a: 1\n---\n", "source.second-document", 2, 1),
    refused("lone surrogate", 'a: "\\ud800"', "yaml.escape", 1, 5),
]  # fmt: skip


def provoked(content: bytes) -> list[Problem]:
    """Return every problem of ``content``, also problems that do not stop the reading of it."""
    try:
        return parse(content, "f").problems
    except SourceError as exc:
        return list(exc.problems)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused_with_the_reason_and_the_place(case: Refused) -> None:
    found = provoked(case.content)[0]
    assert (found.key, at(found), dict(found.values)) == (case.key, case.place, case.values)


def test_gb18030_that_is_none_is_refused_by_name() -> None:
    (problem,) = problems_of(b"a: 1\nb: " + b"\xff\xff", encoding="gb18030")
    assert (problem.key, at(problem)) == ("source.undecodable", (2, 4))
    assert problem.values == {"encoding": "GB18030"}


_CONTROLS = [
    *(n for n in range(0x20) if n not in (0x09, 0x0A, 0x0D)),
    *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF,
]  # fmt: skip


def test_no_control_character_gets_through_raw_or_escaped() -> None:
    for code in _CONTROLS:
        raw = provoked(f"note: abc{chr(code)}d".encode())
        assert [(p.key, at(p)) for p in raw] == [("source.control", (1, 10))], hex(code)
        assert raw[0].values == {"character": f"U+{code:04X}"}
        escaped = provoked(f'note: "abc\\u{code:04x}d"'.encode())
        assert [(p.key, at(p)) for p in escaped] == [("source.control", (1, 7))], hex(code)


def test_what_is_no_control_character_gets_through() -> None:
    text = "a b é 上 𠮷 \u200b — “” ～ \U0001f600"
    assert parse(f"note: {text}".encode(), "f").data == {"note": text}


def test_the_first_twenty_control_characters_are_all_told() -> None:
    found = problems_of(b"a: 1\n" + b"\x01\n" * 30)
    assert [at(problem)[0] for problem in found] == list(range(2, 22))


def test_problems_that_do_not_stop_are_all_kept() -> None:
    document = parse(b"a: &x 1\na: 2\nb: *x\nc: !t 3\n", "f")
    assert [problem.key for problem in document.problems] == [
        "source.anchor", "source.duplicate-key", "source.alias", "source.tag",
    ]  # fmt: skip
    assert document.data == {"a": "1", "b": None, "c": "3"}


def test_a_syntax_error_does_not_hide_what_came_before_it() -> None:
    found = problems_of(b"a: &x 1\nb: [\n")
    assert [problem.key for problem in found] == ["source.anchor", "yaml.unclosed-bracket"]


# --- limits --------------------------------------------------------------------------------------


def test_the_limits_are_those_that_are_promised() -> None:
    assert (MAX_BYTES, MAX_DEPTH, MAX_VALUES, MAX_SCALAR) == (1 << 20, 32, 50_000, 65_536)


def filled(size: int) -> bytes:
    return b"a: 1\n# " + b"x" * (size - 7)


def test_the_limit_of_bytes(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_bytes(filled(MAX_BYTES))
    assert read(str(file)).data == {"a": "1"}
    file.write_bytes(filled(MAX_BYTES + 1))
    assert refusal(str(file)) == ("source.too-large", Location(str(file)), {"limit": MAX_BYTES})


def test_the_limit_of_bytes_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, filled(MAX_BYTES))
    assert read("-").path == "<stdin>"
    feed(monkeypatch, filled(MAX_BYTES + 1))
    assert refusal("-") == ("source.too-large", Location("<stdin>"), {"limit": MAX_BYTES})


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_the_limit_of_depth(opening: str, closing: str) -> None:
    document = parse((opening * MAX_DEPTH + "1" + closing * MAX_DEPTH).encode(), "f")
    assert str(document.data).count("1") == 1
    too_deep = MAX_DEPTH + 1
    (problem,) = problems_of((opening * too_deep + "1" + closing * too_deep).encode())
    assert (problem.key, at(problem)) == ("source.too-deep", (1, len(opening) * MAX_DEPTH + 1))


def test_the_limit_of_values() -> None:
    document = parse(("[" + "a," * (MAX_VALUES - 1) + "]").encode(), "f")
    assert len(document.data) == MAX_VALUES - 1
    (problem,) = problems_of(("[" + "a," * MAX_VALUES + "]").encode())
    assert problem.key == "source.too-many"


def test_keys_and_aliases_count_as_values() -> None:
    most = 1001
    lines = [f"k{n}: 1\n" for n in range(501)]
    assert len(parse("".join(lines[:-1]).encode(), "f", most=most).data) == 500
    assert problems_of("".join(lines).encode(), most=most)[0].key == "source.too-many"
    aliases = problems_of(("[" + "*a," * 6000 + "]").encode(), most=most)
    assert counted(aliases) == most
    assert aliases[-1].key == "source.too-many"


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_limit_of_a_scalar(quote: str) -> None:
    document = parse(f"a: {quote}{'上' * MAX_SCALAR}{quote}".encode(), "f")
    assert len(document.data["a"]) == MAX_SCALAR
    (problem,) = problems_of(f"a: {quote}{'上' * (MAX_SCALAR + 1)}{quote}".encode())
    assert (problem.key, at(problem)) == ("source.too-long", (1, 4))


# --- files ---------------------------------------------------------------------------------------

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def refusal(path: str) -> tuple[str, Location | None, dict[str, Any]]:
    with pytest.raises(SourceError) as caught:
        read(path)
    (problem,) = caught.value.problems
    return problem.key, problem.where, dict(problem.values)


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "ascii"))


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail instead of hanging for ever."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Give up the right of the superuser to read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def linked(path: Path, make: Callable[[Path], None]) -> None:
    make(path.with_name("target"))
    path.symlink_to("target")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def sealed(path: Path) -> None:
    path.write_bytes(b"a: 1\n")
    path.chmod(0)


UNOPENED: list[tuple[str, str, Callable[[Path], object]]] = [
    ("missing", "source.not-found", lambda path: None),
    ("link to nothing", "source.not-found", lambda path: path.symlink_to("nothing")),
    ("link to itself", "source.link-loop", lambda path: path.symlink_to(path)),
    ("no permission", "source.unreadable", sealed),
    ("folder", "source.not-a-file", Path.mkdir),
    ("fifo", "source.not-a-file", fifo),
    ("link to a fifo", "source.not-a-file", lambda path: linked(path, fifo)),
    ("link to a device", "source.not-a-file", lambda path: path.symlink_to("/dev/zero")),
    ("too large", "source.too-large", lambda path: path.write_bytes(filled(MAX_BYTES + 1))),
    ("sparse", "source.too-large", sparse),
]


@posix
@pytest.mark.parametrize(("name", "key", "make"), UNOPENED, ids=[case[0] for case in UNOPENED])
def test_what_is_not_opened(
    name: str, key: str, make: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "报告.yaml"
    make(path)
    with within(HANGS), unprivileged() if name == "no permission" else nullcontext():
        found, where, values = refusal(str(path))
    assert (found, where) == (key, Location(str(path)))
    if key == "source.unreadable":
        assert values == {"why": "Permission denied"}


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(b"a: 1\n")
    link = tmp_path / "link"
    link.symlink_to("r.yaml")
    assert read(str(link)).data == {"a": "1"}


def test_a_name_that_cannot_be() -> None:
    assert refusal("a\0b.yaml")[0] == "source.unreadable"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files in /proc")
def test_no_file_stays_open(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(filled(MAX_BYTES + 1))
    (tmp_path / "fine").write_bytes(b"a: 1\n")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        for path in (tmp_path, tmp_path / "large"):
            with pytest.raises(SourceError):
                read(str(path))
        read(str(tmp_path / "fine"))
    assert len(os.listdir("/proc/self/fd")) == before


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refusal("-")[:2] == ("source.unreadable", Location("<stdin>"))


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (SAMPLE.encode(), *ENCODED.values()):
        feed(monkeypatch, content)
        assert tree(read("-").root) == tree(parse(SAMPLE.encode(), "f").root)


# --- places --------------------------------------------------------------------------------------


def spans(document: Document, *loc: str | int) -> tuple[int, int, int, int]:
    where = document.locate(loc)
    return where.line, where.column, where.end_line, where.end_column


def test_columns_count_code_points() -> None:
    document = parse("𠮷𠮷: {ＡＢ: 上海, é: 𠮷c, d: x}\n".encode(), "f")
    assert spans(document, "𠮷𠮷", "ＡＢ") == (1, 10, 1, 12)
    assert spans(document, "𠮷𠮷", "é") == (1, 17, 1, 19)
    assert spans(document, "𠮷𠮷", "d") == (1, 24, 1, 25)


def test_a_refusal_counts_code_points_too() -> None:
    (duplicate,) = parse("{𠮷𠮷: 全角, 𠮷𠮷: 1}".encode(), "f").problems
    assert at(duplicate) == (1, 10)
    assert at(problems_of("𠮷: \ufeff".encode())[0]) == (1, 4)
    assert at(problems_of("𠮷全: “\x00".encode())[0]) == (1, 6)
    assert at(problems_of("𠮷全: [".encode())[0]) == (1, 5)


NESTED = """\
province: 上海
blank:
tasks:
  15.training:
    sessions: "6"
    records:
    - {name: 甲}
    - name: 乙
"""


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("province",), (1, 11, 1, 13)),  # a scalar is shown by itself
        (("blank",), (2, 1, 2, 6)),  # one left blank by its key
        (("tasks",), (3, 1, 3, 6)),  # a mapping by the key that names it
        (("tasks", "15.training", "sessions"), (5, 15, 5, 18)),
        (("tasks", "15.training", "records"), (6, 5, 6, 12)),  # a list too
        (("tasks", "15.training", "records", 0), (7, 7, 7, 16)),  # what has no key by itself
        (("tasks", "15.training", "records", 1, "name"), (8, 13, 8, 14)),
        (("tasks", "15.training", "date"), (4, 3, 4, 14)),  # what is missing by its parent
        (("tasks", "18", "status"), (3, 1, 3, 6)),
        (("tasks", "15.training", "records", 2), (6, 5, 6, 12)),
        (("province", "deeper"), (1, 1, 1, 9)),
        (("evidence",), (1, 1, 1, 1)),  # what is missing at the top by the first line
        ((), (1, 1, 1, 1)),
    ],
)
def test_locate(loc: tuple[str | int, ...], place: tuple[int, int, int, int]) -> None:
    assert spans(parse(NESTED.encode(), "f"), *loc) == place


def test_locate_the_key() -> None:
    document = parse(NESTED.encode(), "f")
    assert document.locate(("province",), key=True)[:5] == ("f", 1, 1, 1, 9)
    assert document.locate(("tasks", "15.training", "sessions"), key=True).column == 5


def test_a_list_at_the_top() -> None:
    document = parse(b"- a\n- b: c\n", "f")
    assert document.data == ["a", {"b": "c"}]
    assert spans(document, 0) == (1, 3, 1, 4)
    assert spans(document, 1, "b") == (2, 6, 2, 7)


def test_a_number_never_finds_a_key_of_a_list() -> None:
    document = parse(b"a: [x]\n", "f")
    assert spans(document, "a", "0") == (1, 1, 1, 2)


def test_a_key_that_looks_like_a_number_is_found() -> None:
    assert spans(parse(b"18: x\n", "f"), "18") == (1, 5, 1, 6)


# --- the other parser ----------------------------------------------------------------------------

GOOD = sorted([*ROOT.glob("examples/**/*.y*ml"), *ROOT.glob("data/*.yaml")])


@pytest.fixture
def in_pure_python(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    if not yaml.__with_libyaml__:
        pytest.skip("libyaml is not built in")
    return lambda: monkeypatch.setattr(events, "LIBYAML", None)


@pytest.fixture
def read_in_pure_python(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are read in pure Python from now on."""
    if not yaml.__with_libyaml__:
        pytest.skip("libyaml is not built in")
    texts: list[str] = []

    class Noted(events.PurePython):
        def __init__(self, text: str) -> None:
            texts.append(text)
            super().__init__(text)

    monkeypatch.setattr(events, "PurePython", Noted)
    return texts


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_the_pure_python_parser_builds_the_same_tree(
    path: Path, in_pure_python: Callable[[], None]
) -> None:
    content = path.read_bytes()
    by_libyaml = parse(content, "f")
    in_pure_python()
    assert tree(parse(content, "f").root) == tree(by_libyaml.root)


@pytest.mark.parametrize("name", ENCODED)
def test_the_pure_python_parser_reads_every_encoding(
    name: str, in_pure_python: Callable[[], None]
) -> None:
    by_libyaml = parse(ENCODED[name], "f")
    in_pure_python()
    assert tree(parse(ENCODED[name], "f").root) == tree(by_libyaml.root)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_usual_file_is_not_read_in_pure_python(
    path: Path, read_in_pure_python: list[str]
) -> None:
    parse(path.read_bytes(), "f")
    assert read_in_pure_python == []


ADDRESSES = """\
evidence:
  Z01: {title: 通知（示例）, url: https://example.org/a?x=1&y=2, number: 示例〔2014〕1号}
  Z02: {url: "https://example.org/?x=1&y=*", 备注: 'A & B, 5 * 3!'}
  Z03:
    url: https://example.org/a?x=!1&y=&z=*
    note: 研发 & 推广，何时完成?
list: [https://example.org/?q=a, https://example.org/a?b&c?, b?c: d]
"""


def test_an_address_is_read_once(read_in_pure_python: list[str]) -> None:
    document = parse(ADDRESSES.encode(), "f")
    assert document.problems == []
    assert read_in_pure_python == []
    assert document.data["evidence"]["Z01"]["url"] == "https://example.org/a?x=1&y=2"


def test_an_address_is_one_in_pure_python(in_pure_python: Callable[[], None]) -> None:
    by_libyaml = parse(ADDRESSES.encode(), "f")
    in_pure_python()
    assert tree(parse(ADDRESSES.encode(), "f").root) == tree(by_libyaml.root)


@pytest.mark.parametrize(
    "text", ["? a\n", "{?a}", "a: &b c", "[*b]", "!t160,", "- !\n", '"a": !x b', "a: |#b\n c"]
)
def test_a_sign_that_begins_something_is_read_in_pure_python_at_once(
    text: str, read_in_pure_python: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "LIBYAML", pytest.fail)
    with suppress(SourceError):
        parse(text.encode(), "f")
    assert read_in_pure_python == [text]


def test_what_libyaml_alone_refuses_is_read(read_in_pure_python: list[str]) -> None:
    text = "{a:[b]}"
    with pytest.raises(yaml.YAMLError):
        list(yaml.parse(text, yaml.CSafeLoader))
    document = parse(text.encode(), "f")
    assert (document.problems, document.data) == ([], {"a": ["b"]})
    assert read_in_pure_python == [text]


def test_of_a_very_long_text_the_first_word_counts(read_in_pure_python: list[str]) -> None:
    assert "yaml.escape" in [
        p.key for p in problems_of(b"#" * LONGEST_READ_TWICE + b'\n- ? "\\ud83d"')
    ]
    assert read_in_pure_python == []


TABBED = """\
a:\tb\tc\t# d
\t\t
\t# e
"f\tg":\t[h,\ti, {
\tj:\tk}]
l:
- m
\tn
-\t'o\tp
\tq\\t'
- "\\t\tr"
- |
 s\tt
 \tu
"""


def test_a_tab_is_a_space_where_it_does_not_indent(read_in_pure_python: list[str]) -> None:
    document = parse(TABBED.encode(), "f")
    assert document.problems == []
    assert document.data == {
        "a": "b c", "f g": ["h", "i", {"j": "k"}],
        "l": ["m n", "o p q\\t", "r", "s t\n u\n"],
    }  # fmt: skip
    assert spans(document, "f g", 1) == (4, 12, 4, 13)
    assert read_in_pure_python == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("\ta: 1\n", [(1, 1)]),
        ("a:\n\tb: 1\n  \tc: 2\n", [(2, 1), (3, 3)]),
        ("note:\n\tb: 1\n", [(2, 1)]),
        ("a:\n\t- {b: 1,\n\tc: 2}\n\t- d\n", [(2, 1), (4, 1)]),
        ("a: |\n b\n\tc\nd:\n\te: 1\n", [(5, 1)]),
        ("a:\n  b: 1\n\tc: 2\n", [(3, 1)]),
    ],
)
def test_a_tab_that_indents_is_told(text: str, places: list[tuple[int, int]]) -> None:
    assert [(p.key, at(p)) for p in problems_of(text.encode())] == [
        ("yaml.tab", place) for place in places
    ]


@pytest.mark.parametrize(
    "content",
    [
        "[" * 5000,
        "x: 1\na: " + "[" * 5000,
        "{" * 5000,
        "a:\n- " + "[{" * 3000,
        "a: a\na: " + "[" * 5000,
    ],
    ids=["brackets", "below a key", "braces", "both", "a problem before them"],
)
def test_a_parser_that_counts_levels_itself_does_not_speak(
    content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As libyaml does from PyYAML 6.0.4 on, and whatever version the tests run with."""

    class Counting(yaml.SafeLoader):
        def __init__(self, text: str) -> None:
            super().__init__(text)
            run = re.search(r"[\[{]{1001}", text)
            self.place = LINE_END.split(text[: run.end() - 1]) if run else None

        def get_event(self) -> Any:
            if self.place:
                mark = yaml.Mark("f", 0, len(self.place) - 1, len(self.place[-1]), None, 0)
                said = ("while increasing flow level", mark, "exceeded maximum nesting depth", mark)
                raise yaml.MarkedYAMLError(*said)
            return super().get_event()

    told = problems_of(content.encode())
    monkeypatch.setattr(events, "LIBYAML", Counting)
    assert problems_of(content.encode()) == told


@pytest.mark.slow
def test_the_pure_python_parser_refuses_the_same(in_pure_python: Callable[[], None]) -> None:
    def found() -> dict[str, Sequence[Problem]]:
        return {
            case.name: provoked(case.content)
            for case in REFUSED
            if len(case.content) <= LONGEST_READ_TWICE
        }

    by_libyaml = found()
    in_pure_python()
    assert found() == by_libyaml
