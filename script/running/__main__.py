"""`python -m running setup|server|test`."""

import os
import sys

from running import checks, requirements, server
from running.places import ROOT, Trouble

COMMANDS = {"setup": requirements.main, "server": server.main, "test": checks.main}


def main() -> int:
    os.environ.pop("PYTHONPATH", None)  # ours; children have their own
    os.chdir(ROOT)
    command, *rest = sys.argv[1:] or [""]
    if command not in COMMANDS:
        print(f"usage: python -m running {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[command](rest)
    except Trouble as trouble:
        print(f"\nlinli: {trouble}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


sys.exit(main())
