"""What a Word document's styles say that changes its text: hidden and struck out text, and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from shudi_cli.office.reading.markup import attribute, children, local

_OFF = {"0", "false", "off", "none"}


def is_on(face: Mapping[str, etree._Element], name: str) -> bool | None:
    """Whether a switch such as vanish or strike is on; None where nothing is said."""
    found = face.get(name)
    return None if found is None else (attribute(found, "val") or "1") not in _OFF


def number_place(found: etree._Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a paragraph or style is said to be in; None for what is left open."""
    if found is None:
        return None, None
    said = {local(child): attribute(child, "val") or "" for child in found}
    level = said.get("ilvl", "")
    return said.get("numId"), int(level) if level in set("012345678") - {""} else None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._found = (
            {}
            if root is None
            else {attribute(found, "styleId") or "": found for found in root.iterfind("{*}style")}
        )
        whole = None if root is None else root.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
        self._whole = children(whole)
        self._says: dict[tuple[str, str], bool] = {}
        self._places: dict[str, tuple[str | None, int]] = {}
        #: The style of a paragraph that names none.
        self.default = next(
            (name for name, found in self._found.items()
             if attribute(found, "type") == "paragraph" and attribute(found, "default") in {"1", "true"}), "",
        )  # fmt: skip

    def hides(self, name: str) -> bool:
        """Whether text of this style is hidden."""
        return self._is_on(name, "vanish")

    def strikes(self, name: str) -> bool:
        """Whether text of this style is struck out."""
        return self._is_on(name, "strike") or self._is_on(name, "dstrike")

    def _is_on(self, name: str, switch: str) -> bool:
        """What a style, those it is based on, or the whole document says of a switch."""
        key = name, switch
        if key not in self._says:
            faces = [children(found.find("{*}rPr")) for found in self._line(name)]
            said = (is_on(face, switch) for face in (*faces, self._whole))
            self._says[key] = next((word for word in said if word is not None), False)
        return self._says[key]

    def list_place(self, name: str, said_place: etree._Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph with this style and this numPr; None where it is in no list."""
        if name not in self._places:
            said = [number_place(found.find("{*}pPr/{*}numPr")) for found in self._line(name)]
            self._places[name] = (
                next((number for number, _ in said if number is not None), None),
                next((level for _, level in said if level is not None), 0),
            )
        of_style = self._places[name]
        number, level = number_place(said_place)
        number = of_style[0] if number is None else number
        if number is None or number == "0":
            return None
        return number, of_style[1] if level is None else level

    def _line(self, name: str) -> Iterator[etree._Element]:
        """A style and those it is based on, from itself up."""
        seen: set[str] = set()
        while name in self._found and name not in seen:
            seen.add(name)
            yield self._found[name]
            base = self._found[name].find("{*}basedOn")
            name = "" if base is None else attribute(base, "val") or ""
