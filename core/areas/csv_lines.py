"""Reading CSV files that people made in Excel, with the line number of whatever is wrong."""

import csv
from collections.abc import Iterator
from pathlib import Path

UTF16 = (b"\xff\xfe", b"\xfe\xff")
BOM = b"\xef\xbb\xbf"


class BadLine(ValueError):
    """A line of an imported file is wrong; `line` counts from 1, the header included."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def _decoded(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for line, raw in enumerate(file, start=1):
            if line == 1 and raw.startswith(UTF16):
                raise BadLine(1, "the file is UTF-16; save it as “CSV UTF-8”")
            try:
                text = (raw.removeprefix(BOM) if line == 1 else raw).decode()
            except UnicodeDecodeError as error:
                raise BadLine(line, "not UTF-8 (GBK?); save the file as “CSV UTF-8”") from error
            if "\0" in text:
                raise BadLine(line, "contains a NUL character")
            yield text


def read_lines(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) of a UTF-8 CSV file, with or without BOM; values are stripped.

    The header must name exactly these columns, in any order. Empty lines are skipped. Raises
    BadLine for a wrong header, a wrong number of values, or another encoding.
    """
    reader = csv.reader(_decoded(path), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if sorted(header) != sorted(columns):
            raise BadLine(1, f"the header must be {','.join(columns)}")
        for values in reader:
            if not any(values):
                continue
            if len(values) != len(header):
                raise BadLine(reader.line_num, f"{len(values)} values instead of {len(header)}")
            yield reader.line_num, dict(zip(header, map(str.strip, values), strict=True))
    except csv.Error as error:
        raise BadLine(reader.line_num, f"not readable as CSV ({error})") from error
