"""`keys`, `theme` and `completion`: the curator's own settings, and what shells make of the commands."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest

from cli.shell import Shell
from curator.cli.completing import completion
from curator.cli.parser import COMMANDS, parser


@pytest.fixture
def settings(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the curator's settings, which is there and empty."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shell.folder / "conf"))
    folder = shell.folder / "conf" / "curator"
    folder.mkdir(parents=True)
    return folder


def complete_in_bash(folder: Path, *words: str) -> list[str]:
    """What bash offers after `curator` and some words, the last of which is being typed."""
    line = " ".join(("curator", *words))
    array = " ".join(f"'{word}'" for word in ("curator", *words))
    asked = (f"source ./script; COMP_WORDS=({array}); COMP_CWORD={len(words)}; COMP_LINE='{line}'; "
             f"COMP_POINT={len(line)}; _shtab_curator curator '{words[-1]}' 2>&1; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    run = subprocess.run(["bash", "-c", asked], cwd=folder, capture_output=True, text=True, timeout=20, check=True)
    return run.stdout.split()


def test_bash_completes_commands_options_choices_and_files(shell: Shell) -> None:
    script = shell.done("completion", "bash").out
    shell.file("script", script)
    shell.file("work.curator", "")
    assert set(complete_in_bash(shell.folder, "")) >= set(COMMANDS)
    assert complete_in_bash(shell.folder, "dup") == []  # then bash itself offers files
    assert script.rstrip().endswith("complete -o bashdefault -o default -F _shtab_curator curator")
    assert complete_in_bash(shell.folder, "export", "j") == ["jsonl"]
    assert complete_in_bash(shell.folder, "export", "--sta") == ["--status"]
    assert complete_in_bash(shell.folder, "export", "--status", "a") == ["accepted", "all"]
    assert complete_in_bash(shell.folder, "articles", "--dataset", "w") == ["work.curator"]
    assert complete_in_bash(shell.folder, "import", "w") == ["work.curator"]


@pytest.mark.skipif(not which("fish"), reason="needs fish")
def test_fish_completes_commands_and_files(shell: Shell) -> None:
    shell.file("script", shell.done("completion", "fish").out)
    shell.file("work.curator", "")

    def offers(words: str) -> list[str]:
        run = subprocess.run(["fish", "--no-config", "-c", f"source script; complete -C '{words}'"], cwd=shell.folder,
                             capture_output=True, text=True, timeout=20, check=True)
        return [line.split("\t")[0] for line in run.stdout.splitlines()]

    assert {"import", "export", "work.curator"} <= set(offers("curator "))
    assert offers("curator export --status a") == ["accepted", "all"]
    assert "work.curator" in offers("curator import wo")


def test_zsh_gets_a_script_that_it_can_read(shell: Shell) -> None:
    script = shell.done("completion", "zsh").out
    assert "_describe 'curator commands' _commands\n  _files\n" in script
    shell.file("script", script)
    if which("zsh"):
        subprocess.run(["zsh", "-n", "script"], cwd=shell.folder, timeout=20, check=True)


def test_no_option_that_names_a_file_is_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    for name, made in next(a for a in parser()._actions if a.dest == "command").choices.items():  # type: ignore[union-attr]
        for action in made._actions:
            if action.dest in ("dataset", "file", "paths", "pairs", "output"):
                assert action.metavar in ("FILE", "PATH", "ARTICLE|PATH"), (name, action.dest)
    assert completion(parser().parse_args(["completion", "zsh"])) == 0
    assert "_files" in capsys.readouterr().out


def test_keys_are_listed_as_they_are_in_force(shell: Shell, settings: Path) -> None:
    (settings / "keys.toml").write_text('keymap = "arrows"\n[keys.reader]\naccept = "f2"\n')
    rows = shell.done("keys", "reader", "--json").rows
    assert next(row["keys"] for row in rows if row["action"] == "accept") == ["f2"]
    assert next(row["keys"] for row in rows if row["action"] == "line_down") == ["down"]
    said = shell.done("keys")
    assert "F2" in next(line for line in said.out.splitlines() if "the current suggestion whole" in line)
    assert said.err == f"keymap arrows; your own keys: {settings / 'keys.toml'}\n"
    default = shell.done("keys", "reader", "--keymap", "default", "--json").rows
    assert next(row["keys"] for row in default if row["action"] == "accept") == ["a"]


@pytest.mark.parametrize(("name", "text", "words"), [
    ("keys.toml", '[keys]\n\nundo = "1"\n', "keys.toml, line 3: the key '1' means library and undo in library"),
    ("config.toml", '[look]\ntheme = "pink"\n', "config.toml, line 2: there is no theme 'pink'")])
def test_what_is_wrong_in_a_file_of_settings_stops_with_one_line(shell: Shell, settings: Path, name: str, text: str,
                                                                 words: str) -> None:
    (settings / name).write_text(text)
    said = shell("keys")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert words in said.err


def test_a_theme_is_kept_and_listed(shell: Shell, settings: Path) -> None:
    assert "none is set" in shell.done("theme").err
    assert shell.done("theme", "light").err == f"theme light, kept in {settings / 'config.toml'}\n"
    assert "* light" in shell.done("theme").out
    assert shell("theme", "pink").code == 2


def test_the_settings_touch_no_dataset(shell: Shell, settings: Path) -> None:
    for words in (("keys",), ("theme", "dark"), ("completion", "bash")):
        shell.done(*words)
    assert [path.name for path in shell.folder.iterdir()] == ["conf"]
    assert [path.name for path in settings.iterdir()] == ["config.toml"]
