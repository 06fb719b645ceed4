"""A question that is answered with yes or no: whether something exists or was done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from plancheck.reading.models import Spelled
from plancheck.reading.values import STATUSES, ReadBy, Words, field_error, scalar
from plancheck.requirements.base.entry import Control, Reported
from plancheck.requirements.base.requirement import Requirement, Sample
from plancheck.requirements.base.standing import Context, Duty, Stand, Standing

if TYPE_CHECKING:
    from plancheck.requirements.base.form import Formula


class YesNo(StrEnum):
    """An answer."""

    YES = "yes"
    NO = "no"


class _Answers(Words):
    """Reads an answer; a status is none, whatever it may mean."""

    def __call__(self, value: object) -> YesNo:
        """Return the answer that ``value`` spells."""
        text = scalar(value)
        if text in STATUSES:
            raise field_error("answer.status", written=text)
        return YesNo(super().__call__(text))


AnswerField = Annotated[
    YesNo,
    ReadBy(
        _Answers(
            "yes-no",
            {
                **dict.fromkeys(("yes", "是", "有", "已建立", "true"), YesNo.YES),
                **dict.fromkeys(("no", "否", "无", "没有", "未建立", "false"), YesNo.NO),
            },
        )
    ),
]


class AnsweredEntry(Reported):
    """What is reported on a question."""

    answer: Annotated[AnswerField | None, Spelled("回答", "是否"), Control.YES_NO] = None


class AnswerRequirement(Requirement):
    """What an obligation asks that yes or no decides."""

    Asks = AnswerField
    Fields = AnsweredEntry
    SAMPLES = (Sample("rules", ("管理制度", "rules"), ("yes", "yes")),)
    bare = "answer"
    parts = ("wanted",)
    has_status = False
    lacking = "finding.no-answer"
    misplaced = {"status": "answer.no-status"}

    def reported(self, entry: AnsweredEntry) -> YesNo | None:
        """Return the answer that is given."""
        return entry.answer

    def is_begun(self, actual: object) -> bool:
        """Whether it is the answer asked for: the other one says that it was not done."""
        return actual is self.asks

    def judge(self, entry: AnsweredEntry | None, duty: Duty, context: Context) -> Standing:
        """Return how the answer that is given stands to the one asked for."""
        owed = self.measure(duty)
        if entry is None or entry.answer is None:
            return Standing(Stand.ABSENT, "", owed, context.loc, entry)
        is_met = entry.answer is self.asks
        return Standing(
            stand=Stand.MET if is_met else Stand.SHORT,
            reason="finding.answer-met" if is_met else "finding.answer-other",
            measure=owed._replace(actual=entry.answer),
            loc=(*context.loc, "answer"),
            claim=entry,
            at=context.loc,
        )

    def formula(self, duty: Duty) -> Formula:
        """Return how the answer, 1 for yes and 0 for no, is compared with the one asked for."""
        from plancheck.requirements.base.form import (  # noqa: PLC0415  # only Excel needs it
            LATE,
            MET_OR_NOT,
            Detail,
            Formula,
        )

        return Formula(
            mandatory="IF({word}=-1,{absent},IF({word}={wanted},{met},{short}))",
            optional=MET_OR_NOT,
            parts={"wanted": int(self.asks is YesNo.YES)},
            detail=(Detail("{word}={wanted}", LATE),),
        )

    def mandatory_key(self) -> str:
        """Return the message key of what becomes of another answer."""
        return "judged.mandatory-answer"

    DESCRIPTIONS = {
        "Requires.answer": ("要求的回答：yes 或 no", "the required answer: yes or no"),
        "Entry.answer": ("回答是或否", "the answer: yes or no"),
    }
    MESSAGES = {
        "yesno.yes": ("是", "yes"),
        "yesno.no": ("否", "no"),
        "asked.yesno": ("回答“{expected}”", 'the answer "{expected}"'),
        "finding.answer-met": (
            "填报“{actual}”，要求“{expected}”",
            'answer is "{actual}"; "{expected}" is required',
        ),
        "finding.answer-other": (
            "填报“{actual}”，要求“{expected}”",
            'answer is "{actual}"; "{expected}" is required',
        ),
        "finding.no-answer": (
            "未回答是或否，要求：{asked}",
            "not answered with yes or no; {asked} required",
        ),
        "todo.finding.answer-other": (
            "达到后改填“{expected}”；实际已达到的，更正回答",
            'answer "{expected}" once it is done, or correct the answer if it already is',
        ),
        "todo.finding.no-answer": ("填写“是”或“否”", "answer yes or no"),
        "judged.answer": (
            "按回答核查：“{asked}”为达标，另一种为未达标。",
            'By answer: "{asked}" passes; the other answer fails.',
        ),
        "judged.mandatory-answer": (
            "必做的：未回答为未填报，另一种回答为未达标；期限未到为未到期。",
            "If mandatory: without an answer the verdict is missing, the other answer fails; before the deadline it is pending.",
        ),
        "template.answer": ("填“是”或“否”", "yes or no"),
        "aspect.answer": ("要求的回答", "the answer required"),
        "answer.status": (
            "“{written}”是状态，此项应填“是”或“否”",
            '"{written}" is a status; answer yes or no here',
        ),
        "answer.no-status": (
            "“{key}”不能用于此项：{duty_place}应填“是”或“否”，请填“回答”（answer）",
            '"{key}" is not allowed here: {duty_place} is answered with yes or no; use answer',
        ),
    }


Kind = AnswerRequirement
