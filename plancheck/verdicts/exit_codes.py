"""The exit codes of a run; ``Run.exit_code`` says which is when."""

COMPLIANT = 0
NOT_COMPLIANT = 1
"""A report does not comply, or an expected one is absent."""
NO_VERDICT = 2
"""A report, another input or the call is unusable, or there was nothing to check."""
UNDETERMINED = 3
"""A finding needs review, or the rule set is a draft."""
INTERNAL_ERROR = 4
"""plancheck itself failed."""
