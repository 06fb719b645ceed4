"""Headings and lines of tables and pages."""

from plancheck.language.message import Message

MESSAGES = {
    # --- headings and lines of the table ---
    "table.task": Message("任务", "Task"),
    "table.obligation": Message("任务要求", "Obligation"),
    "table.level": Message("性质", "Level"),
    "table.asked": Message("要求", "Required"),
    "table.reported": Message("填报", "Reported"),
    "table.verdict": Message("结论", "Verdict"),
    "table.place": Message("位置", "Place"),
    "table.due": Message("期限", "Due"),
    "table.tier-unknown": Message("类别未注明", "tier not stated"),
    "table.none": Message(
        "不分类别",
        "no tier",
    ),
    "table.tier-own": Message("{tier}（自报）", "{tier} (self-reported)"),
    "table.tier-unconfirmed": Message(
        "类别未经名册确认（自报为{tier}）",
        "tier not confirmed by the roster (self-reported as {tier})",
    ),
    "table.questions": Message(
        "有{reviews}项待核实，取决于{facts}个未注明的事实：",
        "{reviews:obligation needs|obligations need} review because {facts:fact is|facts are} not stated:",
    ),
    "table.question": Message("{number}. {fact}（{count}项）", "{number}. {fact} ({count})"),
    "table.question-of": Message(
        "{number}. {obligation}：{fact}（{count}项）", "{number}. {fact}, {obligation} ({count})"
    ),
    "table.unusable": Message("文件有误，未核查：{path}", "Cannot be checked: {path}"),
    "table.more": Message(
        "另有{count}条，用 --format json 查看全部",
        "and {count} more; use --format json to see them all",
    ),
    "table.more-capped": Message(
        "另有{count}条，--format json 列出其中{told}条",
        "and {count} more; --format json lists {told} of them",
    ),
    "table.line": Message("行", "Line"),
    "table.short": Message("差{gap}{unit}", "{gap} short"),
    "table.over": Message("超{gap}{unit}", "{gap} over"),
    "table.short.mandatory": Message("必做", "must"),
    "table.short.optional": Message("选做", "may"),
    "table.short.unknown": Message("待定", "?"),
    "table.short.none": Message("—", "—"),
    "table.short.trial": Message("试行", "trial"),
    "page.rules": Message("规则集 {sha256}", "rule set {sha256}"),
    "page.untraced": Message("未与原文核对", "not traced against the text"),
    "page.report-sum": Message("报告 {sha256}", "report {sha256}"),
    "page.roster-sum": Message("名册 {sha256}", "roster {sha256}"),
    "page.waivers-sum": Message("豁免清单 {sha256}", "waivers {sha256}"),
    "page.of-level": Message("{level}{count}项：{counts}", "{count} {level}: {counts}"),
    "page.of-verdict": Message("{verdict}{count}", "{count} {verdict}"),
    "page.subject": Message("{subject}（{tier}）", "{subject} ({tier})"),
    "page.not-taken-up": Message(
        "选做未开展{count}项：{ids}", "Optional, not taken up ({count}): {ids}"
    ),
    "page.not-asked": Message(
        "不要求本单位{count}项：{ids}{listed_place}",
        "Not required here ({count}): {ids}{listed_place}",
    ),
    "page.explain": Message(
        "每项的来由和填法：plancheck explain {task} --report {path}{plan}",
        "Reasons and how to fill in: plancheck explain {task} --report {path}{plan}",
    ),
    "page.correct": Message(
        "全角符号、缺空格等输入错误可一并改正：plancheck fmt --fix {path}{plan}（加 --diff 先看改动）",
        "Correct full-width signs, missing blanks and the like: plancheck fmt --fix {path}{plan} (--diff shows the changes first)",
    ),
    "page.missing": Message("{count}项未填报：{ids}", "{count} not reported: {ids}"),
    "page.file-problems": Message("文件问题{count}个", "{count:problem|problems}"),
    "page.standing": Message("{outcome}（未完成多的在前）", "Most open first: {outcome}"),
    "page.standing-alike": Message("{word}{count}：{names}", "{word} ({count}): {names}"),
    "page.first-cause": Message("{who} {place}：{cause}", "{who}, {place}: {cause}"),
    "page.cause": Message("{who}：{cause}", "{who}: {cause}"),
    "page.and-others": Message("等{count}份", "and others ({count})"),
    "page.met": Message("达标", "Met"),
    "page.rate": Message("完成率", "Rate"),
    "page.bar": Message("进度", "Progress"),
    "page.late": Message("迟报", "late"),
    "page.several-files": Message("{who}：{files} 均不能核查", "{who}: {files} cannot be checked"),
    "page.state-late": Message("{state}（{late}）", "{state} ({late})"),
    "page.besides": Message("另有{counts}", "also {counts}"),
    "page.state": Message("状态", "State"),
    "page.rank": Message("名次", "Rank"),
    "page.at-most": Message("{counted}（最多{possible}）", "{counted} (at most {possible})"),
    "page.depends": Message("{verdict}，取决于{names}", "{verdict}, depends on {names}"),
    "page.national": Message(
        "{national}数量（{reports}份报告合计）",
        "{national} numbers ({reports:report|reports})",
    ),
    "page.national-brief": Message(
        "{nation}{reports}份报告合计（要求、填报、未达到）",
        "{nation}, {reports:report|reports} (required, reported, short)",
    ),
    "page.national-rest": Message(
        "{nation}{reports}份报告合计（要求、填报、未达到；另{count}项已达到）",
        "{nation}, {reports:report|reports} (required, reported, short; {count} more reached)",
    ),
    "page.reached": Message("另{count}项已达到", "{count} more reached"),
    "page.short": Message("未达到", "Short"),
    "page.short-of": Message("{subject} 差{gap}", "{subject} {gap} short"),
    "brief.expected": Message("应报", "Expected"),
    "brief.reported": Message("报告", "Reports"),
    "brief.missing": Message("应报未报、退回改正、迟报", "Not reported, unusable, late"),
    "brief.attention": Message("需要关注（未完成多的在前）", "Needs attention, most open first"),
    "brief.more": Message("另有{count}个单位未列出", "and {count} more, not listed"),
    "brief.among": Message("{items}等{count}项", "{items} and others ({count})"),
    "brief.trend": Message("达标/应完成：{rates} {signs}", "Met of asked: {rates} {signs}"),
    "page.rate-of-all": Message(
        "按可核查的{reports}份报告，应完成必做任务{asked}项，达标{met}项，完成率{rate}",
        "{met} of {asked} mandatory duties met in {reports:report|reports}, a rate of {rate}",
    ),
    "page.rate-told": Message(
        "应完成必做任务{asked}项，达标{met}项，完成率{rate}",
        "{met} of {asked} mandatory duties met, a rate of {rate}",
    ),
    "notice.circular": Message(
        "关于《{plan}》自查情况的通报", "Circular on the self-assessments under the {plan}"
    ),
    "notice.letter": Message(
        "关于{subject}《{plan}》自查情况的通知",
        "Notice to {subject} on its self-assessment under the {plan}",
    ),
    "notice.reported": Message(
        "应报{expected}个单位，已报{reported}个（其中退回改正{unusable}个），应报未报{absent}个",
        "{expected} expected, {reported} reported ({unusable} of them unusable), {absent} not reported",
    ),
    "notice.received": Message(
        "已报{reported}个单位（其中退回改正{unusable}个）",
        "{reported} reported ({unusable} of them unusable)",
    ),
    "notice.state": Message("{state}（{count}个）", "{state} ({count})"),
    "notice.done": Message("符合要求、暂无逾期", "Compliant or on track"),
    **{
        f"notice.part-{number}": Message(f"{ordinal}、", f"{number}. ")
        for number, ordinal in enumerate("一二三四五六", 1)
    },
    "notice.by": Message(
        "请有关单位于 {date} 前更正或补报",
        "Those listed here are asked to correct or submit their reports by {date}",
    ),
    "notice.blank-date": Message("____年__月__日", "____-__-__"),
    "notice.late": Message("报告迟于规定日期报送", "The report was submitted late"),
    "notice.absent": Message(
        "尚未收到自查报告，请于 {date} 前报送",
        "No report has been received; please submit it by {date}",
    ),
    "notice.unusable": Message(
        "报告无法核查，请于 {date} 前更正后重新报送",
        "The report cannot be checked; please correct and resubmit it by {date}",
    ),
    "notice.open": Message(
        "请于 {date} 前处理下列事项，并更新自查报告",
        "Please settle the points below and update the report by {date}",
    ),
    "page.all": Message("各单位完成情况", "Results of all reports"),
    "page.show-more": Message(
        "--show asked 逐份列出需处理的事项，--show all 列出全部",
        "--show asked lists the open points of each report, --show all everything",
    ),
    "page.left-to-do": Message("未完成", "Open"),
    "page.rate-of": Message("{told}（{rate}）", "{told} ({rate})"),
    "page.facts-open": Message("{facts}（{count}项）", "{facts} ({count})"),
    "page.by": Message("依据：任务{task}", "By task {task}"),
    "page.by-phrase": Message("依据：任务{task}“{phrase}”", 'By task {task}: "{phrase}"'),
    "page.by-phrase-and-level": Message(
        "依据：任务{task}“{phrase}”，“{level}”", 'By task {task}: "{phrase}", "{level}"'
    ),
    "own.tier": Message("类别", "tier"),
    "table.row-unusable": Message("退回改正", "unusable"),
    # --- pages: markdown and html ---
    "page.title": Message("自查报告核查结果", "Results of the check"),
    "page.version": Message("plancheck {version}", "plancheck {version}"),
    "page.failed": Message(
        "程序出错，本页内容不能作准", "plancheck itself failed; do not rely on this page"
    ),
    "page.outcome": Message("共{reports}份报告：{counts}", "{reports:report|reports}: {counts}"),
    "page.nothing": Message("未得出任何结论", "No verdict was reached"),
    "page.expected": Message("应报{count}", "{count} expected to report"),
    "page.not-expected": Message("另报{count}", "{count:other report|other reports}"),
    "page.absent": Message("应报未报", "not reported"),
    "page.tasks": Message("各任务的结论", "Verdicts by task"),
    "page.gaps": Message("差距（按所差比例从大到小）", "Shortfalls, the largest share first"),
    "page.legend": Message("图例", "Legend"),
    "page.tier": Message("类别", "Tier"),
    "page.as-of": Message("截至 {as_of}", "as of {as_of}"),
    "page.as-of-own": Message(
        "截至 {as_of}（报告自定，早于计划期末 {to}）",
        "as of {as_of} (set by the report, before the plan period ends on {to})",
    ),
    "page.asks-nothing": Message("本单位没有必做的任务要求", "Nothing is mandatory here"),
    "page.nothing-mandatory": Message(
        "{outcome}（本单位没有必做的任务要求）", "{outcome} (nothing is mandatory)"
    ),
    "page.nothing-mandatory-of": Message(
        "{outcome} {count}（其中{nothing}份没有必做的任务要求）",
        "{outcome} {count} (nothing is mandatory in {nothing})",
    ),
    "page.own": Message("* 报告自报：{facts}", "* Self-reported: {facts}"),
    "page.unconfirmed": Message(
        "** 未经名册确认：{facts}", "** Not confirmed by the roster: {facts}"
    ),
    "own.designated": Message("指定任务", "designations"),
    "own.class": Message("单位属性“{name}”", 'class "{name}"'),
    "own.allotment": Message("{obligation} 的计划数", "allotted number of {obligation}"),
    "own.units": Message("{obligation} 的所属单位", "units of {obligation}"),
    "page.gap": Message("差", "Short"),
    "page.beside": Message("不计入的文件", "files that do not count"),
    "page.unattributed": Message("单位不明", "unattributed"),
    "page.skipped": Message(
        "未核查的其他文件{count}个：{files}", "Not checked, other files ({count}): {files}"
    ),
    "page.problems": Message("本次核查的问题", "Problems with this run"),
    "page.open": Message("需处理事项（{count}项）", "Open points ({count})"),
    "page.pending": Message("尚未到期事项（{count}项）", "Not due yet ({count})"),
    "page.in-full": Message(
        "以上合并列出的各项（{count}项）", "Each of the obligations grouped above ({count})"
    ),
    "page.notes": Message("提示", "Notes"),
    "page.findings": Message("全部核查项", "All findings"),
    "page.todo": Message("怎么办：", "To do: "),
    "page.among": Message("{subjects}等{count}个", "{subjects} and others ({count})"),
    "page.more": Message("另有{count}条", "and {count} more"),
    "page.left-out": Message(
        "篇幅有限，有{count}份报告未列出明细",
        "to keep the page short, the details of {count:report are|reports are} left out",
    ),
    "page.obligations": Message("任务要求一览", "Obligations"),
    "page.what": Message("具体要求", "What to do"),
    "page.contents": Message("本页内容", "On this page"),
    "page.top": Message("回到开头", "Back to the top"),
    "page.trace": Message("规则集与计划原文的对照", "Rule set compared with the official text"),
    "page.questions-left": Message("待定和请核", "Questions"),
    "page.plan-state": Message("进展", "Progress"),
    "page.lint": Message("规则集检查", "Check of the rule set"),
    # --- the list of obligations ---
    "table.blank": Message("{count}项未填：{obligations}", "{count} left blank: {obligations}"),
    "table.skipped": Message("{path}（{kind}）", "{path} ({kind})"),
    "skipped.evidence": Message("佐证材料", "evidence"),
    "skipped.roster": Message("名册", "roster"),
    "skipped.waivers": Message("豁免清单", "waivers"),
    "skipped.plan": Message("规则集", "rule set"),
    "skipped.result": Message("核查结果", "result"),
    "skipped.subjects": Message("填报单位名单", "list of subjects"),
    "skipped.excluded": Message("已排除", "excluded"),
    "skipped.hidden": Message("隐藏文件", "hidden"),
    "skipped.lock": Message("锁定文件，原文件正被打开", "lock file: the form is open"),
    "skipped.other": Message("其他文件", "other"),
    # --- many reports ---
    "rollup.title": Message("各单位各任务一览", "All reports by task"),
    "rollup.subject": Message("填报单位", "Reported by"),
    "rollup.blocking": Message("未达标和未填报", "fail or missing"),
    "rollup.repeated": Message(
        "有不止一份自查报告，总量不予合计：{subjects}",
        "More than one report, so totals are not added up: {subjects}",
    ),
    # --- a whole plan ---
    "page.plan-facts": Message(
        "计划未列各{noun}所属类别和指定{noun}，以发布单位的通知为准；下表按类别列出。",
        "The plan does not list which {noun} is in which tier or which is designated: see the notices of the issuer. The table goes by tier.",
    ),
    "page.asked": Message("适用对象和要求", "Who must do what"),
    "page.nobody": Message(
        "本任务不要求填报单位承担。", "Nothing in this task has to be reported."
    ),
    "page.cites": Message("依据：{phrases}", "Source text: {phrases}"),
    "page.reading": Message("理解：{reading}", "Reading: {reading}"),
    # --- reports written in one way ---
    "fmt.would-change": Message("{path}：写法不统一", "{path}: would be rewritten"),
    "fmt.changed": Message(
        "改写会改变此文件的内容，故未改动；请报给维护者",
        "rewriting this file would change its meaning, so it was left alone; please report this",
    ),
    # --- one plan and another ---
    "diff.title": Message("从 {before} 到 {now} 的变化", "Changes from {before} to {now}"),
    "diff.changes": Message("任务要求的变化", "Changed obligations"),
    "diff.none": Message("没有不同。", "No differences."),
    "diff.same-rules": Message(
        "两份规则集要求相同，只是文字不同。",
        "Both rule sets require the same; only the wording differs.",
    ),
    "diff.plan": Message(
        "计划本身：{aspect}：{before} → {now}", "The plan itself: {aspect}: {before} → {now}"
    ),
    "diff.new": Message("+ 新增 {id} {name}", "+ new {id} {name}"),
    "diff.dropped": Message("- 删去 {id} {name}", "- dropped {id} {name}"),
    "diff.changed": Message("~ 改变 {id} {name}", "~ changed {id} {name}"),
    "diff.reworded": Message(
        "= 只改文字 {id} {name}：{aspects}", "= reworded only {id} {name}: {aspects}"
    ),
    "diff.like": Message("（可能就是 {like}）", " (perhaps the same as {like})"),
    "diff.any": Message("不限", "anyone"),
    "diff.provinces": Message("各省份", "the provinces"),
    "diff.aspect": Message("{aspect}：{before} → {now}", "{aspect}: {before} → {now}"),
    "diff.turns": Message(
        "已有报告的结论会改变{count}处：",
        "{count:verdict|verdicts} on stored reports would change:",
    ),
    "diff.no-turns": Message(
        "已有报告的结论均不改变。", "No verdict on a stored report would change."
    ),
    "diff.turn": Message(
        "{path} {subject} {obligation}：{before} → {now}",
        "{path} {subject} {obligation}: {before} → {now}",
    ),
    "diff.unusable": Message(
        "{path} 无法按 {plan} 核查：", "{path} cannot be checked against {plan}:"
    ),
    "diff.before": Message("原来的计划", "the earlier plan"),
    "diff.now": Message("现在的计划", "the new plan"),
    "diff.not-there": Message("没有这一项", "not in the plan"),
    "diff.counts": Message(
        "新增{new}，删去{dropped}，改变{changed}，只改文字{reworded}",
        "new {new}, dropped {dropped}, changed {changed}, reworded only {reworded}",
    ),
    "aspect.id": Message("编号", "id"),
    "aspect.title": Message("标题", "title"),
    "aspect.from": Message("开始", "from"),
    "aspect.to": Message("期末", "to"),
    "aspect.subjects": Message("填报单位", "subjects"),
    "aspect.tiers": Message("类别", "tiers"),
    "aspect.metrics": Message("指标", "metrics"),
    "aspect.source": Message("计划原文", "source"),
    "aspect.level": Message("性质", "level"),
    "aspect.when_designated": Message("被指定时", "when designated"),
    "aspect.when_allotted": Message("下达计划数时", "when a number is allotted"),
    "aspect.when_class": Message("属于所列单位属性时", "when in one of the classes"),
    "aspect.classes": Message("单位属性", "classes"),
    "aspect.status": Message("状态", "status"),
    "aspect.due": Message("期限", "due"),
    "aspect.at_least": Message("至少", "at least"),
    "aspect.milestones": Message("节点", "milestones"),
    "aspect.decimals": Message("小数位数", "decimals"),
    "aspect.at_most": Message("至多", "at most"),
    "aspect.exactly": Message("恰好", "exactly"),
    "aspect.subject": Message("对象", "subject"),
    "aspect.named": Message("点名", "named"),
    "aspect.metric": Message("指标", "metric"),
    "aspect.counted_by": Message("台账计法", "ledger counted by"),
    "aspect.pace": Message("序时", "pace"),
    "aspect.unit": Message("单位", "unit"),
    "aspect.per": Message("按什么计", "per"),
    "aspect.evidence": Message("佐证", "evidence"),
    "aspect.trial": Message("试行", "trial"),
    "aspect.total": Message("合计", "total"),
    "aspect.name": Message("名称", "name"),
    "aspect.says": Message("文字", "wording"),
    "aspect.says_per_tier": Message("分类别的文字", "wording per tier"),
    "aspect.cites": Message("引用", "phrases cited"),
    "aspect.cites_per_tier": Message("各类别引用", "phrases cited per tier"),
    "aspect.reading": Message("理解", "reading"),
    "aspect.hint": Message("提示", "hint"),
    "aspect.departments": Message("部门", "departments"),
    # --- since the run before ---
    "progress.title": Message("进度", "Progress"),
    "progress.counts": Message("与上次（{day}）相比：{counts}", "Since {day}: {counts}"),
    "progress.count-done": Message("新完成{count}项", "{count} newly done"),
    "progress.count-fallen_back": Message("退步{count}项", "{count} fallen back"),
    "progress.count-newly_due": Message("新到期未完成{count}项", "{count} newly due and open"),
    "progress.count-to_review": Message("新待核实{count}项", "{count} newly in review"),
    "progress.count-still_open": Message("仍未解决{count}项", "{count} still open"),
    "progress.count-fell": Message("数量减少{count}处", "{count:number|numbers} down"),
    "progress.done": Message("新完成", "Newly done"),
    "progress.fallen_back": Message("退步", "Fallen back"),
    "progress.newly_due": Message("新到期未完成", "Newly due and open"),
    "progress.to_review": Message("新待核实", "Newly in review"),
    "progress.lost": Message("上次可核查、本次退回改正", "Judged then, unusable now"),
    "progress.still_open": Message("仍未解决", "Still open"),
    "progress.whole": Message("新出现的整体不符合要求", "Reports that newly fail as a whole"),
    "progress.listed": Message("{word}：{names}", "{word}: {names}"),
    "progress.and-more": Message("{names}等{count}项", "{names} … {count} in all"),
    "progress.and-subjects": Message("等{count}家", "{count} in all"),
    "progress.trend": Message("走势", "Trend"),
    "baseline.other-file": Message(
        "这不是 plancheck 的结果；请给出 --format json 写成的文件",
        "this is not a plancheck result; use a file written with --format json",
    ),
    "baseline.too-large": Message(
        "结果文件超过 {limit} 字节，未读取；请分批核查，每批单独保存结果",
        "the result is larger than {limit} bytes and was not read; check fewer reports at a time and keep one result for each part",
    ),
    "baseline.too-many": Message(
        "结果文件超过{limit}个值，未读取；plancheck 的结果不会超过此数",
        "the result has more than {limit} values and was not read; plancheck does not write such a result",
    ),
    "baseline.syntax": Message(
        "这不是 plancheck 的结果（{why}）；请给出 --format json 写成的文件",
        "this is not a plancheck result ({why}); use a file written with --format json",
    ),
    "baseline.shape": Message(
        "结果文件不完整或被改动过；请重新生成", "this result is damaged; make it again"
    ),
    "baseline.other-plan": Message(
        "这是计划 {stated} 的结果，本次核查的是 {plan}，无法比较；请换用同一计划的结果",
        "this is a result for the plan {stated}, but the plan checked is {plan}; use a result for the same plan",
    ),
    "baseline.nothing": Message(
        "上次没有核查任何自查报告，无法比较；请换用其他结果",
        "no report was checked then, so nothing can be compared; use another result",
    ),
    "baseline.same-subject": Message(
        "上次{subject}有不止一份自查报告，无法比较；请换用其他结果",
        "{subject} had more than one report then, so nothing can be compared; use another result",
    ),
    "baseline.only-new": Message(
        "仅新增问题计入退出码（--fail-on new）",
        "only new points count for the exit code (--fail-on new)",
    ),
    "baseline.other-rules": Message(
        "上次结果所用的规则集与本次要求不同，无法比较；请用本次的规则集重新核查当时的自查报告",
        "this result was made with different requirements, so it cannot be compared; check the reports of that time again with the current rule set",
    ),
    "baseline.other-wording": Message(
        "上次结果所用的规则集文字与本次不同，要求相同",
        "The rule set was worded differently then; its requirements are the same",
    ),
    "baseline.later": Message(
        "这份结果截至 {day}，晚于本次的 {now}，不能作为上次结果；请换用较早的结果，或用 --as-of 写明本次的日期",
        "this result is as of {day}, later than this run ({now}); use an earlier result, or set the as-of date with --as-of",
    ),
    "baseline.twice": Message(
        "{subject}另有一份自查报告（{other}），无法与上次结果比较；请只保留一份",
        "{subject} has another report ({other}), so it cannot be compared with the earlier result; "
        "keep only one of the two",
    ),
    "baseline.new": Message("新增问题", "New points"),
    "baseline.fell": Message("较上次减少的数量", "Numbers that went down"),
    "baseline.gone": Message("上次有、本次没有报告的单位", "Reported then, not reported now"),
    "verify.title": Message("复核结果 {path}", "Verification of {path}"),
    "verify.same": Message("一致", "the same"),
    "verify.differs": Message("不一致", "not the same"),
    "verify.nothing": Message(
        "这份结果中没有核查过的自查报告，无法复核；请换用其他结果",
        "no report was checked in this result, so it cannot be verified; use another result",
    ),
    "verify.no-digests": Message(
        "这份结果由旧版本生成，没有文件的校验值，无法复核；请用 validate --format json 重新核查并保存",
        "this result was written by an earlier version and has no digests of its files, so it cannot be verified; check the reports again with validate --format json and keep that result",
    ),
    "verify.inputs": Message("核查依据的变化", "What the reports are checked by"),
    "verify.rules-changed": Message(
        "规则集要求不同：结果所用为 {before} {before_sha256}，本次为 {now} {now_sha256}；请用 --plan 给出当时的规则集",
        "The rule set has other requirements: {before} {before_sha256} in the result, {now} {now_sha256} now; give the rule set of that time with --plan",
    ),
    "verify.rules-reworded": Message(
        "规则集文字不同（{before_sha256} → {now_sha256}），要求相同",
        "The rule set is worded differently ({before_sha256} → {now_sha256}); its requirements are the same",
    ),
    "verify.roster-changed": Message(
        "名册已改动：{now}（{before_sha256} → {now_sha256}）",
        "The roster changed: {now} ({before_sha256} → {now_sha256})",
    ),
    "verify.roster-missing": Message(
        "未给出名册 {before}（{before_sha256}），各报告未重新核查；请一并给出名册",
        "The roster {before} ({before_sha256}) is missing, so no report was checked again; give it as well",
    ),
    "verify.waivers-changed": Message(
        "豁免清单已改动：{now}（{before_sha256} → {now_sha256}）",
        "The waivers changed: {now} ({before_sha256} → {now_sha256})",
    ),
    "verify.waivers-missing": Message(
        "未给出豁免清单 {before}（{before_sha256}），各报告未重新核查；请一并给出豁免清单",
        "The waivers {before} ({before_sha256}) are missing, so no report was checked again; give them as well",
    ),
    "verify.reports": Message("各份报告", "Reports"),
    "verify.report": Message("报告", "Report"),
    "verify.then": Message("结果所载", "In the result"),
    "verify.now": Message("本次", "Now"),
    "verify.state": Message("复核", "Verified"),
    "verify.state-same": Message("一致", "same"),
    "verify.state-differs": Message("结论不同", "other findings"),
    "verify.state-unjudged": Message("文件未变，未复核", "same file, not checked"),
    "verify.state-changed": Message("文件已改动", "file changed"),
    "verify.state-missing": Message("未给出文件", "file missing"),
    "verify.state-unknown": Message("结果中没有", "not in the result"),
    "verify.differences": Message("不同之处", "What differs"),
    "verify.whole": Message("整份报告：{aspects}不同", "the report as a whole: {aspects}"),
    "verify.finding": Message("{obligation}：{before} → {now}", "{obligation}: {before} → {now}"),
    "verify.finding-alike": Message(
        "{obligation}：仍为{verdict}，{aspects}不同",
        "{obligation}: still {verdict}, but differs in {aspects}",
    ),
    "verify.of-outcome": Message("总体结论", "outcome"),
    "verify.of-subject": Message("填报单位", "reporting subject"),
    "verify.of-tier": Message("类别", "tier"),
    "verify.of-as_of": Message("统计截止日期", "as-of date"),
    "verify.of-failure": Message("不符合要求的理由", "reason of the outcome"),
    "verify.of-problems": Message("文件问题", "problems"),
    "verify.of-verdict": Message("结论", "verdict"),
    "verify.of-level": Message("性质", "level"),
    "verify.of-reason": Message("理由", "reason"),
    "verify.of-values": Message("数值或事实", "values"),
    "verify.of-notes": Message("提示", "notes"),
    "list.due": Message("期限 {due}，另有期限的单独注明", "deadline {due} unless another is given"),
    "list.on-trial": Message("试行（{level}）", "trial ({level})"),
    "list.due-here": Message("（{due}）", " ({due})"),
    "list.title": Message("{subject}的任务要求", "Obligations of {subject}"),
    "list.designated": Message(
        "指定{when}",
        "{when} if designated",
    ),
    "list.or-designated": Message(
        "{level}，指定则{when}",
        "{level}; {when} if designated",
    ),
    "list.allotted": Message(
        "下达计划数则{when}",
        "{when} if a number is allotted",
    ),
    "list.or-allotted": Message(
        "{level}，下达计划数则{when}",
        "{level}; {when} if a number is allotted",
    ),
    "list.designated-or-allotted": Message(
        "指定或下达计划数则{when}",
        "{when} if designated or if a number is allotted",
    ),
    "list.or-designated-or-allotted": Message(
        "{level}，指定或下达计划数则{when}",
        "{level}; {when} if designated or if a number is allotted",
    ),
    "list.class": Message("{when}（{classes}）", "{when} ({classes})"),
    "list.any-of": Message("{conditions}则{when}", "{when} if {conditions}"),
    "list.or-any-of": Message("{level}，{conditions}则{when}", "{level}; {when} if {conditions}"),
    "if.designated": Message("指定", "designated"),
    "if.allotted": Message("下达计划数", "a number is allotted"),
    "if.class": Message("为{classes}", "one of the {classes}"),
    "list.class-open": Message(
        "单位属性未注明，以下各项取决于此：{ids}。请在报告中写 单位属性: [{listed}]（不属于的不写，都不属于写 []），或在名册中注明。",
        "Whether the subject is in a class is not stated, and it decides {ids}. State it in the report: classes: [{listed}] (leave out any that it is not in; write [] for none), or in the roster.",
    ),
    "list.is-designated": Message("{level}（已被指定）", "{level} (designated)"),
    "list.per-unit": Message("每个{unit_name}{asked}", "{asked} per {unit_name}"),
    "list.says": Message("{obligation}：{says}", "{obligation}: {says}"),
    "list.does": Message(
        "{obligation}：{says}（执行部门：{departments}）",
        "{obligation}: {says} (in charge: {departments})",
    ),
    "list.tier-open": Message(
        "类别未注明，故按类别分列。计划未列各{noun}所属类别；确定后加上 --tier，或用 --roster 给出名册。",
        "The tier is not stated, so there is one column per tier. The plan does not list which {noun} is in which tier; add --tier, or pass a roster with --roster.",
    ),
    "list.designation-open": Message(
        "是否被指定未注明，以下各项取决于此：{ids}。计划未列指定名单，以发布单位的通知为准。",
        "Designation is not stated, and it decides {ids}. The plan does not list who is designated: see the notice of the issuer.",
    ),
    "list.allotted-open": Message(
        "是否下达计划数未注明，以下各项取决于此：{ids}。请在名册的分配数（allotments）中注明；未下达的写“无”。",
        "Whether a number is allotted is not stated, and it decides {ids}. Give the number under allotments in the roster (none if no number is allotted).",
    ),
    "list.contradicted": Message(
        "已被指定，但名册注明未下达计划数，两者矛盾：{ids}。结论为待核实，请向发布单位核实。",
        "Designated, but the roster states that no number is allotted: {ids}. The two contradict each other, so this needs review; ask the issuer.",
    ),
    "list.allotment-open": Message(
        "数量由另行下达的计划确定：{ids}。", "The number is set by another plan: {ids}."
    ),
    "list.named": Message(
        "{obligation}：计划点名{subject}，{level}，与类别无关。",
        "{obligation}: the plan names {subject}: {level}, whatever the tier.",
    ),
    "list.not-asked": Message("不适用于本单位的：{ids}。", "Not required here: {ids}."),
    "list.nothing": Message("没有符合条件的任务要求。", "No matching obligations."),
    "list.counts": Message("共{total}项：{counts}", "{total:obligation|obligations}: {counts}"),
    "list.hint": Message("{obligation}：{hint}", "{obligation}: {hint}"),
    # --- what a report says in its own words ---
    "said.document": Message("{title}（{number}）", "{title} ({number})"),
    "said.note": Message("备注：{text}", "Note: {text}"),
    "said.reason": Message("未完成原因：{text}", "Reason: {text}"),
    "said.next_steps": Message("下一步措施：{text}", "Next steps: {text}"),
    "said.unit": Message("{unit}：", "{unit}:"),
    "form.prepared_by": Message("填报人", "Prepared by"),
    "form.reviewed_by": Message("审核人", "Reviewed by"),
    "form.approved_by": Message("签发", "Approved by"),
    "form.submitted": Message("报送日期", "Submitted"),
    "form.remarks": Message("备注", "Remarks"),
}
