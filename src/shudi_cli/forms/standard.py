"""式样 that every county has: forms in which such lists are issued elsewhere, besides a county's own in `shudi.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from shudi_cli.diagnostics import Place
from shudi_cli.model import Column, Form, ListKind
from shudi_cli.model.settings import SETTINGS_FILE

_NOWHERE = Place(SETTINGS_FILE)
#: Form → its columns: title, field, and the title above it or "".
_FORMS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    # 履职事项清单 2024–25, its part 配合履职事项清单.
    "配合履职事项": (
        ("序号", "序号", ""),
        ("事项名称", "名称", ""),
        ("对应上级部门", "主体单位", ""),
        ("上级部门职责", "县级职责", ""),
        ("乡镇（街道）配合职责", "乡级职责", ""),
    ),
    # 配合事项清单 with the duties of both levels side by side (安徽宁国).
    "职责边界": (
        ("序号", "序号", ""),
        ("牵头部门", "牵头单位", ""),
        ("事项名称", "名称", ""),
        ("实施依据", "依据", ""),
        ("县级部门", "县级职责", "职责边界划分"),
        ("乡镇（街道）", "乡级职责", "职责边界划分"),
    ),
}
_NEEDS = "主体责任"


def forms_of(kind: ListKind) -> tuple[Form, ...]:
    """The forms of a kind of list: its county's own first; the others only where its items have duties."""
    own = {form.name for form in kind.forms}
    standard = [] if _NEEDS in kind.unused else [name for name in _FORMS if name not in own]
    return (*kind.forms, *(Form(_NOWHERE, name, _columns(name)) for name in standard))


def _columns(name: str) -> tuple[Column, ...]:
    return tuple(Column(_NOWHERE, title, field, above or None) for title, field, above in _FORMS[name])
