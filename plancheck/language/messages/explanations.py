"""Why an obligation is asked or not, and how it is judged."""

from plancheck.language.message import Message

MESSAGES = {
    # --- an obligation explained ---
    "explain.several": Message(
        "“{name}”可以指多项要求，请写明是哪一项：{obligations}",
        '"{name}" can mean several obligations; name one: {obligations}',
    ),
    "explain.unknown": Message(
        "计划中没有任务或要求“{name}”{near}", 'the plan has no task or obligation "{name}"{near}'
    ),
    "explain.task": Message("任务{id} {title}", "Task {id}: {title}"),
    "explain.group": Message("{section} · {group_id} {group}", "{section} · {group_id} {group}"),
    "explain.departments": Message(
        "执行部门：{departments}；完成时间一栏：{status}{by}",
        "Departments in charge: {departments}; deadline column: {status}{by}",
    ),
    "explain.due": Message("完成时间一栏：{status}{by}", "Deadline column: {status}{by}"),
    "explain.asked": Message("要求", "What is required"),
    "explain.required": Message("{level} {asked}（{due}）", "{level} {asked} ({due})"),
    "explain.why": Message("适用对象和理由", "Who must do it, and why"),
    "explain.cites": Message("依据", "Source text"),
    "explain.cite": Message("任务{task}，{column}：{phrases}", "task {task}, {column}: {phrases}"),
    "explain.cite-in": Message(
        "任务{task}，{column}第{paragraph}段：{phrases}",
        "task {task}, {column}, paragraph {paragraph}: {phrases}",
    ),
    "explain.reading": Message("理解", "Reading"),
    "explain.taken": Message("采用：{text}", "used: {text}"),
    "explain.other": Message("另一种：{text}", "alternative: {text}"),
    "explain.because": Message("理由：{text}", "reason: {text}"),
    "explain.national": Message(
        "{issuer}自身的任务，不要求填报单位承担", "For the {issuer} itself; reports do not cover it"
    ),
    "explain.duty": Message("{id}：{says}", "{id}: {says}"),
    "explain.hint": Message("提示", "Hint"),
    "explain.judged": Message("核查办法", "How it is judged"),
    "explain.entry": Message("符合要求的填写示例", "An entry that passes (example)"),
    "explain.verdict": Message("本报告的结论", "Verdict on this report"),
    "explain.reported": Message("填报：{value}（{place}）", "reported: {value} ({place})"),
    "explain.threshold": Message("要求：{asked}（{place}）", "required: {asked} ({place})"),
    "explain.tier-from": Message(
        "类别：{tier}，出自{from}（{place}）", "tier: {tier}, from {from} ({place})"
    ),
    "explain.unassessed": Message(
        "本任务中不核查的内容", "Parts of this task that are not checked"
    ),
    "judged.open": Message(
        "规则集此处待定，定下后才能核查。",
        "The rule set leaves this open; nothing can be judged before it is settled.",
    ),
    "explain.not-assessed": Message("{phrases}：{says}", "{phrases}: {says}"),
    "column.front": Message("文首", "the head"),
    "column.heading": Message("标题", "the heading"),
    "column.goal": Message("目标", "the goal"),
    "column.measures": Message("措施", "the measures"),
    "column.departments": Message("执行部门一栏", "the departments column"),
    "column.duties": Message("执行单位一栏", "the duties column"),
    "column.due": Message("完成时间一栏", "the deadline column"),
    "column.tiers": Message("各类别的栏", "the columns of the tiers"),
    "column.back": Message("文末", "the end"),
    "why.national": Message(
        "此项是{issuer}自身的任务，不要求填报单位承担。",
        "This is for the {issuer} itself; reports do not cover it.",
    ),
    "why.named": Message(
        "计划点名{subject}：{level}，与类别无关。",
        "The plan names {subject}: {level}, whatever the tier.",
    ),
    "why.named-only": Message(
        "计划仅对点名的单位提出：{named}。", "The plan requires it only of those it names: {named}."
    ),
    "why.tier": Message("此类：{level}。", "In this tier it is {level}."),
    "why.all": Message("各类均{level}。", "In every tier it is {level}."),
    "why.others": Message(
        "计划点名{named}，其他单位：{level}。",
        "The plan names {named}; for all others it is {level}.",
    ),
    "why.others-of-classes": Message(
        "计划对{classes}另有要求，其他单位：{level}。",
        "Other rules apply to these: {classes}; for all others it is {level}.",
    ),
    "why.class": Message("单位属性为{classes}：{level}。", "In the class {classes}: {level}."),
    "why.class-open": Message(
        "单位属性为{classes}的：{level}。单位属性未注明；请在报告中写 {own_classes}: [{listed}]，不属于的写 []，或用 --roster 给出名册。",
        "If in the class {classes}: {level}. The classes of the subject are not stated: add {own_classes}: [{listed}] to the report ([] if it is in none), or pass --roster.",
    ),
    "why.class-not-in-roster": Message(
        "单位属性为{classes}的：{level}。名册未注明单位属性；请在名册中写 {own_classes}: [{listed}]，不属于的写 []。",
        "If in the class {classes}: {level}. The roster does not state the classes: add {own_classes}: [{listed}] to the roster ([] if it is in none).",
    ),
    "why.class-unconfirmed": Message(
        "单位属性为{classes}的：{level}。报告填写了单位属性，但未经名册确认，视为未知；请在名册中写 {own_classes}: [{listed}]，不属于的写 []。",
        "If in the class {classes}: {level}. The report states its classes, but the roster does not confirm them, so they count as unknown: add {own_classes}: [{listed}] to the roster ([] if it is in none).",
    ),
    "why.not-in-class": Message(
        "单位属性为{classes}的：{level}。本单位不属于。",
        "If in the class {classes}: {level}. Not so here.",
    ),
    "why.designated": Message("已被指定：{level}。", "Designated here: {level}."),
    "why.allotted": Message("已下达计划数：{level}。", "A number is allotted here: {level}."),
    "why.designation-open": Message(
        "被指定的：{level}。是否被指定未注明；请在报告中写 {designated}: [{obligation}]，未被指定的写 []，或用 --roster 给出名册。",
        "If designated: {level}. Designation is not stated: add {designated}: [{obligation}] to the report ([] if not designated), or pass --roster.",
    ),
    "why.designation-not-in-roster": Message(
        "被指定的：{level}。名册未注明是否被指定；请在名册中写 {designated}: [{obligation}]，未被指定的写 []。",
        "If designated: {level}. The roster does not state the designation: add {designated}: [{obligation}] to the roster ([] if not designated).",
    ),
    "why.designation-unconfirmed": Message(
        "被指定的：{level}。报告填写了指定任务，但未经名册确认，视为未知；请在名册中写 {designated}: [{obligation}]，未被指定的写 []。",
        "If designated: {level}. The report states its designations, but the roster does not confirm them, so they count as unknown: add {designated}: [{obligation}] to the roster ([] if not designated).",
    ),
    "why.not-designated": Message(
        "被指定的：{level}。本单位未被指定。", "If designated: {level}. Not designated here."
    ),
    "why.not-designable": Message(
        "仅{within}可被指定，故不适用。", "Only {within} can be designated, so it does not apply."
    ),
    "why.allotment-open": Message(
        "下达计划数的：{level}。是否下达计划数未注明；请在报告或名册的{allotments_key}中注明，未下达的写“无”。",
        "If a number is allotted: {level}. It is not stated whether one is: give it under {allotments_key} in the report or the roster (none if no number is allotted).",
    ),
    "why.allotment-not-in-roster": Message(
        "下达计划数的：{level}。名册未注明是否下达计划数；请在名册的{allotments_key}中注明，未下达的写“无”。",
        "If a number is allotted: {level}. The roster does not state whether one is: give it under {allotments_key} in the roster (none if no number is allotted).",
    ),
    "why.allotment-unconfirmed": Message(
        "下达计划数的：{level}。报告填写了计划数，但未经名册确认，视为未知；请在名册的{allotments_key}中注明，未下达的写“无”。",
        "If a number is allotted: {level}. The report states an allotted number, but the roster does not confirm it, so it counts as unknown: give it under {allotments_key} in the roster (none if no number is allotted).",
    ),
    "why.none-allotted": Message(
        "下达计划数的：{level}。本单位未下达计划数。",
        "If a number is allotted: {level}. No number is allotted here.",
    ),
    "why.contradicted": Message(
        "已被指定，但分配数注明未下达计划数，两者矛盾，结论为待核实；请向发布单位核实后更正 {obligation}。",
        "Designated, but the allotments state that no number is allotted. The two contradict each other, so the verdict is review; ask the issuer and correct what is stated for {obligation}.",
    ),
    "why.tier-not-named": Message(
        "计划未对此类提出，故不适用。", "The plan does not name this tier, so it does not apply."
    ),
    "judged.status": Message(
        "按状态核查：{statuses}为达标，其余为未达标。",
        "By status: {statuses} passes; anything less fails.",
    ),
    "judged.date": Message(
        "注明日期的，须在 {from} 至期限之间：晚于期限为未达标，早于计划期待核实。期限过后，未注明日期的待核实。",
        "A date, if given, must lie between {from} and the deadline: later fails, earlier needs review. After the deadline, work without a date needs review.",
    ),
    "judged.evidence": Message(
        "须有佐证材料，没有的待核实。", "Evidence is required; without it the verdict is review."
    ),
    "judged.mandatory": Message(
        "必做的：没有内容为未填报，填“未启动”为未达标；期限未到为未到期。",
        'If mandatory: without an entry the verdict is missing, "not-started" fails; before the deadline it is pending.',
    ),
    "judged.mandatory-number": Message(
        "必做的：未填数量为未填报，填 0 为未达标；期限未到为未到期。",
        "If mandatory: without a number the verdict is missing, 0 fails; before the deadline it is pending.",
    ),
    "judged.trial": Message(
        "试行的：照此核查并写明结果，不影响总体结论。",
        "It is on trial: it is checked and shown, and does not count against the report.",
    ),
    "judged.optional": Message(
        "选做的：不填、不承担或未完成，均不影响总体结论。",
        "If optional: leaving it out, declining it or doing less does not count against the report.",
    ),
}
