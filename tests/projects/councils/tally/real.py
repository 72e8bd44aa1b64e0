"""Where the real elections are: PABULIB_FILES, or the folder beside the checkout."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
FOLDER = Path(os.environ.get("PABULIB_FILES", ROOT.parent / "shared" / "data" / "pabulib"))


def real_election(name: str) -> bytes:
    path = FOLDER / f"{name}.pb"
    if not path.is_file():
        pytest.skip(f"no {path.name} here; set PABULIB_FILES to the folder with the elections")
    return path.read_bytes()
