"""How heavy a page is: its style sheets and scripts as they travel, compressed."""

import gzip
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

APART = ("vendor/echarts.common.min.js", "vendor/leaflet/")  # loaded only where they are used
LOADED = """[...performance.getEntriesByType('resource')].map(e => e.name)
    .filter(name => /\\.(css|js)$/.test(new URL(name).pathname))"""


@cache
def travelling(path: str) -> int:
    """Bytes of one file of ours under gzip."""
    found = finders.find(path)
    assert found, f"{path} is not one of our files"
    return len(gzip.compress(Path(found).read_bytes(), 6))


def weight(page: Any) -> int:
    """Bytes of CSS and JS of the page as it stands, charts and map apart."""
    names = {urlsplit(url).path.removeprefix("/static/") for url in page.evaluate(LOADED)}
    return sum(travelling(name) for name in names if not name.startswith(APART))
