"""`script/translate compile|check`."""

import sys
from pathlib import Path

from translations import catalogue, sources

LOCALE = Path("locale")
LANGUAGES = ["zh_Hans"]


def compile_all() -> int:
    """Merge the rooms' catalogues of each language into its django.mo."""
    problems = []
    for language in LANGUAGES:
        merged = catalogue.read(LOCALE / language / "LC_MESSAGES")
        problems += merged.problems
        if not merged.problems:
            merged.write(LOCALE / language / "LC_MESSAGES" / "django.mo")
    return _report(problems)


def check() -> int:
    """Every string of the sources has a translation with the same placeholders."""
    wanted = sources.messages()
    problems = []
    for language in LANGUAGES:
        merged = catalogue.read(LOCALE / language / "LC_MESSAGES")
        problems += merged.problems
        problems += merged.missing(wanted)
        for unused in merged.unused(wanted):
            print(f"warning: {unused}", file=sys.stderr)
    return _report(problems)


def _report(problems: list[str]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problem(s) in the translations", file=sys.stderr)
    return 1 if problems else 0


COMMANDS = {"compile": compile_all, "check": check}

if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command not in COMMANDS:
        sys.exit("usage: script/translate compile|check")
    sys.exit(COMMANDS[command]())
