"""Vendored files are what their lock says, nothing inline is left, and pages stay light."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from core.ui.storage import ModuleStaticFilesStorage

ROOT = Path(settings.BASE_DIR)
INLINE = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=["']|<script(?![^>]*\bsrc=)(?![^>]*application/)""",
    re.IGNORECASE,
)
LINKED = re.compile(r"{% static '([^']+\.(?:css|js))' %}")
RESIDENT_BUDGET = 150  # KB compressed, CSS and JS
LAZY = ("echarts", "leaflet")


def run(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, root / "script/assets", "check"],
        capture_output=True,
        text=True,
        check=False,
    )


def test_vendored_files_match_their_lock():
    done = run(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_changed_or_foreign_file_is_noticed(tmp_path):
    for name in ("static/vendor", "static/img", "tests/vendor"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "script").mkdir()
    shutil.copy(ROOT / "script/assets", tmp_path / "script/assets")
    (tmp_path / "static/vendor/htmx.min.js").write_text("changed")
    (tmp_path / "static/vendor/new.js").write_text("foreign")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "htmx.min.js: differs" in done.stdout
    assert "new.js: not in the lock" in done.stdout


@pytest.mark.parametrize("folder", ["static/vendor", "static/js", "static/css"])
def test_no_source_map_is_promised(folder):
    for path in (ROOT / folder).rglob("*.[cj]s*"):
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8"), path


def test_no_template_holds_inline_script_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
        found = INLINE.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found and found.group()}"


def test_a_residents_page_is_light():
    base = (ROOT / "templates/base.html").read_text(encoding="utf-8")
    files = [ROOT / "static" / name for name in LINKED.findall(base)]
    files += list((ROOT / "static/js").glob("*.js"))
    assert not [f for f in files if any(lazy in f.name for lazy in LAZY)]
    weight = sum(len(gzip.compress(f.read_bytes())) for f in set(files)) / 1024
    assert weight < RESIDENT_BUDGET


def test_every_icon_named_in_templates_is_drawn():
    sprite = (ROOT / "static/img/icons.svg").read_text(encoding="utf-8")
    for path in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r'{% icon "([a-z-]+)"', path.read_text(encoding="utf-8")):
            assert f'id="{name}"' in sprite, f"{path}: no icon {name!r}"


def test_scripts_import_each_other_by_hashed_name(tmp_path):
    folder = tmp_path / "js"
    folder.mkdir()
    (folder / "a.js").write_text('import { b } from "./b.js";\nconst c = () => import("./b.js");\n')
    (folder / "b.js").write_text("export const b = 1;\n")
    storage = ModuleStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    names = {name: (storage, name) for name in ("js/a.js", "js/b.js")}
    hashed = {old: new for old, new, _ in storage.post_process(names) if new}
    text = (tmp_path / hashed["js/a.js"]).read_text()
    wanted = Path(hashed["js/b.js"]).name
    assert text.count(f"./{wanted}") == 2
