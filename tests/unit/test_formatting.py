"""A report is written in one way, says what it said, and keeps every comment."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from plancheck.analysis.listing import list_obligations
from plancheck.authoring.formatting import _said, formatted
from plancheck.authoring.template import Keys, template
from plancheck.errors import PlancheckError
from plancheck.inputs.report import read_report
from plancheck.language.message import Lang
from plancheck.plan.model import Plan
from plancheck.reading.source import parse
from tests.conftest import ROOT

EXAMPLES = [
    f for f in sorted((ROOT / "examples").glob("*.yaml")) if "tasks:" in f.read_text("utf-8")
]


def rewritten(plan: Plan, text: str, lang: Lang | None = None) -> str:
    return formatted(text.encode(), "r.yaml", plan, encoding="utf-8", lang=lang).decode()


def comments(text: str) -> Counter[str]:
    """Return every comment: what follows a hash sign at a line's beginning or after a blank."""
    return Counter(re.findall(r"(?:^|\s)(#.*)$", text.replace("\r", ""), re.MULTILINE))


MESSY = """\
# 开头
证明材料:   # 佐证清单
  Z01: {名称: 示例, 文号: "示例函[2014]8号", 日期: 2014年3月5日}
# 任务上面
任务:
  # 关于 19
  19.standard:
    备注: 说明 # 尾注
      # 缩进的
    企业数: 三十家   # 够了
    日期: 2014.6.5
  15.信息培训: {日期: 2014/3/18, 培训次数: ６}
  # 关于 4
  4.scheme: 已完成
  2.framework:
    note: |
      多行
      # 不是注释

    status: completed
  # 末尾
省: 上海市
类别: 一类
计划: cn-patent-2014
# 最后
"""


def test_what_is_normal(plan: Plan) -> None:
    assert (
        rewritten(plan, MESSY, Lang.EN)
        == """\
# 开头
plan: cn-patent-2014
province: 上海
tier: 1
# 任务上面
tasks:
  2.framework:
    status: completed
    note: |
      多行
      # 不是注释

  # 关于 4
  4.scheme: completed
  15.training: {date: 2014-03-18, sessions: 6}
  # 关于 19
  19.standard:
    enterprises: 30   # 够了
    date: 2014-06-05
    note: 说明 # 尾注
      # 缩进的
  # 末尾
evidence:   # 佐证清单
  Z01: {title: 示例, number: "示例函〔2014〕8号", date: 2014-03-05}
# 最后
"""
    )


def test_keys_stay_in_the_language_of_the_file(plan: Plan) -> None:
    out = rewritten(plan, MESSY)
    assert "计划: cn-patent-2014" in out
    assert "  19.贯标达标企业:" in out
    assert "    企业数: 30" in out
    assert "  4.申请质量实施方案: 完成" in out


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("沪知局[2014]35号", "沪知局〔2014〕35号"),
        ("沪知局（2014）35号", "沪知局〔2014〕35号"),
        ("沪知局〔２０１４〕第35号", "沪知局〔2014〕35号"),
        ("沪知局【2014】 35 号", "沪知局〔2014〕35号"),
        ("沪知局2014年35号", "沪知局2014年35号"),
        ("ISO (2014) 9001", "ISO (2014) 9001"),
        ("第35号", "第35号"),
    ],
)
def test_document_numbers_have_the_brackets_of_the_standard(
    written: str, wanted: str, plan: Plan
) -> None:
    text = f"province: 上海\nevidence:\n  Z01: {{number: '{written}'}}\n"
    assert wanted in rewritten(plan, text)


def test_what_is_written_as_json_keeps_its_order(plan: Plan) -> None:
    """To move a line would leave its comma behind; what is spelled otherwise is still mended."""
    text = """\
{
  "tasks": {
    "3.programme": {"status": "阶段性成果"},
    "2.framework": {
      "date": "2014-10-20",
      "status": "completed"
    }
  },
  "tier": "一类",
  "province": "上海市"
}
"""
    mended = text.replace("一类", "1").replace("上海市", "上海").replace("阶段性成果", "interim")
    assert rewritten(plan, text) == mended


def test_a_blank_on_a_line_of_its_own_moves_with_its_key(plan: Plan) -> None:
    head, last = "province: 上海\ntasks:\n", "  4.scheme: completed\n"
    first = "  2.framework:\n    note:\n      ~\n"
    assert rewritten(plan, head + last + first) == head + first + last


def test_the_name_of_a_unit_is_no_key(plan: Plan) -> None:
    """A name that reads as a Chinese key does not make the keys of the file Chinese."""
    text = "省份: 上海\ntasks:\n  15.bases:\n    单位: {备注: {sessions: 2}}\n    note: 说明\n"
    assert rewritten(plan, text).startswith("province: 上海\n")


@pytest.mark.parametrize("keys", [None, *Lang])
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_say_the_same_and_keep_their_comments(
    file: Path, keys: Lang | None, plan: Plan
) -> None:
    text = file.read_text("utf-8")
    try:
        before = read_report(parse(text.encode(), "r.yaml"), plan)
    except PlancheckError:
        with pytest.raises(PlancheckError):
            rewritten(plan, text, keys)
        return
    out = rewritten(plan, text, keys)
    assert _said(read_report(parse(out.encode(), "r.yaml"), plan)) == _said(before)
    assert comments(out) == comments(text)
    assert rewritten(plan, out, keys) == out


@pytest.mark.parametrize(
    "seed", [*range(20), *(pytest.param(n, marks=pytest.mark.slow) for n in range(20, 60))]
)
def test_shuffled_reports_come_back_in_order(seed: int, plan: Plan) -> None:
    """Blocks of a report in any order, with comments, ends of line and a mark as they come."""
    chance = random.Random(seed)
    tier = chance.choice("123")
    listing = list_obligations(plan, subject="上海", tier=tier)
    keys = chance.choice(list(Keys))
    base = template(listing, lang=chance.choice(list(Lang)), keys=keys)
    head, _, rest = base.partition("tasks:\n" if keys is Keys.EN else "任务:\n")
    tasks, evidence = rest.rsplit("\n\n", 1)
    blocks = re.findall(r"(?:^ *#.*\n)*^  \S+:.*\n(?:    .*\n?)+", tasks + "\n", re.MULTILINE)
    blocks = [
        re.sub(r"(status|状态):.*", lambda m, n=n: f"{m[1]}: 已完成  # 注{n}", block)
        for n, block in enumerate(blocks)
    ]
    chance.shuffle(blocks)
    word = "tasks" if keys is Keys.EN else "任务"
    parts = [head, f"{word}:\n{''.join(blocks)}", evidence]
    text = "".join(parts)
    ends = chance.choice(["\n", "\r\n"])
    mark = chance.choice(["", "\ufeff"])
    content = (mark + text.replace("\n", ends)).encode()
    before = read_report(parse(content, "r.yaml"), plan)
    out = formatted(content, "r.yaml", plan, encoding="utf-8", lang=None)
    assert _said(read_report(parse(out, "r.yaml"), plan)) == _said(before)
    assert comments(out.decode()) == comments(content.decode())
    assert out.startswith(mark.encode())
    assert (b"\r\n" in out) is (ends == "\r\n")
    assert formatted(out, "r.yaml", plan, encoding="utf-8", lang=None) == out
    reported = list(read_report(parse(out, "r.yaml"), plan).tasks or {})
    order = [row.obligation.id for row in listing.rows]
    assert reported == sorted(reported, key=order.index)


@pytest.mark.parametrize("blank", ["\u3000", "\u00a0", "\u2002", "\t"], ids=ascii)
def test_blanks_around_what_is_normal_go(plan: Plan, blank: str) -> None:
    text = (
        f"省份: '{blank}上海{blank}'\n类别: 一类 \u3000\n任务:\n"
        f'  2.framework: {{状态: "完成\u3000", 日期: 2014年6月5日\u00a0, 备注: "{blank}示例"}}\n'
        f"  '{blank}15.信息培训': {{培训次数: '{blank}六次'}}\n"
    )
    usual = rewritten(plan, text)
    assert usual == (
        "省份: '上海'\n类别: 1\n任务:\n"
        f'  2.专利政策框架: {{状态: "完成", 日期: 2014-06-05, 备注: "{blank}示例"}}\n'
        "  '15.信息培训': {培训次数: '6'}\n"
    )
    assert rewritten(plan, usual) == usual


def test_the_name_of_an_office_becomes_that_of_the_province(plan: Plan) -> None:
    for key in ("省份", "填报单位"):
        text = f"{key}: 江西省知识产权局\n任务:\n  2.framework: 完成\n"
        assert rewritten(plan, text).startswith(f"{key}: 江西\n")
    assert rewritten(plan, "单位: 江西省\n").startswith("填报单位: 江西\n")
