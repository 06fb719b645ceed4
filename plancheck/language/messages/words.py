"""Names of statuses, verdicts, levels and other words."""

from plancheck.language.message import Message

MESSAGES = {
    # --- words ---
    "bound.at_least": Message("不少于", "at least"),
    "bound.at_most": Message("不超过", "at most"),
    "bound.exactly": Message("正好", "exactly"),
    "asked.allotment": Message("计划数", "the allotted number"),
    "asked.number": Message("{expected:unit}", "{expected}"),  # in English the unit comes first
    "cell.allotment": Message("计划数", "allotted number"),
    "word.none": Message(
        "（无）",
        "(none)",
    ),
    "origin.report": Message("报告", "the report"),
    "origin.roster": Message("名册", "the roster"),
    "origin.option": Message("--tier 选项", "the option --tier"),
    "verdict.pass": Message("达标", "pass"),
    "verdict.fail": Message("未达标", "fail"),
    "verdict.missing": Message("未填报", "missing"),
    "verdict.review": Message("待核实", "review"),
    "verdict.pending": Message("未到期", "pending"),
    "verdict.waived": Message("已豁免", "waived"),
    "verdict.optional": Message("选做未完成", "optional"),
    "verdict.not-applicable": Message("不适用", "not applicable"),
    "level.mandatory": Message("必做", "mandatory"),
    "level.optional": Message("选做", "optional"),
    "level.designated": Message("指定", "designated"),
    "level.allotted": Message("下达计划数", "allotted"),
    "level.designated-or-allotted": Message("指定或下达计划数", "designated or allotted"),
    "level.none": Message("—", "—"),
    "level.unknown": Message("待定", "unknown"),
    "status.not-started": Message("未启动", "not-started"),
    "status.in-progress": Message("进行中", "in-progress"),
    "status.interim": Message("阶段性成果", "interim"),
    "status.completed": Message("完成", "completed"),
    "status.not-undertaken": Message("不承担", "not-undertaken"),
    "report.no-tier-complies": Message(
        "无论属于哪一类均不符合要求：{tiers}", "not compliant in any tier: {tiers}"
    ),
    "outcome.compliant": Message("符合要求", "compliant"),
    "outcome.on-track": Message("暂无逾期", "on track"),
    "outcome.not-compliant": Message("不符合要求", "not compliant"),
    "outcome.undetermined": Message("待核实", "undetermined"),
}
