"""Templates, the configuration and the help of every command."""

from plancheck.language.message import Message

MESSAGES = {
    # --- a report to be filled in ---
    "template.title": Message(
        "{title}：自查报告，共 {count} 项", "{title}: a report with {count} entries"
    ),
    "template.check": Message(
        "填好后运行 plancheck validate{plan} 加文件名；未填写的条目按未填报处理",
        "when filled in, run plancheck validate{plan} on this file; blank entries count as not reported",
    ),
    "template.schema": Message(
        "上一行供编辑器提示和检查用；文件 {schema} 由 plancheck schema report{plan} -o {schema} 生成",
        "editors use the line above to complete and check; plancheck schema report{plan} -o {schema} creates the file",
    ),
    "template.as_of": Message("统计截止日期；不填则为 {to}", "as-of date; {to} if left blank"),
    "template.designated": Message(
        "被指定承担的任务，如 [{example}]；未被指定的填 []；不填为未注明",
        "obligations one is designated for, such as [{example}]; [] if none; blank: not stated",
    ),
    "template.classes": Message(
        "所属的单位属性，如 [{example}]；都不属于的填 []；不填为未注明",
        "the classes one is in, such as [{example}]; [] if none; blank: not stated",
    ),
    "template.allotments": Message(
        "另一计划下达的计划数，如 {{{example}: {{{metric}: 160, {source}: 文号}}}}",
        "allotted numbers, which another plan sets, such as {{{example}: {{{metric}: 160, {source}: number}}}}",
    ),
    "template.none-allotted": Message(
        "未下达计划数的写“{none}”，如 {{{example}: {none}}}",
        "if no number is allotted, write {none}, such as {{{example}: {none}}}",
    ),
    "template.task": Message("—— 任务{id} {title}", "-- task {id} {title}"),
    "template.asked": Message("{name}：{asked}", "{name}: {asked}"),
    "template.parts": Message("不单独填报，请填报：{parts}", "no entry of its own; report {parts}"),
    "template.status": Message("可填：{known}", "one of: {known}"),
    "template.units": Message(
        "每个单位一行名称，其下填数量；没有此类单位的填 {{}}",
        "one line for the name of each unit, and its number below; {{}} if there is none",
    ),
    "template.evidence": Message(
        "佐证材料，如 Z01: {{{title}: 标题, {number}: 文号}}；在各条目中填写编号，如 [Z01]",
        "evidence, such as Z01: {{{title}: a title, {number}: its number}}; entries give its id, such as [Z01]",
    ),
    "init.written": Message("已写入 {file}", "Written: {file}"),
    "init.schema-too": Message(
        "已写入 {file}，供编辑器提示和检查",
        "Written: {file} (editors use it to complete and check)",
    ),
    "init.fill-in": Message(
        "请用文本编辑器打开 {file}，逐项填写后保存",
        "Open {file} in a text editor, fill in each entry and save it",
    ),
    "init.fill-in-form": Message(
        "请用 Excel 或 WPS 打开 {file}，填写黄色的格子后保存",
        "Open {file} in Excel or WPS, fill in the yellow cells and save it",
    ),
    "init.then": Message(
        "填好后运行：plancheck validate {file}{plan}", "Then run: plancheck validate {file}{plan}"
    ),
    "init.roster-then": Message(
        "填好后运行：plancheck init --roster {file}{plan}{as} -o 文件夹，为每个单位写一份待填的报告",
        "Then run: plancheck init --roster {file}{plan}{as} -o FOLDER (writes a report for each to fill in)",
    ),
    "init.forms": Message(
        "已写入 {folder}：待填的报告{count}份",
        "Written to {folder}: {count:report|reports} to fill in",
    ),
    "init.forms-same": Message(
        "原有{count}份尚未填写，未改动",
        "Already there, still blank and left as they are: {count}",
    ),
    "init.forms-left": Message(
        "原有{count}份与待填的报告不同（可能已填写），未改动：{names}",
        "Already there, different (perhaps filled in) and left as they are: {count} ({names})",
    ),
    "init.forms-send": Message(
        "请将各份发给填报单位填写，收回后仍放在此文件夹中",
        "Send each to its office to be filled in, and put them back into this folder",
    ),
    "init.forms-then": Message(
        "收齐后运行：plancheck validate {folder}{plan} --roster {roster} --expect {roster}",
        "Then run: plancheck validate {folder}{plan} --roster {roster} --expect {roster}",
    ),
    # --- a roster to be filled in ---
    "template.roster-title": Message(
        "{title}：名册，共{count}个填报单位", "{title}: a roster with {count:entry|entries}"
    ),
    "template.roster-blank": Message(
        "请逐个填写，键名不改；留空的视为未注明，相关任务要求可能待核实",
        "Fill in each entry and keep the keys; what is blank is not stated, and what depends on it may need review",
    ),
    "template.roster-tier": Message("类别，填 {known}", "{known}"),
    "template.roster-known-tier": Message("{tier}（{title}）", "{tier} ({title})"),
    "template.roster-designated": Message(
        "被指定承担的任务，如 [{example}]；未被指定的填 []；可指定的有：{names}",
        "obligations one is designated for, such as [{example}]; [] if none; all possible: {names}",
    ),
    "template.roster-classes": Message(
        "所属的单位属性，如 [{example}]；都不属于的填 []",
        "the classes one is in, such as [{example}]; [] if none",
    ),
    "template.roster-numbers": Message(
        "与填报数相比的数，如 {example}",
        "the numbers that reports are held against, such as {example}",
    ),
    "template.roster-allotments": Message(
        "另一计划下达的计划数及文号，如 {example}",
        "allotted numbers, which another plan sets, and the document number, such as {example}",
    ),
    "template.roster-units": Message(
        "须分别填报的单位名称，如 {{{example}: [示例基地]}}；没有此类单位的填 {{{example}: []}}",
        "names of the units that report separately, such as {{{example}: [Example base]}}; {{{example}: []}} if there is none",
    ),
    "template.roster-source": Message("依据的文号", "the number of the document with these facts"),
    "template.roster-report_by": Message(
        "报送期限，如 {day}", "the day by which reports are due, such as {day}"
    ),
    "template.roster-correct_by": Message(
        "更正期限，如 {day}", "the day by which open points are to be corrected, such as {day}"
    ),
    # --- the configuration ---
    "config.syntax": Message("此处不符合 TOML 写法（{why}）", "not valid TOML ({why})"),
    "config.too-deep": Message(
        "键名的层级超过 {limit} 层；请缩短以点分隔的键名",
        "this key has more than {limit} levels; write fewer names between dots",
    ),
    "config.unknown": Message("没有配置项“{name}”{near}", 'no such setting: "{name}"{near}'),
    "config.wants-text": Message("{name} 应填写文字", "{name} must be a text"),
    "config.wants-texts": Message(
        '{name} 应为文字列表，例如 ["a", "b"]', '{name} must be a list of texts, such as ["a", "b"]'
    ),
    "config.wants-flag": Message("{name} 应为 true 或 false", "{name} must be true or false"),
    "config.wants-count": Message(
        "{name} 应为 1 至 64 的整数", "{name} must be a whole number from 1 to 64"
    ),
    "config.no-table": Message(
        "此文件没有 plancheck 的配置；请增加 [tool.plancheck] 一节",
        "no settings for plancheck in this file; add a table [tool.plancheck]",
    ),
    "config.outside": Message(
        "配置文件只能让输出写入其所在的文件夹；其他位置请用 --output",
        "a configuration file may write only to its own folder and below; use --output for other places",
    ),
    "config.not-set": Message("# {name} 未设定", "# {name} is not set"),
    "config.flag": Message("命令行", "command line"),
    "config.variable": Message("环境变量 {name}", "environment variable {name}"),
    "config.default": Message("默认值", "default"),
    # --- help ---
    "heading.usage": Message("用法：", "Usage: "),
    "heading.rest": Message("[选项]", "[options]"),
    "heading.rest-of-group": Message("[选项] 命令 [参数]...", "[options] command [arguments]..."),
    "heading.arguments": Message("参数：", "Arguments:"),
    "heading.options": Message("选项：", "Options:"),
    "heading.commands": Message("命令：", "Commands:"),
    "heading.examples": Message("示例：", "Examples:"),
    "heading.codes": Message("退出码：", "Exit codes:"),
    "group.reporting": Message("填报和核查：", "Reporting and checking:"),
    "group.authoring": Message("编写计划和开发：", "Plans and development:"),
    "group.province": Message("省份情况：", "About the province:"),
    "group.reports": Message("核查哪些报告：", "Reports to check:"),
    "group.failing": Message("何时不通过：", "When the check fails:"),
    "group.output": Message("输出：", "Output:"),
    "group.settings": Message("设置：", "Settings:"),
    "help.app": Message(
        "对照工作计划核查自查报告。", "Check self-assessment reports against a work plan."
    ),
    "examples.app": Message(
        "plancheck init --province 上海 --tier 1 -o 上海.xlsx\n"
        "plancheck validate 上海.xlsx\n"
        "plancheck explain 15.training --province 上海 --tier 1",
        "plancheck init --province Shanghai --tier 1 -o shanghai.xlsx\n"
        "plancheck validate shanghai.xlsx\n"
        "plancheck explain 15.training --province Shanghai --tier 1",
    ),
    "help.validate": Message(
        "核查自查报告，列出问题。\n每个结论都指明报告的行或单元格，以及计划的条款。",
        "Check reports and list what is open.\n"
        "Every verdict names the line or cell of the report and the clause of the plan.",
    ),
    "examples.validate": Message(
        "plancheck validate 上海.yaml --tier 1\n"
        "plancheck validate 报告 --roster 名册.yaml --expect all\n"
        "plancheck validate 报告 --as-of end --output html=结果.html",
        "plancheck validate shanghai.yaml --tier 1\n"
        "plancheck validate reports --roster roster.yaml --expect all\n"
        "plancheck validate reports --as-of end --output html=result.html",
    ),
    "codes.validate": Message(
        "0  符合要求或暂无逾期\n"
        "1  有未达标或未填报，或应报未报\n"
        "2  未能得出结论：参数、文件、计划或名册有误\n"
        "3  仅有待核实事项\n"
        "4  程序内部错误",
        "0  compliant or on track\n"
        "1  a fail or missing, or an expected report is absent\n"
        "2  no verdict: wrong usage, file, plan or roster\n"
        "3  nothing worse than review\n"
        "4  internal error",
    ),
    "help.list": Message("列出一个省份的任务要求。", "List the obligations of a province."),
    "examples.list": Message(
        "plancheck list-obligations --province 上海 --tier 1\n"
        "plancheck list-obligations --task 15\n"
        "plancheck list-obligations --level designated",
        "plancheck list-obligations --province Shanghai --tier 1\n"
        "plancheck list-obligations --task 15\n"
        "plancheck list-obligations --level designated",
    ),
    "codes.list": Message("0  完成\n2  参数或文件有误", "0  done\n2  wrong usage or file"),
    "help.init": Message(
        "生成待填的自查报告：Excel 表或 YAML。\n只列本单位的任务要求，逐项注明填法。\n"
        "有名册而不写 --province 的，为名册所列单位各写一份到 -o 的文件夹，不覆盖原有文件；"
        "--roster 后不写文件的，生成待填的名册。",
        "Create a report to be filled in: a form in Excel, or YAML.\n"
        "It lists only the obligations of one province, and says how to fill in each.\n"
        "With a roster and no --province, it writes one for each entry of the roster into the folder of -o, "
        "and replaces none; --roster without a file creates a roster to be filled in.",
    ),
    "examples.init": Message(
        "plancheck init --province 上海 --tier 1 -o 上海.xlsx\n"
        "plancheck init --province 上海 --roster 名册.yaml --keys zh -o 上海.yaml\n"
        "plancheck init --roster -o 名册.xlsx\n"
        "plancheck init --roster 名册.xlsx --as xlsx -o 待填",
        "plancheck init --province Shanghai --tier 1 -o shanghai.xlsx\n"
        "plancheck init --province Shanghai --roster roster.yaml -o shanghai.yaml\n"
        "plancheck init --roster -o roster.xlsx\n"
        "plancheck init --roster roster.xlsx --as xlsx -o forms",
    ),
    "codes.init": Message("0  完成\n2  参数或文件有误", "0  done\n2  wrong usage or file"),
    "help.explain": Message(
        "说明一项任务、要求或结论的依据。\n包括由谁承担、依据计划哪一句、如何核查。",
        "Explain a task or obligation: who must do what, the source text, and how it is judged.\n"
        "With --report it also explains the verdict.",
    ),
    "examples.explain": Message(
        "plancheck explain 15\n"
        "plancheck explain 15.training --province 上海 --tier 1\n"
        "plancheck explain 信息培训 --report 上海.yaml",
        "plancheck explain 15\n"
        "plancheck explain 15.training --province Shanghai --tier 1\n"
        "plancheck explain 15.training --report shanghai.yaml",
    ),
    "codes.explain": Message(
        "0  完成，不论结论如何\n2  名称、参数或文件有误",
        "0  done, whatever the verdict\n2  wrong name, usage or file",
    ),
    "help.verify": Message(
        "复核已保存的结果。\n按校验值认文件，重新核查，列出文件和结论有何变化。",
        "Check whether a stored result still holds.\n"
        "It tells files by their digests, checks them again, and names what changed.",
    ),
    "examples.verify": Message(
        "plancheck verify 结果.json 上海.yaml\n"
        "plancheck verify 结果.json 报告 名册.yaml 豁免.yaml\n"
        "plancheck verify 结果.jsonl 报告 --format json",
        "plancheck verify result.json shanghai.yaml\n"
        "plancheck verify result.json reports roster.yaml waivers.yaml\n"
        "plancheck verify result.jsonl reports --format json",
    ),
    "codes.verify": Message(
        "0  文件和结论均与结果一致\n1  有变化，已列明\n2  无法复核：参数、结果、计划或名册有误",
        "0  files and verdicts are the same\n"
        "1  something changed, and is named\n"
        "2  cannot be verified: wrong usage, result, plan or roster",
    ),
    "help.verify-result": Message(
        "已保存的结果（json 或 jsonl）", "a stored result (json or jsonl)"
    ),
    "help.verify-files": Message(
        "当时核查的自查报告、名册和豁免清单；可写文件夹",
        "the reports, roster and waivers that were checked; folders too",
    ),
    "help.verify-format": Message(
        "输出格式：{verification_formats}", "output format: {verification_formats}"
    ),
    "help.explain-name": Message(
        "任务或任务要求的编号或名称，如 15、15.training、信息培训",
        "task or obligation, by id or name, such as 15 or 15.training",
    ),
    "help.report": Message(
        "自查报告：说明其结论的来由", "report: explain how its verdict came about"
    ),
    "help.explain-source": Message(
        "计划原文（文本文件）：显示完整的句子",
        "your own copy of the official text, a text file: show the full sentences",
    ),
    "help.explain-format": Message(
        "输出格式：{explanation_formats}", "output format: {explanation_formats}"
    ),
    "help.schema": Message(
        "输出文件格式（JSON Schema）。\n供编辑器提示和其他程序检查；给出省份或类别时，仅提示该省的任务要求。",
        "Print the format of a file (JSON Schema).\n"
        "Editors and other programs use it. With a province or a tier it offers only the obligations of that province.",
    ),
    "examples.schema": Message(
        "plancheck schema report -o report.schema.json\n"
        "plancheck schema report --province 上海 --tier 1",
        "plancheck schema report -o report.schema.json\n"
        "plancheck schema report --province Shanghai --tier 1",
    ),
    "codes.schema": Message("0  完成\n2  参数或文件有误", "0  done\n2  wrong usage or file"),
    "help.schema-kind": Message(
        "文件种类：report 自查报告、plan 规则集、roster 名册、waivers 豁免清单、result 核查结果",
        "kind of file: report, plan, roster, waivers or result",
    ),
    "help.convert": Message(
        "在 YAML 与 Excel 之间转换自查报告。\n后缀决定方向：.yaml 与 .xlsx 互转，内容不变；不覆盖已有文件，除非加 --force。",
        "Convert a report between YAML and Excel.\n"
        "The endings decide: .yaml to .xlsx or back, without loss; an existing file stays unless --force is given.",
    ),
    "examples.convert": Message(
        "plancheck convert 上海.yaml 上海.xlsx\nplancheck convert 上海.xlsx 上海.yaml",
        "plancheck convert report.yaml report.xlsx\nplancheck convert report.xlsx report.yaml",
    ),
    "codes.convert": Message("0  完成\n2  参数或文件有误", "0  done\n2  wrong usage or file"),
    "help.convert-in": Message("要转换的报告", "the report to convert"),
    "help.convert-out": Message("写入此文件", "the file to write"),
    "help.convert-force": Message("覆盖已有文件", "replace an existing file"),
    "help.init-as": Message(
        "文件类型（默认：按 -o 的后缀，否则 yaml）",
        "the kind of file (default: as the end of -o says, else yaml)",
    ),
    "help.fmt": Message(
        "统一自查报告的写法，不改变内容。\n统一顺序、键名、名称、日期和数字的写法，保留注释。",
        "Rewrite reports in a standard layout without changing their meaning.\n"
        "Order, keys, names, dates and numbers get one form; comments stay.",
    ),
    "examples.fmt": Message(
        "plancheck fmt 上海.yaml\nplancheck fmt --diff 上海.yaml\nplancheck fmt --check 报告\n"
        "plancheck fmt --fix --diff 上海.yaml",
        "plancheck fmt shanghai.yaml\n"
        "plancheck fmt --diff shanghai.yaml\n"
        "plancheck fmt --check reports\n"
        "plancheck fmt --fix --diff shanghai.yaml",
    ),
    "codes.fmt": Message(
        "0  完成\n1  有文件须改写（仅 --check）\n2  有文件不可用",
        "0  done\n1  a file would change (--check only)\n2  a file cannot be used",
    ),
    "help.fmt-check": Message(
        "不改写，只列出须改写的文件", "write nothing; name the files that would change"
    ),
    "help.fmt-diff": Message("不改写，只显示会如何修改", "write nothing; show what would change"),
    "help.fmt-fix": Message(
        "只改正键盘误输（全角冒号、逗号和括号，制表符，冒号后缺空格，文件名多出 .txt），其余不动；先用 --fix --diff 查看",
        "only correct typing mistakes: full-width signs and blanks, tabs, no blank after a colon, .yaml.txt; see "
        "them first with --fix --diff",
    ),
    "help.fmt-keys": Message(
        "键名用 en 或 zh；keep（默认）保持原样",
        "language of the keys: en or zh; keep (default) leaves it",
    ),
    "help.plan-group": Message(
        "起草、检查、对照、比较、导出规则集。",
        "Draft, check, trace, compare and export rule sets.",
    ),
    "examples.plan-group": Message(
        "plancheck plan check 计划.yaml\nplancheck plan trace 计划.yaml --source 原文.txt",
        "plancheck plan check plan.yaml\nplancheck plan trace plan.yaml --source text.txt",
    ),
    "help.plan-init": Message(
        "由计划原文起草规则集，或写出空白计划。\n"
        "只写原文印明的内容；不能确定的写成 open，并在文件中提问。没有 --source 的，写出附有各种要求示例的空白计划。",
        "Draft a rule set from the official text of a plan, or write a blank one.\n"
        "It writes what the text prints; what the text does not settle is open, with a question in the file. "
        "Without --source it writes a blank plan with a sample of each kind of requirement.",
    ),
    "examples.plan-init": Message(
        "plancheck plan init --source 原文.txt -o 计划.yaml\n"
        "plancheck plan init --source 原文.txt -o 计划.yaml --year 2027 --tiers 大型单位,小型单位\n"
        "plancheck plan init --source 原文.txt -o 计划.yaml --like 上年计划.yaml\n"
        "plancheck plan init --title 2027年工作要点 -o 计划.yaml --year 2027 --tiers 一类市,二类市",
        "plancheck plan init --source text.txt -o plan.yaml\n"
        "plancheck plan init --source text.txt -o plan.yaml --year 2027 --tiers large,small\n"
        "plancheck plan init --source text.txt -o plan.yaml --like last-year.yaml\n"
        "plancheck plan init --title 'Plan for 2027' -o plan.yaml --year 2027 --tiers large,small",
    ),
    "codes.plan-init": Message(
        "0  已写出草案\n2  没有找到任务，或不能写出",
        "0  the draft was written\n2  no task was found, or the draft cannot be written",
    ),
    "help.plan-init-file": Message(
        "写入此文件，不覆盖已有文件（默认：标准输出）",
        "write to this file, never over one that is there (default: standard output)",
    ),
    "help.plan-init-title": Message(
        "空白计划的标题，用以代替 --source", "title of a blank plan, in the place of --source"
    ),
    "help.plan-init-year": Message(
        "计划期的年份（默认：标题的年份）",
        "year of the plan period (default: that in the title)",
    ),
    "help.plan-init-tiers": Message(
        "填报单位的各类别，如 大型单位,小型单位（默认：原文的一类、二类等）",
        "tiers, such as large,small (default: those that the text numbers)",
    ),
    "help.plan-init-subjects": Message(
        "填报单位名单（默认：原文写省份的为各省份，其他不限）",
        "list of subjects (default: the provinces where the text names provinces, else anyone)",
    ),
    "help.plan-init-like": Message(
        "沿用此规则集中仍然成立的任务要求的编号、名称、说明和指标",
        "take ids, names, words and metrics of this earlier rule set wherever its obligations still stand",
    ),
    "plan-init.written-like": Message(
        "已写出 {file}（草案）：任务{tasks}项，本{noun}任务要求{obligations}项，其中沿用{carried}项，待定和请核{questions}处。",
        "Written: {file} (draft): {tasks:task|tasks}, {obligations:obligation|obligations} per {noun} "
        "({carried} as before), {questions:question|questions} to settle.",
    ),
    "plan-init.like-of-text": Message(
        "--like 须与 --source 一起使用：沿用的内容取决于原文",
        "--like needs --source: the text decides what is taken from the earlier rule set",
    ),
    "plan-init.like-draft": Message(
        "原规则集还是草案，不能沿用；请先完成 → plancheck plan check {file}",
        "the earlier rule set is still a draft, so nothing can be taken from it; finish it first → plancheck plan check {file}",
    ),
    "plan-init.like-untraced": Message(
        "原规则集没有计划原文的校验值，无法确定哪些内容未变；请先对照 → plancheck plan trace {file} --source 原文.txt --seal",
        "the earlier rule set has no checksums of its text, so what is still the same is not known; trace it first → plancheck plan trace {file} --source text.txt --seal",
    ),
    "plan-init.like-language": Message(
        "原规则集没有中文（languages），而草案用中文写；请用有中文的规则集",
        "a draft is in Chinese, and the earlier rule set (languages) is not; use one that is",
    ),
    "usage.year": Message(
        "--year 应为四位年份，现为 {written}", "--year must be a year of four digits, not {written}"
    ),
    "plan-init.written": Message(
        "已写出 {file}（草案）：任务{tasks}项，本{noun}任务要求{obligations}项，待定和请核{questions}处。",
        "Written: {file} (draft): {tasks:task|tasks}, {obligations:obligation|obligations} per {noun}, "
        "{questions:question|questions} to settle.",
    ),
    "plan-init.then": Message(
        "下一步：plancheck plan check {file}", "Next: plancheck plan check {file}"
    ),
    "plan-init.blank": Message(
        "已写出 {file}（草案）：照文中的示例填写。",
        "Written: {file} (draft). Fill it in like the samples in it.",
    ),
    "plan-init.same-tier": Message(
        "--tiers 中的“{name}”写了两次；请删去一个",
        '--tiers has "{name}" twice; remove one',
    ),
    "plan-init.title-of-text": Message(
        "--title 只用于空白计划；用 --source 起草时取原文的标题",
        "--title is for a blank plan; with --source the title is that of the text",
    ),
    "help.plan-check": Message(
        "检查规则集，逐处指出问题和待定之处，说明进展和下一步。",
        "Check a rule set: its weaknesses and open questions by line, how far it is, and what comes next.",
    ),
    "examples.plan-check": Message(
        "plancheck plan check 计划.yaml\nplancheck plan check 计划.yaml --source 原文.txt",
        "plancheck plan check plan.yaml\nplancheck plan check plan.yaml --source text.txt",
    ),
    "codes.plan-check": Message(
        "0  没有问题\n1  有问题或待定，或还是草案\n2  规则集不可用",
        "0  no weakness\n1  weaknesses or questions, or still a draft\n2  the rule set cannot be used",
    ),
    "help.plan-trace": Message(
        "对照计划原文，证明规则集与其一致。\n原文每一条都有对应；规则集的每个数、类别、期限和部门都印在所引之处。",
        "Prove a rule set against the official text.\n"
        "Every clause has its obligation, and every number, tier, level, deadline and department is printed where the "
        "rule set says.",
    ),
    "examples.plan-trace": Message(
        "plancheck plan trace --source 原文.txt\nplancheck plan trace 计划.yaml --source 原文.txt --seal",
        "plancheck plan trace --source text.txt\nplancheck plan trace plan.yaml --source text.txt --seal",
    ),
    "codes.plan-trace": Message(
        "0  完全对应\n1  有出入\n2  无法对照",
        "0  complete\n1  not complete\n2  they cannot be compared",
    ),
    "help.plan-file": Message(
        "计划文件（默认：配置中的计划，未配置则为 2014 年计划）",
        "plan file (default: the configured one, else the 2014 plan)",
    ),
    "help.plan-diff": Message(
        "比较两个规则集。\n列出新增、删去和改变的任务要求，以及已有报告的结论会如何变化。",
        "Compare two rule sets.\n"
        "It lists obligations that are new, dropped or changed, and the verdicts on stored reports that would change.",
    ),
    "examples.plan-diff": Message(
        "plancheck plan diff 旧.yaml 新.yaml\nplancheck plan diff 旧.yaml 新.yaml --reports 报告",
        "plancheck plan diff old.yaml new.yaml\nplancheck plan diff old.yaml new.yaml --reports reports",
    ),
    "codes.plan-diff": Message(
        "0  没有不同\n1  有不同\n2  无法比较",
        "0  no difference\n1  some differences\n2  they cannot be compared",
    ),
    "help.plan-before": Message("原来的计划文件", "earlier plan file"),
    "help.plan-now": Message("现在的计划文件", "present plan file"),
    "help.diff-reports": Message(
        "已有报告：文件、文件夹或通配符", "stored reports: file, folder or pattern"
    ),
    "help.plan-export": Message(
        "导出规则集，供分析、阅读或其他系统使用。",
        "Export a rule set for analysis, for reading or for other systems.",
    ),
    "examples.plan-export": Message(
        "plancheck plan export --format csv\nplancheck plan export 计划.yaml --format html",
        "plancheck plan export --format csv\nplancheck plan export plan.yaml --format html",
    ),
    "codes.plan-export": Message(
        "0  完成\n2  规则集不可用", "0  done\n2  the rule set cannot be used"
    ),
    "help.export-format": Message("输出格式：{plan_formats}", "output format: {plan_formats}"),
    "help.source": Message(
        "计划原文（自备的文本文件）", "your own copy of the official text, a text file"
    ),
    "help.seal": Message(
        "全部一致后，将此原文的校验值写入规则集的 source，其余内容不变",
        "once all of it agrees, write the checksums of the text into the rule set and change nothing else",
    ),
    "help.check-source": Message(
        "计划原文（自备的文本文件），一并与之对照",
        "your own copy of the official text, to trace the rule set as well",
    ),
    "help.trace-format": Message("输出格式：{trace_formats}", "output format: {trace_formats}"),
    "help.keys": Message(
        "键名用 en 或 zh（默认 en）", "language of the keys: en or zh (default: en)"
    ),
    "help.file": Message(
        "写入此文件（默认：标准输出）", "write to this file (default: standard output)"
    ),
    "help.init-file": Message(
        "写入此文件或文件夹（默认：标准输出）",
        "write to this file or folder (default: standard output)",
    ),
    "help.reports": Message(
        "报告文件、文件夹、通配符；- 为标准输入",
        "report files, folders or patterns; - is standard input",
    ),
    "help.tier": Message("类别，如 1、2、3 或一类、二类、三类", "tier, such as 1, 2 or 3"),
    "help.province": Message(
        "填报单位：名称或代码，如 上海、Shanghai、CN-SH、310000",
        "reporting province: name or code (上海, Shanghai, CN-SH)",
    ),
    "help.roster": Message(
        "名册文件：各省的类别、指定任务和计划数",
        "roster file: tiers, designations and allotted numbers",
    ),
    "help.waivers": Message("豁免清单文件", "waivers file"),
    "help.plan": Message("计划文件（默认：2014 年计划）", "plan file (default: the 2014 plan)"),
    "help.as-of": Message(
        "统计截止日期：如 2014-06-30；end 为计划期末；report（默认）为报告所写，未写的为计划期末",
        "as-of date, such as 2014-06-30; end: the last day of the plan period; report (default): the date in the "
        "report, else end",
    ),
    "help.format": Message("输出格式：{formats}", "output format: {formats}"),
    "help.list-format": Message("输出格式：{listing_formats}", "output format: {listing_formats}"),
    "help.output": Message(
        "另将某种格式写入文件，如 sarif=out.sarif；{file_formats} 只能这样输出（可重复）",
        "also write a format to a file, such as sarif=out.sarif; the only way to write {file_formats} (repeatable)",
    ),
    "help.files-from": Message(
        "从此文件读取报告路径，每行一个；- 为标准输入",
        "read report paths from this file, one per line; - is standard input",
    ),
    "help.nul": Message(
        "路径以 NUL 分隔，如 git diff -z 的输出", "paths end in NUL, as git diff -z writes them"
    ),
    "help.expect": Message(
        "应报单位：all 为全部，或为名册、名单文件；有应报未报的，退出码为 1",
        'who must report: "all", a roster, or a list with one name per line; exit code 1 if a report is absent',
    ),
    "help.baseline": Message(
        "与上次结果（--format json 的输出）比较；有多份时以日期最近的为准（可重复）",
        "compare with an earlier result, written by --format json; of several the latest counts (repeatable)",
    ),
    "help.fail-on": Message(
        "any（默认）：全部问题计入退出码；new：只计新增问题，以及上次有报告而这次没有的单位",
        "any (default): every open point counts for the exit code; new: only new ones, and provinces whose report is gone",
    ),
    "help.show": Message(
        "表格和页面显示多少：open 只列需处理的，asked 列出要求本单位的（一份报告的默认；多份默认为总览），"
        "all 列出全部",
        "how much tables and pages show: open, what has to be done; asked, what is asked "
        "(default for one report; for several an overview); all, everything",
    ),
    "help.jobs": Message("同时使用的进程数（默认 1）", "number of processes (default: 1)"),
    "help.config": Message(
        "配置文件（默认：向上查找 plancheck.toml 或 pyproject.toml）",
        "configuration file (default: plancheck.toml or pyproject.toml, searched upward)",
    ),
    "help.no-config": Message("不使用配置文件", "use no configuration file"),
    "help.show-config": Message(
        "显示每个选项的值及其来源，然后退出",
        "show the value of each option and its origin, then exit",
    ),
    "help.lang": Message(
        "语言（默认取 PLANCHECK_LANG，未设则为 zh）", "language (default: PLANCHECK_LANG, else zh)"
    ),
    "help.allow-review": Message(
        "仅有待核实事项时，退出码为 0", "exit with 0 if nothing is worse than review"
    ),
    "help.require-evidence": Message(
        "达标须附佐证材料，未附的为待核实", "a pass without evidence needs review"
    ),
    "help.exclude": Message(
        "排除与此通配符相符的文件和文件夹（可重复）",
        "leave out files and folders that match this pattern (repeatable)",
    ),
    "help.encoding": Message(
        "文件编码（默认 utf-8）；gb18030 也能读取 UTF-8 文件",
        "encoding of the files (default: utf-8); gb18030 reads UTF-8 files too",
    ),
    "help.task": Message("仅列此任务，如 15（可重复）", "only this task, such as 15 (repeatable)"),
    "help.level": Message(
        "仅列此性质：mandatory（必做）、optional（选做）、designated（指定）、allotted（下达计划数）",
        "only this level: mandatory, optional, designated, or allotted (mandatory once a number is allotted)",
    ),
    "help.version": Message("显示版本和规则集", "show the version and the rule set"),
    "help.install-completion": Message(
        "为当前的命令行界面安装命令补全", "install completion for the current shell"
    ),
    "help.show-completion": Message(
        "输出命令补全脚本，供自行安装", "print the completion script, to install it yourself"
    ),
    "help.debug": Message("程序内部出错时显示细节", "show the details of an internal error"),
    "help.help": Message("显示本说明", "show this help"),
    "usage.fix-keys": Message(
        "--fix 只改正键盘误输，不能与 --keys 同用；请分两次运行",
        "--fix only corrects typing mistakes and cannot be used with --keys; run fmt twice",
    ),
    "fmt.fixed": Message("{path}：已改正", "{path}: fixed"),
    "usage.shell": Message(
        "无法为此命令行界面提供命令补全；支持 bash、zsh、fish、powershell 和 pwsh",
        "completion is not available for this shell; bash, zsh, fish, powershell and pwsh are supported",
    ),
    # --- what a report to be filled in says of itself and of what is not done ---
    "template.prepared_by": Message("填报人", "who filled in this report"),
    "template.reviewed_by": Message("审核人", "who reviewed it"),
    "template.submitted": Message("报送日期，如 {day}", "the day it is sent in, such as {day}"),
    "template.remarks": Message("对整份报告的备注", "a remark on the whole report"),
    "template.unfinished": Message(
        "未完成的，可在该项下增填 {reason} 和 {next_steps}，说明原因和打算",
        "where something is not completed, add {reason} and {next_steps}: why, and what comes next",
    ),
}
