"""Verdicts and their reasons, notes, what to do, and the facts that may be unknown."""

from plancheck.language.message import Message

MESSAGES = {
    # --- findings ---
    "finding.status-met": Message(
        "填报状态为“{actual}”，要求“{expected}”", 'status is "{actual}"; "{expected}" is required'
    ),
    "finding.status-short": Message(
        "填报状态为“{actual}”，应达到“{expected}”", 'status is "{actual}"; "{expected}" is required'
    ),
    "finding.not-started": Message(
        "填报为“未启动”，要求：{asked}", 'reported as "not-started"; {asked} required'
    ),
    "finding.not-undertaken": Message(
        "填报为“不承担”，但此项属必做任务",
        'reported as "not-undertaken", but this obligation is mandatory',
    ),
    "finding.late": Message(
        "完成日期 {date} 晚于期限 {due}",
        "dated {date}, after the deadline {due}",
    ),
    "finding.ahead": Message(
        "填报的完成日期 {date} 晚于统计截止日期 {as_of}，截至该日尚未完成；期限 {due}",
        "dated {date}, after the as-of date {as_of}, so not done yet; due {due}",
    ),
    "finding.early": Message(
        "日期 {date} 早于计划开始日期 {from}，是否计入须经人工核实",
        "dated {date}, before the plan starts on {from}; someone has to decide whether it counts",
    ),
    "finding.missing": Message("未填报，要求：{asked}", "not reported; {asked} required"),
    "finding.blank": Message(
        "此项已列出但未填写，要求：{asked}", "the entry is blank; {asked} required"
    ),
    "finding.no-status": Message(
        "未填写状态，要求：{asked}", "no status is stated; {asked} required"
    ),
    "finding.no-number": Message(
        "未填写数量，要求：{asked}", "no number is stated; {asked} required"
    ),
    "finding.undecided": Message(
        "未注明{facts}，无法下结论：{worlds}",
        "cannot be decided: the inputs do not state {facts}. {worlds}",
    ),
    "finding.undated": Message(
        "已达到要求，但未注明日期；{day}，期限 {due} 已过，无法确认是否按期完成",
        "the requirement is met but not dated; {day} is after the deadline {due}, so nobody can tell whether it was met in time",
    ),
    "day.judged": Message("截至 {as_of}", "{as_of}"),
    "day.own": Message("截至报告自填的统计截止日期 {as_of}", "the report's own as-of date {as_of}"),
    "finding.designated-not-allotted": Message(
        "已被指定，但又注明未下达计划数，两者矛盾",
        "designated, but the inputs state that no number is allotted; the two contradict each other",
    ),
    "finding.if-designated-not-allotted": Message(
        "已注明未下达计划数，是否被指定未注明；如被指定，两者矛盾",
        "the inputs state that no number is allotted, but not whether it is designated; a designation would contradict that",
    ),
    "finding.no-evidence": Message(
        "已达到要求，但未列佐证材料", "the requirement is met, but no evidence is given"
    ),
    "finding.not-due": Message(
        "尚未填报，期限 {due}，要求：{asked}", "not reported yet; {asked} required by {due}"
    ),
    "finding.not-yet": Message(
        "填报{had}，尚未达到要求（{asked}），期限 {due}", "{had} so far; {asked} required by {due}"
    ),
    "finding.unsettled": Message(
        "期限 {due} 未到，填报内容尚待补充或核对",
        "the deadline {due} has not passed; the entry still has to be completed or checked",
    ),
    "finding.waived": Message(
        "已豁免至 {until}（{approved_by}：{why}）；原结论：{beneath}",
        "waived until {until} ({approved_by}: {why}); otherwise: {beneath}",
    ),
    "finding.trial": Message(
        "试行，不影响总体结论；若已正式施行，为“{verdict}”。{beneath}",
        "on trial, so it does not count; in force its verdict would be {verdict} ({beneath})",
    ),
    "finding.not-taken-up": Message("选做任务，未开展", "optional; not taken up"),
    "finding.declined": Message(
        "选做任务，填报为“不承担”", 'optional; reported as "not-undertaken"'
    ),
    "finding.begun": Message(
        "选做任务，已开展（{had}），未达到要求（{asked}）",
        "optional; started ({had}) but not finished ({asked} required)",
    ),
    "finding.not-asked": Message(
        "计划未对本单位提出此项要求", "the plan does not require this here"
    ),
    "finding.not-designated": Message(
        "仅限被指定的单位，本单位未被指定", "required only if designated; not designated here"
    ),
    "finding.not-in-tier": Message(
        "{tier}无此项要求，也不能被指定",
        "not required in {tier}, which cannot be designated either",
    ),
    "finding.not-allotted": Message(
        "仅限被指定或下达计划数的单位，本单位均不属于",
        "required only if designated or if a number is allotted; neither applies here",
    ),
    # --- notes ---
    "note.milestone": Message(
        "{actual}/{expected} · 下一节点 {next_day} ≥{next}",
        "{actual}/{expected} · next milestone {next_day} ≥{next}",
    ),
    "note.read-as": Message(
        "“{written}”读作 {value}",
        '"{written}" is read as {value}',
    ),
    "note.implausible": Message("{value} 数值偏大，请核对", "{value} is unusually large; check it"),
    "note.status": Message(
        "数量已达到要求，但状态填报为“{status}”，请核对",
        'the number is reached, but the status is "{status}"; check it',
    ),
    "note.evidence": Message(
        "佐证材料 {ids} 未列出；请在佐证材料中补列其标题和文号",
        "evidence {ids} is not listed; add its title and number to the evidence",
    ),
    "note.evidence-empty": Message(
        "佐证材料 {ids} 未注明标题、文号、网址或文件，不能作为佐证；请补充",
        "evidence {ids} states no title, number, address or file, so it proves nothing; complete it",
    ),
    "note.evidence-placeholder": Message(
        "佐证材料 {id} 填写的“{written}”不是材料名称，不能作为佐证；请补充",
        'evidence {id} says "{written}", which does not name a document, so it proves nothing; complete it',
    ),
    "note.as-of": Message(
        "报告的统计截止日期 {as_of} 早于计划期末 {to}；此后到期的要求列为未到期，不计为未填报",
        "the report is as of {as_of}, before the period ends on {to}; later deadlines are pending, not missing",
    ),
    "note.not-in-roster": Message(
        "名册未列{subject}，其类别、指定、计划数和所属单位均视为未知",
        "{subject} is not in the roster, so its tier, designations, allotted numbers and units count as unknown",
    ),
    "note.evidence-later": Message(
        "佐证材料 {ids} 的日期晚于统计截止日期 {as_of}",
        "evidence {ids} is dated after the as-of date {as_of}",
    ),
    "note.not-asked": Message(
        "此项不要求本单位承担，填报内容不计入", "not required here, so this entry is ignored"
    ),
    "note.allotment": Message(
        "报告填写的计划数为 {stated}，按名册的 {allotted} 核查",
        "the report states {stated} as the allotted number; the roster's {allotted} is used",
    ),
    "note.roster-number": Message(
        "报告填写的“{metric}”为 {stated}，按名册的 {used} 核查",
        'the report states {stated} as "{metric}"; the roster\'s {used} is used',
    ),
    "note.least-favourable": Message(
        "未注明{facts}；任何情形下均不为未达标或未填报，此处取其中最不利的结论",
        "the inputs do not state {facts}; no possible value makes this fail, so the least favourable verdict is shown",
    ),
    "note.unconfirmed": Message(
        "{facts}仅由报告自填，名册未确认，视为未知",
        "only the report states this, and the roster does not confirm it, so it counts as unknown: {facts}",
    ),
    "note.own-allotment": Message(
        "计划数 {allotted} 为报告自填，未经名册确认",
        "only the report states the allotted number {allotted}; no roster confirms it",
    ),
    "note.own-none": Message(
        "“未下达计划数”为报告自填，未经名册确认",
        "only the report states that no number is allotted; no roster confirms it",
    ),
    "note.unit-not-in-roster": Message(
        "名册未列 {units}，按报告填报的核查",
        "the roster does not list {units}; the entry in the report is checked",
    ),
    "note.waiver-expired": Message(
        "豁免（{approved_by}）已于 {until} 到期",
        "the waiver ({approved_by}) ended on {until}",
    ),
    "note.late": Message(
        "迟报：{submitted} 报送，报送期限为 {report_by}",
        "late: submitted on {submitted}, due on {report_by}",
    ),
    # --- what to do about an open point ---
    "todo.finding.status-short": Message(
        "达到“{expected}”后更新{status_place}；实际已达到的，更正{status_place}",
        'set {status_place} to "{expected}" once that is reached, or correct {status_place} if it already is',
    ),
    "todo.finding.not-started": Message("开展后填写数量", "start the work, then state the number"),
    "todo.finding.not-undertaken": Message(
        "必做任务须承担；确有原因的，申请豁免",
        "this obligation is mandatory: do it, or request a waiver",
    ),
    "todo.finding.late": Message(
        "核对日期；确已逾期的，申请豁免", "check the date; if it really was late, request a waiver"
    ),
    "todo.optional-late": Message(
        "核对日期",
        "check the date",
    ),
    "todo.finding.early": Message(
        "核对日期；日期无误的，由执行部门确认是否计入",
        "check the date; if it is right, ask the department in charge whether it counts",
    ),
    "todo.finding.missing": Message("{missing_place}", "{missing_place}"),
    "todo.finding.blank": Message(
        "补填{entry_place}的内容；未开展的填“未启动”",
        'fill in {entry_place}; report "not-started" if nothing was done',
    ),
    "todo.finding.no-status": Message("补填{status_place}", "fill in {status_place}"),
    "todo.finding.no-number": Message("补填{number_place}", "fill in {number_place}"),
    "todo.finding.undecided": Message(
        "{supply}",
        "{supply}",
    ),
    "todo.finding.undated": Message("补填{date_place}", "fill in {date_place}"),
    "todo.finding.designated-not-allotted": Message(
        "向发布单位核实是否被指定、有无计划数，更正有误的一处",
        "ask the issuer about the designation and the allotted number, and correct the one that is wrong",
    ),
    "todo.finding.no-evidence": Message(
        "在{documents_place}列出材料，并在{evidence_place}引用其编号",
        "list the document {documents_place} and cite its id {evidence_place}",
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
    "fact.class": Message("单位属性", "its classes"),
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
        "{tier_place}注明类别；使用名册的，在名册中注明",
        "state the tier {tier_place}, or in the roster if one is used",
    ),
    "supply.designated": Message(
        "在{designated_place}注明，使用名册的在名册中注明；未被指定的{undesignated_place}",
        "state the designations {designated_place}, or in the roster if one is used; {undesignated_place} if there are none",
    ),
    "supply.class": Message(
        "{class_place}；使用名册的，在名册中注明",
        "{class_place}; if a roster is used, state it in the roster",
    ),
    "supply.allotment": Message(
        "在{allotment_place}注明计划数和文号，使用名册的在名册中注明",
        "state the allotted number and its source document {allotment_place}, or in the roster if one is used",
    ),
    "supply.allotment-or-none": Message(
        "在{allotment_place}注明计划数和文号，使用名册的在名册中注明；未下达计划数的{unallotted_place}",
        "state the allotted number and its source document {allotment_place}, or in the roster if one is used; {unallotted_place} if no number is allotted",
    ),
    "supply.units": Message(
        "{units_place}逐个填报，使用名册的在名册中列出；没有单位的{unitless_place}",
        "report each unit {units_place}, or list the units in the roster if one is used; {unitless_place} if there are none",
    ),
    "world.designated": Message(
        "被指定",
        "designated",
    ),
    "world.not-designated": Message(
        "未被指定",
        "not designated",
    ),
    "world.class": Message("为{classes}", "in the class {classes}"),
    "world.no-class": Message("不属于所列单位属性", "in none of the classes"),
    "world.allotted": Message("已下达计划数", "any number allotted"),
    "world.allotted-up-to": Message("计划数不超过{number:unit}", "at most {number:unit} allotted"),
    "world.allotted-between": Message("计划数{low}至{high:unit}", "{low} to {high:unit} allotted"),
    "world.allotted-from": Message("计划数{number:unit}以上", "at least {number:unit} allotted"),
    "world.not-allotted": Message("未下达计划数", "none allotted"),
    "world.has-units": Message(
        "有{unit_name}",
        "has a {unit_name}",
    ),
    "world.no-units": Message("无{unit_name}", "has no {unit_name}"),
    "gap.at-least": Message("至少{gap}", "at least {gap}"),
    "gap.less-than": Message("不到{gap}", "less than {gap}"),
    "point.title": Message(
        "{subject} {obligation} {name}：{verdict}", "{subject} {obligation} {name}: {verdict}"
    ),
    "point.problem": Message("未核查", "no verdict"),
    "pace.passed": Message("序时{passed}%", "{passed}% of the period"),
    "pace.passed-short": Message("序时{passed}%", "time {passed}%"),
    "pace.behind": Message("落后序时", "behind pace"),
    "point.whole": Message("报告整体", "report as a whole"),
    "point.report": Message("{subject} {name}：{outcome}", "{subject} {name}: {outcome}"),
    "point.todo": Message("。→ {todo}", ". → {todo}"),
    "clause": Message(
        "（依据：任务{task}“{cites}”）",
        '(task {task}: "{cites}")',
    ),
    "clause.bare": Message("（依据：任务{task}）", "(task {task})"),
    "ledger.outside": Message(
        "{outside}条不在计入时间内", "{outside} dated outside the time that counts"
    ),
    "ledger.repeated": Message("{repeated}条重复", "{repeated} given twice"),
}
