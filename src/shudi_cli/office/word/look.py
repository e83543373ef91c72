"""How a Word document looks where GB/T 9704 leaves a choice: whose fonts, which numbers, whose template."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Face(Enum):
    """The kinds of type GB/T 9704 speaks of."""

    TITLE = "小标宋"
    BODY = "仿宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"


class Fonts(NamedTuple):
    """A font for each kind of type, in the order of `Face`. No font is put into a file: its maker may own it."""

    title: str
    body: str
    hei: str = "黑体"
    kai: str = "楷体"
    song: str = "宋体"

    def of(self, face: Face) -> str:
        """The font of a kind of type."""
        return self[list(Face).index(face)]


#: 字体 in `shudi.yaml`: the fonts an office has bought, or what Windows and Office bring along.
FONTS: Mapping[str, Fonts] = MappingProxyType(
    {
        "公文": Fonts("方正小标宋简体", "仿宋_GB2312", kai="楷体_GB2312"),
        "windows": Fonts("华文中宋", "仿宋"),
    }
)
#: What a machine without the font may take instead (`w:altName`).
SUBSTITUTES: Mapping[str, str] = MappingProxyType(
    {
        "方正小标宋简体": "方正小标宋_GBK,华文中宋,宋体",
        "华文中宋": "宋体",
        "仿宋_GB2312": "仿宋",
        "仿宋": "仿宋_GB2312",
        "楷体_GB2312": "楷体",
        "楷体": "楷体_GB2312",
    }
)


class WordLook(NamedTuple):
    """What a county decides. `turned` numbers a landscape page as GB/T 9704 does: where a turned portrait page has it."""

    fonts: Fonts = FONTS["公文"]
    turned: bool = False


class Template(NamedTuple):
    """An office's own template: its file's name, for messages, and its content."""

    name: str
    content: bytes
