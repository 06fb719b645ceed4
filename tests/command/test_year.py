"""A year of 32 provinces: every file comes out as examples/year.py means it to.

The facts stand here as they were thought up. The counts are made again by
``tests/independent_counts.py``, which knows only the JSON.
"""

from __future__ import annotations

import collections
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

from plancheck.plan.loading import load_plan
from plancheck.plan.subjects import provinces
from tests import independent_counts as counts
from tests.made_year import EARLIER, LAST, QUARTERS, ROOT, YEAR, make_year, result, run, validate

pytestmark = pytest.mark.slow

Q1, Q2, Q3, Q4 = QUARTERS

ABSENT = {
    Q1: {"云南", "西藏", "新疆"},
    Q2: {"黑龙江", "西藏"},
    Q3: {"西藏"},
    Q4: {"云南", "西藏"},
}
UNUSABLE = {
    Q1: {("海南.yaml", "yaml.full-width"), ("新疆生产建设兵团.yaml", "field.not-a-status")},
    Q2: {("安徽.yaml", "field.status-depends"), ("甘肃.yaml", "source.gb18030")},
    Q3: {("福建.yaml", "field.vague")},
    Q4: {
        ("吉林.yaml", "yaml.full-width"),
        ("宁夏.yaml", "field.vague"),
        ("贵州.yaml", "facts.tier-conflict"),
        ("甘肃.yaml", "source.gb18030"),
        ("海南.docx", "run.form-word"),
        ("湖北.yaml", "run.same-subject"),
        ("湖北（修改稿）.yaml", "run.same-subject"),
        ("自查表（最终版）.yaml", "yaml.tab"),
    },
}
NOT_COMPLIANT = {
    Q1: set(),
    Q2: {"重庆"},
    Q3: {"新疆"},
    Q4: {"山西", "福建", "江西", "广东", "河南", "内蒙古", "新疆"},
}
COMPLIANT = {
    *("北京", "天津", "河北", "辽宁", "黑龙江", "上海", "江苏", "浙江", "安徽", "山东"),
    *("湖南", "广西", "重庆", "四川", "青海", "新疆生产建设兵团"),
}
LATE = {"天津", "四川", "内蒙古"}

SHORT: dict[tuple[str, str], tuple[str, Any, Any, int | None]] = {
    ("山西", "3.programme"): ("fail", "interim", "in-progress", None),
    ("山西", "4.scheme"): ("fail", "completed", "interim", None),
    ("山西", "4.timetable"): ("fail", "completed", "in-progress", None),
    ("山西", "9.training"): ("fail", 30, 27, 3),
    ("山西", "16.talent"): ("fail", "interim", "not-started", None),
    ("山西", "19.standard"): ("fail", 10, 8, 2),
    ("福建", "4.scheme"): ("fail", "completed", "interim", None),
    ("福建", "4.timetable"): ("fail", "completed", "in-progress", None),
    ("福建", "12.functions"): ("fail", "completed", "interim", None),
    ("福建", "14.centres"): ("fail", "interim", "not-started", None),
    ("江西", "4.scheme"): ("fail", "completed", "interim", None),
    ("江西", "19.standard"): ("fail", 20, 18, 2),
    ("江西", "29.survey"): ("missing", "interim", None, None),
    ("广东", "15.bases"): ("fail", 6, None, None),  # the bases have the numbers
    ("广东", "25.office"): ("fail", 1, 0, 1),
    ("河南", "15.training"): ("fail", 4, 3, 1),
    ("内蒙古", "4.revision"): ("fail", "completed", "completed", None),  # done in January
    ("新疆", "18.advantage"): ("fail", 15, 17, 2),  # over the maximum
    ("陕西", "9.training"): ("review", 90, 90, None),  # 60 in the ledger
}
"""What is open in the last quarter: the verdict, what is required, what is reported, the gap."""

FALLEN_BACK = {
    Q2: {("四川", "10.mechanism"), ("重庆", "18.advantage")},
    Q3: {("新疆", "18.advantage")},
    Q4: {("山西", "4.timetable"), ("河南", "15.training"), ("湖南", "14.projects")},
}
STILL_OPEN = {Q2: set(), Q3: set(), Q4: {("新疆", "18.advantage")}}
DOWN = {
    Q2: {},
    Q3: {("重庆", "18.advantage", None): (26, 25)},
    Q4: {
        ("山东", "19.standard", None): (34, 32),
        ("广东", "15.bases", "示例大学基地"): (5, 4),
        ("河南", "15.training", None): (4, 3),
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the year in it."""
    made = tmp_path_factory.mktemp("office")
    make_year(made)
    return made


@pytest.fixture(scope="module")
def results(folder: Path) -> dict[str, Any]:
    """Return the result of each quarter, the last one compared with the others."""
    found: dict[str, Any] = {
        quarter: json.loads((folder / "year" / f"{quarter}.json").read_text("utf-8"))
        for quarter in EARLIER
    }
    baselines = [word for quarter in EARLIER for word in ("--baseline", f"year/{quarter}.json")]
    return found | {LAST: result(folder, LAST, *baselines)}


# --- the files -----------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its path in it."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_the_program_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    program = [sys.executable, "-S", str(ROOT / "examples" / "year.py")]
    for name in ("one", "two"):
        subprocess.run([*program, name], check=True, cwd=tmp_path)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_program_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    program = [sys.executable, str(ROOT / "examples" / "year.py")]
    for arguments in ([], [str(tmp_path)], [str(tmp_path / "kept.txt")], ["one", "two"]):
        ran = subprocess.run([*program, *arguments], check=False, capture_output=True, cwd=tmp_path)
        assert ran.returncode == 1
        assert ran.stderr.count(b"\n") == 1
    assert contents(tmp_path) == {"kept.txt": b"kept"}


def test_every_file_says_that_it_is_made_up(folder: Path) -> None:
    for name, content in contents(folder / "year").items():
        if name.endswith(".yaml"):
            in_gb18030 = name.endswith("甘肃.yaml") and name[:10] in (Q2, Q4)
            text = content.decode("gb18030" if in_gb18030 else "utf-8")
            assert text.startswith("# 示例："), name
            assert "全部虚构" in text.splitlines()[0], name


def test_the_word_file_is_one(folder: Path) -> None:
    content = (folder / "year" / LAST / "海南.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert "海南" in archive.read("word/document.xml").decode()


def test_the_roster_has_every_subject_in_the_official_order(folder: Path) -> None:
    roster = yaml.safe_load((folder / "year" / "roster.yaml").read_text("utf-8"))
    assert list(roster["provinces"]) == list(load_plan().subject_names)
    assert len(roster["provinces"]) == 32


# --- who, and in which state ---------------------------------------------------------------------


@pytest.mark.parametrize("quarter", QUARTERS)
def test_absent_and_unusable_are_those_that_were_meant(
    results: dict[str, Any], quarter: str
) -> None:
    document = results[quarter]
    assert {one["province"]["name"] for one in document["absent"]} == ABSENT[quarter]
    unusable = {(Path(one["report"]).name, one["key"]) for one in document["problems"]}
    assert unusable == UNUSABLE[quarter]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_subject_has_one_state(results: dict[str, Any], quarter: str) -> None:
    states = counts.states(results[quarter])
    assert set(states) == set(YEAR["TIERS"])
    of_files = {Path(name).stem.partition("（")[0] for name, _ in UNUSABLE[quarter]}
    expected = dict.fromkeys(YEAR["TIERS"], "on-track")
    if quarter == LAST:
        expected |= dict.fromkeys(COMPLIANT, "compliant") | {"陕西": "undetermined"}
    expected |= dict.fromkeys(NOT_COMPLIANT[quarter], "not-compliant")
    expected |= dict.fromkeys(ABSENT[quarter], "absent")
    expected |= dict.fromkeys(of_files & set(expected), "unusable")
    assert states == expected


def test_the_last_quarter_in_numbers(results: dict[str, Any]) -> None:
    states = list(counts.states(results[LAST]).values())
    assert {state: states.count(state) for state in set(states)} == {
        "compliant": 16,
        "not-compliant": 7,
        "undetermined": 1,
        "unusable": 6,
        "absent": 2,
    }
    assert counts.unattributed(results[LAST]) == {f"year/{LAST}/自查表（最终版）.yaml"}
    skipped = {(Path(one["path"]).name, one["kind"]) for one in results[LAST]["skipped"]}
    assert skipped == {("~$海南.docx", "lock"), ("报送说明.pdf", "other")}
    assert results[LAST]["exit_code"] == 2


def test_late_is_who_reported_after_the_day(results: dict[str, Any]) -> None:
    assert counts.late(results[LAST]) == LATE
    for quarter in EARLIER:
        assert counts.late(results[quarter]) == set()


# --- how far -------------------------------------------------------------------------------------


def test_what_is_open_in_the_last_quarter(results: dict[str, Any]) -> None:
    found = {
        (subject, one["obligation"]): (
            one["verdict"],
            *(one["values"][name] for name in ("expected", "actual", "gap")),
        )
        for subject, one in counts.findings(results[LAST])
        if one["verdict"] in counts.OPEN
    }
    assert found == SHORT
    numbers = counts.numbers(results[LAST])
    assert numbers["广东", "15.bases", "示例大学基地"] == 4
    assert numbers["广东", "15.bases", "示例图书馆基地"] == 6


def test_rates_of_the_last_quarter(results: dict[str, Any]) -> None:
    """A tier 3 province owes 14 duties in the year, 4.revision apart, which has a year more."""
    rates = counts.rates(results[LAST])
    assert rates["山西"] == (14, 8)
    assert rates["新疆"] == (14, 14)  # what it is over is optional
    assert rates["新疆生产建设兵团"] == (13, 13)  # no agents are allotted
    assert rates["青海"] == (15, 15)  # designated for 15.promotion
    assert rates["福建"] == (17, 13)
    assert rates["江西"] == (17, 14)
    assert rates["内蒙古"] == (17, 16)
    assert rates["河南"] == rates["陕西"] == (18, 17)  # one designated task
    assert rates["广东"] == (20, 18)  # two
    assert rates["上海"] == (23, 23)  # four, and the zone that the plan names
    tiers = [YEAR["TIERS"][subject] for subject in rates]
    asked = {tier: count * tiers.count(tier) for tier, count in ((1, 18), (2, 17), (3, 14))}
    designated = sum(len(set(some) & set(rates)) for some in YEAR["DESIGNATED"].values())
    more = designated + 1 - 1  # 上海's 27.ftz, and no 30.training of 兵团
    asked_of_all = sum(asked.values()) + more
    open_of_all = len(SHORT) - 1  # 18.advantage is optional
    assert counts.national_rate(results[LAST]) == (asked_of_all, asked_of_all - open_of_all)
    assert asked_of_all == 438


def test_sums_of_the_last_quarter(results: dict[str, Any]) -> None:
    """24 reports are judged: 9 of tier 1, 11 of tier 2, 4 of tier 3."""
    sums = counts.sums(results[LAST])
    assert sums["15.training"] == (9 * 6 + 11 * 4 + 4, 101, {"河南"})
    assert sums["19.standard"][::2] == (9 * 30 + 11 * 20 + 4 * 10, {"山西", "江西"})
    assert sums["9.training"][::2] == (9 * 160 + 11 * 90 + 4 * 30, {"山西"})
    assert sums["15.bases"] == (9 * 2 * 6 + 11 * 6, 9 * 2 * 6 + 11 * 6 - 2, {"广东"})
    assert sums["25.office"] == (9, 8, {"广东"})
    assert sums["30.training"] == (9 * 100 + 11 * 40 + 3 * 10, 1370, set())


# --- what moved ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "now"), [(Q1, Q2), (Q2, Q3), (Q3, Q4)])
def test_what_moved_between_two_quarters(results: dict[str, Any], before: str, now: str) -> None:
    moves = counts.moves(results[before], results[now])
    assert moves.fallen_back == FALLEN_BACK[now]
    assert moves.still_open == STILL_OPEN[now]
    assert moves.down == DOWN[now]
    assert len(moves.up) > 100
    assert len(moves.newly_done) > 100


def test_what_was_due_at_the_end_and_is_open(results: dict[str, Any]) -> None:
    """All that is open, without what was open before, had been done before, or is not certain."""
    moves = counts.moves(results[Q3], results[Q4])
    open_before = {("新疆", "18.advantage")}
    done_before = {("山西", "4.timetable"), ("河南", "15.training")}
    not_certain = {("陕西", "9.training")}
    assert moves.newly_due == set(SHORT) - open_before - done_before - not_certain
    assert counts.moves(results[Q1], results[Q2]).newly_due == set()
    assert counts.moves(results[Q2], results[Q3]).newly_due == set()


def test_all_is_newly_done_where_no_report_was_usable_before(
    results: dict[str, Any],
) -> None:
    moves = counts.moves(results[Q3], results[Q4])
    met = {
        (subject, one["obligation"])
        for subject, one in counts.findings(results[Q4])
        if subject == "福建" and one["verdict"] == "pass"
    }
    assert met == {duty for duty in moves.newly_done if duty[0] == "福建"}


# --- the program's own counts --------------------------------------------------------------------


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_overview_has_a_row_for_each_subject(results: dict[str, Any], quarter: str) -> None:
    document = results[quarter]
    rolled, states = document["rollup"], counts.states(document)
    assert [row["province"]["name"] for row in rolled["matrix"]] == list(YEAR["TIERS"])
    rows = {row["province"]["name"]: row for row in rolled["matrix"]}
    assert {name: row["state"] for name, row in rows.items()} == states
    assert {name for name, row in rows.items() if row["late"]} == counts.late(document)
    assert {name for name, row in rows.items() if row["cause"]} == {
        name for name, state in states.items() if state == "unusable"
    }
    tally = collections.Counter(states.values())
    assert {state: count for state, count in rolled["states"].items() if count} == tally
    assert {file["path"] for file in rolled["unattributed"]} == counts.unattributed(document)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_overview_has_the_same_rates_and_sums(results: dict[str, Any], quarter: str) -> None:
    document = results[quarter]
    rolled = document["rollup"]
    rates = {
        row["province"]["name"]: tuple(row["mandatory"].values())
        for row in rolled["matrix"]
        if row["mandatory"]
    }
    assert rates == counts.rates(document)
    assert tuple(rolled["mandatory"].values()) == counts.national_rate(document)
    tasks = {task: tuple(rate.values()) for task, rate in rolled["rates"].items()}
    assert tasks == counts.rates_of_tasks(document)
    sums = {
        one["obligation"]: (one["required"], one["counted"])
        for one in rolled["sums"]
        if one["bound"] == "at_least"
    }
    assert sums == {name: found[:2] for name, found in counts.sums(document).items()}
    if quarter == LAST:  # earlier, what is not reached is not due
        short = {
            one["obligation"]: {gap["province"]["name"] for gap in one["short"]}
            for one in rolled["sums"]
            if one["bound"] == "at_least"
        }
        assert short == {name: found.short for name, found in counts.sums(document).items()}


def test_progress_has_the_same_lists_and_numbers(results: dict[str, Any]) -> None:
    made = results[LAST].get("progress")
    if made is None:
        pytest.skip("results do not say yet what moved")
    moves = counts.moves(results[Q3], results[Q4])
    lists = {
        "done": moves.newly_done,
        "fallen_back": moves.fallen_back,
        "newly_due": moves.newly_due,
        "still_open": moves.still_open,
    }
    for name, expected in lists.items():
        found = [(point["province"]["name"], point["obligation"]) for point in made[name]]
        assert sorted(found) == sorted(expected), name
    numbers = {
        (one["province"]["name"], one["obligation"], one["name"]): (one["before"], one["now"])
        for one in made["numbers"]
        if None not in (one["before"], one["now"])
    }
    assert numbers == moves.up | moves.down
    by_day = {
        moment["as_of"]: (moment["mandatory"]["asked"], moment["mandatory"]["met"])
        for moment in made["rates"]
    }
    assert by_day == {quarter: counts.national_rate(results[quarter]) for quarter in QUARTERS}
    each = [counts.rates(results[quarter]) for quarter in QUARTERS]
    for subject in made["subjects"]:
        found_rates = [rate and tuple(rate.values()) for rate in subject["rates"]]
        assert found_rates == [rates.get(subject["province"]["name"]) for rates in each]


# --- for the leadership --------------------------------------------------------------------------


def cells(page: str) -> list[list[str]]:
    """Return the rows of all tables of a page as plain text."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    found = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in found]


def test_every_number_of_the_brief_is_counted_again(
    folder: Path, results: dict[str, Any], tmp_path: Path
) -> None:
    brief = tmp_path / "brief.html"
    run(folder, *validate(LAST, "--output", f"brief={brief}"))
    page = brief.read_text("utf-8")
    document = results[LAST]
    states = counts.states(document)

    def named(*of: str) -> list[str]:
        return [subject for subject in YEAR["TIERS"] if states[subject] in of]

    tiles = re.findall(r'<strong>(\d+)</strong> <span class="word">(.+?)</span></li>', page)
    assert [int(number) for number, _ in tiles] == [
        len(states),
        len(named("compliant", "on-track")),
        len(named("not-compliant", "undetermined")),
        len(named("unusable")),
        len(named("absent")),
    ]
    asked, met = counts.national_rate(document)
    assert f"应完成必做任务{asked}项，达标{met}项，完成率{100 * met / asked:.1f}%" in page
    for heading, subjects in {
        "应报未报": named("absent"),
        "符合要求": named("compliant"),
        "迟报": [subject for subject in YEAR["TIERS"] if subject in counts.late(document)],
    }.items():
        assert f"{heading}{len(subjects)}：{'、'.join(subjects)}" in page
    rows = cells(page)
    rates = {row[1]: tuple(row[3:5]) for row in rows if row[1] in states}
    assert rates == {
        subject: (f"{met}/{asked}", f"{100 * met // asked}%")
        for subject, (asked, met) in counts.rates(document).items()
        if states[subject] in ("not-compliant", "undetermined")
    }
    names = {one["obligation"]: one["name"]["zh"] for _, one in counts.findings(document)}
    sums = {
        f"{obligation.partition('.')[0]}.{names[obligation]}": found
        for obligation, found in counts.sums(document).items()
    }
    shown = [row for row in rows if row[0] in sums]
    assert {row[0] for row in shown} == {name for name, found in sums.items() if found.short}
    for name, required, reported, short in shown:
        numbers = [int(re.sub(r"\D", "", cell)) for cell in (required, reported)]
        assert numbers == [*sums[name][:2]]
        assert set(re.findall(r"([^、 ]+) 差", short)) == sums[name].short


def test_a_notice_goes_to_all_who_have_something_to_do(
    folder: Path, results: dict[str, Any], tmp_path: Path
) -> None:
    run(folder, *validate(LAST, "--output", f"notices={tmp_path / 'notices'}"))
    states = counts.states(results[LAST])
    notices = {file.stem: file.read_text("utf-8") for file in tmp_path.glob("notices/*.md")}
    addressed = {subject for subject, state in states.items() if state != "compliant"}
    assert set(notices) == addressed | {"00-通报"}
    rates = counts.rates(results[LAST])
    for subject in addressed & set(rates):
        asked, met = rates[subject]
        assert f"应完成必做任务{asked}项，达标{met}项" in notices[subject]
        open_points = sum(1 for duty in SHORT if duty[0] == subject)
        assert f"（{open_points}项）" in notices[subject]
    for name, text in notices.items():
        assert "2015-01-31" in text, name  # correct_by of the roster


# --- one command each ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_clerk_sees_what_is_open(folder: Path, lang: str) -> None:
    report = f"year/{LAST}/江西.yaml"
    shown = run(folder, "validate", report, "--lang", lang)
    for place in ("14:20", "36:20", "11:1"):  # 4.scheme, 19.standard, 29.survey is not there
        assert f"\n{report}:{place}: " in shown
    assert shown.count(f"\n{report}:") == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_office_sees_every_subject_that_needs_something(folder: Path, lang: str) -> None:
    shown = run(folder, *validate(LAST, "--lang", lang)).replace("\n  ", "")
    names = {one.name: one.name if lang == "zh" else one.en for one in provinces().subjects}
    for subject in set(names) - COMPLIANT:
        assert names[subject] in shown, subject


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_fits_forty_lines_of_eighty_cells(folder: Path, lang: str) -> None:
    lines = run(folder, *validate(LAST, "--lang", lang)).splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    assert len(lines) <= 40


def test_the_office_hands_out_a_form_to_each_subject(folder: Path, tmp_path: Path) -> None:
    run(folder, "init", "--roster", "year/roster.yaml", "-o", str(tmp_path / "forms"))
    assert {file.stem for file in tmp_path.glob("forms/*.yaml")} == set(YEAR["TIERS"])
