"""What a draft of a plan asks its author, and the texts of a blank plan."""

from plancheck.language.message import Message

MESSAGES = {
    "draft.ask-open": Message(
        "待定 {number} (line {line}): {text}", "open {number} (line {line}): {text}"
    ),
    "draft.ask-confirm": Message(
        "请核 {number} (line {line}): {text}", "confirm {number} (line {line}): {text}"
    ),
    # --- a blank plan ---
    "blank.plan": Message(
        "空白计划：把各处改为本计划的内容；写完各项的 says 和 cites 后，删去 draft",
        "A blank plan: replace each part with your own; once every says and cites is written, delete draft",
    ),
    "blank.samples": Message(
        "以下带“# ”的行是各种要求的示例，每例的第一行是说明。需要的，删去其余各行的“# ”；metrics 中用到的也删去",
        "Lines that begin with # are samples of what else a plan may ask, each below a line that says what it is: delete the # of a sample that you need, and of its metrics",
    ),
    "blank.issuer": Message("发布单位", "issuer"),
    "blank.tier": Message("填报单位", "organisation"),
    "blank.section-id": Message("一", "A"),
    "blank.section": Message("第一部分", "first part"),
    "blank.task": Message("第一项任务", "first task"),
    "blank.department": Message("执行部门", "department in charge"),
    "blank.obligation": Message("第一项要求", "first obligation"),
    "blank.phrase": Message("计划原文的短语", "a phrase of the text"),
    # --- the plan as a whole ---
    "draft.no-task": Message(
        "没有找到任务；所找的标题依次是 {headings}，编号须连续。请核对所给的是否计划原文；原文确无这类标题的，用 plancheck plan init -o plan.yaml --title 标题 --year 年份 起草空白规则集",
        "no task found; the headings looked for are {headings}, numbered without a gap; check that this is the official text, or start a blank rule set: plancheck plan init -o plan.yaml --title TITLE --year YEAR",
    ),
    "draft.no-year": Message(
        "原文标题没有年份，无法确定计划期；请用 --year 给出，如 --year 2027",
        "the title names no year, so the plan period is not known; give it, for example --year 2027",
    ),
    "draft.year": Message(
        "标题没有年份，正文只有{year}年。计划期是不是这一年？",
        "the title names no year, and the text names only {year}. Is this the plan period?",
    ),
    "draft.other-year": Message(
        "--year 是{year}，标题写{printed}年。计划期以哪一年为准？",
        "--year is {year}, but the title says {printed}. Which year is the plan period?",
    ),
    "draft.years": Message(
        "标题写{first}至{last}年。计划期是否包括其间各年？",
        "the title says {first} to {last}. Does the plan period include all of these years?",
    ),
    "draft.no-title": Message(
        "标题前后没有找到计划名称，请填写", "no title of the plan was found; write it here"
    ),
    "draft.issuer": Message(
        "原文没有写明发布单位，请填写其全称",
        "the text does not name its issuer; write the full name here",
    ),
    "draft.number-gap": Message(
        "“{heading}”的编号与上一个不相连，没有当作标题。是标题还是措施？",
        'the number of "{heading}" does not follow on, so it was not taken for a heading. Is it one?',
    ),
    "draft.no-tiers": Message(
        "原文没有“一类…、二类…”这样的类别。填报单位分类吗？分，则用 --tiers 列出各类别，重新起草；不分，则保留下一行",
        "the text names no tiers by number. Are there tiers? If so, draft again with --tiers A,B; if not, keep the next line",
    ),
    "draft.tiers-read": Message(
        "原文有{tiers}。填报单位就分这几类吗？不是，则用 --tiers 列出各类别，重新起草",
        "the text names {tiers}. Are these the tiers? If not, draft again with --tiers A,B",
    ),
    "draft.tier-gap": Message(
        "类别不连续：{tiers}。是否还有其他类别？",
        "the tiers have a gap: {tiers}. Are there others?",
    ),
    "draft.tier-once": Message(
        "{tiers}在全文只出现一次。是笔误，还是一个类别？",
        "the text names {tiers} only once. Is it a slip, or a tier?",
    ),
    "draft.no-column": Message(
        "原文没有必做、选做一栏。点名要求的都按必做起草，写明自愿、鼓励、可申报的按选做。是否如此？",
        "the text has no column that says who must do what. What it requires by name was drafted as mandatory, what is voluntary as optional. Is this right?",
    ),
    "draft.no-deadlines": Message(
        "原文没有完成时间。各项任务何时完成、完成到什么程度？→ due: completed 或 due: interim",
        "the text has no deadlines. By when must each task be done, and how far? → due: completed or due: interim",
    ),
    "draft.goal": Message(
        "“{phrase}”写在目标里，却提到填报单位或数量。是目标，还是要求？",
        '"{phrase}" is part of a goal, but names reporting units or a number. Is it a goal or a requirement?',
    ),
    # --- an earlier rule set ---
    "draft.before": Message("；原规则集写 {yaml}", "; the earlier rule set says {yaml}"),
    "draft.issuer-before": Message(
        "发布单位取自原规则集。现在是否仍然如此？",
        "the issuer is that of the earlier rule set. Is it still the same?",
    ),
    "draft.tiers-before": Message(
        "各类别取自原规则集。是否还有其他类别？",
        "the tiers are those of the earlier rule set. Are there others?",
    ),
    "draft.before-languages": Message(
        "原规则集还有英文，草案只写中文。需要英文吗？需要，则各处文字分写 zh 和 en，并删去下一行",
        "the earlier rule set is also in English; a draft is in Chinese. Is English needed? If so, give each text as zh and en, and delete the next line",
    ),
    "draft.before-absent": Message(
        "原规则集的这些内容在原文中没有对应的任务或短语：{names}。是取消了，还是改写了？",
        "the text has no task or phrases for {names} of the earlier rule set. Were they dropped or reworded?",
    ),
    "draft.before-changed": Message(
        "{keys} 取自原规则集，原文现为“{phrases}”。是否仍然准确？",
        '{keys}: taken from the earlier rule set, but the text now says "{phrases}". Still right?',
    ),
    "draft.before-fewer": Message(
        "{keys} 取自原规则集，此项任务的原文已删去一部分。是否仍然准确？",
        "{keys}: taken from the earlier rule set, but its task has lost a part of its text. Still right?",
    ),
    "draft.before-year": Message(
        "{keys} 取自原规则集，其中写{year}年。是否仍然准确？",
        "{keys}: taken from the earlier rule set, where it names the year {year}. Still right?",
    ),
    "draft.before-joined": Message(
        "原规则集的此项还引用“{phrases}”，草案另列一项。应合为一项，还是改写 says？",
        'the earlier obligation also cites "{phrases}"; the draft makes that an obligation of its own. Are they one, or must says change?',
    ),
    "draft.before-apart": Message(
        "原规则集由此另列 {obligations}，草案没有。是否仍须单列？",
        "the earlier rule set has more obligations from the same clauses: {obligations}. Are they still needed?",
    ),
    "draft.before-differs": Message(
        "原文未变，原规则集写 {yaml}。以哪个为准？",
        "the text is the same, but the earlier rule set says {yaml}. Which is right?",
    ),
    "draft.before-also": Message(
        "原规则集的此项另有 {yaml}。是否仍然适用？适用，则写入",
        "the earlier obligation also has {yaml}. Does that still apply? If so, add it",
    ),
    # --- columns ---
    "draft.helping": Message(
        "{names}只是配合。执行部门是否包括配合部门？不包括，则从各项任务中删去",
        "{names} only helps. Are helping departments in charge too? If not, delete them from every task",
    ),
    "draft.department-cut": Message(
        "“{name}”是一个部门，是几个部门，还是不是部门？",
        'is "{name}" one department, several, or none?',
    ),
    "draft.no-department": Message(
        "“{cell}”中没有认出部门，请填写", 'no department was found in "{cell}"; write them here'
    ),
    "draft.due-in-title": Message(
        "完成时间“{cell}”写在标题之后的括号里。是不是整项任务的期限？ → due: {{status: completed, by: {to}}}",
        'the deadline "{cell}" stands in brackets behind the title. Is it that of the whole task? → due: {{status: completed, by: {to}}}',
    ),
    "draft.due-unknown": Message(
        "完成时间写“{cell}”，不能确定 → due: completed / due: interim / due: {{status: completed, by: {to}}}",
        'the deadline says "{cell}", which is not definite → due: completed / due: interim / due: {{status: completed, by: {to}}}',
    ),
    "draft.no-due": Message(
        "本项任务没有完成时间 → due: completed / due: interim / due: {{status: completed, by: {to}}}",
        "this task has no deadline → due: completed / due: interim / due: {{status: completed, by: {to}}}",
    ),
    "draft.due-outside": Message(
        "完成时间“{cell}”不在计划期内。是否如此？",
        'the deadline "{cell}" is outside the plan period. Is this right?',
    ),
    # --- levels ---
    "draft.no-cell": Message(
        "“{phrase}”没有对应的执行单位一栏 → {choices}",
        'no cell that says who must do it goes with "{phrase}" → {choices}',
    ),
    "draft.cell-unknown": Message(
        "“{phrase}”的执行单位一栏写“{cell}”，不能确定是哪些填报单位、必做还是选做 → {choices}",
        'for "{phrase}" the duties column says "{cell}"; it is not clear who is meant, or at which level → {choices}',
    ),
    "draft.concerned": Message(
        "措施写“{who}”，执行单位一栏写“{cell}”。下一行按该栏。是否如此？",
        'the measure says "{who}", the duties column "{cell}". The next line follows the column. Is this right?',
    ),
    "draft.who-differs": Message(
        "措施写“{who}”，执行单位一栏写“{cell}”，二者不一致 → {choices}",
        'the measure says "{who}", the duties column "{cell}"; they differ → {choices}',
    ),
    "draft.within": Message(
        "措施只写“{who}”，执行单位一栏写“{cell}”。{others}能否指定？能，则删去下一行",
        'the measure only says "{who}", the duties column "{cell}". Can {others} be designated? If so, delete the next line',
    ),
    "draft.counted": Message(
        "“{phrase}”是名额，不是每个填报单位的数量。是否如此？",
        '"{phrase}" is how many are selected, not a number for each. Is this right?',
    ),
    "draft.who-unknown": Message(
        "“{phrase}”要求的是哪些填报单位？ → {choices}",
        'which reporting units does "{phrase}" mean? → {choices}',
    ),
    "draft.urged": Message(
        "“{phrase}”只是推动、鼓励，是否是要求？ → {choices}",
        '"{phrase}" only urges. Is it a requirement? → {choices}',
    ),
    "draft.left-out": Message(
        "措施只写“{who}”，其他类别没有要求。是否如此？",
        'the measure only says "{who}". Is nothing required of the other tiers?',
    ),
    "draft.chosen": Message(
        "“{who}”由谁指定、指定后是否必做，原文没有写明。按指定后必做起草。是否如此？",
        'the text does not say who selects "{who}" and whether it is then mandatory. It was drafted as mandatory. Is this right?',
    ),
    "draft.level-note": Message(
        "“{phrase}”说明哪些必做、哪些选做。下一行是否与此相符？",
        '"{phrase}" says what is mandatory and what is optional. Does the next line agree with it?',
    ),
    "draft.column-unknown": Message(
        "“{cell}”所在的一栏没有认出是什么。它是否写明数量、期限或要求谁？",
        'the column in which "{cell}" stands is not known. Does it state numbers, days or who is meant?',
    ),
    "draft.rows": Message(
        "本项任务分几行，“{phrase}”由哪些部门、在何时完成？ → 写 departments 和 due",
        'this task has several rows. Which departments and which deadline go with "{phrase}"? → write departments and due',
    ),
    "draft.own-bracket": Message(
        "“{phrase}”写在措施之中，是不是这一句自己的部门和期限？是，则写 departments 和 due",
        '"{phrase}" stands within the measures. Are these the departments and the deadline of one sentence? If so, write departments and due',
    ),
    "draft.cell-alone": Message(
        "措施没有写填报单位做什么，执行单位一栏写“{cell}”。对应哪一句措施？",
        'the measures do not say what reporting units do, but the duties column says "{cell}". Which sentence is meant?',
    ),
    "draft.cells-alone": Message(
        "执行单位一栏写“{cell}”，不能确定对应哪一句措施 → 在 cites 中写明措施，再定 applies",
        'the duties column says "{cell}"; which measure is meant is not clear → name it under cites, then write applies',
    ),
    "draft.unpaired": Message(
        "“{phrase}”对应执行单位一栏的哪一项：{cells}？",
        'which cell says who must do "{phrase}": {cells}?',
    ),
    "draft.implied": Message(
        "“{phrase}”没有主语，按责任单位“{cell}”起草。是否如此？",
        '"{phrase}" has no subject; it was taken to be for "{cell}", which another column names. Is this right?',
    ),
    "draft.trailing": Message(
        "“{phrase}”在最后一个类别之后，是对各类别的要求，还是只对该类别？",
        '"{phrase}" follows the last tier. Is it for every tier that is named, or for that one?',
    ),
    "draft.mixed": Message(
        "“{phrase}”所在的一句既写发布单位，又写填报单位。各做什么？",
        'the sentence with "{phrase}" is about the issuer and about the subjects. What does each do?',
    ),
    "draft.joined": Message(
        "“{phrase}”没有主语，按上一句的填报单位起草。是否如此？不是，则另列为 subject: national",
        '"{phrase}" has no subject; it was joined to the sentence before it. Is this right? If not, make it one with subject: national',
    ),
    "draft.national-mention": Message(
        "“{phrase}”没有以填报单位为主语，却提到“{who}”。只由发布单位做，还是填报单位也要做？",
        '"{phrase}" names no reporting unit as its subject, but mentions "{who}". Is it for the issuer alone?',
    ),
    "draft.remark-number": Message(
        "“{phrase}”没有主语，却写了数量。由发布单位做，还是由填报单位做？",
        '"{phrase}" names a number, but nobody who is to reach it. Is it for the issuer, or for the subjects?',
    ),
    "draft.issuer-number": Message(
        "“{phrase}”由发布单位做，写了数量。这个数要写进 requires 吗？",
        '"{phrase}" is for the issuer and names a number. Is it to be written under requires?',
    ),
    "draft.guard": Message(
        "“{phrase}”中有“{word}”，要求不确定 → applies: {{all: mandatory}} / applies: {{all: optional}}，或写明类别",
        '"{phrase}" contains "{word}", so what it requires is not definite → applies: {{all: mandatory}} / applies: {{all: optional}}, or name the tiers',
    ),
    "draft.mention": Message(
        "“{phrase}”中还提到“{word}”，要求的是谁不确定 → applies: {{all: mandatory}}，或写明类别",
        '"{phrase}" also mentions "{word}", so who is meant is not definite → applies: {{all: mandatory}}, or name the tiers',
    ),
    "draft.split-off": Message(
        "“{phrase}”在各类别中相同，单列为一项。是否如此？",
        '"{phrase}" is the same in every tier and became an obligation of its own. Is this right?',
    ),
    "draft.units": Message(
        "“{phrase}”中的“{unit}”与类别并列，是哪些填报单位的？ → applies: {{all: mandatory}}，或写明类别",
        '"{phrase}" names "{unit}" beside a tier. Whose are they? → applies: {{all: mandatory}}, or name the tiers',
    ),
    # --- numbers ---
    "draft.values": Message(
        "“{cells}”不都是写明不少于或不超过的数 → at_least: {{1: 8, 2: 5}} / at_most: {{1: 8, 2: 5}}，或删去 requires",
        '"{cells}" are not all numbers with a minimum or maximum → at_least: {{1: 8, 2: 5}} / at_most: {{1: 8, 2: 5}}, or delete requires',
    ),
    "draft.stages": Message(
        "各期写“{cells}”，是累计数、每期的数，还是进度？ → 按日期写累计数 at_least: {{2027-06-30: 2, 2027-12-31: 4}}，或删去 requires",
        'the columns for parts of the year say "{cells}". Are these running totals, numbers of each part, or progress? → write totals by day, at_least: {{2027-06-30: 2, 2027-12-31: 4}}, or delete requires',
    ),
    "draft.stages-apart": Message(
        "各期还写“{cells}”，没有起草为要求。是否要另写数量或期限？",
        'the columns for parts of the year also say "{cells}"; no requirement was drafted from that. Is a number or a day missing?',
    ),
    "draft.value-times": Message(
        "单位写“{unit}”，下一行的数已按万、亿换算。是否如此？",
        'the unit is "{unit}"; the numbers of the next line were multiplied by it. Is this right?',
    ),
    "draft.note": Message(
        "“{phrase}”写在各项任务之外。是否改变任务，或另有要求？",
        '"{phrase}" is printed outside the tasks. Does it change a task, or require something?',
    ),
    "draft.value-vague": Message(
        "“{cell}”是否是一项要求？ → mandatory / optional，或删去该类别",
        'does "{cell}" require anything? → mandatory / optional, or delete the tier',
    ),
    "draft.value-beside": Message(
        "“{phrase}”中还有数量、期限或条件。下面的数是否已写全？",
        '"{phrase}" also names a number, a day or a condition. Is the number below complete?',
    ),
    "draft.number-bare": Message(
        "“{phrase}”没有写不少于或不超过 → at_least: {number} / exactly: {number} / at_most: {number}，或删去 requires",
        '"{phrase}" names no minimum or maximum → at_least: {number} / exactly: {number} / at_most: {number}, or delete requires',
    ),
    "draft.number-length": Message(
        "“{phrase}”是时长或天数，怎样计算？ → {side}: {number}，或删去 requires",
        '"{phrase}" is a length of time or a number of days. How is it counted? → {side}: {number}, or delete requires',
    ),
    "draft.number-vague": Message(
        "“{phrase}”不是一个确定的数 → 写一个数，或删去 requires",
        '"{phrase}" is not one exact number → write one, or delete requires',
    ),
    "draft.number-each": Message(
        "“{phrase}”前有“{each}”，是每次的数还是全年的数？ → 写全年的数，或按日期写",
        '"{each}" comes before "{phrase}". Is the number for each time or for the year? → write that of the year, or one by day',
    ),
    "draft.number-own": Message(
        "“{each}”指每个填报单位，“{phrase}”按每个填报单位起草。是否如此？",
        '"{each}" was taken to mean each reporting unit, so "{phrase}" applies to each. Is this right?',
    ),
    "draft.number-beside": Message(
        "“{phrase}”中还有不确定的数，各数怎样合用？ → 写一个数，或删去 requires",
        '"{phrase}" also has a number that is not definite. How do they go together? → write one, or delete requires',
    ),
    "draft.number-left": Message(
        "“{phrase}”中有“{word}”，所写的数可能不是对每个填报单位的要求 → 写每个填报单位的数，或删去 requires",
        '"{phrase}" contains "{word}", so its number may not be one for each reporting unit → write that for each, or delete requires',
    ),
    "draft.quantity": Message(
        "“{phrase}”没有可核查的数 → 写数和单位，或删去 requires",
        '"{phrase}" has no number to check → write number and unit, or delete requires',
    ),
    "draft.growth-bare": Message(
        "“{phrase}”没有写以上或不低于，按下限起草。是否如此？",
        '"{phrase}" does not say whether it is a minimum; it was drafted as one. Is this right?',
    ),
    "draft.growth-metrics": Message(
        "增长按哪两个数计算？ → 在 metrics 中写本年数和上年数，再填 of 和 over",
        "which two numbers is the growth worked out from? → write both under metrics, then of and over",
    ),
    "draft.none-unit": Message(
        "“{phrase}”的数量单位原文没有写，请核对", 'the text names no unit for "{phrase}"; check it'
    ),
    "draft.allotment-unit": Message(
        "“{phrase}”的数量单位原文没有写，请核对", 'the text names no unit for "{phrase}"; check it'
    ),
    "draft.parts": Message(
        "“{phrase}”包括哪几项？ → 每项单列，编号写入 of",
        'which parts does "{phrase}" mean? → write an obligation for each and list their ids under of',
    ),
    "draft.several": Message(
        "“{phrase}”怎样合用？ → 只留一数，按类别写 at_least: {{1: 6, 2: 4}}，或按日期写累计数 at_least: {{2027-06-30: 2, 2027-12-31: 4}}",
        'how do "{phrase}" go together? → keep one, or write at_least: {{1: 6, 2: 4}} by tier or at_least: {{2027-06-30: 2, 2027-12-31: 4}} for totals by day',
    ),
    "draft.two-in-one": Message(
        "“{phrase}”与其后各类别的数量是一项还是两项？是两项，则分开写",
        'is "{phrase}" one requirement with the numbers by tier after it, or another? If so, write two',
    ),
    "draft.tier-left-out": Message(
        "没有写{tiers}的数 → 写数，或改 applies",
        "no number is given for {tiers} → write one, or change applies",
    ),
    # --- days ---
    "draft.day-differs": Message(
        "“{phrase}”写“{printed}”，完成时间一栏是 {cell}。以措施为准吗？不是，则删去 due",
        '"{phrase}" says "{printed}", the deadline column {cell}. Does the measure decide? If not, delete due',
    ),
    "draft.day-unknown": Message(
        "“{phrase}”中的“{printed}”是哪一天？ → 写日期，或删去 due",
        'which day is "{printed}" in "{phrase}"? → write the day, or delete due',
    ),
    "draft.status-differs": Message(
        "“{phrase}”写完成，完成时间一栏只要求阶段性成果。按该栏起草。是否如此？",
        '"{phrase}" says completed, but the deadline column only requires an interim result. The draft follows the column. Is this right?',
    ),
}
