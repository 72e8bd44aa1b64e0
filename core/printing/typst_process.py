"""The short-lived process that runs typst: JSON in, PDF out. It knows nothing of Django."""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    asked = json.load(sys.stdin.buffer)
    template = Path(asked["template"])
    compiler = typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(asked["data"], ensure_ascii=False)},
    )
    sys.stdout.buffer.write(compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"]))


if __name__ == "__main__":
    main()
