"""Making a typed text neat: widths, stray spaces, broken lines, and pinyin left behind; never its words."""

from __future__ import annotations

import re
import unicodedata

_HAN = "\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "，。、；：？！（）《》“”‘’〔〕【】"
_NARROW = {0xFF10 + nth: chr(ord("0") + nth) for nth in range(10)}
_NARROW |= {start + nth: chr(low + nth) for start, low in ((0xFF21, 65), (0xFF41, 97)) for nth in range(26)}
_NARROW |= {0xFF0E: ".", 0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " "}
_WIDE = str.maketrans(":;,()", "：；，（）")
#: A half-width mark between two characters of Chinese, and the one at the end of a Chinese line.
_HALF = re.compile(rf"(?<=[{_HAN}{_MARKS}0-9])[:;,()](?=[{_HAN}{_MARKS}0-9]|$)|(?<=[{_HAN}{_MARKS}])[:;,()]|[:;,()](?=[{_HAN}])", re.MULTILINE)  # fmt: skip
_TOUCHES = re.compile(rf"[{_HAN}{_MARKS}]")
_SPACES = re.compile(rf"(?<=[{_HAN}{_MARKS}]) +(?=[{_HAN}{_MARKS}0-9])|(?<=[0-9]) +(?=[{_HAN}{_MARKS}])")
#: An enumerator keeps the space behind it.
_PINYIN = re.compile(r"[（(] *[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+(?: [a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+)* *[）)]")
_TONES = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]")
_ENDS = tuple("。；！？：;.!?:）》”")
_STARTS = re.compile(r"(?:[0-9]{1,2}[.、)）．]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四五六七八九十]+[条批]|赋权依据：|《|<)")  # fmt: skip
_REDACTED = re.compile(r"[*＊×]{1,}")


def narrowed(text: str) -> str:
    """Digits, letters, ．and spaces in half width, control characters gone; nothing else is changed."""
    plain = (
        unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    )
    plain = plain.replace("\v", "\n").replace("\f", "\n").replace("\t", " ").translate(_NARROW)
    return "".join(char for char in plain if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})  # fmt: skip


def neat(text: str) -> str:
    """A text line by line: half-width marks among Chinese made full, stray spaces and pinyin taken out."""
    lines = (_neat_line(line) for line in narrowed(text).split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """A name: neat, and without the line breaks that were set inside it."""
    joined = re.sub(r"\s*\n\s*", "\n", neat(text))
    return re.sub(r"(?<=[A-Za-z])\n(?=[A-Za-z])", " ", joined).replace("\n", "")


def joined_lines(text: str) -> str:
    """A text whose lines were broken for width are joined: where a line ends inside a sentence."""
    whole: list[str] = []
    for line in text.split("\n"):
        broken = whole and not whole[-1].endswith(_ENDS) and not _STARTS.match(line)
        if broken and _runs_on(line):
            whole[-1] += line
        else:
            whole.append(line)
    return "\n".join(whole)


def is_redacted(text: str) -> bool:
    """Whether something was withheld with asterisks."""
    return bool(_REDACTED.search(text))


def _neat_line(line: str) -> str:
    found = _PINYIN.sub(lambda match: "" if _TONES.search(match.group()) else match.group(), line.strip())
    if _TOUCHES.search(found):
        while (wider := _HALF.sub(lambda match: match.group().translate(_WIDE), found)) != found:
            found = wider  # a mark made wide is Chinese to its neighbour
        found = re.sub(r"^([0-9]{1,2}[.)]) +", r"\1 ", found)
        found = _SPACES.sub("", found)
    return re.sub(" {2,}", " ", found).strip()


def _runs_on(line: str) -> bool:
    """A line that ends in a comma or in the middle of a word goes on; one with a head of its own does not."""
    head = line.split("：", 1)[0]
    return "：" not in line or len(head) > 20  # noqa: PLR2004 - longer than any unit is called
