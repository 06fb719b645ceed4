"""What is said of a required number, in Chinese and English."""

from __future__ import annotations

DESCRIPTIONS = {
    "Requires.quota": ("应达到的数量", "the required number"),
    "Quota": (
        "数量要求：下限、上限或定数",
        "a required number: a minimum, a maximum, both, or an exact number",
    ),
    "Quota.metric": ("数的是什么，报告中以此为键", "what is counted; reports use this key"),
    "Quota.at_least": (
        "至少；可以按日期写各节点的数，例如 {2027-06-30: 2, 2027-12-31: 4}",
        "at least; there may be a number for each of several days, such as {2027-06-30: 2, 2027-12-31: 4}",
    ),
    "Quota.at_most": ("至多", "at most"),
    "Quota.exactly": ("恰好", "exactly"),
    "Quota.unit": ("量词，例如 次", "the unit, such as sessions"),
    "Quota.per": (
        "unit 表示每个所属单位均须达到",
        "unit: each unit of the province or organisation must reach it",
    ),
    "Quota.unit_name": ("此类单位的名称", "what such a unit is called"),
}
"""The descriptions of its keys in the schemas."""

MESSAGES = {
    "finding.quota-met": (
        "填报{actual:unit}，要求{bound}{required}",
        "{actual:unit} reported, {bound} {required} required",
    ),
    "finding.within-cap": (
        "填报{actual:unit}，未超过上限{required}",
        "{actual:unit} reported, within the maximum of {required}",
    ),
    "finding.units-met": (
        "{count}个{unit_name}均{asked}",
        "each {unit_name} reports {asked} ({count} in all)",
    ),
    "finding.below-quota": (
        "填报{actual:unit}，应{bound}{required}，差{gap:unit}",
        "{actual:unit} reported, {bound} {required} required ({gap} short)",
    ),
    "finding.below-any": (
        "填报{actual:unit}；计划数未注明，但无论多少均未达到",
        "{actual:unit} reported; the allotted number is not stated, but any allotment would be higher",
    ),
    "finding.beyond-milestone": (
        "{date} 是达到{actual:unit}的日期，无法确认期限 {due} 前是否已达到{required}",
        "{date} is the day of {actual:unit}, so nobody can tell whether {required} was reached by {due}",
    ),
    "todo.finding.beyond-milestone": (
        "在台账中逐条注明日期",
        "list and date each one in the ledger",
    ),
    "finding.over-cap": (
        "填报{actual:unit}，上限{required}，超出{gap:unit}",
        "{actual:unit} reported, the maximum is {required} ({gap} over)",
    ),
    "finding.over-exact": (
        "填报{actual:unit}，应{bound}{required}，超出{gap:unit}",
        "{actual:unit} reported, {bound} {required} required ({gap} over)",
    ),
    "finding.over-unknown-cap": (
        "填报{actual:unit}，计划数未注明，可能已超出",
        "{actual:unit} reported; the allotted number is not stated and may be exceeded",
    ),
    "finding.rows-only": (
        "台账列有{listed}条，但未填写数量，要求：{asked}",
        "the ledger lists {listed:record|records}, but no number is stated; {asked} required",
    ),
    "finding.units": (
        "{units}",
        "{units}",
    ),
    "finding.ledger": (
        "填报{claimed:unit}，台账可计入{counted:unit}，数量不符{ledger}",
        "{claimed:unit} claimed, but {counted:counts|count} in the ledger{ledger}",
    ),
    "finding.has-no-units": ("无{unit_name}", "there is no {unit_name} here"),
    "note.ledger": (
        "台账可计入{counted}，与填报的{claimed}不符，请核对{ledger}",
        "the ledger counts to {counted}, but {claimed} is claimed; check which is right{ledger}",
    ),
    "note.ledger-less": (
        "台账可计入{counted}，与填报的{claimed}不符，按较不利的数核查{ledger}",
        "the ledger counts to {counted}, but {claimed} is claimed; the less favourable number is used{ledger}",
    ),
    "todo.finding.below-quota": (
        "补足{gap:unit}后更新数量；实际已达到的，更正填报数",
        "make up {gap:unit}, or correct the number if more were done",
    ),
    "todo.finding.below-any": (
        "开展后更新数量，并注明计划数",
        "start the work, update the number and state the allotted number",
    ),
    "todo.finding.over-cap": (
        "核减{gap:unit}，或更正填报数",
        "withdraw {gap:unit}, or correct the number",
    ),
    "todo.finding.over-exact": (
        "核减{gap:unit}，或更正填报数",
        "withdraw {gap:unit}, or correct the number",
    ),
    "todo.finding.over-unknown-cap": (
        "注明计划数，并核对填报数",
        "state the allotted number and check the number reported",
    ),
    "todo.unit-missing": (
        "{unit_place}填报{name}",
        "report {name} {unit_place}",
    ),
    "todo.finding.ledger": (
        "核对台账与填报数，更正有误的一处",
        "check the ledger and the number, and correct the one that is wrong",
    ),
    "todo.finding.rows-only": ("补填{number_place}", "fill in {number_place}"),
    "live.below": ("差{gap}{unit}", "{gap} short"),
    "live.over": ("超{gap}{unit}", "{gap} over"),
    "judged.number": (
        "按数量核查：填报数（{unit}）达到要求为达标；同时填写的状态仅供参考。",
        "By number: it passes when the number of {unit} is reached; a status given as well is recorded but not judged.",
    ),
    "judged.milestones": (
        "分节点核查：最近一个已到的节点须按期达到；已达到而后面还有节点的为未到期；达到最后一个数的为达标。",
        "By milestones: the latest one that has come must have been reached by its day. If it was and more are to come, the verdict is pending; the last number passes.",
    ),
    "judged.milestone": (
        "{day}：至少{number:unit}",
        "{day}: at least {number:unit}",
    ),
    "judged.cap": (
        "按数量核查：不超过上限为达标，不填或填 0 也可；超过上限即为未达标，不论是否到期。",
        "By number: anything up to the maximum passes; 0 or no entry is accepted as well. Above the maximum it fails, even before the deadline.",
    ),
    "judged.units": (
        "按每个{unit_name}分别核查，不并入本单位自身的数；没有的写 {units}: {{}}。",
        "Each {unit_name} is checked by itself, apart from the organisation's own number; if there is none, write {units}: {{}}.",
    ),
    "judged.allotted": (
        "数量由另行下达的计划确定：先看名册，再看报告的{allotments_key}；均未注明的，有{unit}数也待核实。",
        "The number is set by another plan: the roster's counts, otherwise the report's ({allotments_key}); if neither states it, a number needs review.",
    ),
    "judged.ledger": (
        "列有台账的，按数量和按台账各核查一次：结论不同且其一为未达标的，待核实；其余以较不利的为准。",
        "A ledger, if given, is checked as well as the number. If the verdicts differ and one of them fails, the verdict is review; otherwise the less favourable one counts.",
    ),
    "judged.ledger-amounts": (
        "台账各条写明各自的{unit}数，可计入的合计为台账的数。",
        "Each record of a ledger states its own number of {unit}; the ledger counts the sum of the records dated in time.",
    ),
}
"""Its sentences."""
