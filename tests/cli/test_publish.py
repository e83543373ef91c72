"""`shudi publish`: the next release is made, recorded, tagged and written out, or refused in a sentence."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.changes.histories import CLERK, History, Keys, removed, renamed
from tests.cli.acting import rewritten
from tests.cli.county import RIVERS, Said

Run = Callable[..., Said]
NUMBER = "清办发〔2026〕9号"
WORDS = ("publish", "--number", NUMBER, "--effective", "2026-12-01", "--by", CLERK)


@pytest.fixture
def baseline(git: Callable[..., Any]) -> Any:
    """A county that has published nothing yet."""
    return History().save_to(git())


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A county with a first release, and one change approved since."""
    county = History()
    county.publish("2026.1")
    county.decide({"SD-06-001": renamed("河道非法采砂的查处")})
    return county.save_to(git())


def saved(checkout: Any) -> str:
    """What is saved by now: the newest version and every tag."""
    return str(checkout.run("rev-parse", "HEAD") + checkout.run("tag", "--list"))


def refused(run: Run, office: Any, *words: str) -> str:
    """What is said of a publication that is refused: exit 2, nothing recorded, nothing written."""
    before = saved(office)
    said = run(*(words or WORDS), "--yes", cwd=office.path)
    assert said.code == 2, said.out
    assert saved(office) == before
    assert not (office.path / "published").exists()
    assert len(said.err.strip().split("\n")) == 2, said.err
    return said.err


def test_the_first_release(run: Run, baseline: Any) -> None:
    """The baseline takes the saved lists as they are; it is recorded, tagged, and written out in two editions."""
    said = run(*WORDS, "--yes", cwd=baseline.path)
    assert said.code == 0, said.err
    assert "这是第一个正式版本" in said.out
    assert "已发布 2026.1 版，2026-12-01 起生效" in said.out
    assert baseline.run("log", "-1", "--format=%s%n%an") == f"发布清平县清单 2026.1 版\n{CLERK}"
    assert baseline.run("diff", "--name-only", "HEAD~1") == "releases/2026.1.yaml"
    assert sorted(path.name for path in (baseline.path / "published/2026.1").iterdir()) == [
        "2026.1-internal-responsibility.csv",
        "2026.1-internal-responsibility.docx",
        "2026.1-internal.json",
        "2026.1-internal.xlsx",
        "2026.1-public-responsibility.csv",
        "2026.1-public-responsibility.docx",
        "2026.1-public.json",
        "2026.1-public.xlsx",
    ]
    assert run("validate", cwd=baseline.path).code == 0


def test_the_tag_says_what_it_is(run: Run, baseline: Any) -> None:
    """An annotated tag on the release's version, with number, 文号, days and digest in its text."""
    run(*WORDS, "--yes", cwd=baseline.path)
    text = baseline.run("cat-file", "tag", "release/2026.1")
    manifest = json.loads((baseline.path / "published/2026.1/2026.1-public.json").read_bytes())
    assert f"object {baseline.run('rev-parse', 'HEAD')}" in text
    for told in ("2026.1", NUMBER, "生效日期：2026-12-01", manifest["版本指纹"]):
        assert told in text


def test_the_next_release_takes_in_what_was_approved(run: Run, office: Any) -> None:
    """It names the changes with the numbers of their papers, and is chained to the one before."""
    said = run(*WORDS, "--yes", cwd=office.path)
    assert said.code == 0, said.err
    assert "CG-2026-001 改 SD-06-001 河道非法采砂的查处（清办字〔2026〕1号）" in said.out.replace(
        "\n    ", ""
    )
    text = (office.path / "releases/2026.2.yaml").read_text(encoding="utf-8")
    assert "编号: CG-2026-001" in text
    assert "05-county-government.yaml" in text
    assert run("validate", cwd=office.path).code == 0
    again = refused_again(run, office)
    assert "什么也没有改" in again


def refused_again(run: Run, office: Any) -> str:
    """Publishing once more, right afterwards."""
    words = ("publish", "--number", "清办发〔2026〕10号", "--effective", "2026-12-01", "--by", CLERK, "--yes")
    said = run(*words, cwd=office.path)
    assert said.code == 2
    return said.err


def test_trying_writes_nothing(run: Run, office: Any) -> None:
    """`--dry-run` tells number, changes, totals, digest and files; the digest is the one published afterwards."""
    before = saved(office)
    said = run(*WORDS, "--dry-run", cwd=office.path)
    assert (said.code, saved(office)) == (0, before)
    assert not (office.path / "published").exists()
    for told in ("2026.2 版", "CG-2026-001", "领域 2，事项 3，批次 1", "2026.2-public.json", "没有发布"):
        assert told in said.out
    digest = next(line for line in said.out.split("\n") if "版本指纹" in line).split("（")[0].strip()
    assert digest in run(*WORDS, "--yes", cwd=office.path).out


def test_nobody_to_ask(run: Run, office: Any) -> None:
    """In a pipe --yes must say so."""
    said = run(*WORDS, cwd=office.path)
    assert (said.code, "--yes" in said.err) == (2, True)
    assert not (office.path / "releases/2026.2.yaml").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--number", "清办发[2026]9号"), "不是文号的写法"),
        (("--number", "清办发〔2026〕1号"), "在 2026.1 版用过"),
        (("--effective", "2026-01-05"), "早于发布日期"),
        (("--date", "2999-01-01", "--effective", "2999-01-02"), "还没有到"),
        (("--date", "2026-01-05"), "早于上一版 2026.1"),
        (("--date", "2026-01-08"), "晚于发布日期"),
        (("--date", "2026-13-01"), "没有“2026-13-01”这一天"),
        (("--unit", "县司法局"), "由县委编办发布"),
    ],
)
def test_what_is_said_wrong(run: Run, office: Any, words: tuple[str, ...], told: str) -> None:
    """Each in a sentence with a next step."""
    assert told in refused(run, office, *WORDS, *words)


@pytest.mark.parametrize("missing", ["--number", "--effective"])
def test_what_is_not_said(run: Run, office: Any, missing: str) -> None:
    """文号 and 生效日期 have no default."""
    place = WORDS.index(missing)
    assert missing in refused(run, office, *WORDS[:place], *WORDS[place + 2 :])


def test_edits_nobody_saved(run: Run, office: Any) -> None:
    """A list's edits are to be applied for, others to be saved; the files are named."""
    units = (office.path / "units.yaml").read_text(encoding="utf-8")
    office.write({RIVERS: rewritten(名称="改了")})
    said = refused(run, office)
    assert all(told in said for told in (RIVERS, "SD-06-001", "shudi propose"))
    office.run("checkout", "--", RIVERS)
    office.write({"units.yaml": units + "# 又一家\n"})
    said = refused(run, office)
    assert all(told in said for told in ("units.yaml", "shudi save"))
    office.run("checkout", "--", "units.yaml")
    office.write({"releases/2026.1.yaml": "坏: 了\n"})
    assert "案卷里的记录" in refused(run, office)


def test_edits_before_the_first_release(run: Run, baseline: Any) -> None:
    """Lists not yet published are saved, not applied for."""
    baseline.write({RIVERS: rewritten(名称="改了")})
    assert "shudi save" in refused(run, baseline)


def test_edits_nobody_approved(run: Run, office: Any) -> None:
    """Someone saved an edit past the procedure: the items are named."""
    office.save({RIVERS: rewritten(名称="偷偷改的")})
    said = refused(run, office)
    assert all(told in said for told in ("SD-06-001", "2026.1 版加上批准的变更不符"))


def test_a_change_that_cannot_enter(run: Run, git: Callable[..., Any]) -> None:
    """Two approved changes of one item: the later must be renewed first."""
    county = History()
    county.publish("2026.1")
    first = county.propose({"SD-06-001": renamed("甲")})
    second = county.propose({"SD-06-001": renamed("乙")})
    county.agree(first)
    county.enter(first)
    county.agree(second)
    said = refused(run, county.save_to(git()))
    assert all(told in said for told in (second, "入不了册", f"shudi propose --renew {second}"))


def test_errors_are_not_published(run: Run, git: Callable[..., Any]) -> None:
    """What `shudi validate` calls an error keeps a release from being made."""
    county = History()
    county.edit(RIVERS, "县水务局", "县水利局")
    assert "【U1" in refused(run, county.save_to(git()))


@pytest.mark.parametrize("how", ["plain", "silenced", "switched off"])
def test_private_numbers_are_never_published(run: Run, git: Callable[..., Any], how: str) -> None:
    """Whatever the county thinks of the rule."""
    county = History()
    comment = "  # shudi: 忽略 P101 理由：领导要求" if how == "silenced" else ""
    county.edit(RIVERS, "查处河道非法采砂中的违法行为。", f"查处违法行为，电话13800000000。{comment}")
    if how == "switched off":
        county.replace("shudi.yaml", county.files["shudi.yaml"] + "规则:\n  P101: 关闭\n".encode())
    assert "手机号码" in refused(run, county.save_to(git()))


def test_no_private_number_in_what_is_said_of_a_release(run: Run, office: Any) -> None:
    """The manifest is public: its 说明 is refused."""
    said = refused(run, office, *WORDS, "--note", "联系 13912345678")
    assert "“说明”里有手机号码（139****）" in said


def test_no_private_number_among_the_items_that_went(run: Run, git: Callable[..., Any]) -> None:
    """`list.yaml` is public as well, whoever wrote the reason into it."""
    county = History()
    county.publish("2026.1")
    county.decide({"SD-06-002": removed}, trigger="已明确不宜列入", reason="请联系张三13812345678")
    assert "手机号码（138****）" in refused(run, county.save_to(git()))


@pytest.mark.parametrize("now", [None, b"another scan"])
def test_evidence_is_missing(run: Run, git: Callable[..., Any], now: bytes | None) -> None:
    """A scan that an approval rests on is gone, or is another."""
    county = History()
    county.publish("2026.1")
    number = county.propose({"SD-06-001": renamed("甲")})
    county.agree(number, "county-bianban", "county-justice")
    county.attach(number, "03-city-bianban-1.pdf")
    for clerk, unit in (("登记人一", "县委编办"), ("登记人二", "县司法局")):
        county.paper(number, "city-bianban", clerk, unit, "03-city-bianban-1.pdf", 日期="2026-01-12")
    county.agree(number, "city-justice", "county-government")
    county.enter(number)
    office = county.save_to(git())
    assert run(*WORDS, "--dry-run", cwd=office.path).code == 0
    office.save({f"changes/{number}/attachments/03-city-bianban-1.pdf": now})
    said = refused(run, office)
    assert all(told in said for told in (number, "03-city-bianban-1.pdf"))


def test_nothing_private_in_the_public_edition(run: Run, git: Callable[..., Any]) -> None:
    """备注 is for the office; the internal edition says 内部 on its face, every file which release it is."""
    county = History()
    county.edit(RIVERS, "    批次: 1\n", "    批次: 1\n    备注: 只给编办看\n")
    office = county.save_to(git())
    run(*WORDS, "--yes", "--output", "成品", cwd=office.path)
    for path in (office.path / "成品").iterdir():
        text = path.read_bytes().decode(
            "utf-8-sig", "ignore"
        )  # the parts of office files are stored as they are
        internal = "internal" in path.name
        # Word has the columns that the county prints; 备注 is none of them.
        assert ("只给编办看" in text, "内部" in text) == (internal and path.suffix != ".docx", internal)
        assert all(told in text for told in ("2026.1", NUMBER, "2026-12-01", "sha256:"))


def test_no_cell_is_a_formula(run: Run, git: Callable[..., Any]) -> None:
    """Whatever an item is called, a spreadsheet shows it and runs nothing."""
    county = History()
    county.edit(RIVERS, "名称: 河道非法采砂\n", "名称: '=1+1'\n")
    office = county.save_to(git())
    run(*WORDS, "--yes", cwd=office.path)
    raw = (office.path / "published/2026.1/2026.1-public-responsibility.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[3][3] == "'=1+1"


def test_the_release_stands_when_its_files_cannot_be_written(run: Run, office: Any) -> None:
    """A file stands where the folder should be: words say so, and how to write them again."""
    (office.path / "published").write_text("", encoding="utf-8")
    said = run(*WORDS, "--yes", cwd=office.path)
    assert said.code == 2
    assert "2026.2 版已经发布，成品没有写全" in said.err
    assert "shudi publish --rewrite 2026.2" in said.err
    (office.path / "published").unlink()
    assert run("publish", "--rewrite", "2026.2", cwd=office.path).code == 0
    assert (office.path / "published/2026.2/2026.2-public.json").is_file()


def test_written_again_it_is_the_same(run: Run, office: Any) -> None:
    """Same release, same bytes, whatever happened since."""
    run(*WORDS, "--yes", cwd=office.path)
    office.save({"units.yaml": (office.path / "units.yaml").read_text(encoding="utf-8") + "# 又一家\n"})
    assert run("publish", "--rewrite", "2026.2", "--output", "又", cwd=office.path).code == 0
    first, again = (
        {path.name: path.read_bytes() for path in (office.path / name).iterdir()}
        for name in ("published/2026.2", "又")
    )
    assert first == again


def test_two_counties_in_one_repository(run: Run, git: Callable[..., Any]) -> None:
    """Each has its own tags, and its own folder of files."""
    county = History()
    files = {f"{name}/{file}": raw for name in ("qingping", "baishan") for file, raw in county.files.items()}
    office = git(files)
    for name in ("qingping", "baishan"):
        said = run(*WORDS, "--yes", cwd=office.path / name)
        assert said.code == 0, said.err
        assert (office.path / "published" / name / "2026.1/2026.1-public.json").is_file()
    assert office.run("tag", "--list").split() == ["release/baishan/2026.1", "release/qingping/2026.1"]


@pytest.fixture
def keyed(git: Callable[..., Any], tmp_path: Path) -> tuple[Any, Keys]:
    """A county that signs with keys, with one change approved since its first release."""
    keys = Keys(tmp_path)
    county = History(keys=keys)
    county.publish("2026.1")
    county.decide({"SD-06-002": removed}, trigger="已明确不宜列入")
    return county.save_to(git()), keys


def test_signed_with_the_publishers_key(run: Run, keyed: tuple[Any, Keys]) -> None:
    """The manifest carries the signature; no key material is written or shown."""
    office, keys = keyed
    said = run(*WORDS, "--yes", "--key", keys.of(CLERK), cwd=office.path)
    assert said.code == 0, said.err
    assert "BEGIN SSH SIGNATURE" in (office.path / "releases/2026.2.yaml").read_text(encoding="utf-8")
    assert run("validate", cwd=office.path).code == 0
    secret = keys.of(CLERK).read_text().split("\n")[1]
    kept = subprocess.run(
        ["git", "grep", "-F", secret, "HEAD"], cwd=office.path, capture_output=True, check=False
    )
    assert (secret in said.out + said.err, kept.returncode) == (False, 1)


def test_signed_by_someone_else(run: Run, keyed: tuple[Any, Keys]) -> None:
    """Not with another's key, not by who is no publisher, not without a key."""
    office, keys = keyed
    assert "不是编办的人在签批名册里的密钥" in refused(run, office, *WORDS, "--key", str(keys.of("甲")))
    assert "不担任发布" in refused(run, office, *WORDS, "--by", "甲", "--key", str(keys.of("甲")))
    assert "没有编办的人的密钥" in refused(run, office)
