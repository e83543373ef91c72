"""正式版本: what a release says of itself (its manifest)."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.model.building import WHOLE, Key
from shudi_cli.model.changes import SIGNATURE, Person, ReleaseRef, RosterRef, record_digest
from shudi_cli.model.procedures import VouchedProcedure

RELEASES_FOLDER = "releases"


class ReleasedOpinion(NamedTuple):
    """One opinion a released change rests on."""

    place: Place
    file: Annotated[str, Key("文件")]
    way: Annotated[str, Key("方式")]
    digest: Annotated[str, Key("指纹")]


class ReleasedChange(NamedTuple):
    """A change that entered the list since the release before; `renews` are those whose place it took, nearest first."""

    place: Place
    number: Annotated[str, Key("编号")]
    digest: Annotated[str, Key("指纹")]
    opinions: Annotated[tuple[ReleasedOpinion, ...], Key("意见")] = ()
    renews: Annotated[tuple[str, ...], Key("所续变更")] = ()


class ReleasedFile(NamedTuple):
    """A file of a release; the digest is over its data, so layout and comments do not count.

    `public` is the digest of what the public edition shows of it, where that is not everything.
    """

    place: Place
    path: Annotated[str, Key("路径")]
    digest: Annotated[str, Key("指纹")]
    public: Annotated[str | None, Key("公开指纹")] = None


class ReleasedItem(NamedTuple):
    """An item of a release; the digest covers its list and chapter too."""

    place: Place
    number: Annotated[str, Key("编号")]
    folder: Annotated[str, Key("清单")]
    digest: Annotated[str, Key("指纹")]


class Release(NamedTuple):
    """正式版本. Days are ISO text; `effective` is the first day on which it is in force."""

    place: Place
    content: Annotated[Mapping[str, Any], WHOLE]
    number: Annotated[str, Key("发布")]
    region: Annotated[str, Key("地区")]
    document_number: Annotated[str, Key("文号")]
    day: Annotated[str, Key("发布日期")]
    effective: Annotated[str, Key("生效日期")]
    unit: Annotated[str, Key("单位")]
    person: Annotated[Person, Key("经办")]
    files: Annotated[tuple[ReleasedFile, ...], Key("文件")] = ()
    items: Annotated[tuple[ReleasedItem, ...], Key("事项")] = ()
    changes: Annotated[tuple[ReleasedChange, ...], Key("变更")] = ()
    procedures: Annotated[tuple[VouchedProcedure, ...], Key("程序")] = ()
    note: Annotated[str | None, Key("说明")] = None
    previous: Annotated[ReleaseRef | None, Key("上一版")] = None
    roster: Annotated[RosterRef | None, Key("签批名册")] = None
    signature: Annotated[str | None, Key(SIGNATURE)] = None

    @property
    def digest(self) -> str:
        """The digest of the manifest without its signature: what is printed in the issued document."""
        return record_digest("release", self.content)

    @property
    def order(self) -> tuple[int, int]:
        """Year and number within the year, by which releases follow one another."""
        return release_order(self.number)


def release_order(number: str) -> tuple[int, int]:
    """(2026, 12) of 2026.12."""
    year, _, nth = number.partition(".")
    return int(year), int(nth)


def release_file(number: str) -> str:
    """The file of a release, relative to the workspace."""
    return f"{RELEASES_FOLDER}/{number}.yaml"
