"""YAML that means something else than it seems to, or nothing, or that parsers read differently."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from tests.hostile.case import ALL, KINDS, Case, Said, at_end, in_slot, whole

IN_EXCEL, NEVER_IN_EXCEL = ("report", "roster"), ("waivers", "plan")
BLANK = ("waivers.blank", "schema.blank", "schema.text")
"""What is said beside, where nothing is left of a value that has to be given."""


def cases() -> Iterator[Case]:
    yield from _keys()
    yield from _references_and_tags()
    yield from _documents()
    yield from _spaces_and_signs()
    yield from _other_files()
    yield from _where_parsers_differ()


def _keys() -> Iterator[Case]:
    twice = ("source.duplicate-key", 1, 1)
    for name, key in (
        ("plain", "format"),
        ("double-quoted", '"format"'),
        ("single-quoted", "'format'"),
        ("escaped", '"\\u0066orma\\x74"'),
    ):
        text = f"{key}: plancheck.report/1\n"
        yield from at_end("duplicate-key", f"again-{name}", text, twice)
    # The Chinese spelling of a key is the same key too.
    text = "格式: plancheck.report/1\n"
    same = ("schema.same-key", 1, 1)
    yield from at_end(
        "duplicate-key", "again-in-chinese", text, same, kinds=("report", "roster", "waivers")
    )
    yield from in_slot(
        "duplicate-key", "again-inside", "{a: 1, a: 2}",
        ("schema.text", 0, None), ("source.duplicate-key", 0, 7),
    )  # fmt: skip
    for name, key in (
        ("yes", "yes"), ("on", "on"), ("no", "no"), ("null", "~"), ("number", "15"),
        ("date", "2014-01-01"), ("quoted-null", "'null'"), ("equals", "="),
    ):  # fmt: skip
        yield from at_end("odd-keys", f"key-{name}", f"{key}: x\n", ("schema.unknown-key", 1, 1))
    for name, text in (
        ("a-list", "? [a]\n: 1\n"), ("a-list-in-brackets", "[a]: 1\n"),
        ("a-mapping", "? {a: b}\n: 1\n"), ("a-mapping-by-lines", "? a: b\n: 1\n"),
        ("dashes", "? - a\n: 1\n"),
    ):  # fmt: skip
        yield from at_end("complex-key", f"key-{name}", text, ("source.complex-key", 1, None))
    for name, key in (
        ("misspelt", "provinec"), ("capital", "Province"), ("unseen", '"for\u200bmat"'),
        ("full-width", "ｆｏｒｍａｔ"), ("dunder", "__class__"), ("model", "model_config"),
        ("private", "_document"), ("chinese", "填表者"), ("root", "__root__"),
    ):  # fmt: skip
        yield from at_end(
            "unknown-key", f"unknown-{name}", f"{key}: x\n", ("schema.unknown-key", 1, 1)
        )


def _references_and_tags() -> Iterator[Case]:
    row = "merge-anchor-alias"
    yield from in_slot(row, "anchor", "&a 示例", ("source.anchor", 0, 0))
    yield from in_slot(row, "anchor-in-chinese", "&甲 示例", ("yaml.start", 0, 0))
    yield from at_end(row, "alias-of-nothing", "x: *a\n", ("schema.unknown-key", 1, 1),
                      ("source.alias", 1, 4))  # fmt: skip
    yield from at_end(row, "merge", "<<: {format: x}\n", ("source.merge-key", 1, 1))
    yield from at_end(row, "merge-of-an-alias", "<<: *a\n", ("source.merge-key", 1, 1),
                      ("source.alias", 1, 5))  # fmt: skip
    yield from at_end(row, "anchor-on-a-key", "&k x: 1\n", ("source.anchor", 1, 1),
                      ("schema.unknown-key", 1, 1))  # fmt: skip
    # Between quotes it is text, and no key of any file.
    yield from at_end(row, "merge-quoted", '"<<": {}\n', ("schema.unknown-key", 1, 1))
    for kind in ALL:
        text = f"&all\n{KINDS[kind].sound}"
        yield from whole(
            row, "anchor-on-everything", text, Said("source.anchor", 1, 1), kinds=[kind]
        )
    for name, tag in (
        ("python", "!!python/object/apply:os.system"),
        ("python-name", "!!python/name:os.system"),
        ("python-new", "!!python/object/new:type"),
        ("own", "!x"),
        ("bare", "!"),
        ("verbatim", "!<tag:yaml.org,2002:str>"),
        ("control", "!x%1b;0"),
        ("direction", "!%E2%80%AE"),
    ):
        yield from in_slot("tag", f"tag-{name}", f'{tag} "示例"', ("source.tag", 0, 0))
    yield from in_slot("tag", "tag-of-a-list", "!!python/tuple [a]",
                       ("schema.text", 0, None), ("source.tag", 0, 0))  # fmt: skip
    yield from in_slot("tag", "tag-title", '!%1b]0; "示例"', ("source.tag", 0, 0))
    yield from in_slot("tag", "tag-without-a-handle", "!x!y 示例", ("source.tag", 0, 0))
    yield from in_slot("tag", "equals", "=", ("field.not-a-count", 0, 0), slot="count",
                       kinds=("report", "roster", "plan"))  # fmt: skip
    for name, tagged in (
        ("int", '!!int "六"'), ("empty-int", '!!int ""'), ("bool", "!!bool x"),
        ("timestamp", "!!timestamp x"), ("float", "!!float x"), ("binary", "!!binary x"),
        ("null", "!!null x"), ("str", "!!str 6"),
    ):  # fmt: skip
        yield from in_slot("core-tag", f"core-{name}", tagged, ("source.tag", 0, 0), further=BLANK)
    for name, text in (
        ("set", "!!set {a}"),
        ("omap", "!!omap [a: 1]"),
        ("pairs", "!!pairs [a: 1]"),
    ):
        yield from in_slot("core-tag", f"core-{name}", text,
                           ("schema.text", 0, None), ("source.tag", 0, 0))  # fmt: skip
    for name, text in (("hexadecimal", "0x_"), ("binary-number", "0b_"), ("octal", "0o_")):
        yield from in_slot(
            "core-tag", f"nearly-{name}", text, ("field.not-a-count", 0, 0), slot="count",
            kinds=("report", "roster", "plan"),
        )  # fmt: skip
    for name, text, key in (
        ("month-13", "2014-13-45", "field.impossible-date"),
        ("february-30", "2014-02-30", "field.impossible-date"),
        ("year-0", "0000-01-01", "field.impossible-date"),
        ("offset", "2014-06-01T00:00:00+99:99", "field.not-a-date"),
        ("only-offset", "+99:99", "field.not-a-date"),
    ):
        yield from in_slot(
            "bad-date-scalar", f"date-{name}", text, (key, 0, 0), slot="date",
            kinds=("report", "waivers", "plan"),
        )  # fmt: skip


def _documents() -> Iterator[Case]:
    second = ("source.second-document", 1, 1)
    yield from at_end("documents", "second", "---\na: 1\n", second)
    yield from at_end("documents", "second-empty", "---\n", second)
    yield from at_end("documents", "second-after-an-end", "...\n---\na: 1\n",
                      ("source.second-document", 2, 1))  # fmt: skip
    yield from at_end("documents", "thousands", "---\na: 1\n" * 10_000, second)
    empty = Said("source.empty", 1, 1)
    for name, text in (
        ("nothing", b""), ("comments", "# 示例\n# 示例\n"), ("start", "---\n"), ("null", "null\n"),
        ("tilde", "~\n"), ("line-ends", "\n\n\n"), ("spaces", "   \n"), ("end", "---\n...\n"),
        ("only-a-mark", b"\xef\xbb\xbf"), ("only-a-wide-mark", b"\xff\xfe"),
    ):  # fmt: skip
        yield from whole("empty", f"empty-{name}", text, empty)
    for name, text in (
        ("list", "- a\n"), ("text", "上海\n"), ("number", "6\n"), ("empty-list", "[]\n"),
        ("quoted", "''\n"),
    ):  # fmt: skip
        yield from whole("empty", f"no-mapping-{name}", text, Said("schema.not-a-mapping", 1))
    yield from whole(
        "empty", "empty-mapping", "{}\n", Said("report.no-subject", 1, 1), kinds=["report"]
    )
    others = [kind for kind in ALL if kind != "report"]
    yield from whole(
        "empty", "empty-mapping", "{}\n", Said("schema.missing", 1, 1), kinds=others,
        further=["schema.missing"],
    )  # fmt: skip


def _spaces_and_signs() -> Iterator[Case]:
    row = "full-width-colon"
    yield from whole(row, "colon-everywhere", "省份：上海\n", Said("yaml.full-width", 1, 3))
    both = (Said("yaml.full-width", 1, 3), Said("yaml.full-width", 2, 3))
    yield from whole(row, "colons-on-all-lines", "省份：上海\n类别：1\n", *both)
    yield from at_end(row, "colon-on-a-line", "填报人：甲\n填表人: 乙\n", ("yaml.full-width", 1, 4))
    yield from in_slot(row, "comma-in-brackets", "{a: 1，b: 2}", ("yaml.full-width", 0, 5))
    for name, sign in (("ideographic", "\u3000"), ("no-break", "\u00a0")):
        yield from at_end("odd-space", f"{name}-as-indentation", f"{sign}x: 1\n",
                          ("source.odd-space", 1, 1))  # fmt: skip
        yield from at_end("odd-space", f"{name}-after-a-colon", f"x:{sign}1\ny: 1\n",
                          ("source.odd-space", 1, 3))  # fmt: skip
    for sign in (">", "|"):
        for text in (f"{sign}6", f"{sign}-", f"{sign}+2"):
            yield from in_slot(
                "empty-block", f"block-{'folded' if sign == '>' else 'kept'}-{text[1:]}", text,
                ("source.empty-block", 0, 0), further=BLANK,
            )  # fmt: skip
    for text in (">=6", "> 6", ">x"):
        yield from in_slot("empty-block", f"block-{text}", text, ("yaml.start", 0, 0))


def _other_files() -> Iterator[Case]:
    row = "not-yaml"
    yield from at_end(row, "tab", "x:\n\ta: 1\n", ("yaml.tab", 2, 1))
    yield from at_end(row, "tab-in-front", "\tx: 1\n", ("yaml.tab", 1, 1))
    for name, quote in (("double", '"'), ("single", "'")):
        text = f"x: {quote}示例\n"
        yield from at_end(row, f"unclosed-{name}-quote", text, ("yaml.unclosed-quote", 1, 4))
    for name, bracket in (("bracket", "["), ("brace", "{")):
        yield from at_end(
            row, f"unclosed-{name}", f"x: {bracket}a\n", ("yaml.unclosed-bracket", 1, 4)
        )
    yield from at_end(row, "wrong-bracket", "x: [a}\n", ("yaml.unclosed-bracket", 1, 4))
    yield from at_end(row, "closing-bracket", "x: ]\n", ("yaml.start", 1, 4))
    yield from at_end(row, "no-colon", "x\ny: 1\n", ("yaml.no-colon", 1, 1))
    yield from at_end(row, "two-colons", "x: a: b\n", ("yaml.colon-in-value", 1, 5))
    yield from at_end(row, "after-a-quote", 'x: "a" b\n', ("yaml.after-value", 1, 8))
    for name, sign in (("at", "@"), ("backquote", "`"), ("percent", "%")):
        yield from in_slot(row, f"sign-{name}", f"{sign}示例", ("yaml.start", 0, 0))
    for name, mark in (("ours", "<<<<<<< HEAD"), ("between", "======="), ("theirs", ">>>>>>> b")):
        yield from at_end(row, f"conflict-{name}", f"{mark}\nx: 1\n", ("source.conflict", 1, 1))
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    yield from whole(row, "lfs", pointer, Said("source.lfs", 1, 1))
    for name, text in (
        ("html", "<!DOCTYPE html>\n<html><body>404</body></html>\n"),
        ("html-after-blanks", "\n\n  <HTML>\n"),
        ("xml", "<?xml version='1.0'?>\n<a/>\n"),
        ("xml-entities", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>\n'),
    ):
        yield from whole(row, name, text, Said("source.not-text", 1, 1))
    for name, magic in (
        ("pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n"), ("zip", b"PK\x03\x04\x14\x00\x00\x00"),
        ("png", b"\x89PNG\r\n\x1a\n\0"), ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("gzip", b"\x1f\x8b\x08\0"), ("rar", b"Rar!\x1a\x07\x01\0"),
    ):  # fmt: skip
        yield from whole(row, name, magic, Said("source.not-text"))
    old_office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for row_of_it, name, content, key in (
        (row, "old-office", old_office, "workbook.old-office"),
        ("xlsx-in", "workbook", _workbook, "workbook.large-part"),
    ):
        yield from whole(row_of_it, name, content, Said(key), kinds=IN_EXCEL)
        not_text = Said("source.not-text")
        yield from whole(row_of_it, name, content, not_text, kinds=NEVER_IN_EXCEL)
    yield from whole(row, "json-of-another-kind", '{"a": [1, 2]}\n', Said(
        "schema.unknown-key", 1, 2), kinds=["report"], further=["report.no-subject"])  # fmt: skip


def _workbook() -> bytes:
    """Return a workbook with a member that unpacks to a thousand times its size."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 10_000_000)
    return file.getvalue()


def _where_parsers_differ() -> Iterator[Case]:
    row = "parsers-differ"
    yield from in_slot(row, "mark-inside", "示\ufeff例", ("source.control", 0, 1))
    yield from whole(row, "two-marks", "\ufeff\ufeffformat: x\n", Said("source.control", 1, 1))
    yield from in_slot(row, "escaped-pair", '"\\ud83d\\ude00"', ("yaml.escape", 0, 1))
    for name, lines in (
        ("yaml-1.99", "%YAML 1.99\n---\n"), ("yaml-1.1", "%YAML 1.1\n---\n"),
        ("unknown", "%SHEET 示例\n---\n"), ("tag", "%TAG !x! tag:x,2014:\n---\n"),
        ("yaml-2.0", "%YAML 2.0\n---\n"),
    ):  # fmt: skip
        for kind in ALL:
            text = lines + KINDS[kind].sound
            said = Said("source.directive", 1, 1)
            yield from whole(row, f"directive-{name}", text, said, kinds=[kind])
    for name, escape in (("cut", "\\u12"), ("unknown", "\\q"), ("path", "C:\\示例")):
        down = 1 if name != "path" else 3
        yield from in_slot(row, f"escape-{name}", f'"{escape}"', ("yaml.escape", 0, down))
