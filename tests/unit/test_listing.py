"""A duty that a designation or a number allotted makes mandatory: every view says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.analysis.difference import differ
from plancheck.analysis.explanation import Reason, explain
from plancheck.analysis.listing import Listing, ListingRow, list_obligations
from plancheck.authoring.schema import Kind, schema_text
from plancheck.authoring.template import Keys, template
from plancheck.formats import Style, render_as
from plancheck.formats.pages.listing_page import listing_page
from plancheck.formats.pages.page import Lines
from plancheck.formats.shared.listing_cells import row_asked
from plancheck.inputs.loading import load_roster
from plancheck.inputs.report import read_report
from plancheck.inputs.roster import Roster
from plancheck.language.message import Lang
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from plancheck.verdicts.facts import Terms
from tests.conftest import ROOT, a_report, as_yaml

TRAINING = "30.training"
"""指定省份必做 in the column, 各类省份要按计划完成相应数量的 in the measure."""
ASKED = {
    Lang.ZH: "指定或下达计划数则必做",
    Lang.EN: "mandatory if designated or if a number is allotted",
}
IF_DESIGNATED = {Lang.ZH: "指定必做", Lang.EN: "mandatory if designated"}
IF_ALLOTTED = {Lang.ZH: "下达计划数则必做", Lang.EN: "mandatory if a number is allotted"}
DESIGNATED = {Lang.ZH: "必做（已被指定）", Lang.EN: "mandatory (designated)"}
MANDATORY = {Lang.ZH: "必做", Lang.EN: "mandatory"}

# What is stated of designation and allotment, what a clerk reads then, and which facts are open.
FACTS: list[tuple[dict[str, Any], dict[Lang, str] | None, set[str]]] = [
    ({}, ASKED, {"designated", "allotted"}),
    ({"designated": []}, IF_ALLOTTED, {"allotted"}),
    ({"designated": [TRAINING]}, DESIGNATED, set()),
    ({"allotments": {TRAINING: "none"}}, IF_DESIGNATED, {"designated"}),
    ({"allotments": {TRAINING: {"participants": 80}}}, MANDATORY, set()),
    ({"designated": [], "allotments": {TRAINING: "none"}}, None, set()),
    ({"designated": [], "allotments": {TRAINING: {"participants": 80}}}, MANDATORY, set()),
    ({"designated": [TRAINING], "allotments": {TRAINING: "none"}}, DESIGNATED, set()),
    (
        {"designated": [TRAINING], "allotments": {TRAINING: {"participants": 80}}},
        DESIGNATED,
        set(),
    ),
]
IDS = ["nothing", "not", "designated", "none", "80", "not none", "not 80", "yes none", "yes 80"]


def a_roster(plan: Plan, folder: Path, facts: dict[str, Any]) -> Roster:
    file = folder / "roster.yaml"
    data = {"format": "plancheck.roster/1", "plan": plan.id}
    file.write_bytes(as_yaml(data | {"provinces": {"江西": {"tier": 2, **facts}}}))
    return load_roster(str(file), plan)


def remarks(lang: Lang, listing: Listing) -> list[str]:
    """Return the lines below the table of a listing."""
    _, lines = listing_page(listing, lang).sections[0].blocks
    assert isinstance(lines, Lines)
    return [span.text for (span,) in lines.rows]


def training(plan: Plan, roster: Roster | None, **of: Any) -> ListingRow:
    listing = list_obligations(plan, subject="江西", tier="2", roster=roster, **of)
    return next(row for row in listing.rows if row.obligation.id == TRAINING)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("facts", "read", "open_"), FACTS, ids=IDS)
def test_a_clerk_reads_the_same_everywhere(
    facts: dict[str, Any],
    read: dict[Lang, str] | None,
    open_: set[str],
    lang: Lang,
    plan: Plan,
    tmp_path: Path,
) -> None:
    roster = a_roster(plan, tmp_path, facts)
    listing = list_obligations(plan, subject="江西", tier="2", roster=roster)
    row = training(plan, roster)
    assert set(row.waits_for("2")) == open_
    assert row.asked is (read is not None)
    blank = template(listing, lang=lang, entry=roster.entry("江西"))
    schema = json.loads(schema_text(Kind.REPORT, listing))
    offered = json.dumps(schema["$defs"][f"obligation.{TRAINING}"], ensure_ascii=False)
    explained = explain(plan, TRAINING, terms=Terms(subject="江西"), roster=roster)
    told = render_as("explanation", "table", explained, Style(lang))
    if read is None:
        assert f"  {TRAINING}:" not in blank.partition("\ntasks:")[2]
        assert "≥" not in offered + told
        return
    level = read[lang]
    number = {Lang.ZH: "≥计划数", Lang.EN: "≥allotted number"}
    if isinstance(facts.get("allotments", {}).get(TRAINING), dict):
        number = {Lang.ZH: "≥80人", Lang.EN: "≥80 participants"}
    assert row_asked(lang, listing, row) == f"{level} · {number[lang]} · 2014-12-31"
    for format_ in ("markdown", "html"):
        assert level in render_as("listing", format_, listing, Style(lang)).replace("\\", "")
    assert f"：{level} · {number[lang]}" in blank or f": {level} · {number[lang]}" in blank
    assert f"{level} · {number[lang]}" in offered
    between = {Lang.ZH: "：", Lang.EN: ": "}[lang] if open_ else " "  # after what it depends on
    assert f"{level}{between}{number[lang]}" in told


@pytest.mark.parametrize(("facts", "read", "open_"), FACTS, ids=IDS)
def test_a_report_by_itself_settles_what_a_roster_would(
    facts: dict[str, Any],
    read: dict[Lang, str] | None,
    open_: set[str],
    plan: Plan,
    tmp_path: Path,
) -> None:
    data = {"province": "江西", "tier": 2, **facts, "tasks": {}}
    report = explain(plan, TRAINING, report=a_report(plan, data))
    roster = a_roster(plan, tmp_path, facts)
    listed = explain(plan, TRAINING, terms=Terms(subject="江西"), roster=roster)
    (one,), (other,) = report.points, listed.points
    assert one.row == other.row
    # Each names the input in which the fact is to be stated.
    told = [
        Reason(reason.key.replace("-not-in-roster", "-open"), reason.values, reason.tiers)
        for reason in other.why
    ]
    assert list(one.why) == told


@pytest.mark.parametrize(("lang", "said"), [(Lang.ZH, "待核实"), (Lang.EN, "needs review")])
def test_designated_without_a_number_is_said_to_need_review(
    lang: Lang, said: str, plan: Plan, tmp_path: Path
) -> None:
    for facts, _, _ in FACTS:
        roster = a_roster(plan, tmp_path, facts)
        explained = explain(plan, TRAINING, terms=Terms(subject="江西"), roster=roster)
        why = {reason.key for reason in explained.points[0].why}
        both = facts.get("designated") == [TRAINING]
        both = both and facts.get("allotments") == {TRAINING: "none"}
        assert ("why.contradicted" in why) is both
        listing = list_obligations(plan, subject="江西", roster=roster)
        told = [line for line in remarks(lang, listing) if said in line]
        assert bool(told) is both
        assert not both or TRAINING in told[0]


@pytest.mark.parametrize("lang", Lang)
def test_what_is_open_is_named_with_what_hangs_on_it(lang: Lang, plan: Plan) -> None:
    listing = list_obligations(plan)
    lines = remarks(lang, listing)
    whether = {Lang.ZH: "是否下达计划数未注明", Lang.EN: "Whether a number is allotted"}[lang]
    (line,) = [line for line in lines if line.startswith(whether)]
    assert TRAINING in line
    assert "9.training" not in line  # 各类省份必做: binds with or without a number
    counted = {
        Lang.ZH: "指定 9、指定或下达计划数 1",
        Lang.EN: "designated 9, designated or allotted 1",
    }
    assert counted[lang] in lines[0]


def test_the_levels_add_up_to_all_that_is_asked(plan: Plan, tmp_path: Path) -> None:
    for facts, _, _ in FACTS:
        listing = list_obligations(plan, subject="江西", roster=a_roster(plan, tmp_path, facts))
        first = remarks(Lang.EN, listing)[0]
        total, counts = first.split(" obligations: ")
        assert sum(int(count.rsplit(" ", 1)[1]) for count in counts.split(" · ")) == int(total)


@pytest.mark.parametrize(
    ("facts", "levels"),
    [
        ({}, {"designated", "allotted"}),
        ({"designated": []}, {"allotted"}),
        ({"allotments": {TRAINING: "none"}}, {"designated"}),
        ({"designated": [TRAINING]}, {"mandatory"}),
        ({"allotments": {TRAINING: {"participants": 80}}}, {"mandatory"}),
        ({"designated": [], "allotments": {TRAINING: "none"}}, set()),
    ],
)
def test_it_is_found_by_every_level_it_may_have(
    facts: dict[str, Any], levels: set[str], plan: Plan, tmp_path: Path
) -> None:
    roster = a_roster(plan, tmp_path, facts)
    for level in ("mandatory", "optional", "designated", "allotted"):
        listing = list_obligations(plan, subject="江西", roster=roster, level=level)
        found = TRAINING in {row.obligation.id for row in listing.rows}
        assert found is (level in levels), level


@pytest.mark.parametrize(
    ("stated", "shown"), [(None, None), ("none", 0), ({"participants": 80}, 80)]
)
def test_json_tells_no_number_from_a_number_nobody_stated(
    stated: Any, shown: int | None, plan: Plan, tmp_path: Path
) -> None:
    facts = {} if stated is None else {"allotments": {TRAINING: stated}}
    listing = list_obligations(plan, subject="江西", roster=a_roster(plan, tmp_path, facts))
    document = json.loads(render_as("listing", "json", listing))
    (row,) = [row for row in document["obligations"] if row["obligation"] == TRAINING]
    assert row["allotted"] == shown
    tier = row["tiers"]["2"]
    assert (tier["when_designated"], tier["when_allotted"]) == ("mandatory", "mandatory")
    assert tier["level"] == ("mandatory" if shown else "designated")


# --- init -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", Keys)
@pytest.mark.parametrize("lang", Lang)
def test_init_says_how_to_state_that_no_number_is_allotted(
    lang: Lang, keys: Keys, plan: Plan, tmp_path: Path
) -> None:
    name, none = {Keys.EN: (TRAINING, "none"), Keys.ZH: ("30.代理人实务培训", "无")}[keys]
    open_ = template(list_obligations(plan, subject="江西"), lang=lang, keys=keys)
    assert f"{{{name}: {none}}}" in open_
    key = {Keys.EN: "allotments", Keys.ZH: "分配数"}[keys]
    lines = [
        f"{key}: {{{name}: {none}}}" if line.startswith(f"{key}:") else line
        for line in open_.splitlines()
    ]
    stated = read_report(parse("\n".join(lines).encode(), "new.yaml"), plan)
    assert stated.allotted == {TRAINING: None}
    roster = a_roster(plan, tmp_path, {"allotments": {TRAINING: "none"}})
    settled = template(list_obligations(plan, subject="江西", roster=roster), lang=lang, keys=keys)
    assert f"{{{name}: {none}}}" not in settled


# --- any plan -------------------------------------------------------------------------------------


def other_plan(folder: Path, after: str, old: str, new: str) -> Plan:
    text = (ROOT / "data" / "plan2014.yaml").read_text("utf-8")
    place = text.index(old, text.index(after))
    file = folder / "other.yaml"
    file.write_text(text[:place] + new + text[place + len(old) :], "utf-8")
    return load_plan(str(file))


APPLIES = "{designated: mandatory, allotted: mandatory}"


@pytest.mark.parametrize(
    ("applies", "level", "zh", "en"),
    [
        (
            "{allotted: mandatory}",
            "allotted",
            "下达计划数则必做",
            "mandatory if a number is allotted",
        ),
        (
            "{allotted: optional}",
            "allotted",
            "下达计划数则选做",
            "optional if a number is allotted",
        ),
        (
            "{all: optional, allotted: mandatory}",
            "optional",
            "选做，下达计划数则必做",
            "optional; mandatory if a number is allotted",
        ),
        (
            "{all: optional, designated: mandatory, allotted: mandatory}",
            "optional",
            "选做，指定或下达计划数则必做",
            "optional; mandatory if designated or if a number is allotted",
        ),
        ("{all: mandatory, allotted: mandatory}", "mandatory", "必做", "mandatory"),
        ("{江西: optional, allotted: mandatory}", "optional", "选做", "optional"),
    ],
)
def test_every_way_a_plan_may_say_it(
    applies: str, level: str, zh: str, en: str, tmp_path: Path
) -> None:
    plan = other_plan(tmp_path, f"id: {TRAINING}\n", APPLIES, applies)
    listing = list_obligations(plan, subject="江西", tier="2", tasks=["30"])
    (row,) = [row for row in listing.rows if row.obligation.id == TRAINING]
    assert row.cells["2"].level == level
    for lang, words in ((Lang.ZH, zh), (Lang.EN, en)):
        assert row_asked(lang, listing, row).split(" · ")[0] == words


def test_a_plan_that_asks_less_of_those_allotted_a_number_differs(
    plan: Plan, tmp_path: Path
) -> None:
    other = other_plan(tmp_path, f"id: {TRAINING}\n", APPLIES, "{designated: mandatory}")
    (change,) = differ(plan, other).changes
    assert [(a.name, a.before, a.now) for a in change.aspects] == [
        ("when_allotted", "mandatory", None)
    ]
    for lang, words in ((Lang.ZH, "下达计划数时"), (Lang.EN, "when a number is allotted")):
        told = render_as("difference", "table", differ(plan, other), Style(lang))
        assert words in told
