"""What is wrong with a report, a roster or waivers, and with what is asked for."""

from plancheck.language.message import Message

MESSAGES = {
    # --- facts that contradict the plan or each other ---
    "file.other-plan": Message(
        "此文件所属的计划是 {stated}，本次核查的是 {plan}；请改计划编号，或用 --plan 给出该计划",
        "this file is for the plan {stated}, but the plan in use is {plan}; correct the plan id, or name that plan with --plan",
    ),
    "file.other-kind": Message(
        "这是{given}，不是{wanted}；请改用{wanted}文件",
        "this is a {given}, not a {wanted}; pass a {wanted}",
    ),
    "filekind.plan": Message("规则集", "rule set"),
    "filekind.roster": Message("名册", "roster"),
    "filekind.waivers": Message("豁免清单", "list of waivers"),
    "filekind.report": Message("自查报告", "report"),
    "filekind.result": Message("核查结果", "result"),
    "filekind.subjects": Message("填报单位名单", "list of subjects"),
    "facts.no-tier-fits": Message(
        "没有哪一类别可以同时被指定这些任务：{obligations}；请核对指定任务",
        "no tier can be designated for all of these: {obligations}; check the designations",
    ),
    "facts.no-numbers": Message(
        "{obligation} 没有须由名册注明的数；请删去",
        "{obligation} has no number for a roster to state; remove it",
    ),
    "facts.no-units": Message(
        "{obligation} 不按单位计数，不能列单位；请删去",
        "{obligation} is not counted per unit; remove the units",
    ),
    "facts.corrected-before": Message(
        "更正期限 {correct_by} 早于报送期限 {report_by}；请核对",
        "correct_by {correct_by} is before report_by {report_by}; check both dates",
    ),
    "facts.blank-unit": Message(
        "单位名称没有文字或数字；请填写单位名称或删去",
        "the name of the unit has no letter or digit; write its name or delete it",
    ),
    "facts.unit-twice": Message(
        "单位“{unit}”与{first}的单位同名；请写明区别，或只保留一处",
        'the unit "{unit}" has the same name as the one {first}; tell the two apart, or delete one',
    ),
    "facts.not-in-tier": Message(
        "{duty_place}仅{within}可被指定，{tier}不能被指定；请核对类别或指定任务",
        "only {within} can be designated for {duty_place}, not {tier}; check the tier or the designation",
    ),
    "facts.not-designable": Message(
        "{duty_place}不须指定即适用；请从指定任务中删去",
        "{duty_place} applies without designation; remove it from the designations",
    ),
    "facts.not-allotted": Message(
        "{duty_place}没有计划数；请删去", "no number is allotted for {duty_place}; remove it"
    ),
    "facts.allotment": Message(
        "{allotted_place}未写明计划数；请{allotting_place}",
        "{allotted_place} does not state the allotted number; {allotting_place}",
    ),
    "facts.allotment-or-none": Message(
        "{allotted_place}未写明计划数；请{allotting_place}，未下达计划数的{unallotted_place}",
        "{allotted_place} does not state the allotted number; {allotting_place}, or {unallotted_place} if no number is allotted",
    ),
    "facts.bare-number": Message(
        "请写明“{written}”是什么数：{key}: {{{metric}: {number}}}",
        'say what "{written}" counts: {key}: {{{metric}: {number}}}',
    ),
    "facts.zero": Message(
        "{duty_place}的计划数不能是 0；请填写下达的计划数，不清楚的请删去",
        "the number allotted for {duty_place} cannot be 0; give the number, or remove it if it is not known",
    ),
    "facts.zero-or-none": Message(
        "{duty_place}的计划数不能是 0；未下达计划数的{unallotted_place}",
        "the number allotted for {duty_place} cannot be 0; {unallotted_place} if no number is allotted",
    ),
    "facts.must-be-allotted": Message(
        "{duty_place}必做，须有计划数，不能写“无”；计划数不清楚的请删去",
        "{duty_place} is mandatory and its number is allotted, so none is not allowed; remove it if the number is not known",
    ),
    "facts.subject-conflict": Message(
        "报告的填报单位是{subject}，而指定核查的是{asked_subject}；请更正其一",
        "the report is by {subject}, but {asked_subject} was asked for; correct one of them",
    ),
    "facts.designation-conflict": Message(
        "指定任务不一致，报告填写的为：{stated}，名册为：{listed}；请更正其一",
        "the report states the designations {stated}, but the roster {listed}; correct one of them",
    ),
    "facts.class-conflict": Message(
        "单位属性不一致，报告填写的为：{stated}，名册为：{listed}；请更正其一",
        "the report states the classes {stated}, but the roster {listed}; correct one of them",
    ),
    "facts.class-twice": Message(
        "名册对单位属性“{name}”有两种说法，另一处在{first}；请更正其一",
        'the roster says two things of the class "{name}", the other one {first}; correct one of them',
    ),
    "facts.no-classes": Message(
        "计划不区分单位属性；请删去此项", "the plan has no classes of subjects; remove this"
    ),
    "facts.tier-conflict": Message(
        "{from}填写的是{tier}，{other_from}是{other}；请更正其一",
        "{from} says {tier}, but {other_from} says {other}; correct one of them",
    ),
    # --- the report cannot be ---
    "report.other-kind": Message(
        "这是{given}，不是自查报告；名册用 --roster、豁免用 --waivers、计划用 --plan 给出",
        "this is a {given}, not a report; pass a roster with --roster, a list of waivers with --waivers, a plan with --plan",
    ),
    "report.other-shape": Message(
        "内容是{given}，不是自查报告；请写明 format: plancheck.{given_id}/1",
        "this is a {given}, not a report; write format: plancheck.{given_id}/1",
    ),
    "report.bare-number": Message(
        "请写明“{written}”是什么数：{key}: {{{metric}: {number}}}",
        'say what "{written}" counts: {key}: {{{metric}: {number}}}',
    ),
    "report.bare-amount": Message(
        "“{written}”没有写明是什么数；请写成 {key}: {{{shape}}}",
        '"{written}" does not say what it counts; write {key}: {{{shape}}}',
    ),
    "report.key-not-here": Message(
        "{duty_place}不填“{key}”；请删去", '"{key}" does not belong to {duty_place}; remove it'
    ),
    "report.needs-unit": Message(
        "{duty_place}按每个{unit_name}分别填报：{each_place}；没有的{unitless_place}",
        "{duty_place} is reported for each {unit_name}: {each_place}; {unitless_place} if there is none",
    ),
    "report.parts-only": Message(
        "{duty_place}按所含各项核查，不单独填报；请填报：{parts}",
        "{duty_place} is checked by its parts and has no entry of its own; report the parts: {parts}",
    ),
    "report.other-metric": Message(
        "{duty_place}的数量请写“{wanted}”，不写“{key}”",
        'the number of {duty_place} is "{wanted}", not "{key}"; rename it',
    ),
    "report.two-subjects": Message(
        "“省份”和“填报单位”只能填一个；请删去其一",
        "give a province or a subject, not both; delete one",
    ),
    "report.no-provinces": Message(
        "此计划不以省份为填报单位；请改填“填报单位”（subject）",
        "this plan is not about provinces; use subject instead",
    ),
    "report.national-tier": Message(
        "计划的发布单位没有类别；请删去类别", "the issuer of the plan has no tier; remove the tier"
    ),
    "report.blank-unit": Message(
        "单位名称没有文字或数字；请填写单位名称",
        "the name of the unit has no letter or digit; write its name",
    ),
    "report.nothing-asked": Message(
        "计划未对此单位提出要求，没有可核查的内容",
        "the plan requires nothing of it, so there is nothing to check",
    ),
    "report.national-facts": Message(
        "计划的发布单位不会被指定，没有计划数，也没有单位属性；请删去",
        "the issuer of the plan is not designated, has no allotted number and is in no class; remove this",
    ),
    "report.as-of-early": Message(
        "统计截止日期 {as_of} 早于计划期（{from} 起），请核对",
        "the as-of date {as_of} is before the plan period, which starts on {from}; check the date",
    ),
    "report.empty-record": Message(
        "此台账条目没有名称和日期；请填写或删去",
        "this record of the ledger has no name and no date; fill it in or delete it",
    ),
    "report.record-blank-name": Message(
        "台账条目的名称没有文字或数字；请填写名称",
        "the name of this record has no letter or digit; write its name",
    ),
    "report.record-no-name": Message(
        "{duty_place}的台账按名称计数，此条目没有名称；请填写名称或删去",
        "the ledger of {duty_place} is counted by name, and this record has no name; write its name or delete it",
    ),
    "report.record-amount": Message(
        "{duty_place}的台账按条计数，台账条目不填“{key}”；请删去",
        'the ledger of {duty_place} counts each record as one, so "{key}" does not belong in a record; delete it',
    ),
    "report.record-no-amount": Message(
        "台账条目没有数量，台账无法合计；请填写{amount_place}",
        "this record of the ledger has no number, so the ledger has no total; fill in {amount_place}",
    ),
    "report.record-other-amount": Message(
        "台账条目与{first}的名称、日期、主办单位相同，数量不同（{amount}、{other}）；请更正数量或写明区别",
        "this record has the same name, date and host as the one {first}, but another number ({amount}, not {other}); correct the number or tell the two apart",
    ),
    "report.no-subject": Message(
        "报告未注明填报单位；请{subject_place}",
        "the report does not name its province; {subject_place}",
    ),
    "report.no-organisation": Message(
        "报告未注明填报单位；请{organisation_place}",
        "the report does not name its organisation; {organisation_place}",
    ),
    # --- waivers, runs and requests ---
    "waivers.blank": Message(
        "“{key}”没有文字或数字；请填写",
        '"{key}" has no letter or digit; fill it in',
    ),
    "waivers.no-document": Message(
        "“{key}”填写的“{written}”不是批准文件；请填写文件名称或文号",
        '"{key}" is "{written}", which does not name a document; give its title or number',
    ),
    "waivers.until-far": Message(
        "豁免有效期至 {until}，比计划期末 {to} 晚{years}年以上；请核对年份",
        "the waiver holds until {until}, more than {years:year|years} after the plan period ends on {to}; check the year",
    ),
    "waivers.twice": Message(
        "{subject}的 {obligation} 在{first}已有豁免；请只保留一处",
        "{subject} already has a waiver for {obligation} {first}; keep one",
    ),
    "waivers.unused": Message(
        "{subject}的 {obligation} 结论为“{verdict}”，不需要豁免；请删去此条",
        '{subject} needs no waiver for {obligation}: the verdict is "{verdict}"; delete this waiver',
    ),
    "run.nothing": Message("没有可核查的自查报告", "no report to check"),
    "run.no-match": Message(
        "没有与此通配符相符的文件；请核对路径", "no file matches this pattern; check the path"
    ),
    "problems.more": Message(
        "问题过多：从此处起另有{count}处未逐条列出；请先改正已列出的问题，再核查一次",
        "too many problems: {count} more from here on are not listed; correct those listed, then check again",
    ),
    "run.list-not-a-file": Message(
        "文件清单须为普通文件；管道或命令的输出请从标准输入读取（--files-from -）",
        "the list of files must be a regular file; read a pipe or the output of a command from standard input (--files-from -)",
    ),
    "run.list-too-large": Message(
        "文件清单超过 {limit} 字节，未读取；请分成几份清单，分次核查",
        "the list of files is larger than {limit} bytes and was not read; split it and check the parts one by one",
    ),
    "run.no-room": Message(
        "临时文件写入失败（{why}）；请清理临时目录，或将环境变量 TMPDIR 设为有空间的目录",
        "temporary files could not be written ({why}); free some space in the temporary folder, or set TMPDIR to a folder with enough space",
    ),
    "run.no-processes": Message(
        "无法启动核查进程（{why}）；请减小 --jobs 或不用此选项",
        "cannot start worker processes ({why}); use a smaller --jobs",
    ),
    "run.process-lost": Message(
        "一个核查进程意外终止（可能内存不足），未能得出结论；请减小 --jobs 或不用此选项",
        "a worker process ended unexpectedly (out of memory?); no verdict. Use a smaller --jobs",
    ),
    "run.list-unreadable": Message(
        "无法读取文件清单（{why}）", "the list of files cannot be read ({why})"
    ),
    "run.list-nul": Message(
        "清单以 NUL 分隔；请加上 -z", "the names in this list are separated by NUL; pass -z"
    ),
    "run.list-utf16": Message(
        "清单是 UTF-16，无法按 NUL 分隔；请改存为 UTF-8，或每行写一个文件名并去掉 -z",
        "the list is in UTF-16 and cannot be split at NUL; save it in UTF-8, or write one name per line and leave out -z",
    ),
    "run.list-quotes": Message(
        "此行的引号或转义不完整；请按 git 的写法书写，或用 -z 以 NUL 分隔",
        "the quotes or escapes on this line are not valid; write them as git does, or separate names with NUL and pass -z",
    ),
    "run.nobody-expected": Message(
        "此名单中没有填报单位；请每行写一个，或给出名册",
        "this list names no province or organisation; write one name per line, or give a roster",
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
        "-z 说明清单的分隔方式，须与 --files-from 一起使用",
        "-z says how a list is separated and needs --files-from",
    ),
    "usage.exclude-empty": Message(
        "--exclude 的通配符为空，会排除所有文件；请写名称（如 old）或路径（如 reports/old）",
        "the pattern of --exclude is empty and would exclude every file; give a name such as old, or a path such as reports/old",
    ),
    "usage.output": Message(
        "--output 须写成 格式=文件，例如 sarif=out.sarif；现为“{written}”",
        '--output must be NAME=FILE, such as sarif=out.sarif, not "{written}"',
    ),
    "run.not-handed-out": Message(
        "{name} 没有写：本次核查的输入有问题；请先更正，再运行一次",
        "{name} is not written, because an input of this run is unusable; correct it and run again",
    ),
    "usage.to-files": Message(
        "{name} 不能输出到屏幕；请用 --output {name}={place}",
        "{name} is not for the screen; use --output {name}={place}",
    ),
    "usage.output-twice": Message(
        "--output {name} 写了两次；每种格式只写一个文件",
        "--output {name} is given twice; each format is written to one file",
    ),
    "usage.fail-on-new": Message(
        "--fail-on new 须与 --baseline 一起使用", "--fail-on new needs a --baseline to compare with"
    ),
    "usage.expect-all": Message(
        "此计划没有填报单位名单，--expect 须给出名册文件",
        "this plan does not list who reports; --expect needs a roster file",
    ),
    "log.rest": Message(
        "另有{count}项未列为注释（{kinds}），见日志",
        "{count} more not shown as annotations ({kinds}); see the log",
    ),
    "log.skipped": Message("未核查的其他文件{count}个", "other files, not checked: {count}"),
    "log.report-sum": Message("报告 sha256 {sha256}", "report sha256 {sha256}"),
    "log.roster-sum": Message("名册 sha256 {sha256}", "roster sha256 {sha256}"),
    "log.waivers-sum": Message("豁免清单 sha256 {sha256}", "waivers sha256 {sha256}"),
    "log.rules": Message("规则集 {id} sha256 {sha256}", "rule set {id} sha256 {sha256}"),
    "log.draft-rules": Message(
        "规则集草案 {id} sha256 {sha256}", "draft rule set {id} sha256 {sha256}"
    ),
    "log.summary": Message("各份报告见作业摘要", "the job summary shows each report"),
    "log.rest-title": Message("其余{count}项", "{count} more"),
    "kind.problem": Message("文件问题", "problem"),
    "kind.report": Message("报告不符合要求", "report not compliant"),
    "kind.fail": Message("未达标", "fail"),
    "kind.missing": Message("未填报", "missing"),
    "kind.absent": Message("应报未报", "not reported"),
    "kind.review": Message("待核实", "review"),
    "run.absent": Message("{subject}应报而未报自查报告", "{subject} must report but has not"),
    "run.empty-folder": Message(
        "此文件夹中没有 .yaml 或 .yml 文件，没有可核查的报告；请核对路径，或放入自查报告",
        "the folder has no .yaml or .yml file, so there is nothing to check; check the path, or put the reports into it",
    ),
    "run.link-outside": Message(
        "链接指向所给文件夹之外或隐藏的文件，不予读取；请放入文件本身，或在命令中写明该文件",
        "the link leads out of the folder or to a hidden file and is not followed; put the file itself there, or name the file in the command",
    ),
    "run.folder-outside": Message(
        "链接指向工作目录之外，不予读取；请在命令中写明它所指的文件夹",
        "the link leads out of the working folder and is not followed; name the folder it leads to",
    ),
    "run.form-workbook": Message(
        "不是 plancheck init 生成的 .xlsx 表；请用该表填报（.xls、.et 等请另存为 .xlsx），不是自查报告的用 --exclude 排除",
        "this is not the .xlsx form that plancheck init makes; report in that form (save .xls and the like as .xlsx), or leave this one out with --exclude",
    ),
    "run.form-word": Message(
        "无法核查 Word 文件；请用 plancheck init 生成的表填报，不是自查报告的用 --exclude 排除",
        "Word files are not supported; report in the form that plancheck init makes, or leave this one out with "
        "--exclude",
    ),
    "run.form-archive": Message(
        "无法核查压缩包；请解压后核查其中的报告，不是自查报告的用 --exclude 排除",
        "archives are not supported; unpack this one and check the reports in it, or leave it out with --exclude",
    ),
    "run.form-text": Message(
        "文件名应以 .yaml 或 .yml 结尾，其后不能再有字符，点须为半角；请改名，不是自查报告的用 --exclude 排除",
        "the file name must end in .yaml or .yml with an ordinary dot and nothing after it; rename the file, or leave it out with --exclude",
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
        "{option} 不能是“{written}”；请写日期，例如 2014-12-31，或写 end（计划期末）、report（报告的统计截止日期）",
        '{option} cannot be "{written}"; give a date such as 2014-12-31, or end (the last day of the plan period) or report (the as-of date of the report)',
    ),
    "usage.word": Message(
        "{option} 不能是“{written}”；可以是：{known}{near}",
        '{option}: "{written}" is not valid; choose from: {known}{near}',
    ),
    "usage.no-such-option": Message(
        "没有选项 {name}；用 {command} --help 查看全部选项",
        "no such option: {name}; {command} --help shows them all",
    ),
    "usage.option-slip": Message("没有选项 {name}{near}", "no such option: {name}{near}"),
    "usage.no-such-command": Message(
        "没有命令 {name}；用 plancheck --help 查看全部命令",
        "no such command: {name}; plancheck --help shows them all",
    ),
    "usage.command-slip": Message("没有命令 {name}{near}", "no such command: {name}{near}"),
    "usage.file-as-command": Message(
        "{name} 是文件，不是命令；核查报告请用：plancheck validate {name}",
        "{name} is a file, not a command; to check a report: plancheck validate {name}",
    ),
    "usage.file-as-plan-command": Message(
        "{name} 是文件，不是命令；检查规则集请用：plancheck plan check {name}",
        "{name} is a file, not a command; to check a rule set: plancheck plan check {name}",
    ),
    "usage.quiet": Message(
        "没有选项 {name}；只需退出码的，请将标准输出转到空设备：> /dev/null（Windows：> NUL）",
        "no such option: {name}; for the exit code alone, redirect standard output: > /dev/null (Windows: > NUL)",
    ),
    "usage.missing": Message(
        "缺少 {name}；例如：{example}",
        "{name} is missing; for example: {example}",
    ),
    "usage.needs-value": Message("选项 {name} 后须有一个值", "the option {name} needs a value"),
    "usage.extra": Message(
        "多余的参数“{name}”；省份、任务用选项指定，例如 --province 上海",
        'unexpected argument "{name}"; to name a province or task, use --province or --task',
    ),
    "usage.extra-here": Message(
        "多余的参数“{name}”；用法见 {command} --help",
        'unexpected argument "{name}"; see {command} --help',
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
        "命令有误（{why}）；用 plancheck --help 查看用法",
        "the command is not valid ({why}); see plancheck --help",
    ),
    "usage.no-subjects": Message(
        "此计划没有填报单位名单，无法列出填报单位；请自行编写名册",
        "this plan does not list who reports, so no roster of them can be written; write one by hand",
    ),
    "usage.forms-nowhere": Message(
        "请用 -o 写明文件夹，为名册所列单位各写一份：plancheck init --roster 名册.yaml -o 待填；"
        "只写一份的，请用 --province 写明单位",
        "give -o FOLDER to write a report for each entry of the roster, as in plancheck init --roster "
        "roster.yaml -o forms; for one of them, give --province",
    ),
    "usage.needs-extra": Message(
        "生成 {what} 文件须另装一个软件包：pip install 'plancheck[{extra}]'",
        "writing {what} files needs one more package: pip install 'plancheck[{extra}]'",
    ),
    "output.too-many-rows": Message(
        "工作表“{sheet}”超过 {most} 行，Excel 容纳不下；请分批核查，或改用 rollup-csv、csv 格式",
        'the sheet "{sheet}" has more than {most} rows, which Excel cannot hold; check fewer reports '
        "at a time, or use the formats rollup-csv and csv",
    ),
    "output.cut": Message(
        "{count}处文字超过 Excel 单元格的上限（{most} 字），已截断并以 […] 标明：{cells}",
        "{count:text was|texts were} longer than a cell of Excel can hold ({most} characters) and cut, as […] marks: {cells}",
    ),
    "output.forms-folder": Message(
        "名册所列单位各有一份报告，-o 须为文件夹；只写一份的，请用 --province 写明单位",
        "each entry of the roster gets a report, so -o must be a folder; for one of them, give --province",
    ),
    "output.not-a-folder": Message(
        "此处不能建立文件夹；请换一个名称", "a folder cannot be made here; choose another name"
    ),
    "output.not-empty": Message(
        "此文件夹不是空的；请换一个名称，或先移走其中的文件",
        "the folder is not empty; choose another name or move its files away first",
    ),
    "output.link": Message(
        "此处是链接，不予写入；请换一个名称，或先删除链接",
        "this is a link, and nothing is written through it; choose another name or remove the link first",
    ),
    "output.same-name": Message(
        "“{name}”与“{other}”的文件名相同（{file}）；请改用能区分的名称",
        '"{name}" and "{other}" would have the same file ({file}); use names that differ in more',
    ),
    "output.not-a-file": Message(
        "此处不能写入普通文件；请换一个文件名",
        "a regular file cannot be written here; choose another name",
    ),
    "output.taken": Message(
        "此文件是本次读取的输入，或已用于另一个输出；请换一个文件名",
        "this file is an input of this run or already used for another output; choose another name",
    ),
    "output.no-folder": Message(
        "文件夹不存在；请先建立", "the folder does not exist; create it first"
    ),
    "output.exists": Message(
        "文件已存在，不予覆盖；请换一个文件名",
        "the file already exists and is not overwritten; choose another name",
    ),
    "output.exists-force": Message(
        "文件已存在，不予覆盖；请换一个文件名，确需覆盖的加 --force",
        "the file already exists and is not overwritten; choose another name, or replace it with --force",
    ),
    "output.read-only": Message(
        "此文件夹不能写入；请换一个位置", "the folder cannot be written to; choose another"
    ),
    "output.unwritten": Message(
        "未能写入（{why}）；原有文件未改动", "not written ({why}); the existing file is unchanged"
    ),
    "output.left": Message(
        "此临时文件未能删除（{why}）；请手工删除",
        "this temporary file could not be removed ({why}); delete it by hand",
    ),
    "output.no-room": Message(
        "作业摘要已满，未写入本次结果；见日志",
        "the job summary is full and does not contain this result; see the log",
    ),
    "output.failed": Message("结果未能写出（{why}）", "the result could not be written ({why})"),
    "internal.too-complex": Message("内存不足，未能得出结论", "not enough memory; no verdict"),
    "internal.error": Message(
        "plancheck 自身出错（{why}），未能得出结论；请将命令和文件报给维护者，加 --debug 可查看细节",
        "plancheck itself failed ({why}); no verdict. Please report the command and the file; --debug shows more",
    ),
}
