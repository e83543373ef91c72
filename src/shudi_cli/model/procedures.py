"""程序: by which stages (环节) and parties a change is decided. Data of `shudi.yaml`, copied into each change."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from shudi_cli.canon import content_digest
from shudi_cli.diagnostics import Place
from shudi_cli.model.building import WHOLE, Key

#: The code of the applicant's own records, and of the role that signs releases.
APPLICANT, PUBLISHER = "applicant", "publisher"


class Party(NamedTuple):
    """One party (一方) of a stage; without `unit` it stands for each unit the change concerns (涉及)."""

    place: Place
    code: Annotated[str, Key("代号")]
    unit: Annotated[str | None, Key("单位")] = None
    persons: Annotated[int, Key("人数")] = 1


class Stage(NamedTuple):
    """环节: the parties that must all give their opinion before the next stage begins."""

    place: Place
    name: Annotated[str, Key("名称")]
    parties: Annotated[tuple[Party, ...], Key("由谁")] = ()
    numbered: Annotated[bool, Key("要文号")] = False
    on_paper: Annotated[bool, Key("纸质")] = False
    consults: Annotated[bool, Key("征求意见")] = False


class Applicants(NamedTuple):
    """申请单位: which units may apply; empty means any."""

    place: Place
    levels: Annotated[tuple[str, ...], Key("层级")] = ()
    kinds: Annotated[tuple[str, ...], Key("类别")] = ()

    def admit(self, level: str, kind: str) -> bool:
        """Whether a unit of this level and kind may apply."""
        return level in (self.levels or (level,)) and kind in (self.kinds or (kind,))


class Downhill(NamedTuple):
    """责任下移: whether an exception is possible at all, and which stages must agree to it."""

    place: Place
    allowed: Annotated[bool, Key("允许")] = False
    stages: Annotated[tuple[str, ...], Key("须经环节")] = ()


class Procedure(NamedTuple):
    """程序. `content` is its data as it stands; `triggers` holds, by 增/减/改, what an application may rest on."""

    place: Place
    content: Annotated[Mapping[str, Any], WHOLE]
    name: Annotated[str, Key("名称")]
    handles: Annotated[tuple[str, ...], Key("办理")] = ()
    triggers: Annotated[Mapping[str, Sequence[str]] | None, Key("触发")] = None
    applicants: Annotated[Applicants | None, Key("申请单位")] = None
    stages: Annotated[tuple[Stage, ...], Key("环节")] = ()
    once: Annotated[bool, Key("一人一次")] = False
    downhill: Annotated[Downhill | None, Key("责任下移")] = None

    @property
    def digest(self) -> str:
        """The digest of its content."""
        return content_digest("procedure", self.content)

    def triggers_for(self, sort: str) -> Sequence[str]:
        """What an application of this sort (增, 减, 改) may rest on; empty where the county does not say."""
        return (self.triggers or {}).get(sort, ())


class VouchedProcedure(NamedTuple):
    """A procedure's name and digest, as a release or a signing roster vouches for it."""

    place: Place
    name: Annotated[str, Key("名称")]
    digest: Annotated[str, Key("指纹")]


class Publisher(NamedTuple):
    """发布: the unit that publishes releases."""

    place: Place
    unit: Annotated[str, Key("单位")]
