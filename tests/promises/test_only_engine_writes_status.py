"""Only the engine writes the status of a matter: read off the syntax trees of all code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "centres", "volunteers", "projects", "portal", "script")
ENGINE = ROOT / "core" / "workflow"
# Rows with a status of their own and no transition table; what each file writes it on.
NOT_A_MATTER = {
    "core/notices": "Notice: the outbox, whose moves the database itself checks",
    "core/api/idempotency.py": "RememberedAnswer: an HTTP status",
}
SQL = re.compile(r"\bUPDATE\b.*\bSET\b[^;]*\bstatus\s*=", re.IGNORECASE | re.DOTALL)
CLOCK = {"status", "status_since", "due_at", "counted"}


def written(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each line that assigns a status, in any of the ways Django has for it."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets):
                yield from _attributes(targets)
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                yield from _attributes([target])
            case ast.Constant(value=str(text)) if SQL.search(text):
                yield node.lineno, "UPDATE … SET status"
            case ast.Call(func=func, args=args, keywords=keywords):
                yield from _call(node, func, args, keywords)


def _attributes(targets: list[ast.expr]) -> Iterator[tuple[int, str]]:
    for target in targets:
        for leaf in ast.walk(target):
            match leaf:
                case ast.Attribute(attr=attr, ctx=ast.Store()) if attr in CLOCK:
                    yield leaf.lineno, f".{attr} ="


def _call(
    node: ast.Call, func: ast.expr, args: list[ast.expr], keywords: list[ast.keyword]
) -> Iterator[tuple[int, str]]:
    match func:
        case ast.Attribute(attr="update" | "create" | "get_or_create" | "update_or_create" as verb):
            if hits := CLOCK & {k.arg for k in keywords if k.arg}:
                yield node.lineno, f".{verb}({', '.join(sorted(hits))}=)"
        case ast.Attribute(attr="bulk_update") if len(args) > 1:
            if CLOCK & {c.value for c in ast.walk(args[1]) if isinstance(c, ast.Constant)}:
                yield node.lineno, ".bulk_update(status)"
        case ast.Name(id="setattr") if len(args) > 1:
            match args[1]:
                case ast.Constant(value=value) if value in CLOCK:
                    yield node.lineno, f"setattr({value})"


def files() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not path.is_relative_to(ENGINE) and "migrations" not in path.parts:
                yield path


def test_only_the_engine_writes_the_status_of_a_matter():
    found = []
    for path in files():
        name = str(path.relative_to(ROOT))
        if any(name.startswith(allowed) for allowed in NOT_A_MATTER):
            continue
        found += [f"{name}:{line} {what}" for line, what in written(ast.parse(path.read_text()))]
    assert not found, "only core/workflow may do this:\n" + "\n".join(found)


@pytest.mark.parametrize("name", NOT_A_MATTER)
def test_every_exception_still_has_something_to_excuse(name):
    paths = [p for p in files() if str(p.relative_to(ROOT)).startswith(name)]
    assert any(list(written(ast.parse(p.read_text()))) for p in paths), f"{name} can go"


@pytest.mark.parametrize(
    "line",
    [
        "wish.status = 'closed'",
        "a.b, wish.status = 1, 2",
        "wish.status: str = 'x'",
        "wish.due_at += day",
        "MicroWish.objects.filter(pk=1).update(status='closed')",
        "MicroWish.objects.bulk_update(rows, ['title', 'status'])",
        "MicroWish.objects.create(status='closed')",
        "setattr(wish, 'status', 'closed')",
        "cursor.execute('UPDATE volunteers_microwish SET round = 2, status = %s')",
    ],
)
def test_the_reader_sees_every_way(line):
    assert list(written(ast.parse(line)))


def test_the_reader_is_no_alarmist():
    assert not list(written(ast.parse("status = wish.status; rows.filter(status='x')")))
