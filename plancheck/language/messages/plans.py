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
    "plan.section": Message(
        "部分之下请写 groups（任务组）或 tasks（任务），两者之一",
        "a section must have groups or tasks, one of the two",
    ),
    "plan.period": Message(
        "计划期的结束日期 {to} 早于开始日期 {from}；请核对",
        "the plan period ends ({to}) before it starts ({from}); check the dates",
    ),
    "plan.national-selector": Message(
        "发布单位自身的任务要求不能用 {name} → applies: {{all: mandatory}}",
        "an obligation of the issuer does not apply to {name} → applies: {{all: mandatory}}",
    ),
    "plan.fixed-selector": Message(
        "没有填报单位名单，“{name}”不能用作适用对象；可以写：{known}；要写名称 → subjects: cities.yaml",
        'there is no list of subjects, so "{name}" is not a selector; use one of: {known}; for names → subjects: cities.yaml',
    ),
    "plan.selector": Message(
        "“{name}”不能用作适用对象；可以写：{known}，或填报单位的名称{near}",
        '"{name}" is not a selector; use one of: {known}, or the name of a reporting province or organisation{near}',
    ),
    "plan.subjects": Message(
        "“{written}”不能用作 subjects；可以写：provinces、any，或与计划同一文件夹内的名单文件名，例如 cities.yaml",
        'subjects cannot be "{written}"; use provinces, any, or the name of a list in the folder of the plan, such as cities.yaml',
    ),
    "plan.list-nowhere": Message(
        "计划由标准输入读入，没有所在文件夹，无法找到名单文件“{name}”；请将计划存为文件，与名单放在一起",
        'a plan from standard input has no folder in which to find the list "{name}"; save the plan to a file beside the list',
    ),
    "plan.list-outside": Message(
        "名单文件“{name}”是链接，指向计划所在文件夹以外，未予读取；请将名单本身放在该文件夹内",
        'the list "{name}" is a link that leads out of the folder of the plan, so it was not read; put the list itself there',
    ),
    "plan.list-unread": Message(
        "名单文件“{name}”无法使用：{problem}", 'the list "{name}" cannot be used: {problem}'
    ),
    "plan.not-a-list": Message(
        "不是填报单位名单；名单须写明 format: {format}",
        "it is not a list of subjects, which must have the line format: {format}",
    ),
    "plan.same-subject": Message(
        "“{name}”在{first}已用于{other}；一个名称只能指一个填报单位",
        '"{name}" is already a name of {other} {first}; a name must mean one subject only',
    ),
    "plan.subject-blank": Message(
        "名称须至少有一个字母、汉字或数字", "a name must have at least one letter or digit"
    ),
    "plan.subject-selector": Message(
        "“{name}”在规则集中另有含义，不能用作填报单位的名称；请另取名称",
        '"{name}" has another meaning in a rule set and cannot be the name of a subject; choose another',
    ),
    "plan.class-key": Message(
        "“{name}”在 applies 中另有含义，不能用作单位属性的键；请另取",
        '"{name}" has another meaning in applies and cannot be the key of a class; choose another',
    ),
    "plan.same-class": Message(
        "“{name}”已用于单位属性 {other}；请另取名称",
        '"{name}" is already a name of the class {other}; choose another',
    ),
    "plan.selectors-disagree": Message(
        "“{name}”与“{other}”同级，性质却不同；请改为一致",
        '"{name}" and "{other}" have the same rank but different levels; make them agree',
    ),
    "plan.nothing-allotted": Message(
        "用了 allotted，但数量要求不是 allotment → 如 at_least: allotment；否则删去 allotted",
        "allotted is used, but the required number is not an allotment → at_least: allotment, or delete allotted",
    ),
    "plan.not-designable": Message(
        "限定了可指定的类别，但 applies 中没有 designated → 如 designated: mandatory；否则删去 designated_within",
        "designated_within is used, but applies has no designated → designated: mandatory, or delete designated_within",
    ),
    "plan.tier": Message(
        "计划没有类别 {tier}；可以写：{known}", "the plan has no tier {tier}; use one of: {known}"
    ),
    "plan.tier-left-out": Message(
        "缺少类别：{tiers}；请补充", "tiers without a value: {tiers}; add them"
    ),
    "plan.milestone-day": Message(
        "{day} 不晚于前一个节点 {before}；请按先后写各节点，后一个晚于前一个",
        "{day} is not later than {before} before it; write the days in order, each later than the one before",
    ),
    "plan.milestone-number": Message(
        "{stated} 不大于前一个节点的 {before}；各节点的数须逐个增大",
        "{stated} is not more than {before} before it; each number must be more than the one before",
    ),
    "plan.milestone-bound": Message(
        "只有 at_least 可以按日期写；此处请只写一个数",
        "only at_least can have a number for each day; give one number here",
    ),
    "plan.milestone-outside": Message(
        "{day} 不在计划期 {from} 至 {to} 之内",
        "{day} is outside the plan period ({from} to {to})",
    ),
    "plan.milestone-due": Message(
        "at_least 已按日期写，最后一个日期即为期限；请删去 due",
        "at_least has a number for each day, and the last day is the deadline; remove due",
    ),
    "plan.decimals": Message(
        "{written}的小数位数多于指标 {metric} 的{limit}位；请更正，或写明 decimals",
        "{written} has more decimals than the metric {metric} has ({limit}); correct it, or give the metric its decimals",
    ),
    "plan.allotted-decimals": Message(
        "计划数须为整数，而指标 {metric} 有小数；请删去 decimals",
        "an allotted number is whole, but the metric {metric} has decimals; remove them",
    ),
    "plan.plain-day": Message("“{written}”请写成 {wanted}", 'write "{written}" as {wanted}'),
    "plan.bounds": Message(
        "数量要求须有 at_least、at_most（可同时有）或单独的 exactly → 如 at_least: 4",
        "a quota must have at_least, at_most or both, or exactly alone → such as at_least: 4",
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
    "plan.deadline": Message(
        "完成时间请写成 {{status: completed, by: 2027-06-30}}，在计划期末的只写状态",
        "write the deadline as {{status: completed, by: 2027-06-30}}, or only the status where it is the end of the period",
    ),
    "plan.bound-word": Message(
        "带数的字样请写成 {{at_most: 0}}，只写一个数",
        "write a word with its number as {{at_most: 0}}, with one number",
    ),
    "plan.languages": Message(
        "languages 请写成 [zh]、[en] 或 [zh, en]", "write languages as [zh], [en] or [zh, en]"
    ),
    "plan.one-language": Message(
        "计划只用一种语言（languages: [{language}]），“{key}”请直接写文字",
        'the plan is in one language (languages: [{language}]); write "{key}" as plain text',
    ),
    "plan.other-language": Message(
        "计划只用一种语言（languages: [{language}]）；请删去 {other}",
        "the plan is in one language (languages: [{language}]); delete {other}",
    ),
    "plan.two-languages": Message(
        "“{key}”请写成 {{zh: …, en: …}}；计划只用中文时，请在文件开头写 languages: [zh]",
        'write "{key}" as {{zh: …, en: …}}, or languages: [zh] at the top of a plan that is in Chinese only',
    ),
    "plan.plain-number": Message(
        "规则集中的数只写数字：{wanted}，不写“{written}”",
        'write a number in a rule set in plain digits: {wanted}, not "{written}"',
    ),
    "plan.total": Message(
        "total 只能用于发布单位自身的任务要求，且其数量要求须为一个固定的数；否则请删去",
        "total belongs to an obligation of the issuer whose quota is one fixed number; otherwise delete it",
    ),
    "plan.total-taken": Message(
        "{obligation} 已有自身的数量，或已汇总到另一项，不能再汇总到此处；请改 of 或删去 total",
        "{obligation} has a number of its own or is already added up elsewhere; change of or delete total",
    ),
    "draft.open": Message(
        "规则集还是草案，有{count}处待定（{places}）→ plancheck plan check {path}",
        "the rule set is a draft with {count:open value|open values} ({places}) → plancheck plan check {path}",
    ),
    "plan.part-trial": Message(
        "{obligation} 是试行（trial），不计入结论，不能计入此处的项数",
        "{obligation} is on trial and does not count, so it cannot be one of the parts",
    ),
    "plan.part-later": Message(
        "{obligation} 的最后节点为 {day}，晚于此项的期限 {due}；请将此项的期限设为 {day} 或之后，或删去 {obligation}",
        "the last milestone of {obligation} is {day}, after the deadline here ({due}); set the deadline to {day} or later, or take {obligation} out",
    ),
    "plan.total-trial": Message(
        "{obligation} 是试行（trial），不计入结论，不能汇总到此处",
        "{obligation} is on trial and does not count, so it cannot be added up here",
    ),
    "plan.second-kind": Message(
        "“{other}”之外不能再写“{name}”；请另写一项任务要求",
        '"{name}" cannot stand beside "{other}"; make it an obligation of its own',
    ),
    "plan.status-beside": Message(
        "“{other}”决定是否达标，status 不起作用；请删去 status，或另写一项任务要求",
        '"{other}" decides, so status has no effect; remove status, or make it an obligation of its own',
    ),
    "plan.range": Message(
        "下限 {low} 大于上限 {high}；请核对",
        "the minimum {low} is greater than the maximum {high}; check both",
    ),
    # --- what a key that is missing says ---
    "needed.id": Message("编号", "its id"),
    "needed.title": Message("名称", "its title"),
    "needed.issuer": Message("发布单位", "who issued it"),
    "needed.period": Message("计划期", "the days it covers"),
    "needed.tiers": Message("填报单位的类别", "the tiers"),
    "needed.sections": Message("计划的各部分", "the parts of the plan"),
    "needed.due": Message("应达到的状态", "how far it must get"),
    "needed.name": Message("简称", "its short name"),
    "needed.says": Message("具体要求", "what has to be done"),
    "needed.cites": Message("原文字句", "the words of the text"),
    "needed.applies": Message("要求谁", "who must do it"),
    "needed.for": Message("由谁负责", "whose it is"),
    "needed.metric": Message("数的是什么", "what is counted"),
    "needed.unit": Message("量词", "what a number counts"),
    # --- the rule set is not what the official text prints ---
    "trace.no-layout": Message(
        "规则集未说明计划原文的版式（source 下的 layout），无法逐条核对 → plancheck plan init --source 原文.txt 可起草",
        "the rule set does not describe the layout of its text (layout under source), so it cannot be traced → plancheck plan init --source text.txt drafts it",
    ),
    "trace.other-text": Message(
        "这不是“{title}”的计划原文，没有一条与规则集相符；请核对 --source 给出的文件",
        'this is not the official text of "{title}": no part of it agrees with the rule set; check the file given with --source',
    ),
    "trace.heading": Message(
        "标题与规则集不一致：计划原文为“{printed}”，规则集为“{heading}”",
        'the heading differs: the text has "{printed}", the rule set "{heading}"',
    ),
    "trace.no-heading": Message(
        "从此处起找不到标题“{heading}”", 'heading "{heading}" not found from here on'
    ),
    "trace.no-due": Message(
        "任务{task}的完成时间不是以下之一：{known} → 原文的写法请列入 layout.due，如 二季度完成: {{status: completed, by: 2027-06-30}}",
        "the deadline printed for task {task} is not one of these: {known} → add what it prints to layout.due, such as WORDS: {{status: completed, by: 2027-06-30}}",
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
        "无法识别“{duty}” → 其中的单位和性质须列入 layout 的 who、levels，如 who: {{各市: [all]}}",
        '"{duty}" is not known → add its words to who and levels of the layout, such as who: {{WORDS: [all]}}',
    ),
    "trace.due": Message(
        "完成时间一栏为“{printed}”，规则集中任务{task}为{stated}",
        'the deadline column has "{printed}", but task {task} of the rule set says {stated}',
    ),
    "trace.due-day": Message(
        "完成时间一栏“{printed}”指 {day}，规则集中任务{task}为 {stated}",
        '"{printed}" in the deadline column means {day}, but task {task} of the rule set says {stated}',
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
        "{obligation} 未引用写明由谁承担的字句 → 在 cites 中引用；其中的单位须列入 layout.who，如 各市: [all]",
        "{obligation} cites no words that say who has to do it → cite them; layout.who must say who their words mean, such as WORDS: [all]",
    ),
    "trace.level": Message(
        "{obligation} 的 applies 与所引用的执行单位一栏（{printed}）不符 → 有关字样须列入 layout 的 who、levels",
        "applies of {obligation} differs from the cited words of the duties column ({printed}) → the words for both must be in who and levels of the layout",
    ),
    "trace.level-unmarked": Message(
        "{obligation} 的 applies 与计划原文所写的单位或性质不符 → 有关字样须列入 layout 的 who、levels",
        "applies of {obligation} differs from the subjects that the text names, or from how strongly it binds them → the words for both must be in who and levels of the layout",
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
        "所引用的句子中没有 {obligation} 的“{bound}{number:unit}” → 引用印有此数的句子，其中的“达到”等字样须列入 layout.bounds，如 达到: at_least",
        "no clause that {obligation} cites prints {bound} {number:unit} → cite the clause with the number; its word for the bound must be in layout.bounds, such as WORDS: at_least",
    ),
    "trace.number-tier": Message(
        "所引用的句子中没有 {obligation} 对{tier}的“{bound}{number:unit}” → 引用印有此数的句子，其中的“达到”等字样须列入 layout.bounds，如 达到: at_least，类别须列入 layout.tiers",
        "no clause that {obligation} cites prints {bound} {number:unit} for {tier} → cite the clause with the number; its word for the bound must be in layout.bounds, such as WORDS: at_least, and its tier in layout.tiers",
    ),
    "trace.number-day": Message(
        "所引用的句子中没有 {obligation} 到 {day} 的“{bound}{number:unit}” → 引用印有此数的句子，其中的“达到”等字样须列入 layout.bounds，如 达到: at_least，期限须列入 layout.deadlines",
        "no clause that {obligation} cites prints {bound} {number:unit} by {day} → cite the clause with the number; its word for the bound must be in layout.bounds, such as WORDS: at_least, and its deadline in layout.deadlines",
    ),
    "trace.number-day-tier": Message(
        "所引用的句子中没有 {obligation} 对{tier}到 {day} 的“{bound}{number:unit}” → 引用印有此数的句子，其中的“达到”等字样须列入 layout.bounds，如 达到: at_least，期限须列入 layout.deadlines，类别须列入 layout.tiers",
        "no clause that {obligation} cites prints {bound} {number:unit} by {day} for {tier} → cite the clause with the number; its word for the bound must be in layout.bounds, such as WORDS: at_least, its deadline in layout.deadlines and its tier in layout.tiers",
    ),
    "trace.words": Message(
        "所引用的句子中没有 {obligation} 的任何一个字样：{words}",
        "no clause that {obligation} cites prints any of these: {words}",
    ),
    "trace.no-bound": Message(
        "“{clause}”表示{bound}{number}，引用此句的任务要求中没有这个数",
        '"{clause}" means {bound} {number}, but no obligation that cites it requires that number',
    ),
    "trace.status": Message(
        "{obligation} 应达到的状态与完成时间一栏不同，又未写明理解（reading）",
        "the status required by {obligation} differs from the deadline column, and no reading says why",
    ),
    "trace.deadline": Message(
        "{obligation} 的期限 {day} 与所引用的字句或其所在行的完成时间不符 → 改正 due（所引各行不同的，分成几项），或引用写明期限的字句，并将其列入 layout.deadlines，如 上半年: 2027-06-30",
        "the deadline {day} of {obligation} differs from the cited phrases or the deadline of their row → correct due (make rows that differ obligations of their own), or cite the words for the day, and add them to layout.deadlines, such as WORDS: 2027-06-30",
    ),
    "trace.deadline-tier": Message(
        "{obligation} 对{tier}的期限 {day} 与所引用的字句或其所在行的完成时间不符 → 改正 due（所引各行不同的，分成几项），或引用写明期限的字句，并将其列入 layout.deadlines，如 上半年: 2027-06-30",
        "the deadline {day} of {obligation} for {tier} differs from the cited phrases or the deadline of their row → correct due (make rows that differ obligations of their own), or cite the words for the day, and add them to layout.deadlines, such as WORDS: 2027-06-30",
    ),
    "trace.designated-within": Message(
        "{obligation} 可指定的类别与所引用的字句不符 → 字句中的类别须列入 layout.tiers",
        "the tiers that can be designated for {obligation} differ from those in the cited phrases → the tiers named there must be in layout.tiers",
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
    "trace.sealed": Message(
        "原文的校验值已写入 source", "the checksums of the text are written under source"
    ),
    "trace.not-sealed": Message(
        "source 的写法无法写入校验值；请改为每项一行，再执行一次",
        "source is written so that the checksums cannot be put there; give each of its keys a line and try again",
    ),
    "trace.plan-changed": Message(
        "规则集在对照期间已被改动，未写入校验值；请再执行一次",
        "the rule set was changed while it was compared, so nothing was written; try again",
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
    "lint.open": Message(
        "此处待定，上方却没有说明问题的批注；请定下",
        "this is open, but no question stands above it; settle it",
    ),
    "lint.sha256": Message(
        "校验值应为 64 位小写十六进制数字 → 删去 sha256 和 clauses，由 plancheck plan trace --source 原文.txt --seal 写入",
        "the checksum must be 64 hexadecimal digits in lower case → delete sha256 and clauses, and let plancheck plan trace --source text.txt --seal write them",
    ),
    "lint.unused-metric": Message(
        "没有任务要求用到此指标；请删去", "no obligation uses this metric; delete it"
    ),
    "lint.no-metric": Message(
        "指标 {metric} 未在 metrics 中说明，报告只能用这一种写法；请补充",
        "the metric {metric} is not described under metrics, so reports can spell it in one way only; describe it",
    ),
    "lint.no-text": Message("此处缺少{key}文本；请补充", "the text in {key} is missing; add it"),
    "lint.not-english": Message("此处应为英文；请翻译", "this must be English; translate it"),
    "lint.up-and-down": Message(
        "各类别的数 {numbers} 时升时降；请核对",
        "the numbers per tier ({numbers}) go up and down; check them",
    ),
    "lint.wrong-way": Message(
        "各类别的数 {numbers} 与其他指标的升降方向相反；请核对",
        "the numbers per tier ({numbers}) go the other way than those of the other quotas; check them",
    ),
    "lint.empty-task": Message(
        "任务{task}既没有任务要求，也未说明为何不核查 → 写 obligations 或 unassessed",
        "task {task} has no obligation and does not say why it is not checked → add obligations or unassessed",
    ),
    "lint.long-phrase": Message(
        "引用的字句有{length}个字，最多{limit}个；请截短或分成两段",
        "the phrase has {length} characters, at most {limit} are allowed; shorten it or split it",
    ),
    "lint.blank-phrase": Message(
        "引用的字句是空白；请填写或删去", "the cited phrase is blank; fill it in or delete it"
    ),
    "lint.same-phrase": Message(
        "“{phrase}”引用了两次；请删去一处", '"{phrase}" is cited twice; delete one'
    ),
    "lint.id": Message(
        "编号 {obligation} 应以所属任务开头：{task}.…",
        "the id {obligation} must start with that of its task: {task}.…",
    ),
    "lint.department": Message(
        "{department}不在任务的执行部门中；请更正，或加入任务的 departments",
        "{department} is not one of the departments of the task; correct it, or add it to the task's",
    ),
    "lint.two-levels": Message(
        "同级的选择器 {selectors} 给出两种性质；请改为一致",
        "these selectors have the same rank but give two levels: {selectors}; make them agree",
    ),
    "lint.nobody": Message(
        "{obligation} 不适用于任何填报单位 → 如 applies: {{all: mandatory}}",
        "{obligation} does not apply to any reporting province or organisation → such as applies: {{all: mandatory}}",
    ),
    "lint.no-effect": Message(
        "选择器 {selector} 从不起作用，总有更具体的；请删去",
        "the selector {selector} has no effect, as a more specific one always decides; delete it",
    ),
    "lint.no-says": Message(
        "分类别写了要求，但缺少{tier}的；请补充",
        "the wording is given per tier, but not for {tier}; add it",
    ),
    "lint.trials-only": Message(
        "任务要求全是试行（trial: true），任何报告都符合要求；请至少正式施行一项",
        "every obligation is on trial, so that every report complies; put at least one into force",
    ),
    "lint.due": Message(
        "期限 {day} 不在计划期 {from} 至 {to} 之内，又未写明理解（reading）",
        "the deadline {day} is outside the plan period ({from} to {to}), and no reading says why",
    ),
    "lint.task-due": Message(
        "期限 {day} 不在计划期 {from} 至 {to} 之内；请核对",
        "the deadline {day} is outside the plan period ({from} to {to}); check both",
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
    "lint.questions": Message("待定和请核{count}处。", "{count:question|questions}."),
    # --- how far its author has got ---
    "question.open": Message(
        "待定 {number}（原文第{source_line}行）：{text}",
        "open {number} (line {source_line} of the text): {text}",
    ),
    "question.confirm": Message(
        "请核 {number}（原文第{source_line}行）：{text}",
        "confirm {number} (line {source_line} of the text): {text}",
    ),
    "state.settled": Message("定疑 {settled}/{asked}", "settled {settled}/{asked}"),
    "state.written": Message("撰写 {written}/{needed}", "worded {written}/{needed}"),
    "state.traced": Message("对照 {accounted}/{clauses}句", "traced {accounted}/{clauses} clauses"),
    "state.no-text": Message("未对照（共{clauses}句）", "not traced ({clauses} clauses)"),
    "state.draft": Message("草案", "draft"),
    "next.problem": Message(
        "下一步：改正上列问题，再运行 plancheck plan check {path}",
        "Next: correct the problems above, then run plancheck plan check {path}",
    ),
    "next.open": Message(
        "下一步：处理待定 {number}，删去该行批注，再运行 plancheck plan check {path}",
        "Next: settle open {number}, delete its comment, then run plancheck plan check {path}",
    ),
    "next.confirm": Message(
        "下一步：处理请核 {number}，删去该行批注，再运行 plancheck plan check {path}",
        "Next: settle confirm {number}, delete its comment, then run plancheck plan check {path}",
    ),
    "next.unwritten": Message(
        "下一步：在{first}补写 says，再运行 plancheck plan check {path}",
        "Next: add says {first}, then run plancheck plan check {path}",
    ),
    "next.trace": Message(
        "下一步：与计划原文对照，plancheck plan check {path} --source 原文.txt",
        "Next: trace it against its text, plancheck plan check {path} --source text.txt",
    ),
    "next.review": Message(
        "下一步：由另一人复核，plancheck plan diff {path} B.yaml；再用一份报告试填；无误后删去 draft 启用",
        "Next: let a second person review it, plancheck plan diff {path} B.yaml; then try a report; if all is right, delete draft",
    ),
}
