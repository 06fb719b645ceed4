"""What the documents show is what happens: samples, commands, tables, and what CI runs."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from plancheck.cli import command_names
from plancheck.messages import MESSAGES
from plancheck.plan import Plan
from plancheck.result import Outcome, Verdict
from plancheck.source import MAX_BYTES, MAX_DEPTH, MAX_SCALAR, MAX_VALUES
from tests.conftest import ROOT, SOURCE_TEXT, Ran, judged
from tests.make_golden import GUIDES, READMES, SAMPLE, pages, with_samples

TEXTS = {page.name: page.read_text("utf-8") for page in (*READMES, *GUIDES)}
each_readme = pytest.mark.parametrize("name", [readme.name for readme in READMES])


@pytest.mark.parametrize("name", TEXTS)
def test_samples_are_what_the_command_prints(name: str) -> None:
    assert SAMPLE.search(TEXTS[name])
    assert with_samples(TEXTS[name]) == TEXTS[name]


@each_readme
def test_ci_runs_the_test_command_of_the_readme(name: str) -> None:
    commands = re.findall(r"```sh\n(.+?)\n```", TEXTS[name])
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", [guide.name for guide in GUIDES])
def test_the_commands_of_a_guide_can_be_run(
    name: str, run_cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that name no report of the reader's own; the official text is here or passed over."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"`plancheck ([^`]+)`", TEXTS[name])
    for block in re.findall(r"```text\n(plancheck .+?)```", TEXTS[name], re.DOTALL):
        commands += [line.removeprefix("plancheck ") for line in block.splitlines()]
    tried = 0
    for command in commands:
        arguments = shlex.split(command)
        if "plan2014.txt" in arguments:
            if not SOURCE_TEXT.exists():
                continue
            shutil.copy(SOURCE_TEXT, "plan2014.txt")
        elif arguments[0] == "validate" or {"NAME", "编号", "A"} & set(arguments):
            continue
        elif len(arguments) < 3:
            continue  # the name of a command in a sentence
        ran = run_cli(*arguments)
        assert ran.code == 0, (command, ran.err)
        tried += 1
    assert tried >= 1


def test_the_guide_shows_the_plan_as_it_is() -> None:
    rules = (ROOT / "examples/plans/saving-water.yaml").read_text("utf-8")
    shown = re.findall(r"```yaml plan\n(.+?)```", TEXTS["writing-a-plan.md"], re.DOTALL)
    assert len(shown) == 5
    assert all(block in rules for block in shown)


@each_readme
def test_the_first_command_validates_an_example(name: str, run_cli: Callable[..., Ran]) -> None:
    first = re.findall(r"```sh\n(.+?)\n```", TEXTS[name])[0]
    arguments = shlex.split(first.rpartition(".venv/bin/plancheck ")[2])
    arguments[1] = str(ROOT / arguments[1])
    assert run_cli(*arguments).code == 0


@each_readme
def test_every_command_option_and_verdict_is_described(
    name: str, run_cli: Callable[..., Ran]
) -> None:
    for command in command_names():
        assert f"plancheck {command}" in TEXTS[name]
        for option in re.findall(r"(--[a-z-]+)", run_cli(*command.split(), "--help").out):
            if option not in ("--help", "--debug"):
                assert f"`{option}" in TEXTS[name], option
    for verdict in Verdict:
        assert MESSAGES[f"verdict.{verdict}"].zh in TEXTS[name]
        assert re.search(rf"\| {verdict} \|", TEXTS[name])
    for code in range(5):
        assert f"| {code} |" in TEXTS[name]


@pytest.mark.parametrize("name", ["verdicts.md", "verdicts.en.md"])
def test_the_page_of_rules_names_every_verdict_outcome_and_fact(name: str) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")
    rows = [row.split("|")[1:-1] for row in page.splitlines() if row.startswith("|")]
    cells = [{cell.strip().strip("`") for cell in row} for row in rows]
    for word in (*Verdict, *Outcome):
        assert any(word in row for row in cells), word
    for origin in ("--roster", "--tier"):
        assert f"`{origin}`" in page
    assert all(f"`{word}`" in page for word in ("--as-of DATE|end|report", "counted_by: amount"))


def test_the_two_pages_of_rules_have_the_same_parts() -> None:
    pages = [
        (ROOT / "docs" / name).read_text("utf-8") for name in ("verdicts.md", "verdicts.en.md")
    ]
    shapes = [re.findall(r"^(## |\||- |\d\. )", page, re.MULTILINE) for page in pages]
    assert shapes[0] == shapes[1]


def test_every_recipe_names_the_day_so_that_no_report_can_choose_it() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    blocks = re.findall(r"```(?:yaml|groovy|sh)\n(.*?)```", page, re.DOTALL)
    gates = [block for block in blocks if "plancheck" in block]
    assert len(gates) == 7
    assert all("--as-of=" in gate for gate in gates)


@each_readme
def test_limits_are_the_real_ones(name: str) -> None:
    assert MAX_BYTES == 1 << 20
    assert "1 MiB" in TEXTS[name]
    for limit in (MAX_DEPTH, MAX_VALUES, MAX_SCALAR):
        assert f"{limit:,}" in TEXTS[name]


@each_readme
def test_the_report_shown_is_a_report(name: str, plan: Plan) -> None:
    for block in re.findall(r"```yaml\n(.+?)```", TEXTS[name], re.DOTALL):
        if "tasks:" in block or "任务:" in block:
            verdicts = {f.obligation.id: f.verdict for f in judged(plan, block).findings}
            assert verdicts["2.framework"] == "pass"
            assert verdicts["15.bases"] == "pass"
            assert verdicts["15.training"] == "pass"
            assert verdicts["18.advantage"] == "optional"


def test_pages_made_from_the_plan_are_current() -> None:
    for page, text in pages().items():
        assert (ROOT / "docs" / page).read_text("utf-8") == text, page


def test_the_library_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.+?)```", TEXTS["README.md"], re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), {})
    assert "27.ftz pass examples/shanghai.yaml:" in capsys.readouterr().out


def test_every_dependency_earns_its_line() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split("[<>=]", entry)[0].lower() for entry in project["dependencies"]]
    assert sorted(names) == ["pydantic", "pyyaml", "rich", "typer"]
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").lower()
    for entry in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.split("[<>=]", entry)[0].lower() in text
    locked = (ROOT / "requirements" / "dev.txt").read_text("utf-8").lower()
    for entry in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.search(rf"^{re.split('[<>=]', entry)[0].lower()}==", locked, re.MULTILINE), entry


def test_nothing_of_this_machine_is_in_the_repository() -> None:
    folders = (folder for folder in (ROOT.parent, Path.home()) if folder != folder.parent)
    here = (re.escape(f"{folder}/") for folder in folders)
    words = re.compile("|".join([*here, "/home/[a-z]", "/opt/", r"C:\\\\Users"]))
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        ours = file.suffix in (".py", ".md", ".yaml", ".toml", ".txt", ".json") or ".ci" in parts
        if file.is_file() and ours and not hidden and file != Path(__file__):
            assert not words.search(file.read_text("utf-8", errors="replace")), file


def test_examples_in_yaml_parse_elsewhere_too() -> None:
    """An ordinary YAML reader sees the same keys, so other tools can work on the files."""
    for file in (ROOT / "examples").glob("*.yaml"):
        if file.stem != "broken":
            assert isinstance(yaml.safe_load(file.read_text("utf-8")), dict)
