"""What the documents show is what happens: samples, commands, tables, and what CI runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest
import yaml

from plancheck import __version__
from plancheck.cli import command_names
from plancheck.plan.lint import lint
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.parser import MAX_SCALAR
from plancheck.reading.source import MAX_BYTES, MAX_VALUES
from plancheck.reading.tree import MAX_DEPTH
from plancheck.requirements import KINDS
from plancheck.verdicts.result import Outcome, Verdict, verdicts_of
from tests import form_pictures
from tests.conftest import FAST, MINUTES, ROOT, SOURCE_TEXT, Ran, judged
from tests.documents import DOCS, EDIT, PAGES, READMES, SAMPLE, pages, pictures, with_samples
from tests.made_year import YEAR

TEXTS = {page.name: page.read_text("utf-8") for page in (*READMES, *PAGES)}
OTHERS = {name: (ROOT / name).read_text("utf-8") for name in ("CONTRIBUTING.md", "SECURITY.md")}
ONE_LANGUAGE = {"performance.md"}
"""Pages that are in English only: this one is made by a benchmark."""
MOST_LINES = 150
LARGEST_PICTURE = 150_000
MOST_EDITED = 40
"""The lines by which the draft of the guide and the rule set that is proved may differ."""
GUIDED = """\
format: plancheck.plan/1
id: guided
draft: true
languages: [{0}]
title: {0}
issuer: {0}
period: {{from: 2030-01-01, to: 2030-12-31}}
subjects: cities.yaml
tiers: {{1: {0}, 2: {0}}}
"""
GUIDED_TASK = """\
sections:
- id: A
  title: A
  tasks:
  - id: 1
    title: A
    due: completed
    obligations:
"""
VERDICTS = "达标 未达标 未填报 待核实 未到期 已豁免 选做未完成 不适用".split()
each_readme = pytest.mark.parametrize("name", [readme.name for readme in READMES])


def both(page: str) -> pytest.MarkDecorator:
    """Run a test with the page in Chinese and with the page in English."""
    return pytest.mark.parametrize("name", [f"{page}.md", f"{page}.en.md"])


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if "<!-- " in text])
def test_samples_are_what_the_command_prints(name: str) -> None:
    assert with_samples(TEXTS[name]) == TEXTS[name]


def test_every_sample_is_seen() -> None:
    """A sample that is misspelt would stay as it is for ever."""
    for name, text in TEXTS.items():
        assert len(SAMPLE.findall(text)) == text.count("sample: "), name


@each_readme
def test_a_readme_is_short_and_shows_what_is_open(name: str) -> None:
    assert len(TEXTS[name].splitlines()) <= MOST_LINES
    (sample,) = SAMPLE.finditer(TEXTS[name])
    lines = sample["output"].splitlines()
    assert len(lines) == 12
    assert all(re.match(r"examples/\S+:\d+:\d+: ", lines[at]) for at in (0, 4, 8))
    assert f"](docs/images/report.{'zh' if 'zh' in name else 'en'}.svg)" in TEXTS[name]


def test_pictures_are_of_a_run_today_and_load_nothing() -> None:
    for name, picture in pictures().items():
        assert (DOCS / "images" / name).read_text("utf-8") == picture, name
        links = re.sub(r'xmlns="[^"]*"', "", picture)
        assert not re.search(r"//|@import|@font-face|<image|url\((?!#)", links), name


@pytest.mark.parametrize("name", [*form_pictures.NAMES.values(), "page.zh.png", "page.en.png"])
def test_a_picture_is_small(name: str) -> None:
    """What it shows is looked at: another LibreOffice or Chromium draws other pixels."""
    picture = (DOCS / "images" / name).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= LARGEST_PICTURE


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub and the site give to the headings of a page."""
    plain = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", plain, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}


def test_every_link_leads_to_a_page_and_a_heading() -> None:
    texts = TEXTS | OTHERS
    broken = []
    for name, text in texts.items():
        folder = DOCS if (DOCS / name).exists() else ROOT
        prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)
        for target, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", prose):
            file = (folder / target).resolve() if target else folder / name
            inside = not anchor or anchor in anchors(file.read_text("utf-8"))
            if not file.exists() or not inside:
                broken.append(f"{name}: {target}#{anchor}")
    assert broken == []


def test_every_page_is_in_both_languages_and_on_the_site() -> None:
    names = {page.name for page in PAGES} - ONE_LANGUAGE
    chinese = {name for name in names if not name.endswith(".en.md")}
    assert {name.replace(".md", ".en.md") for name in chinese} == names - chinese
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = re.findall(r"^ +- (\S+\.md)$", site, re.MULTILINE)
    assert sorted(listed) == sorted(chinese | ONE_LANGUAGE)


def shape(text: str) -> list[str]:
    """Return what a page is made of: headings, tables, lists and blocks, without their words."""
    return re.findall(r"^(#+ |\||- |\d\. |```\w*)", SAMPLE.sub("", text), re.MULTILINE)


@pytest.mark.parametrize("name", [n for n in TEXTS if f"{n[:-3]}.en.md" in TEXTS])
def test_both_languages_of_a_page_have_the_same_parts(name: str) -> None:
    english = f"{name[:-3]}.en.md"
    assert shape(TEXTS[name]) == shape(TEXTS[english])
    assert TEXTS[name].splitlines()[2] == f"[English]({english})" or "obligations" in name
    assert TEXTS[english].splitlines()[2] == f"[中文]({name})" or "obligations" in name


@each_readme
def test_ci_runs_the_test_command_of_the_readme(name: str) -> None:
    commands = re.findall(r"```sh\n(.+?)\n```", TEXTS[name])
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_how_long_the_tests_take_is_said_as_before_a_run(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert f"about {MINUTES[FAST]} minutes" in text or f"约需{MINUTES[FAST]}分钟" in text
    assert f"about {MINUTES['slow']} minutes" in text or f"约{MINUTES['slow']}分钟" in text
    assert "`.venv/bin/pytest -m slow`" in text
    assert ".venv/bin/pytest -m slow" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_slow_tests_run_where_they_are_asked_for(request: pytest.FixtureRequest) -> None:
    """In the process that was started, and in the workers that it starts."""
    slow = [item for item in request.session.items if item.get_closest_marker("slow")]
    named = request.config.args_source is pytest.Config.ArgsSource.ARGS
    assert not slow or named or request.config.option.markexpr != FAST
    assert named or request.config.option.markexpr


def commands(text: str) -> list[str]:
    """Return the arguments of every command in a page that is not a sample."""
    text = SAMPLE.sub("", text)
    found = re.findall(r"`plancheck ([^`]+)`", text)
    for block in re.findall(r"```text\n(plancheck .+?)```", text, re.DOTALL):
        found += [line.removeprefix("plancheck ") for line in block.splitlines()]
    return [line for line in found if _can_be_run(line.split())]


def _can_be_run(words: list[str]) -> bool:
    """Whether it is more than the name of a command, and names no file of the reader's own."""
    known = bool(words) and words[0] in " ".join(command_names()).split()
    return (
        known
        and len(words) > 2
        and words[0] != "validate"
        and not {"NAME", "编号", "A"} & set(words)
    )


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if commands(text)])
def test_the_commands_of_a_page_can_be_run(
    name: str, run_cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The official text is here or passed over."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    if "year/" in TEXTS[name]:
        YEAR["write"](tmp_path / "year")
    monkeypatch.chdir(tmp_path)
    for command in commands(TEXTS[name]):
        arguments = shlex.split(command)
        if "plan2014.txt" in arguments:
            if not SOURCE_TEXT.exists():
                continue
            shutil.copy(SOURCE_TEXT, "plan2014.txt")
        ran = run_cli(*arguments)
        assert ran.code == 0, (command, ran.err)


@both("writing-a-plan")
def test_the_guide_leads_from_a_draft_to_a_proof_in_few_lines(name: str) -> None:
    walk, sealed, rest = TEXTS[name].partition(" --seal")
    steps = re.findall(r"sample: plancheck (.+?) -->", walk + sealed + rest)
    assert steps[0].startswith("plan init --source ")
    assert re.findall(r"\$ (plancheck .+)", walk)[0] == f"plancheck {steps[0]}"
    changed = [line for edit in EDIT.finditer(walk) for line in edit["diff"].splitlines()]
    assert 0 < sum(line[0] in "+-" for line in changed) <= MOST_EDITED


@both("writing-a-plan")
def test_the_guide_shows_every_kind_as_it_is_written(name: str, tmp_path: Path) -> None:
    language = "en" if name.endswith(".en.md") else "zh"
    kinds, subjects = re.findall(r"```yaml\n((?:metrics|format):.+?)```", TEXTS[name], re.DOTALL)
    metrics, obligations = kinds.split("obligations:\n")
    asked = re.sub(r"\{id: (\S+),", r"{id: \1, name: \1, cites: [\1],", obligations)
    asked = re.sub(r"^((?!.*applies).*)\}$", r"\1, applies: {all: mandatory}}", asked, flags=re.M)
    (tmp_path / "cities.yaml").write_text(subjects, "utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(
        GUIDED.format(language) + metrics + GUIDED_TASK + indent(asked, "    "), "utf-8"
    )
    plan = load_plan(str(file))
    shown = {obligation.requirement.key for _, obligation in plan.obligations()}
    assert shown == KINDS.keys()
    assert len(plan.subject_names) == len(yaml.safe_load(subjects)["subjects"])
    assert lint(plan).problems == ()


@each_readme
def test_the_first_command_validates_an_example(name: str, run_cli: Callable[..., Ran]) -> None:
    first = re.findall(r"```sh\n(.+?)\n```", TEXTS[name])[0]
    arguments = shlex.split(first.rpartition(".venv/bin/plancheck ")[2])
    arguments[1] = str(ROOT / arguments[1])
    assert run_cli(*arguments).code == 0


@both("commands")
def test_every_command_and_option_is_described(name: str, run_cli: Callable[..., Ran]) -> None:
    prose = SAMPLE.sub("", TEXTS[name])
    for command in command_names():
        assert f"sample: plancheck {command} --help" in TEXTS[name]
        assert f"## plancheck {command}\n" in prose
        for option in re.findall(r"(--[a-z-]+)", run_cli(*command.split(), "--help").out):
            if option not in ("--help", "--debug"):
                assert re.search(rf"`{option}(?![\w-])", prose), option


@each_readme
def test_a_readme_names_every_command_verdict_and_exit_code(name: str) -> None:
    for command in command_names():
        assert f"| `plancheck {command}` |" in TEXTS[name]
    for verdict, chinese in zip(verdicts_of(None), VERDICTS, strict=True):
        assert re.search(rf"\| (?:{verdict} \| {chinese}|{chinese} \| {verdict}) \|", TEXTS[name])
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


CI = TEXTS["ci.en.md"]
RECIPE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
RECIPES = dict(RECIPE.findall(CI))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
CHANGED_FILES = ("pre-commit", "git diff")
"""The gates that see only the files of a change, so that nobody can be expected in full."""


def gates() -> dict[str, str]:
    """Return the call of every gate in the repository by the name of its recipe."""
    shells = re.findall(r"```sh\n(.*?)```", CI, re.DOTALL)
    (listed,) = (line for block in shells for line in block.splitlines() if "git diff" in line)
    (docker,) = (line for block in shells for line in block.splitlines() if "docker run" in line)
    azure = yaml.safe_load(RECIPES["azure-pipelines.yml"])["steps"][0]["bash"]
    gitlab = yaml.safe_load(RECIPES[".gitlab-ci.yml"])["plancheck"]["script"][-1]
    (hook,) = yaml.safe_load(RECIPES[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    readmes = {
        name: re.findall(r"`(plancheck validate [^`]*--no-config[^`]*)`", TEXTS[name])[0]
        for name in ("README.md", "README.zh-CN.md")
    }
    return {
        "GitLab": gitlab,
        "Jenkins": re.findall(r"sh '(.*)'", RECIPES["Jenkinsfile"])[0],
        "Azure": azure,
        "pre-commit": " ".join([HOOK["entry"], *hook["args"]]),
        "git diff": listed,
        "docker": docker,
        "Dockerfile": (ROOT / "Dockerfile").read_text("utf-8").splitlines()[0],
        **readmes,
    }


def test_the_recipes_are_the_same_in_both_languages() -> None:
    chinese = TEXTS["ci.md"]
    assert RECIPE.findall(chinese) == RECIPE.findall(CI)
    shells = [re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for text in (chinese, CI)]
    assert shells[0] == shells[1]


@pytest.mark.parametrize(
    "name",
    "GitLab;Jenkins;Azure;pre-commit;git diff;docker;Dockerfile;README.md;README.zh-CN.md".split(
        ";"
    ),
)
def test_every_gate_names_the_day_and_who_reports_and_reads_no_configuration(name: str) -> None:
    words = gates()[name].replace("\\\n", " ").split()
    assert "--no-config" in words
    (day,) = {word for word in words if word.startswith("--as-of")}
    assert day == "--as-of=end"
    for option in ("--roster=",) if name in CHANGED_FILES else ("--roster=", "--expect="):
        assert any(word.startswith(option) for word in words), option


def test_the_workflow_names_the_day_and_who_reports() -> None:
    workflow = yaml.safe_load(RECIPES[".github/workflows/reports.yml"])
    given = workflow["jobs"]["plancheck"]["steps"][-1]["with"]
    assert given.keys() >= {"as-of", "expect", "roster"}
    assert given["as-of"] == ACTION["inputs"]["as-of"]["default"] == "end"
    assert {ACTION["inputs"][name]["default"] for name in ("config", "expect", "roster")} == {""}


def test_the_hook_reads_no_configuration_whatever_its_arguments() -> None:
    """The arguments of a hook are its user's; what is always so stands in the entry."""
    assert HOOK["entry"].split() == ["plancheck", "validate", "--no-config", "--as-of=end"]


@both("configuration")
def test_the_configuration_shown_names_the_day(name: str) -> None:
    (shown,) = re.findall(r"```toml\n(.+?)```", TEXTS[name], re.DOTALL)
    assert tomllib.loads(shown)["as-of"] == "end"


@both("report")
def test_limits_are_the_real_ones(name: str) -> None:
    assert MAX_BYTES == 1 << 20
    assert "1 MiB" in TEXTS[name]
    for limit in (MAX_DEPTH, MAX_VALUES, MAX_SCALAR):
        assert f"{limit:,}" in TEXTS[name]


@both("report")
def test_the_report_shown_is_a_report(name: str, plan: Plan) -> None:
    (block,) = re.findall(r"```yaml\n(.+?)```", TEXTS[name], re.DOTALL)
    verdicts = {f.obligation: f.verdict for f in judged(plan, block).findings}
    for obligation in ("2.framework", "15.bases", "15.training"):
        assert verdicts[obligation] == "pass"
    assert verdicts["18.advantage"] == "optional"


@both("first-report")
def test_the_entries_of_the_tutorial_meet_the_plan(name: str, plan: Plan) -> None:
    (block,) = re.findall(r"```yaml\n(.+?)```", TEXTS[name], re.DOTALL)
    head = "plan: cn-patent-2014\nprovince: 上海\ntier: 1\ndesignated: []\n"
    verdicts = {f.obligation: f.verdict for f in judged(plan, head + block).findings}
    assert verdicts["2.framework"] == verdicts["15.training"] == "pass"


def test_pages_made_from_the_plan_are_current() -> None:
    for page, text in pages().items():
        assert (ROOT / "docs" / page).read_text("utf-8") == text, page


@both("library")
def test_the_library_example_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.findall(r"```python\n(.+?)```", TEXTS[name], re.DOTALL)[0]
    monkeypatch.chdir(ROOT)
    exec(compile(example, name, "exec"), {})
    assert "27.ftz pass examples/shanghai.yaml:" in capsys.readouterr().out


def test_every_dependency_earns_its_line() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project, development = pyproject["project"], pyproject["dependency-groups"]["dev"]
    names = [re.split("[<>=]", entry)[0].lower() for entry in project["dependencies"]]
    assert sorted(names) == ["pydantic", "pyyaml", "rich", "typer"]
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").lower()
    for entry in [*project["dependencies"], *development]:
        assert re.split("[<>=]", entry)[0].lower() in text
    locked = (ROOT / "locks" / "dev.txt").read_text("utf-8").lower()
    for entry in [*project["dependencies"], *development]:
        assert re.search(rf"^{re.split('[<>=]', entry)[0].lower()}==", locked, re.MULTILINE), entry


def test_the_citation_names_this_version_and_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == __version__
    assert citation["license"] == project["license"]
    assert citation["title"] == project["name"]


def test_issue_forms_ask_in_both_languages() -> None:
    forms = ROOT / ".github" / "ISSUE_TEMPLATE"
    for name in ("wrong-verdict", "confusing-message", "new-plan"):
        form = yaml.safe_load((forms / f"{name}.yml").read_text("utf-8"))
        fields = [field["attributes"] for field in form["body"]]
        texts = [form["name"], *(field.get("label") or field["value"] for field in fields)]
        assert all(re.search("[一-鿿]", text) and re.search("[a-z]{3}", text) for text in texts)


SOMEBODYS = re.compile(r"/(?:home/[a-z]|Users/[A-Za-z]|(?:root|opt)/)|C:\\\\Users")
"""How a path begins that is of one machine only, whichever that is."""


def of_this_machine(text: str, clone: Path, home: Path) -> list[str]:
    """Return the paths in ``text`` that lead to something around ``clone`` or below ``home``.

    A folder right below the root, as the temporary one often is, says nothing of a machine.
    """
    around = [folder for folder in (clone, clone.parent, home) if len(folder.parts) > 2]
    below = [rf"(?<![\w.-]){re.escape(str(folder))}/[\w.-]*[\w-]" for folder in around]
    named = re.findall("|".join(below), text) if below else []
    return [path for path in named if os.path.lexists(path)]


def test_nothing_of_this_machine_is_in_the_repository() -> None:
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        ours = file.suffix in (".py", ".md", ".yaml", ".toml", ".txt", ".json") or ".ci" in parts
        if file.is_file() and ours and not hidden and file != Path(__file__):
            text = file.read_text("utf-8", errors="replace")
            assert not SOMEBODYS.search(text), file
            assert of_this_machine(text, ROOT, Path.home()) == [], file


def test_a_path_of_this_machine_is_seen_wherever_the_clone_lies(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    for made in (clone / "tests", tmp_path / "notes"):
        made.mkdir(parents=True)
    for path in (f"{clone}/tests/x.py", f"{tmp_path}/notes"):
        assert of_this_machine(f"see {path}.", clone, Path("/"))
    ordinary = f'"/tests", "/tmp/x", /data/plan, a{clone}/tests, {clone}/none, {tmp_path}/notesbook'
    for place in (clone, Path("/"), Path("/tests"), Path("/tmp/x"), Path("/data/plan")):
        assert of_this_machine(ordinary, place, Path("/")) == []


def test_examples_in_yaml_parse_elsewhere_too() -> None:
    """An ordinary YAML reader sees the same keys, so other tools can work on the files."""
    for file in (ROOT / "examples").glob("*.yaml"):
        if file.stem != "broken":
            assert isinstance(yaml.safe_load(file.read_text("utf-8")), dict)
