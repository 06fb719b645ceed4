"""Files are written whole or not at all, and never where they would destroy something."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from plancheck.cli.output_files import LeftError, check_targets, write_whole
from plancheck.errors import Location, Problem, UsageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


def test_text_arrives_as_utf8_with_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "出.txt"
    write_whole({str(file): "上海\n𠮷\n"})
    assert file.read_bytes() == "上海\n𠮷\n".encode()
    assert os.listdir(tmp_path) == ["出.txt"]


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("before", encoding="utf-8")
    old.chmod(0o640)
    mask = os.umask(0o022)
    try:
        write_whole({str(new): "x", str(old): "y"})
    finally:
        os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o644
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    write_whole({str(tmp_path / "link"): "after"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "after"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("fails", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_where_one_fails_all_stay_as_they_were(
    links: bool, fails: str, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also files that were in place already, and on a file system without links."""
    files = [tmp_path / "one", tmp_path / "two", tmp_path / "three"]
    for file in files[1:]:
        file.write_text("before", encoding="utf-8")
    if not links:
        monkeypatch.setattr(os, "link", refused)
    real, calls = getattr(os, fails), 0

    def failing(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, fails, failing)
    with pytest.raises(OSError, match="No space left"):
        write_whole({str(file): "after" for file in files})
    assert sorted(os.listdir(tmp_path)) == ["three", "two"]
    assert [file.read_text(encoding="utf-8") for file in files[1:]] == ["before", "before"]


def refused(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_what_cannot_be_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", refused)
    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(LeftError) as caught:
        write_whole({str(tmp_path / "one"): "after"})
    assert [*caught.value.names] == [str(file) for file in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("-", "output.not-a-file"),
        ("", "output.not-a-file"),
        ("folder", "output.not-a-file"),
        ("new/", "output.not-a-file"),
        ("/dev/null", "output.not-a-file"),
        ("pipe", "output.not-a-file"),
        ("none/x.json", "output.no-folder"),
        ("report.yaml", "output.taken"),
        ("folder/../report.yaml", "output.taken"),
        ("link", "output.taken"),
    ],
)
def test_what_may_not_be_written(
    target: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("report.yaml").write_text("x", encoding="utf-8")
    Path("link").symlink_to("report.yaml")
    os.mkfifo("pipe")
    check_targets(["fine.json", "folder/fine.json"], ["report.yaml"])
    with pytest.raises(UsageError) as caught:
        check_targets([target], ["report.yaml"])
    assert [problem.key for problem in caught.value.problems] == [key]


def test_what_lies_in_a_folder_that_cannot_be_looked_into_may_be_an_input(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    unseen = Problem("source.unreadable", Location(str(tmp_path / "closed")))
    check_targets([str(tmp_path / "closed.json")], ["a.yaml", unseen])
    with pytest.raises(UsageError) as error:
        check_targets([str(tmp_path / "closed" / "out.json")], ["a.yaml", unseen])
    assert [problem.key for problem in error.value.problems] == ["output.taken"]


def test_two_outputs_may_not_go_to_one_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        check_targets([str(tmp_path / "x"), str(tmp_path / "." / "x")], [])
    assert [problem.key for problem in caught.value.problems] == ["output.taken"]


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("nothing is read-only to this user")
    with pytest.raises(UsageError) as caught:
        check_targets([str(tmp_path / "x")], [])
    assert caught.value.problems[0].key == "output.read-only"
