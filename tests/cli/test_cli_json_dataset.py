"""Commands on a dataset in one JSON file, and the export for TinyDB."""

from __future__ import annotations

import json
from pathlib import Path

from cli.shell import Shell
from store import open_dataset


def test_commands_work_on_a_dataset_in_json(shell: Shell, tmp_path: Path) -> None:
    shell.file("one.txt", "“We will sign,” said Arkady Lomtev.")
    shell.done("import", "one.txt", "--dataset", "x.json")
    (article,) = shell.done("articles", "--json", "--dataset", "x.json").rows
    shell.done("accept", article["uid"], "--grade", "guess", "--dataset", "x.json")
    assert shell.done("quotes", "--json", "--dataset", "x.json").rows
    shell.done("undo", "--dataset", "x.json")
    assert shell.done("quotes", "--json", "--dataset", "x.json").rows == []
    shell.done("undo", "--redo", "--dataset", "x.json")
    assert shell.done("check", "--json", "--dataset", "x.json").rows == []
    shell.done("export", "tinydb", "-o", "export.json", "--dataset", "x.json")
    tables = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert len(tables["quotes"]) == 1
    again = shell("export", "tinydb", "-o", "export.json", "--dataset", "x.json")
    assert (again.code, "--force" in again.err) == (1, True)


def test_what_cannot_be_is_said_in_one_line(shell: Shell, tmp_path: Path) -> None:
    shell.file("one.txt", "One.")
    shell.done("import", "one.txt", "--dataset", "x.json")
    shell.done("export", "tinydb", "-o", "export.json", "--dataset", "x.json")
    assert shell("export", "tinydb", "-o", "-", "--dataset", "x.json").code == 2
    opened = shell("articles", "--dataset", "export.json")
    assert (opened.code, opened.err.count("\n"), "is an export" in opened.err) == (1, 1, True)
    with open_dataset(tmp_path / "x.json"):
        busy = shell("articles", "--dataset", "x.json")
    assert (busy.code, busy.err.count("\n"), "close it there first" in busy.err) == (1, 1, True)
