"""A draft of a rule set from an official text, by rules alone: what is not printed is asked."""

from plancheck.authoring.drafting.draft import Draft, draft_plan
from plancheck.authoring.drafting.questions import Kind, Question

__all__ = ["Draft", "Kind", "Question", "draft_plan"]
