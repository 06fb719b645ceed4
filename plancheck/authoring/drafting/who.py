"""Whom a measure or a cell of duties names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from plancheck.authoring.drafting.blanks import without
from plancheck.authoring.drafting.numerals import NUMERAL

# fmt: off
NOUNS = (
    "省份", "省", "市", "县", "区", "旗", "县区", "区县", "市县", "县市", "县市区", "市州",
    "州市", "地市", "街道", "乡镇", "镇", "镇街", "镇乡", "乡", "村", "社区", "村社区", "单位",
    "企业", "学校", "高校", "院校", "医院", "机构", "园区", "开发区", "地区", "城市", "部门",
    "公司", "集团", "中心", "支队", "大队", "分局", "所", "厂", "校", "院", "馆", "场", "站",
    "分公司", "子公司", "社会组织", "试点", "基地", "网点", "门店", "车间", "科室", "银行",
    "窗口",
)
"""What those who report may be called."""
_LONGER = {
    "市": "场直民政容内属域委级长区县州辖", "县": "级域城内属乡委长区市直处",
    "省": "级内属直会委市区",
    "区": "域级块位间划内属委长县", "镇": "街村区乡", "乡": "村镇", "村": "民级社", "州": "市",
    "社区": "书工居",
    "单位": "内", "企业": "家", "学校": "体", "城市": "更化群建", "地区": "", "所": "有",
    "场": "所", "站": "点",
    "中心": "城", "院": "校", "部门": "间",
}
"""Signs after such a noun that make it part of another word."""
# fmt: on
TIER_SIGNS = "一二三四五六七八九"
_KINDS_OF = re.compile(
    rf"(?<![第{TIER_SIGNS}])(?:[{TIER_SIGNS}]类(?:[、和与及]|$))*"
    rf"(?:[{TIER_SIGNS}]|各)类(?P<noun>[^\W\d_]{{1,8}})"
)
_EACH_OF = re.compile(r"(?:^|[,;。:.])(?:各|指定)(?P<noun>[^\W\d_]{1,8})", re.M)
_PLACES = r"(?:\((?:[省市县区旗州镇乡、]|自治区|直辖市|街道|开发区|园区|兵团)+\))?"


class Whom(StrEnum):
    """How a text names those it means."""

    ALL = "all"
    TIERS = "tiers"
    DESIGNATED = "designated"
    OTHERS = "others"
    NAMED = "named"
    CONCERNED = "concerned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a clause names: their ``tiers`` or ``names``.

    ``printed`` are the words that name them, ``end`` is where these end. Some are ``chosen`` from
    among them, perhaps so many (``counted``), or all are only ``urged``.
    """

    whom: Whom
    printed: str
    end: int
    tiers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    chosen: bool = False
    urged: bool = False
    counted: bool = False

    def selectors(self, tiers: Sequence[str]) -> list[str]:
        """Return the selectors of a plan with these ``tiers``; none for those not known."""
        if self.whom is Whom.TIERS:
            return [f"tier{tier}" for tier in self.tiers]
        if self.whom is Whom.NAMED:
            return list(self.names)
        return [str(self.whom)] if self.whom in (Whom.ALL, Whom.DESIGNATED, Whom.OTHERS) else []


@dataclass(frozen=True)
class Reporters:
    """What a text calls those who report: their noun, their tiers, and how to tell them."""

    noun: str
    tiers: dict[str, str]
    find: Callable[[str], str | None]
    names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """The noun and its other forms."""
        if self.noun in ("省份", "省"):
            return ("省份", "省")
        return (self.noun,)

    @cached_property
    def _noun(self) -> str:
        if not self.noun:
            return "(?!)"
        forms = []
        for noun in self.nouns:
            longer = _LONGER.get(noun, "")
            forms.append(re.escape(noun) + (f"(?![{longer}])" if longer else ""))
        return f"(?:{'|'.join(forms)}){_PLACES}"

    @cached_property
    def _tier_words(self) -> dict[str, str]:
        """The words before the noun by which a tier is called: 一类, 大型."""
        return {title.removesuffix(self.noun) or title: tier for tier, title in self.tiers.items()}

    @cached_property
    def _tier_list(self) -> str:
        words = sorted(self._tier_words, key=len, reverse=True)
        of_kind = all(re.fullmatch(rf"[{TIER_SIGNS}]类", word) for word in words)
        one = f"(?:{'|'.join(map(re.escape, words))})(?:{self._noun})?"
        bare = "|".join(word.removesuffix("类") for word in words) if of_kind else ""
        before = f"(?:(?:{bare}|{one})[、和与及])*" if of_kind else f"(?:{one}[、和与及])*"
        return f"(?P<tiers>{before}{one.removesuffix('?')})" if words else "(?P<tiers>(?!))"

    @cached_property
    def _patterns(self) -> list[tuple[Whom, re.Pattern[str]]]:
        noun = self._noun
        wide = r"各省\(区、市\)|各省区市|" if self.noun in ("省份", "省") else ""
        concerned = r"各?(?:有关|相关)" + f"(?:{wide.replace('各', '')}{noun})"
        return [
            (Whom.TIERS, re.compile(rf"{self._tier_list}")),
            (Whom.CONCERNED, re.compile(concerned)),
            (Whom.ALL, re.compile(f"{wide}(?:各类|各级|各个|各|所有|全部|全体|每[个家所]?){noun}")),
            (Whom.DESIGNATED, re.compile(f"(?:被)?指定(?:的)?{noun}")),
            (Whom.OTHERS, re.compile(f"(?:其他|其它|其余)(?:各类|各)?{noun}")),
        ]

    @cached_property
    def _office(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.offices)) or "(?!)")

    def read(self, text: str) -> Who | None:
        """Return whom the beginning of ``text`` names, None where it names nobody."""
        lead = _LEAD.match(text)
        begin = lead.end() if lead else 0
        chosen, urged = bool(lead and lead["chosen"]), bool(lead and lead["urged"])
        counted = bool(lead and lead["count"])
        for whom, pattern in self._patterns:
            match = pattern.match(text, begin)
            if match is None or match.end() == begin:
                continue
            tiers = self._tiers_of(match["tiers"]) if whom is Whom.TIERS else ()
            known = Whom.UNKNOWN if len(set(tiers)) != len(tiers) else whom
            office = self._office.match(text, match.end())
            end = office.end() if office else match.end()
            return Who(
                known, text[begin:end], end, tuple(sorted(tiers)), (), chosen, urged, counted
            )
        bare = re.compile(self._noun).match(text, begin) if counted else None
        if bare is not None:
            return Who(Whom.DESIGNATED, text[: bare.end()], bare.end(), chosen=True, counted=True)
        named = self._named(text, begin)
        if named is not None:
            return named
        return self._other(text, begin, chosen=chosen, urged=urged)

    def _tiers_of(self, printed: str) -> list[str]:
        signs = {}
        for word, tier in self._tier_words.items():
            of_kind = re.fullmatch(rf"[{TIER_SIGNS}]类", word)
            signs[word.removesuffix("类") if of_kind else word] = tier
        longest = sorted(map(re.escape, signs), key=len, reverse=True)
        return [signs[sign] for sign in re.findall("|".join(longest), printed)]

    def _named(self, text: str, begin: int) -> Who | None:
        """Return the subjects of the closed list whose names begin ``text``."""
        names, place = [], begin
        while True:
            longest = max(
                (name for name in self.names if text.startswith(name, place)), key=len, default=""
            )
            if not longest:
                break
            names.append(self.find(longest) or longest)
            place += len(longest)
            if text[place : place + 1] not in ("、", "和", "与", "及"):
                break
            place += 1
        if not names:
            return None
        return Who(Whom.NAMED, text[begin:place].rstrip("、和与及"), place, (), tuple(names))

    def _other(self, text: str, begin: int, *, chosen: bool, urged: bool) -> Who | None:
        """Return what else begins ``text`` as if it named some of them: never taken for a name."""
        anyone = _ANYONE.match(text, begin)
        if anyone is not None and not chosen and not urged:
            return Who(Whom.UNKNOWN, anyone[0], anyone.end(), chosen=chosen, urged=urged)
        if not self.noun:
            return None
        most = 14 if chosen else 8
        match = re.compile(
            rf"(?P<which>[^,;。:!?]{{1,{most}}}?|[^,;。:!?]{{1,16}}?的){self._noun}"
        ).match(text, begin)
        if match is None:
            return None
        which = match["which"]
        by_fact = which.endswith("的") or which.startswith(
            ("有", "具备", "符合", "属于", "已", "未")
        )
        if not by_fact and (VERBS.match(which) or _NO_NAME.search(which)):
            return None
        return Who(Whom.UNKNOWN, match[0], match.end(), chosen=chosen, urged=urged)

    def lonely(self, text: str) -> list[str]:
        """Return the tiers that ``text`` names once, where it names the others more often."""
        words = {tier: word for word, tier in self._tier_words.items()}
        signs = {t: w.removesuffix("类") if w.endswith("类") else w for t, w in words.items()}
        counts = {
            tier: len(re.findall(f"{re.escape(sign)}(?:类|、|{self.noun})", text))
            for tier, sign in signs.items()
        }
        if max(counts.values(), default=0) < 2:
            return []
        return [self.tiers[tier] for tier, count in counts.items() if count < 2]

    def names_whole(self, text: str) -> bool:
        """Whether the whole of ``text`` names those who report."""
        who = self.read(text)
        return who is not None and who.end == len(text) and who.whom is not Whom.UNKNOWN

    def mentions(self, text: str) -> list[str]:
        """Return each place in ``text`` that speaks of those who report, but for titles."""
        return [match[0] for match in self._mention.finditer(without(_QUOTED, text))]

    def others_in(self, text: str) -> list[str]:
        """Return those of whom ``text``, a clause within a segment, speaks as well."""
        who = self.read(text)
        unknown = [who.printed] if who is not None and who.whom is Whom.UNKNOWN else []
        organ = _ORGAN.match(text)
        return unknown + ([organ[0]] if organ else []) + self.mentions(text)

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        wide = r"各省(?!级)|各地(?!方)|" if self.noun in ("省份", "省") else "各地(?!方)|"
        words = "|".join(map(re.escape, self._tier_words)) or "(?!)"
        names = "|".join(
            sorted(map(re.escape, (n for n in self.names if len(n) > 1)), key=len, reverse=True)
        )
        some = f"(?:{_SOME}|{words}){self._noun}"
        return re.compile(f"{wide}{some}|(?:{words})(?:[、和]|{self._noun})|(?:{names or '(?!)'})")


_QUOTED = re.compile("《[^》]*》|“[^”]*”")
_ORGAN = re.compile("[国省市县区][^,;。0-9]{1,10}?[局厅委办](?![法理好成公])")
"""An organ that begins a clause."""
_SOME = "各类|各级|各个|各|所有|全部|每[个家所]?|有关|相关|指定|其他|其余|部分|试点|示范"
_ANYONE = re.compile("各(?![类项种界自方地式样])[^,;。:!?、]{1,6}")
"""Others, of whom each is to do something."""
_NO_NAME = re.compile("[全本我该]$|[向与对为将把]|会同|联合")
"""What stands before the noun in a clause that does not begin with a name."""
_LEAD = re.compile(
    "(?:其中[:,]?|并|同时|此外|另|由|请|要求|须由)?"
    "(?:(?P<chosen>(?:择优)?(?:选择|选取|遴选|确定|选定|优选)(?:部分|若干)?|指导(?:部分)?|重点支持(?:部分)?|在(?:部分)|部分)"
    rf"(?P<count>{NUMERAL}(?:[—–~-]+{NUMERAL})?[个家名])?"
    "|(?P<urged>鼓励|引导|推动|支持|组织|督促|推进|倡导|动员|提倡|帮助|协助))?"
)
# fmt: off
VERBS = re.compile(


    "除|每|开展|建设|建立|推动|推进|加强|完善|制定|编制|编印|编写|发布|组织|举办|健全|构建|研究|探索|深化|实施|落实|提升|提高|优化|"


    "培育|打造|强化|支持|鼓励|引导|指导|加快|规范|召开|印发|出台|修订|统筹|协调|督促|会同|联合|配合|向|与|对|为|将|把|从|以|"


    "在|按|根据|围绕|依托|通过|利用|征集|汇总|评选|评估|考核|检查|公布|公开|完成|启动|继续|做好|抓好|扩大|促进|推广|选拔|"


    "新建|改建|改造|新增|更新|更换|实现|确保|保障|维护|修复|治理|整治|清理|管理|服务|发展|创建|申报|争取|梳理|总结|宣传|"


    "普及|培训|培养|引进|改善|改进|拓展|拓宽|丰富|创新|严格|严把|全面|深入|积极|大力|进一步|持续|稳步|扎实|切实|不断|并|及"
)
# fmt: on


def learn_noun(text: str) -> str:
    """Return the noun of those who report, from 一类X and 各类X, else from 各X."""
    for pattern in (_KINDS_OF, _EACH_OF):
        followed = [match["noun"] for match in pattern.finditer(text)]
        votes: Counter[str] = Counter()
        for after in followed:
            fits = [
                n for n in NOUNS if after.startswith(n) and after[len(n) :][:1] not in _signs(n)
            ]
            if fits:
                votes[max(fits, key=len)] += 1
        if votes:
            return votes.most_common(1)[0][0]
        repeated = _repeated_beginning(followed)
        if repeated:
            return repeated
    return ""


def common_noun(tiers: Sequence[str], learned: str) -> str:
    """Return the noun that names of tiers end with: the one learned, else the longest known."""
    nouns = [learned, *sorted(NOUNS, key=len, reverse=True)]
    ends = (noun for noun in nouns if noun and all(tier.endswith(noun) for tier in tiers))
    return next(ends, learned)


_MOST_NOUN = 4
"""How many signs a noun has that is not among the known ones."""


def _repeated_beginning(words: Sequence[str]) -> str:
    """Return the longest beginning that most of ``words`` share, if more than two do."""
    counts = Counter(word[:size] for word in words for size in range(2, _MOST_NOUN + 1))
    most = max(counts.values(), default=0)
    return max((w for w, count in counts.items() if count == most > 2), key=len, default="")


def _signs(noun: str) -> tuple[str, ...]:
    return tuple(_LONGER.get(noun, "")) or ("\0",)


def learn_tiers(text: str, noun: str) -> dict[str, str]:
    """Return the tiers named before the noun, by number: {1: 一类省份}."""
    if not noun:
        return {}
    named: set[str] = set()
    pattern = rf"(?<!第)((?:[{TIER_SIGNS}]类?[、和与及])*[{TIER_SIGNS}]类){re.escape(noun)}"
    for match in re.finditer(pattern, text):
        named |= set(re.findall(f"[{TIER_SIGNS}]", match[1]))
    # 一类县、二类县 and 一类、二类县 both name two.
    return {
        str(TIER_SIGNS.index(sign) + 1): f"{sign}类{noun}"
        for sign in sorted(named, key=TIER_SIGNS.index)
    }
