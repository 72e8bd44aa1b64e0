"""The environment, and where things lie on the disk."""

from pathlib import Path

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[3]
DATA_DIR = Path(env.str("LINLI_DATA", default=str(BASE_DIR / "var"))).resolve()
