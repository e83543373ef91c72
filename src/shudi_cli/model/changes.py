"""变更与意见: applications to change a list, and what each party wrote about them."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from shudi_cli.canon import content_bytes, content_digest
from shudi_cli.diagnostics import Place
from shudi_cli.model.building import WHOLE, Key
from shudi_cli.model.lists import Basis, item_digest
from shudi_cli.model.procedures import Procedure

CHANGES_FOLDER = "changes"
CHANGE_FILE = "change.yaml"
OPINIONS_FOLDER = "opinions"
#: What is not part of what a signature or an opinion speaks of.
SIGNATURE, MANAGERS_SIGNATURES = "签名", "管理人签名"
ADD, REMOVE, AMEND = "增", "减", "改"
AGREE, REMARK, REFUSE, RETURN, WITHDRAW = "同意", "有意见", "不同意", "退回修改", "撤回"
SIGNED, ENTERED, PAPER = "签名", "登记", "纸质"


def record_digest(kind: str, content: Mapping[str, Any]) -> str:
    """The digest of a record without its signature."""
    return content_digest(kind, unsigned(content))


def signed_bytes(kind: str, content: Mapping[str, Any]) -> bytes:
    """What a signature of a record is made over: everything but the signature."""
    return content_bytes(kind, unsigned(content))


def unsigned(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record's data without its signature."""
    return {key: value for key, value in content.items() if key not in {SIGNATURE, MANAGERS_SIGNATURES}}


class Attachment(NamedTuple):
    """附件: a scan or a letter beside a record, bound by the SHA-256 of its bytes."""

    place: Place
    file: Annotated[str, Key("文件")]
    size: Annotated[int, Key("大小")]
    digest: Annotated[str, Key("指纹")]
    original: Annotated[str | None, Key("原名")] = None


class Person(NamedTuple):
    """经办: who wrote a record, and of which unit."""

    place: Place
    name: Annotated[str, Key("姓名")]
    unit: Annotated[str, Key("单位")]


class RosterRef(NamedTuple):
    """Which version of the signing roster (签批名册) was in force."""

    place: Place
    version: Annotated[int, Key("版次")]
    digest: Annotated[str, Key("指纹")]


class ReleaseRef(NamedTuple):
    """A release named by number and digest."""

    place: Place
    number: Annotated[str, Key("发布")]
    digest: Annotated[str, Key("指纹")]


class Application(NamedTuple):
    """申请: which unit asks, by whom, when. The day is ISO text."""

    place: Place
    unit: Annotated[str, Key("单位")]
    person: Annotated[str, Key("姓名")]
    day: Annotated[str, Key("日期")]
    attachments: Annotated[tuple[Attachment, ...], Key("附件")] = ()


class Chapter(NamedTuple):
    """所在: the chapter an item stands in; `order` and `file` matter only where it must be made first."""

    place: Place
    name: Annotated[str, Key("章")]
    order: Annotated[int, Key("次序")]
    file: Annotated[str, Key("文件")]


class ChangedItem(NamedTuple):
    """One item of a change: its old text, its new text, or both.

    `elsewhere` is the folder of its list where that is not the change's: an item that only loses its links
    (对应事项) to removed ones, and is changed with them.
    """

    place: Place
    number: Annotated[str, Key("编号")]
    chapter: Annotated[Chapter, Key("所在")]
    was_in: Annotated[str | None, Key("原所在")] = None
    old_digest: Annotated[str | None, Key("原指纹")] = None
    old: Annotated[Mapping[str, Any] | None, Key("原文")] = None
    new: Annotated[Mapping[str, Any] | None, Key("新文")] = None
    elsewhere: Annotated[str | None, Key("清单")] = None

    def before(self, folder: str) -> str | None:
        """The digest of the item as it stood in the list in `folder`; None where there was none."""
        return None if self.old is None else item_digest(folder, self.was_in or self.chapter.name, self.old)

    def after(self, folder: str) -> str | None:
        """The digest of the item as it will stand; None where it goes."""
        return None if self.new is None else item_digest(folder, self.chapter.name, self.new)


class Move(NamedTuple):
    """An item by its list's folder and its number, its digest before and after; None where there is none."""

    folder: str
    number: str
    before: str | None
    after: str | None


class Change(NamedTuple):
    """变更: an application to add (增), remove (减) or amend (改) items of one list."""

    place: Place
    content: Annotated[Mapping[str, Any], WHOLE]
    number: Annotated[str, Key("编号")]
    region: Annotated[str, Key("地区")]
    folder: Annotated[str, Key("清单")]
    sort: Annotated[str, Key("类型")]
    application: Annotated[Application, Key("申请")]
    reason: Annotated[str, Key("理由")]
    procedure: Annotated[Procedure, Key("程序")]
    items: Annotated[tuple[ChangedItem, ...], Key("事项")] = ()
    trigger: Annotated[str | None, Key("触发")] = None
    bases: Annotated[tuple[Basis, ...], Key("依据")] = ()
    concerned: Annotated[tuple[str, ...], Key("涉及")] = ()
    downhill: Annotated[str | None, Key("责任下移")] = None
    renews: Annotated[str | None, Key("接续")] = None
    base: Annotated[ReleaseRef | None, Key("基于")] = None
    roster: Annotated[RosterRef | None, Key("签批名册")] = None
    signature: Annotated[str | None, Key(SIGNATURE)] = None

    def folder_of(self, item: ChangedItem) -> str:
        """The folder of the list an item of the change stands in."""
        return item.elsewhere or self.folder

    @property
    def moves(self) -> Iterable[Move]:
        """What the change makes of each item, as digests."""
        for item in self.items:
            folder = self.folder_of(item)
            yield Move(folder, item.number, item.before(folder), item.after(folder))

    @property
    def digest(self) -> str:
        """The digest of everything the change says; what opinions are bound to."""
        return record_digest("change", self.content)


class Opinion(NamedTuple):
    """意见: what one party wrote, bound to a change's content by digest. `seen` holds digests of earlier ones."""

    place: Place
    content: Annotated[Mapping[str, Any], WHOLE]
    change: Annotated[str, Key("变更")]
    change_digest: Annotated[str, Key("变更指纹")]
    stage: Annotated[str, Key("环节")]
    code: Annotated[str, Key("代号")]
    unit: Annotated[str, Key("单位")]
    decision: Annotated[str, Key("意见")]
    day: Annotated[str, Key("日期")]
    way: Annotated[str, Key("方式")]
    person: Annotated[Person, Key("经办")]
    text: Annotated[str | None, Key("说明")] = None
    document_number: Annotated[str | None, Key("文号")] = None
    together: Annotated[tuple[str, ...], Key("所涉变更")] = ()
    attachments: Annotated[tuple[Attachment, ...], Key("附件")] = ()
    seen: Annotated[tuple[str, ...], Key("已阅")] = ()
    roster: Annotated[RosterRef | None, Key("签批名册")] = None
    signature: Annotated[str | None, Key(SIGNATURE)] = None

    @property
    def digest(self) -> str:
        """The digest of what it says, without its signature."""
        return record_digest("opinion", self.content)
