"""Whom a measure or a cell of duties names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from plancheck.authoring.drafting.blanks import QUOTED, without
from plancheck.authoring.drafting.numerals import NUMERAL
from plancheck.authoring.drafting.words import any_of

# fmt: off
NOUNS = (
    # places, from the widest
    "省份", "省", "市州", "州市", "地市", "城市", "市县", "县市区", "县市", "县区", "区县",
    "市", "县", "区", "旗", "地区", "镇街", "街道", "乡镇", "镇乡", "镇", "乡", "村社区",
    "社区", "村",
    # areas that are run by themselves
    "园区", "开发区", "基地", "试点",
    # bodies
    "单位", "部门", "机构", "社会组织", "中心", "支队", "大队", "分局", "科室", "站", "所",
    # schools, hospitals and houses
    "学校", "高校", "院校", "医院", "校", "院", "馆", "场",
    # companies
    "企业", "公司", "分公司", "子公司", "集团", "银行", "网点", "门店", "窗口", "厂", "车间",
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
_SERIES = (TIER_SIGNS, "甲乙丙丁", "ABCDE")
_KINDS = "类档级组"
"""How tiers are counted, and what is counted: 甲级, A档."""
_KINDS_OF = re.compile(
    rf"(?<![第{TIER_SIGNS}])(?:[{TIER_SIGNS}]类(?:[、和与及]|$))*"
    rf"(?:[{TIER_SIGNS}]|各)类(?P<noun>[^\W\d_]{{1,8}})"
)
_EACH_OF = re.compile(r"(?:^|[,;。:.])(?:各|指定)(?P<noun>[^\W\d_]{1,8})", re.M)
_PLACES = (
    r"(?:\((?:[省市县区旗州镇乡、]|自治区|直辖市|街道|开发区|园区|兵团"
    r"|新区|高新区|功能区|管委会|管理委员会)+\))?"
)


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
            ahead = f"(?![{longer}])" if longer else ""
            # 县城 is another word, 各县城市 is not.
            ahead = f"(?:{ahead}|(?=城[市镇乡区]))" if "城" in longer else ahead
            forms.append(re.escape(noun) + ahead)
        return f"(?:{'|'.join(forms)}){_PLACES}"

    @cached_property
    def tier_words(self) -> dict[str, str]:
        """What a tier is called: the words before the noun (一类, 大型), or all of 子公司."""
        short = {title: title.removesuffix(self.noun) for title in self.tiers.values()}
        return {
            short[title] if len(short[title]) > 1 else title: tier
            for tier, title in self.tiers.items()
        }

    @cached_property
    def _kind(self) -> str:
        """What follows the sign of each tier, 类 in 一类; empty where they are called otherwise."""
        ends = {word[1:] for word in self.tier_words}
        return ends.pop() if len(ends) == 1 and ends <= {*_KINDS} else ""

    @cached_property
    def _tier_list(self) -> str:
        each, noun, titles = "(?:各|每[个家所]?)?", self._noun, {*self.tiers.values()}
        whole = any_of(self.tier_words.keys() & titles)
        short = any_of(self.tier_words.keys() - titles)
        one, last = (f"{each}(?:(?:{short})(?:{noun}){ends}|{whole})" for ends in ("?", ""))
        bare = any_of(word[0] for word in self.tier_words) if self._kind else one
        return f"(?P<tiers>(?:(?:{bare}|{one})[、和与及])*{last})"

    @cached_property
    def _patterns(self) -> list[tuple[Whom, re.Pattern[str]]]:
        noun = self._noun
        wide = r"各省\(区、市\)|各省区市|" if self.noun in ("省份", "省") else ""
        concerned = r"各?(?:有关|相关)" + f"(?:{wide.replace('各', '')}{noun})"
        return [
            (Whom.TIERS, re.compile(rf"(?:每[个家所]|各|所有|全部|全体)?{self._tier_list}")),
            (Whom.CONCERNED, re.compile(concerned)),
            (Whom.ALL, re.compile(f"{wide}(?:各类|各级|各个|各|所有|全部|全体|每[个家所]?){noun}")),
            (Whom.DESIGNATED, re.compile(f"(?:被)?指定(?:的)?{noun}")),
            (Whom.OTHERS, re.compile(f"(?:其他|其它|其余)(?:各类|各)?{noun}")),
        ]

    @cached_property
    def _office(self) -> re.Pattern[str]:
        return re.compile(any_of(self.offices))

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
            tiers = self.tiers_of(match["tiers"]) if whom is Whom.TIERS else ()
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

    def tiers_of(self, printed: str) -> list[str]:
        """Return the tiers that ``printed`` names, in its order."""
        signs = {word.removesuffix(self._kind): tier for word, tier in self.tier_words.items()}
        return [signs[sign] for sign in re.findall(any_of(signs), printed)]

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
        signs = {tier: word.removesuffix(self._kind) for word, tier in self.tier_words.items()}
        after = "|".join(filter(None, (self._kind, "、", self.noun)))
        counts = {
            tier: len(re.findall(f"{re.escape(sign)}(?:{after})", text))
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
        said = without(self._honour, without(QUOTED, text))
        return [match[0] for match in self._mention.finditer(said)]

    def others_in(self, text: str) -> list[str]:
        """Return those of whom ``text``, a clause within a segment, speaks as well."""
        who = self.read(text)
        unknown = [who.printed] if who is not None and who.whom is Whom.UNKNOWN else []
        organ = _ORGAN.match(text)
        return unknown + ([organ[0]] if organ else []) + self.mentions(text)

    def bare_in(self, text: str) -> list[str]:
        """Return the bare noun where ``text``, a remark, is about those who report: 指导企业…."""
        found = (
            re.match(rf"(?:指导|要求|{_URGES})?{self._noun}", text) if len(self.noun) > 1 else None
        )
        return [found[0]] if found else []

    def organ_in(self, text: str) -> str:
        """Return the organ above those who report that begins ``text``, empty where none does."""
        organ = _ORGAN.match(text)
        return organ[0] if organ and organ[0][0] not in self.noun else ""

    @cached_property
    def _honour(self) -> re.Pattern[str]:
        """What those who report may become: 申报市级消防安全示范单位 names nobody else."""
        return re.compile(f"(?:申报|创建|创成|争创)[^,;。、各类]{{0,12}}?(?:示范|试点){self._noun}")

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        wide = r"各省(?!级)|各地(?!方)|" if self.noun in ("省份", "省") else "各地(?!方)|"
        words, names = any_of(self.tier_words), any_of(n for n in self.names if len(n) > 1)
        some = f"(?:{_SOME}|{words}){self._noun}"
        return re.compile(f"{wide}{some}|(?:{words})(?:[、和]|{self._noun})|(?:{names})")


_SOME = "各类|各级|各个|各|所有|全部|每[个家所]?|有关|相关|指定|其他|其余|部分|试点|示范"
_ANYONE = re.compile("各(?![类项种界自方地式样])[^,;。:!?、]{1,6}")
"""Others, of whom each is to do something."""
_NO_NAME = re.compile("[全本我该]$|[向与对为将把]|会同|联合")
"""What stands before the noun in a clause that does not begin with a name."""
_URGES = "鼓励|引导|推动|支持|组织|督促|推进|倡导|动员|提倡|帮助|协助"
_LEAD = re.compile(
    "(?:其中[:,]?|并|同时|此外|另|由|请|要求|须由)?"
    "(?:(?P<chosen>(?:择优)?(?:选择|选取|遴选|确定|选定|优选)(?:部分|若干)?|指导(?:部分)?|重点支持(?:部分)?|在(?:部分)|部分)"
    rf"(?P<count>{NUMERAL}(?:[—–~-]+{NUMERAL})?[个家名])?"
    f"|(?P<urged>{_URGES}))?"
)
# fmt: off
_BEGINNINGS = (
    # to begin, to go on and to finish
    "启动", "开展", "实施", "推动", "推进", "继续", "落实", "完成", "实现", "做好", "抓好",
    # to set up and to build
    "建设", "建立", "构建", "创建", "组织", "举办", "召开", "新建", "改建", "改造", "新增",
    "更新", "更换", "打造", "培育", "发展",
    # to write and to publish
    "制定", "编制", "编印", "编写", "修订", "印发", "出台", "发布", "公布", "公开", "宣传",
    "总结", "梳理", "汇总", "征集", "申报",
    # to make better or more
    "加强", "完善", "健全", "深化", "提升", "提高", "优化", "强化", "加快", "规范", "改善",
    "改进", "扩大", "促进", "推广", "普及", "拓展", "拓宽", "丰富", "创新",
    # to find out and to judge
    "研究", "探索", "评选", "评估", "考核", "检查", "选拔",
    # to lead and to help
    "统筹", "协调", "督促", "支持", "鼓励", "引导", "指导", "服务", "培训", "培养", "引进",
    "会同", "联合", "配合",
    # to keep in order
    "确保", "保障", "维护", "修复", "治理", "整治", "清理", "管理", "争取",
    # by what means
    "根据", "围绕", "依托", "通过", "利用",
    # in what manner
    "严格", "严把", "全面", "深入", "积极", "大力", "进一步", "持续", "稳步", "扎实", "切实",
    "不断",
    # words of one sign that are no verbs
    "除", "每", "向", "与", "对", "为", "将", "把", "从", "以", "在", "按", "并", "及",
)
# fmt: on
VERBS = re.compile(any_of(_BEGINNINGS))
"""How a clause goes on that says what is to be done: no name of anybody begins so."""
_ORGAN = re.compile(
    "[国省市州县区](?![民场容域级])(?:[^,;。0-9]{0,10}?[局厅委办](?![法理好成公部])"
    f"|[^,;。0-9]{{1,10}}?(?:中心|[部院会队站所馆团校行]|公司)(?={VERBS.pattern}))"
    f"|(?!{VERBS.pattern})[^,;。:、0-9]{{0,6}}?[省市县区旗镇乡团道司][^,;。:、0-9]{{0,8}}?"
    f"(?:(?<!布)局|委|(?<![举主承开创督协])办|(?<![干内外全])部|[科股处]室?)(?={VERBS.pattern})"
    "|(?:国家|[省市州县区]级|集团(?:公司)?|总公司|总部|[^,;。]{0,4}(?:专班|领导小组|指挥部))"
    f"(?=统一|负责|将|应|{VERBS.pattern})"
)
"""An organ that begins a clause, also with a name before it: 市局, 示例县教育局, 集团财务部."""


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
    """Return the tiers named before the noun, by number: {1: 一类省份}.

    Other kinds than 一类 have to be two that follow on: 甲类市 and 乙类市, A级企业 and B级企业.
    """
    for kind in _KINDS if noun else "":
        for series in _SERIES:
            # 一类县、二类县 and 一类、二类县 both name two.
            pattern = rf"(?<!第)((?:[{series}]{kind}?[、和与及])*[{series}]{kind}){re.escape(noun)}"
            found = "".join(match[1] for match in re.finditer(pattern, text))
            named = [sign for sign in series if sign in found]
            if named[:2] == [*series[:2]] or (named and (kind, series) == ("类", TIER_SIGNS)):
                return {str(series.index(sign) + 1): f"{sign}{kind}{noun}" for sign in named}
    return {}


def are_ordinary(tiers: Iterable[str]) -> bool:
    """Whether tiers are called 一类, 二类, so that nobody takes them for anything else."""
    return all(re.match(f"[{TIER_SIGNS}]类", tier) for tier in tiers)
