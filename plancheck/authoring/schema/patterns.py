"""Regular expressions of the JSON Schemas for counts, dates and names.

Each accepts the texts that a reader in ``reading`` or ``plan`` accepts; a test compares the two.
They use only syntax that ECMA-262 and Python share: no look-around, no back-reference, no class of
digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic_core import PydanticCustomError

from plancheck.reading.text import NO_DOCUMENT, fold_name, same_when_folded
from plancheck.reading.values import MOST_DECIMALS, MOST_DIGITS, SCALES, read_count, scale_of

BLANKS = "\\s*"
"""White space that the reader strips from a value."""


def _digit(allowed: str) -> str:
    """Return the class of the digits ``allowed``, half-width and full-width."""
    return f"[{allowed}{''.join(chr(ord(digit) + 0xFEE0) for digit in allowed)}]"


def _digits(text: str) -> str:
    """Return the pattern of the digits of ``text``, in either width."""
    return "".join(map(_digit, text))


_ANY, _NOT_ZERO = _digit("0123456789"), _digit("123456789")

# --- counts --------------------------------------------------------------------------------------

_GROUPS = MOST_DIGITS // 3 - 1
_ARABIC = (
    f"{_NOT_ZERO}{_ANY}{{0,{MOST_DIGITS - 1}}}"
    f"|{_NOT_ZERO}{_ANY}{{0,2}}(,{_ANY}{{3}}){{1,{_GROUPS}}}"
)
_ZERO = "[零〇]"
_HAN = "[一二两三四五六七八九]"
# Chinese numerals below a hundred, a thousand and ten thousand, after a higher unit.
_TENS = f"{_HAN}十{_HAN}?"
_HUNDREDS = f"{_HAN}百({_ZERO}{_HAN}|{_TENS})?"
_THOUSANDS = f"{_HAN}千({_HUNDREDS}|{_ZERO}{_TENS}|{_ZERO}{_HAN})?"
_BELOW_THOUSAND = f"{_HUNDREDS}|{_TENS}|{_HAN}"
_LEADING = f"{_THOUSANDS}|{_BELOW_THOUSAND}|十{_HAN}?"
_CHINESE = f"({_LEADING})(万({_THOUSANDS}|{_ZERO}({_BELOW_THOUSAND}))?)?"
_DAY_WITHOUT_SIGNS = (
    f"({_digits('19')}|{_digits('20')}){_ANY}{{2}}"
    f"({_digits('0')}{_NOT_ZERO}|{_digits('1')}{_digit('012')})"
    f"({_digit('012')}{_ANY}|{_digits('3')}{_digit('01')})"
)


def count(unit: str = "", *, positive: bool = False) -> str:
    """Return the pattern of an exact whole number as ``read_count`` accepts it.

    ``unit`` may follow it; ``positive`` excludes zero.
    """
    zero = "" if positive else f"|{_digit('0')}|{_ZERO}"
    written = _exactly_readable(unit)
    scaled = "|".join(
        f"({_scaled(shift, _ANY, positive=positive)}) ?{scale}({written})?"
        for scale, shift in SCALES.items()
        if scale
    )
    return f"^{BLANKS}(({_ARABIC}|{_CHINESE}{zero}){_unit(unit)}|{scaled}){BLANKS}$"


def amount(decimals: int, unit: str) -> str:
    """Return the pattern of a number with at most so many ``decimals``, and of its ``unit``.

    One of 万元 may be in 元 and 亿元 as well.
    """
    of_scale, base = scale_of(unit)
    after = f"( ?{exactly(unit)})?" if unit != "%" else "( ?[%％])?"
    whole = f"{_ARABIC}|{_digit('0')}|{_LEADING if of_scale else _CHINESE}|{_ZERO}"
    digit = "[0-9]" if decimals else _ANY
    forms = [f"({whole}|{_scaled(0, digit, decimals)}){after}"]
    for scale, zeros in SCALES.items():
        if scale != of_scale:
            number = _scaled(zeros - SCALES[of_scale], digit, decimals)
            may_lack = "?" if base and not of_scale else ""
            forms.append(f"({number}) ?{scale}{_group(base)}{may_lack}")
    return f"^{BLANKS}({'|'.join(forms)}){BLANKS}$"


def _group(text: str) -> str:
    return f"({exactly(text)})" if text else ""


def _scaled(shift: int, digit: str, decimals: int = 0, *, positive: bool = False) -> str:
    """Return the pattern of a number that is multiplied by ten as often as ``shift`` says."""
    most, places = MOST_DIGITS - shift, decimals + shift
    grouped = "|".join(
        f"{_NOT_ZERO}{digit}{{0,{first}}}(,{digit}{{3}}){{{groups}}}"
        for groups in range(1, (most - 1) // 3 + 1)
        for first in [min(2, most - 3 * groups - 1)]
    )
    if places < 0:
        return f"{_NOT_ZERO}{digit}{{0,{most + places - 1}}}0{{{-places}}}|0"
    whole = f"{_NOT_ZERO}{digit}{{0,{most - 1}}}|{grouped}"
    zeros = f"0{{0,{MOST_DIGITS - 1 - places}}}" if shift else ""
    fraction = f"([.]{digit}{{1,{places}}}{zeros})?" if places else ""
    below = f"0[.]{digit}{{0,{places - 1}}}[1-9]{zeros}" if places else ""
    zero = below if positive else f"0{fraction}"
    return f"({whole}){fraction}" + (f"|{zero}" if zero else "")


def day_in_digits(unit: str = "") -> str:
    """Return the pattern of eight digits that are read as a day, not a number."""
    return f"^{BLANKS}{_DAY_WITHOUT_SIGNS}{_unit(unit)}{BLANKS}$"


def _unit(unit: str) -> str:
    readable = _exactly_readable(unit)
    return f"( ?{readable})?" if readable else ""


def _exactly_readable(unit: str) -> str:
    """Return the pattern of ``unit`` if it may follow a number, else of nothing."""
    try:
        readable = read_count(f"1{unit}").unit == unit
    except PydanticCustomError:  # such as 约
        readable = False
    return exactly(unit) if readable else ""


PLAIN_NUMBER = f"^{BLANKS}(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}}){BLANKS}$"
"""A whole number in plain digits."""
PLAIN_AMOUNT = (
    f"^{BLANKS}(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})([.][0-9]{{1,{MOST_DECIMALS}}})?{BLANKS}$"
)
"""The same, with decimals if it has any."""

# --- dates ---------------------------------------------------------------------------------------

# 04 to 96: the two digits of a leap year, and the century of a leap year that ends in 00.
_FOURTH = (
    f"({_digit('0')}{_digit('48')}|{_digit('2468')}{_digit('048')}|{_digit('13579')}{_digit('26')})"
)
_LEAP_YEAR = f"({_ANY}{{2}}{_FOURTH}|{_FOURTH}{_digits('00')})"
_YEAR = (
    f"({_NOT_ZERO}{_ANY}{{3}}|{_digits('0')}{_NOT_ZERO}{_ANY}{{2}}"
    f"|{_digits('00')}{_NOT_ZERO}{_ANY}|{_digits('000')}{_NOT_ZERO})"
)


def _numbered(*numbers: int) -> str:
    """Return the pattern of these numbers; below ten a leading zero is optional."""
    spelled = []
    for number in numbers:
        text = _digits(str(number))
        spelled.append(f"{_digits('0')}?{text}" if number < 10 else text)
    return f"({'|'.join(spelled)})"


_LONG, _SHORT = _numbered(1, 3, 5, 7, 8, 10, 12), _numbered(4, 6, 9, 11)
_TO_28 = f"({_digits('0')}?{_NOT_ZERO}|{_digit('1')}{_ANY}|{_digits('2')}{_digit('012345678')})"
_TO_30 = f"({_digits('0')}?{_NOT_ZERO}|{_digit('12')}{_ANY}|{_digits('30')})"
_TO_31 = f"({_digits('0')}?{_NOT_ZERO}|{_digit('12')}{_ANY}|{_digits('3')}{_digit('01')})"


def _days(first: str, second: str, last: str) -> str:
    """Return the pattern of all days, with these signs after year, month and day."""
    february = _numbered(2)
    return "|".join(
        f"{year}{first}{month}{second}{day}{last}"
        for year, month, day in (
            (_YEAR, _LONG, _TO_31),
            (_YEAR, _SHORT, _TO_30),
            (_YEAR, february, _TO_28),
            (_LEAP_YEAR, february, _digits("29")),
        )
    )


_SIGNS = (("-", "-", ""), ("/", "/", ""), ("[.]", "[.]", ""), ("年", "月", "[日号]"))
DATE = f"^{BLANKS}({'|'.join(_days(*signs) for signs in _SIGNS)}){BLANKS}$"
"""An existing day, in a spelling that ``read_date`` accepts."""

# --- names and texts -----------------------------------------------------------------------------

_UNSEEN = r"\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_BETWEEN = f"[\\s{_UNSEEN}]*"


def folded(
    names: Iterable[str],
    *,
    ignored: str = "",
    heads: Iterable[str] = (),
    tails: Iterable[str] = (),
) -> str:
    """Return the pattern of all texts that ``fold_name`` to the same text as a name.

    The names are ``names``, and each of ``heads`` followed by one of ``tails``. Signs of
    ``ignored`` may surround a name.
    """
    whole, head, tail = (_alternatives(part) for part in (names, heads, tails))
    either = f"({whole}|({head}){_BETWEEN}({tail}))" if tail else f"({whole})"
    around = f"[\\s{_UNSEEN}{ignored}]*"
    return f"^{around}{either}{around}$"


def _alternatives(names: Iterable[str]) -> str:
    alike = sorted({fold_name(name) for name in names}, key=lambda name: (-len(name), name))
    return "|".join(_BETWEEN.join(map(_sign, name)) for name in alike)


def _sign(sign: str) -> str:
    same = same_when_folded(sign)
    return exactly(sign) if same == sign else f"[{_SPECIAL.sub(_escaped, same)}]"


def words(allowed: Iterable[str], *, blanks: str = "") -> str:
    """Return the pattern of exactly these texts; ``blanks`` may surround them."""
    return f"^{blanks}({'|'.join(map(exactly, allowed))}){blanks}$"


# ``re.escape`` would also escape characters that ECMA-262 forbids to escape.
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}/]")


def exactly(text: str) -> str:
    """Return the pattern of ``text`` itself."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


# All characters but letters and digits, in whole blocks where possible. Some regex engines split
# characters beyond U+FFFF; so only the loader checks these.
_SILENT = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u0300-\u036f\u115f\u1160\u200b-\u2064\u20d0-\u20f0\u2190-\u245f\u2500-\u2775\u2794-\u2bff"
    r"\u3000-\u3004\u3008-\u3020\u302a-\u3030\u303d-\u303f\u30a0\u30fb\u3164"
    r"\ufe00-\ufe6f\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffa0\uffe0-\uffff"
)
SAYS_SOMETHING = f"[^{_SILENT}]"
"""A text with a letter or a digit, as far as a pattern can tell."""
_APART = f"[{_SILENT}]*"
NO_DOCUMENT_YET = "^{0}({1})?{0}$".format(
    _APART, "|".join(_APART.join(map(_sign, word)) for word in NO_DOCUMENT)
)
"""A text that names no document, as far as a pattern can tell."""
WITHOUT_SEPARATOR = "^[^，、；,;]*$"
"""One evidence id; a list of them has a line for each."""
