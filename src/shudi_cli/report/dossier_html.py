"""案卷 as one self-contained HTML page, to print on A4 and file."""

from __future__ import annotations

from typing import TextIO

from shudi_cli.acts.filing import Dossier
from shudi_cli.report.dossier import blocks, title_of
from shudi_cli.report.look import Look
from shudi_cli.report.paper_html import Html, write_page

_STYLE = """
.facts th { width: 7rem; font-weight: normal; color: #555; }
.chain { display: flex; flex-wrap: wrap; list-style: none; margin: .6rem 0 1rem; padding: 0; gap: .5rem 0; }
.chain li { flex: 1 1 8rem; padding: 0 .8rem .3rem 0; border-top: 3px solid #bbb; position: relative; margin-top: .5rem; break-inside: avoid; }
.chain li::before { content: ""; position: absolute; top: -.55rem; left: 0; width: .7rem; height: .7rem; border: 2px solid #bbb; border-radius: 50%; background: #fff; }
.chain b { display: block; margin-top: .5rem; } .chain span { display: block; font-size: .85rem; color: #555; }
.chain .done { border-color: #06622a; } .chain .done::before { background: #06622a; border-color: #06622a; }
.chain .now b { color: #a00; } .chain .now::before { border-color: #a00; }
.chain .ended { border-color: #a00; } .chain .ended::before { background: #a00; border-color: #a00; }
.chain .ahead b { color: #777; font-weight: normal; }
@page { size: A4; margin: 20mm 18mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; line-height: 1.5; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .facts { break-inside: avoid; } h3 + p { break-after: avoid; }
  table { width: calc(100% - 1px); }
  .chain li { flex-basis: 5rem; }
}
"""


def write(dossier: Dossier, out: TextIO, look: Look) -> None:
    """Write the page."""
    del look
    write_page(title_of(dossier), blocks(dossier, Html()), out, _STYLE)
