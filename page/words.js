/**
 * The page's own words, Chinese and English side by side. Verdicts, messages and advice are not
 * here: they are the engine's.
 *
 * An English sentence with a number has a form for 1 and one for all others: `{one, other}`.
 */
import { language } from "./language.js";

export const WORDS = {
  // --- the page ---
  "page.skip": { zh: "跳到表单", en: "Skip to the form" },
  "page.starting": { zh: "正在启动核查程序…", en: "Starting the checker…" },
  "page.ready": { zh: "核查程序就绪 · 不联网", en: "Checker ready · offline" },
  "page.failed": { zh: "核查程序未能启动", en: "The checker could not start" },
  "page.broken": { zh: "核查程序出错，请重新打开本页", en: "The checker failed. Please open this page again" },
  "page.unsupported": {
    zh: "请使用 Edge、Chrome 或 Firefox 的近年版本。",
    en: "Please use a recent version of Edge, Chrome or Firefox.",
  },
  "page.other-language": { zh: "English", en: "中文" },
  "page.tabs": { zh: "页面", en: "Pages" },
  "tab.form": { zh: "填报自查", en: "Fill in a report" },
  "tab.files": { zh: "核查文件", en: "Check files" },

  // --- buttons ---
  "action.open": { zh: "打开报告…", en: "Open a report…" },
  "action.roster": { zh: "载入名册…", en: "Load a roster…" },
  "action.plan": { zh: "载入计划…", en: "Load a plan…" },
  "action.save": { zh: "保存报告", en: "Save the report" },
  "action.print": { zh: "打印", en: "Print" },
  "action.forget": { zh: "清除本机暂存", en: "Clear the draft on this computer" },
  "action.discard": {
    zh: "当前内容尚未保存，打开后将被替换。继续？",
    en: "What you entered is not saved and will be replaced. Continue?",
  },
  "action.forget-unsaved": {
    zh: "当前内容尚未保存，清除后无法恢复。继续？",
    en: "What you entered is not saved and cannot be brought back once cleared. Continue?",
  },
  "action.forgotten": {
    zh: "本机暂存已清除，表单已清空。",
    en: "The draft on this computer is cleared, and the form is empty.",
  },
  "action.refused": { zh: "未能载入，当前内容未改动：", en: "Not loaded; nothing was changed:" },
  "action.remarks": { zh: "报告已打开，请注意：", en: "The report is open. Please note:" },
  "action.no-roster": { zh: "移除名册 {name}", en: "Remove the roster {name}" },
  "action.roster-loaded": { zh: "名册 {name} 已载入。", en: "The roster {name} is loaded." },
  "action.not-printed": {
    zh: "有内容须更正，更正后再打印。",
    en: "Correct what is marked before you print the report.",
  },
  "action.nobody.province": { zh: "请先选择填报单位。", en: "Choose the province first." },
  "action.nobody.subject": { zh: "请先填写填报单位。", en: "Enter the organisation first." },
  "action.about": { zh: "关于", en: "About" },

  // --- the form ---
  "form.first-step.province": {
    zh: "请先选择填报单位，然后选择类别。选定后列出本省的任务要求，边填边核查。",
    en: "Choose the province first, then its tier. The obligations of the province appear here, and each is checked as you fill it in.",
  },
  "form.first-step.subject": {
    zh: "请先填写填报单位，然后选择类别。填好后列出本单位的任务要求，边填边核查。",
    en: "Enter the organisation first, then its tier. The obligations of the organisation appear here, and each is checked as you fill it in.",
  },
  "form.task": { zh: "任务{id}　{title}", en: "Task {id}: {title}" },
  "head.province": { zh: "填报单位", en: "Province" },
  "head.subject": { zh: "填报单位", en: "Organisation" },
  "head.tier": { zh: "类别", en: "Tier" },
  "head.as-of": { zh: "统计截止日期", en: "As-of date" },
  "fact.given": { zh: "名册：{value}", en: "by the roster: {value}" },

  // --- one obligation ---
  "row.grounds": { zh: "要求与依据", en: "Requirement and source" },
  "row.cites": { zh: "计划原文", en: "Official text" },
  "row.cite": { zh: "“{cite}”", en: '"{cite}"' },
  "row.departments": { zh: "执行部门", en: "Departments in charge" },
  "reading.taken": { zh: "理解：采用", en: "Reading used" },
  "reading.other": { zh: "另一种理解", en: "Alternative reading" },
  "reading.why": { zh: "理由", en: "Reason" },
  "row.aside": { zh: "＋ {names}", en: "+ {names}" },
  "row.answer": { zh: "→ 先回答：{question}", en: "→ Answer first: {question}" },
  "row.todo": { zh: "→ {todo}", en: "→ {todo}" },
  "row.point": { zh: "{title}：{message}", en: "{title}: {message}" },
  "mark.title": { zh: "请更正", en: "Please correct" },
  "mark.correct": { zh: "请更正：{message}", en: "Please correct: {message}" },

  // --- fields ---
  "field.with-unit": { zh: "{name}（{unit}）", en: "{name} ({unit})" },
  "choice.none": { zh: "请选择", en: "Choose" },
  "table.title": { zh: "{name}（{count}行）", en: { one: "{name} ({count} row)", other: "{name} ({count} rows)" } },
  "table.row": { zh: "第{number}行", en: "row {number}" },
  "table.name": { zh: "名称", en: "Name" },
  "table.optional": {
    zh: "可不逐条填列；数量与条数不一致时须核实。",
    en: "Listing each one is optional. If the number and the rows differ, the obligation needs review.",
  },
  "table.add": { zh: "添加一行", en: "Add a row" },
  "table.remove": { zh: "删除", en: "Remove" },
  "table.no-records": { zh: "没有台账记录", en: "There are no records" },
  "table.no-units.province": { zh: "本省没有此类单位", en: "The province has none" },
  "table.no-units.subject": { zh: "本单位没有此类单位", en: "The organisation has none" },
  "allotment.title": { zh: "计划数", en: "Allotted number" },
  "allotment.none": { zh: "未下达计划数", en: "No number is allotted" },

  // --- questions ---
  "questions.title": {
    zh: "先回答以下问题，可确定{count}项",
    en: { one: "Answer these first: they decide {count} obligation", other: "Answer these first: they decide {count} obligations" },
  },
  "questions.done": { zh: "√ 需先回答的问题已全部回答", en: "√ All questions are answered" },
  "designated.title.province": { zh: "本省被指定承担哪些任务？", en: "Which obligations is the province designated for?" },
  "designated.title.subject": { zh: "本单位被指定承担哪些任务？", en: "Which obligations is the organisation designated for?" },
  "designated.all": { zh: "以上为全部，未勾选的均未被指定", en: "This is the complete list" },
  "class.title.province": { zh: "本省有以下哪些单位属性？", en: "Which of these classes is the province in?" },
  "class.title.subject": { zh: "本单位有以下哪些单位属性？", en: "Which of these classes is the organisation in?" },
  "class.all": { zh: "以上为全部，未勾选的均不属于", en: "This is the complete list" },
  "allotment.question": { zh: "{title}：下达的计划数是多少？", en: "{title}: what number is allotted?" },
  "units.title.province": { zh: "{title}：本省有无{unit}？", en: "{title}: does the province have any {unit}?" },
  "units.title.subject": { zh: "{title}：本单位有无{unit}？", en: "{title}: does the organisation have any {unit}?" },
  "units.none": { zh: "没有", en: "No" },
  "units.some": { zh: "有，逐个填报", en: "Yes, report on each" },
  "tier.title.province": { zh: "本省属于哪一类？", en: "Which tier is the province in?" },
  "tier.title.subject": { zh: "本单位属于哪一类？", en: "Which tier is the organisation in?" },
  "tier.choose": { zh: "选择类别", en: "Choose the tier" },

  // --- summary ---
  "summary.blank": { zh: "尚未填报", en: "nothing filled in yet" },
  "summary.marked": { zh: "有内容须更正", en: "corrections needed" },
  "summary.open": { zh: " · 需处理{count}处", en: { one: " · {count} open point", other: " · {count} open points" } },
  "summary.finish": { zh: " · 请保存报告并打印签字。", en: " · Save the report, print it and sign it." },
  "summary.filled": {
    zh: "已填{filled}项，共{count}项 · 截至 {asOf}",
    en: { one: "{filled} of {count} obligation filled in · as of {asOf}", other: "{filled} of {count} obligations filled in · as of {asOf}" },
  },
  "summary.list": { zh: "需处理事项清单（{count}处）", en: { one: "{count} open point", other: "{count} open points" } },
  "summary.next": { zh: "下一处需处理事项", en: "Next open point" },
  "summary.only": { zh: "只看需处理", en: "Show open points only" },

  // --- evidence ---
  "documents.title": { zh: "佐证材料清单", en: "Evidence" },
  "documents.hint": {
    zh: "每件材料列一次。在任务要求的“佐证”一栏填写编号、标题或文号，以顿号隔开；新的材料自动列入本清单。",
    en: "List each piece once. In the \"Evidence\" field of an obligation, enter ids, titles or document numbers, separated by commas. A new piece is added to this list.",
  },
  "documents.add": { zh: "添加一件", en: "Add a piece" },
  "documents.referred": {
    zh: "{id} 被{count}项引用，删除后这些引用一并去掉。继续？",
    en: {
      one: "{count} obligation refers to {id}. Removing {id} removes the reference too. Continue?",
      other: "{count} obligations refer to {id}. Removing {id} removes the references too. Continue?",
    },
  },
  "documents.remove": { zh: "删除 {id}", en: "Remove {id}" },

  // --- lists ---
  "list.comma": { zh: "、", en: ", " },
  "list.semicolon": { zh: "；", en: "; " },
  "list.colon": { zh: "：", en: ": " },

  // --- opening and saving ---
  "reading.too-large": {
    zh: "文件超过{size} MB，未读取",
    en: "the file is larger than {size} MB and was not read",
  },
  "reading.unreadable": {
    zh: "无法读取；请确认文件仍在原处、未被其他程序占用，再重新选择",
    en: "cannot be read; check that it is still there and that no other program holds it, then choose it again",
  },
  "saving.nameless": { zh: "自查报告", en: "report" },
  "saving.saved": {
    zh: "已保存为“{name}”，在浏览器的下载文件夹中。",
    en: 'Saved as "{name}" in the download folder of the browser.',
  },
  "saving.unreadable": {
    zh: "有{count}处须更正：此时保存的文件会被退回，也不能再用“打开报告”打开。仍要保存吗？",
    en: {
      one: '{count} value must be corrected. A file saved now will be returned, and "Open a report" cannot open it. Save it anyway?',
      other:
        '{count} values must be corrected. A file saved now will be returned, and "Open a report" cannot open it. Save it anyway?',
    },
  },
  "saving.comments": {
    zh: "打开的文件中有{count}处注释，表单不保留注释，保存的文件中将没有。请勿用它覆盖原文件，除非不再需要这些注释。\n\n继续保存？",
    en: {
      one: "The opened file has {count} comment. The form does not keep comments, so the saved file will lack it. Do not overwrite the original file if you still need the comment.\n\nSave?",
      other:
        "The opened file has {count} comments. The form does not keep comments, so the saved file will lack them. Do not overwrite the original file if you still need the comments.\n\nSave?",
    },
  },
  "opening.one-only": {
    zh: "一次只能打开一份报告；核查多份报告，请用“核查文件”",
    en: "Open one report at a time. To check several reports, use “Check files”",
  },

  // --- problems ---
  "problem.line": { zh: "{path} 第{line}行第{column}列", en: "{path}, line {line}, column {column}" },
  "problem.cell": { zh: "{path} 工作表“{sheet}”{cell}单元格", en: "{path}, sheet “{sheet}”, cell {cell}" },
  "problem.after-place": { zh: "：", en: ": " },

  // --- the draft ---
  "draft.shared": {
    zh: "填报内容暂存在本机浏览器中。共用电脑请在用毕后清除。",
    en: "Your entries are kept in this browser. On a shared computer, clear them when you finish.",
  },
  "draft.refused": {
    zh: "本机浏览器不允许暂存；关闭页面前请保存报告。",
    en: "This browser keeps no drafts. Save the report before you close the page.",
  },
  "draft.other-rules": {
    zh: "本机有一份按另一版规则集填写的暂存。载入后按当前规则集核查。",
    en: "This browser has a draft made for another version of the rule set. Once loaded, it is checked by the current one.",
  },
  "draft.restored": { zh: "已恢复上次暂存的内容。", en: "The draft from last time is restored." },
  "draft.load": { zh: "载入暂存", en: "Load the draft" },
  "draft.leave": { zh: "不载入，以本次填报代替", en: "Replace it with the present entries" },

  // --- a result and its print ---
  "result.frame": { zh: "核查结果", en: "Result" },
  "print.by-button": {
    zh: "请用本页的“打印”按钮打印核查表。",
    en: 'Use the "Print" button of this page to print the report.',
  },
  "print.digest": { zh: "规则集 {id} · sha256 {sha256}", en: "Rule set {id} · sha256 {sha256}" },

  // --- checking files ---
  "files.title": { zh: "核查已填好的自查报告", en: "Check finished reports" },
  "files.drop": { zh: "将自查报告或文件夹拖到此处，或", en: "Drop reports or a folder here, or" },
  "files.choose": { zh: "选择文件…", en: "Choose files…" },
  "files.choose-folder": { zh: "选择文件夹…", en: "Choose a folder…" },
  "files.limits": {
    zh: "可核查 YAML 文件和 Excel 表格。每个文件不超过{size} MB；一次不超过{files}个，共不超过{total} MB。",
    en: "YAML files and Excel workbooks are checked. At most {size} MB each; at most {files} files and {total} MB at once.",
  },
  "files.over-limit": {
    zh: "超出一次可核查的文件数或总量，此文件及其后的文件未读取；请分批核查",
    en: "too many files, or too large together; this file and those after it were not read. Check them in batches",
  },
  "files.folder-refused": {
    zh: "浏览器不允许读取拖入的文件夹；请用“选择文件夹…”，或打开文件夹后拖入其中的文件",
    en: "the browser does not let the page read a dropped folder; use “Choose a folder…”, or drop the files in it",
  },
  "files.empty": { zh: "没有可读取的文件", en: "There are no files to read" },
  "files.chosen": {
    zh: "已选{count}个文件",
    en: { one: "{count} file chosen", other: "{count} files chosen" },
  },
  "files.replaced": {
    zh: "，其中{count}个替换了同名文件",
    en: {
      one: "; {count} replaced a file of the same name",
      other: "; {count} replaced files of the same names",
    },
  },
  "files.clear": { zh: "全部移除", en: "Remove all" },
  "files.remove": { zh: "移除", en: "Remove" },
  "files.remove-named": { zh: "移除 {name}", en: "Remove {name}" },
  "files.roster": { zh: "名册", en: "Roster" },
  "files.waivers": { zh: "豁免清单", en: "Waivers" },
  "files.baseline": { zh: "上次结果", en: "Earlier result" },
  "files.unused": {
    zh: "{name} 不是自查报告，未用于核查。",
    en: "{name} is not a report and was not used.",
  },
  "files.use-roster": { zh: "用作名册", en: "Use it as the roster" },
  "files.use-waivers": { zh: "用作豁免清单", en: "Use it as the waivers" },
  "files.use-baseline": { zh: "用作上次结果", en: "Use it as the earlier result" },
  "files.choose-one": { zh: "选择…", en: "Choose…" },
  "files.none": { zh: "未选", en: "none" },
  "files.more": { zh: "更多", en: "More" },
  "files.as-of": { zh: "统计截止日期", en: "As-of date" },
  "files.as-of-hint": {
    zh: "如 2014-09-30；不填则以各报告所写为准",
    en: "such as 2014-09-30; if empty, the date in each report counts",
  },
  "files.expect": { zh: "列出应报未报的填报单位", en: "List who has not reported" },
  "files.reading": { zh: "正在读取文件…", en: "Reading the files…" },
  "files.making": { zh: "正在生成文件…", en: "Making the file…" },
  "files.saved": { zh: "已下载：{name}", en: "Downloaded: {name}" },
  "files.checking": {
    zh: "正在核查{count}个文件…",
    en: { one: "Checking {count} file…", other: "Checking {count} files…" },
  },
  "files.checked": { zh: "核查完成，结果见下。", en: "Checked. The result is below." },
  "files.not-checked": { zh: "未能核查，请先处理以下问题。", en: "Not checked. Correct these problems first." },
  "files.failed": { zh: "核查程序出错：{why}", en: "The checker failed: {why}" },
  "files.unread": { zh: "以下文件未读取", en: "Files that were not read" },
  "files.save-page": { zh: "保存网页", en: "Save the page" },
  "files.save-csv": { zh: "保存 CSV", en: "Save CSV" },
  "files.save-json": { zh: "保存 JSON", en: "Save JSON" },
  "files.print": { zh: "打印结果", en: "Print the result" },
  "files.result-name": { zh: "核查结果", en: "result" },

  // --- about ---
  "about.title": { zh: "关于", en: "About" },
  "about.version": { zh: "版本", en: "Version" },
  "about.rules": { zh: "规则集", en: "Rule set" },
  "about.digest": { zh: "规则集 sha256", en: "Rule set sha256" },
  "about.offline": {
    zh: "本页不联网，不上传任何内容；除本机暂存外不保存任何内容。",
    en: "This page never uses the network and uploads nothing. It stores nothing but the draft in this browser.",
  },
  "about.notices": { zh: "所含程序及许可", en: "Parts and their licences" },
  "about.source": { zh: "来源：{source}", en: "Source: {source}" },
  "about.linked": { zh: "其中还含：", en: "Linked into it:" },
  "about.close": { zh: "关闭", en: "Close" },
};

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] what stands for the names in braces; `count`
 *   chooses between the English forms
 * @returns {string} the words in the language of the page
 */
export function word(key, values = {}) {
  return bothWords(key, values)[language.current];
}

/** @returns {import("./language.js").Text} the words of `word` in both languages */
export function bothWords(key, values = {}) {
  const { zh, en } = WORDS[key];
  const form = typeof en === "string" ? en : values.count === 1 ? en.one : en.other;
  return { zh: filledIn(zh, values), en: filledIn(form, values) };
}

function filledIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
