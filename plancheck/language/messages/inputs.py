"""What is wrong with a report, a roster or waivers, and with what is asked for."""

from plancheck.language.message import Message

MESSAGES = {
    # --- facts that contradict the plan or each other ---
    "file.other-plan": Message(
        "这个文件是针对计划 {stated} 的，现在核查的是 {plan}；请改计划编号，或用 --plan 给出该计划",
        "this file is for the plan {stated}, and the plan in use is {plan}; correct the plan id, or name that plan "
        "with --plan",
    ),
    "file.other-kind": Message(
        "这是{given}，不是{wanted}；请改用{wanted}文件",
        "this is a {given}, not a {wanted}; name a {wanted}",
    ),
    "filekind.plan": Message("规则集", "rule set"),
    "filekind.roster": Message("名册", "roster"),
    "filekind.waivers": Message("豁免清单", "list of waivers"),
    "filekind.report": Message("自查报告", "report"),
    "filekind.result": Message("核查结果", "result"),
    "facts.no-tier-fits": Message(
        "没有哪一类省份可以同时被指定这些任务：{obligations}",
        "no tier can be designated for all of these: {obligations}",
    ),
    "facts.no-units": Message(
        "{obligation} 不按单位计数，不能列单位",
        "{obligation} is not counted per unit, so none can be listed",
    ),
    "facts.blank-unit": Message(
        "单位名称没有文字或数字；请填写单位名称或删去",
        "the name of a unit has no letter or digit; write the name of the unit or delete it",
    ),
    "facts.unit-twice": Message(
        "单位“{unit}”与第{first}行的单位同名；请写明区别，或只保留一处",
        'the unit "{unit}" has the name of the one on line {first}; tell the two apart, or delete one',
    ),
    "facts.not-in-tier": Message(
        "{obligation} 只能指定{within}，{tier}不能被指定；请核对类别或指定任务",
        "for {obligation} only these can be designated: {within}; not a {tier}. Check the tier or the designation",
    ),
    "facts.not-designable": Message(
        "{obligation} 不是由指定省份承担的任务，不能写在指定任务里",
        "{obligation} is not a duty one is designated for",
    ),
    "facts.not-allotted": Message(
        "{obligation} 没有另行分配的数量；请删去",
        "no number is allotted for {obligation}; leave it out",
    ),
    "facts.allotment": Message(
        "“{key}”下应写计划数；请写成 {key}: {{{metric}: 160}}",
        '"{key}" must state the allotted number; write {key}: {{{metric}: 160}}',
    ),
    "facts.allotment-or-none": Message(
        "“{key}”下应写计划数；请写成 {key}: {{{metric}: 160}}，未下达计划数的写 {key}: 无",
        '"{key}" must state the allotted number; write {key}: {{{metric}: 160}}, '
        "or {key}: none if no number is allotted",
    ),
    "facts.bare-number": Message(
        "请写明“{written}”是什么数：{obligation}: {{{metric}: {number}}}",
        'state what "{written}" counts: {obligation}: {{{metric}: {number}}}',
    ),
    "facts.zero": Message(
        "{obligation} 的计划数不能是 0；请填写下达的计划数，不知道的请删去",
        "the number allotted for {obligation} cannot be 0; state the number, or leave it out while it is not known",
    ),
    "facts.zero-or-none": Message(
        "{obligation} 的计划数不能是 0；未下达计划数的写 {obligation}: 无",
        "the number allotted for {obligation} cannot be 0; write {obligation}: none if none is allotted",
    ),
    "facts.must-be-allotted": Message(
        "{obligation} 必做，数量另行分配，不能写没有；还不知道数量就不要写",
        "{obligation} is owed in any case and its number is allotted; leave it out while it is not known",
    ),
    "facts.subject-conflict": Message(
        "报告写的是{subject}，而要核查的是{asked_subject}",
        "the report is by {subject}, but {asked_subject} was asked for",
    ),
    "facts.designation-conflict": Message(
        "报告写的指定任务是 {stated}，名册是 {listed}；请先核对一致",
        "the report states the designations {stated}, the roster {listed}; settle which is right",
    ),
    "facts.tier-conflict": Message(
        "{from}写的是{tier}，{other_from}是{other}；请先核对一致",
        "{from} says {tier}, {other_from} says {other}; settle which is right",
    ),
    # --- the report cannot be ---
    "report.other-kind": Message(
        "这是{given}，不是自查报告；名册用 --roster、豁免用 --waivers、计划用 --plan 给出",
        "this is a {given}, not a report; pass a roster with --roster, waivers with --waivers, a plan with --plan",
    ),
    "report.other-shape": Message(
        "内容是{given}，不是自查报告；请写明 format: plancheck.{given_id}/1",
        "this is a {given}, not a report; write format: plancheck.{given_id}/1",
    ),
    "report.bare-number": Message(
        "请写明“{written}”是什么数：{obligation}: {{{metric}: {number}}}",
        'state what "{written}" counts: {obligation}: {{{metric}: {number}}}',
    ),
    "report.key-not-here": Message(
        "{obligation} 不填“{key}”",
        '{obligation} takes no "{key}"',
    ),
    "report.needs-unit": Message(
        "{obligation} 按每个{unit_name}分别填报：{units}: {{名称: {{{key}: 6}}}}",
        "{obligation} is reported for each {unit_name}: {units}: {{name: {{{key}: 6}}}}",
    ),
    "report.other-metric": Message(
        "{obligation} 的数量请写“{wanted}”，不是“{key}”",
        'the number of {obligation} is called "{wanted}", not "{key}"',
    ),
    "report.two-subjects": Message(
        "“省份”和“填报单位”只能写一个；请删去其中一个",
        "state a province or a subject, not both; delete one of them",
    ),
    "report.no-provinces": Message(
        "这个计划不以省份为填报单位；请改写 subject",
        "this plan is not about provinces; state subject instead",
    ),
    "report.national-tier": Message(
        "计划的发布单位没有类别；请不要给出类别",
        "the plan's issuer has no tier; leave the tier out",
    ),
    "report.blank-unit": Message(
        "单位名称没有文字或数字；请填写单位名称",
        "the name of a unit has no letter or digit; write the name of the unit",
    ),
    "report.nothing-asked": Message(
        "这个计划没有对它提出任何要求，没有可核查的内容",
        "the plan asks nothing of it, so there is nothing to check",
    ),
    "report.national-facts": Message(
        "计划的发布单位不会被指定，也没有分配数；请删去",
        "the plan's issuer is not designated and nothing is allotted to it; leave this out",
    ),
    "report.as-of-early": Message(
        "截止日期 {as_of} 早于计划开始的 {from}，那时什么都不到期，核查没有意义",
        "the date {as_of} is before the plan begins on {from}, when nothing can be due yet",
    ),
    "report.empty-record": Message(
        "台账里这一条没有名称也没有日期；请填写或删去",
        "this record of the ledger has neither a name nor a date; fill it in or delete it",
    ),
    "report.record-blank-name": Message(
        "“{key}”没有文字或数字，不能作为台账条目的名称；请填写名称",
        '"{key}" has no letter or digit, so it does not name the record; write its name',
    ),
    "report.record-no-name": Message(
        "{obligation} 的台账按名称计数，此条目没有名称；请填写名称或删去",
        "the ledger of {obligation} is counted by name, and this record has no name; write its name or delete it",
    ),
    "report.record-amount": Message(
        "{obligation} 的台账按条计数，台账条目不填“{key}”；请删去",
        'the ledger of {obligation} counts each record as one, so a record takes no "{key}"; delete it',
    ),
    "report.record-no-amount": Message(
        "台账条目未填“{wanted}”，台账无法合计；请填写，例如 {wanted}: 40",
        'this record of the ledger does not state "{wanted}", so the ledger has no total; add it, such as {wanted}: 40',
    ),
    "report.record-other-amount": Message(
        "台账条目与第{first}行的名称、日期、主办单位相同，数量不同（{amount}、{other}）；请更正数量或写明区别",
        "this record has the name, date and host of the one on line {first}, but another amount ({amount}, not {other}); "
        "correct the amount or tell the two apart",
    ),
    "report.no-subject": Message(
        "没有写是哪个省份；请写“省份: 名称”（province），或用 --province 给出",
        "it does not say whose report this is; write province: NAME or pass --province",
    ),
    # --- waivers, runs and requests ---
    "waivers.blank": Message(
        "“{key}”没有文字或数字；请填写",
        '"{key}" has no letter or digit; fill it in',
    ),
    "waivers.no-document": Message(
        "“{key}”是“{written}”，不是批准文件；请填写文件名称或文号",
        '"{key}" is "{written}", which names no document; write its title or number',
    ),
    "waivers.until-far": Message(
        "有效期至 {until}，比计划期末 {to} 晚{years}年以上；请核对年份",
        "the waiver holds until {until}, more than {years} years after the plan period ends on {to}; check the year",
    ),
    "waivers.twice": Message(
        "{subject} 的 {obligation} 在第 {first} 行已经有豁免",
        "{subject} already has a waiver for {obligation} on line {first}",
    ),
    "waivers.unused": Message(
        "{subject} 的 {obligation} 结论是“{verdict}”，不需要豁免；请删去这一条",
        '{subject} needs no waiver for {obligation}, the verdict is "{verdict}"; delete it',
    ),
    "run.nothing": Message(
        "没有可核查的自查报告",
        "there is no report to check",
    ),
    "run.no-match": Message(
        "没有文件与此通配符相符；请核对路径",
        "no file matches this pattern; check the path",
    ),
    "problems.more": Message(
        "问题过多：从此处起另有 {count} 处未逐条列出；请先改正已列出的问题，再核查一次",
        "too many problems: {count} more from here on are not listed; correct those listed, then check again",
    ),
    "run.list-not-a-file": Message(
        "文件清单须为普通文件；管道或命令的输出请从标准输入读取（--files-from -）",
        "the list of files must be a regular file; read a pipe or the output of a command from standard input (--files-from -)",
    ),
    "run.list-too-large": Message(
        "文件清单超过 {limit} 字节，未读取；请分成几份清单，分次核查",
        "the list of files is larger than {limit} bytes and was not read; split it and check each part",
    ),
    "run.no-room": Message(
        "临时文件写入失败（{why}）；请清理临时目录，或将环境变量 TMPDIR 设为有空间的目录",
        "temporary files could not be written ({why}); free space in the temporary folder, or set TMPDIR to a folder that has some",
    ),
    "run.no-processes": Message(
        "没法另开进程来核查（{why}）；请减小 --jobs，或去掉它",
        "no processes can be had for the work ({why}); use a smaller --jobs, or none",
    ),
    "run.process-lost": Message(
        "一个核查进程中途没有了（可能内存不够），没有得出结论；请减小 --jobs，或去掉它",
        "a process at work was lost, perhaps for want of memory; no verdict. Use a smaller --jobs, or none",
    ),
    "run.list-unreadable": Message(
        "文件清单读不了（{why}）",
        "the list of files cannot be read ({why})",
    ),
    "run.list-nul": Message(
        "清单以 NUL 分隔；请加上 -z",
        "the names in this list end in NUL; pass -z",
    ),
    "run.list-utf16": Message(
        "清单是 UTF-16，无法按 NUL 分隔；请改存为 UTF-8，或每行写一个文件名并去掉 -z",
        "the list is in UTF-16 and cannot be split at NUL; save it in UTF-8, or write one name a line and leave out -z",
    ),
    "run.list-quotes": Message(
        "此行引号或转义不完整；应为 git 的写法，或用 -z 以 NUL 分隔",
        "the quotes or escapes of this line are not git's; write them so, or separate names with NUL and pass -z",
    ),
    "run.nobody-expected": Message(
        "这份名单里没有填报单位；请每行写一个，或给出名册",
        "this list names nobody; write one name a line, or name a roster",
    ),
    "page.set-by-file": Message("{path} 设定：{settings}", "set by {path}: {settings}"),
    "page.set-by-environment": Message(
        "环境变量设定：{settings}", "set by environment variables: {settings}"
    ),
    "page.setting": Message("{name} = {value}（第{line}行）", "{name} = {value} (line {line})"),
    "page.variable": Message("{name}={value}", "{name}={value}"),
    "run.same-subject": Message(
        "{subject}有不止一份自查报告（另见 {other}）；请只保留一份",
        "{subject} has more than one report (see also {other}); keep only one",
    ),
    "usage.config-both": Message(
        "--config 和 --no-config 只能用一个", "--config and --no-config cannot both be given"
    ),
    "usage.nul-alone": Message(
        "-z 说明清单的写法，要和 --files-from 一起用",
        "-z says how a list is written and needs --files-from",
    ),
    "usage.exclude-empty": Message(
        "--exclude 的通配符是空的，会排除所有文件；请写名称（如 old）或路径（如 reports/old）",
        "the pattern of --exclude is empty and would leave out everything; give a name such as old, or a path such as "
        "reports/old",
    ),
    "usage.output": Message(
        "--output 要写成 格式=文件，例如 sarif=out.sarif；现在是“{written}”",
        '--output is written NAME=FILE, such as sarif=out.sarif, not "{written}"',
    ),
    "usage.output-twice": Message(
        "--output {name} 写了两次；每种格式只写一个文件",
        "--output {name} is given twice; each format goes to one file",
    ),
    "usage.jobs": Message(
        "--jobs 要填 1 至 64 的整数，现在是“{written}”",
        '--jobs takes a whole number from 1 to 64, not "{written}"',
    ),
    "usage.fail-on-new": Message(
        "--fail-on new 要有 --baseline 才能比较",
        "--fail-on new compares with a --baseline, and none is given",
    ),
    "usage.expect-all": Message(
        "这个计划没有填报单位名单，--expect 须给出名册文件",
        "this plan has no list of those who report: --expect needs a roster",
    ),
    "log.rest": Message(
        "另有 {count} 项未列为注释（{kinds}），见日志",
        "{count} more are not shown as annotations ({kinds}), see the log",
    ),
    "log.skipped": Message("未核查的其他文件 {count} 个", "other files, not checked: {count}"),
    "log.rules": Message("规则集 {id} sha256 {sha256}", "rule set {id} sha256 {sha256}"),
    "log.summary": Message("各份报告见作业摘要", "the job summary shows each report"),
    "log.rest-title": Message("其余 {count} 项", "{count} more"),
    "kind.problem": Message("文件问题", "problem"),
    "kind.report": Message("报告不符合要求", "report not compliant"),
    "kind.fail": Message("未达标", "fail"),
    "kind.missing": Message("未填报", "missing"),
    "kind.absent": Message("应报未报", "not reported"),
    "kind.review": Message("待核实", "review"),
    "run.absent": Message(
        "{subject}应报而未报自查报告",
        "{subject} has to hand in a report and has not",
    ),
    "run.empty-folder": Message(
        "这个文件夹里没有 .yaml 或 .yml 文件，没有可核查的报告",
        "the folder has no .yaml or .yml file, so there is nothing to check",
    ),
    "run.link-outside": Message(
        "链接指向所给文件夹之外或隐藏的文件，不予读取；请放入文件本身，或在命令中写明该文件",
        "the link leads out of the folder, or to what is hidden, and is not followed; put the file itself there, or "
        "name the file in the command",
    ),
    "run.folder-outside": Message(
        "链接指向工作目录之外，不予读取；请在命令中写明它所指的文件夹",
        "the link leads out of the working folder and is not followed; name the folder that it leads to",
    ),
    "run.form-workbook": Message(
        "无法核查工作簿；请用 plancheck init 生成的 YAML 文件填报，不是自查报告的用 --exclude 排除",
        "workbooks are not supported; report in a YAML file made by plancheck init, or leave this one out with --exclude",
    ),
    "run.form-word": Message(
        "无法核查 Word 文件；请用 plancheck init 生成的 YAML 文件填报，不是自查报告的用 --exclude 排除",
        "Word files are not supported; report in a YAML file made by plancheck init, or leave this one out with "
        "--exclude",
    ),
    "run.form-archive": Message(
        "无法核查压缩包；请解压后核查其中的报告，不是自查报告的用 --exclude 排除",
        "archives are not supported; unpack this one and check the reports in it, or leave it out with --exclude",
    ),
    "run.form-text": Message(
        "文件名应以 .yaml 或 .yml 结尾，其后不能再有字符，点须为半角；请改名，不是自查报告的用 --exclude 排除",
        "the file name must end in .yaml or .yml, with nothing behind it and an ordinary dot; rename the file, "
        "or leave it out with --exclude",
    ),
    "usage.option-is-file": Message(
        "“{name}”既是选项，也是现有文件名；指文件请写 ./{name} 或 -- {name}，指选项请先将该文件改名",
        '"{name}" is both an option and the name of a file; for the file write ./{name} or -- {name}, '
        "for the option rename the file first",
    ),
    "usage.stdin-twice": Message(
        "标准输入（-）只能用一次",
        "standard input (-) can be named only once",
    ),
    "usage.as-of": Message(
        "{option} 不能是“{written}”；请写日期，例如 2014-12-31，或写 end（计划期末）、report（报告自己的日期）",
        '{option} cannot be "{written}"; give a date such as 2014-12-31, or end (the last day of the plan period) '
        "or report (the report's own day)",
    ),
    "usage.word": Message(
        "{option} 不能是“{written}”；可以是：{known}",
        '{option}: "{written}" is not valid; choose from: {known}',
    ),
    "usage.no-such-option": Message(
        "没有选项 {name}，用 plancheck --help 看全部用法{near}",
        "there is no option {name}, plancheck --help shows them all{near}",
    ),
    "usage.no-such-command": Message(
        "没有命令 {name}，用 plancheck --help 看全部命令{near}",
        "there is no command {name}, plancheck --help shows them all{near}",
    ),
    "usage.file-as-command": Message(
        "{name} 是文件，不是命令；核查报告请用：plancheck validate {name}",
        "{name} is a file, not a command; to check a report: plancheck validate {name}",
    ),
    "usage.file-as-plan-command": Message(
        "{name} 是文件，不是命令；检查规则集请用：plancheck plan check {name}",
        "{name} is a file, not a command; to check a rule set: plancheck plan check {name}",
    ),
    "usage.quiet": Message(
        "没有选项 {name}；只看退出码的，请把标准输出转到空设备：> /dev/null（Windows：> NUL）",
        "there is no option {name}; for the exit code alone, redirect standard output: "
        "> /dev/null (Windows: > NUL)",
    ),
    "usage.missing": Message(
        "缺少 {name}；例如：{example}",
        "{name} is missing; for example: {example}",
    ),
    "usage.needs-value": Message(
        "选项 {name} 后面要有一个值",
        "the option {name} needs a value",
    ),
    "usage.extra": Message(
        "多了“{name}”；省份、任务等要写在选项后面，例如 --province 上海",
        'unexpected argument "{name}"; put a province or a task after its option, such as --province Shanghai',
    ),
    "usage.only-report": Message(
        "{name} 只用于报告的格式：plancheck schema report",
        "{name} is for the schema of a report only: plancheck schema report",
    ),
    "usage.takes-none": Message(
        "选项 {name} 后面不带值",
        "the option {name} takes no value",
    ),
    "usage.other": Message(
        "命令写得不对（{why}）；用 plancheck --help 看用法",
        "the command is not right ({why}); see plancheck --help",
    ),
    "output.not-a-file": Message(
        "这里不能写成一个普通文件；请换一个文件名",
        "no regular file can be written here; name another",
    ),
    "output.taken": Message(
        "这个文件是本次读取的输入，或已用于另一个输出；请换一个文件名",
        "this file is read by the same call, or another output goes there; name another",
    ),
    "output.no-folder": Message(
        "没有这个文件夹；请先建好", "there is no such folder; create it first"
    ),
    "output.exists": Message(
        "这个文件已经有了，不会覆盖；请换一个文件名",
        "there is such a file already, and it is not written over; name another",
    ),
    "output.read-only": Message(
        "这个文件夹不能写入；请换一个位置", "the folder cannot be written to; choose another"
    ),
    "output.unwritten": Message(
        "没有写出（{why}）；没有改动原来的文件",
        "not written ({why}); what was there is unchanged",
    ),
    "output.left": Message(
        "这个临时文件没有删掉（{why}）；请手工删除",
        "this temporary file could not be removed ({why}); remove it by hand",
    ),
    "output.no-room": Message(
        "作业摘要已满，这次的结果没有写进去；见日志",
        "the job summary is full, so this result is not in it; see the log",
    ),
    "output.failed": Message(
        "结果没有写出去（{why}）",
        "the result could not be written ({why})",
    ),
    "internal.too-complex": Message(
        "内容太复杂，内存不够，没有得出结论",
        "too complex for the memory there is; no verdict",
    ),
    "internal.error": Message(
        "plancheck 自身出错（{why}），没有得出结论；请把命令和文件报给维护者，加 --debug 可看细节",
        "plancheck itself failed ({why}); no verdict. Please report the command and the file; --debug shows more",
    ),
}
