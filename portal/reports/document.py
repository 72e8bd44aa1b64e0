"""A report as a Word document, to be taken on with: headings, real tables, nothing drawn."""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT, EAST_ASIAN = "Arial", "Microsoft YaHei"
SOFT, RED = RGBColor(0x5B, 0x64, 0x70), RGBColor(0xB3, 0x21, 0x2A)
WIDE_FROM = 7  # columns from which a page lies on its side


def document_of(snapshot: dict[str, Any]) -> bytes:
    """The report as DOCX: the summary, the figures with their definitions, every table."""
    book = Document()
    _set_up(book, snapshot)
    book.add_heading(snapshot["heading"], level=0)
    _quiet(book, snapshot["subtitle"])
    for sentence in snapshot.get("sentences") or [snapshot["summary"]]:
        book.add_paragraph(sentence)
    words = snapshot["words"]
    book.add_heading(words["figures"], level=1)
    head = [snapshot["csv_header"][n] for n in (4, 5, 6, 7)]
    figures = [[f["label"], f["shown"], f["unit"], f["change"]] for f in snapshot["figures"]]
    _table(book, head, figures, {1})
    for chart in snapshot["charts"]:
        book.add_heading(chart["title"], level=1)
        series = chart["series"]
        rows = [
            [label, *(f"{s['values'][n]:,.2f}".rstrip("0").rstrip(".") for s in series)]
            for n, label in enumerate(chart["labels"])
        ]
        numbers = set(range(1, len(series) + 1))
        _table(book, [chart["axis"], *(s["label"] for s in series)], rows, numbers)
    for table in snapshot["tables"]:
        book.add_heading(table["title"], level=1)
        if table["rows"]:
            labels = [c["label"] for c in table["columns"]]
            _table(book, labels, table["rows"], set(table["numbers"]))
        _quiet(book, table["note"] if table["rows"] else table["empty"])
    book.add_heading(words["definitions"], level=1)
    for figure in snapshot["figures"]:
        line = book.add_paragraph()
        line.add_run(f"{figure['label']}  ").bold = True
        line.add_run(f"{figure['definition']} ({figure['unit_name']})")
    _quiet(book, words["method"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(book: Any, snapshot: dict[str, Any]) -> None:
    """A4, one font for both scripts, the language, who publishes it."""
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if max((len(t["columns"]) for t in snapshot["tables"]), default=0) >= WIDE_FROM:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    for name in ("Normal", "Title", "Heading 1"):
        style = book.styles[name]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    book.styles["Normal"].font.size = Pt(10.5)
    book.styles["Title"].font.size = Pt(20)
    book.styles["Heading 1"].font.size = Pt(13)
    for name in ("Title", "Heading 1"):
        book.styles[name].font.color.rgb = RED
    language = OxmlElement("w:lang")
    tag = "zh-CN" if snapshot["language"].startswith("zh") else "en-GB"
    language.set(qn("w:val"), tag)
    language.set(qn("w:eastAsia"), "zh-CN")
    book.styles["Normal"].element.get_or_add_rPr().append(language)
    about = book.core_properties
    about.title, about.author, about.comments = snapshot["title"], snapshot["publisher"], ""
    about.language = tag
    footer = section.footer.paragraphs[0]
    footer.text = f"{snapshot['words']['made']}  ·  {snapshot['code']}"


def _quiet(book: Any, text: str) -> None:
    if text:
        run = book.add_paragraph().add_run(text)
        run.font.size, run.font.color.rgb = Pt(9), SOFT


def _table(book: Any, head: list[str], rows: list[list[Any]], numbers: set[int]) -> None:
    """Rows under a head that stands again on every page; written cell by cell in one pass."""
    table = book.add_table(rows=0, cols=len(head), style="Table Grid")
    for n, values in enumerate([head, *rows]):
        row = table.add_row()
        mark = OxmlElement("w:tblHeader" if n == 0 else "w:cantSplit")
        row._tr.get_or_add_trPr().append(mark)
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            line = cell.paragraphs[0]
            run = line.add_run(str(value))
            run.font.size, run.bold = Pt(9), n == 0
            if column in numbers:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
