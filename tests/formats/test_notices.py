"""Notices: a circular, and a letter to each subject with open points and to nobody else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plancheck.errors import UsageError
from plancheck.formats import Style, render_files
from plancheck.inputs.loading import load_roster
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import ExpectedSubject, expected_of
from plancheck.verdicts.judging import judge
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran
from tests.formats.many import many
from tests.formats.read_back import from_html, from_markdown
from tests.formats.specimens import specimens
from tests.formats.test_brief import dead_links
from tests.formats.test_html import HOSTILE_HTML
from tests.formats.test_markdown import about

CIRCULAR = "00-通报"
REPORTS = {
    "北京": "designated: []\ntasks: {}\nas_of: 2014-03-31\ntier: 1\n",  # nothing is due yet
    "天津": "tier: 1\ndesignated: []\ntasks: {15.training: {sessions: 5}}\n",
    "河北": "tasks: {15.training: {sessions: 5}}\n",
    "山西": "tier: 1\nno_such_key: 1\n",
}


def written(folder: Path, plan: Plan, reports: dict[str, str] = REPORTS, roster: str = "") -> Run:
    """Return the run over ``reports``, all of whose subjects and one more are expected."""
    for subject, text in reports.items():
        (folder / f"{subject}.yaml").write_text(f"province: {subject}\n{text}", "utf-8")
    by = None
    if roster:
        file = folder.parent / "roster.yaml"
        file.write_text(roster, "utf-8")
        by = load_roster(str(file), plan)
    expected = expected_of(plan, None)
    wanted = [one for one in expected if one.subject in (*reports, "西藏")]
    return judge([str(folder)], plan, roster=by, expected=wanted)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    return found


def text_of(files: dict[str, str], name: str) -> str:
    return from_markdown(files[f"{name}.md"])


def texts(run: Run, lang: Lang = Lang.ZH) -> dict[str, str]:
    return dict(render_files("notices", run, Style(lang)))


@pytest.mark.parametrize("lang", Lang)
def test_who_has_open_points_gets_a_letter(folder: Path, plan: Plan, lang: Lang) -> None:
    files = texts(written(folder, plan), lang)
    assert set(files) == {
        f"{name}.{ending}"
        for name in (CIRCULAR, "天津", "河北", "山西", "西藏")
        for ending in ("md", "html")
    }
    assert next(iter(files)) == f"{CIRCULAR}.md"


def test_who_complies_gets_none() -> None:
    assert set(texts(specimens()["compliant"])) == {f"{CIRCULAR}.md", f"{CIRCULAR}.html"}


LETTER = {
    Lang.ZH: (
        *("关于天津《2014年全国专利事业发展战略推进计划》自查情况的通知", "不符合要求"),
        *(
            "填报5次，应不少于6次，差1次",
            "天津.yaml",
            "第4行",
            "补足1次后更新数量",
            "____年__月__日",
        ),
    ),
    Lang.EN: (
        *("Notice to Tianjin on its self-assessment", "× Not compliant", "____-__-__"),
        "5 sessions reported, at least 6 required (1 short)",
        *("天津.yaml", "line 4", "To do: "),
    ),
}


@pytest.mark.parametrize("lang", Lang)
def test_a_letter_says_what_is_short_where_and_by_when(
    folder: Path, plan: Plan, lang: Lang
) -> None:
    files = texts(written(folder, plan), lang)
    for text in (text_of(files, "天津"), from_html(files["天津.html"])):
        assert [said for said in LETTER[lang] if said not in text] == []


@pytest.mark.parametrize("lang", Lang)
def test_the_roster_says_by_when(folder: Path, plan: Plan, lang: Lang) -> None:
    roster = (ROOT / "examples" / "roster.yaml").read_text("utf-8") + "correct_by: 2015-01-31\n"
    run = written(folder, plan, roster=roster)
    assert run.roster is not None
    assert run.roster.correct_by == datetime.date(2015, 1, 31)
    for name, text in texts(run, lang).items():
        assert "2015-01-31" in text, name
        assert "____" not in text


@pytest.mark.parametrize("lang", Lang)
def test_the_unusable_and_the_absent_are_told_so(folder: Path, plan: Plan, lang: Lang) -> None:
    files = texts(written(folder, plan), lang)
    unusable, absent = text_of(files, "山西"), text_of(files, "西藏")
    assert "山西.yaml" in unusable
    assert {Lang.ZH: "第3行：", Lang.EN: "line 3: "}[lang] in unusable
    assert "no_such_key" in unusable
    said = {Lang.ZH: "更正后重新报送", Lang.EN: "please correct and resubmit it by"}
    assert said[lang] in unusable
    said = {Lang.ZH: "尚未收到自查报告，请于", Lang.EN: "No report has been received"}
    assert said[lang] in absent
    assert "yaml" not in absent


@pytest.mark.parametrize("lang", Lang)
def test_the_circular_counts(folder: Path, plan: Plan, lang: Lang) -> None:
    text = text_of(texts(written(folder, plan), lang), CIRCULAR)
    assert {
        Lang.ZH: "应报5个单位，已报4个（其中退回改正1个），应报未报1个",
        Lang.EN: "5 expected, 4 reported (1 of them unusable), 1 not reported",
    }[lang] in text
    parts = {
        Lang.ZH: ["一、应报未报（1个）", "二、退回改正（1个）", "三、不符合要求", "四、全国数量"],
        Lang.EN: [
            "1. Not reported (1)",
            "2. Unusable (1)",
            "3. Most open first",
            "4. National numbers",
        ],
    }[lang]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", Lang)
def test_no_folder_of_the_office_is_in_a_letter(folder: Path, plan: Plan, lang: Lang) -> None:
    twice = {**REPORTS, "河北": REPORTS["天津"]}
    run = written(folder, plan, twice)
    (folder / "天津二.yaml").write_bytes((folder / "天津.yaml").read_bytes())
    run = judge([str(folder)], plan, expected=run.expected and [*run.expected])
    files = texts(run, lang)
    assert "天津二.yaml" in files["天津.md"]
    assert [name for name, text in files.items() if folder.parent.name in text] == []


def test_files_of_one_name_are_told_apart(folder: Path, plan: Plan) -> None:
    for place in ("一", "二"):
        (folder / place).mkdir()
        (folder / place / "天津.yaml").write_text("province: 天津\ntier: 1\n", "utf-8")
    text = text_of(texts(written(folder, plan, {})), CIRCULAR)
    assert "天津" not in text.split("退回改正")[0], "it is not expected"
    expected = [one for one in expected_of(plan, None) if one.subject == "天津"]
    letter = text_of(texts(judge([str(folder)], plan, expected=expected)), "天津")
    assert "一/天津.yaml" in letter
    assert "二/天津.yaml" in letter


@pytest.mark.parametrize("lang", Lang)
def test_a_letter_is_about_every_report_of_a_subject(folder: Path, plan: Plan, lang: Lang) -> None:
    for name, sessions in (("one", 5), ("other", 4)):
        tasks = f"{{15.training: {{sessions: {sessions}}}}}"
        text = f"province: 天津\ntier: 1\ndesignated: []\ntasks: {tasks}\n"
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    files = texts(judge([str(folder)], plan), lang)
    letter = text_of(files, "天津")
    assert "one.yaml" in letter
    assert "other.yaml" in letter
    assert {Lang.ZH: "第4行", Lang.EN: "line 4"}[lang] in letter
    said = {Lang.ZH: "已报1个单位", Lang.EN: "1 reported"}[lang]
    assert said in text_of(files, CIRCULAR), "nobody said who has to report"


@pytest.mark.parametrize("lang", Lang)
def test_the_circular_names_who_is_late_and_files_of_nobody(
    folder: Path, plan: Plan, lang: Lang
) -> None:
    (folder / "nameless.yaml").write_text("tasks: [", "utf-8")
    late = {"天津": "submitted: 2015-02-01\ntasks: {}\n"}
    roster = (ROOT / "examples" / "roster.yaml").read_text("utf-8") + "report_by: 2015-01-15\n"
    text = text_of(texts(written(folder, plan, late, roster), lang), CIRCULAR)
    words = {Lang.ZH: ("单位不明（1个）", "迟报（1个）"), Lang.EN: ("Unattributed (1)", "Late (1)")}
    for word in words[lang]:
        assert word in text
    assert "nameless.yaml" in text


@pytest.mark.parametrize("lang", Lang)
def test_others_than_the_expected_are_counted_apart(folder: Path, plan: Plan, lang: Lang) -> None:
    run = written(folder, plan)
    few = replace(run, expected=tuple(ExpectedSubject(name) for name in ("北京", "西藏")))
    words = {
        Lang.ZH: "应报2个单位，已报1个（其中退回改正0个），应报未报1个 · 另报3",
        Lang.EN: "2 expected, 1 reported (0 of them unusable), 1 not reported · 3 other reports",
    }
    assert words[lang] in text_of(texts(few, lang), CIRCULAR)


# --- awkward --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("text", HOSTILE_HTML)
def test_data_makes_no_markup(plan: Plan, text: str, lang: Lang) -> None:
    files = texts(about(plan, text), lang)
    harmless = texts(about(plan, "示例"), lang)
    assert set(files) == set(harmless)
    for name, page in files.items():
        if name.endswith(".html"):
            tags = set(re.findall("<[a-z0-9]+", page))
            assert tags == set(re.findall("<[a-z0-9]+", harmless[name]))
            assert not re.search('(src|href)="(?!#)', page)


@pytest.mark.parametrize("lang", Lang)
def test_every_link_leads_somewhere_and_none_away(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    files = texts(many(tmp_path, plan, reports=9), lang)
    for name, page in files.items():
        assert dead_links(page) == set(), name
        assert "http" not in re.sub("<meta http-equiv", "", page), name


@pytest.mark.parametrize("lang", Lang)
def test_without_a_plan_there_is_a_circular_that_says_why(lang: Lang) -> None:
    files = texts(specimens()["no-plan"], lang)
    assert set(files) == {f"{CIRCULAR}.md", f"{CIRCULAR}.html"}
    assert "plan.yaml" in files[f"{CIRCULAR}.md"]


@pytest.mark.parametrize("lang", Lang)
def test_a_single_report_has_one_letter(lang: Lang) -> None:
    files = texts(specimens()["noncompliant"], lang)
    assert len(files) == 4


def organisations(*names: str) -> Run:
    """Return a run of another plan in which the organisations ``names`` did not report."""
    plan = load_plan(str(ROOT / "examples" / "plans" / "saving-water.yaml"))
    return Run(plan, expected=tuple(ExpectedSubject(name) for name in names))


@pytest.mark.parametrize("lang", Lang)
def test_names_that_make_one_file_are_refused(lang: Lang) -> None:
    with pytest.raises(UsageError) as caught:
        texts(organisations("a/b", "A_B"), lang)
    (problem,) = caught.value.problems
    assert problem.key == "output.same-name"
    assert {problem.values["name"], problem.values["other"]} == {"a/b", "A_B"}
    with pytest.raises(UsageError):
        texts(organisations(CIRCULAR), lang)


# --- on the command line --------------------------------------------------------------------------


Cli = Callable[..., Ran]


def call(run_cli: Cli, *more: str) -> Ran:
    report = str(ROOT / "examples" / "tier1-noncompliant.yaml")
    return run_cli("validate", report, "--format", "json", *more)


def test_it_is_a_new_folder_or_an_empty_one(run_cli: Cli, tmp_path: Path) -> None:
    for target in (tmp_path / "new", tmp_path / "empty"):
        if target.name == "empty":
            target.mkdir()
        assert call(run_cli, "--output", f"notices={target}").code == 1
        assert len(list(target.iterdir())) == 4
        before = {file: file.read_bytes() for file in target.iterdir()}
        again = call(run_cli, "--output", f"notices={target}")
        assert (again.code, before) == (2, {file: file.read_bytes() for file in target.iterdir()})
    assert {one.name for one in tmp_path.iterdir()} == {"new", "empty"}


@pytest.mark.parametrize("lang", Lang)
def test_names_that_make_one_file_stop_every_output(
    run_cli: Cli, tmp_path: Path, lang: Lang
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("example\na/b\nA_B\n", "utf-8")
    folder = ROOT / "examples" / "plans"
    plan = str(folder / "saving-water.yaml")
    reports = tmp_path / "r.yaml"
    reports.write_text("subject: example\n", "utf-8")
    ran = run_cli(
        "validate", str(reports), "--plan", plan, "--expect", str(names), "--lang", lang,
        "--format", "json", "--output", f"notices={tmp_path / 'n'}",
        "--output", f"html={tmp_path / 'a.html'}",
    )  # fmt: skip
    assert ran.code == 2
    assert "a/b" in ran.err
    assert "A_B" in ran.err
    assert '"exit_code": 2' in ran.out
    assert {one.name for one in tmp_path.iterdir()} == {"names.txt", "r.yaml"}


def test_nothing_is_left_of_a_failing_write(
    run_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plancheck.cli import output_files  # what is replaced here

    fill, count = output_files._fill, 0

    def failing(*arguments: object) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        fill(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(output_files, "_fill", failing)
    ran = call(run_cli, "--output", f"notices={tmp_path / 'n'}")
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "notices 没有写：本次核查的输入有问题"), ("en", "notices is not written")],
)
def test_nobody_gets_a_letter_because_a_name_was_mistyped(
    run_cli: Callable[..., Ran], tmp_path: Path, lang: str, told: str
) -> None:
    for wrong in (["nowhere"], ["--roster", "nowhere.yaml", "examples/shanghai.yaml"]):
        folder, sheet, rows = (tmp_path / name for name in ("letters", "brief.html", "rows.csv"))
        outputs = [f"notices={folder}", f"brief={sheet}", f"csv={rows}"]
        asked = (word for output in outputs for word in ("--output", output))
        ran = run_cli("validate", *wrong, "--expect", "all", "--lang", lang, *asked)
        assert ran.code == 2
        assert told in ran.err
        assert told in ran.out
        assert not folder.exists()
        assert not sheet.exists()
        assert rows.exists()
        rows.unlink()
