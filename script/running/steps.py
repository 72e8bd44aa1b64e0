"""What must be done before serving, skipped when nothing it depends on has changed."""

import hashlib
import signal
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from running.children import die_with_parent
from running.places import ROOT, Trouble, say


class Step:
    """One command, or none at all. `mark` remembers the state of `inputs` it was last done for."""

    def __init__(
        self, title: str, command: list[str], *, mark: Path | None, inputs: Iterable[str]
    ) -> None:
        self.title = title
        self.command = command
        self.mark = mark
        self.state = fingerprint(inputs)
        self.process: subprocess.Popen[str] | None = None

    @property
    def done(self) -> bool:
        return bool(self.mark and self.mark.exists() and self.mark.read_text() == self.state)

    def begin(self, environment: Mapping[str, str]) -> None:
        if self.done or not self.command:
            return
        say(self.title)
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )

    def finish(self) -> None:
        """Wait for it. Raises Trouble with its output when it fails."""
        if self.process is None:
            return
        try:
            output, _ = self.process.communicate()
        except BaseException:
            self.process.kill()
            raise
        if self.process.returncode:
            raise Trouble(f"{self.title}: failed\n{output}")
        if self.mark:
            self.mark.write_text(self.state)

    def do(self, environment: Mapping[str, str]) -> None:
        self.begin(environment)
        self.finish()


def fingerprint(patterns: Iterable[str]) -> str:
    """Names, sizes and times of the files that match, below the repository's root."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                stat = path.stat()
                digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
