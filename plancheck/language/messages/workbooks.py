"""What is said in Excel and of it: of reports and rosters there, in the form and in the roll-up."""

from plancheck.language.message import Message

MESSAGES: dict[str, Message] = {
    # --- the file cannot be read as a workbook ---
    "workbook.old-office": Message(
        "这是旧格式的文件（如 .xls、.et），无法读取；请用 Excel 或 WPS 打开，另存为 .xlsx",
        "this file is in an old format, such as .xls or .et; open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.encrypted": Message(
        "文件设有打开密码，无法读取；请用 Excel 或 WPS 取消密码，另存为 .xlsx",
        "the file is protected by a password; remove the password in Excel or WPS and save it as .xlsx",
    ),
    "workbook.other-format": Message(
        "这是 {kind} 格式的表格，无法读取；请用 Excel 或 WPS 打开，另存为 .xlsx",
        "workbooks in the format {kind} are not supported; open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.other-kind": Message(
        "这不是工作簿（实为 {kind} 文件）；请提交填好的 .xlsx 文件",
        "this is not a workbook (found: {kind}); send the .xlsx file that was filled in",
    ),
    "workbook.other-file": Message(
        "文件内容不是 .xlsx 工作簿；如为 .csv 或网页，请用 Excel 或 WPS 打开，另存为 .xlsx",
        "the content is not that of an .xlsx workbook; if it is a .csv file or a web page, open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.cut-off": Message(
        "文件不完整或已损坏，无法读取；请重新发送，或用 Excel 或 WPS 打开后另存",
        "the file is incomplete or damaged; send it again, or open it in Excel or WPS and save it",
    ),
    "workbook.damaged": Message(
        "工作簿中的 {part} 已损坏或缺失，无法读取；请用 Excel 或 WPS 打开后另存",
        "{part} in the workbook is damaged or missing; open the file in Excel or WPS and save it",
    ),
    "workbook.doctype": Message(
        "工作簿中的 {part} 含有 DOCTYPE 声明，不予读取；请用 Excel 或 WPS 打开后另存",
        "{part} in the workbook has a DOCTYPE, which is not supported; open the file in Excel or WPS and save it",
    ),
    "workbook.compression": Message(
        "工作簿中的 {part} 用了特殊的压缩方法，不予读取；请用 Excel 或 WPS 打开后另存",
        "{part} in the workbook is compressed in an unusual way; open the file in Excel or WPS and save it",
    ),
    "workbook.same-part": Message(
        "工作簿中有两个 {part}，不予读取；请用 Excel 或 WPS 打开后另存",
        "the workbook has two parts named {part}; open the file in Excel or WPS and save it",
    ),
    "workbook.too-many-parts": Message(
        "工作簿由超过{limit}个部分组成，未读取；请只保留填报用的工作表，删去图片",
        "the workbook has more than {limit} parts and was not read; keep only the sheets of the form, and delete images",
    ),
    "workbook.large-part": Message(
        "工作簿中的 {part} 超过 {limit} MB，未读取；请只保留填报的内容，删去图片",
        "{part} in the workbook is larger than {limit} MB and was not read; keep only the sheets of the form, and delete images",
    ),
    "workbook.large-parts": Message(
        "工作簿解压后超过 {limit} MB，未读取；请只保留填报的内容，删去图片",
        "the workbook unpacks to more than {limit} MB and was not read; keep only the sheets of the form, and delete images",
    ),
    "workbook.too-many-elements": Message(
        "工作簿内容过多（超过{limit}个 XML 元素），未继续读取；请删去多余的工作表和成片的空白格式",
        "the workbook has more than {limit} XML elements and was not read any further; delete other sheets, and formats of blank cells",
    ),
    "workbook.bad-reference": Message(
        "工作表“{sheet}”中的单元格位置“{written}”有误，无法读取；请用 Excel 或 WPS 打开后另存",
        'sheet "{sheet}" has a wrong cell reference, "{written}"; open the file in Excel or WPS and save it',
    ),
    "workbook.bad-cell": Message(
        "此单元格的值“{written}”无法读取；请重新填写",
        'the value of this cell cannot be read (found "{written}"); enter it again',
    ),
    "workbook.same-cell": Message(
        "此单元格在文件中出现两次，无法确定以哪个为准；请用 Excel 或 WPS 打开，核对后另存",
        "this cell is in the file twice, so its value is not certain; open the file in Excel or WPS, check the cell and save it",
    ),
    "workbook.far-cell": Message(
        "此单元格超出前{rows}行、前{columns}列，不予读取；请删去其内容",
        "this cell is outside of the first {rows} rows and {columns} columns; delete its content",
    ),
    "workbook.too-many-cells": Message(
        "填写的单元格超过{limit}个，不再读取；请只保留填报用的工作表",
        "more than {limit} cells hold something, and reading ends here; keep only the sheets of the form",
    ),
    "workbook.long-cell": Message(
        "此单元格超过{limit}个字符；请缩短",
        "this cell has more than {limit} characters; shorten it",
    ),
    "workbook.too-much-text": Message(
        "各单元格的文字合计超过{limit}个字符，不再读取；请缩短",
        "all cells together have more than {limit} characters, and reading ends here; shorten the texts",
    ),
    # --- the form as a whole ---
    "workbook.no-form": Message(
        "工作簿中没有自查表（须有标题为“任务要求”“状态”“完成日期”的一行）；请用 plancheck init -o 文件名.xlsx 生成的表填报",
        'the workbook has no self-check (a row with the headings "Obligation", "Status" and "Date completed"); fill in the form that plancheck init -o FILE.xlsx writes',
    ),
    "workbook.newer": Message(
        "此表由较新版本的 plancheck 生成；请升级 plancheck 后再核查",
        "a newer plancheck made this form; upgrade plancheck to check it",
    ),
    "workbook.no-roster": Message(
        "工作簿中没有名册（须有标题为“{heading}”和“类别”的一行）；请用 plancheck init --roster -o 名册.xlsx 生成",
        'the workbook has no roster (a row with the headings "{heading}" and "Tier"); plancheck init --roster -o roster.xlsx makes one',
    ),
    "workbook.two-tables": Message(
        "“{sheet}”与“{other}”是同一种表；请只保留一张",
        'the sheets "{sheet}" and "{other}" hold the same table; keep one of them',
    ),
    "workbook.no-column": Message(
        "缺少标题为“{column}”的列，请恢复该标题{near}",
        'no column is headed "{column}"{near}; restore the heading',
    ),
    "workbook.other-subject": Message(
        "填写的是“{written}”，此表是为{subject}生成的；请改用本单位的表",
        'this says "{written}", but the form was made for {subject}; use the form made for your own office',
    ),
    # --- rows ---
    "workbook.no-key": Message(
        "此行有内容，但未注明任务要求；请在“任务要求”栏选择",
        'the row has values but no obligation; choose one under "Obligation"',
    ),
    "workbook.blank": Message(
        "此行有内容，但“{column}”为空；请填写",
        'the row has values, but "{column}" is empty; fill it in',
    ),
    "workbook.no-unit": Message(
        "此行有内容，但未注明单位；请填写“单位名称”",
        'the row has values but no unit; fill in "Unit name"',
    ),
    "workbook.no-id": Message(
        "此行有内容，但没有编号；请填写“编号”，自查表的“佐证”栏据此引用",
        'the row has values but no id; fill in "Id", by which the self-check cites it',
    ),
    "workbook.same-row": Message(
        "“{name}”已在 {first} 填写；请合并为一行，填错的请改正",
        '"{name}" is already in {first}; combine the two rows, or correct one of them',
    ),
    "workbook.merged": Message(
        "合并的单元格盖住了要读取的值；请取消合并，逐格填写",
        "merged cells hide values that must be read; unmerge them and fill in each cell",
    ),
    # --- cells ---
    "workbook.error": Message(
        "单元格是错误值 {written}；请改为实际的值",
        "the cell holds the error {written}; replace it with the value",
    ),
    "workbook.uncalculated": Message(
        "公式没有计算结果；请用 Excel 或 WPS 打开并保存一次",
        "the formula has no result; open the file in Excel or WPS and save it once",
    ),
    "workbook.day-number": Message(
        "日期栏中是数字 {written}；是否为 {day}？请将单元格格式设为日期",
        "this is the number {written} in a column of dates; if {day} is meant, format the cell as a date",
    ),
    "workbook.early-day": Message(
        "“{written}”早于1990年；请核对日期",
        '"{written}" is before 1990; check the date',
    ),
    "workbook.yes-no": Message(
        "“{written}”无法识别；请填“{yes}”或“{no}”，或留空",
        '"{written}" is not understood; write {yes} or {no}, or leave the cell empty',
    ),
    "workbook.no-number": Message(
        "{obligation} 不填数量；请清空此格",
        "{obligation} takes no number; clear the cell",
    ),
    "workbook.no-status": Message(
        "{obligation} 不填状态；请清空此格", "{obligation} takes no status; clear the cell"
    ),
    "workbook.units-and-none": Message(
        "{obligation} 填了单位，又注明没有单位；请改正其一",
        "{obligation} has units, but here it says that there are none; correct one of the two",
    ),
    "workbook.none-and-some": Message(
        "这里填“无”，其他行又有内容；请改正其一",
        "this says that there are none, but other rows list some; correct one of them",
    ),
    "workbook.not-all-designated": Message(
        "注明指定任务未全部写明，但下表已有指定；请将指定任务写全后改为“是”",
        'this says that not all designations are stated, but the table below has some; complete them and write "yes"',
    ),
    # --- remarks ---
    "note.workbook-column": Message(
        "“{heading}”一列不是此表的栏目，未读取",
        'the column "{heading}" is not part of the form and was not read',
    ),
    "note.workbook-sheet": Message(
        "工作表“{sheet}”的标题不全，未读取",
        'the sheet "{sheet}" was not read: its headings are incomplete',
    ),
    "note.workbook-label": Message(
        "“{label}”不是此表的栏目，旁边的值未读取",
        '"{label}" is not part of the form; the value beside it was not read',
    ),
    "note.workbook-other-sheet": Message(
        "工作表“{sheet}”不属于此表，未读取",
        'the sheet "{sheet}" is not part of the form and was not read',
    ),
    "note.workbook-no-sheet": Message(
        "没有“{sheet}”表，按未填写处理",
        'there is no sheet "{sheet}", so nothing on it is reported',
    ),
    "note.workbook-formula": Message(
        "单元格是公式，按其结果 {written} 核查",
        "the cell holds a formula; its result {written} was checked",
    ),
    "note.workbook-one-unit": Message(
        "“{name}”按一个单位核查；如为几个单位，请每行填写一个",
        '"{name}" was checked as one unit; if these are several, give each a row of its own',
    ),
    "note.workbook-hidden": Message(
        "隐藏的行也已核查：第{rows}行",
        "hidden rows were checked too: {rows}",
    ),
    "note.workbook-foreign": Message(
        "此表不是 plancheck 生成的，按其标题读取",
        "plancheck did not make this form; it was read by its headings",
    ),
    "note.workbook-edition": Message(
        "此表按另一版规则集生成，表中的要求和自动核对可能不同，结论以现行规则集为准",
        "the form was made for another edition of the rule set; its requirements and live check may differ, the verdicts follow the present one",
    ),
    "note.workbook-no-row": Message(
        "自查表中没有以下任务要求的行：{obligations}",
        "the self-check has no row for these obligations: {obligations}",
    ),
    # --- a roster ---
    "roster-sheet.title": Message("{title} · 名册", "{title} · roster"),
    "roster-sheet.provinces": Message(
        "各单位的类别和指定任务。留空为未注明；确无指定任务的填“无”。有几项的，用顿号分开。",
        'Tier and designations of each office. Blank: not stated; "none": no designation; separate several with commas.',
    ),
    "roster-sheet.designable": Message("可以指定：{names}", "One or more of: {names}"),
    "roster-sheet.allotments": Message(
        "下达的计划数及其依据。留空为未注明；确未下达的填“无”。",
        'Allotted numbers and the documents that set them. Blank: not stated; "none": none is allotted.',
    ),
    "roster-sheet.units": Message(
        "所属的单位，每个单位一行；有几个单位的，插入行并填写前两列。留空为未注明；确无单位的填“无”。",
        'Units, one to a row; for more, insert rows and fill in the first two columns. Blank: not stated; "none": there are none.',
    ),
    "roster-sheet.numbers": Message(
        "与填报数相比的数，如上年数。留空为未注明。",
        "The numbers that reports are held against, such as last year's. Blank: not stated.",
    ),
    # --- commands ---
    "usage.convert-ends": Message(
        "只能在 .yaml 与 .xlsx 之间转换；请改用这两种后缀，例如 plancheck convert 上海.yaml 上海.xlsx",
        "convert goes between .yaml and .xlsx; use these endings, as in plancheck convert report.yaml report.xlsx",
    ),
    "usage.xlsx-to-file": Message(
        "Excel 文件不能输出到终端；请用 -o 写明文件名，例如 -o 上海.xlsx",
        "a workbook cannot be written to the terminal; name a file, as in -o report.xlsx",
    ),
    "usage.keys-of-yaml": Message(
        "--keys 只用于 YAML；Excel 表的语言由 --lang 决定",
        "--keys is for YAML only; --lang sets the language of a workbook",
    ),
    "usage.init-end": Message(
        "不能生成 {ending} 文件；文件名请以 .xlsx（Excel 表）或 .yaml 结尾",
        "{ending} files cannot be written; end the file name in .xlsx (a form in Excel) or .yaml",
    ),
    "usage.xlsx-end": Message(
        "Excel 表的文件名须以 .xlsx 结尾；请改为 {name}.xlsx",
        "the name of a workbook must end in .xlsx; use {name}.xlsx",
    ),
    "usage.as-other": Message(
        "--as {kind} 与文件名的后缀不一致；请改其一",
        "--as {kind} does not fit the end of the file name; change one of them",
    ),
    "fmt.workbook": Message(
        "fmt 只整理 YAML 文件；Excel 表不需要整理",
        "fmt is for YAML files; a form in Excel needs no layout",
    ),
    "convert.comments": Message(
        "注释{count}条没有带入 Excel 表",
        "{count:comment was|comments were} left out: the form has no place for them",
    ),
    "convert.lost": Message(
        "Excel 表无法原样带入此值；请以 YAML 报送，或改写此值",
        "the form cannot hold this value as it is; submit the YAML file, or write the value otherwise",
    ),
    "convert.no-tier": Message(
        "类别不明，表中各项均为“见核查”；请用 --tier 或 --roster 注明类别",
        'the tier is not known, so each row says "see check"; state it with --tier or --roster',
    ),
    # --- the form, beside the words of its sheets ---
    "sheet.title": Message("{plan} 自查表（{whose}）", "{plan}: self-check ({whose})"),
    "sheet.head": Message("{sheet}　{form}", "{sheet} · {form}"),
    "sheet.how": Message(
        "黄色单元格填写，灰色单元格已锁定。先填本表，再填“自查表”；说明见“填写说明”。",
        "Fill in the yellow cells; the grey ones are locked. Start here, go on to Self-check; see Instructions.",
    ),
    "sheet.period": Message(
        "左格为核对所用日期，不填则为 {to}。计划期 {from} 至 {to}",
        "On the left: the day used, {to} if left blank (plan period {from} to {to})",
    ),
    "sheet.facts": Message(
        "下表事项由其他文件确定：已确定的照填，尚不清楚的留空，相关任务要求可能待核实。",
        "Other documents settle these facts: fill in what is settled, leave blank what is not known; obligations that depend on it may need review.",
    ),
    "sheet.all-designated": Message(
        "下表“指定”栏已填全的选“是”；未被指定任何任务的也选“是”。不清楚的留空。",
        "Choose yes if the column Designated below is complete, also if nothing is designated. Leave blank if not known.",
    ),
    "sheet.classes": Message(
        "可填：{classes}；有几种的用顿号分开，都不属于的填“{none}”。不清楚的留空。",
        "One or more of: {classes}; separate several with commas, {none} for none of them. Leave blank if not known.",
    ),
    "sheet.fact-designated": Message(
        "被指定承担此项的选“是”，未被指定的留空。",
        "Choose yes if designated for this; else leave it blank.",
    ),
    "sheet.fact-number": Message(
        "填下达的计划数；已明确不下达的填“{none}”，不清楚的留空。",
        "The number allotted; {none} if it is settled that there is none; blank if not known.",
    ),
    "sheet.fact-units": Message(
        "没有此类单位的选“无”；有的在“单位”表中逐个填报。不清楚的留空。",
        "Choose no if there are no units; else list each on the sheet Units. Leave blank if not known.",
    ),
    "sheet.rules": Message("{plan} · 规则集 {sum}", "{plan} · rule set {sum}"),
    "sheet.pages": Message("第&P页，共&N页", "page &P of &N"),
    "sheet.as-of": Message("截至 {as_of}：", "As of {as_of}: "),
    "sheet.sign": Message(
        "填报人：　　　　　　　　　　　　审核人：　　　　　　　　　　　　单位（盖章）：　　　　　　　　　　　　　　　　　　　　年　　　月　　　日",
        "Prepared by:                              Reviewed by:                              Organisation (stamp):                                        Date:",
    ),
    "sheet.by-tier": Message("因类别而异", "by tier"),
    "sheet.see-check": Message("见核查", "see check"),
    # --- beside a cell ---
    "sheet.number-of": Message(
        "{metric}，填整数，单位：{unit}", "{metric}: a whole number of {unit}"
    ),
    "sheet.number": Message("{metric}，填整数", "{metric}: a whole number"),
    "sheet.decimal-of": Message(
        "{metric}，最多{decimals}位小数，单位：{unit}",
        "{metric}: a number of {unit}; decimals: at most {decimals}",
    ),
    "sheet.decimal": Message(
        "{metric}，最多{decimals}位小数", "{metric}: a number; decimals: at most {decimals}"
    ),
    "sheet.evidence-input": Message(
        "填“佐证材料”表中的编号或标题，多个用、分开",
        "Ids or titles from the sheet Evidence, with commas between several",
    ),
    "sheet.error-title": Message("请核对", "Please check"),
    "sheet.choose": Message("请从下拉列表中选择。", "Choose from the list."),
    "sheet.not-a-number": Message(
        "此处应填整数，例如 6。写成“六次”也可以，但自动核对会显示“见核查”。保留吗？",
        'A whole number belongs here, such as 6. Other spellings are possible, but the live check then shows "see check". Keep it?',
    ),
    "sheet.not-a-decimal": Message(
        "此处应填数字，例如 12.5。带单位也可以，但自动核对会显示“见核查”。保留吗？",
        'A number belongs here, such as 12.5. It may have a unit, but the live check then shows "see check". Keep it?',
    ),
    "sheet.not-a-date": Message(
        "此处应填日期，例如 2014-06-05。保留吗？",
        "A date belongs here, such as 2014-06-05. Keep it?",
    ),
    "sheet.calculated": Message("此列自动计算，不用填写。", "This column is calculated."),
    # --- instructions ---
    "sheet.guide-sheets": Message("怎样填写", "How to fill in"),
    "sheet.guide-colours": Message(
        "黄色单元格填写，灰色单元格锁定。行高、列宽可以调整；“台账”“单位”“佐证材料”可以增删行、排序和筛选。",
        "Fill in the yellow cells; the grey ones are locked. Heights and widths can be changed; on Ledger, Units and Evidence rows can be added, deleted, sorted and filtered.",
    ),
    "sheet.name-cover": Message("封面", "Cover"),
    "sheet.name-tasks": Message("自查表", "Self-check"),
    "sheet.name-records": Message("台账", "Ledger"),
    "sheet.name-units": Message("单位", "Units"),
    "sheet.name-evidence": Message("佐证材料", "Evidence"),
    "sheet.guide-cover": Message(
        "填统计截止日期（不填为 {to}）、填报人、审核人、报送日期。指定、计划数、有无单位按有关文件填写，不清楚的留空。",
        "Give the as-of date ({to} if left blank), who prepared and reviewed the report, and when it is submitted. Take designations, allotted numbers and whether there are units from the documents that settle them; leave blank what is not known.",
    ),
    "sheet.guide-tasks": Message(
        "每行是一项任务要求。选中黄色单元格，旁边会提示怎样核查。没有黄色“数量”单元格的行不填数量。",
        "Each row is an obligation. Select a yellow cell to see how it is checked. A row without a yellow cell under Number takes no number.",
    ),
    "sheet.guide-records": Message(
        "数量的明细，每条一行。“任务要求”从下拉列表选择。确认没有明细的填一行，“名称”写“{none}”。",
        'What a number is made of, one row each. Choose the obligation from the list. If it is certain that there is nothing, add one row with the name "{none}".',
    ),
    "sheet.guide-units": Message(
        "须由所属单位分别达到的，每个单位一行。没有此类单位的，在“封面”的“有无单位”栏选“无”。",
        "Where each unit must reach the number, one row per unit. Without such units, choose no under Has units on the cover.",
    ),
    "sheet.guide-evidence": Message(
        "每份材料一行，编号自定，例如 Z01。其他表的“佐证”栏填编号，多个用、分开。",
        "One row per document with an id of your own, such as Z01. Give these ids under Evidence on the other sheets, with commas between several.",
    ),
    "sheet.guide-blank": Message(
        "空着是“未填报”，选“未启动”是还没有开始，填 0 是一个也没有：三者不同，请如实选填。",
        "Blank means not reported, not-started means that nothing was begun, and 0 means that there is none: these are three different statements.",
    ),
    "sheet.guide-columns": Message("自查表各栏", "Columns of Self-check"),
    "sheet.column-level": Message(
        "必做、选做，或者被指定、下达计划数后才必做。",
        "Whether it is mandatory or optional, or mandatory only if designated or if a number is allotted.",
    ),
    "sheet.column-asked": Message(
        "应达到的状态或数量，以及要做什么。",
        "The status or number required, and what is to be done.",
    ),
    "sheet.column-due": Message("应在这一天之前（含当天）达到。", "The last day to reach it."),
    "sheet.column-status": Message(
        "从下拉列表选择现在的状态；问是否的，选“是”或“否”。",
        "The present status, from the list; yes or no where that is the question.",
    ),
    "sheet.column-number": Message("实际完成的数量。", "The number actually reached."),
    "sheet.column-base": Message(
        "计算百分比的分母。",
        "The whole that the number is a part of; the percentage is calculated.",
    ),
    "sheet.column-date": Message(
        "完成的日期，例如 {to}。期限过后核查的，已完成的须填写。",
        "The day of completion, such as {to}. After the deadline, completed work needs one.",
    ),
    "sheet.column-evidence": Message(
        "“佐证材料”表中的编号或标题，多个用、分开。",
        "Ids or titles from the sheet Evidence, with commas between several.",
    ),
    "sheet.column-note": Message("备注，不影响结论。", "A remark; it decides nothing."),
    "sheet.column-reason": Message(
        "没有完成的，写明原因，不影响结论。", "Why it is not completed; it decides nothing."
    ),
    "sheet.column-next-steps": Message(
        "下一步打算，不影响结论。", "What comes next; it decides nothing."
    ),
    "sheet.guide-live": Message("自动核对", "Live check"),
    "sheet.guide-courtesy": Message(
        "“自动核对”供填报时参考，结论以 plancheck 的核查为准。公式无法判断的，显示“待核实”或“见核查”。",
        'The live check is a help while filling in; the verdict is that of plancheck. What a formula cannot know shows as "review" or "see check".',
    ),
    "sheet.guide-blind": Message(
        "“自动核对”看不到：豁免清单；名册与封面不一致之处；核查时另行给出的日期、类别和对佐证的要求；去掉全角半角、不可见字符的差别后才相同的名称；"
        "使整份文件无法核查的错误，如同一单位填了两次、台账写了没有的任务要求。",
        "The live check does not see: waivers; a roster that differs from the cover; a date, a tier or a demand for evidence given when checking; "
        "names that are the same only in another width or without invisible characters; "
        "errors that make the whole file unusable, such as a unit given twice or a ledger of an unknown obligation.",
    ),
    "sheet.guide-unread": Message(
        "“见核查”表示：数量、日期或状态的写法公式不认识（六次、文字日期）；台账插入的行没有公式；填写的行数超出预留行数；或者类别未知或改动过。",
        '"See check" means: a number, date or status in a spelling that formulas cannot read (six, a date as text); '
        "a row added to the ledger without formulas; more rows than prepared; or that the tier is not known or was changed.",
    ),
    "sheet.guide-check": Message("核查", "To check"),
    "sheet.guide-command": Message("{command}", "{command}"),
    # --- the roll-up ---
    "xlsx.overview": Message("一览", "Overview"),
    "xlsx.open": Message("未完成", "Open"),
    "xlsx.national": Message("{national}数量", "{national} numbers"),
    "xlsx.unusable": Message("退回改正", "Unusable"),
    "xlsx.absent": Message("应报未报", "Not reported"),
    "xlsx.findings": Message("{each}明细", "{each} findings"),
    "xlsx.changes": Message("变化", "Changes"),
    "xlsx.about": Message("说明", "About"),
    # --- headings ---
    "xlsx.met": Message("必做达标", "Mandatory met"),
    "xlsx.rate": Message("必做完成率", "Mandatory rate"),
    "xlsx.overdue": Message("逾期项数", "Overdue"),
    "xlsx.none-overdue": Message("暂无逾期", "none"),
    "xlsx.unit": Message("单位", "Unit"),
    "xlsx.asked-number": Message("要求数", "Required number"),
    "xlsx.reported-number": Message("填报数", "Reported number"),
    "xlsx.overdue-days": Message("逾期天数", "Days overdue"),
    "xlsx.message": Message("说明", "Explanation"),
    "xlsx.file": Message("文件", "File"),
    "xlsx.date": Message("完成日期", "Date completed"),
    "xlsx.evidence": Message("佐证", "Evidence"),
    "xlsx.note": Message("备注", "Note"),
    "xlsx.reason": Message("未完成原因", "Reason"),
    "xlsx.next-steps": Message("下一步措施", "Next steps"),
    "xlsx.required": Message("要求合计", "Required in all"),
    "xlsx.counted": Message("填报合计", "Reported in all"),
    "xlsx.short-count": Message("未达到的单位数", "Subjects short"),
    "xlsx.gap-sum": Message("差额合计", "Short in all"),
    "xlsx.short-names": Message("未达到的单位和差额", "Who is short, and by how much"),
    "xlsx.problem": Message("问题和改正办法", "Problem, and what to do"),
    "xlsx.code": Message("代码", "Code"),
    "xlsx.change": Message("变化", "Change"),
    "xlsx.before": Message("上次结论", "Verdict then"),
    "xlsx.now": Message("本次结论", "Verdict now"),
    "xlsx.number-before": Message("上次数量", "Number then"),
    "xlsx.number-now": Message("本次数量", "Number now"),
    "xlsx.fell": Message("数量减少", "Number down"),
    "xlsx.rose": Message("数量增加", "Number up"),
    "xlsx.name": Message("项目", "Item"),
    "xlsx.text": Message("内容", "Content"),
    # --- what explains them ---
    "xlsx.plan": Message("计划", "Plan"),
    "xlsx.rules": Message("规则集", "Rule set"),
    "xlsx.day": Message("统计截止日期", "As of"),
    "xlsx.beside": Message("依据的文件", "Files it rests on"),
    "xlsx.baseline": Message("比较的上次结果", "Compared with"),
    "xlsx.settings": Message("配置", "Settings"),
    "xlsx.version": Message("程序", "Program"),
    "xlsx.reading": Message("读法", "How to read"),
    "xlsx.values": Message(
        "全部是数值，没有公式；结论以 plancheck 为准，改动本文件不改变结论",
        "Values only, no formulas; plancheck decides, and a change in this file changes no verdict",
    ),
    "xlsx.counting": Message(
        "{findings}中“单位”一列为空的行是任务要求，不为空的行是其所属单位，统计项数时请只选前者；"
        "未完成中所属单位各占一行",
        "Among {findings} a row without a unit is an obligation, and one with a unit is a part of "
        "it: filter by the former to count. Among what is open each unit is a row by itself",
    ),
}
