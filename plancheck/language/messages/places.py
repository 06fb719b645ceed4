"""The places that a sentence names, as the writer of each medium sees them.

``{status_place}`` in a sentence is ``place.status.keys`` in YAML, ``place.status.cells`` in a
workbook and ``place.status.fields`` in a form that a program draws. There, neither keys nor ids nor
options of a command are seen. Some places say what to do there, where that is what differs.
"""

from plancheck.language.message import Message

MESSAGES = {
    # --- an obligation and its entry ---
    "place.duty.keys": Message("{obligation} ", "{obligation}"),
    "place.duty.cells": Message("{obligation} ", "{obligation}"),
    "place.duty.fields": Message("“{obligation}”", '"{obligation}"'),
    "place.entry.keys": Message(" {obligation} ", "{obligation}"),
    "place.entry.cells": Message(" {obligation} ", "{obligation}"),
    "place.entry.fields": Message("本行", "this row"),
    "place.missing.keys": Message(
        "在{tasks_key}下补填 {obligation}", "add {obligation} under {tasks_key}"
    ),
    "place.missing.cells": Message(
        "自查表中没有 {obligation} 一行；请补上此行，或用新生成的表填报",
        "the self-check has no row for {obligation}; add it, or fill in a new form",
    ),
    "place.missing.fields": Message("填写本行", "fill in this row"),
    # --- in an entry ---
    "place.status.keys": Message("{status_key}", "the {status_key}"),
    "place.status.cells": Message("“状态”栏", '"Status"'),
    "place.status.fields": Message("“状态”", '"Status"'),
    "place.number.keys": Message("数量（{metric}）", "{metric}"),
    "place.number.cells": Message("“数量”栏", '"Number"'),
    "place.number.fields": Message("“{metric}”", '"{metric}"'),
    "place.date.keys": Message("完成{date_key}", "the completion date ({date_key})"),
    "place.date.cells": Message("“完成日期”栏", '"Date completed"'),
    "place.date.fields": Message("“完成日期”", '"Date completed"'),
    "place.evidence.keys": Message("此项", "in the entry"),
    "place.evidence.cells": Message("“佐证”栏", 'under "Evidence"'),
    "place.evidence.fields": Message("“佐证”栏", 'in the field "Evidence"'),
    "place.documents.keys": Message("{evidence_key}清单中", "under {evidence_key}"),
    "place.documents.cells": Message("“佐证材料”表", 'on the sheet "Evidence"'),
    "place.documents.fields": Message("“佐证材料清单”中", "in the list of evidence"),
    "place.amount.keys": Message(
        "“{wanted}”，例如 {wanted}: 40", '"{wanted}", for example {wanted}: 40'
    ),
    "place.amount.cells": Message("“数量”栏，例如 40", '"Number", for example 40'),
    "place.amount.fields": Message("数量，例如 40", "the number, for example 40"),
    # --- units ---
    "place.unit.keys": Message(
        "在 {obligation} 的{units_key}下", "under the {units_key} of {obligation}"
    ),
    "place.unit.cells": Message("在“单位”表", 'on the sheet "Units"'),
    "place.unit.fields": Message("在“单位”表", 'in the table "Units"'),
    "place.units.keys": Message("在条目的{units_key}下", "under {units_key}"),
    "place.units.cells": Message("在“单位”表", 'on the sheet "Units"'),
    "place.units.fields": Message("在“单位”表", 'in the table "Units"'),
    "place.each.keys": Message(
        "{units}: {{名称: {{{key}: 6}}}}", "{units}: {{name: {{{key}: 6}}}}"
    ),
    "place.each.cells": Message(
        "请在“单位”表逐个填报", 'fill in a row for each on the sheet "Units"'
    ),
    "place.each.fields": Message(
        "请在“单位”表逐个填报", 'fill in a row for each in the table "Units"'
    ),
    "place.unitless.keys": Message("写 {units}: {{}}", "write {units}: {{}}"),
    "place.unitless.cells": Message(
        "在封面的“有无单位”栏选“无”", 'choose no under "Has units" on the cover'
    ),
    "place.unitless.fields": Message("勾选“没有此类单位”", "tick the box that says so"),
    # --- facts that other documents settle ---
    "place.subject.keys": Message(
        "填写“省份: 名称”（province），或用 --province 给出",
        'add "province: NAME" or pass --province',
    ),
    "place.subject.cells": Message(
        "在封面的“省份”处填写，或用新生成的表填报",
        'state it on the cover under "Province", or fill in a new form',
    ),
    "place.subject.fields": Message("在页首填写", "state it at the top of the page"),
    "place.organisation.keys": Message(
        "填写“填报单位: 名称”（subject），或用 --subject 给出",
        'add "subject: NAME" or pass --subject',
    ),
    "place.organisation.cells": Message(
        "在封面的“填报单位”处填写，或用新生成的表填报",
        'state it on the cover under "Reporting organisation", or fill in a new form',
    ),
    "place.organisation.fields": Message("在页首填写", "state it at the top of the page"),
    "place.tier.keys": Message("在报告中或用 --tier ", "in the report or with --tier"),
    "place.tier.cells": Message(
        "请发表单位在新生成的表中", "in a new form, made by whoever issued this one"
    ),
    "place.tier.fields": Message("在页首", "at the top of the page"),
    "place.designated.keys": Message(
        "报告的{designated_key}中", "under {designated_key} in the report"
    ),
    "place.designated.cells": Message("封面的“指定”栏", 'under "Designated" on the cover'),
    "place.designated.fields": Message("“被指定承担哪些任务”一问中", "in the question about them"),
    "place.undesignated.keys": Message("写 []", "write []"),
    "place.undesignated.cells": Message(
        "在“指定任务已全部写明”处选“是”", 'choose yes for "All designations stated"'
    ),
    "place.undesignated.fields": Message("勾选“以上为全部”", 'tick "This is the complete list"'),
    "place.class.keys": Message(
        "请在报告中写 {own_classes}: [{listed}]，不属于的不写，都不属于写 []",
        "add {own_classes}: [{listed}] to the report; leave out any class that it is not in, write [] for none",
    ),
    "place.class.cells": Message(
        "请在封面的“单位属性”处填写：{classes}；都不属于的填“无”",
        'state on the cover under "Classes": {classes}; "none" for none of them',
    ),
    "place.class.fields": Message(
        "请在单位属性一问中勾选：{classes}",
        "tick in the question about its classes: {classes}",
    ),
    "place.allotment.keys": Message(
        "报告的{allotments_key}中", "under {allotments_key} in the report"
    ),
    "place.allotment.cells": Message(
        "封面的“计划数”“依据”栏", 'under "Allotted number" and "Source" on the cover'
    ),
    "place.allotment.fields": Message("“计划数”“依据”栏", 'under "Allotted number" and "Source"'),
    "place.unallotted.keys": Message("写 {obligation}: 无", "write {obligation}: none"),
    "place.unallotted.cells": Message("填“无”", "enter none"),
    "place.unallotted.fields": Message("选“未下达计划数”", 'choose "No number is allotted"'),
    "place.allotted.keys": Message("“{key}”下", '"{key}"'),
    "place.allotted.cells": Message("此行", "this row"),
    "place.allotted.fields": Message("此项", "this obligation"),
    "place.allotting.keys": Message(
        "写成 {key}: {{{metric}: 160}}", "write {key}: {{{metric}: 160}}"
    ),
    "place.allotting.cells": Message("在“计划数”栏填写", 'fill in "Allotted number"'),
    "place.allotting.fields": Message("填写计划数", "fill it in"),
    # --- on the page of a result ---
    "place.listed.keys": Message("（--show all 列出）", " (listed by --show all)"),
    "place.listed.cells": Message("（--show all 列出）", " (listed by --show all)"),
    "place.listed.fields": Message("（在填报页中列出）", " (listed in the form)"),
}
