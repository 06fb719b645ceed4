"""What shows in a text: whether two texts or names are one, and whether one names a document."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# --- names ---------------------------------------------------------------------------------------

# Radicals that PDF copies leave in names and that no Unicode normal form maps to the character.
_RADICALS = {"⻄": "西", "⻘": "青", "⻓": "长", "⻰": "龙", "⻨": "麦", "⻢": "马"}
# The traditional characters of the names, so that 廣東 and 陝西 are read.
_TRADITIONAL = dict(
    zip(
        "東遼龍雲貴陝寧蘇廣慶內肅設團產黃長區維爾壯",
        "东辽龙云贵陕宁苏广庆内肃设团产黄长区维尔壮",
        strict=True,
    )
)
_FOLDING = str.maketrans(_RADICALS | _TRADITIONAL)


def category(sign: str) -> str:
    """Return the Unicode category of ``sign``, by which no Chinese character is unknown.

    Each version of Python knows those of its year, and rare ones are in names. All that will ever
    be on these two planes are Chinese characters.
    """
    if "\U00020000" <= sign <= "\U0003fffd" and sign not in "\U0002fffe\U0002ffff":
        return "Lo"
    return unicodedata.category(sign)


_MARKS = (
    "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
    "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
)
_FILLED = zip("❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉", [*range(1, 11)] * 2, strict=True)
_APART = {ord(sign): f"({unicodedata.normalize('NFKC', sign)})" for sign in _MARKS}
_APART |= {ord(sign): f"({number})" for sign, number in _FILLED}
_BEFORE_DIGIT = r"[⒈-⒛](?=[^\S\t\n]*[\d⒈-⒛])"


def part_points(text: str) -> str:
    """Return ``text`` with ① for ⒈ before a digit in its cell, so that ⒈3家 is not 1.3家.

    Elsewhere ⒈ stays, as headings are numbered with it. Each sign keeps its place.
    """
    return re.sub(_BEFORE_DIGIT, lambda found: chr(ord(found[0]) - ord("⒈") + ord("①")), text)


def fold_text(text: str) -> str:
    """Return ``text`` without white space and with NFKC variants made one.

    Signs that mark a point, a note or a part get brackets, so that ②3家 does not become 23家.
    """
    parted = part_points(text).translate(_APART)
    return "".join(unicodedata.normalize("NFKC", parted).split())


@lru_cache(maxsize=4096)  # the same names are compared again and again
def fold_name(name: str) -> str:
    """Return ``name`` without what never tells two names apart.

    That is width, case, old forms of characters, white space, and characters that do not show.
    """
    plain = unicodedata.normalize("NFKC", name).translate(_FOLDING)
    if not (plain.isascii() or plain.isprintable()):  # nearly every name is
        plain = "".join(c for c in plain if category(c) not in ("Cc", "Cf", "Co", "Cn"))
    return "".join(plain.split()).casefold()


def same_when_folded(sign: str) -> str:
    """Return ``sign``, which is folded, and the usual signs that ``fold_name`` makes of it.

    Those are its widths and cases, and the old forms that names are written with; the many letters
    that Unicode has for formulas are left out.
    """
    cases = dict.fromkeys((sign, sign.upper()))
    widths = [chr(ord(case) + 0xFEE0) for case in cases if "!" <= case <= "~"]
    older = [chr(old) for old, new in _FOLDING.items() if new == sign]
    return "".join([*cases, *widths, *older])


# --- things and documents ------------------------------------------------------------------------

# Letters, marks and symbols that do not show; NFKD makes the other Hangul fillers of two of them.
_BLANKS = dict.fromkeys(
    (
        *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800),
        *(*range(0xFE00, 0xFE10), 0xFFFC, 0x1D159, *range(0xE0100, 0xE01F0)),
    )
)
_DASHES = "-‒–—―−~∼⁓─━"  # beside those of Unicode's own category
# fmt: off
NO_DOCUMENT = (
    "无", "無", "没有", "沒有", "暂无", "暂缺", "缺", "待补", "待补充", "待定", "待查", "后补",
    "尚无", "暂无材料", "无材料", "没有材料", "无佐证", "暂无佐证", "无文号", "暂无文号", "无附件",
    "未提供", "待提供", "未上传", "待上传", "待补材料", "后补材料", "见附件",
    "略", "空", "空白", "不详", "none", "no", "na", "nil", "null", "tbd", "tba", "tbc", "todo",
)
# fmt: on
"""What is written where a document is still to be named, as ``record_key`` returns it."""


def what_shows(text: str) -> str:
    """Return ``text`` in one width, without what does not show and blanks around it."""
    seen = unicodedata.normalize("NFKD", text).translate(_BLANKS)
    if seen.isprintable():  # nearly every name
        return unicodedata.normalize("NFKC", seen).strip()
    hidden = ("Cc", "Cf", "Cn", "Co", "Cs")
    # What is between a letter and its accent goes before the two become one letter.
    shown = (sign for sign in seen if sign.isspace() or category(sign) not in hidden)
    return unicodedata.normalize("NFKC", "".join(shown)).strip()


@lru_cache(maxsize=4096)  # of a ledger each name is looked at more than once
def record_key(text: str) -> str:
    """Return what in ``text`` tells one record from another.

    That is its letters and digits in one width and case, each letter with the marks of its own
    script, and the punctuation between two digits, where all dashes are one: 第1-2期 is not 第12期.
    """
    folded = fold_name(_without_stray_marks(what_shows(text)))
    if folded.isalnum():  # nearly every name: it has no punctuation
        return folded
    key = between = ""
    for sign in folded:
        if category(sign)[0] in "LNM":
            digits = category(sign)[0] == "N" and category(key[-1:] or "-")[0] == "N"
            key, between = key + (between if digits else "") + sign, ""
            continue
        shown = "-" if category(sign) == "Pd" or sign in _DASHES else sign
        between += "" if between.endswith(shown) else shown
    return key


def _without_stray_marks(text: str) -> str:
    """Return ``text`` without the marks that are no part of a letter of their own script.

    NFKC has made one letter of a base and its accent. What is left is part of a word where its
    script writes so, as vowels in Tibetan, and else can be put on any sign.
    """
    if text.isalnum():  # nearly every name: it has no marks
        return text
    kept, script = [], ""
    for sign in text:
        kind = category(sign)[0]
        if kind == "M":
            if _script(sign) != script:
                continue
        else:
            script = _script(sign) if kind == "L" else ""
        kept.append(sign)
    return "".join(kept)


def _script(sign: str) -> str:
    """Return the first word of the name of ``sign``, which is that of its script."""
    return unicodedata.name(sign, "").partition(" ")[0]


def says_something(text: str) -> bool:
    """Whether ``text`` can name a thing: a letter or a digit of it shows."""
    return any(map(_is_usual, text)) or record_key(text) != ""


def _is_usual(sign: str) -> bool:
    """Whether ``sign`` is of those letters and digits that nearly every text has, and that show."""
    return "一" <= sign <= "鿿" or (sign.isascii() and sign.isalnum())


@lru_cache(maxsize=4096)  # each finding looks at the documents that it names
def is_document(text: str) -> bool:
    """Whether ``text`` can name a document: it says something, and not that there is none yet."""
    key = record_key(text)
    if not key or key.isascii():
        return bool(key) and key not in NO_DOCUMENT
    decomposed = unicodedata.normalize("NFD", key)
    letters = "".join(sign for sign in decomposed if category(sign)[0] != "M")
    return record_key(letters) not in NO_DOCUMENT
