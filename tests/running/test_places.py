"""Where the environment lets no bytecode be written, starts must not compile all anew."""

import os
import subprocess
import sys

import pytest
from running.places import keep_bytecode


@pytest.fixture
def environment(monkeypatch):
    """The process's own, with both names put back afterwards."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    return monkeypatch


def test_bytecode_is_kept_in_the_data_folder(environment, tmp_path):
    code = tmp_path / "code"
    code.mkdir()
    (code / "module.py").write_text("x = 1\n")
    keep_bytecode(tmp_path / "data")
    subprocess.run([sys.executable, "-c", "import module"], cwd=code, env=os.environ, check=True)
    assert [p.name for p in (tmp_path / "data").rglob("module.*.pyc")]
    assert [p.name for p in code.iterdir()] == ["module.py"]


def test_where_it_may_be_written_nothing_changes(environment, tmp_path):
    environment.delenv("PYTHONDONTWRITEBYTECODE")
    keep_bytecode(tmp_path)
    assert "PYTHONPYCACHEPREFIX" not in os.environ
