"""Which files a call is about: folders, patterns, lists as git writes them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from plancheck.errors import Problem, UsageError
from plancheck.verdicts.discovery import Input, expand
from plancheck.verdicts.path_list import read_list


def names(found: list[Input | Problem]) -> list[str]:
    return [one.path if isinstance(one, Input) else f"!{one.key}" for one in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two reports, a file of another kind and a folder below it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports" / "子").mkdir(parents=True)
    for name in ("b.yaml", "a.yml", "read.me", ".hidden.yaml", "子/上海.YAML"):
        (tmp_path / "reports" / name).write_text("x: 1\n", encoding="utf-8")
    return tmp_path


def test_the_order_is_that_of_the_arguments_and_by_name_within_one(folder: Path) -> None:
    found = list(expand(["reports/b.yaml", "reports"]))
    assert names(found) == [
        "reports/b.yaml",
        "reports/.hidden.yaml", "reports/a.yml", "reports/read.me", "reports/子/上海.YAML",
    ]  # fmt: skip
    inputs = [one for one in found if isinstance(one, Input)]
    assert [one.found for one in inputs] == [False, True, True, True, True]
    assert [one.kind for one in inputs] == ["", "hidden", "", "other", ""]


def test_a_pattern_stands_for_what_it_matches(folder: Path) -> None:
    assert names(list(expand(["reports/*.y*ml"]))) == ["reports/a.yml", "reports/b.yaml"]
    assert names(list(expand(["reports/**/*海*"]))) == ["reports/子/上海.YAML"]
    assert names(list(expand(["reports/[ab].y*"]))) == ["reports/a.yml", "reports/b.yaml"]


def test_a_pattern_without_a_match_is_a_problem(folder: Path) -> None:
    assert names(list(expand(["reports/*.json", "reports/b.yaml"]))) == [
        "!run.no-match", "reports/b.yaml",
    ]  # fmt: skip


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "[ab].yaml").write_text("x: 1\n", encoding="utf-8")
    (folder / "a.yaml").write_text("x: 1\n", encoding="utf-8")
    assert names(list(expand(["[ab].yaml"]))) == ["[ab].yaml"]


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert names(list(expand([str(tmp_path)]))) == ["!run.empty-folder"]


def test_what_is_named_need_not_exist_yet_to_be_told_of(tmp_path: Path) -> None:
    assert names(list(expand(["no.yaml", "-"]))) == ["no.yaml", "-"]


def test_standard_input_only_once() -> None:
    with pytest.raises(UsageError):
        list(expand(["-", "-"]))


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        (b"a.yaml\nb c.yaml\n", ["a.yaml", "b c.yaml"]),
        (b"a.yaml\r\n\r\nb.yaml", ["a.yaml", "b.yaml"]),
        (b"\xef\xbb\xbfa.yaml\n", ["a.yaml"]),
        ("上海.yaml\n".encode(), ["上海.yaml"]),
        (b'"\\344\\270\\212\\346\\265\\267.yaml"\n', ["上海.yaml"]),
        (b'"a\\"b\\\\c\\tn\\nx.yaml"\n', ['a"b\\c\tn\nx.yaml']),
        (b"", []),
    ],
)
def test_a_list_is_read_as_git_writes_it(content: bytes, paths: list[str], tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)
    assert read_list(str(file)) == paths


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_list_is_read_as_it_is_written(tmp_path: Path, encoding: str) -> None:
    """Names that end in NUL need -z, and UTF-16 cannot be split at NUL."""
    file = tmp_path / "list"

    def refused(content: bytes, *, nul: bool) -> list[str]:
        file.write_bytes(content)
        with pytest.raises(UsageError) as caught:
            read_list(str(file), nul=nul, encoding=encoding)
        return [problem.key for problem in caught.value.problems]

    for text in ("in/上海.yaml\0in/b.yaml\0", "上海.yaml\0", "a.yaml\0b.yaml"):
        assert refused(text.encode(encoding), nul=False) == ["run.list-nul"]
    for wide in ("utf-16", "utf-16-le", "utf-16-be"):
        for text in ("in/上海.yaml\r\nin/b.yaml\r\n", "in/上海.yaml\0in/b.yaml\0"):
            assert refused(text.encode(wide), nul=True) == ["run.list-utf16"]
    for text in ("", "a\0b\0", "in/上海.yaml\0"):
        file.write_bytes(text.encode())
        assert read_list(str(file), nul=True) == [name for name in text.split("\0") if name]


def test_with_nul_nothing_is_unquoted(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes('"q".yaml\0上海\n.yaml\0'.encode())
    assert read_list(str(file), nul=True) == ['"q".yaml', "上海\n.yaml"]


@pytest.mark.parametrize("line", [b'"open', b'"bad \\x41"', b'"a" b', b'"\\444"', b'"'])
def test_quotes_that_are_not_gits_are_told_at_their_line(line: bytes, tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(b"a.yaml\n" + line + b"\n")
    with pytest.raises(UsageError) as caught:
        read_list(str(file))
    (problem,) = caught.value.problems
    assert problem.key == "run.list-quotes"
    assert problem.where is not None
    assert problem.where.line == 2


def test_a_list_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_list(str(tmp_path / "none"))
    assert caught.value.problems[0].key == "run.list-unreadable"


def test_git_itself(tmp_path: Path) -> None:
    """The names that git prints, quoted and with NUL, are the names of the files."""
    wanted = ["a b.yaml", '引"号.yaml', "上海.yaml", "tab\there.yaml", "新\n行.yaml"]
    for name in wanted:
        (tmp_path / name).write_text("x: 1\n", encoding="utf-8")

    def git(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
            cwd=tmp_path, capture_output=True, check=True,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        ).stdout  # fmt: skip

    git("init", "-q")
    git("add", ".")
    (tmp_path / "plain").write_bytes(git("diff", "--cached", "--name-only"))
    (tmp_path / "nul").write_bytes(git("diff", "--cached", "--name-only", "-z"))
    assert b"\\344" in (tmp_path / "plain").read_bytes()
    assert sorted(read_list(str(tmp_path / "plain"))) == sorted(wanted)
    assert sorted(read_list(str(tmp_path / "nul"), nul=True)) == sorted(wanted)
