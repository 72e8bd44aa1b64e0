"""Reading the PDFs we make."""

import io

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All text of all pages, in reading order, without the breaks of lines."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join(page.extract_text().replace("\n", "") for page in pages)
