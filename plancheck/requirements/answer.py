"""A question that is answered with yes or no: whether something exists or was done."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import PlainValidator

from plancheck.reading.models import Spelled
from plancheck.reading.values import STATUSES, Words, field_error, scalar
from plancheck.requirements.base import (
    Context,
    Control,
    Duty,
    Reported,
    Requirement,
    Stand,
    Standing,
)


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
    PlainValidator(
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

    key = "answer"
    Asks = AnswerField
    Fields = AnsweredEntry
    bare = "answer"
    has_status = False
    lacking = "finding.no-answer"
    misplaced = {"status": "answer.no-status"}

    def reported(self, entry: AnsweredEntry) -> YesNo | None:
        """Return the answer that is given."""
        return entry.answer

    def is_begun(self, actual: object) -> bool:
        """Return False: the other answer says that it was not done."""
        return False

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

    def mandatory(self) -> str:
        """Return the message key of what becomes of another answer."""
        return "judged.mandatory-answer"

    DESCRIPTIONS = {
        "Requires.answer": ("要求的回答：yes 或 no", "the answer asked for: yes or no"),
        "Entry.answer": ("回答是或否", "the answer: yes or no"),
    }
    MESSAGES = {
        "yesno.yes": ("是", "yes"),
        "yesno.no": ("否", "no"),
        "asked.yesno": ("回答“{expected}”", 'the answer "{expected}"'),
        "finding.answer-met": (
            "填报“{actual}”，要求“{expected}”",
            'answered "{actual}", required: "{expected}"',
        ),
        "finding.answer-other": (
            "填报“{actual}”，要求“{expected}”",
            'answered "{actual}", required: "{expected}"',
        ),
        "finding.no-answer": (
            "没有回答是或否，要求{asked}",
            "not answered with yes or no; the plan asks for {asked}",
        ),
        "todo.finding.answer-other": (
            "做到后改填“{expected}”；如已做到，请更正",
            'do it, then answer "{expected}"; if it is done already, correct the answer',
        ),
        "todo.finding.no-answer": ("填写“是”或“否”", "answer yes or no"),
        "judged.answer": ("回答“{asked}”才算达到", 'the answer has to be "{asked}"'),
        "judged.mandatory-answer": (
            "必做时：没有回答是未填报，另一种回答是未达标；期限未到的算未到期。",
            "Where it is mandatory: no answer is missing, the other answer is a fail; before the "
            "deadline it is pending.",
        ),
        "template.answer": ("填“是”或“否”", "yes or no"),
        "aspect.answer": ("要求的回答", "the answer required"),
        "answer.status": (
            "“{written}”是进展；这一项问的是“是”或“否”",
            '"{written}" is a status; this asks for yes or no',
        ),
        "answer.no-status": (
            "“{key}”不能写在这里：{obligation} 问的是“是”或“否”，请填“回答”（answer）",
            '"{key}" does not belong here: {obligation} asks for yes or no; state answer',
        ),
    }


Kind = AnswerRequirement
