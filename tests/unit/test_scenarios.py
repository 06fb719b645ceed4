"""The four rules for facts that nobody stated, and the fewest facts that settle what they leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given

from plancheck.plan.model import Plan
from plancheck.verdicts.judging import judge
from plancheck.verdicts.questions import Question, questions, waits_for_facts
from plancheck.verdicts.result import Finding, Note, Result, ScenarioVerdict, Verdict
from plancheck.verdicts.scenarios import (
    FACTS,
    common_verdict,
    differing_facts,
    fact_in,
    settling_facts,
)
from tests.conftest import ROOT, by_the_rules, judged
from tests.unit.test_properties import TIMES, Case, cases, examples, plans

VERDICTS = [each for each in Verdict if each not in (Verdict.WAIVED, Verdict.TRIAL)]
"""The verdicts that a scenario can have; waivers and trials are looked at after them."""
UNDETERMINED = ROOT / "examples" / "undetermined.yaml"

# --- the four rules ------------------------------------------------------------------------------


def subsets(of: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield every subset, the smallest first."""
    for count in range(len(of) + 1):
        yield from combinations(of, count)


def test_every_set_of_verdicts_falls_under_one_of_the_rules() -> None:
    """None, which becomes a review, only where the facts decide between a blocking one and not."""
    wrong = []
    for verdicts in [one for one in subsets(VERDICTS) if one]:
        verdict = by_the_rules(verdicts)
        decided = len(verdicts) == 1 or verdict is not Verdict.REVIEW
        common = (common_verdict(verdicts), common_verdict([*verdicts, *reversed(verdicts)]))
        if common != (verdict if decided else None,) * 2:
            wrong.append((verdicts, *common))
    assert wrong == []


# --- what settles one review ---------------------------------------------------------------------

VALUES = {
    **{"tier": "123", "designated": (False, True), "class": ((), ("port",), ("coast",))},
    **{"allotment": (1, 2), "units": (False, True)},
}


def randoms(number: int) -> Iterator[Random]:
    """Yield ``number`` generators, alike in every run; PLANCHECK_TIMES makes them more and new."""
    for seed in range(number * (TIMES or 1)):
        yield Random() if TIMES else Random(seed)


def some(chance: Random, of: Sequence[Any], most: int | None = None) -> list[Any]:
    """Draw at least one of ``of``, each at most once."""
    return chance.sample(of, chance.randint(1, min(most or len(of), len(of))))


def a_table(chance: Random) -> tuple[ScenarioVerdict, ...]:
    """Draw the scenarios of one obligation, in which any facts are open and any verdict follows.

    A designation that is not possible in every tier and the like leave some scenarios out.
    """
    every = list(product(*(some(chance, VALUES[fact]) for fact in FACTS)))
    few = some(chance, VERDICTS, 3)
    chosen = sorted(some(chance, range(len(every))))
    return tuple(scenario(*every[n], chance.choice(few)) for n in chosen)


def tables(chance: Random) -> list[tuple[ScenarioVerdict, ...]]:
    """Draw the scenarios of one to three obligations."""
    return [a_table(chance) for _ in range(chance.randint(1, 3))]


def scenario(
    tier: str,
    designated: bool,
    classes: tuple[str, ...],
    allotment: int,
    units: bool,
    verdict: Verdict,
) -> ScenarioVerdict:
    return ScenarioVerdict(tier, None, designated, allotment, units, None, verdict, None, classes)


Table = Sequence[ScenarioVerdict]


def groups(table: Table, facts: Collection[str]) -> list[set[Verdict]]:
    """Return the verdicts that remain possible, for each way in which ``facts`` may be stated."""
    stated = [fact for fact in FACTS if fact in facts]
    remaining = defaultdict(set)
    for one in table:
        remaining[tuple(fact_in(one, fact) for fact in stated)].add(one.verdict)
    return list(remaining.values())


def settles(table: Table, facts: Collection[str]) -> bool:
    """Whether rules 1 to 3 give a verdict, however ``facts`` are stated.

    A scenario that is itself a review is settled by no fact and is no question: it counts as met.
    """
    met = (
        {Verdict.PASS if v is Verdict.REVIEW else v for v in found}
        for found in groups(table, facts)
    )
    return all(by_the_rules(found) is not Verdict.REVIEW for found in met)


def test_a_review_names_the_fewest_facts_that_settle_it() -> None:
    for table in map(a_table, randoms(600)):
        found = settling_facts(table)
        fewest = next(facts for facts in subsets(FACTS) if settles(table, facts))
        assert settles(table, found), table
        assert len(found) == len(fewest), table
        assert list(found) == sorted(found, key=FACTS.index), table
        # A fact decides between a verdict that blocks and another; a date or evidence is no fact.
        verdicts = {one.verdict for one in table}
        blocking = {verdict for verdict in verdicts if verdict.blocks}
        assert (found == ()) == (not blocking or blocking == verdicts), table


def test_of_facts_that_are_known_none_is_named() -> None:
    for chance in randoms(1000):
        table, known = a_table(chance), some(chance, FACTS)
        found = settling_facts(table, known=sorted(known))
        fewest = next(facts for facts in subsets(FACTS) if settles(table, {*facts, *known}))
        assert not {*found} & {*known}, table
        assert settles(table, {*found, *known}), table
        assert len(found) == len({*fewest} - {*known}), table


def test_a_note_names_the_fewest_facts_that_lead_to_one_verdict() -> None:
    for table in map(a_table, randoms(600)):
        found = differing_facts(table)
        alike = [
            facts
            for facts in subsets(FACTS)
            if all(len(remaining) == 1 for remaining in groups(table, facts))
        ]
        assert found in alike, table
        assert len(found) == len(alike[0]), table


# --- the questions to one report ------------------------------------------------------------------


@cache
def some_result() -> Result:
    return judged(plans()["2014"], {"province": "江西"})


def with_reviews(tables_: Sequence[Table], failure: Note | None) -> Result:
    """Return a result with one finding for each table, each on an obligation of its own."""
    findings = []
    for table, finding in zip(tables_, some_result().findings, strict=False):
        common = common_verdict(one.verdict for one in table)
        verdict = Verdict.REVIEW if common is None else common
        findings.append(
            finding._replace(verdict=verdict, scenarios=tuple(table), facts=settling_facts(table))
        )
    return replace(some_result(), findings=tuple(findings), failure=failure)


Key = tuple[str, str | None]


def keys_of(findings: Sequence[Finding]) -> list[Key]:
    """Return every fact that can be asked for: three of the subject, two of each obligation."""
    own = [(fact, one.obligation) for one in findings for fact in ("allotment", "units")]
    return [("tier", None), ("designated", None), ("class", None), *own]


def settling_sets(findings: Sequence[Finding]) -> dict[str, set[frozenset[str]]]:
    """Return, for each obligation, every set of facts that settles it."""
    every = [frozenset(facts) for facts in subsets(FACTS)]
    return {
        one.obligation: {facts for facts in every if settles(one.scenarios, facts)}
        for one in findings
    }


def settles_all(settling: Mapping[str, set[frozenset[str]]], keys: Collection[Key]) -> bool:
    """Whether no review is left once the facts ``keys`` are stated, whatever is stated."""
    return all(
        frozenset(fact for fact, obligation in keys if obligation in (None, name)) in sets
        for name, sets in settling.items()
    )


def assert_fewest(result: Result, *, tier_is_known: bool = False) -> None:
    """Assert that the questions are sound, the fewest there are, and in order."""
    reviews = [one for one in result.findings if waits_for_facts(one)]
    settling = settling_sets(reviews)
    known = [("tier", None)] if tier_is_known else []
    asked = questions(result)
    keys: list[Key] = [question[:2] for question in asked]
    assert settles_all(settling, [*keys, *known])
    candidates = [key for key in keys_of(reviews) if key not in known]
    fewest = next(few for few in subsets(candidates) if settles_all(settling, [*few, *known]))
    assert len(keys) == len(fewest)
    assert not set(keys) & set(known)
    assert_they_wait(reviews, asked, known)
    waiting = [len(question.obligations) for question in asked]
    assert waiting == sorted(waiting, reverse=True)


def assert_they_wait(
    reviews: Sequence[Finding], asked: Sequence[Question], known: Sequence[Key]
) -> None:
    """Assert that each question names obligations that it helps to settle, and all of them."""
    for one in reviews:
        name = one.obligation
        of_it = {question.fact for question in asked if name in question.obligations}
        of_it |= {fact for fact, _ in known}
        assert settles(one.scenarios, of_it), name
        for question in asked:
            if name in question.obligations:
                assert question.obligation in (None, name)
                assert not settles(one.scenarios, of_it - {question.fact}), name
    assert all(question.obligations for question in asked)


def test_no_smaller_set_of_questions_settles_every_review() -> None:
    for drawn in map(tables, randoms(200)):
        assert_fewest(with_reviews(drawn, None))


def test_where_no_tier_complies_the_tier_is_no_question() -> None:
    """A review that only the tier would settle is then no question either."""
    failure = Note("report.no-tier-complies", {"tiers": []})
    for drawn in map(tables, randoms(200)):
        assert_fewest(with_reviews(drawn, failure), tier_is_known=True)


@examples(100)
@given(cases(facts_stated=False))
def test_the_questions_to_a_real_report_are_the_fewest(case: Case) -> None:
    result = case.judged()
    assert_fewest(result, tier_is_known=result.failure is not None)


def test_who_has_nothing_to_ask_asks_nothing() -> None:
    failed, undated = (scenario("1", False, (), 1, True, v) for v in (Verdict.FAIL, Verdict.REVIEW))
    assert questions(with_reviews([[failed]], None)) == ()
    # A review by a date is settled by no fact.
    assert questions(with_reviews([[undated]], None)) == ()


# --- the example ---------------------------------------------------------------------------------


def undetermined(plan: Plan) -> Result:
    (result,) = judge([str(UNDETERMINED)], plan).results
    return result


def test_fifteen_reviews_wait_for_four_facts(plan: Plan) -> None:
    """Nobody said the tier, the designations and two numbers; whether there is a base is said."""
    result = undetermined(plan)
    assert result.tally[Verdict.REVIEW] == 15
    assert questions(result) == (
        Question(
            "designated",
            None,
            (
                *("7.indicators", "11.ecommerce", "15.projects", "15.promotion", "20.navigation"),
                *("21.industries", "22.review", "23.clusters", "26.regions", "30.agencies"),
            ),
        ),
        Question("tier", None, ("8.finance", "15.training", "25.office")),
        Question("allotment", "9.training", ("9.training",)),
        Question("allotment", "30.training", ("30.training",)),
    )


def stated(plan: Plan, tmp_path: Path, facts: dict[str, Any]) -> list[str]:
    """Return the obligations that still wait for facts once the report states ``facts``."""
    lines = UNDETERMINED.read_text("utf-8").replace("tasks:\n", f"{as_lines(facts)}tasks:\n", 1)
    file = tmp_path / "report.yaml"
    file.write_text(lines, encoding="utf-8")
    (result,) = judge([str(file)], plan).results
    return [one.obligation for one in result.findings if waits_for_facts(one)]


def as_lines(facts: dict[str, Any]) -> str:
    allotted = {name: value for name, value in facts.items() if "." in name}
    lines = [f"{name}: {value}\n" for name, value in facts.items() if "." not in name]
    lines += ["allotments:\n"] if allotted else []
    return "".join(lines + [f"  {name}: {value}\n" for name, value in allotted.items()])


ANSWERS: dict[str, list[str]] = {
    "tier": ["1", "2", "3"],
    "designated": ["[]", "[7.indicators, 20.navigation, 30.training]"],
    "9.training": ["{participants: 80}", "{participants: 81}"],
    "30.training": ["{participants: 80}", "{participants: 1}"],
}


def test_the_four_facts_settle_all_of_it_and_no_three_do(plan: Plan, tmp_path: Path) -> None:
    """Stated in the report itself, and judged again."""
    for answers in product(*ANSWERS.values()):
        assert stated(plan, tmp_path, dict(zip(ANSWERS, answers, strict=True))) == []
    for left_out in ANSWERS:
        three = {name: answers[0] for name, answers in ANSWERS.items() if name != left_out}
        assert stated(plan, tmp_path, three), left_out


def test_before_the_deadline_nothing_is_asked(plan: Plan) -> None:
    """What is not due can wait, and so can the facts it hangs on."""
    june = judged(plan, {"province": "江西", "as_of": "2014-06-30"})
    assert june.tally[Verdict.REVIEW] == 0
    assert questions(june) == ()
