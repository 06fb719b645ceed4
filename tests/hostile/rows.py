"""The faults that have to be stood up to, by short names, and which tests stand for them.

One name per row of the list of faults this project keeps, in its order: bombs and size, structure,
values, bytes, files and processes, outputs. A row that no case and no test stands for is red.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

ROWS = {
    # --- bombs and size ---
    "nesting": "deep nesting by brackets, braces, dashes and question marks",
    "laughs": "aliases of aliases that grow to billions of values",
    "nested-merges": "merge keys in merge keys",
    "many-merges": "one large mapping merged thousands of times",
    "large-alias": "a large text behind thousands of aliases",
    "self-alias": "a value that holds itself",
    "many-nodes": "hundreds of thousands of keys or values",
    "large-file": "more bytes than are read: 100 MB, sparse, a device without an end",
    "long-integer": "integers of thousands of digits",
    "long-hexadecimal": "hexadecimal integers of thousands of digits",
    "long-base-60": "numbers of base 60 with thousands of parts",
    "many-items": "thousands of wrong items",
    "patterns": "texts made to keep a regular expression busy",
    "list-of-files": "a list of files that never ends or is very large",
    "earlier-result": "an earlier result that is none, is very large, or builds very much",
    "dotted-keys": "configuration with keys of thousands of names between dots",
    "many-on-one-line": "tens of thousands of problems on one line",
    "many-waivers": "very many waivers",
    "long-official-text": "a copy of the official text with numbers without end",
    # --- structure ---
    "duplicate-key": "a key twice, also in another spelling of it",
    "merge-anchor-alias": "a merge key, an anchor, an alias",
    "tag": "tags, also of objects, and with control characters in their names",
    "core-tag": "tags of YAML itself on values they do not fit",
    "bad-date-scalar": "scalars that look like dates and are none",
    "documents": "several documents",
    "empty": "nothing, comments only, only a mark of a document, null",
    "full-width-colon": "a full-width colon",
    "odd-space": "white space that is no space, as indentation",
    "empty-block": "a block scalar without text",
    "odd-keys": "keys that YAML 1.1 makes something else of",
    "complex-key": "a list or a mapping as a key",
    "unknown-key": "fields that do not exist",
    "not-yaml": "tabs, unclosed quotes and brackets, conflict markers, files of other kinds",
    "parsers-differ": "marks inside, halves of pairs, directives: what parsers do not agree on",
    # --- values ---
    "leading-zero": "numbers with a zero in front",
    "other-bases": "numbers in base 60, with underscores, hexadecimal, binary",
    "truth-values": "yes, on, true in place of a number",
    "decimals": "decimals and quoted numbers",
    "not-finite": "nan and infinity",
    "date-as-count": "dates in place of a number",
    "other-digits": "digits of other scripts",
    "words-as-counts": "Chinese numerals, units, ranges, vague numbers",
    "comment-after": "a number with a comment after it",
    "count-as-date": "a number in place of a date",
    "traditional": "names in traditional characters",
    "compatibility": "characters that a normal form makes the usual ones",
    "radicals": "radicals that no normal form maps",
    "near-names": "names one slip away from several others",
    "paths-as-names": "paths in place of a name",
    # --- bytes ---
    "chinese-encodings": "GB18030, GBK, GB2312, Big5",
    "marks-and-line-ends": "a UTF-8 mark, CRLF, CR",
    "utf-16": "UTF-16 with a mark, from a file and from standard input",
    "bad-bytes": "UTF-16 without a mark, UTF-32, overlong, surrogates, a cut tail",
    "raw-control": "raw control characters",
    "escaped-control": "control characters behind escapes",
    "line-separators": "line ends that only some programs see",
    "lone-surrogate": "half of a pair behind an escape",
    # --- files and processes ---
    "fifo": "a named pipe",
    "unopened": "folders, broken links, loops, no permission, files that are not there or vanish",
    "nothing-matched": "no arguments, nothing that matches",
    "stdout-full": "standard output on a full disk",
    "stdout-closed": "a closed standard output",
    "reader-gone": "a reader that takes one line and goes",
    "interrupt": "an interrupt during the first imports",
    "terminated": "the signals to end and to hang up",
    "output-full": "an output file on a full disk",
    "two-writers": "two runs that write one file",
    "output-place": "an output folder that is missing or read-only, a folder as an output",
    "locale": "locales without UTF-8",
    "stream-encoding": "streams in ascii, gbk, cp936 and cp1252",
    "file-names": "newlines, escapes, markup, dashes and foreign bytes in file names",
    "narrow": "terminals of 20 to 200 columns",
    "not-a-terminal": "messages in a pipe",
    "ambiguous-width": "signs that some terminals draw two wide",
    # --- outputs ---
    "in-terminal": "markup, escapes and directions on a terminal",
    "in-github-log": "commands to a build service",
    "in-junit": "characters that XML does not have",
    "in-json": "what JSON does not have",
    "in-html": "markup in a page",
    "in-markdown": "markup in Markdown",
    "in-csv": "formulas in a table",
    "xlsx-out": "workbooks are not written",
    "xlsx-in": "a workbook in the place of YAML",
    # --- workbooks ---
    "workbook-others": "files of office programs that are no .xlsx, or half of one",
    "workbook-parts": "parts that are hundreds, named twice, encrypted, or oddly compressed",
    "workbook-damage": "parts that are missing, no XML, another XML, nested deeply, with entities",
    "workbook-bombs": "a few bytes that unpack to very much, or that thousands of cells share",
    "workbook-cells": "cells that are far out, there twice, or without a readable value or place",
}

NOT_BUILT = {
    "xlsx-out": "no format writes workbooks; a test holds that",
}
"""Rows on something plancheck does not have."""

STANDING: dict[str, list[str]] = {}
"""The names of the tests that stand for a row, put here by ``stands_for``."""

Test = TypeVar("Test", bound=Callable[..., object])


def stands_for(*rows: str) -> Callable[[Test], Test]:
    """Return a decorator that notes that a test stands for ``rows``."""

    def noted(test: Test) -> Test:
        for row in rows:
            assert row in ROWS, row
            STANDING.setdefault(row, []).append(f"{test.__module__}.{test.__name__}")
        return test

    return noted
