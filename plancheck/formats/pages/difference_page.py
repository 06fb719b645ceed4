"""What changed from one plan to another, and which verdicts on stored reports would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plancheck.analysis.difference import REWORDED, Aspect, Change, Difference
from plancheck.formats.pages.page import Mark, Page, PageItem, Points, Section, Span, Tone
from plancheck.formats.pages.writer import Writer
from plancheck.language.message import Lang
from plancheck.plan.subjects import ANY, PROVINCES
from plancheck.verdicts.result import Verdict

MOST_PROBLEMS = 3
"""How many problems of a report are shown: `validate` shows them all."""
TONES = {"new": Tone.GOOD, "dropped": Tone.BAD, "changed": Tone.WARN, "reworded": Tone.QUIET}


def difference_page(difference: Difference, lang: Lang) -> Page:
    """Return what a page says about ``difference``."""
    return _DifferencePage(difference, lang).whole()


class _DifferencePage(Writer):
    """The page of one difference in one language."""

    def __init__(self, difference: Difference, lang: Lang) -> None:
        super().__init__(lang, difference.now)
        self.difference = difference

    def whole(self) -> Page:
        difference, before, now = self.difference, self.difference.before, self.difference.now
        kinds = Counter(change.kind for change in difference.changes)
        counts = self.say("diff.counts", **{kind: kinds[kind] for kind in TONES})
        same = before.rules_sha256 == now.rules_sha256 and not difference.empty
        names = {"before": before.id, "now": now.id}
        if before.id == now.id:
            names = {"before": before.document.path, "now": now.document.path}
        return self.page(
            self.say("diff.title", **names),
            (*self.changes(), *self.turns()),
            outcome=self.say("diff.none") if difference.empty else counts,
            facts=[self.say("diff.same-rules")] if same else (),
            small_print=[self.rule_set(before)],
        )

    def changes(self) -> Iterator[Section]:
        if not self.difference.empty:
            shown = map(self.shown, self.difference.aspects)
            plan = (self.say("diff.plan", **values) for values in shown)
            points = Points("each", "", tuple(map(self.change, self.difference.changes)))
            yield self.section("changes", self.say("diff.changes"), self.texts(plan), points)

    def change(self, change: Change) -> PageItem:
        names = self.joined(self.say(f"aspect.{aspect.name}") for aspect in change.aspects)
        obligation = change.obligation
        about = {"id": obligation.id, "name": obligation.name, "aspects": names}
        sentence = self.say(f"diff.{change.kind}", **about)
        if change.like is not None:
            sentence += self.say("diff.like", like=change.like)
        changed = change.aspects if change.kind == "changed" else ()
        name = (Span(sentence, Mark("", TONES[change.kind])),)
        return PageItem(name, tuple(map(self.aspect, changed)))

    def aspect(self, aspect: Aspect) -> str:
        if aspect.name in REWORDED - {"name"}:  # what it was and is now is a matter of sentences
            return self.say(f"aspect.{aspect.name}")
        known = self.difference.now.tiers
        tiers = [self.value(known[tier]) for tier in aspect.tiers if tier in known]
        where = self.joined(tiers) + self.signs.colon if tiers else ""
        return where + self.say("diff.aspect", **self.shown(aspect))

    def shown(self, aspect: Aspect) -> dict[str, object]:
        values = {"before": aspect.before, "now": aspect.now}
        if type(aspect.now) is bool:
            values = {
                side: self.say("yesno.yes" if value else "yesno.no")
                for side, value in values.items()
            }
        if aspect.name == "level":
            values = {side: self.say(f"level.{level}") for side, level in values.items()}
        if aspect.name == "subjects":
            words = {ANY: self.say("diff.any"), PROVINCES: self.say("diff.provinces")}
            values = {
                side: words.get(value, value) if isinstance(value, str) else value
                for side, value in values.items()
            }
        return {"aspect": self.say(f"aspect.{aspect.name}"), **values}

    def turns(self) -> Iterator[Section]:
        """Yield the verdicts that would change, and the reports unusable with one of the plans."""
        turns = self.difference.turns
        if turns is None:
            return
        sentences = (
            self.say(
                "diff.turn",
                path=turn.path,
                subject=self.subject(turn.subject),
                obligation=turn.obligation,
                before=self.turned(turn.before),
                now=self.turned(turn.now),
            )
            for turn in turns
        )
        title = self.say("diff.turns" if turns else "diff.no-turns", count=len(turns))
        yield self.section("turns", title, self.texts(sentences))
        for number, (which, rejected) in enumerate(self.difference.unusable, 1):
            plan = self.say(f"diff.{which}")
            unusable = self.say("diff.unusable", path=rejected.path, plan=plan)
            problems = self.problems(rejected.problems, MOST_PROBLEMS)
            yield self.section(f"u{number}", unusable, problems)

    def turned(self, verdict: Verdict | None) -> str:
        return self.say("diff.not-there") if verdict is None else self.value(verdict)
