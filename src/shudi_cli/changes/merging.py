"""One item, two people: the fields each of them changed, taken together; what both changed is a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shudi_cli.changes.drafting import Edited, Stood
from shudi_cli.changes.ledger import Key
from shudi_cli.errors import ShudiError
from shudi_cli.model import ChangedItem


def wanted(item: ChangedItem, stands: Stood | None, key: Key) -> Edited:
    """What a change wants of an item as it stands now."""
    if item.old is not None and stands is None:
        raise ShudiError(f"{item.number} 已经不在清单里", "撤回这项变更；还要的，另作一项增加")
    new = None
    if item.new is not None:
        text = item.new if item.old is None or stands is None else merged(item.old, item.new, stands.content)
        new = Stood(text, item.chapter.name, item.chapter.order, item.chapter.file)
    return Edited(key, stands, new)


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """The item with both sides' changes. ShudiError names the fields that both changed, and differently."""
    conflicts = [
        key
        for key in dict.fromkeys((*base, *mine, *theirs))
        if mine.get(key) != theirs.get(key) and mine.get(key) != base.get(key) != theirs.get(key)
    ]
    if conflicts:
        raise ShudiError(
            f"{base.get('编号')} 的“{'、'.join(conflicts)}”在这期间也被改过，合不到一起",
            "在清单里照着现在的文字重新改一遍，再用 shudi propose --renew 报送",
        )
    keys = dict.fromkeys((*theirs, *mine))
    chosen = {key: (mine if mine.get(key) != base.get(key) else theirs).get(key) for key in keys}
    return {key: value for key, value in chosen.items() if value is not None}
