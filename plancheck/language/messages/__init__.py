"""Every sentence plancheck says, in Chinese and English side by side: a file per family.

Findings and problems carry a key and values; ``wording`` makes text of them. The wording of a plan
is not here: titles and duties carry both languages in the plan's own file.
"""

from plancheck.language.message import Message
from plancheck.language.messages import (
    commands,
    drafting,
    explanations,
    findings,
    inputs,
    pages,
    places,
    plans,
    reading,
    words,
    workbooks,
)
from plancheck.requirements import KINDS

MESSAGES: dict[str, Message] = {
    **reading.MESSAGES,
    **plans.MESSAGES,
    **drafting.MESSAGES,
    **inputs.MESSAGES,
    **workbooks.MESSAGES,
    **findings.MESSAGES,
    **words.MESSAGES,
    **places.MESSAGES,
    **pages.MESSAGES,
    **explanations.MESSAGES,
    **commands.MESSAGES,
    **{key: Message(*both) for kind in KINDS.values() for key, both in kind.MESSAGES.items()},
}
