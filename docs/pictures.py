"""The picture in the documentation, drawn from what the programme really prints: `python -m docs.pictures`."""

from __future__ import annotations

import re
import tempfile
from html import unescape
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from docs.scenes import ROOT, Scene

CHECK = ROOT / "docs" / "images" / "check.svg"
#: Typical slips: file, what it says, what somebody typed.
MISTAKES = (
    (
        "lists/responsibility/05-city-management.yaml",
        "      - 单位: 县综合行政执法局\n        牵头: true\n        职责:\n          - 牵头制定渣土运输专项",
        "      - 单位: 县综合行政执法局\n        职责:\n          - 牵头制定渣土运输专项",
    ),
    (
        "lists/responsibility/08-livestock.yaml",
        "      - 单位: 县畜牧兽医事业发展中心",
        "      - 单位: 县畜牧兽医局",
    ),
    ("lists/responsibility/11-fire.yaml", "    名称: ", "    名称："),
)

#: Columns of the terminal, and how far apart they are drawn.
_WIDTH = 80
_COLUMN = 12
_HEIGHT = 20
#: Runs of wide characters, and of spaces, are elements of their own, so that columns line up in any font.
_RUN = re.compile(
    r" +|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+"
)
_ELEMENT = re.compile(
    r'<text class="(\w+)-(\w+)" (x="\S+" y="\S+") (textLength="\S+") clip-path="\S+">(.*?)</text>', re.DOTALL
)
_LONG = re.compile(r"\d+\.\d{3,}")
#: As Rich's own, but with fonts that machines have: the original fetches one from a server.
_FORMAT = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-wide {{
  font-family: "Noto Sans Mono CJK SC", "Microsoft YaHei Mono", "PingFang SC", "Microsoft YaHei", monospace;
  letter-spacing: 4px;
}}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" class="{unique_id}-matrix">
{matrix}</g>
</svg>
"""


def check(scene: Scene) -> str:
    """The picture of a check that finds three mistakes, as SVG."""
    for file, said, typed in MISTAKES:
        scene.edit(file, said, typed)
    return _drawn(scene.prints("shudi --color always validate"), title="shudi validate", name="check")


def words(picture: str) -> str:
    """The text of a picture as it stands on the screen."""
    rows: dict[float, str] = {}
    for x, y, text in re.findall(r'<text class="[^"]+" x="(\S+)" y="(\S+)"[^>]*>(.*?)</text>', picture):
        row = rows.get(float(y), "")
        rows[float(y)] = row + " " * (round(float(x) / _COLUMN) - cell_len(row)) + unescape(text)
    return "\n".join(rows.values())


def _drawn(printed: str, *, title: str, name: str) -> str:
    text = Text.from_ansi(printed.rstrip("\n"))
    for match in _RUN.finditer(text.plain):
        text.stylize(Style(meta={"run": match[0][0]}), *match.span())
    console = Console(record=True, width=_WIDTH, force_terminal=True, legacy_windows=False, file=StringIO())
    console.print(text, soft_wrap=True)
    picture = console.export_svg(
        title=title, code_format=_FORMAT, font_aspect_ratio=_COLUMN / _HEIGHT, unique_id=name
    )
    return _LONG.sub(lambda number: f"{float(number[0]):g}", _ELEMENT.sub(_spaced, picture))


def _spaced(element: re.Match[str]) -> str:
    """One run of text, as wide as its columns; Rich takes a wide character for one column here."""
    name, style, place, length, text = element.groups()
    if text == "\n":
        return ""
    if cell_len(unescape(text)) == len(unescape(text)):
        return f'<text class="{name}-{style}" {place} {length}>{text}</text>\n'
    return f'<text class="{name}-{style} {name}-wide" {place}>{text}</text>\n'


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        CHECK.write_text(check(Scene(Path(folder) / "scene")), encoding="utf-8", newline="\n")
