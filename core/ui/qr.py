"""QR codes for paper: the way from a printed sheet back to its page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """A QR code as inline SVG without inline style, 4 modules of margin."""
    code = segno.make(text, error="m")
    # segno draws shapes only; the text is encoded into modules, never written into the markup
    return mark_safe(code.svg_inline(scale=4, border=4, omitsize=True, svgclass="qr"))  # noqa: S308
