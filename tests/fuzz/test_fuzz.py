"""The fuzzer itself: it repeats what it did, notices what is broken, and says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from plancheck.reading import events
from plancheck.reading.tree import MAX_DEPTH

pytest.importorskip("resource", reason="needs POSIX processes")

from tests.fuzz import promises
from tests.fuzz.__main__ import main, smallest
from tests.fuzz.mutator import KINDS, Mutator
from tests.fuzz.parsers import disagreement


def test_a_seed_repeats_its_inputs_in_any_order() -> None:
    numbers = range(120)
    first, again = Mutator(1), Mutator(1)
    one = {n: first.case(n) for n in numbers}
    for n in reversed(numbers):
        assert (again.case(n).kind, again.case(n).content) == (one[n].kind, one[n].content)
    other = Mutator(2)
    assert sum(other.case(n).content != one[n].content for n in numbers) > 100
    assert {case.kind for case in one.values()} == set(KINDS)


def test_every_beginning_can_be_changed() -> None:
    mutator = Mutator(1)
    for content in (one for seeds in mutator.seeds.values() for one in seeds):
        assert isinstance(mutator._tree(content, random.Random(1)), bytes)


def test_what_keeps_its_promises_is_no_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "findings"
    assert main(["--inputs", "40", "--seed", "1", "--findings", str(folder)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("seed 1\n40 inputs in ")
    assert out.endswith("0 findings of 0 kinds with seed 1\n")
    assert not folder.exists()


def _raising(*_: object) -> None:
    raise KeyError("示例")


def _endless(*_: object) -> None:
    while True:
        pass


BREAKS = {
    "an exception": ("todo_text", _raising),
    "a control character": ("render", lambda *_: "\x1b[31m\n"),
    "a sentence that says nothing": ("problem_text", lambda *_: " "),
    "an exit code": ("CODES", (1, 3)),
    "no end": ("todo_text", _endless),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_found_and_saved(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    attribute, broken = BREAKS[name]
    monkeypatch.setattr(promises, attribute, broken)
    monkeypatch.setattr(promises, "SECONDS", 0.1 if broken is _endless else promises.SECONDS)
    monkeypatch.setattr("tests.fuzz.__main__.TRIES", 0 if broken is _endless else 5)
    assert main(["--inputs", "20", "--seed", "1", "--findings", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "FINDING" in out
    saved = sorted(tmp_path.glob("*.yaml"))
    assert saved
    assert all(str(file) in out and file.with_suffix(".txt").exists() for file in saved)


def test_a_place_outside_its_file_is_no_place() -> None:
    for line, column in ((3, 1), (1, 5), (2, 1)):
        where = promises.Location("f", line, column, line, column)
        with pytest.raises(promises.Broken):
            promises.within("示例", where, ["abc"])
    for line, column in ((0, 0), (1, 1), (1, 4)):
        promises.within("示例", promises.Location("f", line, column, line, column), ["abc"])


def test_an_input_is_made_as_small_as_it_gets() -> None:
    content = b"x" * 500 + b"a" + b"y" * 300 + b"b" + b"z" * 90
    assert smallest(content, lambda shorter: b"a" in shorter and b"b" in shorter) == b"ab"


@pytest.mark.parametrize("content", [b"a: 1", b"a: [", b"a: &x 1", "省：1".encode()])
def test_the_parsers_agree_on_what_is_common(content: bytes) -> None:
    assert disagreement(content) is None


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not built in")
def test_one_reading_from_both_parsers() -> None:
    mutator = Mutator(21)
    for number in range(300):
        assert disagreement(mutator.case(number).content) is None, number


DISAGREEMENTS = {
    b"[a?]": "one refuses it",
    b"{a: }": "another tree",
    b"[a?, " + b"[" * MAX_DEPTH: "other problems",
}
"""How PyYAML's own parser reads otherwise than libyaml, where nothing holds it to that."""


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not built in")
@pytest.mark.parametrize("content", DISAGREEMENTS)
def test_a_disagreement_of_the_parsers_is_told(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disagreement(content) is None
    monkeypatch.setattr(events, "PurePython", yaml.SafeLoader)
    assert disagreement(content) == DISAGREEMENTS[content]
