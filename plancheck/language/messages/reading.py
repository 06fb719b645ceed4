"""What is wrong with a file, its keys, its values and its names."""

from plancheck.language.message import Message

MESSAGES = {
    # --- the file cannot be read as plain YAML ---
    "source.not-found": Message("找不到文件；请核对路径和文件名", "file not found; check the path"),
    "source.unreadable": Message(
        "无法读取文件（{why}）；请检查权限，以及文件是否被其他程序占用",
        "the file cannot be read ({why}); check its permissions and whether another program uses it",
    ),
    "source.not-a-file": Message(
        "此处须为普通文件，所给的是文件夹、管道或设备；请核对路径",
        "expected a regular file, but this is a folder, a pipe or a device; check the path",
    ),
    "source.link-loop": Message(
        "链接绕回自身，未指向任何文件；请放入文件本身",
        "the link leads back to itself and not to a file; put the file itself there",
    ),
    "source.too-large": Message(
        "文件超过 {limit} 字节，未读取；自查报告一般只有十几 KB",
        "the file is larger than {limit} bytes and was not read; a report is usually 10 to 20 kB",
    ),
    "source.not-text": Message(
        "这是 {kind} 文件，不是文本；请用文本编辑器参照 examples/ 中的报告填写，存为 UTF-8 编码的 .yaml 文件",
        "this is not a text file (found: {kind}); write the report in a text editor, see examples/ for the format, and save it as .yaml in UTF-8",
    ),
    "source.utf32": Message(
        "文件是 UTF-32 编码；请另存为 UTF-8",
        "the file is encoded in UTF-32; save it as UTF-8",
    ),
    "source.utf16": Message(
        "文件疑为没有字节序标记的 UTF-16；请另存为 UTF-8",
        "the file looks like UTF-16 without a byte order mark; save it as UTF-8",
    ),
    "source.gb18030": Message(
        "文件不是 UTF-8，疑为 GB18030（GBK）；请另存为 UTF-8，或加上 --encoding gb18030",
        "the file is not UTF-8 and looks like GB18030 (GBK); save it as UTF-8, or pass --encoding gb18030",
    ),
    "source.undecodable": Message(
        "从此处起不是有效的 {encoding} 文本；请另存为 UTF-8",
        "from here on the text is not valid {encoding}; save the file as UTF-8",
    ),
    "source.lfs": Message(
        "这是 Git LFS 的指针，不是文件本身；请先运行 git lfs pull",
        "this is a Git LFS pointer, not the file itself; run git lfs pull first",
    ),
    "source.control": Message(
        "此处有控制字符 {character}；请删去", "control character {character}; delete it"
    ),
    "source.conflict": Message(
        "此处有未处理的合并冲突标记；请先解决冲突", "unresolved merge conflict; resolve it first"
    ),
    "source.alias": Message(
        "不支持别名 {name}；请直接填写内容",
        "YAML aliases ({name}) are not supported; write the value out",
    ),
    "source.anchor": Message(
        "不支持锚点 {name}；请直接填写内容",
        "YAML anchors ({name}) are not supported; write the value out",
    ),
    "source.tag": Message(
        "不支持标签 {name}；请只写值本身",
        "YAML tags ({name}) are not supported; write the value only",
    ),
    "source.merge-key": Message(
        "不支持合并键 <<；请直接填写内容", "the merge key << is not supported; write the values out"
    ),
    "source.directive": Message(
        "不支持以 % 开头的 YAML 指令；请删去此行",
        "YAML directives (lines that start with %) are not supported; delete the line",
    ),
    "source.second-document": Message(
        "一个文件只能有一份内容，此处开始了第二份（---）；请分成两个文件",
        "a file holds one document, and a second one starts here (---); split it into two files",
    ),
    "source.complex-key": Message(
        "冒号前只能是一个词，不能是 [ ] 或 {{ }} 中的内容",
        "a key must be a single word, not a list or mapping in [ ] or {{ }}",
    ),
    "source.duplicate-key": Message(
        "“{key}”写了两次，第一次在{first}；请只保留一处",
        '"{key}" is given twice, first {first}; keep one',
    ),
    "source.too-deep": Message(
        "嵌套超过{limit}层；自查报告一般不超过5层",
        "nested more than {limit} levels deep; a report needs about 5",
    ),
    "source.too-many": Message(
        "内容超过{limit}个值，不再读取",
        "the file has more than {limit} values and was not read any further",
    ),
    "source.too-long": Message(
        "此值超过{limit}个字符；请缩短", "this value is longer than {limit} characters; shorten it"
    ),
    "source.empty-block": Message(
        "“{sign}”在 YAML 里表示从下一行起为多行文字，而下面没有文字；如要填写“{sign}”本身，请给整个值加引号",
        '"{sign}" starts a text on the lines below, but there is no text; to write the sign itself, quote the value',
    ),
    "source.odd-space": Message(
        "此处的空格不是普通空格（{character}，常见的是全角空格）；请改为半角空格",
        "the blank here is {character} (often a full-width space); use ordinary spaces",
    ),
    "source.empty": Message(
        "文件为空；自查报告用 plancheck init 生成，规则集用 plancheck plan init 起草",
        "the file is empty; plancheck init makes a report, plancheck plan init drafts a rule set",
    ),
    "yaml.full-width": Message(
        "此处的“{sign}”是全角符号；请改为半角“{plain}”，后加一个空格",
        'the "{sign}" here is a full-width sign; write "{plain}" and a space after it',
    ),
    "yaml.escape": Message(
        "双引号中的反斜杠 \\ 用法有误；请改用单引号",
        "invalid backslash escape in double quotes; use single quotes",
    ),
    "yaml.unclosed-quote": Message(
        "从此处开始的引号没有结束（读到第{line}行）；请补上另一半引号",
        "the quote that opens here is not closed (read up to line {line}); add the closing quote",
    ),
    "yaml.unclosed-bracket": Message(
        "从此处开始的括号没有正确结束（读到第{line}行）；请检查括号和半角逗号",
        "the bracket that opens here is not closed properly (read up to line {line}); check brackets and commas",
    ),
    "yaml.year-in-brackets": Message(
        "括号里的值含有“{written}”，读到这里即中断；请写成{instead}，或给整个值加引号",
        'a value in braces or brackets contains "{written}"; write {instead} or put the whole value in quotes',
    ),
    "yaml.bracket-in-value": Message(
        "括号里的值含有“{sign}”，读到这里即中断；请给整个值加引号",
        'a value in braces or brackets contains "{sign}"; put the whole value in quotes',
    ),
    "yaml.colon-in-value": Message(
        "值含有“: ”；请给整个值加引号：{quoted}",
        'a value contains ": "; put the whole value in quotes: {quoted}',
    ),
    "yaml.colon-or-comma": Message(
        "括号里的值含有“: ”；如“{key}”是下一个键，请在前面加半角逗号，否则请给整个值加引号",
        'a value in braces or brackets contains ": "; if "{key}" is the next key, put a comma before it, '
        "else put the whole value in quotes",
    ),
    "yaml.no-comma": Message(
        "“{key}”前面缺少半角逗号；请补上逗号和一个空格",
        'there is no comma before "{key}"; add a comma and a space',
    ),
    "yaml.over-indented": Message(
        "第{line}行比第{above}行多缩进{by}格；请左对齐，如是上一行值的续行，请给整个值加引号",
        "line {line} is indented further than line {above} (by {by}); align the two, or, if it continues "
        "the value above, put the whole value in quotes",
    ),
    "yaml.tab": Message("此处有制表符（Tab）；请用空格缩进", "tab character; indent with spaces"),
    "yaml.after-value": Message(
        "值在前面的引号或括号处已经结束，其后不能再有文字；请给整个值加引号",
        "the value ended with the quote or bracket before this; put the whole value in quotes",
    ),
    "yaml.two-on-a-line": Message(
        "一行只能写一个“键: 值”；请另起一行写“{key}: …”，如不是键，请给整个值加引号",
        'only one "key: value" per line; write "{key}: …" on a line of its own, or, if it is no key, quote the value',
    ),
    "yaml.second-colon": Message(
        "此处多出“: ”；请检查本行和上一行的缩进，以及上一行是否缺冒号，值中有“: ”的加引号",
        'unexpected ": "; check the indentation of this line and the line above, and quote any value that contains ": "',
    ),
    "yaml.no-colon": Message(
        "此行缺少“: ”；请在键后加半角冒号和空格",
        'this line has no ": "; add a colon and a space after the key',
    ),
    "yaml.indentation": Message(
        "此行缩进与上文不一致；同一层的各行须左对齐",
        "this line is not aligned with those above; lines of one level start in one column",
    ),
    "yaml.start": Message(
        "值不能以此符号开头；请给整个值加引号，列表请写成 [甲, 乙]",
        "a value cannot start with this sign; put the whole value in quotes, or a list in brackets such as [a, b]",
    ),
    "yaml.other": Message(
        "此处不符合 YAML 格式（{why}）；请对照 examples/ 中的报告修改",
        "this is not valid YAML ({why}); compare it with the reports in examples/",
    ),
    # --- the keys are not those of the file's kind ---
    "schema.same-key": Message(
        "“{key}”与{first}的“{other}”是同一项；请只保留一处",
        '"{key}" is the same as "{other}" {first}; keep one',
    ),
    "schema.unknown-key": Message("没有“{key}”这一项{near}", 'unknown key "{key}"{near}'),
    "schema.missing": Message(
        "缺少“{key}”这一项{spelled}{cure}",
        'the key "{key}" is missing{cure}',
    ),
    "cure.add": Message("；请补充", "; add it"),
    "cure.such": Message("（{needed}）→ 如 {example}", " ({needed}) → such as {example}"),
    "schema.mapping": Message(
        "“{key}”下应逐行填写“键: 值”", '"{key}" must contain "key: value" lines'
    ),
    "schema.not-a-mapping": Message(
        "文件应由“键: 值”组成，每行一个", 'the file must consist of "key: value" lines'
    ),
    "schema.empty": Message("“{key}”不能为空；请填写", '"{key}" must not be empty; fill it in'),
    "schema.mapping-on-a-line": Message(
        "“{key}”下应逐行填写“键: 值”，例如 {example}",
        '"{key}" must contain "key: value" lines, for example {example}',
    ),
    "schema.blank": Message(
        "“{key}”未填写；请填写",
        '"{key}" is blank; fill it in',
    ),
    "schema.record": Message(
        "“{key}”的每条请写成 {example}",
        'write each entry of "{key}" as {example}',
    ),
    "schema.records": Message(
        "“{key}”须为列表，每条请写成 {example}",
        '"{key}" must be a list; write each entry as {example}',
    ),
    "schema.list": Message(
        "“{key}”须为列表，请写成 {example}，只有一个也要加方括号",
        '"{key}" must be a list: write {example}, with brackets even for a single value',
    ),
    "schema.text": Message(
        "“{key}”只能有一个值，不能为空，也不能是列表或“键: 值”",
        '"{key}" must be a single value: not empty, not a list, not a mapping',
    ),
    "schema.other": Message("“{key}”填写有误（{why}）", '"{key}" is not valid ({why})'),
    # --- a value is not what its field takes ---
    "field.too-many-digits": Message(
        "数字最多{limit}位；请核对", "a number has at most {limit} digits; check it"
    ),
    "field.count-is-date": Message(
        "“{written}”疑为日期，此处应填数量", '"{written}" looks like a date; give a number here'
    ),
    "field.leading-zero": Message(
        "“{written}”以 0 开头；请写成 {wanted}", '"{written}" starts with 0; write {wanted}'
    ),
    "field.other-digits": Message(
        "“{written}”不是通用的数字写法；请写成 {wanted}",
        '"{written}" is not in plain digits; write {wanted}',
    ),
    "field.range": Message(
        "“{written}”是一个范围；请填写实际数量，例如 6",
        '"{written}" is a range; give the actual number, such as 6',
    ),
    "field.vague": Message(
        "“{written}”不是确切的数；请填写实际数量，例如 6",
        '"{written}" is not an exact number; give the number only, such as 6',
    ),
    "field.decimal": Message(
        "“{written}”带小数点；请填整数，例如 6",
        '"{written}" has a decimal point; give a whole number, such as 6',
    ),
    "field.decimals": Message(
        "“{written}”的小数位数过多，最多{limit}位；请按规定的位数填写",
        '"{written}" has too many decimals; at most {limit} are accepted',
    ),
    "field.no-unit": Message(
        "“{written}”未注明单位；请连同单位填写，例如 {wanted}",
        '"{written}" has no unit; give it with its unit, such as {wanted}',
    ),
    "field.decimal-form": Message(
        "“{written}”不是规范的数；请写成 12.5 这样的数",
        '"{written}" is not a number in plain digits; write a number such as 12.5',
    ),
    "field.negative": Message(
        "“{written}”是负数；数量不能小于 0", '"{written}" is negative; a number here is 0 or more'
    ),
    "field.not-a-count": Message(
        "“{written}”不是数量；请填整数，例如 6",
        '"{written}" is not a number; give a whole number, such as 6',
    ),
    "field.other-unit": Message(
        "“{written}”的单位是“{unit}”，此处的单位是“{wanted}”；请核对，只写数字即可",
        'the unit of "{written}" is "{unit}", but "{wanted}" is expected; check it, or give the number only',
    ),
    "field.impossible-date": Message(
        "没有“{written}”这一天；请核对日期", '"{written}" is not a date of the calendar; check it'
    ),
    "field.date-digits": Message(
        "日期“{written}”请写成 {wanted}",
        'write the date "{written}" as {wanted}',
    ),
    "field.incomplete-date": Message(
        "日期“{written}”不完整；请填写年、月、日，例如 2014-10-20",
        'the date "{written}" is incomplete; give year, month and day, such as 2014-10-20',
    ),
    "field.no-year": Message(
        "日期“{written}”没有年份；请写全年月日，例如 2014-10-20",
        'the date "{written}" has no year; give year, month and day, such as 2014-10-20',
    ),
    "field.not-a-date": Message(
        "“{written}”不是日期；请写成 2014-10-20 的形式",
        '"{written}" is not a date; write it as 2014-10-20',
    ),
    "field.not-a-status": Message(
        "“{written}”不是状态；可以填：{known}",
        '"{written}" is not a status; use one of: {known}',
    ),
    "field.status-meant": Message(
        "“{written}”不是状态；请填“{meant}”",
        '"{written}" is not a status; write "{meant}"',
    ),
    "field.status-depends": Message(
        "“{written}”不是状态；{meant}（可以填：{known}）",
        '"{written}" is not a status; {meant} (use one of: {known})',
    ),
    "meant.unfinished": Message(
        "已着手的填“进行中”，未着手的填“未启动”",
        'write "in-progress", or "not-started" if nothing was done',
    ),
    "meant.under-way": Message(
        "请填“进行中”，已有书面成果的填“阶段性成果”",
        'write "in-progress", or "interim" if there is a written result',
    ),
    "meant.submitted": Message(
        "请填“阶段性成果”，计划只要求报送的填“完成”",
        'write "interim", or "completed" if the plan requires only the submission',
    ),
    "meant.declined": Message(
        "选做的填“不承担”，必做的填“未启动”",
        'write "not-undertaken" if this is optional, or "not-started" if it is mandatory',
    ),
    "meant.not-concerned": Message(
        "不适用于本单位的，请删去此条目",
        "delete the entry if it does not apply",
    ),
    "field.word": Message(
        "此处不能填“{written}”；可以填：{known}",
        '"{written}" is not allowed here; use one of: {known}',
    ),
    "field.list-in-one": Message(
        "“{written}”中有“{sign}”，疑为多个编号写在一起；请写成 {list}",
        '"{written}" contains "{sign}" and looks like several ids in one; write {list}',
    ),
    # --- a name that does not exist ---
    "name.province": Message(
        "填报单位名单中没有“{name}”{near}",
        '"{name}" is not a reporting province{near}',
    ),
    "name.subject": Message(
        "填报单位名单（{noun}）中没有“{name}”{near}",
        '"{name}" is not in the list of subjects ({noun}){near}',
    ),
    "name.not-listed": Message(
        "填报单位名单（{noun}）中没有“{name}”；名单中有：{known}",
        '"{name}" is not in the list of subjects ({noun}); it has: {known}',
    ),
    "name.class": Message(
        "计划没有单位属性“{name}”；可以写：{classes}{near}",
        'the plan has no class "{name}"; use one of: {classes}{near}',
    ),
    "name.obligation": Message(
        "计划中没有任务要求“{name}”{near}", 'the plan has no obligation "{name}"{near}'
    ),
    "name.task-has-several": Message(
        "任务{task}有多项要求，请写明是哪一项：{obligations}",
        "task {task} has several obligations; name one: {obligations}",
    ),
    "name.task-has-none": Message(
        "任务{task}没有须填报的内容；请删去此条目",
        "task {task} has nothing to report on; remove this entry",
    ),
    "name.task": Message(
        "计划中没有任务“{name}”，只有任务{first}至{last}",
        'the plan has no task "{name}", only tasks {first} to {last}',
    ),
    "name.national": Message(
        "national 指计划的发布单位，不能用作填报单位的名称",
        "national means the issuer of the plan and is not the name of a reporting province",
    ),
    "name.tier": Message(
        "没有类别“{name}”；计划分为：{tiers}（可写 {keys}）",
        '"{name}" is not a tier; the plan has: {tiers} (write {keys})',
    ),
}
