"""What is wrong with a rule set, by itself and beside the official text."""

from plancheck.language.message import Message

MESSAGES = {
    # --- the plan contradicts itself ---
    "plan.same-id": Message(
        "编号 {id} 在{first}已用过；请另取编号",
        "the id {id} is already used {first}; choose another",
    ),
    "plan.same-name": Message(
        "同一任务中，名称“{name}”已用于 {other}；请另取名称",
        'within the task the name "{name}" is already used for {other}; choose another',
    ),
    "plan.period": Message(
        "计划期的结束日期 {to} 早于开始日期 {from}；请核对",
        "the plan period ends ({to}) before it starts ({from}); check the dates",
    ),
    "plan.national-selector": Message(
        "发布单位自身的任务要求只能用 all，不能用 {name}",
        "an obligation of the issuer applies to all, not to {name}",
    ),
    "plan.fixed-selector": Message(
        "“{name}”不能用作适用对象；可以写：{known}",
        '"{name}" is not a selector; use one of: {known}',
    ),
    "plan.selector": Message(
        "“{name}”不能用作适用对象；可以写：{known}，或填报单位的名称{near}",
        '"{name}" is not a selector; use one of: {known}, or the name of a reporting province{near}',
    ),
    "plan.selectors-disagree": Message(
        "“{name}”与“{other}”同级，性质却不同；请改为一致",
        '"{name}" and "{other}" have the same rank but different levels; make them agree',
    ),
    "plan.nothing-allotted": Message(
        "用了 allotted，但数量要求不是 allotment",
        "allotted is used, but the required number is not an allotment",
    ),
    "plan.not-designable": Message(
        "限定了可指定的类别，但 applies 中没有 designated",
        "designated_within is used, but applies has no designated",
    ),
    "plan.tier": Message(
        "计划没有类别 {tier}；可以写：{known}", "the plan has no tier {tier}; use one of: {known}"
    ),
    "plan.tier-left-out": Message(
        "缺少类别：{tiers}；请补充", "tiers without a value: {tiers}; add them"
    ),
    "plan.bounds": Message(
        "数量要求须有 at_least、at_most（可同时有）或单独的 exactly",
        "a quota must have at_least, at_most or both, or exactly alone",
    ),
    "plan.metric": Message(
        "指标不能叫 {metric}，报告条目中已有此键；请另取名称",
        "a metric cannot be called {metric}, which is a key of an entry; choose another name",
    ),
    "plan.national-tiers": Message(
        "发布单位自身的任务要求不分类别，此处只能写一个值",
        "an obligation of the issuer has no tiers; write one value here",
    ),
    "plan.forms": Message(
        "英文单位请写成 {{one: session, other: sessions}}，单复数相同的只写一个词",
        "write the English unit as {{one: session, other: sessions}}, or as one word where both forms are the same",
    ),
    "plan.plain-number": Message(
        "规则集中的数只写数字：{wanted}，不写“{written}”",
        'write a number in a rule set in plain digits: {wanted}, not "{written}"',
    ),
    "plan.total": Message(
        "total 只能用于发布单位自身的任务要求，且其数量要求须为一个固定的数",
        "total belongs to an obligation of the issuer whose quota is one fixed number",
    ),
    "plan.total-taken": Message(
        "{obligation} 已有自身的数量，或已汇总到另一项，不能再汇总到此处",
        "{obligation} has a number of its own or is already added up elsewhere",
    ),
    "plan.range": Message(
        "下限 {low} 大于上限 {high}；请核对",
        "the minimum {low} is greater than the maximum {high}; check both",
    ),
    # --- the rule set is not what the official text prints ---
    "trace.no-layout": Message(
        "规则集未说明计划原文的版式（source 下的 layout），无法逐条核对",
        "the rule set does not describe the layout of its text (layout under source), so it cannot be traced",
    ),
    "trace.heading": Message(
        "标题与规则集不一致：计划原文为“{printed}”，规则集为“{heading}”",
        'the heading differs: the text has "{printed}", the rule set "{heading}"',
    ),
    "trace.no-heading": Message(
        "从此处起找不到标题“{heading}”", 'heading "{heading}" not found from here on'
    ),
    "trace.no-due": Message(
        "任务{task}的完成时间不是以下之一：{known}",
        "the deadline printed for task {task} is not one of these: {known}",
    ),
    "trace.title": Message(
        "计划原文开头没有计划的标题“{title}”",
        'the title of the plan, "{title}", is not found at the head of the text',
    ),
    "trace.year": Message(
        "计划原文开头没有年份 {year}", "the year {year} is not found at the head of the text"
    ),
    "trace.unaccounted": Message(
        "规则集没有与此对应的内容：“{clause}”", 'the rule set has nothing for this: "{clause}"'
    ),
    "trace.uncited": Message(
        "此句中有一段未被引用：“{part}”；措施中连续未引用的不得超过{limit}个字",
        'part of this clause is not cited: "{part}"; at most {limit} characters in a row of a measure may be left uncited',
    ),
    "trace.department": Message(
        "执行部门一栏为“{cell}”，规则集此处为“{wanted}”",
        'the departments column has "{cell}", but the rule set has "{wanted}"',
    ),
    "trace.no-department": Message(
        "任务{task}的执行部门一栏没有：{departments}",
        "the departments column of task {task} does not name: {departments}",
    ),
    "trace.unknown-duty": Message(
        "无法识别“{duty}”；规则集的 layout 中没有这些字样",
        '"{duty}" is not known; add its words to the layout of the rule set',
    ),
    "trace.due": Message(
        "完成时间一栏为“{printed}”，规则集中任务{task}为{stated}",
        'the deadline column has "{printed}", but task {task} of the rule set says {stated}',
    ),
    "trace.period": Message(
        "“{printed}”指 {day}，而计划期末为 {to}",
        '"{printed}" means {day}, but the plan period ends on {to}',
    ),
    "trace.changed": Message(
        "此处与制定规则集时的计划原文不同：“{clause}”",
        'this differs from the text that the rule set was written from: "{clause}"',
    ),
    "trace.added": Message(
        "制定规则集时的计划原文没有此处：“{clause}”",
        'this was not in the text that the rule set was written from: "{clause}"',
    ),
    "trace.removed": Message(
        "制定规则集时的计划原文在此之后还有{count}处，现已没有",
        "the text that the rule set was written from had {count:more clause|more clauses} after this",
    ),
    "trace.sha256": Message(
        "计划原文的校验值是 {sha256}，与制定规则集时的不同",
        "the checksum of the text is {sha256}, not that of the text that the rule set was written from",
    ),
    "trace.no-phrase": Message(
        "引用的“{phrase}”不在其所属部分（{owner}，计划原文第{line}行起）",
        'the cited phrase "{phrase}" is not in its part of the text ({owner}, from line {line})',
    ),
    "trace.national": Message(
        "{obligation} 是发布单位自身的任务要求，计划原文未写可做可不做；应为 {{all: mandatory}}",
        "{obligation} is the issuer's own and the text does not make it optional; use {{all: mandatory}}",
    ),
    "trace.no-duty": Message(
        "{obligation} 未引用执行单位一栏的字句，无法证明由谁承担",
        "{obligation} cites no words of the duties column, so nothing proves who has to do it",
    ),
    "trace.level": Message(
        "{obligation} 的 applies 与所引用的执行单位一栏（{printed}）不符",
        "applies of {obligation} differs from the cited words of the duties column ({printed})",
    ),
    "trace.in-charge": Message(
        "{obligation} 所引用的执行单位一栏由{printed}负责，规则集为{stated}",
        "the words of the duties column that {obligation} cites stand under {printed}, but the rule set says {stated}",
    ),
    "trace.unit-name": Message("所引用的句子中没有“{name}”", 'no cited clause names "{name}"'),
    "trace.allotment": Message(
        "{obligation} 的数量由另一计划确定，但所引用的句子没有这样写",
        "the number of {obligation} is set by another plan, but no cited clause says so",
    ),
    "plan.not-cited": Message(
        "“{phrase}”不在 cites 中；cites_per_tier 只说明 cites 中的哪些短语属于哪一类别",
        '"{phrase}" is not in cites; cites_per_tier only says which of those phrases belong to which tier',
    ),
    "trace.other-tier": Message(
        "“{phrase}”说的不是{tier}；请改列到相应类别下",
        '"{phrase}" is not about {tier}; list it under the tier that it names',
    ),
    "trace.number": Message(
        "所引用的句子中没有 {obligation} 的“{bound}{number:unit}”",
        "no clause that {obligation} cites prints {bound} {number:unit}",
    ),
    "trace.number-tier": Message(
        "所引用的句子中没有 {obligation} 对{tier}的“{bound}{number:unit}”",
        "no clause that {obligation} cites prints {bound} {number:unit} for {tier}",
    ),
    "trace.status": Message(
        "{obligation} 应达到的状态与完成时间一栏不同，又未写明理解（reading）",
        "the status required by {obligation} differs from the deadline column, and no reading says why",
    ),
    "trace.deadline": Message(
        "{obligation} 的期限 {day} 与所引用的字句不符",
        "the deadline {day} of {obligation} differs from the cited phrases",
    ),
    "trace.deadline-tier": Message(
        "{obligation} 对{tier}的期限 {day} 与所引用的字句不符",
        "the deadline {day} of {obligation} for {tier} differs from the cited phrases",
    ),
    "trace.designated-within": Message(
        "{obligation} 可指定的类别与所引用的字句不符",
        "the tiers that can be designated for {obligation} differ from those in the cited phrases",
    ),
    "trace.tiers-apart": Message(
        "{obligation} 对{tiers}的要求是否相同，规则集与计划原文不一致",
        "the rule set and the text disagree on whether {obligation} is the same for: {tiers}",
    ),
    "trace.number-uncited": Message(
        "措施中的数 {number} 未被引用", "the number {number} in the measures is not cited"
    ),
    "trace.no-quota": Message(
        "“{clause}”印有{number}{unit}，引用此句的任务要求中没有这个数",
        '"{clause}" prints {number} {unit}, but no obligation that cites it requires that number',
    ),
    "trace.text": Message("计划原文：{path}，校验值 {sha256}", "Text: {path}, sha256 {sha256}"),
    "trace.complete": Message(
        "共{total}条，已对应{accounted}条，100%。", "{accounted} of {total:clause|clauses}, 100%"
    ),
    "trace.incomplete": Message(
        "共{total}条，已对应{accounted}条；问题{count}处。",
        "{accounted} of {total:clause|clauses}; {count:problem|problems}",
    ),
    # --- the rule set can be used, but something in it is wrong ---
    "lint.sha256": Message(
        "校验值应为 64 位小写十六进制数字",
        "the checksum must be 64 hexadecimal digits in lower case",
    ),
    "lint.unused-metric": Message(
        "没有任务要求用到此指标；请删去", "no obligation uses this metric; delete it"
    ),
    "lint.no-metric": Message(
        "指标 {metric} 未在 metrics 中说明，报告只能用这一种写法",
        "the metric {metric} is not described under metrics, so reports can spell it in one way only",
    ),
    "lint.no-text": Message("此处缺少{key}文本；请补充", "the text in {key} is missing; add it"),
    "lint.not-english": Message("此处应为英文", "this must be English"),
    "lint.up-and-down": Message(
        "各类别的数 {numbers} 时升时降；请核对",
        "the numbers per tier ({numbers}) go up and down; check them",
    ),
    "lint.wrong-way": Message(
        "各类别的数 {numbers} 与其他指标的升降方向相反；请核对",
        "the numbers per tier ({numbers}) go the other way than those of the other quotas; check them",
    ),
    "lint.empty-task": Message(
        "任务{task}既没有任务要求，也未说明为何不核查",
        "task {task} has no obligation and does not say why it is not checked",
    ),
    "lint.long-phrase": Message(
        "引用的字句有{length}个字，最多{limit}个；请截短或分成两段",
        "the phrase has {length} characters, at most {limit} are allowed; shorten it or split it",
    ),
    "lint.blank-phrase": Message("引用的字句是空白", "the cited phrase is blank"),
    "lint.same-phrase": Message("“{phrase}”引用了两次", '"{phrase}" is cited twice'),
    "lint.id": Message(
        "编号 {obligation} 应以所属任务开头：{task}.…",
        "the id {obligation} must start with that of its task: {task}.…",
    ),
    "lint.department": Message(
        "{department}不在任务的执行部门中", "{department} is not one of the departments of the task"
    ),
    "lint.two-levels": Message(
        "同级的选择器 {selectors} 给出两种性质",
        "these selectors have the same rank but give two levels: {selectors}",
    ),
    "lint.nobody": Message(
        "{obligation} 不适用于任何填报单位",
        "{obligation} does not apply to any reporting province or organisation",
    ),
    "lint.no-effect": Message(
        "选择器 {selector} 从不起作用：总有更具体的",
        "the selector {selector} has no effect: a more specific one always decides",
    ),
    "lint.no-says": Message(
        "分类别写了要求，但缺少{tier}的；请补充",
        "the wording is given per tier, but not for {tier}; add it",
    ),
    "lint.due": Message(
        "期限 {day} 不在计划期 {from} 至 {to} 之内，又未写明理解（reading）",
        "the deadline {day} is outside the plan period ({from} to {to}), and no reading says why",
    ),
    "lint.reading-whom": Message(
        "{obligation} 所引用的执行单位一栏与措施的对象不同；请写明理解（reading）",
        "the duties column and the measure that {obligation} cites name different ones; add a reading",
    ),
    "lint.reading-when": Message(
        "{obligation} 所引用的期限与完成时间一栏不同；请写明理解（reading）",
        "the deadline that {obligation} cites differs from the deadline column; add a reading",
    ),
    "lint.reading-how-far": Message(
        "{obligation} 所引用的措施写“完成”，完成时间一栏只要求阶段性成果；请写明理解（reading）",
        'the measure that {obligation} cites says "complete", but the deadline column requires less; add a reading',
    ),
    "lint.counts": Message(
        "共{obligations}项任务要求；填报单位、类别、指定与否、下达计划数与否逐一核对，{cases}种情形各有且只有一个结果。",
        "{obligations:obligation|obligations}; each of {cases:case|cases} of subject, tier, designation and allotment has exactly one level",
    ),
    "lint.clean": Message("未发现问题。", "No problems found."),
    "lint.found": Message("问题{count}处。", "{count:problem|problems}."),
}
