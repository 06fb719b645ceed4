"""Texts of other shapes are proved as well: brackets, tables, bare lists, several labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from plancheck.plan.columns import Column
from plancheck.plan.loading import load_plan
from plancheck.plan.model import Plan
from plancheck.plan.official_text import OfficialText, headings_of
from plancheck.plan.parts import Layout
from plancheck.plan.trace import Trace, trace
from plancheck.plan.vocabulary import Vocabulary

HEAD = """\
format: plancheck.plan/1
id: shapes
title: {zh: 示例市2027年工作计划, en: Example plan}
issuer: {zh: 示例市, en: Example city}
period: {from: 2027-01-01, to: 2027-12-31}
subjects: any
tiers:
  1: {zh: 一类县, en: tier 1}
  2: {zh: 二类县, en: tier 2}
metrics:
  things: {zh: 件数, en: things}
  others: {zh: 总数, en: all things}
departments: {示例教育局: Education, 示例财政局: Finance, 示例文化和旅游局: Culture}
unassessed:
- cites: [示例市2027年工作计划]
  for: context
  says: {zh: 文首是计划的标题。, en: The title.}
"""
LISTED = """\
who: {各县: [all], 一类县: [tier1], 二类县: [tier2], 指定县: [designated]}
levels: {必做: mandatory, 选做: optional, 鼓励: optional}
tiers: {一类县: 1, 二类县: 2}
bounds:
  {不少于: at_least, 不低于: at_least, 至少: at_least, 不超过: at_most, 不得发生: {at_most: 0}}
"""
"""The words of the layouts below."""


def plan_of(folder: Path, layout: str, tasks: Sequence[str], *, head: str = HEAD) -> Plan:
    """Return a plan of one section and group with ``tasks``, whose text has this layout."""
    lines = [head, "sections:", "- id: 一", "  title: {zh: 主要任务, en: Tasks}", "  groups:"]
    lines += ["  - id: (一)", "    title: {zh: 工作, en: Work}", "    tasks:"]
    for task in tasks:
        lines += [f"    {line}" for line in task.strip("\n").split("\n")]
    lines += ["source:", "  title: 计划", "  layout:"]
    lines += [f"    {line}" for line in (layout + LISTED).strip().split("\n")]
    file = folder / "plan.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return load_plan(str(file))


def task(number: int, title: str, *obligations: str, due: str = "completed") -> str:
    """Return a task of 示例教育局 with its obligations, each as the lines that tell it apart."""
    lines = [f"- id: {number}", f"  title: {{zh: {title}, en: Task}}"]
    lines += ["  departments: [示例教育局]", f"  due: {due}", "  obligations:"]
    for nth, obligation in enumerate(obligations):
        lines += [f"  - id: {number}.{nth}", f"    name: {{zh: 第{nth}项, en: one}}"]
        lines += ["    says: {zh: 要求, en: asked}"]
        lines += [f"    {line}" for line in obligation.strip("\n").split("\n")]
    return "\n".join(lines)


def quota(bounds: str, unit: str = "个") -> str:
    return f"requires: {{quota: {{metric: things, {bounds}, unit: {{zh: {unit}, en: thing}}}}}}"


def traced(plan: Plan, text: str) -> Trace:
    assert plan.source.layout is not None
    found = OfficialText(text, "text.txt", headings_of(plan), plan.source.layout)
    assert "".join(piece.text for piece in found.pieces) == found.folded
    return trace(plan, found)


def amiss(plan: Plan, text: str) -> list[str]:
    """Return the keys of what is wrong; that the text has no checksum yet is not."""
    found = traced(plan, text)
    if found.accounted < len(found.accounts):
        assert found.problems
    return [problem.key for problem in found.problems if problem.key != "trace.sha256"]


TITLE = "示例市2027年工作计划\n"


# --- departments in one cell ----------------------------------------------------------------------

ROOMS = "cites: [各县新建书屋, 不少于8个, 各县必做]\napplies: {all: mandatory}\n"
BY_LABEL = """\
task: "{id}.{title}。"
departments: [牵头单位：, 配合单位：]
duties: "县："
due: {年内完成: completed}
"""
LABELLED = TITLE + "1.建设书屋。各县新建书屋不少于8个。\n牵头单位：{}\n县：各县必做\n年内完成\n"


@pytest.mark.parametrize(
    ("cell", "departments", "key"),
    [
        ("示例教育局、示例财政局", "示例教育局, 示例财政局", None),
        ("示例教育局，示例财政局", "示例教育局, 示例财政局", None),
        ("示例教育局；示例财政局", "示例教育局, 示例财政局", None),
        ("示例教育局和示例财政局", "示例教育局, 示例财政局", None),
        ("示例教育局 示例财政局", "示例教育局, 示例财政局", None),
        ("示例文化和旅游局和示例财政局", "示例文化和旅游局, 示例财政局", None),
        ("示例教育局\n配合单位：示例财政局", "示例教育局, 示例财政局", None),
        ("示例财政局、示例教育局", "示例教育局, 示例财政局", "trace.department"),
        ("示例教育局、示例财政局", "示例教育局", "trace.unaccounted"),
        ("示例文化和旅游局", "示例文化, 旅游局", "trace.unaccounted"),
        ("示例教育局", "示例教育局, 示例财政局", "trace.no-department"),
    ],
)
def test_departments_in_one_cell(
    cell: str, departments: str, key: str | None, tmp_path: Path
) -> None:
    one = task(1, "建设书屋", ROOMS + quota("at_least: 8"))
    plan = plan_of(tmp_path, BY_LABEL, [one.replace("[示例教育局]", f"[{departments}]")])
    found = amiss(plan, LABELLED.format(cell))
    assert found == [] if key is None else key in found, found


# --- shapes ---------------------------------------------------------------------------------------

BRACKETS = """\
task: "{id}.{title}。"
departments: ["（{}牵头", "，{}配合", "（{}；"]
unmarked: mandatory
due: {二季度完成: {status: completed, by: 2027-06-30}, 年内完成: completed}
"""
BRACKETED = (
    TITLE
    + "1.建设书屋。各县（含新区）新建书屋，一类县不少于8个，二类县不少于5个。"
    + "（示例教育局牵头，示例财政局配合；二季度完成）\n"
    + "2.公开目录。各县公开目录，开放率不低于95.5%。（示例教育局；年内完成）。\n"
)
IN_BRACKETS = [
    task(
        1,
        "建设书屋",
        "cites: [各县（含新区）新建书屋, 一类县不少于8个, 二类县不少于5个]\n"
        "applies: {all: mandatory}\n" + quota("at_least: {1: 8, 2: 5}"),
        due="{status: completed, by: 2027-06-30}",
    ).replace("[示例教育局]", "[示例教育局, 示例财政局]"),
    task(
        2,
        "公开目录",
        "cites: [公开目录]\napplies: {all: mandatory}",
        "cites: [开放率不低于95.5%]\napplies: {all: mandatory}\n"
        "requires: {share: {at_least: 95.5, of: things, over: others}}",
    ),
]


def test_brackets_at_the_end_of_a_task(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, BRACKETS, IN_BRACKETS)
    assert amiss(plan, BRACKETED) == []
    assert noticed(plan, BRACKETED, CHANGED_BRACKETS) == []
    same = BRACKETED.replace("不少于8个", "不少于８个")
    assert amiss(plan, same) == []


CHANGED_BRACKETS = [
    ("财政局配合", "审计局配合", "trace.department"),
    ("二季度完成", "三季度完成", "trace.no-due"),
    ("二季度完成", "年内完成", "trace.due-day"),
    ("95.5%", "96.5%", "trace.number"),
    ("95.5%", "95%", "trace.number"),
    ("各县公开", "一类县公开", "trace.level-unmarked"),
    ("各县公开", "鼓励各县公开", "trace.level-unmarked"),
    ("不少于8个", "不少于十八个", "trace.number-tier"),
    ("不少于8个", "不少于1.8万个", "trace.number-tier"),
    ("不少于8个", "不超过8个", "trace.number-tier"),
    ("二类县不少于5个", "一类县不少于5个", "trace.number-tier"),
]


def noticed(plan: Plan, text: str, changes: Sequence[tuple[str, str, str]]) -> list[object]:
    """Return the changes of ``text`` that are not told by their key."""
    missed: list[object] = []
    for old, new, key in changes:
        assert old in text
        found = amiss(plan, text.replace(old, new))
        missed += [] if key in found else [(old, new, found)]
    return missed


TABLE = """\
task: "{id}{title}"
table: {id: 序号, task: 任务, measures: 措施, departments: 牵头单位, duties: 责任单位, due: 时限}
unmarked: mandatory
due: {全年: completed, 年内完成: completed}
ignore: [12345热线]
"""
TABULAR = (
    TITLE
    + "序号\t任务\t措施\t牵头单位\t责任单位\t时限\n"
    + "1\t建设书屋\t各县新建书屋不少于1,200个\t示例教育局\t各县\t全年\n"
    + "\t\t并公布12345热线。\t\t\t\n"
    + "2\t编制规划\t编制全市规划。\t示例教育局和示例财政局\t示例教育局\t年内完成\n"
    + "注：本表由示例市印发。\n"
)
IN_TABLE = [
    task(
        1,
        "建设书屋",
        "cites: [各县新建书屋, '不少于1,200个', 各县]\napplies: {all: mandatory}\n"
        + quota("at_least: 1200"),
        "cites: [并公布12345热线, 各县]\napplies: {all: mandatory}",
    ),
    task(
        2,
        "编制规划",
        "subject: national\ncites: [编制全市规划, 示例教育局]\napplies: {all: mandatory}",
    ).replace("[示例教育局]", "[示例教育局, 示例财政局]"),
]
TABLE_HEAD = HEAD.replace("工作计划]", "工作计划, 序号, 牵头单位, 注：本表由示例市印发]")


def test_a_table_with_a_row_in_a_line(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, TABLE, IN_TABLE, head=TABLE_HEAD)
    assert amiss(plan, TABULAR) == []
    assert noticed(plan, TABULAR, CHANGED_TABLE) == []


CHANGED_TABLE = [
    ("1,200个", "1,300个", "trace.number"),
    ("1,200个", "1200户", "trace.number"),
    ("教育局\t各县", "教育局\t一类县", "trace.no-duty"),
    ("教育局\t各县", "财政局\t各县", "trace.department"),
    ("\t全年", "\t上半年", "trace.no-due"),
    ("2\t编制规划", "3\t编制规划", "trace.heading"),
    ("注：本表", "注：附表", "trace.no-phrase"),
    ("公布12345", "公布12346", "trace.no-phrase"),
]

DAY_BY_ROW = """\
task: "{id}{title}"
table: {id: 序号, task: 任务, measures: 措施, departments: 牵头单位, due: 时限}
unmarked: mandatory
due: {6月底前: {status: completed, by: 2027-06-30}, 年内完成: completed}
"""
ROWS = (
    TITLE
    + "序号\t任务\t措施\t牵头单位\t时限\n"
    + "1\t建设书屋\t各县新建书屋\t示例教育局\t6月底前\n"
    + "\t\t各县开放书屋\t\t年内完成\n"
    + "\t\t各县更换书架\t\t\n"
)
JUNE, DECEMBER = "2027-06-30", "2027-12-31"
EARLY = f"{{status: completed, by: {JUNE}}}"
NEW, OPENED, SHELVES = "各县新建书屋", "各县开放书屋", "各县更换书架"


def objected(
    folder: Path, due: str, *obligations: tuple[str, str], text: str = ROWS
) -> list[tuple[str, str]]:
    """Return the problems and their lines, for obligations that cite this and have such a day."""
    lines = [
        f"cites: [{cites}]\napplies: {{all: mandatory}}" + (f"\ndue: {day}" if day else "")
        for cites, day in obligations
    ]
    head = HEAD.replace("工作计划]", "工作计划, 序号, 牵头单位]")
    plan = plan_of(folder, DAY_BY_ROW, [task(1, "建设书屋", *lines, due=due)], head=head)
    written = (folder / "plan.yaml").read_text("utf-8").splitlines()
    found = [problem for problem in traced(plan, text).problems if problem.key != "trace.sha256"]
    assert all(problem.where for problem in found)
    return [(p.key, written[p.where.line - 1].strip()) for p in found if p.where]


@pytest.mark.parametrize(
    ("due", "obligations", "places"),
    [
        # each has the day of its row, its own or that of the task
        ("completed", [(NEW, JUNE), (OPENED, ""), (SHELVES, "")], []),
        (EARLY, [(NEW, ""), (OPENED, DECEMBER), (SHELVES, DECEMBER)], []),
        ("completed", [(NEW, JUNE), (f"{OPENED}, {SHELVES}", "")], []),
        # the day of the task is not that of the row
        ("completed", [(NEW, ""), (OPENED, ""), (SHELVES, "")], ["- id: 1.0"]),
        (EARLY, [(NEW, ""), (OPENED, ""), (SHELVES, DECEMBER)], ["- id: 1.1"]),
        (EARLY, [(NEW, ""), (OPENED, DECEMBER), (SHELVES, "")], ["- id: 1.2"]),
        ("completed", [(NEW, DECEMBER), (OPENED, ""), (SHELVES, "")], [f"due: {DECEMBER}"]),
        # the rows cited have two days
        ("completed", [(f"{NEW}, {OPENED}", JUNE), (SHELVES, "")], [f"due: {JUNE}"]),
        ("completed", [(f"{NEW}, {OPENED}", DECEMBER), (SHELVES, "")], [f"due: {DECEMBER}"]),
        ("completed", [(f"{NEW}, {OPENED}", ""), (SHELVES, "")], ["- id: 1.0"]),
    ],
)
def test_every_row_that_is_cited_prints_the_day(
    due: str, obligations: list[tuple[str, str]], places: list[str], tmp_path: Path
) -> None:
    found = objected(tmp_path, due, *obligations)
    assert found == [("trace.deadline", place) for place in places]


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("书架\t\t", "书架\t\t—", []),
        ("书架\t\t", "书架\t\t年内完成", []),
        ("书架\t\t", "书架\t\t6月底前", ["- id: 1.2"]),
        ("书架\t\t", "书架\t\t8月中旬", ["- id: 1.2"]),  # the layout does not know these words
        ("年内完成", "8月中旬", ["- id: 1.1", "- id: 1.2"]),
        ("6月底前", "", [f"due: {JUNE}"]),
    ],
)
def test_the_day_of_a_row_that_changes_is_noticed(
    old: str, new: str, places: list[str], tmp_path: Path
) -> None:
    asked, text = [(NEW, JUNE), (OPENED, ""), (SHELVES, "")], ROWS.replace(old, new)
    found = objected(tmp_path, "completed", *asked, text=text)
    assert found == [("trace.deadline", place) for place in places]


COLUMNS = """\
section: "{id}、{title}"
task: "{id}.{title}"
table: {task: 任务, measures: 措施, departments: 牵头部门, due: 时间, tiers: {1: 一类县, 2: 二类县}}
unmarked: mandatory
due: {年内完成: completed}
"""
IN_COLUMNS = (
    TITLE
    + "任务\t措施\t一类县\t二类县\t牵头部门\t时间\n"
    + "一、主要任务\n"
    + "1.建设书屋\t新建书屋，一类县不少于8个，二类县不少于5个\t必做\t选做\t示例教育局\t年内完成\n"
    + "2.举办讲座\t举办讲座不少于（个）\t10\t—\t示例教育局\t年内完成\n"
    + "3.开展试点\t开展阅读试点\t指定县必做\t\t示例教育局\t年内完成\n"
)
BY_COLUMN = [
    task(
        1,
        "建设书屋",
        "cites: [新建书屋, 一类县不少于8个, 二类县不少于5个]\n"
        "applies: {tier1: mandatory, tier2: optional}\n" + quota("at_least: {1: 8, 2: 5}"),
    ),
    task(
        2,
        "举办讲座",
        "cites: [举办讲座不少于]\napplies: {tier1: mandatory}\n" + quota("at_least: {1: 10}"),
    ),
    task(
        3,
        "开展试点",
        "cites: [开展阅读试点]\napplies: {designated: mandatory}\ndesignated_within: [1]",
    ),
]


def test_a_table_with_a_column_for_each_tier(tmp_path: Path) -> None:
    head = HEAD.replace("工作计划]", "工作计划, 牵头部门]")
    plan = plan_of(tmp_path, COLUMNS, BY_COLUMN, head=head)
    assert amiss(plan, IN_COLUMNS) == []
    assert noticed(plan, IN_COLUMNS, CHANGED_COLUMNS) == []


CHANGED_COLUMNS = [
    ("必做\t选做", "选做\t选做", "trace.level-unmarked"),
    ("必做\t选做", "必做\t", "trace.level-unmarked"),
    ("\t10\t", "\t12\t", "trace.number-tier"),
    ("\t10\t—", "\t10\t6", "trace.unaccounted"),
    ("指定县必做\t", "\t指定县必做", "trace.designated-within"),
]

BARE = """\
task: "{id}.{title}。"
unmarked: mandatory
numbers: {百: 100}
"""
LISTED_BARE = (
    TITLE
    + "1.各县新建书屋不少于二十五个，一类县不少于两万个。\n"
    + "2.各县不得发生事故。\n"
    + "3.各县建立一个台账，回复率百分之百。\n"
)
ALL_BARE = [
    task(
        1,
        "各县新建书屋不少于二十五个，一类县不少于两万个",
        "cites: [各县新建书屋不少于二十五个]\napplies: {all: mandatory}\n" + quota("at_least: 25"),
        "cites: [一类县不少于两万个]\napplies: {tier1: mandatory}\n" + quota("at_least: 20000"),
    ),
    task(
        2,
        "各县不得发生事故",
        "cites: [各县不得发生事故]\napplies: {all: mandatory}\n" + quota("at_most: 0", "起"),
    ),
    task(
        3,
        "各县建立一个台账，回复率百分之百",
        "cites: [各县建立一个台账, 回复率百分之百]\napplies: {all: mandatory}\n"
        "reading: {taken: {zh: 一, en: a}, other: {zh: 二, en: b}, why: {zh: 三, en: c}}\n"
        "requires: {share: {at_least: 100, of: things, over: others}}",
    ),
]


def test_titles_that_are_the_whole_task(tmp_path: Path) -> None:
    """Nothing but a list: no sections, departments, duties or deadlines."""
    bare = [one.replace("departments: [示例教育局]", "departments: []") for one in ALL_BARE]
    plan = plan_of(tmp_path, BARE, bare)
    assert amiss(plan, LISTED_BARE) == []
    assert noticed(plan, LISTED_BARE, CHANGED_BARE) == []
    assert [p.column for p in traced(plan, LISTED_BARE).text.pieces].count(Column.MEASURES) == 5


CHANGED_BARE = [
    ("二十五", "二十六", "trace.number"),
    ("两万", "三万", "trace.number"),
    ("两万", "2千", "trace.number"),
    ("百分之百", "百分之八十", "trace.number"),
    ("不得发生", "尽量减少", "trace.number"),
    ("各县不得", "一类县不得", "trace.no-phrase"),
]


# --- days and what is open ------------------------------------------------------------------------

BY_DAY = (
    TITLE + "1.举办讲座。各县举办讲座，上半年不少于2场，全年不少于5场。\n牵头单位：示例教育局\n"
    "县：各县必做\n年内完成\n"
)
DAYS = "deadlines: {上半年: 2027-06-30, 全年: 2027-12-31}\n"


def lectures(bounds: str, applies: str = "mandatory") -> str:
    cites = "cites: [各县举办讲座, 上半年不少于2场, 全年不少于5场, 各县必做]"
    return task(1, "举办讲座", f"{cites}\napplies: {{all: {applies}}}\n" + quota(bounds, "场"))


@pytest.mark.parametrize(
    ("obligation", "key"),
    [
        (lectures("at_least: {2027-06-30: 2, 2027-12-31: 5}"), None),
        (
            lectures("at_least: {1: {2027-06-30: 2, 2027-12-31: 5}, 2: open}"),
            "trace.number-day-tier",
        ),
        (lectures("at_least: {2027-06-30: 3, 2027-12-31: 5}"), "trace.number-day"),
        (lectures("at_least: {2027-07-31: 2, 2027-12-31: 5}"), "trace.number-day"),
        (lectures("at_least: 5"), "trace.no-quota"),
        (lectures("at_least: 5"), "trace.deadline"),
        (lectures("at_least: open, at_most: open"), "trace.deadline"),
        (lectures("at_least: {2027-06-30: open, 2027-12-31: 5}", "open"), None),
    ],
)
def test_each_number_stands_with_its_day(obligation: str, key: str | None, tmp_path: Path) -> None:
    found = amiss(plan_of(tmp_path, BY_LABEL + DAYS, [obligation]), BY_DAY)
    assert found == [] if key is None else key in found, found


# --- numbers as a report writes them --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("不少于25个", "个", [(25,)]),
        ("不少于二十五个", "个", [(25,)]),
        ("不少于两个", "个", [(2,)]),
        ("不少于十二家", "个", []),
        ("不少于1,200个", "个", [(1200,)]),
        ("不少于1.5万个", "个", [(15000,)]),
        ("12.5公里", "公里", [(Decimal("12.5"),)]),
        ("300万元", "万元", [(300,)]),
        ("300万元", "元", [(3_000_000,)]),
        ("1.2亿元", "万元", [(12_000,)]),
        ("10至15个", "个", [(10, 15)]),
        ("10—15万个", "个", [(100_000, 150_000)]),
        ("提高2个百分点", "个", []),
        ("第三个", "个", []),
        ("98.5%", "%", [(Decimal("98.5"),)]),
        ("百分之九十", "%", [(90,)]),
        ("三百万元", "万元", [(300,)]),
        ("百人", "人", [(100,)]),
        ("12345个热线", "个", []),
        ("一五个", "个", []),
        ("3项中至少2项", "", [(3,), (2,)]),
    ],
)
def test_numbers_are_read_as_in_a_report(
    text: str, unit: str, values: list[tuple[int | Decimal, ...]]
) -> None:
    layout = Layout(task="{title}", numbers={"百": "100"}, ignore=["12345个热线"])
    assert [number.values for number in Vocabulary(layout).numbers_in(text, unit)] == values


# --- the other kinds ------------------------------------------------------------------------------

GROWN = "requires: {{growth: {{at_least: {}, of: things, over: others}}}}"
FALLEN = "requires: {growth: {at_most: -5, of: things, over: others}}"


@pytest.mark.parametrize(
    ("clause", "requires", "key"),
    [
        ("办件同比增长10%以上", GROWN.format(10), None),
        ("办件比上年增长10%", GROWN.format(10), None),
        ("办件达到10%", GROWN.format(10), "trace.number"),
        ("办件同比下降10%", GROWN.format(10), "trace.number"),
        ("办件同比增长12%", GROWN.format(10), "trace.number"),
        ("投诉下降5%", FALLEN, None),
        ("投诉同比增长5%", FALLEN, "trace.number"),
        ("资金不低于上年", GROWN.format(0), None),
        ("资金保持稳定", GROWN.format(0), "trace.words"),
        ("建立值班制度", "requires: {answer: yes}", None),
    ],
)
def test_each_kind_says_what_is_printed(
    clause: str, requires: str, key: str | None, tmp_path: Path
) -> None:
    one = task(
        1, "工作", f"cites: [各县{clause}, 各县必做]\napplies: {{all: mandatory}}\n{requires}"
    )
    found = amiss(
        plan_of(tmp_path, BY_LABEL, [one]),
        f"{TITLE}1.工作。各县{clause}。\n牵头单位：示例教育局\n县：各县必做\n年内完成\n",
    )
    assert found == [] if key is None else key in found, found


def test_so_many_of_several_prints_both_numbers(tmp_path: Path) -> None:
    parts = [f"cites: [{name}]\napplies: {{all: optional}}" for name in ("新建场地", "更新设备")]
    whole = "cites: [各县在两项中至少完成一项]\napplies: {all: mandatory}\n"
    listed = [*parts, whole + "requires: {any_of: {at_least: 1, of: [1.0, 1.1]}}"]
    text = TITLE + "1.工作。各县在两项中至少完成一项：(1)新建场地；(2)更新设备。\n"
    layout = 'task: "{id}.{title}。"\nunmarked: mandatory\n'
    one = task(1, "工作", *listed).replace("[示例教育局]", "[]")
    plan = plan_of(tmp_path, layout, [one.replace("all: optional", "all: open")])
    assert amiss(plan, text) == []
    assert "trace.number" in amiss(plan, text.replace("两项中", "三项中"))
    assert "trace.number" in amiss(plan, text.replace("完成一项", "完成两项"))
