"""Bombs: little text that would become much, and much text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from plancheck.reading.parser import MAX_SCALAR
from plancheck.reading.source import MAX_BYTES, MAX_PLAN_VALUES, MAX_VALUES
from plancheck.reading.tree import MAX_DEPTH
from tests.hostile.case import ALL, KINDS, Case, Said, at_end, in_slot, whole

LIMIT = 1 << 20
ANCHORS = ("source.anchor", "source.alias")
COUNTED = ("report", "roster")


def cases() -> Iterator[Case]:
    yield from _nesting()
    yield from _aliases()
    yield from _many()
    yield from _files()
    yield from _scalars()


def _nesting() -> Iterator[Case]:
    deep = MAX_DEPTH + 1
    for name, opening, times in (
        ("brackets", "[", 100_000),
        ("braces", "{a: ", 200_000),
        ("dashes", "- ", 500_000),
    ):
        column = len(opening) * MAX_DEPTH + 1
        said = Said("source.too-deep", 1, column)
        yield from whole("nesting", f"deep-{name}", opening * times, said)
        yield from whole("nesting", f"just-too-deep-{name}", opening * deep, said)
    # A question mark announces a key, which can only be a word: the second begins another.
    said = Said("source.complex-key", 1, 3)
    yield from whole("nesting", "deep-questions", "? " * 500_000, said)
    for kind in ALL:
        free = MAX_DEPTH - KINDS[kind].depths["text"]
        yield from in_slot(
            "nesting", "deep-inside", "[" * 50_000, ("source.too-deep", 0, free), kinds=[kind]
        )
        lines = "\n".join(" " * (20 + n) + f"k{n}:" for n in range(400))
        yield from in_slot(
            "nesting",
            "deep-by-lines",
            f"\n{lines}",
            ("source.too-deep", free + 1, 20 + free + 1),
            kinds=[kind],
        )
    yield from whole("nesting", "all-brackets-of-a-file", "[" * LIMIT, Said("source.too-deep", 1))


def _aliases() -> Iterator[Case]:
    laughs = ["a0: &a0 [ha,ha,ha,ha,ha,ha,ha,ha,ha]\n"]
    laughs += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)]
    yield from at_end(
        "laughs", "laughs", "".join(laughs), ("schema.unknown-key", 1, 1), ("source.anchor", 1, 5),
        further=(*ANCHORS, "schema.unknown-key"), count=9 + 9 + 72,
    )  # fmt: skip
    flow = "[ha,ha]"
    for n in range(8):
        flow = f"[&b{n} {flow}, *b{n}, *b{n}]"
    yield from in_slot(
        "laughs", "laughs-in-one-line", flow, ("schema.text", 0, None),
        further=ANCHORS, count=1 + 8 + 16,
    )  # fmt: skip
    merges = ["m0: &m0 {a: 1}\n"]
    merges += [f"m{n}: &m{n} {{<<: [{','.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 9)]
    yield from at_end(
        "nested-merges", "nested-merges", "".join(merges), ("schema.unknown-key", 1, 1),
        further=(*ANCHORS, "source.merge-key", "schema.unknown-key"), count=9 + 9 + 8 + 72,
    )  # fmt: skip
    base = "base: &b {" + ", ".join(f"k{n}: 1" for n in range(3_000)) + "}\n"
    yield from at_end(
        "many-merges", "many-merges", lambda: base + "x:\n" + "- {<<: *b}\n" * 3_000,
        ("schema.unknown-key", 1, 1), ("source.anchor", 1, 7),
        further=(*ANCHORS, "source.merge-key", "schema.unknown-key"), count=3 + 6_000,
    )  # fmt: skip
    yield from at_end(
        "large-alias", "large-alias",
        lambda: f"a: &a {'x' * 20_000}\nb: [{'*a,' * 20_000}]\n",
        ("schema.unknown-key", 1, 1), ("source.anchor", 1, 4),
        further=(*ANCHORS, "schema.unknown-key"), count=3 + 20_000,
    )  # fmt: skip
    yield from in_slot(
        "self-alias", "self-in-a-list", "&a [*a]",
        ("schema.text", 0, None), ("source.anchor", 0, 0), ("source.alias", 0, 4),
    )  # fmt: skip
    yield from in_slot(
        "self-alias", "self-in-a-mapping", "&a {a: *a}",
        ("schema.text", 0, None), ("source.anchor", 0, 0), ("source.alias", 0, 7),
    )  # fmt: skip
    yield from whole(
        "self-alias", "self-alone", "&a [*a, *a]\n", Said("source.anchor", 1, 1),
        further=("source.alias", "schema.not-a-mapping"), count=4,
    )  # fmt: skip


def _many() -> Iterator[Case]:
    many = MAX_VALUES
    for kind in ALL:
        most = MAX_PLAN_VALUES if kind == "plan" else many
        yield from whole(
            "many-nodes", "many-items-of-a-list", lambda: "[" + "a," * ((LIMIT - 1) // 2),
            Said("source.too-many", 1, 2 * most), kinds=[kind],
        )  # fmt: skip
        yield from whole(
            "many-nodes", "many-dashes", lambda: "-\n" * (LIMIT // 2),
            Said("source.too-many", most), kinds=[kind],
        )  # fmt: skip
    small = [kind for kind in ALL if kind != "plan"]
    yield from whole(
        "many-nodes", "many-keys", lambda: "".join(f"k{n}: 1\n" for n in range(100_000)),
        Said("source.too-many", many // 2, None), kinds=small,
    )  # fmt: skip
    yield from whole(
        "many-nodes", "many-empty-mappings", lambda: "[" + "{}," * 300_000,
        Said("source.too-many", 1, 3 * (many - 1) + 2), kinds=small,
    )  # fmt: skip
    # The same key again and again is a problem each time, and costs the same.
    yield from at_end(
        "many-nodes", "same-key-again", lambda: "x: 1\n" * 20_000, ("schema.unknown-key", 1, 1),
        further=("source.duplicate-key",), count=20_000,
    )  # fmt: skip
    yield from at_end(
        "many-nodes", "many-unknown-keys",
        lambda: "".join(f"unknown{n}: 1\n" for n in range(24_000)),
        ("schema.unknown-key", 1, 1), further=("schema.unknown-key",), count=24_000,
    )  # fmt: skip
    yield from in_slot(
        "many-nodes", "a-line-of-a-megabyte", lambda: "a" * 1_000_000, ("source.too-long", 0, 0)
    )
    yield from in_slot(
        "many-nodes", "a-text-just-too-long", lambda: "'" + "上" * (MAX_SCALAR + 1) + "'",
        ("source.too-long", 0, 0),
    )  # fmt: skip
    for name, text in (("lines", "\n"), ("comments", "#\n"), ("spaces", " "), ("tabs", "\t")):
        yield from whole(
            "many-nodes", f"only-{name}", text * (LIMIT // len(text)), Said("source.empty", 1, 1)
        )
    yield from whole(
        "many-items", "wrong-designations",
        lambda: (
            "province: 上海\ndesignated:\n" + "".join(f"- 1.trainin{n}\n" for n in range(5_000))
        ),
        Said("name.obligation", 3, 3), kinds=["report"], further=["name.obligation"], count=5_000,
    )  # fmt: skip
    yield from whole(
        "many-items", "wrong-counts",
        lambda: (
            "province: 上海\ntasks:\n  1.training:\n    sessions: 5000\n    records:\n"
            + "    - {date: 某日}\n" * 5_000
        ),
        Said("field.not-a-date", 6, 14), kinds=["report"], further=["field.not-a-date"],
        count=5_000,
    )  # fmt: skip
    yield from whole(
        "many-items", "wrong-provinces",
        lambda: (
            "format: plancheck.roster/1\nplan: sample\nprovinces:\n"
            + "".join(f"  甲{n}: {{tier: 1}}\n" for n in range(5_000))
        ),
        Said("name.province", 4, 3), kinds=["roster"], further=["name.province"], count=5_000,
    )  # fmt: skip
    yield from whole(
        "many-items", "wrong-waivers",
        lambda: "format: plancheck.waivers/1\nplan: sample\nwaivers:\n" + "- {}\n" * 5_000,
        Said("schema.missing", 4, 3), kinds=["waivers"], further=["schema.missing"], count=25_000,
    )  # fmt: skip
    yield from at_end(
        "many-items", "wrong-sections", lambda: "- {}\n" * 5_000, ("schema.missing", 1, 3),
        kinds=["plan"], further=["schema.missing"], count=10_000,
    )  # fmt: skip


def _files() -> Iterator[Case]:
    def sparse(path: Path, size: int = 100_000_000) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    def endless(path: Path) -> None:
        path.symlink_to("/dev/zero")

    too_large, no_file = (Said("source.too-large"),), (Said("source.not-a-file"),)
    for kind in KINDS.values():
        for name, make, said in (
            ("sparse", sparse, too_large),
            ("sparse-without-bounds", lambda path: sparse(path, 1 << 40), too_large),
            ("device", endless, no_file),
            ("one-byte-too-many", lambda path: path.write_bytes(b"#" * (LIMIT + 1)), too_large),
            ("a-hundred-megabytes", lambda path: _spread(path, 100), too_large),
        ):
            yield Case(f"{name}-{kind.name}", "large-file", kind, make, said)
    assert MAX_BYTES == LIMIT


def _spread(path: Path, megabytes: int) -> None:
    """Write a large file that takes no room: its blocks hold text at their beginnings only."""
    with path.open("wb") as file:
        for number in range(megabytes):
            os.pwrite(file.fileno(), b"province: \xe4\xb8\x8a\xe6\xb5\xb7\n", number << 20)
        file.truncate(megabytes << 20)


def _scalars() -> Iterator[Case]:
    def count(row: str, name: str, text: str, key: str, kinds: tuple[str, ...]) -> Iterator[Case]:
        yield from in_slot(row, name, text, (key, 0, 0), slot="count", kinds=kinds)

    for kind in (*COUNTED, "plan"):
        yield from count(
            "long-integer", "digits-4301", "9" * 4_301, "field.too-many-digits", (kind,)
        )
        yield from count("long-integer", "digits-13", "1" * 13, "field.too-many-digits", (kind,))
        yield from count("long-integer", "zeros", "0" * 60_000, "field.leading-zero", (kind,))
        yield from count("long-integer", "digits-80000", "9" * 80_000, "source.too-long", (kind,))
        yield from count(
            "long-hexadecimal", "hexadecimal", "0x" + "f" * 10_000, "field.not-a-count", (kind,)
        )
        yield from count(
            "long-base-60", "base-60", "1" + ":59" * 20_000, "field.not-a-count", (kind,)
        )
        yield from count(
            "long-base-60",
            "base-60-half",
            "1" + ":59" * 20_000 + ".5",
            "field.decimal-form" if kind == "plan" else "field.not-a-count",
            (kind,),
        )
        yield from count(
            "long-base-60", "base-60-longer", "1" + ":59" * 100_000, "source.too-long", (kind,)
        )
    long = 60_000
    for name, text, key in (
        ("ones", "1" * long + "x", "field.too-many-digits"),
        ("groups", "1" + ",111" * (long // 4) + ",", "field.not-a-count"),
        ("about", "约" * long, "field.vague"),
        ("numerals", "一" * long, "field.not-a-count"),
        ("units", "万" * long, "field.not-a-count"),
        ("blanks", "1" + " " * long + "x", "field.not-a-count"),
        ("dashes", "一" + "-" * long, "field.not-a-count"),
        ("range", ("1" + " " * 60) * (long // 61) + "x", "field.not-a-count"),
        ("other-digits", "٦" * long + "x", "field.too-many-digits"),
        ("points", "." * long, "field.not-a-count"),
    ):
        yield from count("patterns", f"count-of-{name}", text, key, ("report",))
    for name, text in (
        ("years", "2014-" * (long // 5)),
        ("digits", "1" * long),
        ("nines", "年" * long),
    ):
        yield from in_slot(
            "patterns", f"date-of-{name}", text, ("field.not-a-date", 0, 0), slot="date",
            kinds=("report", "waivers", "plan"),
        )  # fmt: skip
    for name, text in (
        ("letters", "a" * long),
        ("han", "上" * long),
        ("spaces", "上" + "　" * long + "海x"),
    ):
        yield from in_slot(
            "patterns", f"name-of-{name}", text, ("name.province", 0, 0), slot="name",
            kinds=("report", "waivers"),
        )  # fmt: skip
    # Lines that the sentences for slips in YAML look at once more, with patterns of their own.
    blank = " " * 500_000
    yield from whole("patterns", "a-line-of-blanks", f"{blank}b\nc: 1\n", Said("yaml.no-colon", 1))
    yield from whole(
        "patterns", "no-colon-in-a-long-line", "a" * 60_000 + "\nb: 1\n",
        Said("yaml.no-colon", 1),
    )  # fmt: skip
    yield from whole(
        "patterns", "commas-in-brackets", "a: [" + "，" * 60_000 + " b: 1\n",
        Said("yaml.full-width", 1, 60_004),
    )  # fmt: skip
    yield from whole(
        "patterns", "nearly-conflicts", "<<<<<<\n" * 100_000, Said("source.too-long", 1, 1)
    )
