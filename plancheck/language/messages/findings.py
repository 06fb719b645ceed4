"""Verdicts and their reasons, notes, what to do, and the facts that may be unknown."""

from plancheck.language.message import Message

MESSAGES = {
    # --- findings ---
    "finding.status-met": Message(
        "填报{actual}，要求{expected}",
        "reported {actual}, the plan asks for {expected}",
    ),
    "finding.status-short": Message(
        "填报{actual}，要求{expected}",
        "reported {actual}, the plan asks for {expected}",
    ),
    "finding.not-started": Message(
        "填报未启动，要求{asked}",
        "reported as not started, the plan asks for {asked}",
    ),
    "finding.not-undertaken": Message(
        "填报不承担，但这是必做任务",
        "reported as not undertaken, but the duty is mandatory",
    ),
    "finding.late": Message(
        "完成日期 {date} 晚于期限 {due}",
        "dated {date}, after the deadline {due}",
    ),
    "finding.ahead": Message(
        "日期 {date} 晚于截止日期 {as_of}，那时尚未完成，期限 {due}",
        "dated {date}, after {as_of}, so not done by then; due {due}",
    ),
    "finding.early": Message(
        "日期 {date} 早于计划开始的 {from}，是否算本计划的工作要由人判断",
        "dated {date}, before the plan begins on {from}; whether that counts is for a person to say",
    ),
    "finding.missing": Message(
        "没有填报，要求{asked}",
        "nothing is reported, the plan asks for {asked}",
    ),
    "finding.blank": Message(
        "列了这一项但没有填，要求{asked}",
        "the entry is left blank, the plan asks for {asked}",
    ),
    "finding.no-status": Message(
        "没有填状态，要求{asked}",
        "no status is stated, the plan asks for {asked}",
    ),
    "finding.no-number": Message(
        "没有填数量，要求{asked}",
        "no number is stated, the plan asks for {asked}",
    ),
    "finding.undecided": Message(
        "没有说明{facts}，而结论取决于此：{worlds}",
        "not stated: {facts}. The verdict depends on that: {worlds}",
    ),
    "finding.undated": Message(
        "已达到要求，但没有日期；{day}，期限 {due} 已过，无法确认是否按期完成",
        "the requirement is met but not dated; {day} is after the deadline {due}, so it is not known whether it was met in time",
    ),
    "day.judged": Message("截至 {as_of}", "{as_of}"),
    "day.own": Message("截至报告自填的统计截止日期 {as_of}", "the report's own as-of date {as_of}"),
    "finding.designated-not-allotted": Message(
        "已被指定，而分配数写明没有下达计划数，两者矛盾",
        "it is designated, but the allotments state that no number is allotted; the two contradict each other",
    ),
    "finding.if-designated-not-allotted": Message(
        "分配数写明没有下达计划数，是否被指定未注明；如被指定，两者即为矛盾",
        "the allotments state that no number is allotted, but no input states whether it is designated; "
        "a designation would contradict that",
    ),
    "finding.no-evidence": Message(
        "已达到要求，但没有佐证",
        "the requirement is met, but there is no evidence",
    ),
    "finding.not-due": Message(
        "尚未填报，期限 {due}，要求{asked}",
        "nothing reported yet, due {due}, the plan asks for {asked}",
    ),
    "finding.not-yet": Message(
        "填报{had}，尚未达到要求（{asked}），期限 {due}",
        "reported {had}, not yet what the plan asks for ({asked}), due {due}",
    ),
    "finding.unsettled": Message(
        "期限 {due} 尚未到，填报内容还有待补充或核对",
        "the deadline {due} has not passed; something in the entry still has to be added or checked",
    ),
    "finding.waived": Message(
        "已豁免至 {until}（{approved_by}：{why}）；原结论：{beneath}",
        "waived until {until} ({approved_by}: {why}); otherwise: {beneath}",
    ),
    "finding.not-taken-up": Message(
        "选做，没有承担",
        "optional and not taken up",
    ),
    "finding.declined": Message(
        "选做，填报为不承担",
        "optional, reported as not undertaken",
    ),
    "finding.begun": Message(
        "选做，已着手（{had}）但没有达到（{asked}）",
        "optional, begun ({had}) but short ({asked})",
    ),
    "finding.not-asked": Message(
        "计划没有对本单位提出这项要求",
        "the plan does not ask this here",
    ),
    "finding.not-designated": Message(
        "只要求被指定的做，本单位未被指定",
        "asked only of those that are designated, and this one is not",
    ),
    "finding.not-in-tier": Message(
        "不对{tier}提出要求，{tier}也不会被指定",
        "not asked of a {tier}, which cannot be designated either",
    ),
    "finding.not-allotted": Message(
        "仅要求被指定或下达计划数的单位，本单位两者都不是",
        "required only if designated or allotted a number, and this one is neither",
    ),
    # --- notes ---
    "note.read-as": Message(
        "“{written}”读作 {value}",
        '"{written}" is read as {value}',
    ),
    "note.implausible": Message(
        "{value} 大得不寻常，请核对",
        "{value} is unusually large; check it",
    ),
    "note.status": Message(
        "数量已达到，但状态填的是{status}，请核对",
        "the number is reached, but the status says {status}; check it",
    ),
    "note.evidence": Message(
        "佐证 {ids} 不在佐证清单里",
        "the evidence {ids} is not in the list of evidence",
    ),
    "note.evidence-empty": Message(
        "佐证材料 {ids} 没有写明标题、文号、网址或文件，不能作为佐证；请补充",
        "the evidence {ids} states no title, number, address or file, so it proves nothing; complete it",
    ),
    "note.evidence-placeholder": Message(
        "佐证材料 {id} 填写的“{written}”不是材料的名称，不能作为佐证；请补充",
        'the evidence {id} says "{written}", which names no document, so it proves nothing; complete it',
    ),
    "note.as-of": Message(
        "截止日期 {as_of} 是报告自己写的，早于计划期末 {to}；之后到期的要求没有计为未填报",
        "the day {as_of} is the report's own and before the period ends on {to}; what is due later is not missing yet",
    ),
    "note.not-in-roster": Message(
        "名册中没有{subject}，其类别、指定、计划数和所属单位均视为未知",
        "the roster does not list {subject}, so its tier, designations, allotted numbers and units count as unknown",
    ),
    "note.evidence-later": Message(
        "佐证 {ids} 的日期晚于截止日期 {as_of}",
        "the evidence {ids} is dated after {as_of}",
    ),
    "note.not-asked": Message(
        "这一项没有要求本单位做，填报的内容不计入",
        "this is not asked here; what is reported does not count",
    ),
    "note.allotment": Message(
        "报告写的分配数是 {stated}，按名册的 {allotted} 核查",
        "the report states an allotment of {stated}; judged by the roster's {allotted}",
    ),
    "note.least-favourable": Message(
        "{facts}未注明；任何情形下都不是未达标或未填报，此处为其中最不利的结论",
        "not stated: {facts}. No possible value makes this fail; the least favourable verdict is shown",
    ),
    "note.unconfirmed": Message(
        "{facts}仅由报告自填，名册未确认，视为未知",
        "only the report states this, and the roster does not confirm it, so it counts as unknown: {facts}",
    ),
    "note.own-allotment": Message(
        "计划数 {allotted} 为报告自填，没有名册确认",
        "the allotted number {allotted} is the report's own; no roster confirms it",
    ),
    "note.own-none": Message(
        "没有下达计划数为报告自填，没有名册确认",
        "that no number is allotted is the report's own word; no roster confirms it",
    ),
    "note.unit-not-in-roster": Message(
        "名册没有列出 {units}，按报告填报的核查",
        "the roster does not list {units}; what the report states on it is checked",
    ),
    "note.waiver-expired": Message(
        "豁免（{approved_by}）已于 {until} 到期",
        "the waiver ({approved_by}) ended on {until}",
    ),
    # --- what to do about an open point ---
    "todo.finding.status-short": Message(
        "推进到“{expected}”后更新{status_key}；如实际已达到“{expected}”，请更正",
        'bring it to "{expected}" and update the {status_key}; if it is "{expected}" already, correct the {status_key}',
    ),
    "todo.finding.not-started": Message(
        "开展后填写数量",
        "begin, then state the number",
    ),
    "todo.finding.not-undertaken": Message(
        "必做任务须承担；确有原因的，申请豁免",
        "a mandatory duty has to be done; where there is a reason, ask for a waiver",
    ),
    "todo.finding.late": Message(
        "核对日期；确已逾期的，说明情况并申请豁免",
        "check the date; if it is late indeed, explain and ask for a waiver",
    ),
    "todo.optional-late": Message(
        "核对日期",
        "check the date",
    ),
    "todo.finding.early": Message(
        "核对日期，或由主管部门确认是否计入",
        "check the date, or have the office in charge say whether it counts",
    ),
    "todo.finding.missing": Message(
        "在{tasks_key}下补填 {obligation}",
        "add {obligation} under {tasks_key}",
    ),
    "todo.finding.blank": Message(
        "补填 {obligation} 的内容；没有做就如实填“未启动”",
        "fill in {obligation}; write not-started if nothing was done",
    ),
    "todo.finding.no-status": Message(
        "补填{status_key}",
        "state the {status_key}",
    ),
    "todo.finding.no-number": Message(
        "补填数量（{metric}）",
        "state {metric}",
    ),
    "todo.finding.undecided": Message(
        "{supply}",
        "{supply}",
    ),
    "todo.finding.undated": Message(
        "补填完成{date_key}",
        "state the date of completion ({date_key})",
    ),
    "todo.finding.designated-not-allotted": Message(
        "向发布单位核实是否被指定、有无计划数，更正不实的一处",
        "ask the issuer about the designation and the allotted number, and correct the one that is wrong",
    ),
    "todo.finding.no-evidence": Message(
        "在{evidence_key}清单里列出，并在这一项引用编号",
        "list the {evidence_key} and name its id in the entry",
    ),
    # --- the facts that may be unknown, and how to supply them ---
    "fact.tier": Message(
        "类别",
        "the tier",
    ),
    "fact.designated": Message(
        "是否被指定",
        "whether it is designated",
    ),
    "fact.allotment": Message(
        "计划数",
        "the allotted number",
    ),
    "fact.units": Message(
        "有无所属单位",
        "whether it has units",
    ),
    "fact.units-of": Message(
        "有无{unit_name}",
        "whether there is a {unit_name}",
    ),
    "supply.tier": Message(
        "在名册里写明类别，或用 --tier 给出；没有名册的，也可写在报告里",
        "state the tier in the roster or with --tier, or in the report if no roster is used",
    ),
    "supply.designated": Message(
        "在名册的{designated_key}里写明，没有名册的写在报告里（没有被指定写 []）",
        "state the designations ({designated_key}) in the roster, or in the report if no roster is used ([] for none)",
    ),
    "supply.allotment": Message(
        "在名册的{allotments_key}里写明计划数和文号，没有名册的写在报告里（未下达计划数的写“无”，必做的除外）",
        "state the allotted number ({allotments_key}), with its document, in the roster, or in the report if no roster "
        "is used (none if no number is allotted, unless the duty is owed in any case)",
    ),
    "supply.units": Message(
        "在名册中列出单位，没有名册的在条目的{units_key}下逐个填报（没有单位写 {units}: {{}}）",
        "list the units in the roster, or report each under {units_key} if no roster is used ({units}: {{}} if there is none)",
    ),
    "world.designated": Message(
        "被指定",
        "designated",
    ),
    "world.not-designated": Message(
        "未被指定",
        "not designated",
    ),
    "world.allotted": Message(
        "有分配",
        "any number allotted",
    ),
    "world.allotted-up-to": Message(
        "分配不超过{number}{unit}",
        "at most {number} {unit} allotted",
    ),
    "world.allotted-between": Message(
        "分配{low}至{high}{unit}",
        "{low} to {high} {unit} allotted",
    ),
    "world.allotted-from": Message(
        "分配{number}{unit}以上",
        "{number} {unit} or more allotted",
    ),
    "world.not-allotted": Message(
        "没有分配",
        "none allotted",
    ),
    "world.has-units": Message(
        "有{unit_name}",
        "has a {unit_name}",
    ),
    "world.no-units": Message(
        "没有{unit_name}",
        "has no {unit_name}",
    ),
    "gap.at-least": Message(
        "至少{gap}",
        "at least {gap}",
    ),
    "point.title": Message(
        "{subject} {obligation} {name}：{verdict}", "{subject} {obligation} {name}: {verdict}"
    ),
    "point.problem": Message("没有得出结论", "no verdict"),
    "point.whole": Message("报告整体", "report as a whole"),
    "point.report": Message("{subject} {name}：{outcome}", "{subject} {name}: {outcome}"),
    "point.todo": Message("。→ {todo}", ". -> {todo}"),
    "clause": Message(
        "（依据：任务{task}“{cites}”）",
        '(task {task}: "{cites}")',
    ),
    "clause.bare": Message("（依据：任务{task}）", "(task {task})"),
    "ledger.outside": Message(
        "{outside} 条不在计算的时间内", "{outside} outside the time that counts"
    ),
    "ledger.repeated": Message("{repeated} 条重复", "{repeated} given twice"),
}
