"""`shudi dossier`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from shudi_cli.canon import bytes_digest
from shudi_cli.report.width import display_width
from tests.changes.records import Trail, amended, change
from tests.cli.county import RIVERS, SAND, WELLS, Said, chapter, item
from tests.releases.issued import publish, records

Run = Callable[..., Said]
EVIL = "<script>alert(1)</script> | `a` *b* \x1b[31m"


@pytest.fixture
def filed(checkout: Any) -> Any:
    """CG-2026-001 approved (one stage on paper, one opinion void) and released; CG-2026-002 under way."""
    first = publish(checkout, "2026.1", day="2026-03-20", effective="2026-04-01")
    base = {"发布": "2026.1", "指纹": first.digest}
    trail = Trail(change(基于=base, 触发="基层有实际需求", 依据=[{"名称": "中华人民共和国水法"}]))
    trail.agree("county-bianban")
    trail.add("county-justice", person="申请人")
    trail.add("county-justice", 说明=EVIL)
    scan = {"文件": "04-city-bianban-1.pdf", "原名": "批文.pdf", "大小": 4, "指纹": bytes_digest(b"scan")}
    for clerk, unit in (("王五", "县委编办"), ("赵六", "县司法局")):
        trail.add(
            "city-bianban", day="2026-03-20", 方式="纸质", 文号="清办字〔2026〕7号",
            经办={"姓名": clerk, "单位": unit}, 附件=[scan], 所涉变更=["CG-2026-001"],
        )  # fmt: skip
    trail.add("city-justice", day="2026-03-21")
    trail.add("county-government", day="2026-03-25")
    assert trail.outcome == "已批准"
    new = {**SAND, "名称": "河道非法采砂的查处"}
    checkout.save(
        {
            **records(trail),
            "changes/CG-2026-001/attachments/04-city-bianban-1.pdf": b"scan",
            RIVERS: chapter("水务", 6, new, WELLS),
        },
        when="2026-06-01T09:00:00+08:00",
    )
    publish(checkout, "2026.2", day="2026-06-20", effective="2026-07-01", previous=first, trails=[trail])
    open_one = Trail(
        change(
            "CG-2026-002", day="2026-07-02", 类型="增", 事项=[amended(None, item("SD-06-003", "涉河项目"))]
        )
    )
    open_one.add("county-bianban", day="2026-07-05")
    checkout.save(records(open_one), when="2026-07-06T09:00:00+08:00")
    return checkout


def page(run: Run, filed: Any, number: str, form: str = "text") -> str:
    said = run("dossier", number, "--format", form, cwd=filed.path)
    assert (said.code, said.err) == (0, "")
    return said.out


def flat(text: str) -> str:
    """Text without its folding."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_whole_trail(run: Run, filed: Any, form: str) -> None:
    """Application, chain, both texts, every opinion (void ones with the reason), scans, and the release."""
    text = flat(re.sub(r"</?(?:del|ins)>|\\", "", page(run, filed, "CG-2026-001", form)))
    for word in (
        "2026-03-25批准入册", "随2026.2版（清办字〔2026〕2号，2026-07-01起生效）发布", "青山镇（申请人）",
        "基层有实际需求", "《中华人民共和国水法》", "河道非法采砂", "已同意03-03", "意见（7份）",
        "这份意见不算数：", "清办字〔2026〕7号", "纸质", "批文.pdf，存为04-city-bianban-1.pdf（4字节",
        bytes_digest(b"scan"), "县委县政府：同意（2026-03-25）",
    ):  # fmt: skip
        assert flat(word) in text, word
    assert flat("还缺什么") in text
    assert "没有。" in text


def test_what_is_missing(run: Run, filed: Any) -> None:
    """Under way: who is waited for; a scan that is gone or changed is named."""
    assert "· 县级报送：县司法局的意见" in page(run, filed, "CG-2026-002").splitlines()
    scan = filed.path / "changes/CG-2026-001/attachments/04-city-bianban-1.pdf"
    scan.write_bytes(b"SCAN")
    assert "附件“04-city-bianban-1.pdf”与登记时不同" in flat(page(run, filed, "CG-2026-001"))
    scan.unlink()
    text = page(run, filed, "CG-2026-001")
    assert text.count("· 附件“04-city-bianban-1.pdf”不见了") == 1


def test_an_edited_change_voids_every_opinion(run: Run, filed: Any) -> None:
    """One character of the change edited, and the page shows each opinion as void."""
    file = filed.path / "changes/CG-2026-002/change.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("涉河项目", "涉河项月"), encoding="utf-8")
    assert "这份意见不算数：出具以后变更的内容改过" in page(run, filed, "CG-2026-002")


def test_text_fits(run: Run, filed: Any) -> None:
    """Every line fits the screen and is in GBK; nothing reaches the terminal raw."""
    for number in ("CG-2026-001", "CG-2026-002"):
        text = page(run, filed, number)
        assert max(map(display_width, text.splitlines())) <= 80
        assert "\x1b" not in text
        text.encode("gbk")


def test_html_is_safe_and_self_contained(run: Run, filed: Any, tmp_path: Path) -> None:
    """The page fetches nothing, runs nothing, and is laid out for A4."""
    file = tmp_path / "案卷.html"
    said = run("dossier", "CG-2026-001", "--format", "html", "--output", str(file), cwd=filed.path)
    assert (said.code, said.out) == (0, "")
    text = file.read_text(encoding="utf-8")
    assert not {"script", "link", "img", "iframe"} & set(re.findall(r"<([a-z0-9]+)", text))
    assert "url(" not in text
    assert "@page { size: A4" in text
    assert 'class="chain"' in text


def test_markdown_renders(run: Run, filed: Any) -> None:
    """Markdown shows what a clerk wrote as text, in tables."""
    text = MarkdownIt("commonmark").enable("table").render(page(run, filed, "CG-2026-001", "markdown"))
    assert "&lt;script&gt;" in text
    assert "<h2>清单变更案卷 CG-2026-001</h2>" in text


def test_an_unknown_change(run: Run, filed: Any) -> None:
    """A number that is none is exit 2, with the nearest."""
    said = run("dossier", "CG-2026-009", cwd=filed.path)
    assert (said.code, said.out) == (2, "")
    assert "没有变更“CG-2026-009”" in said.err


def test_looking_never_writes(run: Run, filed: Any) -> None:
    """The page is made from the records as they are, and leaves them so."""

    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in filed.path.rglob("*") if path.is_file()}

    before = state()
    for form in ("text", "markdown", "html"):
        page(run, filed, "cg-2026-001", form)
    assert state() == before
