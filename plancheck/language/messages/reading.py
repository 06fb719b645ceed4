"""What is wrong with a file, its keys, its values and its names."""

from plancheck.language.message import Message

MESSAGES = {
    # --- the file cannot be read as plain YAML ---
    "source.not-found": Message(
        "没有这个文件；请核对路径和文件名",
        "there is no such file; check the path and the name",
    ),
    "source.unreadable": Message(
        "文件读不了（{why}）；请检查权限，或是否被其他程序占用",
        "the file cannot be read ({why}); check its permissions",
    ),
    "source.not-a-file": Message(
        "这里要的是普通文件，而这是文件夹、管道或设备；请核对路径",
        "a regular file is wanted here, and this is a folder, a pipe or a device; check the path",
    ),
    "source.link-loop": Message(
        "链接绕回自身，没有指向任何文件；请放入文件本身",
        "the link leads back to itself and to no file; put the file itself there",
    ),
    "source.too-large": Message(
        "文件超过 {limit} 字节，不再读取；自查报告一般只有十几 KB",
        "the file is larger than {limit} bytes and is not read; a report has some ten kB",
    ),
    "source.not-text": Message(
        "这是 {kind} 文件，不是文本；请用记事本照 examples 里的样子填写，存为 UTF-8 的 .yaml 文件",
        "this is a {kind} file, not text; write the report in a text editor, as in examples, and save it as .yaml",
    ),
    "source.utf32": Message(
        "文件是 UTF-32 编码；请另存为 UTF-8",
        "the file is encoded in UTF-32; save it as UTF-8",
    ),
    "source.utf16": Message(
        "文件像是没有字节序标记的 UTF-16；请另存为 UTF-8",
        "the file looks like UTF-16 without a byte order mark; save it as UTF-8",
    ),
    "source.gb18030": Message(
        "文件不是 UTF-8，像是 GB18030（GBK）；请另存为 UTF-8，或加上 --encoding gb18030",
        "the file is not UTF-8 and looks like GB18030 (GBK); save it as UTF-8, or pass --encoding gb18030",
    ),
    "source.undecodable": Message(
        "从这里起不是有效的 {encoding} 文本；请另存为 UTF-8",
        "from here on this is no valid {encoding} text; save the file as UTF-8",
    ),
    "source.lfs": Message(
        "这是 Git LFS 的指针，不是文件本身；请先运行 git lfs pull",
        "this is a Git LFS pointer, not the file itself; run git lfs pull first",
    ),
    "source.control": Message(
        "这里有控制字符 {character}，报告不需要它；请删去",
        "there is a control character {character} here, which no report needs; delete it",
    ),
    "source.conflict": Message(
        "这里有未处理的合并冲突标记；请先解决冲突",
        "there is an unresolved merge conflict here; resolve it first",
    ),
    "source.alias": Message(
        "不支持别名 {name}；请把内容直接写出来",
        "aliases such as {name} are not read; write the value out",
    ),
    "source.anchor": Message(
        "不支持锚点 {name}；请把内容直接写出来",
        "anchors such as {name} are not read; write the value out",
    ),
    "source.tag": Message(
        "不支持标签 {name}；请只写值本身",
        "tags such as {name} are not read; write the value only",
    ),
    "source.merge-key": Message(
        "不支持合并键 <<；请把内容直接写出来",
        "the merge key << is not read; write the values out",
    ),
    "source.directive": Message(
        "不支持 % 开头的 YAML 指令；请删去这一行",
        "YAML directives (lines that start with %) are not read; delete the line",
    ),
    "source.second-document": Message(
        "一个文件只能有一份内容，这里开始了第二份（---）；请分成两个文件",
        "one file holds one document, and a second begins here (---); make two files of it",
    ),
    "source.complex-key": Message(
        "冒号前面只能是一个词，不能是 [ ] 或 {{ }} 括起来的内容",
        "a word stands before the colon, not something in [ ] or {{ }}",
    ),
    "source.duplicate-key": Message(
        "“{key}”写了两次，第一次在第 {first} 行；请只留一个",
        '"{key}" is given twice, first on line {first}; keep one',
    ),
    "source.too-deep": Message(
        "嵌套超过 {limit} 层；自查报告一般不超过 5 层",
        "nested more than {limit} levels deep; a report needs about 5",
    ),
    "source.too-many": Message(
        "内容超过 {limit} 个值，不再读取",
        "more than {limit} values; the file is not read any further",
    ),
    "source.too-long": Message(
        "这个值超过 {limit} 个字符",
        "this value is longer than {limit} characters",
    ),
    "source.empty-block": Message(
        "“{sign}”在 YAML 里表示从下一行起是多行文字，而下面没有文字；如要写“{sign}”本身，请给整个值加引号",
        '"{sign}" announces text on the lines below, and there is none; to write the sign itself, quote the value',
    ),
    "source.odd-space": Message(
        "这里的空格不是普通空格（{character}，常见的是全角空格）；请换成半角空格",
        "the blank here is {character}, perhaps a full-width space, not an ordinary one; use plain spaces",
    ),
    "source.empty": Message(
        "文件是空的，没有任何内容",
        "the file is empty",
    ),
    "yaml.full-width": Message(
        "这里的“{sign}”是全角符号；请改成半角“{plain}”，后面加一个空格",
        'the "{sign}" here is a full-width sign; write "{plain}" and a space after it',
    ),
    "yaml.escape": Message(
        "双引号里的反斜杠 \\ 写法不对；请改用单引号",
        "there is a backslash that means nothing in double quotes; use single quotes",
    ),
    "yaml.unclosed-quote": Message(
        "从这里开始的引号没有结束（读到第 {line} 行）；请补上另一半引号",
        "the quote that opens here is not closed (read up to line {line}); add the closing quote",
    ),
    "yaml.unclosed-bracket": Message(
        "从这里开始的括号没有正确结束（读到第 {line} 行）；请检查括号和半角逗号",
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
        "括号里的值含有“: ”；请给整个值加引号：{quoted}",
        'a value in braces or brackets contains ": "; put the whole value in quotes: {quoted}',
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
    "yaml.tab": Message(
        "这里有制表符（Tab）；请用空格缩进",
        "there is a tab here; indent with spaces",
    ),
    "yaml.after-value": Message(
        "这个值到前面的引号或括号就结束了，后面不能再有文字；请给整个值加上引号",
        "the value ended with the quote or bracket before this; put the whole value in quotes",
    ),
    "yaml.second-colon": Message(
        "这一行多了一个“: ”，或者上一行缺冒号、缩进不对；值里有冒号时请加引号",
        'there is one ": " too many on this line, or the line above lacks a colon; quote a value that holds one',
    ),
    "yaml.no-colon": Message(
        "这一行缺少“: ”（半角冒号加空格）",
        'this line lacks ": " (a colon and a space)',
    ),
    "yaml.indentation": Message(
        "这一行的缩进和上面对不齐；同一层的行要左对齐",
        "this line is not aligned with those above; lines of one level begin in one column",
    ),
    "yaml.start": Message(
        "值不能以这个符号开头；请给整个值加上引号，列表请写成 [甲, 乙]",
        "a value cannot begin with this sign; put the whole value in quotes, or a list in brackets",
    ),
    "yaml.other": Message(
        "这里不符合 YAML 写法（{why}）",
        "this is not YAML ({why})",
    ),
    # --- the keys are not those of the file's kind ---
    "schema.same-key": Message(
        "“{key}”和第 {first} 行的“{other}”是同一项；请只留一个",
        '"{key}" is the same as "{other}" on line {first}; keep one',
    ),
    "schema.unknown-key": Message(
        "没有“{key}”这一项{near}",
        'there is no key "{key}" here{near}',
    ),
    "schema.missing": Message(
        "缺少“{key}”这一项{spelled}",
        'the key "{key}" is missing',
    ),
    "schema.mapping": Message(
        "“{key}”下面应当是“键: 值”，每行一个",
        '"{key}" holds lines of "key: value"',
    ),
    "schema.not-a-mapping": Message(
        "文件应当由“键: 值”组成，每行一个",
        'the file consists of lines of "key: value"',
    ),
    "schema.empty": Message(
        "“{key}”不能是空的",
        '"{key}" cannot be empty',
    ),
    "schema.mapping-on-a-line": Message(
        "“{key}”下应逐行填写“键: 值”，例如 {example}",
        '"{key}" holds lines of "key: value", such as {example}',
    ),
    "schema.blank": Message(
        "“{key}”未填写；请填写",
        '"{key}" is blank; fill it in',
    ),
    "schema.records": Message(
        "“{key}”是列表，每条请写成 {example}",
        '"{key}" is a list; write each entry as {example}',
    ),
    "schema.list": Message(
        "“{key}”应当是列表，写成 {example}，只有一个也要加方括号",
        '"{key}" is a list: write {example}, with brackets even for a single one',
    ),
    "schema.text": Message(
        "“{key}”应当只有一个值，不能留空，也不能是列表或“键: 值”",
        '"{key}" is a single value: not empty, no list, no "key: value"',
    ),
    "schema.other": Message(
        "“{key}”不对（{why}）",
        '"{key}" is wrong ({why})',
    ),
    # --- a value is not what its field takes ---
    "field.too-many-digits": Message(
        "数字最多 {limit} 位",
        "a number has at most {limit} digits",
    ),
    "field.count-is-date": Message(
        "“{written}”像是日期，这里要填数量",
        '"{written}" looks like a date; a count is wanted here',
    ),
    "field.leading-zero": Message(
        "“{written}”以 0 开头；请写成 {wanted}",
        '"{written}" begins with 0; write {wanted}',
    ),
    "field.other-digits": Message(
        "“{written}”不是通用的数字写法；请写成 {wanted}",
        '"{written}" is not in plain digits; write {wanted}',
    ),
    "field.range": Message(
        "“{written}”是一个范围；请填实际的一个数",
        '"{written}" is a range; state the one actual number',
    ),
    "field.vague": Message(
        "“{written}”不是确切的数；请只写实际的那个数",
        '"{written}" is not an exact number; write the actual one, nothing else',
    ),
    "field.decimal": Message(
        "“{written}”带小数点；请填整数",
        '"{written}" has a decimal point; state a whole number',
    ),
    "field.negative": Message(
        "“{written}”是负数；数量不能小于 0",
        '"{written}" is negative; a count is 0 or more',
    ),
    "field.not-a-count": Message(
        "“{written}”不是数量；请填整数，例如 6",
        '"{written}" is not a count; state a whole number, such as 6',
    ),
    "field.other-unit": Message(
        "“{written}”的单位是“{unit}”，这里的单位是“{wanted}”；请核对，只写数字即可",
        'the unit of "{written}" is "{unit}", here it is "{wanted}"; check it, the bare number is enough',
    ),
    "field.impossible-date": Message(
        "没有“{written}”这一天",
        'there is no such day as "{written}"',
    ),
    "field.date-digits": Message(
        "日期“{written}”请写成 {wanted}",
        'write the date "{written}" as {wanted}',
    ),
    "field.incomplete-date": Message(
        "日期“{written}”不完整；请写到日，例如 2014-10-20",
        'the date "{written}" lacks a part; state the day, such as 2014-10-20',
    ),
    "field.not-a-date": Message(
        "“{written}”不是日期；请写成 2014-10-20 这样",
        '"{written}" is not a date; write it like 2014-10-20',
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
        'write "in-progress", or "not-started" if nothing was begun',
    ),
    "meant.under-way": Message(
        "请填“进行中”，已有书面成果的填“阶段性成果”",
        'write "in-progress", or "interim" if there is a result on paper',
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
        "这里不能填“{written}”；可以填：{known}",
        '"{written}" is not allowed here; use one of: {known}',
    ),
    "field.list-in-one": Message(
        "“{written}”里有“{sign}”，像是把几个编号写在了一起；请写成 [Z01, Z02]",
        '"{written}" holds "{sign}" and looks like several ids in one; write [Z01, Z02]',
    ),
    # --- a name that does not exist ---
    "name.province": Message(
        "“{name}”不在填报单位之内{near}",
        '"{name}" is not one of those that report{near}',
    ),
    "name.obligation": Message(
        "计划里没有“{name}”这项任务要求{near}",
        'the plan has no obligation "{name}"{near}',
    ),
    "name.task-has-several": Message(
        "任务 {task} 有几项要求，请写明是哪一项：{ids}",
        "task {task} has several obligations, say which: {ids}",
    ),
    "name.task-has-none": Message(
        "任务 {task} 没有对填报单位提出要求，不用填报",
        "task {task} asks nothing of those who report; leave it out",
    ),
    "name.task": Message(
        "计划里没有任务“{name}”{near}",
        'the plan has no task "{name}"{near}',
    ),
    "name.national": Message(
        "national 指计划的发布单位，不能用作填报单位的名称",
        "national means the plan's issuer and is no name of one that reports",
    ),
    "name.tier": Message(
        "没有“{name}”这个类别；计划分为：{tiers}（可写 {keys}）",
        'there is no tier "{name}"; the plan has: {tiers} (write {keys})',
    ),
}
