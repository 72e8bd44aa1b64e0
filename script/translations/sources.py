"""Finding the translatable strings: Python by its syntax tree, templates by Django's templatize."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

from translations.messages import FUNCTIONS, Message, message

PACKAGES = ("core", "centres", "volunteers", "projects", "portal")
TEMPLATES = ("templates",)
TEXT = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({TEXT})(?:\s*,\s*({TEXT}))?(?:\s*,\s*({TEXT}))?")


def messages() -> dict[Message, str]:
    """Every message of our sources, with the first place it stands in."""
    found: dict[Message, str] = {}
    for package in PACKAGES:
        for path in sorted(Path(package).rglob("*.py")):
            if "migrations" not in path.parts:
                for line, text in in_python(path.read_text("utf-8")):
                    found.setdefault(text, f"{path}:{line}")
    if not settings.configured:
        settings.configure()  # templatize asks for nothing in it
    for folder in (*TEMPLATES, *PACKAGES):
        for path in sorted([*Path(folder).rglob("*.html"), *Path(folder).rglob("*.txt")]):
            for line, text in in_template(path.read_text("utf-8"), str(path)):
                found.setdefault(text, f"{path}:{line}")
    return found


def in_python(source: str) -> Iterator[tuple[int, Message]]:
    """Calls of django.utils.translation's functions, under whatever names they were imported."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := _function(node.func, names)):
            texts = [_text(argument) for argument in node.args]
            if found := message(function, texts):
                yield node.lineno, found


def _function(node: ast.expr, names: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr if node.value.id == "translation" and node.attr in FUNCTIONS else None
    return None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def in_template(source: str, name: str) -> Iterator[tuple[int, Message]]:
    """Tags and filters that translate."""
    code = templatize(source, origin=name)
    for call in CALL.finditer(code):
        function = "gettext" if call[1] == "_" else call[1]
        texts = [ast.literal_eval(text) if text else None for text in call.groups()[1:]]
        # Templates write a percent sign of their own twice, as gettext's files do.
        if found := message(function, texts):
            yield code.count("\n", 0, call.start()) + 1, found
