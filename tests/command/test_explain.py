"""``explain`` on the command line: what it prints, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import ROOT, SOURCE_TEXT, Ran

Cli = Callable[..., Ran]


@pytest.mark.parametrize("name", ["", "31", "\u202e", "x" * 500, "15.training\n", "{name}"])
def test_a_foreign_name_is_refused_in_both_languages(name: str, run_cli: Cli) -> None:
    for lang in ("zh", "en"):
        ran = run_cli("explain", name, "--lang", lang)
        assert (ran.code, ran.out) == (2, "") or name == "15.training\n"
        assert "\u202e" not in ran.err
        assert "Traceback" not in ran.err


@pytest.mark.skipif(not SOURCE_TEXT.exists(), reason="the official text is not here")
def test_the_full_sentence_is_shown_from_the_readers_copy(run_cli: Cli) -> None:
    ran = run_cli("explain", "15.training", "--source", str(SOURCE_TEXT))
    assert ran.code == 0
    sentence = next(
        line.strip() for line in SOURCE_TEXT.read_text("utf-8").split("\n") if "不少于6次" in line
    )
    assert sentence in ran.out
    without = run_cli("explain", "15.training")
    assert sentence not in without.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explaining_a_fail_is_no_failure(lang: str, run_cli: Cli) -> None:
    file = str(ROOT / "examples" / "tier2-noncompliant.yaml")
    ran = run_cli("explain", "19.standard", "--report", file, "--tier", "2", "--lang", lang)
    assert ran.code == 0
    assert f"{file}:27:30" in ran.out
    assert "data/plan2014.yaml:" in ran.out
    assert "18" in ran.out
    assert "20" in ran.out


def test_json_has_both_languages_and_the_same_bytes(run_cli: Cli) -> None:
    file = str(ROOT / "examples" / "shanghai.yaml")
    runs = [
        run_cli("explain", "15", "--report", file, "--format", "json", "--lang", lang)
        for lang in ("zh", "en")
    ]
    assert runs[0].out == runs[1].out
    document = json.loads(runs[0].out)
    assert document["format"] == "plancheck.explanation/1"
    training = next(o for o in document["obligations"] if o["obligation"] == "15.training")
    assert training["finding"]["verdict"] == "pass"
    assert training["tiers"]["1"]["quota"]["at_least"] == 6
    assert training["why"][0]["message"].keys() == {"zh", "en"}
    columns = {cited["phrase"]: cited["column"] for cited in training["cites"]}
    assert columns["各类省份必做"] == "duties"
    assert columns["二类省份不少于4次"] == "measures"


def test_an_unusable_report_is_told_as_validate_tells_it(run_cli: Cli) -> None:
    file = str(ROOT / "examples" / "broken.yaml")
    explained = run_cli("explain", "15", "--report", file)
    assert explained.code == 2
    assert f"{file}:" in explained.err


def test_nothing_named_is_a_usage_error(run_cli: Cli) -> None:
    ran = run_cli("explain")
    assert ran.code == 2
    assert "explain 15.training" in ran.err
