"""The lines and cells of a page for people, as plain text: what every such format says alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plancheck.errors import Location
from plancheck.language.message import Lang
from plancheck.language.sentences import finding_text, note_text, own_key
from plancheck.language.wording import (
    SIGNS,
    escape_invisible,
    format_value,
    joined,
    place,
    say,
    subject_name,
)
from plancheck.plan.model import Plan
from plancheck.plan.parts import NATIONAL
from plancheck.reading.text import what_shows
from plancheck.verdicts.result import (
    CitedEvidence,
    Fact,
    Head,
    Outcome,
    Result,
    Said,
    State,
    Verdict,
)

if TYPE_CHECKING:
    from plancheck.verdicts.run import Rejected, Run

MOST_SKIPPED = 10
"""How many files that were not checked a page for people names."""
MOST_SUBJECTS = 8
"""How many subjects a line names."""
UNATTRIBUTED = "unattributed"
"""What becomes of an unusable file that belongs to nobody known."""

SIGN = {
    Verdict.PASS: "√",
    Verdict.FAIL: "×",
    Verdict.MISSING: "□",
    Verdict.REVIEW: "?",
    Verdict.PENDING: "…",
    Verdict.WAIVED: "○",
    Verdict.OPTIONAL: "△",
    Verdict.NOT_APPLICABLE: "—",
    Verdict.TRIAL: "◇",
}
"""The sign of each verdict; every one is in GBK, and a word stands beside it or in a legend."""


def rule_set(lang: Lang, plan: Plan) -> str:
    """Return which rule set was used, by its id and to the byte, and whether it is a draft."""
    key = "log.draft-rules" if plan.is_draft else "log.rules"
    return say(lang, key, {"id": plan.id, "sha256": plan.sha256})


def digest_of(report: Result | Rejected) -> str:
    """Return the digest of a report's file, empty where its bytes were not read."""
    return report.sha256 or ""


def digests_beside(run: Run) -> dict[str, str]:
    """Return the digests of the ``roster`` and the ``waivers`` of a run, if there are any."""
    return {name: file.document.file_sha256 for name, file in run.files_beside.items()}


def sums(run: Run) -> dict[str, str]:
    """Return the digests of the files that a run rests on beside its rule set, by what they are.

    That of the ``report`` where it is the only one, of the ``roster`` and the ``waivers`` if any.
    """
    digests = digests_beside(run)
    if run.counts.reports == 1:
        digests = {"report": digest_of(run.reports[0]), **digests}
    return {name: digest for name, digest in digests.items() if digest}


def sums_text(lang: Lang, run: Run) -> Iterator[str]:
    """Yield what ``sums`` returns in words, to the byte."""
    for name, digest in sums(run).items():
        yield say(lang, f"log.{name}-sum", {"sha256": digest})


def absent_text(lang: Lang, plan: Plan | None, subject: str) -> str:
    """Return in a sentence that a subject handed in no report."""
    return say(lang, "run.absent", {"subject": subject_name(lang, plan, subject)})


def configured_texts(lang: Lang, run: Run) -> Iterator[str]:
    """Yield, for each configuration file and for the environment, what it set, in a line."""
    of_files: dict[str, list[str]] = {}
    of_variables = []
    for name, value, origin in run.configured:
        if isinstance(origin, Location):
            values = {"name": name, "value": value, "line": str(origin.line)}
            of_files.setdefault(origin.path, []).append(say(lang, "page.setting", values))
        else:
            of_variables.append(say(lang, "page.variable", {"name": origin, "value": value}))
    for path, settings in of_files.items():
        yield say(lang, "page.set-by-file", {"path": path, "settings": joined(lang, settings)})
    if of_variables:
        yield say(lang, "page.set-by-environment", {"settings": joined(lang, of_variables)})


def dotted(parts: Iterable[str]) -> str:
    """Return ``parts`` in one line, a dot between them."""
    return " · ".join(parts)


def totals_text(lang: Lang, run: Run) -> str:
    """Return how many reports, or subjects that were to report, came out how.

    What there is none of is left out.
    """
    nothing = sum(map(has_nothing_to_do, run.results))
    counts = []
    for outcome, word, count in outcome_counts(lang, run):
        if count and nothing and outcome == Outcome.COMPLIANT:
            values = {"outcome": word, "count": count, "nothing": nothing}
            counts.append(say(lang, "page.nothing-mandatory-of", values))
        elif count:
            counts.append(say(lang, "page.of-verdict", {"verdict": word, "count": count}))
    if run.expected is not None:
        return dotted([*_expected_counts(lang, run), *counts])
    if not counts:
        return say(lang, "page.nothing")
    return say(lang, "page.outcome", {"reports": run.counts.reports, "counts": counts})


def _expected_counts(lang: Lang, run: Run) -> Iterator[str]:
    """Yield how many were to report, and how many others did."""
    names = run.expected_names
    yield say(lang, "page.expected", {"count": len(names)})
    others = sum(subject not in names for subject in run.counts.subjects)
    if others:
        yield say(lang, "page.not-expected", {"count": others})


def outcome_counts(lang: Lang, run: Run) -> Iterator[tuple[str, str, int]]:
    """Yield each state, weightiest first, its word and how many subjects are in it.

    Where it matters who reported, a subject counts once however many files it handed in, and
    unattributed files are counted apart; else reports and files are counted.
    """
    for state in State:
        yield state, state_word(lang, state), _in_state(run, state)
    if run.expected is not None:
        yield UNATTRIBUTED, say(lang, "page.unattributed"), run.counts.unattributed


def _in_state(run: Run, state: State) -> int:
    if run.expected is not None or state is State.ABSENT:
        return run.states[state]
    return run.counts.unusable if state is State.UNUSABLE else run.outcomes[Outcome(state)]


def state_word(lang: Lang, state: State) -> str:
    """Return the word for what became of a subject."""
    if state is State.UNUSABLE:
        return say(lang, "table.row-unusable")
    return say(lang, "page.absent") if state is State.ABSENT else format_value(lang, Outcome(state))


def has_nothing_to_do(result: Result) -> bool:
    """Whether a report complies because nothing is mandatory, which is said with its outcome."""
    return result.outcome is Outcome.COMPLIANT and result.asks_nothing


def with_reason(lang: Lang, result: Result, outcome: str) -> str:
    """Return the word for an outcome, with the reason where nothing is mandatory."""
    if not has_nothing_to_do(result):
        return outcome
    return say(lang, "page.nothing-mandatory", {"outcome": outcome})


# --- results -------------------------------------------------------------------------------------


def tier_text(lang: Lang, result: Result) -> str:
    """Return the tier that ``result`` was judged in and whose word it is, or why there is none."""
    if result.subject == NATIONAL:
        return say(lang, "table.none")
    fact, tiers = result.facts.tier, result.plan.tiers
    if fact.value is None:
        if fact.unconfirmed is None:
            return say(lang, "table.tier-unknown")
        return say(lang, "table.tier-unconfirmed", {"tier": tiers[fact.unconfirmed]})
    if fact.origin == "report":
        return say(lang, "table.tier-own", {"tier": tiers[fact.value]})
    return format_value(lang, tiers[fact.value])


def own_words(lang: Lang, result: Result) -> Iterator[str]:
    """Yield which facts rest on the report's word alone, after the mark that stands beside them.

    One line names facts without any roster, another those a roster does not confirm.
    """
    own: list[str] = []
    unconfirmed: list[str] = []
    for name, fact in _facts_of_subject(lang, result):
        if fact.unconfirmed is not None:
            unconfirmed.append(name)
        elif fact.origin == "report":
            own.append(name)
    for key, names in {"page.own": own, "page.unconfirmed": unconfirmed}.items():
        if names:
            yield say(lang, key, {"facts": names})


def own_mark(fact: Fact | None) -> str:
    """Return the mark of a fact that rests on the report's word alone, else nothing."""
    if fact is None or (fact.origin != "report" and fact.unconfirmed is None):
        return ""
    return "*" if fact.unconfirmed is None else "**"


def _facts_of_subject(lang: Lang, result: Result) -> Iterator[tuple[str, Fact]]:
    facts = result.facts
    yield say(lang, "own.tier"), facts.tier
    yield say(lang, "own.designated"), facts.designated
    for name, fact in facts.classes.items():
        yield say(lang, "own.class", {"name": result.plan.classes[name]}), fact
    for obligation, fact in facts.allotments.items():
        if fact.origin != "roster":  # where both state a number the roster's is used
            values = {"obligation": own_key(lang, result, obligation)}
            yield say(lang, "own.allotment", values), fact
    for obligation, fact in facts.units.items():
        values = {"obligation": own_key(lang, result, obligation)}
        yield say(lang, "own.units", values), fact


def day_text(lang: Lang, result: Result) -> str:
    """Return the day that ``result`` is judged by, and whether the report chose an early one."""
    if not result.has_early_day:
        return say(lang, "page.as-of", {"as_of": result.as_of})
    return say(lang, "page.as-of-own", {"as_of": result.as_of, "to": result.plan.period.to})


def days_text(lang: Lang, run: Run) -> str:
    """Return the day that all reports are judged by, or each day with whom it is about."""
    by_day: dict[str, list[str]] = {}
    for result in run.results:
        subject = subject_name(lang, result.plan, result.subject)
        by_day.setdefault(day_text(lang, result), []).append(subject)
    if len(by_day) < 2:
        return "".join(by_day)
    signs = SIGNS[lang]
    return signs.semicolon.join(
        f"{day}{signs.colon}{_among(lang, subjects)}" for day, subjects in by_day.items()
    )


def _among(lang: Lang, subjects: Sequence[str]) -> str:
    """Return all ``subjects``, or the first of many and how many there are."""
    shown = subjects[:MOST_SUBJECTS]
    if len(shown) == len(subjects):
        return joined(lang, shown)
    return say(lang, "page.among", {"subjects": shown, "count": len(subjects)})


def report_facts(lang: Lang, result: Result) -> dict[str, str]:
    """Return the outcome of a report and its day, for formats that keep names with values."""
    return {
        "outcome": str(result.outcome),
        "as_of": result.as_of.isoformat(),
        "as_of_from": str(result.facts.as_of.origin),
        "as_of_text": day_text(lang, result),
    }


def remarks(
    lang: Lang, result: Result, *, without: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the place and the sentence of every note, waiver and trial of ``result``.

    And of every optional duty about which something is open, since no other line says what.
    ``without`` are notes that are shown elsewhere.
    """
    colon = SIGNS[lang].colon
    for note in result.notes:
        where = place(note.where) if note.where else escape_invisible(result.path)
        yield where, note_text(lang, note)
    for finding in result.findings:
        name = f"{own_key(lang, result, finding.obligation)}{colon}"
        if finding.beneath is not None or finding.is_held_back:
            yield place(finding.location), f"{name}{finding_text(lang, result.plan, finding)}"
        for note in finding.notes:
            if note.reason not in without:
                where = place(note.where or finding.location)
                yield where, f"{name}{note_text(lang, note)}"


# --- what a report says in its own words ---------------------------------------------------------

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9%/?#:@!$&*+,;=._~-]")


def in_one_line(text: str | None) -> str:
    """Return ``text`` as one line; empty where nothing of it shows."""
    return " ".join(text.split()) if text and what_shows(text) else ""


def document_text(lang: Lang, cited: CitedEvidence) -> str:
    """Return what a document is called: by title and number, else by file, address or id."""
    title, number = in_one_line(cited.title), in_one_line(cited.number)
    if title and number:
        return say(lang, "said.document", {"title": title, "number": number})
    return title or number or in_one_line(cited.file) or in_one_line(cited.url) or cited.id


def web_address(text: str | None) -> str | None:
    """Return the address that ``text`` is, None unless it is one of the web.

    Whatever has a meaning in markup, or none in an address, is written as its code.
    """
    if text is None or not _ADDRESS.match(text):
        return None
    return _NOT_IN_ADDRESS.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def said_texts(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the texts of what is said in its own words, each after its field."""
    of_fields = {"note": said.note, "reason": said.reason, "next_steps": said.next_steps}
    for field, text in of_fields.items():
        if line := in_one_line(text):
            yield field, line


def head_texts(lang: Lang, head: Head) -> dict[str, str]:
    """Return what a report says of itself by its field, empty where it says nothing."""
    return {
        "prepared_by": in_one_line(head.prepared_by),
        "reviewed_by": in_one_line(head.reviewed_by),
        "submitted": format_value(lang, head.submitted) if head.submitted else "",
        "remarks": in_one_line(head.remarks),
    }
