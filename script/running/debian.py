"""Debian's packages, for those who may install them."""

import functools
import os
import shutil
import subprocess

from running.places import say

ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive"}


def allowed() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install these, if we may. Whether they are there now."""
    if not allowed():
        return False
    say(f"installing {' '.join(packages)}")
    _update()
    return _apt("install", "-y", "--no-install-recommends", *packages)


def has(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    command = ["dpkg-query", "-W", "-f=${Status}", package]
    asked = subprocess.run(command, capture_output=True, text=True)
    return asked.stdout == "install ok installed"


@functools.cache
def _update() -> bool:
    return _apt("update")


def _apt(*arguments: str) -> bool:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    return done.returncode == 0
