"""Files are written whole or not at all, and never where they would destroy something."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plancheck.cli.output_files import (
    LeftError,
    check_targets,
    remove_unfinished,
    write_whole,
)
from plancheck.errors import Location, Problem, UsageError
from tests.conftest import ROOT, Ran

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


def test_no_output_replaces_the_list_of_subjects_of_the_plan(
    tmp_path: Path, run_cli: Callable[..., Ran]
) -> None:
    cities, plan, report = (tmp_path / name for name in ("cities.yaml", "plan.yaml", "report.yaml"))
    rules = (ROOT / "tests/plans/kinds.yaml").read_text("utf-8")
    plan.write_text(rules.replace("subjects: any", "subjects: cities.yaml"), "utf-8")
    report.write_text("subject: 甲市\ntier: 1\n", "utf-8")
    subjects = "format: plancheck.subjects/1\nnoun: 市\nsubjects: [{name: 甲市}]\n"
    for text in (subjects, subjects.replace("name: 甲市", "nam: 甲市")):  # also one to be mended
        cities.write_text(text, "utf-8")
        for call in (
            ("validate", str(report), "--output", f"json={cities}"),
            ("schema", "report", "-o", str(cities)),
        ):
            ran = run_cli(*call, "--plan", str(plan), "--lang", "en")
            assert ran.code == 2
            said = "cities.yaml: this file is an input" in ran.err
            assert said or (call[0] == "schema" and text != subjects)  # that is refused first
            assert cities.read_text("utf-8") == text
    cities.write_text(subjects, "utf-8")
    other = tmp_path / "result.json"
    run_cli("validate", str(report), "--output", f"json={other}", "--plan", str(plan))
    assert other.exists()


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


# --- folders -------------------------------------------------------------------------------------

NOTICES = {"00-通报.md": "通报\n", "上海.md": ["上", "海\n"], "b.bin": b"\xff"}


def held(folder: Path) -> dict[str, bytes]:
    """Return the files of ``folder`` and what is in them."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


WRITTEN = {"00-通报.md": "通报\n".encode(), "上海.md": "上海\n".encode(), "b.bin": b"\xff"}


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("end", ["", "/"])
def test_a_folder_is_written_with_all_its_files(end: str, exists: bool, tmp_path: Path) -> None:
    if exists:
        (tmp_path / "out").mkdir()
    write_whole({str(tmp_path / "x.json"): "{}", f"{tmp_path / 'out'}{end}": NOTICES})
    assert held(tmp_path / "out") == WRITTEN
    assert sorted(os.listdir(tmp_path)) == ["out", "x.json"]


def test_a_new_folder_has_the_usual_permissions_and_an_empty_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "old").mkdir(mode=0o700)
    mask = os.umask(0o027)
    try:
        write_whole({str(tmp_path / name): NOTICES for name in ("old", "new")})
    finally:
        os.umask(mask)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old", "new", "new/b.bin")]
    assert modes == [0o700, 0o750, 0o640]


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize(
    ("fails", "at"),
    [
        *(("fsync", n) for n in (1, 2, 3, 4, 5)),
        *(("chmod", n) for n in (1, 2, 3, 4, 5, 6)),
        *(("mkdir", 1), ("rename", 1), ("replace", 1), ("replace", 2), ("rmdir", 1)),
    ],
)
@pytest.mark.parametrize("order", [("old", "out", "new"), ("out", "new", "old")])
def test_where_one_fails_the_folder_is_as_it_was_too(
    order: tuple[str, ...],
    fails: str,
    at: int,
    exists: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An empty folder stays, with its permissions, and one that was not there is not there."""
    if fails == "rmdir" and not exists:
        pytest.skip("nothing has to make room")
    (tmp_path / "old").write_text("before", encoding="utf-8")
    if exists:
        (tmp_path / "out").mkdir(mode=0o750)
    real, calls = getattr(os, fails), 0

    def failing(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    texts = {"old": "after", "out": NOTICES, "new": "after"}
    with monkeypatch.context() as patch:
        patch.setattr(os, fails, failing)
        with pytest.raises(OSError, match="No space left"):
            write_whole({str(tmp_path / name): texts[name] for name in order})  # type: ignore[misc]
    assert sorted(os.listdir(tmp_path)) == ["old", *(["out"] if exists else [])]
    assert (tmp_path / "old").read_text(encoding="utf-8") == "before"
    if exists:
        assert os.listdir(tmp_path / "out") == []
        assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o750


def test_a_folder_makes_room_before_another_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where nothing can be renamed to a name that is in use."""
    (tmp_path / "out").mkdir()
    real = os.rename

    def rename(old: str, new: str) -> None:
        assert not os.path.lexists(new)
        real(old, new)

    monkeypatch.setattr(os, "rename", rename)
    write_whole({str(tmp_path / "out"): NOTICES})
    assert held(tmp_path / "out") == WRITTEN


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_a_folder_replaces_nothing_that_has_come_meanwhile(there: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if there == "folder":
        out.mkdir()
        (out / "filled.yaml").write_text("before", encoding="utf-8")
    elif there == "file":
        out.write_text("before", encoding="utf-8")
    else:
        (tmp_path / "empty").mkdir()
        out.symlink_to("empty")
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(OSError, match=r"not empty|Not a directory"):
        write_whole({str(tmp_path / "a"): "x", str(out): NOTICES})
    assert sorted(os.listdir(tmp_path)) == before


def test_an_interrupt_leaves_no_half_of_a_folder(tmp_path: Path) -> None:
    """The handler of the signal removes what is there so far."""

    def pieces() -> Iterator[str]:
        yield "x"
        remove_unfinished()
        assert os.listdir(tmp_path) == []
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole({str(tmp_path / "out"): {"a": "whole", "b": pieces()}})
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_removed_of_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "rename", refused)
    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(LeftError) as caught:
        write_whole({str(tmp_path / "out"): {"a": "x"}})
    [folder] = tmp_path.iterdir()
    assert [*caught.value.names] == [str(folder / "a"), str(folder)]


@pytest.mark.parametrize("name", ["../x", "a/b", "/x", ".."])
def test_no_file_of_a_folder_lies_outside(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises((ValueError, OSError)):
        write_whole({str(tmp_path / "in" / "out"): {name: "x"}})
    assert os.listdir(tmp_path) == ["in"]
    assert os.listdir(tmp_path / "in") == []


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("-", "output.not-a-folder"),
        ("", "output.not-a-folder"),
        ("report.yaml", "output.taken"),
        ("other.txt", "output.not-a-folder"),
        ("pipe", "output.not-a-folder"),
        ("full", "output.not-empty"),
        ("full/", "output.not-empty"),
        (".", "output.taken"),
        ("link", "output.link"),
        ("link/", "output.link"),
        ("nowhere", "output.link"),
        ("none/out", "output.no-folder"),
    ],
)
def test_where_no_folder_may_be_written(
    target: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("empty", "full"):
        Path(folder).mkdir()
    for file in ("full/x", "report.yaml", "other.txt"):
        Path(file).write_text("x", encoding="utf-8")
    Path("link").symlink_to("empty")
    Path("nowhere").symlink_to("none")
    os.mkfifo("pipe")
    for fine in ("empty", "empty/", "new", "new/", "full/new"):
        check_targets([fine, "x.json"], ["report.yaml"], [fine])
    with pytest.raises(UsageError) as caught:
        check_targets([target], ["report.yaml"], [target])
    assert [problem.key for problem in caught.value.problems] == [key]


def test_a_folder_holds_no_other_output_and_no_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    for targets in (
        ["out", "out/x.json"],
        ["out/x.json", "out"],
        ["out", "out/in"],
        ["out", "out/"],
    ):
        folders = [target for target in targets if not target.endswith("json")]
        with pytest.raises(UsageError) as caught:
            check_targets(targets, [], folders)
        assert {problem.key for problem in caught.value.problems} == {"output.taken"}
    with pytest.raises(UsageError) as caught:
        check_targets(["out"], ["out/gone.yaml"], ["out"])
    assert caught.value.problems[0].key == "output.taken"
    check_targets(["out", "out.json"], ["output.yaml"], ["out"])


def test_a_folder_in_one_that_cannot_be_looked_into_may_hide_an_input(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    unseen = Problem("source.unreadable", Location(str(tmp_path / "closed")))
    target = str(tmp_path / "closed" / "out")
    with pytest.raises(UsageError) as error:
        check_targets([target], [unseen], [target])
    assert [problem.key for problem in error.value.problems] == ["output.taken"]
