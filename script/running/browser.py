"""Chromium for the browser tests, a Chinese font for what they draw, and what drives it."""

import shutil
import subprocess

from running import debian
from running.places import PYTHON

# libatomic1 is what the driver's Node wants and a bare Debian has not
PACKAGES = ("fonts-noto-cjk", "libatomic1")
# the first is Chromium without its windows: the same pages for a seventh less work
BROWSERS = ("chromium-headless-shell", "chromium")
NAMES = (*BROWSERS, "chromium-browser", "google-chrome")


def ensure() -> tuple[str, str]:
    """The path of a Chromium we can drive, or an empty path and the reason why there is none."""
    missing = [name for name in PACKAGES if not debian.has(name)]
    if missing:
        debian.install(*missing)
    any(debian.has(name) or debian.install(name) for name in BROWSERS)  # the first there is
    if trouble := _driver_trouble():
        return "", f"what drives Chromium does not start: {trouble}"
    if path := found():
        return path, ""
    if debian.allowed():
        return "", "Debian's package chromium could not be installed"
    return "", "no Chromium here, and we may not install one (apt-get install chromium)"


def found() -> str:
    """The path of the Chromium there is, or nothing."""
    return next(filter(None, map(shutil.which, NAMES)), "")


def _driver_trouble() -> str:
    """The last line of what Playwright's driver says instead of its version; empty if it runs."""
    done = subprocess.run(
        [str(PYTHON), "-m", "playwright", "--version"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    said = (done.stderr or done.stdout).strip().splitlines()
    return (said[-1] if said else f"exit {done.returncode}") if done.returncode else ""
