import sys

import pytest
from running import steps
from running.places import Trouble
from running.sockets import LONGEST, socket_folder


def count_step(tmp_path, source):
    code = f"open({str(tmp_path / 'count')!r}, 'a').write('x')"
    return steps.Step(
        "counting", [sys.executable, "-c", code], mark=tmp_path / "mark", inputs=[source]
    )


def test_a_step_is_skipped_until_its_inputs_change(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    source = tmp_path / "input.txt"
    source.write_text("one")
    for _ in range(2):
        count_step(tmp_path, "*.txt").do({})
    source.write_text("two, longer")
    count_step(tmp_path, "*.txt").do({})
    assert (tmp_path / "count").read_text() == "xx"


def test_a_step_that_fails_is_told_and_tried_again(tmp_path):
    code = "print('the reason'); raise SystemExit(1)"
    step = steps.Step("failing", [sys.executable, "-c", code], mark=tmp_path / "mark", inputs=[])
    with pytest.raises(Trouble, match="the reason"):
        step.do({})
    assert not (tmp_path / "mark").exists()


def test_sockets_have_short_paths_and_closed_folders(tmp_path):
    for home in (tmp_path, tmp_path / ("long" * 25)):
        home.mkdir(exist_ok=True)
        folder = socket_folder(home, "pg")
        assert len(str(folder)) <= LONGEST
        assert folder.stat().st_mode & 0o077 == 0
        if not folder.is_relative_to(tmp_path):
            folder.rmdir()
