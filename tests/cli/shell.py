"""Commands as one types them, and what they say."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from curator.cli import main


@dataclass(frozen=True)
class Said:
    """The exit code of a command and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """Standard output as JSON, a value a line."""
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


@dataclass
class Shell:
    """Runs commands in a folder. Files are written to it by name."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str, by: str = "ana", stdin: bytes = b"") -> Said:
        """Run a command within this process."""
        self.monkeypatch.setenv("CURATOR_NAME", by)
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.capsys.readouterr()
        code = main(words)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def done(self, *words: str, by: str = "ana", stdin: bytes = b"") -> Said:
        """Run a command that must succeed."""
        said = self(*words, by=by, stdin=stdin)
        assert said.code == 0, said
        return said

    def line(self, command: str, environment: Mapping[str, str] | None = None) -> Said:
        """Run a line of the real shell, in which `curator` is the program; the exit code is that of its last part."""
        program = f'curator() {{ "{sys.executable}" -m curator "$@"; }}\n'
        run = subprocess.run(["bash", "-c", program + command], cwd=self.folder, capture_output=True, timeout=60,
                             env={**os.environ, "CURATOR_NAME": "ana", **(environment or {})}, check=False)
        return Said(run.returncode, run.stdout.decode(), run.stderr.decode())

    def file(self, name: str, content: str | bytes) -> str:
        """Write a file to the folder and return its name."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def article(self, text: str, name: str = "article.txt", *, by: str = "ana") -> str:
        """Import a text and return its uid."""
        self.done("import", self.file(name, text), "--quiet", by=by)
        return str(self.done("articles", "--json").rows[-1]["uid"])
