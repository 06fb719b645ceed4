"""Numbers, dates and names that programs read in more than one way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.hostile.case import KINDS, Case, in_slot

FILES_WITH_COUNTS = ("report", "roster", "plan")
FILES_WITH_DATES = ("report", "waivers", "plan")
FILES_WITH_NAMES = ("report", "roster", "waivers")


def cases() -> Iterator[Case]:
    """Yield every value in a report, the first of each list in the other kinds of file too."""
    listed = [
        *(("count", FILES_WITH_COUNTS, *line) for line in _COUNTS),
        *(("date", FILES_WITH_DATES, *line) for line in _DATES),
        *(("name", FILES_WITH_NAMES, row, "name.province", texts) for row, texts in _NAMES),
    ]
    for slot, kinds, row, key, texts in listed:
        for text in texts:
            for kind in kinds if text == texts[0] else ("report",):
                # A number of a rule set may have decimals, so that a point alone is not too much.
                of_plan = slot == "count" and kind == "plan" and "." in text
                said = ("field.decimal-form" if of_plan else key, 0, 0)
                yield from in_slot(row, f"{slot}-{text}", text, said, slot=slot, kinds=(kind,))
    # A rule set has no need of the spellings that a report may use.
    for text in ("六", "６", "6次", "1,200", '"６"'):
        yield from in_slot(
            "words-as-counts", f"rule-{text}", text, ("plan.plain-number", 0, 0), slot="count",
            kinds=("plan",),
        )  # fmt: skip
    # A number of another unit is no number of this one.
    for text in ("30家", "六人次", "6 场"):
        yield from in_slot(
            "words-as-counts", f"unit-{text}", text, ("field.other-unit", 0, 0), slot="count",
            kinds=("report", "roster"),
        )  # fmt: skip


_COUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("leading-zero", "field.leading-zero", ("060", "010", "08", "00", "0000000000006")),
    ("other-bases", "field.not-a-count", (
        "1:30", "1_000", "0x1F", "0b11", "0o17", "1e3", "6E2", '"1_000"', "1:59:59",
    )),
    ("truth-values", "field.not-a-count", ("yes", "on", "true", "是", "True", "no", "off", "y")),
    ("decimals", "field.decimal", ("6.", "6.0", ".6", "+6.5", '"6.0"')),
    ("decimals", "field.not-a-count", ("+6", '"6\\n"', '""')),
    ("decimals", "field.negative", ("-6", "−6", "-0", "－6")),
    ("not-finite", "field.not-a-count", (
        ".nan", ".inf", "NaN", "Infinity", "inf", "nan", '".nan"', '".inf"',
    )),
    ("not-finite", "field.not-a-count", ("-.inf",)),
    ("date-as-count", "field.count-is-date", (
        "20140601", "2014-06-01", "2014年6月1日", "２０１４0601",
    )),
    ("other-digits", "field.other-digits", ("٦", "६", "𝟔", "१२", "𝟭𝟮")),
    ("other-digits", "field.not-a-count", ("⑥", "⁶", "Ⅵ", "½", "㊅", "陆", "拾", "₆")),
    ("words-as-counts", "field.vague", (
        "约6次", "不少于6次", "30余家", "几次", "6次以上", "近百", "数十", "多次", "半",
    )),
    ("words-as-counts", "field.range", ("10—15", "6至8", "六到八", "10-15", "5~6次", "3、4")),
    ("words-as-counts", "field.not-a-count", (
        "1，000", "六七", "一五", "1 000", "1,00", "01,000",
    )),
)  # fmt: skip
_DATES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("count-as-date", "field.not-a-date", (
        "1401580800", "41791", "yes", "now", "2014-06-01T00:00:00", "6/1/2014", "2014-6-1-1",
        "2014-06/01", "٢٠١٤-٠٦-٠١", "2014-06-01Z", "-2014-06-01", "12014-06-01",
    )),
    ("count-as-date", "field.date-digits", ("20140601", "２０１４０６０１")),
    ("count-as-date", "field.incomplete-date", (
        "2014", "2014-06", "2014年6月", "2014.10", "2014年",
    )),
    ("count-as-date", "field.impossible-date", (
        "2014-02-29", "2014-00-01", "2014-06-00", "2014-06-31", "0000-06-01", "2014年13月1日",
        "20140631",
    )),
)  # fmt: skip
_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("near-names", (
        "Shanxii", "山酉", "关东", "河", "西", "山", "上诲", "江", "北", "Hunan-Hubei", "01",
        "31", "00",        "中国", "台湾省省", "0", "CN-", "Ｃ",
    )),
    ("paths-as-names", (
        "../../x", "/etc/passwd", "C:\\x", "\\\\x\\y", "./上海", "上海/../北京", "~root", "file:///x",
        "$(id)", "上海;id", "x%00", "a" * 300,
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A report whose spelling is exact, so that it is read, and as what.

    ``noted`` are the notes that say so, by their keys; ``stdin`` says that it comes that way too.
    """

    id: str
    row: str
    content: bytes
    province: str = "上海"
    sessions: int = 6
    noted: tuple[str, ...] = ()
    arguments: tuple[str, ...] = field(default=())


def read() -> Iterator[Read]:
    """Yield the reports that are read although they look odd."""
    report = KINDS["report"]
    for row, text, number in (
        ("decimals", '"6"', 6), ("decimals", "'6'", 6), ("comment-after", "6 #次", 6),
        ("comment-after", "6    # 六次", 6), ("other-digits", "６", 6),
        ("other-digits", "１２", 12),
        ("words-as-counts", "六", 6), ("words-as-counts", "六次", 6), ("words-as-counts", "6次", 6),
        ("words-as-counts", "6 次", 6), ("words-as-counts", "十五", 15),
        ("words-as-counts", "1,200", 1_200), ("words-as-counts", "两百零六次", 206),
        ("words-as-counts", "一万零六", 10_006), ("words-as-counts", "1万", 10_000),
    ):  # fmt: skip
        plain = text.split(" #")[0].strip("\"' ") == str(number)
        noted = () if plain else ("note.read-as",)
        yield Read(
            f"count-{text}",
            row,
            report.filled("count", text).encode(),
            sessions=number,
            noted=noted,
        )
    for row, text, name in (
        ("traditional", "廣東", "广东"), ("traditional", "陝西", "陕西"),
        ("traditional", "黑龍江省", "黑龙江"), ("compatibility", "⼴东", "广东"),
        ("compatibility", "上\ufa45", "上海"), ("compatibility", "ｓｈａｎｇｈａｉ", "上海"),
        ("compatibility", "上 海", "上海"), ("compatibility", "上\u200b海", "上海"),
        ("radicals", "⻄藏", "西藏"), ("radicals", "⻘海", "青海"),
        ("radicals", "黑⻰江", "黑龙江"),
        ("near-names", "Shanxi", "山西"), ("near-names", "Shaanxi", "陕西"),
        ("near-names", "陕西省", "陕西"),
    ):  # fmt: skip
        yield Read(f"name-{text}", row, report.filled("name", text).encode(), province=name)
    for text in (
        "2014年10月20日",
        "2014.10.20",
        "2014/10/20",
        "2014-10-20",
        "2014-9-5",
        "２０１４-10-20",
    ):
        yield Read(f"date-{text}", "count-as-date", report.filled("date", text).encode())
