"""A home, and the commands run in it: in this process, where all is loaded already, or as a process of their own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedmill.cli import main

PAGE = Path("tests/data/newspaper-page.txt").resolve()
COMMAND = Path(sys.executable).with_name("feedmill")


class Home:
    """A home, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str | Path, code: int = 0) -> str:
        """What a command prints; its exit code has to be `code`."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self._environment().items():
                patch.setenv(name, value)
            for name, instead in (("argv", ["feedmill", *map(str, arguments)]), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, instead)
            with pytest.raises(SystemExit) as ended:
                main()
        printed = "".join(stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err))
        assert int(ended.value.code or 0) == code, printed
        return printed

    def alone(self, *arguments: str | Path, code: int = 0) -> str:
        """What a command prints that is a process of its own."""
        env = os.environ | self._environment()
        done = subprocess.run([COMMAND, *arguments], env=env, capture_output=True, text=True, check=False, timeout=600)
        assert done.returncode == code, done.stderr + done.stdout
        return done.stdout + done.stderr

    def rows(self, *arguments: str | Path, code: int = 0) -> list[dict[str, Any]]:
        """The JSON lines that a command prints."""
        return [json.loads(line) for line in self.run(*arguments, "--json", code=code).splitlines() if line[0] == "{"]

    def _environment(self) -> dict[str, str]:
        return {"FEEDMILL_HOME": str(self.folder), "COLUMNS": "160"}
