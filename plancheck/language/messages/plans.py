"""What is wrong with a rule set, by itself and beside the official text."""

from plancheck.language.message import Message

MESSAGES = {
    # --- the plan contradicts itself ---
    "plan.same-id": Message(
        "编号 {id} 在第 {first} 行已经用过",
        "the id {id} is taken on line {first}",
    ),
    "plan.same-name": Message(
        "同一任务里，名称“{name}”已经用于 {other}",
        'within the task the name "{name}" is that of {other}',
    ),
    "plan.period": Message(
        "计划期的结束 {to} 早于开始 {from}",
        "the period ends ({to}) before it begins ({from})",
    ),
    "plan.national-selector": Message(
        "全国性任务只能用 all，不能用 {name}",
        "a duty of the national office applies to all, not to {name}",
    ),
    "plan.fixed-selector": Message(
        "“{name}”不能用作适用对象；可以写：{known}",
        '"{name}" selects nobody; use one of: {known}',
    ),
    "plan.selector": Message(
        "“{name}”不能用作适用对象；可以写：{known}，或填报单位的名称{near}",
        '"{name}" selects nobody; use one of: {known}, or the name of a reporting province{near}',
    ),
    "plan.selectors-disagree": Message(
        "“{name}”和“{other}”同级，要求却不同",
        '"{name}" and "{other}" are of one rank and disagree',
    ),
    "plan.nothing-allotted": Message(
        "用了 allotted，但数量指标不是 allotment",
        "allotted is used, but the quota is not an allotment",
    ),
    "plan.not-designable": Message(
        "限定了可指定的类别，但 applies 里没有 designated",
        "designation is limited to tiers, but applies has no designated",
    ),
    "plan.tier": Message(
        "计划没有类别 {tier}；有：{known}",
        "the plan has no tier {tier}; it has: {known}",
    ),
    "plan.tier-left-out": Message(
        "缺少类别：{tiers}",
        "tiers left out: {tiers}",
    ),
    "plan.bounds": Message(
        "数量指标要有 at_least、at_most（可同时有）或单独的 exactly",
        "a quota has at_least, at_most or both, or exactly alone",
    ),
    "plan.metric": Message(
        "指标不能叫 {metric}，报告条目里已有这个键",
        "a metric cannot be called {metric}: an entry has a key of that name",
    ),
    "plan.national-tiers": Message(
        "全国性任务不分类别，这里只能写一个值",
        "a duty of the national office knows no tiers; write one value here",
    ),
    "plan.forms": Message(
        "英文单位请写成 {{one: session, other: sessions}}，单复数相同的只写一个词",
        "write the English unit as {{one: session, other: sessions}}, or as one word where both forms are the same",
    ),
    "plan.plain-number": Message(
        "规则集里的数请只写数字：{wanted}，不写成“{written}”",
        'in a rule set a number stands in plain digits: {wanted}, not "{written}"',
    ),
    "plan.total": Message(
        "total 只能写在国家局自己的要求上，且其数量指标须是一个固定的数",
        "total belongs to a duty of the issuer whose quota is one fixed number",
    ),
    "plan.total-taken": Message(
        "{obligation} 已有自己的数量，或其数已汇总到另一项，不能再汇总到这里",
        "{obligation} has a number of its own, or one that is added up elsewhere already",
    ),
    "plan.range": Message(
        "下限 {low} 大于上限 {high}",
        "the floor {low} is above the cap {high}",
    ),
    # --- the rule set is not what the official text prints ---
    "trace.no-layout": Message(
        "规则集没有说明正文的版式（source 下的 layout），无法逐条对应",
        "the rule set does not say how its text is laid out (layout under source), so it cannot be traced",
    ),
    "trace.heading": Message(
        "标题与规则集不一致：正文是“{printed}”，规则集是“{heading}”",
        'the heading is not that of the rule set: the text has "{printed}", the rule set "{heading}"',
    ),
    "trace.no-heading": Message(
        "从这里起找不到标题“{heading}”",
        'from here on there is no heading "{heading}"',
    ),
    "trace.no-due": Message(
        "任务{task}的完成时间不是这些之一：{known}",
        "the deadline printed for task {task} is none of these: {known}",
    ),
    "trace.title": Message(
        "正文开头没有计划的标题“{title}”",
        'the head of the text does not have the plan\'s title "{title}"',
    ),
    "trace.year": Message(
        "正文开头没有 {year} 这一年", "the head of the text does not have the year {year}"
    ),
    "trace.unaccounted": Message(
        "规则集没有与此对应的内容：“{clause}”",
        'nothing in the rule set accounts for this: "{clause}"',
    ),
    "trace.uncited": Message(
        "这一句中有一段没有被引用：“{part}”；措施里连续不引用的不超过 {limit} 个字",
        'a stretch of this clause is cited by nothing: "{part}"; of a measure at most {limit} signs in a row may be left out',
    ),
    "trace.department": Message(
        "执行部门印的是“{cell}”，规则集这里是“{wanted}”",
        'the cell of departments has "{cell}", where the rule set has "{wanted}"',
    ),
    "trace.no-department": Message(
        "任务{task}的执行部门里没有印出：{departments}",
        "not printed among the departments of task {task}: {departments}",
    ),
    "trace.unknown-duty": Message(
        "不知道“{duty}”要求谁做什么；规则集的 layout 里没有",
        'whom "{duty}" asks to do what is not known; the layout of the rule set has no such words',
    ),
    "trace.due": Message(
        "完成时间印的是“{printed}”，规则集里任务{task}是{stated}",
        'the deadline printed is "{printed}", and task {task} of the rule set says {stated}',
    ),
    "trace.period": Message(
        "“{printed}”指 {day}，而计划期末是 {to}",
        '"{printed}" means {day}, and the period ends on {to}',
    ),
    "trace.changed": Message(
        "这一处和编码时的正文不一样：“{clause}”",
        'this is not what was encoded: "{clause}"',
    ),
    "trace.added": Message(
        "编码时的正文没有这一处：“{clause}”",
        'this was not in the text that was encoded: "{clause}"',
    ),
    "trace.removed": Message(
        "编码时的正文在此之后还有 {count} 处，现在没有了",
        "the text that was encoded went on here with {count} more, which are gone",
    ),
    "trace.sha256": Message(
        "正文的校验值是 {sha256}，不是编码时的那一份",
        "the checksum of the text is {sha256}, so it is not the one that was encoded",
    ),
    "trace.no-phrase": Message(
        "引用的“{phrase}”不在其所属部分（{owner}，正文第 {line} 行起）",
        'the phrase cited, "{phrase}", does not stand in its part of the text ({owner}, from line {line})',
    ),
    "trace.national": Message(
        "{obligation} 是发布单位自己的任务，正文没有写它可做可不做；应为 {{all: mandatory}}",
        "{obligation} is the issuer's own and nothing printed makes it a choice; it applies {{all: mandatory}}",
    ),
    "trace.no-duty": Message(
        "{obligation} 没有引用省份一栏，要求谁做无从证明",
        "{obligation} cites no cell of duties, so whom it binds is not proved",
    ),
    "trace.level": Message(
        "{obligation} 的 applies 与所引用的省份一栏（{printed}）不符",
        "applies of {obligation} is not what the cells of duties cited say ({printed})",
    ),
    "trace.in-charge": Message(
        "{obligation} 所引用的省份一栏由{printed}负责，规则集是{stated}",
        "the cell of duties that {obligation} cites stands under {printed}, and the rule set says {stated}",
    ),
    "trace.unit-name": Message("所引用的句子里没有“{name}”", 'no clause cited names "{name}"'),
    "trace.allotment": Message(
        "{obligation} 的数由另一计划分配，但所引用的句子没有这样写",
        "the number of {obligation} is set by another plan, and no clause cited says so",
    ),
    "plan.not-cited": Message(
        "“{phrase}”不在 cites 里；cites_per_tier 只说明 cites 中的哪些短语属于哪一类别",
        '"{phrase}" is not among cites; cites_per_tier says which of those phrases are about which tier',
    ),
    "trace.other-tier": Message(
        "“{phrase}”说的不是{tier}；请改列到它所说的类别下",
        '"{phrase}" is not about a {tier}; list it under the tier that it names',
    ),
    "trace.number": Message(
        "{obligation} 的{bound}{number}{unit}没有印在所引用的句子里",
        "no clause that {obligation} cites prints {bound} {number} {unit}",
    ),
    "trace.number-tier": Message(
        "{obligation} 对{tier}的{bound}{number}{unit}没有印在所引用的句子里",
        "no clause that {obligation} cites prints {bound} {number} {unit} for a {tier}",
    ),
    "trace.status": Message(
        "{obligation} 的完成程度和完成时间一栏不同，又没有写明理解",
        "the status asked of {obligation} is not that of the column, and no reading says why",
    ),
    "trace.deadline": Message(
        "{obligation} 的期限 {day} 和所引用的字句不符",
        "the deadline {day} of {obligation} is not what the phrases cited say",
    ),
    "trace.deadline-tier": Message(
        "{obligation} 对{tier}的期限 {day} 和所引用的字句不符",
        "the deadline {day} of {obligation} for a {tier} is not what the phrases cited say",
    ),
    "trace.designated-within": Message(
        "{obligation} 可指定的类别和所引用的字句不符",
        "the tiers that can be designated for {obligation} are not those that the phrases cited name",
    ),
    "trace.tiers-apart": Message(
        "{obligation} 对{tiers}的要求，规则集和正文一处相同、一处不同",
        "of {obligation}, the rule set and the text disagree on whether it asks the same of these: {tiers}",
    ),
    "trace.number-uncited": Message(
        "措施里的数 {number} 没有被引用", "the number {number} of the measures is cited by nothing"
    ),
    "trace.no-quota": Message(
        "“{clause}”印有 {number}{unit}，引用它的要求里没有这个数",
        '"{clause}" prints {number} {unit}, and no obligation that cites it asks for that number',
    ),
    "trace.text": Message("正文：{path}，校验值 {sha256}", "Text: {path}, sha256 {sha256}"),
    "trace.complete": Message(
        "共 {total} 条，已对应 {accounted} 条，100 %。", "{accounted} of {total} clauses, 100 %"
    ),
    "trace.incomplete": Message(
        "共 {total} 条，已对应 {accounted} 条；问题 {count} 处。",
        "{accounted} of {total} clauses; problems: {count}",
    ),
    # --- the rule set can be used, but something in it is wrong ---
    "lint.sha256": Message(
        "校验值应为 64 位小写十六进制数字", "the checksum is 64 hexadecimal digits in lower case"
    ),
    "lint.unused-metric": Message(
        "没有要求用到这个指标；请删去", "no obligation counts in this metric; delete it"
    ),
    "lint.no-metric": Message(
        "指标 {metric} 没有在 metrics 里说明，报告只能用这一种写法",
        "the metric {metric} is not described under metrics, so a report has one spelling of it only",
    ),
    "lint.no-text": Message("这里缺少{key}文本", "the text in {key} is missing here"),
    "lint.not-english": Message("这里应为英文", "this is not English"),
    "lint.up-and-down": Message(
        "各类别的数 {numbers} 时升时降；请核对",
        "the numbers per tier, {numbers}, go up and down; check them",
    ),
    "lint.wrong-way": Message(
        "各类别的数 {numbers} 与其他指标的升降方向相反；请核对",
        "the numbers per tier, {numbers}, run the other way than those of the other quotas; check them",
    ),
    "lint.empty-task": Message(
        "任务{task}既没有要求，也没有说明为什么不核查",
        "task {task} has no obligation and nothing that says why it is not assessed",
    ),
    "lint.long-phrase": Message(
        "引用的字句有 {length} 个字，最多 {limit} 个；请截短或分成两段",
        "the phrase has {length} signs, at most {limit} are cited; shorten it or make two of it",
    ),
    "lint.blank-phrase": Message("引用的字句是空白", "the phrase cited is blank"),
    "lint.same-phrase": Message("“{phrase}”引用了两次", '"{phrase}" is cited twice'),
    "lint.id": Message(
        "编号 {obligation} 应以所属任务开头：{task}.…",
        "the id {obligation} begins with its task's: {task}.…",
    ),
    "lint.department": Message(
        "{department}不在任务的执行部门里", "{department} is not among the departments of the task"
    ),
    "lint.two-levels": Message(
        "同级的选择器 {selectors} 给出两种要求",
        "these selectors are of one rank and give two levels: {selectors}",
    ),
    "lint.nobody": Message(
        "{obligation} 不对任何一个填报单位提出要求",
        "{obligation} asks nothing of anybody who reports",
    ),
    "lint.no-effect": Message(
        "选择器 {selector} 从不起作用：总有更具体的",
        "the selector {selector} never decides: something more specific always does",
    ),
    "lint.no-says": Message(
        "分类别写了要求，却没有写{tier}的",
        "the wording is given per tier, and there is none for a {tier}",
    ),
    "lint.due": Message(
        "期限 {day} 不在计划期 {from} 至 {to} 之内，又没有写明理解",
        "the deadline {day} is outside the period {from} to {to}, and no reading says why",
    ),
    "lint.reading-whom": Message(
        "{obligation} 所引用的省份一栏和措施说的对象不同，请写明理解（reading）",
        "the cell of duties and the measure that {obligation} cites name different ones; give the reading taken",
    ),
    "lint.reading-when": Message(
        "{obligation} 所引用的期限和完成时间一栏不同，请写明理解（reading）",
        "the deadline that {obligation} cites is not that of the column; give the reading taken",
    ),
    "lint.reading-how-far": Message(
        "{obligation} 所引用的措施写“完成”，完成时间一栏只要求阶段性成果，请写明理解（reading）",
        "the measure {obligation} cites says it is to be completed, the column asks for less; give the reading taken",
    ),
    "lint.counts": Message(
        "共 {obligations} 项要求；填报单位、类别、指定与否、分配与否逐一核对，{cases} 种情形各有且只有一个结果。",
        "{obligations} obligations; in each of {cases} cases of subject, tier, designation and allotment exactly one level",
    ),
    "lint.clean": Message("没有发现问题。", "Nothing amiss."),
    "lint.found": Message("问题 {count} 处。", "Problems: {count}."),
}
