"""Why an obligation is asked or not, and how it is judged."""

from plancheck.language.message import Message

MESSAGES = {
    # --- an obligation explained ---
    "explain.several": Message(
        "“{name}”可以指几项要求，请写明是哪一项：{ids}",
        '"{name}" can mean several obligations, say which: {ids}',
    ),
    "explain.unknown": Message(
        "计划里没有叫“{name}”的任务或要求{near}",
        'the plan has no task or obligation called "{name}"{near}',
    ),
    "explain.task": Message("任务{id} {title}", "Task {id}: {title}"),
    "explain.group": Message("{section} · {group_id} {group}", "{section} · {group_id} {group}"),
    "explain.departments": Message(
        "{issuer}主管部门：{departments}；完成时间一栏：{status}",
        "In charge at the {issuer}: {departments}; the column of deadlines says: {status}",
    ),
    "explain.due": Message("完成时间：{status}", "To be done: {status}"),
    "explain.asked": Message("要求", "What is asked"),
    "explain.why": Message("为什么要求，或者为什么不要求", "Why it is asked, or is not"),
    "explain.cites": Message("依据", "The text"),
    "explain.cite": Message("任务{task}，{column}：{phrases}", "task {task}, {column}: {phrases}"),
    "explain.cite-in": Message(
        "任务{task}，{column}第 {paragraph} 段：{phrases}",
        "task {task}, {column}, paragraph {paragraph}: {phrases}",
    ),
    "explain.reading": Message("理解", "Reading"),
    "explain.taken": Message("采用：{text}", "taken: {text}"),
    "explain.other": Message("另一种：{text}", "the other: {text}"),
    "explain.because": Message("理由：{text}", "because: {text}"),
    "explain.national": Message(
        "{issuer}自己的任务，不要求填报单位做",
        "For the {issuer} itself, not asked of those who report",
    ),
    "explain.duty": Message("{id}：{says}", "{id}: {says}"),
    "explain.hint": Message("提示", "Hint"),
    "explain.judged": Message("怎样核查，怎样算做到", "How it is judged, and what meets it"),
    "explain.entry": Message("这样填就达到要求（示例）", "An entry that meets it (an example)"),
    "explain.verdict": Message("本报告的结论", "The verdict on this report"),
    "explain.reported": Message("填报：{value}（{place}）", "reported: {value} ({place})"),
    "explain.threshold": Message("要求：{asked}（{place}）", "asked: {asked} ({place})"),
    "explain.tier-from": Message(
        "类别：{tier}，出自{from}（{place}）", "tier: {tier}, from {from} ({place})"
    ),
    "explain.allotted": Message("分配 {number}{unit}", "{number} {unit} allotted"),
    "explain.unassessed": Message("本任务中不核查的内容", "What of this task is not assessed"),
    "explain.not-assessed": Message("{phrases}：{says}", "{phrases}: {says}"),
    "column.front": Message("文首", "the head"),
    "column.heading": Message("标题", "the heading"),
    "column.goal": Message("目标", "the goal"),
    "column.measures": Message("措施", "the measures"),
    "column.departments": Message("执行部门一栏", "the column of departments"),
    "column.duties": Message("执行单位一栏", "the column of duties"),
    "column.due": Message("完成时间一栏", "the column of deadlines"),
    "why.national": Message(
        "这是{issuer}自己的任务，不要求填报单位做。",
        "This is for the {issuer} itself and is not asked of those who report.",
    ),
    "why.named": Message(
        "计划点名{subject}：{level}，与类别无关。",
        "The plan names {subject}: {level}, whatever the tier.",
    ),
    "why.named-only": Message(
        "计划只对点名的提出：{named}。", "The plan asks it only of those it names: {named}."
    ),
    "why.tier": Message("计划对这一类提出：{level}。", "The plan asks it of this tier: {level}."),
    "why.all": Message("计划对各类都提出：{level}。", "The plan asks it of every tier: {level}."),
    "why.others": Message(
        "计划点名的是{named}，对其他单位：{level}。",
        "The plan names {named}; for all others it is {level}.",
    ),
    "why.designated": Message("已被指定：{level}。", "It is designated: {level}."),
    "why.allotted": Message("已下达计划数：{level}。", "A number is allotted: {level}."),
    "why.designation-open": Message(
        "被指定的：{level}。是否被指定没有说明；请在报告里写 {designated}: [{obligation}]，没有被指定写 []，或用 --roster 给出名册。",
        "If designated: {level}. Nobody stated whether it is; write {designated}: [{obligation}] in the report, [] if it is "
        "not, or pass a roster with --roster.",
    ),
    "why.designation-not-in-roster": Message(
        "被指定的：{level}。名册没有注明是否被指定；请在名册里写 {designated}: [{obligation}]，没有被指定写 []。",
        "If designated: {level}. The roster does not state whether it is; write {designated}: [{obligation}] in the roster, "
        "[] if it is not.",
    ),
    "why.designation-unconfirmed": Message(
        "被指定的：{level}。报告填写了指定任务，但名册没有确认，视为未知；请在名册里写 {designated}: [{obligation}]，没有被指定写 []。",
        "If designated: {level}. The report states its designations, but the roster does not confirm them, so they count "
        "as unknown; write {designated}: [{obligation}] in the roster, [] if it is not.",
    ),
    "why.not-designated": Message(
        "被指定的：{level}。本单位未被指定。",
        "If designated: {level}. This one is not designated.",
    ),
    "why.not-designable": Message(
        "只有{within}可以被指定，所以不要求。",
        "Only these can be designated: {within}; so it is not asked.",
    ),
    "why.allotment-open": Message(
        "下达计划数的：{level}。是否下达计划数未注明；请在报告或名册的{allotments_key}中写明，未下达的写“无”。",
        "If a number is allotted: {level}. Whether one is allotted is not stated; state it under {allotments_key} in the report "
        "or the roster, or none if there is none.",
    ),
    "why.allotment-not-in-roster": Message(
        "下达计划数的：{level}。名册没有注明是否下达计划数；请在名册的{allotments_key}中写明，未下达的写“无”。",
        "If a number is allotted: {level}. The roster does not state whether one is allotted; state it under {allotments_key} in "
        "the roster, or none if there is none.",
    ),
    "why.allotment-unconfirmed": Message(
        "下达计划数的：{level}。报告填写了计划数，但名册没有确认，视为未知；请在名册的{allotments_key}中写明，未下达的写“无”。",
        "If a number is allotted: {level}. The report states an allotted number, but the roster does not confirm it, so it "
        "counts as unknown; state it under {allotments_key} in the roster, or none if there is none.",
    ),
    "why.none-allotted": Message(
        "下达计划数的：{level}。本单位未下达计划数。",
        "If a number is allotted: {level}. No number is allotted here.",
    ),
    "why.contradicted": Message(
        "已被指定，而分配数写明未下达计划数，两者不一致，核查结论为待核实；请向发布单位核实后更正 {obligation}。",
        "It is designated, but the allotments state that no number is allotted. The two disagree, so the check needs "
        "review; ask the issuer and correct what is stated for {obligation}.",
    ),
    "why.tier-not-named": Message(
        "计划没有对这一类提出，所以不要求。",
        "The plan does not name this tier, so it is not asked.",
    ),
    "judged.status": Message(
        "看状态：{statuses}算做到；不及的是未达标。",
        "By status: {statuses} meets it; anything less is a fail.",
    ),
    "judged.date": Message(
        "填了日期的，要在 {from} 到期限之间：晚于期限是未达标，早于计划期待核实。期限过后，没有日期的待核实。",
        "A date, if stated, lies between {from} and the deadline: later is a fail, earlier a review. After the deadline, work "
        "without a date is a review.",
    ),
    "judged.evidence": Message(
        "要有佐证，没有则待核实。", "It needs evidence; without any it is a review."
    ),
    "judged.mandatory": Message(
        "必做时：没有填报是未填报，填未启动是未达标；期限未到的算未到期。",
        "Where it is mandatory: nothing reported is missing, not started is a fail; before the deadline it is pending.",
    ),
    "judged.mandatory-number": Message(
        "必做时：没有填数是未填报，填 0 是未达标；期限未到的算未到期。",
        "Where it is mandatory: no number is missing, 0 is a fail; before the deadline it is pending.",
    ),
    "judged.optional": Message(
        "选做时：不填、不承担、没有做完都不影响符合要求。",
        "Where it is optional: leaving it out, declining it or doing less does not count against the report.",
    ),
}
