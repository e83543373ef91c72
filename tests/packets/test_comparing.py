"""Several answers of one unit."""

from __future__ import annotations

from itertools import permutations

from shudi_cli.packets.comparing import one_of_each
from tests.packets.county import answered, sent
from tests.packets.sheet import contact, duty


def named(name: str, office: object) -> object:
    from dataclasses import replace

    return replace(office, name=name)  # type: ignore[type-var]


def test_the_same_twice_is_once() -> None:
    """A copy of an answer says nothing new, nor does one that nobody touched."""
    office = duty(sent(), "SD-06-001", "查处采砂。")
    files = [
        named(name, found) for name, found in (("一.xlsx", office), ("二.xlsx", office), ("三.xlsx", sent()))
    ]
    chosen, troubles = one_of_each(map(answered, files))  # type: ignore[arg-type]
    assert ([answer.file for answer in chosen], troubles) == (["一.xlsx"], [])


def test_two_answers_that_differ() -> None:
    """The cells are named, with what each file says."""
    one = named("一.xlsx", duty(sent(), "SD-06-001", "查处采砂。"))
    two = named("二.xlsx", contact(duty(sent(), "SD-06-001", "查处运砂。"), 0, {"手机": "10000000009"}))
    _, troubles = one_of_each(map(answered, (one, two)))  # type: ignore[arg-type]
    assert [str(trouble.spot) for trouble in troubles] == [
        "二.xlsx 工作表“职责”G4",
        "一.xlsx 工作表“联络员”A4",
        "二.xlsx 工作表“联络员”A4",
    ]
    assert troubles[0].texts == (
        ("一.xlsx", "查处采砂。（理由：职责不清）"),
        ("二.xlsx", "查处运砂。（理由：职责不清）"),
    )


def test_the_order_of_files_says_nothing() -> None:
    """The same answers are chosen, and the same troubles told."""
    files = [
        named("一.xlsx", duty(sent(), "SD-06-001", "查处采砂。")),
        named("二.xlsx", duty(sent(), "SD-06-001", "查处运砂。")),
        named("三.xlsx", sent("青山镇")),
    ]
    found = [one_of_each(map(answered, order)) for order in permutations(files)]  # type: ignore[arg-type]
    assert all(other == found[0] for other in found)
