"""Templates, the configuration and the help of every command."""

from plancheck.language.message import Message

MESSAGES = {
    # --- a report to be filled in ---
    "template.title": Message(
        "{title}：自查报告，共 {count} 项", "{title}: a report with {count} entries"
    ),
    "template.check": Message(
        "填好后运行 plancheck validate 加文件名；不填的一律算未报",
        "when filled in, run plancheck validate on this file; what is left blank counts as not reported",
    ),
    "template.schema": Message(
        "上一行供编辑器提示和检查用；文件 {schema} 由 plancheck schema report -o {schema} 生成",
        "the line above lets an editor complete and check; plancheck schema report -o {schema} makes the file",
    ),
    "template.as_of": Message("截止日期；不填为 {to}", "the day to judge by; if left blank {to}"),
    "template.designated": Message(
        "被指定承担的任务，如 [{example}]；没有就填 []；不填为没有说明",
        "what one was told to do, such as [{example}]; [] if nothing; blank says nothing",
    ),
    "template.allotments": Message(
        "另一计划分配的数，如 {{{example}: {{{metric}: 160, {source}: 文号}}}}",
        "numbers set by another plan, such as {{{example}: {{{metric}: 160, {source}: number}}}}",
    ),
    "template.none-allotted": Message(
        "未下达计划数的写“{none}”，如 {{{example}: {none}}}",
        "if no number is allotted write {none}, such as {{{example}: {none}}}",
    ),
    "template.task": Message("—— 任务{id} {title}", "-- task {id} {title}"),
    "template.asked": Message("{name}：{asked}", "{name}: {asked}"),
    "template.status": Message("可填：{known}", "one of: {known}"),
    "template.units": Message(
        "每个单位一行名称，下面填数；没有这样的单位就填 {{}}",
        "the name of each unit, and its number below; if there is none, {{}}",
    ),
    "template.evidence": Message(
        "佐证，如 Z01: {{{title}: 标题, {number}: 文号}}；在各项里填它的编号，如 [Z01]",
        "evidence, such as Z01: {{{title}: a title, {number}: its number}}; name it in the entries as [Z01]",
    ),
    "init.written": Message("已写入：{files}", "Written: {files}"),
    # --- the configuration ---
    "config.syntax": Message("这里不符合 TOML 写法（{why}）", "this is not TOML ({why})"),
    "config.too-deep": Message(
        "键名的层级超过 {limit} 层；请缩短以点分隔的键名",
        "this key has more than {limit} levels; write fewer names between dots",
    ),
    "config.unknown": Message(
        "没有“{name}”这个配置项{near}", 'there is no option "{name}" here{near}'
    ),
    "config.wants-text": Message("{name} 要填一段文字", "{name} takes a text"),
    "config.wants-texts": Message(
        '{name} 要填文字列表，例如 ["a", "b"]', '{name} takes a list of texts, such as ["a", "b"]'
    ),
    "config.wants-flag": Message("{name} 要填 true 或 false", "{name} takes true or false"),
    "config.wants-count": Message(
        "{name} 要填 1 至 64 的整数", "{name} takes a whole number from 1 to 64"
    ),
    "config.no-table": Message(
        "这里没有 plancheck 的配置；应有 [tool.plancheck] 一节",
        "there is nothing for plancheck here; a table [tool.plancheck] is wanted",
    ),
    "config.outside": Message(
        "配置文件只能让输出写到它所在的文件夹之内；别处请用 --output",
        "a configuration file may write to its own folder and below only; use --output for other places",
    ),
    "config.not-set": Message("# {name} 未设定", "# {name} is not set"),
    "config.flag": Message("命令行 --{name}", "flag --{name}"),
    "config.variable": Message("环境变量 {name}", "environment variable {name}"),
    "config.default": Message("默认值", "default"),
    # --- help ---
    "help.app": Message(
        "核查自查报告是否达到工作计划的要求，每个结论都指出报告的行和计划的条款。",
        "Check self-assessment reports against a work plan; every verdict names the report's line and the plan's clause.",
    ),
    "help.validate": Message(
        "核查一份或多份自查报告。退出码：0 合规，1 有未达标或未报，2 没有结论，3 只有待核事项，4 程序出错。",
        "Check one or more reports. Exit code: 0 compliant, 1 a fail or missing, 2 no verdict, 3 something to review, "
        "4 internal error.",
    ),
    "help.list": Message("列出计划对省份的要求。", "List what the plan asks of a province."),
    "help.init": Message(
        "写出一份待填的自查报告，只列对本单位的要求，并逐项说明。",
        "Write a report to be filled in: just what is asked of one subject, explained.",
    ),
    "help.explain": Message(
        "说明一项任务或要求：要求谁做什么，依据哪一句，怎样核查，为什么得出这个结论。",
        "Explain a task or an obligation: what is asked of whom, by which words, how it is judged, and why the verdict.",
    ),
    "help.explain-name": Message(
        "任务或要求的编号或名称，如 15、15.training、信息培训",
        "a task or an obligation, by id or name, such as 15 or 15.training",
    ),
    "help.report": Message(
        "自查报告：说明其结论从何而来", "a report: tells how its verdict came about"
    ),
    "help.explain-source": Message(
        "自己手里的正文（文本文件）：显示完整的句子",
        "your own copy of the official text: shows the full sentences",
    ),
    "help.explain-format": Message(
        "输出格式：{explanation_formats}", "the output format: {explanation_formats}"
    ),
    "help.schema": Message(
        "列出文件格式（JSON Schema 2020-12），供编辑器提示和其他程序检查。给出省份或类别时，只提示该省的任务要求。",
        "Show the format of a file as a JSON Schema (2020-12), for editors and other programs. "
        "With a province or a tier only its obligations are offered.",
    ),
    "help.schema-kind": Message(
        "哪种文件：report 报告、plan 规则集、roster 名单、waivers 豁免、result 结果",
        "which file: report, plan, roster, waivers or result",
    ),
    "help.fmt": Message(
        "把自查报告改成统一写法（顺序、键名、名称、日期、数），不改变内容，注释保留。退出码：0 完成，1 有文件不合写法（--check），2 有文件不可用。",
        "Write reports in one way (order, keys, names, dates, numbers); nothing they say changes, comments stay. Exit code: "
        "0 done, 1 a file is written otherwise (--check), 2 a file cannot be used.",
    ),
    "help.fmt-check": Message(
        "不改文件，只列出写法不统一的", "write nothing; name the files that would change"
    ),
    "help.fmt-diff": Message("不改文件，只显示会怎样改", "write nothing; show what would change"),
    "help.fmt-keys": Message(
        "键名用 en、zh，或 keep 保持原来的（默认）",
        "the language of the keys: en, zh, or keep what they are (default)",
    ),
    "help.plan-group": Message(
        "供编写计划的人：检查规则集，并与正文对照。",
        "For those who encode a plan: check a rule set and compare it with its text.",
    ),
    "help.plan-check": Message(
        "检查规则集，逐处指出问题。退出码：0 没有问题，1 有问题，2 规则集不可用。",
        "Check a rule set and name every fault by line. Exit code: 0 none, 1 some, 2 the rule set cannot be used.",
    ),
    "help.plan-trace": Message(
        "证明规则集和正文一致：正文每一条都有对应，规则集每个数、类别、要求、期限和部门都印在所引之处。"
        "退出码：0 完全对应，1 有出入，2 无法对照。",
        "Prove a rule set against its text: each clause is accounted for, and each number, tier, level, deadline and "
        "department is the one printed. Exit code: 0 complete, 1 not, 2 they cannot be compared.",
    ),
    "help.plan-file": Message(
        "计划文件（默认：配置里的，否则 2014 年计划）",
        "the plan's file (default: the configured one, else the 2014 plan)",
    ),
    "help.plan-diff": Message(
        "比较两个规则集：新增、删去、改变的要求，以及已有报告的结论会怎样变。退出码：0 没有不同，1 有不同，2 无法比较。",
        "Compare two rule sets: obligations new, dropped or changed, and the verdicts on stored reports that would "
        "change. Exit code: 0 no difference, 1 some, 2 they cannot be compared.",
    ),
    "help.plan-before": Message("原来的计划文件", "the plan's file before"),
    "help.plan-now": Message("现在的计划文件", "the plan's file now"),
    "help.diff-reports": Message(
        "已有报告的文件夹、文件或通配符", "stored reports: a folder, a file or a pattern"
    ),
    "help.plan-export": Message(
        "把规则集写成数据或网页，供分析、阅读或其他系统使用。",
        "Write a rule set as data or as a page, for analysis, for reading, or for other systems.",
    ),
    "help.export-format": Message("输出格式：{plan_formats}", "the output format: {plan_formats}"),
    "help.source": Message(
        "正文的文本文件（自己的一份）", "your own copy of the official text, a text file"
    ),
    "help.digests": Message(
        "不对照，只打印此正文的 sha256 和 clauses，供写入规则集的 source",
        "compare nothing; print the sha256 and clauses of this text, to be put under source",
    ),
    "help.trace-format": Message("输出格式：{trace_formats}", "the output format: {trace_formats}"),
    "help.keys": Message(
        "键名用 en 或 zh（默认 en）", "the language of the keys: en or zh (default: en)"
    ),
    "help.file": Message(
        "写入此文件，不写则为标准输出", "write to this file instead of standard output"
    ),
    "help.reports": Message(
        "报告文件、文件夹、通配符，或 - 表示标准输入",
        "report files, folders, patterns, or - for standard input",
    ),
    "help.tier": Message("类别：如 1、2、3，或一类、二类、三类", "the tier, such as 1, 2 or 3"),
    "help.province": Message(
        "填报单位：省份写名称或代码，如 上海、CN-SH、310000",
        "who reports: a name, of a province also a code, such as CN-SH",
    ),
    "help.roster": Message(
        "名册文件：各省的类别、指定任务和分配数", "the roster: tiers, designations and allotments"
    ),
    "help.waivers": Message("豁免清单文件", "the list of waivers"),
    "help.plan": Message(
        "计划文件（默认：2014 年计划）", "the plan's file (default: the 2014 plan)"
    ),
    "help.as-of": Message(
        "统计截止日期：如 2014-06-30；end 为计划期末；report（默认）为报告所写，未写的为计划期末",
        "the as-of date: a day such as 2014-06-30; end: the last day of the plan period; report (default): the report's "
        "own day, else end",
    ),
    "help.format": Message("输出格式：{formats}", "the output format: {formats}"),
    "help.list-format": Message(
        "输出格式：{listing_formats}", "the output format: {listing_formats}"
    ),
    "help.output": Message(
        "另将某种格式写入文件，如 sarif=out.sarif（可重复）",
        "also write a format to a file, such as sarif=out.sarif (repeatable)",
    ),
    "help.files-from": Message(
        "从此文件读取报告清单，每行一个（- 表示标准输入）",
        "read the paths of reports from this file, one a line (-: standard input)",
    ),
    "help.nul": Message(
        "清单以 NUL 分隔，如 git diff -z 的输出", "the paths end in NUL, as from git diff -z"
    ),
    "help.expect": Message(
        "应报省份：all 为全部，或名册、名单文件；缺报即退出码 1",
        "who has to report: all, or a file that lists them; one without a report is exit code 1",
    ),
    "help.baseline": Message(
        "与上次的结果（--format json 的输出）比较；可给出多份，以日期最近的一份为准",
        "compare with an earlier result, written by --format json; of several the latest counts",
    ),
    "help.fail-on": Message(
        "any：全部问题计入退出码（默认）；new：只计新增的，以及上次有自查报告而这次没有的单位",
        "any: every open point counts for the exit code (default); "
        "new: only new ones, and who had a report then and has none now",
    ),
    "help.jobs": Message(
        "同时使用的进程数（默认 1）", "how many processes share the work (default 1)"
    ),
    "help.config": Message(
        "配置文件（默认：向上查找 plancheck.toml 或 pyproject.toml）",
        "the configuration file (default: plancheck.toml or pyproject.toml, searched upward)",
    ),
    "help.no-config": Message("不读任何配置文件", "read no configuration file"),
    "help.show-config": Message(
        "显示每个选项的值及其来源，然后退出",
        "show each option's value and where it comes from, and exit",
    ),
    "help.lang": Message(
        "语言：zh 或 en（默认 zh，或环境变量 PLANCHECK_LANG）",
        "zh or en (default: PLANCHECK_LANG, then zh)",
    ),
    "help.allow-review": Message(
        "只有待核事项时退出码为 0", "exit with 0 where there is only something to review"
    ),
    "help.require-evidence": Message(
        "达标须列有佐证，否则待核", "without evidence a pass becomes a review"
    ),
    "help.exclude": Message(
        "排除与此通配符相符的文件和文件夹（可重复）",
        "leave out files and folders that match this pattern (repeatable)",
    ),
    "help.encoding": Message(
        "文件编码：utf-8 或 gb18030；后者也读 UTF-8 文件",
        "encoding of the files: utf-8 or gb18030; with the latter UTF-8 files are read too",
    ),
    "help.task": Message(
        "只看某个任务，如 15（可重复）", "only this task, such as 15 (repeatable)"
    ),
    "help.level": Message(
        "只看某个级别：mandatory、optional、designated（指定）、allotted（下达计划数）",
        "only this level: mandatory, optional, designated or allotted (may become mandatory by it)",
    ),
    "help.version": Message(
        "显示版本和规则集的校验值", "show the version and the rule set's checksum"
    ),
    "help.debug": Message("出错时显示程序细节", "show the details of an internal error"),
    "help.help": Message("显示用法", "show this help"),
    # --- what a report to be filled in says of itself and of what is not done ---
    "template.prepared_by": Message("填报人", "who filled in this report"),
    "template.reviewed_by": Message("审核人", "who reviewed it"),
    "template.submitted": Message(
        "报送日期，如 2015-01-10", "the day it is sent in, such as 2015-01-10"
    ),
    "template.remarks": Message("对整份报告的备注", "a remark on the whole report"),
    "template.unfinished": Message(
        "未完成的，可在该项下增填 {reason} 和 {next_steps}，说明原因和打算",
        "where something is not completed, add {reason} and {next_steps}: why, and what comes next",
    ),
}
