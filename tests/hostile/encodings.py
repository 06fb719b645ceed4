"""Bytes that are no UTF-8 text, and characters that no honest file needs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import ALL, KINDS, Case, Said, at_end, in_slot, whole
from tests.hostile.values import Read

CONTROLS = (0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x84, 0x90, 0x9B, 0x9F)
SEPARATORS = (0x85, 0x2028, 0x2029)


def cases() -> Iterator[Case]:
    for kind in ALL:
        sound = KINDS[kind].sound
        windows = sound.replace("\n", "\r\n")
        for name, content in (
            ("gb18030", sound.encode("gb18030")), ("gbk", sound.encode("gbk")),
            ("gb2312", sound.encode("gb2312")), ("gbk-with-crlf", windows.encode("gbk")),
        ):  # fmt: skip
            said = Said("source.gb18030", *_first_bad_byte(content))
            yield from whole("chinese-encodings", name, content, said, kinds=[kind])
        marked = Said("source.utf16", 1, 1)
        for end in ("le", "be"):
            yield from whole(
                "bad-bytes",
                f"unmarked-utf-16-{end}",
                sound.encode(f"utf-16-{end}"),
                marked,
                kinds=[kind],
            )
            yield from whole(
                "bad-bytes", f"utf-32-{end}", sound.encode(f"utf-32-{end}"), marked, kinds=[kind]
            )
        yield from whole(
            "bad-bytes",
            "marked-utf-32",
            sound.encode("utf-32"),
            Said("source.utf32", 1, 1),
            kinds=[kind],
        )
        end = Said("source.undecodable", KINDS[kind].lines + 1, 4)
        for name, tail in (
            ("overlong", b"\xc0\xaf"), ("surrogate", b"\xed\xa0\x80"), ("cut", "海".encode()[:-1]),
            ("beyond", b"\xf4\x90\x80\x80"), ("latin-1", b"\xe9"), ("byte", b"\xff"),
        ):  # fmt: skip
            yield from whole(
                "bad-bytes", f"bytes-{name}", sound.encode() + b"x: " + tail, end, kinds=[kind]
            )
        cut = (b"\xff\xfe" + sound.encode("utf-16-le"))[:-1]
        yield from whole(
            "bad-bytes",
            "cut-utf-16",
            cut,
            Said("source.undecodable", KINDS[kind].lines),
            kinds=[kind],
        )
    # Some Big5 decodes as GB18030 too, into other characters: so that is said as a likeness only.
    for name, text, key in (
        ("big5", "省份: 上海\n類別: 1\n", "source.undecodable"),
        ("big5-like-gb18030", "填報單位: 1\n", "source.gb18030"),
    ):
        yield from whole("chinese-encodings", name, text.encode("big5"), Said(key, 1, 1))
    for code in CONTROLS:
        yield from in_slot(
            "raw-control", f"raw-{code:02x}", f"示{chr(code)}例", ("source.control", 0, 1),
            kinds=["report"],
        )  # fmt: skip
        yield from in_slot(
            "escaped-control", f"escaped-{code:02x}", f'"示\\x{code:02x}例"',
            ("source.control", 0, 0), kinds=["report"],
        )  # fmt: skip
    for name, text in (
        ("title", '"\\e]0;pwn\\a"'), ("colour", '"\\x9b31m"'), ("nul", '"\\0"'), ("del", '"\\x7f"'),
        ("bell", '"\\a"'), ("mark", '"\\uFEFF"'), ("noncharacter", '"\\uFFFE"'),
        ("next-line", '"\\N"'), ("separator", '"\\L"'), ("paragraph", '"\\P"'),
    ):  # fmt: skip
        yield from in_slot("escaped-control", f"escaped-{name}", text, ("source.control", 0, 0),
                           further=["waivers.blank"])  # fmt: skip
    for name, raw in (("escape", "\x1b[2J"), ("nul", "\0"), ("bell", "\a"), ("csi", "\x9b2J")):
        yield from in_slot("raw-control", f"raw-{name}", f"示{raw}", ("source.control", 0, 1))
    yield from at_end("escaped-control", "escaped-in-a-key", '"\\e[2J": x\n',
                      ("source.control", 1, 1), ("schema.unknown-key", 1, 1))  # fmt: skip
    for code in SEPARATORS:
        yield from in_slot(
            "line-separators", f"separator-{code:04x}", f"示{chr(code)}例", ("source.control", 0, 1)
        )
    yield from whole(
        "line-separators", "separators-for-line-ends", "format: x\u2028plan: sample\x85",
        Said("source.control", 1, 10), Said("source.control", 1, 23),
    )  # fmt: skip
    for text in ("\\ud800", "\\udfff", "\\udc00x"):
        yield from in_slot("lone-surrogate", f"half-{text[1:]}", f'"{text}"', ("yaml.escape", 0, 1))
    yield from in_slot("lone-surrogate", "half-of-32", '"\\U0000d800"', ("yaml.escape", 0, 1))


def _first_bad_byte(content: bytes) -> tuple[int, int]:
    """Return the place of the first byte that is no UTF-8."""
    text = content.decode("utf-8", "surrogateescape")
    before = text[: next(n for n, sign in enumerate(text) if "\udc80" <= sign <= "\udcff")]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def read() -> Iterator[Read]:
    """Yield the reports that are read, whatever their encoding and their line ends."""
    text = KINDS["report"].sound
    windows, old = text.replace("\n", "\r\n"), text.replace("\n", "\r")
    for row, name, content in (
        ("marks-and-line-ends", "utf-8-mark", b"\xef\xbb\xbf" + text.encode()),
        ("marks-and-line-ends", "crlf", windows.encode()),
        ("marks-and-line-ends", "cr", old.encode()),
        ("marks-and-line-ends", "mixed", text.replace("\n", "\r\n", 3).encode()),
        ("marks-and-line-ends", "mark-and-crlf", b"\xef\xbb\xbf" + windows.encode()),
        ("marks-and-line-ends", "no-last-line-end", text.rstrip().encode()),
        ("utf-16", "utf-16-le", b"\xff\xfe" + text.encode("utf-16-le")),
        ("utf-16", "utf-16-be", b"\xfe\xff" + text.encode("utf-16-be")),
        ("utf-16", "utf-16-crlf", b"\xff\xfe" + windows.encode("utf-16-le")),
    ):
        yield Read(name, row, content)
    for encoding in ("gb18030", "gbk"):
        yield Read(
            f"{encoding}-asked-for", "chinese-encodings", text.encode(encoding),
            arguments=("--encoding", "gb18030"),
        )  # fmt: skip
