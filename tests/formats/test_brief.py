"""The sheet for the leadership: five tiles that add up, and few enough rows for one sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from plancheck.formats import Show, Style, render
from plancheck.formats.html import POLICY
from plancheck.formats.pages.brief_page import MOST
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.verdicts.expected import ExpectedSubject, expected_of
from plancheck.verdicts.judging import judge
from plancheck.verdicts.run import Run
from tests.conftest import ROOT, Ran
from tests.formats.many import many
from tests.formats.read_back import from_html
from tests.formats.specimens import specimens
from tests.formats.test_html import HOSTILE_HTML
from tests.formats.test_markdown import about

FAR_BEHIND = "designated: []\ntasks: {15.training: {sessions: 1}, 19.standard: {enterprises: 1}}\n"
UNUSABLE = "a_key_that_nobody_knows_of: 2014-12-31\n"
TIER_OPEN = "tasks: {15.training: {sessions: 5}}\n"
Cli = Callable[..., Ran]
WORST = {
    "short": (FAR_BEHIND,),
    "unusable": (UNUSABLE,),
    "half": (FAR_BEHIND, UNUSABLE),
    "undetermined": (TIER_OPEN,),
    "all-kinds": (FAR_BEHIND, UNUSABLE, TIER_OPEN),
}
"""What the reports of a run say, in turn, where there is most to tell."""


def worst(folder: Path, plan: Plan, kind: str) -> Run:
    """Return the run over reports of all subjects, each with as much open as can be."""
    texts = WORST[kind]
    for number, subject in enumerate(plan.subject_names):
        text = f"province: {subject}\n{texts[number % len(texts)]}"
        (folder / f"{number:02}.yaml").write_text(text, "utf-8")
    return judge([str(folder)], plan, expected=expected_of(plan, None))


def tiles(page: str) -> list[tuple[int, str]]:
    """Return the number and the words of each tile of ``page``."""
    found = re.findall(
        r"<li[^>]*><strong>(\d+)</strong> <span class=\"word\">(.*?)</span></li>", page
    )
    return [(int(count), unescape(re.sub("<[^>]*>", "", words))) for count, words in found]


def dead_links(page: str) -> set[str]:
    """Return what a link of ``page`` leads to that is nowhere in it."""
    return set(re.findall(r'href="#([^"]*)"', page)) - set(re.findall(r' id="([^"]*)"', page))


TILES = {
    Lang.ZH: ["应报", "√ 符合要求、暂无逾期", "× 不符合要求、待核实", "! 退回改正", "□ 应报未报"],
    Lang.EN: [
        *("Expected", "√ Compliant, on track", "× Not compliant, undetermined", "! Unusable"),
        "□ Not reported",
    ],
}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("reports", [0, 3, 9, 32])
def test_five_tiles_add_up(tmp_path: Path, plan: Plan, reports: int, lang: Lang) -> None:
    run = many(tmp_path, plan, reports=reports)
    counts = tiles(render("brief", run, Style(lang)))
    assert [words for _, words in counts] == TILES[lang]
    all_, *others = (count for count, _ in counts)
    assert all_ == len(plan.subject_names) == sum(others)
    assert others[-1] == len(plan.subject_names) - reports


@pytest.mark.parametrize("lang", Lang)
def test_without_a_list_it_counts_those_who_reported(lang: Lang) -> None:
    (all_, words), *others = tiles(render("brief", specimens()["several"], Style(lang)))
    assert words == {Lang.ZH: "报告", Lang.EN: "Reports"}[lang]
    assert all_ == sum(count for count, _ in others) == 2, "nobody knows whose the third is"


@pytest.mark.parametrize("lang", Lang)
def test_others_than_the_expected_are_counted_apart(lang: Lang) -> None:
    run = replace(specimens()["several"], expected=(ExpectedSubject("西藏"),))
    page = render("brief", run, Style(lang))
    assert tiles(page)[0] == (1, TILES[lang][0])
    assert {Lang.ZH: "另报2", Lang.EN: "2 other reports"}[lang] in page


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("kind", ["short", "undetermined"])
def test_who_has_no_row_is_counted(tmp_path: Path, plan: Plan, kind: str, lang: Lang) -> None:
    text = from_html(render("brief", worst(tmp_path, plan, kind), Style(lang)))
    left = len(plan.subject_names) - MOST
    assert {Lang.ZH: f"另有{left}个单位未列出", Lang.EN: f"and {left} more, not listed"}[
        lang
    ] in text


@pytest.mark.parametrize("lang", Lang)
def test_of_many_causes_there_are_as_many(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    text = from_html(render("brief", worst(tmp_path, plan, "unusable"), Style(lang)))
    assert text.count("a_key_that_nobody_knows_of") == MOST
    assert {Lang.ZH: "等32份", Lang.EN: "and others (32)"}[lang] in text


@pytest.mark.parametrize("lang", Lang)
def test_what_is_left_has_names_and_no_ids(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    text = from_html(render("brief", many(tmp_path, plan, reports=2), Style(lang)))
    assert {Lang.ZH: "15.信息培训差1次", Lang.EN: "information training (1 short)"}[lang] in text
    assert "15.training" not in text
    assert {Lang.ZH: "需要关注", Lang.EN: "Needs attention"}[lang] in text


@pytest.mark.parametrize("lang", Lang)
def test_whoever_is_done_needs_no_attention(lang: Lang) -> None:
    text = from_html(render("brief", specimens()["compliant"], Style(lang)))
    assert {Lang.ZH: "需要关注", Lang.EN: "Needs attention"}[lang] not in text
    assert {Lang.ZH: "未报、退回", Lang.EN: "Not reported, unusable"}[lang] not in text


@pytest.mark.parametrize("lang", Lang)
def test_where_nothing_is_asked_there_is_no_rate(lang: Lang) -> None:
    page = render("brief", specimens()["early"], Style(lang))
    assert ">0/0<" in page
    assert "100%" not in page.split("</style>")[1]
    assert "█" not in page


@pytest.mark.parametrize("lang", Lang)
def test_no_folder_of_the_office_is_in_it(tmp_path: Path, plan: Plan, lang: Lang) -> None:
    page = render("brief", many(tmp_path, plan, reports=3), Style(lang))
    assert "broken.yaml" in page
    assert tmp_path.name not in page


@pytest.mark.parametrize("lang", Lang)
def test_without_a_plan_it_says_why(lang: Lang) -> None:
    page = render("brief", specimens()["no-plan"], Style(lang))
    assert "plan.yaml" in page
    assert tiles(page) == []


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("text", HOSTILE_HTML)
def test_data_makes_no_element(plan: Plan, text: str, lang: Lang) -> None:
    page = render("brief", about(plan, text), Style(lang))
    harmless = render("brief", about(plan, "示例"), Style(lang))
    tags = set(re.findall("<[a-z0-9]+", page))
    assert tags == set(re.findall("<[a-z0-9]+", harmless))
    assert unescape(page).count(POLICY) == 1
    assert not re.search('(src|href)="(?!#)', page)


@pytest.mark.slow
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("kind", WORST)
def test_every_link_leads_somewhere(tmp_path: Path, plan: Plan, kind: str, lang: Lang) -> None:
    run = worst(tmp_path, plan, kind)
    assert dead_links(render("brief", run, Style(lang))) == set()
    for show in (None, *Show):
        assert dead_links(render("html", run, Style(lang, show=show))) == set(), show


@pytest.mark.parametrize("show", [None, *Show])
@pytest.mark.parametrize("reports", [1, 9])
def test_every_link_of_all_reports_leads_somewhere(
    tmp_path: Path, plan: Plan, reports: int, show: Show | None
) -> None:
    run = many(tmp_path, plan, reports=reports)
    assert dead_links(render("html", run, Style(show=show))) == set()
    several = specimens()["several"]
    assert dead_links(render("html", several, Style(show=show))) == set()


REFUSED = {
    "brief": {
        "zh": "brief 不能输出到屏幕；请用 --output brief=FILE",
        "en": "brief is not for the screen; use --output brief=FILE",
    },
    "notices": {
        "zh": "notices 不能输出到屏幕；请用 --output notices=FOLDER",
        "en": "notices is not for the screen; use --output notices=FOLDER",
    },
}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", REFUSED)
def test_it_goes_to_no_stream(run_cli: Cli, name: str, lang: Lang) -> None:
    report = str(ROOT / "examples" / "shanghai.yaml")
    ran = run_cli("validate", report, "--format", name, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert REFUSED[name][lang] in ran.err


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", REFUSED)
def test_a_configuration_file_is_named_that_wants_it(
    run_cli: Cli, tmp_path: Path, name: str, lang: Lang
) -> None:
    file = tmp_path / "plancheck.toml"
    file.write_text(f'\nformat = "{name}"\n', "utf-8")
    report = str(ROOT / "examples" / "shanghai.yaml")
    ran = run_cli("validate", report, "--config", str(file), "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert re.search(re.escape(str(file)) + ":2:[0-9]+: " + re.escape(REFUSED[name][lang]), ran.err)


@pytest.mark.parametrize("lang", Lang)
def test_lists_of_formats_offer_it_where_it_works(run_cli: Cli, lang: Lang) -> None:
    report = str(ROOT / "examples" / "shanghai.yaml")
    for option, offered in (("--format", False), ("--output", True)):
        written = "none" if option == "--format" else "none=x"
        ran = run_cli("validate", report, option, written, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert ("notices" in ran.err) is ("brief" in ran.err) is offered
    listed = run_cli("list-obligations", "--format", "brief", "--lang", lang)
    assert (listed.code, listed.out) == (2, "")
