"""Where things lie, and how we speak to the person at the terminal."""

import contextlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class Trouble(Exception):
    """Something the person at the terminal must know or do; shown without a traceback."""


def say(text: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stdout, flush=True)


def data_dir(default: str = "var") -> Path:
    """The data folder (`LINLI_DATA`), made when missing."""
    data = Path(os.environ.get("LINLI_DATA") or ROOT / default).resolve()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"cannot make the data folder {data}: {error.strerror}") from None
    return data


def keep_bytecode(data: Path) -> None:
    """Modules stay compiled between starts, also where nothing may be written beside them."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(data / "bytecode"))


def package(name: str) -> Path:
    """The folder of an installed package."""
    for found in VENV.glob(f"lib/python3*/site-packages/{name}"):
        return found
    raise Trouble(f"{name} is not installed: run script/setup")
