"""File names: which belong to a list, and which a colleague's Windows machine could not hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from shudi_cli.diagnostics import Finding, Place, Related, Severity

_ENDINGS = (".yaml", ".yml")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])(?:[ .].*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
#: Unicode categories that cannot be seen: control, format (bidirectional too), surrogate, line ends.
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_list_name(name: str) -> bool:
    """Whether a file of this name belongs to a list; capitals count, or such a file would go unseen."""
    return name.lower().endswith(_ENDINGS)


def is_nearly_list_name(name: str) -> bool:
    """Whether a file was surely meant to belong to a list: Notepad saves 06-water.yaml as 06-water.yaml.txt."""
    return re.search(r"\.ya?ml(?:\W|_|$)", name, re.IGNORECASE) is not None and not is_list_name(name)


def is_hidden(part: str) -> bool:
    """Whether a file or folder is none of a workspace's business."""
    return part.startswith(".")


def is_presentable(part: str) -> bool:
    """Whether a name can be shown as it is; one that cannot would spoil every report it stands in."""
    return (part.isascii() and part.isprintable()) or all(
        unicodedata.category(c) not in _INVISIBLE for c in part
    )


def presentable(text: str) -> str:
    """The text with what cannot be seen, and bytes that are no UTF-8, replaced by U+FFFD."""
    return "".join("\ufffd" if unicodedata.category(c) in _INVISIBLE else c for c in text)


def unpresentable(path: str) -> Finding:
    """The finding for a name with bytes or characters that cannot be shown."""
    reason = "含有看不见的字符，或不是 UTF-8 编码（多半是从压缩包里解出来的）"
    return _refused(presentable(path), reason)


def misnamed(names: Iterable[str]) -> Iterator[Finding]:
    """A finding for each file or folder that Windows cannot hold, or that differs from another by case only."""
    seen: dict[str, str] = {}
    for path in dict.fromkeys(path for name in names for path in _with_folders(name)):
        other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            yield _twin(path, other)
        elif reason := _unfit(path):
            yield _refused(path, reason)


def misended(path: str) -> Finding:
    """The finding for a list file under a name that hides it."""
    hint = "确是清单文件就把名称改成以 .yaml 结尾；是备份就移到别处"
    return Finding("Y136", Severity.WARNING, f"“{path}”没有读：文件名不是以 .yaml 结尾", Place(path), hint)


def ending_in_air(path: str) -> Finding:
    """The finding for a list file hidden by a dot or a space at the end of its name."""
    return _refused(path, "名称以点或空格结尾")


def _with_folders(name: str) -> Iterator[str]:
    """The folders on the way to a file, then the file: a/b/c → a, a/b, a/b/c."""
    for index, character in enumerate(name):
        if character == "/":
            yield name[:index]
    yield name


def _unfit(path: str) -> str:
    """Why Windows cannot hold the last part of a path; empty if it can."""
    part = path.rpartition("/")[2]
    if _DEVICE.fullmatch(part):
        return "Windows 把它当成设备的名称"
    if found := _FORBIDDEN.search(part):
        return f"名称里有“{found[0]}”"
    return "名称以点或空格结尾" if part.endswith((".", " ")) else ""


def _refused(path: str, reason: str) -> Finding:
    message = f"“{path}”在 Windows 上不能用：{reason}"
    return Finding("Y134", Severity.ERROR, message, Place(path), "改个名称，如 06-water.yaml")


def _twin(path: str, other: str) -> Finding:
    return Finding(
        "Y134",
        Severity.ERROR,
        f"“{path}”与“{other}”只差大小写或字的编码写法，在别的电脑上会互相覆盖",
        Place(path),
        "给其中一个改名",
        (Related(Place(other), "另一个在这里"),),
    )
