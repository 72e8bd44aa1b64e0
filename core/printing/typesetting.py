"""Setting page data as a tagged PDF (PDF/UA-1 and PDF/A-2a) with typst.

In a process of its own, because typst keeps memory from report to report. No fonts of the
system are used but those found through the setting, so the same data gives the same pages.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings

SECONDS = 120
FAMILY = "Noto Sans CJK SC"
DEBIAN_FONTS = Path("/usr/share/fonts/opentype/noto")


class TypesettingFailed(Exception):
    """typst did not make the page; the message is its own."""


def font_folder() -> Path:
    """Where the Chinese font lies: the setting, Debian's fonts-noto-cjk, or our package's.

    Raises TypesettingFailed when none is there, because the page would be all boxes.
    """
    package = find_spec("manimgx_fonts_cjk")
    places = [
        Path(settings.LINLI_FONTS) if settings.LINLI_FONTS else None,
        DEBIAN_FONTS,
        Path(package.origin).parent if package and package.origin else None,
    ]
    for place in places:
        if place and any(place.glob("NotoSansCJK*")):
            return place
    raise TypesettingFailed("no Noto Sans CJK font: install fonts-noto-cjk or set LINLI_FONTS")


def typeset(page: dict[str, Any], template: Path) -> bytes:
    """The PDF of this data by a typst template. Raises TypesettingFailed with the reason."""
    asked = {"data": page, "fonts": str(font_folder()), "template": str(template)}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, data on stdin
            [sys.executable, str(Path(__file__).with_name("typst_process.py"))],
            input=json.dumps(asked, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise TypesettingFailed(f"typst took longer than {SECONDS} s") from slow
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise TypesettingFailed(done.stderr.decode(errors="replace")[-500:])
    return done.stdout
