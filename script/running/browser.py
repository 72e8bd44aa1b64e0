"""Chromium for the browser tests, and a Chinese font for what they draw."""

import shutil

from running import debian

PACKAGES = ("chromium", "fonts-noto-cjk")
NAMES = ("chromium", "chromium-browser", "google-chrome")


def ensure() -> tuple[str, str]:
    """The path of a Chromium, or an empty path and the reason why there is none."""
    missing = [name for name in PACKAGES if not debian.has(name)]
    if missing and debian.allowed():
        debian.install(*missing)
    for name in NAMES:
        if found := shutil.which(name):
            return found, ""
    if debian.allowed():
        return "", "Debian's package chromium could not be installed"
    return "", "no Chromium here, and we may not install one (apt-get install chromium)"
