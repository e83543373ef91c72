"""Whose signature counts for what, on which day."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from shudi_cli.signers import chain_faults
from tests.signers.people import SETTINGS, Keys, authority

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
DAY = "2025-03-20"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def people(keys: Keys) -> list[dict[str, Any]]:
    """Two managers, of whom the first holds an office; and a third person."""
    return [
        keys.person("甲", "county-bianban"),
        keys.person("乙", "county-justice"),
        keys.person("丙", "applicant"),
    ]


@pytest.fixture(scope="module")
def roster(keys: Keys, people: list[dict[str, Any]]) -> Any:
    """The first version, signed by both managers."""
    return keys.roster(people, ["甲", "乙"])


class TestSignatures:
    """One version of the roster."""

    def test_a_holder_signs(self, keys: Keys, roster: Any) -> None:
        """In his role, with his key."""
        assert authority(roster).fault(keys.record(roster, "甲", "county-bianban", DAY)) is None

    def test_someone_who_is_not_in_it(self, keys: Keys, roster: Any) -> None:
        """An outsider with a key of his own."""
        said = authority(roster).fault(keys.record(roster, "丁", "county-bianban", DAY))
        assert said == "“丁”不在第1版签批名册里"

    def test_an_outsiders_key_in_a_holders_name(self, keys: Keys, roster: Any) -> None:
        """The name alone is nothing."""
        said = authority(roster).fault(keys.record(roster, "甲", "county-bianban", DAY, key="丁"))
        assert said == "甲的签名无效：不是用这把公钥签的"

    def test_a_role_one_does_not_hold(self, keys: Keys, roster: Any) -> None:
        """An insider signs for another office."""
        said = authority(roster).fault(keys.record(roster, "甲", "county-government", DAY))
        assert said == "甲在 2025-03-20 不担任“county-government”"

    def test_a_clerk_needs_no_role(self, keys: Keys, roster: Any) -> None:
        """Whoever is in the roster may write down a paper."""
        assert authority(roster).fault(keys.record(roster, "丙", None, DAY)) is None

    @pytest.mark.parametrize("purpose", ["release", "roster"])
    def test_a_signature_for_another_purpose(self, keys: Keys, roster: Any, purpose: str) -> None:
        """What was signed as a release is no opinion."""
        said = authority(roster).fault(keys.record(roster, "甲", "county-bianban", DAY, purpose=purpose))
        assert said == "甲的签名无效：是为别的用途签的"

    def test_an_edited_record(self, keys: Keys, roster: Any) -> None:
        """The text was changed after it was signed."""
        record = keys.record(roster, "甲", "county-bianban", DAY)
        edited = record._replace(content={**record.content, "意见": "不同意"})
        assert authority(roster).fault(edited) == "甲的签名无效：与内容不符，内容改过"

    def test_reordered_keys_are_no_edit(self, keys: Keys, roster: Any) -> None:
        """An editor's re-indenting and reordering break nothing."""
        record = keys.record(roster, "甲", "county-bianban", DAY)
        again = record._replace(content=dict(reversed(record.content.items())))
        assert authority(roster).fault(again) is None

    def test_before_there_was_a_roster(self, keys: Keys, roster: Any) -> None:
        """A day on which no version was in force."""
        said = authority(roster).fault(keys.record(roster, "甲", "county-bianban", "2024-12-31"))
        assert said == "2024-12-31 没有有效的签批名册"

    def test_no_signature(self, keys: Keys, roster: Any) -> None:
        """Where the county signs with keys, nothing goes without."""
        record = keys.record(roster, "甲", "county-bianban", DAY)._replace(signature=None)
        assert authority(roster).fault(record) == "没有签名，或没有写明签批名册"


class TestTerms:
    """Offices, keys and rosters have their days."""

    def test_a_term_that_has_ended(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """The holder signs truly, with the date of the day, after his term."""
        ended = keys.person("甲", "county-bianban", 止="2025-03-01")
        roster = keys.roster([ended, *people[1:]], ["甲", "乙"])
        assert authority(roster).fault(keys.record(roster, "甲", "county-bianban", "2025-02-28")) is None
        assert authority(roster).fault(keys.record(roster, "甲", "county-bianban", "2025-03-01"))

    def test_a_roster_that_has_expired(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """After its last day nobody signs by it."""
        roster = keys.roster(people, ["甲", "乙"], 有效至="2025-03-19")
        said = authority(roster).fault(keys.record(roster, "甲", "county-bianban", DAY))
        assert said == "第1版签批名册到 2025-03-19 已经过期"

    def test_a_key_that_was_retired(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """A key has its days too."""
        roster = keys.roster(
            [keys.person("甲", "county-bianban", key={"止": "2025-03-01"}), *people[1:]], ["甲", "乙"]
        )
        assert "不能用" in str(authority(roster).fault(keys.record(roster, "甲", "county-bianban", DAY)))

    def test_the_old_version_after_a_new_one(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """Whoever was taken out can't go on by the version before."""
        first = keys.roster(people, ["甲", "乙"])
        others = [people[1], people[2]]
        second = keys.roster(others, ["甲", "乙", "丙"], first)
        said = authority(first, second).fault(keys.record(first, "甲", "county-bianban", "2025-06-02"))
        assert said == "2025-06-02 有效的是第2版签批名册，它依据的是第1版或另一份"


class TestRevocation:
    """A later version says of a key that it counts no more, and since when."""

    def both(self, keys: Keys, people: list[dict[str, Any]], reason: str) -> tuple[Any, Any]:
        first = keys.roster(people, ["甲", "乙"])
        stopped = {"停用": {"日期": "2025-03-15", "原因": reason}}
        second = keys.roster(
            [keys.person("甲", "county-bianban", key=stopped), *people[1:]], ["甲", "乙"], first
        )
        return first, second

    def test_he_left(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """From that day on it is void, backdated or not; before it stands."""
        first, second = self.both(keys, people, "离任")
        judge = authority(first, second)
        assert judge.fault(keys.record(first, "甲", "county-bianban", "2025-03-14")) is None
        assert "已离任" in str(judge.fault(keys.record(first, "甲", "county-bianban", "2025-03-15")))

    def test_it_was_stolen(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """Whatever the date, it counts no more, but for what a release up to the checkpoint holds."""
        first = keys.roster(people, ["甲", "乙"])
        stopped = {"停用": {"日期": "2025-03-15", "原因": "泄露"}}
        thief = keys.person("丙", "applicant", key=stopped)
        second = keys.roster([*people[:2], thief], ["甲", "乙"], first)
        judge = authority(first, second)
        assert "已泄露" in str(judge.fault(keys.record(first, "丙", "applicant", "2025-02-01")))
        assert judge.fault(keys.record(first, "丙", "applicant", "2025-02-01", settled=True)) is None


def faults(*rosters: Any) -> list[str]:
    return [message for _, _, message, _ in chain_faults(rosters, SETTINGS)]


class TestChain:
    """Each version is signed by enough managers of the one before, and of its own."""

    def test_a_good_chain(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """Two versions."""
        first = keys.roster(people, ["甲", "乙"])
        assert faults(first, keys.roster(people, ["甲", "乙"], first)) == []

    def test_one_signature_is_not_enough(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """The threshold is two."""
        first = keys.roster(people, ["甲", "乙"])
        assert faults(first, keys.roster(people, ["甲"], first)) == [
            "第2版签批名册要有上一版的2个管理人签名，有效的只有1个",
            "第2版签批名册要有本版的2个管理人签名，有效的只有1个",
        ]

    def test_new_managers_cannot_enthrone_themselves(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """They need those of the version before."""
        first = keys.roster(people, ["甲", "乙"])
        usurpers = [keys.person("戊", "county-government"), keys.person("己", "publisher")]
        assert faults(first, keys.roster(usurpers, ["戊", "己"], first)) == [
            "第2版签批名册要有上一版的2个管理人签名，有效的只有0个"
        ]

    def test_the_old_threshold_rules(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """A version that lowers it to one needs two."""
        first = keys.roster(people, ["甲", "乙"])
        assert faults(first, keys.roster(people, ["甲"], first, 门槛=1)) == [
            "第2版签批名册要有上一版的2个管理人签名，有效的只有1个"
        ]

    def test_one_key_under_two_names(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """To meet a threshold twice."""
        twin = {**people[0], "姓名": "甲甲"}
        assert "甲甲与甲是同一把公钥" in faults(keys.roster([people[0], twin], ["甲"], 门槛=1))

    def test_a_version_edited_afterwards(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """The attacker adds himself to the first version: its signatures, and the link to it, break."""
        first = keys.roster(people, ["甲", "乙"])
        second = keys.roster(people, ["甲", "乙"], first)
        forged = first._replace(
            content={**first.content, "人员": [*people, keys.person("戊", "county-government")]}
        )
        told = faults(forged, second)
        assert "第1版签批名册要有本版的2个管理人签名，有效的只有0个" in told
        assert "与上一版签批名册接不上" in told

    def test_a_missing_version(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """The chain has no gap."""
        first = keys.roster(people, ["甲", "乙"])
        assert "缺少第1版签批名册" in faults(keys.roster(people, ["甲", "乙"], first))

    def test_an_unsound_version_judges_nothing(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """Nor does any after it."""
        first = keys.roster(people, ["甲", "乙"])
        second = keys.roster(people, ["甲"], first)
        judge = authority(first, second)
        assert judge.present == first
        assert judge.fault(keys.record(second, "甲", "county-bianban", "2025-06-02"))

    def test_the_procedure_it_vouches_for(self, keys: Keys, people: list[dict[str, Any]]) -> None:
        """A procedure weakened in the settings is not the one the managers signed."""
        weak = [{"名称": "清单动态管理", "指纹": f"sha256:{'0' * 64}"}]
        assert faults(keys.roster(people, ["甲", "乙"], 程序=weak)) == [
            "shudi.yaml 里的程序与签批名册所载不一致"
        ]
