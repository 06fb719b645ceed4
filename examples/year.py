"""Write a made-up year: a roster of all 32 subjects, and what they handed in for four quarters.

``python examples/year.py FOLDER`` writes ``roster.yaml`` and a folder for each quarter. Only the
names of the subjects are real. Tiers, designations, numbers, documents and states are invented to
show what plancheck does with them, and every file says so. The same call writes the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Entry = dict[str, Any]

ENDS = {1: "2014-03-31", 2: "2014-06-30", 3: "2014-09-30", 4: "2014-12-31"}
"""The quarters and the day each report speaks of; the folder has the same name."""
LAST = 4
REPORT_BY = "2015-01-15"
"""The last day to hand in the report of the last quarter."""
CORRECT_BY = "2015-01-31"
"""The last day to correct it."""

FICTITIOUS = "# 示例：本文件内容全部虚构，只有省份名称是真的，不代表任何省份的实际情况。"
ROSTER_HEAD = (
    "# 示例：类别、指定任务、计划数、基地全部虚构，只有省份名称是真的，不代表任何省份的实际情况。"
)

# --- who reports ---------------------------------------------------------------------------------

TIERS = {
    "北京": 1, "天津": 1, "河北": 2, "山西": 3, "内蒙古": 2, "辽宁": 1, "吉林": 2, "黑龙江": 2,
    "上海": 1, "江苏": 1, "浙江": 1, "安徽": 2, "福建": 2, "江西": 2, "山东": 1, "河南": 2,
    "湖北": 1, "湖南": 2, "广东": 1, "广西": 2, "海南": 3, "重庆": 2, "四川": 1, "贵州": 3,
    "云南": 3, "西藏": 3, "陕西": 2, "甘肃": 3, "青海": 3, "宁夏": 3, "新疆": 3,
    "新疆生产建设兵团": 3,
}  # fmt: skip
PLACES = {subject: place for place, subject in enumerate(TIERS)}
TIER_WORDS = {1: "一类", 2: "二类", 3: "三类"}
DESIGNATED = {
    "7.indicators": ["北京", "江苏"],
    "11.ecommerce": ["上海", "浙江", "广东"],
    "15.projects": ["北京", "江苏", "浙江", "湖南", "广东", "四川"],
    "15.promotion": [
        "天津", "河北", "上海", "安徽", "山东", "广西", "重庆", "贵州", "云南", "青海",
    ],
    "20.navigation": ["北京", "江苏", "河南"],
    "21.industries": ["上海", "浙江"],
    "22.review": ["安徽", "山东", "湖南"],
    "23.clusters": ["辽宁", "上海"],
    "26.regions": ["黑龙江", "陕西"],
    "30.agencies": ["北京", "四川"],
}  # fmt: skip
OFFICERS = {1: 160, 2: 90, 3: 30}
"""How many enforcement officers a subject of each tier is to train (9.training)."""
AGENTS = {1: 100, 2: 40, 3: 10}
"""How many patent agents a subject of each tier is to train (30.training)."""
WITHOUT_AGENTS = ("西藏", "新疆生产建设兵团")
BASES = {1: ["示例图书馆基地", "示例大学基地"], 2: ["示例信息中心基地"], 3: []}
ENGLISH_KEYS = ("上海", "江苏", "重庆")
"""Who writes keys and statuses in English; both spellings mean the same."""

# --- what is asked -------------------------------------------------------------------------------

NAMES = {
    "2.framework": "专利政策框架",
    "3.programme": "专利纲领性文件",
    "4.scheme": "申请质量实施方案",
    "4.revision": "本级资助奖励政策修订",
    "4.timetable": "各级修订进度表",
    "7.indicators": "价值分析指标应用",
    "8.finance": "知识产权金融",
    "9.training": "执法人员培训",
    "10.mechanism": "侵权咨询或奖励援助机制",
    "11.ecommerce": "电子商务专利保护",
    "12.functions": "管理职能优化方案",
    "13.titles": "称号调整优化",
    "14.projects": "特色产业信息服务项目",
    "14.centres": "地方专利信息服务中心",
    "15.projects": "信息利用支撑项目",
    "15.promotion": "信息利用促进工程",
    "15.training": "信息培训",
    "15.bases": "基地信息培训",
    "16.talent": "知识产权人才工作",
    "18.advantage": "优势企业申报",
    "19.standard": "贯标达标企业",
    "20.navigation": "专利导航试点",
    "21.industries": "密集型产业培育试点",
    "22.review": "知识产权评议",
    "23.clusters": "知识产权集群管理",
    "25.office": "技术转移机构",
    "26.regions": "重点区域专利工作",
    "27.ftz": "自贸区管理模式探索",
    "29.survey": "服务业统计调查",
    "30.agencies": "代理机构支持监督",
    "30.training": "代理人实务培训",
}
"""What a report may have an entry for, in the order of the plan, with its name in Chinese."""
INTERIM_IS_ENOUGH = {
    "2.framework", "3.programme", "7.indicators", "8.finance", "10.mechanism", "11.ecommerce",
    "14.projects", "14.centres", "16.talent", "20.navigation", "21.industries", "22.review",
    "23.clusters", "27.ftz", "29.survey",
}  # fmt: skip
METRICS = {
    "9.training": "participants",
    "15.training": "sessions",
    "15.bases": "sessions",
    "18.advantage": "enterprises",
    "19.standard": "enterprises",
    "25.office": "institutions",
    "30.training": "participants",
}
SESSIONS = {1: 6, 2: 4, 3: 1}
PER_BASE = 6
CEILING = {1: 50, 2: 25, 3: 15}
STANDARD = {1: 30, 2: 20, 3: 10}
REACHED = {1: 20, 2: 50, 3: 75, 4: 100}
"""How much of a number is reached by the end of each quarter, in percent."""
NUMBERS_BESIDE = {
    "15.projects": {"projects": 2},
    "15.promotion": {"organisations": 1},
    "20.navigation": {"zones": 1},
}
"""Numbers that the plan adds up over all subjects; they stand beside a status."""


def asked(subject: str) -> Iterator[str]:
    """Yield what the subject has entries for."""
    tier = TIERS[subject]
    for name in NAMES:
        if name in DESIGNATED and subject not in DESIGNATED[name]:
            continue
        elsewhere = name == "27.ftz" and subject != "上海"
        few = (name == "8.finance" and tier == 3) or (name == "25.office" and tier != 1)
        if not elsewhere and not few and not (name == "30.training" and subject in WITHOUT_AGENTS):
            yield name


def in_chinese(name: str) -> str:
    """Return the key of an entry in Chinese, as init writes it."""
    return f"{name.partition('.')[0]}.{NAMES[name]}"


def designated(subject: str) -> list[str]:
    """Return what the subject is designated for."""
    return [name for name, subjects in DESIGNATED.items() if subject in subjects]


def allotments(subject: str) -> dict[str, Any]:
    """Return the numbers that other plans set the subject."""
    tier = TIERS[subject]
    agents = {"participants": AGENTS[tier]}
    return {
        "9.training": {"participants": OFFICERS[tier]},
        "30.training": "none" if subject in WITHOUT_AGENTS else agents,
    }


def target(subject: str, name: str) -> int:
    """Return the number that the subject works towards."""
    tier, place = TIERS[subject], PLACES[subject]
    return {
        "9.training": OFFICERS[tier],
        "15.training": SESSIONS[tier],
        "15.bases": PER_BASE,
        "18.advantage": CEILING[tier] - 2 * (place % 5),
        "19.standard": STANDARD[tier],
        "25.office": 1,
        "30.training": AGENTS[tier],
    }[name]


# --- what goes wrong -----------------------------------------------------------------------------


def doing(reason: str, next_steps: str, status: str = "in-progress") -> Entry:
    """Return an entry that is not there yet, with the reason."""
    return {"status": status, "reason": reason, "next_steps": next_steps}


def done(date: str, status: str = "completed", **more: Any) -> Entry:
    """Return an entry that is done, with its evidence from the quarter of its date."""
    quarter = (int(date[5:7]) + 2) // 3 if date[:4] == "2014" else LAST
    return {"status": status, "date": date, "evidence": [f"Z{quarter}"], **more}


def session_records(dates: list[str]) -> list[Entry]:
    """Return a ledger of training sessions."""
    return [
        {"name": f"示例专利信息培训班第{number}期", "date": date, "host": "示例知识产权局"}
        for number, date in enumerate(dates, 1)
    ]


EXCEPTIONS: dict[str, dict[str, dict[int, Entry | None]]] = {
    # short in the last quarter
    "山西": {
        "3.programme": {4: doing("起草组年底才组建", "明年一季度提出研究制定计划")},
        "4.scheme": {4: doing("方案尚未报送审核", "一月报国家局审核", "interim")},
        "4.timetable": {
            3: done("2014-09-12"),
            4: doing("进度表退回重编", "一月重新报送", "in-progress"),
        },
        "9.training": {4: {"participants": 27, "evidence": ["Z4"], "reason": "一期培训班推迟"}},
        "16.talent": {4: doing("经费未落实", "列入明年预算", "not-started")},
        "19.standard": {4: {"enterprises": 8, "reason": "两家企业尚在认证"}},
    },
    "福建": {
        "4.scheme": {4: doing("征求意见未结束", "一月印发", "interim")},
        "4.timetable": {4: doing("部分设区市未报", "汇总后报送")},
        "12.functions": {4: doing("与机构改革一并研究", "待批复后印发", "interim")},
        "14.centres": {4: doing("系统尚在调试", "一季度上线", "not-started")},
    },
    "江西": {
        "4.scheme": {4: doing("方案尚在会签", "一月报国家局审核", "interim")},
        "19.standard": {4: {"enterprises": 18, "reason": "两家企业复核未结束"}},
        "29.survey": {4: None},
    },
    "广东": {
        "15.bases": {
            3: {"units": {"示例图书馆基地": {"sessions": 5}, "示例大学基地": {"sessions": 5}}},
            4: {
                "units": {
                    "示例图书馆基地": {"sessions": 6, "evidence": ["Z4"]},
                    "示例大学基地": {"sessions": 4, "reason": "一次培训与图书馆基地重复，已核减"},
                }
            },
        },
        "25.office": {4: {"institutions": 0, "reason": "机构尚在筹建", "next_steps": "明年挂牌"}},
    },
    "河南": {
        "15.training": {
            3: {"sessions": 4, "date": "2014-09-18", "evidence": ["Z3"]},
            4: {"sessions": 3, "evidence": ["Z3"], "reason": "核减一次重复填报的培训"},
        },
    },
    "内蒙古": {"4.revision": {4: done("2015-01-12", note="修订文件于一月印发")}},
    "新疆": {
        "18.advantage": {
            3: {"enterprises": 17, "evidence": ["Z3"]},
            4: {"enterprises": 17, "evidence": ["Z3"], "note": "多报的两家未撤回"},
        },
    },
    # not certain in the last quarter: the ledger has fewer people than the number says
    "陕西": {
        "9.training": {
            4: {
                "participants": 90,
                "evidence": ["Z4"],
                "records": [
                    {"name": "示例执法培训班第1期", "date": "2014-05-20", "participants": 30},
                    {"name": "示例执法培训班第2期", "date": "2014-10-16", "participants": 30},
                ],
            },
        },
    },
    # less than the quarter before, and still enough
    "山东": {
        "19.standard": {
            3: {"enterprises": 34, "date": "2014-09-25", "evidence": ["Z3"]},
            4: {"enterprises": 32, "date": "2014-12-16", "evidence": ["Z4"], "note": "撤销两家"},
        },
    },
    "湖南": {
        "14.projects": {
            3: done("2014-09-10", "interim"),
            4: doing("项目验收未通过", "整改后重新验收"),
        },
    },
    # in earlier quarters
    "四川": {
        "10.mechanism": {
            1: done("2014-03-14", "interim"),
            2: doing("试点单位退出，方案重拟", "三季度恢复试点"),
            3: done("2014-08-22", "interim"),
            4: done("2014-08-22", "interim"),
        },
    },
    "重庆": {
        "18.advantage": {
            2: {"enterprises": 26, "evidence": ["Z2"]},
            3: {"enterprises": 25, "evidence": ["Z3"], "note": "多报的一家已撤回"},
            4: {"enterprises": 25, "evidence": ["Z3"]},
        },
    },
}
"""By subject, entry and quarter: what is reported instead of what would follow from the plan."""

ABSENT = {1: ["云南", "西藏", "新疆"], 2: ["黑龙江", "西藏"], 3: ["西藏"], 4: ["云南", "西藏"]}
TWICE = {4: {"湖北": "湖北（修改稿）"}}
"""Who handed in a second file, and its name."""
LATE = {"天津": "2015-01-16", "四川": "2015-01-19", "内蒙古": "2015-01-20"}
"""Who handed in the last report after REPORT_BY."""
SLIPS = {
    1: {"海南": ("省份: 海南", "省份：海南"), "新疆生产建设兵团": ("状态: 进行中", "状态: 已部署")},
    2: {"安徽": ("状态: 进行中", "状态: 基本完成")},
    3: {"福建": ("企业数: 15", "企业数: 15家左右")},
    4: {
        "吉林": ("省份: 吉林", "省份：吉林"),
        "宁夏": ("培训次数: 1", "培训次数: 约12次"),
        "贵州": ("类别: 三类", "类别: 二类"),
    },
}
"""By quarter and subject: the text that is written otherwise, so that the file is unusable."""
IN_GB18030 = {2: ["甘肃"], 4: ["甘肃"]}
IN_WORD = {4: ["海南"]}
NAMELESS = "自查表（最终版）.yaml"
"""A file of the last quarter that does not say whose it is, and is indented with a tab."""


# --- what is reported ----------------------------------------------------------------------------

KEYS = {
    "plan": "计划", "province": "省份", "tier": "类别", "as_of": "截止日期",
    "prepared_by": "填报人", "reviewed_by": "审核人", "submitted": "报送日期", "remarks": "备注",
    "designated": "指定任务", "allotments": "分配数", "tasks": "任务",
    "status": "状态", "date": "日期",
    "evidence": "佐证", "note": "备注", "reason": "未完成原因", "next_steps": "下一步措施",
    "records": "台账", "name": "名称", "host": "主办单位", "units": "基地",
    "sessions": "培训次数", "participants": "培训人数", "enterprises": "企业数",
    "institutions": "机构数", "projects": "项目数", "organisations": "单位数",
    "zones": "实验区数", "title": "标题", "number": "文号",
}  # fmt: skip
WORDS = {
    "not-started": "未启动", "in-progress": "进行中", "interim": "阶段性成果", "completed": "完成",
    "not-undertaken": "不承担", "none": "无",
}  # fmt: skip
REASONS = ("征求意见尚未结束", "正在调研", "与有关部门会商", "列入年中安排")
NEXT_STEPS = ("下季度印发", "下季度形成初稿", "会商后报批", "按计划推进")


def entry(subject: str, name: str, quarter: int) -> Entry | None:
    """Return what the subject reports under ``name``, None where it leaves it out."""
    exceptions = EXCEPTIONS.get(subject, {}).get(name, {})
    if quarter in exceptions:
        return exceptions[quarter]
    if name == "15.bases":
        bases = BASES[TIERS[subject]]
        return {"units": {base: _number(subject, name, quarter) for base in bases}}
    if name in METRICS:
        return _number(subject, name, quarter)
    if name == "14.projects" and PLACES[subject] % 3:
        return {"status": "not-undertaken"}
    return _status(subject, name, quarter)


def _number(subject: str, name: str, quarter: int) -> Entry:
    whole, place = target(subject, name), PLACES[subject]
    number = whole * REACHED[quarter] // 100
    if name in ("9.training", "19.standard") and quarter == LAST:
        number += place % 3
    made: Entry = {METRICS[name]: number}
    if number >= whole and name != "18.advantage":
        made["date"] = _date(subject, name, quarter)
    if number:
        made["evidence"] = [f"Z{quarter}"]
    if name == "15.training" and TIERS[subject] == 2 and number:
        dates = [_date(subject, name, when) for when in range(1, LAST + 1)]
        made["records"] = session_records(dates[:number])
    return made


def _status(subject: str, name: str, quarter: int) -> Entry:
    place, row = PLACES[subject], list(NAMES).index(name)
    in_quarter = (1, 2, 2, 3, 3, 4, 4)[(place + 2 * row) % 7]
    if name == "4.revision" and TIERS[subject] == 3:
        in_quarter = LAST + 1  # tier 3 has a year more
    elif name in EXCEPTIONS.get(subject, {}):
        in_quarter = LAST  # nothing is done before what the exceptions say
    if quarter >= in_quarter:
        status = "interim" if name in INTERIM_IS_ENOUGH and place % 4 else "completed"
        made = done(_date(subject, name, in_quarter), status, **NUMBERS_BESIDE.get(name, {}))
        if name == "15.promotion" and subject in ("上海", "山东"):
            made["organisations"] = 2
        if (place + row) % 4 == 0:
            made["note"] = f"{NAMES[name]}已报示例会议审定"
        return made
    if quarter + 1 < in_quarter:
        return {"status": "not-started"}
    return doing(REASONS[(place + row) % 4], NEXT_STEPS[(place + row) % 4])


def _date(subject: str, name: str, quarter: int) -> str:
    place, row = PLACES[subject], list(NAMES).index(name)
    month = 3 * quarter - 2 + (place + row) % 3
    return f"2014-{month:02}-{4 + (5 * place + 7 * row) % 20:02}"


def submitted(subject: str, quarter: int) -> str:
    """Return the day on which the subject handed in its report."""
    if quarter == LAST:
        return LATE.get(subject, f"2015-01-{5 + PLACES[subject] % 10:02}")
    return f"2014-{3 * quarter + 1:02}-{3 + PLACES[subject] % 8:02}"


def report(subject: str, quarter: int) -> str:
    """Return the report of the subject, as its file should be."""
    english = subject in ENGLISH_KEYS
    key = str if english else in_chinese
    head: Entry = {
        "plan": "cn-patent-2014",
        "province": subject,
        "tier": str(TIERS[subject]) if english else TIER_WORDS[TIERS[subject]],
        "as_of": ENDS[quarter],
        "prepared_by": "示例",
        "reviewed_by": "示例",
        "submitted": submitted(subject, quarter),
        "designated": [key(name) for name in designated(subject)],
        "allotments": {key(name): numbers for name, numbers in allotments(subject).items()},
    }
    entries = {name: entry(subject, name, quarter) for name in asked(subject)}
    evidence = {
        f"Z{past}": {
            "title": f"第{'一二三四'[past - 1]}季度工作材料",
            "number": f"示例发〔2014〕{10 * past + PLACES[subject] % 10}号",
            "date": f"2014-{3 * past:02}-{20 + PLACES[subject] % 8}",
        }
        for past in range(1, quarter + 1)
    }
    words = {} if english else KEYS | WORDS
    lines = [FICTITIOUS]
    lines += [f"{words.get(key, key)}: {_flow(value, words)}" for key, value in head.items()]
    lines.append(f"{words.get('tasks', 'tasks')}:")
    for name, made in entries.items():
        if made is not None:
            lines += _lines(key(name), made, words)
    lines.append(f"{words.get('evidence', 'evidence')}:")
    lines += [f"  {name}: {_flow(made, words)}" for name, made in evidence.items()]
    return "\n".join(lines) + "\n"


def _lines(name: str, made: Entry, words: dict[str, str]) -> Iterator[str]:
    if "records" not in made and len(short := f"  {name}: {_flow(made, words)}") <= 90:
        yield short
        return
    yield f"  {name}:"
    for key, value in made.items():
        if key in ("records", "units"):
            yield f"    {words.get(key, key)}:"
            parts = [(f"{part}: ", value[part]) for part in value] if key == "units" else []
            parts += [("- ", record) for record in value] if key == "records" else []
            yield from (f"      {before}{_flow(part, words)}" for before, part in parts)
        else:
            yield f"    {words.get(key, key)}: {_flow(value, words)}"


def _flow(value: Any, words: dict[str, str]) -> str:
    if isinstance(value, dict):
        pairs = (f"{words.get(key, key)}: {_flow(part, words)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return words.get(value, value) if isinstance(value, str) else str(value)


def roster() -> str:
    """Return the roster of all subjects."""
    lines = [
        ROSTER_HEAD,
        "format: plancheck.roster/1",
        "plan: cn-patent-2014",
        "source: 示例函〔2014〕1号",
        f"report_by: {REPORT_BY}",
        f"correct_by: {CORRECT_BY}",
        "provinces:",
    ]
    for subject, tier in TIERS.items():
        lines += [
            f"  {subject}:",
            f"    tier: {tier}",
            f"    designated: {_flow(designated(subject), {})}",
            f"    allotments: {_flow(allotments(subject), {})}",
            f"    units: {{15.bases: {_flow(BASES[tier], {})}}}",
        ]
    return "\n".join(lines) + "\n"


# --- the files -----------------------------------------------------------------------------------

DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>\
PARAGRAPHS</w:body></w:document>"""
WORD_PARTS = {
    "[Content_Types].xml": """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument\
.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships\
/officeDocument" Target="word/document.xml"/></Relationships>""",
}
PDF = """\
%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def in_word(text: str) -> bytes:
    """Return the text as a Word file, a paragraph for each line."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>'
        for line in text.splitlines()
    )
    parts = WORD_PARTS | {"word/document.xml": DOCUMENT.replace("PARAGRAPHS", paragraphs)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2014, 12, 31, 0, 0, 0)), part.encode())
    return made.getvalue()


def handed_in(quarter: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file of a quarter."""
    slips = SLIPS.get(quarter, {})
    for subject in TIERS:
        if subject in ABSENT[quarter]:
            continue
        text = report(subject, quarter)
        if subject in slips:
            right, wrong = slips[subject]
            assert right in text, (subject, right)
            text = text.replace(right, wrong, 1)
        if subject in IN_WORD.get(quarter, ()):
            yield f"{subject}.docx", in_word(text)
            continue
        encoding = "gb18030" if subject in IN_GB18030.get(quarter, ()) else "utf-8"
        yield f"{subject}.yaml", text.encode(encoding)
        if second := TWICE.get(quarter, {}).get(subject):
            yield f"{second}.yaml", text.encode()
    if quarter == LAST:
        yield NAMELESS, f"{FICTITIOUS}\n任务:\n\t4.scheme: 完成\n".encode()
        yield "报送说明.pdf", PDF.encode()
        yield "~$海南.docx", "示例".encode("utf-16-le").ljust(162, b"\0")


def write(folder: Path) -> None:
    """Write the roster and the four quarters into ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roster.yaml").write_bytes(roster().encode())
    for quarter, end in ENDS.items():
        (folder / end).mkdir()
        for name, content in handed_in(quarter):
            (folder / end / name).write_bytes(content)


def main() -> None:
    """Write the year into the folder that is named, which must not hold anything yet."""
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python examples/year.py FOLDER")
    folder = Path(sys.argv[1])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sys.exit(f"{folder} exists and is not an empty folder; name another one")
    write(folder)


if __name__ == "__main__":
    main()
