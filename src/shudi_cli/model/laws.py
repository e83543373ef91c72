"""依据名录: the laws, regulations and documents a list may cite."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, NamedTuple, Self

from shudi_cli.diagnostics import Place
from shudi_cli.model.building import Key, build

LAWS_FILE = "laws.yaml"


class Law(NamedTuple):
    """One entry. Dates are ISO text: in force from `since`, no longer from `repealed` on."""

    place: Place
    name: Annotated[str, Key("名称")]
    kind: Annotated[str, Key("类型")]
    short_names: Annotated[tuple[str, ...], Key("简称")] = ()
    document_number: Annotated[str | None, Key("文号")] = None
    since: Annotated[str | None, Key("施行")] = None
    repealed: Annotated[str | None, Key("废止")] = None
    replaced_by: Annotated[str | None, Key("替代")] = None


@dataclass(frozen=True)
class LawRegister:
    """The entries a basis may name."""

    laws: tuple[Law, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The register of a checked `laws.yaml`."""
        root = Place(LAWS_FILE) / "依据"
        return cls(tuple(build(Law, entry, root / index) for index, entry in enumerate(data["依据"])))

    @cached_property
    def by_name(self) -> Mapping[str, Law]:
        """Entries by full title."""
        return {law.name: law for law in self.laws}

    @cached_property
    def by_short_name(self) -> Mapping[str, Law]:
        """Entries by short title, and by the full one without 中华人民共和国."""
        short = {name: law for law in self.laws for name in law.short_names}
        prefix = "中华人民共和国"
        bare = {law.name.removeprefix(prefix): law for law in self.laws if law.name.startswith(prefix)}
        return {**bare, **short}
