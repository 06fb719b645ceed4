"""Every sentence plancheck says, in Chinese and English side by side.

Findings and problems carry a key and values; ``wording`` makes text of them. The wording of a plan
is not here: titles and duties carry both languages in the plan's own file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Lang(StrEnum):
    """The language of what is shown."""

    ZH = "zh"
    EN = "en"


class Message(NamedTuple):
    """One sentence in both languages, with the same named values."""

    zh: str
    en: str


MESSAGES: dict[str, Message] = {
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
    # --- the rule set can be used, and yet something is amiss ---
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
    "kind.missing": Message("未报", "missing"),
    "kind.absent": Message("应报未报", "not handed in"),
    "kind.review": Message("待核", "review"),
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
    # --- findings ---
    "finding.status-met": Message(
        "填报{actual}，要求{expected}",
        "reported {actual}, the plan asks for {expected}",
    ),
    "finding.quota-met": Message(
        "填报{actual}{unit}，要求{bound}{required}",
        "{unit}: {actual} reported, the plan asks for {bound} {required}",
    ),
    "finding.within-cap": Message(
        "填报{actual}{unit}，没有超过上限{required}",
        "{unit}: {actual} reported, within the cap of {required}",
    ),
    "finding.units-met": Message(
        "{count} 个{unit_name}都做到了{asked}",
        "all units ({unit_name}), {count} in number, have {asked}",
    ),
    "finding.below-quota": Message(
        "填报{actual}{unit}，要求{bound}{required}，还差{gap}{unit}",
        "{unit}: {actual} reported, the plan asks for {bound} {required}; {gap} short",
    ),
    "finding.below-any": Message(
        "填报{actual}{unit}，计划数未注明，但无论计划数多少都不够",
        "{unit}: {actual} reported; the allotted number is not stated, but no number is that small",
    ),
    "finding.over-cap": Message(
        "填报{actual}{unit}，要求{bound}{required}，超出{gap}{unit}",
        "{unit}: {actual} reported, the plan asks for {bound} {required}; {gap} over",
    ),
    "finding.over-unknown-cap": Message(
        "填报{actual}{unit}，计划数未注明，可能已经超出",
        "{unit}: {actual} reported; the allotted number is not stated and may be exceeded",
    ),
    "finding.status-short": Message(
        "填报{actual}，要求{expected}",
        "reported {actual}, the plan asks for {expected}",
    ),
    "finding.not-started": Message(
        "填报未启动，要求{asked}",
        "reported as not started, the plan asks for {asked}",
    ),
    "finding.not-undertaken": Message(
        "填报不承担，但这是必做任务",
        "reported as not undertaken, but the duty is mandatory",
    ),
    "finding.late": Message(
        "完成日期 {date} 晚于期限 {due}",
        "dated {date}, after the deadline {due}",
    ),
    "finding.ahead": Message(
        "日期 {date} 晚于截止日期 {as_of}，那时尚未完成，期限 {due}",
        "dated {date}, after {as_of}, so not done by then; due {due}",
    ),
    "finding.early": Message(
        "日期 {date} 早于计划开始的 {from}，是否算本计划的工作要由人判断",
        "dated {date}, before the plan begins on {from}; whether that counts is for a person to say",
    ),
    "finding.missing": Message(
        "没有填报，要求{asked}",
        "nothing is reported, the plan asks for {asked}",
    ),
    "finding.blank": Message(
        "列了这一项但没有填，要求{asked}",
        "the entry is left blank, the plan asks for {asked}",
    ),
    "finding.no-status": Message(
        "没有填状态，要求{asked}",
        "no status is stated, the plan asks for {asked}",
    ),
    "finding.no-number": Message(
        "没有填数量，要求{asked}",
        "no number is stated, the plan asks for {asked}",
    ),
    "finding.rows-only": Message(
        "台账列有 {listed} 条，但没有填数量，要求{asked}",
        "the ledger lists {listed}, but no number is stated; the plan requires {asked}",
    ),
    "finding.units": Message("{units}", "{units}"),
    "finding.undecided": Message(
        "没有说明{facts}，而结论取决于此：{worlds}",
        "not stated: {facts}. The verdict depends on that: {worlds}",
    ),
    "finding.ledger": Message(
        "填报{claimed}{unit}，台账能计入的有{counted}{unit}，两者不一致{ledger}",
        "{unit}: {claimed} claimed, {counted} counted in the ledger; they disagree{ledger}",
    ),
    "finding.undated": Message(
        "已达到要求，但没有日期；{day}，期限 {due} 已过，无法确认是否按期完成",
        "the requirement is met but not dated; {day} is after the deadline {due}, so it is not known whether it was met in time",
    ),
    "day.judged": Message("截至 {as_of}", "{as_of}"),
    "day.own": Message("截至报告自填的统计截止日期 {as_of}", "the report's own as-of date {as_of}"),
    "finding.designated-not-allotted": Message(
        "已被指定，而分配数写明没有下达计划数，两者矛盾",
        "it is designated, but the allotments state that no number is allotted; the two contradict each other",
    ),
    "finding.if-designated-not-allotted": Message(
        "分配数写明没有下达计划数，是否被指定未注明；如被指定，两者即为矛盾",
        "the allotments state that no number is allotted, but no input states whether it is designated; "
        "a designation would contradict that",
    ),
    "finding.no-evidence": Message(
        "已达到要求，但没有佐证",
        "the requirement is met, but there is no evidence",
    ),
    "finding.not-due": Message(
        "尚未填报，期限 {due}，要求{asked}",
        "nothing reported yet, due {due}, the plan asks for {asked}",
    ),
    "finding.not-yet": Message(
        "填报{had}，尚未达到要求（{asked}），期限 {due}",
        "reported {had}, not yet what the plan asks for ({asked}), due {due}",
    ),
    "finding.unsettled": Message(
        "期限 {due} 尚未到，填报内容还有待补充或核对",
        "the deadline {due} has not passed; something in the entry still has to be added or checked",
    ),
    "finding.waived": Message(
        "已豁免至 {until}（{approved_by}：{why}）；原结论：{beneath}",
        "waived until {until} ({approved_by}: {why}); otherwise: {beneath}",
    ),
    "finding.not-taken-up": Message(
        "选做，没有承担",
        "optional and not taken up",
    ),
    "finding.declined": Message(
        "选做，填报为不承担",
        "optional, reported as not undertaken",
    ),
    "finding.begun": Message(
        "选做，已着手（{had}）但没有达到（{asked}）",
        "optional, begun ({had}) but short ({asked})",
    ),
    "finding.not-asked": Message(
        "计划没有对本单位提出这项要求",
        "the plan does not ask this here",
    ),
    "finding.not-designated": Message(
        "只要求被指定的做，本单位未被指定",
        "asked only of those that are designated, and this one is not",
    ),
    "finding.not-in-tier": Message(
        "不对{tier}提出要求，{tier}也不会被指定",
        "not asked of a {tier}, which cannot be designated either",
    ),
    "finding.not-allotted": Message(
        "仅要求被指定或下达计划数的单位，本单位两者都不是",
        "required only if designated or allotted a number, and this one is neither",
    ),
    "finding.has-no-units": Message(
        "没有{unit_name}",
        "there is no {unit_name}",
    ),
    # --- notes ---
    "note.read-as": Message(
        "“{written}”读作 {value}",
        '"{written}" is read as {value}',
    ),
    "note.implausible": Message(
        "{value} 大得不寻常，请核对",
        "{value} is unusually large; check it",
    ),
    "note.status": Message(
        "数量已达到，但状态填的是{status}，请核对",
        "the number is reached, but the status says {status}; check it",
    ),
    "note.evidence": Message(
        "佐证 {ids} 不在佐证清单里",
        "the evidence {ids} is not in the list of evidence",
    ),
    "note.evidence-empty": Message(
        "佐证材料 {ids} 没有写明标题、文号、网址或文件，不能作为佐证；请补充",
        "the evidence {ids} states no title, number, address or file, so it proves nothing; complete it",
    ),
    "note.evidence-placeholder": Message(
        "佐证材料 {id} 填写的“{written}”不是材料的名称，不能作为佐证；请补充",
        'the evidence {id} says "{written}", which names no document, so it proves nothing; complete it',
    ),
    "note.as-of": Message(
        "截止日期 {as_of} 是报告自己写的，早于计划期末 {to}；之后到期的要求没有计为未报",
        "the day {as_of} is the report's own and before the period ends on {to}; what is due later is not missing yet",
    ),
    "note.not-in-roster": Message(
        "名册中没有{subject}，其类别、指定、计划数和所属单位均视为未知",
        "the roster does not list {subject}, so its tier, designations, allotted numbers and units count as unknown",
    ),
    "note.evidence-later": Message(
        "佐证 {ids} 的日期晚于截止日期 {as_of}",
        "the evidence {ids} is dated after {as_of}",
    ),
    "note.not-asked": Message(
        "这一项没有要求本单位做，填报的内容不计入",
        "this is not asked here; what is reported does not count",
    ),
    "note.allotment": Message(
        "报告写的分配数是 {stated}，按名册的 {allotted} 核查",
        "the report states an allotment of {stated}; judged by the roster's {allotted}",
    ),
    "note.ledger": Message(
        "台账能计入的是 {counted}，与填报的 {claimed} 不一致，请核对{ledger}",
        "the ledger counts {counted}, the claim is {claimed}; check which is right{ledger}",
    ),
    "note.ledger-less": Message(
        "台账能计入的是 {counted}，与填报的 {claimed} 不一致，按较不利的数核查{ledger}",
        "the ledger counts {counted}, the claim is {claimed}; the less favourable number is used{ledger}",
    ),
    "note.least-favourable": Message(
        "{facts}未注明；任何情形下都不是未达标或未填报，此处为其中最不利的结论",
        "not stated: {facts}. No possible value makes this fail; the least favourable verdict is shown",
    ),
    "note.unconfirmed": Message(
        "{facts}仅由报告自填，名册未确认，视为未知",
        "only the report states this, and the roster does not confirm it, so it counts as unknown: {facts}",
    ),
    "note.own-allotment": Message(
        "计划数 {allotted} 为报告自填，没有名册确认",
        "the allotted number {allotted} is the report's own; no roster confirms it",
    ),
    "note.own-none": Message(
        "没有下达计划数为报告自填，没有名册确认",
        "that no number is allotted is the report's own word; no roster confirms it",
    ),
    "note.unit-not-in-roster": Message(
        "名册没有列出 {units}，按报告填报的核查",
        "the roster does not list {units}; what the report states on it is checked",
    ),
    "note.waiver-expired": Message(
        "豁免（{approved_by}）已于 {until} 到期",
        "the waiver ({approved_by}) ended on {until}",
    ),
    # --- what to do about an open point ---
    "todo.finding.below-quota": Message(
        "补足{gap}{unit}后更新数量；如实际数量更多，请更正",
        "make up what is short and update the number, or correct it",
    ),
    "todo.finding.below-any": Message(
        "开展后更新数量，并写明计划数",
        "begin, update the number, and state the allotted number",
    ),
    "todo.finding.over-cap": Message(
        "减少{gap}{unit}，或更正数量",
        "take back what is over, or correct the number",
    ),
    "todo.finding.over-unknown-cap": Message(
        "写明计划数，并填写数量",
        "state the allotted number, and the number reached",
    ),
    "todo.finding.status-short": Message(
        "推进到“{expected}”后更新{status_key}；如实际已达到“{expected}”，请更正",
        'bring it to "{expected}" and update the {status_key}; if it is "{expected}" already, correct the {status_key}',
    ),
    "todo.finding.not-started": Message(
        "开展后填写数量",
        "begin, then state the number",
    ),
    "todo.finding.not-undertaken": Message(
        "必做任务须承担；确有原因的，申请豁免",
        "a mandatory duty has to be done; where there is a reason, ask for a waiver",
    ),
    "todo.finding.late": Message(
        "核对日期；确已逾期的，说明情况并申请豁免",
        "check the date; if it is late indeed, explain and ask for a waiver",
    ),
    "todo.optional-late": Message(
        "核对日期",
        "check the date",
    ),
    "todo.finding.early": Message(
        "核对日期，或由主管部门确认是否计入",
        "check the date, or have the office in charge say whether it counts",
    ),
    "todo.finding.missing": Message(
        "在{tasks_key}下补填 {obligation}",
        "add {obligation} under {tasks_key}",
    ),
    "todo.unit-missing": Message(
        "在 {obligation} 的{units_key}下填报{name}",
        "report {name} under the {units_key} of {obligation}",
    ),
    "todo.finding.blank": Message(
        "补填 {obligation} 的内容；没有做就如实填“未启动”",
        "fill in {obligation}; write not-started if nothing was done",
    ),
    "todo.finding.no-status": Message(
        "补填{status_key}",
        "state the {status_key}",
    ),
    "todo.finding.no-number": Message(
        "补填数量（{metric}）",
        "state {metric}",
    ),
    "todo.finding.undecided": Message(
        "{supply}",
        "{supply}",
    ),
    "todo.finding.ledger": Message(
        "核对台账与填报数，改成一致",
        "check the ledger against the number and make them agree",
    ),
    "todo.finding.undated": Message(
        "补填完成{date_key}",
        "state the date of completion ({date_key})",
    ),
    "todo.finding.designated-not-allotted": Message(
        "向发布单位核实是否被指定、有无计划数，更正不实的一处",
        "ask the issuer about the designation and the allotted number, and correct the one that is wrong",
    ),
    "todo.finding.rows-only": Message(
        "补填数量（{metric}）",
        "state {metric}",
    ),
    "todo.finding.no-evidence": Message(
        "在{evidence_key}清单里列出，并在这一项引用编号",
        "list the {evidence_key} and name its id in the entry",
    ),
    # --- the facts that may be unknown, and how to supply them ---
    "fact.tier": Message(
        "类别",
        "the tier",
    ),
    "fact.designated": Message(
        "是否被指定",
        "whether it is designated",
    ),
    "fact.allotment": Message(
        "计划数",
        "the allotted number",
    ),
    "fact.units": Message(
        "有无所属单位",
        "whether it has units",
    ),
    "fact.units-of": Message(
        "有无{unit_name}",
        "whether there is a {unit_name}",
    ),
    "supply.tier": Message(
        "在名册里写明类别，或用 --tier 给出；没有名册的，也可写在报告里",
        "state the tier in the roster or with --tier, or in the report if no roster is used",
    ),
    "supply.designated": Message(
        "在名册的{designated_key}里写明，没有名册的写在报告里（没有被指定写 []）",
        "state the designations ({designated_key}) in the roster, or in the report if no roster is used ([] for none)",
    ),
    "supply.allotment": Message(
        "在名册的{allotments_key}里写明计划数和文号，没有名册的写在报告里（未下达计划数的写“无”，必做的除外）",
        "state the allotted number ({allotments_key}), with its document, in the roster, or in the report if no roster "
        "is used (none if no number is allotted, unless the duty is owed in any case)",
    ),
    "supply.units": Message(
        "在名册中列出单位，没有名册的在条目的{units_key}下逐个填报（没有单位写 {units}: {{}}）",
        "list the units in the roster, or report each under {units_key} if no roster is used ({units}: {{}} if there is none)",
    ),
    "world.designated": Message(
        "被指定",
        "designated",
    ),
    "world.not-designated": Message(
        "未被指定",
        "not designated",
    ),
    "world.allotted": Message(
        "有分配",
        "any number allotted",
    ),
    "world.allotted-up-to": Message(
        "分配不超过{number}{unit}",
        "at most {number} {unit} allotted",
    ),
    "world.allotted-between": Message(
        "分配{low}至{high}{unit}",
        "{low} to {high} {unit} allotted",
    ),
    "world.allotted-from": Message(
        "分配{number}{unit}以上",
        "{number} {unit} or more allotted",
    ),
    "world.not-allotted": Message(
        "没有分配",
        "none allotted",
    ),
    "world.has-units": Message(
        "有{unit_name}",
        "has a {unit_name}",
    ),
    "world.no-units": Message(
        "没有{unit_name}",
        "has no {unit_name}",
    ),
    "gap.at-least": Message(
        "至少{gap}",
        "at least {gap}",
    ),
    "point.title": Message(
        "{subject} {obligation} {name}：{verdict}", "{subject} {obligation} {name}: {verdict}"
    ),
    "point.problem": Message("没有得出结论", "no verdict"),
    "point.whole": Message("报告整体", "report as a whole"),
    "point.report": Message("{subject} {name}：{outcome}", "{subject} {name}: {outcome}"),
    "point.todo": Message("。→ {todo}", ". -> {todo}"),
    "clause": Message(
        "（依据：任务{task}“{cites}”）",
        '(task {task}: "{cites}")',
    ),
    "clause.bare": Message("（依据：任务{task}）", "(task {task})"),
    "ledger.outside": Message(
        "{outside} 条不在计算的时间内", "{outside} outside the time that counts"
    ),
    "ledger.repeated": Message("{repeated} 条重复", "{repeated} given twice"),
    # --- words ---
    "bound.at_least": Message("不少于", "at least"),
    "bound.at_most": Message("不超过", "at most"),
    "bound.exactly": Message("正好", "exactly"),
    "asked.allotment": Message("计划数", "the allotted number"),
    "asked.number": Message("{expected}{unit}", "{expected}"),  # in English the unit comes first
    "cell.allotment": Message("计划数", "allotted number"),
    "word.none": Message(
        "（无）",
        "(none)",
    ),
    "origin.report": Message("报告", "the report"),
    "origin.roster": Message("名册", "the roster"),
    "origin.option": Message("--tier 选项", "the option --tier"),
    "verdict.pass": Message("达标", "pass"),
    "verdict.fail": Message("未达标", "fail"),
    "verdict.missing": Message("未报", "missing"),
    "verdict.review": Message("待核", "review"),
    "verdict.pending": Message("未到期", "pending"),
    "verdict.waived": Message("豁免", "waived"),
    "verdict.optional": Message("选做未成", "optional"),
    "verdict.not-applicable": Message("不适用", "not applicable"),
    "level.mandatory": Message("必做", "mandatory"),
    "level.optional": Message("选做", "optional"),
    "level.designated": Message("指定", "designated"),
    "level.allotted": Message("下达计划数", "allotted"),
    "level.designated-or-allotted": Message("指定或下达计划数", "designated or allotted"),
    "level.none": Message("—", "—"),
    "level.unknown": Message("待定", "unknown"),
    "status.not-started": Message("未启动", "not-started"),
    "status.in-progress": Message("进行中", "in-progress"),
    "status.interim": Message("阶段性成果", "interim"),
    "status.completed": Message("完成", "completed"),
    "status.not-undertaken": Message("不承担", "not-undertaken"),
    "report.no-tier-complies": Message(
        "无论属于哪一类都不符合要求：{tiers}",
        "complies in no tier: {tiers}",
    ),
    "outcome.compliant": Message("合规", "compliant"),
    "outcome.on-track": Message("暂无逾期", "on track"),
    "outcome.not-compliant": Message("不合规", "not compliant"),
    "outcome.undetermined": Message(
        "待定，有待核事项", "undetermined, something is to be reviewed"
    ),
    # --- headings and lines of the table ---
    "table.task": Message("任务", "Task"),
    "table.obligation": Message("任务要求", "Obligation"),
    "table.level": Message("级别", "Level"),
    "table.asked": Message("要求", "Asked"),
    "table.reported": Message("实报", "Reported"),
    "table.verdict": Message("结论", "Verdict"),
    "table.place": Message("位置", "Place"),
    "table.due": Message("期限", "Due"),
    "table.plan": Message(
        "计划：{title}（{id}，规则集 sha256 {sha256}）",
        "Plan: {title} ({id}, rule set sha256 {sha256})",
    ),
    "table.report": Message("报告：{path}", "Report: {path}"),
    "table.tier-unknown": Message(
        "类别没有说明",
        "tier not stated",
    ),
    "table.none": Message(
        "不分类别",
        "no tier",
    ),
    "table.tier-own": Message("{tier}（自报）", "{tier} (self-reported)"),
    "table.tier-unconfirmed": Message(
        "类别未经名册确认（自报为{tier}）",
        "tier not confirmed by the roster (self-reported as {tier})",
    ),
    "table.open": Message("需要处理的有 {count} 项：", "Open points, {count}:"),
    "table.questions": Message(
        "待核的有 {reviews} 项，取决于 {facts} 个未注明的事实：",
        "Facts that are not stated: {facts}. Reviews that wait for them: {reviews}",
    ),
    "table.question": Message(
        "{number}. {fact}（{count} 项）",
        "{number}. {fact} ({count})",
    ),
    "table.question-of": Message(
        "{number}. {obligation}：{fact}（{count} 项）",
        "{number}. {fact}, {obligation} ({count})",
    ),
    "table.notes": Message("提示：", "Notes:"),
    "table.summary": Message(
        "结论：{outcome}。共 {total} 项：{counts}",
        "Outcome: {outcome}. {total} obligations: {counts}",
    ),
    "table.pending": Message(
        "还没有到期、到期前须完成的有 {count} 项：", "Not due yet and still to be done, {count}:"
    ),
    "table.unusable": Message(
        "文件有问题，没有得出结论：{path}",
        "Unusable, no verdict: {path}",
    ),
    "table.problems": Message("本次核查有问题：", "Problems of this run:"),
    "table.more": Message(
        "另有 {count} 条，用 --format json 看全部", "and {count} more; --format json has them all"
    ),
    "table.more-capped": Message(
        "另有 {count} 条，--format json 列出其中 {told} 条",
        "and {count} more; --format json lists {told} of them",
    ),
    "table.many": Message(
        "报告超过 {limit} 份：逐份只列未完成事项，全部核查项见 --format json、csv 或 html",
        "more than {limit} reports: of each only what is open; "
        "--format json, csv or html has every finding",
    ),
    "table.row-unusable": Message("不可用", "unusable"),
    # --- pages: markdown and html ---
    "page.title": Message("自查报告核查结果", "Results of the check"),
    "page.version": Message("由 plancheck {version} 生成", "made by plancheck {version}"),
    "page.failed": Message(
        "程序出错，这一页的内容不能作准",
        "plancheck itself failed, and nothing on this page can be relied on",
    ),
    "page.outcome": Message("共 {reports} 份报告：{counts}", "Reports: {reports}. {counts}"),
    "page.nothing": Message("没有得出任何结论", "No verdict was reached"),
    "page.undetermined": Message("待定", "undetermined"),
    "page.absent": Message("应报未报", "not handed in"),
    "page.reports": Message("各单位的结论", "Outcome by subject"),
    "page.tasks": Message("各任务的结论", "Verdicts by task"),
    "page.gaps": Message("离要求还差多少，差得多的在前", "What is short, the furthest first"),
    "page.totals": Message("对全体提出的总数", "Numbers set for all together"),
    "page.legend": Message("图例", "Legend"),
    "page.outcome-heading": Message("总结论", "Outcome"),
    "page.tier": Message("类别", "Tier"),
    "page.as-of": Message("截至 {as_of}", "as of {as_of}"),
    "page.as-of-own": Message(
        "截至 {as_of}（报告自定，早于计划期末 {to}）",
        "as of {as_of} (the report's own day, before the plan period ends on {to})",
    ),
    "page.asks-nothing": Message(
        "本单位没有必做的任务要求",
        "The plan makes nothing mandatory for this subject",
    ),
    "page.nothing-mandatory": Message(
        "{outcome}（本单位没有必做的任务要求）", "{outcome} (nothing is mandatory)"
    ),
    "page.nothing-mandatory-of": Message(
        "{outcome} {count}（其中{nothing}份没有必做的任务要求）",
        "{outcome} {count} (nothing is mandatory in {nothing})",
    ),
    "page.own": Message("报告自报：{facts}", "Self-reported: {facts}"),
    "page.unconfirmed": Message("未经名册确认：{facts}", "Not confirmed by the roster: {facts}"),
    "own.designated": Message("指定任务", "designations"),
    "own.allotment": Message("{obligation} 的计划数", "allotted number of {obligation}"),
    "own.units": Message("{obligation} 的所属单位", "units of {obligation}"),
    "page.gap": Message("还差", "Short by"),
    "page.counted": Message("已确认", "Certain"),
    "page.possible": Message("最多可达", "At most"),
    "page.not-known": Message("尚不确定", "not known"),
    "page.depends": Message("还取决于", "Depends on"),
    "page.comparison": Message("与上次相比", "Compared with the run before"),
    "page.only-new": Message(
        "只有新增的问题计入退出码", "only what is new counts for the exit code"
    ),
    "page.new": Message("新增问题", "New points"),
    "page.fixed": Message("已解决", "Fixed"),
    "page.unchanged": Message("仍未解决", "Unchanged"),
    "page.fell": Message("变小的数", "Numbers that went down"),
    "page.gone": Message("上次有报告、这次没有的单位", "Had a report then and have none now"),
    "page.unattributed": Message("不可用（填报单位不明）", "unusable (subject unknown)"),
    "page.skipped": Message("未核查的其他文件（{count} 个）", "Other files, not checked ({count})"),
    "page.problems": Message("本次核查的问题", "Problems of this run"),
    "page.open": Message("需要处理（{count} 项）", "Open points ({count})"),
    "page.pending": Message("还没有到期（{count} 项）", "Not due yet ({count})"),
    "page.notes": Message("提示", "Notes"),
    "page.findings": Message("全部核查项", "All findings"),
    "page.todo": Message("怎么办：", "To do: "),
    "page.among": Message("{subjects}等 {count} 个", "{subjects} and others, {count} in all"),
    "page.more": Message("另有 {count} 条", "and {count} more"),
    "page.left-out": Message(
        "篇幅有限，有 {count} 份报告没有列出明细",
        "for want of room, the details of {count} reports are left out",
    ),
    "page.obligations": Message("任务要求一览", "Obligations"),
    "page.what": Message("要做什么", "What to do"),
    "page.contents": Message("本页内容", "On this page"),
    "page.top": Message("回到开头", "Back to the top"),
    # --- the list of obligations ---
    "table.blank": Message("{count} 项未填：{obligations}", "{count} left blank: {obligations}"),
    "table.skipped": Message("{path}（{kind}）", "{path} ({kind})"),
    "table.skipped-count": Message(
        "未核查的其他文件 {count} 个：", "Other files, not checked: {count}"
    ),
    "skipped.evidence": Message("佐证材料", "evidence"),
    "skipped.roster": Message("名册", "roster"),
    "skipped.waivers": Message("豁免清单", "waivers"),
    "skipped.plan": Message("规则集", "rule set"),
    "skipped.result": Message("核查结果", "result"),
    "skipped.excluded": Message("已排除", "excluded"),
    "skipped.hidden": Message("隐藏文件", "hidden"),
    "skipped.lock": Message("锁定文件", "lock file"),
    "skipped.other": Message("其他文件", "other"),
    # --- many reports ---
    "rollup.title": Message("各单位各项任务一览", "Every subject and task"),
    "rollup.subject": Message("填报单位", "Subject"),
    "rollup.blocking": Message("未达标和未报", "fail or missing"),
    "rollup.absent": Message("应报未报 {count}：{subjects}", "No report, {count}: {subjects}"),
    "rollup.repeated": Message(
        "有不止一份自查报告，全国数量不予合计：{subjects}",
        "More than one report, so national numbers are not added up: {subjects}",
    ),
    "rollup.gaps": Message("差距 {count} 处，大的在前：", "Gaps, {count}, the largest first:"),
    "rollup.gap": Message(
        "{subject} {obligation} {name}：{actual}/{expected}{unit}，差{gap}{unit}",
        "{subject} {obligation} {name}: {actual} of {expected} {unit}, {gap} short",
    ),
    "rollup.totals": Message("全国数量：", "National numbers:"),
    "rollup.total": Message(
        "{obligation} {name}：{asked}，各报告合计{counted}{unit}，{verdict}",
        "{obligation} {name}: {asked}, the reports add up to {counted} {unit}: {verdict}",
    ),
    "rollup.depends": Message("还取决于：{subjects}", "depends on {subjects}"),
    "rollup.depends-unknown": Message("不知道还有谁填报", "nobody said who else reports"),
    "rollup.depends-many": Message(
        "还取决于{subjects}等 {count} 个", "depends on {subjects} and others, {count} in all"
    ),
    # --- a whole plan ---
    "page.plan-facts": Message(
        "谁属于哪一类、谁被指定，计划没有写，以发布单位的通知为准；下表按类别列出。",
        "The plan does not say who is of which tier or who is designated; the issuer's notices do. The table goes by tier.",
    ),
    "page.asked": Message("要求谁做什么", "What is asked of whom"),
    "page.nobody": Message(
        "本任务不对填报单位提出要求。", "This task asks nothing of those who report."
    ),
    "page.cites": Message("依据：{phrases}", "By these words: {phrases}"),
    "page.reading": Message("理解：{reading}", "Reading: {reading}"),
    # --- reports written in one way ---
    "fmt.would-change": Message("{path}：写法不统一", "{path}: would be rewritten"),
    "fmt.changed": Message(
        "改成统一写法后内容会变，没有改动这个文件；请报给维护者",
        "written in one way it would say something else, so it is left as it is; please report it",
    ),
    # --- one plan and another ---
    "diff.plans": Message(
        "从 {before}（{before_sha256}）到 {now}（{now_sha256}）",
        "From {before} ({before_sha256}) to {now} ({now_sha256})",
    ),
    "diff.none": Message("没有不同。", "No difference."),
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
    "diff.aspect": Message("{aspect}：{before} → {now}", "{aspect}: {before} → {now}"),
    "diff.turns": Message(
        "已有报告的结论会改变 {count} 处：",
        "Verdicts on stored reports that would change, {count}:",
    ),
    "diff.no-turns": Message(
        "已有报告的结论都不改变。", "No verdict on a stored report would change."
    ),
    "diff.turn": Message(
        "{path} {subject} {obligation}：{before} → {now}",
        "{path} {subject} {obligation}: {before} → {now}",
    ),
    "diff.unusable": Message("{path} 不能按 {plan} 核查：", "{path} cannot be judged by {plan}:"),
    "diff.before": Message("原来的计划", "the plan before"),
    "diff.now": Message("现在的计划", "the plan now"),
    "diff.not-there": Message("没有这一项", "not in the plan"),
    "diff.counts": Message(
        "新增 {new}，删去 {dropped}，改变 {changed}，只改文字 {reworded}",
        "new {new}, dropped {dropped}, changed {changed}, reworded only {reworded}",
    ),
    "aspect.id": Message("编号", "id"),
    "aspect.title": Message("标题", "title"),
    "aspect.from": Message("开始", "from"),
    "aspect.to": Message("期末", "to"),
    "aspect.subjects": Message("填报单位", "subjects"),
    "aspect.tiers": Message("类别", "tiers"),
    "aspect.metrics": Message("指标", "metrics"),
    "aspect.source": Message("正文", "source"),
    "aspect.level": Message("级别", "level"),
    "aspect.when_designated": Message("被指定时", "when designated"),
    "aspect.when_allotted": Message("下达计划数时", "when a number is allotted"),
    "aspect.status": Message("状态", "status"),
    "aspect.due": Message("期限", "due"),
    "aspect.at_least": Message("至少", "at least"),
    "aspect.at_most": Message("至多", "at most"),
    "aspect.exactly": Message("恰好", "exactly"),
    "aspect.subject": Message("对象", "subject"),
    "aspect.named": Message("点名", "named"),
    "aspect.metric": Message("指标", "metric"),
    "aspect.counted_by": Message("台账计法", "ledger counted by"),
    "aspect.unit": Message("单位", "unit"),
    "aspect.per": Message("按什么计", "per"),
    "aspect.evidence": Message("佐证", "evidence"),
    "aspect.total": Message("合计", "total"),
    "aspect.name": Message("名称", "name"),
    "aspect.says": Message("文字", "wording"),
    "aspect.says_per_tier": Message("分类别的文字", "wording per tier"),
    "aspect.cites": Message("引用", "phrases cited"),
    "aspect.reading": Message("理解", "reading"),
    "aspect.hint": Message("提示", "hint"),
    "aspect.departments": Message("部门", "departments"),
    # --- an obligation explained ---
    "explain.several": Message(
        "“{name}”可以指几项要求，请写明是哪一项：{ids}",
        '"{name}" can mean several obligations, say which: {ids}',
    ),
    "explain.unknown": Message(
        "计划里没有叫“{name}”的任务或要求{near}",
        'the plan has no task or obligation called "{name}"{near}',
    ),
    "explain.task": Message("任务{id} {title}", "Task {id}: {title}"),
    "explain.group": Message("{section} · {group_id} {group}", "{section} · {group_id} {group}"),
    "explain.departments": Message(
        "{issuer}主管部门：{departments}；完成时间一栏：{status}",
        "In charge at the {issuer}: {departments}; the column of deadlines says: {status}",
    ),
    "explain.due": Message("完成时间：{status}", "To be done: {status}"),
    "explain.obligation": Message("{id} {name}", "{id} {name}"),
    "explain.asked": Message("要求", "What is asked"),
    "explain.why": Message("为什么要求，或者为什么不要求", "Why it is asked, or is not"),
    "explain.cites": Message("依据", "The text"),
    "explain.cite": Message("任务{task}，{column}：{phrases}", "task {task}, {column}: {phrases}"),
    "explain.cite-in": Message(
        "任务{task}，{column}第 {paragraph} 段：{phrases}",
        "task {task}, {column}, paragraph {paragraph}: {phrases}",
    ),
    "explain.reading": Message("理解", "Reading"),
    "explain.taken": Message("采用：{text}", "taken: {text}"),
    "explain.other": Message("另一种：{text}", "the other: {text}"),
    "explain.because": Message("理由：{text}", "because: {text}"),
    "explain.national": Message(
        "{issuer}自己的任务，不要求填报单位做",
        "For the {issuer} itself, not asked of those who report",
    ),
    "explain.duty": Message("{id}：{says}", "{id}: {says}"),
    "explain.hint": Message("提示", "Hint"),
    "explain.judged": Message("怎样核查，怎样算做到", "How it is judged, and what meets it"),
    "explain.entry": Message("这样填就达到要求（示例）", "An entry that meets it (an example)"),
    "explain.verdict": Message("本报告的结论", "The verdict on this report"),
    "explain.reported": Message("填报：{value}（{place}）", "reported: {value} ({place})"),
    "explain.threshold": Message("要求：{asked}（{place}）", "asked: {asked} ({place})"),
    "explain.tier-from": Message(
        "类别：{tier}，出自{from}（{place}）", "tier: {tier}, from {from} ({place})"
    ),
    "explain.allotted": Message("分配 {number}{unit}", "{number} {unit} allotted"),
    "explain.unassessed": Message("本任务中不核查的内容", "What of this task is not assessed"),
    "explain.not-assessed": Message("{phrases}：{says}", "{phrases}: {says}"),
    "column.front": Message("文首", "the head"),
    "column.heading": Message("标题", "the heading"),
    "column.goal": Message("目标", "the goal"),
    "column.measures": Message("措施", "the measures"),
    "column.departments": Message("执行部门一栏", "the column of departments"),
    "column.duties": Message("执行单位一栏", "the column of duties"),
    "column.due": Message("完成时间一栏", "the column of deadlines"),
    "why.national": Message(
        "这是{issuer}自己的任务，不要求填报单位做。",
        "This is for the {issuer} itself and is not asked of those who report.",
    ),
    "why.named": Message(
        "计划点名{subject}：{level}，与类别无关。",
        "The plan names {subject}: {level}, whatever the tier.",
    ),
    "why.named-only": Message(
        "计划只对点名的提出：{named}。", "The plan asks it only of those it names: {named}."
    ),
    "why.tier": Message("计划对这一类提出：{level}。", "The plan asks it of this tier: {level}."),
    "why.all": Message("计划对各类都提出：{level}。", "The plan asks it of every tier: {level}."),
    "why.others": Message(
        "计划点名的是{named}，对其他单位：{level}。",
        "The plan names {named}; for all others it is {level}.",
    ),
    "why.designated": Message("已被指定：{level}。", "It is designated: {level}."),
    "why.allotted": Message("已下达计划数：{level}。", "A number is allotted: {level}."),
    "why.designation-open": Message(
        "被指定的：{level}。是否被指定没有说明；请在报告里写 {designated}: [{obligation}]，没有被指定写 []，或用 --roster 给出名册。",
        "If designated: {level}. Nobody stated whether it is; write {designated}: [{obligation}] in the report, [] if it is "
        "not, or pass a roster with --roster.",
    ),
    "why.designation-not-in-roster": Message(
        "被指定的：{level}。名册没有注明是否被指定；请在名册里写 {designated}: [{obligation}]，没有被指定写 []。",
        "If designated: {level}. The roster does not state whether it is; write {designated}: [{obligation}] in the roster, "
        "[] if it is not.",
    ),
    "why.designation-unconfirmed": Message(
        "被指定的：{level}。报告填写了指定任务，但名册没有确认，视为未知；请在名册里写 {designated}: [{obligation}]，没有被指定写 []。",
        "If designated: {level}. The report states its designations, but the roster does not confirm them, so they count "
        "as unknown; write {designated}: [{obligation}] in the roster, [] if it is not.",
    ),
    "why.not-designated": Message(
        "被指定的：{level}。本单位未被指定。",
        "If designated: {level}. This one is not designated.",
    ),
    "why.not-designable": Message(
        "只有{within}可以被指定，所以不要求。",
        "Only these can be designated: {within}; so it is not asked.",
    ),
    "why.allotment-open": Message(
        "下达计划数的：{level}。是否下达计划数未注明；请在报告或名册的{allotments_key}中写明，未下达的写“无”。",
        "If a number is allotted: {level}. Whether one is allotted is not stated; state it under {allotments_key} in the report "
        "or the roster, or none if there is none.",
    ),
    "why.allotment-not-in-roster": Message(
        "下达计划数的：{level}。名册没有注明是否下达计划数；请在名册的{allotments_key}中写明，未下达的写“无”。",
        "If a number is allotted: {level}. The roster does not state whether one is allotted; state it under {allotments_key} in "
        "the roster, or none if there is none.",
    ),
    "why.allotment-unconfirmed": Message(
        "下达计划数的：{level}。报告填写了计划数，但名册没有确认，视为未知；请在名册的{allotments_key}中写明，未下达的写“无”。",
        "If a number is allotted: {level}. The report states an allotted number, but the roster does not confirm it, so it "
        "counts as unknown; state it under {allotments_key} in the roster, or none if there is none.",
    ),
    "why.none-allotted": Message(
        "下达计划数的：{level}。本单位未下达计划数。",
        "If a number is allotted: {level}. No number is allotted here.",
    ),
    "why.contradicted": Message(
        "已被指定，而分配数写明未下达计划数，两者不一致，核查结论为待核实；请向发布单位核实后更正 {obligation}。",
        "It is designated, but the allotments state that no number is allotted. The two disagree, so the check needs "
        "review; ask the issuer and correct what is stated for {obligation}.",
    ),
    "why.tier-not-named": Message(
        "计划没有对这一类提出，所以不要求。",
        "The plan does not name this tier, so it is not asked.",
    ),
    "judged.status": Message(
        "看状态：{statuses}算做到；不及的是未达标。",
        "By status: {statuses} meets it; anything less is a fail.",
    ),
    "judged.number": Message(
        "看数量：达到要求的{unit}数算做到；数量旁边的状态只作参考。",
        "By number: it is met when the number of {unit} is reached; a status beside it is only carried along.",
    ),
    "judged.cap": Message(
        "看数量：不超过上限就行，0 和不填也可以；超过上限，任何时候都是未达标。",
        "By number: anything up to the cap is right, 0 or nothing too; above the cap it is a fail at any time.",
    ),
    "judged.units": Message(
        "按每个{unit_name}分别核查，不并入本单位自己的数；没有这样的单位就写 units: {{}}。",
        "For each {unit_name} by itself, apart from the number of one's own; if there is none, write units: {{}}.",
    ),
    "judged.allotted": Message(
        "数由另一计划分配：先看名册，再看报告的 allotments（分配数）；都没有的，有{unit}数也待核。",
        "The number is set by another plan: the roster's counts, else the report's; where neither states it, a number is a review.",
    ),
    "judged.ledger": Message(
        "列了台账的，按数量和按台账各核查一次：结论不同且有一个未达标的待核，否则以较不利的为准。",
        "If there is a ledger, the number stated and the number it counts are both checked. If the verdicts differ and one of "
        "them is a fail, it is a review; otherwise the less favourable one counts.",
    ),
    "judged.ledger-amounts": Message(
        "台账各条写明各自的{unit}数，能计入的合计为台账的数。",
        "Each record of a ledger states its own number of {unit}; the ledger counts the sum of those in time.",
    ),
    "judged.date": Message(
        "填了日期的，要在 {from} 到期限之间：晚于期限是未达标，早于计划期待核。期限过后，没有日期的待核。",
        "A date, if stated, lies between {from} and the deadline: later is a fail, earlier a review. After the deadline, work "
        "without a date is a review.",
    ),
    "judged.evidence": Message(
        "要有佐证，没有则待核。", "It needs evidence; without any it is a review."
    ),
    "judged.mandatory": Message(
        "必做时：没有填报是未报，填未启动是未达标；期限未到的算未到期。",
        "Where it is mandatory: nothing reported is missing, not started is a fail; before the deadline it is pending.",
    ),
    "judged.mandatory-number": Message(
        "必做时：没有填数是未报，填 0 是未达标；期限未到的算未到期。",
        "Where it is mandatory: no number is missing, 0 is a fail; before the deadline it is pending.",
    ),
    "judged.optional": Message(
        "选做时：不填、不承担、没有做完都不影响合规。",
        "Where it is optional: leaving it out, declining it or doing less does not count against the report.",
    ),
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
    # --- since the run before ---
    "baseline.counts": Message(
        "与上次（{path}）相比：新增 {new}，已解决 {fixed}，未变 {unchanged}",
        "Since {path}: new {new}, fixed {fixed}, unchanged {unchanged}",
    ),
    "baseline.other-file": Message(
        "这不是 plancheck 的结果；请给出 --format json 写成的文件",
        "this is no result of plancheck; name a file written by --format json",
    ),
    "baseline.too-large": Message(
        "结果文件超过 {limit} 字节，未读取；请分批核查，每批单独保存结果",
        "the result is larger than {limit} bytes and was not read; check fewer reports at a time and keep a result of each part",
    ),
    "baseline.too-many": Message(
        "结果文件超过 {limit} 个值，未读取；plancheck 的结果不会这样",
        "the result has more than {limit} values and was not read; plancheck writes no such result",
    ),
    "baseline.syntax": Message("这里不符合 JSON 写法（{why}）", "this is not JSON ({why})"),
    "baseline.shape": Message(
        "结果文件不完整或被改动过；请重新生成",
        "this result is damaged; write it anew",
    ),
    "baseline.other-plan": Message(
        "这是计划 {stated} 的结果，本次核查的是 {plan}，不能比较",
        "this is a result for the plan {stated}, and the plan checked is {plan}",
    ),
    "baseline.nothing": Message(
        "上次没有核查任何自查报告，不能比较",
        "no report was judged then, so nothing can be compared",
    ),
    "baseline.same-subject": Message(
        "上次{subject}有不止一份自查报告，不能比较",
        "{subject} had more than one report then, so nothing can be compared",
    ),
    "baseline.only-new": Message(
        "退出码只计新增的（--fail-on new）",
        "Only new points count for the exit code (--fail-on new)",
    ),
    "baseline.other-rules": Message(
        "上次结果所用的规则集与本次要求不同，无法比较；请用本次的规则集重新核查当时的自查报告",
        "this result was made with rules that require something else, so it cannot be compared; "
        "check the reports of that time again with the rule set used now",
    ),
    "baseline.other-wording": Message(
        "上次结果所用的规则集文字与本次不同，要求相同",
        "The rule set was worded differently then; what it requires is the same",
    ),
    "baseline.later": Message(
        "这份结果截至 {day}，晚于本次的 {now}，不能作为上次结果；"
        "请换用较早的结果，或用 --as-of 写明本次的日期",
        "this result is as of {day}, later than this run ({now}); "
        "use an earlier result, or set the as-of date of this run with --as-of",
    ),
    "baseline.twice": Message(
        "{subject}另有一份自查报告（{other}），无法与上次结果比较；请只保留一份",
        "{subject} has another report ({other}), so it cannot be compared with the earlier result; "
        "keep only one of the two",
    ),
    "baseline.new": Message("+ 新增 {point}", "+ new {point}"),
    "baseline.fixed": Message("- 已解决 {point}", "- fixed {point}"),
    "baseline.fell": Message(
        "数字减少 {point}：{before} → {now}", "number went down {point}: {before} → {now}"
    ),
    "baseline.gone": Message(
        "上次有自查报告、这次没有：{subjects}", "A report then and none now: {subjects}"
    ),
    "list.title": Message("{subject}的任务要求", "What is asked of {subject}"),
    "list.everyone": Message("各填报单位", "everyone who reports"),
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
    "list.is-designated": Message(
        "{level}（已被指定）",
        "{level} (designated)",
    ),
    "list.per-unit": Message("每个{unit_name}{asked}", "{asked} per {unit_name}"),
    "list.what": Message("要做什么：", "What to do:"),
    "list.says": Message("{obligation}：{says}", "{obligation}: {says}"),
    "list.does": Message(
        "{obligation}：{says}（主管：{departments}）",
        "{obligation}: {says} (in charge: {departments})",
    ),
    "list.tier-open": Message(
        "没有说明类别，所以按类别分列。计划没有说明谁属于哪一类；知道类别后加上 --tier，或用 --roster 给出名册。",
        "No tier is stated, so there is one column per tier. The plan does not say who is of which tier; add --tier, or pass a roster with --roster.",
    ),
    "list.designation-open": Message(
        "是否被指定没有说明，以下各项取决于它：{ids}。计划没有列出指定名单，以发布单位的通知为准。",
        "Nobody stated the designations, and these depend on them: {ids}. The plan lists no designations; the issuer's notice decides.",
    ),
    "list.allotted-open": Message(
        "是否下达计划数未注明，以下各项取决于此：{ids}。请在名册的分配数（allotments）中写明；未下达的写“无”。",
        "Whether a number is allotted is not stated, and these depend on it: {ids}. State the number under allotments in "
        "the roster, or none if there is none.",
    ),
    "list.contradicted": Message(
        "已被指定，而名册写明未下达计划数，两者不一致：{ids}。核查结论为待核实，请向发布单位核实。",
        "Designated, but the roster states that no number is allotted: {ids}. The two disagree, so the check needs review; "
        "ask the issuer.",
    ),
    "list.allotment-open": Message(
        "数量由另行下达的计划分配：{ids}。",
        "The number is allotted by another plan: {ids}.",
    ),
    "list.named": Message(
        "{obligation}：计划点名{subject}，{level}，与类别无关。",
        "{obligation}: the plan names {subject}: {level}, whatever the tier.",
    ),
    "list.not-asked": Message(
        "不对本单位提出的：{ids}。",
        "Not asked here: {ids}.",
    ),
    "list.nothing": Message("没有符合条件的任务要求。", "No obligation fits."),
    "list.counts": Message("共 {total} 项：{counts}", "{total} obligations: {counts}"),
    "list.hint": Message("{obligation}：{hint}", "{obligation}: {hint}"),
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
}
